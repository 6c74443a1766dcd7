"""Answers to the exercises of "Why models", a module for each exercise."""

from . import entropy, information_rates, max_entropy_pmf, pmf_from_counts

ANSWERS = {
    "entropy": entropy.ANSWER,
    "max_entropy_pmf": max_entropy_pmf.ANSWER,
    "pmf_from_counts": pmf_from_counts.ANSWER,
    "information_rates": information_rates.ANSWER,
}
