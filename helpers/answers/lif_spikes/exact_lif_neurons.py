"""Exercise 6.2: a refractory period of whole steps, which holds at any current."""

import math

import numpy as np

from ..declaration import right, wrong
from . import lif_neurons
from ._given import Given, InSteps
from ._rounding import (  # noqa: F401  (answers, too)
    ALittleAdded,
    ATenthOfAStepTakenOff,
    AWholeStepTakenOff,
    ClockOfSteps,
    DividedWithDoubleSlash,
    PeriodRounded,
    PeriodRoundedDown,
    RoundedUpWithoutATolerance,
    RoundOfPython,
    SecondsTakenFromSteps,
    StepNotedInsteadOfTheTime,
)
from ._two_masks import TwoMasks
from .lif_neurons import Reference as LIFNeurons


class Reference(LIFNeurons):
    """The class that it is built on, with each period moved to between two steps."""

    def ode_step(self, dt, i):
        exact = self.t_ref
        self.t_ref = dt * (np.ceil(exact / dt - 1e-6) - 0.5)
        super().ode_step(dt, i)
        self.t_ref = exact


@right
class WholeSteps(InSteps):
    pass


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the reset"
    " condition have?",
    nearly="`self.spiked = self.v >= self.vth`, with the equals sign.",
    name="> for >=",
)
class OnlyAbove(WholeSteps):
    def find(self):
        self.spiked = self.v > self.vth


@wrong(
    "All your neurons have the same refractory period, the mean. Where is each one's own?",
    nearly="In `self.t_ref`, an array; `self.t_ref_mu` is the mean from which it was drawn.",
)
class MeanPeriodForAll(InSteps):
    def period(self, dt):
        return np.ceil(self.t_ref_mu / dt - 1e-6)


@wrong(
    "Neurons that spike stay above threshold. What happens to V at a spike?",
    nearly="Add `self.v[self.spiked] = self.vr`.",
)
class NoReset(WholeSteps):
    def reset(self):
        pass


@wrong(
    "You count the steps in milliseconds, whatever the step is: it is right for a step of 1 ms"
    " only.",
    nearly="Divide by `dt`: `np.round((self.t - self.last_spike) / dt)`.",
)
class StepTypedIn(InSteps):
    def held(self, dt):
        return super().held(1e-3)


@wrong(
    "All your neurons are held, always. Do you round seconds, before you divide by `dt`? That makes"
    " 0 of each time.",
    nearly="First divide, then round: `np.round((self.t - self.last_spike) / dt)`.",
    name="rounded before divided",
)
class SecondsRounded(InSteps):
    def since(self, dt):
        return np.round(self.t - self.last_spike) / dt


@wrong(
    "You divide `last_spike` alone by `dt`: without parentheses, `/` comes before `-`. What should"
    " be divided?",
    nearly="The difference: `np.round((self.t - self.last_spike) / dt)`.",
)
class ParenthesesLeftOut(InSteps):
    def since(self, dt):
        return np.round(self.t - self.last_spike / dt)


@wrong("All is right but one attribute: `steps` stays 0.", nearly="Add `self.steps += 1`.")
class StepsNotCounted(WholeSteps):
    def count(self, dt):
        self.t += dt


@right
class StepsStillToWait(Given):
    """Neuron by neuron, with a number of steps that are still to be waited for."""

    def ode_step(self, dt, i):
        if self.steps == 0:
            self.waiting = [0] * self.n
        self.steps += 1
        self.t = self.steps * dt
        self.v = self.euler(dt, i)
        self.spiked = np.zeros(self.n, bool)
        for j in range(self.n):
            if self.waiting[j] > 0:
                self.waiting[j] -= 1
                self.v[j] = self.vr
            elif self.v[j] >= self.vth:
                self.v[j] = self.vr
                self.spiked[j] = True
                self.last_spike[j] = self.t
                self.waiting[j] = max(math.ceil(self.t_ref[j] / dt - 1e-6), 1) - 1


@wrong(
    "With a period that ends *on* a step, your neurons wait a step more or less, as it happens:"
    " rounding decides whether 0.011 − 0.001 is smaller than 0.010. What could you count instead of"
    " seconds? (Where decimals are just cut off, 9.9999 becomes 9.)",
    nearly="Count whole steps: `since = np.round((self.t - self.last_spike) / dt)`, and compare"
    " with `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class TimesComparedAsTheyAre(lif_neurons.ClampFirst):
    pass


@wrong(
    "With a strong current, a neuron spikes while it is refractory, and its period starts anew."
    " Which comes first in your method, the clamping or the search for spikes?",
    nearly="Clamp first, `self.v[refractory] = self.vr`; then `self.spiked = self.v >= self.vth`."
    " And count whole steps, so that rounding has no say.",
)
class SpikesLookedForBeforeClamping(lif_neurons.SpikeFirst):
    pass


@wrong(
    "You count whole steps, which is right. But with a strong current, a neuron still spikes while"
    " it is refractory. Which method looks for spikes before it clamps: yours, or that of the class"
    " that yours is built on?",
    nearly="Clamp first, `self.v[refractory] = self.vr`; then `self.spiked = self.v >= self.vth`.",
    name="whole steps, but spikes before clamping",
)
class SpikesWhileRefractory(InSteps):
    """Whole steps, but the spikes come first."""

    def ode_step(self, dt, i):
        self.count(dt)
        self.v = self.euler(dt, i)
        self.find()
        self.reset()
        self.clamp(dt)
        self.note()


@wrong(
    "Your neurons wait one step too long. After a spike at step k, which steps lie *within* the"
    " period? Count the spike's own step as the first.",
    nearly="Compare with `<`, not `<=`: refractory while `since < held`.",
)
class OneStepTooLong(InSteps):
    def held(self, dt):
        return self.since(dt) <= self.period(dt)


@wrong(
    "Your neurons are never held: there is no refractory period.",
    nearly="Find out who is refractory, and clamp them, before you look for spikes; and note the"
    " time of each spike, `self.last_spike[self.spiked] = self.t`.",
)
class NeverRefractory(lif_neurons.NotClamped):
    pass


@wrong(
    "You hold refractory neurons at the resting potential. Where should they be held?",
    nearly="Clamp to `self.vr`, as after a spike.",
)
class ClampedToRest(InSteps):
    def clamp(self, dt):
        self.v[self.held(dt)] = self.el


class WholeStepsByMasks(InSteps, TwoMasks):
    """Held by whole steps, the rest by masks."""


@wrong(
    "It is right where threshold and reset are those of the text. `vth` and `vr` are the"
    " notebook's, `self.vth` and `self.vr` the object's.",
    nearly="Use `self.vth` and `self.vr`.",
)
class ResetAndThresholdOfTheNotebook(WholeStepsByMasks):
    def mask(self, above, held):
        return (self.v >= -50e-3) & ~held

    def put(self, held, spiked):
        self.v[held | spiked] = -70e-3


@wrong(
    "An array of another size comes in. Is there a name without `self.`, here or in a function that"
    " you call? `spike_clamp` reads the notebook's `t_ref`, which is for its 500 neurons.",
    nearly="Write out what `spike_clamp` does, with `self.` before each name.",
    raises=True,
)
class PeriodsOfTheNotebook(lif_neurons.PeriodsOfTheNotebook):
    pass


@wrong(
    "Both after a spike and while they are refractory, your neurons are at the resting potential."
    " Which attribute is the reset?",
    nearly="`self.vr`, both times; `self.el` is where the membrane rests without input.",
)
class RestForReset(WholeStepsByMasks):
    def put(self, held, spiked):
        self.v[held | spiked] = self.el


@wrong(
    "Refractory neurons do not spike, which is right; but their potential goes on charging. Where"
    " should it be held?",
    nearly="Add `self.v[refractory] = self.vr`.",
)
class SilentButNotClamped(WholeStepsByMasks):
    def put(self, held, spiked):
        self.v[spiked] = self.vr


@wrong(
    "Nobody ever spikes: by the time you ask who is above threshold, they have all been reset.",
    nearly="First `self.spiked = self.v >= self.vth`; then `self.v[self.spiked] = self.vr`.",
)
class MaskAfterTheReset(WholeSteps):
    def find(self):
        self.v[self.v >= self.vth] = self.vr
        self.spiked = self.v >= self.vth


@wrong(
    "You set everybody's clock, also of neurons that did not spike.",
    nearly="Put the mask into the brackets: `self.last_spike[self.spiked] = self.t`.",
)
class ClockSetForEveryone(WholeSteps):
    def note(self):
        self.last_spike[:] = self.t


@wrong(
    "You hold exactly the neurons whose refractory period is *over*. Are the steps since the last"
    " spike many or few while a neuron is refractory?",
    nearly="Few: `refractory = since < held`.",
)
class ComparisonReversed(InSteps):
    def held(self, dt):
        return self.since(dt) > self.period(dt)


@wrong(
    "Potentials and clocks are right, but `spiked` never changes: the mask is lost when the method"
    " ends.",
    nearly="Keep it in the object: `self.spiked = ...`.",
)
class MaskWithoutSelf(WholeStepsByMasks):
    def ode_step(self, dt, i):
        before = self.spiked
        super().ode_step(dt, i)
        self.spiked = before


@wrong(
    "Each call moves your neurons on by *two* steps: one is made by `super().ode_step(dt, i)`, and"
    " one by your own lines.",
    nearly="Leave out the call of `super()`: your method replaces the one it was built on.",
)
class TheStepOfBothClasses(lif_neurons.ClampFirst):
    def ode_step(self, dt, i):
        self.count(dt)
        self.v = self.euler(dt, i)
        super().ode_step(dt, i)
        since = np.round((self.t - self.last_spike) / dt)
        self.v[since < np.ceil(self.t_ref / dt - 1e-6)] = self.vr
        self.find()
        self.reset()
        self.note()


@right
class TimesWithATolerance(Given):
    def ode_step(self, dt, i):
        self.steps += 1
        self.t = self.steps * dt
        self.v = self.euler(dt, i)
        ready = self.t - self.last_spike > self.t_ref - dt / 1000
        self.spiked = ready & (self.v >= self.vth)
        self.v[self.spiked | ~ready] = self.vr
        self.last_spike[self.spiked] = self.t


@right
class TheFirstFreeStep(Given):
    """Notes the first step at which a neuron may spike again."""

    def ode_step(self, dt, i):
        if self.steps == 0:
            self.free_from = np.zeros(self.n)
        self.steps += 1
        self.t += dt
        self.v = self.euler(dt, i)
        self.v[self.steps < self.free_from] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
        held = np.ceil(np.round(self.t_ref / dt, 6))
        self.free_from[self.spiked] = self.steps + held[self.spiked]


@right
class PeriodsALittleShorter(LIFNeurons):
    """A thousandth of a step is more than rounding ever is."""

    def ode_step(self, dt, i):
        self.t_ref -= dt / 1000
        super().ode_step(dt, i)
        self.t_ref += dt / 1000
