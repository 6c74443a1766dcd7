"""Exercise 4.3: the mean of a population in a band of one standard deviation."""

import matplotlib.pyplot as plt
import numpy as np

from ..declaration import Answer, Misconception


def reference(ax, t, v):
    """The band as one polygon, there along the lower edge and back along the upper."""
    mean = 1e3 * np.add.reduce(v) / len(v)
    sd = np.linalg.norm(1e3 * v - mean, axis=0) / np.sqrt(len(v) - 1)
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


# Wrong answers: other data.


def volts(ax, t, v):
    mean, sd = _statistics(v / 1e3)
    _draw(ax, t, mean, mean - sd, mean + sd)


def seconds(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t / 1e3, mean, mean - sd, mean + sd)


def volts_and_seconds(ax, t, v):
    mean, sd = _statistics(v / 1e3)
    _draw(ax, t / 1e3, mean, mean - sd, mean + sd)


def over_time(ax, t, v):
    mean, sd = 1e3 * v.mean(axis=1), 1e3 * v.std(axis=1, ddof=1)
    _draw(ax, t, mean, mean - sd, mean + sd)


def every_neuron(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, 1e3 * v.T)
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


def first_neuron(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, 1e3 * v[0], mean - sd, mean + sd)


def points_only(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, ".", label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


def mean_missing(ax, t, v):
    mean, sd = _statistics(v)
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
    _finish(ax)


def band_missing(ax, t, v):
    mean, _ = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    _finish(ax)


def limits_as_lines(ax, t, v):
    mean, sd = _statistics(v)
    for line, label in ((mean, "mean"), (mean - sd, "mean − SD"), (mean + sd, "mean + SD")):
        ax.plot(1e3 * t, line, label=label)
    _finish(ax)


def error_bars(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    ax.errorbar(1e3 * t, mean, sd, fmt="none", label="mean ± SD")
    _finish(ax)


def sd_alone(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, -sd, sd)


def from_zero_to_sd(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, 0 * sd, sd)


def upper_half(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean, mean + sd)


def two_sds(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean - 2 * sd, mean + 2 * sd)


def half_an_sd(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean - sd / 2, mean + sd / 2)


def divided_by_n(ax, t, v):
    mean, sd = _statistics(v)[0], 1e3 * v.std(axis=0)
    _draw(ax, t, mean, mean - sd, mean + sd)


def standard_error(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean - sd / np.sqrt(len(v)), mean + sd / np.sqrt(len(v)))


def lowest_to_highest(ax, t, v):
    mean, _ = _statistics(v)
    _draw(ax, t, mean, 1e3 * v.min(axis=0), 1e3 * v.max(axis=0))


def band_in_volts(ax, t, v):
    mean, sd = _statistics(v)
    _draw(ax, t, mean, mean - sd / 1e3, mean + sd / 1e3)


# Wrong answers: other words.


def _with_words(xlabel, ylabel):
    """The right drawing, with other words on the axes."""

    def draw(ax, t, v):
        reference(ax, t, v)
        ax.set(xlabel=xlabel, ylabel=ylabel)

    return draw


no_labels_on_the_axes = _with_words("", "")
time_without_unit = _with_words("Time", "Membrane potential (mV)")
potential_without_label = _with_words("Time (ms)", "")
potential_without_unit = _with_words("Time (ms)", "V (V)")


def same_label_twice(ax, t, v):
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean, label="mean")
    ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3, label="mean")
    _finish(ax)


def no_legend(ax, t, v):
    reference(ax, t, v)
    ax.get_legend().remove()


def figure_of_its_own(ax, t, v):
    _, ax = plt.subplots()
    reference(ax, t, v)


_BAND = "`ax.fill_between(1000 * t, 1000 * (mean - sd), 1000 * (mean + sd), alpha=0.3)`"

MISCONCEPTIONS = (
    Misconception(
        "volts",
        volts,
        "The shape is right, but the potential is drawn in volts. Which unit is asked for?",
        "Multiply by 1000 where you draw: `1000 * mean`, `1000 * (mean - sd)`, and so on.",
    ),
    Misconception(
        "seconds",
        seconds,
        "The shape is right, but time is drawn in seconds. Which unit is asked for?",
        "Multiply by 1000 where you draw: `1000 * t`.",
    ),
    Misconception(
        "volts and seconds",
        volts_and_seconds,
        "The shape is right, but in volts and seconds. Axes are in millivolts and milliseconds.",
        "Multiply by 1000 where you draw: `1000 * t`, `1000 * mean`, and so on.",
    ),
    Misconception(
        "over time",
        over_time,
        "Your mean has one value per neuron, which does not go with one time per step.",
        "Average over the neurons: use your `mean_and_sd(v)`, or `axis=0`.",
    ),
    Misconception(
        "every neuron",
        every_neuron,
        "The band is right, but you draw a line for each neuron. One line is asked for: the mean.",
        "`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
    ),
    Misconception(
        "first neuron for the mean",
        first_neuron,
        "The band is right, but your line is the first neuron. Their mean is asked for.",
        "`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
    ),
    Misconception(
        "points without a line",
        points_only,
        "The mean is drawn as single points. Join them by a line.",
        "Leave out the marker: `ax.plot(1000 * t, 1000 * mean, label='mean')`.",
    ),
    Misconception(
        "mean missing",
        mean_missing,
        "The band is there, the line of the mean is not.",
        "`ax.plot(1000 * t, 1000 * mean, label='mean')`.",
    ),
    Misconception(
        "band missing",
        band_missing,
        "The line of the mean is right. The band of one standard deviation is missing.",
        f"{_BAND} fills it.",
    ),
    Misconception(
        "limits as lines",
        limits_as_lines,
        "All three curves are right. Now fill what lies between the lower and the upper one.",
        f"{_BAND} in place of the two lines.",
    ),
    Misconception(
        "error bars",
        error_bars,
        "The heights are right, but drawn as error bars, one for each step. A filled band is asked"
        " for.",
        f"{_BAND} in place of `ax.errorbar`.",
    ),
    Misconception(
        "band around 0",
        sd_alone,
        "The line is right. Your band lies around 0 mV: around what should it lie?",
        f"From `mean - sd` to `mean + sd`: {_BAND}.",
    ),
    Misconception(
        "band from 0",
        from_zero_to_sd,
        "The line is right. Your band goes from 0 mV up to the standard deviation: `fill_between`"
        " needs a lower and an upper edge.",
        f"From `mean - sd` to `mean + sd`: {_BAND}.",
    ),
    Misconception(
        "upper half of the band",
        upper_half,
        "The line is right. Your band lies above the mean only.",
        f"It begins one standard deviation *below* the mean: {_BAND}.",
    ),
    Misconception(
        "two standard deviations",
        two_sds,
        "The line is right. Your band is twice as wide as asked.",
        f"One standard deviation to either side: {_BAND}.",
    ),
    Misconception(
        "half a standard deviation",
        half_an_sd,
        "The line is right. Your band is one standard deviation wide in all; asked for is one to"
        " *either* side.",
        f"From `mean - sd` to `mean + sd`: {_BAND}.",
    ),
    Misconception(
        "divided by n",
        divided_by_n,
        "The line is right. Your band is a little too narrow: NumPy divides by N unless told"
        " otherwise.",
        "Use your `mean_and_sd(v)`, or add `ddof=1`.",
    ),
    Misconception(
        "standard error",
        standard_error,
        "The line is right. Your band shows the standard error, how sure we are of the *mean*. It"
        " should show how far apart the *neurons* are.",
        "Leave out the division by the root of the number of neurons.",
    ),
    Misconception(
        "lowest to highest",
        lowest_to_highest,
        "The line is right. Your band goes from the lowest to the highest neuron; asked for is one"
        " standard deviation to either side of the mean.",
        f"From `mean - sd` to `mean + sd`: {_BAND}.",
    ),
    Misconception(
        "width of the band in volts",
        band_in_volts,
        "The line is right. Your band is a thousand times too narrow: its width is in volts.",
        f"Multiply the standard deviation by 1000, too: {_BAND}.",
    ),
    Misconception(
        "axes without labels",
        no_labels_on_the_axes,
        "The data are right. What is on the axes, and in which unit?",
        "`ax.set_xlabel('Time (ms)')` and `ax.set_ylabel('Membrane potential (mV)')`.",
    ),
    Misconception(
        "time without its unit",
        time_without_unit,
        "The data are right. The label of the x axis does not say that time is in ms.",
        "`ax.set_xlabel('Time (ms)')`.",
    ),
    Misconception(
        "potential without a label",
        potential_without_label,
        "The data are right. What is on the y axis, and in which unit?",
        "`ax.set_ylabel('Membrane potential (mV)')`.",
    ),
    Misconception(
        "potential without its unit",
        potential_without_unit,
        "The data are right. The label of the y axis does not say that the potential is in mV.",
        "`ax.set_ylabel('Membrane potential (mV)')`.",
    ),
    Misconception(
        "same label twice",
        same_label_twice,
        "Line and band have the same label, so that the legend cannot tell them apart.",
        "For example `label='mean'` and `label='mean ± SD'`.",
    ),
    Misconception(
        "no legend",
        no_legend,
        "The labels are there, but nobody sees them.",
        "Call `ax.legend()` at the end.",
    ),
    Misconception(
        "a figure of its own",
        figure_of_its_own,
        "Your function makes a figure of its own, and the Axes that it was given stay empty.",
        "Leave out `plt.figure()` or `plt.subplots()`, and draw with the methods of `ax`.",
    ),
)


# Other right answers.


def by_the_axes(ax, t, v):
    mean, sd = np.mean(v, axis=0), np.std(v, axis=0, ddof=1)
    ax.plot(1000 * t, 1000 * mean, label="mean")
    ax.fill_between(1000 * t, 1000 * (mean - sd), 1000 * (mean + sd), alpha=0.3, label="± SD")
    ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
    ax.legend()
    return ax


def by_pyplot(ax, t, v):
    mean, sd = _statistics(v)
    plt.fill_between(t * 1000, mean + sd, mean - sd, color="0.8", label="one SD")
    plt.plot(t * 1000, mean, "k", label="mean of the neurons")
    plt.xlabel("t [ms]")
    plt.ylabel("$V_m$ [mV]")
    plt.legend(loc="lower right")


def with_limits_and_threshold(ax, t, v):
    by_the_axes(ax, t, v)
    mean, sd = _statistics(v)
    ax.plot(1e3 * t, mean - sd, "k:", linewidth=0.5)
    ax.plot(1e3 * t, mean + sd, "k:", linewidth=0.5)
    ax.axhline(-50, linestyle="--")


def labelled_by_the_legend(ax, t, v):
    mean, sd = _statistics(v)
    (line,) = ax.plot(1e3 * t, mean)
    band = ax.fill_between(1e3 * t, mean - sd, mean + sd, alpha=0.3)
    ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
    ax.legend([line, band], ["mean", "mean ± SD"])


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "fill_between": by_the_axes,
        "pyplot on the current axes": by_pyplot,
        "limits and threshold drawn as well": with_limits_and_threshold,
        "labelled by the legend": labelled_by_the_legend,
    },
)
