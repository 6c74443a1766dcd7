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
# *Tutorial 2 of 6. About 90 minutes for the core. Parts marked **go further** are for those who want more;
# their exercises carry points of their own, and your instructor says whether they count.*
#
# In the last tutorial a membrane leaked and was charged by a noisy current, but it never fired. Now it
# will. When the potential reaches a threshold, the neuron **spikes** and starts again from below. After
# a spike it is deaf for a few milliseconds: the **refractory period**.
#
# The model stays small. What grows is the way you write it. You will
#
# - look at 10 000 neurons at once in a *histogram*,
# - write down spikes in a *dictionary*, and draw them as a *raster*,
# - replace loops over neurons by *Boolean masks*,
# - add a refractory period that holds however strong the current is,
# - pack the model into *functions*, and then into a *class*.
#
# **You need** the membrane equation and its Euler step (tutorial 1), NumPy arrays of shape
# `(neurons, steps)`, and loops and functions in Python.
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
# The neurons of the last tutorial, with their units. In the code everything is in V, A, s, ohm and Hz; on
# the axes you will see mV and ms.

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
t = np.arange(n_steps) * dt  # s, shape (150,)

print(f"{n_steps} steps, from {t[0]:.3f} s to {t[-1]:.3f} s")
print(f"steady state without spikes: {1000 * (el + r * i_mean):.0f} mV")

# %% [markdown]
# `np.arange(n_steps) * dt` makes steps of exactly `dt`. (`np.linspace(0, t_max, n_steps)` would not: it
# puts a point on both ends, and its steps are a little longer.) So the last step is at 149 ms.
#
# Keep the last number in mind. Without spikes the membrane would settle at −35 mV, well above the
# threshold of −50 mV. These neurons are going to be busy.
#
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
# Here are $N = 10\,000$ neurons, still without spikes, each with noise of its own: uniform around a mean of 250 pA, as in
# tutorial 1, and never more than 2.22 times the mean. The loop is the one from
# tutorial 1. It moves all neurons on by a step at once:
#
# $$V(t_k) = V(t_{k-1}) + \frac{\Delta t}{\tau} \Big( E_L - V(t_{k-1}) + R \, I(t_k) \Big)$$
#
# Here $t_k = k \, \Delta t$ is the time of step $k$; in the code, $k$ is called `step`.

# %%
n_many = 10_000
current_many = lif.noisy_current(n_many, rng=np.random.default_rng(2020))  # A, shape (10000, 150)

v_free = np.full((n_many, n_steps), el)  # V; all neurons start at rest
for step in range(1, n_steps):
    before = v_free[:, step - 1]
    v_free[:, step] = before + dt / tau * (el - before + r * current_many[:, step])

ax = plots.voltage_density(t, v_free, threshold=vth)
helpers.show(
    ax,
    alt="Potentials of 10 000 neurons without spikes over 150 ms, as shades of grey, with their mean: all "
    "rise from -60 mV, cross the threshold of -50 mV near 10 ms, and settle around -35 mV.",
)

# %% [markdown]
# Mean and standard deviation sum up such a crowd in two numbers. A **histogram** shows its whole shape.
# Take all potentials at one time $t_k$, cut their range into $J$ bins, and count: $m_j$ neurons lie in bin
# $j$. Each neuron is in one bin, so
#
# $$\sum_{j=1}^{J} m_j = N.$$
#
# `ax.hist(values, bins)` counts and draws in one go. (`plt.hist` does the same on the current axes.) It
# returns three things: the counts $m_j$, the edges of the bins, and the patches that it has drawn.

# %%
fig, ax = plt.subplots()
counts, edges, patches = ax.hist(
    1000 * v_free[:, 50], bins=20, histtype="stepfilled", label="50 ms"
)
ax.set(xlabel="Membrane potential (mV)", ylabel="Number of neurons")
ax.legend()
helpers.show(
    ax,
    alt="Histogram of 10 000 membrane potentials at 50 ms in 20 bins: one bell-shaped hill around -37 mV.",
)

print(f"{len(counts)} counts between {len(edges)} edges; the counts sum to {counts.sum():.0f}")
print(f"patches: {type(patches[0]).__name__}")

# %% [markdown]
# Twenty bins have 21 edges. Two options worth knowing:
#
# - `label="..."` names the data, and `ax.legend()`, called afterwards, shows all the names;
# - `histtype="stepfilled"` draws one outline in place of many bars (and `linewidth=0` takes the line around
#   it away). See matplotlib's
#   [examples](https://matplotlib.org/stable/gallery/statistics/histogram_histtypes.html).

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
# Draw the histograms of the potential at two times into the same axes: a tenth of the way, and at the
# last step. Give each 50 bins and a label that says its time. Draw in mV, and write the unit on the axis.


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
    ### BEGIN SOLUTION: Exercise 1.1: plot two histograms
    # 1. Which column is a tenth of the way, and which is the last one?
    early = v.shape[1] // 10
    late = v.shape[1] - 1

    # 2. One histogram for each: 50 bins, in mV, with its time in the label.
    #    (Try histtype="stepfilled", and alpha=0.7 to see through.)
    for step in (early, late):
        ax.hist(
            1000 * v[:, step],
            bins=50,
            histtype="stepfilled",
            alpha=0.7,
            label=f"t = {1000 * step * dt:.0f} ms",
        )

    # 3. Labels with units on both axes, and the legend.
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
        alt="Two histograms of the membrane potential of 10 000 neurons, 50 bins each: at 15 ms a hill around "
        "-47 mV, at 149 ms a slightly wider hill around -35 mV.",
    )
    for step in (n_steps // 10, n_steps - 1):
        mean, sd = 1000 * v_free[:, step].mean(), 1000 * v_free[:, step].std(ddof=1)
        print(f"at {1000 * t[step]:3.0f} ms: mean {mean:.1f} mV, SD {sd:.2f} mV")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/histograms")

# %% [markdown]
# The early hill lies further left, since the membranes are still charging. It is also a little narrower: the noise
# has had less time to add up. After a few time constants both mean and width stand still.
#
# ## Section 2: Dictionaries and spikes
#
# *About 15 minutes from the start.*

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
# A real neuron that is driven to its threshold fires an **action potential**, or spike: a stereotyped pulse of a
# millisecond or two. Our model leaves the pulse out. It notes *when* it happened, and puts the potential
# where it is afterwards. That is the **reset condition**:
#
# $$V(t) \rightarrow V_\mathrm{reset} \quad \text{if} \quad V(t) \geq V_\mathrm{th}$$
#
# Note the $\geq$: reaching the threshold is enough.
#
# ### Where to keep the spikes
#
# Some neurons spike more often than others. Such ragged data does not fit into an array. It fits into a
# **dictionary**, which finds a value by a *key*. Ours has a key for each neuron, and the value is the list
# of its spike times.

# %%
diary = {j: [] for j in range(3)}  # neurons 0, 1, 2: no spikes yet
print(diary)

diary[1] += [0.010]  # neuron 1 spikes at 10 ms: a list is joined to its list
diary[1].append(0.027)  # the same in other words, at 27 ms
diary[2] += [0.012]
print(diary)

for j, times in diary.items():
    print(f"neuron {j}: {len(times)} spikes")

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
# ### Changing an array in place
#
# From now on each exercise is a small function that is called at each time step with one column, `v[:, step]`.
# Such a slice is a **view**: not a copy, but a window on the same memory. So a function that assigns to
# *elements* of it changes the big array.

# %%
table = np.zeros((2, 3))


def put_seven(column):
    column[0] = 7  # an element: changes the caller's array
    column = np.ones(2)  # the name: from here on it stands for another array


put_seven(table[:, 1])
print(table)

# %% [markdown]
# The 7 arrived; the ones did not.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/spikes",
    "All neurons start at rest, −60 mV, and without spikes would reach −50 mV after about 10 ms. With spikes, "
    "what will the rate of the population look like over 150 ms? Roughly how many spikes will each neuron fire?",
)

# %% [markdown]
# ### Exercise 2.1: Reset, and write down the spikes (core)
#
# Write the part of a time step that comes after the Euler step. Go through the neurons one by one. Where the
# reset condition holds, reset the potential and add the time to that neuron's list. Return how many neurons
# spiked.


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

# %% [markdown]
# The loop over time is given. It takes *your* function and calls it at each step; we shall use it twice.


# %%
def simulate_with_dictionary(record, current):
    """Simulate neurons whose spikes are handled by `record`, such as your `reset_and_record`.

    Returns the potentials in V, shape (neurons, steps), the dictionary of spike times in s, and the
    number of spikes at each step, shape (steps,).
    """
    n = len(current)
    v = np.full((n, n_steps), el)
    spikes = {j: [] for j in range(n)}
    spikes_per_step = np.zeros(n_steps)
    for step in range(1, n_steps):
        before = v[:, step - 1]
        v[:, step] = before + dt / tau * (el - before + r * current[:, step])
        spikes_per_step[step] = np.sum(record(v[:, step], t[step], spikes))
    return v, spikes, spikes_per_step


n = 500
current = lif.noisy_current(n, rng=np.random.default_rng(2020))  # A, shape (500, 150)

with helpers.needs(reset_and_record):
    predict.recall("lif-spikes/spikes")
    v, spikes, spikes_per_step = simulate_with_dictionary(reset_and_record, current)
    print(f"{spikes_per_step.sum():.0f} spikes of {n} neurons in {1000 * t_max:.0f} ms")
    print(f"neuron 0 spiked at {[round(1000 * time) for time in spikes[0]]} ms")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/adding-spikes")

# %% [markdown]
# ### The firing rate
#
# How busy is the population at time $t_k$? Count the spikes of that step, divide by the number of neurons, and
# divide by the length of the step. That is the **rate**, in spikes per neuron and second, or hertz:
#
# $$\lambda(t_k) = \frac{\text{number of spikes at step } k}{N \, \Delta t}$$
#
# Do not forget the $\Delta t$. Without it you get the share of neurons that spike per step, which halves when you halve
# the step. The rate does not.
#
# ### Lines and dots
#
# `ax.plot` joins points by a line, `ax.scatter` draws a dot for each point. A **raster plot** is made of
# dots: a spike of neuron $j$ at time $t$ is a dot at $(t, j)$.

# %%
fig, (left, right) = plt.subplots(1, 2, sharey=True, figsize=(6.4, 2.2), layout="tight")
times, rows = [10, 27, 12, 30, 47], [0, 0, 1, 1, 1]
left.plot(times, rows)
right.scatter(times, rows, marker=".", color="k")
left.set(title="plot: a line", xlabel="Time (ms)", ylabel="Neuron", yticks=[0, 1])
right.set(title="scatter: dots", xlabel="Time (ms)")
helpers.show(
    fig,
    alt="The same five points twice, on a shared vertical axis. Left: joined by a line that jumps back and "
    "forth. Right: as dots in two rows, a raster of two neurons.",
)

# %% [markdown]
# This figure has two **subplots** that share their vertical axis: `plt.subplots(1, 2, sharey=True)`.
# `layout="tight"` keeps their labels apart, as `plt.tight_layout()` does at the end of a figure.
#
# ### Exercise 2.2: A raster plot from the dictionary (core)
#
# Draw the raster of all neurons in the dictionary, with time in ms. You may call `scatter` for each neuron.
# Faster by far: collect all times and all rows in two lists first, and call it once.


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
    v, spikes, spikes_per_step = simulate_with_dictionary(reset_and_record, current)
    rate = spikes_per_step / n / dt  # Hz, shape (150,)

    fig, axes = plt.subplots(3, 1, sharex=True, figsize=(6.4, 6), layout="tight")
    plots.voltage_density(t, v, axes[0], threshold=vth)
    plot_raster(axes[1], spikes)
    plots.rate(t, rate, axes[2])
    axes[0].set(xlabel="", ylabel="Potential (mV)")
    axes[1].set(xlabel="")
    helpers.show(
        fig,
        alt="Three panels over 150 ms for 500 neurons. Potentials: they rise together to -50 mV, drop to -70 mV, "
        "and rise again, in waves that blur. Raster: bands of dots that widen from left to right. Rate: a "
        "peak of about 160 Hz near 10 ms, then smaller waves around 57 Hz.",
    )
    print(
        f"{rate.mean():.1f} Hz on average, at most {rate.max():.0f} Hz, at {1000 * t[rate.argmax()]:.0f} ms"
    )

# %% [markdown]
# All neurons start at rest, so the first spikes come together: a wave, with a peak near 10 ms. Each neuron
# has noise of its own, so the next waves are blurred, and soon the neurons have forgotten their common start.
# The three panels **share** their time axis (`sharex=True`): what is above one another happens at the same
# time.
#
# ## Section 3: Boolean indexes
#
# *About 35 minutes from the start.*

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
# Asking 500 neurons one by one is slow in Python. NumPy can ask them all at once. A comparison of an array
# gives an array of True and False, a **mask**. Put into square brackets, it selects the elements where it
# is True.

# %%
scores = np.array([3, 8, 1, 9, 5])
mask = scores > 4
print(mask)
print(scores[mask])  # the same as scores[scores > 4]
print(np.sum(mask))  # True counts as 1: how many are there?
print(np.where(mask)[0])  # their indices

scores[mask] = 0  # assigning through a mask changes the array in place
print(scores)

# %% [markdown]
# `np.where(mask)` returns a tuple with an array of indices for each axis. A mask of one dimension has one axis, hence
# the `[0]`.

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
# Write `reset_and_record` again, without a loop over all neurons. Only those that spiked still need a loop, since
# the dictionary takes one key at a time. This time return the mask: it says *which* neurons spiked, and its
# sum says how many.


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
    # 1. Who is at or above the threshold?
    spiked = v >= vth

    # 2. Reset them, all at once.
    v[spiked] = vr

    # 3. Note the time for those that spiked, and for no others: NumPy's `where` gives their indices.
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
predict.recall("lif-spikes/masks")
with helpers.needs(reset_and_record, reset_and_record_masked):
    _, spikes_loop, _ = simulate_with_dictionary(reset_and_record, current)
    _, spikes_mask, _ = simulate_with_dictionary(reset_and_record_masked, current)
    print(f"the same spikes as before: {spikes_mask == spikes_loop}")

    many = np.full(10_000, el)  # V; none of them spikes
    diary = {j: [] for j in range(10_000)}
    seconds = {}
    for record in (reset_and_record, reset_and_record_masked):
        runs = timeit.repeat(lambda f=record: f(many, 0.0, diary), number=1, repeat=5)
        seconds[record] = min(runs)
    print(
        f"mask at least 10 times as fast: {seconds[reset_and_record] > 10 * seconds[reset_and_record_masked]}"
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/masks")

# %% [markdown]
# Same spikes, a small part of the time. (Print `seconds` to see your computer's numbers; a factor of more than 100 is
# usual.)
#
# ### A raster made of zeros and ones
#
# A dictionary stores each spike with its time. A **binary raster** is an array of zeros, shape
# `(neurons, steps)`, with a 1 where a neuron spiked at a step. If neuron 5 spikes at step 20, then
# `raster[5, 20] = 1`. It costs memory for all the zeros. What you gain: no dictionary, no loop, a picture that
# `ax.imshow(raster, cmap="Greys", origin="lower", aspect="auto")` draws as one image, and a rate that is just `raster.mean(axis=0) / dt`.
#
# ### Exercise 3.2: A binary raster (core)
#
# Reset the neurons that spike, and mark them in column `step` of the raster. A mask and a number can be used
# together, as in `array[mask, number]`: rows where the mask is True, one column.


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
    # 1. The mask, and the reset, as before.
    spiked = v >= vth
    v[spiked] = vr

    # 2. A 1 in the rows of those that spiked, in the column of this step.
    raster[spiked, step] = 1
    return spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "mark-raster-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.mark_raster(mark_raster)
### BEGIN HIDDEN TESTS
checks.lif_spikes.mark_raster(mark_raster, seed=1977)
### END HIDDEN TESTS

# %% [markdown]
# The whole raster is drawn as one image, black where there is a 1.

# %%
with helpers.needs(mark_raster):
    v = np.full((n, n_steps), el)
    raster = np.zeros((n, n_steps))
    for step in range(1, n_steps):
        before = v[:, step - 1]
        v[:, step] = before + dt / tau * (el - before + r * current[:, step])
        mark_raster(v[:, step], raster, step)

    ax = plots.raster(raster, dt)
    helpers.show(
        ax,
        alt="Binary raster of 500 neurons over 150 ms as an image: a dark band near 10 ms, a gap, a second and wider band "
        "near 26 ms, then marks everywhere.",
    )
    print(f"{raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz")

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/binary-raster")

# %% [markdown]
# ## Section 4: The refractory period
#
# *About 50 minutes from the start.*

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
# For a few milliseconds after a spike the sodium channels of a real neuron are inactivated, and not even the strongest
# input makes it spike again. That is the **absolute refractory period**, $t_\mathrm{ref}$. (In the
# relative one, which follows, a strong input can. Our model leaves that out.)
#
# In the model, the potential of a refractory neuron is **clamped** to the reset:
#
# $$V(t) = V_\mathrm{reset} \quad \text{while} \quad t - t_\mathrm{spike} < t_\mathrm{ref}$$
#
# So we must remember when each neuron spiked last: an array `last_spike`, in seconds. At the start nobody is
# refractory, so we begin with `last_spike = -t_ref`: a spike that is just long enough ago.

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
# ### Exercise 4.1: A refractory period (core)
#
# After the Euler step there are now two things to do: clamp the refractory neurons, and let the others spike.
# A refractory neuron does not spike, and its clock is not set again, even if the current has just lifted
# it above the threshold. Mind the order of the steps: it decides about just that, as you will see below.


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
    ### BEGIN SOLUTION: Exercise 4.1: clamp refractory neurons, and let the others spike
    # 1. Who is refractory: for whom is the last spike less than t_ref ago? Clamp these.
    refractory = t - last_spike < t_ref
    v[refractory] = vr

    # 2. Who spikes? Reset these.
    spiked = v >= vth
    v[spiked] = vr

    # 3. Set the clock of those that spiked.
    last_spike[spiked] = t
    return spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "refractory-step-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.refractory_step(refractory_step)
### BEGIN HIDDEN TESTS
checks.lif_spikes.refractory_step(refractory_step, seed=1939)
### END HIDDEN TESTS

# %% [markdown]
# Again the loop over time takes your function. `plots.population` draws potentials, raster and rate, as in section 2 (type
# `help(plots.population)` to see what it takes).


# %%
def simulate_refractory(refract, current, t_ref):
    """Simulate neurons whose spikes are handled by `refract`, such as your `refractory_step`.

    Returns the potentials in V and the binary raster, both of shape (neurons, steps).
    """
    n = len(current)
    v = np.full((n, n_steps), el)
    raster = np.zeros((n, n_steps))
    last_spike = -t_ref * np.ones(n)
    for step in range(1, n_steps):
        before = v[:, step - 1]
        v[:, step] = before + dt / tau * (el - before + r * current[:, step])
        spiked = refract(v[:, step], t[step], last_spike, t_ref)
        raster[spiked, step] = 1
    return v, raster


def steps_between_spikes(raster):
    """Return the intervals between a neuron's successive spikes, in steps, for all neurons."""
    neuron, step = np.nonzero(raster)  # sorted by neuron, then by step
    same_neuron = np.diff(neuron) == 0
    return np.diff(step)[same_neuron]


predict.recall("lif-spikes/refractory")
with helpers.needs(refractory_step):
    for period in (0.0, 0.0095):  # s
        v, raster = simulate_refractory(refractory_step, current, period)
        shortest = steps_between_spikes(raster).min()
        print(
            f"t_ref {1000 * period:3.1f} ms: {raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz, "
            f"shortest interval {shortest} steps"
        )

# %%
with helpers.needs(refractory_step):
    v, raster = simulate_refractory(refractory_step, current, 0.0095)
    axes = plots.population(t, v, raster, threshold=vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons with a refractory period: after each wave the neurons stay "
        "at -70 mV for a while, so that the waves are separated by pauses with hardly a spike.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-spikes/refractory")

# %% [markdown]
# The mean rate falls by about a third, and the waves last longer: all neurons wait together after the first one. The
# shortest interval grows by the 9 steps in which a neuron is held.
#
# ### Why 9.5 ms, and not 10?
#
# On a grid of 1 ms it makes no difference *in principle*. After a spike, the steps at 1, 2, …, 9 ms lie within either
# period, and the one at 10 ms does not. But a computer stores 0.001 with a tiny error:

# %%
print(f"0.011 - 0.001 < 0.010 is {0.011 - 0.001 < 0.010}")
held = np.sum(t[10:] - t[:-10] < 0.010)
print(
    f"so with t_ref = 0.010 the step at 10 ms is clamped after {held} of the {n_steps - 10} steps,"
)
print("and not after the others")

# %% [markdown]
# Comparing two times that should be equal is a coin toss. A period between two steps is safe; so we say
# 9.5 ms where we mean "9 steps". Exercise 6.2 finds a better way.
#
# ### Neurons that differ
#
# No two neurons are alike. Let each have a refractory period of its own, drawn from a normal distribution with mean
# $\mu$ and standard deviation $\sigma$:
#
# $$t_\mathrm{ref} = \mu + \sigma \, \mathcal{N}(0, 1)$$
#
# Some draws come out negative. They are **clipped**: set to 0, by a mask of course. Why? (Think before you open
# the answer below the demo.)
#
# The demo runs *your* `refractory_step`. Its fourth panel is the histogram of the refractory periods. What does
# $\sigma$ do to the waves? And what does $\mu$ do to the rate?

# %% cellView="form" tags=["hide-input"]
# @title Interactive demo 1: random refractory period
demos.lif_spikes.random_refractory(refractory_step)

# %% [markdown]
# <details>
# <summary>What to see, and why negative draws are clipped</summary>
#
# The larger $\sigma$, the faster the waves blur: neurons with a short period are ready before those with a long one. A
# larger $\mu$ lowers the rate of all.
#
# A refractory period is a duration, so a negative one means nothing. The simulation would not even complain: $t -
# t_\mathrm{spike} < t_\mathrm{ref}$ is never true for a negative period, just as for 0. Clipping writes down what
# is meant, so that the mean of the periods, or a histogram, tells the truth about what the neurons do.
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
# Here is a second version of the refractory step. It has the same lines as a good solution of Exercise 4.1, but in another order: it
# looks for spikes first, and clamps afterwards. Many programs do it this way. What will happen with a strong
# current?

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/strong-current",
    "With the current of before, do the two orders give the same spikes? And with 8 times the current? What is the "
    "highest rate that a neuron can have if it is refractory for 10 ms?",
)


# %%
def spike_then_clamp(v, t, last_spike, t_ref):
    """The same lines in another order."""
    spiked = v >= vth
    v[spiked] = vr
    refractory = t - last_spike < t_ref
    v[refractory] = vr
    last_spike[spiked] = t
    return spiked


predict.recall("lif-spikes/strong-current")
with helpers.needs(refractory_step):
    orders = {"clamp first": refractory_step, "spike first": spike_then_clamp}
    for factor in (1, 8):
        for order, refract in orders.items():
            _, raster = simulate_refractory(refract, factor * current, 0.0095)
            too_soon = np.sum(steps_between_spikes(raster) < 10)
            print(
                f"{factor} x current, {order}: {raster.sum():5.0f} spikes, {raster.mean() / dt:5.1f} Hz, "
                f"{too_soon:4d} too soon"
            )
    print("(too soon: less than 10 steps after the neuron's last spike)")

# %% [markdown]
# Talk about it for five minutes, or think it through alone:
#
# - A clamped neuron starts each step at −70 mV. How far can *one* Euler step lift it with the largest current of before
#   (`current.max()`, in A)? And with 8 times that?
# - What does a spike that comes too soon do to `last_spike`?
# - At first, both versions agreed on every number that we looked at. How could one have found the mistake?
#
# **Then write your answer to this one** (5 to 8 sentences; graded by hand, 3 points):
#
# > *At the usual current, both orders give the same spikes. At 8 times the current, one of them fires during the refractory
# > period. Explain with numbers why it shows only at the strong current. Say which of the results cannot be true for a
# > neuron with a refractory period of 10 ms, and how you see that. Then describe a test that would have found the
# > mistake.*
#
# What counts: the size of one step from the reset, compared with the distance to the threshold, at both currents (1
# point); a result that contradicts the refractory period, with the reason (1 point); a test that states what must hold at
# *any* current, and tries strong ones (1 point).

# %% [markdown] nbgrader={"grade": true, "grade_id": "think-refractory", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# *For the grader. One good answer among many:*
#
# A clamped neuron starts each step at −70 mV, 20 mV below threshold. One Euler step moves it by $\Delta t/\tau = 1/20$ of its
# distance to $E_L + RI$. To gain 20 mV in a step, $E_L + RI$ must lie 400 mV above −70 mV, so $I$ must be at least 3900 pA. The
# usual current is at most 250 pA × 2.22 = 556 pA: it can lift the neuron by 3.3 mV only. Eight times that is 4450 pA, so that
# the neuron jumps over the threshold in a single step whenever the noise is near its top, in about one step of nine (1 point).
# If the spikes are looked for before the clamping, each such jump counts as a spike and starts the period anew. The result: a
# mean rate above 100 Hz. A neuron that is refractory for 10 ms cannot fire more than once in 10 ms, so 100 Hz is its ceiling; or:
# intervals of less than 10 steps, which the period forbids (1 point). The test: for many currents, among them very strong ones, and
# several periods, no interval between a neuron's spikes may be shorter than $t_\mathrm{ref}$ (1 point; also good: with an infinite
# current the rate must come out as $1/t_\mathrm{ref}$, or: a neuron that is handed in as refractory and above threshold must not spike).

# %% [markdown]
# ## Section 5: Using functions
#
# *About 70 minutes from the start.*

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
# You have used functions all along. One line is still copied from loop to loop, though: the Euler step. Three
# good reasons to make it a function, too:
#
# - A name says what happens: `ode_step(...)` reads better than the formula.
# - There is one place to change when the model changes.
# - It can be tried alone, on an input whose answer you know.
#
# A good function takes all that it needs as arguments. Ours still read `tau`, `el`, `r`, `vth`, `vr` and `t_ref` from the
# notebook. That is short, and risky: whoever assigns `t_ref = 20` in another cell changes what the function does.
# Section 6 has a cure.

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
# Write the Euler step as a function. It must leave its argument `v` alone: that is the *previous* column, and we want to
# keep it.


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
    # 1. What pulls at the potential: the leak towards el, and the current through the resistance.
    drive = el - v + r * i

    # 2. A new array: the potential moves by the part dt / tau of that.
    return v + dt / tau * drive
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "ode-step-check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.ode_step(ode_step)
### BEGIN HIDDEN TESTS
checks.lif_spikes.ode_step(ode_step, seed=1768)
### END HIDDEN TESTS

# %%
with helpers.needs(ode_step):
    print(
        f"no current, from rest: {1000 * ode_step(np.array([el]), np.array([0.0]), dt)[0]:.2f} mV"
    )
    print(
        f"{1e12 * i_mean:.0f} pA, from rest:   {1000 * ode_step(np.array([el]), np.array([i_mean]), dt)[0]:.2f} mV"
    )

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-spikes/functions",
    "The loop below calls spike_clamp(v, delta_spike) for two populations: first 9.5 ms for all, then a period for "
    "each neuron. It never hands over t_ref. Where does spike_clamp find the right one each time, and what would "
    "happen if the loop's variable were called period?",
)

# %% [markdown]
# ### Exercise 5.2: Spike and clamp (core)
#
# Now the other half: what you wrote in Exercise 4.1, cut differently. The function gets the time that has passed since each
# neuron's last spike, and returns the potentials *and* the mask. The loop keeps the clocks.


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
    ### BEGIN SOLUTION: Exercise 5.2: clamp refractory neurons, and reset those that spike
    # 1. Clamp the neurons that are refractory.
    refractory = delta_spike < t_ref
    v[refractory] = vr

    # 2. Reset the neurons that spike.
    spiked = v >= vth
    v[spiked] = vr

    # 3. Return both.
    return v, spiked
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "spike-clamp-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.spike_clamp(spike_clamp)
### BEGIN HIDDEN TESTS
checks.lif_spikes.spike_clamp(spike_clamp, seed=2020)
### END HIDDEN TESTS

# %% [markdown]
# With the two functions the loop reads like a sentence: charge, spike and clamp, write down. It runs twice.

# %%
mu, sigma = 0.010, 0.007  # s
rng = np.random.default_rng(2020)
periods = mu + sigma * rng.normal(size=n)  # s, shape (500,)
periods[periods < 0] = 0

predict.recall("lif-spikes/functions")
with helpers.needs(ode_step, spike_clamp):
    fig, ax = plt.subplots()
    for label, t_ref in (("9.5 ms for all", np.full(n, 0.0095)), ("one for each", periods)):
        v = np.full((n, n_steps), el)
        raster = np.zeros((n, n_steps))
        last_spike = -t_ref
        for step in range(1, n_steps):
            v[:, step] = ode_step(v[:, step - 1], current[:, step], dt)
            v[:, step], spiked = spike_clamp(v[:, step], t[step] - last_spike)
            raster[spiked, step] = 1
            last_spike[spiked] = t[step]

        print(f"{label}: {raster.sum():.0f} spikes, mean rate {raster.mean() / dt:.1f} Hz")
        plots.rate(t, raster.mean(axis=0) / dt, ax, label=label)
    helpers.show(
        ax,
        alt="Rates of two populations of 500 neurons over 150 ms. With the same refractory period for all, six "
        "waves, each lower and wider than the one before. With a period for each, the same first wave near 10 ms, "
        "a pause, a weak second wave, then a rate that flickers around 40 Hz.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How were these exercises?
feedback.ask("lif-spikes/functions")

# %% [markdown]
# Until the pause the two lines nearly coincide: hardly anyone has spiked twice yet. Then, with a period for each, the waves are
# all but gone: neurons that wait for different times fall out of step at once. The mean rate
# hardly changes.
#
# And your prediction: `spike_clamp` reads the `t_ref` that the `for` line set last. With another name in the loop it would
# take whatever `t_ref` is left in the notebook, and nobody would warn you if it is the wrong one.
#
# ## Section 6: Using classes
#
# *About 80 minutes from the start.*

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
# Look at what the last loop had to keep in its hands: `last_spike`, `t_ref`, the time, and half a dozen constants. A
# **class** puts all that into one **object**. Its variables are called **attributes**, its functions **methods**. Inside the
# class the object is called `self`, so that `self.v` is *its* potential, and `self.tau` *its* time constant. Two
# populations with different constants can then live side by side.
#
# A well-made class is a box that you can use without looking inside: `neurons = LIFNeurons(500)` makes 500 neurons,
# `neurons.ode_step(dt, i)` moves them on by a step, `neurons.spiked` says who spiked. More on the idea in this
# [chapter on classes](https://en.wikibooks.org/wiki/A_Beginner%27s_Python_Tutorial/Classes).
#
# | attribute | what it holds |
# |---|---|
# | `v` | membrane potentials in V, shape `(neurons,)` |
# | `spiked` | mask of the neurons that spiked at the last step |
# | `last_spike` | time in s of each neuron's last spike |
# | `t_ref` | refractory period in s of each neuron |
# | `t` | time of the simulation in s |
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
# The method `__init__` is given: it runs when an object is made, and sets up its attributes. Write `ode_step`. It is
# what you did in Exercises 5.1 and 5.2, on attributes, and it also moves the clock on.


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
        ### BEGIN SOLUTION: Exercise 6.1: move the neurons on by one step
        # 1. The clock: a step later, and one step more.
        self.t += dt
        self.steps += 1

        # 2. One Euler step of the membrane equation.
        self.v = self.v + dt / self.tau * (self.el - self.v + self.r * i)

        # 3. Clamp the refractory neurons.
        refractory = self.t - self.last_spike < self.t_ref
        self.v[refractory] = self.vr

        # 4. Find and reset the neurons that spike, and set their clocks.
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
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
    v_class = np.full((n, n_steps), el)
    raster_class = np.zeros((n, n_steps))
    neurons = LIFNeurons(n, rng=2020)
    for step in range(1, n_steps):
        neurons.ode_step(dt, current[:, step])
        v_class[:, step] = neurons.v
        raster_class[neurons.spiked, step] = 1

    print(f"ran to {1000 * neurons.t:.0f} ms in {neurons.steps} steps")
    print(f"{raster_class.sum():.0f} spikes, mean rate {raster_class.mean() / dt:.1f} Hz")

    axes = plots.population(t, v_class, raster_class, threshold=neurons.vth)
    helpers.show(
        axes,
        alt="Potentials, raster and rate of 500 neurons run by the class, with similar refractory periods: three "
        "or four waves that get broader, with pauses between the first of them.",
    )

# %% [markdown]
# The object remembers where it stopped. It can go on from there whenever you like, also with another current.

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
# Periods that are nearly equal keep the waves together for longer. And the loop has become short: the object remembers, you only
# tell it to go on.
#
# ### Exercise 6.2: Exact at any current (go further)
#
# Two things can still go wrong in a class like this one. If it looks for spikes before it clamps, a strong current makes refractory
# neurons fire (Think! 1). And if it compares times, rounding decides about a period that ends *on* a step. Here is how to
# be sure: **count whole steps**. A neuron that spiked at step $k$ is refractory at the steps $k + 1, k + 2, \dots$ as long as
# fewer than $\lceil t_\mathrm{ref} / \Delta t \rceil$ steps have passed. ($\lceil x \rceil$ is $x$ rounded up to a whole number,
# `np.ceil`.)
#
# A class can be built on another one: `class ExactLIFNeurons(LIFNeurons):` **inherits** `__init__` and everything else from `LIFNeurons`, and
# replaces only the methods that it defines itself.


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
        ### BEGIN SOLUTION: Exercise 6.2: a refractory period of whole steps, at any current
        # 1. The clock, and the Euler step, as before.
        self.t += dt
        self.steps += 1
        self.v = self.v + dt / self.tau * (self.el - self.v + self.r * i)

        # 2. How many steps have passed since the last spike? Round to the nearest whole number.
        since = np.round((self.t - self.last_spike) / dt)

        # 3. For how many steps is a neuron held? Round up, but take off a little first, so that
        #    3.0000000001 counts as 3 and not as 4.
        held = np.ceil(self.t_ref / dt - 1e-6)

        # 4. Clamp first; then find and reset the neurons that spike, and set their clocks.
        refractory = since < held
        self.v[refractory] = self.vr
        self.spiked = self.v >= self.vth
        self.v[self.spiked] = self.vr
        self.last_spike[self.spiked] = self.t
        ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "exact-lif-neurons-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_spikes.ExactLIFNeurons(ExactLIFNeurons)
### BEGIN HIDDEN TESTS
checks.lif_spikes.ExactLIFNeurons(ExactLIFNeurons, seed=1905)
### END HIDDEN TESTS

# %% [markdown]
# A test like the one that Think! 1 asks for: at any current, no interval is shorter than the period. Try other numbers.

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
# number of spikes per neuron and second. A refractory period lowers it, puts a ceiling on it, and keeps neurons in step
# that started together; different periods make them forget sooner.
#
# **The code.**
#
# - A *histogram* shows a whole distribution; label it, and say the unit.
# - A *dictionary* of lists holds ragged data, such as spike times; a *binary raster* is an array that holds the same and is
#   fast to draw and to average.
# - A *Boolean mask* replaces a loop: `v[v >= vth] = vr`. `np.where` turns it into indices.
# - *Functions* give steps a name; *classes* keep a state together with what changes it.
# - The order of two lines can be a matter of right and wrong, and usual inputs need not show it. Say what must hold for *all* inputs,
#   and test with extreme ones.
# - Do not ask whether two times are equal. Count steps.
#
# ## Notation
#
# | symbol | meaning | unit (axes) |
# |---|---|---|
# | $V$, $V(t_k)$ | membrane potential; at step $k$ | V (mV) |
# | $E_L$ | leak potential (`el`) | V (mV) |
# | $V_\mathrm{th}$, $V_\mathrm{reset}$ | threshold and reset potential (`vth`, `vr`) | V (mV) |
# | $V_\infty$ | steady state $E_L + RI$ | V (mV) |
# | $I$ | input current | A (pA) |
# | $R$ | membrane resistance (`r`) | Ω |
# | $\tau$ | membrane time constant (`tau`) | s (ms) |
# | $\Delta t$ | time step (`dt`) | s (ms) |
# | $t_k$ | time of step $k$, $k \, \Delta t$ | s (ms) |
# | $N$ | number of neurons | – |
# | $J$, $m_j$ | number of bins; neurons in bin $j$ | – |
# | $t_\mathrm{ref}$ | refractory period | s (ms) |
# | $\mu$, $\sigma$ | mean and standard deviation of $t_\mathrm{ref}$ | s (ms) |
# | $\lambda(t_k)$ | firing rate of the population | Hz |
#
# ## Bonus: The ceiling of the rate
#
# How fast does a neuron fire under a *constant* current? Between two spikes it waits for $t_\mathrm{ref}$, then charges from reset to
# threshold. The membrane equation can be solved for the time that takes, with $V_\infty = E_L + RI$:
#
# $$\lambda = \frac{1}{t_\mathrm{ref} + \tau \ln \dfrac{V_\infty - V_\mathrm{reset}}{V_\infty - V_\mathrm{th}}}$$
#
# if $V_\infty > V_\mathrm{th}$, and 0 otherwise.
#
# Below $(V_\mathrm{th} - E_L)/R = 100$ pA, the **rheobase**, there are no spikes at all. Far above it the logarithm goes to 0, and
# the rate to $1/t_\mathrm{ref}$. The dots are simulations.

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
