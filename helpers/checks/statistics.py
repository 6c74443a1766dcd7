"""Random numbers, compared by their statistics: what they are drawn from is what counts."""

import numpy as np

from . import showing


def _mean(values):
    return float(values.mean())


def _sd(values):
    return float(values.std())


def _correlation(values):
    """Correlation of successive values along the last axis; 0 for values that do not vary."""
    one, next_one = values[..., :-1].ravel(), values[..., 1:].ravel()
    spread = one.std() * next_one.std()
    if one.size < 2 or spread == 0:
        return 0.0
    r = float(((one - one.mean()) * (next_one - next_one.mean())).mean() / spread)
    return round(r, 2)


# Each with its words, and whether it has the unit of the values.
_KNOWN = {
    "mean": (_mean, "mean", True),
    "sd": (_sd, "standard deviation", True),
    "correlation": (_correlation, "correlation of successive values", False),
}


# From this many standard errors on, a statistic of random numbers is not 0 by chance.
_STANDARD_ERRORS = 3


def _is_nought(name, values):
    """Whether a statistic is 0 within what chance makes of it: 0.02, say, is then no promise."""
    values = values.astype(float)
    errors = {"mean": _sd(values), "correlation": 1.0}  # times the root of their number
    error = errors.get(name, 0.0) / max(values.size, 1) ** 0.5
    return abs(_KNOWN[name][0](values)) <= _STANDARD_ERRORS * error


def difference(got, right, compare, what):
    """The first statistic that is not the right one, in a sentence; "" if there is none.

    Parameters
    ----------
    got, right : array of one shape
    compare : Comparison
        ``statistics`` and ``rtol``.
    what : str
        What the value is called.
    """
    for name in compare.statistics:
        function, words, _ = _KNOWN[name]
        if not _agree(name, got, right, right, compare):
            wanted = 0 if _is_nought(name, right) else function(right.astype(float))
            return (
                f"The {words} of {what} is {showing.short(function(got.astype(float)))}; it should"
                f" be about {showing.short(wanted)}."
            )
    return ""


def alike(one, other, compare):
    """Whether two arrays of one shape agree in all the statistics."""
    return all(_agree(name, one, other, other, compare) for name in compare.statistics)


def can_be_listed(got, right):
    """Whether two values are arrays of numbers of one shape."""
    return all(isinstance(v, np.ndarray) and v.dtype.kind in "iuf" for v in (got, right)) and (
        got.shape == right.shape and got.size > 1
    )


def apart(got, right, compare):
    """The statistics that are expected, and those that came, as two texts."""
    texts = ["", ""]
    with np.errstate(all="ignore"):
        for digits in (4, 6, 9):
            texts = [_listed(right, compare, digits, True), _listed(got, compare, digits)]
            if texts[0] != texts[1]:
                break
    return tuple(texts)


def _listed(values, compare, digits, wanted=False):
    words = []
    for name in compare.statistics:
        function, word, _ = _KNOWN[name]
        if wanted and _is_nought(name, values):
            words.append(f"{word} about 0")
            continue
        words.append(f"{word} {showing.short(function(values.astype(float)), digits)}")
    return ", ".join(words)


def _agree(name, one, other, scale, compare):
    function, _, has_unit = _KNOWN[name]
    with np.errstate(all="ignore"):
        a, b = function(one.astype(float)), function(other.astype(float))
        tolerance = compare.rtol * (_sd(scale.astype(float)) if has_unit else 1.0)
        return bool(abs(a - b) <= tolerance + 1e-9 * max(abs(a), abs(b)))
