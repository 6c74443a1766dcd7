"""Exercise 5.1: one step of the membrane equation."""

import numpy as np

from ..declaration import Comparison, Exercise, Probe
from ._shared import MEMBRANE, OTHER_MEMBRANE, RESET


def _ode_probe(v, i, dt, about, names=MEMBRANE):
    return Probe(args=(np.array(v), np.array(i), dt), names={**RESET, **names}, about=about)


def _fresh_ode(rng):
    for names in (MEMBRANE, OTHER_MEMBRANE):
        n = int(rng.integers(4, 20))
        v, i = rng.uniform(-0.07, -0.045, n), rng.uniform(0, 6e-10, n)
        yield _ode_probe(v, i, float(rng.choice([1e-4, 5e-4, 2e-3])), "random", names)


EXERCISE = Exercise(
    name="ode_step",
    number="5.1",
    title="One step of the membrane equation",
    asked="a function that returns the membrane potentials one step later",
    points=1,
    parameters=("v", "i", "dt"),
    probes=(
        _ode_probe([-0.060, -0.060], [0.0, 2.5e-10], 1e-3, "from rest, without and with a current"),
        _ode_probe([-0.070, -0.050], [0.0, 0.0], 1e-3, "back towards rest"),
        _ode_probe([-0.065, -0.055, -0.052], [1e-10, 3e-10, 5e-10], 5e-4, "a shorter step"),
        _ode_probe([-0.060, -0.070], [2e-10, 4e-10], 1e-3, "another membrane", OTHER_MEMBRANE),
        _ode_probe([-0.051, -0.049], [5e-10, 3e-10], 1e-3, "beyond the threshold"),
    ),
    fresh=_fresh_ode,
    compare=Comparison(rtol=1e-9, atol=1e-12),
)
