"""Notebooks of other languages are run by their own kernel, in the sandbox, unverified."""

import subprocess
import sys

import pytest

from courseware.grade.worker.work import grade

from .conftest import ENTROPY, RIGHT, limits, task, test_cell

BASH = {"kernelspec": {"name": "bash", "language": "bash", "display_name": "Bash"}}
ENOUGH = limits(cell_seconds=60.0)


@pytest.fixture(scope="module", autouse=True)
def bash():
    install = [sys.executable, "-m", "bash_kernel.install", "--sys-prefix"]
    subprocess.run(install, check=True, capture_output=True)


def test_a_notebook_in_bash(run):
    cell, failing = test_cell("t", "test 1 = 1 && echo fine"), test_cell("u", "exit 3")
    outcome = run("x=41", "echo $((x + 1))", cell, failing, metadata=BASH, limits=ENOUGH)
    assert outcome.text(1) == "42\n" and outcome.text(2) == "fine\n"
    assert outcome.states == {"t": "unverified", "u": "unverified"}
    assert outcome.points == {"t": None, "u": None}


def test_a_cell_without_end_is_stopped(run):
    few = limits(cell_seconds=3.0)
    outcome = run("while true; do :; done", "echo on", metadata=BASH, limits=few)
    assert outcome.text(1) == "on\n"
    assert "cell 1" in outcome.notes


def test_a_kernel_that_is_not_there_is_told(template):
    metadata = {"kernelspec": {"name": "fortran77", "language": "fortran", "display_name": "F"}}
    result = grade(task("write(*,*) 1", metadata=metadata, limits=ENOUGH), template)
    assert result.state == "could not be graded"
    assert "no kernel named 'fortran77'" in result.reason


def test_checks_of_ours_are_verified_whatever_the_notebook_says_of_its_language(run):
    forged = "def entropy(p): return 3"
    assert run(forged, ENTROPY, metadata=BASH).states == {"entropy-check": "wrong"}
    assert run(RIGHT, ENTROPY, metadata=BASH).points == {"entropy-check": 3}
