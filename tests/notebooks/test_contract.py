"""The student notebook contract: what holds for every notebook that students open.

Most of it is in the author's hands, so a failing test says what to do; `docs/authors.md` has the
list.
"""

import ast
import html
import json
import re
import tomllib

import pytest

from courseware.build.curriculum import neighbours

from .conftest import ROOT, check_cells, nbgrader, solution_cells

REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]["Repository"]
REGION = re.compile(r"### BEGIN SOLUTION.*?\n(.*?)### END SOLUTION", re.S)
ALLOWED_METADATA = {"nbgrader", "cellView", "tags", "deletable", "editable", "jupyter"}


def code_lines(text):
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def rebuild(tutorial):
    return f"run: courseware build {tutorial.name}"


def texts(notebook):
    """All output of a notebook as text and HTML."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield cell, output


def test_no_solution_hidden_test_or_reference_leaks(tutorial):
    student = tutorial.student_path.read_text()
    for forbidden in ("BEGIN SOLUTION", "HIDDEN TEST", "seed=", "helpers.answers", "MARK SCHEME"):
        assert forbidden not in student, (
            f"{tutorial.student_path} shows students {forbidden!r}: see that it stands between its "
            f"BEGIN and END in {tutorial.source_path.name}, then {rebuild(tutorial)}"
        )
    stubs = {nbgrader(c)["grade_id"]: c.source for c in solution_cells(tutorial.student)}
    everything = "\n".join(cell.source for cell in tutorial.student.cells)
    given = REGION.sub("", "\n".join(cell.source for cell in tutorial.source.cells))
    for cell in solution_cells(tutorial.source):
        stub = set(code_lines(stubs[nbgrader(cell)["grade_id"]]))
        for region in REGION.findall(cell.source):
            for line in code_lines(region):
                if line not in stub and line not in given and len(line) > 12:
                    assert line not in everything, (
                        f"students can read {line!r}, a line of the solution of "
                        f"{nbgrader(cell)['grade_id']!r}, in another cell: say it there differently"
                    )


def test_hand_graded_answers_are_taken_out(tutorial):
    for cell in tutorial.source.cells:
        if cell.cell_type == "markdown" and nbgrader(cell).get("solution"):
            answer = cell.source
            student = next(
                c
                for c in tutorial.student.cells
                if nbgrader(c).get("grade_id") == nbgrader(cell)["grade_id"]
            )
            name = nbgrader(cell)["grade_id"]
            assert student.source == "YOUR ANSWER HERE", rebuild(tutorial)
            assert answer.splitlines()[-1] not in tutorial.student_path.read_text(), (
                f"the last line of the answer {name!r} also stands elsewhere: take it out there"
            )


def test_stubs_compile_and_say_which_exercise_is_missing(tutorial):
    for cell in solution_cells(tutorial.student):
        name = nbgrader(cell)["grade_id"]
        compile(cell.source, name, "exec")
        assert re.search(r'raise NotImplementedError\("Exercise \d+\.\d+: .+"\)', cell.source), (
            f"{name}: write `### BEGIN SOLUTION: Exercise 1.1: say what is to be done`"
        )
        assert "Parameters" in cell.source, (
            f"{name}: say in the docstring under `Parameters` what comes in, with shapes and units"
        )
        assert "# 1." in cell.source, (
            f"{name}: number the steps of the solution in comments, from `# 1. ...`: they stay in "
            "the stub and lead students through it"
        )
        assert "..." in cell.source, (
            f"{name}: the stub has no blank `...`; let the solution assign or return something"
        )


def test_student_notebook_is_small_and_the_solution_too(tutorial):
    for path, most in ((tutorial.student_path, 400_000), (tutorial.solution_path, 1_000_000)):
        assert path.stat().st_size < most, (
            f"{path} has more than {most // 1000} kB: show fewer or smaller figures"
        )


def test_student_notebook_has_no_outputs_and_plain_metadata(tutorial):
    student = tutorial.student
    assert student.metadata.kernelspec.name == "python3"
    assert "version" not in student.metadata.get("language_info", {})
    assert "widgets" not in student.metadata
    assert f"solutions/{tutorial.name}/{tutorial.name}.py" in json.dumps(student.metadata)
    ids = [cell.id for cell in student.cells]
    assert len(set(ids)) == len(ids)
    for cell in student.cells:
        assert set(cell.metadata) <= ALLOWED_METADATA, (
            f"cell {cell.id!r} has metadata {sorted(set(cell.metadata) - ALLOWED_METADATA)}: take "
            "them (or words behind `# %%`) out of its header in the source"
        )
        assert not cell.get("outputs") and cell.get("execution_count") is None, rebuild(tutorial)
        assert "attachments" not in cell, f"cell {cell.id!r}: link its picture with https://"


def test_only_the_notebook_is_released(tutorial):
    released = sorted(p.name for p in tutorial.student_path.parent.iterdir())
    assert released == [f"{tutorial.name}.ipynb"], (
        f"beside the notebook students would get {released}: in Colab they do not. Move what a "
        f"tutorial needs from solutions/{tutorial.name}/ into helpers/"
    )


def test_form_cells_have_a_title_and_are_hidden(tutorial):
    for cell in tutorial.student.cells:
        if cell.cell_type == "code":
            form = cell.source.startswith("# @title ")
            shown = cell.source[:200]
            how = (
                "a cell with hidden code begins `# @title What it is` and has the header "
                f'`# %% cellView="form" tags=["hide-input"]`; other cells have neither:\n{shown}'
            )
            assert form == (cell.metadata.get("cellView") == "form"), how
            assert form == ("hide-input" in cell.metadata.get("tags", [])), how


def test_first_code_cell_gets_helpers_from_the_repository_without_touching_other_packages(tutorial):
    first = next(c for c in tutorial.student.cells if c.cell_type == "code")
    assert f"git+{REPOSITORY}" in first.source
    assert "import helpers" in first.source
    assert not re.search(r"[<=]=?\s*\d", first.source.replace(REPOSITORY, ""))
    assert any(
        f"{REPOSITORY.removeprefix('https://github.com/')}/blob/main/course" in c.source
        and "colab.research.google.com" in c.source
        for c in tutorial.student.cells[:2]
    )


def test_links_and_pictures_work_from_anywhere(tutorial):
    """Colab drops attachments and relative pictures; a relative link leads nowhere there."""
    markdown = [c.source for c in tutorial.student.cells if c.cell_type == "markdown"]
    for source in markdown:
        for picture in re.findall(r"!\[[^]]*\]\(([^)]*)\)|<img[^>]*src=\"([^\"]*)\"", source):
            assert "".join(picture).startswith(("https://", "data:image/")), (
                f"the picture {''.join(picture)!r} is not seen in Colab: give its https:// address"
            )
        for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)", source):
            assert target.startswith(("https://", "#")), (
                f"the link to {target!r} leads nowhere in Colab: give its full https:// address"
            )


def test_table_of_contents_leads_to_every_section(tutorial):
    markdown = "\n".join(c.source for c in tutorial.student.cells if c.cell_type == "markdown")
    headings = re.findall(r"^## (.+)$", markdown, re.M)
    links = re.findall(r"\[([^]]+)\]\(#([^)]+)\)", markdown)
    unlisted = {h for h in headings if h != "Contents"} - {title for title, _ in links}
    assert not unlisted, f"not in the contents: {unlisted}. {rebuild(tutorial)}"
    for _, anchor in links:
        assert markdown.count(f'<a id="{anchor}"') == 1, (
            f"[...](#{anchor}) leads nowhere: link to an entry of the contents, as it is written "
            f"in {tutorial.student_path}"
        )


def test_every_exercise_has_a_check_and_shows_what_a_right_answer_looks_like(tutorial):
    cells = tutorial.student.cells
    checks = check_cells(tutorial.student)
    exercises = solution_cells(tutorial.student)
    assert len(exercises) >= 2, "a tutorial has at least two exercises: add another"
    assert len(checks) == len(exercises), (
        f"{len(exercises)} exercises but {len(checks)} check cells: put a graded cell with "
        "`checks.TUTORIAL.NAME(NAME)` below each exercise (see docs/authors.md)"
    )
    for check in checks:
        name = nbgrader(check)["grade_id"]
        after = cells[cells.index(check) + 1]
        assert "<details>" in after.source and "<details open" not in after.source, rebuild(
            tutorial
        )
        assert f"{REPOSITORY}/blob/main/solutions/{tutorial.name}" in after.source, rebuild(
            tutorial
        )
        assert "<pre>" in after.source or "<img" in after.source, (
            f"{name}: below this check comes no cell that uses the exercise and prints or shows "
            "something; add one, so that students see what a right answer looks like"
        )


def test_every_picture_has_alt_text_that_says_what_it_shows(tutorial):
    pictures = 0
    for cell, output in texts(tutorial.solution):
        bundle = output.get("data", {})
        assert not [k for k in bundle if k.startswith("image/")], (
            f'show this figure with helpers.show(ax, alt="what is to be seen"):\n{cell.source}'
        )
        for tag in re.findall(r"<img[^>]*>", "".join(bundle.get("text/html", ""))):
            alt = re.search(r'alt="([^"]*)"', tag)
            assert alt and len(html.unescape(alt.group(1))) >= 30, (
                f"say in `alt`, in 30 letters or more, what is to be seen:\n{cell.source}"
            )
            assert not re.search(r"\.(png|svg|jpe?g)$", alt.group(1)), (
                f"an `alt` is a sentence on what is to be seen, no file name:\n{cell.source}"
            )
            pictures += 1
    assert pictures >= 5, f"{pictures} figures: show at least five, with helpers.show"


@pytest.mark.parametrize("edition", ["solution", "student"])
def test_visible_code_does_not_tell_what_a_figure_is_about_to_show(tutorial, edition):
    notebook = getattr(tutorial, edition)
    (folded,) = (cell for cell in notebook.cells if "helpers.describe(" in cell.source)
    assert folded.metadata.cellView == "form" and folded.metadata.jupyter.source_hidden
    told = set(ast.literal_eval(ast.parse(folded.source).body[-1].value.args[0]).values())
    assert told == set(re.findall(r"(?<=Figure: ).*", _shown_texts(tutorial.solution)))
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell is not folded:
            spoilt = [text for text in told if text in re.sub(r'"\s*"', "", cell.source)]
            assert not spoilt and "alt=" not in cell.source, rebuild(tutorial)


def _shown_texts(notebook):
    cells = [cell for cell in notebook.cells if "helpers.show(" in cell.source]
    outputs = [output for cell in cells for output in cell.outputs]
    return "\n".join(output.get("data", {}).get("text/plain", "") for output in outputs)


def test_every_demo_leaves_a_static_picture(tutorial):
    demos = [c for c in tutorial.solution.cells if re.search(r"^demos\.", c.source, re.M)]
    assert demos, "no demo: call one of `demos.*` in a cell of its own (see docs/authors.md)"
    for cell in demos:
        assert "<img" in json.dumps(cell.outputs), (
            "this demo leaves no picture where widgets do not run; build it on "
            f"helpers.demos.live.Demo, which does:\n{cell.source}"
        )


def test_has_its_place_in_the_curriculum(tutorial):
    from courseware.build.curriculum import TUTORIALS

    assert tutorial.name in TUTORIALS, (
        f"add {tutorial.name!r} to TUTORIALS in courseware/build/curriculum.py, where its "
        "neighbours are: the links to the tutorials before and after come from there"
    )


def test_ends_with_how_to_save_submit_start_again_and_update(tutorial):
    last = "\n".join(c.source for c in tutorial.student.cells[-3:]).lower()
    before, after = neighbours(tutorial.name)
    for word in ("save", "submit", "start again", "update"):
        assert word in last, word
    assert ("previous tutorial" in last, "next tutorial" in last) == (bool(before), bool(after))


def test_has_what_every_tutorial_has(tutorial):
    text = "\n".join(c.source for c in tutorial.student.cells)
    for part in ("Summary", "Notation", "Bonus", "Further reading", "Think!", "go further"):
        assert part in text, f"every tutorial has {part!r}: add it (see docs/authors.md)"
    for call in ("predict.ask", "predict.recall", "demos.", "media.video", "feedback.ask"):
        assert call in text, f"every tutorial calls {call}: add a cell (see docs/authors.md)"
    recalled = set(re.findall(r'predict\.recall\(\s*"([^"]+)"', text))
    asked = set(re.findall(r'predict\.ask\(\s*"([^"]+)"', text))
    assert recalled == asked, (
        f"asked or recalled only: {sorted(recalled ^ asked)}. Give each predict.ask a "
        "predict.recall with the same key, where the result is shown"
    )
    assert any(
        c.cell_type == "markdown" and nbgrader(c).get("grade") for c in tutorial.student.cells
    ), (
        "no Think! question graded by hand: add a Markdown cell whose header sets both grade and "
        "solution to true, with points"
    )


def test_why_models_keeps_the_videos_slides_and_feedback_of_the_original(why_models):
    text = "\n".join(c.source for c in why_models.student.cells)
    videos = """OOIDEr1e5Gg BV16t4y1Q7DR o6nyrx3KH20 BV1df4y1976g e2U_-07O9jo BV1Jk4y1B7cz
                Xjy-jj-6Oz0 BV1vA411e7Cd X4K2RR5qBK8 BV1F5411e7ww 6dxwe""".split()
    assert [v for v in videos if v not in text] == []
    asked = re.findall(r'feedback\.ask\("(why-models/[\w-]+)"\)', text)
    assert len(asked) == len(set(asked)) >= 9


@pytest.mark.parametrize("part", ["Content creators|content creators", "Steinmetz", "CC BY 4.0"])
def test_why_models_gives_credit(why_models, part):
    assert re.search(part, "\n".join(c.source for c in why_models.student.cells))
