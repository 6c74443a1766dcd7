"""What a grading asks of its machine, and what it leaves there."""

import os
import re
import subprocess
import sys
import tempfile

import pytest

from .conftest import eventually


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
