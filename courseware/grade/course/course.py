"""An nbgrader course: what there is in its folders and in its gradebook."""

import functools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.apps import AutogradeApp
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from courseware.errors import CoursewareError, UnknownName
from helpers.text import did_you_mean

from . import configuration, database, release, students
from .configuration import CONFIGURATION, GRADEBOOK
from .database import NoGradebook, database_trouble
from .folders import Folders
from .students import problem_of

TRIES = 3  # each waits for a locked SQLite file as long as its driver does
_Found = TypeVar("_Found")


class Course:
    """An nbgrader course, configured as nbgrader itself configures it.

    Made by `open`; a context manager that closes the gradebook.
    """

    def __init__(self, app: AutogradeApp, url_given: bool = False) -> None:
        self._url_given = url_given
        self.coursedir = app.coursedir
        self.root = Path(self.coursedir.root)
        self.db_url = database.absolute(self.coursedir.db_url, self.root)
        self.autograding = configuration.Autograding(app, self.db_url)
        kept = self.autograding.converter.exclude_overwriting
        self.folders = Folders(self.coursedir, kept)

    @classmethod
    def open(cls, directory: str | Path, db_url: str | None = None) -> Self:
        """Find the course of a folder or of the nearest one above, and read its configuration.

        `db_url` is the gradebook's, instead of what is configured. Raises `CoursewareError` if
        there is no course, or its configuration cannot be read.
        """
        start = Path(directory).resolve()
        folder = configuration.course_folder(start)
        app = configuration.application(folder or start, db_url)
        elsewhere = Path(app.coursedir.root) != start  # by the user's or the system's settings
        if folder is None and not elsewhere and db_url is None:
            raise CoursewareError(
                f"There is no nbgrader course in {start} or above it ({CONFIGURATION} or "
                f"{GRADEBOOK}). Go to the course's folder, or name it: courseware -C FOLDER grade"
            )
        return cls(app, db_url is not None)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self) -> None:
        """Close the gradebook, if it was opened."""
        if "gradebook" in self.__dict__:
            self.gradebook.close()
            del self.gradebook

    @functools.cached_property
    def gradebook(self) -> Gradebook:
        """nbgrader's gradebook, opened once; raises `CoursewareError` if that cannot be done."""
        how_to_make = self._how_to_release("NAME")
        return database.opened(self.db_url, self.coursedir.course_id, how_to_make)

    @property
    def shown_db_url(self) -> str:
        """The gradebook's address without its password."""
        return database.shown(self.db_url)

    def assignment(self, name: str) -> release.Assignment:
        """Read a released assignment.

        Raises `UnknownName` if there is none of this name, `CoursewareError` if it was not released
        yet or the gradebook cannot be read.
        """
        folders = [self.folder("release", ".", name), self.folder("source", ".", name)]

        def read(session):
            try:
                return release.read(self.gradebook.find_assignment(name), folders)
            except MissingEntry:
                known = [assignment.name for assignment in self.gradebook.assignments]
                raise self._unknown(name, known) from None

        try:
            released = self.in_one_transaction(read)
        except NoGradebook:
            there = self.folders.assignments()
            if there and name not in there:
                raise self._unknown(name, []) from None
            raise NoGradebook(self._how_to_release(name)) from None
        if not released.notebooks:
            raise CoursewareError(
                f"The gradebook knows the assignment {name}, but no notebook of it. Release it: "
                f"nbgrader generate_assignment {name} --force"
            )
        return released

    def knows_student(self, student: str) -> bool:
        """Tell whether a student is in the gradebook."""
        return self.in_one_transaction(lambda session: session.get(Student, student) is not None)

    def known_cells(self) -> dict[str, set[str]]:
        """Return nbgrader's names of the cells of each released assignment."""
        return self.in_one_transaction(
            lambda session: {
                assignment.name: {c.name for n in assignment.notebooks for c in n.source_cells}
                for assignment in self.gradebook.assignments
            }
        )

    def assignments(self) -> list[str]:
        """Return the names of all assignments, released or not; sorted."""
        return sorted({*self.known_cells(), *self.folders.assignments()})

    def in_one_transaction(self, work: Callable[..., _Found]) -> _Found:
        """Do something with the gradebook's session, commit it, and return what it returned.

        `work` is called again if the database was locked. Raises `CoursewareError` if the database
        cannot be used; nothing was written.
        """
        session = self.gradebook.db
        for attempt in range(TRIES):
            try:
                found = work(session)
                session.commit()
                return found
            except OperationalError as error:
                session.rollback()
                if "locked" not in str(error.orig) or attempt == TRIES - 1:
                    raise CoursewareError(database_trouble(self.shown_db_url, error)) from None
                time.sleep(attempt + 1)
            except SQLAlchemyError as error:
                raise CoursewareError(database_trouble(self.shown_db_url, error)) from None
            finally:
                session.remove()  # rolls back what is not committed, and keeps nothing in memory
        raise AssertionError("unreachable")

    def _release(self, name):
        """The command that releases; without --force, nbgrader skips what is there already."""
        force = " --force" if self.folder("release", ".", name).exists() else ""
        return f"nbgrader generate_assignment {name}{force}"

    def _how_to_release(self, name):
        """What to say where there is no gradebook."""
        said = f"There is no gradebook yet at {self.shown_db_url}."
        if self._url_given:
            return (
                f"{said} Check the address (--db-url). If it is right, release the assignment "
                f"there: {self._release(name)} --db=ADDRESS"
            )
        return f"{said} Release the assignment first: {self._release(name)}"

    def _unknown(self, name, known):
        """The error for an assignment that the gradebook does not know."""
        there = self.folders.assignments()
        if name in there:
            return CoursewareError(
                f"The gradebook {self.shown_db_url} does not know {name} yet. Make it known with: "
                f"{self._release(name)}"
            )
        guess = did_you_mean(name, {*known, *there})
        released = f"Released: {', '.join(sorted(known)) or 'none'}."
        later = ", ".join(sorted(there - {*known}))
        later = f" Not released yet: {later}." if later else ""
        return UnknownName(
            f"There is no assignment {name!r} in {self.root}.{guess} {released}{later}"
        )

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Return where a folder of the course is, or would be: see `Folders.of`."""
        return self.folders.of(step, student, assignment)

    def submissions(self, assignment: str, student: str | None = None) -> list[str]:
        """List the students who handed something in, sorted; with `student`, only this one.

        Also those whose folder cannot be graded (a link, a file): reading it says why. Not those
        that ``CourseDirectory.student_id_exclude`` excludes. Raises `CoursewareError` if nothing of
        `student` can be graded.
        """
        if student is not None:
            return students.only(self, assignment, student)
        found = students.students(self, assignment)
        return [student for student in found if problem_of(student) is None]

    def skipped(self, assignment: str) -> list[str]:
        """Tell of folders that look like submissions but cannot be a student's, a sentence each."""
        found = [(s, problem_of(s)) for s in students.students(self, assignment)]
        return [f"The submission of {s!r} was skipped: {why}" for s, why in found if why]
