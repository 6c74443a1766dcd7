"""Exercise 4.3: the mean of a population in a band of one standard deviation."""

import matplotlib.pyplot as plt
import numpy as np

from ..declaration import right, wrong
from .mean_and_sd import reference as mean_and_sd


def reference(ax, t, v):
    """The band as one polygon, there along the lower edge and back along the upper."""
    mean, sd = mean_and_sd(1e3 * v)
    ax.plot(1e3 * t, mean, label="mean")
    there, back = 1e3 * t, 1e3 * t[::-1]
    outline = np.r_[mean - sd, (mean + sd)[::-1]]
    ax.fill(np.r_[there, back], outline, alpha=0.3, label="mean ± SD")
    _finish(ax)


def _finish(ax):
    ax.set_xlabel("Time (ms)")
    ax.set_ylabel("Membrane potential (mV)")
    ax.legend()


def _statistics(v):
    """Mean and standard deviation over the neurons, in mV."""
    return 1e3 * np.mean(v, axis=0), 1e3 * np.std(v, axis=0, ddof=1)


def _draw(ax, t, mean, lower, upper):
    ax.plot(1e3 * t, mean, label="mean")
    ax.fill_between(1e3 * t, lower, upper, alpha=0.3, label="mean ± SD")
    _finish(ax)


_BAND = "`ax.fill_between(1000 * t, 1000 * (mean - sd), 1000 * (mean + sd), alpha=0.3)`"


# Other data.


@wrong(
    "The shape is right, but the potential is drawn in volts. Which unit is asked for?",
    nearly="Multiply by 1000 where you draw: `1000 * mean`, `1000 * (mean - sd)`, and so on.",
)
def volts(ax, t, v):
    mean, sd = _statistics(v / 1e3)
    _draw(ax, t, mean, mean - sd, mean + sd)


@wrong(
    "The shape is right, but time is drawn in seconds. Which unit is asked for?",
    nearly="Multiply by 1000 where you draw: `1000 * t`.",
)
def seconds(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t / 1e3, mean, mean - sd, mean + sd)


@wrong(
    "The shape is right, but in volts and seconds. Axes are in millivolts and milliseconds.",
    nearly="Multiply by 1000 where you draw: `1000 * t`, `1000 * mean`, and so on.",
)
def volts_and_seconds(ax, t, v):
    mean, sd = _statistics(v / 1e3)
    _draw(ax, t / 1e3, mean, mean - sd, mean + sd)


@wrong(
    "Your mean has one value per neuron, which does not go with one time per step.",
    nearly="Average over the neurons: use your `mean_and_sd(v)`, or `axis=0`.",
    raises=True,
)
def over_time(ax, t, v):
    mean, sd = 1e3 * v.mean(axis=1), 1e3 * v.std(axis=1, ddof=1)
    _draw(ax, t, mean, mean - sd, mean + sd)


@wrong(
    "The band is right, but you draw a line for each neuron. One line is asked for: the mean.",
    nearly="`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def every_neuron(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, 1e3 * v.T)
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


@wrong(
    "The band is right, but your line is the first neuron. Their mean is asked for.",
    nearly="`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def first_neuron_for_the_mean(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, 1e3 * v[0], mean - sd, mean + sd)


@wrong(
    "There is no line through the means of all time steps. Single points want joining, and one"
    " number for all times is no course of time.",
    nearly="`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def points_without_a_line(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, ".", label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


@wrong(
    "The band is there, the line of the mean is not.",
    nearly="`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def mean_missing(ax, t, v):
    mean, sd = _statistics(v)
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


@wrong(
    "The line of the mean is right. The band of one standard deviation is missing.",
    nearly=f"{_BAND} fills it.",
)
def band_missing(ax, t, v):
    mean, _ = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    _finish(ax)


@wrong(
    "All three curves are right. Now fill what lies between the lower and the upper one.",
    nearly=f"{_BAND} in place of the two lines.",
)
def limits_as_lines(ax, t, v):
    mean, sd = _statistics(v)
    for line, label in ((mean, "mean"), (mean - sd, "mean − SD"), (mean + sd, "mean + SD")):
        ax.plot(1e3 * t, line, label=label)
    _finish(ax)


@wrong(
    "The heights are right, but drawn as error bars, one for each step. A filled band is asked"
    " for.",
    nearly=f"{_BAND} in place of `ax.errorbar`.",
)
def error_bars(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    ax.errorbar(1e3 * t, mean, sd, fmt="none", label="mean ± SD")
    _finish(ax)


def _between(edges):
    """The right line, in a band between two other edges."""

    def draw(ax, t, v):
        mean, sd = _statistics(v)
        _draw(ax, t, mean, *edges(mean, sd))

    return draw


band_around_0 = wrong(
    "The line is right. Your band lies around 0 mV: around what should it lie?",
    nearly=f"From `mean - sd` to `mean + sd`: {_BAND}.",
)(_between(lambda mean, sd: (-sd, sd)))
band_from_0 = wrong(
    "The line is right. Your band goes from 0 mV up to the standard deviation: `fill_between`"
    " needs a lower and an upper edge.",
    nearly=f"From `mean - sd` to `mean + sd`: {_BAND}.",
)(_between(lambda mean, sd: (0 * sd, sd)))
upper_half_of_the_band = wrong(
    "The line is right. Your band lies above the mean only.",
    nearly=f"It begins one standard deviation *below* the mean: {_BAND}.",
)(_between(lambda mean, sd: (mean, mean + sd)))
two_standard_deviations = wrong(
    "The line is right. Your band is twice as wide as asked.",
    nearly=f"One standard deviation to either side: {_BAND}.",
)(_between(lambda mean, sd: (mean - 2 * sd, mean + 2 * sd)))
half_a_standard_deviation = wrong(
    "The line is right. Your band is one standard deviation wide in all; asked for is one to"
    " *either* side.",
    nearly=f"From `mean - sd` to `mean + sd`: {_BAND}.",
)(_between(lambda mean, sd: (mean - sd / 2, mean + sd / 2)))
upper_edge_only = wrong(
    "The line is right. Your band goes from the upper edge to 0 mV: `fill_between` with one curve"
    " fills what lies between it and 0.",
    nearly=f"Give both edges: {_BAND}.",
)(_between(lambda mean, sd: (0 * sd, mean + sd)))
mean_and_sd_as_edges = wrong(
    "The line is right. Your band goes from the mean to the standard deviation itself, near 0 mV:"
    " the edges are one standard deviation below the mean and one above.",
    nearly=f"From `mean - sd` to `mean + sd`: {_BAND}.",
)(_between(lambda mean, sd: (mean, sd)))
ten_percent = wrong(
    "The line is right. Your band is 10 % of the mean to either side, as in the example; asked for"
    " is one standard deviation.",
    nearly=f"From `mean - sd` to `mean + sd`: {_BAND}.",
)(_between(lambda mean, sd: (0.9 * mean, 1.1 * mean)))


@wrong(
    "The line is right. Your band is a little too narrow: NumPy divides by N unless told"
    " otherwise.",
    nearly="Use your `mean_and_sd(v)`, or add `ddof=1`.",
)
def divided_by_n(ax, t, v):
    mean, sd = _statistics(v)[0], 1e3 * v.std(axis=0)
    _draw(ax, t, mean, mean - sd, mean + sd)


@wrong(
    "The line is right. Your band shows the standard error, how sure we are of the *mean*. It"
    " should show how far apart the *neurons* are.",
    nearly="Leave out the division by the root of the number of neurons.",
)
def standard_error(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean - sd / np.sqrt(len(v)), mean + sd / np.sqrt(len(v)))


@wrong(
    "The line is right. Your band goes from the lowest to the highest neuron; asked for is one"
    " standard deviation to either side of the mean.",
    nearly=f"From `mean - sd` to `mean + sd`: {_BAND}.",
)
def lowest_to_highest(ax, t, v):
    mean, _ = _statistics(v)
    _draw(ax, t, mean, 1e3 * v.min(axis=0), 1e3 * v.max(axis=0))


@wrong(
    "The line is right. Your band is a thousand times too narrow: its width is in volts.",
    nearly=f"Multiply the standard deviation by 1000, too: {_BAND}.",
)
def width_of_the_band_in_volts(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean - sd / 1e3, mean + sd / 1e3)


@wrong(
    "The line is right. Your band is as wide as the *variance*.",
    nearly="Use your `mean_and_sd(v)`: its second part is the standard deviation.",
)
def variance(ax, t, v):
    mean, _ = _statistics(v)
    wide = 1e3 * v.var(axis=0, ddof=1)
    _draw(ax, t, mean, mean - wide, mean + wide)


@wrong(
    "The band is right, but your line is the median. The mean is asked for.",
    nearly="`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def median_for_the_mean(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, 1e3 * np.median(v, axis=0), label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


@wrong(
    "The line is right. Your band is in volts.",
    nearly=f"Multiply both edges by 1000: {_BAND}.",
)
def band_in_volts(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, (mean - sd) / 1e3, (mean + sd) / 1e3)


@wrong(
    "The line is right. The times of your band are in seconds.",
    nearly=f"Multiply them by 1000, too: {_BAND}.",
)
def band_in_seconds(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    ax.fill_between(t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


@wrong(
    "Your line is the standard deviation. Which of the two does `mean_and_sd` return first?",
    nearly="`mean, sd = mean_and_sd(v)`, and `ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def standard_deviation_for_the_mean(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, sd, sd - mean, sd + mean)


@wrong(
    "Your line counts the steps as if each were 1 ms, and does not look at `t`.",
    nearly="Give the times, too: `ax.plot(1000 * t, 1000 * mean, label='mean')`.",
)
def steps_for_times(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, np.arange(len(t)) / 1e3, mean, mean - sd, mean + sd)


# Other words.


def _with_words(xlabel, ylabel):
    """The right drawing, with other words on the axes."""

    def draw(ax, t, v):
        reference(ax, t, v)
        ax.set(xlabel=xlabel, ylabel=ylabel)

    return draw


axes_without_labels = wrong(
    "The data are right. What is on the axes, and in which unit?",
    nearly="`ax.set_xlabel('Time (ms)')` and `ax.set_ylabel('Membrane potential (mV)')`.",
)(_with_words("", ""))
time_without_its_unit = wrong(
    "The data are right. The label of the x axis does not say that time is in ms.",
    nearly="`ax.set_xlabel('Time (ms)')`.",
)(_with_words("Time", "Membrane potential (mV)"))
potential_without_a_label = wrong(
    "The data are right. What is on the y axis, and in which unit?",
    nearly="`ax.set_ylabel('Membrane potential (mV)')`.",
)(_with_words("Time (ms)", ""))
potential_without_its_unit = wrong(
    "The data are right. The label of the y axis does not say that the potential is in mV.",
    nearly="`ax.set_ylabel('Membrane potential (mV)')`.",
)(_with_words("Time (ms)", "V (V)"))


@wrong(
    "Line and band have the same label, so that the legend cannot tell them apart.",
    nearly="For example `label='mean'` and `label='mean ± SD'`.",
)
def same_label_twice(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean")
    _finish(ax)


@wrong("The labels are there, but nobody sees them.", nearly="Call `ax.legend()` at the end.")
def no_legend(ax, t, v):
    reference(ax, t, v)
    ax.get_legend().remove()


@wrong(
    "Your function makes a figure of its own, and the Axes that it was given stay empty.",
    nearly="Leave out `plt.figure()` or `plt.subplots()`, and draw with the methods of `ax`.",
)
def a_figure_of_its_own(ax, t, v):
    _, ax = plt.subplots()
    reference(ax, t, v)


@right(name="fill_between")
def fill_between(ax, t, v):
    mean, sd = mean_and_sd(v)
    ax.plot(1000 * t, 1000 * mean, label="mean")
    ax.fill_between(1000 * t, 1000 * (mean - sd), 1000 * (mean + sd), alpha=0.3, label="± SD")
    ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
    ax.legend()
    return ax


@right
def pyplot_on_the_current_axes(ax, t, v):
    mean, sd = _statistics(v)
    plt.fill_between(t * 1000, mean + sd, mean - sd, color="0.8", label="one SD")
    plt.plot(t * 1000, mean, "k", label="mean of the neurons")
    plt.xlabel("t [ms]")
    plt.ylabel("$V_m$ [mV]")
    plt.legend(loc="lower right")


@right
def limits_and_threshold_drawn_as_well(ax, t, v):
    fill_between(ax, t, v)
    mean, sd = mean_and_sd(1e3 * v)
    ax.plot(1e3 * t, mean - sd, "k:", linewidth=0.5)
    ax.plot(1e3 * t, mean + sd, "k:", linewidth=0.5)
    ax.axhline(-50, linestyle="--")


@right
def labelled_by_the_legend(ax, t, v):
    mean, sd = _statistics(v)
    (line,) = ax.plot(1e3 * t, mean)
    band = ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3)
    ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
    ax.legend([line, band], ["mean", "mean ± SD"])
