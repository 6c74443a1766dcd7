"""Read a tutorial's source: py:percent to notebook, with the lines that its cells come from."""

import re
from dataclasses import dataclass, field

import jupytext
from nbformat import NotebookNode

from courseware.errors import CoursewareError
from courseware.kit.headings import headings, slug, unused
from courseware.kit.nbgrader_cells import usable_grade_id
from courseware.project import Project

MARKER = re.compile(r"#\s?%%+(\s|$)")
_JUPYTEXT_KEYS = ("lines_to_next_cell", "lines_to_end_of_cell_marker")


@dataclass
class Source:
    """A tutorial as its author wrote it."""

    name: str
    path: str  # from the repository
    notebook: NotebookNode
    lines: dict[str, list[int]]  # by cell id: the lines of the file, one for each of the cell's
    descriptions: dict[str, str] = field(default_factory=dict)  # by the figures' names

    def where(self, cell: NotebookNode, line: int | None = None) -> str:
        """Return file, line and name of a cell, to begin a message with.

        The cell may be of a notebook made from this one; its lines count from 1.
        """
        place = self.path
        if cell.id in self.lines:
            lines = self.lines[cell.id]
            place += f":{lines[min(line or 1, len(lines)) - 1]}"
        return f"{place}: cell {(usable_grade_id(cell) or cell.id)!r}"


def read(project: Project, name: str) -> Source:
    """Read the source of a tutorial; CoursewareError if it cannot be read as py:percent."""
    path = project.source(name)
    shown = project.relative(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CoursewareError(f"{shown} cannot be read: {error}") from None
    try:
        notebook = jupytext.reads(text, fmt="py:percent")
    except Exception as error:  # Jupytext passes on whatever its parsers raise
        reason = str(error).strip().split("\n")[0]
        raise CoursewareError(f"{shown} is not a py:percent notebook: {reason}") from None
    lines = text.split("\n")
    markers = [number for number, line in enumerate(lines, start=1) if MARKER.match(line)]
    _check_beginning(shown, lines, markers)
    if len(notebook.cells) == len(markers) + 1 and not notebook.cells[0].source.strip():
        del notebook.cells[0]  # Jupytext makes a cell of blank lines at the beginning
    notebook.nbformat_minor = 5
    set_ids(notebook.cells)
    for cell in notebook.cells:
        for key in _JUPYTEXT_KEYS:
            cell.metadata.pop(key, None)
    begins = {}
    if len(markers) == len(notebook.cells):
        for cell, marker in zip(notebook.cells, markers, strict=True):
            first = _first_line(lines, marker)
            begins[cell.id] = list(range(first, first + cell.source.count("\n") + 1))
    return Source(name, shown, notebook, begins)


def set_ids(cells: list[NotebookNode]) -> None:
    """Give cells stable ids: from the grade id, else from the section and the place in it."""
    used, section, position = set(), "top", 0
    for cell in cells:
        found = headings(cell)
        if found:
            section, position = slug(found[0].text), 0
        position += 1
        name = usable_grade_id(cell)
        cell.id = unused(name[:60] if name else f"{section}-{position}", used)


def _check_beginning(shown, lines, markers):
    """Refuse text in front of the first cell marker; Jupytext's header may stand there."""
    if not markers:
        raise CoursewareError(
            f"{shown} has no cells. Each begins with a line `# %%` or `# %% [markdown]` "
            "(py:percent format)."
        )
    header = False
    for number, line in enumerate(lines[: markers[0] - 1], start=1):
        if line.strip() == "# ---":
            header = not header
        elif line.strip() and not header:
            raise CoursewareError(
                f"{shown}:{number}: text in front of the first cell. Begin the file with a line "
                "`# %%` or `# %% [markdown]`."
            )


def _first_line(lines, marker):
    """The line on which the source of the cell below a marker begins."""
    line = marker + 1
    while line < len(lines) and not lines[line - 1].strip():
        line += 1
    return line
