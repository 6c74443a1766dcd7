"""One run of the grader over all hostile, broken and odd submissions at once."""

import hashlib
import json
import os
import shutil
import site
import sysconfig
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook, MissingEntry

import helpers
from courseware.grading.course import Course
from courseware.grading.points import of_all
from courseware.grading.pool import Pool
from courseware.grading.records import Records
from courseware.grading.run import Run
from courseware.grading.table import Table
from courseware.grading.task import FAILED, GRADED, UNREACHED, Limits

from ..test_nbgrader_roundtrip import nbgrader
from . import ATTACKS, BROKEN, HONEST, VICTIMS
from .attack import CHECKS
from .honest import FULL, RIGHT, right
from .network import helper
from .poison import MARK

ROOT = Path(__file__).resolve().parents[3]
NAME = "why-models"
# Short, so that what never ends takes seconds; long enough for an honest cell.
LIMITS = Limits(
    cell_seconds=2.0,
    check_seconds=2.0,
    submission_seconds=15.0,
    wall_seconds=90.0,
    memory=700 << 20,
    restarts=5,
)
FOLDERS = ("solutions", "course", "submitted")


def by_name(items):
    return pytest.mark.parametrize("item", items, ids=lambda item: item.name)


def in_order():
    """All submissions, honest ones and victims among and after the hostile."""
    others = [*ATTACKS, *BROKEN]
    honest = [*HONEST, *VICTIMS]
    yield honest[0]
    for k, other in enumerate(others):
        yield other
        yield from honest[1 + k * (len(honest) - 1) // len(others) :][
            : (k + 1) * (len(honest) - 1) // len(others) - k * (len(honest) - 1) // len(others)
        ]


class Class:
    """A course whose students are those of this suite, graded.

    Attributes
    ----------
    rows : dict of str to dict
        Of the table, by the name of the attack.
    students : dict of str to str
        Ids, by the name of the attack.
    asked : list
        Who has reached the helper outside.
    """

    def __init__(self, folder):
        self.folder = folder
        for file in ("nbgrader_config.py", "pyproject.toml"):
            shutil.copy(ROOT / file, folder)
        for part in ("solutions", "course"):
            shutil.copytree(ROOT / part, folder / part)
        nbgrader(folder, "generate_assignment", NAME, "--force")
        student = nbformat.read(folder / "course" / NAME / f"{NAME}.ipynb", 4)
        items = list(in_order())
        self.students = {item.name: f"{k:03d}-{item.name}" for k, item in enumerate(items)}
        for item in items:
            self._hand_in(item, student)
        before = self._digests()
        with helper("\n\n".join(RIGHT.values())) as self.asked:
            self.data = self._grade()
        self.untouched = before == self._digests()
        names = {student: name for name, student in self.students.items()}
        self.rows = {names[row["student"]]: row for row in self.data["submissions"]}

    def _hand_in(self, item, student):
        target = self.folder / "submitted" / self.students[item.name] / NAME
        target.mkdir(parents=True)
        if hasattr(item, "write"):
            item.write(target, right(student))
            return
        file = target / getattr(item, "saved_as", f"{NAME}.ipynb")
        # Not by nbformat, which mends what is forged.
        file.write_text(json.dumps(item.notebook(student)))
        for path, content in item.files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(content)

    def _grade(self):
        """As the command does, with limits of our own."""
        with Course.open(self.folder) as course, Pool(2, True) as pool:
            assignment = course.assignment(NAME)
            records = Records(course.root, NAME)
            run = Run(course, assignment, records, pool, limits=LIMITS)
            run.go(course.submissions(NAME))
            points, skipped = of_all(course, assignment), course.skipped(NAME)
            return json.loads(
                json.dumps(Table(assignment, run.outcomes, points, skipped).to_data())
            )

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


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    return Class(tmp_path_factory.mktemp("attacked"))


def checks(row):
    """Points of the checks, by grade id."""
    return {key.split("/")[1]: found for key, found in row["exercises"].items()}


def earned(row):
    return sum(found["points"] for name, found in checks(row).items() if name in CHECKS)


@by_name(ATTACKS)
def test_an_attack_earns_nothing(graded, item):
    row = graded.rows[item.name]
    if row["state"] == FAILED:
        assert row["reason"] and "score" not in row
        return
    assert row["state"] == GRADED
    assert earned(row) == 0
    assert row["score"] == 0 and row["max_score"] == FULL + 3
    unreached = [found for found in checks(row).values() if found.get("state") == UNREACHED]
    assert all(found["reason"] for found in unreached)
    if item.stopped:
        assert unreached or row["notes"], "nothing says what was stopped"


@by_name(HONEST)
def test_an_honest_submission_keeps_its_points(graded, item):
    row = graded.rows[item.name]
    assert row["state"] == GRADED, row["reason"]
    assert earned(row) == item.score, (row["notes"], row["exercises"])
    assert item.note in " ".join(row["notes"])


@by_name(VICTIMS)
def test_nothing_of_a_submission_is_visible_to_another(graded, item):
    assert earned(graded.rows[item.name]) == FULL
    notebook = nbformat.read(graded.autograded(item.name), 4)
    texts = [o.get("text", "") for c in notebook.cells for o in c.get("outputs", [])]
    assert any("nothing found" in text for text in texts), texts


@by_name(BROKEN)
def test_a_broken_submission_has_a_state_and_a_reason(graded, item):
    row = graded.rows[item.name]
    assert row["state"] in item.states
    if row["state"] == FAILED:
        assert len(row["reason"]) > 20 and "Traceback" not in row["reason"]
    else:
        assert earned(row) == item.score


def test_every_submission_has_a_row(graded):
    assert graded.rows.keys() == graded.students.keys()
    assert graded.data["complete"]


def test_the_gradebook_says_what_the_table_says(graded):
    with graded.gradebook() as gradebook:
        for name, row in graded.rows.items():
            try:
                submission = gradebook.find_submission(NAME, row["student"])
            except MissingEntry:
                assert row["state"] == FAILED, name
                continue
            scores = {g.name: g.auto_score for n in submission.notebooks for g in n.grades}
            if row["state"] == FAILED:
                assert not any(scores.values()), name
                assert not graded.autograded(name).exists()
                continue
            table = {key: found["points"] for key, found in checks(row).items()}
            assert {key: scores[key] for key in CHECKS} == {key: table[key] for key in CHECKS}
            assert submission.score == row["score"]


def test_nobody_reached_the_network(graded):
    assert graded.asked == []


def test_submissions_and_release_are_as_they_were(graded):
    assert graded.untouched
    strange = {path.name for path in graded.folder.iterdir()} - {
        *FOLDERS,
        "autograded",
        ".courseware",
        "gradebook.db",
        "nbgrader_config.py",
        "pyproject.toml",
    }
    assert not {name for name in strange if not name.startswith(("gradebook.db", "."))}


def test_nothing_was_written_outside(graded):
    places = {Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path.home(), Path("/")}
    places |= {Path(tempfile.gettempdir()), Path(os.environ["HELPERS_HOME"])}
    for place in places:
        assert not (place / MARK).exists() and not (place / f".{MARK}").exists()
    for folder in {*site.getsitepackages(), sysconfig.get_path("stdlib")}:
        assert not list(Path(folder).glob("*attacked*"))
    for module in (helpers, site):
        assert "# attacked" not in Path(module.__file__).read_text()
    keys = [line.split()[0] for line in Path("/proc/sysvipc/shm").read_text().splitlines()[1:]]
    assert str(0x504F4953) not in keys
    assert Path("/proc/sys/kernel/hostname").read_text().strip() != MARK


def test_no_process_is_left(graded):
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().split(b"\0")
        except OSError:
            continue
        assert MARK.encode() not in command[0], command
        assert command[:2] != [b"sleep", b"1000"], command
