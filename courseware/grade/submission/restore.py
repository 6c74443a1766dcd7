"""Make of a submission what is run: locked cells as they were released, checks where they belong.

nbgrader's own preprocessors do it, in memory; see `sanitise` for what comes before them.
"""

import json
import secrets

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell
from nbgrader.nbgraderformat import SCHEMA_VERSION
from nbgrader.preprocessors import NbGraderPreprocessor, OverwriteCells, OverwriteKernelspec

from courseware.grade import seeds
from courseware.grade.contract import Limits, NotebookTask, Task
from courseware.grade.course.course import Course
from courseware.grade.course.release import Assignment
from courseware.kit.nbgrader_cells import grade_id as grade_id_of
from courseware.kit.text import listed

from . import folder
from .notebook_file import Unreadable, free_id

_FLAGS = ("grade", "solution", "task", "locked")

# What is said of one cell, and of several.
_TWICE = (
    "Cell {} is there more than once; the last one counts.",
    "{n} cells are there more than once, and the last of each counts: {}.",
)
_STRANGE = (
    "A cell is marked as nbgrader's ({}), but was not released; the mark was taken off.",
    "{n} cells are marked as nbgrader's, but were not released; the marks were taken off: {}.",
)
_CHANGED = (
    "Cell {}: its nbgrader metadata differs from the release (it was released again, or the "
    "student changed it); taken as released.",
    "{n} cells: their nbgrader metadata differs from the release (it was released again, or the "
    "student changed it); taken as released: {}.",
)
_EARLY = (
    "Check {} stood before its exercise and was put behind it.",
    "{n} checks stood before their exercises and were put behind them: {}.",
)
_GONE = (
    "Check {} was missing and was put back.",
    "{n} checks were missing and were put back: {}.",
)
_RESTORED = (
    "Cell {} was missing and was put back by nbgrader.",
    "{n} cells were missing and were put back by nbgrader: {}.",
)
_EDITED = (
    "Cell {} was edited; the released one was put back.",
    "{n} cells were edited; the released ones were put back: {}.",
)


def make_task(
    course: Course,
    assignment: Assignment,
    student: str,
    *,
    secret: bytes | None = None,
    figures: bool = False,
    sandbox: bool = True,
    limits: Limits | None = None,
    handed_in: folder.Submission | None = None,
) -> tuple[Task, list[str], str]:
    """Read a submission and arrange it for a worker.

    Of the course's `secret` the seeds are made; without it, they are anybody's guess. `limits` are
    the course's by default. If the submission was read already, it is `handed_in`, and its
    notebooks are changed. Returns the task, sentences on what an instructor should know of it, and
    the digest of the `Submission`. Raises `Unreadable` if it cannot be graded.
    """
    handed_in = handed_in or folder.read(course, assignment, student)
    notes = list(handed_in.notes)
    notebooks = []
    for name, notebook in handed_in.notebooks.items():
        notebook, said = sanitise(course, assignment, name, notebook, student)
        notes += said
        checks = tuple(assignment.notebooks[name].checks.values())
        if not checks:  # these are run in Python, whatever the notebook says
            refuse_other_language(notebook, f"{student}'s {name}.ipynb", assignment.name)
        notebooks.append(NotebookTask(name, json.dumps(notebook), checks))
    about = assignment.name, student, handed_in.notebooks_digest
    secret = secret or secrets.token_bytes(32)
    task = Task(
        student,
        assignment.name,
        tuple(notebooks),
        handed_in.files,
        seeds.questions(secret, *about),
        seeds.generators(secret, *about),
        limits or course.autograding.limits,
        figures,
        sandbox,
        course.autograding.follow_through,
    )
    return task, notes, handed_in.digest


def sanitise(
    course: Course, assignment: Assignment, name: str, notebook: NotebookNode, student: str
) -> tuple[NotebookNode, list[str]]:
    """Put a submitted notebook right, as ``nbgrader autograde`` does before it runs it.

    Before nbgrader's (or the course's) preprocessors, nbgrader's metadata is made what was
    released, where a student edited it; nbgrader would give up on it. A check of ours that is
    missing, or stands before its exercise, is put behind it. The notebook is changed in place.
    Returns it, and notes. Raises `Unreadable` if a preprocessor fails.
    """
    known = assignment.notebooks[name]
    found = _restore_metadata(notebook, known) + _place_checks(notebook, known)
    before = {id_: (cell.cell_type, cell.source) for id_, cell in _by_id(notebook).items()}
    resources = course.autograding.resources(assignment.name, name, student)
    resources["nbgrader"]["released"] = assignment
    classes = [_FROM_MEMORY.get(c, c) for c in course.autograding.converter.sanitize_preprocessors]
    for preprocessor in course.autograding.preprocessors(classes):
        try:
            notebook, resources = preprocessor(notebook, resources)
        except Exception as error:
            raise Unreadable(
                f"{student}'s {name}.ipynb: the preprocessor {type(preprocessor).__name__} failed "
                f"({type(error).__name__}: {error}). Compare its cells with those of the release."
            ) from error
    found += _changes(before, notebook, known)
    _look_over_checks(notebook, known, student)
    return notebook, [f"{name}.ipynb: {note}" for note in _sentences(found)]


def refuse_other_language(notebook: NotebookNode, shown: str, assignment: str) -> None:
    """Raise `Unreadable`, which says what to do, for a notebook that is not in Python."""
    kernel = notebook.metadata.get("kernelspec", {})
    name = str(kernel.get("name", ""))
    language = kernel.get("language") or notebook.metadata.get("language_info", {}).get("name")
    language = str(language or name).lower()
    if language in ("", "python", "ipython") or name.startswith(("python", "ipython")):
        return
    raise Unreadable(
        f"{shown} is written in {language!r:.40}, and courseware grade runs Python alone. Grade it "
        f"with plain nbgrader, where a kernel for it is installed: nbgrader autograde {assignment} "
        "(it runs students' code without a sandbox)."
    )


def _sentences(found):
    """One sentence of each kind, on all the cells that it is true of."""
    kinds = {}
    for kind, grade_id in found:
        kinds.setdefault(kind, {})[f"{grade_id!r:.40}"] = None
    return [
        one.format(*cells) if len(cells) == 1 else more.format(listed([*cells]), n=len(cells))
        for (one, more), cells in kinds.items()
    ]


# nbgrader's preprocessors, with the release in memory: they open the gradebook anew each time.


class _OverwriteCells(OverwriteCells):
    def preprocess(self, nb, resources):
        self.notebook_id = resources["nbgrader"]["notebook"]
        self.assignment_id = resources["nbgrader"]["assignment"]
        self.gradebook = resources["nbgrader"]["released"]
        nb, resources = NbGraderPreprocessor.preprocess(self, nb, resources)
        if self.add_missing_cells:
            nb, resources = self.add_missing_grade_cells(nb, resources)
            nb, resources = self.add_missing_task_cells(nb, resources)
        return nb, resources


class _OverwriteKernelspec(OverwriteKernelspec):
    def preprocess(self, nb, resources):
        released = resources["nbgrader"]["released"]
        kernelspec = released.find_notebook(resources["nbgrader"]["notebook"]).kernelspec
        if kernelspec := json.loads(kernelspec or "null"):
            nb.metadata["kernelspec"] = from_dict(kernelspec)
        return nb, resources


_FROM_MEMORY = {OverwriteCells: _OverwriteCells, OverwriteKernelspec: _OverwriteKernelspec}


# What students do to nbgrader's metadata.


def _by_id(notebook):
    return {grade_id_of(cell): cell for cell in notebook.cells if grade_id_of(cell) is not None}


def _restore_metadata(notebook, known):
    """Make nbgrader's metadata that of the release; none where the release has none."""
    found, seen = [], set()
    for cell in reversed(notebook.cells):
        if "nbgrader" not in cell.metadata:
            continue
        grade_id = grade_id_of(cell)
        if grade_id not in known.cells or grade_id in seen:
            metadata = cell.metadata.pop("nbgrader")
            if grade_id in seen:
                found.append((_TWICE, grade_id))
            elif grade_id is not None or _is_marked(metadata):
                found.append((_STRANGE, grade_id))
            continue
        seen.add(grade_id)
        right, changed = _as_released(cell.metadata["nbgrader"], known.cells[grade_id])
        cell.metadata["nbgrader"] = from_dict(right)
        if changed:
            found.append((_CHANGED, grade_id))
    return found[::-1]


def _is_marked(metadata):
    return not isinstance(metadata, dict) or any(metadata.get(flag) for flag in _FLAGS)


def _as_released(metadata, cell):
    """Metadata as released, and whether it says anything else than it did."""
    right = {
        "grade": cell.grade,
        "solution": cell.solution,
        "task": cell.task,
        "schema_version": SCHEMA_VERSION,
    }
    right |= {"points": cell.max_score} if cell.grade or cell.task else {}
    # nbgrader takes a solution cell for not locked, whatever it says.
    locked = metadata.get("locked")
    right["locked"] = locked if cell.solution and type(locked) is bool else cell.locked
    changed = [key for key in right if metadata.get(key, False) != right[key]]
    changed += [key for key in ("points",) if key in metadata and key not in right]
    old = metadata.get("schema_version")
    if type(old) is int and 0 <= old < SCHEMA_VERSION:  # an older nbgrader's
        changed = [key for key in changed if key not in ("schema_version", "task")]
    right |= {"grade_id": cell.name, "cell_type": cell.cell_type}
    if isinstance(cell.checksum, str):
        right["checksum"] = cell.checksum
    return right, bool(changed)


# Checks of ours.


def _place_checks(notebook, known):
    """Put missing checks back, and those that stand before their exercise behind it."""
    found = []
    for grade_id in known.checks:
        exercise = known.exercise_of(grade_id)
        at = _positions(notebook)
        if grade_id in at and at.get(exercise, -1) < at[grade_id]:
            continue
        if grade_id in at:
            cell = notebook.cells.pop(at[grade_id])
            found.append((_EARLY, grade_id))
        else:
            cell = _released_cell(known.cells[grade_id], notebook)
            found.append((_GONE, grade_id))
        notebook.cells.insert(_place(notebook, known, grade_id, exercise), cell)
    return found


def _positions(notebook):
    return {
        grade_id_of(cell): position
        for position, cell in enumerate(notebook.cells)
        if grade_id_of(cell) is not None
    }


def _place(notebook, known, grade_id, exercise):
    """Where a check belongs: right behind its exercise and the checks of it that come before.

    Without the exercise's cell (deleted, or written anew), as late as the release allows: before
    the next cell that was released.
    """
    at = _positions(notebook)
    order = list(known.cells)
    mine = order.index(grade_id)
    if exercise in at:
        between = order[order.index(exercise) : mine]
        run = [at[name] for name in between if name in known.checks and name in at]
        return max([at[exercise], *(p for p in run if p > at[exercise])]) + 1
    last = max((at[name] for name in order[:mine] if name in at), default=-1)
    later = [at[name] for name in order[mine + 1 :] if name in at and at[name] > last]
    return min(later, default=len(notebook.cells))


def _released_cell(cell, notebook):
    """A test cell as it was released, with a cell id that no other has."""
    metadata, _ = _as_released({}, cell)
    cell_id = free_id(cell.name[:50], {other.get("id") for other in notebook.cells})
    metadata = {"deletable": False, "editable": False, "nbgrader": metadata}
    return new_code_cell(cell.source, id=cell_id, metadata=metadata)


def _changes(before, notebook, known):
    """What the preprocessors put right, of each released cell."""
    found = []
    for grade_id, cell in _by_id(notebook).items():
        if grade_id not in before:
            found.append((_RESTORED, grade_id))
            continue
        cell_type, source = before[grade_id]
        if cell.cell_type != cell_type:
            found.append((_retyped(cell_type, cell.cell_type), grade_id))
        # The released cell is shorter by its hidden tests, which nbgrader puts back: no edit.
        if cell.source != source and not _is_shown_part(source, cell.source):
            found.append((_EDITED, grade_id))
    return found


def _retyped(was, now):
    return (
        f"Cell {{}} was a {was} cell; made {now} again.",
        f"{{n}} cells were {was} cells; made {now} again: {{}}.",
    )


def _is_shown_part(shown, whole):
    """Whether a text is another one without some of its lines."""
    lines = iter(whole.splitlines())
    return bool(shown.strip()) and all(line in lines for line in shown.strip().splitlines())


def _look_over_checks(notebook, known, student):
    """Refuse to go on unless each check is there once, and exactly as released."""
    for grade_id in known.checks:
        cells = [cell for cell in notebook.cells if grade_id_of(cell) == grade_id]
        right = [c for c in cells if c.cell_type == "code"]
        if len(cells) != 1 or len(right) != 1 or right[0].source != known.cells[grade_id].source:
            raise Unreadable(
                f"{student}'s {known.name}.ipynb: the check {grade_id!r} could not be put back as "
                "it was released. Look for a preprocessor of this course that changes cells "
                "(Autograde.sanitize_preprocessors), and release the assignment again: "
                "nbgrader generate_assignment --force"
            )
