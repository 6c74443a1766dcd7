"""What a student's function returned, looked over before a demo computes with it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .live import Unusable

_NUMBERS = "biuf"  # kinds of arrays: Boolean, whole numbers, decimals


def demand_a_value(value: object, name: str) -> None:
    """Raise `Unusable` if a function returned nothing, or a blank that is still to be filled in."""
    if value is None:
        raise Unusable(f"Your {name}() returned None: what does its return line say?")
    if value is ...:
        raise Unusable(f"Your {name}() returned a blank `...`: replace it by your own expression.")


def one_number(value: object) -> float | None:
    """Return a value as a float, or None if it is not one number.

    An array of one number will do, and so will a text that can be read as one.

    >>> one_number(np.array([0.5]))
    0.5
    >>> one_number("no") is None
    True
    """
    array = as_array(value)
    if array is None or array.size != 1:
        return None
    try:
        return float(array.item())  # not by `asarray(..., float)`, which makes nan of None
    except (TypeError, ValueError, OverflowError):
        return None


def mask_of(value: object, n: int) -> NDArray[np.bool_] | None:
    """Return a mask of n elements as a Boolean array, or None if the value is none.

    Zeros and ones in place of False and True will do, and a list in place of an array.

    >>> mask_of([0, 1], 2)
    array([False,  True])
    >>> mask_of([-0.06, -0.05], 2) is None
    True
    """
    array = as_array(value)
    if array is None or array.shape != (n,) or array.dtype.kind not in _NUMBERS:
        return None
    mask = array.astype(bool)
    return mask if (array == mask).all() else None


def as_array(value: Any) -> NDArray[Any] | None:
    """Return a value as NumPy reads it, or None where it cannot."""
    try:
        return np.asarray(value)
    except (TypeError, ValueError):  # lists of different lengths in a list
        return None
