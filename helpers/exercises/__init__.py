"""The exercises of each tutorial: one module per tutorial, found by its name.

>>> from helpers import exercises
>>> exercises.find("why-models", "entropy").number
'1.1'
>>> [exercise.name for exercise in exercises.of("why-models")]
['entropy', 'max_entropy_pmf', 'pmf_from_counts', 'information_rates']
"""

import difflib
import functools
import importlib
import pkgutil
from dataclasses import replace

from .declaration import Comparison, Exercise, Probe, call, generator

__all__ = ["Comparison", "Exercise", "Probe", "call", "find", "generator", "of", "tutorials"]

_OTHERS = ("declaration", "figures", "remarks")


@functools.cache
def tutorials():
    """Module names of the tutorials that have exercises, such as ``("why_models",)``."""
    modules = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in modules if name not in _OTHERS))


@functools.cache
def of(tutorial):
    """Exercises of a tutorial, in the order in which they come.

    Parameters
    ----------
    tutorial : str
        "why-models" or "why_models".

    Returns
    -------
    tuple of Exercise

    Raises
    ------
    LookupError
        If there is no such tutorial; names those that there are.
    """
    name = tutorial.replace("-", "_")
    if name not in tutorials():
        raise LookupError(_unknown("tutorial", name, tutorials()))
    module = importlib.import_module(f".{name}", __name__)
    return tuple(replace(exercise, tutorial=name) for exercise in module.EXERCISES)


def find(tutorial, name):
    """The exercise of a tutorial that asks for `name`.

    Raises
    ------
    LookupError
        If there is none; names those that there are.
    """
    known = {exercise.name: exercise for exercise in of(tutorial)}
    if name not in known:
        raise LookupError(_unknown(f"exercise of {tutorial}", name, known))
    return known[name]


def _unknown(what, name, known):
    close = difflib.get_close_matches(name, known, n=1)
    guess = f" Is {close[0]!r} meant?" if close else ""
    return f"There is no {what} named {name!r}.{guess} Known: {', '.join(known)}."
