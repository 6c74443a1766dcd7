"""Exercises of "Why models": entropy, and what it says about spikes."""

import numpy as np

from .declaration import Comparison, Exercise, Probe


def _pmf(*probabilities, about):
    return Probe(args=(np.array(probabilities, float),), about=about)


def _peak(n_bins, position):
    pmf = np.zeros(n_bins)
    pmf[position] = 1.0
    return pmf


def _fresh_pmfs(rng):
    """Random pmfs of several sizes, with and without empty bins, and one peak."""
    probes = []
    for n_bins in (int(rng.integers(3, 7)), int(rng.integers(8, 20)), int(rng.integers(20, 60))):
        pmf = rng.dirichlet(np.ones(n_bins))
        probes.append(Probe(args=(pmf,), about="a random pmf"))
        gaps = rng.permutation(np.r_[pmf, np.zeros(int(rng.integers(1, n_bins)))])
        probes.append(Probe(args=(gaps,), about="a random pmf with empty bins"))
    peak = _peak(int(rng.integers(5, 30)), int(rng.integers(0, 5)))
    return [*probes, Probe(args=(peak,), about="all mass in one bin")]


_ENTROPY = Exercise(
    name="entropy",
    number="1.1",
    title="Entropy in bits",
    asked="a function that returns the Shannon entropy of a pmf in bits",
    points=3,
    parameters=("pmf",),
    probes=(
        _pmf(0.5, 0.5, about="a fair coin"),
        _pmf(0.2, 0.8, about="two uneven points"),
        _pmf(0, 0, 1, 0, 0, about="all mass in one bin"),
        _pmf(0.5, 0, 0, 0.5, about="two points with empty bins between"),
        _pmf(1 / 2, 1 / 3, 1 / 6, about="three uneven points"),
        _pmf(0.001, 0.999, about="a rare event"),
        _pmf(0.1, 0, 0.2, 0.3, 0, 0.4, about="uneven, with empty bins"),
        _pmf(*np.full(50, 1 / 50), about="50 equal bins"),
    ),
    fresh=_fresh_pmfs,
)


def _mean_probe(values, mean, about):
    return Probe(args=(np.array(values, float), float(mean)), about=about)


def _fresh_means(rng):
    """Small grids, even and uneven, with a mean well inside."""
    probes = []
    for _ in range(2):
        values = np.sort(rng.choice(np.arange(1, 40), int(rng.integers(4, 7)), replace=False))
        low, high = values[0], values[-1]
        mean = low + (high - low) * rng.choice([rng.uniform(0.2, 0.4), rng.uniform(0.6, 0.8)])
        probes.append(_mean_probe(values, round(mean, 2), "a random grid and mean"))
    return probes


_MAX_ENTROPY_PMF = Exercise(
    name="max_entropy_pmf",
    number="2.1",
    title="The pmf of largest entropy at a fixed mean",
    asked="a function that returns, of all pmfs over the given values that have the given mean,"
    " the one of largest entropy",
    points=2,
    parameters=("values", "mean"),
    probes=(
        _mean_probe([1, 2, 3], 1.5, "three values"),
        _mean_probe([1, 2, 3, 4, 5, 6], 4.5, "a loaded die"),
        _mean_probe([5, 10, 20, 40], 12, "uneven values, in ms"),
        _mean_probe([0.0125, 0.0375, 0.0625, 0.0875, 0.1125], 0.05, "bin centres, in s"),
    ),
    fresh=_fresh_means,
    # A numerical search stops near the top, where the entropy is flat: a difference of 0.005 in a
    # probability costs less than 1e-3 bits there.
    compare=Comparison(rtol=0.0, atol=5e-3),
)


def _counts(*counts, about, dtype=int):
    return Probe(args=(np.array(counts, dtype),), about=about)


def _fresh_counts(rng):
    probes = []
    for n_bins in (int(rng.integers(3, 7)), int(rng.integers(8, 20)), int(rng.integers(20, 60))):
        counts = rng.integers(0, 40, n_bins)
        counts[rng.integers(0, n_bins)] += 1
        probes.append(Probe(args=(counts,), about="random counts"))
    return probes


_PMF_FROM_COUNTS = Exercise(
    name="pmf_from_counts",
    number="3.1",
    title="From counts to probabilities",
    asked="a function that turns counts per bin into probabilities, an array of the same shape",
    points=2,
    parameters=("counts",),
    probes=(
        _counts(1, 2, 1, about="three bins"),
        _counts(0, 3, 0, 1, about="with empty bins"),
        _counts(0, 0, 5, about="everything in one bin"),
        _counts(10, 20, 30, 40, about="100 counts"),
        _counts(7, 7, 7, 7, 7, about="equal counts"),
        _counts(1, 3, 2, dtype=float, about="counts stored as floats"),
    ),
    fresh=_fresh_counts,
)


def _isis(isis, bins, about):
    return Probe(args=(np.array(isis, float), np.array(bins, float)), about=about)


def _fresh_isis(rng):
    """ISIs that keep clear of the edges, where rounding would decide about the bin."""
    probes = []
    for n_isis in (int(rng.integers(5, 12)), int(rng.integers(40, 120))):
        width, n_bins = float(rng.choice([0.002, 0.005, 0.01])), int(rng.integers(10, 40))
        weights = np.exp(-np.arange(n_bins) / (n_bins / rng.uniform(2.0, 5.0)))
        at = rng.choice(n_bins, n_isis, p=weights / weights.sum())
        isis = width * (at + rng.uniform(0.2, 0.8, n_isis))
        bins = np.linspace(0.0, width * n_bins, n_bins + 1)
        probes.append(_isis(isis, bins, f"{n_isis} random ISIs"))
    return probes


_INFORMATION_RATES = Exercise(
    name="information_rates",
    number="3.2",
    title="Bits per spike, bits per second",
    asked="a function that returns a tuple: the entropy of the ISIs in bits per spike,"
    " and in bits per second",
    points=2,
    parameters=("isis", "bins"),
    probes=(
        _isis([0.01, 0.01, 0.03, 0.05], [0, 0.02, 0.04, 0.06], "four ISIs in three bins"),
        _isis([0.025] * 5, [0, 0.01, 0.02, 0.03, 0.04], "a regular neuron"),
        _isis([0.003, 0.004, 0.008, 0.013, 0.022, 0.041], np.arange(6) / 100, "an irregular one"),
        _isis([0.2, 0.3, 1.5, 2.5, 2.6], [0, 1, 2, 3], "a slow neuron"),
        _isis([0.002, 0.007, 0.012, 0.07], [0, 0.005, 0.02, 0.1], "bins of unequal width"),
    ),
    fresh=_fresh_isis,
    compare=Comparison(parts=("bits per spike", "bits per second")),
)

EXERCISES = (_ENTROPY, _MAX_ENTROPY_PMF, _PMF_FROM_COUNTS, _INFORMATION_RATES)
