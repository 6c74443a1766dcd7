"""What a run shows at its end: students × exercises, for people and for programs."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from wcwidth import wcswidth

from courseware.errors import CoursewareError
from courseware.grade.course import release
from courseware.kit import files
from courseware.kit.text import one_line
from helpers.checks.contract import State

from .contract import FOLLOW_THROUGH, IN_PART
from .coordinator import NEW, UNCHANGED, Outcome
from .results.class_points import Points

BY_HAND = "·"
_MARKS = {
    BY_HAND: "for a person to grade",
    "*": "follow-through: right but for an earlier answer that it calls",
    "!": "not reached, see below",
    "?": "unverified: an ordinary test, run beside the student's code",
}
_LEFT_ALONE = "unchanged since they were graded (--regrade grades them again)"


class Table:
    """Outcomes of an assignment; the points of each student are as in the gradebook.

    `problems` are sentences on what was skipped, `notes` on students who are not in the table;
    `complete` says whether the run came to its end.
    """

    def __init__(
        self,
        assignment: release.Assignment,
        outcomes: Mapping[str, Outcome],
        points: Mapping[str, Points],
        problems: Iterable[str] = (),
        complete: bool = True,
        notes: Iterable[str] = (),
    ) -> None:
        self.assignment, self.points = assignment, points
        self.outcomes = [outcomes[student] for student in sorted(outcomes)]
        self.problems, self.complete, self.notes = list(problems), complete, list(notes)
        self.columns = [
            (f"{notebook.name}/{cell.name}", cell)
            for notebook in assignment.notebooks.values()
            for cell in notebook.cells.values()
            if cell.grade or cell.task
        ]
        self.maximum = sum(cell.max_score for _, cell in self.columns)

    @property
    def failed(self) -> bool:
        """Whether anything could not be graded."""
        return bool(self.problems) or any(outcome.failed for outcome in self.outcomes)

    # For people.

    def lines(self) -> Iterator[str]:
        """Write the table, what could not be graded and why, and the notes."""
        yield from self._grid()
        failed = [outcome.record for outcome in self.outcomes if outcome.failed]
        if failed or self.problems:
            yield from ("", "Could not be graded:")
            yield from (f"  {_name(record)}: {one_line(record.reason)}" for record in failed)
            yield from (f"  {one_line(problem)}" for problem in self.problems)
        noted = [o.record for o in self.outcomes if o.record.notes and o.did != UNCHANGED]
        if noted or self.notes:
            yield from ("", "Notes:")
            for record in noted:
                yield from (f"  {_name(record)}: {one_line(note)}" for note in record.notes)
            yield from (f"  {one_line(note)}" for note in self.notes)
        yield from ("", self.summary())

    def summary(self) -> str:
        """Say in one line how many there are of each kind."""
        counts = self._counts()
        parts = [f"{self.assignment.name}: {counted(counts['submissions'])}"]
        parts += [
            f"{counts[key]} {said}"
            for key, said in (
                (NEW, "graded"),
                (UNCHANGED, _LEFT_ALONE),
                ("failed", "could not be graded"),
            )
            if counts[key]
        ]
        return ", ".join(parts) + "."

    def _grid(self):
        if not self.outcomes:
            return
        header = ["student", *(str(k) for k in range(1, len(self.columns) + 1)), "points", ""]
        rows = [self._row(outcome) for outcome in self.outcomes]
        widths = [max(map(wcswidth, column)) for column in zip(header, *rows, strict=True)]
        for row in (header, *rows):
            first, *rest, state = row
            cells = [first + _gap(first, widths[0])]
            cells += [
                _gap(text, width) + text for text, width in zip(rest, widths[1:-1], strict=True)
            ]
            yield "  ".join([*cells, state]).rstrip()
        yield ""
        several = len(self.assignment.notebooks) > 1
        keys = [
            f"{k} {one_line(key if several else cell.name)} ({cell.max_score:g})"
            for k, (key, cell) in enumerate(self.columns, 1)
        ]
        yield from _wrapped(keys)
        seen = "".join(text for row in rows for text in row[1 : len(self.columns) + 1])
        yield from _wrapped([f"{mark} {said}" for mark, said in _MARKS.items() if mark in seen])

    def _row(self, outcome):
        record = outcome.record
        if outcome.failed:
            return [_name(record), *("" for _ in self.columns), "", "could not be graded"]
        checks, points = _checks(record), self.points[record.student]
        cells = [_shown(points.cells.get(key), checks.get(key)) for key, _ in self.columns]
        total = f"{_number(points.score)} / {_number(self.maximum)}"
        state = f"late: {_number(points.late_penalty)} off" if points.late_penalty else ""
        if not record.sandbox:
            state = ", ".join(filter(None, [state, "no sandbox"]))
        return [_name(record), *cells, total, state]

    def _counts(self):
        counts = Counter(outcome.did for outcome in self.outcomes if not outcome.failed)
        failed = sum(outcome.failed for outcome in self.outcomes) + len(self.problems)
        return counts | Counter(failed=failed, submissions=len(self.outcomes) + len(self.problems))

    # For programs.

    def to_data(self) -> dict:
        """Return all of it as what JSON can hold."""
        counts = self._counts()
        return {
            "format": 2,
            "assignment": self.assignment.name,
            "complete": self.complete,
            "counts": {k: counts[k] for k in ("submissions", NEW, UNCHANGED, "failed")},
            "exercises": [
                {"name": key, "grade_id": cell.name, "points": cell.max_score}
                for key, cell in self.columns
            ],
            "submissions": [self._data_of(outcome) for outcome in self.outcomes],
            "skipped": self.problems,
            "notes": self.notes,
        }

    def _data_of(self, outcome):
        record = outcome.record
        data = {
            key: getattr(record, key)
            for key in "student state reason notes seconds memory sandbox figures".split()
        }
        data["done"] = "failed" if outcome.failed else outcome.did
        if outcome.failed:
            return data
        checks, points = _checks(record), self.points[record.student]
        data |= {
            "score": points.score,
            "max_score": self.maximum,
            "extra_credit": points.extra_credit,
            "late_penalty": points.late_penalty,
            "needs_manual_grade": points.needs_manual_grade,
        }
        data["exercises"] = {
            key: {
                **(asdict(checks[key]) if key in checks else {}),
                "points": points.cells.get(key),
                "maximum": cell.max_score,
            }
            for key, cell in self.columns
        }
        return data

    def write(self, file: str) -> None:
        """Write it as JSON to a path, or, for "-", to standard output. See `courseware.kit.files`.

        Raises `CoursewareError` if it cannot be written.
        """
        text = json.dumps(self.to_data(), indent=1) + "\n"
        if file == "-":
            sys.stdout.write(text)
            return
        try:
            files.write(file, text)
        except OSError as error:
            raise CoursewareError(
                f"{file} cannot be written ({error.strerror or error}). The results are in the "
                "gradebook; the same command with another file writes the table."
            ) from None


def counted(submissions: int) -> str:
    """Say how many submissions there are.

    >>> counted(0), counted(1)
    ('0 submissions', '1 submission')
    """
    return f"{submissions} submission" + ("" if submissions == 1 else "s")


def _checks(record):
    return {
        f"{notebook}/{check.grade_id}": check
        for notebook, checks in record.checks.items()
        for check in checks
    }


def _shown(points, check):
    if points is None:
        return BY_HAND
    told = check.told if check else None
    if told == IN_PART and 0 < points < check.maximum:
        return f"{_number(points)} of {_number(check.maximum)}"
    mark = {FOLLOW_THROUGH: "*", State.UNREACHED: "!", State.UNVERIFIED: "?"}.get(told, "")
    return f"{_number(points)}{mark}"


def _number(points):
    """Points, as short as they can be.

    >>> _number(2.0), _number(1.25), _number(1 / 3), _number(None)
    ('2', '1.25', '0.33', '')
    """
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def _name(record):
    return one_line(record.student)


def _gap(text, width):
    return " " * (width - wcswidth(text))


def _wrapped(words):
    width = max(40, min(shutil.get_terminal_size().columns, 100))
    line = ""
    for word in words:
        if line and wcswidth(line) + wcswidth(word) + 3 > width:
            yield line
            line = ""
        line = f"{line}   {word}" if line else word
    if line:
        yield line
