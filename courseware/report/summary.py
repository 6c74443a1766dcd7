"""What a report says, put together from the grader's records and the gradebook."""

import random
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from courseware.grade.contract import FOLLOW_THROUGH, GRADED, IN_PART
from courseware.grade.course.release import Assignment, Cell
from courseware.grade.results.class_points import Points
from courseware.grade.results.records import Record
from courseware.kit.text import one_line
from helpers.checks.contract import State

STATES = (
    State.RIGHT,
    FOLLOW_THROUGH,
    IN_PART,
    State.WRONG,
    State.UNFINISHED,
    State.UNREACHED,
    State.UNVERIFIED,
)
PHASES = {"start": "start", "cells": "cells", "checks": "checks", "stop": "end"}


@dataclass(frozen=True)
class Misconception:
    """A misconception that was met, and how many students met it."""

    name: str
    hint: str  # "" where it is no longer among the answers
    students: int


@dataclass(frozen=True)
class ExerciseSummary:
    """A cell that gives points."""

    key: str  # notebook/grade id
    number: str  # of the declared exercise, or of the heading above a question; otherwise ""
    title: str  # likewise; otherwise the grade id
    maximum: float
    by_hand: bool
    points: tuple[float, ...] = ()  # of those graded so far; none while only blank answers are
    states: Counter = field(default_factory=Counter)  # how many by `CheckResult.told`
    misconceptions: tuple[Misconception, ...] = ()  # the commonest first
    waiting: int = 0  # how many a person is still to grade, or to look at again

    @property
    def name(self) -> str:
        """Number and title."""
        if not self.number:
            return self.title
        return f"{self.number}{' ' if self.number[0].isdigit() else ': '}{self.title}"

    @property
    def mean(self) -> float | None:
        """Mean points, or None."""
        return statistics.fmean(self.points) if self.points else None

    @property
    def unexplained(self) -> int:
        """How many wrong answers are of no known misconception."""
        wrong = self.states[State.WRONG] + self.states[IN_PART]
        return wrong - sum(m.students for m in self.misconceptions)


@dataclass(frozen=True)
class SubmissionRow:
    """One student's row."""

    student: str  # or what stands for the student
    cells: tuple[tuple[float | None, str], ...]  # points and state, by exercise; None: ungraded
    score: float  # with points given by hand so far, less the late penalty
    late_penalty: float
    waiting: bool  # whether a person is still to grade something
    seconds: dict[str, float]
    sandbox: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ClassReport:
    """A whole report."""

    assignment: str
    maximum: float
    exercises: tuple[ExerciseSummary, ...]
    submissions: tuple[SubmissionRow, ...]  # those that were graded
    failed: tuple[tuple[str, str], ...] = ()  # student and reason, where grading failed
    problems: tuple[str, ...] = ()  # what was skipped
    missing: tuple[str, ...] = ()  # records that cannot be read or are gone
    ungraded: int = 0  # submissions that no run has come to yet
    anonymous: bool = False

    @property
    def scores(self) -> list[float]:
        """Total points, by submission."""
        return [submission.score for submission in self.submissions]

    @property
    def states(self) -> list[str]:
        """States that were met, in their order."""
        return [state for state in STATES if any(e.states[state] for e in self.exercises)]

    @property
    def checked(self) -> list[ExerciseSummary]:
        """Exercises that have checks or tests."""
        return [exercise for exercise in self.exercises if exercise.states.total()]

    @property
    def unprotected(self) -> list[str]:
        """Students whose code ran without a sandbox."""
        return [s.student for s in self.submissions if not s.sandbox]

    @property
    def waiting(self) -> int:
        """How many submissions a person is still to grade."""
        return sum(submission.waiting for submission in self.submissions)


def summarise(
    assignment: Assignment,
    records: Sequence[Record],
    points: Mapping[str, Points],
    *,
    problems: Iterable[str] = (),
    missing: Iterable[str] = (),
    ungraded: int = 0,
    titles: Mapping[str, str] | None = None,
) -> ClassReport:
    """Put a report together; points are by student. For the rest see `ClassReport`.

    `titles` are of questions that a person grades, by ``notebook/grade id``.
    """
    graded = [r for r in records if r.state == GRADED and r.student in points]
    failed = tuple((one_line(r.student), one_line(r.reason)) for r in records if r.state != GRADED)
    columns = [
        (notebook, cell)
        for notebook in assignment.notebooks.values()
        for cell in notebook.cells.values()
        if cell.grade or cell.task
    ]
    checks = {r.student: _checks(r) for r in graded}
    exercises = tuple(
        _exercise(notebook, cell, [(checks[r.student], points[r.student]) for r in graded], titles)
        for notebook, cell in columns
    )
    rows = tuple(_row(r, exercises, checks[r.student], points[r.student]) for r in graded)
    maximum = sum(exercise.maximum for exercise in exercises)
    problems, missing = tuple(map(one_line, problems)), tuple(map(one_line, missing))
    return ClassReport(
        assignment.name, maximum, exercises, rows, failed, problems, missing, ungraded
    )


def anonymous(report: ClassReport, seed: int | None = None) -> ClassReport:
    """Return a report in which students are numbers, in an order that tells nothing.

    Notes, and sentences on files, are left out: they may hold what students wrote.
    """
    order = random.Random(seed).sample(report.submissions, len(report.submissions))
    rows = [replace(s, student=f"Student {k}", notes=()) for k, s in enumerate(order, 1)]
    failed = [
        (f"Student {k}", _without(student, reason))
        for k, (student, reason) in enumerate(report.failed, len(rows) + 1)
    ]
    return replace(
        report,
        submissions=tuple(rows),
        failed=tuple(failed),
        problems=_number("Folders that were skipped", report.problems),
        missing=_number("Records that are missing or cannot be read", report.missing),
        anonymous=True,
    )


def wait(submissions: int) -> str:
    """Return the verb that agrees with a number of submissions.

    >>> wait(1), wait(2)
    ('waits', 'wait')
    """
    return "waits" if submissions == 1 else "wait"


def by_hand(cell: Cell) -> bool:
    """Return whether a person grades a cell."""
    return cell.task or (cell.grade and cell.solution)


def _number(what, sentences):
    return (f"{what}: {len(sentences)}.",) if sentences else ()


def _without(student, text):
    return re.sub(rf"(?<!\w){re.escape(student)}(?!\w)", "…", text)


def _checks(record):
    return {
        f"{notebook}/{check.grade_id}": check
        for notebook, checks in record.checks.items()
        for check in checks
    }


def _exercise(notebook, cell, students, titles):
    key = f"{notebook.name}/{cell.name}"
    check = notebook.checks.get(cell.name)
    number, title, hints = _declared(check, cell.name)
    if by_hand(cell):
        number, title = _asked((titles or {}).get(key), cell.name)
    found = [checks[key] for checks, _ in students if key in checks]
    waiting = sum(key in points.waiting for _, points in students)
    given = [points.graded[key] for _, points in students if key in points.graded]
    if by_hand(cell) and waiting and not any(key in points.by_hand for _, points in students):
        given = []  # the blank answers, to which nbgrader gives 0: no mean of the others
    met = Counter(c.misconception for c in found if c.misconception)
    return ExerciseSummary(
        key,
        number,
        title,
        cell.max_score,
        by_hand=by_hand(cell),
        points=tuple(map(float, given)),
        states=Counter(c.told for c in found if c.told in STATES),
        misconceptions=tuple(
            Misconception(name, hints.get(name, ""), n) for name, n in met.most_common()
        ),
        waiting=waiting,
    )


def _declared(check, grade_id):
    """Number and title of an exercise, and the hints of its misconceptions."""
    if check is None:
        return "", grade_id, {}
    from helpers import answers, exercises

    try:
        exercise = exercises.find(check.tutorial, check.exercise)
        known = answers.find(check.tutorial, check.exercise).misconceptions
    except (LookupError, ImportError):
        return "", grade_id, {}
    return exercise.number, exercise.title, {m.name: m.hint for m in known}


def _asked(heading, grade_id):
    """Number and title of a question that a person grades.

    >>> _asked("Think! 3: Why?", "think"), _asked("Why?", "think"), _asked(None, "think")
    (('Think! 3', 'Why?'), ('', 'Why?'), ('', 'think (graded by hand)'))
    """
    if not heading:
        return "", f"{grade_id} (graded by hand)"
    number, colon, title = one_line(heading).partition(": ")
    return (number, title) if colon and len(number) <= 12 else ("", one_line(heading))


def _row(record, exercises, checks, points):
    cells = tuple(
        (points.cells.get(e.key), checks[e.key].told if e.key in checks else "") for e in exercises
    )
    return SubmissionRow(
        one_line(record.student),
        cells,
        points.score,
        points.late_penalty,
        points.needs_manual_grade,
        {k: float(v) for k, v in record.seconds.items() if isinstance(v, int | float)},
        record.sandbox,
        tuple(map(one_line, record.notes)),
    )
