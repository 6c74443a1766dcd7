"""Wrong answers to Exercise 3.2 that miscount the steps, or the neurons."""

import numpy as np

from ..declaration import wrong
from .euler_step import reference as euler_step

# As in the notebook; the probes set them.
el, tau, r = -60e-3, 20e-3, 100e6

LOOP = (
    "`for k in range(1, current.shape[1]): v[:, k] = euler_step(v[:, k - 1], current[:, k], dt,"
    " tau, el, r)`."
)


@wrong(
    "Some of the last steps are missing. How many steps are there, `len(current)` or"
    " `current.shape[1]`?",
    nearly=f"`len` of an array counts its rows, the neurons. {LOOP}",
)
def too_few_steps(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, min(current.shape)):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "Your loop goes over as many columns as there are *neurons*: `len(current)`, or"
    " `current.shape[0]`, counts the rows. Where is the number of time steps?",
    nearly=f"The number of columns is `current.shape[1]`. {LOOP}",
    raises=True,
)
def loop_over_the_neurons(current, dt):
    v = np.full(current.shape, el)
    for k in range(1, len(current)):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "There is one column more than in `current`. Each time step has one, and the first is `el`.",
    nearly=f"Make `v` in the shape of `current`. {LOOP}",
)
def one_column_too_many(current, dt):
    v = np.full((len(current), current.shape[1] + 1), el)
    for k in range(current.shape[1]):
        v[:, k + 1] = euler_step(v[:, k], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "`current.shape` is a pair, (neurons, steps). Over which of the two should the loop go?",
    nearly=f"`range(1, current.shape[1])` takes the number of steps. {LOOP}",
    raises=True,
)
def shape_for_a_number(current, dt):
    v = np.full(current.shape, el)
    for k in range(current.shape):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v


@wrong(
    "Your array is made for the notebook's 500 neurons and 150 steps. How many has the `current`"
    " that comes in?",
    nearly=f"`np.full(current.shape, el)` is as large as `current`. {LOOP}",
    raises=True,
)
def shape_of_the_notebook(current, dt):
    v = np.full((500, 150), el)
    for k in range(1, 150):
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v
