"""Move what figures show, in words, out of the code that students read.

Authors write ``helpers.show(ax, alt="...")``. That sentence tells the result, so the notebooks say
``helpers.show(ax, "Exercise 1.1")`` there, and one folded cell near the top has all sentences.
"""

import ast
import json
import re
from collections import Counter
from itertools import accumulate

from courseware.kit import python_cells
from courseware.kit.headings import headings

from .source import Source

_END_OF_NAME = re.compile(r"[^\w\s.'’-]")


def shown_figures(code: str) -> list[ast.Call]:
    """Find the calls of `helpers.show` in a code cell, in order.

    Calls of other functions called ``show`` count if they have an argument ``alt``.
    """
    calls = [node for node in ast.walk(_parsed(code)) if isinstance(node, ast.Call)]
    return sorted(filter(_shows, calls), key=lambda call: (call.lineno, call.col_offset))


def described(call: ast.Call) -> tuple[ast.expr, str] | None:
    """Return figure and description of ``show(FIGURE, alt="...")``, or None for other forms."""
    match call:
        case ast.Call(args=[figure], keywords=[ast.keyword("alt", ast.Constant(str(text)))]):
            return figure, " ".join(text.split())
    return None


def move_descriptions(source: Source) -> None:
    """Put names in the place of the descriptions in a tutorial's code.

    A name is the beginning of the heading above, ``Exercise 1.1`` or ``Is it right``, with
    a number from the second figure below it on.

    Parameters
    ----------
    source : Source
        Its cells become shorter, its `lines` follow, and its `descriptions` are filled.
    """
    place, figures = "Figure", Counter()
    for cell in source.notebook.cells:
        for heading in headings(cell):
            place = _END_OF_NAME.split(heading.text)[0].strip() or "Figure"
        if cell.cell_type != "code":
            continue
        named = []
        for call in shown_figures(cell.source):
            if (found := described(call)) is not None:
                figures[place] += 1
                name = f"{place}, figure {figures[place]}" if figures[place] > 1 else place
                figure, source.descriptions[name] = found
                named.append((call, figure, name))
        for call, figure, name in reversed(named):
            lines = source.lines.get(cell.id, [])
            cell.source = _with_name(cell.source, call, figure, name, lines)


def _parsed(code):
    try:
        return python_cells.parse(code)[1]
    except SyntaxError:
        return ast.Module([], [])


def _shows(call):
    function = ast.unparse(call.func)
    alt = any(keyword.arg == "alt" for keyword in call.keywords)
    return function == "helpers.show" or (function.split(".")[-1] == "show" and alt)


def _with_name(code, call, figure, name, lines):
    """The code with a name in a call of `show`; `lines` loses those that are gone."""
    data = code.encode()
    # Python counts columns in bytes.
    begins = [0, *accumulate(len(line) + 1 for line in data.split(b"\n"))]

    def text(node):
        return data[begin(node) : end(node)].decode()

    def begin(node):
        return begins[node.lineno - 1] + node.col_offset

    def end(node):
        return begins[node.end_lineno - 1] + node.end_col_offset

    short = f"{text(call.func)}({text(figure)}, {json.dumps(name, ensure_ascii=False)})"
    del lines[call.lineno + short.count("\n") : call.end_lineno]
    return data[: begin(call)].decode() + short + data[end(call) :].decode()
