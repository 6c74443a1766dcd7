"""Wrong answers to Exercise 6.1 that take the notebook's values for those of the object."""

import numpy as np

from ..declaration import wrong
from ._given import Given, InParts

tau, el, vr, vth, r = 20e-3, -60e-3, -70e-3, -50e-3, 100e6  # as in the tutorial's module


@wrong(
    "It is right for the membrane of the text, but not for neurons that were made with other"
    " numbers. Whose `tau` and `vth` do you use?",
    nearly="Use the object's own: `self.tau`, `self.el`, `self.r`, `self.vth`, `self.vr`.",
    name="the notebook's names",
)
class ModuleNames(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.v + dt / tau * (el - self.v + r * i)
        self.v[self.t - self.last_spike < self.t_ref] = vr
        self.spiked = self.v >= vth
        self.v[self.spiked] = vr
        self.last_spike[self.spiked] = self.t


@wrong(
    "It is right for the time constant of the text, but not for another one. Whose `tau` do you"
    " use?",
    nearly="The object's own: `self.tau`.",
)
class TauOfTheNotebook(InParts):
    def euler(self, dt, i):
        return self.v + dt / tau * (self.el - self.v + self.r * i)


@wrong(
    "It is right for the membrane of the text, but not for another one. Which `tau`, `el` and `r`"
    " enter into your Euler step? (The function `ode_step` of Exercise 5.1 reads the notebook's.)",
    nearly="Use the object's own: `self.tau`, `self.el`, `self.r`.",
)
class MembraneOfTheNotebook(InParts):
    def euler(self, dt, i):
        return self.v + dt / tau * (el - self.v + r * i)


@wrong(
    "It is right where the threshold is that of the text. `vth` is the notebook's, `self.vth` the"
    " object's.",
    nearly="`self.spiked = self.v >= self.vth`, and no function that reads the notebook's `vth`.",
)
class ThresholdOfTheNotebook(InParts):
    def find(self):
        self.spiked = self.v >= vth


@wrong(
    "It is right where the reset potential is that of the text. `vr` is the notebook's, `self.vr`"
    " the object's.",
    nearly="Use `self.vr`, for the reset and for the clamping.",
)
class ResetOfTheNotebook(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < self.t_ref] = vr

    def reset(self):
        self.v[self.spiked] = vr


@wrong(
    "It is right where threshold and reset are those of the text. `vth` and `vr` are the"
    " notebook's, `self.vth` and `self.vr` the object's. (The functions of Exercises 4.1 and 5.2"
    " read the notebook's.)",
    nearly="Use `self.vth` and `self.vr`, and call neither of these functions.",
)
class ResetAndThresholdOfTheNotebook(ResetOfTheNotebook):
    def find(self):
        self.spiked = self.v >= vth


@wrong(
    "All your neurons have a period of 9.5 ms. `t_ref` is the notebook's; these neurons have"
    " `self.t_ref`.",
    nearly="Compare with the object's own: `self.t - self.last_spike < self.t_ref`.",
)
class PeriodOfTheNotebook(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < 0.0095] = self.vr


@wrong(
    "All your neurons have a period of 9.5 ms, and threshold and reset of the text. `t_ref`, `vth`"
    " and `vr` are the notebook's; `spike_clamp` reads them, too. These neurons have `self.t_ref`,"
    " `self.vth` and `self.vr`.",
    nearly="Write out what `spike_clamp` does, with `self.` before each of the three names.",
)
class SpikeClampOfTheNotebook(ResetAndThresholdOfTheNotebook):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < 0.0095] = vr


@wrong(
    "An array of another size comes in. Is there a name without `self.`, here or in a function that"
    " you call (`spike_clamp` reads `t_ref`)? `t_ref` and `last_spike` are the notebook's, for its"
    " 500 neurons; these neurons have `self.t_ref` and `self.last_spike`.",
    nearly="Compare with the object's own: `self.t - self.last_spike < self.t_ref`.",
    raises=True,
)
class PeriodsOfTheNotebook(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < np.full(500, 0.0095)] = self.vr


@wrong(
    "There is no name `t` here. Inside the class it is `self.t`.",
    nearly="`self.t - self.last_spike < self.t_ref`, and `self.last_spike[self.spiked] = self.t`.",
    raises=True,
)
class TimeOfTheNotebook(Given):
    def ode_step(self, dt, i):
        raise NameError("name 't' is not defined")


@wrong(
    "A mask of these neurons meets an array of another size. Is there a `v` without `self.`? `v` is"
    " the notebook's, for its 500 neurons; these neurons have `self.v`.",
    nearly="`self.v[...] = self.vr`, with `self.` before the `v`, too.",
    name="V of the notebook",
    raises=True,
)
class VOfTheNotebook(InParts):
    def clamp(self, dt):
        np.zeros(500)[self.t - self.last_spike < self.t_ref] = self.vr
