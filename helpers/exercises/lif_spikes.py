"""Exercises of "Spikes and the refractory period": histograms, masks, refractoriness, a class."""

import numpy as np

from .. import lif
from ..checks import figures
from .declaration import Comparison, Exercise, Probe, call

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


def _drifting(rng, n, n_steps, dt):
    """Potentials in V whose mean and spread change from step to step."""
    rise = 1 - np.exp(-np.arange(n_steps) * dt / lif.TAU)
    return lif.EL + 0.025 * rise + 0.003 * np.sqrt(rise) * rng.standard_normal((n, n_steps))


def _fresh_histograms(rng):
    dt = float(rng.choice([5e-4, 1e-3, 2e-3]))
    n, n_steps = int(rng.integers(150, 400)), 10 * int(rng.integers(3, 12))
    return [Probe(args=(_drifting(rng, n, n_steps, dt), dt), about="random potentials")]


_PLOT_VOLTAGE_HISTOGRAMS = Exercise(
    name="plot_voltage_histograms",
    number="1.1",
    title="Plot two histograms",
    asked="a function that draws two labelled histograms of the potential, at a tenth of the time"
    " and at the last step, in mV",
    points=2,
    kind="figure",
    parameters=("ax", "v", "dt"),
    probes=(
        Probe(
            args=(_drifting(np.random.default_rng(1), 200, 60, 1e-3), 1e-3),
            about="200 neurons, 60 steps of 1 ms",
        ),
        Probe(
            args=(_drifting(np.random.default_rng(2), 300, 40, 2e-3), 2e-3),
            about="300 neurons, 40 steps of 2 ms",
        ),
    ),
    fresh=_fresh_histograms,
    compare=Comparison(
        requirements=(
            figures.Histograms(bins=50),
            figures.Labels(numbers=True),
            figures.Legend(),
            figures.Axis("x", unit="mV"),
            figures.Axis("y"),
        ),
    ),
)


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


_RESET_AND_RECORD = Exercise(
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

_SLOW_RASTER = (
    "every call of `scatter` makes a picture element of its own, one for each neuron here. With"
    " 500 neurons that gets slow. Collect all times and all rows first, and call `scatter` once."
)


def _fresh_spikes(rng):
    spikes = {j: [] for j in range(int(rng.integers(5, 12)))}
    for j in spikes:
        spikes[j] = [1e-3 * int(k) for k in np.sort(rng.choice(150, rng.integers(0, 5), False))]
    spikes[0] = [0.007, 0.050]
    return [Probe(args=(spikes,), about="random spikes")]


_PLOT_RASTER = Exercise(
    name="plot_raster",
    number="2.2",
    title="A raster plot from the dictionary",
    asked="a function that draws a dot for each spike of the dictionary, at its time in ms and at"
    " the height of its neuron",
    points=2,
    kind="figure",
    parameters=("ax", "spikes"),
    probes=(
        Probe(
            args=({0: [0.010, 0.027], 1: [], 2: [0.012, 0.030, 0.049], 3: [0.021]},),
            about="four neurons, one of them silent",
        ),
        Probe(
            args=({j: [1e-3 * (j + 5), 1e-3 * (2 * j + 60)] for j in range(40)},),
            about="40 neurons with two spikes each",
        ),
    ),
    fresh=_fresh_spikes,
    compare=Comparison(
        requirements=(figures.Raster(), figures.Axis("x", unit="ms"), figures.Axis("y"))
    ),
    remarks=(
        figures.many_artists(20, _SLOW_RASTER),
        figures.many_artists(20, _SLOW_RASTER.replace("scatter", "plot"), kind="lines"),
    ),
)

_RESET_AND_RECORD_MASKED = Exercise(
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


_MARK_RASTER = Exercise(
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


_REFRACTORY_STEP = Exercise(
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


_ODE_STEP = Exercise(
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


_SPIKE_CLAMP = Exercise(
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

_STATE = ["v", "spiked", "last_spike", "t", "steps"]
_CONSTRUCTOR = ("n", "t_ref_mu", "t_ref_sigma", "tau", "el", "vr", "vth", "r")


def _class_probe(current, about, *, dt=1e-3, set_to=None, read=_STATE, **keywords):
    """Neurons that get a column of the current at each step; no period is drawn at random."""
    current = np.array(current, float)
    keywords = {"t_ref_mu": 0.0095, "t_ref_sigma": 0.0, **keywords}
    plan = {
        "set": dict(set_to or {}),
        "steps": [call("ode_step", dt, current[:, k].copy()) for k in range(current.shape[1])],
        "read": list(read),
        "trace": True,
        "dt": dt,
    }
    return Probe(args=(len(current),), keywords=keywords, plan=plan, about=about)


def _constant(currents, steps):
    return np.repeat(np.array(currents, float)[:, None], steps, axis=1)


def _fresh_classes(rng):
    """Usual currents, at which no neuron gets back to threshold within its period."""
    probes = []
    for dt in (1e-3, 5e-4):
        n = int(rng.integers(3, 8))
        seed = np.random.default_rng(int(rng.integers(1 << 30)))
        current = lif.noisy_current(n, 40 * dt, dt, rng=seed)
        t_ref = (rng.integers(2, 14, n) + 0.5) * 1e-3 + dt / 4
        set_to = {"t_ref": t_ref, "last_spike": -t_ref}
        probes.append(_class_probe(current, "random neurons", dt=dt, set_to=set_to))
    return probes


_LIF_NEURONS = Exercise(
    name="LIFNeurons",
    number="6.1",
    title="A class of LIF neurons",
    asked="a class whose method `ode_step(dt, i)` moves its neurons on by one step",
    points=3,
    parameters=_CONSTRUCTOR,
    kind="class",
    probes=(
        _class_probe(_constant([2.5e-10], 2), "one neuron, two steps from rest"),
        _class_probe(_constant([0.0, 0.0], 2), "a threshold at rest", vth=lif.EL, t_ref_mu=0.0035),
        _class_probe(_constant([2e-10, 3e-10, 5e-10], 30), "three neurons, 30 steps"),
        _class_probe(
            _constant([3e-10, 3e-10], 45),
            "a refractory period for each neuron",
            set_to={"t_ref": np.array([0.0025, 0.0145]), "last_spike": np.array([-0.1, -0.1])},
        ),
        _class_probe(
            _constant([4e-10, 6e-10], 30), "another membrane, a shorter step", dt=5e-4,
            t_ref_mu=0.0047, tau=0.010, el=-0.065, vr=-0.068, vth=-0.055, r=50e6,
        ),
    ),
    fresh=_fresh_classes,
)  # fmt: skip


def _fresh_strong(rng):
    """Currents up to sixteen times the usual, and periods on the grid of the steps."""
    probes = []
    for dt in (1e-3, 2e-4):
        n = int(rng.integers(3, 8))
        seed = np.random.default_rng(int(rng.integers(1 << 30)))
        current = lif.noisy_current(n, 45 * dt, dt, rng=seed) * rng.uniform(1, 16, (n, 1))
        t_ref = rng.integers(0, 20, n) * dt
        set_to = {"t_ref": t_ref, "last_spike": -t_ref}
        probes.append(
            _class_probe(current, "random neurons", dt=dt, set_to=set_to, read=["v", "spiked"])
        )
    return probes


_EXACT_LIF_NEURONS = Exercise(
    name="ExactLIFNeurons",
    number="6.2",
    title="Exact at any current",
    asked="a class, built on `LIFNeurons`, whose refractory period lasts a whole number of steps"
    " and holds at any current",
    points=2,
    parameters=_CONSTRUCTOR,
    kind="class",
    probes=(
        _class_probe(
            _constant([4.5e-9], 8), "a very strong current", t_ref_mu=0.0035, read=["v", "spiked"]
        ),
        _class_probe(
            _constant([2e-9, 4.5e-9], 45), "a period of exactly ten steps, strong currents",
            t_ref_mu=0.010, read=["v", "spiked"],
        ),
        _class_probe(
            _constant([2e-8, 2e-8, 1e-9], 40), "a period for each neuron, on the grid", dt=2e-4,
            set_to={"t_ref": np.array([3, 13, 13]) * 2e-4, "last_spike": np.full(3, -0.1)},
            read=["v", "spiked"],
        ),
        _class_probe(
            _constant([3e-10, 2.4e-9], 45), "a period between two steps", t_ref_mu=0.0062,
            read=["v", "spiked"],
        ),
    ),
    fresh=_fresh_strong,
)  # fmt: skip

EXERCISES = (
    _PLOT_VOLTAGE_HISTOGRAMS,
    _RESET_AND_RECORD,
    _PLOT_RASTER,
    _RESET_AND_RECORD_MASKED,
    _MARK_RASTER,
    _REFRACTORY_STEP,
    _ODE_STEP,
    _SPIKE_CLAMP,
    _LIF_NEURONS,
    _EXACT_LIF_NEURONS,
)
