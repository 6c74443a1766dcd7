"""When a value counts as the right one, and what is said of numbers that are not."""

import numpy as np
import pytest

from helpers import exercises
from helpers.checks import instant
from helpers.checks.judging import compare
from helpers.checks.judging.wording import values
from helpers.exercises import Comparison
from tests.patience import PATIENT

CLOSE = [
    (1.0, 1.0 + 1e-7, True),
    (1.0, 1.0 + 1e-5, False),
    (np.nan, np.nan, True),
    (np.nan, 1.0, False),
    (np.inf, np.inf, True),
    (np.inf, -np.inf, False),
    (1.0, np.inf, False),
    (np.inf, 1.0, False),
    ([1, np.nan], [1.0, np.nan], True),
    ([1, 2], [1.0, 3.0], False),
    ([], [], True),
]


@pytest.mark.parametrize(("got", "right", "same"), CLOSE)
def test_closeness_is_numpys_with_nan_equal_to_nan(got, right, same):
    comparison = Comparison()
    assert compare.close(got, right, comparison) is same
    assert np.allclose(got, right, comparison.rtol, comparison.atol, equal_nan=True) == same


def said_of(tutorial, name, answer):
    """What the second failing run says: the fault or the hint, and the case."""
    exercise = exercises.find(tutorial, name)
    instant.check(exercise, answer, seconds=PATIENT)
    return instant.check(exercise, answer, seconds=PATIENT).message


AT_REST = [
    ("lif_membrane", "euler_step", lambda v, i, dt, tau, el, r: v, "where it was before the step"),
    ("lif_membrane", "simulate_membrane", lambda current, dt: 0 * current - 0.06, "stays at rest"),
    ("lif_membrane", "simulate_population", lambda current, dt: 0 * current - 0.06, "stay at rest"),
    ("lif_spikes", "ode_step", lambda v, i, dt: v, "V comes back as it was given"),
]


@pytest.mark.parametrize(("tutorial", "name", "answer", "said"), AT_REST)
def test_one_who_has_rounded_nothing_is_not_told_to_round_nothing(tutorial, name, answer, said):
    message = said_of(tutorial, name, answer)
    assert said in message and "round" not in message


ROUNDED = [
    (-0.06, -0.0588, False),  # the resting potential
    ([-0.06, -0.06], [-0.0588, -0.0595], False),
    ([-0.06, -0.05], [-0.0595, -0.05], False),  # the right value has two zeros behind the 5
    ([0.5, 0.06], [0.5012, 0.0588], False),
    ([0.501, 0.06, 0.059], [0.5012, 0.0602, 0.0588], True),  # to three decimals
    ([0.5, 0.0], [0.5012, 0.0], True),
    (-0.0588, -0.058762, True),
    (1.49, 1.4855, True),
]


@pytest.mark.parametrize(("got", "right", "rounded"), ROUNDED)
def test_values_are_called_rounded_only_if_each_keeps_two_digits(got, right, rounded):
    got, right = (x if type(x) is float else np.array(x) for x in (got, right))
    finding = compare.difference(got, right, Comparison())
    assert finding and (finding.what == "rounded") is rounded
    assert ("do not round" in values.sentence(finding)) is rounded


def test_amperes_may_be_rounded_to_picoamperes():
    got, right = np.array([2.5e-10, 3.97e-10]), np.array([2.5e-10, 3.9695e-10])
    finding = compare.difference(got, right, Comparison(atol=1e-18))
    assert "is right up to 12 decimals: do not round" in values.sentence(finding)


def test_nan_may_come_from_a_root_or_from_a_function_that_returns_none():
    v = np.full(3, -0.06)
    v[1:] = None
    message = said_of("lif_membrane", "simulate_membrane", lambda current, dt: v[: len(current)])
    assert "2 of 3 values that are nan" in message
    assert "root of a negative number" in message and "returns None" in message
    infinite = compare.difference(np.array([np.inf]), np.array([1.0]), Comparison())
    sentence = values.sentence(infinite)
    assert "are infinite: somewhere a division by zero" in sentence and "None" not in sentence


def test_one_number_for_an_array_may_be_a_missing_axis():
    def mean_and_sd(v):
        return np.mean(v), v.std(axis=0, ddof=1)

    assert "Is `axis=` missing" in said_of("lif_membrane", "mean_and_sd", mean_and_sd)
    where = (("attribute", "v", "after step 1"),)
    attribute = values.sentence(compare.difference(1.0, np.ones(2), Comparison(), where))
    assert attribute.endswith("an array (2 values, shape (2,)) is asked for.")


def test_a_statistic_that_is_0_but_for_chance_is_told_as_0():
    def drawn_and_sorted(mean, sd, n_steps, rng):
        return np.sort(rng.normal(mean, sd, n_steps))

    message = said_of("lif_membrane", "noisy_current", drawn_and_sorted)
    assert "is 1; it should be about 0." in message
    assert "correlation of successive values about 0\n" in message
    assert "0.02" not in message
    # The mean is far from 0 here, and stays a number.
    assert "expected: mean 2.5e-10, standard deviation 1e-10," in message


def test_a_current_left_out_is_told_that_it_has_no_effect():
    def euler_step(v, i, dt, tau, el, r):
        return v + dt / tau * (el - v)

    message = said_of("lif_membrane", "euler_step", euler_step)
    assert "The current has no effect that could be seen" in message and "I/R" not in message


# One rule for what stands where an array is asked for.

ARRAY, MASK = np.array([1.0, 2.0, 3.0]), np.array([True, False, True])
FOR_AN_ARRAY = {
    "float32": (ARRAY.astype(np.float32), None),
    "whole numbers": (ARRAY.astype(int), None),
    "a view": (np.array([3.0, 2.0, 1.0])[::-1], None),
    "a list": ([1.0, 2.0, 3.0], "is a list of 3; an array is asked for. `np.array(...)` makes one"),
    "a list of NumPy's numbers": ([*ARRAY], "is a list of 3; an array is asked for."),
    "a tuple": ((1.0, 2.0, 3.0), "is a tuple of 3; an array is asked for."),
    "a list of arrays without axes": ([*map(np.array, ARRAY)], "is a list of 3; an array is asked"),
    "a list of arrays": ([ARRAY, ARRAY], "Take the one that is meant"),
    "an empty list": ([], "is a list of 0; an array is asked for."),
    "an array without axes": (
        np.array(1.0),
        "is one number; an array (3 values, shape (3,)) is asked",
    ),
    "a number": (1.0, "is one number; an array (3 values, shape (3,)) is asked"),
    "a column": (
        ARRAY[:, None],
        "is an array with shape (3, 1); asked for is one with 3 values",
    ),
    "texts": (["1", "2", "3"], "is a list of 3; an array is asked for."),
    "a mask": (MASK, "is an array of True and False; numbers are asked for."),
}


@pytest.mark.parametrize("case", FOR_AN_ARRAY)
def test_a_list_is_no_array_and_the_kind_of_its_numbers_does_not_matter(case):
    got, sentence = FOR_AN_ARRAY[case]
    finding = compare.difference(got, ARRAY, Comparison())
    assert (finding is None) is (sentence is None)
    if finding:
        assert sentence in values.sentence(finding)


def test_the_rows_of_an_array_in_a_list_are_not_to_be_chosen_from():
    rows = np.ones((2, 3))
    sentence = values.sentence(compare.difference([*rows], rows, Comparison()))
    assert "`np.array(...)` makes one of it." in sentence and "Take the one" not in sentence


@pytest.mark.parametrize("where", ["in a tuple", "in a dictionary", "in a list", "a mask"])
def test_a_list_is_no_array_wherever_it_stands(where):
    got, right = {
        "in a tuple": (([1.0, 2.0, 3.0], 1.0), (ARRAY, 1.0)),
        "in a dictionary": ({0: [1.0, 2.0, 3.0]}, {0: ARRAY}),
        "in a list": ([[1.0, 2.0, 3.0]], [ARRAY]),
        "a mask": ([True, False, True], MASK),
    }[where]
    finding = compare.difference(got, right, Comparison())
    assert "is a list of 3; an array is asked for." in values.sentence(finding)
