"""Exercise 6.2: a refractory period of whole steps, which holds at any current."""

import numpy as np

from ... import lif
from ..declaration import Exercise
from ._shared import CONSTRUCTOR, class_probe, constant

_READ = ["v", "spiked", "t", "steps"]  # `last_spike` may give way to another clock


def _fresh_strong(rng):
    """Currents up to sixteen times the usual, and periods on the grid of the steps."""
    for dt in (1e-3, 2e-4):
        n = int(rng.integers(3, 8))
        seed = np.random.default_rng(int(rng.integers(1 << 30)))
        current = lif.noisy_current(n, 45 * dt, dt, rng=seed) * rng.uniform(1, 16, (n, 1))
        t_ref = rng.integers(0, 20, n) * dt
        set_to = {"t_ref": t_ref, "last_spike": -t_ref}
        yield class_probe(current, "random neurons", dt=dt, set_to=set_to, read=_READ)


EXERCISE = Exercise(
    name="ExactLIFNeurons",
    number="6.2",
    title="Exact at any current",
    asked="a class, built on `LIFNeurons`, whose refractory period lasts a whole number of steps"
    " and holds at any current",
    points=2,
    calls=("LIFNeurons",),
    parameters=CONSTRUCTOR,
    kind="class",
    probes=(
        class_probe(
            constant([4.5e-9], 8), "a very strong current", t_ref_mu=0.0035, read=_READ
        ),
        class_probe(
            constant([2e-9, 4.5e-9], 45), "a period of exactly ten steps, strong currents",
            t_ref_mu=0.010, read=_READ,
        ),
        class_probe(
            constant([2e-8, 2e-8, 1e-9, 2e-8], 40), "a period for each neuron, on the grid",
            dt=2e-4,
            set_to={"t_ref": np.array([3, 13, 13, 7]) * 2e-4, "last_spike": np.full(4, -0.1)},
            read=_READ,
        ),
        class_probe(
            constant([3e-10, 2.4e-9], 45), "a period between two steps", t_ref_mu=0.00605,
            read=_READ,
        ),
        class_probe(
            constant([4e-10, 3e-9], 30), "another membrane", t_ref_mu=0.0042, tau=0.010,
            el=-0.065, vr=-0.068, vth=-0.055, r=50e6, read=_READ,
        ),
        class_probe(
            constant([0.0, 0.0], 6), "a threshold at rest", vth=lif.EL, t_ref_mu=0.0035, read=_READ
        ),
    ),
    fresh=_fresh_strong,
)  # fmt: skip
