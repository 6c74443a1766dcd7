"""Random numbers, compared by their statistics: what they are drawn from is what counts."""

import numpy as np

from ...exercises.declaration import Comparison


def _correlation(values):
    """Correlation of successive values along the last axis; 0 for values that do not vary."""
    one, next_one = values[..., :-1].ravel(), values[..., 1:].ravel()
    spread = one.std() * next_one.std()
    if one.size < 2 or spread == 0:
        return 0.0
    r = float(((one - one.mean()) * (next_one - next_one.mean())).mean() / spread)
    return round(r, 2)


_STATISTICS = {
    "mean": lambda values: float(values.mean()),
    "sd": lambda values: float(values.std()),
    "correlation": _correlation,
}
# From this many standard errors on, a statistic of random numbers is not 0 by chance.
_STANDARD_ERRORS = 3


def is_nought(name: str, values: np.ndarray) -> bool:
    """Whether a statistic is 0 within what chance makes of it: 0.02, say, is then no promise."""
    errors = {"mean": of("sd", values), "correlation": 1.0}  # times the root of their number
    error = errors.get(name, 0.0) / max(values.size, 1) ** 0.5
    return abs(of(name, values)) <= _STANDARD_ERRORS * error


def difference(got: np.ndarray, right: np.ndarray, compare: Comparison) -> tuple[str, dict] | None:
    """The first statistic in which two arrays of one shape do not agree, or None."""
    for name in compare.statistics:
        if not _agree(name, got, right, right, compare):
            return "statistic", {
                "statistic": name,
                "value": of(name, got),
                "wanted": 0 if is_nought(name, right) else of(name, right),
            }
    return None


def of(name: str, values: np.ndarray) -> float:
    """A statistic of some values, by its name."""
    return _STATISTICS[name](values.astype(float))


def alike(one: np.ndarray, other: np.ndarray, compare: Comparison) -> bool:
    """Whether two arrays of one shape agree in all the statistics."""
    return all(_agree(name, one, other, other, compare) for name in compare.statistics)


def _agree(name, one, other, scale, compare):
    with np.errstate(all="ignore"):
        a, b = of(name, one), of(name, other)
        # A correlation has no unit; the others have that of the values.
        tolerance = compare.rtol * (1.0 if name == "correlation" else of("sd", scale))
        return bool(abs(a - b) <= tolerance + 1e-9 * max(abs(a), abs(b)))
