"""The coordinator: which submissions are to be graded, and what becomes of the results.

For each submission, in this order: what a stopped run left in the journal is applied; what has not
changed is left alone; the rest goes to the pool. A result goes into the journal, then into the
gradebook and the autograded folder, then into the record; only then is the journal's entry gone.
"""

import errno
import time
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from courseware.errors import CoursewareError
from courseware.kit.text import few, printable

from .contract import FAILED, GRADED, Result, Task
from .results import gradebook
from .results.records import Record
from .submission import folder, restore
from .worker.pool import NoWorkers

# What was done about a submission.
NEW, FINISHED, UNCHANGED = "graded", "finished", "unchanged"
TICK = 1.0  # seconds between two calls that tell that time goes by
QUEUED = 2  # submissions in memory, for each worker
FAILURES = 3  # results in a row that cannot be applied
_OF_ALL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class CannotGoOn(CoursewareError):
    """Nothing more can be graded in this run; the message says why, and how to go on."""


@dataclass(frozen=True)
class Outcome:
    """What became of a submission in this run.

    Attributes
    ----------
    record : Record
    did : str
        `NEW`, `FINISHED` (a stopped run had graded it) or `UNCHANGED`.
    """

    record: Record
    did: str

    @property
    def failed(self):
        return self.record.state != GRADED


@dataclass(frozen=True)
class _Graded:
    """A submission on its way through the pool."""

    task: Task
    record: Record


class Run:
    """Grades submissions of one assignment.

    Parameters
    ----------
    course : courseware.grade.course.course.Course
    assignment : courseware.grade.course.release.Assignment
    records : Records
    pool : Pool
    figures, sandbox : bool
        See `Task`.
    limits : Limits, optional
    hold : callable, optional
        Makes a context within which nothing may interrupt.

    Attributes
    ----------
    outcomes : dict of str to Outcome
        By student, so far.
    """

    def __init__(
        self,
        course,
        assignment,
        records,
        pool,
        *,
        figures=False,
        sandbox=True,
        limits=None,
        hold=nullcontext,
    ):
        self.course, self.assignment, self.records, self.pool = course, assignment, records, pool
        self._wish = {"figures": figures, "sandbox": sandbox, "limits": limits}
        self.figures, self.sandbox = figures, sandbox
        self.outcomes = {}
        self._hold = hold
        self._failures = 0

    def go(
        self,
        students,
        again=lambda record: False,
        count=lambda failed: None,
        tick=lambda: None,
    ):
        """Grade what is to be graded.

        Parameters
        ----------
        students : list of str
        again : callable
            Whether a submission is graded again although it did not change, by its `Record`.
        count : callable
            Told of each submission that is done whether it failed.
        tick : callable
            Called every now and then, also while nothing gets done.

        Raises
        ------
        CannotGoOn
            If the pool has no workers, or results cannot be kept.
        """
        self._count = count
        coming, flying = iter(students), {}
        more = True
        while more or flying:
            while more and len(flying) < QUEUED * self.pool.jobs:
                student = next(coming, None)
                if more := student is not None:
                    graded = self._begin(student, again)
                    if graded is not None:
                        flying[self.pool.submit(graded.task)] = graded
            for future in wait(flying, TICK, FIRST_COMPLETED).done:
                self._keep(flying.pop(future), _result_of(future))
            tick()

    # Before.

    def _begin(self, student, again):
        """What is to go to the pool, or None when the submission is done."""
        began = time.perf_counter()
        try:
            handed_in = folder.read(self.course, self.assignment, student)
        except CoursewareError:
            raise
        except Exception as why:
            return self._refuse(student, _reason("read", why))
        record, did = self.records.read(student), UNCHANGED
        if pending := self._pending(student, handed_in.digest):
            record, did = self._apply(*pending, handed_in.files), FINISHED
            if record is None:
                return None
        if is_current(self.course, self.assignment, record, handed_in.digest) and not again(record):
            self._done(record, did)
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
            return self._refuse(student, _reason("prepared", why))
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

    def _pending(self, student, digest):
        """What a stopped run left of this very submission."""
        pending = self.records.read_pending(student)
        return pending if pending and pending[0].digest == digest else None

    def _refuse(self, student, reason):
        """Take note that a submission cannot even be run."""
        name = self.assignment.name
        task = Task(student, name, (), figures=self.figures, sandbox=self.sandbox)
        record = Record(student, name, FAILED, started=_now())
        result = Result(student, name, FAILED, reason, sandbox=self.sandbox)
        self._keep(_Graded(task, record), result)

    # After.

    def _keep(self, graded, result):
        """Journal, gradebook and folder, record: in this order."""
        before = graded.record
        record = Record.of(
            result,
            notes=before.notes,
            figures=graded.task.figures,
            seed=graded.task.seed,
            digest=before.digest,
            started=before.started,
            version=folder.grader_version(),
        )
        record = replace(record, seconds=before.seconds | record.seconds)
        with self._hold():
            self._to_be_tried_again(self.records.write_pending, record, result)
            record = self._apply(record, result, graded.task.files)
            if record is not None:
                self._done(record, NEW)

    def _apply(self, record, result, files):
        """Apply what is in the journal; the record as it was written, or None if it cannot be."""
        began = time.perf_counter()
        with self._hold():
            try:
                try:
                    scores = gradebook.apply(self.course, self.assignment, result, files)
                except CoursewareError:
                    raise
                except Exception as why:
                    reason = _reason("written down", why)
                    record = replace(record, state=FAILED, reason=reason)
                    scores = gradebook.apply_failed(
                        self.course, self.assignment, result.student, reason, files
                    )
            except CoursewareError as error:
                self._not_applied(record, error)
                return None
            self._failures = 0
            found = asdict(scores)
            record = replace(
                record,
                notes=few((*record.notes, *found.pop("notes"))),
                scores=found,
                seconds=record.seconds | {"apply": round(time.perf_counter() - began, 4)},
                finished=_now(),
            )
            self._to_be_tried_again(self.records.write, record)
        return record

    def _not_applied(self, record, error):
        """The result stays in the journal. Goes on, unless the others would fare the same."""
        self._failures += 1
        reason = f"It was graded, but the result could not be kept: {error}"
        self._done(replace(record, state=FAILED, reason=reason), NEW)
        cause = error.__cause__
        for_all = isinstance(cause, OSError) and cause.errno in _OF_ALL
        if for_all or self._failures >= FAILURES:
            raise CannotGoOn(_go_on(error)) from error

    def _to_be_tried_again(self, write, *what):
        try:
            write(*what)
        except CoursewareError as error:
            raise CannotGoOn(_go_on(error)) from error

    def _done(self, record, did):
        outcome = self.outcomes[record.student] = Outcome(record, did)
        self._count(outcome.failed)


def is_current(course, assignment, record, digest):
    """Whether a submission was graded as it is now, and the result is still there."""
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


def _reason(done, why):
    """Why a submission could not be graded; what nobody foresaw must not stop the others."""
    if isinstance(why, folder.Unreadable):
        return str(why)
    return (
        f"It could not be {done}: {type(why).__name__}: {printable(str(why))[:200]}. This is a "
        "fault of the grader, if not of the course's own settings. Be careful with what was handed "
        "in: it may have been made to cause this."
    )


def _go_on(error):
    said = str(error)
    return said if "same command" in said else f"{said} Then run the same command again."


def _now():
    return datetime.now(UTC).isoformat(timespec="milliseconds")
