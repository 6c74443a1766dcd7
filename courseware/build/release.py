"""Let nbgrader make the student's notebook, with the repository's own configuration."""

import copy
import logging
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from courseware.errors import CoursewareError
from courseware.project import Project

CONFIG = "nbgrader_config.py"


class _Lines(logging.Handler):
    """Keeps what nbgrader logs, to be shown if it fails."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.lines = []

    def emit(self, record):
        self.lines += record.getMessage().strip().split("\n")


def load_config(project: Project) -> Config:
    """Load the settings in the repository's ``nbgrader_config.py``.

    Raises CoursewareError if the file is missing or raises.
    """
    path = project.root / CONFIG
    if not path.is_file():
        raise CoursewareError(
            f"{CONFIG} is missing in {project.root}. It tells nbgrader where the notebooks are "
            "and how to make stubs; take it from the course's repository."
        )
    try:
        return PyFileConfigLoader(path.name, path=str(project.root)).load_config()
    except Exception as error:  # whatever the file does
        raise CoursewareError(f"{path} raised {type(error).__name__}: {error}") from error


def release(name: str, folder: Path, config: Config) -> None:
    """Run ``nbgrader generate_assignment`` without a gradebook.

    The folder holds ``solutions/NAME/NAME.ipynb``, and gets ``course/NAME/``. Raises
    CoursewareError if nbgrader refuses.
    """
    config = copy.deepcopy(config)
    config.SaveCells.enabled = False  # as nbgrader's own --no-db does
    log = logging.Logger("courseware.release")
    handler = _Lines()
    log.addHandler(handler)
    course = CourseDirectory(
        config=config,
        log=log,
        root=str(folder),
        assignment_id=name,
        source_directory="solutions",
        release_directory="course",
    )
    converter = GenerateAssignment(
        coursedir=course, config=config, log=log, no_database=True, force=True
    )
    try:
        converter.start()
    except NbGraderException as error:
        raised = [line for line in handler.lines if line and not line.startswith((" ", "There "))]
        reason = next((line for line in raised if "Error" in line), str(error))
        raise CoursewareError(
            f"nbgrader could not make the student notebook of {name}: {reason}"
        ) from error
