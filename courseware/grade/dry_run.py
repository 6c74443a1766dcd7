"""``courseware grade --dry-run``: what would be graded, and what cannot be. It touches nothing."""

from collections.abc import Iterable, Iterator

from courseware.errors import CoursewareError
from courseware.grade.course import release
from courseware.grade.course.course import Course
from courseware.kit.text import one_line

from .contract import GRADED
from .coordinator import is_current, reason_of
from .grader_version import grader_version
from .results.records import Records
from .submission import restore


def preview(
    course: Course,
    assignment: release.Assignment,
    records: Records,
    students: Iterable[str],
    regrade: bool = False,
) -> Iterator[tuple[str, bool]]:
    """Look at submissions: yields a line for each, and whether it can be graded."""
    for student in students:
        try:
            _, notes, digest = restore.make_task(course, assignment, student)
        except CoursewareError:
            raise
        except Exception as why:
            yield one_line(f"{student}: cannot be graded: {reason_of('prepared', why)}"), False
            continue
        what = _what(course, assignment, records, student, digest, regrade)
        yield one_line(" ".join([f"{student}: {what}.", *notes])), True


def _what(course, assignment, records, student, digest, regrade):
    record = records.read(student)
    if record is None:
        return "would be graded"
    if record.state != GRADED:
        return "could not be graded the last time; would be tried again"
    if record.version != grader_version():
        return "was graded by another version; would be graded again"
    if record.digest != digest:
        return "has changed; would be graded again"
    if not is_current(course, assignment, record, digest):
        return "its result is gone, or was written over; would be graded again"
    return "would be graded again" if regrade else "is unchanged; would be left alone"
