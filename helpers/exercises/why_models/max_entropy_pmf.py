"""Exercise 2.1: the pmf of largest entropy among those with a given mean."""

import numpy as np

from ..declaration import Comparison, Exercise, Probe


def _mean_probe(values, mean, about):
    return Probe(args=(np.array(values, float), float(mean)), about=about)


def _fresh_means(rng):
    """Small grids, even and uneven, with a mean well inside."""
    for _ in range(2):
        values = np.sort(rng.choice(np.arange(1, 40), int(rng.integers(4, 7)), replace=False))
        low, high = values[0], values[-1]
        mean = low + (high - low) * rng.choice([rng.uniform(0.2, 0.4), rng.uniform(0.6, 0.8)])
        yield _mean_probe(values, round(mean, 2), "a random grid and mean")


def _rounded(probe, outcome):
    """Remark on a pmf whose decimals are cut off: so few may still be within the tolerance."""
    if not np.array_equal(outcome["value"], np.round(outcome["value"], 6)):
        return ""
    return (
        "Your probabilities are rounded. Over many bins that adds up, and the entropy comes out too"
        " low. Round when you print, not inside the function."
    )


EXERCISE = Exercise(
    name="max_entropy_pmf",
    number="2.1",
    title="Let the computer search",
    asked="a function that returns, of all pmfs over the given values that have the given mean,"
    " the one of largest entropy",
    points=2,
    parameters=("values", "mean"),
    probes=(
        _mean_probe([1, 2, 3], 1.6, "three values"),
        _mean_probe([1, 2, 3, 4, 5, 6], 4.5, "a loaded die"),
        _mean_probe([0, 1, 2, 3, 4], 0.8, "numbers of spikes"),
        _mean_probe([5, 10, 20, 40], 12, "uneven values, in ms"),
        _mean_probe(0.005 + np.arange(8) / 100, 0.012, "bin centres, in s"),
    ),
    fresh=_fresh_means,
    calls=("entropy",),
    # A numerical search stops near the top, where the entropy is flat: a difference of 0.005 in a
    # probability costs less than 1e-3 bits there.
    compare=Comparison(rtol=0.0, atol=5e-3),
    remarks=(_rounded,),
)
