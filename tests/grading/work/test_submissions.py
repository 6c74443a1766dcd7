"""Whole submissions of the course's own tutorials get the points that one expects."""

import nbformat
import pytest

from courseware.grade.contract import Check, NotebookTask, Task
from courseware.grade.worker.worker import grade

from ..test_nbgrader_roundtrip import (
    ROOT,
    TUTORIALS,
    always_wrong,
    checks_of_exercises,
    is_check,
    is_exercise,
    meta,
    with_answers,
)
from .conftest import Outcome


def checks_of(notebook):
    """Checks of a released notebook, each a cell of one line: ``checks.tutorial.name(name)``."""
    for cell in notebook.cells:
        if is_check(cell):
            call = cell.source.splitlines()[-1]
            place, target = call.rstrip(")").split("(")
            _, tutorial, exercise = place.split(".")
            yield Check(meta(cell)["grade_id"], tutorial, exercise, target, meta(cell)["points"])


@pytest.mark.parametrize("name", TUTORIALS)
def test_each_submission_gets_the_points_one_expects(name, template):
    student = nbformat.read(ROOT / "course" / name / f"{name}.ipynb", 4)
    solution = nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", 4)
    right = {meta(c)["grade_id"]: c.source for c in solution.cells if is_exercise(c)}
    first = next(iter(right))
    by_exercise = checks_of_exercises(student)
    maximum = {c: p for points in by_exercise.values() for c, p in points.items()}
    nothing = dict.fromkeys(maximum, 0)
    wrong = {exercise: always_wrong(source) for exercise, source in right.items()}
    checks = tuple(checks_of(student))
    submissions = {
        "perfect": (with_answers(student, right), maximum, {"right"}),
        "untouched": (student, nothing, {"unfinished"}),
        "half-done": (
            with_answers(student, {first: right[first]}),
            nothing | by_exercise[first],
            {"right", "unfinished"},
        ),
        "wrong": (with_answers(student, wrong), nothing, {"wrong"}),
    }
    for kind, (notebook, points, states) in submissions.items():
        sent = NotebookTask(name, nbformat.writes(notebook), checks)
        outcome = Outcome(grade(Task(kind, name, (sent,), seed=11), template))
        assert outcome.points == points, kind
        assert set(outcome.states.values()) == states, kind
        assert outcome.notes == "", kind
        shown = {
            meta(cell)["grade_id"]: float(cell.outputs[0].data["text/plain"])
            for cell in outcome.notebook.cells
            if is_check(cell)
        }
        assert shown == points, kind


def test_a_notebook_without_pictures_has_none_and_with_them_has_each_once(run):
    cells = "import matplotlib.pyplot as plt\nplt.plot([1, 2])", "plt.plot([3]); plt.show()"
    without, drawn = (run(*cells, figures=figures) for figures in (False, True))
    for position in (0, 1):
        kinds = [list(o.data) for o in without.outputs(position) if "data" in o]
        assert not any("image/png" in kind for kind in kinds)
        kinds = [list(o.data) for o in drawn.outputs(position) if "data" in o]
        assert sum("image/png" in kind for kind in kinds) == 1


def test_figures_that_no_one_looks_at_are_never_drawn(run):
    outcome = run(
        "import matplotlib.pyplot as plt, helpers\n"
        "from matplotlib.figure import Figure\n"
        "drawn = []\n"
        "class Watched(Figure):\n"
        "    def draw(self, renderer):\n"
        "        drawn.append(1)\n"
        "        super().draw(renderer)\n",
        "fig = plt.figure(FigureClass=Watched); fig.subplots().plot([1, 2]); plt.show()",
        "%matplotlib inline\nfig = plt.figure(FigureClass=Watched); fig.subplots().plot([1]); fig",
        "fig = plt.figure(FigureClass=Watched); fig.subplots().plot([1])\n"
        "helpers.show(fig, alt='A line that goes up from one to two.')",
        "print(len(drawn), plt.get_fignums())",
    )
    assert outcome.text(4) == "0 []\n"
    assert "A line that goes up" in outcome.text(3)


def test_a_figure_is_fine_without_the_cell_of_descriptions(run):
    outcome = run(
        "import matplotlib.pyplot as plt, helpers\nhelpers.show(plt.figure(), 'Exercise 1.1')",
        "helpers.describe({'Exercise 1.1': 'A line that goes up.'})\n"
        "helpers.show(plt.figure(), 'Exercise 1.1')",
    )
    assert outcome.text(0).startswith("Figure: Exercise 1.1. To have this figure described")
    assert outcome.text(1).startswith("Figure: A line that goes up.")


def test_with_pictures_each_is_drawn_no_more_often_than_it_takes(run):
    """Once for its size and once for its pixels; pyplot's own hook would draw it once more."""
    outcome = run(
        "import matplotlib.pyplot as plt\n"
        "from matplotlib.figure import Figure\n"
        "drawn = []\n"
        "class Watched(Figure):\n"
        "    def draw(self, renderer):\n"
        "        drawn.append(1)\n"
        "        super().draw(renderer)\n",
        "%matplotlib inline\nfig = plt.figure(FigureClass=Watched); fig.subplots().plot([1, 2])",
        "print(len(drawn))",
        figures=True,
    )
    assert int(outcome.text(2)) <= 2


def test_files_beside_the_notebook_are_there(run):
    files = (("a.txt", b"one"), ("deep/er/b.bin", bytes(1_500_000)))
    outcome = run("open('a.txt').read(), len(open('deep/er/b.bin', 'rb').read())", files=files)
    assert outcome.text(0) == "('one', 1500000)"


@pytest.mark.parametrize("name", ["../out.txt", "/tmp/out.txt", "a/../../b", ""])
def test_a_file_that_would_lie_elsewhere_stops_the_submission(template, name):
    from .conftest import task

    result = grade(task("1", files=((name, b"x"),)), template)
    assert result.state == "could not be graded" and "could not be put" in result.reason


def test_where_the_time_went_and_the_memory_are_told(run):
    result = run("x = bytearray(200 << 20); import time; time.sleep(0.5)").result
    assert set(result.seconds) == {"start", "cells", "checks", "stop", "total"}
    assert 0.5 <= result.seconds["cells"] <= result.seconds["total"]
    assert result.memory > 200 << 20
