"""Wrong answers to Exercise 3.1 about loops, and about what is subtracted or added."""

import numpy as np

from ..declaration import wrong


@wrong(
    "You return the share of the first bin alone: does your loop come to the others?",
    nearly="`return` ends the function at once, in the middle of a loop too. Collect the shares in"
    " a new array, or divide all counts at once: `counts / np.sum(counts)`.",
)
def share_of_the_first_bin(counts):
    return counts[0] / np.sum(counts)


@wrong(
    "You subtract the smallest count first, as the example does with the quietest rock. Then that"
    " bin comes out as impossible. Is it?",
    nearly="Subtract nothing: `counts / np.sum(counts)`.",
)
def smallest_subtracted(counts):
    left = counts - np.min(counts)
    return left / np.sum(left)


@wrong(
    "You subtract the total from each count. How many times larger is the whole than a part of it:"
    " which operation answers that?",
    nearly="A share is a ratio: `counts / np.sum(counts)`.",
)
def total_subtracted(counts):
    return counts - np.sum(counts)


@wrong(
    "You write the shares into `counts` while your loop still adds it up: each total is another."
    " And that array holds whole numbers, so the decimals are cut off.",
    nearly="Compute `total = np.sum(counts)` once, before the loop, and write into a new array; or"
    " without a loop: `counts / np.sum(counts)`.",
)
def written_into_the_counts_as_they_are_summed(counts):
    for k in range(len(counts)):
        counts[k] = counts[k] / np.sum(counts)
    return counts


@wrong(
    "Your first bin is right. After it the total is another one each time, since some counts are"
    " shares by then: when should the total be computed?",
    nearly="Compute `total = np.sum(counts)` once, before the loop.",
)
def total_of_counts_and_shares(counts):
    pmf = counts.astype(float)
    for k in range(len(pmf)):
        pmf[k] = pmf[k] / np.sum(pmf)
    return pmf


@wrong(
    "You add 1 to each count, so that bins in which nothing was ever counted get a probability as"
    " well. Here the estimate is simply the share.",
    nearly="Add nothing: `counts / np.sum(counts)`.",
    name="1 added to each count",
)
def one_added_to_each_count(counts):
    return (counts + 1) / np.sum(counts + 1)


@wrong(
    "You divide by the width of the 1-ms bins as well: that is a density, per second. Asked for is"
    " the probability of each bin, without a unit.",
    nearly="Divide by the total, `np.sum(counts)`, and by nothing else.",
    name="density in bins of 1 ms",
)
def density_in_fine_bins(counts):
    return counts / np.sum(counts) / 0.001
