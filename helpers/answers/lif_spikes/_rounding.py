"""Wrong answers to Exercise 6.2 about rounding, and about steps and seconds."""

import numpy as np

from ..declaration import wrong
from ._given import InSteps


@wrong(
    "A period between two steps is cut short by a step: 3.5 steps count as 3 with you.",
    nearly="Round the period *up*: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class PeriodRoundedDown(InSteps):
    def period(self, dt):
        return np.floor(self.t_ref / dt + 1e-6)


@wrong(
    "A period between two steps is cut short: `//` rounds down. And on the grid it may lose a step:"
    " for a computer, 0.0006 // 0.0002 is 2.",
    nearly="Divide with `/`, and round *up*: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class DividedWithDoubleSlash(InSteps):
    def period(self, dt):
        return self.t_ref // dt


@wrong(
    "`round` is for one number, and this is an array. Which function of NumPy rounds all its"
    " elements?",
    nearly="`np.round((self.t - self.last_spike) / dt)`.",
    raises=True,
)
class RoundOfPython(InSteps):
    def since(self, dt):
        return round((self.t - self.last_spike) / dt)


@wrong(
    "Your neurons are held a step too short if their period ends just after a step. How much do you"
    " take off before you round up?",
    nearly="A millionth of a step is enough: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class ATenthOfAStepTakenOff(InSteps):
    def period(self, dt):
        return np.ceil(self.t_ref / dt - 0.1)


@wrong(
    "Your neurons are held a step too short. Is more than a *little* taken off the period?",
    nearly="A millionth of a step is enough: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class AWholeStepTakenOff(InSteps):
    def period(self, dt):
        return np.ceil(self.t_ref / dt - 1)


@wrong(
    "A period between two steps is cut short: a step that begins within it counts as refractory,"
    " however little of the period is left.",
    nearly="Round the period *up*: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class PeriodRounded(InSteps):
    def period(self, dt):
        return np.round(self.t_ref / dt)


@wrong(
    "Nearly. For some periods on the grid your neurons wait one step too long. For a computer,"
    " 13 * 0.0002 / 0.0002 is 13.000000000000002, and that is rounded up to 14.",
    nearly="Take a little off before you round up: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class RoundedUpWithoutATolerance(InSteps):
    def period(self, dt):
        return np.ceil(self.t_ref / dt)


@wrong(
    "Where a period ends *on* a step, your neurons wait one step too long. Is the little added to"
    " the period?",
    nearly="Take it off: `np.ceil(self.t_ref / dt - 1e-6)`.",
)
class ALittleAdded(InSteps):
    def period(self, dt):
        return np.ceil(self.t_ref / dt + 1e-6)


@wrong(
    "You take a time from a number of steps: `self.last_spike` is in seconds, `self.steps` is not.",
    nearly="Take times from times, and divide: `np.round((self.t - self.last_spike) / dt)`.",
)
class SecondsTakenFromSteps(InSteps):
    def since(self, dt):
        return np.round(self.steps - self.last_spike)


@wrong(
    "At the beginning your neurons are held, as if they had just spiked. Do you count in steps what"
    " `last_spike` holds in seconds? `__init__` sets it to `-self.t_ref`, which is a time.",
    nearly="Keep times there, and count with `np.round((self.t - self.last_spike) / dt)`.",
)
class ClockOfSteps(InSteps):
    def since(self, dt):
        return self.steps - self.last_spike

    def note(self):
        self.last_spike[self.spiked] = self.steps


@wrong(
    "In `last_spike` you note the number of the step. It is compared with times, in seconds.",
    nearly="Note the time: `self.last_spike[self.spiked] = self.t`.",
)
class StepNotedInsteadOfTheTime(InSteps):
    def note(self):
        self.last_spike[self.spiked] = self.steps
