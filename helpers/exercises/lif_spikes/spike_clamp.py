"""Exercise 5.2: spikes, resets and clamping in one function."""

import numpy as np

from ... import lif
from ..declaration import Comparison, Exercise, Probe
from ._shared import OTHER_RESET, RESET, potentials

_SPIKES_FIRST = (
    "A current can be so strong that it lifts a refractory neuron over the threshold. Your function"
    " then says that it spikes, within its refractory period. That comes of looking for spikes"
    " before clamping, as in Think! 1; clamp first, as in Exercise 4.1, and it is right at any"
    " current."
)


def _clamp_probe(v, delta_spike, t_ref, about, names=RESET, remark=""):
    t_ref = np.array(t_ref) if np.ndim(t_ref) else float(t_ref)
    names = {**names, "el": lif.EL, "t_ref": t_ref}
    args = (np.array(v), np.array(delta_spike))
    return Probe(args=args, names=names, about=about, remark=remark)


def _fresh_clamps(rng):
    """No refractory neuron above threshold: there the original's logic and ours part."""
    for names in (RESET, OTHER_RESET):
        n = int(rng.integers(8, 30))
        delta = 1e-3 * rng.integers(1, 20, n)
        t_ref = 1e-3 * (rng.integers(2, 15, n) + 0.5)
        v = potentials(rng, n, names)
        v = np.where(delta < t_ref, np.minimum(v, names["vth"] - 2e-3), v)
        yield _clamp_probe(v, delta, t_ref, "random", names)


EXERCISE = Exercise(
    name="spike_clamp",
    number="5.2",
    title="Spike and clamp",
    asked="a function that returns the potentials after resets and clamping, and the Boolean mask"
    " of the neurons that spiked",
    points=2,
    parameters=("v", "delta_spike"),
    probes=(
        _clamp_probe([-0.055, -0.045, -0.060], [0.02, 0.02, 0.02], 0.0095, "one of three spikes"),
        _clamp_probe([-0.062, -0.061, -0.045], [0.004, 0.015, 0.012], 0.0095, "one refractory"),
        _clamp_probe([-0.061, -0.061], [0.009, 0.010], 0.0095, "a period that just ended"),
        _clamp_probe([-0.061, -0.045], [0.0095, 0.0095], 0.0095, "a period that ends now"),
        _clamp_probe([-0.050, -0.0501], [0.02, 0.02], 0.0095, "one exactly at the threshold"),
        _clamp_probe(
            [-0.061, -0.061, -0.045], [0.006, 0.006, 0.006], [0.0035, 0.0095, 0.0035],
            "a period for each neuron",
        ),
        _clamp_probe(
            [-0.052, -0.060, -0.058], [0.009, 0.002, 0.030], 0.0045, "another threshold",
            OTHER_RESET,
        ),
        _clamp_probe(
            [-0.045, -0.045, -0.060], [0.004, 0.015, 0.012], 0.0095, "a very strong current",
            remark=_SPIKES_FIRST,
        ),
    ),
    fresh=_fresh_clamps,
    compare=Comparison(may_change=("v",), parts=("v", "spiked")),
)  # fmt: skip
