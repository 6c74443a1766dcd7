"""The student notebooks as files: where their exercises are, and how they look when solved."""

import re
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = sorted(path.parent.name for path in ROOT.glob("course/*/*.ipynb"))


def read(name, folder="course"):
    """Read the student notebook of a tutorial, or with `folder` its solution."""
    return nbformat.read(ROOT / folder / name / f"{name}.ipynb", 4)


def grade_id(cell):
    """Return the cell's name in nbgrader's metadata, or ""."""
    return cell["metadata"].get("nbgrader", {}).get("grade_id", "")


def is_check(cell):
    """Whether the cell gives points by itself."""
    meta = cell["metadata"].get("nbgrader", {})
    return cell["cell_type"] == "code" and meta.get("grade") and not meta.get("solution")


def solved(name):
    """Return the student notebook of a tutorial with all solutions written into it."""
    answers = {grade_id(c): c.source for c in read(name, "solutions").cells if grade_id(c)}
    notebook = read(name)
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("solution") and cell.cell_type == "code":
            cell.source = answers[meta["grade_id"]]
    return notebook


def demos(name):
    """Return the names of a tutorial's demos, as they are called in its notebook."""
    sources = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "code")
    return re.findall(r"^demos\.\w+\.(\w+)\(", sources, re.MULTILINE)
