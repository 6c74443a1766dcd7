"""Exercise 4.1: reset, and a refractory period that holds at any current."""

import numpy as np

from ..declaration import right, wrong
from ._refractory_masks import (  # noqa: F401  (answers, too)
    clamped_above_threshold_only,
    clock_set_for_all_others,
    clock_set_to_zero,
    milliseconds_noted,
    only_the_refractory_spike,
    or_for_and,
    returned_after_the_first_neuron,
)

el, vr, vth = -60e-3, -70e-3, -50e-3  # V; a probe sets its own


def reference(v, t, last_spike, t_ref):
    """Neuron by neuron: refractory, or spiking, or neither."""
    spiked = np.zeros(len(v), bool)
    periods = np.broadcast_to(t_ref, v.shape)
    for j in range(len(v)):
        if last_spike[j] + periods[j] > t:
            v[j] = vr
        elif v[j] >= vth:
            spiked[j] = True
            v[j] = vr
            last_spike[j] = t
    return spiked


def _who(v, t, last_spike, t_ref):
    """Who is refractory, and who spikes, once these are clamped and those reset."""
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    return refractory, spiked


def _spikes(v, t, last_spike):
    """What comes after the clamping."""
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def steps(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    clamped = np.where(refractory, vr, v)
    spiked = clamped >= vth
    return [
        ("time since the last spike, in s", t - last_spike),
        ("who is refractory", refractory),
        ("`v`, with these clamped", clamped),
        ("who of them all is now at or above the threshold", spiked),
        ("`v`, with those reset", np.where(spiked, vr, clamped)),
        ("`last_spike`, with their clocks set", np.where(spiked, t, last_spike)),
        ("returned, the mask of those that spiked", spiked),
    ]


@wrong(
    "With a strong current, a neuron that is refractory spikes again and starts its period anew."
    " Who may spike at all? In which order do your lines ask that?",
    nearly="Clamp first, `v[refractory] = vr`; then look for spikes, `spiked = v >= vth`. A"
    " clamped neuron is then below threshold, whatever the current.",
)
def a_spike_inside_the_refractory_period(v, t, last_spike, t_ref):
    spiked = v >= vth
    v[spiked] = vr
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    last_spike[spiked] = t
    return spiked


@wrong(
    "With a strong current, your mask says that a refractory neuron spiked. Its clock keeps"
    " running, which is right, but there must not be a spike either.",
    nearly="Clamp first, then make the mask: `v[refractory] = vr`, `spiked = v >= vth`.",
)
def a_spike_counted_inside_the_refractory_period(v, t, last_spike, t_ref):
    spiked = v >= vth
    refractory = t - last_spike < t_ref
    v[spiked | refractory] = vr
    last_spike[spiked & ~refractory] = t
    return spiked


@wrong(
    "With a strong current, a refractory neuron starts its period anew without having spiked."
    " Under a lasting input it would stay silent for ever.",
    nearly="Only a spike sets the clock: `last_spike[spiked] = t`, with the mask that leaves the"
    " refractory neurons out.",
)
def clock_restarted_inside_the_refractory_period(v, t, last_spike, t_ref):
    above = v >= vth
    refractory = t - last_spike < t_ref
    v[above | refractory] = vr
    last_spike[above] = t
    return above & ~refractory


@wrong(
    "You hold exactly the neurons whose refractory period is *over*. Is the time since the last"
    " spike large or small while a neuron is refractory?",
    nearly="It is small: `refractory = t - last_spike < t_ref`.",
)
def comparison_reversed(v, t, last_spike, t_ref):
    refractory = t - last_spike > t_ref
    v[refractory] = vr
    return _spikes(v, t, last_spike)


@wrong(
    "All neurons are held, always. Does the time since the last spike come out positive, and in"
    " seconds like the period?",
    nearly="What is over is `t - last_spike`: now minus then, both in seconds, as `t_ref` is.",
)
def difference_reversed(v, t, last_spike, t_ref):
    refractory = last_spike - t < t_ref
    v[refractory] = vr
    return _spikes(v, t, last_spike)


@wrong(
    "It is right for the period of the text, but not for others. Is a number typed into your"
    " function?",
    nearly="Use the argument `t_ref`; it may also be an array, with a period for each neuron.",
)
def period_typed_in(v, t, last_spike, t_ref):
    refractory = t - last_spike < 0.0095
    v[refractory] = vr
    return _spikes(v, t, last_spike)


@wrong(
    "You hold refractory neurons at the resting potential. At which of the constants should they"
    " be held?",
    nearly="Clamp with `v[refractory] = vr`.",
)
def clamped_to_rest(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = el
    return _spikes(v, t, last_spike)


@wrong(
    "Refractory neurons do not spike, which is right; but their potential goes on charging. Where"
    " should it be held?",
    nearly="Add `v[refractory] = vr`.",
)
def refractory_neurons_not_clamped(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    spiked = (v >= vth) & ~refractory
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


@wrong(
    "Your neurons spike and are reset, but nobody is ever refractory. Is there a comparison with"
    " `t_ref`, and are both of its sides in seconds?",
    nearly="Before anything else: `refractory = t - last_spike < t_ref` and `v[refractory] = vr`,"
    " without any factor 1000.",
)
def no_refractory_period(v, t, last_spike, t_ref):
    return _spikes(v, t, last_spike)


@wrong(
    "Neurons that spike stay above threshold. What happens to V at a spike?",
    nearly="Add `v[spiked] = vr` once the mask is made.",
)
def no_reset(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    last_spike[spiked] = t
    return spiked


@wrong(
    "`last_spike` never changes, so that nobody becomes refractory later. (`last_spike = ...`"
    " without brackets only renames: the array that was handed in stays as it was.)",
    nearly="Set its elements: `last_spike[spiked] = t`.",
)
def clock_never_set(v, t, last_spike, t_ref):
    _, spiked = _who(v, t, last_spike, t_ref)
    return spiked


@wrong(
    "You set the clock of refractory neurons too, at each step: their period never ends.",
    nearly="Only a spike sets the clock: `last_spike[spiked] = t`.",
)
def clock_set_for_refractory_neurons(v, t, last_spike, t_ref):
    refractory, spiked = _who(v, t, last_spike, t_ref)
    last_spike[spiked | refractory] = t
    return spiked


@wrong(
    "You set everybody's clock, also of neurons that did not spike.",
    nearly="Put the mask into the brackets: `last_spike[spiked] = t`.",
)
def clock_set_for_everyone(v, t, last_spike, t_ref):
    _, spiked = _who(v, t, last_spike, t_ref)
    last_spike[:] = t
    return spiked


@wrong(
    "In `last_spike` you note when the period will *end*. Then the period is added twice, here and"
    " in the comparison.",
    nearly="Note when the spike was: `last_spike[spiked] = t`.",
    raises=True,
)
def end_of_the_period_noted(v, t, last_spike, t_ref):
    _, spiked = _who(v, t, last_spike, t_ref)
    last_spike[spiked] = t + t_ref
    return spiked


@wrong(
    "You set the clock to the refractory *period*. What should stand in `last_spike` after a"
    " spike?",
    nearly="The clock is set to `t`: `last_spike[spiked] = t`.",
    raises=True,
)
def period_noted(v, t, last_spike, t_ref):
    _, spiked = _who(v, t, last_spike, t_ref)
    last_spike[spiked] = t_ref
    return spiked


@wrong(
    "You add the time to what stood in `last_spike` before. What should stand there?",
    nearly="Use `=`, not `+=`: `last_spike[spiked] = t`.",
)
def time_added(v, t, last_spike, t_ref):
    _, spiked = _who(v, t, last_spike, t_ref)
    last_spike[spiked] += t
    return spiked


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the reset"
    " condition have?",
    nearly="The mask is `v >= vth`, with the equals sign.",
    name="> for >=",
)
def only_above(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v > vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


@wrong(
    "You return who is refractory. Asked for is who spiked at this step.",
    nearly="End with `return spiked`.",
)
def refractory_neurons_returned(v, t, last_spike, t_ref):
    refractory, spiked = _who(v, t, last_spike, t_ref)
    last_spike[spiked] = t
    return refractory


@wrong(
    "You set the clocks before you ask who is refractory, so that a neuron which has just spiked"
    " counts as refractory already, and its spike is lost.",
    nearly="Ask first, `refractory = t - last_spike < t_ref`; set the clocks last.",
)
def clock_set_before_the_comparison(v, t, last_spike, t_ref):
    spiked = v >= vth
    last_spike[spiked] = t
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    return spiked & ~refractory


@wrong(
    "A neuron is held once too often: at the very time at which its period is over.",
    nearly="Refractory is who spiked *less* than `t_ref` ago: `t - last_spike < t_ref`, with `<`.",
    name="<= for <",
)
def held_at_the_end_of_the_period(v, t, last_spike, t_ref):
    refractory = t - last_spike <= t_ref
    v[refractory] = vr
    return _spikes(v, t, last_spike)


@wrong(
    "After a spike your neurons are at the resting potential. Which constant is the reset?",
    nearly="`v[spiked] = vr`; `el` is where the membrane rests without input.",
)
def reset_to_rest(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = el
    last_spike[spiked] = t
    return spiked


@wrong(
    "Nobody ever spikes in your version: when you ask who is above threshold, all have been reset.",
    nearly="First make the mask, `spiked = v >= vth`; then reset, `v[spiked] = vr`.",
)
def mask_after_the_reset(v, t, last_spike, t_ref):
    _who(v, t, last_spike, t_ref)
    return _spikes(v, t, last_spike)


@wrong(
    "You reset all neurons at every step. Which elements of `v` does the mask select?",
    nearly="`v[spiked] = vr` resets those that spiked; `v[:] = vr` resets them all.",
)
def everyone_reset(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[:] = vr
    last_spike[spiked] = t
    return spiked


@wrong(
    "Your mask holds the refractory neurons, too. Asked for is who spiked at this step.",
    nearly="End with `return spiked`, with `spiked = v >= vth` alone.",
)
def everyone_held_returned(v, t, last_spike, t_ref):
    refractory, spiked = _who(v, t, last_spike, t_ref)
    last_spike[spiked] = t
    return spiked | refractory


@wrong(
    "You compare the *time* of the last spike with the period. A period is compared with how long"
    " ago something was.",
    nearly="How long ago is `t - last_spike`; refractory is who has `t - last_spike < t_ref`.",
    alone=True,
)
def time_of_the_spike_compared(v, t, last_spike, t_ref):
    refractory = last_spike < t_ref
    v[refractory] = vr
    return _spikes(v, t, last_spike)


@wrong(
    "It is right for −50 and −70 mV, but wrong when threshold and reset are others. Are there"
    " numbers typed into your function?",
    nearly="Use the names `vth` and `vr`, so that the function follows when they change.",
)
def numbers_typed_in(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = -0.07
    spiked = v >= -0.05
    v[spiked] = -0.07
    last_spike[spiked] = t
    return spiked


@right
def clamp_first(v, t, last_spike, t_ref):
    v[last_spike + t_ref > t] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


@right
def both_conditions(v, t, last_spike, t_ref):
    ready = t - last_spike >= t_ref
    spiked = ready & (v >= vth)
    v[spiked | ~ready] = vr
    last_spike[spiked] = t
    return spiked


@right(name="np.where")
def by_np_where(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    spiked = np.logical_and(v >= vth, np.logical_not(refractory))
    v[:] = np.where(refractory | spiked, vr, v)
    last_spike[:] = np.where(spiked, t, last_spike)
    return spiked
