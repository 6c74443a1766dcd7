"""Exercise 2.1: the pmf of largest entropy among those with a given mean."""

import numpy as np

from ..declaration import right, wrong
from ._search_constraints import (  # noqa: F401  (answers, too)
    both_sums_at_most,
    both_sums_from_1_to_the_mean,
    both_sums_the_mean,
    bounds_for_50,
    bounds_of_the_three_muscles,
    columns_of_weights,
    function_and_start_interchanged,
    mean_of_section_2,
    mean_over_the_number_of_values,
    plain_sum_over_the_number,
    positions_for_values,
    searched,
    sums_in_another_order,
)
from .entropy import reference as entropy

_SHANNONS = entropy


def reference(values, mean):
    """The exponential family p ~ exp(-rate * value), its rate found by bisection.

    Jaynes (1957), Physical Review 106, 620. If another function stands in for the entropy, there is
    no such formula, and it is searched for.
    """
    if entropy is _SHANNONS:
        return _family(values, _rate(values, mean))
    sums = [1.0, mean]
    return searched(lambda pmf: -entropy(pmf), [np.ones(len(values)), values], sums, sums)


def unfulfilled(values, mean, got):
    """A pmf is not negative and sums to 1; this one has a mean and the largest entropy."""
    if not _fits(values, got):
        return []
    off = 5e-3  # less is within the tolerance
    said = []
    if np.min(got) < -off:
        said.append(
            f"One of your probabilities is negative, {np.min(got):.3g}: which bounds has it?"
        )
    if abs(np.sum(got) - 1) > off:
        said.append(f"Your pmf sums to {round(np.sum(got), 4):g}. What must a pmf sum to?")
    if abs(got @ values - mean) > off * (values[-1] - values[0]):
        said.append(f"Your pmf has the mean {round(got @ values, 4):g}, and {mean:g} is asked for.")
    largest, its = entropy(reference(values, mean)), entropy(got[got > 0])
    if not said and its < largest - 1e-6:
        said.append(
            f"Your pmf sums to 1 and has the right mean, but {its:.4f} bits of entropy;"
            f" {largest:.4f} are possible. Does your search look for the largest, among all such"
            " pmfs, and long enough?"
        )
    return said


def _fits(values, got):
    """Whether what was returned is an array of numbers, one for each value."""
    return isinstance(got, np.ndarray) and got.shape == values.shape and got.dtype.kind in "iuf"


def steps(values, mean, got):
    """What the answer must fulfil, and by how much it does not."""
    right = reference(values, mean)
    pmf, whose = (got, "your") if _fits(values, got) else (right, "the right")
    return [
        (f"the sum of {whose} pmf, which must be 1", np.sum(pmf)),
        ("its smallest probability, which must not be negative", np.min(pmf)),
        (f"its mean, which must be {mean:g}", np.sum(pmf * values)),
        (f"its entropy, which can be {entropy(right):.4f} bits", entropy(pmf[pmf > 0])),
    ]


def _family(values, rate):
    exponents = -rate * _scaled(values)
    weights = np.exp(exponents - exponents.max())
    return weights / weights.sum()


def _scaled(values):
    return (values - values[0]) / (values[-1] - values[0])


def _rate(values, mean):
    """Rate, per range of the values, at which the mean of the family is `mean`."""
    low, high = -700.0, 700.0
    for _ in range(60):
        middle = (low + high) / 2
        if _family(values, middle) @ values > mean:
            low = middle
        else:
            high = middle
    return (low + high) / 2


# Fits a LinearConstraint, which has a row of weights for each sum, and a function for each sum.
_UNDER_BOTH = (
    "under two constraints. Weighted by ones, the sum of the pmf must be 1; weighted by `values`,"
    " it must be `mean`."
)


@wrong(
    "That is the pmf of largest entropy of all, but its mean is not the one that is asked for.",
    nearly="You need a second constraint, next to the one on the sum of the pmf: a second row"
    " of weights, `values`, whose sum `np.sum(pmf * values)` must be `mean`. If you have it: do you"
    " return what was found, the `.x` of the result, or the place to start?",
    alone=True,
)
def mean_ignored(values, mean):
    return np.full(len(values), 1 / len(values))


@wrong(
    "An exponential is the right idea. But on a grid that ends, and need not begin at 0, an"
    " exponential with the scale `mean` has another mean: compute `np.sum(pmf * values)`.",
    nearly=f"Let the search find the rate: maximize the entropy {_UNDER_BOTH}",
)
def exponential_of_that_scale(values, mean):
    pmf = np.exp(-values / mean)
    return pmf / pmf.sum()


@wrong(
    "Those are values of a density. They do not sum to 1, and their mean on this grid is not the"
    " one asked for.",
    nearly=f"Search for the pmf itself: maximize the entropy {_UNDER_BOTH}",
)
def exponential_density(values, mean):
    return np.exp(-values / mean) / mean


@wrong(
    "All your mass is in one place: that pmf has the *smallest* entropy, 0 bits.",
    nearly="An optimizer minimizes. To find the largest entropy, give it `-entropy(pmf)`.",
)
def one_point_at_the_mean(values, mean):
    pmf = np.zeros(len(values))
    pmf[np.argmin(np.abs(values - mean))] = 1
    return pmf


@wrong(
    "The mean is right, but your mass sits on the two values next to it: that is nearly the"
    " smallest entropy that such a mean allows. Do you really maximize it?",
    nearly="An optimizer minimizes. To find the largest entropy, give it `-entropy(pmf)`.",
)
def two_values_beside_the_mean(values, mean):
    pmf = np.zeros(len(values))
    right = np.searchsorted(values, mean)
    pmf[right] = (mean - values[right - 1]) / (values[right] - values[right - 1])
    pmf[right - 1] = 1 - pmf[right]
    return pmf


@wrong(
    "The mean is right, but all mass sits on the two outermost values: that gives the largest"
    " *variance*, but at most 1 bit.",
    nearly="Maximize the entropy: minimize `-entropy(pmf)`, from the uniform pmf as a start.",
)
def the_two_ends(values, mean):
    pmf = np.zeros(len(values))
    pmf[-1] = (mean - values[0]) / (values[-1] - values[0])
    pmf[0] = 1 - pmf[-1]
    return pmf


@wrong(
    "The proportions are right. What must a pmf sum to?",
    nearly="Divide by the sum at the end, or give the search the constraint: weighted by ones, the"
    " sum of the pmf must be 1.",
)
def not_normalised(values, mean):
    pmf = reference(values, mean)
    return pmf / pmf.max()


@wrong(
    "You have the right probabilities in the wrong order: the mean is on the other side.",
    nearly="The first probability belongs to the first, smallest value: leave out the reversal"
    " `[::-1]`.",
)
def order_reversed(values, mean):
    return reference(values, mean)[::-1]


@wrong(
    "Your pmf leans the wrong way: compute its mean, `np.sum(pmf * values)`.",
    nearly="Reverse the sign in the exponent, or in the constraint on the mean: weighted by"
    " `values`, the sum of the pmf must be `mean`, not `-mean`.",
)
def sign_of_the_exponent(values, mean):
    return _family(values, -_rate(values, mean))


@wrong(
    "Your pmf has the right mean only where the values are evenly spaced: do the values themselves"
    " enter the constraint, or their positions 0, 1, 2, …?",
    nearly="The mean of a pmf is `np.sum(pmf * values)`: the weights in the constraint are"
    " `values`.",
)
def mean_of_the_positions(values, mean):
    positions = np.arange(len(values), dtype=float)
    return reference(positions, np.interp(mean, values, positions))


@wrong(
    "A bell is the shape of largest entropy when the *variance* is fixed as well. Only the mean is"
    " given here.",
    nearly=f"Assume no shape: maximize the entropy {_UNDER_BOTH}",
)
def bell_around_the_mean(values, mean):
    spread = (values[-1] - values[0]) / 4
    pmf = np.exp(-((values - mean) ** 2) / (2 * spread**2))
    return pmf / pmf.sum()


@wrong(
    "You divide the values by their sum. Those are shares of the values, not their"
    " probabilities, and you never use `mean`.",
    nearly=f"Search among all pmfs: minimize `-entropy(pmf)` {_UNDER_BOTH}",
    alone=True,
)
def proportional_to_the_values(values, mean):
    return values / values.sum()


@wrong(
    "That is how large the entropy gets. The exercise asks for the pmf that reaches it.",
    nearly="Return where the maximum is (the `.x` of the result), not its height (`.fun`).",
)
def entropy_returned(values, mean):
    pmf = reference(values, mean)
    return -np.sum(pmf * np.log2(pmf))


@wrong(
    "The search reports the smallest value of `-entropy(pmf)`, and you return that. Asked for is"
    " the pmf that reaches it.",
    nearly="Return where the minimum is (the `.x` of the result), not its height (`.fun`).",
)
def minus_entropy_returned(values, mean):
    return -entropy_returned(values, mean)


@wrong(
    "Your pmf has the right mean, but does not sum to 1: what else must the search keep to?",
    nearly="A second constraint is missing: weighted by ones, the sum of the pmf must be 1.",
)
def sum_not_constrained(values, mean):
    return _without_the_sum(values, mean)


@wrong(
    "Your pmf sums to 1, but its mean is no longer the one that was asked for: dividing by the sum"
    " at the end has changed it.",
    nearly="Both must hold during the search: weighted by ones, the sum of the pmf must be 1, and"
    " weighted by `values` it must be `mean`.",
)
def sum_divided_out_afterwards(values, mean):
    pmf = _without_the_sum(values, mean)
    return pmf / pmf.sum()


def _without_the_sum(values, mean):
    return searched(lambda pmf: np.sum(pmf * np.log2(pmf)), [values], [mean], [mean])


@wrong(
    "Sum and mean are right, but of all such pmfs yours has the smallest sum of *squares*. Is it"
    " the entropy of the pmf that the search makes large?",
    nearly="The effort of the example is the sum of the squares. Here, minimize `-entropy(pmf)`, of"
    " the `pmf` that the search tries out.",
)
def effort_of_the_example(values, mean):
    sums = [1.0, mean]
    return searched(lambda pmf: np.sum(pmf**2), [np.ones(len(values)), values], sums, sums)


@wrong(
    "Your probabilities are close, but some of their decimals are missing.",
    nearly="Do not round inside the function: return the `.x` of the result as it is.",
)
def rounded(values, mean):
    return np.round(reference(values, mean), 1)


@wrong(
    "All your values are 1/e = 0.368: nothing keeps the search from making each term of the sum as"
    " large as it can be.",
    nearly=f"Give the search its constraints: maximize the entropy {_UNDER_BOTH}",
    alone=True,
)
def no_constraint(values, mean):
    return np.full(len(values), np.exp(-1))


@wrong(
    "Your pmf is right where the mean is large. Where it is small, you get the uniform pmf: is the"
    " mean fixed, or only kept from getting smaller?",
    nearly='A constraint of type `"ineq"`, or one with an upper limit of infinity, allows larger'
    ' means, too. The mean must be equal to `mean`: `"eq"`, or the same lower and upper limit.',
)
def mean_at_least(values, mean):
    return reference(values, max(mean, np.mean(values)))


@wrong(
    "Your pmf is right where the mean is small. Where it is large, you get the uniform pmf: is the"
    " mean fixed, or only kept from getting larger?",
    nearly='A constraint of type `"ineq"`, or one with a lower limit of minus infinity, allows'
    ' smaller means, too. The mean must be equal to `mean`: `"eq"`, or the same lower and upper'
    " limit.",
)
def mean_at_most(values, mean):
    return reference(values, min(mean, np.mean(values)))


@right(name="SLSQP and one LinearConstraint")
def by_linear_constraint(values, mean):
    """The notebook's way."""
    from scipy.optimize import LinearConstraint, minimize

    n = len(values)
    sums = [1, mean]
    return minimize(
        lambda pmf: -entropy(pmf),
        np.ones(n) / n,
        method="SLSQP",
        bounds=[(1e-12, 1)] * n,
        constraints=LinearConstraint([np.ones(n), values], sums, sums),
        options={"ftol": 1e-12, "maxiter": 1000},
    ).x


@right(name="SLSQP and two functions")
def by_slsqp(values, mean):
    from scipy.optimize import minimize

    return minimize(
        lambda pmf: -entropy(pmf),
        np.full(len(values), 1 / len(values)),
        method="SLSQP",
        bounds=[(0, 1)] * len(values),
        constraints=[
            {"type": "eq", "fun": lambda pmf: np.sum(pmf) - 1},
            {"type": "eq", "fun": lambda pmf: np.sum(pmf * values) - mean},
        ],
    ).x


@right
def a_root_of_the_mean(values, mean):
    from scipy.optimize import brentq

    x = _scaled(values)

    def pmf(rate):
        weights = np.exp(-rate * x)
        return weights / weights.sum()

    return pmf(brentq(lambda rate: pmf(rate) @ values - mean, -200, 200))


@right
def the_dual_problem(values, mean):
    from scipy.optimize import minimize_scalar

    x, target = _scaled(values), np.interp(mean, values[[0, -1]], [0, 1])
    rate = minimize_scalar(lambda r: np.log(np.sum(np.exp(-r * x))) + r * target).x
    weights = np.exp(-rate * x)
    return weights / weights.sum()


@right(name="Newton steps")
def by_newton(values, mean):
    x, target, rate = _scaled(values), np.interp(mean, values[[0, -1]], [0, 1]), 0.0
    for _ in range(50):
        p = np.exp(-rate * x)
        p = p / p.sum()
        rate += (p @ x - target) / (p @ x**2 - (p @ x) ** 2)
    return p
