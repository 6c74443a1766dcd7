"""Right and wrong answers to the exercises, one package per tutorial. Absent where work is graded.

Whoever reads on here finds the solutions.
"""

import importlib

from .declaration import Answer, Misconception

__all__ = ["Answer", "Misconception", "find"]


def find(tutorial, name):
    """What is known about the answers to one exercise.

    Parameters
    ----------
    tutorial, name : str
        As in `helpers.exercises.find`.

    Returns
    -------
    Answer

    Raises
    ------
    LookupError
        If the exercise has no answers here.
    """
    module = importlib.import_module(f".{tutorial.replace('-', '_')}", __name__)
    try:
        return module.ANSWERS[name]
    except KeyError:
        raise LookupError(f"{module.__name__} has no answers for {name!r}.") from None
