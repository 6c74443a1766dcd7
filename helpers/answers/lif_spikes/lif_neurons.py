"""Exercise 6.1: a class that keeps and moves the state of many neurons."""

import numpy as np

from ..declaration import right, wrong
from ._clocks import (  # noqa: F401  (answers, too)
    ClampedAboveThresholdOnly,
    ClockSetForRefractoryNeurons,
    ClockSetToZero,
    HeldForOneStep,
    OneClockForAll,
    RestForResetClampedFirst,
    TimeMovedOnTwice,
)
from ._given import Given, InParts
from ._notebook_names import (  # noqa: F401  (answers, too)
    MembraneOfTheNotebook,
    ModuleNames,
    PeriodOfTheNotebook,
    PeriodsOfTheNotebook,
    ResetAndThresholdOfTheNotebook,
    ResetOfTheNotebook,
    SpikeClampOfTheNotebook,
    TauOfTheNotebook,
    ThresholdOfTheNotebook,
    TimeOfTheNotebook,
    VOfTheNotebook,
)
from ._two_masks import (  # noqa: F401  (answers, too)
    AndForOr,
    EveryoneHeldInTheMask,
    OnlyTheRefractorySpike,
    OrForAnd,
    RestForReset,
    SilentButNotClamped,
)


class Reference(Given):
    """Neuron by neuron."""

    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        part = dt / self.tau
        self.spiked = np.zeros(self.n, bool)
        for j in range(self.n):
            self.v[j] = (1 - part) * self.v[j] + part * (self.el + self.r * i[j])
            if self.t - self.last_spike[j] < self.t_ref[j]:
                self.v[j] = self.vr
            elif self.v[j] >= self.vth:
                self.v[j] = self.vr
                self.spiked[j] = True
                self.last_spike[j] = self.t


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the reset"
    " condition have?",
    nearly="`self.spiked = self.v >= self.vth`, with the equals sign.",
    name="> for >=",
)
class OnlyAbove(InParts):
    def find(self):
        self.spiked = self.v > self.vth


@wrong(
    "After a spike the neurons are at the resting potential. Which attribute is the reset?",
    nearly="`self.v[self.spiked] = self.vr`; `self.el` is where the membrane rests without input.",
)
class ResetToRest(InParts):
    def reset(self):
        self.v[self.spiked] = self.el


@wrong(
    "You hold refractory neurons at the resting potential. Where should they be held?",
    nearly="Clamp to `self.vr`, as after a spike.",
)
class ClampedToRest(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < self.t_ref] = self.el


@wrong("`t` stays 0: your neurons do not know how late it is.", nearly="Add `self.t += dt`.")
class TimeStandsStill(InParts):
    def count(self, dt):
        self.steps += 1


@wrong(
    "`t` is `dt` after each step, however many there have been.",
    nearly="Add to it: `self.t += dt`.",
)
class TimeSetToDt(InParts):
    def count(self, dt):
        self.t = dt
        self.steps += 1


@wrong("All is right but one attribute: `steps` stays 0.", nearly="Add `self.steps += 1`.")
class StepsNotCounted(InParts):
    def count(self, dt):
        self.t += dt


@wrong(
    "The spikes are noted one step too early: `t` moves on at the end of your method, when all"
    " else is done.",
    nearly="Begin with `self.t += dt` and `self.steps += 1`: the new potentials belong to the new"
    " time.",
)
class TimeMovedOnLast(Given):
    def ode_step(self, dt, i):
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
        self.t += dt
        self.steps += 1


@wrong(
    "The potentials never change: the new ones are lost when the method ends. Where does an object"
    " keep what it is to remember?",
    nearly="Assign to attributes, with `self.` before the name: `self.v = ...`,"
    " `self.spiked = ...`.",
)
class NamesWithoutSelf(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        v = self.euler(dt, i)
        v[self.t - self.last_spike < self.t_ref] = self.vr
        spiked = v >= self.vth
        v[spiked] = self.vr
        self.last_spike[spiked] = self.t


@wrong(
    "Potentials and clocks are right, but `spiked` never changes: the mask is lost when the method"
    " ends.",
    nearly="Keep it in the object: `self.spiked = self.v >= self.vth`.",
)
class MaskWithoutSelf(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        spiked = self.v >= self.vth
        self.v[spiked] = self.vr
        self.last_spike[spiked] = self.t


@wrong(
    "All your neurons are held, always. Does the time since the last spike come out positive? And"
    " is it large or small while a neuron is refractory?",
    nearly="It is positive, and small: `self.t - self.last_spike < self.t_ref`.",
)
class ComparisonReversed(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike > self.t_ref] = self.vr


@wrong(
    "After your spikes are found, you hold exactly the neurons whose refractory period is *over*,"
    " so that they never charge. Which way round is the comparison?",
    nearly="Refractory means `self.t - self.last_spike < self.t_ref`.",
    name="comparison reversed, after the spikes",
)
class ComparisonReversedLast(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.v[self.t - self.last_spike > self.t_ref] = self.vr
        self.last_spike[self.spiked] = self.t


@wrong(
    "Spikes and resets are right, but refractory neurons go on charging.",
    nearly="Before you look for spikes: `self.v[self.t - self.last_spike < self.t_ref] = self.vr`.",
)
class NotClamped(InParts):
    def clamp(self, dt):
        pass


@wrong(
    "Neurons that spike stay above threshold. What happens to V at a spike?",
    nearly="Add `self.v[self.spiked] = self.vr`.",
)
class NoReset(InParts):
    def reset(self):
        pass


@wrong(
    "Nobody ever spikes: by the time you ask who is above threshold, they have all been reset.",
    nearly="First `self.spiked = self.v >= self.vth`; then `self.v[self.spiked] = self.vr`.",
)
class MaskAfterTheReset(InParts):
    def find(self):
        self.v[self.v >= self.vth] = self.vr
        self.spiked = self.v >= self.vth


@wrong(
    "`last_spike` never changes, so that nobody becomes refractory.",
    nearly="Add `self.last_spike[self.spiked] = self.t`.",
)
class ClockNeverSet(InParts):
    def note(self):
        pass


@wrong(
    "You set everybody's clock, also of neurons that did not spike.",
    nearly="Put the mask into the brackets: `self.last_spike[self.spiked] = self.t`.",
)
class ClockSetForEveryone(InParts):
    def note(self):
        self.last_spike[:] = self.t


@wrong(
    "In `last_spike` you note the number of the step. It is compared with times, in seconds.",
    nearly="Note the time: `self.last_spike[self.spiked] = self.t`.",
)
class StepNotedInsteadOfTheTime(InParts):
    def note(self):
        self.last_spike[self.spiked] = self.steps


@wrong(
    "Your mask holds everybody who has *ever* spiked. Asked for are those of this step.",
    nearly="Make a new mask at each step: `self.spiked = self.v >= self.vth`.",
)
class EveryoneWhoEverSpiked(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        now = self.v >= self.vth
        self.v[now] = self.vr
        self.last_spike[now] = self.t
        self.spiked = self.spiked | now


@wrong(
    "A neuron is held once too often: at the very time at which its period is over.",
    nearly="Refractory is who spiked *less* than `t_ref` ago: compare with `<`.",
    name="<= for <",
)
class HeldAtTheEndOfThePeriod(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike <= self.t_ref] = self.vr


@wrong(
    "You reset all neurons at every step. Which elements of `self.v` does the mask select?",
    nearly="`self.v[self.spiked] = self.vr` resets those that spiked, and no others.",
)
class EveryoneReset(InParts):
    def reset(self):
        self.v[:] = self.vr


@wrong(
    "The current acts at full strength at each step, however short. What should the factor"
    " `dt / self.tau` multiply?",
    nearly="The leak *and* the current: `dt / self.tau * (self.el - self.v + self.r * i)`.",
)
class BracketsClosedTooEarly(InParts):
    def euler(self, dt, i):
        return self.v + dt / self.tau * (self.el - self.v) + self.r * i


@wrong(
    "The potentials of one step are moved on twice.",
    nearly="One line with the Euler step, once: `self.v = self.v + ...`.",
)
class TwoEulerSteps(InParts):
    def euler(self, dt, i):
        self.v = super().euler(dt, i)
        return super().euler(dt, i)


@wrong(
    "All your neurons have the same refractory period, the mean. Where is each one's own?",
    nearly="In `self.t_ref`, an array; `self.t_ref_mu` is the mean from which it was drawn.",
)
class MeanPeriodForAll(InParts):
    def clamp(self, dt):
        self.v[self.t - self.last_spike < self.t_ref_mu] = self.vr


@wrong(
    "It is right for a step of 1 ms, but not for another one. Is a number typed into your method?",
    nearly="Use the argument `dt`, in the Euler step and for the clock.",
)
class StepTypedIn(InParts):
    def euler(self, dt, i):
        return super().euler(1e-3, i)


@wrong(
    "Your potentials are right for a step of 1 ms; but your clock moves on by 1 ms whatever the"
    " step.",
    nearly="Use the argument `dt`: `self.t += dt`.",
)
class ClockOfWholeMilliseconds(InParts):
    def count(self, dt):
        self.t += 1e-3
        self.steps += 1


@wrong(
    "All neurons get the same current in your version, the mean. Which is each one's own?",
    nearly="Leave out `np.mean`: `i` has a current for each neuron.",
)
class MeanCurrent(InParts):
    def euler(self, dt, i):
        return super().euler(dt, np.mean(i))


@wrong(
    "You note the spikes one step too early. The new potentials belong to the new time.",
    nearly="`self.last_spike[self.spiked] = self.t`, without taking `dt` away.",
)
class SpikesNotedAStepEarly(InParts):
    def note(self):
        self.last_spike[self.spiked] = self.t - self.t / self.steps


@wrong(
    "In `last_spike` you note the length of a step. What should stand there after a spike?",
    nearly="The time: `self.last_spike[self.spiked] = self.t`.",
)
class StepLengthNoted(InParts):
    def note(self):
        self.last_spike[self.spiked] = self.t / self.steps


@right
class ClampFirst(InParts):
    pass


@right
class SpikeFirst(Given):
    """The original's order: the same unless the current is very strong."""

    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
        self.v[self.t_ref > self.t - self.last_spike] = self.vr


@right
class InPlace(Given):
    def ode_step(self, dt, i):
        self.steps += 1
        self.t = self.steps * dt
        self.v += dt * (self.el - self.v + self.r * i) / self.tau
        refractory = self.t < self.last_spike + self.t_ref
        np.copyto(self.spiked, (self.v >= self.vth) & ~refractory)
        self.v[self.spiked | refractory] = self.vr
        self.last_spike[self.spiked] = self.t
