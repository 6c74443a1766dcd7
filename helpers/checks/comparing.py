"""Is an answer the right one, and if not, what is the difference in a sentence?"""

import numpy as np

# By name, so that a `numpy.allclose` or the like that was assigned to decides nothing.
from numpy import array_equal, asarray, count_nonzero, errstate, isfinite, isinf, isnan, sort

from ..wire import Opaque
from . import showing, statistics

_FUNCTIONS = (
    "function",
    "method",
    "builtin_function_or_method",
    "numpy.ufunc",
    "numpy._ArrayFunctionDispatcher",
)


def is_number(value):
    """Whether a value is one real number: Python's, NumPy's, or an array without axes."""
    if isinstance(value, bool | np.bool_):
        return False
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "iuf"
    return isinstance(value, int | float | np.integer | np.floating)


def close(got, right, compare):
    """Whether numbers or arrays of one shape agree within the tolerance; nan equals nan."""
    with errstate(all="ignore"):
        got, right = asarray(got, float), asarray(right, float)
        near = abs(got - right) <= compare.atol + compare.rtol * abs(right)
        same = (got == right) | isnan(got) & isnan(right)
        return bool((near & isfinite(right) | same).all())


def difference(got, right, compare, what="what your function returned"):
    """What is wrong with a value, or "".

    Parameters
    ----------
    got, right : plain data
        The student's value and the right one: a number, an array, or a tuple of these.
    compare : Comparison
    what : str
        What the value is called in the sentence.

    Returns
    -------
    str
        A sentence; "" when nothing is wrong.
    """
    if right is None:  # the function is there for what it does, not for what it returns
        return ""
    sentence = _not_a_value(got, what)
    if sentence:
        return sentence
    if isinstance(right, tuple):
        return _tuple(got, right, compare, what)
    if isinstance(right, np.ndarray) and right.dtype.kind == "b" and right.ndim > 0:
        return _mask(got, right, what)
    if isinstance(right, np.ndarray) and right.ndim > 0:
        return _array(got, right, compare, what)
    if isinstance(right, dict):
        return _dictionary(got, right, compare, what)
    if isinstance(right, list):
        return _list(got, right, compare, what)
    if is_number(right):
        return _number(got, right, compare, what)
    return "" if type(got) is type(right) and got == right else f"{_cap(what)} is not right."


def _not_a_value(got, what):
    if got is None:
        return f"{_cap(what)} is None, that is, nothing: does the function end with `return`?"
    if type(got) is not Opaque:
        return ""
    if got.type == "ellipsis":
        return f"{_cap(what)} is a blank `...`: replace each `...` by your own expression."
    if got.about == "array":
        return (
            f"{_cap(what)} is a `{got.type}`, not an ordinary array: `np.array(...)` makes one"
            " of it."
        )
    if got.type == "numpy.ndarray" and got.about.startswith("dtype"):
        return (
            f"{_cap(what)} is an array, but not of numbers ({got.about}): are some of its elements"
            " texts, lists or None?"
        )
    if got.about:
        return f"{_cap(what)} is {showing.kind_of(got.type)}, {got.about} to be looked at."
    if got.type.endswith("OptimizeResult"):
        return f"{_cap(what)} is all that the search reports: what it found is in its `.x`."
    if got.type in _FUNCTIONS:
        return (
            f"{_cap(what)} is a function: to return its result, call it, with parentheses and"
            " arguments."
        )
    if got.type == "generator":
        return f"{_cap(what)} is a generator: use `return` in place of `yield`."
    if got.type == "coroutine":
        return f"{_cap(what)} has not been computed: leave out the word `async`."
    return f"{_cap(what)} is {showing.kind_of(got.type)}, which cannot be compared with numbers."


def _number(got, right, compare, what):
    if not is_number(got):
        return _instead_of_a_number(got, right, compare, what)
    value = float(got)
    if isnan(value):
        return (
            f"{_cap(what)} is nan, “not a number”: somewhere 0/0 or 0·log(0) was computed, or"
            " the logarithm or root of a negative number."
        )
    if isinf(value):
        return f"{_cap(what)} is infinite: somewhere log(0) or a division by zero was computed."
    if close(value, right, compare):
        return ""
    return (
        _rounded(asarray(value), asarray(right), what) or f"{_cap(what)} is not the right number."
    )


def _rounded(got, right, what):
    """A sentence if these are the right values with their last decimals cut off, or ""."""
    for digits in range(2, 7):
        kept = asarray(right.round(digits))
        if got.any() and (got == kept).all():
            # A single digit is right by chance too easily: -0.06 V is -0.059 V, rounded, but also
            # the resting potential, of one who has not computed anything yet.
            if (abs(kept[kept != 0]) * 10**digits < 9.5).any():
                return ""
            return (
                f"{_cap(what)} is right up to {digits} decimals: do not round inside a function,"
                " since what is lost there is lost to all that computes with it. Round when you"
                " print."
            )
    return ""


def _instead_of_a_number(got, right, compare, what):
    if isinstance(got, str):
        return (
            f"{_cap(what)} is a text, {showing.short(got)}; a number is asked for. An f-string or"
            " `str(...)` makes texts: return the number itself."
        )
    if isinstance(got, bool | np.bool_):
        return f"{_cap(what)} is {got}; a number is asked for. Is a comparison returned?"
    if isinstance(got, complex | np.complexfloating):
        return f"{_cap(what)} is a complex number, {showing.short(got)}: a real one is asked for."
    if isinstance(got, np.ndarray):
        if got.ndim == 0:
            return f"{_cap(what)} is not a real number."
        if got.size == 1 and got.dtype.kind in "iuf" and close(got.ravel()[0], right, compare):
            return (
                f"{_cap(what)} has the right value, but is an array with one element,"
                f" {showing.short(got)}; a plain number is asked for. Take its element with `[0]`,"
                " or look for a pair of brackets too many."
            )
        return (
            f"{_cap(what)} is an array ({showing.shape(got)}); one number is asked for. Is the"
            " sum missing?"
        )
    if isinstance(got, tuple):
        return (
            f"{_cap(what)} is a tuple of {len(got)}; one number is asked for. Is there a comma"
            " too many behind `return`?"
        )
    if isinstance(got, list):
        return (
            f"{_cap(what)} is a list of {len(got)}; one number is asked for. Return the number"
            " without square brackets."
        )
    return f"{_cap(what)} is {showing.kind_of(type(got).__name__)}; one number is asked for."


def _array(got, right, compare, what):
    if isinstance(got, list | tuple):
        word = "list" if isinstance(got, list) else "tuple"
        if any(isinstance(item, np.ndarray) and item.ndim for item in got):
            return (
                f"{_cap(what)} is a {word} of {len(got)} with arrays in it; one array is asked for."
                " Take the one that is meant, as in `a, b = f(...)` or with `[0]`."
            )
        return (
            f"{_cap(what)} is a {word} of {len(got)}; an array is asked for. `np.array(...)` makes"
            " one of it."
        )
    if is_number(got):
        # An attribute of an object, "`v` after step 2", is seldom the result of a sum.
        guess = " Is `axis=` missing, or a sum taken once too often?" if what[0] != "`" else ""
        return f"{_cap(what)} is one number; an array ({showing.shape(right)}) is asked for.{guess}"
    if not isinstance(got, np.ndarray):
        return f"{_cap(what)} is {showing.kind_of(type(got).__name__)}; an array is asked for."
    if got.dtype.kind == "b":
        return f"{_cap(what)} is an array of True and False; numbers are asked for."
    if got.dtype.kind == "c":
        return f"{_cap(what)} is an array of complex numbers; real ones are asked for."
    if got.shape != right.shape:
        return (
            f"{_cap(what)} is an array with {showing.shape(got)}; asked for is one with"
            f" {showing.shape(right)}."
        )
    for bad, word, why in (
        (
            isnan(got),
            "nan, “not a number”",
            # An array of numbers keeps None as nan.
            "0/0, a division by zero, log(0) or the root of a negative number was computed, or a"
            " function that returns None was used",
        ),
        (isinf(got), "infinite", "a division by zero or log(0) was computed"),
    ):
        if bad.any() and isfinite(right).all():
            return (
                f"{_cap(what)} has {count_nonzero(bad)} of {got.size} values that are {word}:"
                f" somewhere {why}."
            )
    if compare.statistics:
        return statistics.difference(got, right, compare, what)
    if close(got, right, compare):
        return ""
    if right.size > 1 and close(sort(got.ravel()), sort(right.ravel()), compare):
        return f"{_cap(what)} has the right values in the wrong order."
    return _rounded(got, right, what) or f"{_cap(what)} does not have the right values."


def _mask(got, right, what):
    asked = f"a Boolean array ({showing.shape(right)}), True or False for each element"
    if not isinstance(got, np.ndarray) or got.ndim == 0:
        kind = showing.kind_of(type(got).__name__)
        return f"{_cap(what)} is {kind}; asked for is {asked}, as a comparison of arrays makes it."
    if got.dtype.kind != "b":
        return f"{_cap(what)} is an array of numbers; asked for is {asked}."
    if got.shape != right.shape:
        return f"{_cap(what)} has {showing.shape(got)}; asked for is {asked}."
    wrong = np.flatnonzero(got != right)
    if not wrong.size:
        return ""
    return f"{_cap(what)} is wrong for {wrong.size} of {right.size}, the first at index {wrong[0]}."


def _dictionary(got, right, compare, what):
    if not isinstance(got, dict):
        kind = showing.kind_of(type(got).__name__)
        return f"{_cap(what)} is {kind}; a dictionary is asked for."
    if got.keys() != right.keys():
        return f"{_cap(what)} has the keys {showing.short([*got])}; asked for: {[*right]}."
    for key, wanted in right.items():
        sentence = difference(got[key], wanted, compare, f"{what} at key {key!r}")
        if sentence:
            return sentence
    return ""


def _list(got, right, compare, what):
    if not isinstance(got, list):
        kind = showing.kind_of(type(got).__name__)
        return f"{_cap(what)} is {kind}; a list is asked for."
    if len(got) != len(right):
        return f"{_cap(what)} is a list of {len(got)}; asked for is one of {len(right)}."
    for k, (item, wanted) in enumerate(zip(got, right, strict=True)):
        sentence = difference(item, wanted, compare, f"element {k} of {what}")
        if sentence:
            return sentence
    return ""


def first_differing(got, right, compare):
    """Index of the first element that differs between two arrays of one shape, or None."""
    arrays = isinstance(got, np.ndarray) and isinstance(right, np.ndarray)
    if not arrays or right.ndim == 0 or got.shape != right.shape or compare.statistics:
        return None
    if got.dtype.kind not in "iufb" or right.dtype.kind not in "iufb":
        return None
    with np.errstate(all="ignore"):
        same = np.isclose(
            got.astype(float), right.astype(float), compare.rtol, compare.atol, equal_nan=True
        )
    return None if same.all() else tuple(int(k) for k in np.argwhere(~same)[0])


def _tuple(got, right, compare, what):
    """A list or an array of as many is unpacked like a tuple, and counts as one."""
    names = compare.parts or tuple(f"part {k + 1}" for k in range(len(right)))
    listed = f"a tuple of {len(right)} ({', '.join(names)}) is asked for"
    if isinstance(got, np.ndarray) and got.ndim == 1:
        got = tuple(got)
    if is_number(got):
        return f"{_cap(what)} is one number; {listed}: `return a, b`."
    if not isinstance(got, list | tuple):
        kind = "an array" if isinstance(got, np.ndarray) else showing.kind_of(type(got).__name__)
        return f"{_cap(what)} is {kind}; {listed}: `return a, b`."
    if len(got) != len(right):
        return f"{_cap(what)} has {len(got)} elements; {listed}."
    for item, wanted, name in zip(got, right, names, strict=True):
        sentence = difference(item, wanted, compare, f"the element “{name}”")
        if sentence:
            return sentence
    return ""


def _cap(text):
    return text[0].upper() + text[1:]


def alike(one, other, compare):
    """Whether two values of any kind are the same within the tolerance; nan equals nan."""
    if is_number(one) and is_number(other):
        return close(one, other, compare)
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        if one.shape != other.shape:
            return False
        if one.dtype.kind in "iufb" and other.dtype.kind in "iufb":
            if compare.statistics:
                return statistics.alike(one, other, compare)
            return close(one, other, compare)
        return bool(array_equal(one, other))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(
            alike(a, b, compare) for a, b in zip(one, other, strict=True)
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[k], other[k], compare) for k in one)
    return bool(one == other)


def identical(one, other):
    """Whether two values are the same to the last bit and of the same type."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and array_equal(
            one, other, equal_nan=one.dtype.kind in "fc"
        )
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(identical, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(identical(one[k], other[k]) for k in one)
    return bool(one == other or (one != one and other != other))
