"""Exercise 6.1: a class that keeps and moves the state of many neurons."""

from typing import Any

import numpy as np

from ... import lif
from ..declaration import Exercise, Part
from ._shared import CONSTRUCTOR, class_probe, constant

_OTHERS = "limiting cases, and other constants"
_OTHER: dict[str, Any] = {"tau": 0.010, "el": -0.065, "vr": -0.068, "vth": -0.055, "r": 50e6}

_SPIKES_FIRST = (
    "A current can be so strong that it lifts a refractory neuron over the threshold. In your class"
    " it then spikes, and its period starts anew: it fires faster than its refractory period"
    " allows. That comes of looking for spikes before clamping, as in Think! 1; clamp first, as in"
    " Exercise 4.1, and it is right at any current."
)


def _fresh_classes(rng):
    """Usual currents, at which no neuron gets back to threshold within its period."""
    for dt, own, part in ((1e-3, {}, ""), (5e-4, {}, ""), (1e-3, _OTHER, _OTHERS)):
        n = int(rng.integers(3, 8))
        seed = np.random.default_rng(int(rng.integers(1 << 30)))
        current = lif.noisy_current(n, 40 * dt, dt, rng=seed) * (2 if own else 1)
        t_ref = (rng.integers(2, 14, n) + 0.5) * 1e-3 + dt / 4
        set_to = {"t_ref": t_ref, "last_spike": -t_ref}
        yield class_probe(current, "random neurons", dt=dt, set_to=set_to, part=part, **own)


EXERCISE = Exercise(
    name="LIFNeurons",
    number="6.1",
    title="A class of LIF neurons",
    asked="a class whose method `ode_step(dt, i)` moves its neurons on by one step",
    points=3,
    parts=(Part("the step", 2), Part(_OTHERS, 1)),
    parameters=CONSTRUCTOR,
    kind="class",
    probes=(
        class_probe(constant([2.5e-10], 2), "one neuron, two steps from rest"),
        class_probe(constant([0.0, 2e-10, 3e-10, 5e-10], 30), "four neurons, 30 steps"),
        class_probe(
            constant([3e-10, 3e-10], 45),
            "a refractory period for each neuron",
            set_to={"t_ref": np.array([0.0025, 0.0145]), "last_spike": np.array([-0.1, -0.1])},
        ),
        class_probe(
            constant([2.5e-10, 4e-10], 60), "a shorter step", dt=5e-4, t_ref_mu=0.0047
        ),
        class_probe(
            constant([3e-10, 9e-10], 30), "a period of exactly eight steps", dt=2**-10,
            t_ref_mu=2**-7, part=_OTHERS,
        ),
        class_probe(
            constant([4e-10, 6e-10], 30), "another membrane, a shorter step", dt=5e-4,
            t_ref_mu=0.0047, part=_OTHERS, **_OTHER,
        ),
        class_probe(
            constant([0.0, 0.0], 2), "a threshold at rest", vth=lif.EL, t_ref_mu=0.0035,
            part=_OTHERS,
        ),
        class_probe(
            constant([4.5e-9, 3e-10], 20), "a very strong current", remark=_SPIKES_FIRST
        ),
    ),
    fresh=_fresh_classes,
)  # fmt: skip
