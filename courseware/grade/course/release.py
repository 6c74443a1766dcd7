"""An assignment as it was released, read once for a whole run, and the checks of ours in it.

Which test cells are checks of ours is read off the released cell. Whatever is not exactly a check
is an ordinary test cell, run in nbgrader's way.
"""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader import api
from nbgrader.api import MissingEntry

from courseware.grade.contract import Check
from courseware.kit.nbgrader_cells import exercise_checked
from helpers import exercises


@dataclass(frozen=True)
class Cell:
    """A cell that nbgrader knows, with the names that nbgrader's own `SourceCell` has."""

    name: str  # its grade id
    cell_type: str
    locked: bool
    source: str | None
    checksum: str | None
    grade: bool = False
    solution: bool = False
    task: bool = False
    max_score: float = 0.0  # points, if it has a grade


@dataclass(frozen=True)
class Notebook:
    """A released notebook."""

    name: str
    kernelspec: str | None  # as JSON
    cells: dict[str, Cell]  # by grade id, in the order of the released notebook
    # those test cells that are checks of ours
    checks: dict[str, Check] = field(default_factory=dict)

    def exercise_of(self, grade_id: str) -> str | None:
        """Return the grade id of the code cell before a test cell, which it tests; or None."""
        before = None
        for cell in self.cells.values():
            if cell.name == grade_id:
                break
            if cell.solution and cell.cell_type == "code":
                before = cell.name
        return before


class _Lists:
    """A notebook in the words of nbgrader's gradebook."""

    def __init__(self, notebook):
        self.name, self.kernelspec = notebook.name, notebook.kernelspec
        self.source_cells = list(notebook.cells.values())
        self.grade_cells = [cell for cell in self.source_cells if cell.grade]
        self.solution_cells = [cell for cell in self.source_cells if cell.solution]
        self.task_cells = [cell for cell in self.source_cells if cell.task]


@dataclass(frozen=True)
class Assignment:
    """A released assignment.

    It answers what nbgrader's preprocessors ask a gradebook (`find_source_cell` and its like).
    """

    name: str
    notebooks: dict[str, Notebook]
    digest: str  # changes whenever something of the release changes

    def find_notebook(self, name: str, assignment: str | None = None) -> _Lists:
        """Return the notebook, with the lists of cells that nbgrader's `Notebook` has."""
        if name not in self.notebooks:
            raise MissingEntry(f"No such notebook: {self.name}/{name}")
        return _Lists(self.notebooks[name])

    def find_source_cell(self, name: str, notebook: str, assignment: str | None = None) -> Cell:
        """Return the cell of this grade id."""
        return self._cell(name, notebook, lambda cell: True)

    def find_graded_cell(self, name: str, notebook: str, assignment: str | None = None) -> Cell:
        """Return the cell of this grade id, if it has points."""
        return self._cell(name, notebook, lambda cell: cell.grade or cell.task)

    def _cell(self, name, notebook, fits):
        cell = self.notebooks[notebook].cells.get(name) if notebook in self.notebooks else None
        if cell is None or not fits(cell):
            raise MissingEntry(f"No such cell: {self.name}/{notebook}/{name}")
        return cell


def read(entry: api.Assignment, folders: list[Path]) -> Assignment:
    """Read an assignment off the gradebook.

    The gradebook keeps no order of cells: that is read off the notebook in the first of `folders`.
    """
    notebooks = {}
    for known in entry.notebooks:
        cells = _in_order(_cells(known), known.name, folders)
        notebooks[known.name] = Notebook(known.name, known.kernelspec, cells, checks_of(cells))
    text = repr([(n.name, n.kernelspec, list(n.cells.values())) for n in notebooks.values()])
    return Assignment(entry.name, notebooks, hashlib.sha256(text.encode()).hexdigest())


def checks_of(cells: dict[str, Cell]) -> dict[str, Check]:
    """Find the test cells that are checks of ours among those of a released notebook."""
    checks = {}
    for cell in cells.values():
        is_test = cell.grade and cell.locked and not (cell.solution or cell.task)
        if is_test and cell.cell_type == "code" and (exercise := exercise_of_check(cell.source)):
            checks[cell.name] = Check(cell.name, *exercise, exercise[1], cell.max_score)
    return checks


def exercise_of_check(source: str | None) -> tuple[str, str] | None:
    """Return tutorial and exercise of a test cell that is a check of ours; otherwise None."""
    tutorial, name = exercise_checked(source) or ("", "")
    if tutorial not in exercises.tutorials():
        return None
    return (tutorial, name) if name in {e.name for e in exercises.of(tutorial)} else None


def _cells(notebook):
    points = {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}
    grades = {cell.name for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    return {
        cell.name: Cell(
            cell.name,
            cell.cell_type,
            bool(cell.locked),
            cell.source,
            cell.checksum,
            cell.name in grades,
            cell.name in solutions,
            cell.name in tasks,
            float(points.get(cell.name) or 0.0),
        )
        for cell in notebook.source_cells
    }


def _in_order(cells, name, folders):
    order = next(filter(None, (_ids(folder / f"{name}.ipynb") for folder in folders)), [])
    known = [grade_id for grade_id in order if grade_id in cells]
    return {grade_id: cells[grade_id] for grade_id in dict.fromkeys([*known, *cells])}


def _ids(path):
    """Grade ids of an instructor's notebook, in order; none if it cannot be read."""
    try:
        notebook = json.loads(Path(path).read_bytes())
        found = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in notebook["cells"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [grade_id for grade_id in found if isinstance(grade_id, str)]
