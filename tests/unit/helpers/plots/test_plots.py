"""Each plot shows the data it got, one artist a data set, with units on its axes."""

import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from helpers import plots

BINS = np.linspace(0, 0.25, 51)
PMF = np.exp(-BINS[:-1] / 0.025) / np.exp(-BINS[:-1] / 0.025).sum()


@pytest.fixture
def ax():
    """Axes that pyplot does not know; nothing may reach pyplot."""
    pyplot.close("all")
    yield Figure().subplots()
    assert pyplot.get_fignums() == []


def artists(ax):
    return [*ax.lines, *ax.patches, *ax.collections, *ax.images]


def test_pmf_shows_probabilities_over_milliseconds(ax):
    assert plots.pmf(PMF, BINS, ax, title="Neuron 283") is ax
    (steps,) = artists(ax)
    values, edges, _ = steps.get_data()
    assert np.array_equal(values, PMF) and np.allclose(edges, BINS * 1000)
    assert ax.get_xlabel() == "Inter-spike interval (ms)" and ax.get_ylabel() == "Probability"
    assert ax.get_title() == "Neuron 283"
    assert steps.get_fill() and steps.get_edgecolor()[3] == 1
    assert ax.get_xlim() == (0, 250) and ax.get_ylim()[1] > PMF.max()


def test_pmf_without_unit_is_plotted_as_it_is(ax):
    plots.pmf([0, 1.0], [0, 0.5, 1], ax, xlabel="x", ylabel="p(x)", unit=None)
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_xlim()) == ("x", "p(x)", (0, 1))


def test_several_pmfs_differ_in_colour_and_have_a_legend(ax):
    plots.pmf(PMF, BINS, ax, label="one")
    plots.pmf(PMF[::-1] / 2, BINS, ax, label="two")
    one, two = artists(ax)
    assert one.get_edgecolor() != two.get_edgecolor()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["one", "two"]
    assert ax.get_ylim()[1] > PMF.max()


def test_pmf_of_zeros_is_flat(ax):
    plots.pmf(np.zeros(50), BINS, ax)
    assert ax.get_ylim() == (0, 1)


@pytest.mark.parametrize(
    ("pmf", "bins", "message"),
    [
        ([], [0.0], "pmf is empty"),
        ([0.5, 0.5], [0, 1], "2 probabilities need 3 edges, got 2"),
        ([0.5, np.nan], [0, 1, 2], "1 of 2 are nan"),
        ([0.5, 0.5], [0, 2, 1], "must increase"),
        ([[1.0]], [0, 1], "shape"),
        (["a"], [0, 1], "must hold numbers"),
        (..., [0, 1], "must hold numbers"),
    ],
)
def test_pmf_that_cannot_be_drawn_is_explained(ax, pmf, bins, message):
    with pytest.raises(ValueError, match=message):
        plots.pmf(pmf, bins, ax)
    assert artists(ax) == []


def test_panels_are_numbered_and_share_their_axes():
    axes = plots.pmf_panels([PMF, np.zeros(50), PMF[::-1]], BINS, ["a", "b", "c"])
    assert [ax.get_title() for ax in axes] == ["(1) a", "(2) b", "(3) c"]
    assert all(len(artists(ax)) == 1 for ax in axes)
    assert len({ax.get_ylim() for ax in axes}) == 1
    assert axes[0].get_ylabel() == "Probability" and axes[1].get_ylabel() == ""
    pyplot.close("all")
    with pytest.raises(ValueError, match="at least one"):
        plots.pmf_panels([], BINS)
    with pytest.raises(ValueError, match="2 titles, got 1"):
        plots.pmf_panels([PMF, PMF], BINS, ["a"])


def test_panels_draw_into_given_axes():
    axes = Figure().subplots(1, 2)
    pyplot.close("all")
    plots.pmf_panels([PMF, PMF], BINS, axes=axes)
    assert pyplot.get_fignums() == [] and all(len(artists(ax)) == 1 for ax in axes)


def test_isi_histogram_counts_intervals_inside_the_bins(ax):
    plots.isi_histogram([0.001, 0.002, 0.012, 9.0], [0, 0.01, 0.02], ax)
    (steps,) = artists(ax)
    assert list(steps.get_data().values) == [2, 1]
    assert ax.get_xlabel() == "Inter-spike interval (ms)"
    assert ax.get_ylabel() == "Number of intervals"


def test_isi_histogram_of_nothing_is_empty(ax):
    plots.isi_histogram([], BINS, ax)
    assert not artists(ax)[0].get_data().values.any()


def test_raster_is_one_artist_for_all_neurons(ax):
    trains = [np.array([0.1, 0.2]), np.array([]), np.array([0.15, 5.0])]
    plots.spike_raster(trains, ax, stop=1, names=["a", "b", "c"])
    (ticks,) = artists(ax)
    x = [segment[0][0] for segment in ticks.get_segments()]
    rows = [segment[:, 1].mean().round() for segment in ticks.get_segments()]
    assert np.allclose(x, [0.1, 0.2, 0.15]) and rows == [0, 0, 2]
    assert ax.get_xlabel() == "Time (s)"
    assert [label.get_text() for label in ax.get_yticklabels()] == ["a", "b", "c"]
    assert ax.yaxis_inverted()


def test_raster_of_silent_neurons_is_empty(ax):
    plots.spike_raster([[], []], ax)
    assert ax.get_xlim() == (0, 1) and ax.get_ylabel() == "Neuron"
    with pytest.raises(ValueError, match="at least one"):
        plots.spike_raster([], ax)
    with pytest.raises(ValueError, match="1 trains need 1 names"):
        plots.spike_raster([[]], ax, names=[])


def test_entropy_curve_marks_a_point(ax):
    plots.entropy_curve([0, 0.5, 1], [0, 1, 0], ax, marked=(0.2, 0.72))
    curve, point = artists(ax)
    assert np.array_equal(curve.get_ydata(), [0, 1, 0]) and point.get_xdata() == [0.2]
    assert ax.texts[0].get_text() == "0.72 bits" and "(bits)" in ax.get_ylabel()


@pytest.mark.parametrize(("per", "label"), [("spike", "bits per spike"), ("second", "per second")])
def test_refractory_cost_is_in_milliseconds_and_bits(ax, per, label):
    plots.refractory_cost([0, 0.005], [3.8, 3.5], ax, per=per)
    (line,) = artists(ax)
    assert np.allclose(line.get_xdata(), [0, 5])
    assert ax.get_xlabel() == "Refractory period (ms)" and label in ax.get_ylabel()


def test_two_curves_of_refractory_cost_both_fit_into_the_axes(ax):
    plots.refractory_cost([0, 0.005], [3.8, 3.5], ax)
    plots.refractory_cost([0, 0.005], [6.1, 5.8], ax)
    bottom, top = ax.get_ylim()
    assert bottom == 0 and 6.1 < top < 7


def test_estimates_show_mean_and_middle_of_the_repeats(ax):
    estimates = np.tile(np.arange(11.0), (2, 1))
    plots.entropy_estimates([10, 100], estimates, ax)
    plots.entropy_estimates([10, 100], estimates + 1, ax, label="Miller–Madow", truth=6.0)
    first, second, truth = ax.lines
    assert list(first.get_ydata()) == [5, 5] and list(second.get_ydata()) == [6, 6]
    assert list(truth.get_ydata()) == [6, 6]
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == (1, 9)
    assert len(ax.get_legend().get_texts()) == 3 and ax.get_xscale() == "log"


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda ax: plots.entropy_curve([], [], ax), "p is empty"),
        (lambda ax: plots.entropy_curve([1], [1, 2], ax), "equally long, got 1 and 2"),
        (lambda ax: plots.refractory_cost([1], [1], ax, per="hour"), "not 'hour'"),
        (lambda ax: plots.entropy_estimates([0], [[1]], ax), "must be positive"),
        (lambda ax: plots.entropy_estimates([], np.zeros((0, 3)), ax), "nothing to draw"),
        (lambda ax: plots.entropy_estimates([1, 2], [[1]], ax), "equally long"),
        (lambda ax: plots.isi_histogram([1], [0, 1], ax, unit="h"), "not 'h'"),
    ],
)
def test_what_cannot_be_drawn_is_explained(ax, draw, message):
    with pytest.raises(ValueError, match=message):
        draw(ax)


def test_without_axes_a_new_figure_is_made():
    pyplot.close("all")
    other = pyplot.figure()
    ax = plots.pmf(PMF, BINS)
    assert ax.figure is not other and not other.axes
    pyplot.close("all")
