"""Exercise 4.2: the whole simulation, from the arrays to the loop over time."""

import numpy as np

from ... import lif
from ..declaration import Comparison, Exercise, Part, Probe
from ._shared import MEMBRANE, OTHER_MEMBRANE, OTHER_RESET, RESET

_OTHERS = "other constants, and a period for each"


def _simulation_probe(current, t_ref, about, *, dt=1e-3, names=None, part=""):
    """Neurons for which rounding decides nothing: no period ends on a step."""
    current = np.array(current, float)
    t_ref = np.array(t_ref, float) if np.ndim(t_ref) else float(t_ref)
    n, n_steps = current.shape
    grid = {"dt": dt, "n": n, "n_steps": n_steps, "t_range": np.arange(n_steps) * dt}
    names = {**RESET, **MEMBRANE, **grid, **(names or {})}
    return Probe(args=(current, t_ref), names=names, about=about, part=part)


def _wave(size):
    """Currents in A that change from step to step and from neuron to neuron."""
    n, n_steps = size
    phase = np.add.outer(np.arange(n), 0.9 * np.arange(n_steps))
    return lif.I_MEAN * (1.6 + np.sin(phase))


def _fresh_simulations(rng):
    for dt in (1e-3, 5e-4):
        n, n_steps = int(rng.integers(3, 8)), int(rng.integers(40, 60))
        seed = np.random.default_rng(int(rng.integers(1 << 30)))
        current = lif.noisy_current(n, n_steps * dt, dt, rng=seed) * rng.uniform(1, 3, (n, 1))
        t_ref = (rng.integers(2, 12, n) + 0.5) * dt
        yield _simulation_probe(current, t_ref, "random neurons", dt=dt, part=_OTHERS)
        part = "" if dt == 1e-3 else _OTHERS
        yield _simulation_probe(current, t_ref[0], "a random period for all", dt=dt, part=part)


EXERCISE = Exercise(
    name="simulate_refractory",
    number="4.2",
    title="The whole simulation",
    asked="a function that simulates neurons with a refractory period, and returns potentials and"
    " binary raster",
    points=3,
    calls=("refractory_step",),
    parts=(Part("the simulation", 2), Part(_OTHERS, 1)),
    parameters=("current", "t_ref"),
    probes=(
        _simulation_probe([[0.0, 1e-10, 1e-10], [0.0, 2e-10, 0.0]], 0.0095, "no spike"),
        _simulation_probe(
            np.repeat([[3e-9], [3e-10]], 4, axis=1), 0.0025, "one spikes in the first step"
        ),
        _simulation_probe(_wave((2, 40)), 0.0095, "two neurons, 40 steps"),
        _simulation_probe(
            _wave((3, 50)), [0.0005, 0.0065, 0.0145], "a period for each neuron", part=_OTHERS
        ),
        _simulation_probe(
            2 * _wave((2, 40)), 0.0062, "another membrane, a shorter step", dt=5e-4,
            names={**OTHER_MEMBRANE, **OTHER_RESET}, part=_OTHERS,
        ),
    ),
    fresh=_fresh_simulations,
    compare=Comparison(rtol=1e-9, atol=1e-12, parts=("v", "raster")),
)  # fmt: skip
