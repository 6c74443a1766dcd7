"""A raster may be drawn in many ways; what is wrong in one is told, and the first spike shown."""

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks.asking import ask
from helpers.checks.contract import MalformedReport
from helpers.checks.judging.figures import described_drawing
from helpers.exercises import figures, improvements
from tests.unit.helpers.checks.figures.figure_exercises import changed, exercise

RNG = np.random.default_rng(2)
SPIKES = (RNG.random((12, 40)) < 0.1).astype(float)


# A raster: as a picture, as points, as ticks.


def raster(ax, raster):
    ax.imshow(raster, aspect="auto", origin="lower", extent=(0, 40, -0.5, 11.5), cmap="Greys")


RASTER = exercise(
    [figures.Raster(dx=1.0)],
    SPIKES,
    remarks=[improvements.many_artists(10, "A call for each neuron is slow.")],
)
ROWS_COLUMNS = "n, k = np.nonzero(x)\n    "
RASTERS_RIGHT = {
    "a picture": "ax.imshow(x, aspect='auto', origin='lower')",
    "a picture from the top": "ax.imshow(x)",
    "a mesh": "ax.pcolormesh(np.arange(41), np.arange(13) - 0.5, x)",
    "points": ROWS_COLUMNS + "ax.scatter(k, n)",
    "markers": ROWS_COLUMNS + "ax.plot(k, n, '.')",
    "ticks": ROWS_COLUMNS + "ax.vlines(k, n - 0.4, n + 0.4)",
    "events": "ax.eventplot([np.flatnonzero(row) for row in x])",
    "times in the middle of a step": ROWS_COLUMNS + "ax.scatter(k + 0.5, n)",
}
RASTERS_WRONG = {
    "pass": "Nothing is drawn",
    "ax.plot(x.sum(axis=0))": "No spikes are drawn",
    "ax.imshow(x.T, origin='lower')": "Neurons and time are interchanged.",
    "ax.imshow(x[::-1], origin='lower')": "The neurons stand upside down.",
    ROWS_COLUMNS + "ax.scatter(k * 1e-3, n)": "right but for their unit: multiplied by 1000",
    ROWS_COLUMNS + "ax.scatter(k[1:], n[1:])": "The spikes are not all where they should be.",
    ROWS_COLUMNS + "ax.scatter(k, n + 1)": "The spikes are not all where they should be.",
    "ax.imshow(np.roll(x, 3, axis=1))": "The spikes are not all where they should be.",
}


@pytest.mark.parametrize("case", RASTERS_RIGHT)
def test_a_right_raster_passes_however_it_is_drawn(case, notebook, afar):
    target = notebook(f"def draw(ax, x):\n    {RASTERS_RIGHT[case]}\n", "draw")
    result = afar(RASTER, answers.Answer(raster, ()), target)
    assert result.state == "right", result.message


@pytest.mark.parametrize("body", RASTERS_WRONG)
def test_what_is_wrong_in_a_raster_is_told(body, notebook, afar):
    target = notebook(f"def draw(ax, x):\n    {body}\n", "draw")
    result = afar(RASTER, answers.Answer(raster, ()), target)
    assert result.state == "wrong"
    assert RASTERS_WRONG[body] in result.message


TWO_ROWS = np.zeros((3, 40))
TWO_ROWS[[0, 0, 2], [10, 27, 5]] = 1
RASTERS_SHOWN = {  # what is drawn: what is expected and what came
    "ax.scatter(k * 1e-3, n)": ("a spike at x = 10, y = 0", "a spike at x = 0.01, y = 0"),
    "ax.scatter(n, k)": ("a spike at x = 10, y = 0", "a spike at x = 2, y = 5"),
    "ax.scatter(k, n + 1)": ("a spike at x = 10, y = 0", "a spike at x = 10, y = 1"),
    "ax.scatter(k, 2 - n)": ("a spike at x = 10, y = 0", "a spike at x = 5, y = 0"),
    "ax.scatter(np.where(k == 27, 29, k) + 0.5, n)": (
        "a spike at x = 27, y = 0",
        "a spike at x = 29.5, y = 0",
    ),
    "ax.scatter(k[1:], n[1:])": ("3 spikes; a spike at x = 10, y = 0", "2 spikes; none there"),
    "ax.scatter(k[:1], n[:1])": ("3 spikes; a spike at x = 27, y = 0", "1 spike; none there"),
    "ax.scatter([*k, 30], [*n, 1])": (
        "3 spikes; no spike there",
        "4 spikes; a spike at x = 30, y = 1",
    ),
    "ax.scatter(k * np.nan, n)": ("a spike at x = 10, y = 0", "a spike at x = nan, y = nan"),
    "ax.scatter(np.tile(k, 5000), np.tile(n, 5000))": ("3 spikes", "15000 spikes"),
    "ax.plot(k, n)": ("3 spikes", "none"),
}


@pytest.mark.parametrize("body", RASTERS_SHOWN)
def test_of_a_wrong_raster_the_first_spike_that_differs_is_shown(body, notebook, afar):
    target = notebook(f"def draw(ax, x):\n    {ROWS_COLUMNS}{body}\n", "draw")
    asked = exercise([figures.Raster()], TWO_ROWS)

    def dots(ax, x):
        n, k = np.nonzero(x)
        ax.scatter(k, n)

    message = afar(asked, answers.Answer(dots, ()), target).message
    expected, got = RASTERS_SHOWN[body]
    assert f"\n  expected: {expected}\n  got:      {got}" in message


def test_a_right_figure_that_is_slow_passes_with_a_remark(notebook, afar):
    cell = """
        def draw(ax, x):
            for n, row in enumerate(x):
                k = np.flatnonzero(row)
                ax.scatter(k, n + 0 * k)
        """
    target = notebook(cell, "draw")
    result = afar(RASTER, answers.Answer(raster, ()), target)
    assert (result.state, repr(result)) == ("right", "2")
    assert "One remark: A call for each neuron is slow." in result.message
    quick = afar(RASTER, answers.Answer(raster, ()), raster)
    assert "remark" not in quick.message


# What is returned.


MEAN_BAND = exercises.find("lif-membrane", "plot_mean_band")
MEAN_BAND_ANSWER = answers.find("lif-membrane", "plot_mean_band")
MEAN_BAND_CELL = """
    def plot_mean_band(ax, t, v):
        mean, sd = 1000 * v.mean(axis=0), 1000 * v.std(axis=0, ddof=1)
        ax.plot(1000 * t, mean, label="mean")
        ax.fill_between(1000 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
        ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
        ax.legend()
        return ax
    """


def mean_band(notebook, afar, last):
    cell = changed(MEAN_BAND_CELL, ("return ax", last))
    return afar(MEAN_BAND, MEAN_BAND_ANSWER, notebook(cell, "plot_mean_band"))


def test_a_drawing_function_whose_last_line_is_a_blank_is_not_finished(notebook, afar):
    result = mean_band(notebook, afar, "return ...")
    assert (result.state, repr(result)) == ("unfinished", "0")
    assert "Still to be filled in: the blank `...` in line 7, `return ...`." in result.message
    result = mean_band(notebook, afar, "return Ellipsis")
    assert result.state == "unfinished"
    assert "A blank `...` is still left" in result.message


def test_a_drawing_function_that_returns_no_ax_gets_a_remark_on_what_was_promised(notebook, afar):
    for last in ("return None", "pass", "return", "return ax.figure", "return 3"):
        result = mean_band(notebook, afar, last)
        assert (result.state, repr(result)) == ("right", "3")
        assert result.message.count("One remark: your function does not return `ax`") == 1
    result = mean_band(notebook, afar, "return ax")
    assert result.state == "right" and "remark" not in result.message


@pytest.mark.parametrize("with_plt", [("ax.plot", "plt.plot"), ("ax.set(xlabel=", "plt.xlabel(")])
def test_drawing_with_pyplot_is_right_with_a_remark_that_says_where_it_may_land(
    with_plt, notebook, afar
):
    import_it = ("    mean, sd", "    import matplotlib.pyplot as plt\n        mean, sd")
    split = (', ylabel="Mem', '); ax.set(ylabel="Mem')
    cell = changed(MEAN_BAND_CELL, split, with_plt, import_it)
    result = afar(MEAN_BAND, MEAN_BAND_ANSWER, notebook(cell, "plot_mean_band"))
    assert (result.state, repr(result)) == ("right", "3"), result.message
    assert result.message.count("One remark") == 1
    assert "`plt` draws and writes on the current Axes" in result.message
    beside = changed(
        MEAN_BAND_CELL, import_it, ("    ax.legend", "    plt.tight_layout(); ax.legend")
    )
    result = afar(MEAN_BAND, MEAN_BAND_ANSWER, notebook(beside, "plot_mean_band"))
    assert result.state == "right" and "remark" not in result.message
    chosen = changed(MEAN_BAND_CELL, import_it, ("    ax.plot", "    plt.sca(ax); plt.plot"))
    result = afar(MEAN_BAND, MEAN_BAND_ANSWER, notebook(chosen, "plot_mean_band"))
    assert result.state == "right" and "remark" not in result.message


def test_a_returned_type_that_is_no_text_is_malformed():
    probe = MEAN_BAND.probes[0].to_data()
    value = ask.ask_one(MEAN_BAND_ANSWER.reference, "figure", probe)["value"]
    with pytest.raises(MalformedReport, match="returned"):
        described_drawing.look_over({**value, "returned": 3})
    described_drawing.look_over(value)
