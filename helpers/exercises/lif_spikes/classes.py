"""The exercises that ask for a class."""

import numpy as np

from ... import lif
from ..declaration import Exercise, Probe, call

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


LIF_NEURONS = Exercise(
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


EXACT_LIF_NEURONS = Exercise(
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
