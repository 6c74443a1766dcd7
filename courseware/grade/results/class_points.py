"""What the gradebook says of all submissions of an assignment, manual points included."""

from collections import defaultdict
from dataclasses import dataclass, field

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from courseware.grade.course import release
from courseware.grade.course.course import Course


@dataclass
class Points:
    """What the gradebook says of one submission; cells are keyed by ``notebook/grade id``."""

    cells: dict = field(default_factory=dict)  # None: nothing has been given yet
    extra_credit: float = 0.0
    late_penalty: float = 0.0
    # Flagged for a person: formgrader lists these under Manual Grading. They have no points yet; or
    # 0 only because the check was not reached; or a person graded them before the submission was
    # graded again, and is to look again. So they may have points: these stand, but only so far.
    waiting: set = field(default_factory=set)
    by_hand: set = field(default_factory=set)  # cells whose points a person gave

    @property
    def score(self) -> float:
        """Sum of what was given so far, less the late penalty."""
        given = sum(points for points in self.cells.values() if points is not None)
        return given + self.extra_credit - self.late_penalty

    @property
    def graded(self) -> dict[str, float]:
        """Points of the cells that are graded: not those that wait, unless a person gave some."""
        return {
            key: points
            for key, points in self.cells.items()
            if points is not None and (key not in self.waiting or key in self.by_hand)
        }

    @property
    def needs_manual_grade(self) -> bool:
        """Whether a person is still to grade something, or to look at it again."""
        return bool(self.waiting)


def of_all(course: Course, assignment: release.Assignment) -> dict[str, Points]:
    """Read the points of all submissions, by student; raises `CoursewareError` if that fails."""

    def look(session):
        penalties = session.execute(_penalties(assignment.name)).all()
        return penalties, session.execute(_cells(assignment.name)).all()

    penalties, cells = course.in_one_transaction(look)
    found = defaultdict(Points)
    for student, penalty in penalties:
        found[student].late_penalty += penalty or 0.0
    for student, notebook, cell, automatic, manual, extra, flagged in cells:
        points, key = found[student], f"{notebook}/{cell}"
        points.cells[key] = automatic if manual is None else manual
        points.extra_credit += extra or 0.0
        if flagged:
            points.waiting.add(key)
        if manual is not None:
            points.by_hand.add(key)
    return dict(found)


def _penalties(assignment):
    return (
        select(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    )


def _cells(assignment):
    return (
        select(
            SubmittedAssignment.student_id,
            Notebook.name,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(Assignment.name == assignment)
    )
