"""Plots of membranes and populations: the data they got, one artist each, mV, ms, pA and Hz."""

import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from helpers import lif, plots

CURRENT = lif.noisy_current(40, rng=np.random.default_rng(4))
RUN = lif.simulate(CURRENT, t_ref=0.01)
T, V = RUN.t, RUN.v


@pytest.fixture
def ax():
    """Axes that pyplot does not know; nothing may reach pyplot."""
    pyplot.close("all")
    yield Figure().subplots()
    assert pyplot.get_fignums() == []


def artists(ax):
    return [*ax.lines, *ax.patches, *ax.collections, *ax.images]


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_traces_are_one_artist_and_their_mean(ax):
    assert plots.voltage_traces(T, V, ax, threshold=lif.VTH, title="40 neurons") is ax
    mean, threshold, traces = artists(ax)
    assert isinstance(traces, LineCollection) and len(traces.get_segments()) == 40
    assert np.allclose(traces.get_segments()[7], np.c_[1e3 * T, 1e3 * V[7]])
    assert np.allclose(mean.get_ydata(), 1e3 * V.mean(axis=0))
    assert np.allclose(threshold.get_ydata(), -50)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Time (ms)", "Membrane potential (mV)")
    assert ax.get_title(loc="left") + ax.get_title() == "40 neurons"
    assert legend(ax) == ["mean of 40", "threshold"]
    assert ax.get_xlim() == (0, 149) and ax.get_ylim()[0] < -70 and ax.get_ylim()[1] > -50


def test_one_trace_has_no_mean_and_no_legend(ax):
    plots.voltage_traces(T, V[0], ax)
    (trace,) = artists(ax)
    assert len(trace.get_segments()) == 1 and ax.get_legend() is None


def test_labelled_traces_differ_in_the_legend(ax):
    plots.voltage_traces(T, V[0], ax, label="Euler", color="C0")
    plots.voltage_traces(T, V[1], ax, label="exact", color="C1")
    assert legend(ax) == ["Euler", "exact"]


def test_density_counts_each_neuron_once_at_each_time(ax):
    plots.voltage_density(T, V, ax, threshold=lif.VTH)
    mean, _, image = artists(ax)
    shares = image.get_array() ** 2
    assert shares.shape == (80, 150) and np.allclose(shares.sum(axis=0), 1)
    left, right, low, high = image.get_extent()
    assert (left, right) == pytest.approx((-0.5, 149.5))
    bin_of_mean = ((V[:, 60] * 1e3 - low) / (high - low) * 80).astype(int)
    assert np.allclose(np.bincount(bin_of_mean, minlength=80) / 40, shares[:, 60])
    assert np.allclose(mean.get_ydata(), 1e3 * V.mean(axis=0))
    assert ax.get_ylim()[1] > -50


def test_density_of_equal_potentials_can_be_drawn(ax):
    plots.voltage_density(T, np.full((3, 150), -0.06), ax)
    assert np.allclose(ax.images[0].get_array().max(axis=0), 1)


def test_band_reaches_one_standard_deviation_to_either_side(ax):
    mean, sd = V.mean(axis=0), V.std(axis=0, ddof=1)
    plots.mean_band(T, mean, sd, ax)
    line, band = artists(ax)
    assert np.allclose(line.get_ydata(), 1e3 * mean)
    corners = band.get_paths()[0].vertices
    at_60 = corners[corners[:, 0] == 60.0, 1]
    assert np.allclose(sorted(at_60), 1e3 * np.array([mean[60] - sd[60], mean[60] + sd[60]]))
    assert ax.get_ylabel() == "Membrane potential (mV)" and legend(ax) == ["mean ± SD"]


def test_histogram_of_potentials_counts_all_neurons_in_millivolts(ax):
    plots.voltage_histogram(V[:, 15], 50, ax, label="t = 15 ms")
    plots.voltage_histogram(V[:, 149], 50, ax, label="t = 149 ms")
    early, late = artists(ax)
    assert early.get_data().values.sum() == late.get_data().values.sum() == 40
    assert np.allclose(
        early.get_data().edges[[0, -1]], 1e3 * np.array([V[:, 15].min(), V[:, 15].max()])
    )
    assert len(early.get_data().edges) == 51
    assert early.get_facecolor() != late.get_facecolor()
    assert legend(ax) == ["t = 15 ms", "t = 149 ms"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Membrane potential (mV)", "Number of neurons")
    assert ax.get_ylim()[1] > max(p.get_data().values.max() for p in (early, late))


def test_histogram_takes_edges_in_volts(ax):
    plots.voltage_histogram([-0.07, -0.0651, -0.06], np.array([-0.07, -0.065, -0.06]), ax)
    assert list(ax.patches[0].get_data().values) == [2, 1]
    assert np.allclose(ax.patches[0].get_data().edges, [-70, -65, -60])


def test_histogram_of_refractory_periods_is_in_milliseconds(ax):
    plots.t_ref_histogram([0, 0.01, 0.01, 0.02], [0, 0.005, 0.015, 0.025], ax)
    assert list(ax.patches[0].get_data().values) == [1, 2, 1]
    assert ax.get_xlabel() == "Refractory period (ms)"


def test_raster_is_one_image_over_milliseconds(ax):
    plots.raster(RUN.spiked, RUN.dt, ax)
    (image,) = artists(ax)
    assert np.array_equal(image.get_array(), RUN.spiked)
    assert np.allclose(image.get_extent(), (-0.5, 149.5, -0.5, 39.5))
    assert image.origin == "lower"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Time (ms)", "Neuron")


def test_rate_is_in_hertz_from_zero(ax):
    plots.rate(T, RUN.rate(), ax)
    (line,) = artists(ax)
    assert np.allclose(line.get_ydata(), RUN.rate()) and np.allclose(line.get_xdata(), 1e3 * T)
    assert ax.get_ylabel() == "Rate (Hz)" and ax.get_ylim()[0] == 0


def test_current_is_in_picoamperes(ax):
    plots.current_trace(T, CURRENT[0], ax)
    assert np.allclose(ax.lines[0].get_ydata(), 1e12 * CURRENT[0])
    assert ax.get_ylabel() == "Current (pA)"


def test_error_is_drawn_with_a_line_in_proportion_to_the_step(ax):
    plots.euler_error([2e-3, 1e-3, 5e-4], [4e-4, 2e-4, 1e-4], ax, label="Euler")
    error, guide = artists(ax)
    assert np.allclose(error.get_xdata(), [2, 1, 0.5])
    assert np.allclose(error.get_ydata(), guide.get_ydata())
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("Time step (ms)", "Largest error (mV)")
    assert [label.get_text() for label in ax.get_xticklabels()] == ["0.5", "1", "2"]


def test_population_has_three_panels_over_one_time_axis():
    pyplot.close("all")
    axes = plots.population(T, V, RUN.spiked, threshold=lif.VTH)
    voltage, raster, rate = axes
    assert len({ax.get_xlim() for ax in axes}) == 1
    assert [len(artists(ax)) for ax in axes] == [3, 1, 1]
    assert "(mV)" in voltage.get_ylabel() and rate.get_ylabel() == "Rate (Hz)"
    assert rate.get_xlabel() == "Time (ms)" and voltage.get_xlabel() == raster.get_xlabel() == ""
    assert np.allclose(rate.lines[0].get_ydata(), RUN.rate())
    assert pyplot.get_fignums() == [1]
    pyplot.close("all")


def test_population_draws_into_given_axes_and_takes_a_raster_of_numbers():
    pyplot.close("all")
    figure = Figure()
    axes = figure.subplots(3, sharex=True)
    assert list(plots.population(T, V, RUN.spiked.astype(float), axes)) == list(axes)
    assert pyplot.get_fignums() == []
    figure.canvas.draw()


def test_population_draws_spike_times_as_it_draws_their_raster():
    times = {j: list(RUN.spike_times(j)) for j in range(len(V))}
    of_times = plots.population(T, V, times, Figure().subplots(3))
    of_raster = plots.population(T, V, RUN.spiked, Figure().subplots(3))
    for a, b in zip(of_times[1:], of_raster[1:], strict=True):
        assert np.array_equal(drawn(a), drawn(b))


def drawn(ax):
    return ax.images[0].get_array() if ax.images else ax.lines[0].get_ydata()


def test_arguments_stay_as_they_were(ax):
    v, raster = V.copy(), RUN.spiked.copy()
    plots.voltage_traces(T, v, ax)
    plots.population(T, v, raster, Figure().subplots(3))
    assert np.array_equal(v, V) and np.array_equal(raster, RUN.spiked)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda ax: plots.voltage_traces(T, V.T, ax), "got 150 times for shape"),
        (lambda ax: plots.voltage_traces([], [], ax), "v is empty"),
        (lambda ax: plots.voltage_traces(T, None, ax), "v must"),
        (lambda ax: plots.voltage_traces(T, V * np.nan, ax), "v must hold finite numbers"),
        (lambda ax: plots.voltage_density(T[:5], V, ax), "got 5 times"),
        (lambda ax: plots.mean_band(T, V.mean(axis=0), V.std(axis=1), ax), "t and sd must be equa"),
        (lambda ax: plots.mean_band([0], [0], [-1], ax), "must not be negative"),
        (lambda ax: plots.mean_band([], [], [], ax), "nothing to draw"),
        (lambda ax: plots.voltage_histogram([], 50, ax), "v is empty"),
        (lambda ax: plots.voltage_histogram(V, 50, ax), "v must have 1 dimension"),
        (lambda ax: plots.voltage_histogram([1], 0, ax), "bins is a number"),
        (lambda ax: plots.voltage_histogram([1], [1, 0], ax), "which increase"),
        (lambda ax: plots.t_ref_histogram([], 5, ax), "t_ref is empty"),
        (lambda ax: plots.raster(np.array([1, 0]), 1e-3, ax), "raster must have 2"),
        (lambda ax: plots.raster(np.zeros((0, 5)), 1e-3, ax), "raster is empty"),
        (lambda ax: plots.raster([[0, 2]], 1e-3, ax), "0 .no spike. and 1 .spike. only"),
        (lambda ax: plots.rate(T, [1.0], ax), "equally long, got 150 and 1"),
        (lambda ax: plots.current_trace([], [], ax), "t is empty"),
        (lambda ax: plots.euler_error([1], [0], ax), "larger than 0"),
        (lambda ax: plots.euler_error([], [], ax), "nothing to draw"),
        (lambda ax: plots.population(T, V, RUN.spiked[:5], [ax] * 3), "same shape"),
        (lambda ax: plots.population(T, V, RUN.spiked, [ax]), "three axes, got 1"),
        (lambda ax: plots.population(T, V, {0: [0.2]}, [ax] * 3), "neuron 0 must be times in s"),
        (lambda ax: plots.population(T, V, {9999: [0.1]}, [ax] * 3), "spikes of neuron 9999"),
        (lambda ax: plots.population([0], [[0]], [[0]], [ax] * 3), "two time steps"),
    ],
)
def test_what_cannot_be_drawn_is_explained(ax, draw, message):
    with pytest.raises(ValueError, match=message):
        draw(ax)
    assert artists(ax) == []
