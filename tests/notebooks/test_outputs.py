"""nbval holds each solution notebook to its outputs, with two sets of versions."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")


def nbval(python, tutorial, tmp_path):
    """Run nbval strictly in a folder of its own; return the completed process."""
    notebook = tmp_path / tutorial.solution_path.name
    shutil.copy(tutorial.solution_path, notebook)
    command = [
        *(str(python), "-m", "pytest", "--nbval", "--nbval-current-env", "-q"),
        *("-p", "no:cacheprovider", "--rootdir", str(tmp_path), "-c", os.devnull),
        *("--nbval-sanitize-with", str(SANITIZE), "--nbval-cell-timeout", "120", notebook.name),
    ]
    environment = {
        **os.environ,
        "HELPERS_OFFLINE": "1",
        "HELPERS_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )


def test_solution_notebook_gives_the_outputs_that_it_shows(tutorial, tmp_path):
    run = nbval(sys.executable, tutorial, tmp_path)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_a_changed_output_is_noticed(tutorial, tmp_path):
    text = tutorial.solution_path.read_text()
    assert text.count(" bits") > 1
    changed = tmp_path / "changed"
    changed.mkdir()
    solution = changed / tutorial.solution_path.name
    solution.write_text(text.replace("0.00 bits", "0.01 bits"))

    class Changed:
        solution_path = solution

    run = nbval(sys.executable, Changed, tmp_path)
    assert run.returncode == 1 and "0.01 bits" in run.stdout


@pytest.mark.colab
def test_solution_notebook_gives_the_same_outputs_with_colabs_versions(
    tutorial, tmp_path, colab_python
):
    run = nbval(colab_python, tutorial, tmp_path)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


@pytest.mark.colab
def test_helpers_keep_their_promises_with_colabs_versions(colab_python):
    run = subprocess.run(
        [colab_python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/unit/helpers"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
