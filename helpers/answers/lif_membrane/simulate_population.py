"""Exercise 3.2: a population, vectorised."""

import itertools

import numpy as np

from ..declaration import right, wrong
from ._steps_of_the_population import LOOP as _LOOP
from ._steps_of_the_population import (  # noqa: F401  (answers, too)
    loop_over_the_neurons,
    one_column_too_many,
    shape_for_a_number,
    shape_of_the_notebook,
    too_few_steps,
)
from .euler_step import reference as euler_step
from .simulate_membrane import reference as simulate_membrane
from .simulate_membrane import unfulfilled as one_unfulfilled

# As in the notebook; the probes set them.
el, tau, r = -60e-3, 20e-3, 100e6

_SIMULATE_MEMBRANE = simulate_membrane


def reference(current, dt):
    """Column upon column; row by row where something stands in for `simulate_membrane`."""
    if simulate_membrane is not _SIMULATE_MEMBRANE:
        return neuron_by_neuron(current, dt)
    columns = itertools.accumulate(
        current.T[1:],
        lambda v, i: euler_step(v, i, dt, tau, el, r),
        initial=np.full(len(current), el),
    )
    return np.stack(list(columns), axis=1)


def _from(start, current, dt, steps=None):
    v = np.full(current.shape, start)
    for k in range(1, current.shape[1]) if steps is None else steps:
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


def steps(current, dt):
    v = np.full(current.shape, el)
    first = euler_step(v[:, 0], current[:, 1], dt, tau, el, r)
    return [
        ("an array in the shape of `current`, filled with `el`", v),
        ("the number of time steps, `current.shape[1]`", current.shape[1]),
        ("step 1, from `v[:, 0]` with `current[:, 1]`: `v[:, 1]`", first),
        ("all steps, column by column", reference(current, dt)),
    ]


def unfulfilled(current, dt, got):
    """What one neuron's voltages fulfil, those of each do."""
    whole = isinstance(got, np.ndarray) and got.shape == current.shape
    for k, (i, v) in enumerate(zip(current, got, strict=True) if whole else ()):
        if said := one_unfulfilled(i, dt, v):
            return [f"Neuron {k}. {said[0]}"]
    return []


@wrong(
    "Your loop steps from neuron to neuron, as if the next row were the next moment. Which axis of"
    " (neurons, steps) is time?",
    nearly=f"Time is the second index: `v[:, k]` holds all neurons at step k. {_LOOP}",
)
def time_along_the_rows(current, dt):
    return _from(el, current.T, dt).T


@wrong(
    "Your voltages stay at rest, whatever the currents: is what `euler_step` returns kept?",
    nearly=f"Write it into the array, column by column. {_LOOP}",
)
def stays_at_rest(current, dt):
    return np.full(current.shape, el)


@wrong(
    "The values are right, with rows and columns exchanged: (neurons, steps) is asked for.",
    nearly="Return `v` in the shape of `current`; leave out the `.T`.",
)
def transposed(current, dt):
    return _from(el, current, dt).T


@wrong(
    "All your neurons do the same: each has a current of its own.",
    nearly=f"Take the whole column `current[:, k]`. {_LOOP}",
)
def one_current_for_all(current, dt):
    return _from(el, np.broadcast_to(current[0], current.shape), dt)


@wrong(
    "All your neurons do the same: they share one mean current, but each has its own.",
    nearly=f"Take the whole column `current[:, k]`, without a mean. {_LOOP}",
)
def mean_current_for_all(current, dt):
    return _from(el, np.broadcast_to(current.mean(axis=0), current.shape), dt)


@wrong(
    "Your membranes begin at 0 V. Where do they rest before any current flows?",
    nearly="Begin with `v = np.full(current.shape, el)`.",
    name="begun at 0 V",
)
def from_zero(current, dt):
    return _from(0.0, current, dt)


@wrong(
    "Your voltages follow the currents one step late. Which current does step k use?",
    nearly=f"Step k uses `current[:, k]`, and the voltages `v[:, k - 1]`. {_LOOP}",
)
def current_of_the_step_before(current, dt):
    return _from(el, np.roll(current, 1, axis=1), dt)


@wrong(
    "Your first column has made a step already. It is the voltage at the beginning, `el`: no step"
    " comes before it.",
    nearly=f"Let the loop begin at 1 (`v[:, -1]` is the *last* column). {_LOOP}",
)
def a_step_before_the_first(current, dt):
    return _from(el, current, dt, range(current.shape[1]))


@wrong(
    "Your membranes forget: each step begins at `el`. It should begin where the last one ended.",
    nearly=f"Hand over `v[:, k - 1]`. {_LOOP}",
)
def every_step_from_rest(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(el, current[:, k], dt, tau, el, r)
    return v


@wrong(
    "You return the voltages at the end only. All time steps are asked for.",
    nearly="Return the whole array `v`, not its last column.",
)
def last_column_only(current, dt):
    return _from(el, current, dt)[:, -1]


@wrong(
    "You return one neuron, the first. All of them are asked for.",
    nearly=f"Compute whole columns, and return the whole array `v`. {_LOOP}",
)
def one_neuron_only(current, dt):
    return _from(el, current[:1], dt)[0]


@wrong(
    "You return the mean over the neurons. Each neuron's voltage is asked for.",
    nearly="Return the array `v` itself: means come in section 4.",
)
def mean_over_the_neurons(current, dt):
    return _from(el, current, dt).mean(axis=0)


@wrong(
    "It is right in steps of 1 ms only. Does your function use the `dt` that it is given?",
    nearly=f"Hand `dt` on to `euler_step`. {_LOOP}",
    name="the notebook's time step",
)
def time_step_of_the_notebook(current, dt):
    return _from(el, current, 1e-3)


@wrong(
    "The last column is still `el`: does your loop get to the end?",
    nearly=f"`range(1, n)` ends at n − 1, the last index, by itself. {_LOOP}",
)
def last_step_left_out(current, dt):
    return _from(el, current, dt, range(1, current.shape[1] - 1))


@wrong(
    "Only the first step is made; after it all columns are still `el`. A `return` inside the loop"
    " ends the function in its first pass.",
    nearly="Move `return v` to the left, to the level of `for`.",
)
def return_in_the_loop(current, dt):
    return _from(el, current, dt, [1])


@wrong(
    "Only the first step is made; after it all columns are still 0. A `return` inside the loop"
    " ends the function in its first pass.",
    nearly="Move `return v` to the left, to the level of `for`.",
)
def return_in_the_loop_over_zeros(current, dt):
    v = np.zeros(current.shape)
    v[:, :2] = _from(el, current[:, :2], dt)
    return v


@wrong(
    "Your loop begins at 2: step 1 is left out.",
    nearly=f"Let the loop begin at 1. {_LOOP}",
)
def first_step_left_out(current, dt):
    return _from(el, current, dt, range(2, current.shape[1]))


@wrong(
    "Only your first neuron begins at rest, the others at 0 V: `v[0]` is the first *row*.",
    nearly="The first column is `v[:, 0]`. Or begin with `v = np.full(current.shape, el)`.",
)
def only_the_first_neuron_from_rest(current, dt):
    v = np.zeros(current.shape)
    v[0] = el
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "Each of your steps begins at `v[:, k]`, which has not been computed yet and still holds 0.",
    nearly=f"Step k begins at `v[:, k - 1]`. {_LOOP}",
)
def step_from_an_empty_place(current, dt):
    v = np.zeros(current.shape)
    v[:, 0] = el
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "All your steps are made at once, each from `el`. But a step begins where the last one ended:"
    " over time there must be a loop.",
    nearly=f"Only the neurons are done at once. {_LOOP}",
)
def all_steps_at_once(current, dt):
    return euler_step(np.full(current.shape, el), current, dt, tau, el, r)


@wrong(
    "Your voltages grow with each step by another −60 mV: `euler_step` returns where V is *after*"
    " the step, not by how much it changes.",
    nearly=f"Do not add `v[:, k - 1]` once more. {_LOOP}",
)
def step_added_once_more(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = v[:, k - 1] + euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "The values are right, but in millivolts. In code, potentials are in volts.",
    nearly="Leave out the factor 1000: it belongs where a number is printed or drawn.",
)
def millivolts(current, dt):
    return 1000 * _from(el, current, dt)


@wrong(
    "Your voltages fly off. In which order does `euler_step` take `dt` and `tau`?",
    nearly=f"First `dt`, then `tau`. {_LOOP}",
    name="dt and tau swapped",
)
def dt_and_tau_swapped(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], tau, dt, el, r)
    return v


@wrong(
    "Your first neuron stays at rest, whatever its current: neurons are counted from 0. (The first"
    " *column* is `el`, not the first row.)",
    nearly=f"Compute whole columns. {_LOOP}",
)
def first_neuron_left_out(current, dt):
    v = _from(el, current, dt)
    v[0] = el
    return v


@wrong(
    "Only your last neuron moves, the others are at rest: does each get a new array?",
    nearly=f"Make `v` once, before the loops. Or leave out the loop over the neurons. {_LOOP}",
)
def an_array_for_each_neuron(current, dt):
    v = np.full(current.shape, el)
    v[-1] = _from(el, current, dt)[-1]
    return v


@wrong(
    "It uses the current of the notebook, `i_mean`, not the currents that it is given.",
    nearly=f"Take the whole column `current[:, k]`. {_LOOP}",
    name="the notebook's mean current",
)
def current_of_the_notebook(current, dt):
    return _from(el, np.full(current.shape, 250e-12), dt)


@wrong(
    "All your values are 0. Are the voltages written into the array, and can it hold them? One of"
    " integers rounds them to 0.",
    nearly=f"Begin with `v = np.full(current.shape, el)`. {_LOOP}",
    alone=True,
)
def all_zero(current, dt):
    return np.zeros(current.shape)


@wrong(
    "At the threshold your voltages jump back. That comes in the next tutorial: here nothing"
    " happens there.",
    nearly=f"Leave the threshold out. {_LOOP}",
)
def reset_at_threshold(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
        v[v[:, k] >= -50e-3, k] = el
    return v


@right
def a_list_of_columns(current, dt):
    v = [np.full(len(current), el)]
    for i in current.T[1:]:
        v.append(euler_step(v[-1], i, dt, tau, el, r))
    return np.array(v).T


@right
def the_formula_written_out(current, dt):
    n, n_steps = current.shape
    v_n = el * np.ones([n, n_steps])
    for step in range(n_steps):
        if step == 0:
            continue
        v_n[:, step] = v_n[:, step - 1] + dt / tau * (el - v_n[:, step - 1] + r * current[:, step])
    return v_n


@right
def a_filter(current, dt):
    from scipy.signal import lfilter

    pushes = np.where(np.arange(current.shape[1]) > 0, current * r, 0.0)
    return el + lfilter([dt / tau], [1, dt / tau - 1], pushes, axis=1)


@right
def all_pushes_at_once(current, dt):
    steps = np.arange(current.shape[1])
    since = steps[:, None] - steps
    left = np.where(since >= 0, (1 - dt / tau) ** np.abs(since), 0.0)
    pushes = np.where(steps > 0, current * r * dt / tau, 0.0)
    return el + pushes @ left.T


@right(name="simulate_membrane for each neuron (slow)")
def neuron_by_neuron(current, dt):
    return np.array([simulate_membrane(row, dt) for row in current])


@right(name="a loop over the neurons (slow)")
def with_a_loop_over_neurons(current, dt):
    v = np.full(current.shape, el)
    for j in range(len(current)):
        for k in range(1, current.shape[1]):
            v[j, k] = euler_step(v[j, k - 1], current[j, k], dt, tau, el, r)
    return v
