"""Each demo in JupyterLab, in a solved notebook: by mouse and by keyboard, and never in the way."""

import nbformat
import pytest

from . import lab
from .conftest import WatchedPage
from .notebooks import TUTORIALS, demos, solved
from .widgets import Demo

pytestmark = pytest.mark.browser

DEMOS = [(name, demo) for name in TUTORIALS for demo in demos(name)]
LONGEST_PAUSE = 1000  # ms between two frames while a slider is dragged, on a busy machine

_WATCH = """() => {
  window.longestPause = 0;
  let before = performance.now();
  const frame = now => {
    window.longestPause = Math.max(window.longestPause, now - before);
    before = now;
    window.watching = requestAnimationFrame(frame);
  };
  window.watching = requestAnimationFrame(frame);
}"""
_WATCHED = "() => { cancelAnimationFrame(window.watching); return window.longestPause; }"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with lab.Server(tmp_path_factory.mktemp("lab")) as server:
        for name in TUTORIALS:
            nbformat.write(solved(name), server.work / f"{name}-solved.ipynb")
        yield server


@pytest.fixture(scope="module", params=DEMOS, ids="-".join)
def demo(request, server, browser):
    """A demo, in view, in a solved notebook after Run All."""
    name, demo = request.param
    with WatchedPage(browser) as page:
        notebook = server.open(page, f"{name}-solved.ipynb")
        notebook.run_all()
        place = notebook.show(notebook.index(lambda cell: f".{demo}(" in cell["source"]))
        yield Demo(notebook, place)


def test_each_tutorial_has_a_demo():
    assert {name for name, _ in DEMOS} == set(TUTORIALS)


def test_each_slider_redraws_when_it_is_dragged(demo):
    assert demo.handles
    demo.page.evaluate(_WATCH)
    for handle in demo.handles:
        before, value = demo.picture(), demo.value(handle)
        demo.drag(handle, 60)
        demo.wait_for_other_picture(before)
        assert demo.value(handle) != value
    assert demo.page.evaluate(_WATCHED) < LONGEST_PAUSE


def test_each_slider_goes_by_the_arrow_keys(demo):
    cell, cells = demo.notebook.active(), len(demo.notebook.cells())
    for handle in demo.handles:
        for key, sign in (("ArrowRight", 1), ("ArrowLeft", -1)):
            before, value = demo.picture(), demo.value(handle)
            handle.focus()
            demo.page.keyboard.press(key)
            demo.wait_for_other_picture(before)
            assert sign * (demo.value(handle) - value) > 0
    assert (demo.notebook.active(), len(demo.notebook.cells())) == (cell, cells)


def test_each_button_redraws(demo):
    for button in demo.place.locator(".widget-toggle-button").all()[::-1]:
        before = demo.picture()
        button.click()
        demo.wait_for_other_picture(before)


def test_the_prediction_stays_in_view(demo):
    prediction = "jj kk dd: it will grow"  # each letter is a command of the notebook's
    box, cells = demo.place.get_by_label("Prediction"), len(demo.notebook.cells())
    box.click()
    demo.page.keyboard.type(prediction)
    before = demo.picture()
    demo.drag(demo.handles[0], -30)
    demo.wait_for_other_picture(before)
    assert box.input_value() == prediction and box.is_visible()
    assert len(demo.notebook.cells()) == cells


def test_numbers_in_words_go_with_the_picture(demo):
    words = demo.place.get_by_role("status").first
    said, before = words.inner_text(), demo.picture()
    demo.drag(demo.handles[0], 40)
    demo.wait_for_other_picture(before)
    demo.place.page.wait_for_function(
        "([words, said]) => words.innerText !== said", arg=[words.element_handle(), said]
    )
