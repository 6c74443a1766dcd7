"""An ordinary course with assert cells gets the same gradebook as from ``nbgrader autograde``."""

import datetime
import shutil
import stat

import nbformat
import pytest
from nbgrader.api import Gradebook

from courseware.grade.course.course import Course
from courseware.grade.results import gradebook
from courseware.grade.submission import restore
from tests.amount import amount

from . import courses
from .courses import answered, code, hand_in, meta, notebook, released, table, text

pytestmark = [pytest.mark.slow, pytest.mark.sampled]

CONFIG = """
import sys
from nbgrader.plugins import BasePlugin

class AHalf(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 99 if student_id == "too-late" else score / 2

c = get_config()
c.AssignLatePenalties.plugin_class = AHalf
c.Autograde.exclude_overwriting = {"ps1": ["mine.txt"]}
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = "harmless"
c.LimitOutput.max_lines = 20
c.ClearMetadataPreprocessor.enabled = True
c.ClearMetadataPreprocessor.preserve_cell_metadata_mask = {"nbgrader"}
"""
P1 = notebook(
    code("import numpy as np"),
    code("### BEGIN SOLUTION\nadd = lambda a, b: a + b\n### END SOLUTION", "add", solution=True),
    code(
        """
        assert add(1, 2) == 3
        ### BEGIN HIDDEN TESTS
        assert add(0.5, 1) == 1.5
        ### END HIDDEN TESTS
        """,
        "add-test",
        points=3,
    ),
    code("### BEGIN SOLUTION\nshare = 2.0\n### END SOLUTION", "share", solution=True),
    code("share", "share-test", points=2),
    code("print('read only')", "fixed", locked=True),
    text("Why?", "why", points=4, solution=True),
    text("Do the following, anywhere.", "project", points=5, task=True),
)
P2 = notebook(
    code(
        "### BEGIN SOLUTION\nvalue = open('data.txt').read()\n### END SOLUTION",
        "value",
        solution=True,
    ),
    code("assert value == 'of the course'", "value-test", points=1),
    code("assert open('mine.txt').read() == 'of the student'", "mine-test", points=1),
    code("### BEGIN SOLUTION\nby_hand = 1\n### END SOLUTION", "by-hand", points=2, solution=True),
)
RIGHT = {"add": "add = lambda a, b: a + b", "share": "share = 2.0", "why": "Because."}
RIGHT_2 = {"value": "value = open('data.txt').read()", "by-hand": "by_hand = 1"}
FILES = {"data.txt": "of the student", "mine.txt": "of the student", "sub/more.csv": "1,2"}
LATE = {"timestamp.txt": "2030-01-03 00:00:00 UTC"}
STUDENTS = ["right", "half", "stderr", "harmless", "untouched", "late", "too-late", "in-time"]
STUDENTS += amount(
    [],
    ["wrong", "deleted", "one-missing", "retyped", "edited", "reordered", "loud", "crash",
     "by-colab", "more-notebooks"],
)  # fmt: skip


def without(nb, grade_id):
    nb.cells = [cell for cell in nb.cells if meta(cell).get("grade_id") != grade_id]
    return nb


def edited(nb, grade_id, **changes):
    (cell,) = [cell for cell in nb.cells if meta(cell).get("grade_id") == grade_id]
    for name, value in changes.items():
        cell[name] = value
    if changes.get("cell_type") == "markdown":
        del cell["outputs"], cell["execution_count"]
    return nb


def hand_in_all(course):
    one, two = released(course, "ps1", "p1"), released(course, "ps1", "p2")
    full = {"p1": answered(one, RIGHT), "p2": answered(two, RIGHT_2)}

    def with_first(nb):
        return {"p1": nb}

    print_much = RIGHT | {"add": "print('x\\n' * 100)\n" + RIGHT["add"]}
    colab = answered(one, RIGHT)
    colab.nbformat_minor = 0
    for k, cell in enumerate(colab.cells):
        cell.pop("id")
        cell.metadata |= {"id": f"x{k}", "colab_type": "text"}
    submissions = {
        "right": (full, FILES),
        "wrong": (with_first(answered(one, {"add": "add = 3", "share": "share = 0.0"})), FILES),
        "half": (with_first(answered(one, RIGHT | {"share": "share = 0.5"})), FILES),
        "stderr": (
            with_first(
                answered(one, RIGHT | {"add": "import sys\ndef add(a, b):\n"
                                       "    print('hm', file=sys.stderr)\n    return a + b"})
            ),
            {},
        ),
        "harmless": (
            with_first(
                answered(one, RIGHT | {"add": "import sys\ndef add(a, b):\n"
                                       "    print('harmless', file=sys.stderr)\n    return a + b"})
            ),
            {},
        ),
        "deleted": (with_first(without(answered(one, RIGHT), "add-test")), {}),
        "untouched": ({"p1": one, "p2": two}, {}),
        "late": (full, FILES | LATE),
        "too-late": (with_first(full["p1"]), FILES | LATE),
        "in-time": (with_first(full["p1"]), FILES | {"timestamp.txt": "2029-12-31 23:00:00 -0200"}),
        "one-missing": ({"p2": full["p2"]}, LATE),
        "retyped": (with_first(edited(answered(one, RIGHT), "add-test", cell_type="markdown")), {}),
        "edited": (with_first(edited(answered(one, RIGHT), "add-test", source="assert True")), {}),
        "reordered": (with_first(notebook(*answered(one, RIGHT).cells[::-1])), {}),
        "loud": (with_first(answered(one, print_much)), {}),
        "crash": (with_first(answered(one, RIGHT | {"share": "share = 1 / 0"})), {}),
        "by-colab": (with_first(colab), {}),
        "more-notebooks": (full | {"scratch": notebook(code("1 / 0"))}, {}),
    }  # fmt: skip
    for student in STUDENTS:
        hand_in(course, student, "ps1", *submissions[student])


@pytest.fixture(scope="module")
def plain_and_ours(tmp_path_factory):
    plain = tmp_path_factory.mktemp("plain")
    (plain / "nbgrader_config.py").write_text(CONFIG)
    source = plain / "source" / "ps1"
    source.mkdir(parents=True)
    nbformat.write(P1, source / "p1.ipynb")
    nbformat.write(P2, source / "p2.ipynb")
    (source / "data.txt").write_text("of the course")
    (source / "mine.txt").write_text("of the course")
    courses.nbgrader(plain, "generate_assignment", "ps1")
    with Gradebook(f"sqlite:///{plain / 'gradebook.db'}") as book:
        book.update_or_create_assignment("ps1", duedate=datetime.datetime(2030, 1, 1))
    hand_in_all(plain)
    ours = tmp_path_factory.mktemp("ours") / "course"
    shutil.copytree(plain, ours)
    courses.nbgrader(plain, "autograde", "ps1")
    grade(ours, tmp_path_factory.mktemp("run"))
    return plain, ours


def grade(folder, scratch):
    with Course.open(folder) as course:
        assignment = course.assignment("ps1")
        for student in course.submissions("ps1"):
            task, _, _ = restore.make_task(course, assignment, student)
            result = courses.run_in_nbgraders_way(task, scratch / "here")
            gradebook.apply(course, assignment, result, task.files)


@pytest.mark.parametrize("student", STUDENTS)
def test_every_row_of_the_gradebook_is_the_same(plain_and_ours, student):
    theirs, ours = (table(folder / "gradebook.db") for folder in plain_and_ours)
    mine = {key: row for key, row in ours.items() if key[1] == student}
    assert mine and mine == {key: row for key, row in theirs.items() if key[1] == student}


def test_the_rows_tell_the_submissions_apart(plain_and_ours):
    _, ours = plain_and_ours
    rows = table(ours / "gradebook.db")
    scores = {student: rows["ps1", student][1] for student in STUDENTS}
    penalties = {student: rows["ps1", student][4] for student in STUDENTS}
    assert scores["right"] == 7 and scores["half"] == 3.5 and scores["untouched"] == 0
    assert scores["stderr"] == 2 and scores["harmless"] == 5
    assert penalties["late"] == 3.5 and penalties["too-late"] == 5 and penalties["in-time"] == 0
    assert {key[1] for key in rows} == set(STUDENTS)


def test_the_autograded_folders_hold_the_same(plain_and_ours):
    trees = []
    for folder in plain_and_ours:
        paths = sorted((folder / "autograded").rglob("*"))
        trees.append({path.relative_to(folder): path for path in paths})
    assert trees[0].keys() == trees[1].keys()
    for name, path in trees[0].items():
        assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(trees[1][name].stat().st_mode)
        if path.suffix == ".ipynb":
            theirs, ours = (nbformat.read(tree[name], 4) for tree in trees)
            assert [shown(c) for c in ours.cells] == [shown(c) for c in theirs.cells], name
        elif path.is_file():
            assert path.read_bytes() == trees[1][name].read_bytes()


def shown(cell):
    outputs = cell.get("outputs", [])
    for output in outputs:
        output.pop("traceback", None)
    return cell.cell_type, cell.source, meta(cell), outputs, cell.metadata.keys()


def test_nbgrader_goes_on_with_the_result(plain_and_ours):
    _, ours = plain_and_ours
    courses.nbgrader(ours, "generate_feedback", "ps1")
    courses.nbgrader(ours, "export")
    pages = {path.parent.parent.name + path.stem for path in ours.glob("feedback/*/ps1/*.html")}
    handed_in = ours.glob("submitted/*/ps1/p?.ipynb")
    assert pages == {path.parent.parent.name + path.stem for path in handed_in}
    assert ",late,,,,7.0,3.5,3.5,18.0" in (ours / "grades.csv").read_text()
    assert ",right,,,,7.0,0.0,7.0,18.0" in (ours / "grades.csv").read_text()
    said = courses.nbgrader(ours, "autograde", "ps1")
    assert said.count("Skipping existing assignment") == len(STUDENTS)
