"""A small course of an instructor: one tutorial, released, with one submission graded."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from .notebooks import ROOT, grade_id, solved

NAME = "why-models"
STUDENT = "ada"
ESSAY = "think-why-models"  # graded by hand


def make(folder):
    """Make the course in an empty folder, with nbgrader's own commands."""
    for file in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder)
    for part in ("solutions", "course"):
        shutil.copytree(ROOT / part / NAME, folder / part / NAME)
    _nbgrader(folder, "generate_assignment", NAME, "--force")
    target = folder / "submitted" / STUDENT / NAME
    target.mkdir(parents=True)
    nbformat.write(finished(), target / f"{NAME}.ipynb")
    _nbgrader(folder, "autograde", NAME)


def finished():
    """Return the student notebook with all answers, the one in words too."""
    notebook = solved(NAME)
    (essay,) = (cell for cell in notebook.cells if grade_id(cell) == ESSAY)
    essay.source = "The goal is information, the limit is energy. Play the same sound many times."
    return notebook


def _nbgrader(folder, *arguments):
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        env={**os.environ, "HELPERS_OFFLINE": "1", "PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-5000:]
