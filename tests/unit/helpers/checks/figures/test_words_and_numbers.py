"""Words in figures, and how many data sets: told by what a reader would see."""

import numpy as np
import pytest

from helpers import answers
from helpers.checks.asking import ask
from helpers.checks.judging.judge import judge
from helpers.exercises import figures
from helpers.exercises.declaration import Part
from tests.unit.helpers.checks.figures.figure_exercises import changed, exercise

RNG = np.random.default_rng(5)
V = -0.06 + np.cumsum(RNG.normal(5e-4, 1e-3, (200, 60)), axis=1)
T = np.arange(60) * 1e-3


def histograms(ax, v, dt):
    for step in (6, 59):
        ax.hist(1e3 * v[:, step], 50, label=f"t = {1e3 * step * dt:g} ms")
    ax.set(xlabel="Membrane potential (mV)", ylabel="Neurons")
    ax.legend()


def band(ax, t, v):
    mean, sd = 1e3 * v.mean(axis=0), 1e3 * v.std(axis=0, ddof=1)
    ax.plot(1e3 * t, mean, label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="SD")
    ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
    ax.legend()


HISTOGRAMS = exercise(
    [figures.Histograms(bins=50), figures.Labels(numbers=True), figures.Legend(),
     figures.Axis("x", unit="mV"), figures.Axis("y")],
    V, 1e-3, parameters=("ax", "v", "dt"),
)  # fmt: skip
BAND = exercise(
    [figures.Curves(), figures.Band(), figures.Axis("x", unit="ms"), figures.Axis("y", unit="mV"),
     figures.Labels(of="all"), figures.Legend()],
    T, V, parameters=("ax", "t", "v"),
)  # fmt: skip
HISTOGRAMS_CELL = """
def draw(ax, v, dt):
    a, b = 1e3 * v[:, 6], 1e3 * v[:, 59]
    ax.hist(a, 50, label="6 ms")
    ax.hist(b, 50, label="59 ms")
    ax.set(xlabel="V (mV)", ylabel="neurons")
    ax.legend()
"""
BAND_CELL = """
def draw(ax, t, v):
    t, v = 1e3 * t, 1e3 * v
    mean, sd = v.mean(axis=0), v.std(axis=0, ddof=1)
    ax.plot(t, mean, label="mean")
    ax.fill_between(t, mean - sd, mean + sd, alpha=0.3, label="SD")
    ax.set(xlabel="Time (ms)", ylabel="V (mV)")
    ax.legend()
"""
HISTOGRAMS_TOLD = {
    "1000 times too small": ([('"6 ms"', '"0.006 ms"')],
        "The label “0.006 ms” does not say 6 ms. It says 0.006 ms."),
    "seconds for milliseconds": ([('"6 ms"', '"6 s"')],
        "The label “6 s” does not say 6 ms. It says"),
    "millivolts for milliseconds": ([('"6 ms"', '"6 mV"')],
        "“6 mV” does not say 6 ms. It says 6 mV"),
    "one label for all": ([('"6 ms"', '"6 ms, 59 ms"'), ('label="59 ms"', 'label="59 ms, 6 ms"')],
        "The label “6 ms, 59 ms” says 6 ms, which is right, and 59 ms as well"),
    "interchanged in the legend": ([("ax.legend()", "ax.legend(['59 ms', '6 ms'])")],
        "The data set that is “t = 6 ms” has the label “59 ms”: are labels interchanged?"),
    "other words in the legend": ([("ax.legend()", "ax.legend(['early', 'late'])")],
        "The label “early” does not say 6 ms."),
    "seconds on the axis": ([("V (mV)", "V (s)")],
        "The label of the x axis, “V (s)”, says that the unit is s; asked for is mV."),
    "two units on the axis": ([("V (mV)", "Potential (mV or V)")],
        "says that the unit is V; asked"),
    "one bar": ([("a, 50", "a, np.linspace(-2e3, 2e3, 51)"), ("b, 50",
        "b, np.linspace(-2e3, 2e3, 51)")],
        "The histograms have 50 bins, but most of them are empty: bins of 80 are too wide"),
    "one wide bin among fine ones": ([("a, 50", "a, [-200, *np.linspace(0, 1, 50)]")],
        "too wide to show data that lie between"),
    "edges that are nan": ([("ax.hist(a, 50,", "ax.bar([np.nan] * 50, np.histogram(a, 50)[0],")],
        "No histogram shows the right data"),
    "in an empty legend": ([("ax.legend()", "ax.legend(['', ''])")], "label"),
}  # fmt: skip
HISTOGRAMS_RIGHT = {
    "whole milliseconds": [('"6 ms"', 'f"{6.4:.0f} ms"')],
    "seconds, rounded": [('"6 ms"', '"0.006 s"'), ('"59 ms"', '"0.06 s"')],
    "milliseconds in words": [('"6 ms"', '"after 6 msec"'), ('"59 ms"', '"after 59 milliseconds"')],
    "legend in another order": [("ax.legend()", "h, l = ax.get_legend_handles_labels()\n"
        "    ax.legend(h[::-1], l[::-1])")],
    "labels by the legend": [(', label="6 ms"', ""), (', label="59 ms"', ""),
        ("ax.legend()", "ax.legend(['$t = 6\\\\,$ms', '$t = 59\\\\,\\\\mathrm{ms}$'])")],
    "a round range": [("a, 50", "a, bins=50, range=(-90, 0)"), ("b, 50",
        "b, bins=50, range=(-90, 0)")],
    "the same colour": [("a, 50", "a, 50, color='k', histtype='step'"),
        ("b, 50", "b, 50, color='k', histtype='step', ls=':'")],
    "capitals": [("V (mV)", "MEMBRANE POTENTIAL (MV)")],
}  # fmt: skip
BANDS_TOLD = {
    "a line for each neuron, too": ([("    ax.fill", "    ax.plot(t, v.T, lw=0.5)\n    ax.fill")],
        "201 lines are drawn: the right one is among them, but no others are asked for except the"),
    "one neuron, too": ([("    ax.fill", "    ax.plot(t, v[0])\n    ax.fill")],
        "2 lines are drawn"),
    "many bands": ([("    ax.set", "    for k in range(1, 9):\n"
        "        ax.fill_between(t, mean - k * sd / 4, mean + k * sd / 4, alpha=0.1)\n    ax.set")],
        "9 bands are filled; 1 is asked for."),
    "seconds": ([("Time (ms)", "Time (s)")],
        "“Time (s)”, says that the unit is s; asked for is ms."),
}  # fmt: skip
BANDS_RIGHT = {
    "edges and levels besides": [("    ax.set", "    ax.plot(t, mean - sd, 'k:')\n"
        "    ax.plot(t, mean + sd, 'k:')\n    ax.axhline(-50)\n    ax.plot([0, 59], [-50, -50])\n"
        "    ax.plot([20, 20], [-60, -40])\n    ax.set")],
    "twice the same": [("    ax.set", "    ax.plot(t, mean)\n    ax.set")],
    "in another spelling": [("Time (ms)", "Time (msec)"), ("V (mV)", "potential [millivolts]")],
}  # fmt: skip


@pytest.mark.parametrize("case", HISTOGRAMS_TOLD)
def test_lying_labels_and_bins_that_hold_anything_are_told(case, notebook, afar):
    changes, sentence = HISTOGRAMS_TOLD[case]
    target = notebook(changed(HISTOGRAMS_CELL, *changes), "draw")
    result = afar(HISTOGRAMS, answers.Answer(histograms, ()), target)
    assert (result.state, result.points) == ("wrong", 0)
    assert sentence in result.message


@pytest.mark.parametrize("case", HISTOGRAMS_RIGHT)
def test_honest_labels_and_bins_are_right(case, notebook, afar):
    target = notebook(changed(HISTOGRAMS_CELL, *HISTOGRAMS_RIGHT[case]), "draw")
    result = afar(HISTOGRAMS, answers.Answer(histograms, ()), target)
    assert result.state == "right", result.message


@pytest.mark.parametrize("case", BANDS_TOLD)
def test_lines_and_bands_that_nobody_asked_for_are_told(case, notebook, afar):
    changes, sentence = BANDS_TOLD[case]
    result = afar(BAND, answers.Answer(band, ()), notebook(changed(BAND_CELL, *changes), "draw"))
    assert result.state == "wrong"
    assert sentence in result.message


@pytest.mark.parametrize("case", BANDS_RIGHT)
def test_lines_that_only_accompany_the_right_ones_are_welcome(case, notebook, afar):
    target = notebook(changed(BAND_CELL, *BANDS_RIGHT[case]), "draw")
    result = afar(BAND, answers.Answer(band, ()), target)
    assert result.state == "right", result.message


# Parts of the points, and the right way step by step.


WORDS = Part("the words", 1, (figures.Labels, figures.Legend, figures.Axis))
IN_PARTS = exercise(
    BAND.compare.requirements, T, V, parameters=("ax", "t", "v"), parts=(Part("the data", 1), WORDS)
)
ALL_DATA = [("ax.set(", "0 and ax.set("), ("ax.legend", "0 and ax.legend")]
POINTS = {
    "all of it": ([], 2),
    "the data without words": (ALL_DATA, 1),
    "no legend": ([("ax.legend", "0 and ax.legend")], 1),
    "another unit": ([("(ms)", "(s)")], 1),
    "axis off": ([("    ax.set(", "    ax.axis('off')\n    ax.set(")], 1),
    "empty Axes": ([("    t, v =", "    return ax\n    t, v =")], 0),
    "words alone": ([("ax.plot(t, mean,", "ax.plot([], [],"),
        ("ax.fill_between(t, mean - sd, mean + sd,",
        "ax.fill_between([], [], [],")], 0),
    "words beside nothing": ([("ax.plot(t, mean,", "ax.plot(t, 0 * mean,")], 0),
    "no band": ([("ax.fill", "0 and ax.fill")], 0),
    "an unseen band": ([("alpha=0.3", "alpha=0")], 0),
    "hidden Axes": ([("    ax.set(", "    ax.set_visible(False)\n    ax.set(")], 0),
    "a stub": ([("    t, v =", "    raise NotImplementedError\n    t, v =")], 0),
    "a blank": ([("mean + sd", "...")], 0),
    "a blank returned": ([("    ax.legend()", "    ax.legend()\n    return ...")], 0),
}  # fmt: skip


@pytest.mark.parametrize("case", POINTS)
def test_words_have_points_of_their_own_and_none_without_the_data(case, notebook, afar):
    changes, points = POINTS[case]
    target = notebook(changed(BAND_CELL, *changes), "draw")
    result = afar(IN_PARTS, answers.Answer(band, ()), target)
    assert result.points == points, result.message


def steps(asked, right):
    report = ask.ask_all(lambda ax, *args: ax.plot([1, 2]), "figure", [asked.probes[0].to_data()])
    verdict = judge(asked, answers.Answer(right, ()), report)
    return next(block for rung in verdict.rungs for block in rung if hasattr(block, "steps")).steps


def test_the_right_drawing_is_shown_element_by_element():
    words = [words for words, _ in steps(BAND, band)]
    assert words == ["a line", "a filled band", "the label of the x axis",
        "the label of the y axis",
                     "the legend"]  # fmt: skip
    shown = dict(steps(HISTOGRAMS, histograms))
    assert shown["a histogram"].startswith("50 bins from ")
    assert shown["a histogram"].endswith("labelled “t = 59 ms”")
    assert shown["the legend"] == "“t = 6 ms”, “t = 59 ms”"
    assert shown["the label of the x axis"] == "Membrane potential (mV)"
    assert all(len(text) < 150 for text in shown.values())
