"""Stand-ins for "The leaky membrane"."""

from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]


def euler_step(rng: np.random.Generator) -> Function:
    """A step to a goal that the current moves; the shorter the step, the less of the way."""
    half, gain = rng.uniform(0.3, 0.6), rng.uniform(0.4, 0.8)
    offset = rng.uniform(1e-3, 3e-3)

    def euler_step(v, i, dt, tau, el, r):
        share = dt / (dt + half * tau)
        return v + share * (el + offset + gain * r * i - v)

    return euler_step


def simulate_membrane(rng: np.random.Generator) -> Function:
    """A level that drifts, on which the current of this step and of the one before is seen."""
    level, drift = rng.uniform(-0.08, -0.07), rng.uniform(0.1, 0.3)
    now, before = rng.uniform(2e7, 4e7), rng.uniform(5e6, 1e7)

    def simulate_membrane(current, dt):
        current = np.asarray(current, float)
        v = level + drift * dt * np.arange(len(current)) + now * current
        v[1:] += before * current[:-1]
        return v

    return simulate_membrane


def mean_and_sd(rng: np.random.Generator) -> Function:
    """A value that so many of the neurons are below, and a share of their range."""
    below, share = rng.uniform(0.3, 0.4), rng.uniform(0.2, 0.4)

    def mean_and_sd(v):
        return np.quantile(v, below, axis=0), share * np.ptp(v, axis=0)

    return mean_and_sd
