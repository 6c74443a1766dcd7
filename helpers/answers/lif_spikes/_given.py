"""The part of the class `LIFNeurons` that the exercise hands out, and a right answer in parts."""

import numpy as np


class Given:
    """Neurons with their parameters and their state, and nothing that moves them on but `euler`."""

    def __init__(
        self,
        n,
        t_ref_mu=0.01,
        t_ref_sigma=0.002,
        tau=20e-3,
        el=-60e-3,
        vr=-70e-3,
        vth=-50e-3,
        r=100e6,
        rng=None,
    ):
        self.n = n
        self.tau, self.el, self.vr, self.vth, self.r = tau, el, vr, vth, r
        self.t_ref_mu, self.t_ref_sigma = t_ref_mu, t_ref_sigma
        rng = np.random.default_rng(rng)
        self.t_ref = t_ref_mu + t_ref_sigma * rng.normal(size=n)
        self.t_ref[self.t_ref < 0] = 0
        self.v = self.el * np.ones(n)
        self.spiked = self.v >= self.vth
        self.last_spike = -self.t_ref * np.ones(n)
        self.t = 0.0
        self.steps = 0

    def euler(self, dt, i):
        """Potentials one step later."""
        return self.v + dt / self.tau * (self.el - self.v + self.r * i)


class InParts(Given):
    """A right answer, in parts of which each wrong answer gets one wrong."""

    def ode_step(self, dt, i):
        self.count(dt)
        self.v = self.euler(dt, i)
        self.clamp(dt)
        self.find()
        self.reset()
        self.note()

    def count(self, dt):
        self.t += dt
        self.steps += 1

    def clamp(self, dt):
        self.v[self.t - self.last_spike < self.t_ref] = self.vr

    def find(self):
        self.spiked = self.v >= self.vth

    def reset(self):
        self.v[self.spiked] = self.vr

    def note(self):
        self.last_spike[self.spiked] = self.t
