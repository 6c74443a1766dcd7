"""Exercise 1.1: histograms of the potential at two times."""

import numpy as np

from ... import lif
from .. import figures, improvements
from ..declaration import Comparison, Exercise, Probe


def _drifting(rng, n, n_steps, dt):
    """Potentials in V whose mean and spread change from step to step."""
    rise = 1 - np.exp(-np.arange(n_steps) * dt / lif.TAU)
    return lif.EL + 0.025 * rise + 0.003 * np.sqrt(rise) * rng.standard_normal((n, n_steps))


def _fresh_histograms(rng):
    # Whole milliseconds, so that a label with no decimals is as right as one with some.
    dt = float(rng.choice([1e-3, 2e-3, 4e-3]))
    # Of so many steps, a ninth or an eleventh is another column than a tenth.
    n, n_steps = int(rng.integers(150, 400)), 10 * int(rng.integers(9, 16))
    return [Probe(args=(_drifting(rng, n, n_steps, dt), dt), about="random potentials")]


EXERCISE = Exercise(
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
            args=(_drifting(np.random.default_rng(1), 200, 120, 1e-3), 1e-3),
            about="200 neurons, 120 steps of 1 ms",
        ),
        Probe(
            args=(_drifting(np.random.default_rng(2), 300, 140, 4e-3), 4e-3),
            about="300 neurons, 140 steps of 4 ms",
        ),
        improvements.draws_with_pyplot(
            Probe(
                args=(_drifting(np.random.default_rng(3), 150, 90, 1e-3), 1e-3),
                about="150 neurons, 90 steps of 1 ms",
            )
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
