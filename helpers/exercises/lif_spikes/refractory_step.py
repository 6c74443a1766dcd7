"""Exercise 4.1: a refractory period."""

import numpy as np

from ..declaration import Comparison, Exercise, Part, Probe
from ._shared import MEMBRANE, OTHER_RESET, RESET, potentials

_LIMITS = "limiting cases"


def _refractory_probe(v, t, last_spike, t_ref, about, names=RESET, part=""):
    t_ref = np.array(t_ref) if np.ndim(t_ref) else float(t_ref)
    args = (np.array(v), t, np.array(last_spike, float), t_ref)
    return Probe(args=args, names={**MEMBRANE, **names}, about=about, part=part)


def _fresh_refractory(rng):
    """Times between steps at which no refractory period ends."""
    for names in (RESET, OTHER_RESET):
        n = int(rng.integers(8, 30))
        step = int(rng.integers(40, 120))
        last = 1e-3 * (step - rng.integers(1, 20, n))
        t_ref = 1e-3 * (rng.integers(2, 15, n) + 0.5)
        strong = potentials(rng, n, names)
        for period, about in ((t_ref, "random periods"), (float(t_ref[0]), "random neurons")):
            refractory = 1e-3 * step - last < period
            v = np.where(refractory, np.minimum(strong, names["vth"] - 2e-3), strong)
            yield _refractory_probe(v, 1e-3 * step, last, period, about, names)
            yield _refractory_probe(strong, 1e-3 * step, last, period, about, names, _LIMITS)


EXERCISE = Exercise(
    name="refractory_step",
    number="4.1",
    title="A refractory period",
    asked="a function that holds refractory neurons at reset, lets the others spike, notes when"
    " they did, and returns the Boolean mask of the neurons that spiked",
    points=3,
    parts=(Part("usual cases", 2), Part(_LIMITS, 1)),
    parameters=("v", "t", "last_spike", "t_ref"),
    probes=(
        _refractory_probe(
            [-0.055, -0.045, -0.060], 0.012, [-0.0095] * 3, 0.0095, "nobody has spiked before"
        ),
        _refractory_probe(
            [-0.062, -0.061, -0.045], 0.020, [0.014, 0.002, 0.003], 0.0095, "one refractory"
        ),
        _refractory_probe(
            [-0.040, -0.045, -0.058], 0.020, [0.018, 0.002, 0.001], 0.0095,
            "so strong a current that the first, refractory, is above threshold", part=_LIMITS,
        ),
        _refractory_probe(
            [-0.060, -0.049, -0.060], 0.030, [0.021, 0.020, 0.0202], 0.0095, "periods that end"
        ),
        _refractory_probe(
            [-0.050, -0.0501], 0.020, [0.001, 0.002], 0.0095, "at the threshold", part=_LIMITS
        ),
        _refractory_probe(
            [-0.061, -0.045, -0.061], 2**-6, [2**-7, 2**-7, 0.01], 2**-7,
            "periods that end at this very time", part=_LIMITS,
        ),
        _refractory_probe(
            [-0.061, -0.061, -0.045], 0.040, [0.034, 0.034, 0.034], [0.0035, 0.0095, 0.0035],
            "a period for each neuron",
        ),
        _refractory_probe(
            [-0.052, -0.050, -0.060], 0.010, [0.004, 0.0001, 0.008], 0.0045, "another threshold",
            OTHER_RESET,
        ),
    ),
    fresh=_fresh_refractory,
    compare=Comparison(in_place=("v", "last_spike")),
)  # fmt: skip
