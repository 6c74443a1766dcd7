"""Exercise 3.2: bits per spike and bits per second."""

import bisect
import itertools
import math
from collections import Counter

import numpy as np

from ..declaration import right, wrong
from ._further_rates import (  # noqa: F401  (answers, too)
    bits_of,
    bits_of_the_whole_recording,
    correction_added,
    differences_again,
    differences_throughout,
    divided_by_the_bin_width,
    first_divided_by_the_number,
    mean_of_section_2,
    mean_of_the_counts,
    mean_of_the_left_edges,
    mean_of_the_plain_centres,
    mean_over_the_number_of_bins,
    minutes_and_litres,
    of_pmf,
    rates,
    standard_deviation_for_mean,
    whole_number_of_spikes_per_second,
)
from .entropy import reference as entropy
from .pmf_from_counts import reference as pmf_from_counts


def reference(isis, bins):
    """Counts bin by bin; time is the sum of the ISIs."""
    in_bins = Counter(bisect.bisect_right(list(bins), isi) for isi in isis)
    counts = np.array([in_bins[k] for k in range(1, len(bins))])
    per_spike = entropy(pmf_from_counts(counts))
    return per_spike, per_spike * len(isis) / math.fsum(isis)


def unfulfilled(isis, bins, got):
    """Bits per spike are at most those of equal shares; the mean ISI is between the two numbers."""
    got = got.tolist() if isinstance(got, np.ndarray) else got
    if not isinstance(got, tuple | list) or len(got) != 2:
        return []
    if not all(isinstance(each, int | float | np.integer | np.floating) for each in got):
        return []
    per_spike, per_second = map(float, got)
    n, said = np.count_nonzero(np.histogram(isis, bins)[0]), []
    if per_spike < 0:
        said.append("Uncertainty is never negative.")
    if per_spike > np.log2(n) + 1e-6:
        said.append(f"{n} bins that hold ISIs have log2({n}) = {np.log2(n):.4g} bits at most.")
    interval = per_spike / per_second if per_second else np.nan
    follows = np.isclose(per_second * np.mean(isis), per_spike)
    if np.isfinite(interval) and not follows:
        said.append(f"By your two numbers an ISI takes {interval:.4g} s on average. Does it?")
    if follows and not np.isclose(per_spike, bits_of(isis, bins)):
        said.append("Your second number does follow from it: how do you come to the first?")
    return said


def steps(isis, bins):
    """From ISIs to counts, to a pmf, to bits, to bits in a second."""
    counts, _ = np.histogram(isis, bins)
    pmf = pmf_from_counts(counts)
    per_spike, interval = entropy(pmf), np.mean(isis)
    return [
        ("how many ISIs fall into each bin", counts),
        ("the pmf of the ISIs", pmf),
        ("its entropy: bits per spike", per_spike),
        ("how long an ISI takes on average, in s", interval),
        ("bits per spike and bits per second", (per_spike, per_spike / interval)),
    ]


@wrong(
    "The bits per spike are right. For the bits per second ask: does a neuron with *longer*"
    " intervals say more in a second, or less?",
    nearly="A second holds `1 / np.mean(isis)` spikes: divide by the mean ISI, do not multiply.",
    name="multiplied by the mean ISI",
)
def times_the_mean(isis, bins):
    h = bits_of(isis, bins)
    return h, h * np.mean(isis)


@wrong(
    "The bits per spike are right; your second number is 1000 times too small. Bits per what?",
    nearly="The ISIs are in seconds already: leave out the factor 1000.",
)
def bits_per_millisecond(isis, bins):
    h = bits_of(isis, bins)
    return h, h / (1000 * np.mean(isis))


@wrong(
    "The bits per spike are right; your second number is a thousand times too large. In which unit"
    " are the ISIs?",
    nearly="The ISIs are in seconds, not in ms: leave out the division by 1000.",
)
def milliseconds_for_seconds(isis, bins):
    h = bits_of(isis, bins)
    return h, h / (np.mean(isis) / 1000)


@wrong(
    "The bits per spike are right; your second number is sixty times too large. Bits per what?",
    nearly="The 60 of the heart's example makes minutes of seconds: leave it out.",
)
def bits_per_minute(isis, bins):
    h = bits_of(isis, bins)
    return h, 60 * h / np.mean(isis)


@wrong(
    "Both numbers are right. Which of them is asked for first?",
    nearly="Return `bits_per_spike, bits_per_second`, in this order.",
)
def order_swapped(isis, bins):
    h = bits_of(isis, bins)
    return h / np.mean(isis), h


@wrong(
    "Both numbers are off by one and the same factor, 0.69: in which unit is your entropy?",
    nearly="It is in nats. Use your `entropy` of Exercise 1.1 with `np.log2`.",
)
def nats(isis, bins):
    return rates(np.log(2) * bits_of(isis, bins), isis)


@wrong(
    "Your bits per spike are large and negative: entropy is taken of probabilities. What comes out"
    " of `np.histogram`?",
    nearly="Turn the counts into a pmf first: `entropy(pmf_from_counts(counts))`.",
)
def counts_for_probabilities(isis, bins):
    counts, _ = np.histogram(isis, bins)
    return rates(of_pmf(counts), isis)


@wrong(
    "Your bits per spike depend on the unit of the bins: `density=True` gives probability per"
    " second, not per bin.",
    nearly="Leave out `density=True`, and use `entropy(pmf_from_counts(counts))`.",
)
def density_for_probabilities(isis, bins):
    density, _ = np.histogram(isis, bins, density=True)
    return rates(of_pmf(density), isis)


@wrong(
    "You take the entropy of the intervals themselves. Entropy is taken of probabilities: how"
    " probable is each bin of `bins`?",
    nearly="First `counts, _ = np.histogram(isis, bins)`, then `entropy(pmf_from_counts(counts))`.",
    name="ISIs for probabilities",
)
def isis_for_pmf(isis, bins):
    return rates(of_pmf(isis), isis)


@wrong(
    "You divide each interval by their sum, as if it were a count. How probable is each bin of"
    " `bins`?",
    nearly="First `counts, _ = np.histogram(isis, bins)`, then `entropy(pmf_from_counts(counts))`.",
    name="ISIs as shares of time",
)
def isis_as_shares(isis, bins):
    return rates(of_pmf(isis / np.sum(isis)), isis)


@wrong(
    "The bits per spike are right. How many spikes there are in a second depends on *all*"
    " intervals, the few long ones included.",
    nearly="Divide by the mean of the ISIs, `np.mean(isis)`, not by their median.",
)
def median_for_mean(isis, bins):
    h = bits_of(isis, bins)
    return h, h / np.median(isis)


@wrong(
    "The bits per spike are right, but there are too many bits per second: the mean of 1/ISI"
    " is not 1 over the mean ISI. Short intervals are counted often and take little time.",
    nearly="Divide by `np.mean(isis)`; do not average `1 / isis`.",
)
def mean_of_the_instantaneous_rates(isis, bins):
    h = bits_of(isis, bins)
    return h, h * np.mean(1 / isis)


@wrong(
    "The bits per spike are right. For the bits per second you average the bin edges, which know"
    " nothing of the neuron.",
    nearly="Divide by the mean of the intervals, `np.mean(isis)`.",
)
def mean_of_the_bin_edges(isis, bins):
    h = bits_of(isis, bins)
    return h, h / np.mean(bins)


@wrong(
    "The bits per spike are right, and the bits per second are close. But you compute the"
    " mean ISI from the bins, and they do not say where in its bin each interval lies.",
    nearly="Use the intervals themselves: `np.mean(isis)`.",
)
def mean_of_the_bin_centres(isis, bins):
    counts, _ = np.histogram(isis, bins)
    centres = (bins[:-1] + bins[1:]) / 2
    h = bits_of(isis, bins)
    return h, h / (counts @ centres / counts.sum())


@wrong(
    "The bits per spike are right. Your second number gets smaller the longer one records:"
    " over how much time is *one* spike's information spread?",
    nearly="`np.sum(isis)` is the whole recording. Divide by `np.mean(isis)`.",
)
def divided_by_the_whole_recording(isis, bins):
    h = bits_of(isis, bins)
    return h, h / np.sum(isis)


@wrong(
    "Both numbers get smaller the longer one records. The entropy of the pmf is already per spike.",
    nearly="Leave out the division by `len(isis)`.",
    name="divided by the number of ISIs",
)
def divided_by_the_number(isis, bins):
    h = bits_of(isis, bins)
    return h / len(isis), h / len(isis) / np.mean(isis)


@wrong(
    "The bits per spike are right. Your second number is the bits of the whole recording: how"
    " long was the recording?",
    nearly="Divide the bits per spike by the mean ISI: `bits_per_spike / np.mean(isis)`.",
    name="multiplied by the number of ISIs",
)
def times_the_number(isis, bins):
    h = bits_of(isis, bins)
    return h, h * len(isis)


@wrong(
    "Your bits per spike come from other bins than the ones that your function was given.",
    nearly="Pass them on: `np.histogram(isis, bins)`. Without them NumPy makes ten of its own.",
)
def bins_not_used(isis, bins):
    return rates(bits_of(isis, 10), isis)


@wrong(
    "You make bins of your own; use the `bins` that you were given.",
    nearly="Pass them on in place of your number: `np.histogram(isis, bins)`.",
)
def fifty_bins_of_its_own(isis, bins):
    return rates(bits_of(isis, 50), isis)


@wrong(
    "You count in the 1-ms bins of this tutorial, which end at 50 ms: use the `bins` that your"
    " function is given.",
    nearly="Write `np.histogram(isis, bins)`, without `fine_bins` and `recorded_bits`.",
)
def fine_bins_of_the_tutorial(isis, bins):
    counts, _ = np.histogram(isis, np.linspace(0, 0.05, 51))
    return rates(of_pmf(counts / max(counts.sum(), 1)), isis)


@wrong(
    "Your pmf is made of the edges of the bins: what does `np.histogram` give first?",
    nearly="The counts come first and the edges second: `counts, _ = np.histogram(isis, bins)`.",
)
def edges_for_counts(isis, bins):
    return rates(of_pmf(bins / np.sum(bins)), isis)


@wrong(
    "That is the largest entropy that so many bins could have. Where do the neuron's own"
    " intervals come in?",
    nearly="Count the ISIs in the bins, and use `entropy(pmf_from_counts(counts))`.",
    alone=True,
)
def log2_of_the_number_of_bins(isis, bins):
    return rates(np.log2(len(bins) - 1), isis)


@wrong(
    "The bits per spike are right. Your second number counts spikes per second, not bits.",
    nearly="Each spike carries `bits_per_spike`: multiply the rate by it.",
)
def firing_rate_for_bits_per_second(isis, bins):
    return bits_of(isis, bins), 1 / np.mean(isis)


@wrong(
    "The bits per spike are right. For the bits per second you count one spike more than there are"
    " intervals, and give it no time.",
    nearly="Each ISI belongs to one spike: divide by `np.mean(isis)`, that is, multiply by"
    " `len(isis) / np.sum(isis)`.",
)
def one_spike_too_many(isis, bins):
    h = bits_of(isis, bins)
    return h, h * (len(isis) + 1) / np.sum(isis)


@wrong(
    "You count in bins of one width that are laid anew, and not in those that you are given.",
    nearly="Pass the edges that you are given, and not their number: `np.histogram(isis, bins)`.",
)
def number_of_bins_for_their_edges(isis, bins):
    return rates(bits_of(isis, len(bins) - 1), isis)


@wrong(
    "You count the edges of the bins between the ISIs. What is to be counted, and in which bins?",
    nearly="First what is counted, then the bins: `np.histogram(isis, bins)`.",
    raises=True,
)
def bins_counted_in_the_isis(isis, bins):
    return rates(bits_of(bins, isis), isis)


@wrong(
    "The bits per spike are right, and you return them twice. How many spikes come in one second?",
    nearly="The second number is `bits_per_spike / np.mean(isis)`.",
)
def bits_per_spike_twice(isis, bins):
    h = bits_of(isis, bins)
    return h, h


@wrong(
    "ISIs and bins are in different units, one in ms, and hardly an ISI falls into the bins.",
    nearly="Both are in seconds already: `np.histogram(isis, bins)`.",
)
def isis_in_ms_in_bins_in_s(isis, bins):
    counts, _ = np.histogram(1000 * isis, bins)
    return rates(of_pmf(counts / max(counts.sum(), 1)), isis)


@wrong(
    "The last bin is missing: its ISIs are counted nowhere.",
    nearly="`bins` are edges, one more than there are bins: pass all of them, without a slice.",
)
def last_bin_left_out(isis, bins):
    return rates(bits_of(isis, bins[:-1]), isis)


@right(name="the tutorial's own functions")
def with_the_tutorials_functions(isis, bins):
    counts, _ = np.histogram(isis, bins)
    bits_per_spike = entropy(pmf_from_counts(counts))
    return bits_per_spike, bits_per_spike / np.mean(isis)


@right
def with_its_own_pmf(isis, bins):
    counts, _ = np.histogram(isis, bins)
    h = entropy(counts / len(isis))
    return h, h * (1 / np.mean(isis))


@right
def bits_per_spike_times_rate(isis, bins):
    from scipy.stats import entropy

    h = entropy(np.histogram(isis, bins=bins)[0], base=2)
    rate = len(isis) / np.sum(isis)
    return float(h), float(h * rate)


@right
def a_loop_over_the_bins(isis, bins):
    h = 0
    for low, high in itertools.pairwise(bins):
        p = sum(low <= isi < high for isi in isis) / len(isis)
        if p > 0:
            h -= p * math.log2(p)
    return h, h / (sum(isis) / len(isis))


@right
def a_list_of_the_two(isis, bins):
    h = bits_of(isis, bins)
    return [h, h / isis.mean()]


@right
def an_array_of_the_two(isis, bins):
    h = bits_of(isis, bins)
    return h * np.array([1, 1 / isis.mean()])
