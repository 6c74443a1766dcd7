"""Wrong answers to Exercise 6.1 about clocks, and about how long a neuron is held."""

from ..declaration import wrong
from ._given import InParts


@wrong(
    "All clocks that you set are at 0, as if the spike had been at the very beginning.",
    nearly="A clock holds the time of the spike: `self.last_spike[self.spiked] = self.t`.",
)
class ClockSetToZero(InParts):
    def note(self):
        self.last_spike[self.spiked] = 0


@wrong(
    "You set the clock of refractory neurons too, at each step: their period never ends.",
    nearly="Only a spike sets the clock: `self.last_spike[self.spiked] = self.t`.",
)
class ClockSetForRefractoryNeurons(InParts):
    def clamp(self, dt):
        self.refractory = self.t - self.last_spike < self.t_ref
        self.v[self.refractory] = self.vr

    def note(self):
        self.last_spike[self.refractory | self.spiked] = self.t


@wrong(
    "After a spike your neurons are held for one step only, however long their period."
    " `self.spiked` says who spiked at the step before; who has spiked *within the period*?",
    nearly="Compare times: `refractory = self.t - self.last_spike < self.t_ref`.",
)
class HeldForOneStep(InParts):
    def clamp(self, dt):
        self.v[self.spiked] = self.vr


@wrong(
    "`last_spike` becomes one number, the same time for all. Which elements of it should be set?",
    nearly="Put the mask into brackets: `self.last_spike[self.spiked] = self.t`.",
)
class OneClockForAll(InParts):
    def note(self):
        self.last_spike = self.t


@wrong(
    "Only neurons above threshold are put to the reset potential. A refractory neuron is held there"
    " wherever it is.",
    nearly="`self.v[refractory] = self.vr`, for all of them.",
)
class ClampedAboveThresholdOnly(InParts):
    def clamp(self, dt):
        refractory = self.t - self.last_spike < self.t_ref
        self.v[refractory & (self.v >= self.vth)] = self.vr


@wrong(
    "You move the time on once more: the line `self.t += dt` was there already.",
    nearly="Leave out the second `self.t += dt`.",
)
class TimeMovedOnTwice(InParts):
    def count(self, dt):
        self.t += 2 * dt
        self.steps += 1


@wrong(
    "You clamp refractory neurons to the resting potential, and reset to it after a spike. Which"
    " attribute is the reset?",
    nearly="`self.vr`, both times; `self.el` is where the membrane rests without input.",
    name="rest for reset, clamped first",
)
class RestForResetClampedFirst(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < self.t_ref] = self.el

    def reset(self):
        self.v[self.spiked] = self.el
