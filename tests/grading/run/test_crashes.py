"""However a run is ended, the same command grades the rest, and all get the same points."""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import traceback
from concurrent.futures import Future
from dataclasses import replace

import psutil
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from courseware.grade.coordinator import GradingRun
from courseware.grade.course.course import Course
from courseware.grade.results import records
from courseware.grade.submission import restore
from courseware.grade.worker.pool import Pool
from tests.amount import amount, first_now

from .conftest import NATS, RIGHT, CourseFolder, eventually, is_running

WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree"}
ANSWERS = {"ada": RIGHT, "bob": NATS, "dan": None}  # dan's is broken


def hand_in(course, answers):
    for student, answer in answers.items():
        folder = course.hand_in(student, answer or "")
        if answer is None:
            (folder / "nb.ipynb").write_text("{")


@pytest.fixture(scope="module")
def results(released, tmp_path_factory):
    """What the real pool makes of the right and of the wrong answer."""
    course = CourseFolder(shutil.copytree(released, tmp_path_factory.mktemp("results") / "course"))
    hand_in(course, {"right": RIGHT, "wrong": NATS})
    with Course.open(course.path) as opened, Pool(1, True) as pool:
        assignment = opened.assignment("ps")
        tasks = [restore.make_task(opened, assignment, s)[0] for s in ("right", "wrong")]
        right, wrong = (pool.submit(task).result(300) for task in tasks)
    return {RIGHT: right, NATS: wrong}


class ReadyPool:
    """In the place of the pool: hands out `results` at once, and notes for whom."""

    jobs = 2

    def __init__(self, results, log):
        self.results, self.log = results, log

    def submit(self, task):
        with self.log.open("a") as file:
            file.write(f"{task.student}\n")
        cells = json.loads(task.notebooks[0].text)["cells"]
        (answer,) = ["".join(c["source"]) for c in cells if is_entropy(c)]
        result = self.results[answer]
        future = Future()
        future.set_result(replace(result, student=task.student))
        return future


def is_entropy(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id") == "entropy"


def in_child(work):
    """Do it in a forked process; how that ended, as `os.waitstatus_to_exitcode` has it."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def grade(course, results, log):
    with Course.open(course.path) as opened, records.lock(opened.root):
        run = GradingRun(
            opened,
            opened.assignment("ps"),
            records.Records(opened, "ps"),
            ReadyPool(results, log),
        )
        run.go(opened.submissions("ps"))


def kill_at(n):
    """End this process, as SIGKILL does, just before it writes something for the n-th time."""
    seen = 0

    def count(*_):
        nonlocal seen
        seen += 1
        if seen == n:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(name, arguments):
        if name in WRITES or (name == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            count()

    event.listen(Engine, "commit", count)
    sys.addaudithook(audit)


def state(course):
    return course.gradebook(), course.autograded(), course.verdicts()


def asked(log):
    return log.read_text().split() if log.exists() else []


@pytest.fixture
def same_secret(monkeypatch):
    """Every course has this one, so that all ask the same questions."""
    monkeypatch.setattr(records.secrets, "token_hex", lambda size: "ab" * size)


@pytest.mark.parametrize("before", first_now(["graded otherwise before", "new"]))
def test_killed_before_each_write_in_turn(before, released, results, tmp_path, same_secret):
    start = CourseFolder(shutil.copytree(released, tmp_path / "start"))
    if before != "new":
        hand_in(start, {"ada": NATS, "bob": RIGHT, "dan": RIGHT})
        assert in_child(lambda: grade(start, results, tmp_path / "log")) == 0
    hand_in(start, ANSWERS)
    whole = CourseFolder(shutil.copytree(start.path, tmp_path / "whole"))
    assert in_child(lambda: grade(whole, results, tmp_path / "log")) == 0
    expected = state(whole)
    assert len(expected[2]) == len(ANSWERS)

    def grade_and_die(course, n, log):
        kill_at(n)
        grade(course, results, log)

    old, seen = start.records(), set()
    for n in range(1, 1000):
        course = CourseFolder(shutil.copytree(start.path, tmp_path / f"killed{n}"))
        first, second = tmp_path / f"first{n}", tmp_path / f"second{n}"
        ended = in_child(lambda: grade_and_die(course, n, first))  # noqa: B023
        assert ended in (0, -signal.SIGKILL)
        if ended == 0:
            break
        left = state(course)
        done = {s for s, record in course.records().items() if record != old.get(s)}
        for student in done:  # the record comes last: all of it is there
            assert of_one(left, student) == of_one(expected, student), n
        stale = set(course.records()) - done
        rows = start.gradebook()
        for student in stale:  # the points take an older record with them
            assert points_of(left[0], student) == points_of(rows, student), n
        seen.add(len(done))
        assert in_child(lambda: grade(course, results, second)) == 0  # noqa: B023
        assert state(course) == expected, n
        assert set(asked(second)) == {"ada", "bob"} - done, n
        assert not list(course.path.glob("autograded/*/.*")), n
        shutil.rmtree(course.path)
    assert n > 20
    assert seen == {0, 1, 2}  # the last write of all is the record of the third


def of_one(state, student):
    """What is there of one student."""
    book, autograded, verdicts = state
    files = {path: text for path, text in autograded.items() if path.startswith(f"{student}/ps/")}
    return points_of(book, student), files, verdicts[student]


def points_of(book, student):
    return {key: row for key, row in book.items() if key[1] == student}


@pytest.fixture
def small_disk(tmp_path):
    """Makes a file system of a given size."""
    mounted = []

    def make(size):
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        line = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(place)]
        if subprocess.run(line, capture_output=True).returncode:
            pytest.skip("a small disk can be had only where mounting is allowed (as root)")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_ends_the_run_and_with_space_it_goes_on(
    released, results, small_disk, tmp_path, same_secret
):
    answers = {f"student{k}": (RIGHT, NATS)[k % 2] for k in range(6)}
    whole = CourseFolder(shutil.copytree(released, tmp_path / "whole"))
    hand_in(whole, answers)
    needed = sum(path.stat().st_size + 8192 for path in whole.path.rglob("*"))
    assert in_child(lambda: grade(whole, results, tmp_path / "log")) == 0
    ended = set()
    for spare in range(16 << 10, 260 << 10, 24 << 10):
        disk = small_disk(needed + (2 << 20))
        course = CourseFolder(shutil.copytree(released, disk / "course"))
        hand_in(course, answers)
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"0" * (free - spare))
        first, second = tmp_path / f"first{spare}", tmp_path / f"second{spare}"
        ended.add(in_child(lambda: grade(course, results, first)))  # noqa: B023
        kept = set(course.records())
        (disk / "filler").unlink()
        assert in_child(lambda: grade(course, results, second)) == 0  # noqa: B023
        assert state(course) == state(whole), spare
        assert not kept & set(asked(second)), spare
    assert 1 in ended


def test_the_command_says_that_the_disk_is_full_and_goes_on_later(released, small_disk):
    disk = small_disk(8 << 20)
    course = CourseFolder(shutil.copytree(released, disk / "course"))
    for k in range(5):
        course.hand_in(f"student{k}", RIGHT + f"\nprint('x' * 60_000, {k})")
    filler = disk / "filler"
    filler.write_bytes(b"0" * (shutil.disk_usage(disk).free - (200 << 10)))
    run = course.grade()
    assert run.code == 1
    assert "No space left on device" in run.err or "disk is full" in run.err
    assert "same command" in run.err
    filler.unlink()
    assert course.grade().code == 0
    assert len(course.verdicts()) == len(course.autograded()) == 5


@pytest.mark.parametrize("again", [(), ("--regrade",)])
def test_a_disk_without_any_space_is_told_before_anything_is_graded(released, small_disk, again):
    disk = small_disk(8 << 20)
    course = CourseFolder(shutil.copytree(released, disk / "course"))
    course.hand_in("ada")
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    run = course.grade(*again)
    assert run.code == 1
    assert "did not expect" not in run.err
    assert "No space left on device" in run.err or "disk is full" in run.err
    assert "Free some space" in run.err and "same command" in run.err
    filler.unlink()
    assert course.grade(*again).code == 0


def test_no_place_for_temporary_files_is_told(course):
    course.hand_in("ada")
    program = (
        "import os, sys\nfrom courseware.cli import main\n"
        "def full(*_): raise OSError(28, 'No space left on device')\n"
        "os.mkdir = full\nmain(sys.argv[1:])"
    )
    line = [sys.executable, "-c", program, "-C", str(course.path), "grade", "ps"]
    run = subprocess.run(line, capture_output=True, text=True)
    assert run.returncode == 1
    assert "There is no place for temporary files (No space left on device)." in run.stderr
    assert "TMPDIR=FOLDER" in run.stderr and "did not expect" not in run.stderr


def test_one_folder_that_cannot_be_written_fails_that_one_alone(course):
    for student in ("ada", "bob", "cleo"):
        course.hand_in(student)
    (course.path / "autograded").mkdir()
    (course.path / "autograded" / "bob").write_text("a file where a folder should be")
    run = course.grade()
    assert run.code == 1
    assert "bob: It was graded, but the result could not be kept" in run.out
    assert "2 graded, 1 could not be graded" in run.out
    assert course.records().keys() == {"ada", "cleo"}
    (course.path / "autograded" / "bob").unlink()
    run = course.grade()
    assert run.code == 0
    assert "1 graded, 2 unchanged" in run.out


SLOW = "\nimport time\ntime.sleep(0.5)"


@pytest.mark.slow
@pytest.mark.sampled
def test_killed_at_random_and_graded_again_they_get_the_same_points(released, tmp_path):
    """All real: coordinator, workers and templates are killed every now and then, then no more."""
    answers = {f"student{k:02}": ((RIGHT, NATS)[k % 2]) + SLOW for k in range(6)}
    whole = CourseFolder(shutil.copytree(released, tmp_path / "whole"))
    hand_in(whole, answers)
    with Course.open(whole.path) as opened:  # so that both have the same secret
        records.Records(opened, "ps").create()
    course = CourseFolder(shutil.copytree(whole.path, tmp_path / "course"))
    assert whole.grade().code == 0
    expected = state(whole)
    chance, kills, halfway = random.Random(1948), 0, 0
    while kills < amount(10, 50):
        before = course.records()
        running = course.start("--regrade", "--jobs", "2", start_new_session=True)
        victim = chance.choice(["coordinator", "coordinator", "worker", "template"])
        wait_until_graded(chance.randrange(len(answers)), running, course, before)
        time.sleep(chance.uniform(0, 0.3))
        processes = processes_of(running.pid)
        everything = [p.pid for p in processes["all"]]
        for process in processes[victim][:1]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
                kills += 1
        if victim != "coordinator":
            time.sleep(chance.uniform(0, 1.5))
            running.kill()
        running.communicate(timeout=60)
        assert eventually(lambda: not any(map(is_running, everything)))  # noqa: B023
        left = state(course)
        for student in left[2]:
            assert of_one(left, student) == of_one(expected, student)
        halfway += 0 < len(graded_since(before, course)) < len(answers)
    assert halfway, "each run was killed before anything was graded, or after everything was"
    last = course.grade()
    assert last.code == 0, last.out
    assert state(course) == expected


def graded_since(before, course):
    """Students whose records are others by now."""
    return {s for s, record in course.records().items() if record != before.get(s)}


def wait_until_graded(n, running, course, before):
    """Wait for the first template, and until so many are graded, or the run has ended."""

    def far_enough():
        return templates(running.pid) and len(graded_since(before, course)) >= n

    eventually(lambda: far_enough() or running.poll() is not None)


def templates(coordinator):
    """The sandboxes' outermost processes."""
    return processes_of(coordinator)["template"]


def processes_of(coordinator):
    """A run's processes by what they do; none of them when it has ended."""
    try:
        coordinator = psutil.Process(coordinator)
        below = coordinator.children(recursive=True)
        found = [p for p in below if p.name() == "bwrap" and p.parent().name() != "bwrap"]
        workers = [p.parent() for p in found]
    except psutil.NoSuchProcess:
        return {"coordinator": [], "worker": [], "template": [], "all": []}
    return {"coordinator": [coordinator], "worker": workers, "template": found, "all": below}
