"""Exercises that ask for a figure: what is drawn is looked at, not how."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from helpers import answers, exercises
from helpers.checks.asking import ask
from helpers.checks.contract import MalformedReport
from helpers.checks.judging.figures import drawing
from helpers.exercises import Comparison, Exercise, Probe, figures, remarks

RNG = np.random.default_rng(2)
V = -0.06 + np.cumsum(RNG.normal(5e-4, 1e-3, (200, 40)), axis=1)
T = np.arange(40) * 0.5e-3
SPIKES = (RNG.random((12, 40)) < 0.1).astype(float)


@pytest.fixture(autouse=True)
def no_figures():
    plt.close("all")
    yield
    plt.close("all")


def exercise(requirements, *args, parameters=("ax", "x"), remarks=()):
    return Exercise(
        "draw",
        "9.1",
        "A drawing",
        "a function that draws",
        2,
        parameters,
        (Probe(args, about="a figure"),),
        lambda rng: [],
        Comparison(requirements=tuple(requirements)),
        kind="figure",
        remarks=tuple(remarks),
        tutorial="why_models",
    )


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
        figures.Axis("y"),
    ],
    V,
    1e-3,
    parameters=("ax", "v", "dt"),
)


def changed(text, *changes):
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


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
    "labels without numbers": ([("4 ms", "early"), ("39 ms", "late")],
        "The label “early” does not say 4."),
    "no legend": ([("ax.legend()", "pass")], "There is no legend: `ax.legend()` makes one"),
    "a legend too early": ([('    ax.hist(b, 50, label="39 ms")\n', ""),
        ("ax.legend()", 'ax.legend()\n    ax.hist(b, 50, label="39 ms")')],
        "The legend has 1 of 2 entries. Is it made after everything is drawn"),
    "no x label": ([('    ax.set_xlabel("V (mV)")\n', "")],
        "The x axis has no label: `ax.set_xlabel(...)` says what is on it, with its unit, mV."),
    "no unit": ([("V (mV)", "V")],
        "The label of the x axis, “V”, does not say that the unit is mV."),
    "another unit": ([("V (mV)", "V (V)")], "“V (V)”, does not say that the unit is mV."),
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


# A raster: as a picture, as points, as ticks.


def raster(ax, raster):
    ax.imshow(raster, aspect="auto", origin="lower", extent=(0, 40, -0.5, 11.5), cmap="Greys")


RASTER = exercise(
    [figures.Raster(dx=1.0)],
    SPIKES,
    remarks=[remarks.many_artists(10, "A call for each neuron is slow.")],
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


def test_a_drawing_function_that_returns_nothing_gets_a_remark_on_what_was_promised(notebook, afar):
    for last in ("return None", "pass", "return"):
        result = mean_band(notebook, afar, last)
        assert (result.state, repr(result)) == ("right", "3")
        assert result.message.count("One remark: your function returns nothing") == 1
    for last in ("return ax", "return ax.figure", "return 3"):
        result = mean_band(notebook, afar, last)
        assert result.state == "right" and "remark" not in result.message


def test_a_returned_type_that_is_no_text_is_malformed():
    probe = MEAN_BAND.probes[0].to_data()
    value = ask.ask_one(MEAN_BAND_ANSWER.reference, "figure", probe)["value"]
    with pytest.raises(MalformedReport, match="returned"):
        drawing.look_over({**value, "returned": 3})
    drawing.look_over(value)


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
