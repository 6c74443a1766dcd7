"""All exercises of all tutorials, as parameters of tests."""

import pytest

from helpers import exercises

EXERCISES = [e for tutorial in exercises.tutorials() for e in exercises.of(tutorial)]


def each(which=lambda exercise: True):
    """Exercises, with names for the tests."""
    return [pytest.param(e, id=f"{e.tutorial} {e.name}") for e in EXERCISES if which(e)]
