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
# The largest of thousands of correlations gets so far by chance once in a million millions of runs.
_STANDARD_ERRORS_OF_THE_LARGEST = 8
# Bounds that independent numbers of any ordinary distribution keep: the kurtosis of an exponential
# one is 9, that of a coin that comes up once in 20 throws 18.
_CORRELATION, _KURTOSIS = 0.1, 50.0


def is_nought(name: str, values: np.ndarray) -> bool:
    """Whether a statistic is 0 within what chance makes of it: 0.02, say, is then no promise."""
    errors = {"mean": of("sd", values), "correlation": 1.0}  # times the root of their number
    error = errors.get(name, 0.0) / max(values.size, 1) ** 0.5
    return abs(of(name, values)) <= _STANDARD_ERRORS * error


def difference(got: np.ndarray, right: np.ndarray, compare: Comparison) -> tuple[str, dict] | None:
    """The first statistic in which two arrays of one shape do not agree, or None.

    Where successive values must not be correlated, others must not be, either.
    """
    for name in compare.statistics:
        if not _agree(name, got, right, right, compare):
            return "statistic", {
                "statistic": name,
                "value": of(name, got),
                "wanted": 0 if is_nought(name, right) else of(name, right),
            }
    if "correlation" in compare.statistics and is_nought("correlation", right):
        return _dependence(got.astype(float))
    return None


def _dependence(values):
    """What independent numbers of one distribution do not do, or None."""
    noise = _standardised(values)
    if np.mean(noise**4) > _KURTOSIS:
        return "few values far out", {}
    distance, value = _largest_correlation(noise)
    if value:
        return "values that come again", {"distance": distance, "value": value}
    if _largest_correlation(_standardised(np.abs(noise)))[1]:
        return "noise of changing strength", {}
    return None


def _standardised(values):
    """With mean 0 and standard deviation 1, or all 0 if they do not vary."""
    centred = values - values.mean(axis=-1, keepdims=True)
    sd = centred.std()
    return centred / sd if sd > 1e-9 * np.abs(values).max(initial=0.0) else 0.0 * centred


def _largest_correlation(noise):
    """The largest of the correlations of values some steps apart, and how many; 0 if by chance."""
    n = noise.shape[-1]
    spectrum = np.abs(np.fft.rfft(noise, 2 * n)) ** 2
    products = np.fft.irfft(spectrum).reshape(-1, 2 * n)[:, 1:n].sum(axis=0)
    correlations = products / max(noise.size, 1)
    k = int(np.argmax(np.abs(correlations))) if correlations.size else 0
    if not correlations.size or abs(correlations[k]) <= _by_chance(noise.size):
        return 0, 0.0
    return k + 1, round(float(correlations[k]), 2)


def same_again(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether arrays of random numbers from two generators go up and down together."""
    n = min(one.size, other.size)
    a, b = (_standardised(values.astype(float).ravel()[:n]) for values in (one, other))
    return bool(n and abs(np.mean(a * b)) > _by_chance(n))


def _by_chance(n):
    """How large a correlation of so many independent numbers may be."""
    return max(_CORRELATION, _STANDARD_ERRORS_OF_THE_LARGEST / max(n, 1) ** 0.5)


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
