"""What an instructor does in JupyterLab: formgrader and Validate, in a small graded course."""

import nbformat
import pytest
from nbgrader.api import Gradebook

from . import course, lab
from .conftest import WatchedPage
from .notebooks import grade_id, read

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    course.make(folder)
    nbformat.write(course.finished(), folder / "finished.ipynb")
    unfinished = course.finished()
    stubs = {grade_id(cell): cell.source for cell in read(course.NAME).cells}
    for cell in unfinished.cells:
        if grade_id(cell) == "entropy":
            cell.source = stubs["entropy"]
    nbformat.write(unfinished, folder / "unfinished.ipynb")
    return folder


@pytest.fixture(scope="module")
def server(folder, tmp_path_factory):
    with lab.Server(tmp_path_factory.mktemp("lab"), course=folder) as server:
        yield server


@pytest.fixture(scope="module")
def formgrader(server, browser):
    """The formgrader in JupyterLab, as a frame of the page."""
    with WatchedPage(browser) as page:
        server.open_lab(page)
        page.evaluate("() => window.jupyterapp.commands.execute('nbgrader:open-formgrader')")
        yield page.frame_locator("iframe")


def manual_score(folder):
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade(course.ESSAY, course.NAME, course.NAME, course.STUDENT)
        return grade.manual_score


def test_formgrader_lists_the_graded_assignment(formgrader):
    row = formgrader.locator("tr", has_text=course.NAME)
    row.wait_for()
    assert row.locator(".num-submissions").inner_text().strip() == "1"


def test_a_manual_score_reaches_the_gradebook(formgrader, folder):
    assert manual_score(folder) is None
    formgrader.get_by_role("link", name="Manual Grading").click()
    for column, link in (
        ("Assignment ID", course.NAME),
        ("Notebook ID", course.NAME),
        ("Submission ID", "Submission #1"),
    ):
        table = formgrader.locator("table", has=formgrader.locator("th", has_text=column))
        table.get_by_role("link", name=link, exact=True).click()
    score = formgrader.locator(f"#{course.ESSAY}.needs_manual_grade")  # once the page listens to it
    score.press_sequentially("2.5")
    with formgrader.owner.page.expect_response(lambda answer: answer.request.method == "PUT"):
        score.press("Tab")
    assert manual_score(folder) == 2.5


def validate(server, browser, name):
    """Press Validate in a notebook; returns what the dialog says."""
    with WatchedPage(browser) as page:
        server.open(page, name)
        page.get_by_role("button", name="Validate").click()
        dialog = page.locator(".jp-Dialog", has_text="Validation Results")
        dialog.wait_for(timeout=120_000)
        return dialog.inner_text()


def test_validate_passes_a_finished_notebook(server, browser):
    assert "passes all the tests" in validate(server, browser, "finished.ipynb")


def test_validate_names_the_cell_that_fails(server, browser):
    said = validate(server, browser, "unfinished.ipynb")
    assert "checks.why_models.entropy(entropy)" in said
    assert "checks.why_models.pmf_from_counts" not in said
