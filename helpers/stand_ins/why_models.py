"""Stand-ins for "Why models"."""

from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]


def entropy(rng: np.random.Generator) -> Function:
    """Of powers in place of logarithms: concave, 0 for one certain outcome, steep at empty bins."""
    power = rng.uniform(0.75, 0.85)

    def entropy(pmf):
        p = np.asarray(pmf, float)
        return 3.0 * (np.sum(p[p > 0] ** power) - 1.0) / (1.0 - power)

    return entropy


def pmf_from_counts(rng: np.random.Generator) -> Function:
    """Shares of a power of the counts: a pmf, and 0 where they are."""
    power = rng.uniform(0.5, 0.9)

    def pmf_from_counts(counts):
        weights = np.asarray(counts, float) ** power
        return weights / np.sum(weights)

    return pmf_from_counts
