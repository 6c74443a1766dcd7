"""Exercise 1.2: one Euler step."""

import numpy as np

from ..declaration import Exercise, Part, Probe
from ._shared import VOLTS

_SEVERAL = "several neurons at once"


def _step(v, i, dt, tau, el, r, about):
    def plain(value):
        return np.array(value, float) if isinstance(value, list | np.ndarray) else float(value)

    part = "" if isinstance(v, float) else _SEVERAL
    return Probe(args=tuple(map(plain, (v, i, dt, tau, el, r))), about=about, part=part)


def _fresh_steps(rng):
    """Any neuron, alone and as one of several."""
    for n in (1, 1, int(rng.integers(3, 8))):
        v, i = rng.uniform(-0.08, -0.03, n), rng.uniform(-300e-12, 600e-12, n)
        tau, el, r = rng.uniform(5e-3, 40e-3), rng.uniform(-0.075, -0.055), rng.uniform(3e7, 3e8)
        dt = tau * rng.uniform(0.01, 0.3)
        v, i = (v, i) if n > 1 else (v[0], i[0])
        about = "a random neuron" if n == 1 else f"{n} random neurons"
        yield _step(v, i, dt, tau, el, r, about)


EXERCISE = Exercise(
    name="euler_step",
    number="1.2",
    title="One Euler step",
    asked="a function that returns the membrane potential one time step later, in volts",
    points=3,
    parameters=("v", "i", "dt", "tau", "el", "r"),
    probes=(
        _step(-0.05, 0, 0.001, 0.02, -0.06, 1e8, "no current: only the leak"),
        _step(-0.06, 250e-12, 0.001, 0.02, -0.06, 1e8, "from rest, with 250 pA"),
        _step(-0.045, 120e-12, 0.002, 0.01, -0.065, 2e8, "another neuron"),
        _step(-0.0713, -80e-12, 0.0005, 0.03, -0.06, 5e7, "a negative current"),
        _step(
            [-0.06, -0.05, -0.07],
            [100e-12, 0.0, 300e-12],
            *(0.001, 0.02, -0.06, 1e8),
            about="three neurons at once",
        ),
        _step([-0.062, -0.058], 50e-12, 0.001, 0.02, -0.06, 1e8, "two neurons, one current"),
        _step([-0.055], [90e-12], 0.003, 0.015, -0.07, 8e7, "an array of one neuron"),
    ),
    fresh=_fresh_steps,
    compare=VOLTS,
    parts=(Part("one neuron", 2), Part(_SEVERAL, 1)),
)
