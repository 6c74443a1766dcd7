"""The exercises of each tutorial: a folder for each tutorial, a module for each exercise.

>>> from helpers import exercises
>>> exercises.find("why-models", "entropy").number
'1.1'
>>> [exercise.name for exercise in exercises.of("why-models")]
['entropy', 'max_entropy_pmf', 'pmf_from_counts', 'information_rates']
"""

import functools
from dataclasses import replace
from types import ModuleType

from . import lookup
from .declaration import Comparison, Exercise, Part, Probe, call, generator
from .lookup import tutorials

__all__ = [
    "Comparison",
    "Exercise",
    "Part",
    "Probe",
    "call",
    "find",
    "generator",
    "of",
    "tutorials",
]


def of(tutorial: str) -> tuple[Exercise, ...]:
    """Exercises of a tutorial, in the order of their numbers.

    Parameters
    ----------
    tutorial : str
        "why-models" or "why_models".

    Raises
    ------
    LookupError
        If there is no such tutorial; names those that there are.
    """
    return _of(lookup.folder_name(tutorial))


def find(tutorial: str, name: str) -> Exercise:
    """The exercise of a tutorial that asks for `name`.

    Raises
    ------
    LookupError
        If there is none; names those that there are.
    """
    known = {exercise.name: exercise for exercise in of(tutorial)}
    if name not in known:
        raise lookup.unknown(f"exercise of {tutorial}", name, known)
    return known[name]


@functools.cache
def _of(tutorial: str) -> tuple[Exercise, ...]:
    declared = [_declared_in(module) for module in lookup.exercise_modules(tutorial)]
    declared.sort(key=lambda exercise: exercise.position)
    return tuple(replace(exercise, tutorial=tutorial) for exercise in declared)


def _declared_in(module: ModuleType) -> Exercise:
    exercise = module.EXERCISE
    wanted = lookup.module_name(exercise.name)
    if module.__name__.rpartition(".")[2] != wanted:
        raise ValueError(f"{module.__name__} declares {exercise.name!r}: call it {wanted}.py")
    return exercise
