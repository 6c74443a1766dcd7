"""Which released test cells are checks of ours, so that the verdict can be given outside.

Read off the released cell, on its syntax tree. Whatever is not exactly a check is an ordinary
test cell, run in nbgrader's way.
"""

import ast

from helpers import exercises

from courseware.grade.contract import Check


def checks_of(notebook):
    """The test cells of a released notebook that are checks of ours.

    Parameters
    ----------
    notebook : courseware.grade.course.release.Notebook

    Returns
    -------
    dict of str to Check
        By grade id, in the order of the notebook.
    """
    found = {}
    for cell in notebook.cells.values():
        is_test = cell.grade and cell.locked and not (cell.solution or cell.task)
        if is_test and cell.cell_type == "code" and (called := exercise_called(cell.source)):
            tutorial, name = called
            found[cell.name] = Check(cell.name, tutorial, name, name, full_points(cell))
    return found


def full_points(cell):
    """What a right answer earns: what the gradebook says, whatever the exercise says."""
    return cell.max_score


def exercise_called(source):
    """The exercise that all statements of a cell check.

    Parameters
    ----------
    source : str
        Of a code cell. Comments count for nothing, so hidden tests are read as well.

    Returns
    -------
    tuple of str or None
        Tutorial and exercise; None if there is anything else in the cell.

    Examples
    --------
    >>> exercise_called("checks.why_models.entropy(entropy)  # 3 points")
    ('why_models', 'entropy')
    >>> exercise_called("checks.why_models.entropy(lambda pmf: 0)")
    """
    try:
        statements = ast.parse(source or "").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    called = {_called(statement) for statement in statements}
    if len(called) != 1 or None in called:
        return None
    (tutorial, name) = called.pop()
    if tutorial not in exercises.tutorials():
        return None
    return (tutorial, name) if name in {e.name for e in exercises.of(tutorial)} else None


def _called(statement):
    """``(tutorial, name)`` of a statement ``checks.tutorial.name(name)``, or None."""
    match statement:
        case ast.Expr(
            ast.Call(
                func=ast.Attribute(ast.Attribute(ast.Name("checks"), tutorial), name),
                args=[ast.Name(target)],
                keywords=keywords,
            )
        ) if target == name:
            return (tutorial, name) if _at_most_a_seed(keywords) else None
    return None


def _at_most_a_seed(keywords):
    match keywords:
        case []:
            return True
        case [ast.keyword("seed", ast.Constant(value))]:
            return type(value) is int
    return False
