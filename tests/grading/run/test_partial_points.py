"""Parts of the points, and follow-through: the same in gradebook, table, feedback and report."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from nbgrader.api import Gradebook

from tests.grading.nbgrader import courses
from tests.grading.nbgrader.courses import code

from .conftest import NATS, RIGHT, CourseFolder

pytestmark = pytest.mark.slow

# A course beside ours, with an exercise in parts; each Python that starts knows it.
THEIRS = {
    "sitecustomize.py": """
from helpers.exercises import lookup
names = [f"theirs.{half}" for half in ("exercises", "answers", "stand_ins")]
lookup.COURSES.append(lookup.CoursePackages(*names))
""",
    "theirs/exercises/counting/shares.py": """
import numpy as np
from helpers.exercises.declaration import Exercise, Part, Probe

def counts(*numbers, part="", about="some"):
    return Probe((np.array(numbers, float),), about=about, part=part)

EXERCISE = Exercise(
    name="shares", number="1.1", title="Shares", asked="a function that returns shares", points=3,
    parameters=("counts",),
    parts=(Part("the shares", 2), Part("no counts at all", 1)),
    probes=(counts(1, 3), counts(2, 2, 4), counts(0, 0, part="no counts at all", about="none")),
    fresh=lambda rng: [counts(*rng.integers(1, 9, 4)), counts(*[0] * 5, part="no counts at all")],
)
""",
    "theirs/answers/counting/shares.py": """
import numpy as np
from helpers.answers.declaration import wrong

def reference(counts):
    return counts / max(np.sum(counts), 1)

@wrong("Of what are they shares?", nearly="Divide by the sum.")
def of_the_largest(counts):
    return counts / max(np.max(counts), 1)
""",
}
RATES = """
def information_rates(isis, bins):
    counts, _ = np.histogram(isis, bins)
    bits_per_spike = entropy(counts / np.sum(counts))
    return bits_per_spike, bits_per_spike / np.mean(isis)
"""
SHARES = "def shares(counts):\n    return counts / np.sum(counts)"
WHOLE = "def shares(counts):\n    return counts / (np.sum(counts) or 1)"
NOTHING = "def {0}(*_):\n    raise NotImplementedError('{0}')"
CHECKS = {"entropy": ("why_models", 3), "information_rates": ("why_models", 2)}
CHECKS |= {"shares": ("counting", 3)}
STUDENTS = {
    "all": ({"entropy": RIGHT, "information_rates": RATES, "shares": WHOLE}, (3, 2, 3)),
    "part": ({"entropy": RIGHT, "shares": SHARES}, (3, 0, 2)),
    "slip": ({"entropy": NATS, "information_rates": RATES}, (0, 2, 0)),
    "typo": (
        {"entropy": RIGHT.replace("entropy", "entorpy"), "information_rates": RATES},
        (0, 2, 0),
    ),
}


def source():
    cells = [code("import numpy as np\nfrom helpers import checks")]
    for name, (tutorial, points) in CHECKS.items():
        stub = f"### BEGIN SOLUTION\n{name} = None\n### END SOLUTION"
        cells.append(code(stub, name, solution=True))
        cells.append(code(f"checks.{tutorial}.{name}({name})", f"{name}-check", points=points))
    return courses.notebook(*cells)


class GradedCourse(CourseFolder):
    """Released, handed in and graded by `courseware grade`; the same in `plain`, by nbgrader."""

    def __init__(self, path, plain):
        super().__init__(courses.release(path, source()))
        for student, (answers, _) in STUDENTS.items():
            nothing = {name: NOTHING.format(name) for name in CHECKS}
            notebook = courses.answered(self._blank, nothing | answers)
            courses.hand_in(path, student, "ps", {"nb": notebook})
        shutil.copytree(path, plain)
        self.plain = plain
        courses.nbgrader(plain, "autograde", "ps")
        self.run = self.grade("--jobs", "1", "--json", str(path / "table.json"))
        self.table = json.loads((path / "table.json").read_text())


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    place = tmp_path_factory.mktemp("theirs")
    for name, text in THEIRS.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    return str(place)


@pytest.fixture(scope="module")
def graded(theirs, tmp_path_factory):
    path = tmp_path_factory.mktemp("graded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", theirs)
        yield GradedCourse(path, path / "plain")


def scores(path):
    """Points of the checks by student, and of the exercises what the gradebook remarks."""
    found, remarks = {}, {}
    with Gradebook(f"sqlite:///{path / 'gradebook.db'}") as book:
        for student in STUDENTS:
            (notebook,) = book.find_submission("ps", student).notebooks
            given = {grade.name: grade for grade in notebook.grades}
            found[student] = tuple(given[f"{name}-check"].auto_score for name in CHECKS)
            assert not any(grade.needs_manual_grade for grade in given.values())
            remarks[student] = {c.name: c.auto_comment for c in notebook.comments if c.auto_comment}
    return found, remarks


EXPECTED = {student: points for student, (_, points) in STUDENTS.items()}


def test_both_ways_to_grade_give_the_same_parts_of_the_points(graded):
    assert scores(graded.plain)[0] == scores(graded.path)[0] == EXPECTED


def test_the_gradebook_remarks_on_follow_through(graded):
    _, remarks = scores(graded.path)
    said = "Follow-through: right but for what it calls, entropy, which is not right."
    slips = {student: {"information_rates": said} for student in ("slip", "typo")}
    assert remarks == {"all": {}, "part": {}, **slips}


def test_the_table_shows_parts_follow_through_and_what_was_misspelt(graded):
    assert graded.run.code == 0
    lines = {line.split()[0]: line.split() for line in graded.run.out.splitlines() if line}
    assert lines["part"] == "part 3 0 2 of 3 5 / 8".split()
    assert lines["slip"] == "slip 0 2* 0 2 / 8".split()
    assert "* follow-through" in graded.run.out
    assert "There is no `entropy`, but there is `entorpy`" in graded.run.out
    rows = {row["student"]: row["exercises"] for row in graded.table["submissions"]}
    found = {s: row["nb/information_rates-check"]["follow_through"] for s, row in rows.items()}
    assert found == {"all": [], "part": [], "slip": ["entropy"], "typo": ["entropy"]}
    assert rows["part"]["nb/shares-check"]["points"] == 2


def test_pages_of_feedback_show_them(graded):
    courses.nbgrader(graded.path, "generate_feedback", "ps")
    pages = {s: (graded.path / "feedback" / s / "ps" / "nb.html").read_text() for s in STUDENTS}
    assert "(2 of 3 points)" in pages["part"] and "Right already: the shares" in pages["part"]
    for student in ("slip", "typo"):
        assert "(2 of 2 points, follow-through)" in pages[student]
    assert "follow-through" not in pages["all"] + pages["part"]


def test_the_report_counts_a_slip_where_it_was_made(graded, theirs):
    page = graded.path / "report.html"
    line = [sys.executable, "-m", "courseware.cli", "-C", graded.path, "report", "ps"]
    env = {**os.environ, "PYTHONPATH": theirs}
    subprocess.run([*map(str, line), "--out", str(page)], check=True, env=env, capture_output=True)
    soup = BeautifulSoup(page.read_text(), "html.parser")

    def rows(caption):
        table = soup.find(id=caption).find_next("table")
        return [
            [cell.get_text(" ", strip=True) for cell in row("th") + row("td")]
            for row in table("tr")
        ]

    states, _, rates, _ = rows("exercises-caption")
    assert dict(zip(states, rates, strict=True)) == {
        "Exercise": "3.2 Bits per spike, bits per second",
        "mean points": "1.5 of 2", "right": "1", "follow-through": "2", "in part": "0",
        "wrong": "0", "unfinished": "1",
    }  # fmt: skip
    students = {row[0]: row[2:5] for row in rows("everyone")}
    assert students["slip"] == ["0 wrong", "2 follow-through", "0 unfinished"]
    assert students["part"] == ["3", "0 unfinished", "2 of 3 in part"]
    met = [heading.get_text() for heading in soup("h3") if "misc" in heading.get("id", "")]
    assert met == ["1.1 Compute the entropy"]


def test_a_course_that_gives_no_points_for_it_is_graded_again_without_them(graded, tmp_path):
    course = CourseFolder(shutil.copytree(graded.path, tmp_path / "course"))
    assert course.grade("--dry-run").out.count("is unchanged") == len(STUDENTS)
    with (course.path / "nbgrader_config.py").open("a") as config:
        config.write("c.Checks.follow_through = False\n")
    assert course.grade("--dry-run").out.count("has changed") == len(STUDENTS)
    assert " 0*" in course.grade("--student", "slip").out
    found, remarks = scores(course.path)
    assert found == EXPECTED | {"slip": (0, 0, 0)}
    assert remarks["slip"]["information_rates"].endswith("This course gives no points for that.")
