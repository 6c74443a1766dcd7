"""Records lie in the gradebook's database, beside nbgrader's tables and in nobody's way."""

import json
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace

import pytest
import sqlalchemy

from courseware.errors import CoursewareError
from courseware.grade.contract import FAILED, GRADED, CheckResult, NotebookResult, SubmissionResult
from courseware.grade.course.course import Course
from courseware.grade.results.records import Record, Records, forget, lock, reasons
from helpers.checks.contract import State

from . import courses

CHECK = CheckResult("entropy-check", State.WRONG, 0.0, 3.0, "natural-logarithm")
STUDENTS = ["bob", "Änne 2", "../bob", ".", "a/b", "n" * 128, "ß" * 128, "nul\n", "日本'; --"]


def result(student="bob"):
    notebook = NotebookResult("nb", '{"cells": ["ü"]}', (CHECK,), ("A note.",))
    return SubmissionResult(student, "ps", GRADED, "", (notebook,), {"total": 0.5}, 10_000, False)


def record(student="bob", **more):
    more = {"notes": ("First.",), "digest": "d", "seed": 2**62, "started": "2030-01-01"} | more
    return Record.of(result(student), **more)


def submitted(course, *students):
    with course.gradebook.db.no_autoflush:
        for student in students:
            course.gradebook.add_student(student)
            course.gradebook.add_submission("ps", student)
    course.gradebook.db.remove()


@pytest.fixture
def records(course):
    """Of an assignment that Bob and Ann have handed in, and in which nothing was graded yet."""
    submitted(course, "ann", "bob")
    made = Records(course, "ps")
    made.create()
    return made


def execute(folder, *statement):
    with sqlite3.connect(folder / "gradebook.db") as book:
        return book.execute(*statement).fetchall()


def test_what_was_written_is_read(course):
    submitted(course, *STUDENTS)
    records = Records(course, "ps")
    records.create()
    for student in STUDENTS:
        assert records.read(student) is None
        records.write(record(student, digest="old"))
        records.write(record(student))
        assert records.read(student) == record(student)
    assert records.read_all() == [record(student) for student in sorted(STUDENTS)]
    assert records.problems == []


def test_all_of_a_record_is_kept_but_no_notebook(records, folder):
    records.write(record())
    assert records.read("bob").notes == ("First.", "nb.ipynb: A note.")
    assert records.read("bob").checks == {"nb": (CHECK,)}
    ((text,),) = execute(folder, "SELECT record FROM courseware_record")
    assert "cells" not in text


def test_a_record_without_follow_through_is_read_as_one_of_an_older_version():
    data = json.loads(record().to_json())
    for check in data["checks"]["nb"]:
        assert check.pop("follow_through") == []
    assert Record.from_json(json.dumps(data)) == record()
    slip = replace(CHECK, follow_through=("entropy",))
    with_slip = replace(record(), checks={"nb": (slip,)})
    assert Record.from_json(with_slip.to_json()).checks == {"nb": (slip,)}


def test_what_could_not_be_graded_is_a_record_too(course, records):
    records.create()
    assert reasons(course.gradebook.db) == {}
    records.write(Record.of(SubmissionResult("bob", "ps", FAILED, "It is a link."), version="1"))
    records.write(record("ann"))
    assert records.read("bob").reason == "It is a link."
    assert reasons(course.gradebook.db) == {("ps", "bob"): "It is a link.", ("ps", "ann"): ""}


def test_what_is_forgotten_in_a_transaction_is_gone_with_it_alone(course, records):
    records.write(record("ann"))
    records.write(record("bob"))
    session = course.gradebook.db
    forget(session, "ps", "bob")
    session.rollback()
    assert records.read("bob") == record("bob")
    forget(session, "ps", "bob")
    session.commit()
    assert records.read("bob") is None and records.read("ann") == record("ann")


BAD = {
    "empty": "",
    "half": '{"student": "bob", "assign',
    "a list": "[]",
    "nothing in it": "{}",
    "wrong types": '{"student": "bob", "assignment": "ps", "state": 1, "checks": {}, "notes": []}',
    "another student's": record("ann").to_json(),
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_record_is_told_and_absent(course, records, folder, kind):
    records.write(record("ann"))
    records.write(record("bob"))
    execute(folder, "UPDATE courseware_record SET record = ? WHERE student = 'bob'", (BAD[kind],))
    assert records.read("bob") is None
    assert [r.student for r in records.read_all()] == ["ann"]
    assert len(records.problems) == 2
    assert records.problems[0].startswith(f"The record of bob in sqlite:///{folder}/gradebook.db")
    assert reasons(course.gradebook.db) == {("ps", "ann"): ""}


def test_records_of_a_newer_version_are_refused_with_what_to_do(course, records, folder):
    records.write(record())
    execute(folder, "UPDATE courseware SET version = 2")
    for work in (Records(course, "ps").read_all, Records(course, "ps").create):
        with pytest.raises(CoursewareError, match=r"by a newer version.*Install that version"):
            work()


def test_reading_makes_nothing(folder, course):
    submitted(course, "bob")
    course.close()
    before = (folder / "gradebook.db").read_bytes()
    records = Records(course, "ps")
    assert records.read("bob") is None and records.read_all() == []
    assert reasons(course.gradebook.db) is None
    forget(course.gradebook.db, "ps", "bob")
    course.close()
    assert (folder / "gradebook.db").read_bytes() == before


def test_opening_a_gradebook_makes_no_course_in_it(folder, course):
    course.close()
    before = execute(folder, "SELECT * FROM course")
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write("\nc.CourseDirectory.course_id = 'named-since'\n")
    with Course.open(folder) as named:
        assert named.gradebook.assignments
    assert execute(folder, "SELECT * FROM course") == before


def test_a_gradebook_that_lacks_tables_is_told_to_be_older(folder, course):
    course.close()
    execute(folder, "DROP TABLE comment")
    with Course.open(folder) as older, pytest.raises(CoursewareError, match="nbgrader db upgrade"):
        _ = older.gradebook
    assert not execute(folder, "SELECT name FROM sqlite_master WHERE name = 'comment'")


def test_a_gradebook_that_nobody_may_write_is_read(folder, records, course):
    records.write(record())
    course.close()
    with Course.open(folder, f"sqlite:///file:{folder}/gradebook.db?mode=ro&uri=true") as locked:
        assert Records(locked, "ps").read_all() == [record()]
        with pytest.raises(CoursewareError, match="It is not writable"):
            Records(locked, "ps").write(record())
    (folder / "gradebook.db").chmod(stat.S_IRUSR)
    with Course.open(folder) as locked:
        assert Records(locked, "ps").read_all() == [record()]


def test_what_cannot_be_written_leaves_the_old_record(records, course, folder, monkeypatch):
    records.write(record(digest="old"))
    monkeypatch.setattr("courseware.grade.course.course.TRIES", 1)
    event = "before_cursor_execute"

    def full(connection, cursor, statement, *_):
        if statement.startswith("INSERT"):
            raise sqlalchemy.exc.OperationalError(statement, {}, Exception("disk is full"))

    sqlalchemy.event.listen(course.gradebook.engine, event, full)
    with pytest.raises(CoursewareError, match=r"disk is full\. Free some space, and run the same"):
        records.write(record(digest="new"))
    sqlalchemy.event.remove(course.gradebook.engine, event, full)
    assert records.read("bob").digest == "old"


# The secret.


def test_the_secret_is_made_once_and_for_each_course_anew(records, course, monkeypatch, tmp_path):
    secret = records.secret()
    assert len(secret) == 32
    records.create()
    course.close()
    assert Records(course, "ps").secret() == secret
    # Also if another run makes it at the same time.
    with monkeypatch.context() as patch:
        patch.setattr(Records, "_are_there", lambda *_: False)
        records.create()
    assert records.secret() == secret
    other = courses.release(_made(tmp_path / "other"), courses.notebook(courses.text("x")))
    with Course.open(other) as course:
        records = Records(course, "ps")
        records.create()
        assert records.secret() != secret


def _made(folder):
    folder.mkdir()
    return folder


# nbgrader.


def test_nbgrader_removes_students_and_assignments_and_their_records_are_absent(
    records, folder, course
):
    records.write(record("ann"))
    records.write(record("bob"))
    course.close()
    courses.nbgrader(folder, "db", "student", "remove", "bob", "--force")
    assert records.read("bob") is None
    assert [r.student for r in records.read_all()] == ["ann"] and records.problems == []
    assert reasons(course.gradebook.db) == {("ps", "ann"): ""}
    course.close()
    courses.nbgrader(folder, "db", "assignment", "remove", "ps", "--force")
    assert records.read_all() == []


def test_nbgrader_upgrades_a_gradebook_that_has_our_tables(records, folder, course):
    records.write(record())
    course.close()
    (stamp,) = execute(folder, "SELECT version_num FROM alembic_version")
    courses.nbgrader(folder, "db", "upgrade")
    assert execute(folder, "SELECT version_num FROM alembic_version") == [stamp]
    assert Records(course, "ps").read("bob") == record()
    course.close()
    # One that an older nbgrader made.
    execute(folder, "ALTER TABLE student DROP COLUMN lms_user_id")
    execute(folder, "UPDATE alembic_version SET version_num = '167914646830'")
    courses.nbgrader(folder, "db", "upgrade")
    assert execute(folder, "SELECT version_num FROM alembic_version") == [stamp]
    assert execute(folder, "SELECT count(lms_user_id) FROM student") == [(0,)]
    assert Records(course, "ps").read("bob") == record()


def test_an_assignment_of_another_course_is_refused_with_what_to_do(folder, course, records):
    records.write(record())
    course.close()
    (folder / "nbgrader_config.py").write_text("get_config().CourseDirectory.course_id = 'cs1'")
    with Course.open(folder) as named:  # nbgrader's own default is no other course
        assert Records(named, "ps").read("bob") == record()
    execute(folder, "UPDATE assignment SET course_id = 'cs2'")
    with Course.open(folder) as named:
        with pytest.raises(CoursewareError, match="is of the course 'cs2', and this one is 'cs1'"):
            Records(named, "ps")
    (folder / "nbgrader_config.py").write_text("get_config().CourseDirectory.course_id = 'cs2'")
    with Course.open(folder) as named:
        assert Records(named, "ps").read("bob") is None  # of another course, by its row


# The lock.

HOLD = """
import os, sys
from courseware.grade.results.records import lock
with lock(sys.argv[1]):
    if os.fork() == 0:  # a worker that outlives it
        os.close(1)
        sys.stdin.read()
        os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_runs_of_a_course_do_not_meet(tmp_path):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], **pipes)
    try:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(CoursewareError, match=f"graded already, by process {holder.pid}"):
            with lock(tmp_path):
                pass
        holder.kill()
        holder.wait()
        with lock(tmp_path):  # though its child still lives
            pass
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()


def test_a_file_where_the_lock_belongs_is_told(tmp_path):
    (tmp_path / ".courseware").write_text("")
    with pytest.raises(CoursewareError, match=r"\.courseware cannot be written \(File exists\)"):
        with lock(tmp_path):
            pass
