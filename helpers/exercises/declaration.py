"""The half of an exercise that may be seen: what is asked, tried and compared.

The other half, `helpers.answers`, holds the right answer and the wrong ones.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

# Who asks and who judges them: `helpers.checks.asking.kinds` and `helpers.checks.judging.kinds`.
KINDS = ("function", "class", "figure")


@dataclass(frozen=True, eq=False)
class Probe:
    """One question to a student's answer, as plain data (see `helpers.checks.asking.wire`)."""

    # Of the call; of the constructor, for a class; without the leading Axes, for a figure.
    # `generator` stands for a random generator.
    args: tuple = ()
    keywords: Mapping[str, Any] = field(default_factory=dict)
    # Values for names that the student's function reads from its module, during the call.
    names: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""  # the arguments in words, "a fair coin": shown beside them
    # What a class does further: see `helpers.checks.asking.kinds.class_`, and `call`.
    plan: Mapping[str, Any] = field(default_factory=dict)
    part: str = ""  # name of the `Part` that it decides about; "": the first
    # If given, an answer that returns something else here is right nevertheless, with this remark.
    remark: str = ""
    # What stands in for earlier exercises: by name, the module with it and the seed of its numbers.
    stand_ins: Mapping[str, tuple[str, list[int]]] = field(default_factory=dict)

    def to_data(self) -> dict[str, Any]:
        """Itself as a dictionary of plain data, for `helpers.checks.asking.wire.pack`."""
        return {
            "args": tuple(self.args),
            "keywords": dict(self.keywords),
            "names": dict(self.names),
            "about": self.about,
            "plan": dict(self.plan),
            "stand_ins": dict(self.stand_ins),
        }


def generator(seed: int) -> dict[str, int]:
    """An argument that becomes ``numpy.random.default_rng(seed)`` when the probe is tried."""
    return {"generator": int(seed)}


def call(method: str, *args: Any, **keywords: Any) -> dict[str, Any]:
    """A step of a plan: call a method of the student's object."""
    return {"method": method, "args": list(args), "keywords": keywords}


@dataclass(frozen=True)
class Comparison:
    """When an answer counts as equal to the right one.

    What is to be returned (one number, an array and its shape, a tuple) is read off the right
    answer itself. If that is None, whatever is returned is right. A list or a tuple is no array,
    and that is what is told of it: what comes next would compute with it, ``2 * [1, 2]``. Whether
    the numbers of an array are whole, or of 32 or 64 bits, does not matter.
    """

    # A value is right within ``atol + rtol * |right value|``.
    rtol: float = 1e-6
    atol: float = 1e-8
    may_change: tuple[str, ...] = ()  # parameters whose arguments may be changed in place
    in_place: tuple[str, ...] = ()  # those whose arguments must be: a part of the answer
    parts: tuple[str, ...] = ()  # what the elements of a returned tuple are called
    # Random numbers are compared by these of their statistics and not by value: "mean", "sd" and
    # "correlation" (of successive values), each within `rtol` (0.05, say), in units of the right
    # standard deviation: give the reference exact ones, and long arrays. Where a right correlation
    # is 0, values further apart are to be independent, too. The argument made by `generator` must
    # be drawn from if the reference does, and another seed must give other numbers.
    statistics: tuple[str, ...] = ()
    requirements: tuple = ()  # what a figure must show: see `helpers.exercises.figures`


@dataclass(frozen=True)
class Part:
    """A part of an exercise that gives points of its own.

    The first is what the exercise is about, a formula or a figure's data: without it the others
    count nothing.
    """

    name: str  # as it is told: "the formula", "empty bins"
    points: int
    requirements: tuple = ()  # of a figure: their classes; the first part has all that none names


@dataclass(frozen=True, eq=False)
class Exercise:
    """One exercise of a tutorial."""

    name: str  # what the student defines: "entropy"
    number: str  # section and position: "1.1"
    title: str  # as in the tutorial's heading
    asked: str  # what is to be written, in one sentence
    points: int  # for a right answer
    parameters: tuple[str, ...]  # in order, for messages
    # What the instant check tries: enough to tell every known wrong answer from the right one and
    # from each other. Small ones first, since the first that fails is shown.
    probes: tuple[Probe, ...]
    fresh: Callable[..., Iterable[Probe]]  # ``fresh(rng)``: new ones, by a random generator
    compare: Comparison = Comparison()
    kind: str = "function"  # or "class", or "figure"
    # ``remark(probe, outcome)`` gives a sentence on a right answer that could be better, or "": see
    # `helpers.exercises.improvements`.
    remarks: tuple[Callable[..., str], ...] = ()
    # Earlier exercises that an answer calls: see `helpers.stand_ins`.
    calls: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    tutorial: str = ""  # the module's name; set when the exercise is found

    def __post_init__(self) -> None:
        for name in ("parameters", "probes"):
            if not isinstance(getattr(self, name), tuple):
                raise TypeError(f"`{name}` is not a tuple: with one element, write `{name}=(...,)`")
        if not (isinstance(self.number, str) and re.fullmatch(r"\d+\.\d+", self.number)):
            raise ValueError(f'`number` is to be like "1.1", not {self.number!r}')
        if self.kind not in KINDS:
            raise ValueError(f"`kind` is {self.kind!r}, but must be one of {', '.join(KINDS)}")
        if self.parts and sum(part.points for part in self.parts) != self.points:
            raise ValueError(
                f"the points of `parts` do not add up to {self.points}, the exercise's"
            )
        if strange := {p.part for p in self.probes} - {"", *(part.name for part in self.parts)}:
            raise ValueError(f"there is no part {sorted(strange)[0]!r}, which a probe names")

    @property
    def position(self) -> list[int]:
        """Its number as what exercises are sorted by: 2.10 comes behind 2.9."""
        return [int(part) for part in self.number.split(".")]

    def all_probes(self, seed: int | None = None) -> list[Probe]:
        """The fixed probes and, with a seed, fresh ones behind them."""
        fresh = [] if seed is None else self.fresh(np.random.default_rng(seed))
        return [*self.probes, *fresh]

    def with_stand_ins(self, names: Iterable[str], module: str, seed: int | None) -> list[Probe]:
        """All probes, with stand-ins from a module for earlier exercises of these names.

        The seeds of their numbers get to the student's process, and tell nothing of `seed`.
        """
        number = int.from_bytes(hashlib.sha256(f"stand-ins {seed}".encode()).digest()[:8], "big")
        return [
            replace(probe, stand_ins={name: (module, [number, k]) for name in names})
            for k, probe in enumerate(self.all_probes(seed))
        ]
