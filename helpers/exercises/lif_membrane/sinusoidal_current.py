"""Exercise 1.1: a sinusoidal current."""

import numpy as np

from ..declaration import Exercise, Probe
from ._shared import AMPERES


def _sine(times, i_mean, about):
    return Probe(args=(np.array(times, float), float(i_mean)), about=about)


def _fresh_times(rng):
    """Grids that begin anywhere, and irregular times."""
    for _ in range(2):
        start, dt, n_steps = rng.uniform(0, 0.1), rng.uniform(2e-4, 3e-3), int(rng.integers(5, 40))
        i_mean = rng.uniform(50e-12, 400e-12)
        yield _sine(start + np.arange(n_steps) * dt, i_mean, "a random grid")
    yield _sine(rng.uniform(0, 0.15, 6), 120e-12, "times in no order")


EXERCISE = Exercise(
    name="sinusoidal_current",
    number="1.1",
    title="A sinusoidal current",
    asked="a function that returns the current at each of the times, in amperes",
    points=2,
    parameters=("t", "i_mean"),
    probes=(
        _sine([0, 0.001, 0.002, 0.0025, 0.005], 250e-12, "five times, 250 pA"),
        _sine(np.arange(10) / 1000, 250e-12, "one period in steps of 1 ms"),
        _sine([0.0007, 0.0071, 0.0123], 100e-12, "three times, 100 pA"),
        _sine(np.arange(150) / 1000, 40e-12, "150 ms in steps of 1 ms, 40 pA"),
        _sine([0.0031, 0.0002, 0.0148, 0.0063], 180e-12, "four times in no order"),
        _sine([0.0], 300e-12, "an array of one time"),
    ),
    fresh=_fresh_times,
    compare=AMPERES,
)
