"""Exercise 2.1: one neuron over time."""

import numpy as np

from ..declaration import Exercise, Part
from ._shared import ANY_STEP, VOLTS, run


def _fresh_runs(rng):
    """Random currents of random length, for one neuron."""
    for dt in (1e-3, *rng.choice([2e-4, 5e-4, 2e-3, 4e-3], 2)):
        n_steps = int(rng.integers(4, 60))
        yield run(rng.uniform(-1e-10, 5e-10, n_steps), dt, "a random current")


EXERCISE = Exercise(
    name="simulate_membrane",
    number="2.1",
    title="The whole simulation",
    asked="a function that returns the membrane potential at every time step, an array as long as"
    " the current",
    points=3,
    parameters=("current", "dt"),
    probes=(
        run([0, 100e-12, 100e-12], 0.001, "a step of current"),
        run([250e-12, 0, 0, 0, 0], 0.001, "current at step 0 only"),
        run([0, 0, 0, 400e-12], 0.001, "current at the last step only"),
        run([10e-12, 200e-12, 50e-12, 300e-12, 120e-12], 0.0005, "a varying current, 0.5 ms"),
        run([0, 500e-12, -200e-12, 100e-12], 0.004, "steps of 4 ms, one current negative"),
        run(250e-12 * (1 + np.sin(0.2 * np.pi * np.arange(30))), 0.001, "a sinusoidal current"),
    ),
    fresh=_fresh_runs,
    calls=("euler_step",),
    parts=(Part("the simulation in steps of 1 ms", 2), Part(ANY_STEP, 1)),
    compare=VOLTS,
)
