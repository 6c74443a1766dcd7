"""Exercise 4.1: mean and standard deviation over the neurons."""

import statistics

import numpy as np

from ..declaration import right, wrong


def reference(v):
    """Time step by time step, with Python's own exact statistics."""
    columns = [[float(value) for value in column] for column in v.T]
    return (
        np.array([statistics.mean(column) for column in columns]),
        np.array([statistics.stdev(column) for column in columns]),
    )


def steps(v):
    mean, sd = reference(v)
    return [
        ("the mean over the axis of the neurons", mean),
        ("the standard deviation over the same axis, with N − 1", sd),
        ("both, the mean first", (mean, sd)),
    ]


_LINE = "`np.mean(v, axis=0), np.std(v, axis=0, ddof=1)`"


@wrong(
    "Your mean has one value per neuron; asked for is one per time step. The axis that you name is"
    " the one that *disappears*.",
    nearly=f"Axis 0 of (neurons, steps) runs over the neurons: {_LINE}.",
)
def over_time(v):
    return v.mean(axis=1), v.std(axis=1, ddof=1)


@wrong(
    "You average over neurons and time together, and get one number of each. One value per time"
    " step is asked for.",
    nearly=f"Name the axis over which to average: {_LINE}.",
)
def over_everything(v):
    return np.mean(v), np.std(v, ddof=1)


@wrong(
    "The mean is right, the standard deviation a little too small: NumPy divides by N unless told"
    " otherwise.",
    nearly="For the sample standard deviation, with N − 1, add `ddof=1`.",
)
def divided_by_n(v):
    return v.mean(axis=0), v.std(axis=0)


@wrong(
    "Two things: your values are per neuron, not per time step; and the standard deviation divides"
    " by N, not by N − 1.",
    nearly=f"Axis 0 runs over the neurons, and `ddof=1` makes it N − 1: {_LINE}.",
    name="over time, divided by n",
)
def over_time_divided_by_n(v):
    return v.mean(axis=1), v.std(axis=1)


@wrong(
    "Two things: one value per time step is asked for, not one in all; and the standard deviation"
    " divides by N, not by N − 1.",
    nearly=f"Name the axis, and `ddof=1`: {_LINE}.",
    name="over everything, divided by n",
)
def over_everything_divided_by_n(v):
    return np.mean(v), np.std(v)


@wrong(
    "The mean is right. Your standard deviation has one value per neuron: it runs over time.",
    nearly="Use the same axis for both: `axis=0`.",
)
def standard_deviation_over_time(v):
    return v.mean(axis=0), v.std(axis=1, ddof=1)


@wrong(
    "The mean is right. Your second part is in volts *squared*.",
    nearly="Take the square root, or use `np.std` in place of `np.var`.",
)
def variance(v):
    return v.mean(axis=0), v.var(axis=0, ddof=1)


@wrong(
    "The mean is right. Your second part is in volts *squared*, and divides by N, not N − 1.",
    nearly="Use `np.std(v, axis=0, ddof=1)`.",
)
def variance_divided_by_n(v):
    return v.mean(axis=0), v.var(axis=0)


@wrong(
    "Both are right. Which is asked for first?",
    nearly="Return the mean first, then the standard deviation.",
)
def order_swapped(v):
    return v.std(axis=0, ddof=1), v.mean(axis=0)


@wrong(
    "The mean is right. Your second part shrinks with the number of neurons: that is the standard"
    " error, how sure we are of the *mean*. How far apart are the *neurons*?",
    nearly="Leave out the division by the root of the number of neurons.",
)
def standard_error(v):
    return v.mean(axis=0), v.std(axis=0, ddof=1) / np.sqrt(len(v))


@wrong(
    "The standard deviation is right. The mean is asked for, not the median.",
    nearly="Use `np.mean(v, axis=0)`.",
)
def median_for_mean(v):
    return np.median(v, axis=0), v.std(axis=0, ddof=1)


@wrong(
    "The mean is right, but it is alone: the standard deviation is missing.",
    nearly=f"Return both, with a comma between them: {_LINE}.",
)
def mean_only(v):
    return v.mean(axis=0)


@wrong(
    "The mean is right. Your standard deviation measures how far V is from 0 V, not from its mean.",
    nearly="Subtract the mean before you square.",
    name="deviation from 0 V",
)
def root_mean_square(v):
    return v.mean(axis=0), np.sqrt(np.sum(v**2, axis=0) / (len(v) - 1))


@wrong(
    "The mean is right, the standard deviation too small: take the root of the whole fraction.",
    nearly="Divide the sum of squares by N − 1 first, then take the root.",
)
def root_before_the_division(v):
    return v.mean(axis=0), np.sqrt(np.sum((v - v.mean(axis=0)) ** 2, axis=0)) / (len(v) - 1)


@wrong(
    "The mean is right. Your deviations are from the mean over neurons *and* time: each time step"
    " has a mean of its own.",
    nearly="Subtract `np.mean(v, axis=0)` before you square.",
)
def deviation_from_the_mean_of_everything(v):
    return v.mean(axis=0), np.sqrt(np.sum((v - v.mean()) ** 2, axis=0) / (len(v) - 1))


@wrong(
    "The mean is right. Your second part is the range, from the lowest to the highest neuron.",
    nearly="Use `np.std(v, axis=0, ddof=1)`.",
)
def range_for_standard_deviation(v):
    return v.mean(axis=0), v.max(axis=0) - v.min(axis=0)


@wrong(
    "Your first part is the *sum* over the neurons.",
    nearly=f"Use `np.mean`, or divide by the number of neurons: {_LINE}.",
)
def sum_for_mean(v):
    return v.sum(axis=0), v.std(axis=0, ddof=1)


@wrong(
    "The standard deviation is right, but it is alone: the mean is missing.",
    nearly=f"Return both, with a comma between them: {_LINE}.",
)
def standard_deviation_only(v):
    return v.std(axis=0, ddof=1)


@wrong(
    "The mean is right. Your second part is the mean *absolute* deviation, which is not squared.",
    nearly="Use `np.std(v, axis=0, ddof=1)`.",
)
def mean_absolute_deviation(v):
    return v.mean(axis=0), np.abs(v - v.mean(axis=0)).mean(axis=0)


@wrong(
    "The mean is right. Your second part is how much this mean varies over *time*, one number. How"
    " far apart are the neurons at each step?",
    nearly="Take it of `v`, not of the mean: `np.std(v, axis=0, ddof=1)`.",
)
def deviation_of_the_mean(v):
    mean = v.mean(axis=0)
    return mean, mean.std(ddof=1) if len(mean) > 1 else mean.std()


@wrong(
    "The mean is right. Your second part is the root of the standard deviation: `np.std` has taken"
    " a root already.",
    nearly="Leave out `np.sqrt`, or take it of `np.var(v, axis=0, ddof=1)`.",
)
def root_taken_twice(v):
    return v.mean(axis=0), np.sqrt(v.std(axis=0, ddof=1))


@wrong(
    "Both are right, but in millivolts. In code, potentials are in volts.",
    nearly="Leave out the factor 1000: it belongs where a number is printed or drawn.",
)
def millivolts(v):
    return 1000 * v.mean(axis=0), 1000 * v.std(axis=0, ddof=1)


@wrong(
    "The standard deviation is right. Your mean has one value per neuron: it runs over time.",
    nearly="Use the same axis for both: `axis=0`.",
)
def mean_over_time(v):
    return v.mean(axis=1), v.std(axis=0, ddof=1)


@wrong(
    "The mean is right. Your standard deviation is one number for all time steps: name the axis.",
    nearly=f"Use the same axis for both: {_LINE}.",
)
def standard_deviation_of_everything(v):
    return v.mean(axis=0), np.std(v, ddof=1)


@wrong(
    "The mean is right. N is the number of *neurons*; you take that of the time steps.",
    nearly="The number of neurons is `len(v)`, or `v.shape[0]`.",
)
def steps_for_neurons(v):
    n_steps = v.shape[1]
    squares = np.sum((v - v.mean(axis=0)) ** 2, axis=0)
    return v.mean(axis=0), np.sqrt(squares / max(n_steps - 1, 1))


@wrong(
    "You return the edges of a band, mean − SD and mean + SD. Asked for are the two themselves.",
    nearly=f"Return {_LINE}.",
)
def edges_of_the_band(v):
    mean, sd = v.mean(axis=0), v.std(axis=0, ddof=1)
    return mean - sd, mean + sd


@wrong(
    "Your first part is the *largest* value at each step, as in the example. The mean is asked"
    " for.",
    nearly=f"Use `np.mean`: {_LINE}.",
)
def largest_for_mean(v):
    return v.max(axis=0), v.std(axis=0, ddof=1)


@wrong(
    "The standard deviation is right. Your mean divides by N − 1: that belongs to the standard"
    " deviation only.",
    nearly=f"A mean divides by N: {_LINE}.",
    name="mean divided by n - 1",
)
def mean_divided_by_one_less(v):
    return v.sum(axis=0) / (len(v) - 1), v.std(axis=0, ddof=1)


@wrong(
    "The mean is right. `ddof` is *subtracted* from N: −1 makes it N + 1.",
    nearly=f"It is `ddof=1`: {_LINE}.",
    name="divided by n + 1",
)
def divided_by_one_more(v):
    return v.mean(axis=0), v.std(axis=0, ddof=-1)


@wrong(
    "The mean is right. Under your root, 1 is subtracted from the fraction, not from N: Python"
    " divides before it subtracts.",
    nearly="Put parentheses around `n - 1`.",
)
def one_subtracted_from_the_fraction(v):
    squares = np.sum((v - v.mean(axis=0)) ** 2, axis=0)
    with np.errstate(invalid="ignore"):
        return v.mean(axis=0), np.sqrt(squares / len(v) - 1)


@wrong(
    "The mean is right, the standard deviation too large: you correct it by N/(N − 1), which is"
    " right for the variance. Of a root, the correction has a root, too.",
    nearly=f"NumPy corrects by itself with `ddof=1`: {_LINE}.",
)
def corrected_without_the_root(v):
    return v.mean(axis=0), v.std(axis=0) * len(v) / (len(v) - 1)


@wrong(
    "Two things: the mean is asked for first; and the standard deviation divides by N, not by"
    " N − 1.",
    nearly=f"Return {_LINE}.",
    name="order swapped, divided by n",
)
def order_swapped_divided_by_n(v):
    return v.std(axis=0), v.mean(axis=0)


@wrong(
    "Only the first step is computed; after it all values are still 0. A `return` inside the loop"
    " ends the function in its first pass.",
    nearly="Move `return` to the left, to the level of `for`.",
)
def return_in_the_loop(v):
    mean, sd = np.zeros(v.shape[1]), np.zeros(v.shape[1])
    mean[0], sd[0] = v[:, 0].mean(), v[:, 0].std(ddof=1)
    return mean, sd


@wrong(
    "Two numbers come back, those of the last time step. In a loop each pass overwrites what the"
    " pass before computed.",
    nearly=f"No loop is needed: {_LINE}.",
)
def last_step_only(v):
    return v[:, -1].mean(), v[:, -1].std(ddof=1)


@wrong(
    "The mean is right. Your deviations are from rest, `el`. How far are the neurons from their own"
    " mean?",
    nearly="Subtract the mean over the neurons before you square.",
)
def deviation_from_rest(v):
    squares = np.sum((v + 60e-3) ** 2, axis=0)
    return v.mean(axis=0), np.sqrt(squares / (len(v) - 1))


@wrong(
    "The mean is right. The standard deviation is in millivolts. In code, potentials are in volts.",
    nearly="Leave out the factor 1000: it belongs where a number is printed or drawn.",
)
def standard_deviation_in_millivolts(v):
    return v.mean(axis=0), 1000 * v.std(axis=0, ddof=1)


@wrong(
    "The mean is right. You subtract 1 from the standard deviation. The 1 is subtracted from N, by"
    " which the squares are divided.",
    nearly=f"`ddof=1` makes it N − 1: {_LINE}.",
)
def one_subtracted_from_the_deviation(v):
    return v.mean(axis=0), v.std(axis=0) - 1


@wrong(
    "The mean is right. Your second part is the mean once more.",
    nearly=f"Use `np.std` there: {_LINE}.",
)
def the_mean_twice(v):
    return v.mean(axis=0), v.mean(axis=0)


@right
def an_array_of_the_two(v):
    return np.array([v.mean(axis=0), v.std(axis=0, ddof=1)])


@right(name="np.mean and np.std")
def with_numpy(v):
    return np.mean(v, axis=0), np.std(v, axis=0, ddof=1)


@right
def the_formula(v):
    n = v.shape[0]
    mean = np.sum(v, axis=0) / n
    return mean, np.sqrt(np.sum((v - mean) ** 2, axis=0) / (n - 1))


@right
def a_loop_over_time(v):
    mean, sd = np.zeros(v.shape[1]), np.zeros(v.shape[1])
    for k in range(v.shape[1]):
        mean[k] = sum(v[:, k]) / len(v)
        sd[k] = np.sqrt(sum((x - mean[k]) ** 2 for x in v[:, k]) / (len(v) - 1))
    return mean, sd


@right(name="transposed first, a list of the two")
def transposed_first(v):
    by_step = v.T
    return [by_step.mean(axis=1), np.sqrt(by_step.var(axis=1, ddof=1))]
