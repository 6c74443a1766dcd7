"""Which notebooks of a submission are graded, and what is said of the others.

A notebook is known by its cells, whatever its file is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nbformat import NotebookNode

from courseware.kit.nbgrader_cells import exercises_named, grade_ids
from courseware.kit.text import listed, printable

from .notebook_file import Unreadable, parse

if TYPE_CHECKING:
    from courseware.grade.course.course import Course
    from courseware.grade.course.release import Assignment, Notebook

    from .folder import SubmittedFolder

MOST_CANDIDATES = 20  # notebooks under other names that are looked into
LARGEST_CANDIDATES = 20_000_000  # bytes of them together


def find(
    course: Course, place: SubmittedFolder, assignment: Assignment, notes: list[str]
) -> tuple[dict[str, NotebookNode], list[str]]:
    """Find the released notebooks that are there, under whatever name.

    `notes` gets a sentence for each thing that an instructor should know. Returns the notebooks by
    the name of the released one, in its order, and the names of those that are not there. Raises
    `Unreadable` if there is none, one that is damaged or of something else, or it is unclear which.
    """
    found = {}
    for name in assignment.notebooks:
        file = f"{name}.ipynb"
        if file in place.odd:
            raise Unreadable(
                f"{place.shown}/{file} is {place.odd[file]} where the notebook is expected. Put "
                "the notebook itself there."
            )
        if file in place.notebooks:
            found[name], said = parse(place.read(file), f"{place.shown}/{file}")
            notes += said
    others = _Others(place, {f"{name}.ipynb" for name in found})
    for name, notebook in found.items():
        _refuse_foreign(course, place, assignment, name, notebook, others)
    missing = [name for name in assignment.notebooks if name not in found]
    _take_renamed(place, assignment, missing, others, found, notes)
    missing = [name for name in missing if name not in found]
    if not found:
        if others.failures:
            raise Unreadable(next(iter(others.failures.values())))
        wanted = ", ".join(f"{name}.ipynb" for name in missing)
        seen = listed([printable(name) for name in others.names]) or "no notebook"
        raise Unreadable(
            f"{place.shown} does not hold {wanted} ({seen} there). Put the student's notebook "
            "there under that name, or ask for it."
        )
    notes += others.not_graded(assignment)
    notes += [f"{place.shown}/{name}.ipynb was not handed in; its score is 0." for name in missing]
    return {name: found[name] for name in assignment.notebooks if name in found}, missing


class _Others:
    """Notebooks of a submission under names that were not released."""

    def __init__(self, place, found):
        self.place = place
        self.names = [name for name in place.notebooks if name not in found]
        self.notebooks, self.failures = {}, {}  # by file: notebook and notes, why there is none
        graded = {place.digests[file] for file in found}
        left = LARGEST_CANDIDATES
        for file in self.names[:MOST_CANDIDATES]:
            try:
                content = place.read(file, left)
                left -= len(content)
                if place.digests[file] not in graded:  # a copy, to the byte: nobody need know
                    self.notebooks[file] = parse(content, f"{place.shown}/{file}")
            except Unreadable as why:
                self.failures[file] = str(why)

    def best(self, released):
        """Find the files that hold most of a released notebook; none if none holds any of it."""
        scores = {file: len(held(nb, released)) for file, (nb, _) in self.notebooks.items()}
        return [file for file in scores if scores[file] == max(scores.values()) > 0]

    def not_graded(self, assignment):
        """Tell of those that were not taken."""
        notes, strangers = [], []
        for file, (notebook, _) in self.notebooks.items():
            scores = {name: len(held(notebook, r)) for name, r in assignment.notebooks.items()}
            name = max(scores, key=scores.get)
            if scores[name]:
                notes.append(
                    f"{self.place.shown}/{printable(file)} looks like another copy of "
                    f"{name}.ipynb and was not graded. If it is the one that is meant, rename it "
                    f"to {name}.ipynb and grade again."
                )
            else:
                strangers.append(file)
        if len(strangers) == 1:
            notes.append(
                f"{self.place.shown}/{printable(strangers[0])} is not a notebook of this "
                "assignment; not graded."
            )
        elif strangers:
            notes.append(
                f"{len(strangers)} notebooks in {self.place.shown} are none of this assignment; "
                f"not graded: {listed([printable(file) for file in strangers])}."
            )
        notes += [f"A further notebook was not graded: {why}" for why in self.failures.values()]
        if len(self.names) > MOST_CANDIDATES:
            notes.append(
                f"{self.place.shown} holds {len(self.names)} notebooks under other names; "
                f"{MOST_CANDIDATES} were looked into."
            )
        return notes


def _refuse_foreign(course, place, assignment, name, notebook, others):
    """Refuse a notebook of the right name that has nothing of the released one."""
    released = assignment.notebooks[name]
    if not released.cells or held(notebook, released):
        return
    said = f"{place.shown}/{name}.ipynb has no cell of this assignment's notebook"
    ask = f"Ask the student for the right one, and put it there as {name}.ipynb."
    if better := others.best(released):
        files = listed([printable(file) for file in better])
        raise Unreadable(f"{said}, but {files} has. If that is meant, rename it to {name}.ipynb.")
    ours = {n: set(r.cells) for n, r in assignment.notebooks.items()}
    if like := assignment_like(notebook, ours):
        raise Unreadable(f"{said}; it looks like {like}.ipynb. If it is, rename it. {ask}")
    if like := assignment_like(notebook, course.known_cells()):
        raise Unreadable(f"{said}; it looks like {like}. {ask}")
    raise Unreadable(
        f"{said}: it is another one, or nbgrader's marks and the checks in it are gone. {ask} Or, "
        "if the answers are in this one, copy them into their cells of the released notebook, and "
        "put that there."
    )


def _take_renamed(place, assignment, missing, others, found, notes):
    """Take notebooks under other names for those whose cells they hold."""
    for name in missing:
        best = others.best(assignment.notebooks[name])
        if len(best) > 1:
            raise Unreadable(
                f"{place.shown} does not hold {name}.ipynb, but several that could be it: "
                f"{', '.join(map(printable, best))}. Give the right one that name."
            )
        if best:
            found[name], said = others.notebooks.pop(best[0])
            notes += said
            notes.append(
                f"{place.shown}/{printable(best[0])} was taken for {name}.ipynb: it has its cells."
            )


def held(notebook: NotebookNode, released: Notebook) -> set[str]:
    """Return the grade ids of a released notebook's cells that a notebook has.

    A cell is known by its id; a test also by what is in it (some programs drop the ids).
    """
    ids = grade_ids(notebook)
    sources = {cell.source.strip() for cell in notebook.cells if cell.cell_type == "code"}
    called = {(call.tutorial, call.name) for source in sources for call in exercises_named(source)}
    checks = {name: (c.tutorial, c.exercise) for name, c in released.checks.items()}
    return {
        name
        for name, cell in released.cells.items()
        if name in ids
        or checks.get(name) in called
        or (_is_test(cell) and (cell.source or "").strip() in sources)
    }


def assignment_like(notebook: NotebookNode, known: dict[str, set[str]]) -> str | None:
    """Find the assignment, of those `known` by their grade ids, that a notebook has most cells of.

    None if there is none, or no single one.
    """
    ids = grade_ids(notebook)
    scores = {name: len(ids & cells) for name, cells in known.items()}
    best = [name for name, score in scores.items() if score == max(scores.values()) > 0]
    return best[0] if len(best) == 1 else None


def _is_test(cell):
    is_test = cell.cell_type == "code" and cell.grade and cell.locked and not cell.solution
    return is_test and bool((cell.source or "").strip())
