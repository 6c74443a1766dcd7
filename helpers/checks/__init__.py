"""Instant checks of the exercises: ``checks.why_models.entropy(entropy)``.

``checks`` has one attribute per tutorial, and that one check per exercise; Tab completes both.

>>> from helpers import checks
>>> checks.why_models
Checks of why-models: entropy, max_entropy_pmf, pmf_from_counts, information_rates
>>> result = checks.why_models.entropy(lambda pmf: 0)
>>> result  # the points; a notebook shows the message
0
>>> str(result.state)
'wrong'
"""

import functools
from collections.abc import Iterable

_NOTHING = type("Nothing", (), {"__repr__": lambda self: "what you wrote"})()


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _tutorial(name)


def __dir__():
    from .. import exercises

    return [*exercises.tutorials()]


@functools.cache
def _tutorial(name):
    try:
        # Not on top: `helpers.checks.asking` is also imported where the exercises are absent.
        from .. import exercises

        return TutorialChecks(name, exercises.of(name))
    except (LookupError, ImportError) as error:
        raise AttributeError(str(error)) from None


class TutorialChecks:
    """The checks of one tutorial, an attribute for each exercise."""

    def __init__(self, tutorial: str, declared: Iterable) -> None:
        self._tutorial = tutorial
        self.__doc__ = "\n".join(
            [f"Checks of the exercises of {tutorial.replace('_', '-')}:", ""]
            + [f"{e.name:20} Exercise {e.number}, {e.title}" for e in declared]
        )
        for exercise in declared:
            setattr(self, exercise.name, _check_of(exercise))
        self._names = [exercise.name for exercise in declared]

    def __dir__(self):
        return list(self._names)

    def __repr__(self):
        return f"Checks of {self._tutorial.replace('_', '-')}: {', '.join(self._names)}"

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        from .. import exercises

        try:
            exercises.find(self._tutorial, name)
        except LookupError as error:
            raise AttributeError(str(error)) from None
        raise AttributeError(name)


def _check_of(exercise):
    """The function that checks one exercise, with a help text of its own."""

    def check(answer=_NOTHING, seed=None):
        from .instant import ask_for_answer, check

        if answer is _NOTHING:
            return ask_for_answer(exercise)
        return check(exercise, answer, seed)

    check.__name__ = exercise.name
    check.__qualname__ = f"checks.{exercise.tutorial}.{exercise.name}"
    heading = f"Exercise {exercise.number}, {exercise.title} ({exercise.points} points)"
    check.__doc__ = f"""Check {heading}.

    It asks for {exercise.asked}: `{exercise.name}({", ".join(exercise.parameters)})`.

    Parameters
    ----------
    answer
        What you wrote, not called: `{check.__qualname__}({exercise.name})`.
    seed : int, optional
        Tries inputs drawn anew beside the fixed ones.

    Returns
    -------
    Result
        Its text is the points; the notebook shows what to do next.
    """
    return check
