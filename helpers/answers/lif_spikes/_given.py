"""The part of the class `LIFNeurons` that the exercise hands out, and right answers in parts."""

import numpy as np

from ...stand_ins.lif_spikes import HandedOut


class Given(HandedOut):
    """What the exercise hands out, and a step of the membrane equation."""

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


class InSteps(InParts):
    """A right answer in further parts, which counts whole steps instead of seconds."""

    def clamp(self, dt):
        self.v[self.held(dt)] = self.vr

    def held(self, dt):
        return self.since(dt) < self.period(dt)

    def since(self, dt):
        return np.round((self.t - self.last_spike) / dt)

    def period(self, dt):
        return np.ceil(self.t_ref / dt - 1e-6)
