"""Hold a solution notebook to its outputs with nbval, in a given Python."""

import os
import shutil
import subprocess
from pathlib import Path

from .conftest import ROOT

SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")


def nbval(python, tutorial, tmp_path):
    """Run nbval strictly in a folder of its own; return the completed process."""
    notebook = tmp_path / tutorial.solution_path.name
    shutil.copy(tutorial.solution_path, notebook)
    command = [
        *(str(python), "-m", "pytest", "--nbval", "--nbval-current-env", "-q"),
        *("-p", "no:cacheprovider", "-p", "courseware.kit.quick_imports"),
        *("--rootdir", str(tmp_path), "-c", os.devnull),
        *("--nbval-sanitize-with", str(SANITIZE), "--nbval-cell-timeout", "120", notebook.name),
    ]
    environment = {
        **os.environ,
        "HELPERS_OFFLINE": "1",
        "HELPERS_STRICT": "1",
        "HELPERS_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
    }
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
