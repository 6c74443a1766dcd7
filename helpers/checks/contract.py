"""What passes between the sides of a check: notebook → asking → report → judging → verdict.

A report is plain data (`helpers.checks.asking.wire`) in the forms that are declared here. One that
a student's process may have made is looked over before it is judged: `look_over`.
"""

import functools
import typing
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, TypedDict, final


class State(StrEnum):
    """What became of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    UNFINISHED = "unfinished"
    HANDED = "handed to the grader"
    UNREACHED = "unreached"  # the student's code ended the process, or took too long, before it
    UNVERIFIED = "unverified"  # an ordinary test cell, run in nbgrader's way


# Texts and lists that are at most so long: far more than is ever made of anything.
Text = Annotated[str, 20_000]
Name = Annotated[str, 500]
Names = Annotated[list[Name], 100]


class Written(TypedDict):
    """What the text of an answer shows: lines that still hold `...`, by number and text; the line
    of a ``raise NotImplementedError`` (0: none); whether something else than blanks is below it.
    """

    blanks: Annotated[list[tuple[int, Name]], 100]
    stop: int
    begun: bool


@final
class Facts(Written):
    """What kind of thing the student's object is."""

    type: Text
    callable: bool
    is_class: bool


@final
class Missing(TypedDict):
    """There is no object of the name; `close` is a name like it, or ""."""

    missing: Text
    close: Text


class _Outcome(TypedDict):
    printed: Text
    warnings: Annotated[list[Text], 100]
    took: float  # seconds of processor time
    at: int  # the step of a plan that it got to; 0: none


class Returned(_Outcome):
    """The answer, and the arguments after the call."""

    state: Literal["returned"]
    value: Any
    after: tuple[list, dict]


class Place(TypedDict):
    """The line of the student's code where it stopped (0: unknown), and its function."""

    line: int
    text: Text
    within: Text


class Raised(_Outcome, Place):
    """An exception, with what it means."""

    state: Literal["raised"]
    type: Text
    message: Text
    explanation: Text


class Stub(_Outcome, Place):
    """A `NotImplementedError`; `own`: of the student's object itself."""

    state: Literal["stub"]
    message: Text
    own: bool


class Unfit(_Outcome):
    """It cannot be called as it is to be called; it has these parameters."""

    state: Literal["unfit"]
    parameters: Names


class Endless(_Outcome, Place):
    """It was stopped after so many seconds."""

    state: Literal["endless"]
    seconds: float


Outcome = Returned | Raised | Stub | Unfit | Endless
# States after which there is no point in asking the rest.
ENDING = ("stub", "unfit", "endless")


class Report(TypedDict):
    """What `asking` makes of an object: an outcome for each probe, as far as it got."""

    target: Facts | Missing
    outcomes: list[Outcome]


@dataclass(frozen=True)
class Case:
    """One probe in which an answer is not the right one, as short texts."""

    call: str
    about: str
    expected: str
    got: str


@dataclass(frozen=True)
class Steps:
    """The right way on one probe: the call, and what each step is called and comes to."""

    call: str
    about: str
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Verdict:
    """What the judge says."""

    state: State
    # The hints, from the direction to nearly the answer; the first is always to be shown.
    rungs: tuple[tuple[str | Case | Steps, ...], ...]
    notes: tuple[str, ...] = ()  # what else came up: prints and warnings
    misconception: str = ""  # name of the misconception that the answer behaves like
    untouched: bool = False  # whether the stub is as it was handed out, as far as can be seen
    points: int = 0  # of the exercise's
    # Earlier exercises that are not right; the answer is right but for what it calls of them.
    follow_through: tuple[str, ...] = ()


_NOTHING = object()


class MalformedReport(ValueError):
    """A report that `asking` cannot have made."""


def look_over(
    report: Any, n_probes: int, look_at: Callable[[Any], None] = lambda value: None
) -> None:
    """Raise `MalformedReport` unless a report has the form that `asking` gives it.

    It came from a process in which a student's code ran. There must be an outcome for each of
    `n_probes`, unless one of them says why the rest was not asked. `look_at` (`look_over` of
    `judging.kinds`) raises `MalformedReport` unless a returned value has the form that its kind of
    exercise gives it.
    """
    demand_form(report, Report, "the report")
    facts, outcomes = report["target"], report["outcomes"]
    if "missing" in facts:
        demand(not outcomes, "outcomes without an object")
        return
    demand(facts["callable"] or not facts["is_class"], "a class that cannot be called")
    demand(bool(outcomes) or not facts["callable"], "no outcomes")
    demand(len(outcomes) <= n_probes, "more outcomes than probes")
    ended = not facts["callable"] or outcomes[-1]["state"] in ENDING
    demand(len(outcomes) == n_probes or ended, "fewer outcomes than probes, and no reason")
    for outcome in outcomes:
        if outcome["state"] == "returned":
            look_at(outcome["value"])


def demand_form(value: Any, form: Any, name: str) -> None:
    """Raise `MalformedReport`, which says where, unless plain data have the form of a type."""
    where = _unlike(value, form, name)
    demand(not where, f"{where} is not of the form that it should have")


def demand(fine: bool, what: str) -> None:
    """Raise `MalformedReport`, which says what, unless something is as it should be."""
    if not fine:
        raise MalformedReport(what)


def _unlike(value, form, name):
    """Name of the first part of a value that is not of a form, or ""."""
    kind, parts = typing.get_origin(form) or form, typing.get_args(form)
    if value is _NOTHING:
        return name
    if kind is Any:
        return ""
    if kind is Annotated:
        too_long = f"the length of {name}"
        return _unlike(value, parts[0], name) or ("" if len(value) <= parts[1] else too_long)
    if kind is Literal:
        return "" if type(value) is str and value in parts else name
    if kind is UnionType:
        misfits = [_unlike(value, part, name) for part in parts]
        return "" if "" in misfits else max(misfits, key=len)
    if typing.is_typeddict(kind):
        if type(value) is not dict:
            return name
        fields = _fields(kind).items()
        misfits = (_unlike(value.get(key, _NOTHING), part, f"{name}.{key}") for key, part in fields)
    elif type(value) is not kind or (kind is tuple and len(value) != len(parts)):
        return name
    elif kind is tuple:
        misfits = (_unlike(item, part, name) for item, part in zip(value, parts, strict=True))
    elif parts:
        items = value.values() if kind is dict else value
        misfits = (_unlike(item, parts[-1], f"one of {name}") for item in items)
    else:
        return ""
    return next(filter(None, misfits), "")


@functools.cache
def _fields(form):
    return typing.get_type_hints(form, include_extras=True)
