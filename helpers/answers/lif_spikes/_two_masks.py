"""Wrong answers to Exercise 6.1 that find refractory and spiking neurons by a mask each."""

from ..declaration import wrong
from ._given import InParts


class TwoMasks(InParts):
    """A right answer, in parts of which each wrong answer gets one wrong."""

    def ode_step(self, dt, i):
        self.count(dt)
        self.v = self.euler(dt, i)
        held = self.held(dt)
        self.spiked = self.mask(self.v >= self.vth, held)
        self.put(held, self.spiked)
        self.note()

    def held(self, dt):
        return self.t - self.last_spike < self.t_ref

    def mask(self, above, held):
        return above & ~held

    def put(self, held, spiked):
        self.v[held | spiked] = self.vr


@wrong(
    "Refractory neurons do not spike, which is right; but their potential goes on charging. Where"
    " should it be held?",
    nearly="Add `self.v[refractory] = self.vr`.",
)
class SilentButNotClamped(TwoMasks):
    def put(self, held, spiked):
        self.v[spiked] = self.vr


@wrong(
    "Both after a spike and while they are refractory, your neurons are at the resting potential."
    " Which attribute is the reset?",
    nearly="`self.vr`, both times; `self.el` is where the membrane rests without input.",
)
class RestForReset(TwoMasks):
    def put(self, held, spiked):
        self.v[held | spiked] = self.el


@wrong(
    "Only neurons that are refractory *and* spike are put to the reset potential, and there are"
    " none. Whom should the brackets select?",
    nearly="Those that are refractory *or* spike: `self.v[refractory | self.spiked] = self.vr`.",
)
class AndForOr(TwoMasks):
    def put(self, held, spiked):
        pass


@wrong(
    "In your mask, neurons spike that are above threshold *or* not refractory. Which of the two has"
    " to hold?",
    nearly="Both: `self.spiked = (self.v >= self.vth) & ~refractory`.",
)
class OrForAnd(TwoMasks):
    def mask(self, above, held):
        return above | ~held


@wrong(
    "In your mask, only refractory neurons can spike. Who should be able to?",
    nearly="All others: `self.spiked = (self.v >= self.vth) & ~refractory`, with `~` for *not*.",
    alone=True,
)
class OnlyTheRefractorySpike(TwoMasks):
    def mask(self, above, held):
        return above & held


@wrong(
    "Your mask holds the refractory neurons, too. Asked for is who spiked at this step.",
    nearly="`self.spiked = self.v >= self.vth`, before the reset, and nothing added to it.",
)
class EveryoneHeldInTheMask(TwoMasks):
    def note(self):
        super().note()
        self.spiked = self.v == self.vr
