"""Every tutorial, as it lies in the repository."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import jupytext
import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.py"))


class Tutorial:
    """One tutorial: its source, its solution notebook and its student notebook."""

    def __init__(self, name):
        self.name = name
        self.source_path = ROOT / "solutions" / name / f"{name}.py"
        self.solution_path = self.source_path.with_suffix(".ipynb")
        self.student_path = ROOT / "course" / name / f"{name}.ipynb"

    @property
    def source(self):
        return jupytext.read(self.source_path)

    @property
    def solution(self):
        return nbformat.read(self.solution_path, 4)

    @property
    def student(self):
        return nbformat.read(self.student_path, 4)

    def functions(self):
        """Run the solution cells (and nothing else); return their namespace."""
        import numpy as np
        from scipy import optimize

        namespace = {"np": np, "optimize": optimize}
        for cell in solution_cells(self.source):
            exec(compile(cell.source, self.name, "exec"), namespace)
        return namespace


def solution_cells(notebook):
    """Code cells that a student completes."""
    return [c for c in notebook.cells if c.cell_type == "code" and nbgrader(c).get("solution")]


def check_cells(notebook):
    """Code cells that give points."""
    return [
        c
        for c in notebook.cells
        if c.cell_type == "code" and nbgrader(c).get("grade") and not nbgrader(c)["solution"]
    ]


def nbgrader(cell):
    """The cell's nbgrader metadata, or nothing."""
    return cell.metadata.get("nbgrader", {})


@pytest.fixture(params=TUTORIALS, scope="session")
def tutorial(request):
    return Tutorial(request.param)


@pytest.fixture(scope="session")
def why_models():
    return Tutorial("why-models")


@pytest.fixture(scope="session")
def colab_python():
    """A Python with Colab's versions, in .venv-colab; made when missing.

    Needs Python 3.13 (on the path as python3.13, or through pyenv); skips with a word otherwise.
    """
    python = find_python("3.13")
    if python is None:
        pytest.skip("skipped: no Python 3.13 here (looked for python3.13 and in pyenv)")
    pins = ROOT / "constraints" / "colab.txt"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = pins.read_text() + "\n".join(project["dependencies"])
    environment = ROOT / ".venv-colab"
    stamp = environment / "made-from.txt"
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([python, "-m", "venv", "--clear", environment], check=True)
        install = subprocess.run(
            [
                *(environment / "bin" / "python", "-m", "pip", "install", "--quiet"),
                *("--constraint", pins, *project["dependencies"]),
                *("ipython", "ipykernel", "pytest", "nbval"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if install.returncode:
            pytest.skip(f"skipped: Colab's versions cannot be installed: {install.stderr[-500:]}")
        stamp.write_text(wanted)
    return str(environment / "bin" / "python")


def find_python(version):
    """Path of a Python of this version that runs, or None."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    candidates = [shutil.which(f"python{version}")]
    candidates += [str(p / "bin" / "python") for p in sorted(pyenv.glob(f"{version}.*"))]
    for candidate in filter(None, candidates):
        try:
            command = [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
            said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if said.stdout.strip() == version:
            return candidate
    return None
