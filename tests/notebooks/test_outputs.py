"""The committed notebooks are what their sources give, and show what comes out when they run."""

import subprocess
import sys

import nbformat
import pytest

from .conftest import ROOT
from .nbval_run import nbval

pytestmark = pytest.mark.slow


def test_the_committed_notebooks_are_in_step_with_their_source(tutorial):
    line = [sys.executable, "-m", "courseware.cli", "-C", ROOT, "build", "--check", tutorial.name]
    run = subprocess.run(line, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.long
def test_solution_notebook_gives_the_outputs_that_it_shows(tutorial, tmp_path):
    run = nbval(sys.executable, tutorial, tmp_path)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_a_changed_output_is_noticed(why_models, tmp_path):
    notebook = why_models.solution
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    printed = next(output for output in outputs if output.output_type == "stream")
    printed.text += "never printed"

    class Changed:
        solution_path = tmp_path / "changed" / why_models.solution_path.name

    Changed.solution_path.parent.mkdir()
    nbformat.write(notebook, Changed.solution_path)
    run = nbval(sys.executable, Changed, tmp_path)
    assert run.returncode == 1 and "never printed" in run.stdout
