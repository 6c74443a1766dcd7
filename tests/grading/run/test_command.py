"""`courseware grade` from its command line to the gradebook, with all real parts."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys

import pytest

from .conftest import NATS, RIGHT, CourseFolder

EXITS = "def entropy(pmf):\n    import os\n    os._exit(0)"


@pytest.fixture(scope="module")
def _graded(released, tmp_path_factory):
    course = CourseFolder(shutil.copytree(released, tmp_path_factory.mktemp("graded") / "course"))
    course.hand_in("ada")
    course.hand_in("bob", NATS, why="Because.")
    course.hand_in("cleo", EXITS)
    (course.hand_in("dan") / "nb.ipynb").write_text("{")
    course.first = course.grade("--jobs", "2", "--json", str(course.path / "table.json"))
    return course


@pytest.fixture
def graded(_graded, tmp_path):
    """A course with four submissions, graded; one is broken."""
    course = CourseFolder(shutil.copytree(_graded.path, tmp_path / "graded"))
    course.first = _graded.first
    return course


def test_all_are_graded_and_told_of(graded):
    run = graded.first
    assert run.code == 1
    lines = [line.split() for line in run.out.splitlines()]
    assert ["ada", "3", "1?", "0", "4", "/", "8"] in lines
    assert ["bob", "0", "1?", "·", "1", "/", "8"] in lines
    assert ["cleo", "0!", "1?", "0", "1", "/", "8"] in lines
    assert ["dan", "could", "not", "be", "graded"] in lines
    assert re.search(r"^Could not be graded:\n  dan: .*nb\.ipynb", run.out, re.MULTILINE)
    assert re.search(r"^  cleo: .*ended", run.out, re.MULTILINE)
    assert "ps: 4 submissions, 3 graded, 1 could not be graded." in run.out
    assert run.err.startswith("Grading 4 submissions of ps, ")
    book = graded.gradebook()
    assert book["ps", "ada", "nb", "grade", "entropy-check"][0] == 3
    assert book["ps", "bob", "nb", "grade", "entropy-check"][0] == 0
    assert book["ps", "dan", "nb", "grade", "entropy-check"][0] is None
    assert set(graded.autograded()) == {
        f"{student}/ps/nb.ipynb" for student in ("ada", "bob", "cleo")
    }


def test_the_table_for_machines_says_the_same(graded):
    table = json.loads((graded.path / "table.json").read_text())
    assert table["complete"] and table["assignment"] == "ps"
    assert table["counts"] == {
        "submissions": 4, "graded": 3, "unchanged": 0, "failed": 1
    }  # fmt: skip
    ada, bob, cleo, dan = table["submissions"]
    assert (ada["state"], ada["score"], ada["max_score"]) == ("graded", 4, 8)
    assert ada["exercises"]["nb/entropy-check"]["points"] == 3
    assert bob["exercises"]["nb/entropy-check"]["misconception"]
    assert bob["needs_manual_grade"] and bob["exercises"]["nb/why"]["points"] is None
    assert cleo["exercises"]["nb/entropy-check"]["state"] == "unreached"
    # As formgrader lists them: Cleo's only for the check that gave 0 because it was not reached.
    waiting = {row["student"]: row["needs_manual_grade"] for row in (ada, bob, cleo)}
    book = graded.gradebook()
    assert waiting == {student: book["ps", student][3] for student in waiting}
    assert waiting == {"ada": False, "bob": True, "cleo": True}
    assert dan["state"] == "could not be graded" and dan["reason"] and "score" not in dan
    assert {"start", "cells", "checks", "stop", "total", "prepare", "apply"} <= set(ada["seconds"])


def test_what_is_unchanged_is_left_alone_and_what_failed_is_tried_again(graded):
    before = graded.records()
    left = graded.path / "autograded" / "ada" / ".ps.part"  # by a regrade that was killed
    left.mkdir()
    graded.hand_in("cleo")
    run = graded.grade()
    assert not left.exists()
    assert run.code == 1
    assert "1 graded, 2 unchanged" in run.out
    after = graded.records()
    assert {s: after[s] for s in ("ada", "bob")} == {s: before[s] for s in ("ada", "bob")}
    assert after["cleo"]["seed"] != before["cleo"]["seed"]  # another notebook
    assert graded.gradebook()["ps", "cleo", "nb", "grade", "entropy-check"][0] == 3
    graded.hand_in("dan")
    assert graded.grade().code == 0
    assert graded.gradebook()["ps", "dan", "nb", "grade", "entropy-check"][0] == 3


def test_one_student_again_on_request_and_points_by_hand_stay(graded):
    with sqlite3.connect(graded.path / "gradebook.db") as book:
        book.execute("UPDATE grade SET manual_score = 2.5 WHERE auto_score IS 3.0")
    before = graded.records()
    run = graded.grade("--student", "ada", "--regrade")
    assert run.code == 0
    assert run.err.startswith("Grading 1 submission of ps, ")
    assert "ps: 1 submission, 1 graded." in run.out
    assert ["ada", "2.5", "1?", "0", "3.5", "/", "8"] in [
        line.split() for line in run.out.splitlines()
    ]
    after = graded.records()
    assert after["ada"]["seed"] == before["ada"]["seed"]
    assert after["ada"]["started"] > before["ada"]["started"]
    assert {s: after[s] for s in ("bob", "cleo")} == {s: before[s] for s in ("bob", "cleo")}


def test_what_was_deleted_is_made_again(graded):
    shutil.rmtree(graded.path / "autograded" / "ada")
    assert "1 graded, 2 unchanged" in graded.grade().out
    assert "ada/ps/nb.ipynb" in graded.autograded()


def test_a_dry_run_touches_nothing(graded):
    graded.hand_in("ada", NATS)
    graded.hand_in("eve")
    before = graded.files()
    run = graded.grade("--dry-run")
    assert graded.files() == before
    assert run.code == 1
    lines = dict(line.split(": ", 1) for line in run.out.splitlines())
    assert lines["ada"].startswith("has changed; would be graded again")
    assert lines["bob"].startswith("is unchanged; would be left alone")
    assert lines["dan"].startswith("cannot be graded: ")
    assert lines["eve"].startswith("would be graded")
    assert "bob: would be graded again" in graded.grade("--dry-run", "--regrade").out


def test_a_dry_run_of_a_course_never_graded_makes_nothing(course):
    course.hand_in("ada")
    before = course.files()
    assert course.grade("--dry-run").code == 0
    assert course.files() == before
    assert not (course.path / ".courseware").exists()


def test_a_dry_run_reads_a_gradebook_that_nobody_may_write(graded):
    address = f"sqlite:///file:{graded.path}/gradebook.db?mode=ro&uri=true"
    run = graded.grade("--dry-run", "--db-url", address)
    assert "ada: is unchanged" in run.out and run.code == 1
    assert "It is not writable" in graded.grade("--db-url", address).out


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        (["--student", "adda"], 2, "Did you mean 'ada'?"),
        (["--jobs", "0"], 2, "--jobs"),
        (["--colour"], 2, "No such option"),
    ],
)
def test_wrong_use(course, arguments, code, said):
    course.hand_in("ada")
    run = course.grade(*arguments)
    assert run.code == code
    assert said in run.err
    assert not (course.path / "autograded").exists()


def test_an_unknown_assignment_is_told(course):
    run = subprocess.run(
        [sys.executable, "-m", "courseware.cli", "-C", course.path, "grade", "pss"],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 2
    assert "Did you mean 'ps'?" in run.stderr


def test_nothing_handed_in_is_told(course):
    run = course.grade()
    assert run.code == 1
    assert "Nothing has been handed in for ps" in run.err
    assert str(course.path / "submitted" / "STUDENT" / "ps") in run.err


def test_what_was_not_released_is_told(course):
    (course.path / "gradebook.db").unlink()
    course.hand_in("ada")
    run = course.grade()
    assert run.code == 1
    assert "nbgrader generate_assignment" in run.err
    assert not (course.path / "gradebook.db").exists()


def test_a_score_that_was_written_over_is_graded_again(course):
    course.hand_in("ada", NATS)
    course.hand_in("bob")
    course.grade()
    before = course.gradebook()
    with sqlite3.connect(course.path / "gradebook.db") as database:
        database.execute("UPDATE grade SET auto_score = 3 WHERE auto_score = 0")
    assert course.gradebook() != before
    assert "was written over; would be graded again" in course.grade("--dry-run").out
    assert "2 graded." in course.grade().out and course.gradebook() == before
    assert "2 unchanged" in course.grade().out


def test_figures_are_drawn_on_request(course):
    plot = RIGHT + "\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    course.hand_in("ada", plot)
    course.grade()
    assert "image/png" not in course.autograded()["ada/ps/nb.ipynb"]
    course.grade("--regrade", "--figures")
    assert "image/png" in course.autograded()["ada/ps/nb.ipynb"]
    assert course.records()["ada"]["figures"] is True


def test_another_gradebook(course):
    course.hand_in("ada")
    shutil.move(course.path / "gradebook.db", course.path / "other.db")
    assert course.grade("--db-url", f"sqlite:///{course.path / 'other.db'}").code == 0
    assert not (course.path / "gradebook.db").exists()


def test_help_is_quick_and_shows_examples():
    code = (
        "import sys\nfrom courseware.cli import main\n"
        "try: main(['grade', '--help'])\n"
        "finally: print({'nbgrader', 'numpy', 'nbformat', 'multiprocessing'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "courseware grade why-models --dry-run" in run.stdout
    assert run.stdout.endswith("set()\n")
