"""`courseware feedback` summarises students' files and trusts nothing in them."""

import contextlib
import csv
import io
import json
import os
import sqlite3

import pytest
from click.testing import CliRunner

from courseware.feedback.command import command
from helpers.feedback.store import SCHEMA, Store


def run(*arguments):
    return CliRunner().invoke(command, [str(a) for a in arguments])


@pytest.fixture
def home(tmp_path):
    for student, ratings in (("ada", (5, 4)), ("bob", (1,))):
        store = Store(tmp_path / student)
        for rating in ratings:
            store.add("why-models/entropy", rating, f"{student} says {rating}", "0.1.0")
    Store(tmp_path / "ada").add("why-models/bonus", 3, "", "0.1.0")
    return tmp_path


def test_folder_is_summarised_by_section(home):
    result = run(home)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["section", "n", "mean"]
    assert lines[1].split() == ["why-models/bonus", "1", "3.0", "0", "0", "1", "0", "0"]
    assert lines[2].split() == ["why-models/entropy", "3", "3.3", "1", "0", "0", "1", "1"]
    assert "  [5] ada says 5" in lines and "  [1] bob says 1" in lines


def test_spreadsheet_and_json_hold_the_same(home):
    table = list(csv.DictReader(io.StringIO(run(home, "--csv").stdout)))
    assert table[1]["section"] == "why-models/entropy" and table[1]["mean"] == "3.33"
    data = json.loads(run(home, "--json").stdout)
    assert data["why-models/entropy"]["faces"] == [1, 0, 0, 1, 1]
    assert data["why-models/entropy"]["comments"][0] == {"rating": 5, "text": "ada says 5"}


def test_copy_of_a_file_counts_once(home):
    (home / "ada" / "feedback-copy.sqlite").write_bytes(
        (home / "ada" / "feedback.sqlite").read_bytes()
    )
    assert json.loads(run(home, "--json").stdout)["why-models/entropy"]["n"] == 3


def test_files_are_not_written(home):
    file = home / "ada" / "feedback.sqlite"
    # In this mode SQLite lays files beside even when it only reads, unless told not to.
    broken(file, "PRAGMA journal_mode = WAL")
    before = file.read_bytes()
    file.chmod(0o400)
    run(file)
    assert file.read_bytes() == before and os.listdir(file.parent) == ["feedback.sqlite"]


def test_nothing_to_read_is_said(tmp_path):
    result = run(tmp_path)
    assert f"No feedback*.sqlite in {tmp_path}" in result.stdout
    assert "Pass the files that students sent you" in result.stdout
    Store(tmp_path)
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (0, "No feedback in 1 file.\n")


def test_control_characters_of_a_comment_do_not_reach_the_terminal(home):
    with contextlib.closing(sqlite3.connect(home / "bob" / "feedback.sqlite")) as database:
        text = "evil \x1b]0;title\x07 \x9b31m \u202egnihtyreve\nsecond line"
        database.execute("UPDATE feedback SET text = ?", (text,))
        database.commit()
    output = run(home).stdout
    assert "evil ]0;title 31m gnihtyreve second line" in output
    for style in ("--csv", "--json"):
        assert not set("\x1b\x07\x9b\u202e") & set(run(home, style).stdout)


def broken(path, *statements):
    with contextlib.closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


ROW = "INSERT INTO feedback VALUES ('{id}', '{key}', {rating}, '{text}', '{hour}', '0', 0, 0)"
GOOD = {"id": "1", "key": "a/b", "rating": 3, "text": "", "hour": "2025-01-01T10"}


def make_other_table(path):
    broken(path, "CREATE TABLE grades (x)", "PRAGMA user_version = 1")


def make_other_version(path):
    broken(path, SCHEMA, "PRAGMA user_version = 7")


def make_extra_trigger(path):
    trigger = "CREATE TRIGGER t AFTER INSERT ON feedback BEGIN DELETE FROM feedback; END"
    broken(path, SCHEMA, trigger, "PRAGMA user_version = 1")


def make_endless_view(path):
    view = (
        "CREATE VIEW feedback AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) "
        "SELECT n AS id, n AS key, n AS rating, n AS text, n AS hour, n AS version, "
        "n AS sent, n AS claimed FROM r"
    )
    broken(path, view, "PRAGMA user_version = 1")


def make_wrong_rating(path):
    row = ROW.format(**{**GOOD, "rating": 99})
    broken(path, SCHEMA, row, "PRAGMA user_version = 1")


def make_wrong_key(path):
    row = ROW.format(**{**GOOD, "key": "<script>"})
    broken(path, SCHEMA, row, "PRAGMA user_version = 1")


def make_huge_text(path):
    broken(path, SCHEMA, ROW.format(**GOOD), "UPDATE feedback SET text = zeroblob(2000000)")
    broken(path, "PRAGMA user_version = 1")


def make_truncated(path):
    Store(path.parent / "whole").add("a/b", 3, "x" * 2000, "0")
    whole = (path.parent / "whole" / "feedback.sqlite").read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    (path.parent / "whole" / "feedback.sqlite").unlink()


def make_text(path):
    path.write_text("section,rating\n")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_other_table, "other tables"),
        (make_other_version, "version 7"),
        (make_extra_trigger, "other tables"),
        (make_endless_view, "other tables"),
        (make_wrong_rating, "not from 1 to 5: 99"),
        (make_wrong_key, "not as the course writes it"),
        (make_huge_text, "damaged, or not feedback"),
        (make_truncated, "damaged, or not feedback"),
        (make_text, "not an SQLite file"),
    ],
)
def test_wrong_file_is_named_and_left_out_and_the_rest_is_read(home, make, reason):
    bad = home / "feedback-bad.sqlite"
    make(bad)
    result = run(home)
    assert result.exit_code == 1
    assert "why-models/entropy" in result.stdout
    assert "feedback-bad.sqlite" in result.stderr and reason in result.stderr
    assert "Traceback" not in result.output


def test_missing_file_is_named(home):
    result = run(home / "nobody.sqlite", home)
    assert result.exit_code == 1 and "no such file" in result.stderr


def test_without_arguments_ones_own_file_is_read(home, monkeypatch):
    monkeypatch.setenv("HELPERS_HOME", str(home / "bob"))
    assert "bob says 1" in run().stdout
    monkeypatch.setenv("HELPERS_HOME", str(home / "nowhere"))
    said = run().stdout
    assert f"there is no {home / 'nowhere' / 'feedback.sqlite'}" in said.replace("\n", "")
    assert "courseware feedback FOLDER" in said
    assert json.loads(run("--json").stdout) == {}
