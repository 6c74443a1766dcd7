"""The half of an exercise that a grading sandbox leaves out: right and wrong answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


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
    """

    name: str
    answer: Callable
    hint: str
    nearly: str


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
