"""Exercise 5.2: reset and clamp as a function, with the original's signature."""

import numpy as np

from ..declaration import right, wrong

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


def steps(v, delta_spike):
    refractory = delta_spike < t_ref
    clamped = np.where(refractory, vr, v)
    spiked = clamped >= vth
    return [
        ("who is refractory", refractory),
        ("`v`, with these clamped", clamped),
        ("who of them all is now at or above the threshold", spiked),
        ("returned, `v`, with those reset, and the mask", (np.where(spiked, vr, clamped), spiked)),
    ]


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the reset"
    " condition have?",
    nearly="The mask is `v >= vth`, with the equals sign.",
    name="> for >=",
)
def only_above(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v > vth
    v[spiked] = vr
    return v, spiked


@wrong(
    "After a spike your neurons are at the resting potential. Which constant is the reset?",
    nearly="`v[spiked] = vr`; `el` is where the membrane rests without input.",
)
def reset_to_rest(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = el
    return v, spiked


@wrong(
    "You hold refractory neurons at the resting potential. At which of the constants should they"
    " be held?",
    nearly="Clamp to `vr`, as after a spike.",
)
def clamped_to_rest(v, delta_spike):
    v[delta_spike < t_ref] = el
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@wrong(
    "You hold exactly the neurons whose refractory period is *over*. Is the time since the last"
    " spike large or small while a neuron is refractory?",
    nearly="It is small: the mask is `delta_spike < t_ref`.",
)
def comparison_reversed(v, delta_spike):
    spiked = v >= vth
    v[spiked] = vr
    v[delta_spike > t_ref] = vr
    return v, spiked


@wrong(
    "Nobody ever spikes: you hold all neurons whose last spike is *long ago*, before you look who"
    " is above threshold. Is the time since the last spike large or small while a neuron is"
    " refractory?",
    nearly="It is small: `clamped = delta_spike < t_ref`.",
    name="comparison reversed, and clamped first",
)
def comparison_reversed_first(v, delta_spike):
    v[delta_spike > t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@wrong(
    "Spikes and resets are right, but refractory neurons go on charging.",
    nearly="Add `v[delta_spike < t_ref] = vr`.",
)
def not_clamped(v, delta_spike):
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@wrong(
    "It is right for the period of the text, but not for others. Is a number typed into your"
    " function?",
    nearly="Use the name `t_ref`; it may also stand for an array, with a period for each neuron.",
)
def period_typed_in(v, delta_spike):
    v[delta_spike < 0.0095] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@wrong(
    "Neurons that spike stay above threshold. What happens to V at a spike?",
    nearly="Keep the mask in a name, `spiked = v >= vth`, and assign `v[spiked] = vr`.",
)
def no_reset(v, delta_spike):
    v[delta_spike < t_ref] = vr
    return v, v >= vth


@wrong(
    "Nobody ever spikes in your version: by the time you ask who is above threshold, they have all"
    " been reset.",
    nearly="First make the mask, `spiked = v >= vth`; then reset, `v[spiked] = vr`.",
)
def mask_after_the_reset(v, delta_spike):
    v[v >= vth] = vr
    v[delta_spike < t_ref] = vr
    return v, v >= vth


@wrong(
    "Your mask holds everybody who *is* at the reset potential, the refractory neurons too. Asked"
    " for is who spiked at this step.",
    nearly="Make the mask from the threshold, before the reset: `spiked = v >= vth`.",
)
def everyone_at_reset(v, delta_spike):
    v[v >= vth] = vr
    v[delta_spike < t_ref] = vr
    return v, v == vr


@wrong(
    "Both results are there, but in the wrong order.",
    nearly="`return v, spiked`: the potentials first.",
)
def mask_and_potentials_exchanged(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return spiked, v


@wrong(
    "The second thing that you return says who is refractory. Asked for is who spiked.",
    nearly="`return v, spiked`, with `spiked = v >= vth`.",
)
def clamped_neurons_returned(v, delta_spike):
    clamped = delta_spike < t_ref
    spiked = v >= vth
    v[spiked | clamped] = vr
    return v, clamped


@wrong(
    "You return *which* neurons spiked, as numbers. Asked for is the mask: True or False for each"
    " neuron.",
    nearly="Leave out `np.where`: `spiked = v >= vth` is the mask.",
)
def indices_returned(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = np.where(v >= vth)[0]
    v[spiked] = vr
    return v, spiked


@wrong(
    "You return the potentials alone. The loop also needs to know who spiked.",
    nearly="`return v, spiked`.",
)
def potentials_alone_returned(v, delta_spike):
    v[delta_spike < t_ref] = vr
    v[v >= vth] = vr
    return v


@wrong(
    "You return the mask alone. The loop also needs the potentials.", nearly="`return v, spiked`."
)
def mask_alone_returned(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return spiked


@wrong(
    "A neuron is held once too often: when its period is just over.",
    nearly="Refractory is who spiked *less* than `t_ref` ago: `delta_spike < t_ref`, with `<`.",
    name="<= for <",
)
def held_at_the_end_of_the_period(v, delta_spike):
    v[delta_spike <= t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@wrong(
    "You reset all neurons at every step. Which elements of `v` does the mask select?",
    nearly="`v[spiked] = vr` resets those that spiked; `v[:] = vr` resets them all.",
)
def everyone_reset(v, delta_spike):
    spiked = (v >= vth) & (delta_spike >= t_ref)
    v[:] = vr
    return v, spiked


@wrong(
    "`v` comes back as one number: `v = vr` gives the name `v` to the number `vr`, and the"
    " potentials are lost. Which elements of `v` should be set?",
    nearly="Put a mask into brackets: `v[spiked] = vr`, and for the refractory likewise.",
)
def v_is_a_number(v, delta_spike):
    return vr, (v >= vth) & (delta_spike >= t_ref)


@wrong(
    "Both after a spike and while they are refractory, your neurons are at the resting potential."
    " Which constant is the reset?",
    nearly="`vr`, both times; `el` is where the membrane rests without input.",
)
def rest_for_reset(v, delta_spike):
    v[delta_spike < t_ref] = el
    spiked = v >= vth
    v[spiked] = el
    return v, spiked


@wrong(
    "You return how many neurons spiked. The loop needs to know which: asked for is the mask.",
    nearly="`return v, spiked`, without a sum.",
)
def number_of_spikes_returned(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, np.sum(spiked)


@wrong(
    "You set the clocks of those that spiked, in an array that is not yours. Here the loop keeps"
    " the clocks.",
    nearly="Leave `delta_spike` as it is; return `v, spiked`.",
)
def clocks_set_here(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    delta_spike[spiked] = 0
    return v, spiked


@wrong(
    "It is right for −50 and −70 mV, but wrong when threshold and reset are others. Are there"
    " numbers typed into your function?",
    nearly="Use the names `vth` and `vr`, so that the function follows when they change.",
)
def numbers_typed_in(v, delta_spike):
    v[delta_spike < t_ref] = -0.07
    spiked = v >= -0.05
    v[spiked] = -0.07
    return v, spiked


@wrong(
    "Only neurons that are refractory *and* spike are put to `vr`, and there are none. Whom should"
    " the brackets select?",
    nearly="Those that are refractory *or* spike: `v[refractory | spiked] = vr`.",
    name="and for or, in the reset",
)
def and_for_or(v, delta_spike):
    return v, (v >= vth) & (delta_spike >= t_ref)


@wrong(
    "In your mask, neurons spike that are above threshold *or* not refractory. Which of the two has"
    " to hold?",
    nearly="Both: `spiked = (v >= vth) & ~refractory`.",
    name="or for and, in the mask",
)
def or_for_and(v, delta_spike):
    refractory = delta_spike < t_ref
    spiked = (v >= vth) | ~refractory
    v[refractory | spiked] = vr
    return v, spiked


@wrong(
    "In your mask, only refractory neurons can spike. Who should be able to?",
    nearly="All others: `spiked = (v >= vth) & ~refractory`, with `~` for *not*.",
    alone=True,
)
def only_the_refractory_spike(v, delta_spike):
    refractory = delta_spike < t_ref
    spiked = (v >= vth) & refractory
    v[refractory | spiked] = vr
    return v, spiked


@wrong(
    "Everybody else is put to `vr`, and those that should be stay as they are. In `np.where`, which"
    " of the two values comes first?",
    nearly="The one for True: `np.where(refractory | spiked, vr, v)`.",
)
def the_others_reset(v, delta_spike):
    refractory = delta_spike < t_ref
    spiked = (v >= vth) & ~refractory
    return np.where(refractory | spiked, v, vr), spiked


@wrong(
    "There is no time `t` here, and none is needed: `delta_spike` *is* the time since the last"
    " spike already. And the clocks are the loop's work.",
    nearly="Refractory is `delta_spike < t_ref`; leave out what needs `t`.",
    raises=True,
)
def time_asked_for(v, delta_spike):
    raise NameError("name 't' is not defined")


@wrong(
    "There is no `last_spike` here, and none is needed: `delta_spike` *is* the time since the last"
    " spike already. And the clocks are the loop's work.",
    nearly="Refractory is `delta_spike < t_ref`; leave out what needs `last_spike`.",
    raises=True,
)
def clocks_asked_for(v, delta_spike):
    raise NameError("name 'last_spike' is not defined")


@wrong(
    "All your neurons have the same refractory period, the mean. Where is each one's own?",
    nearly="In `t_ref`: `delta_spike < t_ref` compares element by element.",
)
def mean_period_for_all(v, delta_spike):
    v[delta_spike < np.mean(t_ref)] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@right
def clamp_first(v, delta_spike):
    v[delta_spike < t_ref] = vr
    spiked = v >= vth
    v[spiked] = vr
    return v, spiked


@right
def spike_first(v, delta_spike):
    """The original's order: the same unless the current is very strong."""
    spiked = v >= vth
    v[spiked] = vr
    v[t_ref > delta_spike] = vr
    return v, spiked


@right
def a_new_array(v, delta_spike):
    refractory = delta_spike < t_ref
    spiked = (v >= vth) & ~refractory
    return np.where(spiked | refractory, vr, v), spiked
