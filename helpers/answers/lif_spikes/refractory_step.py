"""Exercise 4.1: reset, and a refractory period that holds at any current."""

import numpy as np

from ..declaration import Answer, Misconception

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


# Wrong answers.


def spike_before_clamp(v, t, last_spike, t_ref):
    spiked = v >= vth
    v[spiked] = vr
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    last_spike[spiked] = t
    return spiked


def counted_without_a_restart(v, t, last_spike, t_ref):
    spiked = v >= vth
    refractory = t - last_spike < t_ref
    v[spiked | refractory] = vr
    last_spike[spiked & ~refractory] = t
    return spiked


def restarted_without_a_count(v, t, last_spike, t_ref):
    above = v >= vth
    refractory = t - last_spike < t_ref
    v[above | refractory] = vr
    last_spike[above] = t
    return above & ~refractory


def comparison_reversed(v, t, last_spike, t_ref):
    refractory = t - last_spike > t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def difference_reversed(v, t, last_spike, t_ref):
    refractory = last_spike - t < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def ten_milliseconds_typed_in(v, t, last_spike, t_ref):
    refractory = t - last_spike < 0.0095
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def clamped_to_rest(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = el
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def not_clamped(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    spiked = (v >= vth) & ~refractory
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def no_refractory_period(v, t, last_spike, t_ref):
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def spiking_not_reset(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    last_spike[spiked] = t
    return spiked


def clock_not_set(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    return spiked


def clock_set_for_the_refractory(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked | refractory] = t
    return spiked


def clock_set_for_all(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[:] = t
    return spiked


def end_of_the_period_noted(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = (t + t_ref * np.ones(len(v)))[spiked]
    return spiked


def time_added(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] += t
    return spiked


def only_above(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v > vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def refractory_returned(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return refractory


def clock_set_first(v, t, last_spike, t_ref):
    spiked = v >= vth
    last_spike[spiked] = t
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    return spiked & ~refractory


MISCONCEPTIONS = (
    Misconception(
        "a spike inside the refractory period",
        spike_before_clamp,
        "With a strong current, a neuron that is refractory spikes again and starts its period"
        " anew. Who may spike at all? In which order do your lines ask that?",
        "Clamp first, `v[refractory] = vr`; then look for spikes, `spiked = v >= vth`. A clamped"
        " neuron is then below threshold, whatever the current.",
    ),
    Misconception(
        "a spike counted inside the refractory period",
        counted_without_a_restart,
        "With a strong current, your mask says that a refractory neuron spiked. Its clock keeps"
        " running, which is right, but there must not be a spike either.",
        "Clamp first, then make the mask: `v[refractory] = vr`, `spiked = v >= vth`.",
    ),
    Misconception(
        "clock restarted inside the refractory period",
        restarted_without_a_count,
        "With a strong current, a refractory neuron starts its period anew without having spiked."
        " Under a lasting input it would stay silent for ever.",
        "Only a spike sets the clock: `last_spike[spiked] = t`, with the mask that leaves the"
        " refractory neurons out.",
    ),
    Misconception(
        "comparison reversed",
        comparison_reversed,
        "You hold exactly the neurons whose refractory period is *over*. Is the time since the last"
        " spike large or small while a neuron is refractory?",
        "It is small: `refractory = t - last_spike < t_ref`.",
    ),
    Misconception(
        "difference reversed",
        difference_reversed,
        "All neurons are held, always. Does the time since the last spike come out positive, and in"
        " seconds like the period?",
        "What is over is `t - last_spike`: now minus then, both in seconds, as `t_ref` is.",
    ),
    Misconception(
        "period typed in",
        ten_milliseconds_typed_in,
        "It is right for the period of the text, but not for others. Is a number typed into your"
        " function?",
        "Use the argument `t_ref`; it may also be an array, with a period for each neuron.",
    ),
    Misconception(
        "clamped to rest",
        clamped_to_rest,
        "You hold refractory neurons at the resting potential. At which of the constants should"
        " they be held?",
        "Clamp with `v[refractory] = vr`.",
    ),
    Misconception(
        "refractory neurons not clamped",
        not_clamped,
        "Refractory neurons do not spike, which is right; but their potential goes on charging."
        " Where should it be held?",
        "Add `v[refractory] = vr`.",
    ),
    Misconception(
        "no refractory period",
        no_refractory_period,
        "Your neurons spike and are reset, but nobody is ever refractory. Is there a comparison"
        " with `t_ref`, and are both of its sides in seconds?",
        "Before anything else: `refractory = t - last_spike < t_ref` and `v[refractory] = vr`,"
        " without any factor 1000.",
    ),
    Misconception(
        "no reset",
        spiking_not_reset,
        "Neurons that spike stay above threshold. What happens to V at a spike?",
        "Add `v[spiked] = vr` once the mask is made.",
    ),
    Misconception(
        "clock never set",
        clock_not_set,
        "`last_spike` never changes, so that nobody becomes refractory later.",
        "Add `last_spike[spiked] = t`.",
    ),
    Misconception(
        "clock set for refractory neurons",
        clock_set_for_the_refractory,
        "You set the clock of refractory neurons too, at each step: their period never ends.",
        "Only a spike sets the clock: `last_spike[spiked] = t`.",
    ),
    Misconception(
        "clock set for everyone",
        clock_set_for_all,
        "You set everybody's clock, also of neurons that did not spike.",
        "Put the mask into the brackets: `last_spike[spiked] = t`.",
    ),
    Misconception(
        "end of the period noted",
        end_of_the_period_noted,
        "In `last_spike` you note when the period will *end*. Then the period is added twice, here"
        " and in the comparison.",
        "Note when the spike was: `last_spike[spiked] = t`.",
    ),
    Misconception(
        "time added",
        time_added,
        "You add the time to what stood in `last_spike` before. What should stand there?",
        "Use `=`, not `+=`: `last_spike[spiked] = t`.",
    ),
    Misconception(
        "> for >=",
        only_above,
        "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the"
        " reset condition have?",
        "The mask is `v >= vth`, with the equals sign.",
    ),
    Misconception(
        "refractory neurons returned",
        refractory_returned,
        "You return who is refractory. Asked for is who spiked at this step.",
        "End with `return spiked`.",
    ),
    Misconception(
        "clock set before the comparison",
        clock_set_first,
        "You set the clocks before you ask who is refractory, so that a neuron which has just"
        " spiked counts as refractory already, and its spike is lost.",
        "Ask first, `refractory = t - last_spike < t_ref`; set the clocks last.",
    ),
)


# Other right answers.


def clamp_first(v, t, last_spike, t_ref):
    v[last_spike + t_ref > t] = vr
    spiked = v >= vth
    v[spiked] = vr
    last_spike[spiked] = t
    return spiked


def both_conditions(v, t, last_spike, t_ref):
    ready = t - last_spike >= t_ref
    spiked = ready & (v >= vth)
    v[spiked | ~ready] = vr
    last_spike[spiked] = t
    return spiked


def by_np_where(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    spiked = np.logical_and(v >= vth, np.logical_not(refractory))
    v[:] = np.where(refractory | spiked, vr, v)
    last_spike[:] = np.where(spiked, t, last_spike)
    return spiked


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "clamp first": clamp_first,
        "both conditions": both_conditions,
        "np.where": by_np_where,
    },
)
