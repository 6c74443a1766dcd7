"""What questions are called that a person grades: by the headings they stand under."""

import nbformat

from courseware.grade.course.course import Course
from courseware.grade.course.release import Assignment
from courseware.kit.headings import headings
from courseware.kit.nbgrader_cells import grade_id as grade_id_of

from .summary import by_hand


def titles(course: Course, assignment: Assignment) -> dict[str, str]:
    """Read the titles of an assignment's questions off the released notebooks.

    They are by ``notebook/grade id``. Questions with no heading above them are left out, and all of
    those that share one.
    """
    found = {}
    for notebook in assignment.notebooks.values():
        above = _headings_above(_cells(course, assignment.name, notebook.name))
        asked = {c.name: above.get(c.name) for c in notebook.cells.values() if by_hand(c)}
        shared = list(asked.values())
        for grade_id, heading in asked.items():
            if heading and shared.count(heading) == 1:
                found[f"{notebook.name}/{grade_id}"] = heading
    return found


def _cells(course, assignment, notebook):
    for step in ("release", "source"):
        path = course.folder(step, ".", assignment) / f"{notebook}.ipynb"
        try:
            return nbformat.reads(path.read_text(encoding="utf-8"), 4).cells
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return []


def _headings_above(cells):
    """The last heading before each cell that nbgrader knows, by grade id."""
    found, last = {}, None
    for cell in cells:
        if name := grade_id_of(cell):
            found[name] = last
        for heading in headings(cell):
            last = heading.text
    return found
