"""Exercise 1.1: a sinusoidal current."""

import math

import numpy as np

from ..declaration import Answer, Misconception


def reference(t, i_mean):
    """Time by time: how far into its period is the sine?"""
    phases = [math.modf(100 * time)[0] for time in t]
    return np.array([i_mean + i_mean * math.sin(math.tau * phase) for phase in phases])


# Wrong answers.


def one_left_out(t, i_mean):
    return i_mean * np.sin(2 * np.pi * t / 0.01)


def cosine(t, i_mean):
    return i_mean * (1 + np.cos(2 * np.pi * t / 0.01))


def two_pi_left_out(t, i_mean):
    return i_mean * (1 + np.sin(t / 0.01))


def half_the_angle(t, i_mean):
    return i_mean * (1 + np.sin(np.pi * t / 0.01))


def period_multiplied(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * 0.01 * t))


def period_in_milliseconds(t, i_mean):
    return i_mean * (1 + np.sin(2 * np.pi * t / 10))


def degrees(t, i_mean):
    return i_mean * (1 + np.sin(360 * t / 0.01))


def amplitude_of_one_ampere(t, i_mean):
    return i_mean + np.sin(2 * np.pi * t / 0.01)


def one_ampere_added(t, i_mean):
    return 1 + i_mean * np.sin(2 * np.pi * t / 0.01)


def mean_left_out(t, i_mean):
    return 1 + np.sin(2 * np.pi * t / 0.01)


def minus_the_sine(t, i_mean):
    return i_mean * (1 - np.sin(2 * np.pi * t / 0.01))


def mean_of_the_notebook(t, i_mean):
    return 250e-12 * (1 + np.sin(2 * np.pi * t / 0.01))


def sine_of_the_math_module(t, i_mean):
    return i_mean * (1 + math.sin(2 * math.pi * t / 0.01))


def last_time_only(t, i_mean):
    for time in t:
        i = i_mean * (1 + np.sin(2 * np.pi * time / 0.01))
    return i


def picoamperes(t, i_mean):
    return 1e12 * i_mean * (1 + np.sin(2 * np.pi * t / 0.01))


_FORMULA = "The whole line is `i_mean * (1 + np.sin(2 * np.pi * t / 0.01))`."

MISCONCEPTIONS = (
    Misconception(
        "the 1 left out",
        one_left_out,
        "Your current swings around 0, and is negative half of the time. Around which value should"
        " it swing?",
        f"The sine is added to 1 before `i_mean` multiplies both. {_FORMULA}",
    ),
    Misconception(
        "cosine for sine",
        cosine,
        "The shape is right, but a quarter of a period early: what is the current at t = 0?",
        "Use `np.sin`, which is 0 at t = 0, in place of `np.cos`.",
    ),
    Misconception(
        "2π left out",
        two_pi_left_out,
        "Your current needs 63 ms for one period: `np.sin` repeats when its argument has grown by"
        " 2π.",
        f"Multiply by `2 * np.pi` inside the sine. {_FORMULA}",
    ),
    Misconception(
        "π for 2π",
        half_the_angle,
        "Your current needs 20 ms for one period, twice as long as asked.",
        f"A full turn is `2 * np.pi`. {_FORMULA}",
    ),
    Misconception(
        "multiplied by the period",
        period_multiplied,
        "Your current hardly changes: a *shorter* period must make a *faster* sine.",
        f"Divide by the period, 0.01 s; do not multiply. {_FORMULA}",
    ),
    Misconception(
        "milliseconds for seconds",
        period_in_milliseconds,
        "Your current hardly changes: its period is 10 s. In which unit is `t`?",
        f"10 ms are 0.01 s. {_FORMULA}",
    ),
    Misconception(
        "degrees for radians",
        degrees,
        "The angle inside the sine is off. Does `np.sin` take degrees or radians?",
        "A full turn is `2 * np.pi` for `np.sin`, not 360.",
    ),
    Misconception(
        "an amplitude of one ampere",
        amplitude_of_one_ampere,
        "Your sine swings by a whole ampere, some billion times too much: what multiplies it?",
        f"`i_mean` multiplies the sine, too: mind the parentheses. {_FORMULA}",
    ),
    Misconception(
        "one ampere added",
        one_ampere_added,
        "Your current is about 1 A, some billion times too much: what does the 1 in the equation"
        " belong to?",
        f"The 1 stands inside the parentheses that `i_mean` multiplies. {_FORMULA}",
    ),
    Misconception(
        "mean current left out",
        mean_left_out,
        "Your current does not depend on `i_mean`, and goes up to 2 A.",
        f"Multiply by `i_mean`. {_FORMULA}",
    ),
    Misconception(
        "minus for plus",
        minus_the_sine,
        "Your current first falls, then rises: look at the sign of the sine.",
        f"The sine is added. {_FORMULA}",
    ),
    Misconception(
        "the notebook's mean current",
        mean_of_the_notebook,
        "It is right for a mean of 250 pA only. Does your function use the `i_mean` that it is"
        " given?",
        f"Write the argument `i_mean` where you have a number now. {_FORMULA}",
    ),
    Misconception(
        "sine of the math module",
        sine_of_the_math_module,
        "`math.sin` takes one number at a time, and so does `float(...)`; `t` is an array.",
        f"`np.sin` takes whole arrays. {_FORMULA}",
    ),
    Misconception(
        "the last time only",
        last_time_only,
        "One number comes back, the current at the last time. In a loop each pass overwrites what"
        " the pass before computed.",
        f"No loop is needed: with an array `t`, NumPy computes all times at once. {_FORMULA}",
    ),
    Misconception(
        "picoamperes",
        picoamperes,
        "The shape is right; the unit is not. In code, currents are in amperes.",
        "Leave out the factor 1e12: it belongs on the axis of a figure only.",
    ),
)


# Other right answers.


def with_a_loop(t, i_mean):
    current = np.zeros(len(t))
    for k in range(len(t)):
        current[k] = i_mean * (1 + math.sin(2 * math.pi * t[k] / 0.01))
    return current


def with_the_frequency(t, i_mean):
    frequency = 100  # Hz
    return i_mean + i_mean * np.sin(2 * np.pi * frequency * t)


def by_squares(t, i_mean):
    half = np.pi * t / 0.01
    return i_mean * (np.sin(half) + np.cos(half)) ** 2


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "a loop over the times": with_a_loop,
        "the frequency for the period": with_the_frequency,
        "(sin + cos)² of half the angle": by_squares,
    },
)
