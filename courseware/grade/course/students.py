"""Who handed something in for an assignment, and what looks as if it were meant for it."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from courseware.errors import UnknownName
from courseware.kit.text import listed, printable
from helpers.text import did_you_mean

if TYPE_CHECKING:
    from courseware.grade.results.class_points import Points

    from .course import Course


LONGEST_ID = 128  # characters, in nbgrader's gradebook
MOST_NOTES = 3  # of one kind, before they are one


def students(course: Course, assignment: str) -> list[str]:
    """List the students who handed something in, but for those who are excluded; sorted."""
    found = {student for student, _ in course.folders.listed("submitted", assignment=assignment)}
    return sorted(found - _excluded(course))


def only(course: Course, assignment: str, student: str) -> list[str]:
    """Return one student, as a list; raises `UnknownName` if nothing of this one can be graded."""
    if student in _excluded(course):
        raise UnknownName(
            f"{student!r} is not graded: CourseDirectory.student_id_exclude in this course's "
            "nbgrader_config.py excludes this student."
        )
    found = students(course, assignment)
    if student in found and problem_of(student) is None:
        return [student]
    if student in found:
        raise UnknownName(f"The submission of {student!r} is skipped: {problem_of(student)}")
    others = [shown for name, shown in _near(course, assignment) if name == student]
    guess = did_you_mean(student, found)
    guess = f" Did you mean {others[0]}? Rename it to {assignment}." if others else guess
    raise UnknownName(
        f"{student!r} has handed in nothing for {assignment}: there is no "
        f"{course.folder('submitted', student, assignment)}.{guess}"
    )


def lookalikes(course: Course, assignment: str) -> list[str]:
    """Tell of folders named nearly like this assignment, of students who handed in none."""
    return [
        f"{student}: nothing under {assignment}. Did you mean {shown}? Then rename it to "
        f"{assignment}."
        for student, shown in _near(course, assignment)
    ]


def vanished(course: Course, assignment: str, points: Mapping[str, Points]) -> list[str]:
    """Tell of students who have a score in the gradebook, but no submission any more."""
    there = {*students(course, assignment), *_excluded(course)}
    scored = [s for s, p in points.items() if any(c is not None for c in p.cells.values())]
    gone = sorted(set(scored) - there)
    if len(gone) > MOST_NOTES:
        places = _shown(course, course.folder("submitted", "STUDENT", assignment))
        return [
            f"{len(gone)} students were graded earlier, but their submissions ({places}) are no "
            f"longer there; their old scores stay in the gradebook: {listed(gone)}."
        ]
    return [
        f"{student}: graded earlier, but "
        f"{_shown(course, course.folder('submitted', student, assignment))} is no longer there; "
        "the old score stays in the gradebook."
        for student in gone
    ]


def is_there(course: Course, assignment: str, student: str) -> bool:
    """Tell whether there is anything in the place of this student's submission, folder or not."""
    return os.path.lexists(course.folder("submitted", student, assignment))


def problem_of(student: str) -> str | None:
    """Say why a folder's name cannot be a student's id; None if it can."""
    try:
        student.encode()
    except UnicodeEncodeError:
        return "its name is not UTF-8. Rename the folder."
    if not student.isprintable() or student != student.strip():
        return "its name has control characters, or spaces at its ends. Rename the folder."
    if len(student) > LONGEST_ID:
        return f"its name has more than {LONGEST_ID} characters. Rename the folder."
    return None


def _excluded(course):
    return set(course.coursedir.student_id_exclude.split(",")) - {""}


def _near(course, assignment):
    """Student and folder, as shown, where it is nearest to this assignment of all."""
    done = {*students(course, assignment), *_excluded(course)}
    known = {_plain(name): name for name in course.assignments()} | {_plain(assignment): assignment}
    found = {}
    for student, name in course.folders.listed("submitted"):
        if student in done or name in known.values() or problem_of(student):
            continue
        if known.get(_nearest(_plain(name), known)) == assignment:
            shown = _shown(course, course.folder("submitted", student, name))
            found.setdefault(student, shown)
    return sorted(found.items())


def _nearest(name, known):
    begins = sorted((other for other in known if name.startswith(other)), key=len, reverse=True)
    close = difflib.get_close_matches(name, known, n=1)
    return next(iter([*close, *begins]), None)


def _plain(name):
    return re.sub(r"[\W_]+", "-", name.casefold())


def _shown(course, path):
    inside = path.is_relative_to(course.root)
    return printable(path.relative_to(course.root).as_posix() if inside else str(path))
