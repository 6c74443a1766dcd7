"""Records survive crashes, are written whole, and are never taken for what they are not."""

import json
import subprocess
import sys
import threading

import pytest

from courseware.errors import CoursewareError
from courseware.grade.contract import FAILED, GRADED, WRONG, CheckResult, NotebookResult, Result
from courseware.grade.results.records import FOLDER, Record, Records, file_name, lock

CHECK = CheckResult("entropy-check", WRONG, 0.0, 3.0, "natural-logarithm")
STUDENTS = ["bob", "Änne 2", "../bob", ".", "..", "x.pending", "a/b", "n" * 128, "ß" * 128, "nul\n"]


def result(student="bob"):
    notebook = NotebookResult("nb", '{"cells": ["ü"]}', (CHECK,), ("A note.",))
    return Result(student, "ps", GRADED, "", (notebook,), {"total": 0.5}, 10_000, False)


def record(student="bob", **more):
    more = {"notes": ("First.",), "digest": "d", "seed": 2**62, "started": "2030-01-01"} | more
    return Record.of(result(student), **more)


@pytest.fixture
def records(tmp_path):
    return Records(tmp_path, "ps")


@pytest.mark.parametrize("student", STUDENTS)
def test_what_was_written_is_read(records, tmp_path, student):
    assert records.read(student) is None and records.read_pending(student) is None
    records.write_pending(record(student), result(student))
    assert records.read_pending(student) == (record(student), result(student))
    assert records.pending() == [student] or len(student) == 128
    records.write(record(student))
    assert records.read(student) == record(student) and records.read_pending(student) is None
    assert records.read_all() == [record(student)] and records.problems == []
    (written,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written.parent == tmp_path / FOLDER / "ps" and len(written.name) < 255


def test_every_student_has_a_file_of_ones_own(records):
    assert len({file_name(student) for student in STUDENTS}) == len(STUDENTS)
    for student in STUDENTS:
        records.write_pending(record(student), result(student))
        records.write(record(student))
        records.write_pending(record(student, digest="new"), result(student))
    assert [r.student for r in records.read_all()] == sorted(STUDENTS)
    assert all(records.read_pending(s)[0].digest == "new" for s in STUDENTS)


def test_notes_of_all_are_kept_and_no_notebook_text(records, tmp_path):
    records.write(record())
    assert records.read("bob").notes == ("First.", "nb.ipynb: A note.")
    assert records.read("bob").checks == {"nb": (CHECK,)}
    assert "cells" not in (tmp_path / FOLDER / "ps" / "bob.json").read_text()


BAD = {
    "empty": "",
    "half": '{"format": 1, "record": {"stud',
    "a list": "[]",
    "another version": '{"format": 99}',
    "nothing in it": '{"format": 1}',
    "record no dictionary": '{"format": 1, "record": 3}',
    "wrong types": '{"format": 1, "record": {"student": "bob", "assignment": "ps", "state": 1,'
    ' "checks": {}, "notes": []}}',
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_record_is_told_and_absent(records, kind):
    records.write(record("ann"))
    for name in ("bob.json", "bob.pending.json"):
        (records.folder / name).write_text(BAD[kind])
    assert records.read("bob") is None and records.read_pending("bob") is None
    assert [r.student for r in records.read_all()] == ["ann"]
    assert len(records.problems) == 3 and "bob.json is no record" in records.problems[0]


def test_records_of_others_are_not_taken(records, tmp_path):
    records.write_pending(record("ann"), result("ann"))
    records.write(record("ann"))
    other = Records(tmp_path, "other")
    other.folder.mkdir()
    for folder, name in ((records.folder, "bob.json"), (other.folder, "ann.json")):
        (folder / name).write_bytes((records.folder / "ann.json").read_bytes())
    assert records.read("bob") is None and other.read("ann") is None
    assert len(records.problems) == len(other.problems) == 1
    data = {
        "format": 1,
        "record": record("bob").to_data(),
        "result": json.loads(result("ann").to_json()),
    }
    (records.folder / "bob.pending.json").write_text(json.dumps(data))
    assert records.read_pending("bob") is None


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_record(records, monkeypatch, at):
    records.write(record(digest="old"))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"os.{at}", full)
        with pytest.raises(CoursewareError, match=r"bob\.json cannot be written \(No space left"):
            records.write(record(digest="new"))
        with pytest.raises(CoursewareError, match=r"bob\.pending\.json cannot be written"):
            records.write_pending(record(digest="new"), result())
    assert records.read("bob").digest == "old" and records.read_pending("bob") is None
    assert [path.name for path in records.folder.iterdir()] == ["bob.json"]


def test_reading_while_it_is_written_gives_one_or_the_other(records):
    stop = threading.Event()
    records.write(record(seed=0))

    def write():
        for seed in range(100):
            records.write(record(seed=seed))
        stop.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not stop.is_set():
        assert records.read("bob") is not None
    writer.join()
    assert records.problems == []


def test_what_could_not_be_graded_is_a_record_too(records):
    failed = Record.of(Result("bob", "ps", FAILED, "It is a link."), version="1")
    records.write(failed)
    assert records.read("bob").reason == "It is a link."


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
