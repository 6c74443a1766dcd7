"""Exercise 3.2: bits per spike and bits per second."""

import numpy as np

from ..declaration import Comparison, Exercise, Probe


def _isis(isis, bins, about):
    return Probe(args=(np.array(isis, float), np.array(bins, float)), about=about)


def _fresh_isis(rng):
    """ISIs that keep clear of the edges, where rounding would decide about the bin."""
    for n_isis in (int(rng.integers(5, 12)), int(rng.integers(40, 120))):
        width, n_bins = float(rng.choice([0.002, 0.005, 0.01])), int(rng.integers(10, 40))
        weights = np.exp(-np.arange(n_bins) / (n_bins / rng.uniform(2.0, 5.0)))
        at = rng.choice(n_bins, n_isis, p=weights / weights.sum())
        isis = width * (at + rng.uniform(0.2, 0.8, n_isis))
        bins = np.linspace(0.0, width * n_bins, n_bins + 1)
        yield _isis(isis, bins, f"{n_isis} random ISIs")


EXERCISE = Exercise(
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
        _isis([1.5, 0.2, 2.6, 0.3, 2.5], [0, 1, 2, 3], "a slow neuron"),
        _isis([0.002, 0.007, 0.012, 0.07], [0, 0.005, 0.02, 0.1], "bins of unequal width"),
    ),
    fresh=_fresh_isis,
    calls=("pmf_from_counts", "entropy"),
    compare=Comparison(parts=("bits per spike", "bits per second")),
)
