"""`nbgrader export` with the course's own exporter, after real gradings."""

import csv

import pytest

from courseware.grading.task import FAILED
from tests.grading.nbgrader import courses

from .conftest import NATS

EXPORTER = "\nc.ExportApp.plugin_class = 'courseware.export.Grades'\n"


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
    assert "ps of bob could not be graded, so it has no score here. " in said
    assert "nb.ipynb is empty" in said
    assert not [path for path in course.path.iterdir() if path.name.endswith(".part")]

    course.hand_in("bob")
    course.grade()
    said, scores = export("--to=again.csv", file="again.csv")
    assert scores["bob"] == scores["ada"] and "could not be graded" not in said


def test_a_score_that_plain_nbgrader_gave_since_is_exported(course, export):
    (course.hand_in("bob") / "nb.ipynb").write_text("")
    course.grade()
    course.hand_in("bob")
    courses.nbgrader(course.path, "autograde", "ps", "--force")
    assert course.records()["bob"]["state"] == FAILED
    assert export()[1] == {"bob": ("4.0", "0.0", "4.0")}


def test_a_file_that_cannot_be_written_leaves_the_one_before(course, export, monkeypatch):
    course.hand_in("ada")
    course.grade()
    export()
    before = (course.path / "grades.csv").read_text()
    (course.path / ".grades.csv.part").mkdir()
    courses.nbgrader(course.path, "export", succeeds=False)
    assert (course.path / "grades.csv").read_text() == before


def test_this_course_exports_with_it():
    assert EXPORTER.strip().replace("'", '"') in (courses.ROOT / "nbgrader_config.py").read_text()
