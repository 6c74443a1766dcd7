"""Exercise 4.2: the whole simulation, from the arrays to the loop over time."""

import numpy as np

from ..declaration import right, wrong
from ._whole_loops import (  # noqa: F401  (answers, too)
    mask_for_potentials,
    one_clock_for_all,
    period_typed_in,
    spikes_in_the_column_before,
    spikes_left_out,
    steps_counted_by_neurons,
    time_recorded,
)

# As in the notebook; the probes set them.
tau, el, r, dt, vth, vr = 20e-3, -60e-3, 100e6, 1e-3, -50e-3, -70e-3


def _euler(v, i):
    return v + dt / tau * (el - v + r * i)


def refractory_step(v, t, last_spike, t_ref):
    """A right `refractory_step`."""
    refractory = t - last_spike < t_ref
    spiked = (v >= vth) & ~refractory
    v[refractory | spiked] = vr
    last_spike[spiked] = t
    return spiked


def _begin(current, t_ref):
    n, n_steps = current.shape
    return np.full((n, n_steps), el), np.zeros((n, n_steps)), -t_ref * np.ones(n)


def reference(current, t_ref):
    """The columns one by one, put together at the end."""
    now = np.full(len(current), el)
    last_spike = -np.broadcast_to(t_ref, len(current)).astype(float)
    potentials, marks = [now], [np.zeros(len(current))]
    for k in range(1, current.shape[1]):
        now = _euler(now, current[:, k])
        marks.append(1.0 * refractory_step(now, k * dt, last_spike, t_ref))
        potentials.append(now)
    return np.transpose(potentials), np.transpose(marks)


def steps(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    told = [("before the first step: potentials, in rows", v[:, 0].copy())]
    told += [("their clocks", last_spike.copy())]
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        charged = v[:, k].copy()
        spiked = refractory_step(v[:, k], k * dt, last_spike, t_ref)
        raster[spiked, k] = 1
        if k == 1 or (spiked.any() and len(told) < 8):
            told += [(f"step {k}, after the Euler step", charged)]
            told += [(f"step {k}, who spikes", spiked)]
            told += [(f"step {k}, after `refractory_step`", v[:, k].copy())]
    return [*told, ("returned, potentials and raster", (v, raster))]


@wrong(
    "At the beginning your neurons are held at the reset potential, as if they had just spiked."
    " When should their last spike have been, so that nobody is refractory at time 0?",
    nearly="Before the loop: `last_spike = -t_ref * np.ones(n)`.",
)
def refractory_at_the_beginning(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    last_spike[:] = 0
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "At the beginning your neurons are held at the reset potential, for two periods: in your"
    " `last_spike`, the last spike is still to come. When should it have been, so that nobody is"
    " refractory at time 0?",
    nearly="Before the loop, with a minus: `last_spike = -t_ref * np.ones(n)`.",
)
def last_spike_still_to_come(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    last_spike *= -1
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Nobody is ever refractory in your simulation. Do the clocks last from one step to the next? Is"
    " the time that you hand to `refractory_step` in seconds, as they are? And does anything else"
    " reset the neurons before it sees them?",
    nearly="Make `last_spike` once, before the loop; `refractory_step` keeps it up to date, and"
    " needs no other function for the spikes. The time of a step is `step * dt`, not its number.",
)
def clocks_made_anew_in_each_step(current, t_ref):
    v, raster, _ = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        last_spike = -t_ref * np.ones(len(v))
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Your potentials follow the current one step late. Which column of the current does step k"
    " use?",
    nearly="`v[:, step] = euler_step(v[:, step - 1], current[:, step], dt, tau, el, r)`.",
)
def current_of_the_step_before(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k - 1])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Step 0 is the beginning: all neurons rest at `el`, and no step comes before it. (For step 0,"
    " `v[:, step - 1]` is the *last* column.)",
    nearly="Let the loop begin at 1: `for step in range(1, n_steps)`.",
)
def a_step_before_the_first(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Your loop ends one step early: the last column is still as it was at the beginning.",
    nearly="`range(1, n_steps)` ends with step `n_steps - 1`, which is the last column.",
)
def last_step_left_out(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1] - 1):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Your membranes begin at 0 V. Where do they rest before any current flows?",
    nearly="Begin with `v = np.full((n, n_steps), el)`.",
    name="begun at 0 V",
)
def from_zero(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    v[:] = 0
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Your neurons begin at the reset potential. Before the first step they rest; where is that?",
    nearly="Begin with `v = np.full((n, n_steps), el)`.",
    name="begun at reset",
)
def from_reset(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    v[:] = vr
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Your neurons spike once, and never again. Is the time that you hand to `refractory_step` the"
    " time of *this* step?",
    nearly="Step `step` is at the time `step * dt`, in s: `refractory_step(v[:, step], step * dt,"
    " last_spike, t_ref)`.",
)
def time_stands_still(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], 0.0, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "The potentials are right, but the raster is empty. What does `refractory_step` return, and"
    " what do you do with it?",
    nearly="`spiked = refractory_step(...)`, then `raster[spiked, step] = 1`.",
)
def raster_left_empty(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        refractory_step(v[:, k], k * dt, last_spike, t_ref)
    return v, raster


@wrong(
    "The potentials are right, but each spike is marked in all of its neuron's row. Which column"
    " belongs to this step?",
    nearly="`raster[spiked, step] = 1`: the rows of those that spiked, one column.",
)
def whole_row_marked(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref)] = 1
    return v, raster


@wrong(
    "It is right for a step of 1 ms, but not for another one. Is a number typed into your"
    " function?",
    nearly="Use the notebook's `dt`: the time of a step is `step * dt`.",
)
def step_typed_in(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * 1e-3, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "Both results are there, but in the wrong order.",
    nearly="`return v, raster`: the potentials first.",
)
def raster_returned_first(current, t_ref):
    return reference(current, t_ref)[::-1]


@wrong(
    "You return the potentials alone. Where is the raster?",
    nearly="`return v, raster`.",
)
def potentials_alone_returned(current, t_ref):
    return reference(current, t_ref)[0]


@wrong(
    "Your function ends after the first step. Look at how far `return` is indented.",
    nearly="`return v, raster` belongs behind the loop: as far left as the `for`.",
)
def returned_inside_the_loop(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    v[:, 1] = _euler(v[:, 0], current[:, 1])
    raster[refractory_step(v[:, 1], dt, last_spike, t_ref), 1] = 1
    return v, raster


@wrong(
    "The spikes are right, and each is marked one step too early.",
    nearly="In the column of its own step: `raster[spiked, step] = 1`.",
)
def marked_a_step_early(current, t_ref):
    v, raster = reference(current, t_ref)
    return v, np.roll(raster, -1, axis=1)


@wrong(
    "Each Euler step starts anew from rest in your version. From which potentials does it go on?",
    nearly="From those of the step before: `v[:, step - 1]`.",
)
def always_from_the_beginning(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, 0], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "The raster has a row for each neuron and a column for each step. Which index comes first?",
    nearly="The mask selects rows: `raster[spiked, step] = 1`.",
    raises=True,
)
def rows_and_columns_exchanged(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[k, refractory_step(v[:, k], k * dt, last_spike, t_ref)] = 1
    return v, raster


@wrong(
    "Where `refractory_step` sets a clock, there is one number, and no array. Do its arguments come"
    " in the order of its `def` line, the time before the clocks?",
    nearly="`refractory_step(v[:, step], step * dt, last_spike, t_ref)`.",
    raises=True,
)
def time_and_clocks_exchanged(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], last_spike, k * dt, t_ref), k] = 1
    return v, raster


@wrong(
    "Your clocks are whole numbers: a time such as 0.012 s is cut off to 0 when it is written into"
    " them.",
    nearly="Make them of numbers with decimals: `last_spike = -t_ref * np.ones(n)`.",
)
def clocks_of_whole_numbers(current, t_ref):
    v, raster, _ = _begin(current, t_ref)
    last_spike = np.full(len(v), -1)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "In each step you look for spikes before you charge the membranes, so that each is found a step"
    " late.",
    nearly="First the Euler step into `v[:, step]`, then `refractory_step(v[:, step], ...)`.",
)
def spikes_before_charging(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        spiked = refractory_step(v[:, k - 1], k * dt, last_spike, t_ref)
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[spiked, k] = 1
    return v, raster


@wrong(
    "The resets get lost: `refractory_step` changes an array of which your `v` holds a copy, made"
    " before.",
    nearly="Hand over the column itself: `refractory_step(v[:, step], ...)`.",
)
def resets_lost(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[refractory_step(v[:, k].copy(), k * dt, last_spike, t_ref), k] = 1
    return v, raster


@right
def neuron_by_neuron(current, t_ref):
    """With nothing called: what is next is a clamp, a spike, or neither."""
    v, raster, _ = _begin(current, t_ref)
    periods = np.broadcast_to(t_ref, len(v))
    for j in range(len(v)):
        last = None
        for k in range(1, v.shape[1]):
            v[j, k] = _euler(v[j, k - 1], current[j, k])
            if last is not None and (k - last) * dt < periods[j]:
                v[j, k] = vr
            elif v[j, k] >= vth:
                v[j, k] = vr
                raster[j, k] = 1
                last = k
    return v, raster


@right
def column_by_column(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        spiked = refractory_step(v[:, k], k * dt, last_spike, t_ref)
        raster[spiked, k] = 1
    return v, raster


@right
def a_raster_of_whole_numbers(current, t_ref):
    v, _, last_spike = _begin(current, t_ref)
    raster = np.zeros(v.shape, int)
    for k in range(1, v.shape[1]):
        v[:, k] = _euler(v[:, k - 1], current[:, k])
        raster[:, k] = refractory_step(v[:, k], k * dt, last_spike, t_ref)
    return v, raster


@right
def columns_in_lists(current, t_ref):
    now, last_spike = np.full(len(current), el), -np.ones(len(current))
    potentials, marks = [now.copy()], [np.zeros(len(current))]
    for k in range(1, current.shape[1]):
        now = _euler(now, current[:, k])
        spiked = refractory_step(now, k * dt, last_spike, t_ref)
        potentials.append(now.copy())
        marks.append(spiked.astype(float))
    return np.array(potentials).T, np.array(marks).T
