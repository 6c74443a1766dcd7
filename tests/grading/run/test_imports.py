"""What the grader's processes import, and what they do without."""

import json
import subprocess
import sys

IS_LEFT_OUT = "sys.modules.get('rfc3987_syntax', 0) is None"
CHECKS_NOTEBOOKS = f"""
import courseware.kit.quick_imports, sys
import nbformat
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
nbformat.validate(notebook)
notebook.cells[0].cell_type = "nonsense"
try:
    nbformat.validate(notebook)
except nbformat.ValidationError:
    print("told", {IS_LEFT_OUT})
"""
COMMAND = f"""
import sys
from courseware import cli
try:
    cli.main(["grade", "--help"])
finally:
    print({IS_LEFT_OUT})
"""
OTHERS = f"""
import sys
import courseware.grade.contract, courseware.plugins, courseware.kit.files, courseware.report
print({IS_LEFT_OUT})
"""


def last_line_of(script):
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


def test_notebooks_are_checked_without_a_slow_import():
    """jsonschema does without it, as documented: no schema of notebooks has IRIs."""
    assert last_line_of(CHECKS_NOTEBOOKS) == "told True"


def test_the_command_and_its_workers_do_without_a_slow_import(workshop):
    assert last_line_of(COMMAND) == "True"
    with workshop.pool(1) as pool:
        result = pool.submit(workshop.task("ada", "left-out=rfc3987_syntax")).result(300)
    assert json.loads(result.reason) is True


def test_nothing_is_left_out_for_others_that_import_the_package():
    assert last_line_of(OTHERS) == "False"
