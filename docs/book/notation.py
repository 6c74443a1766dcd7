"""Every symbol of the course with its unit, collected from the tutorials' Notation tables."""

import re
from dataclasses import dataclass

import nbformat
from sphinx.util.docutils import SphinxDirective

from courseware.build.curriculum import TUTORIALS
from courseware.project import Project

from .pages import tutorials_with_pages

NOTATION = re.compile(r"^## Notation\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Symbol:
    """A row of a Notation table: Markdown, and the tutorial that it stands in."""

    symbol: str
    meaning: str
    unit: str
    tutorial: str

    @property
    def key(self):
        """What it is sorted by: its letters, with Greek ones spelled out."""
        first = self.symbol.split(",")[0]
        letters = re.sub(r"\\(?:mathrm|mathbb|langle|rangle|,)|[^A-Za-z]", "", first)
        return letters.lower(), self.symbol


class NotationIndex(SphinxDirective):
    """Shows all symbols in one table."""

    def run(self):
        """Return the table's nodes."""
        project = Project.find(self.env.srcdir)
        rows = []
        for name in tutorials_with_pages(project):
            self.env.note_dependency(str(project.student(name)))
            rows += symbols(nbformat.read(project.student(name), 4), name)
        lines = ["| symbol | meaning | unit | where |", "|---|---|---|---|"]
        for row in sorted(rows, key=lambda row: row.key):
            link = f"[{_short(row.tutorial)}](tutorials/{row.tutorial}.ipynb)"
            lines.append(f"| {row.symbol} | {row.meaning} | {row.unit} | {link} |")
        return self.parse_text_to_nodes("\n".join(lines) + "\n")


def symbols(notebook, tutorial):
    """The rows of a tutorial's Notation table.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The tutorial.
    tutorial : str
        Its name.

    Returns
    -------
    list of Symbol
    """
    found = []
    for cell in notebook.cells:
        text = re.sub(r"^<a id=.*\n+", "", cell.source, flags=re.MULTILINE)
        section = NOTATION.search(text) if cell.cell_type == "markdown" else None
        if section is None:
            continue
        lines = [line for line in section[1].splitlines() if line.startswith("|")]
        columns = _cells(lines[0])
        for line in lines[2:]:
            row = dict(zip(columns, _cells(line), strict=True))
            unit = next(text for column, text in row.items() if column.startswith("unit"))
            code = f" ({row['in code']})" if row.get("in code") else ""
            found.append(Symbol(row["symbol"], row["meaning"] + code, unit, tutorial))
    return found


def _short(tutorial):
    """How a tutorial is called in a narrow column: by its place in the course."""
    names = list(TUTORIALS)
    return f"Tutorial&nbsp;{names.index(tutorial) + 1}" if tutorial in names else tutorial


def _cells(line):
    return [text.strip() for text in line.strip().strip("|").split("|")]
