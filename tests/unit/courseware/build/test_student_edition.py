"""What a right answer looks like: from the cell below the check, and from nothing else."""

import nbformat.v4 as v4
import pytest
from traitlets.config import Config

from courseware.build.student_edition import StudentEdition, expected_results


def code(text="shown", **metadata):
    outputs = [v4.new_output("stream", name="stdout", text=text)]
    return v4.new_code_cell("f()", outputs=outputs, metadata=metadata)


def nbgrader(grade_id, grade=False, solution=False):
    return {
        "schema_version": 3,
        "grade": grade,
        "grade_id": grade_id,
        "locked": False,
        "solution": solution,
        "task": False,
    }


def test_prose_may_stand_between_the_check_and_what_is_shown():
    assert expected_results([v4.new_markdown_cell("Now use it."), code()]) == ["<pre>shown</pre>"]


@pytest.mark.parametrize(
    "below",
    [
        [v4.new_markdown_cell("Prose.\n\n## Next section"), code()],
        [code(nbgrader=nbgrader("next", solution=True)), code()],
        [code(nbgrader=nbgrader("next-check", grade=True)), code()],
        [code(cellView="form"), code()],
        [],
    ],
    ids=["heading", "next exercise", "next check", "form", "end"],
)
def test_nothing_is_taken_from_beyond(below):
    assert expected_results(below) == []


def test_results_are_taken_and_remarks_warnings_and_representations_are_not():
    cell = code("a\n\nb < c\n")
    cell.outputs += [
        v4.new_output("stream", name="stderr", text="careful"),
        v4.new_output("display_data", {"text/html": "<i>You wrote: 3</i>", "text/plain": "3"}),
        v4.new_output("execute_result", {"text/plain": "<function f at 0x...>"}),
        v4.new_output("execute_result", {"text/html": "<table/>", "text/plain": "x 1"}),
    ]
    assert expected_results([cell]) == ["<pre>a\n&nbsp;\nb &lt; c</pre>", "<pre>x 1</pre>"]


def test_a_check_with_nothing_to_show_gets_no_empty_part():
    check = code(nbgrader=nbgrader("one-check", grade=True))
    notebook = v4.new_notebook(cells=[check, code()])
    for settings, cells in [({}, 3), ({"show_expected": False}, 2)]:
        edition = StudentEdition(config=Config({"StudentEdition": settings}))
        assert len(edition.preprocess(notebook.copy(), {})[0].cells) == cells
