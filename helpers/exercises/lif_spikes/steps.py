"""The exercises that ask for a part of a time step, as a function."""

import numpy as np

from ... import lif
from ..declaration import Comparison, Exercise, Probe

# What the functions of the tutorial read from their module; some probes set other values.
_RESET = {"vth": lif.VTH, "vr": lif.VR}
_OTHER_RESET = {"vth": -0.055, "vr": -0.065}  # V
_MEMBRANE = {"tau": lif.TAU, "el": lif.EL, "r": lif.R}
_OTHER_MEMBRANE = {"tau": 0.010, "el": -0.065, "r": 50e6}  # s, V, ohm


def _potentials(rng, n, names):
    """Potentials in V, some above the threshold, none so near that rounding would decide."""
    below = rng.uniform(names["vr"], names["vth"] - 1e-3, n)
    above = names["vth"] + rng.uniform(1e-3, 1e-2, n)
    return np.where(rng.random(n) < 0.4, above, below)


def _record_probe(v, t, spikes, about, names=None):
    spikes = {j: list(times) for j, times in enumerate(spikes)}
    return Probe(args=(np.array(v), t, spikes), names={**_RESET, **(names or {})}, about=about)


_RECORD_PROBES = (
    _record_probe([-0.055, -0.045, -0.060], 0.012, [[], [], []], "one of three spikes"),
    _record_probe([-0.050, -0.0501], 0.020, [[], []], "one exactly at the threshold"),
    _record_probe([-0.062, -0.070, -0.051], 0.004, [[], [], [0.002]], "no spike"),
    _record_probe([-0.045, -0.061, -0.049], 0.031, [[0.011], [], [0.002, 0.014]], "second spikes"),
    _record_probe([-0.040, -0.030, -0.045, -0.048], 0.007, [[]] * 4, "all of them spike"),
    _record_probe(
        [-0.052, -0.057, -0.040], 0.015, [[], [0.003], []], "another threshold", _OTHER_RESET
    ),
)


def _fresh_records(rng):
    probes = []
    for names in (_RESET, _RESET, _OTHER_RESET):
        n = int(rng.integers(5, 30))
        spikes = [[0.001 * k for k in range(int(rng.integers(0, 3)))] for _ in range(n)]
        t = 1e-3 * int(rng.integers(5, 150))
        probes.append(_record_probe(_potentials(rng, n, names), t, spikes, "random", names))
    return probes


RESET_AND_RECORD = Exercise(
    name="reset_and_record",
    number="2.1",
    title="Reset, and write down the spikes",
    asked="a function that resets the neurons at or above threshold, adds the time to their lists"
    " in the dictionary, and returns the number of spikes",
    points=2,
    parameters=("v", "t", "spikes"),
    probes=_RECORD_PROBES,
    fresh=_fresh_records,
    compare=Comparison(in_place=("v", "spikes")),
)

RESET_AND_RECORD_MASKED = Exercise(
    name="reset_and_record_masked",
    number="3.1",
    title="The same with a Boolean mask",
    asked="a function that resets the neurons at or above threshold, adds the time to their lists,"
    " and returns the Boolean mask of the neurons that spiked",
    points=2,
    parameters=("v", "t", "spikes"),
    probes=_RECORD_PROBES,
    fresh=_fresh_records,
    compare=Comparison(in_place=("v", "spikes")),
)


def _raster_probe(v, shape, step, about, marked=(), names=None):
    raster = np.zeros(shape)
    for neuron, earlier in marked:
        raster[neuron, earlier] = 1.0
    args = (np.array(v), raster, step)
    return Probe(args=args, names={**_RESET, **(names or {})}, about=about)


def _fresh_rasters(rng):
    probes = []
    for names in (_RESET, _OTHER_RESET):
        n, steps = int(rng.integers(6, 20)), int(rng.integers(21, 40))
        step = int(rng.integers(5, steps - 1))
        marked = [(int(rng.integers(n)), int(rng.integers(step))) for _ in range(n)]
        v = _potentials(rng, n, names)
        probes.append(_raster_probe(v, (n, steps), step, "random", marked, names))
    return probes


MARK_RASTER = Exercise(
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
        _raster_probe([-0.052, -0.057], (2, 6), 4, "another threshold", [(1, 1)], _OTHER_RESET),
    ),
    fresh=_fresh_rasters,
    compare=Comparison(in_place=("v", "raster")),
)


def _refractory_probe(v, t, last_spike, t_ref, about, names=None):
    t_ref = np.array(t_ref) if np.ndim(t_ref) else float(t_ref)
    args = (np.array(v), t, np.array(last_spike, float), t_ref)
    return Probe(args=args, names={**_RESET, **_MEMBRANE, **(names or {})}, about=about)


def _fresh_refractory(rng):
    """Times between steps at which no refractory period ends."""
    probes = []
    for names in (_RESET, _OTHER_RESET):
        n = int(rng.integers(8, 30))
        step = int(rng.integers(40, 120))
        last = 1e-3 * (step - rng.integers(1, 20, n))
        t_ref = 1e-3 * (rng.integers(2, 15, n) + 0.5)
        v = _potentials(rng, n, names)
        probes.append(_refractory_probe(v, 1e-3 * step, last, t_ref, "random periods", names))
        one = float(t_ref[0])
        probes.append(_refractory_probe(v, 1e-3 * step, last, one, "random neurons", names))
    return probes


REFRACTORY_STEP = Exercise(
    name="refractory_step",
    number="4.1",
    title="A refractory period",
    asked="a function that holds refractory neurons at reset, lets the others spike, notes when"
    " they did, and returns the Boolean mask of the neurons that spiked",
    points=3,
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
            "so strong a current that the first, refractory, is above threshold",
        ),
        _refractory_probe(
            [-0.060, -0.049, -0.060], 0.030, [0.021, 0.020, 0.0202], 0.0095, "periods that end"
        ),
        _refractory_probe([-0.050, -0.0501], 0.020, [0.001, 0.002], 0.0095, "at the threshold"),
        _refractory_probe(
            [-0.061, -0.061, -0.045], 0.040, [0.034, 0.034, 0.034], [0.0035, 0.0095, 0.0035],
            "a period for each neuron",
        ),
        _refractory_probe(
            [-0.052, -0.050, -0.060], 0.010, [0.004, 0.0001, 0.008], 0.0045, "another threshold",
            _OTHER_RESET,
        ),
    ),
    fresh=_fresh_refractory,
    compare=Comparison(in_place=("v", "last_spike")),
)  # fmt: skip


def _ode_probe(v, i, dt, about, names=None):
    return Probe(
        args=(np.array(v), np.array(i), dt), names={**_MEMBRANE, **(names or {})}, about=about
    )


def _fresh_ode(rng):
    probes = []
    for names in (_MEMBRANE, _OTHER_MEMBRANE):
        n = int(rng.integers(4, 20))
        v, i = rng.uniform(-0.07, -0.05, n), rng.uniform(0, 6e-10, n)
        probes.append(_ode_probe(v, i, float(rng.choice([1e-4, 5e-4, 2e-3])), "random", names))
    return probes


ODE_STEP = Exercise(
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
        _ode_probe([-0.060, -0.070], [2e-10, 4e-10], 1e-3, "another membrane", _OTHER_MEMBRANE),
    ),
    fresh=_fresh_ode,
    compare=Comparison(rtol=1e-9, atol=1e-12),
)


def _clamp_probe(v, delta_spike, t_ref, about, names=None):
    t_ref = np.array(t_ref) if np.ndim(t_ref) else float(t_ref)
    names = {**_RESET, "el": lif.EL, "t_ref": t_ref, **(names or {})}
    return Probe(args=(np.array(v), np.array(delta_spike)), names=names, about=about)


def _fresh_clamps(rng):
    """No refractory neuron above threshold: there the original's logic and ours part."""
    probes = []
    for names in (_RESET, _OTHER_RESET):
        n = int(rng.integers(8, 30))
        delta = 1e-3 * rng.integers(1, 20, n)
        t_ref = 1e-3 * (rng.integers(2, 15, n) + 0.5)
        v = _potentials(rng, n, names)
        v = np.where(delta < t_ref, np.minimum(v, names["vth"] - 2e-3), v)
        probes.append(_clamp_probe(v, delta, t_ref, "random", names))
    return probes


SPIKE_CLAMP = Exercise(
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
        _clamp_probe([-0.050, -0.0501], [0.02, 0.02], 0.0095, "one exactly at the threshold"),
        _clamp_probe(
            [-0.061, -0.061, -0.045], [0.006, 0.006, 0.006], [0.0035, 0.0095, 0.0035],
            "a period for each neuron",
        ),
        _clamp_probe(
            [-0.052, -0.060, -0.058], [0.009, 0.002, 0.030], 0.0045, "another threshold",
            _OTHER_RESET,
        ),
    ),
    fresh=_fresh_clamps,
    compare=Comparison(may_change=("v",), parts=("v", "spiked")),
)  # fmt: skip
