"""What a grading says: the table for people, that for machines, and a bar in a terminal."""

import contextlib
import json
import os
import pty
import subprocess
import sys
import termios
from dataclasses import replace

import pytest

from courseware.grade.coordinator import NEW, Outcome
from courseware.grade.table import Table
from courseware.kit import files as whole_files
from courseware.report import page
from tests.unit.courseware.report import classes

from .conftest import eventually


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


def test_a_terminal_gets_a_bar(course):
    course.hand_in("ada")
    main, other = pty.openpty()
    termios.tcsetwinsize(other, (24, 80))
    line = [sys.executable, "-m", "courseware.cli", "-C", str(course.path), "grade", "ps"]
    done = subprocess.run(line, stderr=other, stdout=subprocess.DEVNULL, timeout=300)
    assert done.returncode == 0
    os.set_blocking(main, False)
    shown = bytearray()

    def is_full():
        with contextlib.suppress(BlockingIOError):
            shown.extend(os.read(main, 1 << 16))
        return b"1/1 |" in shown

    assert eventually(is_full, seconds=20), shown
    assert b"0/1 |" in shown
    os.close(main)
    os.close(other)
