"""What the grader's processes import, and what they do without."""

import subprocess
import sys

CHECKS_NOTEBOOKS = """
import courseware.grade, sys, time
import nbformat
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
nbformat.validate(notebook)
notebook.cells[0].cell_type = "nonsense"
try:
    nbformat.validate(notebook)
except nbformat.ValidationError:
    print("told", bool(sys.modules.get("rfc3987_syntax")))
"""


def test_notebooks_are_checked_without_a_slow_import():
    """jsonschema does without it, as documented: no schema of notebooks has IRIs."""
    done = subprocess.run(
        [sys.executable, "-c", CHECKS_NOTEBOOKS], capture_output=True, text=True, check=True
    )
    assert done.stdout == "told False\n"
