"""Cells that run in the build but would raise for a student who has not got that far."""

import ast
from collections.abc import Container, Iterator

from courseware.build.stubs import StubSolutions
from courseware.kit import python_cells

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SHOWN_SAFELY = ("demos", "checks")  # their functions tell about a missing exercise themselves


def students_names(code: str) -> dict[str, bool]:
    """Names that a solution cell defines and that do not work before the exercise is done.

    True for what exists in the student's notebook all the same: a function with the region in its
    body. False for what is made inside a region.

    >>> students_names('''def double(x):
    ...     ### BEGIN SOLUTION: Exercise 1.1: double it
    ...     return 2 * x
    ...     ### END SOLUTION''')
    {'double': True}
    """
    begin = StubSolutions().begin_solution_delimeter
    end = StubSolutions().end_solution_delimeter
    regions, begun = [], 0
    for number, line in enumerate(code.split("\n"), start=1):
        if begin in line:
            begun = number
        elif end in line and begun:
            regions.append((begun, number))
    found = {}
    for node in python_cells.tree(code).body:
        first, last = node.lineno, node.end_lineno or node.lineno
        inside = any(b < first and last < e for b, e in regions)
        around = any(first <= b <= last for b, _ in regions)
        if inside or not regions:
            found |= dict.fromkeys(_bound(node), False)
        elif around and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[node.name] = True
    return found


def early_uses(code: str, names: Container[str]) -> Iterator[tuple[int, str]]:
    """Uses of students' names that run when the cell does, outside ``with helpers.needs(...)``.

    Yields the line and each name once.

    >>> list(early_uses("print(double(4))", {"double"}))
    [(1, 'double')]
    >>> list(early_uses("with helpers.needs(double):\\n    print(double(4))", {"double"}))
    []
    """
    told = set()
    for node in _at_once(python_cells.tree(code)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in names and node.id not in told:
                told.add(node.id)
                yield node.lineno, node.id


def bound_names(code: str) -> set[str]:
    """Names that a cell binds itself, at its top level."""
    return {name for node in python_cells.tree(code).body for name in _bound(node)}


def _at_once(node):
    """The nodes that run with the cell itself and are not guarded."""
    match node:
        case ast.With() | ast.AsyncWith() if any(map(_needs, node.items)):
            return
        case ast.Call(func=ast.Attribute()) if _root(node.func) in _SHOWN_SAFELY:
            return
    yield node
    later = node.body if isinstance(node, _FUNCTIONS) else []
    later = later if isinstance(later, list) else [later]
    for child in ast.iter_child_nodes(node):
        if child not in later:
            yield from _at_once(child)


def _needs(item):
    call = item.context_expr
    return isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "needs"


def _root(attribute):
    """``demos`` for ``demos.why_models.two_peaks`` and ``helpers.demos.why_models.two_peaks``."""
    parts = ast.unparse(attribute).split(".")
    return parts[1] if parts[0] == "helpers" and len(parts) > 2 else parts[0]


def _bound(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    names = [
        child.id
        for child in ast.walk(node)
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store)
    ]
    if isinstance(node, ast.Import | ast.ImportFrom):
        names += [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    return names
