"""Stand-ins for "Spikes and the refractory period"."""

from collections.abc import Callable

import numpy as np


def refractory_step(rng: np.random.Generator) -> Callable:
    """Neurons that drop by a step of their own above a line of its own, and then pause for less."""
    line, drop = rng.uniform(-0.059, -0.052), rng.uniform(0.010, 0.015)
    share = rng.uniform(0.4, 0.6)

    def refractory_step(v, t, last_spike, t_ref):
        pausing = t - last_spike < share * t_ref
        dropping = ~pausing & (v > line)
        v[dropping] = line - drop
        v[pausing] = line - drop / 2
        last_spike[dropping] = t
        return dropping

    return refractory_step
