"""What passes between the coordinator and a worker: one submission in, one result out, as JSON.

A worker needs nothing else: no gradebook, no folder of the course.
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field

from helpers.checks.contract import State

GRADED, FAILED = "graded", "could not be graded"
# States of a check as tables and reports tell them, beside those of `State`.
FOLLOW_THROUGH, IN_PART = "follow-through", "in part"
RIGHT, WRONG, UNFINISHED = State.RIGHT, State.WRONG, State.UNFINISHED
UNREACHED, UNVERIFIED = State.UNREACHED, State.UNVERIFIED


@dataclass(frozen=True)
class Limits:
    """What the code of one submission may use.

    Attributes
    ----------
    cell_seconds, check_seconds, submission_seconds : float
        Own time of a cell, of all probes of a check, and of everything: time that passes less
        the time spent waiting for a core, so that a busy machine fails nobody.
    wall_seconds : float
        Time that passes, for everything, whatever the machine does.
    memory, file_bytes, scratch_bytes : int
        Bytes: of all its processes together, of one file, of all files.
    processes : int
    cell_output, output : int
        Bytes of output that are kept, of one cell and of all.
    restarts : int
        How often a submission whose process ended is run again without the cell that did it.
    """

    cell_seconds: float = 30.0
    check_seconds: float = 20.0
    submission_seconds: float = 300.0
    wall_seconds: float = 1800.0
    memory: int = 2 << 30
    processes: int = 64
    file_bytes: int = 32 << 20
    scratch_bytes: int = 256 << 20
    cell_output: int = 1 << 20
    output: int = 8 << 20
    restarts: int = 8


@dataclass(frozen=True)
class Check:
    """A check cell of ours, read off the cell that was released, not the one that came back.

    Attributes
    ----------
    grade_id : str
    tutorial, exercise : str
        Names for `helpers.exercises.find`.
    target : str
        The name of the student's object, an identifier.
    points : float
        The most that it gives, as in the gradebook.
    """

    grade_id: str
    tutorial: str
    exercise: str
    target: str
    points: float


@dataclass(frozen=True)
class NotebookTask:
    """One notebook of a submission, sanitised: nbformat 4 as JSON, locked cells as released."""

    name: str
    text: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Task:
    """One submission.

    Attributes
    ----------
    student, assignment : str
    notebooks : tuple of NotebookTask
    files : tuple of tuple
        Relative path (with slashes) and content, as bytes, of what else lies beside them.
    seed : int
        Of the fresh probes.
    child_seed : int
        Of the global generators in the submission's process.
    limits : Limits
    figures : bool
        Whether figures are rendered.
    sandbox : bool
    follow_through : bool
        Whether an answer that is right but for earlier ones that it calls gets its points.
    """

    student: str
    assignment: str
    notebooks: tuple[NotebookTask, ...]
    files: tuple[tuple[str, bytes], ...] = ()
    seed: int = 0
    child_seed: int = 0
    limits: Limits = Limits()
    figures: bool = False
    sandbox: bool = True
    follow_through: bool = True

    def to_json(self) -> str:
        data = asdict(self)
        data["files"] = [[p, base64.b64encode(c).decode("ascii")] for p, c in self.files]
        return json.dumps(data)

    @classmethod
    def from_json(cls, text: str) -> Task:
        data = json.loads(text)
        data["notebooks"] = tuple(
            NotebookTask(n["name"], n["text"], tuple(Check(**c) for c in n["checks"]))
            for n in data["notebooks"]
        )
        data["files"] = tuple((p, base64.b64decode(c)) for p, c in data["files"])
        data["limits"] = Limits(**data["limits"])
        return cls(**data)


@dataclass(frozen=True)
class CheckResult:
    """What became of a test cell.

    Attributes
    ----------
    grade_id : str
    state : State
        `RIGHT`, `WRONG`, `UNFINISHED`, `UNREACHED` or `UNVERIFIED`.
    points : float or None
        None for `UNVERIFIED`: nbgrader reads them off the outputs.
    maximum : float
    misconception : str
        Name of the misconception that the answer behaves like, or "".
    reason : str
        For `UNREACHED`: why. Otherwise what an instructor should know, or "".
    follow_through : tuple of str
        Names of earlier exercises that are not right; the answer is, but for what it calls of them.
    """

    grade_id: str
    state: State
    points: float | None
    maximum: float
    misconception: str = ""
    reason: str = ""
    follow_through: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: dict) -> CheckResult:
        """Make one of what JSON made of it; that of an older version has fewer fields."""
        return cls(**{**data, "follow_through": tuple(data.get("follow_through", ()))})

    @property
    def told(self) -> str:
        """The state, or `FOLLOW_THROUGH`, or `IN_PART` for a wrong answer that has points."""
        if self.follow_through:
            return FOLLOW_THROUGH
        return IN_PART if self.state == WRONG and self.points else self.state


@dataclass(frozen=True)
class NotebookResult:
    """One notebook, run.

    Attributes
    ----------
    name : str
    text : str
        nbformat 4 as JSON, with outputs: those of our checks written by the worker.
    checks : tuple of CheckResult
    notes : tuple of str
        What came up: cells that were stopped, an answer that is defined twice.
    """

    name: str
    text: str
    checks: tuple[CheckResult, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmissionResult:
    """What a worker hands back.

    Attributes
    ----------
    student, assignment : str
    state : str
        `GRADED` or `FAILED`: the latter when our side failed, or nothing could be begun.
    reason : str
        Why it failed.
    notebooks : tuple of NotebookResult
    seconds : dict
        Where the time went: "start", "cells", "checks", "stop", "total".
    memory : int
        Peak bytes of the student's processes together.
    sandbox : bool
    """

    student: str
    assignment: str
    state: str
    reason: str = ""
    notebooks: tuple[NotebookResult, ...] = ()
    seconds: dict = field(default_factory=dict)
    memory: int = 0
    sandbox: bool = True

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> SubmissionResult:
        data = json.loads(text)
        data["notebooks"] = tuple(
            NotebookResult(
                n["name"],
                n["text"],
                tuple(map(CheckResult.of, n["checks"])),
                tuple(n["notes"]),
            )
            for n in data["notebooks"]
        )
        return cls(**data)
