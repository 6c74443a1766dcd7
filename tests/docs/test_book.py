"""How the pages of the tutorials are made."""

import copy
import re

import nbformat
import pytest
from book import course_map, notation
from book import pages as book_pages

from courseware.project import Project
from helpers.widgets import WIDGET_VIEW
from tests.notebooks.conftest import ROOT, check_cells, solution_cells

PIXEL = "iVBORw0KGgo="  # how any PNG begins


@pytest.fixture
def student(tutorial):
    return tutorial.student


@pytest.fixture
def solution(tutorial):
    return tutorial.solution


def shown(notebook):
    return nbformat.writes(notebook)


def secret():
    return nbformat.v4.new_output("stream", name="stdout", text="the secret")


def test_what_an_exercise_or_its_check_put_out_is_not_shown(student, solution):
    for cell in [*solution_cells(solution), *check_cells(solution)]:
        cell.outputs = [secret()]
    assert "the secret" not in shown(book_pages.page(student, solution))


def test_other_outputs_are_shown_where_they_were_made(student, solution):
    cell = next(c for c in solution.cells if c.cell_type == "code" and "helpers.show" in c.source)
    cell.outputs = [secret()]
    page = book_pages.page(student, solution)
    assert next(c for c in page.cells if c.id == cell.id).outputs == [secret()]
    assert shown(page).count("the secret") == 1


def test_the_student_notebook_itself_is_left_alone(student, solution):
    before = copy.deepcopy(student)
    book_pages.page(student, solution, links="somewhere")
    assert student == before


def test_descriptions_of_the_figures_stand_at_the_figures_alone(student, solution):
    page = book_pages.page(student, solution)
    assert "helpers.describe(" not in shown(page) and "helpers.show(" in shown(page)
    assert len(set(re.findall("Figure: [^\n]*", shown(page)))) >= 5


def test_a_widget_gives_way_to_its_static_picture(student, solution):
    cell = next(c for c in solution.cells if c.source.startswith("# @title Interactive demo"))
    cell.outputs[0].data[WIDGET_VIEW] = {"model_id": "1"}
    page = book_pages.page(student, solution)
    assert WIDGET_VIEW not in shown(page)
    assert "<img" in str(next(c for c in page.cells if c.id == cell.id).outputs)


def test_pictures_become_files_that_are_loaded_when_they_come_into_view(tmp_path):
    notebook = nbformat.v4.new_notebook()
    html = f'<img alt="a dot" src="data:image/png;base64,{PIXEL}">'
    output = nbformat.v4.new_output("display_data", data={"text/html": html})
    notebook.cells = [
        nbformat.v4.new_code_cell(f"# {html}", outputs=[output]),
        nbformat.v4.new_markdown_cell(html),
    ]
    book_pages.move_pictures(notebook, tmp_path)
    (file,) = tmp_path.iterdir()
    source = f"../pictures/{file.name}"
    link = f'<a href="{source}"><img alt="a dot" loading="lazy" src="{source}"></a>'
    assert notebook.cells[0].outputs[0].data["text/html"] == link == notebook.cells[1].source
    assert PIXEL in notebook.cells[0].source  # code is left as it is


def test_an_unchanged_page_is_not_written_again(tmp_path):
    project = Project.find(ROOT)
    folder = tmp_path / "tutorials"
    book_pages.write_pages(project, folder, tmp_path / "pictures")
    (folder / "gone.ipynb").write_text("a page whose tutorial is gone")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    book_pages.write_pages(project, folder, tmp_path / "pictures")
    after = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    before.pop(folder / "gone.ipynb")
    assert after == before and set(project.tutorials()) >= {path.stem for path in after}


def test_jupyterlite_is_offered_where_the_site_has_it(tutorial):
    project = Project.find(ROOT)
    target = f"../lite/lab/index.html?path={tutorial.name}.ipynb"
    assert target in book_pages.launch_row(project, tutorial.name, lite=True)
    assert "lite" not in book_pages.launch_row(project, tutorial.name)


def test_a_stop_of_the_map_says_how_long_it_takes_and_what_one_learns():
    text = "# Title\n\n*About 45 minutes.*\n\n- do this,\n- do\n  that.\n\n**You need** - x"
    assert course_map.stop("why-models", "Why", text) == (
        "1. [Why](tutorials/why-models.ipynb), 45 minutes\n\n   - do this\n   - do\n     that\n"
    )


def test_every_row_of_a_notation_table_is_found(tutorial):
    rows = notation.symbols(tutorial.student, tutorial.name)
    (cell,) = (c for c in tutorial.student.cells if "\n## Notation\n" in f"\n{c.source}\n")
    table = cell.source.split("## Notation")[1].split("\n## ")[0]
    assert len(rows) == sum(line.startswith("|") for line in table.splitlines()) - 2 > 5
    assert all(row.symbol and row.meaning for row in rows)


def test_symbols_are_sorted_by_their_letters():
    keys = [
        notation.Symbol(symbol, "", "", "").key[0]
        for symbol in (r"$\Delta H$", r"$\mathbb{E}$", r"$V_\mathrm{th}$, $v$", "CV")
    ]
    assert keys == ["deltah", "e", "vth", "cv"]
