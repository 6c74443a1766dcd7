"""`nbgrader export` with the course's own exporter, after real gradings."""

import contextlib
import csv
import os
import sqlite3
import subprocess

import pytest

from courseware.grade.contract import FAILED
from tests.grading.nbgrader import courses

from .conftest import NATS

EXPORTER = "\nc.ExportApp.plugin_class = 'courseware.plugins.Grades'\n"


@pytest.fixture
def export(course):
    with (course.path / "nbgrader_config.py").open("a") as file:
        file.write(EXPORTER)

    def run(*arguments, file="grades.csv"):
        """What it said, and raw score, penalty and score of each student."""
        said = courses.nbgrader(course.path, "export", *arguments)
        with (course.path / file).open() as lines:
            rows = {row.pop("student_id"): row for row in csv.DictReader(lines)}
        assert {row["max_score"] for row in rows.values()} == {"8.0"}
        columns = ("raw_score", "late_submission_penalty", "score")
        return said, {student: tuple(row[c] for c in columns) for student, row in rows.items()}

    return run


def test_what_could_not_be_graded_is_exported_without_a_score(course, export):
    course.hand_in("ada")
    course.hand_in("kim", NATS)
    (course.hand_in("bob") / "nb.ipynb").write_text("")
    course.grade()
    said, scores = export()
    assert scores == {"ada": ("4.0", "0.0", "4.0"), "kim": ("1.0", "0.0", "1.0"), "bob": ("",) * 3}
    assert "ps of bob has no score here. Could not be graded: " in said
    assert "nb.ipynb is empty" in said and "Wrote grades.csv" in said
    assert not [path for path in course.path.iterdir() if path.name.endswith(".part")]

    course.hand_in("bob")
    course.grade()
    said, scores = export("--to=again.csv", file="again.csv")
    assert scores["bob"] == scores["ada"] and "no score here" not in said


def test_a_grading_that_was_stopped_exports_no_0(course, export):
    (course.hand_in("bob") / "nb.ipynb").write_text("")
    course.grade()
    with contextlib.closing(sqlite3.connect(course.path / "gradebook.db")) as book, book:
        book.execute("DELETE FROM courseware_record")
    said, scores = export()
    assert scores["bob"] == ("",) * 3
    assert "ps of bob has no score here. Could not be graded: the grading was stopped" in said


def test_ids_with_commas_are_no_matter(course, export):
    (course.hand_in("Meier, Anna") / "nb.ipynb").write_text("")
    course.hand_in("ada")
    course.grade()
    _, scores = export()
    assert scores == {"ada": ("4.0", "0.0", "4.0"), "Meier, Anna": ("",) * 3}
    assert export("--student=['ada']")[1].keys() == {"ada"}


def test_columns_and_rows_are_those_of_nbgrader(course, export):
    course.hand_in("ada")
    course.hand_in("kim", NATS)
    course.grade()
    export()
    theirs = "--exporter=nbgrader.plugins.CsvExportPlugin"
    courses.nbgrader(course.path, "export", theirs, "--to=theirs.csv")
    ours = (course.path / "grades.csv").read_text()
    assert ours == (course.path / "theirs.csv").read_text()


def test_what_is_no_file_is_written_to_and_links_are_kept(course, export):
    course.hand_in("ada")
    course.grade()
    (course.path / "link.csv").symlink_to("real.csv")
    export("--to=link.csv", file="real.csv")
    assert (course.path / "link.csv").is_symlink()
    os.mkfifo(course.path / "pipe")
    reader = subprocess.Popen(["cat", course.path / "pipe"], stdout=subprocess.PIPE, text=True)
    courses.nbgrader(course.path, "export", "--to=pipe")
    assert "ps,,,ada" in reader.communicate(timeout=60)[0]


def test_a_score_that_plain_nbgrader_gave_since_is_exported(course, export):
    (course.hand_in("bob") / "nb.ipynb").write_text("")
    course.grade()
    course.hand_in("bob")
    courses.nbgrader(course.path, "autograde", "ps", "--force")
    assert course.records()["bob"]["state"] == FAILED
    assert export()[1] == {"bob": ("4.0", "0.0", "4.0")}


def test_a_file_that_cannot_be_written_is_told(course, export):
    course.hand_in("ada")
    course.grade()
    said = courses.nbgrader(course.path, "export", "--to=gone/grades.csv", succeeds=False)
    assert "gone/grades.csv cannot be written" in said and "Traceback" not in said


def test_this_course_exports_with_it():
    assert EXPORTER.strip().replace("'", '"') in (courses.ROOT / "nbgrader_config.py").read_text()
