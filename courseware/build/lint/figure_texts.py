"""Figures without a description that the build can move out of sight."""

from collections.abc import Iterator

from nbformat import NotebookNode

from courseware.build.descriptions.calls import described, shown_figures
from helpers.figures import checked_alt


def figure_problems(cell: NotebookNode) -> Iterator[tuple[int, str]]:
    """Find calls of `helpers.show` that say nothing, or not in plain text: lines and messages."""
    if cell.cell_type != "code":
        return
    for call in shown_figures(cell.source):
        found = described(call)
        if found is None:
            yield (
                call.lineno,
                'write `helpers.show(FIGURE, alt="What is to be seen.")`, with plain text in '
                "quotes (no f-string, no name): the build moves the text out of students' sight. "
                "Values that are computed can stand in the figure's title.",
            )
            continue
        try:
            checked_alt(found[1])
        except ValueError as error:
            yield call.lineno, str(error)
