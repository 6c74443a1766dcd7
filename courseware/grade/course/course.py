"""An nbgrader course: its configuration, its gradebook, its folders, its submissions."""

import functools
import os
from dataclasses import replace
from pathlib import Path

import sqlalchemy
from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute
from nbgrader.utils import chdir, find_all_files
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from traitlets import import_item

from courseware.errors import CoursewareError, UnknownName
from helpers.text import did_you_mean

from . import configuration, students, release
from courseware.grade.results import safe_cells
from .configuration import CONFIGURATION, GRADEBOOK, database_trouble
from .students import problem_of
from courseware.grade.contract import Limits


class NoGradebook(CoursewareError):
    """The course has no gradebook yet; the message says how it gets one."""


class Course:
    """An nbgrader course, configured as nbgrader itself configures it.

    Made by `open`; a context manager that closes the gradebook.

    Attributes
    ----------
    root : Path
        nbgrader's ``CourseDirectory.root``.
    coursedir : nbgrader.coursedir.CourseDirectory
    converter : nbgrader.converters.Autograde
        Holds the settings of ``nbgrader autograde``; it is never started.
    db_url : str
    """

    def __init__(self, app, url_given=False):
        self._url_given = url_given
        self.coursedir = app.coursedir
        self.converter = Autograde(coursedir=app.coursedir, parent=app)
        self.root = Path(self.coursedir.root)
        self.db_url = configuration.absolute(self.coursedir.db_url, self.root)
        self._source_files, self._released_texts = {}, {}
        self._exporter = self.converter.exporter_class(
            parent=self.converter, config=self.converter.config
        )

    @classmethod
    def open(cls, directory, db_url=None):
        """Find a course and read its configuration.

        Parameters
        ----------
        directory : str or Path
            The course's folder or one within it: the nearest that holds ``nbgrader_config.py`` or
            ``gradebook.db``.
        db_url : str, optional
            Of the gradebook, instead of what is configured.

        Returns
        -------
        Course

        Raises
        ------
        CoursewareError
            If there is no course, or its configuration cannot be read.
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

    def close(self):
        """Close the gradebook, if it was opened."""
        if "gradebook" in self.__dict__:
            self.gradebook.close()
            del self.gradebook

    # Configuration.

    @property
    def limits(self):
        """`Limits` of a submission: for a cell nbgrader's ``Execute.timeout``, if there is one."""
        usual = Limits()
        seconds = Execute(parent=self._exporter).timeout
        if seconds is None or seconds < 0:
            return replace(usual, cell_seconds=usual.submission_seconds)
        return replace(
            usual,
            cell_seconds=float(seconds),
            submission_seconds=max(float(seconds), usual.submission_seconds),
        )

    def preprocessors(self, classes):
        """nbgrader's or the course's preprocessors, as ``nbgrader autograde`` would make them.

        Parameters
        ----------
        classes : list
            Entries of ``Autograde.sanitize_preprocessors`` and its like: classes, names, functions.

        Returns
        -------
        list of callable
        """
        made = []
        for entry in classes:
            entry = import_item(entry) if isinstance(entry, str) else entry
            if isinstance(entry, type):
                configurable = hasattr(entry, "class_traits")
                entry = entry(parent=self._exporter) if configurable else entry()
            made.append(entry)
        return made

    def resources(self, assignment, notebook, student):
        """What nbgrader hands to each preprocessor beside the notebook."""
        return {
            "unique_key": notebook,
            "output_files_dir": f"{notebook}_files",
            "nbgrader": {
                "student": student,
                "assignment": assignment,
                "notebook": notebook,
                "db_url": self.db_url,
            },
        }

    def run_hook(self, when, assignment, student):
        """Run nbgrader's ``pre_convert_hook`` or ``post_convert_hook``, if the course has one.

        Parameters
        ----------
        when : str
            "pre" or "post".
        assignment, student : str

        Returns
        -------
        list of str
            A note, if it failed; nbgrader goes on, too.
        """
        hook = getattr(self.converter, f"{when}_convert_hook")
        if hook is None:
            return []
        submitted = self.folder("submitted", student, assignment)
        notebooks = sorted(str(path) for path in submitted.glob("*.ipynb"))
        try:
            with chdir(str(self.root)):
                hook(assignment=assignment, student=student, notebooks=notebooks)
        except Exception as error:
            return [f"The {when}_convert_hook failed ({type(error).__name__}: {error})."]
        return []

    # Gradebook.

    @functools.cached_property
    def gradebook(self):
        """nbgrader's gradebook, opened once.

        Raises
        ------
        CoursewareError
            If there is none, or it cannot be opened.
        """
        address = self.shown_db_url
        try:
            engine = sqlalchemy.create_engine(self.db_url)
            if engine.dialect.name == "sqlite" and not configuration.has_file(engine.url):
                tables = []
            else:
                tables = sqlalchemy.inspect(engine).get_table_names()
            engine.dispose()
            if "assignment" not in tables:
                raise NoGradebook(self._how_to_release("NAME"))
            return Gradebook(self.db_url, self.coursedir.course_id)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise CoursewareError(
                f"The gradebook {address} cannot be opened: {error}. For PostgreSQL, "
                "pip install 'psycopg[binary]' and begin the address with postgresql+psycopg://"
            ) from None
        except SQLAlchemyError as error:
            raise CoursewareError(database_trouble(address, error)) from None

    @property
    def shown_db_url(self):
        """The gradebook's address without its password."""
        try:
            return make_url(self.db_url).render_as_string(hide_password=True)
        except ArgumentError:
            return self.db_url

    def assignment(self, name):
        """A released assignment.

        Returns
        -------
        courseware.grade.course.release.Assignment

        Raises
        ------
        UnknownName
            If there is no such assignment; says which there are.
        CoursewareError
            If it was not released yet, or the gradebook cannot be read.
        """
        try:
            try:
                entry = self.gradebook.find_assignment(name)
            except MissingEntry:
                known = [assignment.name for assignment in self.gradebook.assignments]
                raise self._unknown(name, known) from None
            except NoGradebook:
                there = self._in_folders()
                if there and name not in there:
                    raise self._unknown(name, []) from None
                raise NoGradebook(self._how_to_release(name)) from None
            folders = [self.folder("release", ".", name), self.folder("source", ".", name)]
            found = release.read(entry, folders)
        except SQLAlchemyError as error:
            raise CoursewareError(database_trouble(self.shown_db_url, error)) from None
        finally:
            if "gradebook" in self.__dict__:
                self.gradebook.db.remove()  # no transaction is left open
        if not found.notebooks:
            raise CoursewareError(
                f"The gradebook knows the assignment {name}, but no notebook of it. Release it: "
                f"nbgrader generate_assignment {name} --force"
            )
        return found

    def knows_student(self, student):
        """Whether a student is in the gradebook."""
        try:
            return self.gradebook.db.get(Student, student) is not None
        except SQLAlchemyError as error:
            raise CoursewareError(database_trouble(self.shown_db_url, error)) from None
        finally:
            self.gradebook.db.remove()

    def known_cells(self):
        """nbgrader's names of the cells of each released assignment.

        Returns
        -------
        dict of str to set of str
        """
        try:
            return {
                assignment.name: {c.name for n in assignment.notebooks for c in n.source_cells}
                for assignment in self.gradebook.assignments
            }
        except SQLAlchemyError as error:
            raise CoursewareError(database_trouble(self.shown_db_url, error)) from None
        finally:
            self.gradebook.db.remove()

    def assignments(self):
        """Names of all assignments, released or not; sorted."""
        return sorted({*self.known_cells(), *self._in_folders()})

    def _in_folders(self):
        """Assignments that the instructor has a folder of."""
        return {
            name
            for step in ("source", "release")
            for _, name in students.folders(self, step, ".")
            if self.folder(step, ".", name).is_dir()
        }

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
        there = self._in_folders()
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

    # Folders.

    def folder(self, step, student, assignment):
        """A folder of the course.

        Parameters
        ----------
        step : str
            "source", "release", "submitted", "autograded" or "feedback".
        student, assignment : str

        Returns
        -------
        Path
        """
        name = getattr(self.coursedir, f"{step}_directory")
        path = self.coursedir.format_path(name, student, assignment)
        return Path(os.path.normpath(path))

    def submissions(self, assignment, student=None):
        """Students who handed something in.

        Parameters
        ----------
        assignment : str
        student : str, optional
            Only this one.

        Returns
        -------
        list of str
            Sorted. Also those whose folder cannot be graded (a link, a file): reading it says why.
            Not those that are excluded by ``CourseDirectory.student_id_exclude``.

        Raises
        ------
        CoursewareError
            If `student` is given, and nothing of this student can be graded.
        """
        if student is not None:
            return students.only(self, assignment, student)
        found = students.students(self, assignment)
        return [student for student in found if problem_of(student) is None]

    def skipped(self, assignment):
        """Folders that look like submissions but cannot be a student's.

        Returns
        -------
        list of str
            A sentence each.
        """
        found = [(s, problem_of(s)) for s in students.students(self, assignment)]
        return [f"The submission of {s!r} was skipped: {why}" for s, why in found if why]

    def released_texts(self, assignment):
        """The Markdown that an assignment was released with; read once. See `shown`."""
        if assignment not in self._released_texts:
            self._released_texts[assignment] = safe_cells.released_texts(self, assignment)
        return self._released_texts[assignment]

    def source_files(self, assignment):
        """The instructor's own files of an assignment, which replace those of a submission.

        Returns
        -------
        dict of str to bytes
            By path relative to the assignment's folder, with slashes. Read once.
        """
        if assignment not in self._source_files:
            self._source_files[assignment] = self._read_source_files(assignment)
        return self._source_files[assignment]

    def _read_source_files(self, assignment):
        folder = self.folder("source", ".", assignment)
        kept = set(self.converter.exclude_overwriting.get(assignment, []))
        files = {}
        for path in find_all_files(str(folder), [*self.coursedir.ignore, "*.ipynb"]):
            name = Path(path).relative_to(folder).as_posix()
            if name not in kept:
                files[name] = Path(path).read_bytes()
        return files
