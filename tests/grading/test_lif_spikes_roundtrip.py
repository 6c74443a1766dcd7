"""Plain nbgrader grades lif-spikes: functions that change arguments, drawings, classes."""

import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from .test_nbgrader_roundtrip import ROOT, grade_id, nbgrader, with_answers

NAME = "lif-spikes"
MAXIMUM = {
    "voltage-histograms": 2,
    "reset-and-record": 2,
    "plot-raster": 2,
    "reset-and-record-masked": 2,
    "mark-raster": 2,
    "refractory-step": 3,
    "ode-step": 1,
    "spike-clamp": 2,
    "lif-neurons": 3,
    "exact-lif-neurons": 2,
}
HALF = ("plot-raster", "refractory-step", "lif-neurons")
# What is put for what in the worked solutions; the first place counts.
WRONG = {
    "voltage-histograms": ("label=f", "label='t' or f"),
    "reset-and-record": ("spikes[j] += [t]", "spikes[j] += [j]"),
    "plot-raster": ("ax.scatter(times, rows", "ax.scatter(rows, times"),
    "reset-and-record-masked": ("v[spiked] = vr", "v[spiked] = el"),
    "mark-raster": ("raster[spiked, step] = 1", "raster[spiked] = 1"),
    "refractory-step": ("t - last_spike < t_ref", "t - last_spike > t_ref"),
    "ode-step": ("el - v + r * i", "v - el + r * i"),
    "spike-clamp": ("v >= vth", "v > vth"),
    "lif-neurons": ("self.spiked = ", "spiked = self.spiked = 0 * "),
    "exact-lif-neurons": (
        "np.round((self.t - self.last_spike) / dt)",
        "self.steps + 0 * self.t_ref",
    ),
}


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """One submission of each kind, released and graded."""
    course = tmp_path_factory.mktemp("course")
    for name in ("nbgrader_config.py", "pyproject.toml"):
        shutil.copy(ROOT / name, course)
    shutil.copytree(ROOT / "solutions" / NAME, course / "solutions" / NAME)
    nbgrader(course, "generate_assignment", NAME)
    released = course / "course" / NAME / f"{NAME}.ipynb"
    assert released.read_bytes() == (ROOT / "course" / NAME / f"{NAME}.ipynb").read_bytes()

    student = nbformat.read(released, 4)
    solution = nbformat.read(course / "solutions" / NAME / f"{NAME}.ipynb", 4)
    right = {grade_id(c): c.source for c in solution.cells if grade_id(c) in MAXIMUM}
    for key, (old, _) in WRONG.items():
        assert old in right[key]
    submissions = {
        "perfect": right,
        "untouched": {},
        "half-done": {key: right[key] for key in HALF},
        "wrong": {key: right[key].replace(*WRONG[key], 1) for key in MAXIMUM},
    }
    for name, answers in submissions.items():
        folder = course / "submitted" / name / NAME
        folder.mkdir(parents=True)
        nbformat.write(with_answers(student, answers), folder / f"{NAME}.ipynb")
    nbgrader(course, "autograde", NAME)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        yield gradebook


@pytest.mark.parametrize(
    ("student", "points"),
    [
        ("perfect", MAXIMUM),
        ("untouched", dict.fromkeys(MAXIMUM, 0)),
        ("half-done", {key: MAXIMUM[key] if key in HALF else 0 for key in MAXIMUM}),
        ("wrong", dict.fromkeys(MAXIMUM, 0)),
    ],
)
def test_each_submission_gets_the_points_one_expects(gradebook, student, points):
    (notebook,) = gradebook.find_submission(NAME, student).notebooks
    given = {g.name.removesuffix("-check"): g.auto_score for g in notebook.grades}
    assert given.pop("think-refractory") in (0, None)
    assert given == points


def test_maximum_points_are_those_declared(gradebook):
    notebook = gradebook.find_notebook(NAME, NAME)
    maximum = {c.name.removesuffix("-check"): c.max_score for c in notebook.grade_cells}
    assert maximum == {**MAXIMUM, "think-refractory": 3}
