"""Plain nbgrader releases and grades; the gradebook holds the points that one expects."""

import copy
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parents[2]
NAME = "why-models"
MAXIMUM = {"entropy": 3, "max-entropy-pmf": 2, "pmf-from-counts": 2, "information-rates": 2}
WRONG = {
    "entropy": "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log(p))",
    "max-entropy-pmf": "def max_entropy_pmf(values, mean):\n"
    "    return np.ones(len(values)) / len(values)",
    "pmf-from-counts": "def pmf_from_counts(counts):\n    return counts / len(counts)",
    "information-rates": "def information_rates(isis, bins):\n    return 0",
}
NOISY = (
    "import sys, warnings\n"
    "def pmf_from_counts(counts):\n"
    "    print('counting')\n"
    "    print('counting', file=sys.stderr)\n"
    "    warnings.warn('mind the gap')\n"
    "    return counts / np.sum(counts)"
)


def grade_id(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def with_answers(student, answers):
    notebook = copy.deepcopy(student)
    for cell in notebook.cells:
        if cell.cell_type == "code" and grade_id(cell) in answers:
            cell.source = answers[grade_id(cell)]
    return notebook


def saved_by_colab(notebook):
    """As Colab saves it: old format, ids in the metadata, its own keys, some of ours dropped."""
    notebook = copy.deepcopy(notebook)
    notebook.nbformat_minor = 0
    notebook.metadata = nbformat.from_dict(
        {
            "colab": {"provenance": [], "toc_visible": True, "include_colab_link": True},
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "language_info": {"name": "python"},
            "widgets": {"application/vnd.jupyter.widget-state+json": {}},
        }
    )
    for number, cell in enumerate(notebook.cells):
        cell.metadata["id"] = cell.pop("id", f"colab{number}")
        cell.metadata["colab_type"] = "code" if cell.cell_type == "code" else "text"
        if cell.cell_type == "code":
            cell.metadata["outputId"] = f"out-{number}"
            cell.metadata["executionInfo"] = {"status": "ok", "elapsed": 3}
        for key in ("deletable", "editable", "tags"):
            cell.metadata.pop(key, None)
    return notebook


def nbgrader(course, *arguments):
    """Run the command as in an activated environment (nbgrader itself calls `alembic`)."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env={**os.environ, "HELPERS_OFFLINE": "1", "PATH": programs},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-5000:]
    return run.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A clone of what an instructor has, with one submission of each kind, graded."""
    course = tmp_path_factory.mktemp("course")
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, course)
    shutil.copytree(ROOT / "solutions" / NAME, course / "solutions" / NAME)
    nbgrader(course, "generate_assignment", NAME)

    student = nbformat.read(course / "course" / NAME / f"{NAME}.ipynb", 4)
    solution = nbformat.read(course / "solutions" / NAME / f"{NAME}.ipynb", 4)
    right = {grade_id(c): c.source for c in solution.cells if grade_id(c) in MAXIMUM}
    half = {k: right[k] for k in ("entropy", "pmf-from-counts")}
    submissions = {
        "perfect": with_answers(student, right),
        "untouched": student,
        "half-done": with_answers(student, half),
        "wrong": with_answers(student, WRONG),
        "colab": saved_by_colab(with_answers(student, right)),
        "noisy": with_answers(student, {**half, "pmf-from-counts": NOISY}),
    }
    for name, notebook in submissions.items():
        folder = course / "submitted" / name / NAME
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{NAME}.ipynb")
    nbgrader(course, "autograde", NAME)
    nbgrader(course, "generate_feedback", NAME)
    return course


@pytest.fixture(scope="module")
def gradebook(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        yield gradebook


def scores(gradebook, student):
    submission = gradebook.find_submission(NAME, student)
    (notebook,) = submission.notebooks
    return {g.name.removesuffix("-check"): g.auto_score for g in notebook.grades}


@pytest.mark.parametrize(
    ("student", "points"),
    [
        ("perfect", MAXIMUM),
        ("untouched", dict.fromkeys(MAXIMUM, 0)),
        ("half-done", {**dict.fromkeys(MAXIMUM, 0), "entropy": 3, "pmf-from-counts": 2}),
        ("wrong", dict.fromkeys(MAXIMUM, 0)),
        ("colab", MAXIMUM),
        ("noisy", {**dict.fromkeys(MAXIMUM, 0), "entropy": 3, "pmf-from-counts": 2}),
    ],
)
def test_each_submission_gets_the_points_one_expects(gradebook, student, points):
    given = scores(gradebook, student)
    written = given.pop("think-why-models")
    assert given == points
    # nbgrader gives an unchanged answer cell 0 by itself, and waits for a person otherwise.
    assert written in (0, None)


def test_maximum_points_are_those_declared(gradebook):
    notebook = gradebook.find_notebook(NAME, NAME)
    maximum = {c.name.removesuffix("-check"): c.max_score for c in notebook.grade_cells}
    assert maximum == {**MAXIMUM, "think-why-models": 3}


def test_plain_nbgrader_releases_the_committed_student_notebook(course):
    released = course / "course" / NAME
    assert [p.name for p in released.iterdir()] == [f"{NAME}.ipynb"]
    committed = ROOT / "course" / NAME / f"{NAME}.ipynb"
    assert (released / f"{NAME}.ipynb").read_bytes() == committed.read_bytes()


def test_feedback_shows_each_student_the_hint(course):
    pages = {p.parent.parent.name: p.read_text() for p in course.glob("feedback/*/*/*.html")}
    assert set(pages) == {"perfect", "untouched", "half-done", "wrong", "colab", "noisy"}
    assert re.search(r"nat", pages["wrong"])
    assert "Exercise 3.1" in pages["untouched"]


def test_a_manual_score_adds_up_with_the_automatic_ones(course, gradebook):
    grade = gradebook.find_grade("think-why-models", NAME, NAME, "perfect")
    grade.manual_score = 2.5
    gradebook.db.commit()
    assert gradebook.find_submission(NAME, "perfect").score == 9 + 2.5
