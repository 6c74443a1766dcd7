"""`courseware build --check` finds what is stale or edited by hand, and changes nothing."""

import base64
import os

import nbformat
import pytest

from courseware.build.compare import differences

pytestmark = pytest.mark.slow
SOURCE, SOLUTION = "solutions/how-models/how-models.py", "solutions/how-models/how-models.ipynb"
STUDENT = "course/how-models/how-models.ipynb"


def edit(path, change):
    notebook = nbformat.read(path, as_version=4)
    change({cell.id: cell for cell in notebook.cells}, notebook)
    nbformat.write(notebook, path)


def picture(size):
    return base64.b64encode(os.urandom(size)).decode()


def test_notebooks_in_step_pass_and_are_left_alone(built, run):
    before = built.files()
    result = run(built, "build", "--check")
    assert result.code == 0
    assert "in step with how-models.py" in result.out
    assert built.files() == before


def test_every_hand_edit_is_shown_and_nothing_is_written(built, run):
    def edit_solution(cells, notebook):
        cells["how-models-2"].outputs[0].text = "1 0 [...]\n"
        cells["double"].source += "\n# by hand"
        notebook.metadata.kernelspec.name = "mine"

    def edit_student(cells, notebook):
        cells["double-check"].metadata.nbgrader.points = 20

    edit(built.path("solutions"), edit_solution)
    edit(built.path("course"), edit_student)
    (built.path("course").parent / "table.csv").unlink()
    (built.path("course").parent / "how-models.py").write_text("leak = 1")
    orphan = built.path("course", "gone")
    orphan.parent.mkdir()
    orphan.write_text("{}")
    before = built.files()
    result = run(built, "build", "--check")
    assert result.code == 1
    paragraphs = result.out.strip().split("\n\n")
    assert [paragraph.split("\n")[0].rstrip(":") for paragraph in paragraphs] == [
        f"{SOLUTION}, metadata",
        f"{SOLUTION}, cell 'how-models-2'",
        f"{SOLUTION}, cell 'double'",
        f"{STUDENT}, cell 'double-check'",
        "course/how-models/table.csv is missing.",
        "course/how-models/how-models.py is not made from anything in solutions/.",
        "course/gone/gone.ipynb has no source in solutions/.",
    ]
    assert '-   "name": "mine"\n+   "name": "python3"' in paragraphs[0]
    assert "-1 0 [...]\n+1 0 []" in paragraphs[1]
    assert "-# by hand" in paragraphs[2]
    assert "courseware build how-models" in result.err
    assert built.files() == before


def test_a_source_that_went_on_makes_both_notebooks_stale(built, run):
    source = built.root / SOURCE
    source.write_text(source.read_text().replace("# 1. Multiply.", "# 1. Multiply them."))
    result = run(built, "build", "--check")
    assert result.code == 1
    assert result.out.count("+    # 1. Multiply them.") == 2


@pytest.fixture
def pair(built_once, tmp_path):
    """Two equal notebooks with pictures of 1000 bytes, to be made different."""
    paths = [tmp_path / "committed.ipynb", tmp_path / "rebuilt.ipynb"]
    for path in paths:
        path.write_bytes(built_once.path("solutions").read_bytes())
        edit(path, with_picture(1000))
    return paths


def with_picture(size, mime="image/png"):
    def change(cells, notebook):
        html = f'<img alt="A dot" src="data:{mime};base64,{picture(size)}">'
        cells["section-1-entropy-more-4"].outputs[0].data = {"text/html": html}
        cells["section-1-entropy-more-4"].outputs[-1].data = {mime: picture(size)}

    return change


@pytest.mark.parametrize("size", [600, 1000, 1400])
def test_another_picture_of_like_size_is_no_difference(pair, size):
    edit(pair[1], with_picture(size))
    assert pair[0].read_bytes() != pair[1].read_bytes()
    assert differences(*pair, "a.ipynb") == []


@pytest.mark.parametrize(("size", "mime"), [(300, "image/png"), (1000, "image/jpeg")])
def test_a_picture_of_another_size_or_kind_is_a_difference(pair, size, mime):
    edit(pair[1], with_picture(size, mime))
    (found,) = differences(*pair, "a.ipynb")
    assert "-<img" in found
    assert "<image/png, 10" in found
    assert f"+[{mime}]" in found or mime == "image/png"
    assert len(found) < 1500


def test_a_missing_picture_is_a_difference(pair):
    edit(pair[1], lambda cells, _: cells["section-1-entropy-more-4"].outputs.pop(0))
    assert "-[text/html]" in differences(*pair, "a.ipynb")[0]


def test_added_missing_moved_and_doubled_cells_are_differences(pair):
    def change(cells, notebook):
        notebook.cells.insert(3, notebook.cells.pop(5))
        notebook.cells.remove(cells["total"])
        notebook.cells.append(nbformat.v4.new_markdown_cell("Mine.", id="mine"))
        notebook.cells.append(notebook.cells[-1].copy())

    committed = pair[0]
    text = committed.read_text()
    edit(committed, change)
    found = "\n".join(differences(*pair, "a.ipynb"))
    assert "+[code]" in found and "cell 'total'" in found
    assert found.count("-Mine.") == 2
    assert "order of the cells" in found
    assert committed.read_text() != text


def test_a_file_that_is_no_notebook_any_more_is_told(pair):
    pair[0].write_text("<<<<<<< HEAD")
    assert "a.ipynb is not a notebook any more" in differences(*pair, "a.ipynb")[0]


def test_only_what_is_stale_is_to_be_built_again(built, run):
    built.write_cells("\nprint('new')", name="capstone")
    result = run(built, "build", "--check")
    assert result.code == 1
    assert result.err.strip().endswith("then run: courseware build capstone")


def test_of_a_notebook_without_a_source_no_build_is_told(built, run):
    orphan = built.root / "course" / "gone" / "gone.ipynb"
    orphan.parent.mkdir()
    orphan.write_text("{}")
    result = run(built, "build", "--check")
    assert result.code == 1
    assert "have no source. Remove them" in result.err and "then run" not in result.err
