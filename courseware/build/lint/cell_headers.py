"""Headers of cells that cannot be read, or lack what nbgrader needs."""

import re
from collections.abc import Iterator

from nbformat import NotebookNode

from courseware.kit.nbgrader_cells import marks

NEEDED = ("schema_version", "grade", "grade_id", "locked", "solution", "task")
EXAMPLE = (
    'nbgrader={"schema_version": 3, "grade": false, "grade_id": "NAME", '
    '"locked": false, "solution": true, "task": false}'
)


def header_problems(cell: NotebookNode) -> Iterator[tuple[int, str]]:
    """Find what is wrong with a cell's header: lines of the cell, and messages."""
    yield from _unreadable(cell)
    yield from _of_kind(cell)
    yield from _of_metadata(cell)


def _unreadable(cell):
    broken = cell.metadata.get("incorrectly_encoded_metadata")
    if broken:
        yield 0, f"the cell's header cannot be read: {broken}. Write it as {EXAMPLE}"
    elif "nbgrader" in cell.metadata and not isinstance(cell.metadata["nbgrader"], dict):
        yield 0, f"nbgrader's metadata must be a dictionary: {EXAMPLE}"


def _of_kind(cell):
    """A misspelt kind of cell, which Jupytext takes for the title of a code cell."""
    title = str(cell.metadata.get("title", ""))
    if cell.cell_type == "code" and (
        re.search(r"\[.*\]", title) or title.lower() in ("markdown", "md", "raw")
    ):
        yield (
            0,
            f"`# %% {title}` makes a code cell. Write `# %% [markdown]` for text, "
            "and `# %%` for code.",
        )
    for number, line in enumerate(cell.source.split("\n"), start=1):
        if re.match(r"(# ?)?%%\[", line):
            yield number, "a cell begins with a blank behind `%%`: write `# %% [markdown]`."


def _of_metadata(cell):
    metadata = marks(cell)
    if not metadata:
        return
    missing = [key for key in NEEDED if key not in metadata]
    used = any(metadata.get(key) for key in ("grade", "solution", "locked", "task"))
    if "grade_id" in missing or (used and not metadata["grade_id"]):
        yield 0, f"nbgrader's metadata have no grade id. Write {EXAMPLE}"
    elif missing:
        yield 0, f"nbgrader's metadata lack {', '.join(missing)}. Write {EXAMPLE}"
    elif not re.fullmatch(r"[A-Za-z0-9_-]+", str(metadata["grade_id"])):
        yield 0, "a grade id may hold letters, digits, - and _ only."
    if metadata.get("grade") or metadata.get("task"):
        points = metadata.get("points")
        if isinstance(points, bool) or not isinstance(points, int | float) or points < 0:
            yield 0, 'no points. Add them to the cell\'s header, for example "points": 2.'
    one_alone = bool(metadata.get("grade")) != bool(metadata.get("solution"))
    if cell.cell_type == "markdown" and one_alone and not metadata.get("task"):
        yield 0, "a Markdown answer is graded by hand: set both grade and solution to true."
