"""Exercise 3.1: probabilities from counts."""

from fractions import Fraction

import numpy as np

from ..declaration import right, wrong
from ._further_pmfs import (  # noqa: F401  (answers, too)
    density_in_fine_bins,
    one_added_to_each_count,
    share_of_the_first_bin,
    smallest_subtracted,
    total_of_counts_and_shares,
    total_subtracted,
    written_into_the_counts_as_they_are_summed,
)


def reference(counts):
    """Each count over the total, as exact fractions."""
    total = sum(Fraction(float(count)) for count in counts)
    return np.array([float(Fraction(float(count)) / total) for count in counts])


def steps(counts):
    """The total, and each bin's share of it."""
    total = np.sum(counts)
    return [
        ("how many observations there are in all bins together", total),
        ("the share of each bin", counts / total),
    ]


def unfulfilled(counts, got):
    """Probabilities are not negative, sum to 1, and here are in the ratio of the counts."""
    if not (isinstance(got, np.ndarray) and got.shape == counts.shape and got.dtype.kind in "iuf"):
        return []
    said = []
    if np.min(got) < 0:
        said.append("A probability cannot be negative.")
    if np.any(got[counts == 0] > 0):
        said.append("Nothing ever fell into an empty bin, and yours has a probability above 0.")
    total = np.sum(got)
    if abs(total - 1) > 1e-6:
        as_if = ""
        if total and np.allclose(got / total, counts / np.sum(counts)):
            as_if = f", as if you divided the counts by {np.sum(counts) / total:g}"
        total = round(total, 6) + 0.0
        said.append(f"Your values sum to {total:.4g}{as_if}. What do probabilities sum to?")
    elif not said and not np.allclose(got * np.sum(counts), counts):
        near = np.allclose(got * np.sum(counts), counts, rtol=1e-2)
        off = (
            "some decimals are missing" if near else "twice the count must be twice the probability"
        )
        said.append(f"They sum to 1, but {off}.")
    return said


@wrong(
    "Your values do not sum to 1. Of how many *events* is each count a share?",
    nearly="`len(counts)` is the number of bins. The number of events is `np.sum(counts)`.",
)
def divided_by_the_number_of_bins(counts):
    return counts / len(counts)


@wrong(
    "Your tallest bin is always exactly 1, as if it were certain. What should all bins add up to?",
    nearly="Divide by the total, `np.sum(counts)`, not by the maximum.",
)
def divided_by_the_largest_count(counts):
    return counts / np.max(counts)


@wrong(
    "The width of the bins (5 ms in this tutorial) enters your values. A probability per bin is a"
    " share of the events and has no unit.",
    nearly="Divide by the total, `np.sum(counts)`, and by nothing else.",
)
def divided_by_the_bin_width(counts):
    return counts / 0.005


@wrong(
    "That is a density, per second: its *area* is 1. The exercise asks for the mass of each bin.",
    nearly="Leave out the division by the bin width: `counts / np.sum(counts)` (with"
    " `np.histogram`, without `density=True`).",
)
def probability_density(counts):
    return counts / np.sum(counts) / 0.005


@wrong(
    "Your values sum to the number of bins, not to 1: you compare each bin with the average bin.",
    nearly="Divide by the sum of the counts, not by their mean.",
)
def divided_by_the_mean(counts):
    return counts / np.mean(counts)


@wrong(
    "Nearly all your probabilities are 0: the decimals get lost. Where do you make whole numbers"
    " of them?",
    nearly="`//`, `int` and `astype(int)` round down to whole numbers. Use `/`, and leave the"
    " shares as they are.",
)
def integer_division(counts):
    return counts // np.sum(counts)


@wrong(
    "Your function writes the probabilities into the array of counts that it was given. Whole"
    " numbers cannot hold them, and the caller's counts would be lost.",
    nearly="`/=` changes the array itself. Make a new one: `pmf = counts / np.sum(counts)`.",
    raises=True,
)
def divided_in_place(counts):
    counts /= np.sum(counts)
    return counts


@wrong(
    "You write the shares into `counts`. That array holds whole numbers, so their decimals are cut"
    " off, and it belongs to the caller.",
    nearly="Make a new array: `np.zeros(len(counts))` before a loop, or `counts / np.sum(counts)`"
    " at once.",
)
def written_into_the_counts(counts):
    total = np.sum(counts)
    for k in range(len(counts)):
        counts[k] = counts[k] / total
    return counts


@wrong(
    "You return the counts as they are. What turns a number of events into a probability?",
    nearly="Divide by the total: `counts / np.sum(counts)`.",
)
def counts_returned(counts):
    return counts


@wrong(
    "Your values only ever rise, up to 1: each says how probable its bin *or any before it* is.",
    nearly="Leave out `np.cumsum`: each bin has its own `counts / np.sum(counts)`.",
)
def cumulative_probabilities(counts):
    return np.cumsum(counts) / np.sum(counts)


@wrong("Your values sum to 100. What do probabilities sum to?", nearly="Leave out the factor 100.")
def per_cent(counts):
    return 100 * counts / np.sum(counts)


@wrong(
    "Your values are close, but some of their decimals are missing.",
    nearly="Do not round inside the function; round when you print, if at all.",
)
def rounded(counts):
    return np.round(counts / np.sum(counts), 1)


@wrong(
    "Your pmf has fewer bins than the counts: which of them are gone? A probability of 0 is a"
    " probability.",
    nearly="Divide all counts, `counts / np.sum(counts)`, without a mask.",
)
def empty_bins_dropped(counts):
    return counts[counts > 0] / np.sum(counts)


@wrong(
    "The rarer a bin, the larger your value. Which of the two numbers belongs on top?",
    nearly="It is `counts / np.sum(counts)`, not the reverse.",
)
def upside_down(counts):
    return np.sum(counts) / counts


@wrong(
    "Your values have squares that sum to 1. Which sum must be 1 for probabilities?",
    nearly="Divide by the plain sum, `np.sum(counts)`, not by the square root of the sum of"
    " squares (`np.linalg.norm`).",
)
def vector_of_length_1(counts):
    return counts / np.sqrt(np.sum(counts**2))


@wrong(
    "You stretch the counts so that the smallest is 0 and the largest 1. Those are not"
    " probabilities: what do they sum to?",
    nearly="Subtract nothing, and divide by the total: `counts / np.sum(counts)`.",
)
def stretched_from_0_to_1(counts):
    return (counts - np.min(counts)) / (np.max(counts) - np.min(counts))


@wrong(
    "Your values do sum to 1, but the exponential makes frequent bins far too probable: twice the"
    " count must be twice the probability.",
    nearly="Leave out `np.exp`: divide the counts themselves by their sum.",
)
def softmax(counts):
    weights = np.exp(counts - np.max(counts))
    return weights / np.sum(weights)


@wrong(
    "You return the number of events in all bins together. That is the number to divide by;"
    " the exercise asks for a probability for each bin.",
    nearly="Return `counts / np.sum(counts)`.",
)
def total_returned(counts):
    return np.sum(counts)


@wrong(
    "You divide by the number of occupied bins. Of how many *events* is each count a share?",
    nearly="`np.count_nonzero` and `len(counts[counts > 0])` count bins. The number of events is"
    " `np.sum(counts)`.",
)
def divided_by_the_number_of_occupied_bins(counts):
    return counts / np.count_nonzero(counts)


@wrong(
    "You divide by 50, the number of bins in this tutorial, whatever the counts are. Of how many"
    " *events* is each count a share?",
    nearly="Divide by the number of events. It comes with the counts themselves: `np.sum(counts)`.",
    alone=True,
)
def divided_by_50(counts):
    return counts / 50


@wrong(
    "Whole numbers come in, and your probabilities are all 0 (or 1, where everything is in one"
    " bin): which type of numbers can your new array hold?",
    nearly="`np.zeros_like(counts)` makes an array of whole numbers, like `counts`, and cuts off"
    " the decimals. Use `np.zeros(len(counts))`, or no loop at all: `counts / np.sum(counts)`.",
)
def zeros_like_the_counts(counts):
    pmf = np.zeros_like(counts)
    for k in range(len(counts)):
        pmf[k] = counts[k] / np.sum(counts)
    return pmf


@wrong(
    "The first bin is right, and all others are 0: does your loop come to them?",
    nearly="`return` ends the function at once, in the middle of a loop too. Indent it like the"
    " `for`, so that it stands behind the loop.",
)
def only_the_first_bin(counts):
    pmf = np.zeros(len(counts))
    for k in range(len(counts)):
        pmf[k] = counts[k] / np.sum(counts)
        return pmf


@wrong(
    "The first bin is always 0, whatever its count is. At which index does an array begin?",
    nearly="`range(1, n)` leaves out index 0: use `range(n)`, or no loop at all:"
    " `counts / np.sum(counts)`.",
)
def first_bin_left_out(counts):
    pmf = counts / np.sum(counts)
    pmf[0] = 0
    return pmf


@wrong(
    "The last bin is always 0, whatever its count is: how far does your loop go?",
    nearly="`range(n - 1)` ends one early: use `range(n)`, or no loop at all:"
    " `counts / np.sum(counts)`.",
)
def last_bin_left_out(counts):
    pmf = counts / np.sum(counts)
    pmf[-1] = 0
    return pmf


@wrong(
    "Your last bin is right, the others are too large: each is a share of what has been counted so"
    " far. When is the total known?",
    nearly="Add up all counts first, and divide by the total then: `counts / np.sum(counts)`.",
)
def total_so_far(counts):
    return counts / np.cumsum(counts)


@wrong(
    "All your bins are equal. How often each was met does not enter.",
    nearly="Each bin has its own count: `counts / np.sum(counts)`.",
    alone=True,
)
def equal_probabilities(counts):
    return np.ones(len(counts)) / len(counts)


@wrong(
    "You divide by 100, whatever the counts are. Of how many *events* is each count a share?",
    nearly="Divide by the number of events, which each array of counts brings along:"
    " `np.sum(counts)`.",
    alone=True,
)
def divided_by_100(counts):
    return counts / 100


@wrong(
    "Your values do not sum to 1, but nearly: you divide by one event too few.",
    nearly="Divide by the number of events, `np.sum(counts)`. (One less belongs to the sample"
    " standard deviation.)",
)
def one_event_too_few(counts):
    return counts / (np.sum(counts) - 1)


@right(name="the array's own sum")
def by_the_method(counts):
    return counts / counts.sum()


@right(name="a Python loop")
def by_a_loop(counts):
    total = 0
    for count in counts:
        total += count
    return np.array([count / total for count in counts])


@right
def in_place_on_a_copy(counts):
    pmf = counts.astype(float)
    pmf /= pmf.sum()
    return pmf


@right
def a_weighted_histogram(counts):
    return np.histogram(np.arange(len(counts)), np.arange(len(counts) + 1) - 0.5, weights=counts)[
        0
    ] / np.linalg.norm(counts, 1)


@right
def the_end_of_the_cumulative_sum(counts):
    return np.true_divide(counts, np.cumsum(counts)[-1])
