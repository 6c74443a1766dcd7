"""How a course configures nbgrader, and what ``nbgrader autograde`` is to do by that."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute
from nbgrader.utils import chdir
from traitlets import Bool, import_item
from traitlets.config import Configurable

from courseware.errors import CoursewareError
from courseware.grade.contract import Limits

CONFIGURATION, GRADEBOOK = "nbgrader_config.py", "gradebook.db"


def course_folder(start: Path) -> Path | None:
    """Find the nearest folder, from `start` upwards, that is an nbgrader course."""
    for folder in (start, *start.parents):
        if (folder / CONFIGURATION).is_file() or (folder / GRADEBOOK).is_file():
            return folder
    return None


def application(folder: Path, db_url: str | None = None) -> AutogradeApp:
    """Make nbgrader's application as ``nbgrader autograde`` does when started in a folder.

    `db_url` is the gradebook's, instead of what is configured. Raises `CoursewareError` if a
    configuration file cannot be read.
    """
    arguments = ["--Application.log_level=CRITICAL"]
    if db_url is not None:
        arguments.append(f"--CourseDirectory.db_url={db_url}")
    app = AutogradeApp()
    app.raise_config_file_errors = True
    with chdir(str(folder)):
        try:
            app.initialize(arguments)
        except (Exception, SystemExit) as error:
            raise CoursewareError(
                f"nbgrader's configuration for {folder} cannot be read. "
                f"{type(error).__name__}: {error}. See {folder / CONFIGURATION}"
            ) from error
        _ = app.coursedir.root  # the default is the current folder: settle it now
        return app


class Checks(Configurable):
    """Settings of ours, as ``c.Checks`` in ``nbgrader_config.py``."""

    follow_through = Bool(
        True,
        help="Whether an answer that is right but for earlier ones that it calls gets its points.",
    ).tag(config=True)


class Autograding:
    """What ``nbgrader autograde`` is configured to do with a submission.

    `converter` holds nbgrader's settings, and is never started; for `follow_through` see `Checks`.
    """

    def __init__(self, app: AutogradeApp, db_url: str) -> None:
        self._coursedir, self._db_url = app.coursedir, db_url
        self.converter = Autograde(coursedir=app.coursedir, parent=app)
        self.follow_through = Checks(parent=app).follow_through
        self._exporter = self.converter.exporter_class(
            parent=self.converter, config=self.converter.config
        )

    @property
    def limits(self) -> Limits:
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

    def preprocessors(self, classes: Sequence) -> list[Callable]:
        """Make preprocessors, given as classes, their names or functions, as nbgrader would."""
        made = []
        for entry in classes:
            entry = import_item(entry) if isinstance(entry, str) else entry
            if isinstance(entry, type):
                configurable = hasattr(entry, "class_traits")
                entry = entry(parent=self._exporter) if configurable else entry()
            made.append(entry)
        return made

    def resources(self, assignment: str, notebook: str, student: str) -> dict:
        """Make what nbgrader hands to each preprocessor beside the notebook."""
        return {
            "unique_key": notebook,
            "output_files_dir": f"{notebook}_files",
            "nbgrader": {
                "student": student,
                "assignment": assignment,
                "notebook": notebook,
                "db_url": self._db_url,
            },
        }

    def run_hook(self, when: str, assignment: str, student: str) -> list[str]:
        """Run nbgrader's hook `when` ("pre" or "post"), if the course has one.

        Returns a note if it failed; nbgrader goes on, too.
        """
        hook = getattr(self.converter, f"{when}_convert_hook")
        if hook is None:
            return []
        coursedir = self._coursedir
        submitted = coursedir.format_path(coursedir.submitted_directory, student, assignment)
        notebooks = sorted(map(str, Path(os.path.normpath(submitted)).glob("*.ipynb")))
        try:
            with chdir(str(coursedir.root)):
                hook(assignment=assignment, student=student, notebooks=notebooks)
        except Exception as error:
            return [f"The {when}_convert_hook failed ({type(error).__name__}: {error})."]
        return []
