"""Exercise 2.1: one neuron over time."""

import itertools

import numpy as np

from ..declaration import Answer, Misconception

# As in the notebook; the probes set them.
el, tau, r = -60e-3, 20e-3, 100e6


def euler_step(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + r * i)


def reference(current, dt):
    """Each step's push R·I·dt/tau, faded by 1 − dt/tau with every step since: a convolution."""
    kept = 1 - dt / tau
    pushes = np.r_[0.0, current[1:]] * r * dt / tau
    return el + np.convolve(pushes, kept ** np.arange(len(current)))[: len(current)]


# Wrong answers.


def previous_current(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current[k - 1], dt, tau, el, r)
    return v


def first_value_stepped(current, dt):
    v = np.full(len(current), el)
    for k in range(len(current)):
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v


def from_zero(current, dt):
    v = np.zeros(len(current))
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v


def always_from_rest(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(el, current[k], dt, tau, el, r)
    return v


def from_the_same_step(current, dt):
    v = np.zeros(len(current))
    v[0] = el
    for k in range(1, len(current)):
        v[k] = euler_step(v[k], current[k], dt, tau, el, r)
    return v


def first_current_only(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current[0], dt, tau, el, r)
    return v


def mean_current(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], np.mean(current), dt, tau, el, r)
    return v


def last_value(current, dt):
    return reference(current, dt)[-1]


def one_too_many(current, dt):
    v = np.full(len(current) + 1, el)
    for k in range(len(current)):
        v[k + 1] = euler_step(v[k], current[k], dt, tau, el, r)
    return v


def last_step_left_out(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current) - 1):
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v


def time_step_of_the_notebook(current, dt):
    return reference(current, 1e-3)


def arguments_swapped(current, dt):
    v = np.full(len(current), el)
    for k in range(1, len(current)):
        v[k] = euler_step(current[k], v[k - 1], dt, tau, el, r)
    return v


def nothing_simulated(current, dt):
    return np.full(len(current), el)


def steady_states(current, dt):
    return el + r * current


_LOOP = (
    "`for k in range(1, len(current)): v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)`,"
    " with `v[0]` left at `el`."
)

MISCONCEPTIONS = (
    Misconception(
        "current of the step before",
        previous_current,
        "Your voltage follows the current one step late. Which current does step k use?",
        f"Step k uses `current[k]`, and the voltage `v[k - 1]`: {_LOOP}",
    ),
    Misconception(
        "a step before the first",
        first_value_stepped,
        "`v[0]` is the voltage at the beginning, `el`: no step comes before it. (At k = 0,"
        " `v[k - 1]` is `v[-1]`, the *last* element.)",
        f"Let the loop begin at 1: {_LOOP}",
    ),
    Misconception(
        "begun at 0 V",
        from_zero,
        "Your membrane begins at 0 V. Where does it rest before any current flows?",
        "Begin with `v = np.full(len(current), el)`, or set `v[0] = el`.",
    ),
    Misconception(
        "every step from rest",
        always_from_rest,
        "Your membrane forgets: each step begins at `el`. It should begin where the last one"
        " ended.",
        f"Hand over `v[k - 1]`: {_LOOP}",
    ),
    Misconception(
        "step from an empty place",
        from_the_same_step,
        "Each of your steps begins at `v[k]`, which has not been computed yet and still holds 0.",
        f"Step k begins at `v[k - 1]`: {_LOOP}",
    ),
    Misconception(
        "first current only",
        first_current_only,
        "Your voltage depends on the current at step 0 only. Which current does step k use?",
        f"Use `current[k]`: {_LOOP}",
    ),
    Misconception(
        "mean current",
        mean_current,
        "Your voltage depends on the mean of the current only: when it flows makes no difference.",
        f"Use the current of each step, `current[k]`: {_LOOP}",
    ),
    Misconception(
        "last value only",
        last_value,
        "One number comes back, the voltage at the end. The whole course of time is asked for.",
        "Keep every value in an array, `v[k] = ...`, and return `v` behind the loop.",
    ),
    Misconception(
        "one value too many",
        one_too_many,
        "The voltage has one value more than the current. Each time step has one of each, and the"
        " first voltage is `el`.",
        f"Make `v` as long as `current`: {_LOOP}",
    ),
    Misconception(
        "last step left out",
        last_step_left_out,
        "The last value is still `el`: does your loop get to the end?",
        f"`range(1, n)` ends at n − 1, the last index, by itself: {_LOOP}",
    ),
    Misconception(
        "the notebook's time step",
        time_step_of_the_notebook,
        "It is right in steps of 1 ms only. Does your function use the `dt` that it is given?",
        f"Hand `dt` on to `euler_step`: {_LOOP}",
    ),
    Misconception(
        "voltage and current swapped",
        arguments_swapped,
        "Your values are no voltages. In which order does `euler_step` take its arguments?",
        f"First the voltage, then the current: {_LOOP}",
    ),
    Misconception(
        "nothing happens",
        nothing_simulated,
        "Your voltage stays at rest, whatever the current: is what `euler_step` returns kept?",
        f"Write it into the array: {_LOOP}",
    ),
    Misconception(
        "steady states",
        steady_states,
        "Your voltage follows the current at once. A membrane takes time: it goes there in small"
        " steps, each from where the last one ended.",
        f"Step by step: {_LOOP}",
    ),
)


# Other right answers.


def with_a_list(current, dt):
    v = [el]
    for i in current[1:]:
        v.append(euler_step(v[-1], i, dt, tau, el, r))
    return np.array(v)


def with_enumerate(current, dt):
    v = el * np.ones(len(current))
    for k, i in enumerate(current):
        if k == 0:
            continue
        v[k] = v[k - 1] + dt / tau * (el - v[k - 1] + r * i)
    return v


def with_accumulate(current, dt):
    steps = itertools.accumulate(
        current[1:], lambda v, i: euler_step(v, i, dt, tau, el, r), initial=el
    )
    return np.array(list(steps))


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "a list that grows": with_a_list,
        "enumerate and the formula": with_enumerate,
        "itertools.accumulate": with_accumulate,
    },
)
