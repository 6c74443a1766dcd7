"""A course whose students hand in what is in this suite, and the grader's run over it."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from courseware.grade.contract import Limits
from courseware.grade.coordinator import GradingRun
from courseware.grade.course.course import Course
from courseware.grade.results.class_points import of_all
from courseware.grade.results.records import Records
from courseware.grade.table import Table
from courseware.grade.worker.pool import Pool

from ..test_nbgrader_roundtrip import nbgrader
from .attack import CHECKS
from .harming.network import helper
from .honest import RIGHT, right

ROOT = Path(__file__).resolve().parents[3]
NAME = "why-models"
FOLDERS = ("solutions", "course", "submitted")
# Short, so that what never ends takes seconds; long enough for an honest cell.
LIMITS = Limits(
    cell_seconds=2.0,
    check_seconds=2.0,
    submission_seconds=15.0,
    wall_seconds=90.0,
    memory=700 << 20,
    restarts=5,
)


def release(folder):
    """Make a course with the tutorial released; its untouched student notebook."""
    for file in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / file, folder)
    for part in ("solutions", "course"):
        shutil.copytree(ROOT / part, folder / part)
    nbgrader(folder, "generate_assignment", NAME, "--force")
    return nbformat.read(folder / "course" / NAME / f"{NAME}.ipynb", 4)


def hand_in(folder, item, student, notebook):
    """Put a submission of this suite where a student's belongs.

    Parameters
    ----------
    folder : Path
        Of the course.
    item : Attack, Honest or Broken
    student : str
        Id.
    notebook : NotebookNode
        The untouched one.
    """
    target = folder / "submitted" / student / NAME
    target.mkdir(parents=True)
    if hasattr(item, "write"):
        item.write(target, right(notebook))
        return
    file = target / getattr(item, "saved_as", f"{NAME}.ipynb")
    # Not by nbformat, which mends what is forged.
    file.write_text(json.dumps(item.notebook(notebook)))
    for path, content in item.files.items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)


def grade(folder, jobs=2, limits=LIMITS):
    """Grade all submissions of a course as `courseware grade` does; its table as data."""
    with Course.open(folder) as course, Pool(jobs, True) as pool:
        assignment = course.assignment(NAME)
        run = GradingRun(course, assignment, Records(course, NAME), pool, limits=limits)
        run.go(course.submissions(NAME))
        points, skipped = of_all(course, assignment), course.skipped(NAME)
        return json.loads(json.dumps(Table(assignment, run.outcomes, points, skipped).to_data()))


def checks(row):
    """What became of each test cell of a row of the table, by grade id."""
    return {key.split("/")[1]: found for key, found in row["exercises"].items()}


def earned(row):
    """Points of the checks."""
    return sum(found["points"] for name, found in checks(row).items() if name in CHECKS)


class GradedSuite:
    """Submissions of this suite, in this order, graded in one run.

    Attributes
    ----------
    rows : dict of str to dict
        Of the table, by the name of the attack.
    students : dict of str to str
        Ids, by the name of the attack.
    asked : list
        Who has reached the helper outside.
    untouched : bool
        Whether submissions and release are as they were.
    """

    def __init__(self, folder, items):
        self.folder = folder
        notebook = release(folder)
        self.students = {item.name: f"{k:03d}-{item.name}" for k, item in enumerate(items)}
        for item in items:
            hand_in(folder, item, self.students[item.name], notebook)
        before = self._digests()
        with helper("\n\n".join(RIGHT.values())) as self.asked:
            self.data = grade(folder)
        self.untouched = before == self._digests()
        names = {student: name for name, student in self.students.items()}
        self.rows = {names[row["student"]]: row for row in self.data["submissions"]}

    def _digests(self):
        found = {}
        for part in FOLDERS:
            for folder, _, files in os.walk(self.folder / part):
                for path in (Path(folder, file) for file in files):
                    if path.is_file() and not path.is_symlink() and path.stat().st_size < 1 << 24:
                        found[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def autograded(self, name):
        return self.folder / "autograded" / self.students[name] / NAME / f"{NAME}.ipynb"

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}")
