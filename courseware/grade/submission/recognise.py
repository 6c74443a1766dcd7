"""Which released notebook a submitted one is: by its cells, whatever its file is called."""

import re

_CHECK = re.compile(r"^checks\.(\w+)\.(\w+)\(", re.MULTILINE)


def grade_id(cell):
    """nbgrader's name of a cell, or None."""
    metadata = cell.metadata.get("nbgrader")
    found = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return found if isinstance(found, str) else None


def grade_ids(notebook):
    """nbgrader's names of a notebook's cells."""
    return {grade_id(cell) for cell in notebook.cells} - {None}


def held(notebook, released):
    """What a notebook has of a released one.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    released : courseware.grade.course.release.Notebook

    Returns
    -------
    set of str
        Grade ids of the cells that are there: with their id, or, for tests, with what is in them
        (some programs drop the ids).
    """
    ids = grade_ids(notebook)
    sources = {cell.source.strip() for cell in notebook.cells if cell.cell_type == "code"}
    called = {call for source in sources for call in _CHECK.findall(source)}
    checks = {name: (c.tutorial, c.exercise) for name, c in released.checks.items()}
    return {
        name
        for name, cell in released.cells.items()
        if name in ids
        or checks.get(name) in called
        or (_is_test(cell) and cell.source.strip() in sources)
    }


def assignment_like(notebook, known):
    """The assignment that a notebook has most cells of.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    known : dict of str to set of str
        Grade ids of each assignment.

    Returns
    -------
    str or None
        None if there is none, or no single one.
    """
    ids = grade_ids(notebook)
    scores = {name: len(ids & cells) for name, cells in known.items()}
    best = [name for name, score in scores.items() if score == max(scores.values()) > 0]
    return best[0] if len(best) == 1 else None


def _is_test(cell):
    is_test = cell.cell_type == "code" and cell.grade and cell.locked and not cell.solution
    return is_test and bool((cell.source or "").strip())
