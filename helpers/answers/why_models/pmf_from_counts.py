"""Exercise 3.1: probabilities from counts."""

from fractions import Fraction

import numpy as np

from ..declaration import Answer, Misconception


def reference(counts):
    """Each count over the total, as exact fractions."""
    total = sum(Fraction(float(count)) for count in counts)
    return np.array([float(Fraction(float(count)) / total) for count in counts])


# Wrong answers.


def divided_by_the_number_of_bins(counts):
    return counts / len(counts)


def divided_by_the_largest(counts):
    return counts / np.max(counts)


def divided_by_the_bin_width(counts):
    return counts / 0.005


def density(counts):
    return counts / np.sum(counts) / 0.005


def divided_by_the_mean(counts):
    return counts / np.mean(counts)


def integer_division(counts):
    return counts // np.sum(counts)


def divided_in_place(counts):
    counts /= np.sum(counts)
    return counts


def unchanged(counts):
    return counts


def cumulative(counts):
    return np.cumsum(counts) / np.sum(counts)


def in_percent(counts):
    return 100 * counts / np.sum(counts)


def rounded(counts):
    return np.round(counts / np.sum(counts), 1)


def empty_bins_dropped(counts):
    return counts[counts > 0] / np.sum(counts)


def upside_down(counts):
    return np.sum(counts) / counts


def length_one(counts):
    return counts / np.sqrt(np.sum(counts**2))


def shifted_to_zero(counts):
    return (counts - np.min(counts)) / (np.max(counts) - np.min(counts))


def softmax(counts):
    weights = np.exp(counts - np.max(counts))
    return weights / np.sum(weights)


def total_only(counts):
    return np.sum(counts)


def occupied_bins(counts):
    return counts / np.count_nonzero(counts)


def divided_by_fifty(counts):
    return counts / 50


MISCONCEPTIONS = (
    Misconception(
        "divided by the number of bins",
        divided_by_the_number_of_bins,
        "Your values do not sum to 1. Of how many *events* is each count a share?",
        "`len(counts)` is the number of bins. The number of events is `np.sum(counts)`.",
    ),
    Misconception(
        "divided by the largest count",
        divided_by_the_largest,
        "Your tallest bin is always exactly 1, as if it were certain. What should the bins come to"
        " all together?",
        "Divide by the total, `np.sum(counts)`, not by the maximum.",
    ),
    Misconception(
        "divided by the bin width",
        divided_by_the_bin_width,
        "The width of the bins (5 ms in this tutorial) enters your values. A probability per bin"
        " is a share of the events and has no unit.",
        "Divide by the total, `np.sum(counts)`, and by nothing else.",
    ),
    Misconception(
        "probability density",
        density,
        "That is a density, per second: its *area* is 1. Asked for is the mass of each bin.",
        "Leave out the division by the bin width: `counts / np.sum(counts)` (with `np.histogram`,"
        " without `density=True`).",
    ),
    Misconception(
        "divided by the mean",
        divided_by_the_mean,
        "Your values sum to the number of bins, not to 1: you compare each bin with the average"
        " bin.",
        "Divide by the sum of the counts, not by their mean.",
    ),
    Misconception(
        "integer division",
        integer_division,
        "Nearly all your probabilities are 0: the decimals get lost. Which kind of division is it?",
        "`//` rounds down to whole numbers. Use `/`.",
    ),
    Misconception(
        "divided in place",
        divided_in_place,
        "Your function writes the probabilities into the array of counts that it was given. Whole"
        " numbers cannot hold them, and the caller's counts would be lost.",
        "`/=` changes the array itself. Make a new one: `pmf = counts / np.sum(counts)`.",
    ),
    Misconception(
        "counts returned",
        unchanged,
        "You return the counts as they are. What turns a number of events into a probability?",
        "Divide by the total: `counts / np.sum(counts)`.",
    ),
    Misconception(
        "cumulative probabilities",
        cumulative,
        "Your values only ever rise, up to 1: they say how probable a bin *or any before it* is.",
        "Leave out `np.cumsum`: each bin has its own `counts / np.sum(counts)`.",
    ),
    Misconception(
        "per cent",
        in_percent,
        "Your values sum to 100. What do probabilities sum to?",
        "Leave out the factor 100.",
    ),
    Misconception(
        "rounded",
        rounded,
        "Your values are close, but some of their decimals are missing.",
        "Do not round inside the function; round when you print, if at all.",
    ),
    Misconception(
        "empty bins dropped",
        empty_bins_dropped,
        "Your pmf has fewer bins than the counts: which of them are gone? A probability of 0 is a"
        " probability.",
        "Divide all counts, `counts / np.sum(counts)`, without a mask.",
    ),
    Misconception(
        "upside down",
        upside_down,
        "The rarer a bin, the larger your value. Which of the two numbers belongs on top?",
        "It is `counts / np.sum(counts)`, not the reverse.",
    ),
    Misconception(
        "vector of length 1",
        length_one,
        "Your values have squares that sum to 1. Which sum must be 1 for probabilities?",
        "Divide by the plain sum, `np.sum(counts)`, not by the square root of the sum of squares"
        " (`np.linalg.norm`).",
    ),
    Misconception(
        "stretched from 0 to 1",
        shifted_to_zero,
        "You stretch the counts so that the smallest is 0 and the largest 1. Those are no"
        " probabilities: what do they sum to?",
        "Subtract nothing, and divide by the total: `counts / np.sum(counts)`.",
    ),
    Misconception(
        "softmax",
        softmax,
        "Your values do sum to 1, but the exponential makes frequent bins far too probable: twice"
        " the count must be twice the probability.",
        "Leave out `np.exp`: divide the counts themselves by their sum.",
    ),
    Misconception(
        "total returned",
        total_only,
        "You return how many events there are all together. That is what to divide by; a"
        " probability for each bin is asked for.",
        "Return `counts / np.sum(counts)`.",
    ),
    Misconception(
        "divided by the number of occupied bins",
        occupied_bins,
        "You divide by how many bins are occupied. Of how many *events* is each count a share?",
        "`np.count_nonzero` and `len(counts[counts > 0])` count bins. The number of events is"
        " `np.sum(counts)`.",
    ),
    Misconception(
        "divided by 50",
        divided_by_fifty,
        "You divide by 50, the number of bins in this tutorial, whatever the counts are. Of how"
        " many *events* is each count a share?",
        "Divide by the number of events, which each array of counts brings along:"
        " `np.sum(counts)`.",
    ),
)


# Other right answers.


def by_the_method(counts):
    return counts / counts.sum()


def by_a_loop(counts):
    total = 0
    for count in counts:
        total += count
    return np.array([count / total for count in counts])


def on_a_copy(counts):
    pmf = counts.astype(float)
    pmf /= pmf.sum()
    return pmf


def as_weights(counts):
    return np.histogram(np.arange(len(counts)), np.arange(len(counts) + 1) - 0.5, weights=counts)[
        0
    ] / np.linalg.norm(counts, 1)


def by_the_last_of_the_cumulative(counts):
    return np.true_divide(counts, np.cumsum(counts)[-1])


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "the array's own sum": by_the_method,
        "a Python loop": by_a_loop,
        "in place on a copy": on_a_copy,
        "a weighted histogram": as_weights,
        "the end of the cumulative sum": by_the_last_of_the_cumulative,
    },
)
