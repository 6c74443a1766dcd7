"""See that a tutorial's own solutions get full marks on its own checks."""

import re
from collections.abc import Callable

from nbformat import NotebookNode
from nbgrader.utils import determine_grade, is_grade, is_solution

_TAGS = re.compile(r"<[^>]*>")


def find_lost_marks(notebook: NotebookNode, where: Callable[..., str]) -> list[str]:
    """Find the check cells of an executed solution notebook that do not give all their points.

    Returns a sentence for each; ``where(cell)`` names it.
    """
    lost = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            message = _lost(cell)
            if message:
                lost.append(f"{where(cell)}: {message}")
    return lost


def _lost(cell):
    results = [output for output in cell.outputs if output.output_type == "execute_result"]
    shown = results[0].data.get("text/plain", "") if results else None
    if shown is not None and not _is_number(shown):
        return (
            f"the check shows {shown[:80]!r} where nbgrader reads the points. "
            "Its last line must be a plain number, or show nothing."
        )
    try:
        points, most = determine_grade(cell)
    except ValueError:
        return f"the check gives {shown} points, more than the header's maximum."
    if points < most:
        return (
            f"the solution gets {points:g} of {most:g} points on its own check. "
            f"Fix the solution or the check.{_said(cell)}"
        )
    return None


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def _said(cell):
    """What the check told the student, on one line."""
    texts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            texts.append(output.text)
        elif output.output_type in ("execute_result", "display_data"):
            html = output.data.get("text/html", "")
            texts.append(_TAGS.sub(" ", html))
    said = " ".join(" ".join(texts).split())
    return f" It says: {said[:300]}" if said else ""
