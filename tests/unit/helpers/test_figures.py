"""A figure on the page has alt text, is sharp, small, and shown once."""

import base64
import html
import io
import re

import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure
from PIL import Image

import helpers
from helpers import figures

ALT = 'Histogram of <intervals> "in ms": most are short.'


def picture(bundle):
    data = base64.b64decode(re.search(r"base64,([^\"]+)", bundle["text/html"])[1])
    return data, Image.open(io.BytesIO(data))


def test_page_gets_an_image_with_escaped_alt_text_and_fixed_width(shown):
    fig, ax = pyplot.subplots(figsize=(6.4, 3.6))
    ax.plot(np.random.default_rng(0).normal(size=40))
    helpers.show(fig, alt=ALT)
    (bundle,) = shown
    page = bundle["text/html"]
    assert 'alt="Histogram of &lt;intervals&gt; &quot;in ms&quot;: most are short."' in page
    assert 'width="640"' in page and "max-width:100%" in page
    assert bundle["text/plain"] == f"Figure: {ALT}"
    data, image = picture(bundle)
    assert image.size == (1280, 720)
    assert len(data) < 40_000


def test_small_mark_in_a_picture_of_many_colours_keeps_its_colour(shown):
    fig = Figure(figsize=(4, 3))
    ax = fig.add_axes((0, 0, 1, 1))
    ax.imshow(np.linspace(0, 1, 3000).reshape(50, 60), aspect="auto", cmap="viridis")
    ax.plot(30, 25, "o", color="red", markersize=2)
    helpers.show(fig, alt=ALT)
    packed = np.asarray(picture(shown[0])[1].convert("RGB"), int)
    drawn = io.BytesIO()
    fig.savefig(drawn, format="png", dpi=200)
    drawn = np.asarray(Image.open(drawn).convert("RGB"), int)
    assert np.abs(packed - drawn).max() <= 48


def test_figure_is_closed_so_that_nothing_shows_it_twice(shown):
    pyplot.close("all")
    axes = pyplot.subplots(1, 2)[1]
    helpers.show(axes, alt=ALT)
    assert pyplot.get_fignums() == []
    helpers.show(pyplot.subplots()[1], alt=ALT)
    assert pyplot.get_fignums() == [] and len(shown) == 2


def test_figure_keeps_its_resolution_and_its_canvas():
    fig, ax = pyplot.subplots()
    ax.plot([1, 2])
    before = (fig.dpi, fig.canvas, tuple(fig.get_size_inches()))
    figures.png(fig)
    assert (fig.dpi, fig.canvas, tuple(fig.get_size_inches())) == before
    pyplot.close(fig)


@pytest.mark.parametrize("alt", ["", "   ", "a plot", None, 3])
def test_missing_alt_text_is_refused_with_an_example(shown, alt):
    with pytest.raises(ValueError, match=r"alt text that says what can be seen.*For example"):
        helpers.show(Figure(), alt=alt)
    assert shown == []


def test_a_name_stands_for_the_description_that_was_given_before(shown):
    helpers.describe({"Exercise 1.1": "A line that rises.", "Bonus": ALT})
    helpers.show(Figure(), "Bonus")
    assert shown[0]["text/plain"] == f"Figure: {ALT}"
    assert "&lt;intervals&gt;" in shown[0]["text/html"]


def test_a_figure_whose_description_was_not_run_is_shown_and_says_how_to_get_it(shown):
    helpers.show(Figure(), "Exercise <9.9>")
    alt = html.unescape(re.search(r'alt="([^"]*)"', shown[0]["text/html"])[1])
    assert alt.startswith("Exercise <9.9>. To have this figure described, run the cell ")
    assert picture(shown[0])[1].size > (100, 100)


@pytest.mark.parametrize("thing", [None, [], "figure", 3])
def test_what_is_no_figure_is_named(shown, thing):
    with pytest.raises(TypeError, match=f"not {type(thing).__name__}"):
        helpers.show(thing, alt=ALT)


def test_plain_python_prints_the_text(capsys):
    helpers.show(Figure(), alt=ALT)
    assert capsys.readouterr().out == f"Figure: {ALT}\n"


def test_notebook_shows_the_figure_once(kernel):
    outputs, status = kernel.run(
        "import helpers\nhelpers.start()\nfrom matplotlib import pyplot as plt\n"
        "fig, ax = plt.subplots()\nax.plot([1, 2])\n"
        "helpers.show(fig, alt='A line that rises from one to two.')"
    )
    assert status == "ok"
    shown = [content["data"] for kind, content in outputs if kind == "display_data"][1:]
    assert len(shown) == 1 and set(shown[0]) == {"text/html", "text/plain"}
