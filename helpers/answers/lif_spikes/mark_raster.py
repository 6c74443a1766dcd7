"""Exercise 3.2: mark the spikes of a step in a binary raster."""

import numpy as np

from ..declaration import Answer, Misconception

el, vr, vth = -60e-3, -70e-3, -50e-3  # V; a probe sets its own


def reference(v, raster, step):
    """Neuron by neuron."""
    spiked = np.zeros(len(v), bool)
    for j in range(len(v)):
        if not v[j] < vth:
            spiked[j] = True
            v[j] = vr
            raster[j, step] = 1.0
    return spiked


# Wrong answers.


def only_above(v, raster, step):
    spiked = v > vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return spiked


def reset_to_rest(v, raster, step):
    spiked = v >= vth
    v[spiked] = el
    raster[spiked, step] = 1
    return spiked


def not_reset(v, raster, step):
    spiked = v >= vth
    raster[spiked, step] = 1
    return spiked


def everyone_reset(v, raster, step):
    spiked = v >= vth
    v[:] = vr
    raster[spiked, step] = 1
    return spiked


def whole_rows(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked] = 1
    return spiked


def whole_column(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[:, step] = 1
    return spiked


def axes_swapped(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[step, spiked] = 1
    return spiked


def chained_indices(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked][:, step] = 1
    return spiked


def step_before(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step - 1] = 1
    return spiked


def step_recorded(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = step
    return spiked


def potential_recorded(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[:, step] = v
    return spiked


def mask_after_the_reset(v, raster, step):
    v[v >= vth] = vr
    spiked = v >= vth
    raster[spiked, step] = 1
    return spiked


def equal_to_reset(v, raster, step):
    v[v >= vth] = vr
    spiked = v == vr
    raster[spiked, step] = 1
    return spiked


def count_returned(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return np.sum(spiked)


def raster_returned(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return raster


def earlier_wiped_out(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[:] = 0
    raster[spiked, step] = 1
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
        "Mask and raster are right, but `v` keeps its values above threshold.",
        "Assign through the mask: `v[spiked] = vr`.",
    ),
    Misconception(
        "everyone reset",
        everyone_reset,
        "You reset all neurons at every step. Which elements of `v` does the mask select?",
        "`v[spiked] = vr` resets those that spiked; `v[:] = vr` resets them all.",
    ),
    Misconception(
        "whole rows",
        whole_rows,
        "A neuron that spikes once gets a 1 at *all* times. An index for the rows alone takes whole"
        " rows: what says which column?",
        "Give two indices: `raster[spiked, step] = 1`.",
    ),
    Misconception(
        "whole column",
        whole_column,
        "At this step you mark *all* neurons. What says which rows?",
        "Put the mask where the `:` is: `raster[spiked, step] = 1`.",
    ),
    Misconception(
        "rows and columns exchanged",
        axes_swapped,
        "Rows and columns are exchanged: the raster has a row for each neuron and a column for each"
        " step.",
        "The mask selects rows, so it comes first: `raster[spiked, step] = 1`.",
    ),
    Misconception(
        "the caller's raster unmarked",
        chained_indices,
        "The caller's raster stays as it was. Either your function makes one of its own, or it"
        " writes into a copy: `raster[spiked]` is a *copy* of those rows.",
        "Give both indices in one pair of brackets, and to the raster that is handed in:"
        " `raster[spiked, step] = 1`.",
    ),
    Misconception(
        "the step before",
        step_before,
        "The spikes stand one column too far to the left.",
        "The column is `step` itself: `raster[spiked, step] = 1`.",
    ),
    Misconception(
        "step recorded",
        step_recorded,
        "In your raster stands the number of the step. A *binary* raster knows two values only; the"
        " column says when.",
        "Assign 1: `raster[spiked, step] = 1`.",
    ),
    Misconception(
        "potential recorded",
        potential_recorded,
        "In your raster stand membrane potentials. It should hold 1 where a neuron spiked, and 0"
        " elsewhere.",
        "Assign 1, at those that spiked: `raster[spiked, step] = 1`.",
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
        "number of spikes returned",
        count_returned,
        "You return how many neurons spiked; asked for is the mask, which says which they are.",
        "End with `return spiked`.",
    ),
    Misconception(
        "raster returned",
        raster_returned,
        "You return the raster. It is changed in place, so the caller has it already; asked for is"
        " the mask.",
        "End with `return spiked`.",
    ),
    Misconception(
        "earlier spikes wiped out",
        earlier_wiped_out,
        "All earlier spikes are gone from the raster: it is filled with zeros at each call.",
        "Leave out the line that sets the raster to 0; that is done once, before the loop.",
    ),
)


# Other right answers.


def mask_as_column(v, raster, step):
    spiked = v >= vth
    raster[:, step] = spiked
    v[spiked] = vr
    return spiked


def by_the_indices(v, raster, step):
    spiked = v >= vth
    which = np.where(spiked)[0]
    v[which] = vr
    raster[which, step] = 1.0
    return spiked


def through_a_view(v, raster, step):
    spiked = v >= vth
    column = raster[:, step]
    column[spiked] = True
    v[:] = np.where(spiked, vr, v)
    return spiked


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "the mask as the column": mask_as_column,
        "indices": by_the_indices,
        "through a view of the column": through_a_view,
    },
)
