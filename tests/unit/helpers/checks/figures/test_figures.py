"""Exercises that ask for a figure: what is drawn is looked at, not how."""

import numpy as np
import pytest

from helpers import answers
from helpers.exercises import figures
from tests.unit.helpers.checks.figures.figure_exercises import changed, exercise

RNG = np.random.default_rng(2)
V = -0.06 + np.cumsum(RNG.normal(5e-4, 1e-3, (200, 40)), axis=1)
T = np.arange(40) * 0.5e-3


# Histograms of two columns, with labels, legend and unit.


def two_histograms(ax, v, dt):
    for step in (4, 39):
        ax.hist(1e3 * v[:, step], 50, label=f"t = {1e3 * step * dt:g} ms")
    ax.set(xlabel="Membrane potential (mV)", ylabel="Neurons")
    ax.legend()


HISTOGRAMS = exercise(
    [
        figures.Histograms(bins=50),
        figures.Labels(of="histograms", numbers=True),
        figures.Legend(),
        figures.Axis("x", unit="mV"),
        figures.Axis("y", no_unit=True),
    ],
    V,
    1e-3,
    parameters=("ax", "v", "dt"),
)


CELL = """
import matplotlib.pyplot as plt
def draw(ax, v, dt):
    a, b = 1e3 * v[:, 4], 1e3 * v[:, 39]
    ax.hist(a, 50, label="4 ms")
    ax.hist(b, 50, label="39 ms")
    ax.set_xlabel("V (mV)")
    ax.set_ylabel("neurons")
    ax.legend()
"""

RIGHT = {
    "as asked": CELL,
    "filled outlines": changed(CELL, (", 50,", ", 50, histtype='stepfilled', linewidth=0,")),
    "outlines": changed(CELL, (", 50,", ", 50, histtype='step',")),
    "narrow bars": changed(CELL, (", 50,", ", 50, rwidth=0.8,")),
    "the late one first": changed(CELL, ("ax.hist(a", "ax.hist(c"), ("ax.hist(b", "ax.hist(a"),
        ("ax.hist(c", "ax.hist(b"), ('"4 ms"', '"x"'), ('"39 ms"', '"4 ms"'), ('"x"', '"39 ms"')),
    "a common range": changed(CELL, (", 50,", ", np.linspace(-70, -10, 51),")),
    "side by side": changed(CELL, ('ax.hist(a, 50, label="4 ms")',
        'ax.hist([a, b], 50, label=["4 ms", "39 ms"])'), ('ax.hist(b, 50, label="39 ms")', "pass")),
    "counted, then bars": changed(CELL, ("ax.hist(a, 50,",
        "n, e = np.histogram(a, 50)\n    ax.bar(e[:-1], n, e[1] - e[0], align='edge',")),
    "counted, then stairs": changed(CELL, ("ax.hist(b, 50,", "ax.stairs(*np.histogram(b, 50),")),
    "labels in seconds": changed(CELL, ("4 ms", "0.004 s"), ("39 ms", "t=.039 s"),
        ("t=.039", "t=0.039")),
    "labels at the legend": changed(CELL, (', label="4 ms"', ""), (', label="39 ms"', ""),
        ("legend()", "legend(['after 4 ms', 'after 39 ms'])")),
    "units in another style": changed(CELL, ("V (mV)", "$V_m$ [$\\\\mathrm{mV}$]")),
    "on pyplot's current axes": changed(CELL, ("ax.hist", "plt.hist"), ("ax.set_", "plt."),
        ("ax.legend", "plt.legend")),
    "plt.show() at the end": CELL + "    plt.show()\n",
    "everything closed at the end": CELL + "    plt.close('all')\n",
    "an empty figure beside": CELL + "    plt.figure()\n",
    "the Axes returned": CELL + "    return ax\n",
    "anything returned": CELL + "    return object()\n",
    "hand-drawn style": changed(CELL, ("    a, b", "    plt.xkcd()\n    a, b")),
    "a title, a grid and a text besides": CELL + "    ax.grid()\n    ax.set_title('V')\n"
        "    ax.text(-50, 3, 'here')\n    ax.axvline(-50)\n",
}  # fmt: skip


@pytest.mark.parametrize("case", RIGHT)
def test_a_right_figure_passes_whatever_its_style(case, notebook, afar):
    target = notebook(RIGHT[case], "draw")
    result = afar(HISTOGRAMS, answers.Answer(two_histograms, ()), target)
    assert (result.state, repr(result)) == ("right", "2"), result.message


WRONG = {
    "one missing": ([('ax.hist(a, 50, label="4 ms")', "pass")],
        "1 histogram is drawn; 2 are asked for."),
    "one too many": ([("    ax.legend", "    ax.hist(a, 50)\n    ax.legend")],
        "3 histograms are drawn; 2 are asked for."),
    "none": ([("ax.hist(a, 50,", "ax.plot(a,"), ("ax.hist(b, 50,", "ax.plot(b,")],
        "No histogram is drawn: `ax.hist(values, bins)` makes one."),
    "the wrong column": ([("v[:, 4]", "v[:, 5]")],
        "No histogram shows the right data (“t = 4 ms”)"),
    "a row": ([("v[:, 4]", "v[4]")], "No histogram shows the right data (“t = 4 ms”)"),
    "some of the values": ([("v[:, 39]", "v[1:, 39]")],
        "No histogram shows the right data (“t = 39 ms”)"),
    "the same data twice": ([("v[:, 4]", "v[:, 39]")], "Two of the histograms show the same data."),
    "volts": ([("1e3 *", "1 *")],
        "values on the x axis are right but for their unit: multiplied by 1000, they would be"),
    "another number of bins": ([("50", "20")], "The histograms have 20 bins; 50 are asked for."),
    "densities": ([(", 50,", ", 50, density=True,")], "The bars are densities, whose area is 1"),
    "no labels": ([(', label="4 ms"', ""), (', label="39 ms"', "")],
        "None of the 2 data sets have a label: `label=...` gives one."),
    "one label": ([(', label="4 ms"', "")], "1 of the 2 data sets has a label"),
    "the same label twice": ([("39 ms", "4 ms")], "Different data sets have the same label"),
    "labels interchanged": ([("39 ms", "x"), ("4 ms", "39 ms"), ('"x"', '"4 ms"')],
        "The data set that is “t = 4 ms” has the label “39 ms”: are labels interchanged?"),
    "a label without its f": ([("4 ms", "{1e3 * dt} ms")], "is the `f` before the quotes missing?"),
    "labels without numbers": ([("4 ms", "early"), ("39 ms", "late")],
        "The label “early” does not say 4 ms."),
    "no legend": ([("ax.legend()", "pass")], "There is no legend: `ax.legend()` makes one"),
    "a legend too early": ([('    ax.hist(b, 50, label="39 ms")\n', ""),
        ("ax.legend()", 'ax.legend()\n    ax.hist(b, 50, label="39 ms")')],
        "The legend has 1 of 2 entries. Is it made after everything is drawn"),
    "no x label": ([('    ax.set_xlabel("V (mV)")\n', "")],
        "The x axis has no label: `ax.set_xlabel(...)` says what is on it, with its unit, mV."),
    "no unit": ([("V (mV)", "V")],
        "The label of the x axis, “V”, does not say that the unit is mV."),
    "a unit alone": ([("V (mV)", "[mV]")],
        "The label of the x axis, “[mV]”, is a unit alone: say what is on the axis, too."),
    "an axis backwards": ([("ax.legend()", "ax.legend(); ax.invert_xaxis()")],
        "The x axis runs backwards, from large values to small ones"),
    "another unit": ([("V (mV)", "V (V)")], "“V (V)”, says that the unit is V; asked for is mV."),
    "labels of the axes interchanged": ([("V (mV)", "x"), ("neurons", "V (mV)"),
        ('"x"', '"neurons"')],
        "The labels of the axes are interchanged: the x axis has the label “neurons”."),
    "a unit for a number": ([("neurons", "V (mV)")],
        "The label of the y axis, “V (mV)”, says that the unit is mV; what is on it has no unit."),
    "no y label": ([('    ax.set_ylabel("neurons")\n', "")], "The y axis has no label"),
    "nothing": ([("    a, b", "    return\n    a, b")],
        "Nothing is drawn on the Axes `ax` that your function is given"),
    "a figure of its own": ([("    a, b", "    fig, ax = plt.subplots()\n    a, b")],
        "Nothing is drawn on the Axes `ax` that your function is given, but something is on"
        " others."),
    "on pyplot's axes after plt.figure()": ([("    a, b", "    plt.figure()\n    a, b"),
        ("ax.hist", "plt.hist"), ("ax.set_", "plt."), ("ax.legend", "plt.legend")],
        "leave out `plt.figure()` and `plt.subplots()`"),
    "on new Axes of the same figure": ([("    a, b", "    ax = ax.figure.add_axes((0, 0, 1, 1))\n"
        "    a, b")], "but something is on others"),
    "no Axes taken": ([("def draw(ax, v, dt):", "def draw(v, dt):")],
        "`draw` is called as `draw(ax, v, dt)`, where `ax` is the Axes to draw on"),
    "an exception": ([("ax.legend()", "ax.legends()")],
        "`draw` stopped with AttributeError"),
    "too much": ([("ax.legend()", "ax.scatter(range(200_000), range(200_000))")],
        "More is drawn than can be looked at"),
    "an argument changed": ([("ax.legend()", "ax.legend(); v[:] = 0")],
        "`draw` changes its argument `v`, which belongs to the caller"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_a_figure_is_told_by_its_first_unmet_requirement(case, notebook, afar):
    changes, sentence = WRONG[case]
    target = notebook(changed(CELL, *changes), "draw")
    result = afar(HISTOGRAMS, answers.Answer(two_histograms, ()), target)
    assert sentence in result.message
    assert (result.state, repr(result)) == ("wrong", "0")
    assert "Traceback" not in result.message and len(result.message) < 1500


UNFINISHED = {
    "untouched": ("raise NotImplementedError('9.1')", "It asks for a function that draws."),
    "raise left": ("raise NotImplementedError\n    h = ax.hist(v)", "Now delete the line `raise"),
    "blank drawn": ("ax.hist(...)", "the blank `...` in line 2"),
    "blank left": ("a = 1e3 * v[:, 4]\n    b = ...\n    ax.hist(a)", "the blank `...` in line 3"),
}


@pytest.mark.parametrize("case", UNFINISHED)
def test_unfinished_figures_are_told_what_is_left_to_do(case, notebook, afar):
    body, sentence = UNFINISHED[case]
    target = notebook(f"def draw(ax, v, dt):\n    {body}\n", "draw")
    result = afar(HISTOGRAMS, answers.Answer(two_histograms, ()), target)
    assert sentence in result.message
    assert (result.state, repr(result)) == ("unfinished", "0")


# A mean and its band; a level.


def band(ax, t, m, sd):
    ax.plot(1e3 * t, 1e3 * m, label="mean")
    ax.fill_between(1e3 * t, 1e3 * (m - sd), 1e3 * (m + sd), alpha=0.3, label="SD")
    ax.axhline(-50)


BAND = exercise(
    [figures.Curves(), figures.Band(), figures.Level(), figures.Labels(of="all")],
    T,
    V.mean(axis=0),
    V.std(axis=0, ddof=1),
    parameters=("ax", "t", "m", "sd"),
)
BAND_CELL = """
def draw(ax, t, m, sd):
    t, m, sd = 1e3 * t, 1e3 * m, 1e3 * sd
    ax.plot(t, m, label="a")
    ax.fill_between(t, m - sd, m + sd, alpha=0.2, label="b")
    ax.axhline(-50)
"""
BANDS_RIGHT = {
    "as asked": BAND_CELL,
    "limits interchanged": changed(BAND_CELL, ("m - sd, m + sd", "m + sd, m - sd")),
    "a polygon": changed(BAND_CELL, ("ax.fill_between(t, m - sd, m + sd,",
        "ax.fill(np.r_[t, t[::-1]], np.r_[m - sd, (m + sd)[::-1]],")),
    "limits drawn as lines, too": BAND_CELL + "    ax.plot(t, m - sd)\n    ax.plot(t, m + sd)\n",
    "the level as a line": changed(BAND_CELL, ("axhline(-50)", "plot([0, 40], [-50, -50])")),
    "the level as a segment": changed(BAND_CELL, ("axhline(-50)", "hlines(-50, 0, 40)")),
    "the line from the right": changed(BAND_CELL, ("plot(t, m", "plot(t[::-1], m[::-1]")),
}  # fmt: skip
BANDS_WRONG = {
    "no line": ([("plot(t, m,", "scatter(t, m,")], "drawn without a line between them"),
    "markers only": ([("plot(t, m,", "plot(t, m, '.',")], "drawn without a line between them"),
    "seconds": ([("t, m, sd = 1e3 * t,", "t, m, sd = t,")],
        "The values on the x axis are right but for their unit: multiplied by 1000"),
    "volts": ([("1e3 * m, 1e3 * sd", "m, sd")], "The values on the y axis are right but for"),
    "both in SI": ([("1e3 * ", "")], "The values on the x and y axes are right but for their unit"),
    "divided by 1000": ([("1e3 * ", "1e-3 * ")], "but for their unit: multiplied by 1e+06"),
    "interchanged": ([("plot(t, m", "plot(m, t")], "x and y are interchanged."),
    "steps for times": ([("plot(t, m", "plot(m")], "is not where it should be"),
    "no band": ([("ax.fill", "0 and ax.fill")], "No band is filled: `ax.fill_between("),
    "error bars": ([("ax.fill_between(t, m - sd, m + sd, alpha=0.2,", "ax.errorbar(t, m, sd,")],
        "Error bars are drawn; asked for is a filled band"),
    "two SD": ([("m - sd, m + sd", "m - 2 * sd, m + 2 * sd")], "but is too wide."),
    "half a band": ([("m - sd, m + sd", "m, m + sd")], "does not lie where it should"),
    "down to zero": ([("m - sd, m + sd", "m + sd")], "does not lie where it should"),
    "no level": ([("    ax.axhline(-50)\n", "")], "There is no horizontal line at -50"),
    "a level elsewhere": ([("(-50)", "(-60)")], "The horizontal line is not at the right height."),
    "a level in volts": ([("(-50)", "(-0.05)")], "right but for their unit: multiplied by 1000"),
    "a vertical line": ([("axhline(-50)", "axvline(-50)")], "There is no horizontal line at -50"),
    "one label": ([(', label="b"', "")], "1 of the 2 data sets has a label"),
    "labels interchanged": ([('"a"', '"SD"'), ('"b"', '"mean"')],
        "The data set that is “mean” has the label “SD”: are labels interchanged?"),
}  # fmt: skip


@pytest.mark.parametrize("case", BANDS_RIGHT)
def test_a_right_band_passes_however_it_is_drawn(case, notebook, afar):
    target = notebook(BANDS_RIGHT[case], "draw")
    result = afar(BAND, answers.Answer(band, ()), target)
    assert result.state == "right", result.message


@pytest.mark.parametrize("case", BANDS_WRONG)
def test_what_is_wrong_in_a_band_is_told(case, notebook, afar):
    changes, sentence = BANDS_WRONG[case]
    result = afar(BAND, answers.Answer(band, ()), notebook(changed(BAND_CELL, *changes), "draw"))
    assert result.state == "wrong"
    assert sentence in result.message


# Misconceptions.


def late(ax, v, dt):
    two_histograms(ax, v[:, ::-1], dt)


def shifted(ax, v, dt):
    two_histograms(ax, np.roll(v, 1, axis=1), dt)


def without_unit(ax, v, dt):
    two_histograms(ax, v, dt)
    ax.set_xlabel("Membrane potential")


def in_volts(ax, v, dt):
    two_histograms(ax, v, dt)
    ax.set_xlabel("Membrane potential (V)")


def without_legend(ax, v, dt):
    two_histograms(ax, v, dt)
    ax.get_legend().remove()


def failing(ax, v, dt):
    ax.hist(v[:, 0], 50).update(label="")


MISCONCEPTIONS = tuple(
    answers.Misconception(f.__name__, f, f"hint of {f.__name__}", "nearly")
    for f in (late, shifted, without_unit, in_volts, without_legend, failing)
)
KNOWN = answers.Answer(two_histograms, MISCONCEPTIONS)


@pytest.mark.parametrize("wrong", MISCONCEPTIONS, ids=lambda m: m.name)
def test_a_known_wrong_figure_gets_its_own_hint(wrong, afar):
    result = afar(HISTOGRAMS, KNOWN, wrong.answer)
    assert result.misconception == wrong.name
    assert wrong.hint in result.message


def test_of_several_mistakes_the_first_unmet_requirement_decides_about_the_hint(notebook, afar):
    text = changed(CELL, ("v[:, 4]", "v[:, 3]"), ("v[:, 39]", "v[:, 38]"), ("V (mV)", "V"))
    assert afar(HISTOGRAMS, KNOWN, notebook(text, "draw")).misconception == "shifted"
    text = changed(CELL, ("V (mV)", "potential"), (', label="4 ms"', ', label="at 4 ms"'))
    assert afar(HISTOGRAMS, KNOWN, notebook(text, "draw")).misconception == "without_unit"
    text = changed(CELL, ("V (mV)", "u [V]"))
    assert afar(HISTOGRAMS, KNOWN, notebook(text, "draw")).misconception == "in_volts"
    text = changed(CELL, ("v[:, 4]", "v[:, 9]"))
    assert afar(HISTOGRAMS, KNOWN, notebook(text, "draw")).misconception == ""
