"""Wrong answers to Exercise 2.1 about the weights, the sums and the bounds of the search."""

import numpy as np

from ..declaration import wrong


def searched(cost, weights, least, most, patience=1000):
    """Where `cost` is smallest, among the pmfs whose weighted sums are in these limits."""
    from scipy.optimize import LinearConstraint, minimize

    n = len(weights[0])
    return minimize(
        cost,
        np.ones(n) / n,
        method="SLSQP",
        bounds=[(1e-12, 1)] * n,
        constraints=LinearConstraint(weights, least, most),
        options={"ftol": 1e-12, "maxiter": patience},
    ).x


def _most_uncertain(weights, least, most):
    """Give up soon: where no pmf has such sums, a search wanders about without an end."""
    return searched(lambda pmf: np.sum(pmf * np.log2(pmf)), weights, least, most, patience=30)


def _for_bounds(values, n):
    """What SciPy does with bounds for `n` entries."""
    from scipy.optimize import minimize

    return minimize(
        lambda pmf: np.sum(pmf * np.log2(pmf)),
        np.full(len(values), 1 / len(values)),
        method="SLSQP",
        bounds=[(1e-12, 1)] * n,
    ).x


@wrong(
    "Rows and sums are in different orders: your search lets the *mean* be 1, and the *sum* of the"
    " pmf what the mean should be.",
    nearly="The first sum belongs to the first row. With the rows `[np.ones(n), values]`, the sums"
    " are `[1, mean]`.",
    name="sums in another order than the rows",
)
def sums_in_another_order(values, mean):
    return _most_uncertain([values, np.ones(len(values))], [1.0, mean], [1.0, mean])


@wrong(
    "Neither of your sums is fixed: each may be anything from 0 up to what it should be. What must"
    " the *least* value of each sum be?",
    nearly="Give the same values as least and as most:"
    " `optimize.LinearConstraint(rows, [1, mean], [1, mean])`.",
)
def both_sums_at_most(values, mean):
    return _most_uncertain([np.ones(len(values)), values], [0.0, 0.0], [1.0, mean])


@wrong(
    "Both your sums lie between 1 and `mean`. What is the least, and what is the most, that *each*"
    " of them may be?",
    nearly="There is a list of two least values and one of two most values, in the order of the"
    " rows: `optimize.LinearConstraint(rows, [1, mean], [1, mean])`.",
)
def both_sums_from_1_to_the_mean(values, mean):
    return _most_uncertain([np.ones(len(values)), values], [1.0, 1.0], [mean, mean])


@wrong(
    "One value stands for both of your sums, so that the sum of the pmf, too, is asked to be"
    " `mean`.",
    nearly="Two rows need two least values and two most values:"
    " `optimize.LinearConstraint(rows, [1, mean], [1, mean])`.",
)
def both_sums_the_mean(values, mean):
    return _most_uncertain([np.ones(len(values)), values], [mean, mean], [mean, mean])


@wrong(
    "All your mass goes to the largest value: your search is asked for a mean that no pmf over"
    " these values has. Is `len(values)` in your weights, or in your sum?",
    nearly="The mean of a pmf is `np.sum(pmf * values)`, without the number of values: the weights"
    " are `values`, and the sum is `mean`.",
)
def mean_over_the_number_of_values(values, mean):
    n = len(values)
    return _most_uncertain([np.ones(n), values / n], [1.0, mean], [1.0, mean])


@wrong(
    "Your weights for the plain sum seem to be 1/n. With them the probabilities have to sum to n,"
    " which no pmf does.",
    nearly="In a plain sum each entry counts once: its row of weights is `np.ones(n)`.",
    name="plain sum with the weights 1/n",
)
def plain_sum_over_the_number(values, mean):
    n = len(values)
    return _most_uncertain([np.ones(n) / n, values], [1.0, mean], [1.0, mean])


@wrong(
    "Your search looks for the mean 0.025, whatever `mean` is: that is `mean_isi` of section 2.",
    nearly="Use the parameter of your function: the sums are `[1, mean]`.",
    name="mean_isi for the mean",
    alone=True,
)
def mean_of_section_2(values, mean):
    return _most_uncertain([np.ones(len(values)), values], [1.0, 0.025], [1.0, 0.025])


@wrong(
    "You weight the probabilities by their positions 0, 1, 2, …, as if those were the outcomes.",
    nearly="The outcomes are the `values`: they are the weights of the mean, not `np.arange(n)`.",
)
def positions_for_values(values, mean):
    n = len(values)
    return _most_uncertain([np.ones(n), np.arange(n)], [1.0, mean], [1.0, mean])


@wrong(
    "SciPy says that your weights have not as many rows as there are least and most values. Each"
    " sum needs a row with one weight for each probability: print `np.shape(rows)`.",
    nearly="`rows = [np.ones(n), values]` has the shape (2, n). `np.concatenate` makes one long row"
    " of the two, and `np.column_stack` makes columns of them.",
    name="columns of weights for rows",
    raises=True,
)
def columns_of_weights(values, mean):
    return _most_uncertain(np.column_stack([np.ones(len(values)), values]), [1, mean], [1, mean])


@wrong(
    "There are three pairs of bounds, as for the three muscles of the example. How many"
    " probabilities are there here?",
    nearly="One pair for each entry of `values`: `bounds=[(1e-12, 1)] * len(values)`.",
    raises=True,
)
def bounds_of_the_three_muscles(values, mean):
    if len(values) == 3:
        return _most_uncertain([np.ones(3), values], [1, mean], [1, mean])
    return _for_bounds(values, 3)


@wrong(
    "SciPy says that there are not as many pairs of bounds as entries in the place to start. Both"
    " must be as many as `values`, which need not be 50.",
    nearly="With `n = len(values)`, start at `np.full(n, 1 / n)`, and let the bounds be"
    " `[(1e-12, 1)] * n`.",
    name="bounds for 50 entries",
    raises=True,
)
def bounds_for_50(values, mean):
    return _for_bounds(values, 50)


@wrong(
    "A function stands where numbers are needed. `optimize.minimize` first takes what it makes"
    " small, and then the place to start: is that your order?",
    nearly="`optimize.minimize(minus_entropy, first_guess, ...)`: the function comes first.",
    raises=True,
)
def function_and_start_interchanged(values, mean):
    from scipy.optimize import minimize

    return minimize(np.full(len(values), 1 / len(values)), lambda pmf: 0.0, method="SLSQP").x
