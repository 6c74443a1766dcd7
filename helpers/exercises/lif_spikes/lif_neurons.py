"""Exercise 6.1: a class that keeps and moves the state of many neurons."""

import numpy as np

from ... import lif
from ..declaration import Exercise
from ._shared import CONSTRUCTOR, class_probe, constant


def _fresh_classes(rng):
    """Usual currents, at which no neuron gets back to threshold within its period."""
    for dt in (1e-3, 5e-4):
        n = int(rng.integers(3, 8))
        seed = np.random.default_rng(int(rng.integers(1 << 30)))
        current = lif.noisy_current(n, 40 * dt, dt, rng=seed)
        t_ref = (rng.integers(2, 14, n) + 0.5) * 1e-3 + dt / 4
        set_to = {"t_ref": t_ref, "last_spike": -t_ref}
        yield class_probe(current, "random neurons", dt=dt, set_to=set_to)


EXERCISE = Exercise(
    name="LIFNeurons",
    number="6.1",
    title="A class of LIF neurons",
    asked="a class whose method `ode_step(dt, i)` moves its neurons on by one step",
    points=3,
    parameters=CONSTRUCTOR,
    kind="class",
    probes=(
        class_probe(constant([2.5e-10], 2), "one neuron, two steps from rest"),
        class_probe(constant([0.0, 0.0], 2), "a threshold at rest", vth=lif.EL, t_ref_mu=0.0035),
        class_probe(constant([2e-10, 3e-10, 5e-10], 30), "three neurons, 30 steps"),
        class_probe(
            constant([3e-10, 3e-10], 45),
            "a refractory period for each neuron",
            set_to={"t_ref": np.array([0.0025, 0.0145]), "last_spike": np.array([-0.1, -0.1])},
        ),
        class_probe(
            constant([4e-10, 6e-10], 30), "another membrane, a shorter step", dt=5e-4,
            t_ref_mu=0.0047, tau=0.010, el=-0.065, vr=-0.068, vth=-0.055, r=50e6,
        ),
    ),
    fresh=_fresh_classes,
)  # fmt: skip
