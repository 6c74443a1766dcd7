"""One run of the grader over all hostile, broken and odd submissions at once."""

import os
import site
import sysconfig
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import MissingEntry

import helpers
from courseware.grade.contract import FAILED, GRADED
from helpers.checks.contract import State
from tests.amount import one_of_each, some

from .. import attacks
from .attack import CHECKS
from .graded import FOLDERS, NAME, GradedSuite, checks, earned
from .harming.later import NAP
from .harming.poison import MARK
from .honest import FULL

pytestmark = [pytest.mark.sampled, pytest.mark.slow]
# `make test` tries one attack of each family, and a few of the others.
ATTACKS = one_of_each(attacks.ATTACKS, kind=lambda attack: attack.family)
BROKEN, HONEST = some(attacks.BROKEN, 10), some(attacks.HONEST, 10)
VICTIMS = some(attacks.VICTIMS, 2)


def by_name(items):
    return pytest.mark.parametrize("item", items, ids=lambda item: item.name)


def in_order():
    """All submissions: an honest one first, and honest ones and victims all along."""
    others, honest = [*ATTACKS, *BROKEN], [*HONEST]
    step = len(honest) // len(VICTIMS)
    for k, victim in enumerate(VICTIMS, 1):
        honest.insert(k * (step + 1), victim)
    yield honest[0]
    given = 1
    for k, other in enumerate(others, 1):
        yield other
        due = round(k * len(honest) / len(others))
        yield from honest[given:due]
        given = max(given, due)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    return GradedSuite(tmp_path_factory.mktemp("attacked"), list(in_order()))


@by_name(ATTACKS)
def test_an_attack_earns_nothing(graded, item):
    row = graded.rows[item.name]
    if row["state"] == FAILED:
        assert row["reason"] and "score" not in row
        return
    assert row["state"] == GRADED
    assert earned(row) == 0
    assert row["score"] == 0 and row["max_score"] == FULL + 3
    unreached = [found for found in checks(row).values() if found.get("state") == State.UNREACHED]
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
        assert command[:2] != [b"sleep", NAP.encode()], command
