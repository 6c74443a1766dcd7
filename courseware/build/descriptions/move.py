"""Names in the place of the descriptions."""

import json
import re
from collections import Counter
from itertools import accumulate

from courseware.build.source import Source
from courseware.kit.headings import headings

from .calls import described, shown_figures

_END_OF_NAME = re.compile(r"[^\w\s.'’-]")


def move_descriptions(source: Source) -> None:
    """Put names in the place of the descriptions in a tutorial's code.

    A name is the beginning of the heading above, ``Exercise 1.1`` or ``Is it right``, with
    a number from the second figure below it on.
    The source's cells become shorter, its `lines` follow, and its `descriptions` are filled.
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
