"""Everything that students use works with the versions that Colab ships."""

import os
import subprocess

import pytest

from .conftest import ROOT
from .nbval_run import nbval


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
