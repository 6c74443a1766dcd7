"""Is an answer the right one, and if not, what is the difference?"""

from typing import Any

import numpy as np

# By name, so that a `numpy.allclose` or the like that was assigned to decides nothing.
from numpy import array_equal, asarray, count_nonzero, errstate, isfinite, isinf, isnan, sort

from ...exercises.declaration import Comparison
from ..asking.wire import Opaque
from . import statistics
from .finding import Finding

_FUNCTIONS = ("function", "method", "builtin_function_or_method")
_FUNCTIONS += ("numpy.ufunc", "numpy._ArrayFunctionDispatcher")
# By types of their own that say enough.
_OPAQUE = {"ellipsis": "blank", "generator": "generator", "coroutine": "coroutine"}


def is_number(value: Any) -> bool:
    """Whether a value is one real number: Python's, NumPy's, or an array without axes."""
    if isinstance(value, bool | np.bool_):
        return False
    if isinstance(value, np.ndarray):
        return value.ndim == 0 and value.dtype.kind in "iuf"
    return isinstance(value, int | float | np.integer | np.floating)


def close(got: Any, right: Any, compare: Comparison) -> bool:
    """Whether numbers or arrays of one shape agree within the tolerance; nan equals nan."""
    return bool(_which_are_close(got, right, compare).all())


def _which_are_close(got, right, compare):
    with errstate(all="ignore"):
        got, right = asarray(got, float), asarray(right, float)
        near = abs(got - right) <= compare.atol + compare.rtol * abs(right)
        same = (got == right) | isnan(got) & isnan(right)
        return near & isfinite(right) | same


def difference(got: Any, right: Any, compare: Comparison, where: tuple = ()) -> Finding | None:
    """Find what is wrong with a value: a number, an array, or a tuple of these.

    `where` is what the value is a part of: see `Finding`.
    """
    if right is None:  # the function is there for what it does, not for what it returns
        return None
    if got is None:
        found = "nothing"
    elif type(got) is Opaque:
        found = _opaque(got)
    else:
        found = _way(right)(got, right, compare, where)
    if isinstance(found, str):
        found = found, {}
    return Finding(found[0], right, got, where, found[1]) if isinstance(found, tuple) else found


# Each of these says what is wrong with a value by a word, a word and details, or a finding of a
# part of it; None if nothing is.


def _way(right):
    if isinstance(right, tuple):
        return _tuple
    if isinstance(right, np.ndarray) and right.ndim > 0:
        return _mask if right.dtype.kind == "b" else _array
    if isinstance(right, dict):
        return _dictionary
    if isinstance(right, list):
        return _list
    return _number if is_number(right) else _same


def _same(got, right, compare, where):
    return None if type(got) is type(right) and got == right else "other value"


def _opaque(got):
    if got.type in _OPAQUE:
        return _OPAQUE[got.type]
    if got.about == "array":
        return "array of another class"
    if got.type == "numpy.ndarray" and got.about.startswith("dtype"):
        return "array of no numbers"
    if got.about:
        return "too much"
    if got.type.endswith("OptimizeResult"):
        return "search"
    return "function" if got.type in _FUNCTIONS else "object"


def _number(got, right, compare, where):
    if not is_number(got):
        return _instead_of_a_number(got, right, compare)
    value = float(got)
    if isnan(value):
        return "nan"
    if isinf(value):
        return "infinite"
    if close(value, right, compare):
        return None
    return _rounded(asarray(value), asarray(right)) or "number"


def _rounded(got, right):
    """To how many decimals the right values were cut off, if they were."""
    for digits in range(2, 14):
        kept = asarray(right.round(digits))
        if got.any() and (got == kept).all():
            # A single digit is right by chance too easily: -0.06 V is -0.059 V, rounded, but also
            # the resting potential, of one who has not computed anything yet.
            if (abs(kept[kept != 0]) * 10**digits < 9.5).any():
                return None
            return "rounded", {"digits": digits}
    return None


def _instead_of_a_number(got, right, compare):
    if isinstance(got, bool | np.bool_):
        return "truth for a number"
    if isinstance(got, complex | np.complexfloating):
        return "complex for a number"
    if isinstance(got, np.ndarray):
        if got.ndim == 0:
            return "no real number"
        single = got.size == 1 and got.dtype.kind in "iuf"
        right_one = single and close(got.ravel()[0], right, compare)
        return "number in an array" if right_one else "array for a number"
    words = {str: "text", tuple: "tuple", list: "list"}
    return f"{words.get(type(got), 'something')} for a number"


def _sequence_for_an_array(got, right):
    """What a list or a tuple is told: whether to make an array of it, or to take what is in it."""
    shapes = [item.shape for item in got if isinstance(item, np.ndarray) and item.ndim]
    rows = len(shapes) == len(right) and {*shapes} == {right.shape[1:]}
    return "arrays in a sequence" if shapes and not rows else "sequence for an array"


def _array(got, right, compare, where):
    if isinstance(got, list | tuple):
        return _sequence_for_an_array(got, right)
    if is_number(got):
        return "number for an array"
    if not isinstance(got, np.ndarray):
        return "something for an array"
    if got.dtype.kind in "bc":
        return "mask for an array" if got.dtype.kind == "b" else "complex array"
    if got.shape != right.shape:
        return "shape"
    for bad, word in (isnan(got), "nan in an array"), (isinf(got), "infinite in an array"):
        if bad.any() and isfinite(right).all():
            return word, {"count": count_nonzero(bad)}
    if compare.statistics:
        return statistics.difference(got, right, compare)
    if close(got, right, compare):
        return None
    if right.size > 1 and close(sort(got.ravel()), sort(right.ravel()), compare):
        return "order"
    return _rounded(got, right) or ("values", _which_are_wrong(got, right, compare))


def _which_are_wrong(got, right, compare):
    """How many and the first; and the factor between all, if there is one."""
    wrong = np.argwhere(~_which_are_close(got, right, compare))
    details = {"count": len(wrong), "first": tuple(wrong[0]), "factor": None}
    some = right != 0
    if count_nonzero(some) > 1 and not got[~some].any():
        ratios = got[some] / right[some]
        if np.ptp(ratios) <= compare.rtol * abs(ratios[0]):
            details["factor"] = float(ratios[0])
    return details


def _mask(got, right, compare, where):
    if isinstance(got, list | tuple):
        return _sequence_for_an_array(got, right)
    if not isinstance(got, np.ndarray) or got.ndim == 0:
        return "something for a mask"
    if got.dtype.kind != "b":
        return "numbers for a mask"
    if got.shape != right.shape:
        return "shape of a mask"
    wrong = np.flatnonzero(got != right)
    return ("mask", {"count": wrong.size, "first": wrong[0]}) if wrong.size else None


def _dictionary(got, right, compare, where):
    if not isinstance(got, dict):
        return "something for a dictionary"
    if got.keys() != right.keys():
        return "keys"
    pairs = ((("key", key), got[key], wanted) for key, wanted in right.items())
    return _first(pairs, compare, where)


def _list(got, right, compare, where):
    if not isinstance(got, list):
        return "something for a list"
    if len(got) != len(right):
        return "length"
    pairs = ((("element", k), got[k], wanted) for k, wanted in enumerate(right))
    return _first(pairs, compare, where)


def _tuple(got, right, compare, where):
    """A list or an array of as many is unpacked like a tuple, and counts as one."""
    names = compare.parts or tuple(f"part {k + 1}" for k in range(len(right)))
    if is_number(got):
        return "number for a tuple", {"names": names}
    rows = isinstance(got, np.ndarray) and got.ndim == 1 + np.ndim(right[0])
    if not isinstance(got, list | tuple) and not rows:
        return "something for a tuple", {"names": names}
    if len(got) != len(right):
        return "length of a tuple", {"names": names}
    steps = (("part", name, _ordinal(k)) for k, name in enumerate(names))
    pairs = zip(steps, got, right, strict=True)
    return _first(pairs, compare, where)


def _ordinal(k):
    return ("first", "second", "third")[k] if k < 3 else f"{k + 1}th"


def _first(pairs, compare, where):
    found = (difference(got, right, compare, (*where, step)) for step, got, right in pairs)
    return next(filter(None, found), None)


def first_differing(got: Any, right: Any, compare: Comparison) -> tuple[int, ...] | None:
    """Index of the first element that differs between two arrays of one shape, or None."""
    arrays = isinstance(got, np.ndarray) and isinstance(right, np.ndarray)
    if not arrays or right.ndim == 0 or got.shape != right.shape or compare.statistics:
        return None
    if got.dtype.kind not in "iufb" or right.dtype.kind not in "iufb":
        return None
    same = _which_are_close(got, right, compare)
    return None if same.all() else tuple(int(k) for k in np.argwhere(~same)[0])


def alike(one: Any, other: Any, compare: Comparison) -> bool:
    """Whether two values of any kind are the same within the tolerance; nan equals nan."""
    if is_number(one) and is_number(other):
        # One random number in place of many is like any other.
        return bool(compare.statistics) or close(one, other, compare)
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
