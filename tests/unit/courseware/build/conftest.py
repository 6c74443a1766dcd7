"""A small tutorial with one exercise, in a course of its own."""

import itertools
from types import SimpleNamespace

import pytest

from courseware.build.lint.problems import find_problems
from courseware.build.source import read
from courseware.project import Project
from helpers.exercises import lookup

HEADER = (
    '# %% nbgrader={"schema_version": 3, "grade": false, "grade_id": "double", "locked": false, '
    '"solution": true, "task": false}'
)
TUTORIAL = f'''
# %% [markdown]
# # How models

# %% [markdown]
# ## Section 1: Numbers
#
# ### Exercise 1.1: Twice a number (core)

{HEADER}
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION: Exercise 1.1: double a number
    return 2 * x
    ### END SOLUTION


{
    HEADER.replace('"grade": false', '"grade": true')
    .replace('"double"', '"double-check"')
    .replace('"solution": true', '"points": 2, "solution": false')
}
# Exercise 1.1: the check
checks.TUTORIAL.double(double)
'''
EXERCISE = """
from helpers.exercises import Exercise, Probe

EXERCISE = Exercise(
    name="double",
    number="1.1",
    title="Twice a number",
    asked="a function that doubles",
    points=2,
    parameters=("x",),
    probes=(Probe((1.0,), about="one"), Probe((3.0,), about="three")),
    fresh=lambda rng: [Probe((float(rng.random()),), about="random")],
)
"""
ANSWERS = """
from helpers.answers import right, wrong


def reference(x):
    return 2 * x


@wrong("Is that twice?", nearly="Multiply by 2.")
def squared(x):
    return x**2


def _always(value):
    return lambda x: value


always_nine = wrong("Where is x?", nearly="Use x.", name="9")(_always(9.0))


@wrong("It stops.", nearly="Return.", raises=True)
def stopped(x):
    raise ValueError("never")


@right
def a_sum(x):
    return x + x
"""
_numbers = itertools.count()


@pytest.fixture
def demo(course, tmp_path, monkeypatch):
    """A tutorial that is right, in a course of its own; its three files can be changed."""
    number = next(_numbers)  # modules of one name would be imported once for all tests
    package, tutorial = f"demo_course_{number}", f"demo_{number}"
    files = {
        "tutorial": course.write(TUTORIAL.replace("TUTORIAL", tutorial)),
        "exercise": tmp_path / package / "exercises" / tutorial / "double.py",
        "answers": tmp_path / package / "answers" / tutorial / "double.py",
    }
    for half, text in (("exercise", EXERCISE), ("answers", ANSWERS)):
        files[half].parent.mkdir(parents=True)
        files[half].write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    theirs = lookup.CoursePackages(f"{package}.exercises", f"{package}.answers")
    monkeypatch.setattr(lookup, "COURSES", [*lookup.COURSES, theirs])

    def change(file, old, new):
        text = files[file].read_text()
        assert text.count(old) == 1
        files[file].write_text(text.replace(old, new))

    def problems():
        return find_problems(read(Project.find(course.root), "how-models"))

    return SimpleNamespace(
        tutorial=tutorial, package=package, files=files, change=change, problems=problems
    )


def line_of(demo, file, text):
    lines = demo.files[file].read_text().split("\n")
    return next(number for number, line in enumerate(lines, start=1) if text in line)
