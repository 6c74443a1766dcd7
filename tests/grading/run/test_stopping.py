"""Ctrl-C, and a second grading of the same course: all processes end, nothing is lost."""

import contextlib
import os
import re
import signal
import sqlite3
import time

import pytest

from .conftest import RIGHT, eventually, is_running


def test_two_at_the_same_time_are_refused(course):
    course.hand_in("ada", RIGHT + "\nimport time\ntime.sleep(2)")

    def holds_the_lock():  # and has made its tables: stopped while it writes, it would block others
        with contextlib.closing(sqlite3.connect(course.path / "gradebook.db")) as book:
            with contextlib.suppress(sqlite3.OperationalError):
                return bool(book.execute("SELECT secret FROM courseware").fetchone())

    first = course.start()
    assert eventually(holds_the_lock)
    first.send_signal(signal.SIGSTOP)  # so that it is at work, however long the other one takes
    second = course.grade()
    first.send_signal(signal.SIGCONT)
    assert second.code == 1
    assert f"is being graded already, by process {first.pid}" in second.err
    first.communicate(timeout=120)
    assert first.returncode == 0


def test_ctrl_c_ends_all_processes_and_the_same_command_goes_on(course):
    for k in range(6):
        course.hand_in(f"student{k}", RIGHT + "\nimport time\ntime.sleep(0.5)")
    course.hand_in("slow", RIGHT + "\nimport time\ntime.sleep(25)")
    running = course.start("--jobs", "2", start_new_session=True)
    assert eventually(lambda: course.records())
    processes = descendants(running.pid)
    assert len(processes) > 4
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "the same command grades the rest" in err
    assert "Traceback" not in err
    assert eventually(lambda: not any(map(is_running, processes)))
    done = course.records()
    assert 0 < len(done) < 7
    course.hand_in("slow")
    again = course.grade()
    assert again.code == 0
    assert f"{7 - len(done)} graded, {len(done)} unchanged" in again.out
    assert {s: course.records()[s] for s in done} == done


@pytest.mark.timing
@pytest.mark.parametrize("seconds", [0.3, 0.8, 1.8])
def test_ctrl_c_while_all_starts_is_told_in_a_sentence(course, seconds):
    course.hand_in("ada", RIGHT + "\nimport time\ntime.sleep(25)")
    running = course.start("--jobs", "2", start_new_session=True)
    time.sleep(seconds)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    out, err = running.communicate(timeout=60)
    assert "Traceback" not in out + err and "Exception ignored" not in err
    assert running.returncode == 130
    assert re.match(r"(Grading .*\n)?Stopped.*\n\Z", err)


def test_a_stopped_regrade_starts_over_and_nothing_is_lost(course):
    for k in range(6):
        course.hand_in(f"student{k}", RIGHT + "\nimport time\ntime.sleep(0.5)")
    assert course.grade().code == 0
    before, verdicts = course.records(), course.verdicts()
    regrade = ["--regrade", "--jobs", "2"]
    running = course.start(*regrade, start_new_session=True)
    assert eventually(lambda: changed(before, course.records()))
    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode == 130
    assert 0 < len(changed(before, course.records())) < 6
    assert course.verdicts() == verdicts
    assert "6 unchanged" in course.grade().out
    again = course.grade(*regrade)
    assert again.code == 0 and "ps: 6 submissions, 6 graded." in again.out
    assert changed(before, course.records()) == set(before) and course.verdicts() == verdicts


def changed(before, after):
    """Students who were graded again."""
    return {student for student in before if after.get(student) != before[student]}


def descendants(process):
    import psutil

    return [child.pid for child in psutil.Process(process).children(recursive=True)]
