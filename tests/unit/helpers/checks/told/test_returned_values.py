"""A returned value of the wrong kind is named, with what to do."""

import pytest

RETURNS = {  # what a function returns: the sentence
    "None": "None, that is, nothing: does the function end with `return`?",
    "'0.72'": "is a text, '0.72'; a number is asked for",
    "f'{1.0:.2f} bits'": "is a text",
    "True": "is True; a number is asked for. Is a comparison returned?",
    "pmf[0] > 0": "a number is asked for. Is a comparison returned?",
    "1j": "a complex number",
    "[1.0]": "a list of 1; one number is asked for",
    "(1.0, 2.0)": "a tuple of 2; one number is asked for. Is there a comma too many",
    "{}": "is a dictionary; one number is asked for",
    "{1.0}": "an object of type `set`, which cannot be compared with numbers",
    "np.array([-np.sum(pmf[pmf > 0] * np.log2(pmf[pmf > 0]))])": "an array with one element",
    "pmf": "an array (2 values, shape (2,)); one number is asked for. Is the sum missing, or",
    "np.outer(pmf, pmf)": "an array (shape (2, 2))",
    "np.array([None])": "an array, but not of numbers",
    "np.array(['a'])": "an array, but not of numbers",
    "np.ma.array([1.0])": "a `numpy.ma.MaskedArray`, not an ordinary array",
    "np.ma.masked": "MaskedConstant`, not an ordinary array",
    "pmf.view(np.matrix)": "a `numpy.matrix`, not an ordinary array",
    "float('nan')": "is nan, “not a number”",
    "np.nan * pmf[0]": "is nan",
    "float('inf')": "is infinite",
    "-np.inf": "is infinite",
    "entropy": "is a function: to return its result, call it",
    "np.sum": "is a function",
    "lambda: 1": "is a function",
    "np": "is a module, which cannot be compared with numbers",
    "object()": "an object of type `object`",
    "(p for p in pmf)": "is a generator",
    "10 ** 400": "is a whole number, too large to be looked at",
    "'a' * 10**6": "is a text, too large to be looked at",
    "[0] * 10**6": "is a list, too large to be looked at",
    "np.zeros(10**8, 'u1')": "is an array, too large to be looked at",
    "-1.0": "What your function returned is not right.",
}


@pytest.mark.parametrize("value", RETURNS)
def test_a_returned_value_of_the_wrong_kind_is_named(value, notebook, check):
    result = check(notebook(f"def entropy(pmf):\n    return {value}"))
    assert RETURNS[value] in result.message
    assert "expected: 1" in result.message
    assert (result.state, repr(result)) == ("wrong", "0")
    assert len(result.message) < 1000


ARRAYS = {
    "list(counts / counts.sum())": "a list of 3; an array is asked for",
    "tuple(counts / counts.sum())": "a tuple of 3; an array is asked for",
    "np.histogram(counts)": "a tuple of 2 with arrays in it; one array is asked for. Take the one",
    "1.0": "is one number; an array (3 values, shape (3,)) is asked for",
    "None": "is None",
    "'pmf'": "is a text; an array is asked for",
    "counts > 0": "an array of True and False",
    "counts / counts.sum() + 0j": "an array of complex numbers",
    "(counts / counts.sum())[:, None]": "an array with shape (3, 1); asked for is one with 3 value",
    "(counts / counts.sum())[:2]": "an array with 2 values, shape (2,); asked for is one with 3",
    "counts / 0": "has 3 of 3 values that are infinite",
    "counts * np.nan": "has 3 of 3 values that are nan",
    "(counts / counts.sum())[[1, 0, 2]]": "has the right values in the wrong order",
    "counts + 1": "does not have the right values",
    "counts / counts.sum() / 2": "does not have the right values: each is 0.5 times what it should",
    "np.r_[0, 0, (counts / counts.sum())[2:]]": "are wrong, the first at index 0.",
    "(counts / counts.sum()).astype(object)": "an array, but not of numbers",
    "np.ma.array(counts / counts.sum())": "a `numpy.ma.MaskedArray`",
}


@pytest.mark.parametrize("value", ARRAYS)
def test_an_array_of_the_wrong_kind_is_named(value, notebook, check):
    cell = f"def pmf_from_counts(counts):\n    return {value}"
    result = check(notebook(cell, "pmf_from_counts"), "pmf_from_counts")
    assert ARRAYS[value] in result.message
    assert "pmf_from_counts([1, 2, 1]) (three bins)" in result.message
    assert result.state == "wrong"


def test_a_list_for_an_array_is_shown_as_one(notebook, check):
    cell = "def pmf_from_counts(counts):\n    return list(counts / counts.sum())"
    message = check(notebook(cell, "pmf_from_counts"), "pmf_from_counts").message
    assert "got:      a list [0.25, 0.5, 0.25]" in message


TUPLES = {
    "1.5": "is one number; a tuple of 2 (bits per spike, bits per second) is asked for",
    "1.5, 60, 3": "has 3 elements; a tuple of 2",
    "{}": "is a dictionary; a tuple of 2",
    "1.5, None": "The second result, bits per second, is None",
    "1.5, 61": "The second result, bits per second, is not right.",
    "'1.5', 60": "The first result, bits per spike, is a text",
    "np.ones((2, 2))": "is an array; a tuple of 2",
}


@pytest.mark.parametrize("value", TUPLES)
def test_the_element_of_a_tuple_that_is_wrong_is_named(value, notebook, check):
    cell = f"def information_rates(isis, bins):\n    return {value}"
    result = check(notebook(cell, "information_rates"), "information_rates")
    assert TUPLES[value] in result.message
    assert result.state == "wrong"


def test_a_named_tuple_counts_as_a_tuple(notebook, check):
    cell = """
        from collections import namedtuple

        Rates = namedtuple("Rates", "per_spike per_second")

        def information_rates(isis, bins):
            counts, _ = np.histogram(isis, bins)
            p = counts[counts > 0] / len(isis)
            bits = -np.sum(p * np.log2(p))
            return Rates(bits, bits / np.mean(isis))
        """
    assert check(notebook(cell, "information_rates"), "information_rates").state == "right"


OFF_ON_ALL = {  # the exercise and what it returns: by how much that is too large or too small
    ("entropy", "h * 0.4805"): "0.4805 times what it should be.",
    ("entropy", "h + (h > 1)"): "",  # right here, wrong there
    ("entropy", "h * len(p)"): "",
    ("entropy", "h + 1"): "1 too large",
    ("entropy", "h - 0.25"): "0.25 too small",
    ("information_rates", "h, 37 * h / np.mean(isis)"): "37 times",
    ("information_rates", "0.3 * h, h / np.mean(isis)"): "0.3 times",
    ("information_rates", "h, h / np.mean(isis) + 1"): "1 too large",
    ("information_rates", "h, h / np.mean(isis) ** 2"): "",
}


@pytest.mark.parametrize(("name", "value"), OFF_ON_ALL)
def test_a_number_that_is_off_by_the_same_on_all_inputs_is_told_so(name, value, notebook, check):
    shares = {"entropy": "pmf", "information_rates": "np.histogram(isis, bins)[0] / len(isis)"}
    parameters = {"entropy": "pmf", "information_rates": "isis, bins"}
    cell = f"""
        def {name}({parameters[name]}):
            p = {shares[name]}
            p = p[p > 0]
            h = -np.sum(p * np.log2(p))
            return {value}
        """
    result = check(notebook(cell, name), name)
    told = OFF_ON_ALL[name, value]
    assert result.state == "wrong"
    assert ("On all inputs" in result.message) == bool(told)
    assert not told or f"On all inputs it is {told}" in result.message


def test_a_rounded_answer_is_told_to_keep_its_decimals(notebook, check):
    for digits in (2, 3):
        cell = f"""
            def entropy(pmf):
                p = pmf[pmf > 0]
                return np.round(-np.sum(p * np.log2(p)), {digits})
            """
        assert f"is right up to {digits} decimals: do not round" in check(notebook(cell)).message
    cell = "def pmf_from_counts(counts):\n    return np.round(counts / np.sum(counts), 3)"
    message = check(notebook(cell, "pmf_from_counts"), "pmf_from_counts").message
    assert "is right up to 3 decimals: do not round" in message


MASK_AS_VALUES = """
    def entropy(pmf):
        possible = pmf > 0
        return -np.sum(possible * np.log2(possible))
    """
ZEROS_SELECTED = MASK_AS_VALUES.replace("pmf > 0", "pmf[pmf == 0]")


@pytest.mark.parametrize("cell", [MASK_AS_VALUES, ZEROS_SELECTED])
def test_a_hint_that_fits_two_mistakes_is_true_of_both(cell, notebook, check):
    message = check(notebook(cell)).message
    assert "should throw away, or only True and False?" in message
