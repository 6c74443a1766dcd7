"""Calls of `helpers.show` in code cells."""

import ast

from courseware.kit import python_cells


def shown_figures(code: str) -> list[ast.Call]:
    """Find the calls of `helpers.show` in a code cell, in order.

    Calls of other functions called ``show`` count if they have an argument ``alt``.
    """
    nodes = ast.walk(python_cells.tree(code))
    calls = [node for node in nodes if isinstance(node, ast.Call) and _shows(node)]
    return sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def described(call: ast.Call) -> tuple[ast.expr, str] | None:
    """Return figure and description of ``show(FIGURE, alt="...")``, or None for other forms."""
    match call:
        case ast.Call(args=[figure], keywords=[ast.keyword("alt", ast.Constant(str(text)))]):
            return figure, " ".join(text.split())
    return None


def _shows(call):
    function = ast.unparse(call.func)
    alt = any(keyword.arg == "alt" for keyword in call.keywords)
    return function == "helpers.show" or (function.split(".")[-1] == "show" and alt)
