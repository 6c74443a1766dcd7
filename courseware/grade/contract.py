"""What passes between the coordinator and a worker: one submission in, one result out, as JSON.

A worker needs nothing else: no gradebook, no folder of the course.
"""

import base64
import json
from dataclasses import asdict, dataclass, field
from typing import Self

from helpers.checks.contract import State

GRADED, FAILED = "graded", "could not be graded"
# States of a check as tables and reports tell them, beside those of `State`.
FOLLOW_THROUGH, IN_PART = "follow-through", "in part"


@dataclass(frozen=True)
class Limits:
    """What the code of one submission may use.

    Own time is time that passes less the time spent waiting for a core, so that a busy machine
    fails nobody.
    """

    cell_seconds: float = 30.0  # own time
    check_seconds: float = 20.0  # own time of all probes of a check
    submission_seconds: float = 300.0  # own time of everything
    wall_seconds: float = 1800.0  # that pass, for everything, whatever the machine does
    memory: int = 2 << 30  # bytes of all its processes together
    processes: int = 64
    file_bytes: int = 32 << 20  # of one file
    scratch_bytes: int = 256 << 20  # of all files
    cell_output: int = 1 << 20  # bytes that are kept of one cell
    output: int = 8 << 20  # bytes that are kept of all cells
    restarts: int = 8  # of a submission whose process ended, without the cell that did it


@dataclass(frozen=True)
class Check:
    """A check cell of ours, read off the cell that was released, not the one that came back."""

    grade_id: str
    tutorial: str  # with `exercise`, a name for `helpers.exercises.find`
    exercise: str
    target: str  # the name of the student's object, an identifier
    points: float  # the most that it gives, as in the gradebook


@dataclass(frozen=True)
class NotebookTask:
    """One notebook of a submission, sanitised: nbformat 4 as JSON, locked cells as released."""

    name: str
    text: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True)
class Task:
    """One submission."""

    student: str
    assignment: str
    notebooks: tuple[NotebookTask, ...]
    # relative path (with slashes) and content of what else lies beside them
    files: tuple[tuple[str, bytes], ...] = ()
    seed: int = 0  # of the fresh probes
    child_seed: int = 0  # of the global generators in the submission's process
    limits: Limits = Limits()
    figures: bool = False  # whether they are rendered
    sandbox: bool = True
    follow_through: bool = True  # whether what is right but for earlier answers has its points

    def to_json(self) -> str:
        data = asdict(self)
        data["files"] = [[p, base64.b64encode(c).decode("ascii")] for p, c in self.files]
        return json.dumps(data)

    @classmethod
    def from_json(cls, text: str) -> Self:
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
    """What became of a test cell."""

    grade_id: str
    state: State
    points: float | None  # None if unverified: nbgrader reads them off the outputs
    maximum: float
    misconception: str = ""  # name of the one that the answer behaves like, or ""
    reason: str = ""  # if unreached, why; otherwise what an instructor should know, or ""
    # names of earlier exercises that are not right; the answer is, but for what it calls of them
    follow_through: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: dict) -> Self:
        """Make one of what JSON made of it; that of an older version has fewer fields."""
        return cls(**{**data, "follow_through": tuple(data.get("follow_through", ()))})

    @property
    def told(self) -> str:
        """The state, or `FOLLOW_THROUGH`, or `IN_PART` for a wrong answer that has points."""
        if self.follow_through:
            return FOLLOW_THROUGH
        return IN_PART if self.state == State.WRONG and self.points else self.state


@dataclass(frozen=True)
class NotebookResult:
    """One notebook, run."""

    name: str
    text: str  # nbformat 4 as JSON, with outputs: those of our checks written by the worker
    checks: tuple[CheckResult, ...] = ()
    # what came up: cells that were stopped, an answer that is defined twice
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmissionResult:
    """What a worker hands back."""

    student: str
    assignment: str
    state: str  # `GRADED`, or `FAILED` when our side failed, or nothing could be begun
    reason: str = ""  # why it failed
    notebooks: tuple[NotebookResult, ...] = ()
    seconds: dict = field(default_factory=dict)  # of "start", "cells", "checks", "stop", "total"
    memory: int = 0  # peak bytes of the student's processes together
    sandbox: bool = True

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
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
