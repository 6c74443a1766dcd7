"""Exercise 1.1: a sinusoidal current."""

import math

import numpy as np

from ..declaration import right, wrong


def reference(t, i_mean):
    """Time by time: how far into its period is the sine?"""
    phases = [math.modf(100 * time)[0] for time in t]
    return np.array([i_mean + i_mean * math.sin(math.tau * phase) for phase in phases])


def steps(t, i_mean):
    angle = 2 * np.pi * t / 0.01
    return [
        ("the angle of the sine, in radians", angle),
        ("1 plus the sine of it", 1 + np.sin(angle)),
        ("times the mean: the current", i_mean * (1 + np.sin(angle))),
    ]


def unfulfilled(t, i_mean, got):
    """The current lies between 0 and twice its mean; at each time the sine has a value."""
    if not (isinstance(got, np.ndarray) and got.shape == t.shape and got.dtype.kind in "iuf"):
        return []
    if np.min(got) < -1e-6 * i_mean or np.max(got) > (2 + 1e-6) * i_mean:
        return [
            f"It should stay between 0 and 2 · `i_mean`, {2 * i_mean:g} A; yours goes from"
            f" {np.min(got):.4g} to {np.max(got):.4g} A."
        ]
    wrong_at = np.flatnonzero(~np.isclose(got, reference(t, i_mean), 1e-6, 0))
    return [
        f"At {1e3 * t[k]:g} ms, {100 * t[k]:g} periods from the beginning, the sine is"
        f" {np.sin(200 * np.pi * t[k]):.4g}; yours seems to be {got[k] / i_mean - 1:.4g}."
        for k in wrong_at[:1]
    ]


_FORMULA = "The whole line is `i_mean * (1 + np.sin(2 * np.pi * t / 0.01))`."


@wrong(
    "Your current swings around 0, and is negative half of the time. Around which value should it"
    " swing?",
    nearly=f"The sine is added to 1 before `i_mean` multiplies both. {_FORMULA}",
)
def the_1_left_out(t, i_mean):
    return i_mean * np.sin(2 * np.pi * t / 0.01)


@wrong(
    "The shape is right, but a quarter of a period early: what is the current at t = 0?",
    nearly="Use `np.sin`, which is 0 at t = 0, in place of `np.cos`.",
)
def cosine_for_sine(t, i_mean):
    return i_mean * (1 + np.cos(2 * np.pi * t / 0.01))


@wrong(
    "Your current needs 63 ms for one period: `np.sin` repeats when its argument has grown by 2π.",
    nearly=f"Multiply by `2 * np.pi` inside the sine. {_FORMULA}",
    name="2π left out",
)
def two_pi_left_out(t, i_mean):
    return i_mean * (1 + np.sin(t / 0.01))


@wrong(
    "Your current needs 20 ms for one period, twice as long as asked.",
    nearly=f"A full turn is `2 * np.pi`, and it takes 0.01 s (0.02 s is `tau`). {_FORMULA}",
    name="π for 2π",
)
def half_the_angle(t, i_mean):
    return i_mean * (1 + np.sin(np.pi * t / 0.01))


@wrong(
    "Your current hardly changes: a *shorter* period must make a *faster* sine.",
    nearly=f"Divide by the period, 0.01 s; do not multiply. {_FORMULA}",
)
def multiplied_by_the_period(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * 0.01 * t))


@wrong(
    "Your current hardly changes: its period is 10 s. In which unit is `t`?",
    nearly=f"10 ms are 0.01 s. {_FORMULA}",
)
def milliseconds_for_seconds(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t / 10))


@wrong(
    "The angle inside the sine is off. Does `np.sin` take degrees or radians?",
    nearly="A full turn is `2 * np.pi` for `np.sin`, not 360.",
)
def degrees_for_radians(t, i_mean):
    return i_mean * (1 + np.sin(360 * t / 0.01))


@wrong(
    "Your sine swings by a whole ampere, some billion times too much: what multiplies it?",
    nearly=f"`i_mean` multiplies the sine, too: mind the parentheses. {_FORMULA}",
)
def an_amplitude_of_one_ampere(t, i_mean):
    return i_mean + np.sin(2 * np.pi * t / 0.01)


@wrong(
    "Your current is about 1 A, some billion times too much: what does the 1 in the equation"
    " belong to?",
    nearly=f"The 1 stands inside the parentheses that `i_mean` multiplies. {_FORMULA}",
)
def one_ampere_added(t, i_mean):
    return 1 + i_mean * np.sin(2 * np.pi * t / 0.01)


@wrong(
    "Your current does not depend on `i_mean`, and goes up to 2 A.",
    nearly=f"Multiply by `i_mean`. {_FORMULA}",
)
def mean_current_left_out(t, i_mean):
    return 1 + np.sin(2 * np.pi * t / 0.01)


@wrong(
    "Your current first falls, then rises: look at the sign of the sine.",
    nearly=f"The sine is added. {_FORMULA}",
)
def minus_for_plus(t, i_mean):
    return i_mean * (1 - np.sin(2 * np.pi * t / 0.01))


@wrong(
    "It is right for a mean of 250 pA only. Does your function use the `i_mean` that it is given?",
    nearly=f"Write the argument `i_mean` where you have a number now. {_FORMULA}",
    name="the notebook's mean current",
)
def mean_of_the_notebook(t, i_mean):
    return 250e-12 * (1 + np.sin(2 * np.pi * t / 0.01))


@wrong(
    "`math.sin` takes one number at a time, and so does `float(...)`; `t` is an array.",
    nearly=f"`np.sin` takes whole arrays. {_FORMULA}",
    raises=True,
)
def sine_of_the_math_module(t, i_mean):
    return i_mean * (1 + math.sin(2 * math.pi * t / 0.01))


@wrong(
    "One number comes back, the current at the last time. In a loop each pass overwrites what the"
    " pass before computed.",
    nearly=f"No loop is needed: with an array `t`, NumPy computes all times at once. {_FORMULA}",
)
def the_last_time_only(t, i_mean):
    for time in t:
        i = i_mean * (1 + np.sin(2 * np.pi * time / 0.01))
    return i


@wrong(
    "The shape is right; the unit is not. In code, currents are in amperes.",
    nearly="Leave out the factor 1e12: it belongs on the axis of a figure only.",
)
def picoamperes(t, i_mean):
    return 1e12 * i_mean * (1 + np.sin(2 * np.pi * t / 0.01))


@wrong(
    "Your current needs a whole second for one period: where does the period of 10 ms come in?",
    nearly=f"Divide `t` by the period, 0.01 s. {_FORMULA}",
)
def period_left_out(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t))


@wrong(
    "Your current needs 100 ms for one period, ten times as long as asked: that is 10 Hz, not"
    " 10 ms.",
    nearly=f"10 ms are 0.01 s, and one divides by them. {_FORMULA}",
    name="10 Hz for 10 ms",
)
def ten_hertz(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * 10 * t))


@wrong(
    "Your current stays at its mean: at no time does the sine lift or lower it. Is `t` inside"
    " `np.sin(...)`, in seconds as the period is, and not rounded down by `//`?",
    nearly=f"The sine is taken of the whole angle, with `t` in it, as it comes in. {_FORMULA}",
    alone=True,
)
def constant_current(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi) * t / 0.01)


@wrong(
    "Your current moves in jumps: `//` rounds down.",
    nearly=f"Divide by `/`. {_FORMULA}",
)
def rounded_down(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t // 0.01))


@wrong(
    "The shape is right, but your current is half as large as it should be: its mean is `i_mean`,"
    " not what it swings up to.",
    nearly=f"Leave out the division by 2. {_FORMULA}",
)
def mean_halved(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t / 0.01)) / 2


@wrong(
    "The mean is right, but your current swings only half as far: it should reach 0 at its lowest.",
    nearly=f"`i_mean` multiplies the whole sine. {_FORMULA}",
)
def swing_halved(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t / 0.01) / 2)


@wrong(
    "That is the sine alone, between −1 and 1. What is to be added to it, and what multiplies the"
    " two?",
    nearly=f"Add 1 to the sine, and multiply both by `i_mean`. {_FORMULA}",
)
def sine_alone(t, i_mean):
    return np.sin(2 * np.pi * t / 0.01)


@wrong(
    "One number comes back, the current at the first time. Is it `t[0]` that you use? Or is there a"
    " `return` inside a loop? It ends the whole function.",
    nearly=f"No loop is needed: with an array `t`, NumPy computes all times at once. {_FORMULA}",
)
def the_first_time_only(t, i_mean):
    for time in t:
        return i_mean * (1 + np.sin(2 * np.pi * time / 0.01))


@wrong(
    "Your sine begins at the first of the times. It should begin at t = 0, wherever the"
    " array does.",
    nearly=f"Use `t` itself, without `t[0]` or `np.arange`: {_FORMULA}",
)
def begun_at_the_first_time(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * (t - t[0]) / 0.01))


@wrong(
    "You count time steps as if each were 1 ms, and do not look at `t`.",
    nearly=f"The times are in `t`: no `np.arange` is needed. {_FORMULA}",
)
def steps_for_times(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * np.arange(len(t)) / 10))


@wrong(
    "You add the 1 to the *angle*. It is the sine that is to be lifted by it, so that the current"
    " stays above 0.",
    nearly=f"Close the parenthesis of `np.sin(...)` before you add. {_FORMULA}",
)
def one_added_to_the_angle(t, i_mean):
    return i_mean * np.sin(1 + 2 * np.pi * t / 0.01)


@wrong(
    "Your current never falls below its mean: the sine has lost its sign.",
    nearly=f"Leave out the absolute value or the square. {_FORMULA}",
)
def size_of_the_sine(t, i_mean):
    return i_mean * (1 + abs(np.sin(2 * np.pi * t / 0.01)))


@wrong(
    "You return the angle of the sine, in radians. Asked for is the current.",
    nearly=f"Return what you compute from the angle: {_FORMULA}",
)
def the_angle_only(t, i_mean):
    return 2 * np.pi * t / 0.01


@wrong(
    "Only the first value is computed; after it all are still 0. A `return` inside the loop ends"
    " the function in its first pass.",
    nearly="Move `return` to the left, to the level of `for`. Or leave the loop out: NumPy computes"
    f" all times at once. {_FORMULA}",
)
def return_in_the_loop(t, i_mean):
    current = np.zeros(len(t))
    current[0] = i_mean * (1 + np.sin(2 * np.pi * t[0] / 0.01))
    return current


@wrong(
    "All your values are 0. Are they rounded, or written into an array that holds whole numbers"
    " only? In amperes that leaves nothing of them.",
    nearly=f"No array has to be prepared: NumPy makes it. {_FORMULA}",
    alone=True,
)
def all_zero(t, i_mean):
    return np.zeros(len(t))


@wrong(
    "The last value is still 0: does your loop get to the end?",
    nearly=f"`range(n)` ends at n − 1, the last index, by itself. {_FORMULA}",
)
def last_time_left_out(t, i_mean):
    return np.append(i_mean * (1 + np.sin(2 * np.pi * t[:-1] / 0.01)), 0.0)


@wrong(
    "The first value is still 0: where does your loop begin?",
    nearly=f"Indices are counted from 0, and so is `range(n)`. {_FORMULA}",
)
def first_time_left_out(t, i_mean):
    return np.append(0.0, i_mean * (1 + np.sin(2 * np.pi * t[1:] / 0.01)))


@wrong(
    "Your current needs 1 ms for one period, a tenth of what is asked: that is the time step.",
    nearly=f"10 ms are 0.01 s. {_FORMULA}",
    name="1 ms for 10 ms",
)
def one_millisecond(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t / 0.001))


@wrong(
    "You divide the *sine* by 0.01, and so it swings a hundred times too far. What is it that is to"
    " be divided by the period?",
    nearly=f"Divide inside the parentheses of `np.sin(...)`. {_FORMULA}",
)
def sine_divided_by_the_period(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t) / 0.01)


@wrong(
    "Your sine is taken of `t` itself, without the angle.",
    nearly=f"One full turn, `2 * np.pi`, every 0.01 s. {_FORMULA}",
)
def sine_of_the_time(t, i_mean):
    return i_mean * (1 + np.sin(t))


@wrong(
    "Your sine is right at first and falls behind more and more: is π cut off, as 3.14?",
    nearly="Use `np.pi`, which has all its decimals.",
    name="π cut off",
)
def pi_cut_off(t, i_mean):
    return i_mean * (1 + np.sin(2 * 3.14 * t / 0.01))


@wrong(
    "That is the current of the example, which fades away. Asked for is one that swings.",
    nearly=_FORMULA,
)
def fading_current(t, i_mean):
    return i_mean * np.exp(-t / 0.050)


@wrong(
    "Your current grows and grows: `np.exp` is from the example. Which function swings?",
    nearly=f"Use `np.sin` in place of `np.exp`. {_FORMULA}",
)
def exponential_for_sine(t, i_mean):
    return i_mean * (1 + np.exp(2 * np.pi * t / 0.01))


@right
def a_loop_over_the_times(t, i_mean):
    current = np.zeros(len(t))
    for k in range(len(t)):
        current[k] = i_mean * (1 + math.sin(2 * math.pi * t[k] / 0.01))
    return current


@right
def the_frequency_for_the_period(t, i_mean):
    frequency = 100  # Hz
    return i_mean + i_mean * np.sin(2 * np.pi * frequency * t)


@right(name="(sin + cos)² of half the angle")
def by_squares(t, i_mean):
    half = np.pi * t / 0.01
    return i_mean * (np.sin(half) + np.cos(half)) ** 2
