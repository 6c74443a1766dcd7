"""Wrong answers to Exercise 4.2 about the loop, and what is done with its results."""

import numpy as np

from ..declaration import wrong

# As in the notebook; the probes set them.
tau, el, r, dt, vth, vr = 20e-3, -60e-3, 100e6, 1e-3, -50e-3, -70e-3


def _step(v, k, current, last_spike, t_ref):
    """Column k of the potentials, clamped and reset; who spiked."""
    v[:, k] = v[:, k - 1] + dt / tau * (el - v[:, k - 1] + r * current[:, k])
    return _spikes(v[:, k], k * dt, last_spike, t_ref)


def _spikes(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    spiked = (v >= vth) & ~refractory
    v[refractory | spiked] = vr
    last_spike[spiked] = t
    return spiked


def _begin(current, t_ref):
    n, n_steps = current.shape
    return np.full((n, n_steps), el), np.zeros((n, n_steps)), -t_ref * np.ones(n)


@wrong(
    "It is right for a period of 9.5 ms, but not for others. Is a number typed into your function?",
    nearly="Use the argument `t_ref`; it may also be an array, with a period for each neuron.",
)
def period_typed_in(current, t_ref):
    v, raster, last_spike = _begin(current, 0.0095)
    for k in range(1, v.shape[1]):
        raster[_step(v, k, current, last_spike, 0.0095), k] = 1
    return v, raster


@wrong(
    "Your loop makes as many steps as there are *neurons*. How many columns are there?",
    nearly="`for step in range(1, n_steps)`: `n` is the number of neurons.",
)
def steps_counted_by_neurons(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, min(v.shape)):
        raster[_step(v, k, current, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "In your potentials stand 0 and 1: the mask has been written over them. `refractory_step` sets"
    " the potentials by itself, in place; what it returns is for the raster.",
    nearly="`spiked = refractory_step(v[:, step], ...)`, then `raster[spiked, step] = 1`.",
)
def mask_for_potentials(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = _step(v, k, current, last_spike, t_ref)
        raster[v[:, k] >= vth, k] = 1
    return v, raster


@wrong(
    "You charge column k, but look for spikes in the column *before*, where they come a step late."
    " Which column is this step's?",
    nearly="`refractory_step(v[:, step], ...)`, behind the Euler step.",
)
def spikes_in_the_column_before(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = v[:, k - 1] + dt / tau * (el - v[:, k - 1] + r * current[:, k])
        raster[_spikes(v[:, k - 1], k * dt, last_spike, t_ref), k] = 1
    return v, raster


@wrong(
    "In your raster stands the time of the spike. A binary raster knows two values only; the column"
    " says when.",
    nearly="Write a 1: `raster[spiked, step] = 1`.",
)
def time_recorded(current, t_ref):
    v, raster, last_spike = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        raster[_step(v, k, current, last_spike, t_ref), k] = k * dt
    return v, raster


@wrong(
    "Your membranes charge, but nobody ever spikes. Which of your functions sees to the spikes?",
    nearly="After the Euler step: `spiked = refractory_step(v[:, step], step * dt, last_spike,"
    " t_ref)`.",
)
def spikes_left_out(current, t_ref):
    v, raster, _ = _begin(current, t_ref)
    for k in range(1, v.shape[1]):
        v[:, k] = v[:, k - 1] + dt / tau * (el - v[:, k - 1] + r * current[:, k])
    return v, raster


@wrong(
    "Where `t_ref` is a single number, so is your `last_spike`: one clock for all, and no element"
    " that could be set. How do you make an array with a clock for each neuron?",
    nearly="`last_spike = -t_ref * np.ones(n)`: an array, whether `t_ref` is a number or an array.",
    raises=True,
)
def one_clock_for_all(current, t_ref):
    v, raster, _ = _begin(current, t_ref)
    last_spike = -t_ref
    for k in range(1, v.shape[1]):
        raster[_step(v, k, current, last_spike, t_ref), k] = 1
    return v, raster
