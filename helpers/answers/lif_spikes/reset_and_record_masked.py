"""Exercise 3.1: reset and record with a Boolean mask."""

import numpy as np

from ..declaration import right, wrong

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


def _right(v, t, spikes, note=lambda times, t, j: times.append(t)):
    """What most answers have in common."""
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        note(spikes[j], t, j)
    return spiked


def steps(v, t, spikes):
    spiked = v >= vth
    which = np.flatnonzero(spiked)
    after = {j: [*times, t] if j in which else times for j, times in spikes.items()}
    return [
        ("the mask of those at or above the threshold", spiked),
        ("`v`, with these reset", np.where(spiked, vr, v)),
        ("their indices, to loop over", which),
        ("`spikes`, with the time added to their lists", after),
        ("returned, the mask", spiked),
    ]


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the reset"
    " condition have?",
    nearly="The mask is `v >= vth`, with the equals sign.",
    name="> for >=",
)
def only_above(v, t, spikes):
    spiked = v > vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


@wrong(
    "After a spike your neurons are at the resting potential. Which constant is the reset?",
    nearly="`v[spiked] = vr`; `el` is where the membrane rests without input.",
)
def reset_to_rest(v, t, spikes):
    spiked = _right(v, t, spikes)
    v[spiked] = el
    return spiked


@wrong(
    "The mask and the times are right, but `v` keeps its values above threshold.",
    nearly="Assign through the mask: `v[spiked] = vr`.",
)
def no_reset(v, t, spikes):
    return _right(v.copy(), t, spikes)


@wrong(
    "Your reset never reaches the caller, and what you record is no time. `v = ...` makes the name"
    " `v` stand for a *new* array; the one that was handed in stays as it was.",
    nearly="Change its elements instead: `v[spiked] = vr`; and record `spikes[j] += [t]`.",
)
def reset_in_a_new_array(v, t, spikes):
    spiked = v >= vth
    v = np.where(spiked, vr, v)
    for j in np.where(spiked)[0]:
        spikes[j] += [v[j]]
    return spiked


@wrong(
    "You reset all neurons at every step. Which elements of `v` does the mask select?",
    nearly="`v[spiked] = vr` resets those that spiked; `v[:] = vr` resets them all.",
)
def everyone_reset(v, t, spikes):
    spiked = _right(v, t, spikes)
    v[:] = vr
    return spiked


@wrong(
    "Nobody ever spikes in your version: by the time you ask who is above threshold, they have all"
    " been reset.",
    nearly="First make the mask, `spiked = v >= vth`; then reset, `v[spiked] = vr`.",
)
def mask_after_the_reset(v, t, spikes):
    v[v >= vth] = vr
    spiked = v >= vth
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


@wrong(
    "You call it a spike when a neuron *is* at the reset potential. It may be there without having"
    " spiked just now.",
    nearly="Make the mask from the threshold, before the reset: `spiked = v >= vth`.",
)
def everyone_at_reset(v, t, spikes):
    v[v >= vth] = vr
    spiked = v == vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


@wrong(
    "Your loop runs over True and False, not over neurons. Python takes them for 1 and 0, so that"
    " all times go to neurons 1 and 0.",
    nearly="Turn the mask into indices: `for j in np.where(spiked)[0]:`.",
)
def loop_over_the_mask(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in spiked:
        spikes[j] += [t]
    return spiked


@wrong(
    "A dictionary wants one key at a time, and you hand it a whole array. `np.where` gives a"
    " *tuple* of arrays, one for each axis; a mask does not work as a key at all.",
    nearly="`np.where(spiked)[0]` is the array of indices; loop over that.",
    raises=True,
)
def array_as_a_key(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked):
        spikes[j] += [t]
    return spiked


@wrong(
    "You return how many neurons spiked. This time the mask is asked for: it says which, and its"
    " sum says how many.",
    nearly="End with `return spiked`.",
)
def number_of_spikes_returned(v, t, spikes):
    return np.sum(_right(v, t, spikes))


@wrong(
    "What you return are the potentials of those that spiked, not the mask.",
    nearly="The comparison alone is the mask: `spiked = v >= vth`. End with `return spiked`.",
)
def potentials_returned(v, t, spikes):
    above = v[v >= vth]
    _right(v, t, spikes)
    return above


@wrong(
    "What you return are potentials, after the reset, of those that spiked: `v[spiked]` selects"
    " from `v`. Asked for is the mask itself.",
    nearly="End with `return spiked`.",
)
def potentials_after_the_reset_returned(v, t, spikes):
    return v[_right(v, t, spikes)]


@wrong(
    "What you return is empty. Is it `v[v >= vth]`? These are potentials, not the mask; and after"
    " the reset, none is at the threshold.",
    nearly="The comparison alone is the mask: `spiked = v >= vth`, before the reset. End with"
    " `return spiked`.",
    alone=True,
)
def potentials_above_threshold_after_the_reset_returned(v, t, spikes):
    _right(v, t, spikes)
    return v[v >= vth]


@wrong(
    "Resets and times are right, but the mask that you return is False for all: by the time you ask"
    " again who is above threshold, they have been reset.",
    nearly="Ask once, before the reset: `spiked = v >= vth`. End with `return spiked`.",
    alone=True,
)
def mask_asked_for_again(v, t, spikes):
    _right(v, t, spikes)
    return v >= vth


@wrong(
    "In square brackets stand numbers with decimals: are they potentials? `v[v >= vth]` are"
    " potentials, not the mask.",
    nearly="The comparison alone is the mask: `spiked = v >= vth`.",
    raises=True,
)
def potentials_for_the_mask(v, t, spikes):
    spiked = v[v >= vth]
    v[spiked] = vr


@wrong(
    "You return *which* neurons spiked, as numbers. Asked for is the mask: True or False for each"
    " neuron.",
    nearly="Keep the mask, `spiked = v >= vth`, and use `np.where(spiked)[0]` for the loop only.",
)
def indices_returned(v, t, spikes):
    return np.where(_right(v, t, spikes))[0]


@wrong(
    "Each neuron gets this time in its list, also those that did not spike.",
    nearly="Loop over `np.where(spiked)[0]`, the indices of those that did.",
)
def everyone_recorded(v, t, spikes):
    for times in spikes.values():
        times.append(t)
    return _right(v, t, {j: [] for j in spikes})


@wrong(
    "A neuron's earlier spikes are gone once it spikes again: its list is replaced, not made"
    " longer.",
    nearly="Use `+=`, as in `spikes[j] += [t]`, or `spikes[j].append(t)`.",
)
def earlier_spikes_lost(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] = [t]
    return spiked


@wrong(
    "In your lists stands *which* neuron spiked. The key says that already; the list is for"
    " *when*.",
    nearly="Write `spikes[j] += [t]`.",
)
def index_recorded(v, t, spikes):
    return _right(v, t, spikes, lambda times, t, j: times.append(int(j)))


@wrong(
    "Mask and reset are right, but the dictionary stays as it was. Is there a loop over those that"
    " spiked, and is their mask from *before* the reset?",
    nearly="Add a loop: `for j in np.where(spiked)[0]:`, and in it `spikes[j] += [t]`.",
)
def nothing_recorded(v, t, spikes):
    return _right(v, t, {j: [] for j in spikes})


@wrong(
    "It is right for −50 and −70 mV, but wrong when threshold and reset are others. Are there"
    " numbers typed into your function?",
    nearly="Use the names `vth` and `vr`, so that the function follows when they change.",
)
def numbers_typed_in(v, t, spikes):
    spiked = v >= -0.05
    v[spiked] = -0.07
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


@wrong(
    "Where nobody spikes, nothing comes back; and of several that spike, one alone is written down."
    " Look at how far `return` is indented.",
    nearly="`return spiked` belongs behind the loop: as far left as the `for`.",
)
def returned_inside_the_loop(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
        return spiked


@wrong(
    "The times are written down for the wrong neurons: the first that spikes gets key 0, the next"
    " key 1. `enumerate` counts the indices; it does not give them.",
    nearly="Leave `enumerate` out: `for j in np.where(spiked)[0]:`.",
)
def places_for_indices(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j, _ in enumerate(np.where(spiked)[0]):
        spikes[j] += [t]
    return spiked


@wrong(
    "In your version, the neurons *below* threshold spike.",
    nearly="The mask is `v >= vth`.",
)
def those_below_threshold(v, t, spikes):
    spiked = v < vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return spiked


@wrong(
    "Resets and times are right, but you return the mask of those that did *not* spike.",
    nearly="End with `return spiked`, without `~`.",
)
def mask_turned_round(v, t, spikes):
    return ~_right(v, t, spikes)


@wrong(
    "Your times are a thousand times too large. In which unit is `t`, and in which should it be"
    " kept?",
    nearly="Keep seconds, as everywhere in the code: `spikes[j] += [t]`.",
)
def milliseconds_recorded(v, t, spikes):
    return _right(v, 1000 * t, spikes)


@wrong(
    "Each time sits in a list of its own, inside the neuron's list. There is a pair of brackets"
    " too many.",
    nearly="Either `spikes[j].append(t)`, or `spikes[j] += [t]`; not both at once.",
)
def a_list_in_a_list(v, t, spikes):
    return _right(v, [t], spikes)


@wrong(
    "`+=` joins a list to a list; `t` is a number. How do you make a list with one number in it?",
    nearly="Write `spikes[j] += [t]`, with brackets.",
    raises=True,
)
def a_number_added_to_a_list(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += t
    return spiked


@wrong(
    "After a spike your neurons are at 0 V. That is far above threshold: they would spike again at"
    " the very next step.",
    nearly="Reset with `v[spiked] = vr` (−70 mV).",
)
def reset_to_zero(v, t, spikes):
    spiked = _right(v, t, spikes)
    v[spiked] = 0
    return spiked


@wrong(
    "Mask, resets and times are right, but the mask that you return holds numbers, 0 and 1. An"
    " array of 0 and 1 in square brackets does not select: it counts as indices.",
    nearly="Return the comparison as it is: `spiked = v >= vth`.",
)
def zeros_and_ones_returned(v, t, spikes):
    return _right(v, t, spikes).astype(int)


@right
def flatnonzero_and_copyto(v, t, spikes):
    spiked = np.greater_equal(v, vth)
    for j in np.flatnonzero(spiked):
        spikes[j].append(t)
    np.copyto(v, vr, where=spiked)
    return spiked


@right(name="np.where written into v")
def written_into_all_of_it(v, t, spikes):
    spiked = ~(v < vth)
    v[:] = np.where(spiked, vr, v)
    for j in spiked.nonzero()[0]:
        spikes[j] += [t]
    return spiked


@right
def indices_selected_by_the_mask(v, t, spikes):
    spiked = v >= vth
    which = np.arange(len(v))[spiked]
    v[which] = vr
    for j in which:
        spikes[j] = spikes[j] + [t]
    return spiked
