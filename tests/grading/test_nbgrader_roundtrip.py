"""Plain nbgrader releases and grades; the gradebook holds the points that one expects."""

import ast
import copy
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.amount import first_now
from tests.grading.nbgrader.courses import meta, nbgrader

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
TUTORIALS = sorted(path.stem for path in ROOT.glob("solutions/*/*.py"))
WHY_MODELS_FIRST = sorted(TUTORIALS, key=lambda name: name != "why-models")
NATS = "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log(p))"
NOISY = (
    "import sys, warnings\n"
    "def pmf_from_counts(counts):\n"
    "    print('counting')\n"
    "    print('counting', file=sys.stderr)\n"
    "    warnings.warn('mind the gap')\n"
    "    return counts / np.sum(counts)"
)


def is_exercise(cell):
    return cell.cell_type == "code" and meta(cell).get("solution")


def is_check(cell):
    return cell.cell_type == "code" and meta(cell).get("grade") and not meta(cell)["solution"]


def checks_of_exercises(notebook):
    """Grade id of each exercise to the points of the checks that follow it."""
    points, exercise = {}, None
    for cell in notebook.cells:
        if is_exercise(cell):
            exercise = meta(cell)["grade_id"]
        elif is_check(cell):
            points.setdefault(exercise, {})[meta(cell)["grade_id"]] = meta(cell)["points"]
    return points


def with_answers(student, answers):
    notebook = copy.deepcopy(student)
    for cell in notebook.cells:
        if is_exercise(cell) and meta(cell)["grade_id"] in answers:
            cell.source = answers[meta(cell)["grade_id"]]
    return notebook


def always_wrong(source):
    """Functions and classes of the same names that do nothing of use."""
    definitions = ast.parse(source).body
    names = [(type(d), d.name) for d in definitions if hasattr(d, "name")]
    return "\n".join(
        f"class {name}:\n    pass"
        if kind is ast.ClassDef
        else f"def {name}(*_, **__):\n    return 0"
        for kind, name in names
    )


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


class Graded:
    """What an instructor has: one tutorial, with a submission of each kind, graded."""

    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        for file in ("nbgrader_config.py", "pyproject.toml"):
            shutil.copy(ROOT / file, folder)
        for part in ("solutions", "course"):
            shutil.copytree(ROOT / part, folder / part)
        nbgrader(folder, "generate_assignment", name, "--force")  # as the README has it
        student = nbformat.read(folder / "course" / name / f"{name}.ipynb", 4)
        solution = nbformat.read(folder / "solutions" / name / f"{name}.ipynb", 4)
        right = {meta(c)["grade_id"]: c.source for c in solution.cells if is_exercise(c)}
        first = next(iter(right))
        none = dict.fromkeys(c for v in checks_of_exercises(student).values() for c in v)
        self.maximum = {c: p for v in checks_of_exercises(student).values() for c, p in v.items()}
        nothing = dict.fromkeys(none, 0)
        some = nothing | checks_of_exercises(student)[first]
        wrong = {exercise: always_wrong(source) for exercise, source in right.items()}
        self.submissions = {
            "perfect": (with_answers(student, right), self.maximum),
            "untouched": (student, nothing),
            "half-done": (with_answers(student, {first: right[first]}), some),
            "wrong": (with_answers(student, wrong), nothing),
        }
        if name == "why-models":
            noisy = {"entropy": NATS, "pmf-from-counts": NOISY}
            self.submissions |= {
                "colab": (saved_by_colab(with_answers(student, right)), self.maximum),
                "noisy": (with_answers(student, noisy), nothing | {"pmf-from-counts-check": 2}),
            }
        for submission, (notebook, _) in self.submissions.items():
            target = folder / "submitted" / submission / name
            target.mkdir(parents=True)
            nbformat.write(notebook, target / f"{name}.ipynb")
        nbgrader(folder, "autograde", name)
        nbgrader(folder, "generate_feedback", name)

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}")

    def by_hand(self):
        """Grade ids of the cells that a person grades."""
        with self.gradebook() as gradebook:
            cells = gradebook.find_notebook(self.name, self.name).grade_cells
            return [cell.name for cell in cells if cell.name not in self.maximum]


@pytest.fixture(scope="module", params=first_now(WHY_MODELS_FIRST))
def graded(request, tmp_path_factory):
    return Graded(tmp_path_factory.mktemp("course"), request.param)


def test_each_submission_gets_the_points_one_expects(graded):
    with graded.gradebook() as gradebook:
        for student, (_, expected) in graded.submissions.items():
            (notebook,) = gradebook.find_submission(graded.name, student).notebooks
            scores = {grade.name: grade.auto_score for grade in notebook.grades}
            written = {scores.pop(name) for name in graded.by_hand()}
            assert scores == expected, student
            # nbgrader gives an unchanged answer 0 by itself, and waits for a person otherwise.
            assert written <= {0, None}, student


def test_maximum_points_are_those_of_the_notebook_and_one_answer_is_graded_by_hand(graded):
    with graded.gradebook() as gradebook:
        notebook = gradebook.find_notebook(graded.name, graded.name)
        maximum = {cell.name: cell.max_score for cell in notebook.grade_cells}
    assert graded.by_hand() and all(maximum.pop(name) == 3 for name in graded.by_hand())
    assert maximum == graded.maximum


def test_plain_nbgrader_releases_the_committed_student_notebook(graded):
    released = graded.folder / "course" / graded.name
    assert [p.name for p in released.iterdir()] == [f"{graded.name}.ipynb"]
    committed = ROOT / "course" / graded.name / f"{graded.name}.ipynb"
    assert (released / committed.name).read_bytes() == committed.read_bytes()


def test_feedback_shows_each_student_what_is_missing_or_wrong(graded):
    files = graded.folder.glob("feedback/*/*/*.html")
    pages = {path.parent.parent.name: path.read_text() for path in files}
    assert set(pages) == set(graded.submissions)
    assert len(re.findall("Not attempted yet", pages["untouched"])) == len(graded.maximum)
    assert len(re.findall("Not right yet", pages["wrong"])) == len(graded.maximum)
    if graded.name == "why-models":
        assert "base of your logarithm" in pages["noisy"]


def test_a_manual_score_adds_up_with_the_automatic_ones(graded):
    with graded.gradebook() as gradebook:
        (by_hand, *_) = graded.by_hand()
        grade = gradebook.find_grade(by_hand, graded.name, graded.name, "perfect")
        grade.manual_score = 2.5
        gradebook.db.commit()
        total = gradebook.find_submission(graded.name, "perfect").score
    assert total == sum(graded.maximum.values()) + 2.5
