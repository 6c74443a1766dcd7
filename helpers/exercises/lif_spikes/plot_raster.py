"""Exercise 2.2: a raster plot from the dictionary of spike times."""

import numpy as np

from .. import figures, improvements
from ..declaration import Comparison, Exercise, Probe

_SLOW_RASTER = (
    "`scatter` makes a picture element of its own for each call, and it is called many times here."
    " With 500 neurons that gets slow. Collect all times and all rows first, and call `scatter`"
    " once."
)


_WHOLE_MILLISECONDS = (
    "Your times are rounded to whole milliseconds. With steps of 1 ms that changes nothing; with"
    " shorter ones the dots would move. `1000 * time` is enough."
)


def _fresh_spikes(rng):
    spikes = {j: [] for j in range(int(rng.integers(5, 12)))}
    for j in spikes:
        spikes[j] = [1e-3 * int(k) for k in np.sort(rng.choice(150, rng.integers(0, 5), False))]
    spikes[0] = [0.007, 0.050]
    return [Probe(args=(spikes,), about="random spikes")]


EXERCISE = Exercise(
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
        Probe(
            args=({0: [0.0104, 0.0227], 1: [0.0359]},),
            about="times between whole milliseconds",
            remark=_WHOLE_MILLISECONDS,
        ),
        improvements.draws_with_pyplot(
            Probe(args=({0: [0.012], 1: [0.024, 0.031]},), about="two neurons")
        ),
    ),
    fresh=_fresh_spikes,
    compare=Comparison(
        requirements=(
            figures.Raster(),
            figures.Axis("x", unit="ms"),
            figures.Axis("y", no_unit=True),
        )
    ),
    remarks=(
        improvements.many_artists(20, _SLOW_RASTER, kind="scatters"),
        improvements.many_artists(20, _SLOW_RASTER.replace("scatter", "plot"), kind="lines"),
    ),
)
