"""Write a result where nbgrader keeps results: the gradebook, and the autograded folder.

What ``nbgrader autograde`` does after running a notebook, in one transaction of the gradebook per
submission. The grader's own record of the submission goes in that transaction: until all is done
there is none. It may be repeated after a crash at any point, and does the same again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from nbgrader import utils
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from courseware.grade.contract import FAILED, SubmissionResult
from courseware.grade.course import release
from courseware.grade.course.course import Course
from courseware.grade.submission.folder import TIMESTAMP, timestamp_of
from courseware.grade.submission.notebook_file import Unreadable
from courseware.kit.nbgrader_cells import grade_id as grade_id_of
from courseware.kit.nbgrader_cells import marks
from courseware.kit.text import listed
from helpers.checks.contract import State

from . import autograded
from .preprocessors import Executed, late_penalty
from .records import forget

# Comments are shown as Markdown, and file names and errors in them are a student's words.
_LOOKALIKES = str.maketrans("<>&[]`\\", "‹›+()'/")


@dataclass
class Scores:
    """What the gradebook says of a submission once a result was applied."""

    score: float = 0.0  # with manual scores and extra credit, less the late penalty
    max_score: float = 0.0
    late_penalty: float = 0.0
    needs_manual_grade: bool = False
    # points that a person did not give, by ``notebook/grade id``
    automatic: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)


def apply(
    course: Course,
    assignment: release.Assignment,
    result: SubmissionResult,
    files: Iterable[tuple[str, bytes]] = (),
) -> Scores:
    """Write a result into the gradebook and the autograded folder.

    `files` are those of the `Task`, laid beside the notebooks. Raises `Unreadable` if the course's
    own settings fail on it (a preprocessor, the late penalty): then nothing was written; and
    `CoursewareError` if the gradebook or the folder cannot be written: to be tried again.
    """
    if result.state == FAILED:
        return apply_failed(course, assignment, result.student, result.reason, files)
    beside = dict(files)
    timestamp = timestamp_of(beside.get(TIMESTAMP, b""))
    executed = Executed(course, assignment, result)
    with autograded.staged(course, assignment.name, result.student) as stage:
        stage.write(executed.notebooks, beside)
        scores = course.in_one_transaction(
            lambda session: _save(session, course, assignment, result, executed, timestamp)
        )
        if executed.after:
            stage.write(executed.run_rest(), {})
        stage.put_in_place()
    scores.notes += executed.notes
    scores.notes += course.autograding.run_hook("post", assignment.name, result.student)
    return scores


def apply_failed(
    course: Course,
    assignment: release.Assignment,
    student: str,
    reason: str,
    files: Iterable[tuple[str, bytes]] = (),
) -> Scores:
    """Write that a submission could not be graded: no automatic score stands, old or new.

    Manual scores, extra credit and comments stay. The autograded folder goes, as nbgrader has it
    when grading fails, and the old pages of feedback go; an automatic comment says why.
    """
    try:
        timestamp = timestamp_of(dict(files).get(TIMESTAMP, b""))
    except Unreadable:
        timestamp = None

    def save(session):
        submission = _submission(session, course, assignment, student, timestamp)
        for name, rows in _rows_of(session, submission, assignment).items():
            rows.reset()
            cells = assignment.notebooks[name].cells
            first = next((cell for cell in cells if cell in rows.comments), None)
            if first is not None:
                rows.comments[first].auto_comment = plain(f"Could not be graded: {reason}")
        return _scores(session, submission, assignment, [])

    if course.knows_student(student) or course.autograding.converter.create_student:
        scores = course.in_one_transaction(save)
    else:
        scores = Scores(notes=[_not_created(student)])
    autograded.remove(course, assignment.name, student)
    scores.notes += autograded.remove_feedback(course, assignment, student)
    return scores


def is_applied(
    course: Course, assignment: release.Assignment, student: str, automatic: dict | None = None
) -> bool:
    """Tell whether there is a result for a submission: in the gradebook and as a folder.

    With `automatic` (see `Scores`), whether it is this one, and plain nbgrader wrote none over it.
    """
    folder = course.folder("autograded", student, assignment.name)
    if not any((folder / f"{name}.ipynb").is_file() for name in assignment.notebooks):
        return False

    def look(session):
        submission = _find(session, assignment.name, student)
        if submission is None or automatic is None:
            return submission is not None
        return _automatic(session, submission) == automatic

    return course.in_one_transaction(look)


def plain(text: str) -> str:
    """Return a text without markup: nothing in it can become a tag, a link or a picture.

    >>> plain("<b>[here](javascript:x)")
    '‹b›(here)(javascript:x)'
    """
    return text.translate(_LOOKALIKES)


# The gradebook.


def _save(session, course, assignment, result, executed, timestamp):
    submission = _submission(session, course, assignment, result.student, timestamp)
    penalty = late_penalty(course)
    notes = []
    checks = {n.name: {c.grade_id: c for c in n.checks} for n in result.notebooks}
    for name, rows in _rows_of(session, submission, assignment).items():
        rows.reset()
        if name not in executed.notebooks:
            rows.give_nothing()
            continue
        for cell in executed.notebooks[name].cells:
            _save_cell(cell, rows, assignment.notebooks[name], checks[name], notes)
        if penalty is not None and submission.total_seconds_late > 0:
            session.flush()
            rows.notebook.late_submission_penalty = penalty(
                result.student, rows.score(session), submission.total_seconds_late
            )
    return _scores(session, submission, assignment, notes)


def _submission(session, course, assignment, student, timestamp):
    """The row of a submission; made where it is missing, with all that nbgrader puts below it.

    The grader's record of it is deleted: it is of an older result.
    """
    forget(session, assignment.name, student)
    if session.get(Student, student) is None:
        if not course.autograding.converter.create_student:
            raise Unreadable(_not_created(student))
        session.add(Student(id=student))
    submission = _find(session, assignment.name, student)
    entry = session.scalars(select(Assignment).where(Assignment.name == assignment.name)).one()
    if submission is None:
        submission = SubmittedAssignment(assignment_id=entry.id, student_id=student)
        session.add(submission)
        session.flush()
    if timestamp is not None:
        submission.timestamp = timestamp
    there = session.scalars(
        select(SubmittedNotebook.notebook_id).where(
            SubmittedNotebook.assignment_id == submission.id
        )
    ).all()
    for notebook in session.scalars(
        select(Notebook).where(Notebook.assignment_id == entry.id, Notebook.id.not_in(there))
    ):
        made = SubmittedNotebook(notebook_id=notebook.id, assignment_id=submission.id)
        session.add(made)
        session.flush()
        for kind, cells in (
            (Grade, [*notebook.grade_cells, *notebook.task_cells]),
            (Comment, [*notebook.solution_cells, *notebook.task_cells]),
        ):
            session.add_all(kind(cell_id=cell.id, notebook_id=made.id) for cell in cells)
    session.flush()
    return submission


def _find(session, assignment, student):
    return session.scalars(
        select(SubmittedAssignment)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id == student)
    ).one_or_none()


def _rows_of(session, submission, assignment):
    found = session.execute(
        select(Notebook.name, SubmittedNotebook)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .where(SubmittedNotebook.assignment_id == submission.id)
        .order_by(Notebook.name)
    )
    return {name: _Rows(session, row) for name, row in found if name in assignment.notebooks}


class _Rows:
    """The rows of one submitted notebook, by grade id."""

    def __init__(self, session, notebook):
        self.notebook = notebook
        self.grades = self._of(session, Grade)
        self.comments = self._of(session, Comment)

    def _of(self, session, kind):
        found = session.execute(
            select(BaseCell.name, kind)
            .join(BaseCell, BaseCell.id == kind.cell_id)
            .where(kind.notebook_id == self.notebook.id)
        )
        return {name: row for name, row in found}

    def reset(self):
        """As if nothing had been graded automatically; what a person gave stays."""
        self.notebook.late_submission_penalty = None
        for grade in self.grades.values():
            grade.auto_score, grade.needs_manual_grade = None, True
        for comment in self.comments.values():
            comment.auto_comment = None

    def give_nothing(self):
        """As nbgrader does for a notebook that was not handed in."""
        for grade in self.grades.values():
            grade.auto_score, grade.needs_manual_grade = 0.0, False

    def score(self, session):
        return session.scalar(
            select(SubmittedNotebook.score).where(SubmittedNotebook.id == self.notebook.id)
        )


def _save_cell(cell, rows, released, checks, notes):
    """Grade and comment of one cell, by nbgrader's rules and, for checks of ours, the verdict."""
    grade_id = grade_id_of(cell)
    if utils.is_grade(cell) and grade_id in rows.grades:
        grade = rows.grades[grade_id]
        grade.auto_score, why = _points(cell, released, checks.get(grade_id))
        grade.needs_manual_grade = (
            bool(why) or grade.manual_score is not None or grade.auto_score is None
        )
        if why:
            notes.append(f"{released.name}.ipynb: {why}")
        said = why or _follow_through(checks.get(grade_id))
        exercise = rows.comments.get(released.exercise_of(grade_id))
        if said and exercise is not None:
            exercise.auto_comment = "\n\n".join(filter(None, [exercise.auto_comment, plain(said)]))
    if (utils.is_solution(cell) or utils.is_task(cell)) and grade_id in rows.comments:
        untouched = marks(cell).get("checksum") == utils.compute_checksum(cell)
        if untouched and not utils.is_task(cell):
            rows.comments[grade_id].auto_comment = "No response."


def _follow_through(check):
    """The comment on an answer that is right but for earlier ones."""
    if check is None or not check.follow_through:
        return ""
    no_points = "" if check.points else " This course gives no points for that."
    called = listed(check.follow_through)
    return f"Follow-through: right but for what it calls, {called}, which is not right.{no_points}"


def _points(cell, released, check):
    """Points of a cell (None: for a person to give), and what the instructor is to look at."""
    grade_id = grade_id_of(cell)
    try:
        by_nbgrader, _ = utils.determine_grade(cell)
    except (ValueError, KeyError, TypeError) as error:
        return None, f"Test {grade_id!r} shows points that nbgrader refuses ({error})."
    if check is None or check.state == State.UNVERIFIED:
        if grade_id in released.checks:
            return None, f"Check {grade_id!r} has no verdict. Grade again: --regrade"
        return by_nbgrader, ""
    if grade_id not in released.checks or check.points is None:
        return None, f"Check {grade_id!r} has a verdict that it cannot have. Grade again."
    if check.state == State.UNREACHED:
        return 0.0, f"Check {grade_id!r} was not reached, so it gives 0: {check.reason}"
    if by_nbgrader != check.points:
        return None, (
            f"Check {grade_id!r} gives {check.points:g} points, its outputs say {by_nbgrader}. "
            "Please report it."
        )
    return float(check.points), ""


def _scores(session, submission, assignment, notes):
    session.flush()
    score, penalty, by_hand = session.execute(
        select(
            SubmittedAssignment.score,
            SubmittedAssignment.late_submission_penalty,
            SubmittedAssignment.needs_manual_grade,
        ).where(SubmittedAssignment.id == submission.id)
    ).one()
    cells = [c for n in assignment.notebooks.values() for c in n.cells.values()]
    return Scores(
        float(score) - float(penalty),
        sum(cell.max_score for cell in cells),
        float(penalty),
        bool(by_hand),
        _automatic(session, submission),
        notes,
    )


def _automatic(session, submission):
    rows = session.execute(
        select(Notebook.name, BaseCell.name, Grade.auto_score)
        .join(SubmittedNotebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(SubmittedNotebook.assignment_id == submission.id)
    )
    return {f"{notebook}/{cell}": points for notebook, cell, points in rows}


def _not_created(student):
    return (
        f"The gradebook knows no student {student!r}, and Autograde.create_student is off. Add the "
        f"student: nbgrader db student add {student}"
    )
