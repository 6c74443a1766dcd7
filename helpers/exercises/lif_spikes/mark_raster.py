"""Exercise 3.2: mark spikes in a binary raster."""

import numpy as np

from ..declaration import Comparison, Exercise, Probe
from ._shared import OTHER_RESET, RESET, potentials


def _raster_probe(v, shape, step, about, marked=(), names=RESET):
    raster = np.zeros(shape)
    for neuron, earlier in marked:
        raster[neuron, earlier] = 1.0
    args = (np.array(v), raster, step)
    return Probe(args=args, names=names, about=about)


def _fresh_rasters(rng):
    for names in (RESET, OTHER_RESET):
        n, steps = int(rng.integers(6, 20)), int(rng.integers(21, 40))
        step = int(rng.integers(5, steps - 1))
        marked = [(int(rng.integers(n)), int(rng.integers(step))) for _ in range(n)]
        v = potentials(rng, n, names)
        yield _raster_probe(v, (n, steps), step, "random", marked, names)


EXERCISE = Exercise(
    name="mark_raster",
    number="3.2",
    title="A binary raster",
    asked="a function that resets the neurons at or above threshold, writes 1 at their rows in"
    " column `step` of the raster, and returns the Boolean mask of the neurons that spiked",
    points=2,
    parameters=("v", "raster", "step"),
    probes=(
        _raster_probe([-0.055, -0.045, -0.060], (3, 5), 2, "one of three spikes"),
        _raster_probe([-0.050, -0.0501], (2, 4), 1, "one exactly at the threshold"),
        _raster_probe([-0.062, -0.070, -0.051], (3, 4), 3, "no spike, one at reset already"),
        _raster_probe(
            [-0.040, -0.070, -0.048, -0.060], (4, 4), 3, "earlier spikes", [(0, 1), (1, 2), (3, 0)]
        ),
        _raster_probe([-0.052, -0.057], (2, 6), 4, "another threshold", [(1, 1)], OTHER_RESET),
    ),
    fresh=_fresh_rasters,
    compare=Comparison(in_place=("v", "raster")),
)
