"""Right and wrong answers: a folder for each tutorial, a module for each exercise.

Absent where work is graded. Whoever reads on here finds the solutions.
"""

import functools

from ..exercises import lookup
from .declaration import Answer, Misconception, gather, right, wrong

__all__ = ["Answer", "Misconception", "find", "right", "wrong"]


@functools.cache
def find(tutorial: str, name: str) -> Answer:
    """What is known about the answers to one exercise.

    Parameters
    ----------
    tutorial, name : str
        As in `helpers.exercises.find`.

    Raises
    ------
    LookupError
        If the exercise has no answers here.
    """
    return gather(lookup.answers_module(tutorial, name))
