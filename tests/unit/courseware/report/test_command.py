"""``courseware report`` in a course with a real gradebook and the grader's records."""

import contextlib
import shutil
import sqlite3
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

from courseware.grade.course.course import Course
from courseware.grade.results.records import Records
from helpers import answers
from tests.grading.nbgrader import courses
from tests.unit.courseware.report import classes

N = 6


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory):
    """A course whose submissions were graded, one of them not yet; to be read only."""
    return make(tmp_path_factory.mktemp("graded"))


@pytest.fixture
def graded(graded_once, tmp_path):
    """A copy of that course."""
    shutil.copytree(graded_once.root, tmp_path, dirs_exist_ok=True)
    return SimpleNamespace(root=tmp_path, points=graded_once.points)


def make(tmp_path):
    assignment, records, points = classes.school(N)
    file = tmp_path / "gradebook.db"
    with contextlib.closing(sqlite3.connect(file)) as book:
        # In a database without tables nbgrader notes a version, for which it starts `alembic`.
        book.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    with Gradebook(f"sqlite:///{file}") as gradebook, gradebook.db.no_autoflush:
        gradebook.add_assignment(classes.NAME)
        gradebook.add_notebook(classes.NAME, classes.NAME)
        for cell in assignment.notebooks[classes.NAME].cells.values():
            kind = {"cell_type": cell.cell_type, "max_score": cell.max_score}
            where = (cell.name, classes.NAME, classes.NAME)
            gradebook.add_grade_cell(*where, **kind)
            if cell.solution:
                gradebook.add_solution_cell(*where)
            gradebook.add_source_cell(
                *where, source=cell.source, locked=cell.locked, cell_type=cell.cell_type
            )
        for student, given in points.items():
            gradebook.add_student(student)
            gradebook.add_submission(classes.NAME, student)
            for key, value in given.cells.items():
                grade = gradebook.find_grade(key.split("/")[1], classes.NAME, classes.NAME, student)
                grade.auto_score, grade.needs_manual_grade = value, key in given.waiting
        gradebook.find_grade("think", classes.NAME, classes.NAME, "student000").manual_score = 2.25
        gradebook.add_student("zoe")
        gradebook.add_submission(classes.NAME, "zoe")
    graded = SimpleNamespace(root=tmp_path, points=points)
    with records_of(graded) as kept:
        kept.create()
        for record in [*records, classes.failing("zoe", "It is empty.")]:
            kept.write(record)
    for student in ("new", "zoe"):
        (tmp_path / "submitted" / student / classes.NAME).mkdir(parents=True)
    return graded


@contextlib.contextmanager
def records_of(graded):
    with Course.open(graded.root) as course:
        yield Records(course, classes.NAME)


def execute(graded, statement):
    with sqlite3.connect(graded.root / "gradebook.db") as book:
        book.execute(statement)


def test_the_page_is_made_of_records_and_gradebook(graded, run):
    result = run(graded, "report", classes.NAME)
    assert result.code == 0, result.err
    path = graded.root / "report-why-models.html"
    assert str(path) in result.out and f"{N} submissions" in result.out
    soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    numbers = classes.figures_of(path.read_text(encoding="utf-8"))
    assert numbers["graded"] == str(N) and numbers["could not be graded"] == "1"
    assert numbers["not graded yet"] == "1" and numbers["points in all"] == "12"
    row = soup.find("th", string="student000").parent
    assert "2.25" in [cell.get_text(strip=True) for cell in row.find_all("td")]
    most_frequent, *_ = answers.find(classes.NAME, "entropy").misconceptions
    assert soup.find("th", string=most_frequent.name)


def test_another_file_and_no_names(graded, run):
    out = graded.root / "class.html"
    slash = f"{classes.NAME}/"  # as a shell completes it
    assert run(graded, "report", slash, "--out", str(out), "--anonymous").code == 0
    text = out.read_text(encoding="utf-8")
    assert "student000" not in text and "zoe" not in text and "Student 1" in text
    assert not (graded.root / "report-why-models.html").exists()


def forget(graded, points=True):
    """Remove all records, and what the gradebook says of points."""
    execute(graded, "DELETE FROM courseware_record")
    if points:
        execute(graded, "UPDATE grade SET auto_score = NULL, manual_score = NULL")


def test_nothing_graded_yet_is_told_on_the_page_and_here(graded, run):
    forget(graded)
    result = run(graded, "report", classes.NAME)
    assert result.code == 0 and "First run: courseware grade why-models" in result.out
    assert "0 submissions of" in result.out
    assert "No submission has been graded" in (graded.root / "report-why-models.html").read_text()


def test_one_submission_is_one(graded, run):
    forget(graded)
    _, records, _ = classes.school(1)
    with records_of(graded) as kept:
        kept.write(records[0])
    result = run(graded, "report", classes.NAME)
    assert result.code == 0 and "1 submission of why-models" in result.out


def test_points_without_records_keep_the_page_as_it_was(graded, run):
    page = graded.root / "report-why-models.html"
    page.write_text("the good one")
    for student in graded.points:
        (graded.root / "submitted" / student / classes.NAME).mkdir(parents=True)
    execute(graded, "UPDATE courseware_record SET record = '{' WHERE student = 'student001'")
    result = run(graded, "report", classes.NAME)
    assert result.code == 1 and "student001" in result.err
    assert "courseware grade why-models" in result.err
    forget(graded, points=False)
    result = run(graded, "report", classes.NAME)
    assert result.code == 1 and f"{N} submissions" in result.err
    assert "courseware grade why-models" in result.err
    assert page.read_text() == "the good one"


def test_points_of_what_is_no_longer_handed_in_are_told_of(graded, run):
    execute(graded, "DELETE FROM courseware_record WHERE student = 'student001'")
    result = run(graded, "report", classes.NAME)
    assert result.code == 0
    text = (graded.root / "report-why-models.html").read_text()
    assert "What is missing" in text and "student001" in text


def test_what_failed_and_was_then_deleted_counts_no_more(graded, run):
    shutil.rmtree(graded.root / "submitted" / "zoe")
    assert run(graded, "report", classes.NAME).code == 0
    text = (graded.root / "report-why-models.html").read_text()
    assert "could not be graded" not in classes.figures_of(text)
    assert "It is empty." not in text
    missing = "The submission of zoe could not be graded, and is no longer there."
    assert "What is missing" in text and missing in text
    with records_of(graded) as kept:
        assert kept.read("zoe")


def test_a_report_makes_and_changes_nothing_but_its_page(graded, run):
    address = f"sqlite:///file:{graded.root}/gradebook.db?mode=ro&uri=true"
    for table in ("courseware", "courseware_record"):
        execute(graded, f"DROP TABLE {table}")  # as an earlier version of the grader leaves it
    before = (graded.root / "gradebook.db").read_bytes()
    there = set(graded.root.rglob("*"))
    assert run(graded, "report", classes.NAME, "--db-url", address).code == 1  # points, no records
    assert (graded.root / "gradebook.db").read_bytes() == before
    execute(graded, "UPDATE grade SET auto_score = NULL, manual_score = NULL")
    before = (graded.root / "gradebook.db").read_bytes()
    assert run(graded, "report", classes.NAME, "--db-url", address).code == 0
    assert (graded.root / "gradebook.db").read_bytes() == before
    assert {p.name for p in set(graded.root.rglob("*")) - there} == {"report-why-models.html"}


def test_a_question_is_called_by_its_heading(graded, run):
    notebook = courses.notebook(
        courses.text("## Section 1\n\n### Think! 3: Why?"),
        courses.text("", "think", points=3, solution=True),
    )
    folder = graded.root / "release" / classes.NAME
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{classes.NAME}.ipynb")
    assert run(graded, "report", classes.NAME).code == 0
    text = (graded.root / "report-why-models.html").read_text()
    assert "Think! 3: Why?" in text


def test_what_is_wrong_is_told(graded, run, tmp_path_factory):
    result = run(graded, "report", "why-model")
    assert result.code in (1, 2) and "why-models" in result.err
    nowhere = SimpleNamespace(root=tmp_path_factory.mktemp("nowhere"))
    result = run(nowhere, "report", classes.NAME)
    assert result.code in (1, 2) and "There is no nbgrader course" in result.err
