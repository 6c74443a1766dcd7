"""Exercise 2.1: reset the neurons at threshold and write down when they spiked."""

import numpy as np

from ..declaration import right, wrong
from ._counts_and_times import (  # noqa: F401  (answers, too)
    everyone_recorded_and_counted,
    everyone_reset_at_each_step,
    everyone_spikes,
    only_exactly_at_the_threshold,
    potential_before_the_reset_recorded,
    potentials_returned,
    recorded_twice,
    those_at_or_below_threshold,
)

el, vr, vth = -60e-3, -70e-3, -50e-3  # V; a probe sets its own


def reference(v, t, spikes):
    """By sorting: the neurons at threshold are the last ones in order of potential."""
    order = np.argsort(v)
    spiking = order[np.searchsorted(v[order], vth) :]
    for j in spiking:
        spikes[int(j)].append(t)
    v[spiking] = vr
    return len(spiking)


def _loop(v, note, condition=lambda potential: potential >= vth, neurons=slice(None), to=None):
    """What most answers have in common."""
    count = 0
    for j in range(len(v))[neurons]:
        if condition(v[j]):
            v[j] = vr if to is None else to
            note(j)
            count += 1
    return count


def steps(v, t, spikes):
    spiking = np.flatnonzero(v >= vth)
    after = {j: [*times, t] if j in spiking else times for j, times in spikes.items()}
    return [
        ("the neurons at or above the threshold", spiking),
        ("`v`, with these reset", np.where(v >= vth, vr, v)),
        ("`spikes`, with the time added to their lists", after),
        ("returned, how many they are", len(spiking)),
    ]


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. What does the reset condition in"
    " the text say about that?",
    nearly="The condition is `v[j] >= vth`, with the equals sign.",
    name="> for >=",
)
def only_above(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), lambda potential: potential > vth)


@wrong(
    "After a spike your neurons are at the resting potential. After a spike a membrane lies"
    " *below* rest: which of the constants is that?",
    nearly="Reset with `v[j] = vr`; `el` is where the membrane rests without input.",
)
def reset_to_rest(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), to=el)


@wrong(
    "After a spike your neurons are at 0 V. That is far above threshold: they would spike again at"
    " the very next step.",
    nearly="Reset with `v[j] = vr` (−70 mV).",
)
def reset_to_zero(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), to=0)


@wrong(
    "The spikes are written down, but the neurons stay above threshold. What happens to V after a"
    " spike?",
    nearly="Assign `v[j] = vr` inside the `if`: to an element of the array that was handed in, and"
    " not of a copy.",
)
def no_reset(v, t, spikes):
    return _loop(v.copy(), lambda j: spikes[j].append(t))


@wrong(
    "The neurons that spiked are not reset in `v`, and what you write down is no time. A name made"
    " by the `for` line is a copy of the number: assigning to it leaves `v` alone.",
    nearly="Assign to the array's element, `v[j] = vr`, and record the time, `spikes[j] += [t]`.",
)
def loop_variable_reset(v, t, spikes):
    count = 0
    for j, voltage in enumerate(v):
        if voltage >= vth:
            voltage = vr
            spikes[j] += [voltage]
            count += 1
    return count


@wrong(
    "When one neuron spikes, you reset all of them. They are not connected: only the one that"
    " spiked is reset.",
    nearly="`v[j] = vr` sets neuron `j` alone; `v[:] = vr` sets them all.",
)
def everyone_reset(v, t, spikes):
    count = 0
    for j in range(len(v)):
        if v[j] >= vth:
            v[:] = vr
            spikes[j] += [t]
            count += 1
    return count


@wrong(
    "In your lists stands *which* neuron spiked. The key says that already; the list is for"
    " *when*.",
    nearly="Write `spikes[j] += [t]`.",
)
def index_recorded(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(j))


@wrong(
    "In your lists stands that there was a spike, a 1. Asked for is *when* it was.",
    nearly="Write `spikes[j] += [t]`. (A 1 for each spike comes with the binary raster, later.)",
)
def a_1_recorded(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(1))


@wrong(
    "In your lists stand membrane potentials. Asked for is *when* each spike was.",
    nearly="Write `spikes[j] += [t]`.",
)
def potential_recorded(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(v[j]))


@wrong(
    "Your times are a thousand times too large. In which unit is `t`, and in which should it be"
    " kept?",
    nearly="Keep seconds, as everywhere in the code: `spikes[j] += [t]`.",
)
def milliseconds_recorded(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(1000 * t))


@wrong(
    "Every spike has the same time in your lists, 0.149 s, whenever it was. That is the notebook's"
    " `t_range[step]`, with the `step` that is left over from a loop above. The time is the"
    " argument `t`.",
    nearly="Write `spikes[j] += [t]`.",
    alone=True,
)
def time_of_the_notebook_recorded(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(0.149))


@wrong(
    "Each time sits in a list of its own, inside the neuron's list. There is a pair of brackets"
    " too many.",
    nearly="Either `spikes[j].append(t)`, or `spikes[j] += [t]`; not both at once.",
)
def a_list_in_a_list(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append([t]))


@wrong(
    "A neuron's earlier spikes are gone once it spikes again: its list is replaced, not made"
    " longer.",
    nearly="Use `+=`, as in `spikes[j] += [t]`, or `spikes[j].append(t)`.",
)
def earlier_spikes_lost(v, t, spikes):
    def note(j):
        spikes[j] = [t]

    return _loop(v, note)


@wrong(
    "`+=` joins a list to a list; `t` is a number. How do you make a list with one number in it?",
    nearly="Write `spikes[j] += [t]`, with brackets.",
    raises=True,
)
def a_number_added_to_a_list(v, t, spikes):
    def note(j):
        spikes[j] += t

    return _loop(v, note)


@wrong(
    "Your function stops at the first neuron that spikes; those after it are never looked at. Does"
    " a `return` or a `break` stand inside the loop?",
    nearly="`return` belongs behind the loop, as far left as the `for`; no `break` is needed.",
)
def returned_inside_the_loop(v, t, spikes):
    count = 0
    for j in range(len(v)):
        if v[j] >= vth:
            v[j] = vr
            spikes[j] += [t]
            count += 1
            return count
    return count


@wrong(
    "Your function ends after the first neuron. Look at how far `return` is indented.",
    nearly="`return count` belongs behind the loop: as far left as the `for`.",
)
def returned_after_the_first_neuron(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), neurons=slice(1))


@wrong(
    "Your counter begins anew for each neuron, so that only the last one counts.",
    nearly="`count = 0` belongs before the loop.",
)
def count_begun_anew_for_each_neuron(v, t, spikes):
    spiked = v[-1] >= vth
    _loop(v, lambda j: spikes[j].append(t))
    return int(spiked)


@wrong(
    "Where nobody spikes, nothing comes back; and of several that spike, one alone is reset and"
    " written down. Look at how far `return` is indented.",
    nearly="`return count` belongs behind the loop, as far left as the `for`: neither in the loop"
    " nor in the `if`.",
)
def returned_at_a_spike_only(v, t, spikes):
    for j in range(len(v)):
        if v[j] >= vth:
            v[j] = vr
            spikes[j] += [t]
            return 1


@wrong(
    "You count all neurons, not those that spiked.",
    nearly="The line that adds 1 belongs inside the `if`.",
)
def neurons_counted(v, t, spikes):
    _loop(v, lambda j: spikes[j].append(t))
    return len(v)


@wrong(
    "You return the number of all spikes so far. Asked for are those of *this* step.",
    nearly="Begin with `count = 0`, and add 1 inside the `if`.",
)
def all_spikes_so_far_counted(v, t, spikes):
    _loop(v, lambda j: spikes[j].append(t))
    return sum(len(times) for times in spikes.values())


@wrong(
    "In your version, the neurons *below* threshold spike.",
    nearly="The condition is `v[j] >= vth`.",
)
def those_below_threshold(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), lambda potential: potential < vth)


@wrong(
    "It is right for −50 and −70 mV, but wrong when threshold and reset are others. Are there"
    " numbers typed into your function?",
    nearly="Use the names `vth` and `vr`, so that the function follows when they change.",
)
def numbers_typed_in(v, t, spikes):
    count = 0
    for j in range(len(v)):
        if v[j] >= -0.05:
            v[j] = -0.07
            spikes[j] += [t]
            count += 1
    return count


@wrong(
    "Neuron 0 is never asked. Where does your `range` begin?",
    nearly="Neurons are counted from 0: `for j in range(len(v))`.",
)
def first_neuron_left_out(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), neurons=slice(1, None))


@wrong(
    "The last neuron is never asked. Where does your `range` end?",
    nearly="`range(n)` leaves out `n` by itself: `for j in range(len(v))`.",
)
def last_neuron_left_out(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t), neurons=slice(-1))


@wrong(
    "Whether one neuron spikes or many, you return 1. How does a counter go up?",
    nearly="Add to it: `count += 1`.",
    alone=True,
)
def counted_at_most_one(v, t, spikes):
    return min(_loop(v, lambda j: spikes[j].append(t)), 1)


@wrong(
    "You return which *part* of the neurons spiked. Asked for is how many did.",
    nearly="End with `return count`, without a division.",
)
def share_returned(v, t, spikes):
    return _loop(v, lambda j: spikes[j].append(t)) / len(v)


@wrong(
    "Each neuron gets the time in its list, also those that did not spike. Look at how far the line"
    " is indented.",
    nearly="`spikes[j] += [t]` belongs inside the `if`.",
)
def everyone_recorded(v, t, spikes):
    count = 0
    for j in range(len(v)):
        spikes[j] += [t]
        if v[j] >= vth:
            v[j] = vr
            count += 1
    return count


@wrong(
    "The reset comes once, behind the loop: for the last neuron, whether it spiked or not. Look at"
    " how far the line is indented.",
    nearly="`v[j] = vr` belongs inside the `if`.",
)
def reset_behind_the_loop(v, t, spikes):
    count = _loop(v.copy(), lambda j: spikes[j].append(t))
    v[len(v) - 1] = vr
    return count


@wrong(
    "The times are written down for the wrong neurons: the first that spikes gets key 0, the next"
    " key 1. Whose list is `spikes[j]`?",
    nearly="The key is the neuron's own number: go through `j in range(len(v))`.",
)
def counter_as_the_key(v, t, spikes):
    count = 0
    for j in range(len(v)):
        if v[j] >= vth:
            v[j] = vr
            spikes[count] += [t]
            count += 1
    return count


@right
def enumerate_and_append(v, t, spikes):
    count = 0
    for j, voltage in enumerate(v):
        if voltage >= vth:
            v[j] = vr
            spikes[j].append(t)
            count += 1
    return count


@right(name="a Boolean mask")
def by_a_mask(v, t, spikes):
    spiked = v >= vth
    v[spiked] = vr
    for j in np.where(spiked)[0]:
        spikes[j] += [t]
    return np.sum(spiked)


@right
def a_list_of_those_that_spiked(v, t, spikes):
    those = [j for j in spikes if not v[j] < vth]
    for j in those:
        spikes[j] = [*spikes[j], t]
        v[j] = vr
    return len(those)
