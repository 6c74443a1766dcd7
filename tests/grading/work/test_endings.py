"""Whatever a cell does to its process: it is told, and what is honest earns its points."""

import nbformat
import pytest

from courseware.grade.contract import Limits

from .conftest import COUNTS, ENTROPY, RIGHT, RIGHT_COUNTS, limits, test_cell

ENDINGS = {
    "exits": "import os\nos._exit(0)",
    "is killed": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    "crashes": "import ctypes\nctypes.string_at(0)",
    "ignores SIGINT": "import signal as s\ns.signal(s.SIGINT, s.SIG_IGN)\nwhile True: pass",
    "closes all files": "import os\nos.closerange(0, 1000)",
}
INTERRUPTED = {
    "loops": "while True: pass",
    "loops and catches": "while True:\n  try:\n    while True: pass\n  except Exception: pass",
    "sleeps": "import time\ntime.sleep(1000)",
    "awaits": "import asyncio\nawait asyncio.sleep(1000)",
    "waits for a program": "!sleep 1000",
    "prints": "while True: print('x' * 100)",
    "displays": "while True: display('x' * 100)",
    "clears": "import IPython.display as d\nwhile True:\n  d.clear_output(); print('x' * 9999)",
}


@pytest.mark.parametrize("source", ENDINGS.values(), ids=ENDINGS)
def test_a_cell_that_ends_the_process_is_left_out(run, source):
    outcome = run(RIGHT, ENTROPY, source, RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"entropy-check": 3, "counts-check": 2}
    assert "The process ended in cell 3" in outcome.notes
    assert "Stopped" in outcome.text(2)


@pytest.mark.parametrize("source", INTERRUPTED.values(), ids=INTERRUPTED)
def test_a_cell_that_takes_too_long_is_stopped_and_its_process_lives(run, source):
    outcome = run("kept = 1", source, "print(kept)", RIGHT, ENTROPY)
    assert outcome.points == {"entropy-check": 3}
    assert "In cell 2" in outcome.notes and "stopped after 2 s" in outcome.notes
    assert "ended" not in outcome.notes
    assert outcome.text(2) == "1\n"


def test_too_much_memory_ends_the_process_also_over_several_of_them(run):
    source = (
        "import os, time\n"
        "for _ in range(4):\n"
        "    if os.fork() == 0:\n"
        "        x = bytearray(os.urandom(1 << 20)) * 150; time.sleep(60); os._exit(0)\n"
        "time.sleep(60)"
    )
    outcome = run(source, RIGHT, ENTROPY, limits=limits(memory=500 << 20, cell_seconds=30.0))
    assert outcome.points == {"entropy-check": 3}
    assert "more than 500 MiB of memory" in outcome.notes


def test_processes_without_end_are_ended(run):
    source = "import os\nwhile True:\n  try: os.fork()\n  except OSError: pass"
    outcome = run(source, RIGHT, ENTROPY)
    assert outcome.points == {"entropy-check": 3}


def test_an_answer_that_ends_the_process_earns_nothing_and_the_next_one_its_points(run):
    outcome = run(
        "def entropy(pmf):\n    import os\n    os._exit(0)", ENTROPY, RIGHT_COUNTS, COUNTS
    )
    assert outcome.points == {"entropy-check": 0, "counts-check": 2}
    assert outcome.states == {"entropy-check": "unreached", "counts-check": "right"}
    assert "ended the notebook's process" in outcome.checks["entropy-check"].reason
    assert outcome.outputs(1)[-1].output_type == "error"


def test_an_answer_without_end_is_wrong_and_told_where_it_was(run):
    endless = "def entropy(pmf):\n    while True:\n        pass"
    outcome = run(endless, ENTROPY, RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"entropy-check": 0, "counts-check": 2}
    assert outcome.states["entropy-check"] == "wrong"
    page = outcome.outputs(1)[0].data["text/html"]
    assert "was stopped after 2 seconds" in page and "line " in page
    assert "In cell 2 (entropy-check): entropy was stopped after 2 s, in line" in outcome.notes


def test_an_answer_that_cannot_even_be_defined_is_noted(run):
    typo = nbformat.v4.new_code_cell("def entropy(pmf)\n    return 1")
    typo.metadata.nbgrader = {"grade": False, "solution": True, "grade_id": "entropy"}
    outcome = run(typo, ENTROPY, "1 +", RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"entropy-check": 0, "counts-check": 2}
    assert "In cell 1 (`def entropy(pmf)`): SyntaxError: expected ':'" in outcome.notes
    assert "In cell 3" not in outcome.notes


def test_an_endless_answer_leaves_time_for_the_others(run):
    """`helpers.needs` waits long for it only once."""
    endless = "import helpers\ndef entropy(pmf):\n    while True:\n        pass"
    use = "with helpers.needs(entropy, seconds=3):\n    entropy([1.0])"
    few = limits(cell_seconds=5.0, submission_seconds=20.0)
    outcome = run(endless, ENTROPY, *[use] * 5, RIGHT_COUNTS, COUNTS, limits=few)
    assert outcome.points == {"entropy-check": 0, "counts-check": 2}
    assert "your entropy() was stopped after 3 seconds" in outcome.text(2)
    assert "your entropy() was stopped after 2 seconds" in outcome.text(3)


def test_verdicts_that_were_taken_stay_when_the_notebook_is_run_again(run):
    """The second time, the answer is another one: what counted at the check counts."""
    once = "import os\ndef entropy(pmf):\n    p = pmf[pmf > 0]\n    return -sum(p * np.log2(p))\n"
    outcome = run(RIGHT, ENTROPY, "import os; os._exit(1)", once, RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"entropy-check": 3, "counts-check": 2}


def test_cells_that_end_the_process_are_left_out_up_to_a_limit(run):
    ending = "import os; os._exit(1)"
    outcome = run(ending, ending, ending, RIGHT, ENTROPY, limits=limits(restarts=2))
    assert outcome.states == {"entropy-check": "unreached"}
    assert "too many cells ended the process" in outcome.checks["entropy-check"].reason
    assert run(ending, ending, RIGHT, ENTROPY, limits=limits(restarts=2)).points == {
        "entropy-check": 3
    }


def test_a_submission_has_an_end(run):
    sleeping = ["import time; time.sleep(1.8)"] * 4
    few = limits(submission_seconds=3.0)
    outcome = run(RIGHT, ENTROPY, *sleeping, RIGHT_COUNTS, COUNTS, limits=few)
    assert outcome.points == {"entropy-check": 3, "counts-check": 0}
    assert "used up its 3 s" in outcome.checks["counts-check"].reason


def test_time_in_a_process_that_had_to_be_killed_counts(run):
    few = limits(submission_seconds=5.0)  # two of these take 2 s each, and as much until killed
    outcome = run(*[ENDINGS["ignores SIGINT"]] * 3, RIGHT, ENTROPY, limits=few)
    assert outcome.states == {"entropy-check": "unreached"}
    assert "used up its 5 s" in outcome.checks["entropy-check"].reason


def test_a_wall_time_that_is_over_ends_a_cell_that_only_waits(run):
    few = Limits(cell_seconds=1e6, submission_seconds=1e6, wall_seconds=4.0, restarts=0)
    outcome = run("import time; time.sleep(1000)", RIGHT, ENTROPY, limits=few)
    assert outcome.states == {"entropy-check": "unreached"}
    assert "took longer than 4 s" in outcome.notes


def test_an_ordinary_test_cell_that_cannot_be_reached_says_so(run):
    cell = test_cell("t", "assert True")
    outcome = run("import os; os._exit(1)", cell, limits=limits(restarts=0))
    assert outcome.states == {"t": "unreached"} and outcome.points == {"t": 0}
    assert outcome.outputs(1)[0].output_type == "error"
    assert run("1", cell).states == {"t": "unverified"}
