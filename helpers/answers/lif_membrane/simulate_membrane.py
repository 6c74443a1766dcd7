"""Exercise 2.1: one neuron over time."""

import itertools

import numpy as np

from ..declaration import right, wrong
from .euler_step import reference as euler_step

# As in the notebook; the probes set them.
el, tau, r = -60e-3, 20e-3, 100e6


def reference(current, dt):
    """Step upon step, accumulated."""
    steps = itertools.accumulate(
        current[1:], lambda v, i: euler_step(v, i, dt, tau, el, r), initial=el
    )
    return np.array(list(steps))


def steps(current, dt):
    v = reference(current, dt)
    first = euler_step(el, current[1], dt, tau, el, r)
    return [
        ("an array as long as the current, filled with `el`", np.full(len(current), el)),
        ("step 1, from `v[0]` with `current[1]`: `v[1]`", first),
        ("all steps, each from the one before", v),
    ]


def unfulfilled(current, dt, got):
    """It begins at rest, and each step where the one before has ended."""
    if not (isinstance(got, np.ndarray) and got.shape == current.shape and got.dtype.kind in "iuf"):
        return []
    if abs(got[0] - el) > 1e-9:
        return [f"It begins at {1e3 * got[0]:g} mV; at rest V is `el`, {1e3 * el:g} mV."]
    for k in range(1, len(got)):
        v = euler_step(got[k - 1], current[k], dt, tau, el, r)
        if abs(got[k] - v) > 1e-9:
            return [
                f"From your `v[{k - 1}]`, `current[{k}]` leads to {1e3 * v:.6g} mV by one Euler"
                f" step; your `v[{k}]` is {1e3 * got[k]:.6g} mV."
            ]
    return []


def _from(start, current, dt, steps=None):
    v = np.full(len(current), start)
    for k in range(1, len(current)) if steps is None else steps:
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v


def _by(step, current):
    """Voltages of which each is made of its number k, of the one before, and of its current."""
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = step(k, v[k - 1], current[k])
    return v


_LOOP = (
    "`for k in range(1, len(current)): v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)`,"
    " with `v[0]` left at `el`."
)
_RETURN = "Move `return` to the left, to the level of `for`."


@wrong(
    "Your voltage follows the current one step late. Which current does step k use?",
    nearly=f"Step k uses `current[k]`, and the voltage `v[k - 1]`: {_LOOP}",
)
def current_of_the_step_before(current, dt):
    return _from(el, np.roll(current, 1), dt)


@wrong(
    "Your first value has made a step already. `v[0]` is the voltage at the beginning, `el`: no"
    " step comes before it.",
    nearly=f"Let the loop begin at 1 (`v[-1]` is the *last* element): {_LOOP}",
)
def a_step_before_the_first(current, dt):
    return _from(el, current, dt, range(len(current)))


@wrong(
    "Your membrane begins at 0 V. Where does it rest before any current flows?",
    nearly="Begin with `v = np.full(len(current), el)`, or set `v[0] = el`.",
    name="begun at 0 V",
)
def from_zero(current, dt):
    return _from(0.0, current, dt)


@wrong(
    "Your membrane forgets: each step begins at `el`. It should begin where the last one ended.",
    nearly=f"Hand over `v[k - 1]`: {_LOOP}",
)
def every_step_from_rest(current, dt):
    return _by(lambda k, v, i: euler_step(el, i, dt, tau, el, r), current)


@wrong(
    "Each of your steps begins at `v[k]`, which has not been computed yet and still holds 0.",
    nearly=f"Step k begins at `v[k - 1]`: {_LOOP}",
)
def step_from_an_empty_place(current, dt):
    v = np.zeros(len(current))
    v[0] = el
    for k in range(1, len(current)):
        v[k] = euler_step(v[k], current[k], dt, tau, el, r)
    return v


@wrong(
    "Your voltage depends on the current at step 0 only. Which current does step k use?",
    nearly=f"Use `current[k]`: {_LOOP}",
)
def first_current_only(current, dt):
    return reference(np.full(len(current), current[0]), dt)


@wrong(
    "It uses the current of the notebook, `i_mean`, not the current that it is given.",
    nearly=f"Use `current[k]`: {_LOOP}",
    name="the notebook's mean current",
)
def current_of_the_notebook(current, dt):
    return reference(np.full(len(current), 250e-12), dt)


@wrong(
    "Your voltage depends on the mean of the current only: when it flows makes no difference.",
    nearly=f"Use the current of each step, `current[k]`: {_LOOP}",
)
def mean_current(current, dt):
    return reference(np.full(len(current), np.mean(current)), dt)


@wrong(
    "One number comes back, the voltage at the end. The whole course of time is asked for.",
    nearly="Keep every value in an array, `v[k] = ...`, and return `v` behind the loop.",
)
def last_value_only(current, dt):
    return reference(current, dt)[-1]


@wrong(
    "The voltage has one value more than the current. Each time step has one of each, and the"
    " first voltage is `el`.",
    nearly=f"Make `v` as long as `current`: {_LOOP}",
)
def one_value_too_many(current, dt):
    v = np.full(len(current) + 1, el)
    for k in range(len(current)):
        v[k + 1] = euler_step(v[k], current[k], dt, tau, el, r)
    return v


@wrong(
    "The last value is still `el`: does your loop get to the end?",
    nearly=f"`range(1, n)` ends at n − 1, the last index, by itself: {_LOOP}",
)
def last_step_left_out(current, dt):
    return _from(el, current, dt, range(1, len(current) - 1))


@wrong(
    "It is right in steps of 1 ms only. Does your function use the `dt` that it is given?",
    nearly=f"Hand `dt` on to `euler_step`: {_LOOP}",
    name="the notebook's time step",
)
def time_step_of_the_notebook(current, dt):
    return reference(current, 1e-3)


@wrong(
    "Your values are no voltages. In which order does `euler_step` take its arguments?",
    nearly=f"First the voltage, then the current: {_LOOP}",
)
def voltage_and_current_swapped(current, dt):
    return _by(lambda k, v, i: euler_step(i, v, dt, tau, el, r), current)


@wrong(
    "Your voltage stays at rest, whatever the current: is what `euler_step` returns kept?",
    nearly=f"Write it into the array: {_LOOP}",
)
def nothing_happens(current, dt):
    return np.full(len(current), el)


@wrong(
    "Your voltage follows the current at once. A membrane takes time: it goes there in small"
    " steps, each from where the last one ended.",
    nearly=f"Step by step: {_LOOP}",
)
def steady_states(current, dt):
    return el + r * current


@wrong(
    "Only the first step is made; after it all values are still `el`. A `return` inside the loop"
    " ends the function in its first pass.",
    nearly=_RETURN,
)
def return_in_the_loop(current, dt):
    return _from(el, current, dt, [1])


@wrong(
    "Only the first step is made; after it all values are still 0. A `return` inside the loop"
    " ends the function in its first pass.",
    nearly=_RETURN,
)
def return_in_the_loop_over_zeros(current, dt):
    v = np.zeros(len(current))
    v[0] = el
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
        return v


@wrong(
    "Only the first step is made, and two values come back. A `return` inside the loop ends the"
    " function in its first pass.",
    nearly=_RETURN,
)
def return_in_the_loop_of_a_list(current, dt):
    return reference(current[:2], dt)


@wrong(
    "Your loop begins at 2: step 1 is left out.",
    nearly=f"Let the loop begin at 1: {_LOOP}",
)
def first_step_left_out(current, dt):
    return _from(el, current, dt, range(2, len(current)))


@wrong(
    "The voltage has one value less than the current: where is the voltage at the beginning?",
    nearly="Begin with `v = [el]`, or with `v = np.full(len(current), el)`.",
)
def beginning_left_out(current, dt):
    return reference(current, dt)[1:]


@wrong(
    "Your voltage grows with each step by another −60 mV: `euler_step` returns where V is *after*"
    " the step, not by how much it changes.",
    nearly=f"Do not add `v[k - 1]` once more: {_LOOP}",
)
def step_added_once_more(current, dt):
    return _by(lambda k, v, i: v + euler_step(v, i, dt, tau, el, r), current)


@wrong(
    "Your voltage flies off. In which order does `euler_step` take `dt` and `tau`?",
    nearly=f"First `dt`, then `tau`: {_LOOP}",
    name="dt and tau swapped",
)
def dt_and_tau_swapped(current, dt):
    return _by(lambda k, v, i: euler_step(v, i, tau, dt, el, r), current)


@wrong(
    "Your values are no voltages. In which order does `euler_step` take `el` and `r`?",
    nearly=f"First `el`, then `r`: {_LOOP}",
    name="el and r swapped",
)
def el_and_r_swapped(current, dt):
    return _by(lambda k, v, i: euler_step(v, i, dt, tau, r, el), current)


@wrong(
    "You hand `euler_step` all of `current`, or all of `v`. Step k needs one value of each.",
    nearly=f"Hand over `v[k - 1]` and `current[k]`: {_LOOP}",
    raises=True,
)
def all_currents_at_once(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current, dt, tau, el, r)
    return v


@wrong(
    "After the first step your `v` is one number, no array any more: `v = ...` gives the name to"
    " what `euler_step` returns.",
    nearly=f"Write into the array, `v[k] = ...`: {_LOOP}",
    raises=True,
)
def array_overwritten(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v


@wrong(
    "The course of time is right, but in millivolts. In code, potentials are in volts.",
    nearly="Leave out the factor 1000: it belongs where a number is printed or drawn.",
)
def millivolts(current, dt):
    return 1000 * reference(current, dt)


@wrong(
    "Your membrane begins at −70 mV, the reset potential. Where does it rest before any current"
    " flows?",
    nearly="Begin with `v = np.full(len(current), el)`, or set `v[0] = el`.",
)
def begun_at_the_reset_potential(current, dt):
    return _from(-70e-3, current, dt)


@wrong(
    "Your step k uses all the current until then, added up. The membrane has kept what came before"
    " in `v[k - 1]`.",
    nearly=f"Step k uses `current[k]` alone: {_LOOP}",
)
def current_added_up(current, dt):
    return _from(el, np.cumsum(current), dt)


@wrong(
    "Your voltage only adds up what the current brings: this membrane does not leak.",
    nearly=f"The leak is in `euler_step`: {_LOOP}",
)
def leak_left_out(current, dt):
    return _by(lambda k, v, i: v + dt / tau * r * i, current)


@wrong(
    "Your voltage adds up what the current brings, that of step 0 as well: this membrane does not"
    " leak, and does not begin at `el`.",
    nearly=f"The leak is in `euler_step`: {_LOOP}",
)
def current_summed_without_a_leak(current, dt):
    return el + dt / tau * r * np.cumsum(current)


@wrong(
    "All your values are 0. Are the voltages written into the array, and can it hold them? One of"
    " integers rounds them to 0.",
    nearly="Begin with `v = np.full(len(current), el)`, and write into `v[k]`.",
    alone=True,
)
def all_zero(current, dt):
    return np.zeros(len(current))


@wrong(
    "Your time steps get longer and longer: `dt` is that of one step already.",
    nearly=f"Hand over `dt`, without `k`: {_LOOP}",
)
def time_for_time_step(current, dt):
    return _by(lambda k, v, i: euler_step(v, i, dt * k, tau, el, r), current)


@wrong(
    "At the threshold your voltage jumps back. That comes in the next tutorial: here nothing"
    " happens there.",
    nearly=f"Leave the threshold out: {_LOOP}",
)
def reset_at_threshold(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
        if v[k] >= -50e-3:
            v[k] = el
    return v


@right
def a_list_that_grows(current, dt):
    v = [el]
    for i in current[1:]:
        v.append(euler_step(v[-1], i, dt, tau, el, r))
    return np.array(v)


@right
def enumerate_and_the_formula(current, dt):
    v = el * np.ones(len(current))
    for k, i in enumerate(current):
        if k == 0:
            continue
        v[k] = v[k - 1] + dt / tau * (el - v[k - 1] + r * i)
    return v


@right
def a_convolution(current, dt):
    kept = 1 - dt / tau
    pushes = np.r_[0.0, current[1:]] * r * dt / tau
    return el + np.convolve(pushes, kept ** np.arange(len(current)))[: len(current)]
