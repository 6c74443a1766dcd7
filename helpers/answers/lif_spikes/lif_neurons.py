"""Exercise 6.1: a class that keeps and moves the state of many neurons."""

import numpy as np

from ..declaration import Answer, Misconception
from .given import Given

tau, el, vr, vth, r = 20e-3, -60e-3, -70e-3, -50e-3, 100e6  # as in the tutorial's module


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


# Wrong answers.


class OnlyAbove(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v > self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class ResetToRest(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.el
        self.last_spike[self.spiked] = self.t


class ClampedToRest(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.el
        self.spiked = (self.v >= self.vth) & (self.t - self.last_spike >= self.t_ref)
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class TimeStandsStill(Given):
    def ode_step(self, dt, i):
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class TimeStandsStillAtDt(Given):
    def ode_step(self, dt, i):
        self.t = dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class StepsNotCounted(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class TimeMovedLast(Given):
    def ode_step(self, dt, i):
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
        self.t += dt
        self.steps += 1


class LocalNames(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        v = self.euler(dt, i)
        v[self.t - self.last_spike < self.t_ref] = self.vr
        spiked = v >= self.vth
        v[spiked] = self.vr
        self.last_spike[spiked] = self.t


class LocalMask(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        spiked = self.v >= self.vth
        self.v[spiked] = self.vr
        self.last_spike[spiked] = self.t


class ModuleNames(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.v + dt / tau * (el - self.v + r * i)
        self.v[self.t - self.last_spike < self.t_ref] = vr
        self.spiked = self.v >= vth
        self.v[self.spiked] = vr
        self.last_spike[self.spiked] = self.t


class ComparisonReversed(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike > self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class ComparisonReversedLast(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.v[self.t - self.last_spike > self.t_ref] = self.vr
        self.last_spike[self.spiked] = self.t


class NotClamped(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


class NotReset(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.last_spike[self.spiked] = self.t


class MaskAfterTheReset(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.v[self.v >= self.vth] = self.vr
        self.spiked = self.v >= self.vth
        self.last_spike[self.spiked] = self.t


class ClockNotSet(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr


class ClockSetForAll(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[:] = self.t


class StepNoted(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.steps


class EverSpiked(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        now = self.v >= self.vth
        self.v[now] = self.vr
        self.last_spike[now] = self.t
        self.spiked = self.spiked | now


MISCONCEPTIONS = (
    Misconception(
        "> for >=",
        OnlyAbove,
        "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the"
        " reset condition have?",
        "`self.spiked = self.v >= self.vth`, with the equals sign.",
    ),
    Misconception(
        "reset to rest",
        ResetToRest,
        "After a spike the neurons are at the resting potential. Which attribute is the reset?",
        "`self.v[self.spiked] = self.vr`; `self.el` is where the membrane rests without input.",
    ),
    Misconception(
        "clamped to rest",
        ClampedToRest,
        "You hold refractory neurons at the resting potential. Where should they be held?",
        "Clamp to `self.vr`, as after a spike.",
    ),
    Misconception(
        "time stands still",
        TimeStandsStill,
        "`t` stays 0: your neurons do not know how late it is.",
        "Add `self.t += dt`.",
    ),
    Misconception(
        "time set to dt",
        TimeStandsStillAtDt,
        "`t` is `dt` after each step, however many there have been.",
        "Add to it: `self.t += dt`.",
    ),
    Misconception(
        "steps not counted",
        StepsNotCounted,
        "All is right but one attribute: `steps` stays 0.",
        "Add `self.steps += 1`.",
    ),
    Misconception(
        "time moved on last",
        TimeMovedLast,
        "The spikes are noted one step too early: `t` moves on at the end of your method, when all"
        " else is done.",
        "Begin with `self.t += dt` and `self.steps += 1`: the new potentials belong to the new"
        " time.",
    ),
    Misconception(
        "names without self",
        LocalNames,
        "The potentials never change: the new ones are lost when the method ends. Where does an"
        " object keep what it is to remember?",
        "Assign to attributes, with `self.` before the name: `self.v = ...`, `self.spiked = ...`.",
    ),
    Misconception(
        "mask without self",
        LocalMask,
        "Potentials and clocks are right, but `spiked` never changes: the mask is lost when the"
        " method ends.",
        "Keep it in the object: `self.spiked = self.v >= self.vth`.",
    ),
    Misconception(
        "the notebook's names",
        ModuleNames,
        "It is right for the membrane of the text, but not for neurons that were made with other"
        " numbers. Whose `tau` and `vth` do you use?",
        "Use the object's own: `self.tau`, `self.el`, `self.r`, `self.vth`, `self.vr`.",
    ),
    Misconception(
        "comparison reversed",
        ComparisonReversed,
        "You hold exactly the neurons whose refractory period is *over*. Is the time since the last"
        " spike large or small while a neuron is refractory?",
        "It is small: `self.t - self.last_spike < self.t_ref`.",
    ),
    Misconception(
        "comparison reversed, after the spikes",
        ComparisonReversedLast,
        "After your spikes are found, you hold exactly the neurons whose refractory period is"
        " *over*, so that they never charge. Which way round is the comparison?",
        "Refractory means `self.t - self.last_spike < self.t_ref`.",
    ),
    Misconception(
        "not clamped",
        NotClamped,
        "Spikes and resets are right, but refractory neurons go on charging.",
        "Before you look for spikes: `self.v[self.t - self.last_spike < self.t_ref] = self.vr`.",
    ),
    Misconception(
        "no reset",
        NotReset,
        "Neurons that spike stay above threshold. What happens to V at a spike?",
        "Add `self.v[self.spiked] = self.vr`.",
    ),
    Misconception(
        "mask after the reset",
        MaskAfterTheReset,
        "Nobody ever spikes: by the time you ask who is above threshold, they have all been reset.",
        "First `self.spiked = self.v >= self.vth`; then `self.v[self.spiked] = self.vr`.",
    ),
    Misconception(
        "clock never set",
        ClockNotSet,
        "`last_spike` never changes, so that nobody becomes refractory.",
        "Add `self.last_spike[self.spiked] = self.t`.",
    ),
    Misconception(
        "clock set for everyone",
        ClockSetForAll,
        "You set everybody's clock, also of neurons that did not spike.",
        "Put the mask into the brackets: `self.last_spike[self.spiked] = self.t`.",
    ),
    Misconception(
        "step noted instead of the time",
        StepNoted,
        "In `last_spike` you note the number of the step. It is compared with times, in seconds.",
        "Note the time: `self.last_spike[self.spiked] = self.t`.",
    ),
    Misconception(
        "everyone who ever spiked",
        EverSpiked,
        "Your mask holds everybody who has *ever* spiked. Asked for are those of this step.",
        "Make a new mask at each step: `self.spiked = self.v >= self.vth`.",
    ),
)


# Other right answers.


class ClampFirst(Given):
    def ode_step(self, dt, i):
        self.t += dt
        self.steps += 1
        self.v = self.euler(dt, i)
        self.v[self.t - self.last_spike < self.t_ref] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t


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


class InPlace(Given):
    def ode_step(self, dt, i):
        self.steps += 1
        self.t = self.steps * dt
        self.v += dt * (self.el - self.v + self.r * i) / self.tau
        refractory = self.t < self.last_spike + self.t_ref
        np.copyto(self.spiked, (self.v >= self.vth) & ~refractory)
        self.v[self.spiked | refractory] = self.vr
        self.last_spike[self.spiked] = self.t


ANSWER = Answer(
    Reference,
    MISCONCEPTIONS,
    variants={"clamp first": ClampFirst, "spike first": SpikeFirst, "in place": InPlace},
)
