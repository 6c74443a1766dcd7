# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Spikes and the refractory period
#
# *Tutorial 2 of 6. About 150 minutes for the core: that is two sittings, with a good place to stop after section 3.
# Parts marked **go further** are for those who want more; their exercises carry points of their own, and your
# instructor says whether they count.*
#
# In the last tutorial the membrane leaked and was charged by a noisy current, but it never fired. Now it will. When
# the potential reaches a threshold, the neuron **spikes** and starts again from below. After a spike it cannot fire
# for a while: that is the **refractory period**.
#
# The model stays small. What grows is your way of writing it down. By the end you will
#
# - look at 10 000 neurons at once in a *histogram*,
# - keep spikes in a *dictionary*, and draw them as a *raster*,
# - replace a loop over neurons by a *Boolean mask*,
# - add a refractory period, and write the whole simulation yourself,
# - pack the model into *functions*, and then into a *class*.
#
# **You need** the membrane equation and its Euler step (tutorial 1), NumPy arrays of shape `(neurons, steps)`, and
# loops and functions in Python.
#
# **Thanks.** The path of this tutorial follows
# [LIF Neuron Part II](https://github.com/NeuromatchAcademy/precourse/tree/main/tutorials/W0D2_PythonWorkshop2)
# from the [precourse](https://github.com/NeuromatchAcademy/precourse) of Neuromatch Academy (content
# creators Marco Brigham and the [CCNSS](https://www.ccnss.org/) team; reviewers Michael Waskom, Karolina
# Stosio and Spiros Chavlis; production editors Ella Batty and Spiros Chavlis; CC BY 4.0). Text and code
# here are new; the videos are theirs.

# %% cellView="form" tags=["hide-input"]
# @title Tools for this tutorial
import copy
import timeit

import matplotlib.pyplot as plt
import numpy as np

import helpers
from helpers import checks, demos, feedback, lif, media, plots, predict

helpers.start()

# %% [markdown]
# These are the neurons of the last tutorial. In the code everything is in V, A, s, ohm and Hz; on the axes you will
# see mV and ms. What is new is `vr`, the potential that a neuron is put back to after a spike. (If you have forgotten a
# symbol: all of them are in the table under [Notation](#notation).)

# %%
t_max = 0.150  # s, how long we simulate
dt = 0.001  # s, time step
tau = 0.020  # s, time constant of the membrane
el = -0.060  # V, leak potential: where the membrane rests
vr = -0.070  # V, reset potential: where it is put after a spike
vth = -0.050  # V, threshold
r = 100e6  # ohm, membrane resistance
i_mean = 250e-12  # A, mean input current

n_steps = round(t_max / dt)
t_range = np.arange(n_steps) * dt  # s, shape (steps,): the times of all steps

print(f"{n_steps} steps, from {t_range[0]:.3f} s to {t_range[-1]:.3f} s")
print(f"steady state without spikes: {1000 * (el + r * i_mean):.0f} mV")

# %% [markdown]
# Keep the last number in mind. Without spikes the membrane would settle at −35 mV, well above the threshold of
# −50 mV. These neurons are going to be busy.
#
# (The times are `np.arange(n_steps) * dt`, so they are exactly `dt` apart. `np.linspace(0, t_max, n_steps)` would put a
# point at both ends, and its steps would come out a little too long.)
#
# You have written the Euler step already, in tutorial 1. Here it is again, so that you need not type it a second time:
#
# $$V(t_k) = V(t_{k-1}) + \frac{\Delta t}{\tau} \Big( E_L - V(t_{k-1}) + R \, I(t_k) \Big)$$
#
# Here $t_k = k \, \Delta t$ is the time of step $k$. In the code, $k$ is called `step`.


# %%
def euler_step(v, i, dt, tau, el, r):
    """Membrane potential in V one step later, for one neuron or for many at once."""
    return v + dt / tau * (el - v + r * i)


# %% [markdown]
# ## Section 1: Histograms

# %% cellView="form" tags=["hide-input"]
# @title Video 1: Histograms (optional)
media.video(
    youtube="J24tne-IwvY",
    bilibili="BV1GC4y1h7Ex",
    title="Histograms",
    about="A lecture on the histogram of the membrane potential over many neurons.",
)
feedback.ask("lif-spikes/video-histograms")

# %% [markdown]
# Here are $N = 10\,000$ neurons, still without spikes. Each gets noise of its own, drawn evenly from a band around
# 250 pA, as in tutorial 1. The loop moves all of them on by one step at a time.

# %%
n_many = 10_000
current_many = lif.noisy_current(n_many, rng=np.random.default_rng(2020))  # A, (neurons, steps)

v_free = np.full((n_many, n_steps), el)  # V; all neurons start at rest
for step in range(1, n_steps):
    v_free[:, step] = euler_step(v_free[:, step - 1], current_many[:, step], dt, tau, el, r)

ax = plots.voltage_density(t_range, v_free, threshold=vth)
helpers.show(
    ax,
    alt="Potentials of 10 000 neurons without spikes over 150 ms, as shades of grey, with their mean: all "
    "rise from -60 mV, cross the threshold of -50 mV near 10 ms, and settle around -35 mV.",
)

# %% [markdown]
# Mean and standard deviation sum up such a crowd in two numbers. A **histogram** shows its whole shape. Take the
# values of all neurons at one time $t_k$, cut their range into $J$ bins, and count: $m_b$ neurons lie in bin $b$.
# Each neuron is in exactly one bin, so
#
# $$\sum_{b=1}^{J} m_b = N.$$
#
# `ax.hist(values, bins=...)` counts and draws in one go. (`plt.hist` does the same in the axes you used last.) As an
# example, here is the *current* at step 50.

# %%
picked = 50  # a step
fig, ax = plt.subplots()
counts, edges, patches = ax.hist(
    1e12 * current_many[:, picked],
    bins=20,
    histtype="stepfilled",
    label=f"t = {1000 * picked * dt:.0f} ms",
)
ax.set(xlabel="Input current (pA)", ylabel="Number of neurons")
ax.legend()
helpers.show(
    ax,
    alt="Histogram of the input currents of 10 000 neurons at 50 ms in 20 bins: flat, about 500 neurons in each "
    "bin, from -56 to 556 pA.",
)

print(f"{len(counts)} counts between {len(edges)} edges; the counts sum to {counts.sum():.0f}")
print(f"patches: {type(patches[0]).__name__}")

# %% [markdown]
# `ax.hist` returns three things: the counts $m_b$, the edges of the bins (20 bins have 21 edges), and the patches that it
# has drawn. Three options are worth knowing:
#
# - `label="..."` names the data, and `ax.legend()`, called afterwards, shows all the names;
# - `histtype="stepfilled"` draws one outline instead of many bars, and `alpha=0.7` makes it see-through. More in
#   matplotlib's [examples](https://matplotlib.org/stable/gallery/statistics/histogram_histtypes.html).

# %% cellView="form" tags=["hide-input"]
# @title Video 2: Nano recap of histograms (optional)
media.video(
    youtube="71f1J98zj80",
    bilibili="BV1Zv411B7mD",
    title="Nano recap of histograms",
    about="A short recap of histograms.",
)
feedback.ask("lif-spikes/video-histograms-recap")

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/histograms",
    "Compare the potentials of the 10 000 neurons at 15 ms and at 149 ms. Which histogram lies further to "
    "the right? Which is wider, and why?",
)

# %% [markdown]
# ### Exercise 1.1: Plot two histograms (core)
#
# Now the *potential*, at two times in the same axes: a tenth of the way, and at the last step. Copy what you need
# from the example above and adapt it. Use 50 bins, draw in mV, and give each histogram a label that says its time.
#
# All neurons at one step: is that a row of `v`, or a column? And compute the times from the steps and `dt`. The check also
# draws arrays that are shorter than ours, and there a tenth of the way is not 15 ms.


# %% nbgrader={"grade": false, "grade_id": "voltage-histograms", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plot_voltage_histograms(ax, v, dt):
    """Draw histograms of the membrane potential at a tenth of the time and at the last step.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    v : array, shape (neurons, steps)
        Membrane potentials in V.
    dt : float
        Time step in s.
    """
    early = v.shape[1] // 10  # a tenth of the way
    late = v.shape[1] - 1  # the last step
    ### BEGIN SOLUTION: Exercise 1.1: plot two histograms
    # 1. The potentials of all neurons at these two steps, in mV.
    v_early = 1000 * v[:, early]
    v_late = 1000 * v[:, late]

    # 2. A histogram of each, with 50 bins and a label that says its time in ms.
    ax.hist(v_early, bins=50, alpha=0.7, label=f"t = {1000 * early * dt:.0f} ms")
    ax.hist(v_late, bins=50, alpha=0.7, label=f"t = {1000 * late * dt:.0f} ms")

    # 3. What is on the two axes, with units, and the legend.
    ax.set(xlabel="Membrane potential (mV)", ylabel="Number of neurons")
    ax.legend()
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "voltage-histograms-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.plot_voltage_histograms(plot_voltage_histograms)
### BEGIN HIDDEN TESTS
checks.lif_spikes.plot_voltage_histograms(plot_voltage_histograms, seed=1907)
### END HIDDEN TESTS

# %%
predict.recall("lif-spikes/histograms")
with helpers.needs(plot_voltage_histograms):
    fig, ax = plt.subplots()
    plot_voltage_histograms(ax, v_free, dt)
    helpers.show(
        ax,
        alt="Two histograms of the membrane potential of 10 000 neurons, 50 bins each: at 15 ms a hill around "
        "-47 mV, at 149 ms a slightly wider hill around -35 mV.",
    )
    for step in (n_steps // 10, n_steps - 1):
        mean, sd = 1000 * v_free[:, step].mean(), 1000 * v_free[:, step].std(ddof=1)
        print(f"at {1000 * t_range[step]:3.0f} ms: mean {mean:.1f} mV, SD {sd:.2f} mV")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/histograms")

# %% [markdown]
# The early hill lies further to the left, because the membranes are still charging. It is also a little narrower: the
# noise has had less time to add up. Notice, too, that the current was spread evenly, and yet the potentials form a
# hill. Each of them is a sum over many draws.
#
# ## Section 2: Dictionaries and spikes
#
# *About 20 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Video 3: Dictionaries and introducing spikes (optional)
media.video(
    youtube="ioKkiukDkNg",
    bilibili="BV1H54y1q7oS",
    title="Dictionaries and introducing spikes",
    about="A lecture that adds spikes to the neuron and keeps their times in a dictionary.",
)
feedback.ask("lif-spikes/video-dictionaries")

# %% [markdown]
# A real neuron that is driven to its threshold fires an **action potential**, or spike: a pulse of a millisecond or two
# that always looks much the same. Our model leaves the pulse out. It notes *when* the neuron spiked, and puts the
# potential where it is after a spike. That is the **reset condition**:
#
# $$V(t) \rightarrow V_\mathrm{reset} \quad \text{if} \quad V(t) \geq V_\mathrm{th}$$
#
# Note the $\geq$: reaching the threshold is enough.
#
# ### Where to keep the spikes
#
# Some neurons spike more often than others, so their spike times do not fit into an array with rows of equal length.
# They fit into a **dictionary**, which finds a value by its *key*. Ours has one key for each neuron, and the value is
# the list of its spike times. As an example, here are three weather stations and the days on which it rained.

# %%
rainy_days = {j: [] for j in range(3)}  # stations 0, 1, 2: nothing noted yet
print(rainy_days)

rain = np.array([[0.0, 2.5, 7.1], [1.2, 0.3, 0.0]])  # mm; a row for each day
for day in range(2):
    for j in range(3):
        if rain[day, j] > 0:
            rainy_days[j] += [day]  # join a list of one day to the list of station j
print(rainy_days)

rainy_days[0].append(2)  # the same in other words: add one day at the end
for j, days in rainy_days.items():
    print(f"rainy days at station {j}: {len(days)}")

# %% cellView="form" tags=["hide-input"]
# @title Video 4: Nano recap of dictionaries (optional)
media.video(
    youtube="nvpHtzuZggg",
    bilibili="BV1GC4y1h7hi",
    title="Nano recap of dictionaries",
    about="A short recap of dictionaries.",
)
feedback.ask("lif-spikes/video-dictionaries-recap")

# %% [markdown]
# ### One step at a time
#
# Most of the exercises that follow ask for a small function that does its part of *one* time step. Here is the loop that
# calls it. One Euler step charges the membranes; then `record` finds the spikes. The loop is given. `record` is yours to
# write: the name stands for the function that is handed to the loop, just as `current` stands for an array. Yours will be
# called `reset_and_record`.


# %%
def simulate_with_dictionary(record, current):
    """Simulate neurons; at each step `record(v, t, spikes)` resets and writes down who spiked.

    Returns the potentials in V, shape (neurons, steps), the dictionary of spike times in s, and the
    number of spikes at each step, shape (steps,).
    """
    n = len(current)
    v = np.full((n, n_steps), el)
    spikes = {j: [] for j in range(n)}
    spikes_per_step = np.zeros(n_steps)
    for step in range(1, n_steps):
        v[:, step] = euler_step(v[:, step - 1], current[:, step], dt, tau, el, r)
        spikes_per_step[step] = np.sum(record(v[:, step], t_range[step], spikes))
    return v, spikes, spikes_per_step


# %% [markdown]
# Inside `record`, the name `v` stands for one column: the potentials of all neurons at this step. If you assign to
# one of its elements, as in `v[j] = ...`, the big array changes with it. That is what we want.
#
# <details>
# <summary>Why does that work? (go further)</summary>
#
# A slice such as `v[:, step]` is not a copy. It is a **view**, a window on the same memory. So `v[j] = ...` writes
# through the window into the big array. But `v = ...`, without brackets, only gives the name to something else, and
# the big array never hears of it.
#
# </details>

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/spikes",
    "All neurons start at rest, −60 mV, and without spikes would reach −50 mV after about 10 ms. With spikes, will they "
    "fire together or at any time? And roughly how many spikes will each of them fire in 150 ms?",
)

# %% [markdown]
# ### Exercise 2.1: Reset, and write down the spikes (core)
#
# Go through the neurons one by one. Where the reset condition holds, reset the potential and add the time to that
# neuron's list. Return how many neurons spiked.


# %% nbgrader={"grade": false, "grade_id": "reset-and-record", "locked": false, "schema_version": 3, "solution": true, "task": false}
def reset_and_record(v, t, spikes):
    """Reset the neurons that spike, and write down when they did.

    Reads the threshold `vth` and the reset potential `vr` from the notebook.

    Parameters
    ----------
    v : array, shape (neurons,)
        Membrane potentials in V at this step; those of spiking neurons are set to `vr` in place.
    t : float
        Time of this step in s.
    spikes : dict of lists
        Spike times in s, by neuron: 0, 1, 2, ...; gets longer in place.

    Returns
    -------
    int
        Number of neurons that spiked at this step.
    """
    ### BEGIN SOLUTION: Exercise 2.1: reset the neurons that spike, and write down when
    # 1. Nobody has been counted yet.
    count = 0

    # 2. Go through the neurons.
    for j in range(len(v)):
        # 3. Which condition must hold for a spike? Then reset, note the time, and count.
        if v[j] >= vth:  # hidden
            v[j] = vr
            spikes[j] += [t]
            count += 1
    return count
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "reset-and-record-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.reset_and_record(reset_and_record)
### BEGIN HIDDEN TESTS
checks.lif_spikes.reset_and_record(reset_and_record, seed=1952)
### END HIDDEN TESTS

# %%
n = 500
current = lif.noisy_current(n, rng=np.random.default_rng(2020))  # A, shape (neurons, steps)

with helpers.needs(reset_and_record):
    v, spikes, spikes_per_step = simulate_with_dictionary(reset_and_record, current)
    print(f"{spikes_per_step.sum():.0f} spikes of {n} neurons in {1000 * t_max:.0f} ms")
    print(f"neuron 0 spiked at {[round(1000 * time) for time in spikes[0]]} ms")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/adding-spikes")

# %% [markdown]
# Well done: these are spiking neurons, and you made them spike.
#
# ### The firing rate
#
# How busy is the population at time $t_k$? Count the spikes of that step, divide by the number of neurons, and
# divide by the length of the step. That is the **firing rate** of the population, in spikes per neuron and second, or
# hertz:
#
# $$\lambda(t_k) = \frac{\text{number of spikes at step } k}{N \, \Delta t}$$
#
# Do not forget the $\Delta t$. Without it you get the share of the neurons that spike in a step, which halves when you
# halve the step. The rate does not.
#
# ### Three panels
#
# `plots.population` draws what you have: the potentials, the spikes as a **raster**, and the rate. You will see this
# figure again after each change to the model, always drawn in the same way. Whatever lines up vertically happens at
# the same time.

# %%
predict.recall("lif-spikes/spikes")
with helpers.needs(reset_and_record):
    v, spikes, spikes_per_step = simulate_with_dictionary(reset_and_record, current)
    axes = plots.population(t_range, v, spikes, threshold=vth)
    helpers.show(
        axes,
        alt="Three panels over 150 ms for 500 neurons. Potentials: they rise together to -50 mV, drop to -70 mV, "
        "and rise again, in waves that blur. Raster: bands of spikes that widen from left to right. Rate: a "
        "peak of about 160 Hz near 10 ms, then smaller waves around 57 Hz.",
    )
    rate = spikes_per_step / n / dt  # Hz, shape (steps,)
    when = 1000 * t_range[rate.argmax()]
    print(f"{rate.mean():.1f} Hz on average, at most {rate.max():.0f} Hz, at {when:.0f} ms")

# %% [markdown]
# All neurons start at rest, so their first spikes come together: a wave, with a peak near 10 ms. Each neuron has noise
# of its own, so the next waves are blurred, and soon the neurons have forgotten that they started together. In 150 ms
# each of them fires between eight and nine times on average: 57.4 Hz times 0.15 s.
#
# ### Lines and dots
#
# How is a raster drawn? `ax.plot` joins points by a line, `ax.scatter` draws a dot for each point. In a raster, a spike
# of neuron $j$ at time $t$ is a dot at $(t, j)$. Here are five points, drawn in both ways.

# %%
fig, (left, right) = plt.subplots(1, 2, sharey=True, figsize=(6.4, 2.2), layout="tight")
dots_x = [10, 27]  # where: two dots of row 0 ...
dots_x += [12, 30, 47]  # ... and three of row 1
dots_y = [0] * 2 + [1] * 3  # [0] * 2 is [0, 0]: at which height
left.plot(dots_x, dots_y)
right.scatter(dots_x, dots_y, marker=".", color="k")
left.set(title="plot: a line", xlabel="Time (ms)", ylabel="Neuron", yticks=[0, 1])
right.set(title="scatter: dots", xlabel="Time (ms)")
helpers.show(
    fig,
    alt="The same five points twice, on a shared vertical axis. Left: joined by a line that jumps back and "
    "forth. Right: as dots in two rows, a raster of two neurons.",
)

# %% [markdown]
# These two **subplots** share their vertical axis: `plt.subplots(1, 2, sharey=True)`. `layout="tight"` keeps their
# labels apart; so does `plt.tight_layout()` if you call it last.
#
# ### Exercise 2.2: A raster plot from the dictionary (core)
#
# Draw the middle panel yourself: a dot for each spike of all neurons in the dictionary, with time in ms. You may call
# `scatter` once for each neuron. It is much faster to collect all times and all rows in two lists first, and to
# call it once.
#
# Mind the unit. The dictionary holds seconds, in lists, and a list cannot be multiplied like an array: you have just seen
# what `[0] * 2` is. Convert the times one by one, as the cell below Exercise 2.1 does for neuron 0.


# %% nbgrader={"grade": false, "grade_id": "plot-raster", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plot_raster(ax, spikes):
    """Draw a dot for each spike, at its time and at the height of its neuron.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    spikes : dict of lists
        Spike times in s, by neuron.
    """
    ### BEGIN SOLUTION: Exercise 2.2: draw a raster from the dictionary
    # 1. Two lists: the time of each spike in ms, and the row it belongs to.
    times = []
    rows = []

    # 2. Go through the neurons; each adds its times, and its number as often as it has spikes.
    for j in spikes:
        times += [1000 * time for time in spikes[j]]
        rows += [j] * len(spikes[j])

    # 3. Draw all dots at once (try marker="." and s=1 for small ones), and label the axes.
    ax.scatter(times, rows, marker=".", s=1, color="k")
    ax.set(xlabel="Time (ms)", ylabel="Neuron")
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "plot-raster-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.plot_raster(plot_raster)
### BEGIN HIDDEN TESTS
checks.lif_spikes.plot_raster(plot_raster, seed=1926)
### END HIDDEN TESTS

# %%
with helpers.needs(reset_and_record, plot_raster):
    _, spikes, _ = simulate_with_dictionary(reset_and_record, current)
    fig, ax = plt.subplots()
    plot_raster(ax, spikes)
    helpers.show(
        ax,
        alt="Raster of 500 neurons over 150 ms, a dot for each spike: a narrow band of dots near 10 ms, a gap, a "
        "wider band near 26 ms, then dots everywhere.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/raster")

# %% [markdown]
# ## Section 3: Boolean indexes
#
# *About 50 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Video 5: Boolean indexes (optional)
media.video(
    youtube="G0C1v848I9Y",
    bilibili="BV1W54y1q7eh",
    title="Boolean indexes",
    about="A lecture on selecting elements of an array by an array of True and False.",
)
feedback.ask("lif-spikes/video-boolean")

# %% [markdown]
# Asking 500 neurons one by one is slow in Python. NumPy can ask them all at once. If you compare an array with a
# number, you get an array of True and False, a **mask**. In square brackets it selects the elements where it is True.

# %%
scores = np.array([3, 8, 1, 9, 5])
mask = scores > 4
print(mask)
print(scores[mask])  # the same as scores[scores > 4]
print(np.sum(mask))  # True counts as 1: how many are there?
print(np.where(mask)[0])  # their indices
for k in np.where(mask)[0]:
    print(f"number {k} scored {scores[k]}")

print(scores[(scores > 2) & ~mask])  # two masks combined: more than 2, but not more than 4
scores[mask] = 0  # assigning through a mask changes the array in place
print(scores)

# %% [markdown]
# `np.where(mask)` returns a tuple with an array of indices for each axis. A mask of one dimension has one axis, hence
# the `[0]`. Masks can be combined, too: `a & b` is True where both are, `a | b` where at least one is, and `~a` where
# `a` is not. (`and`, `or` and `not` work for single values only.) A comparison beside one of these signs needs parentheses,
# as in `(scores > 2) & ~mask`: without them Python would work out `2 & ~mask` first.

# %% cellView="form" tags=["hide-input"]
# @title Video 6: Nano recap of Boolean indexes (optional)
media.video(
    youtube="dFPgO5wnyLc",
    bilibili="BV1W54y1q7gi",
    title="Nano recap of Boolean indexes",
    about="A short recap of Boolean indexes.",
)
feedback.ask("lif-spikes/video-boolean-recap")

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/masks",
    "10 000 neurons, of which few spike at a given step. How many times as fast as the loop will the mask "
    "be: about 2, 20 or 200 times?",
)

# %% [markdown]
# ### Exercise 3.1: The same with a mask (core)
#
# Write `reset_and_record` again, without a loop over all neurons. Only those that spiked still need a loop, because
# the dictionary takes one key at a time. This time return the mask: it says *which* neurons spiked, and its sum says
# how many.


# %% nbgrader={"grade": false, "grade_id": "reset-and-record-masked", "locked": false, "schema_version": 3, "solution": true, "task": false}
def reset_and_record_masked(v, t, spikes):
    """Reset the neurons that spike, and write down when they did.

    Reads the threshold `vth` and the reset potential `vr` from the notebook.

    Parameters
    ----------
    v : array, shape (neurons,)
        Membrane potentials in V at this step; those of spiking neurons are set to `vr` in place.
    t : float
        Time of this step in s.
    spikes : dict of lists
        Spike times in s, by neuron; gets longer in place.

    Returns
    -------
    array of bool, shape (neurons,)
        True for the neurons that spiked at this step.
    """
    ### BEGIN SOLUTION: Exercise 3.1: the same with a Boolean mask
    # 1. Who spikes? Reset these, all at once.
    spiked = v >= vth
    v[spiked] = vr  # hidden

    # 2. Note the time for those that spiked, and for no others.
    for j in np.where(spiked)[0]:  # hidden
        spikes[j] += [t]
    return spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "reset-and-record-masked-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.reset_and_record_masked(reset_and_record_masked)
### BEGIN HIDDEN TESTS
checks.lif_spikes.reset_and_record_masked(reset_and_record_masked, seed=1963)
### END HIDDEN TESTS

# %%
with helpers.needs(reset_and_record_masked):
    three = np.array([-0.055, -0.045, -0.050])  # V
    noted = {0: [], 1: [0.010], 2: []}
    print(f"spiked: {reset_and_record_masked(three, 0.027, noted)}")
    print(f"potentials: {1000 * three} mV, noted: {noted}")

# %%
predict.recall("lif-spikes/masks")
with helpers.needs(reset_and_record, reset_and_record_masked):
    v, spikes_mask, _ = simulate_with_dictionary(reset_and_record_masked, current)
    axes = plots.population(t_range, v, spikes_mask, threshold=vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons over 150 ms, found with a mask: the same waves as before, with "
        "a peak of about 160 Hz near 10 ms, which blur from left to right.",
    )
    _, spikes_loop, _ = simulate_with_dictionary(reset_and_record, current)
    print(f"the same spikes as before: {spikes_mask == spikes_loop}")

    many = np.full(10_000, el)  # V; none of them spikes
    nothing = {j: [] for j in range(10_000)}
    seconds = {}
    for record in (reset_and_record, reset_and_record_masked):
        runs = timeit.repeat(lambda f=record: f(many, 0.0, nothing), number=1, repeat=5)
        seconds[record] = min(runs)
    faster = seconds[reset_and_record] > 10 * seconds[reset_and_record_masked]
    print(f"mask at least 10 times as fast: {faster}")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/masks")

# %% [markdown]
# The same figure, the same spikes, and a small part of the time. (`print(list(seconds.values()))` shows how many seconds
# the loop and the mask take on your computer; a factor of more than 100 is usual. If your mask is *not* at least 10 times
# as fast, see whether your function still goes through all the neurons.)
#
# ### A raster made of zeros and ones
#
# A dictionary stores each spike with its time. A **binary raster** is an array of zeros, shape `(neurons, steps)`, with
# a 1 where a neuron spiked at a step. All those zeros cost memory. What you gain: no dictionary, no loop,
# a picture that `ax.imshow(raster, cmap="Greys", origin="lower", aspect="auto")` draws as one image, and a rate that is
# just `raster.mean(axis=0) / dt`.
#
# A mask and a number can be used together. They select the rows where the mask is True, and one column.

# %%
seats = np.zeros((5, 3))  # five rows, three columns
seats[2, 1] = 1  # one element
seats[np.array([True, False, False, True, True]), 2] = 7  # three rows, in the last column
print(seats)

# %% [markdown]
# ### Exercise 3.2: A binary raster (core)
#
# Reset the neurons that spike, as in Exercise 3.1, and mark them in column `step` of the raster. If neuron 5 spikes at
# step 20, then row 5 has a 1 in column 20. This takes three or four short lines, and no loop.


# %% nbgrader={"grade": false, "grade_id": "mark-raster", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mark_raster(v, raster, step):
    """Reset the neurons that spike, and mark them in a binary raster.

    Reads the threshold `vth` and the reset potential `vr` from the notebook.

    Parameters
    ----------
    v : array, shape (neurons,)
        Membrane potentials in V at this step; those of spiking neurons are set to `vr` in place.
    raster : array, shape (neurons, steps)
        1 where a neuron spiked at a step, else 0; changed in place.
    step : int
        Number of this step: the column of the raster.

    Returns
    -------
    array of bool, shape (neurons,)
        True for the neurons that spiked at this step.
    """
    ### BEGIN SOLUTION: Exercise 3.2: mark the spikes in a binary raster
    # 1. Who spikes? Reset these, as in Exercise 3.1.
    spiked = v >= vth
    v[spiked] = vr  # hidden

    # 2. Mark them: in which rows, and in which column?
    raster[spiked, step] = 1  # hidden
    return spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "mark-raster-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.mark_raster(mark_raster)
### BEGIN HIDDEN TESTS
checks.lif_spikes.mark_raster(mark_raster, seed=1977)
### END HIDDEN TESTS

# %%
with helpers.needs(mark_raster):
    three = np.array([-0.055, -0.045, -0.050])  # V
    small = np.zeros((3, 4))
    print(f"spiked: {mark_raster(three, small, 2)}")
    print(f"potentials: {1000 * three} mV, raster:")
    print(small)

# %% [markdown]
# The loop is the one of section 2, with a raster where the dictionary was. (Before you run it: what will be
# different in the figure?)

# %%
with helpers.needs(mark_raster):
    v = np.full((n, n_steps), el)
    raster = np.zeros((n, n_steps))
    for step in range(1, n_steps):
        v[:, step] = euler_step(v[:, step - 1], current[:, step], dt, tau, el, r)
        mark_raster(v[:, step], raster, step)

    axes = plots.population(t_range, v, raster, threshold=vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons over 150 ms, from the binary raster: the same waves as "
        "before, with a peak of about 160 Hz near 10 ms, which blur from left to right.",
    )
    print(f"{raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/binary-raster")

# %% [markdown]
# Nothing is different: it is the same model, written in a third way. **If you do this tutorial in two sittings, this is
# the place to stop.** You have spiking neurons, and three ways to write them down.
#
# ## Section 4: The refractory period
#
# *About 70 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Video 7: Refractory period (optional)
media.video(
    youtube="KVNdbRY5-nY",
    bilibili="BV1MT4y1E79j",
    title="Refractory period",
    about="A lecture on the time after a spike in which a neuron cannot fire again.",
)
feedback.ask("lif-spikes/video-refractory")

# %% [markdown]
# Just after a spike, the sodium channels of a real neuron are inactivated, and not even the strongest input makes
# it spike again. That is the **absolute refractory period**, $t_\mathrm{ref}$. (In the relative refractory period, which
# follows, a strong input can. Our model leaves that out.)
#
# In the model, the potential of a refractory neuron is **clamped** to the reset:
#
# $$V(t) = V_\mathrm{reset} \quad \text{while} \quad t - t_\mathrm{spike} < t_\mathrm{ref}$$
#
# Here $t_\mathrm{spike}$ is the time of the neuron's last spike. We have to remember it for each neuron, in an array
# `last_spike`, in seconds. Think of its elements as the neurons' **clocks**: when a neuron spikes, its clock is set to the
# time of that step.
#
# In many neurons the absolute refractory period lasts one or two milliseconds. We take about 10 ms, as Neuromatch
# does. That is long, and there is a reason for it: with steps of 1 ms, a period of 1 or 2 ms would be only a step or two,
# and in our figures you would hardly see it.

# %% cellView="form" tags=["hide-input"]
# @title Video 8: Nano recap of the refractory period (optional)
media.video(
    youtube="DOoftC0JU2k",
    bilibili="BV1pA411e7je",
    title="Nano recap of the refractory period",
    about="A short recap of the refractory period.",
)
feedback.ask("lif-spikes/video-refractory-recap")

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/refractory",
    "Without refractoriness a neuron needs about 17 ms from one spike to the next. Now each is held at reset for "
    "10 ms after a spike. By how much does the mean rate fall? What happens to the waves?",
)

# %% [markdown]
# As an example of such clocks, think of four shops. Each notes when its last customer came.

# %%
last_customer = np.array([9.0, 2.5, 8.0, 4.0])  # s, shape (shops,)
now = 10.0  # s
print(now - last_customer)  # how long ago that was
quiet = now - last_customer > 5  # nobody for more than 5 s
print(quiet)

last_customer[quiet] = now  # someone enters each of these
print(last_customer)

# %% [markdown]
# ### Exercise 4.1: A refractory period (core)
#
# After the Euler step there are now two things to look after. A refractory neuron is held at the reset potential. It
# does not spike, and its clock is not set again. All others spike if they reach the threshold.
#
# Before you write: what should happen to a neuron that is refractory, and that a strong current has just lifted above
# the threshold? Let your function do that.


# %% nbgrader={"grade": false, "grade_id": "refractory-step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def refractory_step(v, t, last_spike, t_ref):
    """Clamp refractory neurons, and let the others spike.

    Reads the threshold `vth` and the reset potential `vr` from the notebook.

    Parameters
    ----------
    v : array, shape (neurons,)
        Membrane potentials in V after the Euler step; refractory and spiking neurons are set to `vr` in
        place.
    t : float
        Time of this step in s.
    last_spike : array, shape (neurons,)
        Time in s of each neuron's last spike; set to `t` in place where a neuron spikes.
    t_ref : float or array, shape (neurons,)
        Refractory period in s, one for all neurons or one each.

    Returns
    -------
    array of bool, shape (neurons,)
        True for the neurons that spiked at this step.
    """
    ### BEGIN SOLUTION: Exercise 4.1: hold refractory neurons at reset, and let the others spike
    # 1. Two questions: who is refractory, and who spikes? Can a neuron be both?
    refractory = t - last_spike < t_ref  # hidden
    spiked = (v >= vth) & ~refractory

    # 2. Where is the potential of each after this step?
    v[refractory | spiked] = vr  # hidden

    # 3. Whose clock is set, and to what?
    last_spike[spiked] = t  # hidden
    return spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "refractory-step-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.refractory_step(refractory_step)
### BEGIN HIDDEN TESTS
checks.lif_spikes.refractory_step(refractory_step, seed=1939)
### END HIDDEN TESTS

# %%
with helpers.needs(refractory_step):
    three = np.array([-0.055, -0.045, -0.045])  # V; the last two are above threshold
    clocks = np.array([0.003, 0.001, 0.018])  # s; the last one spiked 2 ms ago
    print(f"spiked: {refractory_step(three, 0.020, clocks, 0.0095)}")
    print(f"potentials: {1000 * three} mV, clocks: {1000 * clocks} ms")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/refractory")

# %% [markdown]
# That was the heart of this tutorial. If it took you a few attempts, you are in good company.
#
# ### Exercise 4.2: The whole simulation (core)
#
# So far you wrote one step, and the loop was given. Now write **all of it**. You have seen each part already: the
# arrays to begin with, the loop over the steps, the Euler step, the function for the spikes, the raster. Take the loops
# of sections 2 and 3 as your model and adapt them to your `refractory_step`.
#
# One thing is new: you make the clocks, and set them before the first step so that nobody is refractory at the beginning.
# Time begins at 0, and a spike that was `t_ref` ago is just long enough ago. So what must `last_spike` hold for each neuron?
# (Like the clocks of the shops, it is an array with an element for each neuron, even where `t_ref` is a single number.)


# %% nbgrader={"grade": false, "grade_id": "simulate-refractory", "locked": false, "schema_version": 3, "solution": true, "task": false}
def simulate_refractory(current, t_ref):
    """Simulate neurons with a refractory period, from rest.

    Reads `el`, `tau`, `r`, `dt` and what your `refractory_step` needs from the notebook.

    Parameters
    ----------
    current : array, shape (neurons, steps)
        Current in A of each neuron at each step.
    t_ref : float or array, shape (neurons,)
        Refractory period in s, one for all neurons or one each.

    Returns
    -------
    v : array, shape (neurons, steps)
        Membrane potentials in V. The first column is `el`; column k uses `current[:, k]`.
    raster : array, shape (neurons, steps)
        1 where a neuron spiked at a step, else 0.
    """
    n, n_steps = current.shape
    ### BEGIN SOLUTION: Exercise 4.2: simulate neurons with a refractory period
    # 1. What must be there before the first step? Potentials, a raster, and a clock for each neuron.
    v = np.full((n, n_steps), el)
    raster = np.zeros((n, n_steps))
    last_spike = -t_ref * np.ones(n)

    # 2. Loop over the steps. In each: charge the membranes, see to the spikes, write them down.
    for step in range(1, n_steps):  # hidden
        v[:, step] = euler_step(v[:, step - 1], current[:, step], dt, tau, el, r)
        spiked = refractory_step(v[:, step], step * dt, last_spike, t_ref)
        raster[spiked, step] = 1
    return v, raster
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "simulate-refractory-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.simulate_refractory(simulate_refractory)
### BEGIN HIDDEN TESTS
checks.lif_spikes.simulate_refractory(simulate_refractory, seed=1936)
### END HIDDEN TESTS

# %% [markdown]
# Here is the figure again, now with a refractory period. We write 9.5 ms where we mean the nine steps after a spike: a
# period that ends *between* two steps leaves no doubt about which step is the last.


# %%
def steps_between_spikes(raster):
    """Return the intervals between a neuron's successive spikes, in steps, for all neurons."""
    neuron, step = np.nonzero(raster)  # sorted by neuron, then by step
    same_neuron = np.diff(neuron) == 0
    return np.diff(step)[same_neuron]


predict.recall("lif-spikes/refractory")
with helpers.needs(refractory_step, simulate_refractory):
    v, raster = simulate_refractory(current, 0.0095)
    axes = plots.population(t_range, v, raster, threshold=vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons with a refractory period: after each wave the neurons stay "
        "at -70 mV for a while, so that the first waves are separated by pauses with hardly a spike.",
    )
    for period in (0.0, 0.0095):  # s
        _, raster = simulate_refractory(current, period)
        print(
            f"t_ref {1000 * period:3.1f} ms: {raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz, "
            f"shortest interval {steps_between_spikes(raster).min()} steps"
        )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/whole-loop")

# %% [markdown]
# You have just written a simulation of 500 spiking neurons from the first line to the last. Everything that follows
# is a variation of it.
#
# The mean rate falls by about a third, and the waves last longer: after the first one, all neurons wait together. The
# shortest interval grows by the 9 steps in which a neuron is held.
#
# ### Neurons that differ
#
# No two neurons are alike. Let each have a refractory period of its own, drawn from a normal distribution with mean
# $\mu$ and standard deviation $\sigma$:
#
# $$t_\mathrm{ref} = \mu + \sigma \, \mathcal{N}(0, 1)$$
#
# Here $\mathcal{N}(0, 1)$ stands for a draw from the normal distribution with mean 0 and standard deviation 1: in the code,
# `rng.normal()`. Some periods come out negative. They are **clipped**, that is, set to 0 (by a mask, of course). Why? Think
# before you open the answer below the demo.
#
# The demo runs *your* `refractory_step`. Its fourth panel is the histogram of the refractory periods. What does
# $\sigma$ do to the waves? And what does $\mu$ do to the rate? Try a mean of 2 ms, too.

# %% cellView="form" tags=["hide-input"]
# @title Interactive demo 1: random refractory period
demos.lif_spikes.random_refractory(refractory_step)

# %% [markdown]
# <details>
# <summary>What to see, and why negative draws are clipped</summary>
#
# The larger $\sigma$, the faster the waves blur: neurons with a short period are ready before those with a long one. A
# larger $\mu$ lowers the rate of all of them.
#
# A refractory period is a duration, so a negative one means nothing. The simulation would not even complain:
# $t - t_\mathrm{spike} < t_\mathrm{ref}$ is never true for a negative period, just as for 0. Clipping writes down what
# we mean. Then the mean of the periods, or their histogram, tells the truth about what the neurons do. The next cell
# shows how much it changes: about one draw in thirteen, and a little of the mean.
#
# </details>

# %%
rng = np.random.default_rng(7)
drawn = 0.010 + 0.007 * rng.normal(size=100_000)  # s
clipped = drawn.copy()
clipped[clipped < 0] = 0

print(f"negative: {100 * np.mean(drawn < 0):.1f} % of the draws")
print(f"mean before clipping {1000 * drawn.mean():.2f} ms, after {1000 * clipped.mean():.2f} ms")

# %% cellView="form" tags=["hide-input"]
# @title How was this demo?
feedback.ask("lif-spikes/random-refractory")

# %% [markdown]
# ### Think! 1: Spikes inside the refractory period
#
# A friend has solved Exercise 4.1 in another way. At each step, the program first looks for neurons at the threshold, resets
# them and counts their spikes. Then it clamps the refractory neurons. Last, it sets the clock of each neuron whose
# spike it has counted. Many programs do it like this.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/strong-current",
    "With the same current as before, do the two orders give the same spikes? And with 8 times as much? What is the "
    "highest rate that a neuron can have if it is refractory for 10 ms?",
)

# %%
predict.recall("lif-spikes/strong-current")
with helpers.needs(refractory_step):
    programs = {"yours": refractory_step, "spikes first": demos.lif_spikes.spikes_first}
    for factor in (1, 8):
        for whose, refract in programs.items():
            _, raster = demos.lif_spikes.run_step(refract, factor * current, np.full(n, 0.0095))
            too_soon = np.sum(steps_between_spikes(raster) < 10)
            print(
                f"{factor} x current, {whose:12}: {raster.sum():5.0f} spikes, {raster.mean() / dt:5.1f} Hz, "
                f"{too_soon:4d} too soon"
            )
    print("(too soon: less than 10 steps after the neuron's last spike)")
    print()
    for factor in (1, 8):
        lift = dt / tau * (el - vr + r * factor * current.max())  # V, from the reset in one step
        print(
            f"{factor} x current: one step lifts a clamped neuron by {1000 * lift:.1f} mV at most;"
        )
    print(f"from reset to threshold it is {1000 * (vth - vr):.0f} mV")

# %% [markdown]
# Talk about it for five minutes, or think it through alone:
#
# - Why do the two programs agree at the usual current, and why not at 8 times that?
# - What does a spike that comes too soon do to the neuron's clock?
# - At the usual current both programs agree in every number. How could your friend have found the mistake?
#
# **Then write 3 to 5 sentences** (graded by hand, 3 points):
#
# > *Explain, with a number, why the mistake shows only at a strong current. Name a result above that cannot be true for a
# > neuron with a refractory period of 10 ms, and say why. Describe a test that would have found the mistake.*
#
# Each of the three gives 1 point.

# %% [markdown] nbgrader={"grade": true, "grade_id": "think-refractory", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# *For the grader. One good answer among many:*
#
# A clamped neuron starts each step at −70 mV, 20 mV below threshold. At the usual current one Euler step lifts it by 3.3 mV at
# most, so it cannot get there; at 8 times the current it can be lifted by 22.7 mV, so it jumps over the threshold in a
# single step whenever the noise is near its top (1 point). Counted before the clamp, each such jump is a spike and starts
# the period anew. The mean rate comes out above 100 Hz, but a neuron that is refractory for 10 ms fires at most once in
# 10 ms; or: there are intervals of less than 10 steps (1 point). The test: for many currents, among them very strong ones, no
# interval between a neuron's spikes may be shorter than $t_\mathrm{ref}$ (1 point; also good: a neuron that is handed in as
# refractory and above threshold must not spike, or: under a huge current the rate must be just $1/t_\mathrm{ref}$).
#
# For the discussion: it takes 3900 pA to gain 20 mV in a step from the reset, and the usual current is 556 pA at most. At 8 times
# the usual current, about one step in nine is above 3900 pA.

# %% [markdown]
# ## Section 5: Using functions
#
# *About 115 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Video 9: Functions (optional)
media.video(
    youtube="mkf8riqCjS4",
    bilibili="BV1sa4y1a7pq",
    title="Functions",
    about="A lecture on packing the steps of the simulation into functions.",
)
feedback.ask("lif-spikes/video-functions")

# %% [markdown]
# You have used functions all along. There are three good reasons to write more of them:
#
# - A name says what happens: `ode_step(v, i, dt)` reads better than a formula.
# - There is one place to change when the model changes.
# - A function can be tried alone, on an input whose answer you know.
#
# A function can call another one, and fill in what is always the same. As an example, here is an alarm that takes its
# limit from the notebook.

# %%
limit = 30.0  # degrees


def exceeds(values, limit, margin):
    """Mask of the values that exceed the limit by more than a margin."""
    return values > limit + margin


def alarm(values):
    """Mask of the values that are 5 degrees above the limit; reads `limit` from the notebook."""
    return exceeds(values, limit, 5.0)


print(alarm(np.array([20.0, 34.0, 36.0])))

# %% cellView="form" tags=["hide-input"]
# @title Video 10: Nano recap of functions (optional)
media.video(
    youtube="0An_NnVWY_Q",
    bilibili="BV1pz411v74H",
    title="Nano recap of functions",
    about="A short recap of functions.",
)
feedback.ask("lif-spikes/video-functions-recap")

# %% [markdown]
# ### Exercise 5.1: One step of the membrane equation (core)
#
# `euler_step` wants six arguments, and three of them belong to the neuron and never change. Write `ode_step(v, i, dt)`,
# which takes these three from the notebook. There is no need to type the formula again. It must leave its argument `v`
# alone: that is the *previous* column, and we want to keep it.


# %% nbgrader={"grade": false, "grade_id": "ode-step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def ode_step(v, i, dt):
    """Move the membrane potential on by one step of Euler's method.

    Reads `tau` (s), `el` (V) and `r` (ohm) from the notebook.

    Parameters
    ----------
    v : array, shape (neurons,)
        Membrane potentials in V at the step before; left as they are.
    i : array, shape (neurons,)
        Currents in A at this step.
    dt : float
        Time step in s.

    Returns
    -------
    array, shape (neurons,)
        Membrane potentials in V at this step.
    """
    ### BEGIN SOLUTION: Exercise 5.1: one Euler step of the membrane equation
    # 1. Let `euler_step` do the work. What does it need, and in which order?
    return euler_step(v, i, dt, tau, el, r)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "ode-step-check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.ode_step(ode_step)
### BEGIN HIDDEN TESTS
checks.lif_spikes.ode_step(ode_step, seed=1768)
### END HIDDEN TESTS

# %%
with helpers.needs(ode_step):
    for amps in (0.0, i_mean):
        after = ode_step(np.array([el]), np.array([amps]), dt)
        print(f"from rest, with {1e12 * amps:.0f} pA: {1000 * after[0]:.2f} mV")

# %% [markdown]
# Reading `tau` from the notebook is short, and it is risky. Someone writes `tau = 20` in another cell, and means 20 ms.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/functions",
    "With tau = 0.020 a step from rest with 250 pA ends at −58.75 mV. Someone sets tau = 20 and calls ode_step again. "
    "What comes out? Will Python complain?",
)

# %%
predict.recall("lif-spikes/functions")
right_tau = tau
with helpers.needs(ode_step):
    for tau in (0.020, 20):  # the second is wrong on purpose
        after = ode_step(np.array([el]), np.array([i_mean]), dt)
        print(f"tau = {tau}: {1000 * after[0]:.2f} mV")
tau = right_tau  # put back what was there

# %% [markdown]
# The neuron stays at rest, and nobody warns you. A function that takes all that it needs as arguments is safer.
# Section 6 has a cure that is short *and* safe.
#
# ### Data in, data out
#
# Your `refractory_step` changes two arrays that belong to someone else. A function is easier to reuse if it takes data and
# returns data. It can return several things at once:


# %%
def smallest_and_largest(values):
    """Return two numbers."""
    return values.min(), values.max()


low, high = smallest_and_largest(np.array([3, 8, 1, 9, 5]))
print(f"from {low} to {high}")

# %% [markdown]
# ### Exercise 5.2: Spike and clamp (core)
#
# Take your `refractory_step` apart: what stays here, and what moves to the loop? The new function gets the time that has
# passed since each neuron's last spike, and it returns the potentials *and* the mask. It does not know what time it is, and
# it sets no clocks. That is the loop's work now.


# %% nbgrader={"grade": false, "grade_id": "spike-clamp", "locked": false, "schema_version": 3, "solution": true, "task": false}
def spike_clamp(v, delta_spike):
    """Clamp refractory neurons, and reset those that spike.

    Reads `vth`, `vr` (V) and `t_ref` (s; one for all neurons or one each) from the notebook.

    Parameters
    ----------
    v : array, shape (neurons,)
        Membrane potentials in V after the Euler step; may be changed in place.
    delta_spike : array, shape (neurons,)
        Time in s since each neuron's last spike.

    Returns
    -------
    v : array, shape (neurons,)
        Membrane potentials in V after clamping and reset.
    spiked : array of bool, shape (neurons,)
        True for the neurons that spiked at this step.
    """
    ### BEGIN SOLUTION: Exercise 5.2: hold refractory neurons at reset, and reset those that spike
    # 1. Who is refractory, and who spikes?
    refractory = delta_spike < t_ref  # hidden
    spiked = (v >= vth) & ~refractory

    # 2. Where is the potential of each after this step?
    v[refractory | spiked] = vr  # hidden

    # 3. Return both, in the order that the docstring promises.
    return v, spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "spike-clamp-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.spike_clamp(spike_clamp)
### BEGIN HIDDEN TESTS
checks.lif_spikes.spike_clamp(spike_clamp, seed=2020)
### END HIDDEN TESTS

# %%
with helpers.needs(spike_clamp):
    t_ref = 0.0095  # s
    three = np.array([-0.055, -0.045, -0.062])  # V
    now_v, now_spiked = spike_clamp(three, np.array([0.020, 0.012, 0.004]))
    print(f"potentials: {1000 * now_v} mV, spiked: {now_spiked}")

# %% [markdown]
# With the two functions the loop reads like a sentence: charge, spike and clamp, write down. It runs for two populations:
# first with 9.5 ms for all neurons, then with a period for each of them.
#
# Before you run it: what will the second one do to the waves, and to the mean rate?

# %%
mu, sigma = 0.010, 0.007  # s
rng = np.random.default_rng(2020)
periods = mu + sigma * rng.normal(size=n)  # s, shape (neurons,)
periods[periods < 0] = 0

with helpers.needs(ode_step, spike_clamp):
    for label, t_ref in (("9.5 ms for all", np.full(n, 0.0095)), ("one for each", periods)):
        v = np.full((n, n_steps), el)
        raster = np.zeros((n, n_steps))
        last_spike = -t_ref
        for step in range(1, n_steps):
            v[:, step] = ode_step(v[:, step - 1], current[:, step], dt)
            v[:, step], spiked = spike_clamp(v[:, step], t_range[step] - last_spike)
            raster[spiked, step] = 1
            last_spike[spiked] = t_range[step]
        print(f"{label}: {raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz")

    axes = plots.population(t_range, v, raster, threshold=vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons with a refractory period for each: a first wave near 10 ms, a "
        "pause, a weak second wave, then a rate that flickers around 40 Hz.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How were these exercises?
feedback.ask("lif-spikes/functions")

# %% [markdown]
# The figure shows the second population. If each has a period of its own, the waves are all but gone after the second one:
# neurons that wait for different times soon fall out of step. The mean rate hardly changes.
#
# Did you count spikes before you clamped? The check lets that pass, here and in Exercise 6.1, because at usual currents it
# makes no difference. Exercise 4.1 and Think! 1 showed what happens at a strong one.
#
# ## Section 6: Using classes
#
# *About 130 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Video 11: Classes (optional)
media.video(
    youtube="dGRESMoNPh0",
    bilibili="BV1hz411v7ne",
    title="Classes",
    about="A lecture on classes: data, and the functions that work on them, in one object.",
)
feedback.ask("lif-spikes/video-classes")

# %% [markdown]
# Look at what the last loop had to keep in hand: `last_spike`, `t_ref`, the time, and half a dozen constants. A
# **class** puts all that into one **object**. Its variables are called **attributes**, its functions **methods**. Inside the
# class the object is called `self`, so that `self.v` is *its* potential, and `self.tau` *its* time constant. Nobody can
# spoil that by writing `tau = 20` in another cell, and two populations with different constants can live side by side.
#
# As an example, here are buckets that fill up, and that are emptied when they are full. `Buckets(3)` makes an object and
# runs `__init__`. When you call `buckets.pour(...)`, Python fills in `self`; you give only what comes after it.


# %%
class Buckets:
    """Buckets that are emptied when they hold 10 litres."""

    def __init__(self, n):
        self.level = np.zeros(n)  # litres
        self.emptied = np.zeros(n, bool)
        self.rounds = 0

    def pour(self, litres):
        """Pour some water into each bucket."""
        self.rounds += 1
        self.level = self.level + litres
        self.emptied = self.level >= 10
        self.level[self.emptied] = 0


buckets = Buckets(3)
for _ in range(2):
    buckets.pour(np.array([1.0, 4.0, 6.0]))
    print(f"round {buckets.rounds}: {buckets.level} litres, emptied: {buckets.emptied}")

# %% [markdown]
# A well-made class is a box that you can use without looking inside: `neurons = LIFNeurons(500)` makes 500 neurons,
# `neurons.ode_step(dt, i)` moves them on by one step, and `neurons.spiked` says who spiked. There is more on the idea in this
# [chapter on classes](https://en.wikibooks.org/wiki/A_Beginner%27s_Python_Tutorial/Classes).
#
# | attribute | what it holds |
# |---|---|
# | `v` | membrane potentials in V, shape `(neurons,)` |
# | `spiked` | mask of the neurons that spiked at the last step |
# | `last_spike` | time in s of each neuron's last spike |
# | `t_ref` | refractory period in s of each neuron |
# | `t` | time in s of the current step |
# | `steps` | number of steps so far |

# %% cellView="form" tags=["hide-input"]
# @title Video 12: Nano recap of classes (optional)
media.video(
    youtube="4YNpMpVW2qs",
    bilibili="BV12V41167yu",
    title="Nano recap of classes",
    about="A short recap of classes.",
)
feedback.ask("lif-spikes/video-classes-recap")

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/classes",
    "By default the refractory periods of the class have an SD of 2 ms, not 7 ms as in section 5. What will that do to the waves?",
)

# %% [markdown]
# ### Exercise 6.1: A class of LIF neurons (core)
#
# The method `__init__` is given: it runs when an object is made, and sets up its attributes. In `ode_step` the time
# and the Euler step are given, too. Write the rest. It is what you did in Exercises 4.1 and 5.2, with `self.` in front:
# `self.vth` is the threshold of *these* neurons, `vth` that of the notebook. So write the lines anew. `refractory_step` and
# `spike_clamp` would not do here: they take their constants from the notebook.


# %% nbgrader={"grade": false, "grade_id": "lif-neurons", "locked": false, "schema_version": 3, "solution": true, "task": false}
class LIFNeurons:
    """Leaky integrate-and-fire neurons, not connected, with refractory periods of their own.

    Parameters
    ----------
    n : int
        Number of neurons.
    t_ref_mu, t_ref_sigma : float
        Mean and standard deviation of the refractory periods in s; negative draws become 0.
    tau : float
        Membrane time constant in s.
    el, vr, vth : float
        Leak, reset and threshold potentials in V.
    r : float
        Membrane resistance in ohm.
    rng : numpy.random.Generator or int, optional
        Where the refractory periods are drawn, or a seed for it.
    """

    def __init__(
        self,
        n,
        t_ref_mu=0.01,
        t_ref_sigma=0.002,
        tau=20e-3,
        el=-60e-3,
        vr=-70e-3,
        vth=-50e-3,
        r=100e6,
        rng=None,
    ):
        self.n = n
        self.tau = tau
        self.el = el
        self.vr = vr
        self.vth = vth
        self.r = r

        self.t_ref_mu = t_ref_mu
        self.t_ref_sigma = t_ref_sigma
        periods = np.random.default_rng(rng).normal(t_ref_mu, t_ref_sigma, size=n)
        self.t_ref = np.maximum(periods, 0)  # no negative durations

        self.v = np.full(n, float(el))
        self.spiked = self.v >= vth
        self.last_spike = -self.t_ref  # just long enough ago: nobody is refractory
        self.t = 0.0
        self.steps = 0

    def ode_step(self, dt, i):
        """Move all neurons on by one step.

        Parameters
        ----------
        dt : float
            Time step in s.
        i : array, shape (neurons,)
            Currents in A at this step.
        """
        self.t += dt
        self.steps += 1
        self.v = euler_step(self.v, i, dt, self.tau, self.el, self.r)
        ### BEGIN SOLUTION: Exercise 6.1: move the neurons on by one step
        # 1. Who is refractory, and who spikes? (The loop of Exercise 5.2 knew the time; now `self` does.)
        refractory = self.t - self.last_spike < self.t_ref  # hidden
        self.spiked = (self.v >= self.vth) & ~refractory

        # 2. Where is the potential of each after this step?
        self.v[refractory | self.spiked] = self.vr  # hidden

        # 3. Whose clock is set, and to what?
        self.last_spike[self.spiked] = self.t  # hidden
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "lif-neurons-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.LIFNeurons(LIFNeurons)
### BEGIN HIDDEN TESTS
checks.lif_spikes.LIFNeurons(LIFNeurons, seed=1999)
### END HIDDEN TESTS

# %%
with helpers.needs(LIFNeurons):
    pair = LIFNeurons(2, t_ref_mu=0.0095, t_ref_sigma=0)
    for _ in range(3):
        pair.ode_step(dt, np.array([0.0, 2e-9]))  # no current for one, 2 nA for the other
        print(f"{1000 * pair.t:.0f} ms: {np.round(1000 * pair.v, 1)} mV, spiked: {pair.spiked}")

# %%
predict.recall("lif-spikes/classes")
with helpers.needs(LIFNeurons):
    v = np.full((n, n_steps), el)
    raster = np.zeros((n, n_steps))
    neurons = LIFNeurons(n, rng=2020)
    for step in range(1, n_steps):
        neurons.ode_step(dt, current[:, step])
        v[:, step] = neurons.v
        raster[neurons.spiked, step] = 1

    print(f"ran to {1000 * neurons.t:.0f} ms in {neurons.steps} steps")
    print(f"{raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz")

    axes = plots.population(t_range, v, raster, threshold=neurons.vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons run by the class, with similar refractory periods: three "
        "or four waves that get broader, with pauses between the first of them.",
    )

# %% [markdown]
# Periods that are nearly equal keep the waves together for longer. And see how short the loop has become: the object
# remembers, you only tell it to go on. This is the model of the first section grown up, and you wrote it.
#
# The object also remembers where it stopped. It can go on from there whenever you like, also with another current.

# %%
with helpers.needs(LIFNeurons):
    later = copy.deepcopy(neurons)  # a copy: this cell may be run again
    later.ode_step(dt, np.zeros(n))  # one step more, without a current
    print(
        f"now at {1000 * later.t:.0f} ms; {np.sum(later.spiked)} of {n} neurons spiked at this step"
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/classes")

# %% [markdown]
# ### When times are compared (go further)
#
# Why did we say 9.5 ms, and not 10? On a grid of 1 ms it should make no difference. After a spike, the steps at 1, 2, …, 9 ms
# lie within either period, and the one at 10 ms does not. But a computer stores 0.001 with a tiny error.

# %%
print(f"0.011 - 0.001 < 0.010 is {0.011 - 0.001 < 0.010}")
held = np.sum(t_range[10:] - t_range[:-10] < 0.010)
print(f"with t_ref = 0.010 the step at 10 ms is clamped after {held} of the {n_steps - 10} steps,")
print("and not after the others")

# %% [markdown]
# Whether two times that should be equal come out as equal is a matter of luck. A period that ends between two steps is
# safe. A better way is not to compare times at all.
#
# ### A class built on another one (go further)
#
# A class can **inherit** `__init__` and everything else from another class, and replace only the methods that it defines
# itself. As an example, here are buckets that are never emptied.


# %%
class BottomlessBuckets(Buckets):
    """Buckets that are never full."""

    def pour(self, litres):
        """Pour some water into each bucket."""
        self.rounds += 1
        self.level = self.level + litres


deep = BottomlessBuckets(3)  # its __init__ is that of Buckets
for _ in range(2):
    deep.pour(np.array([1.0, 4.0, 6.0]))
print(f"round {deep.rounds}: {deep.level} litres, emptied: {deep.emptied}")

# %% [markdown]
# ### Exercise 6.2: Exact at any current (go further)
#
# Two things can still go wrong in a class like `LIFNeurons`. If it looks for spikes before it clamps, a strong current makes
# refractory neurons fire (Think! 1). And if it compares times, rounding decides about a period that ends *on* a step. So
# **count whole steps**. A neuron that spiked at step $k$ is refractory at the steps $k + 1, k + 2, \dots$ as long as fewer
# than $\lceil t_\mathrm{ref} / \Delta t \rceil$ steps have passed. ($\lceil x \rceil$ is $x$ rounded up to a whole number,
# `np.ceil(x)`; `np.round(x)` rounds to the nearest one.)
#
# Your class is built on `LIFNeurons` and replaces its `ode_step` alone.


# %% nbgrader={"grade": false, "grade_id": "exact-lif-neurons", "locked": false, "schema_version": 3, "solution": true, "task": false}
class ExactLIFNeurons(LIFNeurons):
    """LIF neurons whose refractory period lasts a whole number of steps, at any current.

    Parameters
    ----------
    n, t_ref_mu, t_ref_sigma, tau, el, vr, vth, r, rng
        As for `LIFNeurons`.
    """

    def ode_step(self, dt, i):
        """Move all neurons on by one step: `dt` in s, currents `i` in A, shape (neurons,)."""
        self.t += dt
        self.steps += 1
        self.v = euler_step(self.v, i, dt, self.tau, self.el, self.r)
        ### BEGIN SOLUTION: Exercise 6.2: a refractory period of whole steps, at any current
        # 1. How many steps have passed since the last spike? Round to the nearest whole number.
        since = np.round((self.t - self.last_spike) / dt)

        # 2. For how many steps is a neuron held? Take off a little and round up, so that
        #    3.0000000001 counts as 3 and not as 4.
        held = np.ceil(self.t_ref / dt - 1e-6)

        # 3. Who is refractory, and who spikes? Then potentials and clocks, as before.
        refractory = since < held  # hidden
        self.spiked = (self.v >= self.vth) & ~refractory
        self.v[refractory | self.spiked] = self.vr  # hidden
        self.last_spike[self.spiked] = self.t  # hidden
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "exact-lif-neurons-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.ExactLIFNeurons(ExactLIFNeurons)
### BEGIN HIDDEN TESTS
checks.lif_spikes.ExactLIFNeurons(ExactLIFNeurons, seed=1905)
### END HIDDEN TESTS

# %% [markdown]
# Here is a test like the one that Think! 1 asks for: at any current, no interval is shorter than the period. Try other
# numbers.

# %%
with helpers.needs(ExactLIFNeurons):
    for factor in (1, 8, 16):
        for period in (0.002, 0.010):  # s; both end on a step
            fired = np.zeros((n, n_steps))
            exact = ExactLIFNeurons(n, t_ref_mu=period, t_ref_sigma=0)
            for step in range(1, n_steps):
                exact.ode_step(dt, factor * current[:, step])
                fired[exact.spiked, step] = 1
            shortest = steps_between_spikes(fired).min()
            print(
                f"{factor:2d} x current, t_ref {1000 * period:2.0f} ms: shortest interval {shortest:2d} steps, "
                f"mean rate {fired.mean() / dt:5.1f} Hz"
            )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/exact")

# %% [markdown]
# ## Summary

# %% cellView="form" tags=["hide-input"]
# @title Video 13: Last concepts and recap (optional)
media.video(
    youtube="h4mSJBPocPo",
    bilibili="BV1MC4y1h7eA",
    title="Last concepts and recap",
    about="A lecture that looks back on the LIF neuron and on the tools of Python used for it.",
)
feedback.ask("lif-spikes/recap")

# %% [markdown]
# **The neuron.** It spikes when its potential reaches the threshold, and is then reset. The rate of a population is the
# number of spikes per neuron and second. A refractory period lowers it, puts a ceiling on it, and keeps neurons that
# started together in step. If their periods differ, they fall out of step sooner.
#
# **The code.**
#
# - A *histogram* shows a whole distribution. Label it, and say the unit.
# - A *dictionary* of lists holds data of unequal length, such as spike times. A *binary raster* is an array that holds the
#   same, and it is fast to draw and to average.
# - A *Boolean mask* replaces a loop over neurons. `np.where` turns it into indices.
# - *Functions* give steps a name. *Classes* keep a state together with what changes it.
# - Swapping two lines can introduce a bug that ordinary inputs never reveal. Say what must hold for *all* inputs, and
#   test with extreme ones.
# - Do not ask whether two times are equal. Count steps.
#
# ## Notation
#
# | symbol | in code | meaning | unit (axes) |
# |---|---|---|---|
# | $t$, $t_k$ | `t` | time; time of step $k$, $k \, \Delta t$ | s (ms) |
# | $k$ | `step` | number of a time step | – |
# | $\Delta t$ | `dt` | time step | s (ms) |
# | $V(t_k)$ | `v` | membrane potential at step $k$ | V (mV) |
# | $E_L$ | `el` | leak potential | V (mV) |
# | $V_\mathrm{th}$, $V_\mathrm{reset}$ | `vth`, `vr` | threshold and reset potential | V (mV) |
# | $V_\infty$ | `v_end` | steady state $E_L + RI$ | V (mV) |
# | $I(t_k)$ | `i`, `current` | input current at step $k$ | A (pA) |
# | $R$ | `r` | membrane resistance | Ω |
# | $\tau$ | `tau` | membrane time constant | s (ms) |
# | $N$ | `n` | number of neurons | – |
# | $j$ | `j` | number of a neuron | – |
# | $J$, $m_b$ | | number of bins; neurons in bin $b$ | – |
# | $t_\mathrm{spike}$ | `last_spike` | time of a neuron's last spike | s (ms) |
# | $t_\mathrm{ref}$ | `t_ref` | refractory period | s (ms) |
# | $\mu$, $\sigma$ | `mu`, `sigma` | mean and standard deviation of $t_\mathrm{ref}$ | s (ms) |
# | $\lambda(t_k)$ | `rate` | firing rate of the population at step $k$ | Hz |
# | $T$ | | interval between two spikes of a neuron under a constant current | s (ms) |
#
# ## Bonus: The ceiling of the rate
#
# How fast does a neuron fire under a *constant* current? Between two spikes it waits for $t_\mathrm{ref}$, then charges from
# reset to threshold. The membrane equation can be solved for the time this takes. With $V_\infty = E_L + RI$, the interval
# between two spikes is
#
# $$T = t_\mathrm{ref} + \tau \ln \dfrac{V_\infty - V_\mathrm{reset}}{V_\infty - V_\mathrm{th}}$$
#
# if $V_\infty > V_\mathrm{th}$, and the neuron fires at $1/T$. Otherwise it never fires.
#
# The current at which $V_\infty$ is just the threshold, $(V_\mathrm{th} - E_L)/R = 100$ pA, is the **rheobase**. At the
# rheobase and below there is no spike at all. Far above it the logarithm goes to 0, and the rate to $1/t_\mathrm{ref}$.
# The dots are simulations.

# %%
constant = np.linspace(0, 4e-9, 41)  # A
v_end = el + r * constant  # V
above = v_end > vth

fig, ax = plt.subplots()
for period, colour in ((0.0, "C0"), (0.010, "C1")):  # s
    theory = np.zeros(len(constant))
    charging = tau * np.log((v_end[above] - vr) / (v_end[above] - vth))  # s
    theory[above] = 1 / (period + charging)

    fine = 2e-5  # s: short steps, since intervals get short
    run = lif.simulate(np.repeat(constant[:, None], 25_000, axis=1), fine, t_ref=period)
    simulated = np.array([np.sum(spikes) for spikes in run.spiked]) / (25_000 * fine)  # Hz

    ax.plot(1e12 * constant, theory, color=colour, label=f"$t_{{ref}}$ = {1000 * period:.0f} ms")
    ax.plot(1e12 * constant, simulated, ".", color=colour)
ax.axhline(100, color="0.4", linestyle="--")
ax.set(xlabel="Constant current (pA)", ylabel="Rate (Hz)", ylim=(0, 400))
ax.legend()
helpers.show(
    ax,
    alt="Rate against constant current from 0 to 4000 pA; dots of the simulation lie on the curves of the formula. Both "
    "are 0 up to 100 pA. Without refractoriness the rate goes on rising past 400 Hz; with 10 ms it bends over and "
    "approaches the dashed line at 100 Hz.",
)

# %% [markdown]
# ## Further reading
#
# - L. Lapicque (1907), *Recherches quantitatives sur l'excitation électrique des nerfs traitée comme une polarisation*,
#   Journal de Physiologie et de Pathologie Générale 9: the leaky membrane with a threshold.
# - W. Gerstner, W. M. Kistler, R. Naud and L. Paninski (2014), *Neuronal Dynamics*, Cambridge University Press: chapter 1,
#   [free to read](https://neuronaldynamics.epfl.ch/online/Ch1.html).
# - A. N. Burkitt (2006), *A review of the integrate-and-fire neuron model*, Biological Cybernetics 95.
# - M. J. Berry and M. Meister (1998), *Refractoriness and neural precision*, Journal of Neuroscience 18: what a refractory
#   period is good for.
# - NumPy's guide to [indexing](https://numpy.org/doc/stable/user/basics.indexing.html), with masks and views.
# - On [action potentials](https://en.wikipedia.org/wiki/Action_potential) and the
#   [refractory period](https://en.wikipedia.org/wiki/Refractory_period_%28physiology%29) of real neurons.
