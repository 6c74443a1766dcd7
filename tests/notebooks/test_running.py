"""Run the student notebooks as students do: untouched, half done, out of order, twice."""

import copy
import os
import re

import nbclient
import nbformat
import pytest

from tests.patience import PATIENCE

from .conftest import check_cells, nbgrader, solution_cells

pytestmark = pytest.mark.slow
PLAIN = re.compile(r"^\d+(\.\d+)?$")


def run(notebook, folder, allow_errors=False):
    """Run a copy in an empty folder with a real kernel; return it."""
    notebook = copy.deepcopy(notebook)
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(folder)}},
        **PATIENCE,
    )
    client.execute(env={**os.environ, "HELPERS_OFFLINE": "1"})
    return notebook


def points(cell):
    """What a check cell gives, as nbgrader reads it."""
    results = [o for o in cell.outputs if o.output_type == "execute_result"]
    assert len(results) == 1 and PLAIN.match(results[0].data["text/plain"]), cell.outputs
    return float(results[0].data["text/plain"])


def message(cell):
    return "".join(o.data.get("text/html", "") for o in cell.get("outputs", []) if "data" in o)


def answer(notebook, tutorial, only=None):
    """Write the solutions into a student notebook (of those named, or all)."""
    notebook = copy.deepcopy(notebook)
    solutions = {nbgrader(c)["grade_id"]: c.source for c in solution_cells(tutorial.solution)}
    for cell in solution_cells(notebook):
        grade_id = nbgrader(cell)["grade_id"]
        if only is None or grade_id in only:
            cell.source = solutions[grade_id]
    return notebook


def errors(notebook):
    return [o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "error"]


def streams(notebook, name):
    return "".join(
        o.text for c in notebook.cells for o in c.get("outputs", []) if o.get("name") == name
    )


@pytest.fixture(scope="module")
def untouched(tutorial, tmp_path_factory):
    folder = tmp_path_factory.mktemp("untouched")
    executed = run(tutorial.student, folder)
    assert list(folder.iterdir()) == []
    return executed


def test_untouched_notebook_runs_to_the_end_and_says_what_is_missing(untouched):
    assert not [
        c
        for c in untouched.cells
        if "raises-exception" not in c.metadata.get("tags", [])
        and any(o.output_type == "error" for o in c.get("outputs", []))
    ]
    for cell in check_cells(untouched):
        assert points(cell) == 0
        assert "not attempted yet" in message(cell).lower()
        assert re.search(r"Exercise \d+\.\d+", message(cell))
    assert streams(untouched, "stderr") == ""


def test_cells_that_need_unfinished_work_name_the_exercise(untouched):
    needing = [c for c in untouched.cells if "helpers.needs(" in c.source]
    assert needing
    for cell in needing:
        shown = message(cell) + streams(nbformat.v4.new_notebook(cells=[cell]), "stdout")
        assert re.search(r"Exercise \d+\.\d+", shown), cell.source


def run_again(tutorial, folder, step):
    """Run the finished notebook's code, then once more, backwards with a step of -1."""
    finished = answer(tutorial.student, tutorial)
    cells = [cell for cell in finished.cells if cell.cell_type == "code"]
    again = copy.deepcopy(cells[::step])
    for cell in again:
        cell.id = f"{cell.id}-again"[:64]
        cell.metadata.pop("nbgrader", None)
    finished.cells = cells + again
    return run(finished, folder)


@pytest.fixture(scope="module")
def backwards(tutorial, tmp_path_factory):
    return run_again(tutorial, tmp_path_factory.mktemp("backwards"), -1)


def test_finished_notebook_scores_full_marks_run_again_backwards(backwards):
    assert_full_marks(backwards)


@pytest.mark.long
def test_finished_notebook_scores_full_marks_run_twice(tutorial, tmp_path):
    assert_full_marks(run_again(tutorial, tmp_path, 1))


def assert_full_marks(executed):
    assert not errors(executed) and streams(executed, "stderr") == ""
    for cell in check_cells(executed):
        assert points(cell) == nbgrader(cell)["points"]
        assert "not attempted" not in message(cell).lower()


def test_cells_run_again_in_any_order_say_the_same(backwards):
    """Students go back: no cell may use what a later one has left under the same name."""
    cells = backwards.cells
    first, second = cells[: len(cells) // 2], cells[len(cells) // 2 :][::-1]

    def said(cell):
        printed = "".join(o.get("text", "") for o in cell.outputs)  # in pieces, as it happens
        shown = [o.data.get("text/html") for o in cell.outputs if "data" in o]  # pictures, too
        return printed, shown

    for before, after in zip(first, second, strict=True):
        assert said(before) == said(after), before.source


def test_half_done_notebook_runs_to_the_end(tutorial, tmp_path):
    first = nbgrader(solution_cells(tutorial.student)[0])["grade_id"]
    executed = run(answer(tutorial.student, tutorial, only=[first]), tmp_path)
    assert not errors(executed)
    scored = [points(cell) for cell in check_cells(executed)]
    assert scored[0] > 0 and not any(scored[1:])
    assert not [c.source for c in executed.cells if "ended early" in message(c)]


def test_cells_run_out_of_order_tell_what_to_run_first(tutorial, tmp_path):
    """The first check alone, after set-up: a NameError, explained."""
    student = tutorial.student
    first_check = check_cells(student)[0]
    setup = [c for c in student.cells if c.cell_type == "code"][:3]
    student.cells = [*setup, first_check]
    executed = run(student, tmp_path, allow_errors=True)
    assert [e.ename for e in errors(executed)] == ["NameError"]
    shown = str(executed.cells[-1].outputs)
    assert re.search(r"run .*(cell|above)", shown, re.I), shown


def test_a_typo_is_explained_in_the_check(tutorial, tmp_path):
    student = answer(tutorial.student, tutorial)
    solutions = solution_cells(student)
    k = next(k for k, cell in enumerate(solutions) if re.search(r"\bnp\.", cell.source))
    solutions[k].source = re.sub(r"\bnp\.", "npp.", solutions[k].source, count=1)
    index = student.cells.index(check_cells(student)[k])
    student.cells = [c for c in student.cells[: index + 1] if c.cell_type == "code"]
    executed = run(student, tmp_path)
    assert points(executed.cells[-1]) == 0
    assert "npp" in message(executed.cells[-1])
