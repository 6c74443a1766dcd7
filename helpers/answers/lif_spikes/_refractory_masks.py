"""Wrong answers to Exercise 4.1 about masks and clocks."""

import numpy as np

from ..declaration import wrong

el, vr, vth = -60e-3, -70e-3, -50e-3  # V; a probe sets its own


def _masked(v, t, last_spike, t_ref, who=lambda above, refractory: above & ~refractory):
    """Who is refractory, and who spikes, once all of these are at the reset."""
    refractory = t - last_spike < t_ref
    spiked = who(v >= vth, refractory)
    v[refractory | spiked] = vr
    return refractory, spiked


@wrong(
    "In your mask, only refractory neurons can spike. Who should be able to?",
    nearly="All others: `spiked = (v >= vth) & ~refractory`, with `~` for *not*.",
    alone=True,
)
def only_the_refractory_spike(v, t, last_spike, t_ref):
    _, spiked = _masked(v, t, last_spike, t_ref, lambda above, refractory: above & refractory)
    last_spike[spiked] = t
    return spiked


@wrong(
    "In your mask, neurons spike that are above threshold *or* not refractory. Which of the two has"
    " to hold?",
    nearly="Both: `spiked = (v >= vth) & ~refractory`.",
    name="or for and, in the mask",
)
def or_for_and(v, t, last_spike, t_ref):
    _, spiked = _masked(v, t, last_spike, t_ref, lambda above, refractory: above | ~refractory)
    last_spike[spiked] = t
    return spiked


@wrong(
    "All clocks that you set are at 0, as if the spike had been at the very beginning.",
    nearly="A clock holds the time of the spike: `last_spike[spiked] = t`.",
)
def clock_set_to_zero(v, t, last_spike, t_ref):
    _, spiked = _masked(v, t, last_spike, t_ref)
    last_spike[spiked] = 0
    return spiked


@wrong(
    "Only neurons above threshold are put to the reset potential. A refractory neuron is held there"
    " wherever it is.",
    nearly="`v[refractory] = vr`, for all of them.",
)
def clamped_above_threshold_only(v, t, last_spike, t_ref):
    above = v >= vth
    spiked = above & ~(t - last_spike < t_ref)
    v[above] = vr
    last_spike[spiked] = t
    return spiked


@wrong(
    "Your function ends after the first neuron. Look at how far `return` is indented.",
    nearly="`return spiked` belongs behind the loop: as far left as the `for`.",
)
def returned_after_the_first_neuron(v, t, last_spike, t_ref):
    spiked = np.zeros(len(v), bool)
    if t - last_spike[0] < np.broadcast_to(t_ref, v.shape)[0]:
        v[0] = vr
    elif v[0] >= vth:
        spiked[0], v[0], last_spike[0] = True, vr, t
    return spiked


@wrong(
    "In `last_spike` you note the time in ms. It is compared with times in seconds.",
    nearly="Keep seconds: `last_spike[spiked] = t`.",
)
def milliseconds_noted(v, t, last_spike, t_ref):
    _, spiked = _masked(v, t, last_spike, t_ref)
    last_spike[spiked] = 1000 * t
    return spiked


@wrong(
    "You set the clocks of all neurons that are not refractory, whether they spike or not.",
    nearly="A clock is set at a spike: `last_spike[spiked] = t`.",
)
def clock_set_for_all_others(v, t, last_spike, t_ref):
    refractory, spiked = _masked(v, t, last_spike, t_ref)
    last_spike[~refractory] = t
    return spiked
