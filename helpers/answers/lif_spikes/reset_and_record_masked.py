"""Exercise 3.1: reset and record with a Boolean mask."""

import numpy as np

from ..declaration import Answer, Misconception

el, vr, vth = -60e-3, -70e-3, -50e-3  # V; a probe sets its own


def reference(v, t, spikes):
    """Neuron by neuron, with a plain list of truth values."""
    truths = []
    for j in range(len(v)):
        truths.append(bool(v[j] >= vth))
        if truths[j]:
            v[j] = vr
            spikes[j].append(t)
    return np.array(truths)


# Wrong answers.


def only_above(v, t, spikes):
    spiked = v > vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


def reset_to_rest(v, t, spikes):
    spiked = v >= vth
    v[spiked] = el
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


def not_reset(v, t, spikes):
    spiked = v >= vth
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


def copy_reset(v, t, spikes):
    spiked = v >= vth
    v = np.where(spiked, vr, v)
    for j in np.where(spiked)[0]:
        spikes[j] += [v[j]]
    return spiked


def everyone_reset(v, t, spikes):
    spiked = v >= vth
    v[:] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


def mask_after_the_reset(v, t, spikes):
    v[v >= vth] = vr
    spiked = v >= vth
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


def equal_to_reset(v, t, spikes):
    v[v >= vth] = vr
    spiked = v == vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


def mask_as_indices(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in spiked:
        spikes[j] += [t]
    return spiked


def array_as_key(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked):
        spikes[j] += [t]
    return spiked


def count_returned(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return np.sum(spiked)


def indices_returned(v, t, spikes):
    spiked = np.where(v >= vth)[0]
    v[spiked] = vr
    for j in spiked:
        spikes[j] += [t]
    return spiked


def everyone_recorded(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in range(len(v)):
        spikes[j] += [t]
    return spiked


def earlier_times_lost(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] = [t]
    return spiked


def index_recorded(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [int(j)]
    return spiked


def nothing_recorded(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    return spiked


def numbers_typed_in(v, t, spikes):
    spiked = v >= -0.05
    v[spiked] = -0.07
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
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
        "no reset",
        not_reset,
        "The mask and the times are right, but `v` keeps its values above threshold.",
        "Assign through the mask: `v[spiked] = vr`.",
    ),
    Misconception(
        "reset in a new array",
        copy_reset,
        "Your reset never reaches the caller, and what you record is no time. `v = ...` makes the"
        " name `v` stand for a *new* array; the one that was handed in stays as it was.",
        "Change its elements instead: `v[spiked] = vr`; and record `spikes[j] += [t]`.",
    ),
    Misconception(
        "everyone reset",
        everyone_reset,
        "You reset all neurons at every step. Which elements of `v` does the mask select?",
        "`v[spiked] = vr` resets those that spiked; `v[:] = vr` resets them all.",
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
        equal_to_reset,
        "You call it a spike when a neuron *is* at the reset potential. It may be there without"
        " having spiked just now.",
        "Make the mask from the threshold, before the reset: `spiked = v >= vth`.",
    ),
    Misconception(
        "loop over the mask",
        mask_as_indices,
        "Your loop runs over True and False, not over neurons. Python takes them for 1 and 0, so"
        " that all times go to neurons 1 and 0.",
        "Turn the mask into indices: `for j in np.where(spiked)[0]:`.",
    ),
    Misconception(
        "array as a key",
        array_as_key,
        "A dictionary wants one key at a time, and you hand it a whole array. `np.where` gives a"
        " *tuple* of arrays, one for each axis; a mask does not work as a key at all.",
        "`np.where(spiked)[0]` is the array of indices; loop over that.",
    ),
    Misconception(
        "number of spikes returned",
        count_returned,
        "You return how many neurons spiked. This time the mask is asked for: it says which, and"
        " its sum says how many.",
        "End with `return spiked`.",
    ),
    Misconception(
        "indices returned",
        indices_returned,
        "You return *which* neurons spiked, as numbers. Asked for is the mask: True or False for"
        " each neuron.",
        "Keep the mask, `spiked = v >= vth`, and use `np.where(spiked)[0]` for the loop only.",
    ),
    Misconception(
        "everyone recorded",
        everyone_recorded,
        "Each neuron gets this time in its list, also those that did not spike.",
        "Loop over `np.where(spiked)[0]`, the indices of those that did.",
    ),
    Misconception(
        "earlier spikes lost",
        earlier_times_lost,
        "A neuron's earlier spikes are gone once it spikes again: its list is replaced, not made"
        " longer.",
        "Use `+=`, as in `spikes[j] += [t]`, or `spikes[j].append(t)`.",
    ),
    Misconception(
        "index recorded",
        index_recorded,
        "In your lists stands *which* neuron spiked. The key says that already; the list is for"
        " *when*.",
        "Write `spikes[j] += [t]`.",
    ),
    Misconception(
        "nothing recorded",
        nothing_recorded,
        "Mask and reset are right, but the dictionary stays as it was.",
        "Add a loop: `for j in np.where(spiked)[0]:`, and in it `spikes[j] += [t]`.",
    ),
    Misconception(
        "numbers typed in",
        numbers_typed_in,
        "It is right for −50 and −70 mV, but wrong when threshold and reset are others. Are there"
        " numbers typed into your function?",
        "Use the names `vth` and `vr`, so that the function follows when they change.",
    ),
)


# Other right answers.


def by_flatnonzero(v, t, spikes):
    spiked = np.greater_equal(v, vth)
    for j in np.flatnonzero(spiked):
        spikes[j].append(t)
    np.copyto(v, vr, where=spiked)
    return spiked


def written_into_all_of_it(v, t, spikes):
    spiked = ~(v < vth)
    v[:] = np.where(spiked, vr, v)
    for j in spiked.nonzero()[0]:
        spikes[j] += [t]
    return spiked


def by_the_indices(v, t, spikes):
    spiked = v >= vth
    which = np.arange(len(v))[spiked]
    v[which] = vr
    for j in which:
        spikes[j] = spikes[j] + [t]
    return spiked


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "flatnonzero and copyto": by_flatnonzero,
        "np.where written into v": written_into_all_of_it,
        "indices selected by the mask": by_the_indices,
    },
)
