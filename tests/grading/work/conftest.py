"""Notebooks made on the spot, and graded in real student's processes."""

from dataclasses import replace

import nbformat
import pytest

from courseware.grade.contract import Check, Limits, NotebookTask, Task
from courseware.grade.sandbox.spawner import Template
from courseware.grade.worker.worker import grade

RIGHT = """\
import numpy as np
def entropy(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log2(p))
"""
RIGHT_RATES = """\
def information_rates(isis, bins):
    counts, _ = np.histogram(isis, bins)
    bits_per_spike = entropy(pmf_from_counts(counts))
    return bits_per_spike, bits_per_spike / np.mean(isis)
"""
RIGHT_COUNTS = "def pmf_from_counts(counts):\n    return counts / counts.sum()"
ENTROPY = Check("entropy-check", "why_models", "entropy", "entropy", 3.0)
COUNTS = Check("counts-check", "why_models", "pmf_from_counts", "pmf_from_counts", 2.0)
RATES = Check("rates-check", "why_models", "information_rates", "information_rates", 2.0)
QUICK = Limits(cell_seconds=2.0, check_seconds=2.0, submission_seconds=60.0, wall_seconds=300.0)


@pytest.fixture(scope="session")
def template():
    with Template() as template:
        yield template


def test_cell(grade_id, source, points=1):
    """An ordinary test cell, as in any course of nbgrader's."""
    about = {"grade": True, "solution": False, "grade_id": grade_id, "points": points}
    return nbformat.v4.new_code_cell(source, metadata={"nbgrader": about})


test_cell.__test__ = False


def task(*cells, **fields):
    """A submission of one notebook: cells are sources, checks, or cells."""
    metadata = fields.pop("metadata", {})
    nodes, checks = [], []
    for cell in cells:
        if isinstance(cell, Check):
            checks.append(cell)
            call = f"checks.{cell.tutorial}.{cell.exercise}({cell.target})"
            cell = test_cell(cell.grade_id, call, cell.points)
        nodes.append(nbformat.v4.new_code_cell(cell) if isinstance(cell, str) else cell)
    text = nbformat.writes(nbformat.v4.new_notebook(cells=nodes, metadata=metadata))
    notebook = NotebookTask("one", text, tuple(checks))
    return Task("ada", "one", (notebook,), **{"seed": 5, "limits": QUICK, **fields})


class Outcome:
    """A result, and what one asks of it."""

    def __init__(self, result):
        self.result = result
        assert result.state == "graded", result.reason
        (self.graded,) = result.notebooks
        self.notes = " ".join(self.graded.notes)
        self.notebook = nbformat.reads(self.graded.text, as_version=4)
        nbformat.validate(self.notebook)
        self.checks = {check.grade_id: check for check in self.graded.checks}
        self.points = {name: check.points for name, check in self.checks.items()}
        self.states = {name: check.state for name, check in self.checks.items()}

    def outputs(self, position):
        """Outputs of a cell, counted from 0."""
        return self.notebook.cells[position].outputs

    def text(self, position):
        """All that a cell printed, displayed or raised, as one text."""
        parts = []
        for output in self.outputs(position):
            parts += [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
            parts += output.get("traceback", [])
        return "".join(parts)


@pytest.fixture
def run(template):
    """Grade a submission of these cells."""

    def graded(*cells, **fields):
        return Outcome(grade(task(*cells, **fields), template))

    return graded


def limits(**fields):
    """The quick limits, but for these."""
    return replace(QUICK, **fields)
