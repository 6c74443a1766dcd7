"""All exercises of all tutorials, as parameters of tests."""

import pytest

from helpers import exercises

EXERCISES = [e for tutorial in exercises.tutorials() for e in exercises.of(tutorial)]
NOT_YET = ()
_LATER = pytest.mark.xfail(reason="to come", strict=False)


def each(which=lambda exercise: True, expected=True):
    """Exercises, with names for the tests; `expected` is whether the promise is kept by all yet."""
    return [
        pytest.param(
            exercise,
            id=f"{exercise.tutorial} {exercise.name}",
            marks=_LATER if not expected and exercise.tutorial in NOT_YET else (),
        )
        for exercise in EXERCISES
        if which(exercise)
    ]


def each_tutorial(expected=True):
    """Tutorials, likewise."""
    names = exercises.tutorials()
    return [
        pytest.param(name, marks=_LATER if not expected and name in NOT_YET else ())
        for name in names
    ]
