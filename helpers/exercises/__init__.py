"""The exercises of each tutorial: a folder for each tutorial, a module for each exercise.

>>> from helpers import exercises
>>> exercises.find("why-models", "entropy").number
'1.1'
>>> [exercise.name for exercise in exercises.of("why-models")]
['entropy', 'max_entropy_pmf', 'pmf_from_counts', 'information_rates']
"""

import functools
from dataclasses import replace

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
    """Exercises of a tutorial, "why-models" or "why_models", in the order of their numbers.

    Raises LookupError if there is no such tutorial; it names those that there are.
    """
    return _of(lookup.folder_name(tutorial))


def find(tutorial: str, name: str) -> Exercise:
    """The exercise of a tutorial that asks for `name`.

    Raises LookupError if there is none; it names those that there are.
    """
    known = {exercise.name: exercise for exercise in of(tutorial)}
    if name not in known:
        raise lookup.unknown(f"exercise of {tutorial}", name, known)
    return known[name]


@functools.cache
def _of(tutorial: str) -> tuple[Exercise, ...]:
    declared = []
    for module in lookup.exercise_modules(tutorial):
        exercise = module.EXERCISE
        wanted = lookup.module_name(exercise.name)
        if module.__name__.rpartition(".")[2] != wanted:
            raise ValueError(f"{module.__name__} declares {exercise.name!r}: call it {wanted}.py")
        declared.append(replace(exercise, tutorial=tutorial))
    return tuple(sorted(declared, key=lambda exercise: exercise.position))
