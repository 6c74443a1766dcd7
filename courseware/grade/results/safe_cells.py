"""Text cells of an autograded notebook, so that any page of nbgrader's can show them.

What a student wrote there is kept to be read and graded; what could act on a page is shown in its
written form (see `courseware.kit.safe_notebook_pages`). Cells as they were released stay so.
"""

import copy
import html
from collections.abc import Container

from nbformat import NotebookNode

from courseware.kit.nbgrader_cells import grade_ids
from courseware.kit.safe_notebook_pages import as_written, safe_markdown

_ENDS = ("", "-comment", "_extra_credit")  # of a grade id, for the formgrader's fields
# What is spent on a notebook. To look at a text takes a time that grows with its length squared.
_MOST_WORK = 3 * 20_000**2


def safe(notebook: NotebookNode, released: Container[str] = frozenset()) -> NotebookNode:
    """Return the notebook with text cells that do nothing but be read; sources `released` stay."""
    notebook = copy.copy(notebook)
    taken = frozenset(name + end for name in grade_ids(notebook) for end in _ENDS)
    left, cells = _MOST_WORK, []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source not in released:
            left -= len(cell.source) ** 2
        cells.append(_safe_cell(cell, released, taken, left >= 0))
    notebook.cells = cells
    return notebook


def _safe_cell(cell, released, taken, is_looked_at):
    if cell.cell_type == "code" or cell.source in released:
        return cell
    cell = copy.copy(cell)
    if cell.cell_type == "raw":  # nbconvert puts it on the page as HTML, whatever it is
        cell.source = html.escape(cell.source, quote=False) if "<" in cell.source else cell.source
        return cell
    if "attachments" in cell:
        kept = {name: _pictures(bundle) for name, bundle in cell.attachments.items()}
        cell.attachments = type(cell)({name: bundle for name, bundle in kept.items() if bundle})
    attached = tuple(cell.get("attachments", ()))
    cell.source = (
        safe_markdown(cell.source, attached, taken) if is_looked_at else as_written(cell.source)
    )
    return cell


def _pictures(bundle):
    kinds = ("image/png", "image/jpeg", "image/gif", "image/webp")
    return {kind: bundle[kind] for kind in kinds if isinstance(bundle.get(kind), str)}
