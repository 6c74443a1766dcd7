"""Exercise 4.1: mean and standard deviation over the neurons."""

import statistics

import numpy as np

from ..declaration import Answer, Misconception


def reference(v):
    """Time step by time step, with Python's own exact statistics."""
    columns = [[float(value) for value in column] for column in v.T]
    return (
        np.array([statistics.mean(column) for column in columns]),
        np.array([statistics.stdev(column) for column in columns]),
    )


# Wrong answers.


def over_time(v):
    return v.mean(axis=1), v.std(axis=1, ddof=1)


def over_everything(v):
    return np.mean(v), np.std(v, ddof=1)


def divided_by_n(v):
    return v.mean(axis=0), v.std(axis=0)


def over_time_divided_by_n(v):
    return v.mean(axis=1), v.std(axis=1)


def over_everything_divided_by_n(v):
    return np.mean(v), np.std(v)


def sd_over_time(v):
    return v.mean(axis=0), v.std(axis=1, ddof=1)


def variance(v):
    return v.mean(axis=0), v.var(axis=0, ddof=1)


def variance_divided_by_n(v):
    return v.mean(axis=0), v.var(axis=0)


def order_swapped(v):
    return v.std(axis=0, ddof=1), v.mean(axis=0)


def standard_error(v):
    return v.mean(axis=0), v.std(axis=0, ddof=1) / np.sqrt(len(v))


def median(v):
    return np.median(v, axis=0), v.std(axis=0, ddof=1)


def mean_only(v):
    return v.mean(axis=0)


def root_mean_square(v):
    return v.mean(axis=0), np.sqrt(np.sum(v**2, axis=0) / (len(v) - 1))


def ddof_two(v):
    return v.mean(axis=0), np.sqrt(np.sum((v - v.mean(axis=0)) ** 2, axis=0)) / (len(v) - 1)


def around_the_grand_mean(v):
    return v.mean(axis=0), np.sqrt(np.sum((v - v.mean()) ** 2, axis=0) / (len(v) - 1))


def range_for_sd(v):
    return v.mean(axis=0), v.max(axis=0) - v.min(axis=0)


_LINE = "`np.mean(v, axis=0), np.std(v, axis=0, ddof=1)`"

MISCONCEPTIONS = (
    Misconception(
        "over time",
        over_time,
        "Your mean has one value per neuron; asked for is one per time step. The axis that you name"
        " is the one that *disappears*.",
        f"Axis 0 of (neurons, time steps) runs over the neurons: {_LINE}.",
    ),
    Misconception(
        "over everything",
        over_everything,
        "You average over neurons and time together, and get one number of each. One value per time"
        " step is asked for.",
        f"Name the axis over which to average: {_LINE}.",
    ),
    Misconception(
        "divided by n",
        divided_by_n,
        "The mean is right, the standard deviation a little too small: NumPy divides by N unless"
        " told otherwise.",
        "For the sample standard deviation, with N − 1, add `ddof=1`.",
    ),
    Misconception(
        "over time, divided by n",
        over_time_divided_by_n,
        "Two things: your values are per neuron, not per time step; and the standard deviation"
        " divides by N, not by N − 1.",
        f"Axis 0 runs over the neurons, and `ddof=1` makes it N − 1: {_LINE}.",
    ),
    Misconception(
        "over everything, divided by n",
        over_everything_divided_by_n,
        "Two things: one value per time step is asked for, not one in all; and the standard"
        " deviation divides by N, not by N − 1.",
        f"Name the axis, and `ddof=1`: {_LINE}.",
    ),
    Misconception(
        "standard deviation over time",
        sd_over_time,
        "The mean is right. Your standard deviation has one value per neuron: it runs over time.",
        "Use the same axis for both: `axis=0`.",
    ),
    Misconception(
        "variance",
        variance,
        "The mean is right. Your second part is in volts *squared*.",
        "Take the square root, or use `np.std` in place of `np.var`.",
    ),
    Misconception(
        "variance divided by n",
        variance_divided_by_n,
        "The mean is right. Your second part is in volts *squared*, and divides by N, not N − 1.",
        "Use `np.std(v, axis=0, ddof=1)`.",
    ),
    Misconception(
        "order swapped",
        order_swapped,
        "Both are right. Which is asked for first?",
        "Return the mean first, then the standard deviation.",
    ),
    Misconception(
        "standard error",
        standard_error,
        "The mean is right. Your second part shrinks with the number of neurons: that is the"
        " standard error, how sure we are of the *mean*. How far apart are the *neurons*?",
        "Leave out the division by the root of the number of neurons.",
    ),
    Misconception(
        "median for mean",
        median,
        "The standard deviation is right. The mean is asked for, not the median.",
        "Use `np.mean(v, axis=0)`.",
    ),
    Misconception(
        "mean only",
        mean_only,
        "The mean is right, but it is alone: the standard deviation is missing.",
        f"Return both, with a comma between them: {_LINE}.",
    ),
    Misconception(
        "deviation from 0 V",
        root_mean_square,
        "The mean is right. Your standard deviation measures how far V is from 0 V, not from its"
        " mean.",
        "Subtract the mean before you square.",
    ),
    Misconception(
        "root before the division",
        ddof_two,
        "The mean is right, the standard deviation too small: take the root of the whole fraction.",
        "Divide the sum of squares by N − 1 first, then take the root.",
    ),
    Misconception(
        "deviation from the mean of everything",
        around_the_grand_mean,
        "The mean is right. Your deviations are from the mean over neurons *and* time: each time"
        " step has a mean of its own.",
        "Subtract `np.mean(v, axis=0)` before you square.",
    ),
    Misconception(
        "range for standard deviation",
        range_for_sd,
        "The mean is right. Your second part is the range, from the lowest to the highest neuron.",
        "Use `np.std(v, axis=0, ddof=1)`.",
    ),
)


# Other right answers.


def with_numpy(v):
    return np.mean(v, axis=0), np.std(v, axis=0, ddof=1)


def by_the_formula(v):
    n = v.shape[0]
    mean = np.sum(v, axis=0) / n
    return mean, np.sqrt(np.sum((v - mean) ** 2, axis=0) / (n - 1))


def with_a_loop(v):
    mean, sd = np.zeros(v.shape[1]), np.zeros(v.shape[1])
    for k in range(v.shape[1]):
        mean[k] = sum(v[:, k]) / len(v)
        sd[k] = np.sqrt(sum((x - mean[k]) ** 2 for x in v[:, k]) / (len(v) - 1))
    return mean, sd


def transposed_first(v):
    by_step = v.T
    return [by_step.mean(axis=1), np.sqrt(by_step.var(axis=1, ddof=1))]


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "np.mean and np.std": with_numpy,
        "the formula": by_the_formula,
        "a loop over time": with_a_loop,
        "transposed first, a list of the two": transposed_first,
    },
)
