"""nbgrader's marks on a cell: its metadata, its grade id, and the exercise that it checks."""

import ast
import re
from dataclasses import dataclass

from nbformat import NotebookNode

_USABLE = re.compile(r"[A-Za-z0-9_-]+")
_CALL = re.compile(r"\bchecks\.(\w+)\.(\w+)\(")


@dataclass(frozen=True)
class Call:
    """A call such as ``checks.why_models.entropy(entropy)``: whose exercise, and on which line."""

    tutorial: str
    name: str
    line: int


def marks(cell: NotebookNode) -> dict:
    """Return nbgrader's metadata of a cell; empty if there are none, or no readable ones."""
    metadata = cell.metadata.get("nbgrader")
    return metadata if isinstance(metadata, dict) else {}


def grade_id(cell: NotebookNode) -> str | None:
    """Return nbgrader's name of a cell, or None."""
    name = marks(cell).get("grade_id")
    return name if isinstance(name, str) else None


def grade_ids(notebook: NotebookNode) -> set[str]:
    """Return nbgrader's names of all cells of a notebook."""
    return {name for cell in notebook.cells if (name := grade_id(cell)) is not None}


def usable_grade_id(cell: NotebookNode) -> str | None:
    """Return nbgrader's name of a cell, or None if it is none that nbgrader can use."""
    name = grade_id(cell)
    return name if name and _USABLE.fullmatch(name) else None


def exercises_named(source: str) -> list[Call]:
    """Find the checks that a code cell calls, one for each exercise, whatever else it does.

    The cell may be anyone's: it is not parsed.

    >>> exercises_named("import numpy\\nchecks.why_models.entropy(entropy)")
    [Call(tutorial='why_models', name='entropy', line=2)]
    """
    calls = {}
    for number, line in enumerate(source.split("\n"), start=1):
        for tutorial, name in _CALL.findall(line.partition("#")[0]):
            calls.setdefault((tutorial, name), Call(tutorial, name, number))
    return list(calls.values())


def exercise_checked(source: str | None) -> tuple[str, str] | None:
    """Return tutorial and exercise that a released cell checks, if it does nothing else.

    Comments count for nothing, so hidden tests are read as well.

    >>> exercise_checked("checks.why_models.entropy(entropy)  # 3 points")
    ('why_models', 'entropy')
    >>> exercise_checked("checks.why_models.entropy(lambda pmf: 0)")
    """
    try:
        statements = ast.parse(source or "").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    called = {_called(statement) for statement in statements}
    return called.pop() if len(called) == 1 else None


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
