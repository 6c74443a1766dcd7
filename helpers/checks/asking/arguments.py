"""A probe's arguments on their way to a student's object, and what has become of them after it."""

from typing import Any

import numpy as np

# By name, so that a `numpy.array_equal` that was assigned to decides nothing.
from numpy import array_equal


def supply(value: Any) -> Any:
    """Plain data of its own for the student to work on: arrays are writable copies.

    ``{"generator": seed}``, as `helpers.exercises.generator` makes it, becomes a new
    `numpy.random.Generator` with this seed.
    """
    if is_generator(value):
        return np.random.default_rng(value["generator"])
    if type(value) is np.ndarray:
        return value.copy()
    if type(value) in (list, tuple):
        return type(value)([supply(item) for item in value])
    if type(value) is dict:
        return {key: supply(item) for key, item in value.items()}
    return value


def is_generator(value: Any) -> bool:
    """Whether a value stands for a random generator."""
    return type(value) is dict and "generator" in value and value.keys() <= {"generator", "drawn"}


def afterwards(given: Any, now: Any) -> Any:
    """`now`, what `supply` made of the arguments `given`, as it is after the call.

    In the place of a generator stands ``{"generator": seed, "drawn": True}`` if it was drawn from
    and ``{"generator": seed, "drawn": False}`` if not.
    """
    if is_generator(given) and type(now) is np.random.Generator:
        fresh = np.random.default_rng(given["generator"]).bit_generator.state
        return {**given, "drawn": now.bit_generator.state != fresh}
    if type(given) is not type(now) or type(given) not in (list, tuple, dict):
        return now
    if len(given) != len(now):
        return now
    if type(given) is dict:
        return {
            key: afterwards(given[key], item) if key in given else item for key, item in now.items()
        }
    return type(now)([afterwards(*pair) for pair in zip(given, now, strict=True)])


def without_draws(value: Any) -> Any:
    """What `afterwards` made, but for whether generators were drawn from: that is no change."""
    if is_generator(value):
        return {"generator": value["generator"]}
    if type(value) in (list, tuple):
        return type(value)([without_draws(item) for item in value])
    if type(value) is dict:
        return {key: without_draws(item) for key, item in value.items()}
    return value


def identical(one: Any, other: Any) -> bool:
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
