"""A small course with checks of ours, released by nbgrader once and copied for each test."""

import shutil

import pytest

from courseware.grade.course.course import Course

from . import courses
from .courses import code, notebook, text

SOURCE = notebook(
    text("# A course"),
    code("import numpy as np\nfrom helpers import checks"),
    code("### BEGIN SOLUTION\nentropy = 1\n### END SOLUTION", "entropy", solution=True),
    code(
        """
        checks.why_models.entropy(entropy)
        ### BEGIN HIDDEN TESTS
        checks.why_models.entropy(entropy, seed=1948)
        ### END HIDDEN TESTS
        """,
        "entropy-check",
        points=3,
    ),
    code("### BEGIN SOLUTION\nmax_entropy_pmf = 1\n### END SOLUTION", "pmf", solution=True),
    code("checks.why_models.max_entropy_pmf(max_entropy_pmf)", "pmf-check", points=2),
    code("assert entropy is not None", "plain-test", points=1),
    text("Why?", "why", points=4, solution=True),
    text("Anywhere.", "project", points=5, task=True),
)


@pytest.fixture(scope="session")
def _released(tmp_path_factory):
    return courses.release(tmp_path_factory.mktemp("released"), SOURCE)


@pytest.fixture
def folder(_released, tmp_path):
    """The course's folder, with a gradebook and no submissions."""
    return shutil.copytree(_released, tmp_path / "course")


@pytest.fixture
def course(folder):
    with Course.open(folder) as opened:
        yield opened


@pytest.fixture
def assignment(course):
    return course.assignment("ps")


@pytest.fixture
def blank(folder):
    """The released notebook."""
    return courses.released(folder, "ps", "nb")
