"""Exercise 1.1: the entropy of a pmf in bits."""

import math

import numpy as np

from ..declaration import right, wrong
from ._further_entropies import (  # noqa: F401  (answers, too)
    base_given_to_log,
    change_of_base_upside_down,
    formula_of_two_outcomes_for_each,
    gini_impurity,
    logarithms_squared,
    multiplied_by_ln_2,
    one_added_in_the_logarithm,
    whole_number_of_bits,
)


def reference(pmf):
    """Entropy by Shannon's grouping axiom: is it the first point, and if not, which of the rest?"""
    h, rest = 0.0, math.fsum(pmf)
    for k, p in enumerate(pmf):
        others = math.fsum(pmf[k + 1 :])
        if p > 0 and others > 0:
            h -= p * math.log2(p / rest) + others * math.log2(others / rest)
        rest = others
    return h


def steps(pmf):
    """Shannon's formula, piece by piece."""
    possible = pmf[pmf > 0]
    surprise = np.log2(1 / possible)
    return [
        ("the outcomes that can happen", possible),
        ("how surprising each of them is, in bits", surprise),
        ("each surprise, weighted by how often it comes", possible * surprise),
        ("all together: the entropy in bits", np.sum(possible * surprise)),
    ]


def unfulfilled(pmf, got):
    """Entropy is not negative, 0 only for what is certain, and largest for equal probabilities."""
    n = np.count_nonzero(pmf)
    if not isinstance(got, int | float | np.integer | np.floating):
        return []
    if got < 0:
        return ["Uncertainty is never negative."]
    if got == 0 and n > 1:
        return ["0 bits would mean that the outcome is certain."]
    if got > np.log2(n) + 1e-6:
        return [f"Mass on {n} of its points gives a pmf log2({n}) = {np.log2(n):.4g} bits at most."]
    if 0 < reference(pmf) - got < 0.02:
        return ["It is only a little too small: do you add something to avoid log2(0)?"]
    return []


@wrong(
    "The values are right up to one constant factor: is the entropy in the unit that is asked for?"
    " Look at the base of your logarithm.",
    nearly="`np.log` is the natural logarithm and gives nats. Bits need base 2: `np.log2`.",
)
def natural_logarithm(pmf):
    return minus_zero(pmf) * np.log(2)


@wrong(
    "The shape of the formula is right, the unit is not: entropy in bits counts yes-or-no"
    " questions, and your logarithm counts in tens.",
    nearly="`np.log10` has base 10. Bits need base 2: `np.log2`.",
)
def decimal_logarithm(pmf):
    return minus_zero(pmf) * np.log10(2)


@wrong(
    "Every point counts the same in your sum, however improbable it is. In the formula each"
    " point's surprise is weighted.",
    nearly="Each term is `p * np.log2(p)`: multiply each logarithm by its probability before the"
    " sum.",
)
def missing_p(pmf):
    p = pmf[pmf > 0]
    return -np.sum(np.log2(p))


@wrong(
    "Each term is right, but the way they are put together is not: a fair coin must come to 1 bit,"
    " not half a bit.",
    nearly="The terms `p * np.log2(p)` are weighted already: add them with `np.sum`, do not"
    " average them with `np.mean`.",
)
def mean_for_sum(pmf):
    return minus_zero(pmf) / np.count_nonzero(pmf)


@wrong(
    "Empty bins make your entropy smaller, though nothing ever falls into them. Does the number of"
    " bins belong in the formula?",
    nearly="Leave out the division by `len(pmf)` (or the mean over all bins): the entropy is the"
    " plain sum of `-p * np.log2(p)`.",
)
def divided_by_the_number_of_bins(pmf):
    return minus_zero(pmf) / len(pmf)


@wrong(
    "Your function gives 0 whatever the pmf is. That is right for one certain outcome only: print"
    " what your mask leaves of `pmf`, and what you take the logarithm of.",
    nearly="Compute `-np.sum(p * np.log2(p))` from the points that have mass, `p = pmf[pmf > 0]`,"
    " and return that. (`np.any(pmf > 0)` is one single True.)",
    alone=True,
)
def constant(pmf):
    return 0


@wrong(
    "Wherever the pmf has an empty bin, your entropy is nan: log2(0) is minus infinity, and 0"
    " times infinity is not a number. Which points should the sum leave out?",
    nearly="Select the points that have mass first, `p = pmf[pmf > 0]`, and use `p` in both places"
    " of the formula.",
)
def zeros_kept(pmf):
    return -np.sum(pmf * np.log2(pmf))


@wrong(
    "The probabilities above 0 do not get into your formula. Print what your mask leaves: are"
    " those the points that it should throw away, or only True and False?",
    nearly="`pmf == 0` selects the empty bins, and `pmf > 0` alone is an array of True and False."
    " The probabilities to compute with are `p = pmf[pmf > 0]`.",
    alone=True,
)
def zeros_or_the_mask_itself_for_the_probabilities(pmf):
    p = pmf[pmf == 0]
    return -np.sum(p * np.log2(p))


@wrong(
    "As soon as a bin is empty, two arrays of different length meet: one of them has lost its"
    " zeros and the other has not.",
    nearly="Mask once, before the formula: `p = pmf[pmf > 0]`, then `p * np.log2(p)`.",
    raises=True,
)
def mask_in_one_place_only(pmf):
    return -np.sum(pmf * np.log2(pmf[pmf > 0]))


@wrong(
    "The number is right, but your function changes the pmf that it was given: afterwards it no"
    " longer sums to 1, and every later plot and result is wrong.",
    nearly="Assigning to `pmf[...]` writes into the caller's array. Make a new one instead:"
    " `p = pmf[pmf > 0]`.",
)
def argument_overwritten(pmf):
    pmf[pmf == 0] = 1
    return -np.sum(pmf * np.log2(pmf))


@wrong(
    "The size is right, the sign is not: uncertainty cannot be negative. The logarithm of a number"
    " below 1 is.",
    nearly="Put a minus in front of the sum: `-np.sum(p * np.log2(p))`.",
)
def sign_forgotten(pmf):
    return -minus_zero(pmf)


@wrong(
    "You return one value for each point. These are the terms; the entropy is one number for the"
    " whole pmf.",
    nearly="Add the terms: `-np.sum(p * np.log2(p))`.",
)
def sum_forgotten(pmf):
    p = pmf[pmf > 0]
    return -p * np.log2(p)


@wrong(
    "That is the largest entropy that so many bins could have. How is the mass spread over them?",
    nearly="log2 N holds for N equal bins. In general it is `-np.sum(p * np.log2(p))` over the"
    " points with `p > 0`.",
    alone=True,
)
def log2_of_the_number_of_bins(pmf):
    return np.log2(len(pmf))


@wrong(
    "You count the occupied bins, as if each of them were equally probable. What if one of them is"
    " rare?",
    nearly="Weight each point by its probability: `-np.sum(p * np.log2(p))` over the points with"
    " `p > 0`.",
    alone=True,
)
def log2_of_the_number_of_occupied_bins(pmf):
    return np.log2(np.sum(pmf > 0))


@wrong(
    "You average the surprises as if all outcomes were equally likely: weight each by its"
    " probability.",
    nearly="It is `-np.sum(p * np.log2(p))`: the weighted mean is a sum, without `np.mean`.",
)
def mean_of_the_surprises(pmf):
    p = pmf[pmf > 0]
    return -np.mean(np.log2(p))


@wrong(
    "Rare events are missing from your sum. They carry little, but not nothing: only points"
    " without any mass may be left out.",
    nearly="Compare with zero, not with a small number: `pmf[pmf > 0]`.",
)
def small_probabilities_dropped(pmf):
    return minus_zero(pmf[pmf > 0.01])


@wrong(
    "Your values are a little off everywhere, as if something had been added to the"
    " probabilities to avoid log2(0).",
    nearly="Do not add a constant inside the logarithm. Leave the empty bins out instead: `p"
    " = pmf[pmf > 0]`.",
)
def offset_in_the_logarithm(pmf):
    return -np.sum(pmf * np.log2(pmf + 0.01))


@wrong(
    "Your values never exceed 1: you return the entropy as a share of the largest possible"
    " one, not in bits.",
    nearly="Leave out the division by `np.log2(len(pmf))`.",
)
def share_of_the_largest_possible(pmf):
    return minus_zero(pmf) / np.log2(len(pmf))


@wrong(
    "Only the last point that has mass gets into your result: what happens to the terms of those"
    " before it?",
    nearly="`h = ...` in a loop forgets what `h` was. Begin with `h = 0` and add to it with"
    " `h += -p * np.log2(p)`.",
)
def only_the_last_term(pmf):
    h = 0.0
    for p in pmf:
        if p > 0:
            h = -p * np.log2(p)
    return h


@wrong(
    "Only the first point gets into your result: does your loop ever reach the others?",
    nearly="`return` ends the function at once, even in the middle of a loop. Indent it like"
    " the `for`, so that it comes after the loop.",
)
def only_the_first_term(pmf):
    h = 0.0
    for p in pmf:
        if p > 0:
            h -= p * np.log2(p)
        return h


@wrong(
    "The first point is missing from your sum. At which index does an array begin?",
    nearly="`range(1, n)` leaves out index 0: use `range(n)`, or go through the points themselves"
    " with `for p in pmf`.",
)
def first_point_left_out(pmf):
    return minus_zero(pmf[1:])


@wrong(
    "The last point is missing from your sum: up to where does your loop, or your slice, go?",
    nearly="`range(n - 1)` and `pmf[:-1]` end one early: use `range(n)`, or go through the points"
    " themselves with `for p in pmf`.",
)
def last_point_left_out(pmf):
    return minus_zero(pmf[:-1])


@wrong(
    "As soon as one bin is empty, your function gives 0 for the whole pmf. An empty bin adds"
    " nothing; what becomes of the other points?",
    nearly="Leave out the empty bins, not the sum: `p = pmf[pmf > 0]`. (`np.nan_to_num` comes too"
    " late where the sum is nan already.)",
)
def zero_as_soon_as_a_bin_is_empty(pmf):
    return 0.0 if np.any(pmf == 0) else minus_zero(pmf)


@wrong(
    "Look at what your brackets hold: you add up the probabilities alone, which gives 1, and then"
    " multiply by the logarithms.",
    nearly="The product belongs inside the sum: `-np.sum(p * np.log2(p))`.",
)
def bracket_closed_too_early(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p) * np.log2(p)


@wrong(
    "Two things: the sign, and the unit. The logarithm of a number below 1 is negative, and yours"
    " has another base than 2.",
    nearly="Put a minus in front of the sum, and use base 2: `-np.sum(p * np.log2(p))`.",
)
def natural_logarithm_and_no_sign(pmf):
    return -natural_logarithm(pmf)


@wrong(
    "Points that are equally probable count only once in your sum: a fair coin has two of them.",
    nearly="A set and `np.unique` keep each value once: go through `pmf` itself, without them.",
)
def equal_points_counted_once(pmf):
    return minus_zero(np.unique(pmf))


@wrong(
    "Your sum ends at the first empty bin, and the points behind it are missing.",
    nearly="`break` leaves the loop for good. `continue` goes on with the next point; or add only"
    " `if p > 0`.",
)
def ends_at_the_first_empty_bin(pmf):
    return minus_zero(pmf[: np.argmin(np.r_[pmf, 0] > 0)])


@right(name="scipy.stats.entropy")
def by_scipy(pmf):
    from scipy.stats import entropy

    return entropy(pmf, base=2)


@right(name="a Python loop")
def by_a_loop(pmf):
    h = 0
    for p in pmf:
        if p > 0:
            h -= p * math.log2(p)
    return h


@right
def minus_sign_rescued_by_abs(pmf):
    p = pmf[pmf > 0]
    return np.abs(np.sum(p * np.log2(p)))


@right
def minus_zero(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log2(p))


@right(name="log2(1/p)")
def surprise(pmf):
    p = pmf[pmf != 0]
    return (p * np.log2(1 / p)).sum()


@right(name="np.where")
def by_where(pmf):
    return -np.sum(np.where(pmf > 0, pmf * np.log2(np.where(pmf > 0, pmf, 1.0)), 0.0))


@right(name="where= of log2")
def by_ufunc_where(pmf):
    return -pmf @ np.log2(pmf, out=np.zeros_like(pmf), where=pmf > 0)


@right
def nansum(pmf):
    return -np.nansum(pmf * np.log2(pmf))


@right
def masked_array(pmf):
    p = np.ma.masked_equal(pmf, 0)
    return -(p * np.ma.log2(p)).sum()


@right
def tiny_offset(pmf):
    return -np.sum(pmf * np.log2(pmf + 1e-12))


@right
def converted_from_nats(pmf):
    p = pmf[pmf > 0]
    return float(-(p * np.log(p)).sum() / np.log(2))


@right
def array_without_axes(pmf):
    p = pmf[pmf > 0]
    return np.array(-np.sum(p * np.log2(p)))
