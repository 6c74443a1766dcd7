"""Run one notebook of a submission, as often as it takes."""

import re
import time
from dataclasses import asdict, dataclass, field

import nbformat

from courseware.grade.contract import CheckResult, NotebookResult, NotebookTask, Task
from courseware.grade.sandbox.spawner import Template, TemplateEnded
from courseware.grade.sandbox.usage import Usage
from courseware.kit.nbgrader_cells import grade_id, marks
from helpers.checks.contract import State

from . import outputs, verdict
from .channel import INTERRUPTED, Ended, Student

_LINE = 40  # characters of a cell's first line, to know it by
_SAID = 100  # characters of what an error says


@dataclass
class Budget:
    """What a submission may still use, and what it has used."""

    seconds: float  # own time that is left
    deadline: float  # of `time.monotonic`
    restarts: int  # that are left
    kept: int = 0  # bytes of output
    memory: int = 0  # peak, in bytes
    # seconds that passed, by what was done
    spent: dict = field(
        default_factory=lambda: dict.fromkeys(("start", "cells", "checks", "stop"), 0.0)
    )


class NotBegun(RuntimeError):
    """Not even the first cell could be run; the text says why."""


class _Cell:
    """A code cell, and what is known of it; its position is counted from 1.

    Only a test cell has a `grade_id`, and only one of ours a `check`. Students write in an answer.
    """

    def __init__(self, node, position, checks):
        self.node, self.position = node, position
        about = marks(node)
        is_test = bool(about.get("grade")) and not about.get("solution")
        self.grade_id = (grade_id(node) or "") if is_test else ""
        self.maximum = float(about.get("points", 0)) if is_test else 0.0
        self.is_answer = bool(about.get("solution"))
        self.check = checks.get(self.grade_id)

    @property
    def name(self):
        """What notes call it."""
        return f"cell {self.position} ({self.grade_id or self._first_line()})"

    def _first_line(self):
        lines = [line.strip() for line in self.node.source.splitlines()]
        line = next((line for line in lines if line), "empty")
        return f"`{line if len(line) <= _LINE else line[: _LINE - 1] + '…'}`"


class NotebookRun:
    """One notebook of a submission and what came of it, within what is left of the budget."""

    def __init__(
        self, task: Task, notebook: NotebookTask, template: Template, budget: Budget
    ) -> None:
        self._task, self._name, self._template = task, notebook.name, template
        self._budget, self._limits = budget, task.limits
        self._notebook = nbformat.v4.reads(notebook.text)
        checks = {check.grade_id: check for check in notebook.checks}
        self._cells = [
            _Cell(node, position, checks)
            for position, node in enumerate(self._notebook.cells, 1)
            if node.cell_type == "code"
        ]
        self._results = {}
        self._notes = dict.fromkeys(_definitions(self._cells)) if checks else {}
        for cell in self._cells:
            cell.node.outputs, cell.node.execution_count = [], None

    def go(self) -> NotebookResult:
        """Run it until all test cells are reached, or the limits are.

        Raises `JudgingFailed`, `NotBegun` or `TemplateEnded` if our side failed.
        """
        left_out = {}
        while (ended := self._run_once(left_out)) is not None:
            cell, reason = ended
            left_out[cell.position] = f"{cell.name}: {reason}"
            self._note(f"The process ended in {cell.name}: {reason}.")
            self._unreached(cell, reason)
            behind = self._cells[self._cells.index(cell) + 1 :]
            if not any(c.grade_id and c.grade_id not in self._results for c in behind):
                break
            if self._budget.restarts == 0:
                self._give_up(behind, f"too many cells ended the process, last {cell.name}")
                break
            self._budget.restarts -= 1
        text = nbformat.v4.writes(self._notebook)
        results = [self._results[c.grade_id] for c in self._cells if c.grade_id in self._results]
        return NotebookResult(self._name, text, tuple(dict.fromkeys(results)), tuple(self._notes))

    def _run_once(self, left_out):
        """Run all cells but those left out; the cell that ended the process and why, or None."""
        budget = self._budget
        student = self._begin()
        collector = outputs.Collector(self._limits, budget.kept)
        try:
            for k, cell in enumerate(self._cells):
                if cell.position in left_out:
                    continue
                if budget.seconds <= 0:
                    reason = f"the submission used up its {self._limits.submission_seconds:g} s"
                    self._give_up(self._cells[k:], reason)
                    return None
                began, before = time.perf_counter(), student.spent
                try:
                    if cell.check is not None:
                        self._check(cell, student)
                    else:
                        self._run(cell, student, collector)
                except Ended as ended:
                    if not self._template.is_alive():  # so it was not the cell's doing
                        raise TemplateEnded(f"The template ended in {cell.name}.") from None
                    if cell.grade_id not in self._results:
                        cell.node.outputs = [*collector.end(), outputs.stopped(str(ended))]
                    return cell, str(ended)
                finally:
                    what = "cells" if cell.check is None else "checks"
                    budget.spent[what] += time.perf_counter() - began
                    budget.seconds -= student.spent - before
            return None
        finally:
            began = time.perf_counter()
            student.close()
            budget.spent["stop"] += time.perf_counter() - began
            budget.memory = max(budget.memory, student.memory)
            budget.kept = collector.kept

    def _begin(self):
        """A student's process with the submission's files."""
        began = time.perf_counter()
        request = {"figures": self._task.figures, "limits": asdict(self._limits)}
        request["seed"] = self._task.child_seed
        spawned = self._template.spawn(request)
        try:
            usage = Usage(spawned.init)
        except OSError as error:
            spawned.close()
            raise TemplateEnded(f"A process ended before anything was run: {error}") from None
        student = Student(spawned, usage, self._limits, self._budget.deadline)
        try:
            student.begin()
            student.send_files(self._task.files)
        except Ended as ended:
            student.close()
            raise NotBegun(f"Nothing of {self._name} could be run: {ended}.") from None
        self._budget.spent["start"] += time.perf_counter() - began
        return student

    def _run(self, cell, student, collector):
        """Run a cell as it is."""
        collector.begin()
        seconds = min(self._limits.cell_seconds, self._budget.seconds)
        ran = student.run(cell.node.source, collector.take, seconds)
        cell.node.execution_count = ran.number
        cell.node.outputs = collector.end()
        if ran.status == INTERRUPTED:
            reason = f"it was stopped after {seconds:.3g} s"
            cell.node.outputs.append(outputs.stopped(reason))
            self._note(f"In {cell.name}: {reason}.")
        self._note_failed_definition(cell)
        if collector.cut or ran.cut:
            self._note(f"In {cell.name}: too much output, some of it was left out.")
        if cell.grade_id:
            self._results[cell.grade_id] = CheckResult(
                cell.grade_id, State.UNVERIFIED, None, cell.maximum
            )

    def _note_failed_definition(self, cell):
        """An answer that could not even be defined: a person sees at once what was meant."""
        failed = [output for output in cell.node.outputs if output.output_type == "error"]
        if failed and cell.is_answer:
            name, said = failed[0].get("ename", ""), str(failed[0].get("evalue", ""))[:_SAID]
            self._note(f"In {cell.name}: {name}{': ' if said else ''}{said}.")

    def _check(self, cell, student):
        """Take the answer to one of our checks, once."""
        if cell.grade_id in self._results:
            return
        seconds = min(self._limits.check_seconds, self._budget.seconds)
        result, cell.node.outputs, ended = verdict.take(
            cell.check, student, self._task.seed, seconds, self._task.follow_through
        )
        self._results[cell.grade_id] = result
        if result.reason:
            self._note(f"In {cell.name}: {result.reason}")
        if ended is not None:
            raise ended

    def _give_up(self, cells, reason):
        """Cells that are not run any more."""
        self._note(f"Not everything was run: {reason}.")
        for cell in cells:
            self._unreached(cell, reason)

    def _unreached(self, cell, reason):
        if cell.grade_id and cell.grade_id not in self._results:
            cell.node.outputs = cell.node.outputs or [outputs.stopped(reason)]
            self._results[cell.grade_id] = CheckResult(
                cell.grade_id, State.UNREACHED, 0.0, cell.maximum, reason=reason
            )

    def _note(self, text):
        self._notes[text[0].upper() + text[1:]] = None


def _definitions(cells):
    """Sentences on answers that are defined more than once, or once more after their check."""
    for check_cell in cells:
        if check_cell.check is None:
            continue
        name = check_cell.check.target
        # By its lines, not by its syntax: it is for a note, and compiling may crash.
        defines = re.compile(rf"^(async\s+def|def|class)\s+{name}\b|^{name}\s*=(?!=)", re.MULTILINE)
        places = [c.position for c in cells if c.check is None and defines.search(c.node.source)]
        before = [str(p) for p in places if p < check_cell.position]
        after = [str(p) for p in places if p > check_cell.position]
        if len(before) > 1:
            listed = ", ".join(before)
            yield f"`{name}` is defined in more than one cell ({listed}): the last one counts."
        if after:
            listed = ", ".join(after)
            yield (
                f"`{name}` is defined again after its check (cell {listed}): what it was at the"
                " check counts."
            )
