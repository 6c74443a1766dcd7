"""`courseware grade` from its command line to the gradebook, with all real parts."""

import contextlib
import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import replace

import pytest

from courseware.grade.coordinator import NEW, Outcome
from courseware.grade.table import Table
from courseware.kit import files as whole_files
from courseware.report import page
from tests.unit.courseware.report import classes

from .conftest import NATS, RIGHT, CourseFolder, eventually, is_running

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


def test_json_on_standard_output_is_nothing_else(course):
    course.hand_in("ada")
    run = course.grade("--json", "-")
    assert json.loads(run.out)["counts"]["graded"] == 1
    assert "ps: 1 submission, 1 graded." in run.err


def test_a_table_that_cannot_be_written_is_told(course):
    course.hand_in("ada")
    run = course.grade("--json", "/proc/nowhere/table.json")
    assert run.code == 1
    assert "/proc/nowhere/table.json cannot be written" in run.err
    assert course.records()["ada"]["state"] == "graded"


def test_columns_of_the_table_stand_below_each_other_in_any_script():
    assignment, records, points = classes.school(3)
    wider = {"日本太郎": 4, "Jose\u0301": -1, "ada": 0}  # columns, beyond one for each letter
    names = list(wider)
    outcomes = {s: Outcome(replace(r, student=s), NEW) for s, r in zip(names, records, strict=True)}
    given = dict(zip(names, points.values(), strict=True))
    rows = list(Table(assignment, outcomes, given).lines())[1:4]
    ends = {row.index(" / 12") + wider[row.split()[0]] for row in rows}
    assert len(ends) == 1


@pytest.mark.parametrize("write", [whole_files.write, page.write])
def test_a_table_or_page_goes_where_a_link_leads_and_into_pipes(write, tmp_path):
    target, link = tmp_path / "there" / "table", tmp_path / "link"
    target.parent.mkdir()
    link.symlink_to(target)
    for text in ("one", "two"):  # a link to nothing yet, then to a file
        write(link, text)
        assert link.is_symlink() and target.read_text() == text
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    write(fifo, "three")
    assert os.read(reader, 100) == b"three" and fifo.is_fifo()
    os.close(reader)
    null = tmp_path / "null"
    null.symlink_to("/dev/null")
    write(null, "four")
    assert os.path.exists("/dev/null") and not os.path.isfile("/dev/null")
    assert null.is_symlink()
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["fifo", "link", "null", "table", "there"]


def test_json_into_the_file_that_standard_output_goes_to_follows_the_table(tmp_path):
    program = "from courseware.kit import files\nprint('a', flush=True)\n"
    program += "files.write('/dev/stdout', 'b')\nprint('c')"
    with (tmp_path / "out").open("a") as file:
        subprocess.run([sys.executable, "-c", program], stdout=file, check=True)
    assert (tmp_path / "out").read_text() == "a\nbc\n"


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


def test_where_there_can_be_no_sandbox_nothing_is_run(course, tmp_path):
    course.hand_in("ada", f"open({str(tmp_path / 'ran')!r}, 'w')")
    bwrap = tmp_path / "bin" / "bwrap"
    bwrap.parent.mkdir()
    bwrap.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"
    )
    bwrap.chmod(0o755)
    environment = {**os.environ, "PATH": f"{bwrap.parent}:{os.environ['PATH']}"}
    run = course.grade(env=environment)
    assert run.code == 1
    assert "No permissions to create new namespace" in run.err
    assert "--no-sandbox" in run.err
    assert not course.records()
    assert not (tmp_path / "ran").exists()


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


@pytest.mark.parametrize("more", [[], ["--no-sandbox"]])
def test_on_another_system_it_is_told_where_to_grade(course, more):
    course.hand_in("ada")
    before = course.files()
    program = (
        "import sys; sys.platform = 'darwin'\nfrom courseware.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, "-C", course.path, "grade", "ps", *more]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert "this is darwin. Grade in a virtual machine with Linux" in run.stderr
    assert "Traceback" not in run.stderr
    assert course.files() == before


def test_without_a_sandbox_it_is_warned_of_and_recorded(course):
    course.hand_in("ada")
    run = course.grade("--no-sandbox")
    assert run.code == 0
    assert "Warning: without a sandbox" in run.err
    assert course.records()["ada"]["sandbox"] is False
    assert re.search(r"^ada .* no sandbox$", run.out, re.MULTILINE)


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


def test_a_terminal_gets_a_bar(course):
    course.hand_in("ada")
    main, other = pty.openpty()
    termios.tcsetwinsize(other, (24, 80))
    line = [sys.executable, "-m", "courseware.cli", "-C", str(course.path), "grade", "ps"]
    done = subprocess.run(line, stderr=other, stdout=subprocess.DEVNULL, timeout=300)
    shown = ""
    while "1/1 |" not in shown:  # or reading ends the test
        shown += os.read(main, 1 << 16).decode()
    os.close(main)
    os.close(other)
    assert done.returncode == 0
    assert "0/1 |" in shown


def test_nothing_is_left_among_the_temporary_files(course):
    course.hand_in("ada")
    with tempfile.TemporaryDirectory() as scratch:  # short: sockets have paths of 107 bytes
        run = course.grade("--no-sandbox", env={**os.environ, "TMPDIR": scratch})
        assert run.code == 0, run.out + run.err
        assert eventually(lambda: not os.listdir(scratch))


def test_what_killed_runs_left_among_the_temporary_files_goes_after_a_day(course):
    course.hand_in("ada")
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("grading-old", "grading-used", "grading-new", "other"):
            os.mkdir(f"{scratch}/{name}")
        open(f"{scratch}/grading-used/file", "w").close()
        for name in ("grading-old", "grading-used", "other"):
            os.utime(f"{scratch}/{name}", (0, 0))
        run = course.grade("--no-sandbox", env={**os.environ, "TMPDIR": scratch})
        assert run.code == 0, run.out + run.err
        left = {"grading-used", "grading-new", "other"}
        assert eventually(lambda: set(os.listdir(scratch)) == left)


def test_help_is_quick_and_shows_examples():
    code = (
        "import sys\nfrom courseware.cli import main\n"
        "try: main(['grade', '--help'])\n"
        "finally: print({'nbgrader', 'numpy', 'nbformat', 'multiprocessing'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "courseware grade why-models --dry-run" in run.stdout
    assert run.stdout.endswith("set()\n")


def descendants(process):
    import psutil

    return [child.pid for child in psutil.Process(process).children(recursive=True)]
