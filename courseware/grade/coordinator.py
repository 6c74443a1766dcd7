"""The coordinator: which submissions are to be graded, and what becomes of the results.

What has not changed since it was graded is left alone; the rest goes to the pool. Of a result,
first the points are written, then the autograded folder; last, by itself, the record. A submission
that has none, because a run was killed in between, say, is graded by the next run: it is asked the
same questions again.
"""

import errno
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from courseware.errors import CoursewareError
from courseware.grade.course import release
from courseware.grade.course.course import Course
from courseware.kit.text import few, printable

from .contract import FAILED, GRADED, Limits, SubmissionResult, Task
from .grader_version import grader_version
from .results import autograded, gradebook
from .results.records import Record, Records
from .submission import folder, restore
from .worker.pool import NoWorkers, Pool

# What was done about a submission.
NEW, UNCHANGED = "graded", "unchanged"
TICK = 1.0  # seconds between two calls that tell that time goes by
QUEUED = 2  # submissions in memory, for each worker
FAILURES = 3  # results in a row that cannot be applied
_OF_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class CannotGoOn(CoursewareError):
    """Nothing more can be graded in this run; the message says why, and how to go on."""


@dataclass(frozen=True)
class Outcome:
    """What became of a submission in this run."""

    record: Record
    did: str  # `NEW` or `UNCHANGED`

    @property
    def failed(self) -> bool:
        """Whether it could not be graded."""
        return self.record.state != GRADED


@dataclass(frozen=True)
class _Graded:
    """A submission on its way through the pool."""

    task: Task
    record: Record


class GradingRun:
    """Grades submissions of one assignment; `hold` makes a context that nothing may interrupt."""

    def __init__(
        self,
        course: Course,
        assignment: release.Assignment,
        records: Records,
        pool: Pool,
        *,
        figures: bool = False,
        sandbox: bool = True,
        limits: Limits | None = None,
        hold: Callable[[], AbstractContextManager] = nullcontext,
    ) -> None:
        self.course, self.assignment, self.records, self.pool = course, assignment, records, pool
        self._wish: dict[str, Any] = {"figures": figures, "sandbox": sandbox, "limits": limits}
        self.figures, self.sandbox = figures, sandbox
        self.outcomes: dict[str, Outcome] = {}
        self._hold = hold
        self._failures = 0

    def go(
        self,
        students: Iterable[str],
        regrade: bool = False,
        count: Callable[[bool], object] = lambda failed: None,
        tick: Callable[[], object] = lambda: None,
    ) -> None:
        """Grade what is new or has changed; with `regrade`, everything.

        `count` is told of each submission that is done whether it failed; `tick` is called every
        now and then. Raises `CannotGoOn` if the pool has no workers or results cannot be kept,
        `CoursewareError` if the records cannot be made.
        """
        self._count = count
        with self._hold():
            self.records.create()
            self._wish["secret"] = self.records.secret()
        coming, flying = iter(students), {}
        more = True
        while more or flying:
            while more and len(flying) < QUEUED * self.pool.jobs:
                student = next(coming, None)
                if more := student is not None:
                    graded = self._begin(student, regrade)
                    if graded is not None:
                        flying[self.pool.submit(graded.task)] = graded
            for future in wait(flying, TICK, FIRST_COMPLETED).done:
                self._keep(flying.pop(future), _result_of(future))
            tick()

    # Before.

    def _begin(self, student, regrade):
        """What is to go to the pool, or None when the submission is done."""
        began = time.perf_counter()
        try:
            handed_in = folder.read(self.course, self.assignment, student)
        except CoursewareError:
            raise
        except Exception as why:
            return self._refuse(student, reason_of("read", why))
        record = None if regrade else self.records.read(student)
        if is_current(self.course, self.assignment, record, handed_in.digest):
            autograded.clear(self.course, self.assignment.name, student)
            self._done(record, UNCHANGED)
            return None
        said = self.course.autograding.run_hook("pre", self.assignment.name, student)
        if self.course.autograding.converter.pre_convert_hook is not None:
            handed_in = None  # it may have changed
        try:
            task, notes, digest = restore.make_task(
                self.course, self.assignment, student, **self._wish, handed_in=handed_in
            )
        except CoursewareError:
            raise
        except Exception as why:
            return self._refuse(student, reason_of("prepared", why))
        record = Record(
            student,
            self.assignment.name,
            GRADED,
            notes=(*said, *notes),
            digest=digest,
            started=_now(),
            seconds={"prepare": round(time.perf_counter() - began, 4)},
        )
        return _Graded(task, record)

    def _refuse(self, student, reason):
        """Take note that a submission cannot even be run."""
        name = self.assignment.name
        task = Task(student, name, (), figures=self.figures, sandbox=self.sandbox)
        record = Record(student, name, FAILED, started=_now())
        result = SubmissionResult(student, name, FAILED, reason, sandbox=self.sandbox)
        self._keep(_Graded(task, record), result)

    # After.

    def _keep(self, graded, result):
        """Write a result down; goes on if that fails, unless the others would fare the same."""
        record = self._record_of(graded, result)
        with self._hold():
            try:
                record = self._write(record, result, graded.task.files)
            except CoursewareError as error:
                self._not_kept(record, error)
            else:
                self._failures = 0
                self._done(record, NEW)

    def _record_of(self, graded, result):
        before = graded.record
        record = Record.of(
            result,
            notes=before.notes,
            figures=graded.task.figures,
            seed=graded.task.seed,
            digest=before.digest,
            started=before.started,
            version=grader_version(),
        )
        return replace(record, seconds=before.seconds | record.seconds)

    def _write(self, record, result, files):
        """Points and folder, then the record: in this order. The record as it was written."""
        began = time.perf_counter()
        try:
            scores = gradebook.apply(self.course, self.assignment, result, files)
        except CoursewareError:
            raise
        except Exception as why:
            record = replace(record, state=FAILED, reason=reason_of("written down", why))
            scores = gradebook.apply_failed(
                self.course, self.assignment, record.student, record.reason, files
            )
        found = asdict(scores)
        record = replace(
            record,
            notes=few((*record.notes, *found.pop("notes"))),
            scores=found,
            seconds=record.seconds | {"apply": round(time.perf_counter() - began, 4)},
            finished=_now(),
        )
        self.records.write(record)
        return record

    def _not_kept(self, record, error):
        self._failures += 1
        reason = f"It was graded, but the result could not be kept: {error}"
        self._done(replace(record, state=FAILED, reason=reason), NEW)
        cause = error.__cause__
        for_all = isinstance(cause, OSError) and cause.errno in _OF_ALL
        if for_all or self._failures >= FAILURES:
            raise CannotGoOn(str(error)) from error

    def _done(self, record, did):
        outcome = self.outcomes[record.student] = Outcome(record, did)
        self._count(outcome.failed)


def is_current(
    course: Course, assignment: release.Assignment, record: Record | None, digest: str
) -> bool:
    """Tell whether a submission was graded as it is now, and the result is still there."""
    return (
        record is not None
        and record.state == GRADED
        and record.digest == digest
        and gradebook.is_applied(course, assignment, record.student, record.scores.get("automatic"))
    )


def _result_of(future):
    try:
        return future.result()
    except NoWorkers as error:
        raise CannotGoOn(f"No process that grades can be started. {error}") from None


def reason_of(done: str, why: Exception) -> str:
    """Say why a submission could not be graded; what nobody foresaw must not stop the others."""
    if isinstance(why, folder.Unreadable):
        return str(why)
    return (
        f"It could not be {done}: {type(why).__name__}: {printable(str(why))[:200]}. This is a "
        "fault of the grader, if not of the course's own settings. Be careful with what was handed "
        "in: it may have been made to cause this."
    )


def _now():
    return datetime.now(UTC).isoformat(timespec="milliseconds")
