"""Exercise 5.2: reset and clamp as a function, with the original's signature."""

import numpy as np

from ..declaration import Answer, Misconception

el, vr, vth, t_ref = -60e-3, -70e-3, -50e-3, 9.5e-3  # V, s; a probe sets its own


def reference(v, delta_spike):
    """Neuron by neuron: refractory, or spiking, or neither."""
    periods = np.broadcast_to(t_ref, v.shape)
    potentials, spiked = [], []
    for potential, since, period in zip(v, delta_spike, periods, strict=True):
        refractory = since < period
        spiked.append(bool(potential >= vth and not refractory))
        potentials.append(vr if refractory or spiked[-1] else potential)
    return np.array(potentials), np.array(spiked)


# Wrong answers.


def only_above(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v > vth
    v[spiked] = vr
    return v, spiked


def reset_to_rest(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = el
    return v, spiked


def clamped_to_rest(v, delta_spike):
    v[delta_spike < t_ref] = el
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


def comparison_reversed(v, delta_spike):
    spiked = v >= vth
    v[spiked] = vr
    v[delta_spike > t_ref] = vr
    return v, spiked


def comparison_reversed_first(v, delta_spike):
    v[delta_spike > t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


def not_clamped(v, delta_spike):
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


def period_typed_in(v, delta_spike):
    v[delta_spike < 0.0095] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


def not_reset(v, delta_spike):
    v[delta_spike < t_ref] = vr
    return v, v >= vth


def mask_after_the_reset(v, delta_spike):
    v[v >= vth] = vr
    v[delta_spike < t_ref] = vr
    return v, v >= vth


def everyone_at_reset(v, delta_spike):
    v[v >= vth] = vr
    v[delta_spike < t_ref] = vr
    return v, v == vr


def exchanged(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return spiked, v


def clamped_returned(v, delta_spike):
    clamped = delta_spike < t_ref
    spiked = v >= vth
    v[spiked | clamped] = vr
    return v, clamped


def indices_returned(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = np.where(v >= vth)[0]
    v[spiked] = vr
    return v, spiked


def potential_alone(v, delta_spike):
    v[delta_spike < t_ref] = vr
    v[v >= vth] = vr
    return v


def mask_alone(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return spiked


MISCONCEPTIONS = (
    Misconception(
        "> for >=",
        only_above,
        "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the"
        " reset condition have?",
        "The mask is `v >= vth`, with the equals sign.",
    ),
    Misconception(
        "reset to rest",
        reset_to_rest,
        "After a spike your neurons are at the resting potential. Which constant is the reset?",
        "`v[spiked] = vr`; `el` is where the membrane rests without input.",
    ),
    Misconception(
        "clamped to rest",
        clamped_to_rest,
        "You hold refractory neurons at the resting potential. At which of the constants should"
        " they be held?",
        "Clamp to `vr`, as after a spike.",
    ),
    Misconception(
        "comparison reversed",
        comparison_reversed,
        "You hold exactly the neurons whose refractory period is *over*. Is the time since the last"
        " spike large or small while a neuron is refractory?",
        "It is small: the mask is `delta_spike < t_ref`.",
    ),
    Misconception(
        "comparison reversed, and clamped first",
        comparison_reversed_first,
        "Nobody ever spikes: you hold all neurons whose last spike is *long ago*, before you look"
        " who is above threshold. Is the time since the last spike large or small while a neuron is"
        " refractory?",
        "It is small: `clamped = delta_spike < t_ref`.",
    ),
    Misconception(
        "not clamped",
        not_clamped,
        "Spikes and resets are right, but refractory neurons go on charging.",
        "Add `v[delta_spike < t_ref] = vr`.",
    ),
    Misconception(
        "period typed in",
        period_typed_in,
        "It is right for the period of the text, but not for others. Is a number typed into your"
        " function?",
        "Use the name `t_ref`; it may also stand for an array, with a period for each neuron.",
    ),
    Misconception(
        "no reset",
        not_reset,
        "Neurons that spike stay above threshold. What happens to V at a spike?",
        "Keep the mask in a name, `spiked = v >= vth`, and assign `v[spiked] = vr`.",
    ),
    Misconception(
        "mask after the reset",
        mask_after_the_reset,
        "Nobody ever spikes in your version: by the time you ask who is above threshold, they have"
        " all been reset.",
        "First make the mask, `spiked = v >= vth`; then reset, `v[spiked] = vr`.",
    ),
    Misconception(
        "everyone at reset",
        everyone_at_reset,
        "Your mask holds everybody who *is* at the reset potential, the refractory neurons too."
        " Asked for is who spiked at this step.",
        "Make the mask from the threshold, before the reset: `spiked = v >= vth`.",
    ),
    Misconception(
        "mask and potentials exchanged",
        exchanged,
        "Both results are there, but in the wrong order.",
        "`return v, spiked`: the potentials first.",
    ),
    Misconception(
        "clamped neurons returned",
        clamped_returned,
        "The second thing that you return says who is refractory. Asked for is who spiked.",
        "`return v, spiked`, with `spiked = v >= vth`.",
    ),
    Misconception(
        "indices returned",
        indices_returned,
        "You return *which* neurons spiked, as numbers. Asked for is the mask: True or False for"
        " each neuron.",
        "Leave out `np.where`: `spiked = v >= vth` is the mask.",
    ),
    Misconception(
        "potentials alone returned",
        potential_alone,
        "You return the potentials alone. The loop also needs to know who spiked.",
        "`return v, spiked`.",
    ),
    Misconception(
        "mask alone returned",
        mask_alone,
        "You return the mask alone. The loop also needs the potentials.",
        "`return v, spiked`.",
    ),
)


# Other right answers.


def clamp_first(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


def spike_first(v, delta_spike):
    """The original's order: the same unless the current is very strong."""
    spiked = v >= vth
    v[spiked] = vr
    v[t_ref > delta_spike] = vr
    return v, spiked


def on_a_new_array(v, delta_spike):
    refractory = delta_spike < t_ref
    spiked = (v >= vth) & ~refractory
    return np.where(spiked | refractory, vr, v), spiked


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "clamp first": clamp_first,
        "spike first": spike_first,
        "a new array": on_a_new_array,
    },
)
