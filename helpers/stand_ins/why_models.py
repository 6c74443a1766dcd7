"""Stand-ins for "Why models"."""

from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]


def entropy(rng: np.random.Generator) -> Function:
    """The chance that two draws differ, times a number: concave, and 0 for one certain outcome."""
    scale = rng.uniform(1.5, 3.0)

    def entropy(pmf):
        return scale * (1.0 - np.sum(np.square(pmf)))

    return entropy


def pmf_from_counts(rng: np.random.Generator) -> Function:
    """Shares of a power of the counts: a pmf, and 0 where they are."""
    power = rng.uniform(0.5, 0.9)

    def pmf_from_counts(counts):
        weights = np.asarray(counts, float) ** power
        return weights / np.sum(weights)

    return pmf_from_counts
