"""A JupyterLite site: the course in a browser, with nothing to install.

``make lite`` runs it. The site holds the student notebooks and a wheel of `helpers`. Python itself
(Pyodide) and the public packages are fetched by the browser when a notebook is opened.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from courseware.build.common_cells import PREFIX
from courseware.errors import CoursewareError
from courseware.project import Project
from courseware.student_copies import released

# Only these: the other extensions that are installed here need a Jupyter server.
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension")
WHEEL_PARTS = ("helpers", "pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT")


def make(project: Project, output: Path) -> None:
    """Build the site in a folder, which is replaced if it exists.

    Raises CoursewareError if a tool fails, with that tool's words.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        notebooks = scratch / "notebooks"
        notebooks.mkdir()
        for name, path in released(project.root).items():
            notebook = for_the_browser(nbformat.read(path, 4), project)
            nbformat.write(notebook, notebooks / f"{name}.ipynb")
        settings = {
            "contents": [str(notebooks)],
            "output_dir": str(scratch / "site"),
            "ignore_sys_prefix": ["federated_extensions"],
            "federated_extensions": [str(_extension(name)) for name in EXTENSIONS],
            "no_sourcemaps": True,
        }
        config = {
            "LiteBuildConfig": settings,
            "PipliteAddon": {"piplite_urls": [str(wheel(project, scratch))]},
        }
        (scratch / "jupyter_lite_config.json").write_text(json.dumps(config), encoding="utf-8")
        _run([sys.executable, "-m", "jupyterlite_core.app", "build"], cwd=scratch)
        shutil.rmtree(output, ignore_errors=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(scratch / "site", output)


def for_the_browser(notebook: NotebookNode, project: Project) -> NotebookNode:
    """Let a student notebook's set-up cell, in place, install the wheel that lies beside it."""
    setup = next(cell for cell in notebook.cells if cell.id == f"{PREFIX}setup")
    setup.source = f"# @title Set up (run me first)\n%pip install -q {_name(project)}"
    return notebook


def wheel(project: Project, folder: Path) -> Path:
    """Build a wheel with what notebooks import, and nothing else."""
    # From a copy: setuptools keeps old files in the folder that it builds in.
    source = folder / "package"
    source.mkdir()
    for part in WHEEL_PARTS:
        path = project.root / part
        copy = shutil.copytree if path.is_dir() else shutil.copy2
        copy(path, source / part)
    # Without isolation, so that nothing is fetched.
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    _run([sys.executable, "-m", "pip", "wheel", *options, "-w", folder, source], cwd=folder)
    return next(folder.glob("*.whl"))


def _name(project):
    settings = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["project"]["name"]


def _extension(name):
    path = Path(sys.prefix, "share", "jupyter", "labextensions", name)
    if not path.is_dir():
        raise CoursewareError(
            f"JupyterLab's extension {name} is not installed in {sys.prefix}. "
            "Get it with: make lite (or pip install -e '.[lite]')"
        )
    return path


def _run(command, cwd):
    run = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if run.returncode:
        words = (run.stderr or run.stdout)[-2000:]
        raise CoursewareError(f"{' '.join(map(str, command[:5]))} ... failed:\n{words}")


def main(arguments: list[str] | None = None) -> int:
    """Build the site; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m courseware.site.lite", description=__doc__)
    parser.add_argument("output", type=Path, help="the site's folder; replaced if it exists")
    output = parser.parse_args(arguments).output.resolve()
    try:
        make(Project.find("."), output)
    except CoursewareError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{output}: serve it with: python -m http.server --directory {output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
