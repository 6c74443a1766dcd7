"""Exercise 1.1: the entropy of a pmf in bits."""

import numpy as np

from ..declaration import Exercise, Part, Probe

_EMPTY_BINS = "empty bins"


def _pmf(*probabilities, about):
    part = _EMPTY_BINS if 0 in probabilities else ""
    return Probe(args=(np.array(probabilities, float),), about=about, part=part)


def _fresh_pmfs(rng):
    """Random pmfs of several sizes, with and without empty bins, and one peak."""
    for n_bins in (int(rng.integers(3, 7)), int(rng.integers(8, 20)), int(rng.integers(20, 60))):
        pmf = rng.dirichlet(np.ones(n_bins))
        yield _pmf(*pmf, about="a random pmf")
        gaps = rng.permutation(np.r_[pmf, np.zeros(int(rng.integers(1, n_bins)))])
        yield _pmf(*gaps, about="a random pmf with empty bins")
    peak = np.zeros(int(rng.integers(5, 30)))
    peak[int(rng.integers(0, 5))] = 1.0
    yield _pmf(*peak, about="all mass in one bin")


EXERCISE = Exercise(
    name="entropy",
    number="1.1",
    title="Compute the entropy",
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
    parts=(Part("the formula", 2), Part(_EMPTY_BINS, 1)),
)
