"""Exercise 4.3: the mean of a population in a band of one standard deviation."""

import numpy as np

from .. import figures, improvements
from ..declaration import Comparison, Exercise, Part, Probe


def _drawn(n, n_steps, dt, seed, about):
    v = np.random.default_rng(seed).uniform(-65e-3, -35e-3, (n, n_steps))
    return Probe(args=(np.arange(n_steps) * dt, v), about=about)


def _fresh_figures(rng):
    return [
        _drawn(int(n), int(n_steps), 1e-3, rng.integers(1 << 30), f"{n} neurons, {n_steps} steps")
        for n, n_steps in zip(rng.integers(3, 9, 2), rng.integers(9, 40, 2), strict=True)
    ]


EXERCISE = Exercise(
    name="plot_mean_band",
    number="4.3",
    title="The mean in a band",
    asked="a function that draws the mean over the neurons as a line, in a filled band of one"
    " standard deviation to either side, in ms and mV, with labels and a legend",
    points=3,
    parameters=("ax", "t", "v"),
    probes=(
        _drawn(4, 6, 1e-3, 1, "four neurons, six steps"),
        _drawn(5, 5, 2e-3, 2, "five neurons, five steps of 2 ms"),
        _drawn(20, 30, 1e-3, 3, "20 neurons, 30 steps"),
        improvements.draws_with_pyplot(_drawn(4, 6, 1e-3, 4, "four neurons, six steps")),
    ),
    fresh=_fresh_figures,
    calls=("mean_and_sd",),
    compare=Comparison(
        requirements=(
            figures.Curves(),
            figures.Band(),
            figures.Axis("x", unit="ms"),
            figures.Axis("y", unit="mV"),
            figures.Labels(of="all"),
            figures.Legend(),
        ),
    ),
    parts=(
        Part("the curve and the band", 2),
        Part("labels and legend", 1, (figures.Axis, figures.Labels, figures.Legend)),
    ),
    kind="figure",
    remarks=(
        improvements.returns_no_ax(
            "your function does not return `ax`, as its docstring promises. Let it end with"
            " `return ax`."
        ),
    ),
)
