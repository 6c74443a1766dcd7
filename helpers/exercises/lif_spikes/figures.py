"""The exercises that ask for a drawing."""

import numpy as np

from ... import lif
from .. import figures, remarks
from ..declaration import Comparison, Exercise, Probe


def _drifting(rng, n, n_steps, dt):
    """Potentials in V whose mean and spread change from step to step."""
    rise = 1 - np.exp(-np.arange(n_steps) * dt / lif.TAU)
    return lif.EL + 0.025 * rise + 0.003 * np.sqrt(rise) * rng.standard_normal((n, n_steps))


def _fresh_histograms(rng):
    dt = float(rng.choice([5e-4, 1e-3, 2e-3]))
    n, n_steps = int(rng.integers(150, 400)), 10 * int(rng.integers(3, 12))
    return [Probe(args=(_drifting(rng, n, n_steps, dt), dt), about="random potentials")]


PLOT_VOLTAGE_HISTOGRAMS = Exercise(
    name="plot_voltage_histograms",
    number="1.1",
    title="Plot two histograms",
    asked="a function that draws two labelled histograms of the potential, at a tenth of the time"
    " and at the last step, in mV",
    points=2,
    kind="figure",
    parameters=("ax", "v", "dt"),
    probes=(
        Probe(
            args=(_drifting(np.random.default_rng(1), 200, 60, 1e-3), 1e-3),
            about="200 neurons, 60 steps of 1 ms",
        ),
        Probe(
            args=(_drifting(np.random.default_rng(2), 300, 40, 2e-3), 2e-3),
            about="300 neurons, 40 steps of 2 ms",
        ),
    ),
    fresh=_fresh_histograms,
    compare=Comparison(
        requirements=(
            figures.Histograms(bins=50),
            figures.Labels(numbers=True),
            figures.Legend(),
            figures.Axis("x", unit="mV"),
            figures.Axis("y"),
        ),
    ),
)


_SLOW_RASTER = (
    "`scatter` makes a picture element of its own for each call, and it is called many times here."
    " With 500 neurons that gets slow. Collect all times and all rows first, and call `scatter`"
    " once."
)


def _fresh_spikes(rng):
    spikes = {j: [] for j in range(int(rng.integers(5, 12)))}
    for j in spikes:
        spikes[j] = [1e-3 * int(k) for k in np.sort(rng.choice(150, rng.integers(0, 5), False))]
    spikes[0] = [0.007, 0.050]
    return [Probe(args=(spikes,), about="random spikes")]


PLOT_RASTER = Exercise(
    name="plot_raster",
    number="2.2",
    title="A raster plot from the dictionary",
    asked="a function that draws a dot for each spike of the dictionary, at its time in ms and at"
    " the height of its neuron",
    points=2,
    kind="figure",
    parameters=("ax", "spikes"),
    probes=(
        Probe(
            args=({0: [0.010, 0.027], 1: [], 2: [0.012, 0.030, 0.049], 3: [0.021]},),
            about="four neurons, one of them silent",
        ),
        Probe(
            args=({j: [1e-3 * (j + 5), 1e-3 * (2 * j + 60)] for j in range(40)},),
            about="40 neurons with two spikes each",
        ),
    ),
    fresh=_fresh_spikes,
    compare=Comparison(
        requirements=(figures.Raster(), figures.Axis("x", unit="ms"), figures.Axis("y"))
    ),
    remarks=(
        remarks.many_artists(20, _SLOW_RASTER, kind="scatters"),
        remarks.many_artists(20, _SLOW_RASTER.replace("scatter", "plot"), kind="lines"),
    ),
)
