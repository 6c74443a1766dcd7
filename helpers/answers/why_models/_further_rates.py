"""Wrong answers to Exercise 3.2 about what the bits are divided by, and what is added to them."""

import numpy as np

from ..declaration import wrong


def of_pmf(pmf):
    """Entropy of a pmf in bits, as a student writes it."""
    p = pmf[pmf > 0]
    return -np.sum(p * np.log2(p))


def bits_of(isis, bins):
    """Bits per spike."""
    counts, _ = np.histogram(isis, bins)
    return of_pmf(counts / counts.sum())


def rates(per_spike, isis):
    """Whatever the bits per spike are, the bits per second that follow from them."""
    return per_spike, per_spike / np.mean(isis)


@wrong(
    "You take differences again, but `isis` already are the differences of spike times.",
    nearly="Leave out `np.diff`: `np.histogram(isis, bins)`.",
    name="differences of the ISIs",
)
def differences_again(isis, bins):
    return rates(bits_of(np.diff(isis), bins), isis)


@wrong(
    "You take differences of `isis`, and go on with those. But the ISIs already are the differences"
    " of spike times.",
    nearly="Leave out `np.diff`, for the bits and for the mean: `np.histogram(isis, bins)` and"
    " `np.mean(isis)`.",
    name="differences of the ISIs throughout",
)
def differences_throughout(isis, bins):
    intervals = np.diff(isis)
    return rates(bits_of(intervals, bins), intervals)


@wrong(
    "The bits per second are right. You divide the bits per spike by the number of ISIs, but the"
    " entropy of the pmf is already that of *one* ISI.",
    nearly="Return the entropy itself as the first number: `entropy(pmf_from_counts(counts))`.",
    name="bits per spike divided by the number of ISIs",
)
def first_divided_by_the_number(isis, bins):
    h = bits_of(isis, bins)
    return h / len(isis), h / np.mean(isis)


@wrong(
    "The bits per second are right. Your first number is the bits of the whole recording: how many"
    " come with *one* spike?",
    nearly="Leave out `len(isis)`: the entropy of the pmf is the bits per spike.",
)
def bits_of_the_whole_recording(isis, bins):
    h = bits_of(isis, bins)
    return h * len(isis), h / np.mean(isis)


@wrong(
    "The bits per spike are right. Your number of spikes per second is a whole number: its decimals"
    " are cut off.",
    nearly="Divide with `/`, without `//` and `int`: `bits_per_spike / np.mean(isis)`.",
)
def whole_number_of_spikes_per_second(isis, bins):
    h = bits_of(isis, bins)
    return h, h * (1 // np.mean(isis))


@wrong(
    "The bits per spike are right. For the bits per second you divide by the width of a bin. How"
    " long does an *ISI* take on average?",
    nearly="Divide by the mean of the intervals, `np.mean(isis)`.",
)
def divided_by_the_bin_width(isis, bins):
    h = bits_of(isis, bins)
    return h, h / (bins[1] - bins[0])


@wrong(
    "The bits per spike are right. You divide by the standard deviation of the ISIs, which says how"
    " much they vary, not how long they are.",
    nearly="Divide by their mean, `np.mean(isis)`, not by `np.std(isis)`.",
)
def standard_deviation_for_mean(isis, bins):
    h = bits_of(isis, bins)
    return h, h / np.std(isis)


@wrong(
    "The bits per spike are right. For the bits per second you take the middle of the bins for the"
    " mean ISI, as if each bin were met equally often.",
    nearly="Divide by the mean of the intervals, `np.mean(isis)`, not by that of the bins.",
)
def mean_of_the_plain_centres(isis, bins):
    h = bits_of(isis, bins)
    return h, h / np.mean((bins[:-1] + bins[1:]) / 2)


@wrong(
    "The bits per spike are right. For the bits per second you average the counts; asked for is the"
    " average of the intervals.",
    nearly="Divide by `np.mean(isis)`, not by `np.mean(counts)`.",
)
def mean_of_the_counts(isis, bins):
    counts, _ = np.histogram(isis, bins)
    h = bits_of(isis, bins)
    return h, h / np.mean(counts)


@wrong(
    "The bits per spike are right. For the bits per second you divide by 0.025 s, whatever the ISIs"
    " are: that is `mean_isi` of section 2.",
    nearly="Divide by the mean of the ISIs that your function is given, `np.mean(isis)`.",
    name="mean_isi of section 2",
    alone=True,
)
def mean_of_section_2(isis, bins):
    h = bits_of(isis, bins)
    return h, h / 0.025


@wrong(
    "You add the correction of Miller and Madow from section 3.4. Here the bits per spike are"
    " simply the entropy of the ISI pmf.",
    nearly="Leave the correction out: `entropy(pmf_from_counts(counts))`.",
    name="Miller and Madow's correction added",
)
def correction_added(isis, bins):
    occupied = np.count_nonzero(np.histogram(isis, bins)[0])
    return rates(bits_of(isis, bins) + (occupied - 1) / (2 * len(isis) * np.log(2)), isis)


@wrong(
    "The bits per spike are right; your second number is 0.06 times what it should be. Bits per"
    " what? And what have 60 and 1000 to do with it?",
    nearly="Both belong to the heart's example, which makes minutes and litres. Here it is"
    " `bits_per_spike / np.mean(isis)`.",
    name="minutes and litres of the example",
)
def minutes_and_litres(isis, bins):
    h = bits_of(isis, bins)
    return h, h * 60 / np.mean(isis) / 1000


@wrong(
    "The bits per spike are right. For the mean ISI you divide by the number of *bins*. How many"
    " intervals are there?",
    nearly="`np.mean(isis)` divides the sum of the intervals by their own number, `len(isis)`.",
)
def mean_over_the_number_of_bins(isis, bins):
    h = bits_of(isis, bins)
    return h, h / (np.sum(isis) / (len(bins) - 1))


@wrong(
    "The bits per spike are right. You compute the mean ISI as if each interval were as short as"
    " its bin allows: `bins[:-1]` are the left edges.",
    nearly="Use the intervals themselves: `np.mean(isis)`.",
)
def mean_of_the_left_edges(isis, bins):
    counts, _ = np.histogram(isis, bins)
    h = bits_of(isis, bins)
    return h, h / (counts @ bins[:-1] / counts.sum())
