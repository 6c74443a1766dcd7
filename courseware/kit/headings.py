"""Headings of notebooks, and names for links to them."""

import re
import unicodedata
from dataclasses import dataclass

from nbformat import NotebookNode

LONGEST = 54  # cell ids may have 64 characters; numbers come behind
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True)
class Heading:
    """A heading in a Markdown cell: its level, its text, and its line counted from 0."""

    level: int
    text: str
    line: int


def headings(cell: NotebookNode) -> list[Heading]:
    """Find the headings of a cell; only Markdown cells have any.

    >>> import nbformat
    >>> cell = nbformat.v4.new_markdown_cell("## 1. [Bits](x)\\n```\\n# no heading\\n```")
    >>> headings(cell)
    [Heading(level=2, text='1. Bits', line=0)]
    """
    if cell.cell_type != "markdown":
        return []
    found, fenced = [], False
    for number, line in enumerate(cell.source.split("\n")):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (match := _HEADING.match(line)):
            found.append(Heading(len(match[1]), _plain(match[2]), number))
    return found


def slug(text: str) -> str:
    """Make a name for links and cell ids: lower-case ASCII letters, digits and dashes.

    >>> slug("Section 3.1: Entropy & information in $H$ (Schön)")
    'section-3-1-entropy-information-in-h-schon'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    if len(name) > LONGEST:
        name = name[:LONGEST].rpartition("-")[0] or name[:LONGEST]
    return name or "section"


def unused(name: str, used: set[str]) -> str:
    """Return the first of ``name``, ``name-2``, ... that is not in ``used``, and add it."""
    candidate, number = name, 1
    while candidate in used:
        number += 1
        candidate = f"{name}-{number}"
    used.add(candidate)
    return candidate


def _plain(text):
    """A heading's text without links and tags."""
    return re.sub(r"<[^>]*>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)).strip()
