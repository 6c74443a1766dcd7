"""The pool grades everything once, whoever kills its processes, and leaves none behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from courseware.grade.contract import FAILED, GRADED
from courseware.grade.worker.pool import NoWorkers

from .conftest import eventually, is_running


def test_each_submission_is_graded_once_by_as_many_processes_as_asked_for(workshop):
    tasks = [workshop.task(f"student{k}", "sleep=0.02 " + "x " * k) for k in range(20)]
    with workshop.pool(3) as pool:
        results = [future.result(300) for future in [pool.submit(task) for task in tasks]]
    assert [result.student for result in results] == [task.student for task in tasks]
    assert [result.reason for result in results] == [str(task.seed) for task in tasks]
    assert sorted(student for student, _ in workshop.graded()) == sorted(t.student for t in tasks)
    assert len(workshop.processes()) == 3
    assert {process for _, process in workshop.graded()} == set(workshop.processes())


def test_processes_start_when_there_is_work_and_end_with_the_pool(workshop):
    with workshop.pool(4) as pool:
        assert not workshop.processes()
        pool.submit(workshop.task("ada")).result(300)
        assert len(workshop.processes()) == 1
    assert eventually(lambda: not any(map(is_running, workshop.processes())))


def test_a_submission_whose_process_is_killed_is_graded_by_another(workshop):
    with workshop.pool() as pool:
        futures = [pool.submit(workshop.task(s, "die-once")) for s in ("ada", "bob", "cleo")]
        assert [future.result(300).state for future in futures] == [GRADED] * 3
    assert sorted(s for s, _ in workshop.graded()) == ["ada", "ada", "bob", "bob", "cleo", "cleo"]


@pytest.mark.parametrize(
    "words, reason",
    [
        ("die", "it was killed by signal 9 (Killed)"),
        ("exit=3", "it ended by itself with code 3"),
        ("raise=gone", "RuntimeError: gone"),
        ("raise-eof", "EOFError: of something else"),
    ],
)
def test_one_that_ends_two_processes_fails_with_the_reason_and_nobody_else_does(
    words, reason, workshop
):
    with workshop.pool() as pool:
        bad = pool.submit(workshop.task("mallory", words))
        good = [pool.submit(workshop.task(f"student{k}", "sleep=0.05")) for k in range(8)]
        assert bad.result(300).state == FAILED
        assert "The process that graded it ended, twice" in bad.result().reason
        assert reason in bad.result().reason
        assert all(future.result(300).state == GRADED for future in good)
    graded = [student for student, _ in workshop.graded()]
    assert graded.count("mallory") == 2
    assert len(graded) == 10


@pytest.mark.timing
def test_random_kills_lose_nothing(workshop):
    """Killed from outside every now and then, all are graded or failed twice; none is lost."""
    tasks = [workshop.task(f"student{k}", "sleep=0.05") for k in range(30)]
    over = threading.Event()

    def kill():
        killed = set()
        for wait in (0.3, 0.4, 0.2, 0.3, 0.25, 0.35):
            if over.wait(wait):
                return
            for process in reversed(workshop.processes()):
                if process not in killed and is_running(process):
                    killed.add(process)
                    os.kill(process, signal.SIGKILL)
                    break

    with workshop.pool() as pool:
        futures = [pool.submit(task) for task in tasks]
        killer = threading.Thread(target=kill)
        killer.start()
        results = [future.result(300) for future in futures]
        over.set()
        killer.join()
    assert [result.student for result in results] == [task.student for task in tasks]
    graded = [student for student, _ in workshop.graded()]
    for result in results:
        assert result.state == GRADED or graded.count(result.student) == 2


def test_a_process_that_does_not_start_is_started_again_and_no_submission_is_blamed(workshop):
    (workshop.folder / "refusals").write_text("2")
    with workshop.pool(1) as pool:
        assert pool.submit(workshop.task("ada")).result(300).state == GRADED


def test_where_none_can_be_started_the_pool_says_why(workshop):
    (workshop.folder / "refusals").write_text("1000")
    with workshop.pool(2) as pool:
        with pytest.raises(NoWorkers, match="RuntimeError: the template did not start"):
            pool.submit(workshop.task("ada")).result(300)
    assert not workshop.graded()


def test_one_that_never_answers_is_ended(workshop, monkeypatch):
    monkeypatch.setattr("courseware.grade.worker.pool.GRACE_SECONDS", 0.2)
    with workshop.pool(1) as pool:
        result = pool.submit(workshop.task("ada", "sleep=60", wall_seconds=0.2)).result(300)
        assert result.state == FAILED and "no answer within 0 s" in result.reason
        assert pool.submit(workshop.task("bob")).result(300).state == GRADED


def test_closing_ends_what_is_being_graded_at_once(workshop):
    began = time.monotonic()
    with workshop.pool() as pool:
        futures = [pool.submit(workshop.task(f"student{k}", "sleep=60")) for k in range(5)]
        assert eventually(lambda: len(workshop.graded()) == 2)
    assert time.monotonic() - began < 20
    assert all(future.cancelled() or future.exception() for future in futures)
    assert eventually(lambda: not any(map(is_running, workshop.processes())))


def test_processes_end_with_a_coordinator_that_is_killed(workshop):
    code = (
        "import sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from courseware.grade.worker.pool import Pool\n"
        "from courseware.grade.contract import NotebookTask, Task\n"
        f"pool = Pool(2, {str(workshop.folder)!r}, worker='standin')\n"
        "for k in 'ab':\n"
        "    pool.submit(Task(k, 'ps1', (NotebookTask('ps1', 'sleep=60'),)))\n"
        "import time; time.sleep(60)\n"
    )
    coordinator = subprocess.Popen([sys.executable, "-c", code])
    assert eventually(lambda: len(workshop.graded()) == 2)
    coordinator.kill()
    coordinator.wait()
    assert eventually(lambda: not any(map(is_running, workshop.processes())))


def test_what_starts_workers_does_not_mind_an_interrupt_and_nobody_inherits_that(workshop):
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with workshop.pool(1) as pool:
        assert pool.submit(workshop.task("ada")).result(300).state == GRADED
        (worker,) = workshop.processes()
        assert not blocks_interrupts(worker)
        assert blocks_interrupts(parent(worker))
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before


def status(process, field):
    text = Path(f"/proc/{process}/status").read_text()
    return text.split(f"\n{field}:\t")[1].split("\n")[0]


def blocks_interrupts(process):
    return bool(int(status(process, "SigBlk"), 16) >> signal.SIGINT - 1 & 1)


def parent(process):
    return int(status(process, "PPid"))


def test_an_interrupt_from_the_keyboard_is_the_coordinators_alone(workshop):
    with workshop.pool(1) as pool:
        future = pool.submit(workshop.task("ada", "sleep=0.5"))
        assert eventually(lambda: workshop.graded())
        os.kill(workshop.processes()[0], signal.SIGINT)
        assert future.result(300).state == GRADED
    assert len(workshop.graded()) == 1
