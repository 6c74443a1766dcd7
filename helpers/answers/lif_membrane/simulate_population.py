"""Exercise 3.2: a population, vectorised."""

import numpy as np

from ..declaration import Answer, Misconception

# As in the notebook; the probes set them.
el, tau, r = -60e-3, 20e-3, 100e6


def euler_step(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + r * i)


def reference(current, dt):
    """All at once, without a loop: each push R·I·dt/tau times how much of it is left since."""
    steps = np.arange(current.shape[1])
    since = steps[:, None] - steps
    left = np.where(since >= 0, (1 - dt / tau) ** np.abs(since), 0.0)
    pushes = np.where(steps > 0, current * r * dt / tau, 0.0)
    return el + pushes @ left.T


def _from(start, current, dt):
    v = np.full(current.shape, start)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


# Wrong answers.


def time_along_rows(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, len(current)):
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v


def too_few_steps(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, min(current.shape)):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


def loop_over_the_neurons(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, len(current)):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


def nothing_simulated(current, dt):
    return np.full(current.shape, el)


def transposed(current, dt):
    return _from(el, current, dt).T


def first_neuron_for_all(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[0, k], dt, tau, el, r)
    return v


def mean_current(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k].mean(), dt, tau, el, r)
    return v


def from_zero(current, dt):
    return _from(0.0, current, dt)


def previous_current(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k - 1], dt, tau, el, r)
    return v


def first_value_stepped(current, dt):
    v = np.full(current.shape, el)
    for k in range(current.shape[1]):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


def always_from_rest(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1]):
        v[:, k] = euler_step(el, current[:, k], dt, tau, el, r)
    return v


def last_column(current, dt):
    return _from(el, current, dt)[:, -1]


def one_neuron(current, dt):
    return _from(el, current[:1], dt)[0]


def averaged(current, dt):
    return _from(el, current, dt).mean(axis=0)


def time_step_of_the_notebook(current, dt):
    return _from(el, current, 1e-3)


def last_step_left_out(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, current.shape[1] - 1):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


_LOOP = (
    "`for k in range(1, current.shape[1]): v[:, k] = euler_step(v[:, k - 1], current[:, k], dt,"
    " tau, el, r)`."
)

MISCONCEPTIONS = (
    Misconception(
        "time along the rows",
        time_along_rows,
        "Your loop steps from neuron to neuron, as if the next row were the next moment. Which axis"
        " of (neurons, time steps) is time?",
        f"Time is the second index: `v[:, k]` holds all neurons at step k. {_LOOP}",
    ),
    Misconception(
        "too few steps",
        too_few_steps,
        "Some of the last steps are missing. How many steps are there, `len(current)` or"
        " `current.shape[1]`?",
        f"`len` of an array counts its rows, the neurons. {_LOOP}",
    ),
    Misconception(
        "loop over the neurons",
        loop_over_the_neurons,
        "Your loop goes over as many columns as there are *neurons*: `len(current)`, or"
        " `current.shape[0]`, counts the rows. Where is the number of time steps?",
        f"The number of columns is `current.shape[1]`. {_LOOP}",
    ),
    Misconception(
        "stays at rest",
        nothing_simulated,
        "Your voltages stay at rest, whatever the currents: is what `euler_step` returns kept?",
        f"Write it into the array, column by column. {_LOOP}",
    ),
    Misconception(
        "transposed",
        transposed,
        "The values are right, with rows and columns exchanged: (neurons, time steps) is asked"
        " for.",
        "Return `v` in the shape of `current`; leave out the `.T`.",
    ),
    Misconception(
        "one current for all",
        first_neuron_for_all,
        "All your neurons do the same: each has a current of its own.",
        f"Take the whole column `current[:, k]`. {_LOOP}",
    ),
    Misconception(
        "mean current for all",
        mean_current,
        "All your neurons do the same: they share one mean current, but each has its own.",
        f"Take the whole column `current[:, k]`, without a mean. {_LOOP}",
    ),
    Misconception(
        "begun at 0 V",
        from_zero,
        "Your membranes begin at 0 V. Where do they rest before any current flows?",
        "Begin with `v = np.full(current.shape, el)`.",
    ),
    Misconception(
        "current of the step before",
        previous_current,
        "Your voltages follow the currents one step late. Which current does step k use?",
        f"Step k uses `current[:, k]`, and the voltages `v[:, k - 1]`. {_LOOP}",
    ),
    Misconception(
        "a step before the first",
        first_value_stepped,
        "The first column is the voltage at the beginning, `el`: no step comes before it. (At"
        " k = 0, `v[:, k - 1]` is the *last* column.)",
        f"Let the loop begin at 1. {_LOOP}",
    ),
    Misconception(
        "every step from rest",
        always_from_rest,
        "Your membranes forget: each step begins at `el`. It should begin where the last one"
        " ended.",
        f"Hand over `v[:, k - 1]`. {_LOOP}",
    ),
    Misconception(
        "last column only",
        last_column,
        "You return the voltages at the end only. All time steps are asked for.",
        "Return the whole array `v`, not its last column.",
    ),
    Misconception(
        "one neuron only",
        one_neuron,
        "You return one neuron, the first. All of them are asked for.",
        f"Compute whole columns, and return the whole array `v`. {_LOOP}",
    ),
    Misconception(
        "mean over the neurons",
        averaged,
        "You return the mean over the neurons. Each neuron's voltage is asked for.",
        "Return the array `v` itself: means come in section 4.",
    ),
    Misconception(
        "the notebook's time step",
        time_step_of_the_notebook,
        "It is right in steps of 1 ms only. Does your function use the `dt` that it is given?",
        f"Hand `dt` on to `euler_step`. {_LOOP}",
    ),
    Misconception(
        "last step left out",
        last_step_left_out,
        "The last column is still `el`: does your loop get to the end?",
        f"`range(1, n)` ends at n − 1, the last index, by itself. {_LOOP}",
    ),
)


# Other right answers.


def time_first_inside(current, dt):
    v = [np.full(len(current), el)]
    for i in current.T[1:]:
        v.append(euler_step(v[-1], i, dt, tau, el, r))
    return np.array(v).T


def with_the_formula(current, dt):
    n, n_steps = current.shape
    v_n = el * np.ones([n, n_steps])
    for step in range(n_steps):
        if step == 0:
            continue
        v_n[:, step] = v_n[:, step - 1] + dt / tau * (el - v_n[:, step - 1] + r * current[:, step])
    return v_n


def by_a_filter(current, dt):
    from scipy.signal import lfilter

    pushes = np.where(np.arange(current.shape[1]) > 0, current * r, 0.0)
    return el + lfilter([dt / tau], [1, dt / tau - 1], pushes, axis=1)


def with_a_loop_over_neurons(current, dt):
    v = np.full(current.shape, el)
    for j in range(len(current)):
        for k in range(1, current.shape[1]):
            v[j, k] = euler_step(v[j, k - 1], current[j, k], dt, tau, el, r)
    return v


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "a list of columns": time_first_inside,
        "the formula written out": with_the_formula,
        "a filter": by_a_filter,
        "a loop over the neurons (slow)": with_a_loop_over_neurons,
    },
)
