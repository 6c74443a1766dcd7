"""From one source, `courseware build` makes both notebooks, the same every time."""

import re
import sys

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum

from courseware.kit.pictures import pictures
from tests.grading.nbgrader import courses


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


@pytest.fixture
def solution(built_once):
    return built_once.notebook("solutions")


@pytest.fixture
def student(built_once):
    return built_once.notebook("course")


def test_solution_runs_offline_in_an_empty_folder_with_this_python(solution):
    assert cell_of(solution, "how-models-2").outputs[0].text == "1 0 []\n"
    assert cell_of(solution, "think").source == "Because it is so."


def test_both_notebooks_are_valid_and_say_where_they_come_from(solution, student):
    for notebook in (solution, student):
        nbformat.validate(notebook)
        MetadataValidator().validate_nb(notebook)
        assert notebook.metadata.generated_from == "solutions/how-models/how-models.py"
        assert notebook.metadata.kernelspec.name == "python3"
        assert "version" not in notebook.metadata.language_info
        assert set(notebook.metadata) == {
            "generated_from",
            "kernelspec",
            "language_info",
            "repository",
        }


def test_cell_ids_come_from_grade_ids_and_from_sections(solution):
    assert [cell.id for cell in solution.cells] == [
        "courseware-top",
        "how-models-1",
        "courseware-contents",
        "courseware-setup",
        "how-models-2",
        "section-1-entropy-more-1",
        "double",
        "double-check",
        "section-1-entropy-more-4",
        "things-that-change-1",
        "things-that-change-2",
        "total",
        "think",
        "courseware-bottom",
    ]


def test_nothing_that_changes_from_run_to_run_is_kept(built_once, solution):
    text = built_once.path("solutions").read_text()
    assert "widget-view" not in text
    assert "widget-state" not in text
    assert "model_id" not in text
    assert not re.search(r"0x[0-9a-f]{6}|ipykernel_\d|iopub", text)
    outputs = cell_of(solution, "things-that-change-2").outputs
    assert outputs[0].text == "<object object at 0x...>\n"
    assert "<cell>:4: UserWarning: careful" in outputs[1].text
    # A widget leaves its fallback.
    assert "IntSlider(" in outputs[2].data["text/plain"]


def test_a_second_build_changes_nothing(built, run):
    before = built.files()
    result = run(built, "build")
    assert (result.code, result.out) == (0, "Nothing to change in the notebooks of how-models.\n")
    assert built.files() == before


def test_nbgrader_alone_makes_the_same_student_notebook(built):
    ours = built.path("course").read_bytes()
    built.path("course").unlink()
    courses.nbgrader(built.root, "generate_assignment", "how-models", "--force", "--no-db")
    assert built.path("course").read_bytes() == ours
    assert {path.name for path in built.path("course").parent.iterdir()} == {
        "how-models.ipynb",
        "table.csv",
    }


def test_students_get_stubs_and_neither_solutions_nor_hidden_tests_nor_sources(built_once, student):
    text = built_once.path("course").read_text()
    for word in ("secret = 2", "double(21)", "HIDDEN", "SOLUTION", "Because it is so"):
        assert word not in text
    assert cell_of(student, "double").source.endswith(
        '    raise NotImplementedError("Exercise 1.1: double a number")\n'
        "    # 1. Multiply.\n    secret = ...\n    return ..."
    )
    assert cell_of(student, "think").source == "YOUR ANSWER HERE"
    assert not any(cell.get("outputs") for cell in student.cells)
    released = built_once.path("course").parent
    assert {path.name for path in released.iterdir()} == {"how-models.ipynb", "table.csv"}


def test_only_a_stub_that_raises_at_once_is_tagged(student):
    tagged = [c.id for c in student.cells if "raises-exception" in c.metadata.get("tags", [])]
    assert tagged == ["total"]


def test_checksums_are_those_of_the_student_notebook(student):
    graded = [cell for cell in student.cells if "nbgrader" in cell.metadata]
    assert len(graded) == 4
    for cell in graded:
        assert cell.metadata.nbgrader.checksum == compute_checksum(cell)


def test_a_right_answer_is_shown_below_its_check(student):
    names = [cell.id for cell in student.cells]
    expected = cell_of(student, "courseware-expected-double-check")
    assert names.index(expected.id) == names.index("double-check") + 1
    assert expected.source.startswith("<details><summary>What a right answer looks like</summary>")
    assert "<pre>twice 2 is &lt;4&gt;</pre>" in expected.source
    assert "\n\n" not in expected.source
    output = nbformat.v4.new_output("display_data", {"text/html": expected.source})
    assert [picture.alt for picture in pictures(output)] == ["One <dot>", "The figure of this cell"]
    link = "https://github.com/someone/small-course/blob/main/solutions/how-models/how-models.ipynb"
    assert f'<a href="{link}">' in expected.source


def test_an_instructor_can_switch_the_help_off(built, run):
    config = built.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.StudentEdition.link_solution = False\n")
    assert run(built, "build").code == 0
    text = built.path("course").read_text()
    assert "<pre>twice 2" in text
    assert "blob/main/solutions" not in text
    config.write_text(config.read_text() + "\nc.StudentEdition.show_expected = False\n")
    from courseware.build.release import load_config, release
    from courseware.project import Project

    release("how-models", built.root, load_config(Project.find(built.root)))
    assert "<details>" not in built.path("course").read_text()


def test_one_tutorial_can_be_built_alone(built, run):
    built.write_cells("\nprint('new')", name="capstone")
    assert run(built, "build", "capstone").out.split() == [
        "Made",
        "solutions/capstone/capstone.ipynb",
        "Made",
        "course/capstone/capstone.ipynb",
    ]


def test_it_runs_on_this_python_whatever_kernels_are_installed(course, run, monkeypatch, tmp_path):
    kernel = tmp_path / "kernels" / "python3" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["false"], "display_name": "Other", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    course.write_cells(f"\nimport sys\nassert sys.executable == {sys.executable!r}")
    assert run(course, "build").code == 0
