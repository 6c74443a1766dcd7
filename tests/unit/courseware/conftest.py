"""A small course in a folder of its own, built with the real tools."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from courseware import cli

ROOT = Path(__file__).parents[3]

PYPROJECT = """
[project]
name = "small-course"
[project.urls]
Repository = "https://github.com/someone/small-course"
"""

# ruff: noqa: E501 (headers of cells stand on one line)
TUTORIAL = '''
# %% [markdown]
# # How models
#
# What you will do.

# %%
import os
import sys
import warnings

print(os.environ["HELPERS_OFFLINE"], os.environ["PYTHONHASHSEED"], os.listdir())

# %% [markdown]
# ## Section 1: Entropy & more

# %% nbgrader={"schema_version": 3, "grade": false, "grade_id": "double", "locked": false, "solution": true, "task": false}
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION: Exercise 1.1: double a number
    # 1. Multiply.
    secret = 2
    return secret * x
    ### END SOLUTION

# %% nbgrader={"schema_version": 3, "grade": true, "grade_id": "double-check", "locked": true, "points": 2, "solution": false, "task": false}
assert double(1) == 2
### BEGIN HIDDEN TESTS
assert double(21) == 42
### END HIDDEN TESTS
2

# %%
import base64

from IPython.display import HTML, display

dot = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
display(HTML(f'<img alt="One <dot>" src="data:image/png;base64,{dot}">'))
print("twice 2 is <4>")
display({"image/png": dot}, raw=True)

# %% [markdown]
# ### Things that change

# %%
import ipywidgets

print(object())
warnings.warn("careful", stacklevel=1)
display(ipywidgets.IntSlider(description="rate"))
ipywidgets.HTML("<b>hello</b>")

# %% nbgrader={"schema_version": 3, "grade": false, "grade_id": "total", "locked": false, "solution": true, "task": false}
### BEGIN SOLUTION: Exercise 1.2: add them up
total = sum([1, 2])
### END SOLUTION

# %% [markdown] nbgrader={"schema_version": 3, "grade": true, "grade_id": "think", "locked": false, "points": 1, "solution": true, "task": false}
# Because it is so.
'''


class Course:
    """A repository with tutorials."""

    def __init__(self, root):
        self.root = root
        (root / "solutions").mkdir(parents=True)
        (root / "pyproject.toml").write_text(PYPROJECT)
        shutil.copy(ROOT / "nbgrader_config.py", root)

    def write(self, text, name="how-models"):
        """Write a tutorial's source."""
        path = self.root / "solutions" / name / f"{name}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def write_cells(self, *cells, name="how-models"):
        """Write a tutorial of a title and some cells, given without their `# %%`."""
        self.write("\n# %% ".join(["# %% [markdown]\n# # A title\n", *cells]), name)

    def notebook(self, folder, name="how-models"):
        return nbformat.read(self.path(folder, name), as_version=4)

    def path(self, folder, name="how-models"):
        return self.root / folder / name / f"{name}.ipynb"

    def files(self):
        """Every file of the repository with its bytes."""
        return {path: path.read_bytes() for path in self.root.rglob("*") if path.is_file()}


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path / "course-repository")


@pytest.fixture(scope="session")
def built_once(tmp_path_factory):
    """The small course, built; to be read only."""
    course = Course(tmp_path_factory.mktemp("built") / "course-repository")
    course.write(TUTORIAL)
    (course.root / "solutions" / "how-models" / "table.csv").write_text("1,2\n")
    with pytest.raises(SystemExit) as ended:
        cli.main(["-C", str(course.root), "build"])
    assert ended.value.code == 0
    return course


@pytest.fixture
def built(built_once, tmp_path):
    """A copy of the built course."""
    course = Course.__new__(Course)
    course.root = tmp_path / "copy"
    shutil.copytree(built_once.root, course.root)
    return course


@pytest.fixture
def run(capsys):
    """Run the command line; gives exit code and what was printed to either stream."""

    def run(course, *arguments):
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main(["-C", str(course.root), *arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=ended.value.code, out=out, err=err)

    return run
