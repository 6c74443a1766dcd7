"""What students wrote is shown as it is, unless it could do more than be read."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook, new_raw_cell
from nbgrader.coursedir import CourseDirectory

from courseware.grade.course.folders import Folders
from courseware.grade.results import safe_cells
from courseware.kit.safe_html import clean
from courseware.kit.safe_notebook_pages import safe_markdown
from tests.grading import injections

ROOT = Path(__file__).parents[3]
PLAIN = [
    "a < b and c > d, so $r < 3$ & *more*",
    "| a | b |\n|---|---|\n| 1 | `2` |",
    "- [x] done\n- [ ] not yet",
    "1. H<sub>2</sub>O<br>and <span style='color: red'>red</span>",
    "[a file](data.csv), [a page](https://example.org), <https://example.org>, [here](#there)",
    "![beside](pictures/a.png) ![within](data:image/png;base64,AAAA)",
    "$$\n\\frac{a}{b} < c\n$$",
    "```python\nif a < b:\n    print('<script>')\n```",
    "<div class='alert'>\n\n# A heading &amp; more\n\n</div>",
    "<details><summary>More</summary>\n\n**bold**\n\n</details>",
    "text\n\n    indented <code>",
    "",
]


@pytest.mark.parametrize("source", PLAIN)
def test_what_people_write_stays_as_it_is(source):
    assert safe_markdown(source) == source


# Markdown takes the first two for text, ids are no harm there, and MathJax has a safe mode.
HARMLESS = {"handler, odd spelling", "title of a link", "heading with a grade's id", "math"}


@pytest.mark.parametrize("name", sorted(injections.TEXTS.keys() - HARMLESS))
def test_what_could_act_is_shown_as_it_was_written(name):
    source = injections.filled(injections.TEXTS[name], "https://example.org/picture.png")
    shown_as = safe_markdown(source)
    assert shown_as != source
    fence = shown_as.splitlines()[2].removesuffix("text")
    assert shown_as.endswith(f"{fence}text\n{source}\n{fence}")
    assert set(fence) == {"`"} and fence not in source


@pytest.mark.parametrize("source", ["\\\\[" * 30_000, "# a\n" * 100_000, "<b>" * 100_000])
def test_no_text_takes_long(source):
    import time

    begin = time.process_time()
    safe_markdown(source)
    clean(source)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "html",
    ["<table>" + "x</p>" * 20_000, f"<p {' '.join(f'a{k}' for k in range(40_000))}>", "<b>" * 4000],
    ids=["end tags", "attributes", "elements"],
)
def test_what_a_parser_would_take_long_for_is_shown_as_it_was_written(html):
    assert clean(html).startswith("<pre>&lt;")


def test_pictures_and_tables_are_not_taken_for_too_much():
    picture = f'<img src="data:image/png;base64,{"ab/+" * 20_000}">'
    assert clean(picture) == picture
    table = f"<table>{'<tr><td>1</td><td>2</td></tr>' * 900}</table>"
    assert clean(table).count("<td>") == 1800


def test_the_courses_own_texts_are_known_by_the_release(tmp_path):
    notebook = nbformat.read(ROOT / "course" / "why-models" / "why-models.ipynb", 4)
    notebook.cells.append(new_markdown_cell("![badge](https://example.org/badge.svg)"))
    released = tmp_path / "release" / "why-models"
    released.mkdir(parents=True)
    nbformat.write(notebook, released / "why-models.ipynb")
    folders = Folders(CourseDirectory(root=str(tmp_path)), {})
    texts = folders.released_texts("why-models")
    assert safe_cells.safe(notebook, texts) == notebook
    assert safe_cells.safe(notebook) != notebook


def test_attached_pictures_stay_and_anything_else_attached_or_raw_is_text():
    picture = {"image/png": injections.DOT}
    cells = [
        new_markdown_cell("![x](attachment:a.png)", attachments={"a.png": picture}),
        new_markdown_cell("![x](attachment:a.png)", attachments={"a.png": {"text/html": "x"}}),
        new_raw_cell("a > b & c"),
        new_raw_cell("<b id='why'>"),
    ]
    before = new_notebook(cells=cells)
    kept, gone, raw, escaped = safe_cells.safe(before).cells
    assert kept == before.cells[0] and raw == before.cells[2]
    assert escaped.source == "&lt;b id='why'&gt;"
    assert gone.attachments == {} and gone.source.endswith("```text\n![x](attachment:a.png)\n```")
    assert before.cells[1].source == "![x](attachment:a.png)"


def test_no_heading_has_the_id_of_a_field_for_points():
    source = "# why-comment\n\nBecause."
    question = new_markdown_cell("Because.", metadata={"nbgrader": {"grade_id": "why"}})
    (safe, _) = safe_cells.safe(new_notebook(cells=[new_markdown_cell(source), question])).cells
    assert safe.source != source and safe_markdown(source) == source


def test_no_class_lays_a_text_over_the_page():
    assert (
        safe_markdown('<div class="modal-backdrop">x</div>')
        != '<div class="modal-backdrop">x</div>'
    )
