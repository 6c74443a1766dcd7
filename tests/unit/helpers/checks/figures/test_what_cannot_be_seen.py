"""What nobody can see does not count, and is told as the slip that it mostly is."""

import numpy as np
import pytest

from helpers import answers
from helpers.exercises import figures
from tests.unit.helpers.checks.figures.figure_exercises import changed, exercise

RNG = np.random.default_rng(4)
T = np.arange(40) * 0.5e-3
V = -0.06 + np.cumsum(RNG.normal(5e-4, 1e-3, (200, 40)), axis=1)
SPIKES = {j: 1e-3 * np.sort(RNG.choice(150, 4, replace=False)) for j in range(12)}


def dots(ax, spikes):
    for j, times in spikes.items():
        ax.plot(1e3 * times, 0 * times + j, ".")
    ax.set(xlabel="Time (ms)", ylabel="Neuron")


def band(ax, t, v):
    mean, sd = 1e3 * v.mean(axis=0), 1e3 * v.std(axis=0, ddof=1)
    ax.plot(1e3 * t, mean, label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="SD")
    ax.set(xlabel="Time (ms)", ylabel="V (mV)")
    ax.legend()


def histograms(ax, v):
    for step in (4, 39):
        ax.hist(1e3 * v[:, step], 50, label=f"{step} ms")
    ax.set(xlabel="V (mV)", ylabel="Neurons")
    ax.legend()


WORDS = (figures.Axis("x"), figures.Axis("y"))
LABELLED = (*WORDS, figures.Labels(of="all"), figures.Legend())
EXERCISES = {
    dots: exercise([figures.Raster(), *WORDS], SPIKES, parameters=("ax", "spikes")),
    band: exercise(
        [figures.Curves(), figures.Band(), *LABELLED], T, V, parameters=("ax", "t", "v")
    ),
    histograms: exercise([figures.Histograms(bins=50), *LABELLED], V, parameters=("ax", "v")),
}
CELLS = {
    dots: """
def draw(ax, spikes):
    x = 1e3 * np.concatenate([*spikes.values()])
    y = np.repeat([*spikes], 4)
    ax.scatter(x, y, s=9)
    ax.set(xlabel="Time (ms)", ylabel="Neuron")
""",
    band: """
def draw(ax, t, v):
    t, mean, sd = 1e3 * t, 1e3 * v.mean(axis=0), 1e3 * v.std(axis=0, ddof=1)
    ax.plot(t, mean, label="mean")
    ax.fill_between(t, mean - sd, mean + sd, alpha=0.3, label="SD")
    ax.set(xlabel="Time (ms)", ylabel="V (mV)")
    ax.legend()
""",
    histograms: """
def draw(ax, v):
    ax.hist(1e3 * v[:, 4], 50, label="4 ms")
    ax.hist(1e3 * v[:, 39], 50, label="39 ms")
    ax.set(xlabel="V (mV)", ylabel="Neurons")
    ax.legend()
""",
}
END = "    ax.set("
# Name: what is to be drawn, what is changed in the cell, and what is told.
UNSEEN = {
    "dots: limits in s, data in ms": (dots, [(END, "    ax.set_xlim(0, 0.15)\n" + END)],
        "Your dots are outside the Axes: their x axis goes from 0 to 0.15, and what you draw from"),
    "dots: limits of another range": (dots, [(END, "    ax.set_ylim(20, 30)\n" + END)],
        "Your dots are outside the Axes: their y axis goes from 20 to 30, and what you draw from 0"
        " to 11. Look at `ax.set_ylim"),
    "dots: limits a thousand times too wide": (dots,
        [(END, "    ax.set_xlim(0, 150_000)\n" + END)],
        "Your dots are squeezed into almost nothing"),
    "dots: alpha 0": (dots, [("s=9", "alpha=0")], "Your dots are fully transparent"),
    "dots: white": (dots, [("s=9", "color='w'")], "Your dots are in the colour of the background"),
    "dots: white by a colour map": (dots, [("s=9", "c=0 * x, cmap='Greys'")],
        "Your dots are in the colour of the background"),
    "dots: black on black": (dots, [("s=9", "color='k'"),
        (END, "    ax.set_facecolor('k')\n" + END)],
        "Your dots are in the colour of the background"),
    "dots: size 0": (dots, [("s=9", "s=0")],
        "Your dots cannot be seen: they have no marker, or one"),
    "dots: no colour": (dots, [("s=9", "facecolor='none', edgecolor='none'")],
        "Your dots are fully transparent"),
    "dots: only an edge, of width 0": (dots, [("s=9", "c='none', edgecolor='k', linewidth=0")],
        "Your dots"),
    "dots: by plot, without a marker size": (dots, [("ax.scatter(x, y, s=9)",
        "ax.plot(x, y, '.', markersize=0)")], "Your dots cannot be seen"),
    "dots: ticks without length": (dots, [("ax.scatter(x, y, s=9)", "ax.vlines(x, y, y)")],
        "Your ticks cannot be seen: they have no length"),
    "dots: ticks without width": (dots, [("ax.scatter(x, y, s=9)",
        "ax.vlines(x, y - 0.4, y + 0.4, linewidth=0)")], "or a line width of 0"),
    "dots: switched off": (dots, [("s=9", "visible=False")],
        "Your dots are switched off: leave out `visible=False`."),
    "dots: under a picture": (dots, [(END, "    ax.imshow(np.zeros((12, 150)), zorder=3, extent="
        "(-10, 160, -2, 13), aspect='auto')\n" + END)], "Your dots"),
    "dots: drawn elsewhere by a transform": (dots, [("s=9", "transform=ax.transAxes")],
        "Your dots"),
    "band: line width 0": (band, [('label="mean"', 'label="mean", linewidth=0')],
        "Your line cannot be seen: it has a line width of 0."),
    "band: a white band": (band, [("alpha=0.3", "color='w'")],
        "Your band (“SD”) is in the colour of the background"),
    "band: a white line beside the band": (band, [('label="mean"', 'label="mean", color="#ffffff"'),
        ("alpha=0.3", "alpha=0.3, zorder=9")], "Your line (“mean”) is in the colour of the"),
    "band: a band of alpha 0": (band, [("alpha=0.3", "alpha=0")],
        "Your band (“SD”) is fully transparent, so that nobody sees it"),
    "band: an outline alone": (band, [("alpha=0.3", "facecolor='none', edgecolor='k'")],
        "Your band (“SD”) is fully transparent, so that nobody sees it"),
    "band: a line below an opaque band": (band, [("alpha=0.3", "zorder=5")],
        "Your line (“mean”) is hidden under something else that is drawn above"),
    "band: limits in V": (band, [(END, "    ax.set_ylim(-0.07, -0.03)\n" + END)],
        "Your line (“mean”) is outside the Axes: their y axis goes from -0.07 to -0.03"),
    "band: limits in s": (band, [(END, "    ax.set_xlim(0, 0.02)\n" + END)],
        "Multiplied by 1000, the limits would fit: give them in the unit of the data"),
    "band: an animated line": (band, [('label="mean"', 'label="mean", animated=True')],
        "Your line (“mean”) is switched off"),
    "band: Axes off the figure": (band, [(END, "    ax.set_position((2, 2, 1, 1))\n" + END)],
        "have been moved out of the figure"),
    "band: Axes switched off": (band, [(END, "    ax.set_visible(False)\n" + END)], "switched off"),
    "band: under other Axes": (band, [(END, "    ax.figure.add_axes((0, 0, 1, 1))\n" + END)],
        "lie under other Axes"),
    "band: no axis": (band, [(END, "    ax.axis('off')\n" + END)],
        "The axes are switched off, so that nobody sees their labels"),
    "band: white labels": (band, [("    ax.legend()", "    ax.xaxis.label.set_color('w')\n"
        "    ax.legend()")], "The x axis has no label"),
    "histograms: no height left": (histograms, [(END, "    ax.set_ylim(0, 1e6)\n" + END)],
        "squeezed into almost nothing: the y axis goes from 0 to 1e+06"),
    "histograms: outlines of width 0": (histograms, [(', label="4 ms"',
        ', label="4 ms", histtype="step", linewidth=0')],
        "Your histogram cannot be seen: it has neither a filling nor an edge."),
    "histograms: limits in V": (histograms, [(END, "    ax.set_xlim(-0.08, 0)\n" + END)],
        "outside the Axes: their x axis goes from -0.08 to 0"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSEEN)
def test_what_cannot_be_seen_is_told_as_the_slip_that_it_is(case, notebook, afar):
    right, changes, sentence = UNSEEN[case]
    target = notebook(changed(CELLS[right], *changes), "draw")
    result = afar(EXERCISES[right], answers.Answer(right, ()), target)
    assert (result.state, result.points) == ("wrong", 0)
    assert sentence in result.message


HONEST = {
    "a white line on a band": (band, [('label="mean"', 'label="mean", color="w"')]),
    "white dots on a picture": (dots, [("s=9", "color='w'"),
        (END, "    ax.axhspan(-5, 20, color='b',"
        " zorder=0)\n    ax.add_patch(plt.Rectangle((-50, -5), 900, 90, color='b', zorder=0))\n"
        "    ax.set(xlim=(-9, 160), ylim=(-1, 12))\n" + END)]),
    "markers of size 1": (dots, [("s=9", "s=1")]),
    "single pixels": (dots, [("ax.scatter(x, y, s=9)", "ax.plot(x, y, 'k,')")]),
    "faint dots": (dots, [("s=9", "alpha=0.1")]),
    "crosses": (dots, [("s=9", "marker='x', linewidth=0.5")]),
    "hollow dots": (dots, [("s=9", "facecolor='none', edgecolor='k'")]),
    "dots on a dark ground": (dots, [("    x =", "    ax.set_facecolor('k')\n    x ="),
        ("s=9", "color='w'")]),
    "dots of many colours": (dots, [("s=9", "c=y, cmap='viridis'")]),
    "limits that cut a few dots": (dots, [(END, "    ax.set_xlim(0, 130)\n" + END)]),
    "exact limits": (dots, [(END, "    ax.set(xlim=(x.min(), x.max()), ylim=(0, 11))\n" + END)]),
    "from top to bottom": (dots, [(END, "    ax.invert_yaxis()\n" + END)]),
    "wide limits": (dots, [(END, "    ax.set_xlim(-100, 1000)\n" + END)]),
    "short ticks": (dots, [("ax.scatter(x, y, s=9)", "ax.vlines(x, y - 0.1, y + 0.1, lw=0.3)")]),
    "small Axes": (dots, [(END, "    ax.set_position((0.1, 0.1, 0.3, 0.2))\n" + END)]),
    "on a picture": (dots, [(END, "    ax.axvspan(10, 20, color='0.9', zorder=0)\n" + END)]),
    "invisible helpers besides": (dots, [(END, "    ax.axvline(3, visible=False)\n" + END)]),
    "a dark style": (band, [("    ax.plot", "    plt.style.use('dark_background')\n"
        "    ax.set_facecolor('k')\n    ax.figure.set_facecolor('k')\n    ax.plot"),
        ('label="mean"', 'label="mean", color="w"'),
        ("    ax.legend()", "    for a in (ax.xaxis, ax.yaxis):\n        a.label.set_color('w')\n"
        "    ax.legend()")]),
    "no background": (band, [(END, "    ax.set_facecolor('none')\n"
        "    ax.figure.patch.set_visible(False)\n" + END)]),
    "a light grey opaque band": (band, [("alpha=0.3", "color='0.9'")]),
    "a thin line": (band, [('label="mean"', 'label="mean", lw=0.2')]),
    "a hatched band": (band, [("alpha=0.3", "facecolor='none', edgecolor='k', hatch='//'")]),
    "a faint band": (band, [("alpha=0.3", "alpha=0.05")]),
    "empty lines for the legend": (band, [('label="mean"', 'color="k"'),
        (END, "    ax.plot([], [], color='k', label='mean')\n" + END)]),
    "a second y axis": (band, [(END, "    ax.twinx().set_ylabel('also')\n" + END)]),
    "no frame": (band, [(END, "    ax.set_frame_on(False)\n" + END)]),
    "an inset": (band, [(END, "    ax.inset_axes((0.7, 0.7, 0.2, 0.2)).plot([1, 2])\n" + END)]),
    "a zoom": (band, [(END, "    ax.set_xlim(5, 15)\n" + END)]),
    "transparent histograms": (histograms, [("50,", "50, alpha=0.3,")]),
    "cut histograms": (histograms, [(END, "    ax.set(ylim=(0, 5), xlim=(-66, -30))\n" + END)]),
    "a logarithmic axis": (histograms, [(END, "    ax.set_yscale('log')\n" + END)]),
    "a texture": (histograms, [("50,", "50, fill=False, hatch='//', edgecolor='k',")]),
}  # fmt: skip


@pytest.mark.parametrize("case", HONEST)
def test_an_honest_style_passes(case, notebook, afar):
    right, changes = HONEST[case]
    target = notebook("import matplotlib.pyplot as plt\n" + changed(CELLS[right], *changes), "draw")
    result = afar(EXERCISES[right], answers.Answer(right, ()), target)
    assert result.state == "right", result.message
