"""Exercise 3.1: probabilities from counts."""

import numpy as np

from ..declaration import Exercise, Probe


def _counts(*counts, about, dtype=int):
    return Probe(args=(np.array(counts, dtype),), about=about)


def _fresh_counts(rng):
    for n_bins in (int(rng.integers(3, 7)), int(rng.integers(8, 20)), int(rng.integers(20, 60))):
        counts = rng.integers(0, 40, n_bins)
        counts[rng.integers(0, n_bins)] += 1
        yield Probe(args=(counts,), about="random counts")


EXERCISE = Exercise(
    name="pmf_from_counts",
    number="3.1",
    title="From counts to a pmf",
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
