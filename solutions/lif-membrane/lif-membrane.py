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
# # The leaky membrane: from one equation to a population
#
# *Tutorial 1 of 6. About 90 minutes for the core. Parts marked **go further** are for those who want more;
# their exercises carry points of their own, and your instructor says whether they count.*
#
# A neuron's membrane is a leaky bag of charge. Currents flow in, charge leaks out, and the voltage across the
# membrane drifts. One line of mathematics says how, and everything that this course builds stands on it, spikes
# included. By the end you will
#
# - turn one equation into a simulation, one small step at a time,
# - know how wrong the simulation is, because you compared it with an exact solution,
# - simulate 500 neurons at once, without a loop over neurons,
# - describe a noisy population by its mean and its standard deviation (*go further*),
# - predict from the equation which current takes the membrane to threshold, and verify it (*go further*).
#
# **You need** Python variables, functions and `for` loops, and a first idea of NumPy arrays. The videos
# go over most of these again; the one on functions comes in tutorial 2.
#
# **How it works.** Run the cells one after the other, from the top (Shift + Enter). In an exercise, put your own code in
# place of each `...`, delete the line `raise NotImplementedError(...)`, and run the cell. Then run the check below it. When
# the check finds a mistake, change your function, run *its* cell again, and then the check.
#
# **Thanks.** The path of this tutorial follows
# [LIF Neuron Part I](https://github.com/NeuromatchAcademy/precourse/tree/main/tutorials/W0D1_PythonWorkshop1)
# of the [precourse](https://github.com/NeuromatchAcademy/precourse) by Neuromatch Academy, Python
# workshop 1 (content creators Marco Brigham and the CCNSS team; reviewers Michael Waskom, Karolina
# Stosio and Spiros Chavlis; production editor Ella Batty; CC BY 4.0). Text and code here are new.

# %% cellView="form" tags=["hide-input"]
# @title Tools for this tutorial
import time

import matplotlib.pyplot as plt
import numpy as np

import helpers
from helpers import checks, demos, feedback, lif, media, plots, predict

helpers.start()

# %% cellView="form" tags=["hide-input"]
# @title Video 1: Python basics and the LIF model (optional)
media.video(
    youtube="Bwm6rjRpVw8",
    bilibili="BV1vV41167T1",
    title="Python basics and the LIF model",
    about="A lecture that introduces the leaky integrate-and-fire neuron and the Python basics of this "
    "tutorial.",
)
feedback.ask("lif-membrane/video-lif-model")

# %% [markdown]
# ## Section 1: The membrane equation
#
# A membrane keeps charges apart, so it is a capacitor. The larger its capacitance $C$, the more current it takes to change
# the voltage $V$: to change it at the rate $dV/dt$, in volts per second, takes the current $C\,dV/dt$.
#
# A membrane also leaks, so it is a resistor, with a resistance $R$. Whenever $V$ is away from its resting value $E_L$,
# the current $(V - E_L)/R$ leaks out: that is Ohm's law.
#
# The two lie side by side, so a current $I$ that is sent in splits: part of it leaks out, and what is left charges the
# capacitor.
#
# $$C \, \frac{dV}{dt} = -\frac{V(t) - E_L}{R} + I(t)$$
#
# Multiply by $R$, and call the product $RC$ the **time constant** $\tau$. That is the membrane equation:
#
# $$\tau \, \frac{dV}{dt} = -\left(V(t) - E_L\right) + R \, I(t), \qquad \tau = R\,C$$
#
# Read the right-hand side. The current pushes the voltage up: that is $R\,I$. The leak pulls it back to the resting
# potential $E_L$, and the further away $V$ is, the harder the leak pulls. The time constant $\tau$ says how long all this
# takes.
#
# | symbol | in code | meaning | value |
# |---|---|---|---|
# | $V(t)$ | `v` | membrane potential | |
# | $I(t)$ | `i`, `current` | input current | mean 250 pA |
# | $R$ | `r` | membrane resistance | 100 MΩ |
# | $C$ | `c` | membrane capacitance | 200 pF |
# | $\tau$ | `tau` | membrane time constant | 20 ms |
# | $E_L$ | `el` | leak potential, where V rests | −60 mV |
# | $V_\mathrm{th}$ | `vth` | threshold, where a spike would start | −50 mV |
# | $\Delta t$ | `dt` | time step of the simulation | 1 ms |
#
# In this tutorial nothing happens at the threshold: it is only a line to look at. The next tutorial adds the spikes, and that
# makes it the **leaky integrate-and-fire** model, LIF for short.
#
# **One rule keeps you out of trouble: code is in volts, amperes, seconds and ohms.** Milli and pico appear
# where a number is drawn or printed, and nowhere else. Python writes powers of ten with an `e`: `250e-12` A is
# $250 \cdot 10^{-12}$ A, which is 250 pA, and `100e6` Ω is 100 MΩ.

# %% cellView="form" tags=["hide-input"]
# @title Video 2: Recap of comments and strings (optional)
media.video(
    youtube="UP8rD2AwceM",
    bilibili="BV1fg4y1v7P3",
    title="Recap of comments and strings",
    about="A short recap of two pieces of Python: comments, and strings.",
)

# %%
t_max = 0.150  # s, how long we simulate
dt = 0.001  # s, time step
tau = 0.020  # s, membrane time constant
el = -0.060  # V, leak potential
vth = -0.050  # V, threshold
r = 100e6  # ohm, membrane resistance
i_mean = 250e-12  # A, mean input current

n_steps = round(t_max / dt)
t = np.arange(n_steps) * dt  # s, shape (steps,): the times 0, 0.001, 0.002, ...
c = tau / r  # F, membrane capacitance
print(f"{n_steps} steps, from {t[0]:.3f} s to {t[-1]:.3f} s")
print(f"the capacitance is {1e12 * c:.0f} pF")

# %% [markdown]
# `np.arange(n_steps) * dt` gives times that are exactly `dt` apart. (`np.linspace(0, t_max, n_steps)` would not: it
# ends *at* `t_max`, and its steps come out a little too long.) The last step is at 149 ms: we count the
# beginning, and stop before the end.
#
# You will often read `shape (steps,)`: that is an array with one axis, and one element for each step.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/steady-state",
    "Let a constant current of 250 pA flow for a very long time, until V no longer changes. "
    "Where does V settle? (Set dV/dt to zero.)",
)

# %%
predict.recall("lif-membrane/steady-state")
print(f"steady state: {1000 * (el + r * i_mean):.0f} mV")

# %% [markdown]
# When nothing changes, $dV/dt = 0$, so $V = E_L + R\,I$. Here $R\,I$ is 100 MΩ · 250 pA = 25 mV, so V settles at
# $-60 + 25 = -35$ mV, well above the threshold.
#
# ### A current that goes up and down
#
# Synapses do not deliver a constant current. As a first model of their ups and downs, take a sine around the
# mean, with a period of 10 ms:
#
# $$I(t) = I_\mathrm{mean} \left(1 + \sin\frac{2\pi t}{0.01\,\mathrm{s}}\right)$$
#
# NumPy's functions take whole arrays and work on each element, so no loop is needed. As an example, here is a current
# that fades away, $I_\mathrm{mean}\, e^{-t/50\,\mathrm{ms}}$:

# %%
power = -t / 0.050  # an array: one value for each time
fading = i_mean * np.exp(power)  # A, an array of the same shape
for time_s, value in zip(t[:3], fading[:3], strict=True):
    print(f"{time_s:.3f} s: {value:.4e} A")

# %% [markdown]
# (How were the numbers printed so neatly? `zip` goes through the two arrays side by side, one pair at a time. In an f-string,
# `{x:.3f}` shows `x` with three decimals, and `{x:.4e}` with four decimals and a power of ten.)
#
# ### Exercise 1.1: A sinusoidal current (core)
#
# Write `sinusoidal_current(t, i_mean)`, where `t` is a whole array of times. You will need `np.sin` and `np.pi`, and a
# `*` for every product: Python does not read `2 t` as two times t.


# %% nbgrader={"grade": false, "grade_id": "sinusoidal-current", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sinusoidal_current(t, i_mean):
    """A current that swings around its mean with a period of 10 ms.

    Parameters
    ----------
    t : array, shape (steps,)
        Times in seconds.
    i_mean : float
        Mean current, and how far it swings to either side, in amperes.

    Returns
    -------
    array, shape (steps,)
        Current at each of the times, in amperes.
    """
    ### BEGIN SOLUTION: Exercise 1.1: compute the sinusoidal current
    # 1. The angle of the sine at each time, in radians: one full turn, 2 pi, every 0.01 s.
    angle = 2 * np.pi * t / 0.01

    # 2. The current, from the formula above.
    current = i_mean * (1 + np.sin(angle))
    return current
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "sinusoidal-current-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.sinusoidal_current(sinusoidal_current)
### BEGIN HIDDEN TESTS
checks.lif_membrane.sinusoidal_current(sinusoidal_current, seed=1907)
### END HIDDEN TESTS

# %%
with helpers.needs(sinusoidal_current):
    first_25 = t[:25]
    ax = plots.current_trace(first_25, sinusoidal_current(first_25, i_mean))
    ax.plot(1000 * first_25, 1e12 * sinusoidal_current(first_25, i_mean), "ko", markersize=4)
    ax.set_xlim(-0.5, 24.5)
    helpers.show(
        ax,
        alt="Current in pA against time from 0 to 24 ms: it starts at 250 pA, rises to 488 pA, falls to "
        "12 pA, and repeats every 10 ms. Dots mark the values at every millisecond.",
    )
    for time_s, value in zip(t[:5], sinusoidal_current(t[:5], i_mean), strict=True):
        print(f"{time_s:.3f} s: {value:.4e} A")

# %% [markdown]
# The dots are all that the simulation will know. With one dot per millisecond, the true peak of 500 pA at 2.5 ms falls
# between two of them.

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-membrane/sinusoidal-current")

# %% cellView="form" tags=["hide-input"]
# @title Videos 3 and 4: For loops and discrete time integration, with a recap (optional)
media.video(
    youtube="JkxgotYwu4Q",
    bilibili="BV1nt4y1Q7Z5",
    title="For loops and discrete time integration",
    about="A lecture on for loops, and on following an equation through time in small steps.",
)
media.video(
    youtube="kyCbeR28AYQ",
    bilibili="BV1mt4y1Q7Ls",
    title="Recap of discrete time integration",
    about="A short recap of how a differential equation becomes a sequence of steps.",
)

# %% [markdown]
# ### From an equation to a step
#
# The membrane equation does not say where $V$ is. It says where $V$ is *going*: its slope,
#
# $$\frac{dV}{dt} = \frac{-(V - E_L) + R\,I}{\tau}$$
#
# Leonhard Euler's idea is to follow that slope for a short time $\Delta t$, and then to look again:
#
# $$V(t + \Delta t) = V(t) + \Delta t \, \frac{dV}{dt}$$
#
# (The fraction bar divides *everything* above it by $\tau$. In code that takes parentheses.)
#
# As an example, here is one step for something else: bacteria that double about every 23 minutes. The slope of their
# number is 0.03 times that number, per minute.


# %%
def grow(n, minutes):
    """Number of bacteria some minutes later, by one Euler step."""
    speed = 0.03 * n  # bacteria per minute
    return n + minutes * speed


print(grow(1000, 1))
print(grow(np.array([1000, 2000, 5000]), 1))  # three dishes at once

# %% [markdown]
# Within a step the slope itself changes a little. Euler ignores that, and so his step is a little wrong. How much? You will
# measure it in section 2.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/one-step",
    "V is at rest, −60 mV, when 250 pA are switched on. It is heading for −35 mV, 25 mV away. "
    "How far does it get in the first millisecond, if τ is 20 ms?",
)

# %% [markdown]
# ### Exercise 1.2: One Euler step (core)
#
# Everything that the function needs comes in through its arguments: its current is `i`, not `i_mean`. `v` and `i` may be
# single numbers, or arrays with one value for each neuron: the same line of code does both, and that will pay off in section 3.


# %% nbgrader={"grade": false, "grade_id": "euler-step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def euler_step(v, i, dt, tau, el, r):
    """Membrane potential one time step later, by Euler's method.

    Parameters
    ----------
    v : float or array, shape (neurons,)
        Membrane potential now, in volts. An array is left as it is.
    i : float or array, shape (neurons,)
        Input current, in amperes.
    dt : float
        Time step in seconds.
    tau : float
        Membrane time constant in seconds.
    el : float
        Leak potential in volts.
    r : float
        Membrane resistance in ohms.

    Returns
    -------
    float or array, shape (neurons,)
        Membrane potential one step later, in volts.
    """
    ### BEGIN SOLUTION: Exercise 1.2: take one Euler step
    # 1. The slope dV/dt, in volts per second, from the membrane equation.
    slope = (-(v - el) + r * i) / tau

    # 2. Follow it for one time step.
    v_next = v + dt * slope
    return v_next
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "euler-step-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.euler_step(euler_step)
### BEGIN HIDDEN TESTS
checks.lif_membrane.euler_step(euler_step, seed=1768)
### END HIDDEN TESTS

# %%
predict.recall("lif-membrane/one-step")
with helpers.needs(euler_step):
    v = el
    for k in range(1, 4):
        v = euler_step(v, i_mean, dt, tau, el, r)
        print(f"after {k} ms: {1000 * v:.2f} mV")

# %% [markdown]
# In one step V covers the share $\Delta t / \tau = 1/20$ of the way that is left. First that is 1.25 mV of 25 mV,
# then 1.19 mV of the 23.75 mV that remain. It gets slower and slower. That is an exponential in the making, and you have
# just built the engine of this whole course.

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-membrane/euler-step")

# %% [markdown]
# ## Section 2: One neuron over time
#
# *About 35 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Videos 5 and 6: Introduction to plotting, with a recap (optional)
media.video(
    youtube="RmdPBHn9kjk",
    bilibili="BV1MC4y1h77q",
    title="Introduction to plotting",
    about="A lecture on drawing data with Matplotlib, such as a membrane potential over time.",
)
media.video(
    youtube="BOh8CsuTFkY",
    bilibili="BV1BA411e7eH",
    title="Recap of plotting",
    about="A short recap of plotting.",
)
feedback.ask("lif-membrane/videos-plotting")

# %% [markdown]
# A simulation is one step after another. Each step starts from where the last one ended, and the results go into an
# array. As an example, here are the bacteria again, over five minutes.

# %%
bacteria = np.full(6, 1000.0)  # 1000 to begin with; the rest will be overwritten
for minute in range(1, len(bacteria)):
    bacteria[minute] = grow(bacteria[minute - 1], 1)
print(np.round(bacteria))

# %% [markdown]
# For the membrane there is a current, too. We say:
#
# - step 0 is the beginning: the membrane is at rest, $V_0 = E_L$;
# - step $k$ starts from $V_{k-1}$, and uses the current $I_k$.
#
# <details>
# <summary>Why the current of step k, and not of the step before? (go further)</summary>
#
# A textbook's Euler step takes everything at the beginning of the step, the current as well: $V_{k-1}$ and $I_{k-1}$.
# We take $I_k$, as Neuromatch's tutorial does. Think of $I_k$ as the current that flows *during* step $k$, from
# $t_{k-1}$ to $t_k$. Then column $k$ of the current makes column $k$ of the potential. For a constant current there is
# no difference. For one that changes, the two choices differ by one time step, and both are wrong by about as much, as
# you will see below.
#
# </details>

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/ripple",
    "The sinusoidal current swings between 0 and 500 pA, so R·I swings between 0 and 50 mV. "
    "How far up and down does V swing, once it has settled? As much, half as much, far less?",
)

# %% [markdown]
# ### Exercise 2.1: The whole simulation (core)
#
# Use your `euler_step`. The constants `tau`, `el` and `r` are those that you defined above: a function may
# read them without having them as arguments.


# %% nbgrader={"grade": false, "grade_id": "simulate-membrane", "locked": false, "schema_version": 3, "solution": true, "task": false}
def simulate_membrane(current, dt):
    """Membrane potential of one neuron over time; it starts at rest.

    Reads `tau`, `el` and `r` from the notebook.

    Parameters
    ----------
    current : array, shape (steps,)
        Input current at each step, in amperes.
    dt : float
        Time step in seconds.

    Returns
    -------
    array, shape (steps,)
        Membrane potential at each step, in volts. The first is `el`; step k uses `current[k]`.
    """
    ### BEGIN SOLUTION: Exercise 2.1: simulate one neuron
    # 1. An array for the result, as long as the current, filled with the resting potential.
    v = np.full(len(current), el)

    # 2. Go through the steps. Where does each start from, and which current does it use?
    for k in range(1, len(current)):  # hidden
        v[k] = euler_step(v[k - 1], current[k], dt, tau, el, r)
    return v
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "simulate-membrane-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.simulate_membrane(simulate_membrane)
### BEGIN HIDDEN TESTS
checks.lif_membrane.simulate_membrane(simulate_membrane, seed=1952)
### END HIDDEN TESTS

# %%
predict.recall("lif-membrane/ripple")
with helpers.needs(sinusoidal_current, simulate_membrane):
    v_sine = simulate_membrane(sinusoidal_current(t, i_mean), dt)
    ax = plots.voltage_traces(t, v_sine, threshold=vth)
    helpers.show(
        ax,
        alt="Membrane potential in mV against time from 0 to 149 ms: it rises from -60 mV, crosses the "
        "threshold of -50 mV after about 10 ms, and levels off around -35 mV with small ripples every 10 ms.",
    )
    last_period = 1000 * v_sine[-10:]
    print(f"in the last 10 ms: from {last_period.min():.1f} to {last_period.max():.1f} mV")

# %% [markdown]
# You have simulated a neuron's membrane, from an equation to a curve. Look at the ripples, though.
#
# **Think! 1.** The drive $R\,I$ swings by 50 mV, the membrane by 4 mV. Where have the other 46 gone? What would you
# see in a membrane with τ = 5 ms? (The demo below lets you look.)
#
# <details>
# <summary>One answer</summary>
#
# The membrane needs about $\tau = 20$ ms to follow. Before it has gone far, the current has turned round. So it
# averages over the last 20 ms or so, and ripples of ten milliseconds nearly cancel. A membrane is a **low-pass
# filter**: slow changes pass, fast ones are smoothed away. With $\tau = 5$ ms it averages over less than a period, and
# the ripples are about four times larger. The Bonus has the formula.
#
# </details>
#
# ### Is it right?
#
# A simulation that runs is not yet a simulation that is right. For one case we know the truth. Under a constant
# current $I$ that is switched on at $t = 0$ while the membrane is at rest,
#
# $$V(t) = E_L + R\,I \left(1 - e^{-t/\tau}\right)$$
#
# <details>
# <summary>Where this comes from</summary>
#
# Let $x = E_L + R\,I - V$ be the way that is left. The membrane equation becomes $\tau\, dx/dt = -x$, so
# $x(t) = x(0)\, e^{-t/\tau}$, and $x(0) = R\,I$. Put it back and solve for $V$.
#
# </details>
#
# `lif.exact_membrane(t, current)` computes this formula. The cells below compare your simulation with it, for several
# time steps.

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/euler-error",
    "With steps of 1 ms Euler is off by 0.23 mV at worst. How large is the worst error with steps of 0.5 ms? "
    "And does Euler come out too high or too low?",
)

# %%
with helpers.needs(simulate_membrane):
    fig, ax = plt.subplots()
    for dt_tried, style in [(0.010, "s"), (0.005, "o"), (0.001, ".")]:
        times = np.arange(round(t_max / dt_tried)) * dt_tried
        v_euler = simulate_membrane(np.full(len(times), i_mean), dt_tried)
        ax.plot(1000 * times, 1000 * v_euler, style, label=f"Euler, {1000 * dt_tried:.0f} ms")
    ax.plot(1000 * t, 1000 * lif.exact_membrane(t, i_mean), "k", linewidth=1, label="exact")
    ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)", xlim=(-2, 100))
    ax.legend()
    helpers.show(
        ax,
        alt="Membrane potential against time under a constant current. The exact curve rises from -60 mV "
        "and levels off at -35 mV. Euler's points with steps of 10 ms lie up to 3 mV above it on the way up, "
        "with 5 ms half as far; with 1 ms they hardly leave it.",
    )

# %%
predict.recall("lif-membrane/euler-error")
with helpers.needs(simulate_membrane):
    steps_tried = np.array([0.004, 0.002, 0.001, 0.0005, 0.00025])  # s
    errors = np.empty(len(steps_tried))  # V
    for j, dt_tried in enumerate(steps_tried):
        times = np.arange(round(t_max / dt_tried)) * dt_tried
        v_euler = simulate_membrane(np.full(len(times), i_mean), dt_tried)
        errors[j] = np.max(np.abs(v_euler - lif.exact_membrane(times, i_mean)))
        print(f"dt = {1000 * dt_tried:5.2f} ms: largest error {1000 * errors[j]:.3f} mV")
    ax = plots.euler_error(steps_tried, errors, label="Euler")
    helpers.show(
        ax,
        alt="Largest error of Euler's method in mV against the time step from 0.25 to 4 ms, both axes "
        "logarithmic: a straight line from 0.06 to 1 mV, along the dashed line of errors in proportion "
        "to the step.",
    )

# %% [markdown]
# **Half the step, half the error.** A method like that is called *of first order*. Euler runs ahead of the truth
# here: the slope gets flatter during each step, and Euler does not notice until the step is over.
#
# Why not take much smaller steps, then? Because half the step is twice the work. With $\Delta t = 1$ ms the error is
# 0.23 mV, less than the noise that we are about to add. That is good enough, and now you *know* that it is.
#
# **Which current? (go further)** The next cell shows that it matters little whether step $k$ uses $I_k$ or $I_{k-1}$.
# The sinusoidal current has an exact solution, too (`lif.exact_sinusoid`), and both choices are compared with it.

# %%
with helpers.needs(sinusoidal_current, simulate_membrane):
    for dt_tried in (0.001, 0.0005):
        times = np.arange(round(t_max / dt_tried)) * dt_tried
        this_step = sinusoidal_current(times, i_mean)
        step_before = np.append(this_step[0], this_step[:-1])  # everything one step later
        truth = lif.exact_sinusoid(times, i_mean)
        for which, used in (("I_k", this_step), ("I_(k-1)", step_before)):
            off = 1000 * np.max(np.abs(simulate_membrane(used, dt_tried) - truth))
            print(f"dt = {1000 * dt_tried:.1f} ms, {which:7}: largest error {off:.2f} mV")

# %% [markdown]
# **Think! 2 (go further).** And much larger steps? Before you run the next cell: what will happen with steps of 20, 30,
# 40 and 50 ms, under a constant current? Then explain each row. (What share of the way does Euler go in one step?)

# %%
with helpers.needs(simulate_membrane):
    for dt_tried in (0.020, 0.030, 0.040, 0.050):
        v_large = simulate_membrane(np.full(6, i_mean), dt_tried)
        shown = " ".join(f"{1000 * value:7.1f}" for value in v_large)
        print(f"dt = {1000 * dt_tried:.0f} ms: {shown} mV")

# %% [markdown]
# <details>
# <summary>One answer</summary>
#
# Each step covers the share $\Delta t/\tau$ of the way that is left. With $\Delta t = \tau$ that is all of it. With
# $\Delta t = 1.5\,\tau$ Euler overshoots by half, then lands on the other side by half of that, and so on: it
# settles. With $\Delta t = 2\,\tau$ it overshoots by the whole way, for ever. Beyond that each overshoot is
# larger than the last, and the simulation explodes, although the real membrane is as calm as ever. If a
# simulation explodes, first make the step smaller.
#
# </details>
#
# ### Play with it
#
# The demo runs *your* `euler_step`. Change the current and its shape, the time constant, the noise and the time
# step, and watch what the membrane makes of it. Say what you expect before you move a slider.

# %% cellView="form" tags=["hide-input"]
# @title Interactive demo: a membrane under any current
demos.lif_membrane.membrane(euler_step)

# %% cellView="form" tags=["hide-input"]
# @title How was this section?
feedback.ask("lif-membrane/one-neuron")

# %% [markdown]
# ## Section 3: Noise, and many neurons
#
# *About 65 minutes from the start.*

# %% cellView="form" tags=["hide-input"]
# @title Videos 7 and 8: Lists and ensemble statistics, with a recap (optional)
media.video(
    youtube="A2foheo44h4",
    bilibili="BV1ff4y197Hx",
    title="Lists and ensemble statistics",
    about="A lecture on keeping many simulations in lists, and on describing them together.",
)
media.video(
    youtube="4nIAS2oPEFI",
    bilibili="BV1UZ4y1u7sV",
    title="Recap of ensemble statistics and lists",
    about="A short recap of ensemble statistics and of lists.",
)
feedback.ask("lif-membrane/videos-ensemble")

# %% [markdown]
# ### Noise
#
# A real neuron gets thousands of inputs that nobody can predict. We model their sum as a constant mean with
# **noise** around it: a new random number in each time step, independent of all the others.
#
# Random numbers come from a *generator*. The same seed gives the same numbers, so your figure is the same as ours. You make
# a generator, pass it on to the functions that need it, and draw from it there. Random numbers can be stretched and moved
# like any others.

# %%
rng = np.random.default_rng(2020)  # 2020 is the seed
print(rng.standard_normal(4))  # four numbers with mean 0 and standard deviation 1
print(rng.random(4))  # four numbers between 0 and 1, all equally likely
print(20 + 5 * rng.random(4))  # four numbers between 20 and 25

# %% [markdown]
# (You will meet older code that calls `np.random.seed` and `np.random.random`. These share one hidden generator
# between all code that runs, so any of it can change the numbers of the rest.)
#
# ### Exercise 3.1: A noisy current (go further)
#
# Which distribution you draw from is up to you: normal, uniform, a coin. The mean and the standard deviation must be
# right, and the steps independent.


# %% nbgrader={"grade": false, "grade_id": "noisy-current", "locked": false, "schema_version": 3, "solution": true, "task": false}
def noisy_current(mean, sd, n_steps, rng):
    """A random current, independent at each step.

    Parameters
    ----------
    mean : float
        Mean of the current, in amperes.
    sd : float
        Standard deviation of the current around it, in amperes.
    n_steps : int
        Number of time steps.
    rng : numpy.random.Generator
        Where the random numbers are drawn from.

    Returns
    -------
    array, shape (steps,)
        Current at each step, in amperes.
    """
    ### BEGIN SOLUTION: Exercise 3.1: draw a noisy current
    # 1. Draw one random number for each step, with mean 0 and standard deviation 1.
    noise = rng.standard_normal(n_steps)

    # 2. Stretch them to the standard deviation, and move them to the mean.
    current = mean + sd * noise
    return current
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "noisy-current-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.noisy_current(noisy_current)
### BEGIN HIDDEN TESTS
checks.lif_membrane.noisy_current(noisy_current, seed=1827)
### END HIDDEN TESTS

# %%
with helpers.needs(noisy_current):
    sample = noisy_current(i_mean, 177e-12, n_steps, np.random.default_rng(3))
    ax = plots.current_trace(t, sample)
    helpers.show(
        ax,
        alt="A noisy current in pA against time from 0 to 149 ms: it jumps from step to step, mostly between 0 "
        "and 500 pA, around a mean of 250 pA.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-membrane/noisy-current")

# %% [markdown]
# From here on we use `lif.noisy_current`, which does this for many neurons: it returns an array with a row for each neuron
# and a column for each time step. Its noise is uniform (all values in a range are equally likely), with a standard deviation
# of 177 pA (at steps of 1 ms) around the mean of 250 pA. What will five membranes make of it: five
# times the same curve, or five different ones? How far apart?

# %%
with helpers.needs(simulate_membrane):
    current = lif.noisy_current(5, t_max, dt, mean=i_mean, rng=np.random.default_rng(5))
    # One simulation for each row of the current; the five results become the rows of an array.
    v_five = np.array([simulate_membrane(current[j], dt) for j in range(5)])
    ax = plots.voltage_traces(t, v_five, mean=False, threshold=vth, alpha=0.9)
    helpers.show(
        ax,
        alt="Membrane potentials of five neurons with noisy input, in mV against time: all rise from -60 mV "
        "towards -35 mV, cross the threshold of -50 mV after about 10 ms, and then wander around -35 mV by a "
        "few mV, each in its own way.",
    )

# %% [markdown]
# Five neurons, one equation, one mean current, and no two alike. What they have in common shows only when
# there are many. So let us take 500.
#
# ### Many neurons at once

# %% cellView="form" tags=["hide-input"]
# @title Videos 9 and 10: Using NumPy, with a recap (optional)
media.video(
    youtube="OIzSQvMbe2k",
    bilibili="BV1wa4y1a7Xq",
    title="Using NumPy",
    about="A lecture on NumPy arrays, and on computing with whole arrays in place of loops.",
)
media.video(
    youtube="ewyHKKa2_OU",
    bilibili="BV1of4y197jo",
    title="Recap of using NumPy",
    about="A short recap of NumPy.",
)
feedback.ask("lif-membrane/videos-numpy")

# %% [markdown]
# Throughout the course a population is an array of shape `(neurons, steps)`: a row is a neuron, a column is a time step.
# `v[3]` is neuron 3 over time, `v[:, 10]` is all neurons at step 10.
#
# One way to fill it is to call your `simulate_membrane` for one row after the other, as we did for five neurons. But
# Python's loops are slow, and there is a better way. The neurons do not influence each other. So take *all* of them
# from one step to the next, in one go: a loop over time, no loop over neurons. That is called **vectorising**. As an
# example, here are three dishes of bacteria, which begin with different numbers.

# %%
dishes = np.zeros((3, 4))  # the shape, (dishes, minutes), has parentheses of its own
dishes[:, 0] = [1000, 2000, 5000]  # the first column: all dishes at the beginning
print(dishes.shape[0], "dishes,", dishes.shape[1], "columns")
dishes[:, 1] = grow(dishes[:, 0], 1)  # a whole column from the one before
dishes[:, 2] = grow(dishes[:, 1], 1)
print(dishes)

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/vectorised",
    "500 neurons, 150 steps: a loop over neurons and steps calls euler_step 74 500 times, a loop over steps "
    "149 times. How many times faster will the second be?",
)

# %% [markdown]
# ### Exercise 3.2: A population, vectorised (core)
#
# Your `euler_step` takes arrays already. Loop over the steps, and let it move a whole column.


# %% nbgrader={"grade": false, "grade_id": "simulate-population", "locked": false, "schema_version": 3, "solution": true, "task": false}
def simulate_population(current, dt):
    """Membrane potentials of many neurons over time; they start at rest.

    Reads `tau`, `el` and `r` from the notebook.

    Parameters
    ----------
    current : array, shape (neurons, steps)
        Input current of each neuron at each step, in amperes.
    dt : float
        Time step in seconds.

    Returns
    -------
    array, shape (neurons, steps)
        Membrane potentials in volts. The first column is `el`; column k uses `current[:, k]`.
    """
    ### BEGIN SOLUTION: Exercise 3.2: simulate a population, all neurons at once
    # 1. An array for the result, in the shape of `current`, filled with the resting potential.
    v = np.full(current.shape, el)

    # 2. Loop over the time steps (how many are there? look at current.shape).
    # 3. In each, compute a whole column of `v` with one call of `euler_step`.
    for k in range(1, current.shape[1]):  # hidden
        v[:, k] = euler_step(v[:, k - 1], current[:, k], dt, tau, el, r)
    return v
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "simulate-population-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.simulate_population(simulate_population)
### BEGIN HIDDEN TESTS
checks.lif_membrane.simulate_population(simulate_population, seed=2020)
### END HIDDEN TESTS

# %%
with helpers.needs(simulate_population):
    current = lif.noisy_current(500, t_max, dt, mean=i_mean, rng=np.random.default_rng(2020))
    v_500 = simulate_population(current, dt)
    ax = plots.voltage_density(t, v_500, threshold=vth)
    helpers.show(
        ax,
        alt="Where the membrane potentials of 500 neurons lie, in mV against time, as shades of grey, and their mean "
        "as a line: a cloud around the mean that rises from -60 mV, crosses the threshold of -50 mV after "
        "10 ms, and stays around -35 mV, about 15 mV from top to bottom.",
    )
    off = np.max(np.abs(v_500.mean(axis=0) - lif.exact_membrane(t, i_mean)))  # V
    print(f"the mean stays within {1000 * off:.1f} mV of the exact solution for 250 pA")

# %% [markdown]
# Well done: that is a whole population. The darker, the more neurons. The mean does not jitter as the single neurons do,
# because their noise cancels. What is left is a curve that you know: to within a few tenths of a mV, it is the exact
# solution for the mean current.
#
# Now the race. Each way is run three times, and its best time counts.


# %%
def simulate_one_by_one(current, dt):
    """The same with a loop over neurons."""
    return np.array([simulate_membrane(one, dt) for one in current])


def best_time(simulate, current, repeats=3):
    """Shortest of several running times, in seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        simulate(current, dt)
        times.append(time.perf_counter() - start)
    return min(times)


predict.recall("lif-membrane/vectorised")
with helpers.needs(simulate_membrane, simulate_population):
    current = lif.noisy_current(500, t_max, dt, mean=i_mean, rng=np.random.default_rng(2020))
    same = np.allclose(simulate_one_by_one(current, dt), simulate_population(current, dt))
    ratio = best_time(simulate_one_by_one, current) / best_time(simulate_population, current)
    print(f"the same voltages: {same}")
    print(f"vectorised is at least 5 times faster: {ratio >= 5}")
    # How many times is it for you? Remove the # from the next line:
    # print(f"{ratio:.0f} times faster")

# %% [markdown]
# How many times exactly depends on the computer; 20 to 50 times is usual. (Does it say False? Then look
# for a loop over neurons in your `simulate_population`.) Why not 500 times? The arithmetic is the same either way.
# What we save is the *call*: looking up names, checking types, making an object for every single number. With
# 500 numbers at a time that price is paid only once.

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-membrane/simulate-population")

# %% [markdown]
# ## Section 4: What a population does
#
# *About 90 minutes from the start: the core ends here. Everything in this section goes further, and takes about an hour.*

# %% cellView="form" tags=["hide-input"]
# @title Videos 11 and 12: Aggregation, with a recap (optional)
media.video(
    youtube="E6FyhSsO4Vg",
    bilibili="BV1Uk4y1q76p",
    title="Aggregation",
    about="A lecture on aggregating data, such as averaging over neurons.",
)
media.video(
    youtube="1ME-0rJXLFg",
    bilibili="BV1vA411e7w4",
    title="Recap of aggregation",
    about="A short recap of aggregation.",
)
feedback.ask("lif-membrane/videos-aggregation")

# %% [markdown]
# ### Mean and standard deviation
#
# At each time $t$ we have $N$ voltages, one for each neuron. Two numbers sum them up: where they are, and how far
# apart they are.
#
# $$\langle V(t) \rangle = \frac{1}{N} \sum_{n=1}^{N} V_n(t)$$
#
# $$\sigma(t) = \sqrt{\frac{1}{N-1} \sum_{n=1}^{N} \left(V_n(t) - \langle V(t) \rangle\right)^2}$$
#
# The second is the **sample standard deviation** (SD). Its $N-1$ makes up for the fact that we measure from
# the mean of the same sample. NumPy divides by $N$ unless you say `ddof=1`. The SD is in volts, like $V$; the
# variance, its square, is not.
#
# **Which axis?** The one that you name is the one over which NumPy works, and it *disappears*. As an example, take
# three pupils (rows) and two tests (columns). When in doubt, look at the shape of what comes out.

# %%
marks = np.array([[4.0, 6.0], [8.0, 7.0], [6.0, 2.0]])  # (pupils, tests)
print(np.max(marks, axis=0))  # over the pupils: the best of each test
print(np.max(marks, axis=1))  # over the tests: the best of each pupil

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/sd",
    "The current has an SD of 177 pA, and R times that is 17.7 mV. "
    "How large is the SD of V, once it has settled: 17.7 mV, about 10, about 3, below 1?",
)

# %% [markdown]
# ### Exercise 4.1: Mean and standard deviation over neurons (go further)
#
# `np.mean` and `np.std` take `axis=` as `np.max` does.


# %% nbgrader={"grade": false, "grade_id": "mean-and-sd", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mean_and_sd(v):
    """Mean and sample standard deviation over the neurons, at each time step.

    Parameters
    ----------
    v : array, shape (neurons, steps)
        Membrane potentials in volts; at least two neurons.

    Returns
    -------
    mean : array, shape (steps,)
        Mean over the neurons, in volts.
    sd : array, shape (steps,)
        Sample standard deviation (N - 1) over the neurons, in volts.
    """
    ### BEGIN SOLUTION: Exercise 4.1: mean and sample standard deviation over neurons
    # 1. The mean over the axis of the neurons.
    mean = np.mean(v, axis=0)

    # 2. The standard deviation over the same axis, with N - 1.
    sd = np.std(v, axis=0, ddof=1)
    return mean, sd
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "mean-and-sd-check", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.mean_and_sd(mean_and_sd)
### BEGIN HIDDEN TESTS
checks.lif_membrane.mean_and_sd(mean_and_sd, seed=1930)
### END HIDDEN TESTS

# %%
predict.recall("lif-membrane/sd")
share = dt / tau
# Numbers that are spread evenly within ±h have the SD h / √3.
sd_current = lif.NOISE * i_mean / np.sqrt(3)  # A
sd_theory = r * sd_current * share / np.sqrt(1 - (1 - share) ** 2)  # V
with helpers.needs(simulate_population, mean_and_sd):
    current = lif.noisy_current(500, t_max, dt, mean=i_mean, rng=np.random.default_rng(2020))
    mean, sd = mean_and_sd(simulate_population(current, dt))
    print(f"shapes: {mean.shape} and {sd.shape}")
    print(f"mean at the end: {1000 * mean[-1]:.2f} mV")
    print(f"SD in the last 50 ms: {1000 * sd[-50:].mean():.2f} mV, by the formula below: ", end="")
    print(f"{1000 * sd_theory:.2f} mV")
    print(f"an SD from 500 neurons is itself uncertain by about {1 / np.sqrt(2 * 500):.1%}")

# %% [markdown]
# The membrane smooths the noise as it smoothed the sine: 17.7 mV of noise in $R\,I$ leave 2.83 mV in $V$. An SD that is
# measured from $N$ neurons is uncertain, too. Its *relative* error is about $1/\sqrt{2N}$, so 3 % of the SD for 500
# neurons.
#
# <details>
# <summary>Where the 2.83 mV come from</summary>
#
# Write $d_k$ for how far V is from its mean at step $k$, $\xi_k$ for the noise of the current, and
# $a = \Delta t/\tau$. Euler's step says $d_k = (1-a)\, d_{k-1} + a R\, \xi_k$. The two terms are independent, so their
# variances add: $\mathrm{Var}(d_k) = (1-a)^2\, \mathrm{Var}(d_{k-1}) + a^2 R^2 \sigma_I^2$. Once it has settled, both
# variances of $d$ are the same, and
#
# $$\sigma_V = R\,\sigma_I \, \frac{a}{\sqrt{1 - (1-a)^2}} \approx R\,\sigma_I \sqrt{\frac{\Delta t}{2\tau}}$$
#
# </details>
#
# ### Noise and the time step
#
# Look at that last formula: it has $\Delta t$ in it. If you make the step smaller and keep the noise as it is, what
# happens to the fluctuations of V? A result that depends on the time step is a fault of the simulation, not a property of
# the neuron. `lif.noisy_current` avoids it: its noise grows as $1/\sqrt{\Delta t}$. Here are both, with 2000 neurons.

# %%
with helpers.needs(simulate_population, mean_and_sd):
    for dt_tried in (0.001, 0.0005, 0.00025):
        current = lif.noisy_current(
            2000, 0.1, dt_tried, mean=i_mean, rng=np.random.default_rng(1000)
        )
        same_noise = i_mean + (current - i_mean) * np.sqrt(dt_tried / 0.001)
        late = round(0.06 / dt_tried)  # the first step of the last 40 ms
        sd_scaled = mean_and_sd(simulate_population(current, dt_tried))[1][late:].mean()
        sd_same = mean_and_sd(simulate_population(same_noise, dt_tried))[1][late:].mean()
        print(
            f"dt = {1000 * dt_tried:.2f} ms: SD of V {1000 * sd_scaled:.1f} mV with noise that grows,",
            end="",
        )
        print(f" {1000 * sd_same:.1f} mV with the same noise")

# %% [markdown]
# ### Think! 3: Noise that keeps its strength (go further)
#
# A colleague wants finer steps. She halves $\Delta t$ and leaves the standard deviation of the noise in each step as it
# is. The mean of V stays, but its SD falls from 2.8 to 2.0 mV. Talk about it for five minutes, or think it through alone:
#
# - How many independent draws does the membrane average over in one time constant, before and after?
# - How does the SD of an average depend on the number of draws?
# - She tries another rule: noise in proportion to $\sqrt{t_\mathrm{max}/\Delta t}$. What happens to V when someone
#   simulates twice as long?
#
# **Then write 3 to 5 sentences** (graded by hand, 3 points):
#
# > *Explain to her why the SD falls. Say how the noise must change with $\Delta t$, and why in exactly this way. Propose a test that
# > would have caught both of her mistakes.*
#
# Each of the three parts (why, how, test) gives 1 point.

# %% [markdown] nbgrader={"grade": true, "grade_id": "think-noise-scaling", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# *For the grader. One good answer among many:*
#
# The membrane averages its input over about one time constant, 20 ms. With half the step it averages twice as many
# independent draws, whose ups and downs cancel better: the SD falls from 2.8 to 2.8/√2 = 2.0 mV (1 point). What falls into
# a given stretch of time must keep its variance. The stretch holds 1/Δt draws, each of which moves V by Δt times the
# noise, and variances of independent draws add: (1/Δt) · Δt² · σ² must not change, so σ must grow as 1/√Δt (1 point). A test:
# simulate the same 100 ms with dt = 1 and 0.5 ms, and with t_max = 100 and 200 ms; the SD of V at 100 ms must be the same in
# all four cases, to within a relative error of about 1/√(2N) for N neurons (1 point; also good: a comparison with the formula
# for the SD).
#
# For the discussion: with √(t_max/Δt) the factor 1/√Δt is there, but so is √t_max. Who simulates twice as long gets noise
# that is √2 times stronger from the first millisecond on, as if a neuron knew how long the experiment will last.

# %% cellView="form" tags=["hide-input"]
# @title How were the statistics?
feedback.ask("lif-membrane/statistics")

# %% [markdown]
# ### Up to threshold: the rheobase
#
# How much constant current does it take to bring the membrane to threshold? Under a constant current V ends up at
# $E_L + R\,I$. The current for which that is *exactly* the threshold is called the **rheobase**. It is the
# border: with any larger current the membrane crosses the threshold in the end, with any smaller one it never does.
# You need no simulation to know it.
#
# As an example, here is a question that is solved in the same way. With which resistance would 250 pA hold the membrane
# at −40 mV? Set $E_L + R\,I = -40$ mV and solve for $R$:

# %%
wanted = -0.040  # V
resistance = (wanted - el) / i_mean  # ohm
print(f"{resistance / 1e6:.0f} MΩ")

# %% cellView="form" tags=["hide-input"]
# @title Predict first
predict.ask(
    "lif-membrane/rheobase",
    "Rest is −60 mV, threshold −50 mV, resistance 100 MΩ. What is the rheobase? And does the membrane "
    "reach threshold at exactly that current?",
)

# %% [markdown]
# ### Exercise 4.2: The rheobase (go further)


# %% nbgrader={"grade": false, "grade_id": "rheobase", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rheobase(el, vth, r):
    """Constant current whose steady state lies exactly on the threshold.

    Parameters
    ----------
    el : float
        Leak potential in volts.
    vth : float
        Threshold in volts, above `el`.
    r : float
        Membrane resistance in ohms.

    Returns
    -------
    float
        Current in amperes.
    """
    ### BEGIN SOLUTION: Exercise 4.2: compute the rheobase
    # 1. Set the steady state, el + r * i, equal to the threshold, and solve for i.
    current = (vth - el) / r
    return current
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "rheobase-check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.rheobase(rheobase)
### BEGIN HIDDEN TESTS
checks.lif_membrane.rheobase(rheobase, seed=1909)
### END HIDDEN TESTS

# %% [markdown]
# First the equation, then the experiment. Six neurons get constant currents around your rheobase, for a whole
# second.

# %%
predict.recall("lif-membrane/rheobase")
with helpers.needs(simulate_population, rheobase):
    i_rheo = rheobase(el, vth, r)
    print(f"rheobase by the equation: {1e12 * i_rheo:.0f} pA")
    shares = np.array([0.90, 0.98, 1.00, 1.02, 1.10, 1.50])
    current = np.repeat(shares[:, None] * i_rheo, 1000, axis=1)  # A, shape (6, 1000)
    v_steps = simulate_population(current, dt)
    for j, row in enumerate(v_steps):
        reached = np.flatnonzero(row >= vth + 1e-9)  # a nanovolt more, against rounding
        verdict = f"threshold after {1000 * dt * reached[0]:.0f} ms" if len(reached) else "never"
        print(f"{1e12 * current[j, 0]:4.0f} pA: highest {1000 * row.max():6.2f} mV, {verdict}")

# %% [markdown]
# The experiment agrees. At the rheobase itself V creeps up to the threshold and never quite arrives. Just above, it
# arrives late: the closer to the rheobase, the later.
#
# Now a twist that matters for real neurons. Give a population a mean current of only 90 % of the rheobase,
# *with* noise. Will any of them reach the threshold?

# %%
with helpers.needs(simulate_population, rheobase):
    current = lif.noisy_current(
        500, 0.5, dt, mean=0.9 * rheobase(el, vth, r), rng=np.random.default_rng(90)
    )
    v_below = simulate_population(current, dt)
    print(f"neurons above threshold at the end: {np.sum(v_below[:, -1] >= vth)} of 500")
    print(f"neurons that were above it at some time: {np.sum(v_below.max(axis=1) >= vth)} of 500")

# %% [markdown]
# The mean never gets there. The fluctuations do, in nearly every neuron sooner or later. **Below the rheobase it is the
# noise that takes a neuron to threshold, at moments that nobody can predict.** What that means for spikes, you will see
# in tutorial 4.

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-membrane/rheobase")

# %% [markdown]
# ### A figure that says it all
#
# 500 lines are unreadable. Plot a summary: the mean as a line, and one standard deviation to either side of it as a
# filled band. As an example, here are the bacteria, with a band of 10 % to either side. `ax.fill_between(x, lower, upper)`
# fills the space between two curves.

# %%
minutes = np.arange(6)
count = 1000 * np.exp(0.03 * minutes)
fig, ax = plt.subplots(figsize=(4, 2.6))
ax.plot(minutes, count, label="expected")
ax.fill_between(minutes, 0.9 * count, 1.1 * count, alpha=0.3, label="± 10 %")
ax.set_xlabel("Time (min)")
ax.set_ylabel("Number of bacteria")
ax.legend()
helpers.show(
    ax,
    alt="Number of bacteria against time in minutes: a line that rises from 1000 to 1160 in 5 minutes, in a "
    "filled band of 10 % to either side.",
)

# %% [markdown]
# ### Exercise 4.3: The mean in a band (go further)
#
# Your function gets the Axes to draw on, as `ax`; the figure is there already. So call methods of `ax`, as in the example,
# and nothing of `plt`: that draws on the last panel made, whichever `ax` you were given. **Axes are in ms and mV.** Convert
# where you draw.


# %% nbgrader={"grade": false, "grade_id": "plot-mean-band", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plot_mean_band(ax, t, v):
    """Draw the mean over the neurons, in a band of one standard deviation to either side.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    t : array, shape (steps,)
        Times in seconds.
    v : array, shape (neurons, steps)
        Membrane potentials in volts.

    Returns
    -------
    matplotlib.axes.Axes
        `ax`, with a line, a filled band, a label for each, labels with units, and a legend.
    """
    ### BEGIN SOLUTION: Exercise 4.3: draw the mean in a band
    # 1. Mean and standard deviation over the neurons, with your function.
    mean, sd = mean_and_sd(v)

    # 2. The line, in ms and mV.
    ax.plot(1000 * t, 1000 * mean, label="mean")

    # 3. The band, from one standard deviation below the mean to one above.
    ax.fill_between(1000 * t, 1000 * (mean - sd), 1000 * (mean + sd), alpha=0.3, label="mean ± SD")

    # 4. What is on the axes, with units, and the legend.
    ax.set_xlabel("Time (ms)")
    ax.set_ylabel("Membrane potential (mV)")
    ax.legend()
    return ax
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "plot-mean-band-check", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.lif_membrane.plot_mean_band(plot_mean_band)
### BEGIN HIDDEN TESTS
checks.lif_membrane.plot_mean_band(plot_mean_band, seed=1880)
### END HIDDEN TESTS

# %% [markdown]
# Two populations: the one from section 3, and the one that gets 90 % of the rheobase. Which band will be wider?

# %%
with helpers.needs(simulate_population, mean_and_sd, plot_mean_band):
    fig, axes = plt.subplots(1, 2, sharey=True, figsize=(7.2, 3.4))
    for ax, mean_current, seed in zip(axes, (i_mean, 90e-12), (2020, 90), strict=True):
        current = lif.noisy_current(
            500, t_max, dt, mean=mean_current, rng=np.random.default_rng(seed)
        )
        plot_mean_band(ax, t, simulate_population(current, dt))
        ax.axhline(1000 * vth, color="0.3", linestyle="--", linewidth=1.2)  # threshold
        ax.set_title(f"mean current {1e12 * mean_current:.0f} pA")
        ax.label_outer()  # no second label on the shared axis
    helpers.show(
        axes,
        alt="Mean membrane potential in mV against time from 0 to 149 ms, with a band of one standard deviation, of "
        "two populations. Left, with 250 pA, the mean rises to -35 mV, in a band 6 mV wide. Right, with 90 pA, it "
        "rises to -51 mV, in a band 2 mV wide whose upper edge lies on the dashed threshold at -50 mV.",
    )

# %% cellView="form" tags=["hide-input"]
# @title How was this exercise?
feedback.ask("lif-membrane/mean-band")

# %% [markdown]
# The right band is narrower because its noise is weaker: ours is a fixed share of the mean. Its upper edge lies on
# the threshold (dashed). Of values that scatter in a bell shape, about one in six lies more than one SD above the mean. So at
# any moment about one neuron in six is above the threshold, although the mean never gets there.

# %% [markdown]
# ## Summary

# %% cellView="form" tags=["hide-input"]
# @title Video 13: Overview (optional)
media.video(
    youtube="VqAznnSAqmM",
    bilibili="BV1Fv411q7tE",
    title="Overview",
    about="A lecture that looks back on simulating the membrane of a neuron with Python and NumPy.",
)
feedback.ask("lif-membrane/summary")

# %% [markdown]
# - **The equation.** A leak pulls the membrane back to rest, a current pushes it away. The steady state is
#   $E_L + R\,I$, and the time constant $\tau = R\,C$ says how long it takes.
# - **The step.** Euler follows the slope for a time $\Delta t$. Half the step is half the error, and steps beyond
#   $2\tau$ explode.
# - **The filter.** The membrane averages over about $\tau$. Fast ripples and noise come through much weaker.
# - **The population.** In arrays of shape `(neurons, steps)` one line of code moves all neurons at once.
#   `axis=0` averages over neurons.
# - **The noise.** Its SD must grow as $1/\sqrt{\Delta t}$, or the result depends on the step.
# - **The threshold.** At the rheobase, $(V_\mathrm{th} - E_L)/R$, the steady state lies on the threshold. Below it,
#   fluctuations can still reach the threshold.
#
# And here are three habits worth keeping: predict before you run, compare with a case whose answer you know, and change
# the time step to see whether the result stays.
#
# In the next tutorial something finally happens at the threshold: the neuron spikes.
#
# ## Notation
#
# | symbol | in code | meaning | unit (axes) |
# |---|---|---|---|
# | $t$ | `t` | time; in code, the times of all steps | s (ms) |
# | $t_\mathrm{max}$ | `t_max` | duration of a simulation | s (ms) |
# | $\Delta t$ | `dt` | time step | s (ms) |
# | $k$ | `k` | number of a time step | – |
# | $V(t)$, $V_k$ | `v` | membrane potential | V (mV) |
# | $E_L$ | `el` | leak (resting) potential | V (mV) |
# | $V_\mathrm{th}$ | `vth` | threshold | V (mV) |
# | $V_\infty$ | `v_inf` | steady state $E_L + RI$ | V (mV) |
# | $I(t)$, $I_k$ | `i`, `current` | input current | A (pA) |
# | $I_\mathrm{mean}$ | `i_mean` | mean input current | A (pA) |
# | $I_1$ | | amplitude of a sinusoidal current | A (pA) |
# | $R$ | `r` | membrane resistance | Ω |
# | $C$ | `c` | membrane capacitance | F (pF) |
# | $\tau$ | `tau` | membrane time constant, $RC$ | s (ms) |
# | $a$ | `share` | $\Delta t/\tau$, share of the way that a step covers | – |
# | $N$, $n$ | | number of neurons; one of them | – |
# | $\langle V(t) \rangle$ | `mean` | mean over neurons | V (mV) |
# | $\sigma(t)$, $\sigma_V$ | `sd` | sample standard deviation over neurons; once it has settled | V (mV) |
# | $\xi_k$, $\sigma_I$ | | noise of the current at a step; its standard deviation | A (pA) |
# | $f$ | `f` | frequency | Hz |
#
# ## Bonus: A step without error, and a filter
#
# **A step without error.** If the current is constant *during* each step, the exact solution of section 2 can be
# used for the step itself. Instead of following the slope, go where the exponential goes:
#
# $$V(t + \Delta t) = V_\infty + \left(V(t) - V_\infty\right) e^{-\Delta t/\tau}$$
#
# $$V_\infty = E_L + R\,I$$
#
# This is called *exponential Euler*. It costs no more than Euler's step, and it cannot explode. What is left is the
# error of pretending that the current stands still during a step.


# %%
def exact_step(v, i, dt, tau, el, r):
    """Membrane potential (V) one step later if the current does not change during the step."""
    v_inf = el + r * i
    return v_inf + (v - v_inf) * np.exp(-dt / tau)


with helpers.needs(simulate_membrane):
    for dt_tried in (0.001, 0.010, 0.050):
        times = np.arange(round(0.3 / dt_tried)) * dt_tried
        truth = lif.exact_membrane(times, i_mean)
        v_euler = simulate_membrane(np.full(len(times), i_mean), dt_tried)
        v_exact = np.full(len(times), el)
        for k in range(1, len(times)):
            v_exact[k] = exact_step(v_exact[k - 1], i_mean, dt_tried, tau, el, r)
        off_euler = 1000 * np.max(np.abs(v_euler - truth))
        same = np.allclose(v_exact, truth, rtol=0, atol=1e-12)
        print(f"dt = {1000 * dt_tried:2.0f} ms: Euler is off by {off_euler:.2f} mV;", end="")
        print(f" exact step right to a picovolt: {same}")

# %% [markdown]
# **A filter.** Back to the ripples. For a sinusoidal current of frequency $f$ and amplitude $I_1$ the equation can be
# solved, too. V swings at the same frequency, with amplitude
#
# $$\frac{R\,I_1}{\sqrt{1 + (2\pi f \tau)^2}}$$
#
# Slow sines come through in full, fast ones are divided by $2\pi f\tau$. The turning point is at
# $f = 1/(2\pi\tau) \approx 8$ Hz. Your `simulate_population` can measure the whole curve at once, with one neuron for
# each frequency.

# %%
with helpers.needs(simulate_population):
    f = np.array([2, 5, 10, 20, 50, 100, 200])  # Hz
    times = np.arange(10_000) * 0.0001  # s: 1 s in steps of 0.1 ms
    current = i_mean * (1 + np.sin(2 * np.pi * f[:, None] * times))  # A, shape (7, 10000)
    v_f = simulate_population(current, 0.0001)
    settled = 1000 * v_f[:, 5000:]  # mV: the last half second, at least one whole period of each
    amplitude = (settled.max(axis=1) - settled.min(axis=1)) / 2

    fig, ax = plt.subplots()
    f_fine = np.geomspace(1, 300, 200)
    formula = 1000 * r * i_mean / np.sqrt(1 + (2 * np.pi * f_fine * tau) ** 2)
    ax.loglog(f_fine, formula, "0.5", label="formula")
    ax.loglog(f, amplitude, "o", label="your simulation")
    ax.set(xlabel="Frequency (Hz)", ylabel="Amplitude of V (mV)")
    ax.set_xticks([1, 10, 100], ["1", "10", "100"])
    ax.set_yticks([1, 10], ["1", "10"])
    ax.legend()
    helpers.show(
        ax,
        alt="Amplitude of the membrane potential in mV against the frequency of the current in Hz, both axes "
        "logarithmic: flat at 25 mV below 3 Hz, bending near 8 Hz, and falling in proportion to frequency to "
        "1 mV at 200 Hz. The simulated points lie on the line of the formula.",
    )
    at_100 = amplitude[list(f).index(100)]
    print(f"at 100 Hz: {at_100:.2f} mV simulated, ", end="")
    print(f"{25 / np.sqrt(1 + (2 * np.pi * 100 * tau) ** 2):.2f} mV by the formula")

# %% [markdown]
# ## Further reading
#
# - W. Gerstner, W. M. Kistler, R. Naud and L. Paninski (2014), *Neuronal Dynamics*, Cambridge University Press,
#   chapter 1; [free online](https://neuronaldynamics.epfl.ch/).
# - P. Dayan and L. F. Abbott (2001), *Theoretical Neuroscience*, MIT Press, chapter 5: the membrane as a circuit.
# - L. Lapicque (1907), *Recherches quantitatives sur l'excitation électrique des nerfs traitée comme une
#   polarisation*, Journal de physiologie et de pathologie générale 9: where the model began.
# - N. Brunel and M. C. W. van Rossum (2007), *Lapicque's 1907 paper: from frogs to integrate-and-fire*, Biological
#   Cybernetics 97: the story of that paper.
# - G. E. Uhlenbeck and L. S. Ornstein (1930), *On the theory of the Brownian motion*, Physical Review 36: the process
#   that a leaky membrane with noise follows.
# - C. R. Harris et al. (2020), *Array programming with NumPy*, Nature 585: how vectorised code works.
