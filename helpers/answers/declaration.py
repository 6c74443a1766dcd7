"""How right and wrong answers are declared: `right` and `wrong` mark them where they are written.

@wrong("What unit does your logarithm give?", nearly="Bits need `np.log2`.")
def natural_logarithm(pmf):
    return -np.sum(pmf * np.log(pmf))
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, TypeVar, overload

_MARK = "_marked_as"
_Answer = TypeVar("_Answer", bound=Callable)


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that people really give.

    Attributes
    ----------
    name : str
        A few words, for reports: "natural logarithm".
    answer : callable
        The wrong answer itself: it runs, so that it can be compared with a student's.
    hint : str
        The direction in which to look; the first thing that a student is told.
    nearly : str
        Nearly the answer; the last thing.
    raises : bool
        Whether it raises an exception on some inputs, and is meant to.
    """

    name: str
    answer: Callable
    hint: str
    nearly: str
    raises: bool = False
    alone: bool = False  # its hint is true only of an answer that behaves so on all probes


@dataclass(frozen=True)
class Answer:
    """What is known about the answers to one exercise.

    Attributes
    ----------
    reference : callable
        The right answer, by another route than the notebook's solution where there is one.
    misconceptions : tuple of Misconception
        Each tells itself from every other, and from right answers, on the fixed probes.
    variants : mapping of str to callable
        Other right answers, which must pass; by name.
    """

    reference: Callable
    misconceptions: tuple[Misconception, ...]
    variants: Mapping[str, Callable] = field(default_factory=dict)
    # Takes a probe's arguments, and the student's value if it has a parameter `got` (None if there
    # is none); returns pairs of words and values: the right way, step by step, as the stub has it.
    steps: Callable[..., list[tuple[str, Any]]] | None = None
    # Takes the same and `got`; returns sentences on what a wrong value should fulfil, and does not.
    unfulfilled: Callable[..., list[str]] | None = None


@dataclass(frozen=True)
class _Wrong:
    hint: str
    nearly: str
    name: str
    raises: bool
    alone: bool


@dataclass(frozen=True)
class _Right:
    name: str


def wrong(
    hint: str, *, nearly: str, name: str = "", raises: bool = False, alone: bool = False
) -> Callable[[_Answer], _Answer]:
    """Mark a function or class as a wrong answer.

    Parameters
    ----------
    hint : str
        The direction in which to look; the first thing that a student is told.
    nearly : str
        Nearly the answer; the last thing.
    name : str, optional
        For reports. By default that of the function, with spaces for underscores.
    raises : bool
        Whether it is meant to raise an exception on some inputs.
    alone : bool
        Whether the hint is true only of an answer that behaves so on all probes, such as "Your
        function gives 0 whatever the pmf is". Others may be said of one of two mistakes, too.
    """

    def mark(answer: _Answer) -> _Answer:
        setattr(answer, _MARK, _Wrong(hint, nearly, name, raises, alone))
        return answer

    return mark


@overload
def right(answer: _Answer) -> _Answer: ...
@overload
def right(*, name: str) -> Callable[[_Answer], _Answer]: ...
def right(answer: Callable | None = None, *, name: str = "") -> Callable:
    """Mark a function or class as another right answer: ``@right`` or ``@right(name="a loop")``."""

    def mark(answer: _Answer) -> _Answer:
        setattr(answer, _MARK, _Right(name))
        return answer

    return mark if answer is None else mark(answer)


def gather(module: ModuleType) -> Answer:
    """Put together what an answers module holds.

    Parameters
    ----------
    module : module
        With a function ``reference`` (or a class ``Reference``), those that are marked, and
        ``steps`` and ``unfulfilled``, if they are there: see `Answer`.

    Returns
    -------
    Answer
        Misconceptions and variants in the order in which they are written.

    Raises
    ------
    LookupError
        If there is no reference.
    """
    names = vars(module)
    reference = names.get("reference") or names.get("Reference")
    if reference is None:
        raise LookupError(f"{module.__name__} has no `reference`, the right answer.")
    misconceptions, variants = [], {}
    for own_name, answer in names.items():
        # Not `getattr`: a class would have its parent's mark.
        match getattr(answer, "__dict__", {}).get(_MARK):
            case _Wrong(hint, nearly, name, raises, alone):
                name = name or in_words(own_name)
                misconceptions.append(Misconception(name, answer, hint, nearly, raises, alone))
            case _Right(name):
                variants[name or in_words(own_name)] = answer
    further = names.get("steps"), names.get("unfulfilled")
    return Answer(reference, tuple(misconceptions), variants, *further)


def in_words(name: str) -> str:
    """The name of a function or class in words.

    >>> in_words("natural_logarithm"), in_words("ResetToRest")
    ('natural logarithm', 'reset to rest')
    """
    return (
        re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z])", " ", name).replace("_", " ").lower()
    )
