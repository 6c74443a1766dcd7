"""Exercise 3.2: bits per spike and bits per second."""

import bisect
import itertools
import math
from collections import Counter

import numpy as np

from ..declaration import Answer, Misconception


def reference(isis, bins):
    """By log2 n - sum(c log2 c) / n over the counts c of each bin; time is the sum of the ISIs."""
    edges, n = list(bins), len(isis)
    counts = Counter(bisect.bisect_right(edges, isi) for isi in isis)
    per_spike = math.log2(n) - math.fsum(c * math.log2(c) for c in counts.values()) / n
    return per_spike, per_spike * n / math.fsum(isis)


def _entropy(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log2(p))


def _per_spike(isis, bins):
    counts, _ = np.histogram(isis, bins)
    return _entropy(counts / counts.sum())


# Wrong answers.


def times_the_mean(isis, bins):
    h = _per_spike(isis, bins)
    return h, h * np.mean(isis)


def per_millisecond(isis, bins):
    h = _per_spike(isis, bins)
    return h, h / (1000 * np.mean(isis))


def milliseconds_for_seconds(isis, bins):
    h = _per_spike(isis, bins)
    return h, h / (np.mean(isis) / 1000)


def order_swapped(isis, bins):
    h = _per_spike(isis, bins)
    return h / np.mean(isis), h


def nats(isis, bins):
    h = np.log(2) * _per_spike(isis, bins)
    return h, h / np.mean(isis)


def counts_for_pmf(isis, bins):
    counts, _ = np.histogram(isis, bins)
    h = _entropy(counts)
    return h, h / np.mean(isis)


def density_for_pmf(isis, bins):
    density, _ = np.histogram(isis, bins, density=True)
    h = _entropy(density)
    return h, h / np.mean(isis)


def isis_for_pmf(isis, bins):
    h = _entropy(isis)
    return h, h / np.mean(isis)


def isis_as_shares(isis, bins):
    h = _entropy(isis / np.sum(isis))
    return h, h / np.mean(isis)


def median_for_mean(isis, bins):
    h = _per_spike(isis, bins)
    return h, h / np.median(isis)


def mean_of_the_rates(isis, bins):
    h = _per_spike(isis, bins)
    return h, h * np.mean(1 / isis)


def mean_of_the_bins(isis, bins):
    h = _per_spike(isis, bins)
    return h, h / np.mean(bins)


def mean_of_bin_centres(isis, bins):
    counts, _ = np.histogram(isis, bins)
    centres = (bins[:-1] + bins[1:]) / 2
    h = _per_spike(isis, bins)
    return h, h / (counts @ centres / counts.sum())


def whole_recording(isis, bins):
    h = _per_spike(isis, bins)
    return h, h / np.sum(isis)


def divided_by_the_number(isis, bins):
    h = _per_spike(isis, bins)
    return h / len(isis), h / len(isis) / np.mean(isis)


def times_the_number(isis, bins):
    h = _per_spike(isis, bins)
    return h, h * len(isis)


def bins_ignored(isis, bins):
    counts, _ = np.histogram(isis)
    h = _entropy(counts / counts.sum())
    return h, h / np.mean(isis)


def largest_possible(isis, bins):
    h = np.log2(len(bins) - 1)
    return h, h / np.mean(isis)


def sign_forgotten(isis, bins):
    h = -_per_spike(isis, bins)
    return h, h / np.mean(isis)


def differences_again(isis, bins):
    counts, _ = np.histogram(np.diff(isis), bins)
    h = _entropy(counts / counts.sum())
    return h, h / np.mean(isis)


def rate_alone(isis, bins):
    return _per_spike(isis, bins), 1 / np.mean(isis)


MISCONCEPTIONS = (
    Misconception(
        "multiplied by the mean ISI",
        times_the_mean,
        "The bits per spike are right. For the bits per second ask: does a neuron with *longer*"
        " intervals say more in a second, or less?",
        "A second holds `1 / np.mean(isis)` spikes: divide by the mean ISI, do not multiply.",
    ),
    Misconception(
        "bits per millisecond",
        per_millisecond,
        "The bits per spike are right; your second number is a thousand times too small. Bits per"
        " what?",
        "The ISIs are in seconds already: leave out the factor 1000.",
    ),
    Misconception(
        "milliseconds for seconds",
        milliseconds_for_seconds,
        "The bits per spike are right; your second number is a thousand times too large. In which"
        " unit are the ISIs?",
        "The ISIs are in seconds, not in ms: leave out the division by 1000.",
    ),
    Misconception(
        "order swapped",
        order_swapped,
        "Both numbers are right. Which of them is asked for first?",
        "Return `bits_per_spike, bits_per_second`, in this order.",
    ),
    Misconception(
        "nats",
        nats,
        "Both numbers are off by one and the same factor, 0.69: in which unit is your entropy?",
        "It is in nats. Use your `entropy` of Exercise 1.1 with `np.log2`.",
    ),
    Misconception(
        "counts for probabilities",
        counts_for_pmf,
        "Your bits per spike are large and negative: entropy is taken of probabilities. What comes"
        " out of `np.histogram`?",
        "Turn the counts into a pmf first: `entropy(pmf_from_counts(counts))`.",
    ),
    Misconception(
        "density for probabilities",
        density_for_pmf,
        "Your bits per spike depend on the unit of the bins: `density=True` gives probability per"
        " second, not per bin.",
        "Leave out `density=True`, and use `entropy(pmf_from_counts(counts))`.",
    ),
    Misconception(
        "ISIs for probabilities",
        isis_for_pmf,
        "You take the entropy of the intervals themselves. Entropy is taken of probabilities: how"
        " probable is each bin of `bins`?",
        "First `counts, _ = np.histogram(isis, bins)`, then `entropy(pmf_from_counts(counts))`.",
    ),
    Misconception(
        "ISIs as shares of time",
        isis_as_shares,
        "You divide each interval by their sum, as if it were a count. How probable is each bin of"
        " `bins`?",
        "First `counts, _ = np.histogram(isis, bins)`, then `entropy(pmf_from_counts(counts))`.",
    ),
    Misconception(
        "median for mean",
        median_for_mean,
        "The bits per spike are right. How many spikes a second holds is a matter of *all*"
        " intervals, the few long ones included.",
        "Divide by the mean of the ISIs, `np.mean(isis)`, not by their median.",
    ),
    Misconception(
        "mean of the instantaneous rates",
        mean_of_the_rates,
        "The bits per spike are right, the bits per second too many: the mean of 1/ISI is not 1"
        " over the mean ISI. Short intervals are counted often and take little time.",
        "Divide by `np.mean(isis)`; do not average `1 / isis`.",
    ),
    Misconception(
        "mean of the bin edges",
        mean_of_the_bins,
        "The bits per spike are right. For the bits per second you average the bin edges, which"
        " know nothing of the neuron.",
        "Divide by the mean of the intervals, `np.mean(isis)`.",
    ),
    Misconception(
        "mean of the bin centres",
        mean_of_bin_centres,
        "The bits per spike are right, and the bits per second nearly: your mean ISI is computed"
        " from the bins, and has lost where in its bin each interval lies.",
        "Use the intervals themselves: `np.mean(isis)`.",
    ),
    Misconception(
        "divided by the whole recording",
        whole_recording,
        "The bits per spike are right. Your second number gets smaller the longer one records:"
        " by how much time is *one* spike's worth to be divided?",
        "`np.sum(isis)` is the whole recording. Divide by `np.mean(isis)`.",
    ),
    Misconception(
        "divided by the number of ISIs",
        divided_by_the_number,
        "Both numbers get smaller the longer one records. The entropy of the pmf is per spike"
        " already.",
        "Leave out the division by `len(isis)`.",
    ),
    Misconception(
        "multiplied by the number of ISIs",
        times_the_number,
        "The bits per spike are right. Your second number is the bits of the whole recording: how"
        " long did it take?",
        "Divide the bits per spike by the mean ISI: `bits_per_spike / np.mean(isis)`.",
    ),
    Misconception(
        "bins not used",
        bins_ignored,
        "Your bits per spike belong to other bins than those that are given.",
        "Pass them on: `np.histogram(isis, bins)`. Without them NumPy makes ten of its own.",
    ),
    Misconception(
        "log2 of the number of bins",
        largest_possible,
        "That is the largest entropy that so many bins could have; which intervals the neuron has"
        " does not enter.",
        "Count the ISIs in the bins, and use `entropy(pmf_from_counts(counts))`.",
    ),
    Misconception(
        "sign forgotten",
        sign_forgotten,
        "The sizes are right, the signs are not: information cannot be negative.",
        "Your entropy lacks its minus sign: `-np.sum(p * np.log2(p))`.",
    ),
    Misconception(
        "differences of the ISIs",
        differences_again,
        "You take differences once more, but `isis` are differences of spike times already.",
        "Leave out `np.diff`: `np.histogram(isis, bins)`.",
    ),
    Misconception(
        "firing rate for bits per second",
        rate_alone,
        "The bits per spike are right. Your second number counts spikes per second, not bits.",
        "Each spike carries `bits_per_spike`: multiply the rate by it.",
    ),
)


# Other right answers.


def with_the_tutorials_functions(isis, bins):
    counts, _ = np.histogram(isis, bins)
    pmf = counts / np.sum(counts)
    bits_per_spike = _entropy(pmf)
    return bits_per_spike, bits_per_spike / np.mean(isis)


def by_the_rate(isis, bins):
    from scipy.stats import entropy

    h = entropy(np.histogram(isis, bins=bins)[0], base=2)
    rate = len(isis) / np.sum(isis)
    return float(h), float(h * rate)


def by_a_loop(isis, bins):
    h = 0
    for left, right in itertools.pairwise(bins):
        p = sum(left <= isi < right for isi in isis) / len(isis)
        if p > 0:
            h -= p * math.log2(p)
    return h, h / (sum(isis) / len(isis))


def as_a_list(isis, bins):
    h = _per_spike(isis, bins)
    return [h, h / isis.mean()]


def as_an_array(isis, bins):
    h = _per_spike(isis, bins)
    return h * np.array([1, 1 / isis.mean()])


ANSWER = Answer(
    reference,
    MISCONCEPTIONS,
    variants={
        "the tutorial's own functions": with_the_tutorials_functions,
        "bits per spike times rate": by_the_rate,
        "a loop over the bins": by_a_loop,
        "a list of the two": as_a_list,
        "an array of the two": as_an_array,
    },
)
