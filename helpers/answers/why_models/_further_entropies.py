"""Wrong answers to Exercise 1.1 about the logarithm, and about decimals."""

import numpy as np

from ..declaration import wrong


@wrong(
    "NumPy's logarithms take no base: the second thing that you give to `np.log` is an array for"
    " the results.",
    nearly="`np.log2(p)` has base 2. (`math.log(p, 2)` does take a base, but only single numbers.)",
    name="second argument of np.log for the base",
    raises=True,
)
def base_given_to_log(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log(p, 2))


@wrong(
    "From nats to bits takes a factor of ln 2, but the other way round: do you multiply where you"
    " should divide?",
    nearly="`np.log(p) / np.log(2)` is the logarithm to base 2; or take `np.log2(p)` at once.",
)
def multiplied_by_ln_2(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log(p)) * np.log(2)


@wrong(
    "To change the base you divide one logarithm by another, and yours are upside down: which of"
    " the two is the base's?",
    nearly="`np.log(p) / np.log(2)`, not the reverse; or `np.log2(p)` at once.",
)
def change_of_base_upside_down(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log(2) / np.log(p))


@wrong(
    "You take the logarithm of 1 + p. That avoids log2(0), but it changes all other terms as well.",
    nearly="Leave out the 1, and the empty bins: `p = pmf[pmf > 0]`, then `np.log2(p)`.",
    name="1 added in the logarithm",
)
def one_added_in_the_logarithm(pmf):
    return -np.sum(pmf * np.log2(pmf + 1))


@wrong(
    "For each point you also add how surprising it is that it does *not* come, with 1 - p. That"
    " other outcome is in the pmf already: it is all the other points.",
    nearly="Leave out the terms with `1 - p`: `-np.sum(p * np.log2(p))`.",
    name="terms with 1 - p, too",
)
def formula_of_two_outcomes_for_each(pmf):
    p = pmf[(pmf > 0) & (pmf < 1)]
    return -np.sum(p * np.log2(p) + (1 - p) * np.log2(1 - p))


@wrong(
    "Your entropies are whole numbers: their decimals are cut off. May one throw a fraction of a"
    " bit away?",
    nearly="Leave out `int(...)` and `//`: return the sum as it is.",
    alone=True,
)
def whole_number_of_bits(pmf):
    p = pmf[pmf > 0]
    return int(-np.sum(p * np.log2(p)))


@wrong(
    "Your probabilities are gone before they are needed: you multiply the logarithms by"
    " themselves, not by the probabilities.",
    nearly="Give the logarithms a name of their own, or write it in one line:"
    " `-np.sum(p * np.log2(p))`.",
)
def logarithms_squared(pmf):
    return -np.sum(np.log2(pmf[pmf > 0]) ** 2)


@wrong(
    "That is how often two draws differ (the Gini impurity of decision trees). Where is the"
    " logarithm?",
    nearly="The surprise of a point is `-np.log2(p)`, not `1 - p`: `-np.sum(p * np.log2(p))`.",
    name="Gini impurity",
)
def gini_impurity(pmf):
    return np.sum(pmf * (1 - pmf))
