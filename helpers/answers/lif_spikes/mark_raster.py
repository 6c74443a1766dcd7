"""Exercise 3.2: mark the spikes of a step in a binary raster."""

import numpy as np

from ..declaration import right, wrong

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


def steps(v, raster, step):
    spiked = v >= vth
    column = np.where(spiked, 1.0, raster[:, step])
    return [
        ("the mask of those at or above the threshold", spiked),
        ("`v`, with these reset", np.where(spiked, vr, v)),
        (f"column {step} of the raster", column),
        ("returned, the mask", spiked),
    ]


@wrong(
    "A neuron that is *exactly* at the threshold goes unnoticed. Which comparison does the reset"
    " condition have?",
    nearly="The mask is `v >= vth`, with the equals sign.",
    name="> for >=",
)
def only_above(v, raster, step):
    spiked = v > vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return spiked


@wrong(
    "After a spike your neurons are at the resting potential. Which constant is the reset?",
    nearly="`v[spiked] = vr`; `el` is where the membrane rests without input.",
)
def reset_to_rest(v, raster, step):
    spiked = v >= vth
    v[spiked] = el
    raster[spiked, step] = 1
    return spiked


@wrong(
    "Mask and raster are right, but `v` keeps its values above threshold.",
    nearly="Assign through the mask: `v[spiked] = vr`.",
)
def no_reset(v, raster, step):
    spiked = v >= vth
    raster[spiked, step] = 1
    return spiked


@wrong(
    "You reset all neurons at every step. Which elements of `v` does the mask select?",
    nearly="`v[spiked] = vr` resets those that spiked; `v[:] = vr` resets them all.",
)
def everyone_reset(v, raster, step):
    spiked = v >= vth
    v[:] = vr
    raster[spiked, step] = 1
    return spiked


@wrong(
    "A neuron that spikes once gets a 1 at *all* times. An index for the rows alone takes whole"
    " rows: what says which column?",
    nearly="Give two indices: `raster[spiked, step] = 1`.",
)
def whole_rows(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked] = 1
    return spiked


@wrong(
    "At this step you mark *all* neurons. What says which rows?",
    nearly="Put the mask where the `:` is: `raster[spiked, step] = 1`.",
)
def whole_column(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[:, step] = 1
    return spiked


@wrong(
    "Rows and columns are exchanged: the raster has a row for each neuron and a column for each"
    " step.",
    nearly="The mask selects rows, so it comes first: `raster[spiked, step] = 1`.",
    raises=True,
)
def rows_and_columns_exchanged(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[step, spiked] = 1
    return spiked


@wrong(
    "The caller's raster stays as it was. Is a 1 assigned at all (`==` only compares)? Is it in a"
    " raster that your function makes, or in a copy (`raster[spiked]` is a *copy* of those rows)?"
    " Or have all been reset by the time you ask again who is above threshold?",
    nearly="Make the mask once, before the reset. Give both indices in one pair of brackets, and to"
    " the raster that is handed in: `raster[spiked, step] = 1`.",
    name="the caller's raster unmarked",
)
def chained_indices(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked][:, step] = 1
    return spiked


@wrong(
    "`raster[spiked]` is a *copy* of those rows, and a second pair of brackets, `[step]`, takes one"
    " row of the copy, not a column.",
    nearly="Give both indices in one pair of brackets: `raster[spiked, step] = 1`.",
    raises=True,
)
def chained_rows(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked][step] = 1
    return spiked


@wrong(
    "The spikes stand one column too far to the left.",
    nearly="The column is `step` itself: `raster[spiked, step] = 1`.",
)
def the_step_before(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step - 1] = 1
    return spiked


@wrong(
    "In your raster stands the number of the step. A *binary* raster knows two values only; the"
    " column says when.",
    nearly="Assign 1: `raster[spiked, step] = 1`.",
)
def step_recorded(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = step
    return spiked


@wrong(
    "In your raster stand membrane potentials. It should hold 1 where a neuron spiked, and 0"
    " elsewhere.",
    nearly="Assign 1, at those that spiked: `raster[spiked, step] = 1`.",
)
def potential_recorded(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[:, step] = v
    return spiked


@wrong(
    "Nobody ever spikes in your version: by the time you ask who is above threshold, they have all"
    " been reset.",
    nearly="First make the mask, `spiked = v >= vth`; then reset, `v[spiked] = vr`.",
)
def mask_after_the_reset(v, raster, step):
    v[v >= vth] = vr
    spiked = v >= vth
    raster[spiked, step] = 1
    return spiked


@wrong(
    "Resets and raster are right, but the mask that you return is False for all: by the time you"
    " ask again who is above threshold, they have been reset.",
    nearly="Ask once, before the reset: `spiked = v >= vth`. End with `return spiked`.",
    alone=True,
)
def mask_asked_for_again(v, raster, step):
    reference(v, raster, step)
    return v >= vth


@wrong(
    "You call it a spike when a neuron *is* at the reset potential. It may be there without having"
    " spiked just now.",
    nearly="Make the mask from the threshold, before the reset: `spiked = v >= vth`.",
)
def everyone_at_reset(v, raster, step):
    v[v >= vth] = vr
    spiked = v == vr
    raster[spiked, step] = 1
    return spiked


@wrong(
    "You return how many neurons spiked; asked for is the mask, which says which they are.",
    nearly="End with `return spiked`.",
)
def number_of_spikes_returned(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return np.sum(spiked)


@wrong(
    "You return the raster. It is changed in place, so the caller has it already; asked for is the"
    " mask.",
    nearly="End with `return spiked`.",
)
def raster_returned(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return raster


@wrong(
    "All earlier spikes are gone from the raster: it is filled with zeros at each call.",
    nearly="Leave out the line that sets the raster to 0; that is done once, before the loop.",
)
def earlier_spikes_wiped_out(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[:] = 0
    raster[spiked, step] = 1
    return spiked


@wrong(
    "The spikes stand one column too far to the right. Columns are counted from 0, as steps are.",
    nearly="The column is `step` itself: `raster[spiked, step] = 1`.",
    raises=True,
)
def the_step_after(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step + 1] = 1
    return spiked


@wrong(
    "A neuron that spikes gets a 1 in *all* columns before this one. `:step` is a range.",
    nearly="One column, by its number alone: `raster[spiked, step] = 1`.",
)
def all_steps_before(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, :step] = 1
    return spiked


@wrong(
    "A neuron that spikes gets a 1 from this step *on*. `step:` is a range.",
    nearly="One column, by its number alone: `raster[spiked, step] = 1`.",
)
def all_steps_from_here(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step:] = 1
    return spiked


@wrong(
    "Your mask and your raster mark the neurons *below* threshold.",
    nearly="The mask is `v >= vth`.",
)
def those_below_threshold(v, raster, step):
    spiked = v < vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return spiked


@wrong(
    "After a spike your neurons are at 0 V. That is far above threshold: they would spike again at"
    " the very next step.",
    nearly="Reset with `v[spiked] = vr` (−70 mV).",
)
def reset_to_zero(v, raster, step):
    spiked = v >= vth
    v[spiked] = 0
    raster[spiked, step] = 1
    return spiked


@wrong(
    "In your raster stands the potential of those that spiked. It should hold 1 where a neuron"
    " spiked.",
    nearly="Assign 1: `raster[spiked, step] = 1`.",
)
def potential_of_the_spiking_recorded(v, raster, step):
    spiked = v >= vth
    raster[spiked, step] = v[spiked]
    v[spiked] = vr
    return spiked


@wrong(
    "You return numbers, 0 and 1, such as the column of the raster has. Asked for is the mask, True"
    " or False for each neuron.",
    nearly="End with `return spiked`, where `spiked = v >= vth`.",
)
def column_returned(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = 1
    return raster[:, step]


@wrong(
    "You return *which* neurons spiked, as numbers. Asked for is the mask: True or False for each"
    " neuron.",
    nearly="Keep the mask, `spiked = v >= vth`; it selects the rows of the raster, too.",
)
def indices_returned(v, raster, step):
    spiked = np.where(v >= vth)[0]
    v[spiked] = vr
    raster[spiked, step] = 1
    return spiked


@wrong(
    "It is right for −50 and −70 mV, but wrong when threshold and reset are others. Are there"
    " numbers typed into your function?",
    nearly="Use the names `vth` and `vr`, so that the function follows when they change.",
)
def numbers_typed_in(v, raster, step):
    spiked = v >= -0.05
    v[spiked] = -0.07
    raster[spiked, step] = 1
    return spiked


@wrong(
    "In your raster stands the time of the spike. A *binary* raster knows two values only; the"
    " column says when.",
    nearly="Assign 1: `raster[spiked, step] = 1`.",
)
def time_recorded(v, raster, step):
    spiked = v >= vth
    v[spiked] = vr
    raster[spiked, step] = 1e-3 * step
    return spiked


@right
def the_mask_as_the_column(v, raster, step):
    spiked = v >= vth
    raster[:, step] = spiked
    v[spiked] = vr
    return spiked


@right
def indices(v, raster, step):
    spiked = v >= vth
    which = np.where(spiked)[0]
    v[which] = vr
    raster[which, step] = 1.0
    return spiked


@right
def through_a_view_of_the_column(v, raster, step):
    spiked = v >= vth
    column = raster[:, step]
    column[spiked] = True
    v[:] = np.where(spiked, vr, v)
    return spiked
