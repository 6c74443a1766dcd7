"""The grader's own records: what became of each submission, in tables of the gradebook's database.

The tables have no ties to nbgrader's. A submission's record is deleted in the transaction that
writes its points, and written anew, by itself, when all else is done: so what a killed run left
half done has no record, and is graded again.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseware.errors import CoursewareError, not_written
from courseware.grade.contract import FAILED, CheckResult, SubmissionResult
from courseware.grade.course.course import Course
from courseware.kit.text import few

FOLDER = ".courseware"
VERSION = 1  # of the tables
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)  # of `from_json`
NAMELESS = ("", "default_course")  # what nbgrader calls a course that was given no name

_METADATA = MetaData()
_GRADER = Table(  # one row
    "courseware",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("secret", String(64), nullable=False),
)
_RECORDS = Table(
    "courseware_record",
    _METADATA,
    Column("course_id", String(128), primary_key=True),
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("record", Text, nullable=False),
)


@dataclass(frozen=True)
class Record:
    """What became of one submission; for most of it see `SubmissionResult` and `Submission`."""

    student: str
    assignment: str
    state: str
    reason: str = ""
    checks: dict[str, tuple[CheckResult, ...]] = field(default_factory=dict)  # by notebook
    notes: tuple[str, ...] = ()
    # `gradebook.Scores`, as they went into the gradebook
    scores: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    memory: int = 0
    sandbox: bool = True
    figures: bool = False
    seed: int = 0  # of the fresh probes
    digest: str = ""
    started: str = ""  # ISO 8601, UTC, as `finished`
    finished: str = ""
    version: str = ""  # the grader's

    @classmethod
    def of(cls, result: SubmissionResult, **more: Any) -> Self:
        """Make the record of a result, with what else is known of it."""
        checks = {notebook.name: notebook.checks for notebook in result.notebooks}
        notes = [f"{n.name}.ipynb: {note}" for n in result.notebooks for note in n.notes]
        return cls(
            result.student,
            result.assignment,
            result.state,
            result.reason,
            checks,
            few((*more.pop("notes", ()), *notes)),
            seconds=result.seconds,
            memory=result.memory,
            sandbox=result.sandbox,
            **more,
        )

    def to_json(self) -> str:
        """Write the record as JSON, in ASCII."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; raises one of `UNREADABLE` if it is something else."""
        known = {f.name for f in fields(cls)}
        data = {name: value for name, value in json.loads(text).items() if name in known}
        data["checks"] = {
            name: tuple(map(CheckResult.of, checks)) for name, checks in data["checks"].items()
        }
        data["notes"] = tuple(data["notes"])
        record = cls(**data)
        for name in ("student", "assignment", "state", "reason", "digest", "version"):
            if not isinstance(getattr(record, name), str):
                raise ValueError(f"{name} is not a text")
        return record


class Records:
    """The records of one assignment.

    Reading makes nothing: a gradebook without our tables has no records. `problems` are sentences
    on records that could not be read, and count as absent. Raises `CoursewareError` if the
    gradebook cannot be read, or the assignment of this name in it is another course's.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self.assignment = assignment
        self.problems: list[str] = []
        self._course = course
        self._course_id = course.in_one_transaction(self._find_course_id)

    def create(self) -> None:
        """Make our tables, and the course's secret, where they are missing.

        Raises `CoursewareError` if they cannot be made, or are those of a newer version.
        """

        def make(session: Session) -> None:
            _METADATA.create_all(session.connection())
            if not self._are_there(session):
                row = {"id": 1, "version": VERSION, "secret": secrets.token_hex(32)}
                # Another run, on another machine, may have been quicker.
                with contextlib.suppress(IntegrityError), session.begin_nested():
                    session.execute(insert(_GRADER).values(row))

        self._course.in_one_transaction(make)

    def secret(self) -> bytes:
        """Return the course's secret, which `create` made: see `seeds`."""
        text = self._course.in_one_transaction(lambda s: s.scalar(select(_GRADER.c.secret)))
        return bytes.fromhex(text)

    def read(self, student: str) -> Record | None:
        """Read a submission's record; None without one, or if nbgrader has lost the submission."""
        return next(iter(self._read(_RECORDS.c.student == student)), None)

    def read_all(self) -> list[Record]:
        """Read the records of all submissions in the gradebook, sorted by student."""
        return sorted(self._read(), key=lambda record: record.student)

    def write(self, record: Record) -> None:
        """Write a record in the place of an older one; raises `CoursewareError` if that fails."""
        row = {"course_id": self._course_id, "assignment": self.assignment}
        row |= {"student": record.student, "record": record.to_json()}

        def save(session: Session) -> None:
            forget(session, self.assignment, record.student)
            session.execute(insert(_RECORDS).values(row))

        self._course.in_one_transaction(save)

    def _read(self, *conditions: Any) -> list[Record]:
        def look(session: Session) -> Sequence:
            return session.execute(query).all() if self._are_there(session) else []

        query = _of_submissions().where(
            _RECORDS.c.course_id == self._course_id,
            _RECORDS.c.assignment == self.assignment,
            *conditions,
        )
        found = (self._record(*row) for row in self._course.in_one_transaction(look))
        return [record for record in found if record is not None]

    def _record(self, student: str, text: str) -> Record | None:
        try:
            record = Record.from_json(text)
            if (record.student, record.assignment) != (student, self.assignment):
                raise ValueError("it is another submission's")
            return record
        except UNREADABLE as error:
            self.problems.append(
                f"The record of {student} in {self._course.shown_db_url} cannot be read "
                f"({error}); taken as absent."
            )
            return None

    def _are_there(self, session: Session) -> bool:
        """Whether our tables are in the database, ready to be used."""
        if not _has_tables(session):
            return False
        version = session.scalar(select(_GRADER.c.version))
        if version is not None and version > VERSION:
            raise CoursewareError(
                f"The records in {self._course.shown_db_url} were made by a newer version of "
                "courseware. Install that version; then run the same command again."
            )
        return version is not None

    def _find_course_id(self, session: Session) -> str:
        """The course that the assignment is of, as the gradebook has it; "" if it has no name."""
        name = self.assignment
        theirs = session.scalar(select(Assignment.course_id).where(Assignment.name == name)) or ""
        ours = self._course.coursedir.course_id
        if theirs not in (ours, *NAMELESS):
            raise CoursewareError(
                f"The assignment {name} in the gradebook {self._course.shown_db_url} is of the "
                f"course {theirs!r}, and this one is {ours!r}. Each course needs a database of "
                "its own: name it by --db-url, or by CourseDirectory.db_url in nbgrader_config.py. "
                f"If this is {theirs!r}, say so there by CourseDirectory.course_id."
            )
        return "" if theirs in NAMELESS else theirs


def forget(session: Session, assignment: str, student: str) -> None:
    """Delete a submission's record, if there is one, within a transaction."""
    if _has_tables(session):
        mine = (_RECORDS.c.assignment == assignment) & (_RECORDS.c.student == student)
        # Of whatever course: an assignment's name is there only once in a database.
        session.execute(delete(_RECORDS).where(mine))


def reasons(session: Session) -> dict[tuple[str, str], str] | None:
    """Say why submissions could not be graded, by assignment and student; "" for those that were.

    A submission that is not in it was not graded to the end. None if nothing was ever graded here
    by ``courseware grade``.
    """
    if not _has_tables(session):
        return None
    found = {}
    for _, text in session.execute(_of_submissions()):
        with contextlib.suppress(*UNREADABLE):
            record = Record.from_json(text)
            failed = record.state == FAILED
            found[record.assignment, record.student] = record.reason if failed else ""
    return found


def _has_tables(session: Session) -> bool:
    return inspect(session.connection()).has_table(_RECORDS.name)


def _of_submissions():
    """Student and record, where nbgrader still has the submission."""
    return (
        select(_RECORDS.c.student, _RECORDS.c.record)
        .join(Assignment, Assignment.name == _RECORDS.c.assignment)
        .join(
            SubmittedAssignment,
            (SubmittedAssignment.assignment_id == Assignment.id)
            & (SubmittedAssignment.student_id == _RECORDS.c.student),
        )
    )


@contextlib.contextmanager
def lock(root: str | Path) -> Iterator[None]:
    """Keep other runs out of a course's folder while this one lasts.

    The lock is this process's alone: it ends with it, however it ends, and children that outlive it
    do not hold it. Raises `CoursewareError` if another process holds it, or it cannot be made.
    """
    import fcntl  # not on top: Windows has none, and records can be read there

    path = Path(root) / FOLDER / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise CoursewareError(not_written(error.filename, error)) from None
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read(40).strip() or "unknown"
            raise CoursewareError(
                f"{root} is being graded already, by process {holder}. Wait until it is done, or "
                "end it; then run the same command again."
            ) from None
        with contextlib.suppress(OSError):  # a full disk: who holds it is a courtesy
            file.truncate(0)
            # Not through the file's buffer: what is left in it, closing would try to write again.
            os.pwrite(file.fileno(), f"{os.getpid()}\n".encode(), 0)
        yield
