"""What a student does in JupyterLab, in each tutorial, by keyboard and mouse."""

import sqlite3
from typing import NamedTuple

import pytest

from . import lab
from .conftest import WatchedPage
from .notebooks import TUTORIALS, grade_id, is_check

pytestmark = pytest.mark.browser


class Typed(NamedTuple):
    """Answers to one exercise, as short as a student may write them."""

    exercise: str
    wrong: str
    hint: str
    right: str


TYPED = {
    "lif-membrane": Typed(
        "euler-step",
        "def euler_step(v, i, dt, tau, el, r):\n    return v + dt * (el - v + r * i)",
        "do not depend on the time constant",
        "def euler_step(v, i, dt, tau, el, r):\n    return v + dt / tau * (el - v + r * i)",
    ),
    "lif-spikes": Typed(
        "reset-and-record",
        """
def reset_and_record(v, t, spikes):
    count = 0
    for j in range(len(v)):
        if v[j] > vth:
            v[j] = vr
            spikes[j] += [t]
            count += 1
    return count""",
        "exactly</em> at the threshold",
        """
def reset_and_record(v, t, spikes):
    spiked = np.where(v >= vth)[0]
    v[spiked] = vr
    for j in spiked:
        spikes[j] += [t]
    return len(spiked)""",
    ),
    "why-models": Typed(
        "entropy",
        "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log(p))",
        "base of your logarithm",
        "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log2(p))",
    ),
}


def test_there_is_something_to_type_into_each_tutorial():
    assert sorted(TYPED) == TUTORIALS, "say in TYPED what a student types into the new tutorial"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with lab.Server(tmp_path_factory.mktemp("lab")) as server:
        yield server


@pytest.fixture(scope="module", params=TUTORIALS)
def opened(request, server, browser):
    """A student's notebook, untouched, after Run All."""
    with WatchedPage(browser) as page:
        notebook = server.open(page, f"{request.param}.ipynb")
        notebook.name = request.param
        notebook.run_all()
        yield notebook


def test_run_all_meets_nothing_but_what_is_not_attempted_yet(opened):
    code = [cell for cell in opened.cells() if cell["cell_type"] == "code" and cell["source"]]
    assert all(cell["execution_count"] for cell in code)
    outputs = [(cell, output) for cell in code for output in cell["outputs"]]
    for cell, output in outputs:
        if output["output_type"] == "error":
            assert output["ename"] == "NotImplementedError", output
            assert "raises-exception" in cell["metadata"].get("tags", []), cell["source"]
        assert output.get("name") != "stderr", output
    checks = [cell for cell in code if is_check(cell)]
    assert checks and all("not attempted yet" in lab.html(cell).lower() for cell in checks)


def test_a_wrong_answer_gets_its_hint_and_a_right_one_the_tick(opened):
    typed = TYPED[opened.name]
    exercise = opened.index(lambda cell: grade_id(cell) == typed.exercise)
    for answer, shown in ((typed.wrong, typed.hint), (typed.right, "✓ Right")):
        opened.go_to(exercise)
        opened.write(answer.strip())
        assert opened.run()["outputs"] == []
        check = opened.run()
        assert grade_id(check) == f"{typed.exercise}-check"
        assert shown in lab.html(check).replace("</strong>", "").replace("<strong>", "")
    place = opened.show(exercise + 1)
    assert "✓" in place.locator(".jp-OutputArea").inner_text()


def test_feedback_is_saved(opened, server):
    index = next(k for k, c in enumerate(opened.cells()) if "feedback.ask(" in c["source"])
    place = opened.show(index)
    place.get_by_role("button", name="very good").click()
    comment = f"jj, kk, dd: {opened.name}"  # each letter is a command of the notebook's
    before = len(opened.cells())
    place.get_by_label("Comment").click()
    opened.page.keyboard.type(comment)
    place.get_by_role("button", name="Send").click()
    place.get_by_text("Thank you! Saved on this machine.").wait_for()
    with sqlite3.connect(server.home / "feedback.sqlite") as database:
        rows = database.execute("SELECT key, rating FROM feedback WHERE text = ?", [comment])
        ((key, rating),) = rows.fetchall()
    assert key.startswith(f"{opened.name}/") and rating == 5
    assert len(opened.cells()) == before


def test_the_page_reports_no_error_of_its_own(opened):
    assert not [said for said in opened.page.console if said.startswith("uncaught")]
