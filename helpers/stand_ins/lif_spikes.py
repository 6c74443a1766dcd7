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


class HandedOut:
    """The part of the class `LIFNeurons` that the exercise hands out: parameters and state."""

    def __init__(
        self,
        n: int,
        t_ref_mu: float = 0.01,
        t_ref_sigma: float = 0.002,
        tau: float = 20e-3,
        el: float = -60e-3,
        vr: float = -70e-3,
        vth: float = -50e-3,
        r: float = 100e6,
        rng: int | np.random.Generator | None = None,
    ) -> None:
        self.n = n
        self.tau, self.el, self.vr, self.vth, self.r = tau, el, vr, vth, r
        self.t_ref_mu, self.t_ref_sigma = t_ref_mu, t_ref_sigma
        draws = np.random.default_rng(rng).normal(t_ref_mu, t_ref_sigma, size=n)
        self.t_ref = np.maximum(draws, 0)
        self.v = np.full(n, float(el))
        self.spiked = self.v >= vth
        self.last_spike = -self.t_ref
        self.t = 0.0
        self.steps = 0


def LIFNeurons(rng: np.random.Generator) -> type:
    """Neurons that go a share of the way to where the current drives them, and skip the rest."""
    share, low = rng.uniform(0.1, 0.3), rng.uniform(1.05, 1.15)

    class LIFNeurons(HandedOut):
        def ode_step(self, dt, i):
            self.t += dt
            self.steps += 1
            free = self.t - self.last_spike >= self.t_ref
            driven = self.v + share * (self.el + self.r * i - self.v)
            self.spiked = free & (driven > self.vth / low)
            self.v = np.where(free & ~self.spiked, driven, low * self.vr)
            self.last_spike = np.where(self.spiked, self.t, self.last_spike)

    return LIFNeurons
