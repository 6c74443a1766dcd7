"""`courseware grade` tells of what is not where it should be, with all real parts."""

import json
import shutil
import sqlite3

import pytest

from .conftest import NATS


def notes(run):
    return run.out.split("\nNotes:\n")[-1].splitlines()[:-2] if "\nNotes:" in run.out else []


def test_folders_that_are_nearly_right_are_told_with_and_without_a_run(course):
    course.hand_in("ada")
    shutil.move(course.hand_in("kim"), course.path / "submitted" / "kim" / "ps_1")
    said = "kim: nothing under ps. Did you mean submitted/kim/ps_1?"
    table = course.path / "table.json"
    run = course.grade("--json", str(table))
    assert run.code == 0 and [note.strip().startswith(said) for note in notes(run)] == [True]
    assert json.loads(table.read_text())["notes"][0].startswith(said)
    assert said in course.grade("--dry-run").out
    assert said not in course.grade("--student", "ada").out
    one = course.grade("--student", "kim")
    assert one.code == 2
    assert "Did you mean submitted/kim/ps_1? Rename it to ps." in one.err


def test_where_nothing_is_under_the_right_name_the_nearest_is_told(course):
    shutil.move(course.hand_in("kim"), course.path / "submitted" / "kim" / "PS")
    run = course.grade()
    assert run.code == 1 and "Nothing has been handed in for ps" in run.err
    assert "Did you mean submitted/kim/PS?" in run.err


def test_a_submission_that_is_gone_keeps_its_score_and_is_told(course):
    course.hand_in("ada")
    course.hand_in("bob", NATS)
    course.grade()
    before = course.gradebook()
    shutil.rmtree(course.path / "submitted" / "ada")
    said = "ada: graded earlier, but submitted/ada/ps is no longer there; the old score stays"
    for arguments in ([], ["--dry-run"]):
        run = course.grade(*arguments)
        assert run.code == 0 and said in run.out
    assert course.gradebook() == before


@pytest.mark.parametrize("arguments", [(), ("--dry-run",)])
def test_a_slash_at_the_end_is_no_matter(course, arguments):
    course.hand_in("ada")
    run = course.grade("ps/", *arguments)
    assert run.code == 0
    assert course.records().keys() == (set() if arguments else {"ada"})


def test_what_failed_was_not_graded_for_machines_either(course):
    (course.hand_in("ada") / "nb.ipynb").write_text("")
    (row,) = json.loads(course.grade("--json", "-").out)["submissions"]
    assert (row["state"], row["done"]) == ("could not be graded", "failed")


def test_an_older_page_of_feedback_goes_with_the_score(course):
    place = course.hand_in("ada")
    course.grade()
    page = course.path / "feedback" / "ada" / "ps" / "nb.html"
    page.parent.mkdir(parents=True)
    page.write_text("4 of 8 points")
    (place / "nb.ipynb").write_text("")
    run = course.grade()
    assert run.code == 1
    assert notes(run) == ["  ada: feedback/ada/ps showed an older result and was removed."]
    assert not page.exists() and not course.autograded()


def test_a_gradebook_in_use_is_told(course):
    course.hand_in("ada")
    with sqlite3.connect(course.path / "gradebook.db") as book:
        book.execute("BEGIN EXCLUSIVE")
        run = course.grade()
        book.rollback()
    assert run.code == 1
    assert "Close what uses it" in run.err and "run the same command again" in run.err
    assert course.grade().code == 0
