"""When two drawn things show the same data."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .described_drawing import Curve, Drawing, DrawnBand, Histogram

_UNITS = (1e3, 1e-3, 1e6, 1e-6, 1e12, 1e-12)


def height_mean(item: Any) -> float:
    """A number by which to put things in order: mean of a histogram, mean height of a curve."""
    if isinstance(item, Histogram):
        middles = (item.edges[:-1] + item.edges[1:]) / 2
        total = item.heights.sum()
        return float(np.sum(middles * item.heights) / total) if total else float(item.edges[0])
    y = item.y if hasattr(item, "y") else (item.lower + item.upper) / 2
    y = y[np.isfinite(y)]
    return float(y.mean()) if len(y) else 0.0


def missing(wanted: list, drawn: list, same: Callable[..., bool]) -> list:
    """Which of the wanted things are not drawn: each drawn one stands for one wanted one."""
    return [w for w, k in zip(wanted, pairs(wanted, drawn, same), strict=True) if k is None]


def pairs(wanted: list, drawn: list, same: Callable[..., bool]) -> list[int | None]:
    """For each wanted thing, the index of a drawn one that is the same, or None."""
    free, found = list(range(len(drawn))), []
    for item in wanted:
        k = next((k for k in free if same(item, drawn[k])), None)
        if k is not None:
            free.remove(k)
        found.append(k)
    return found


def unit_factor(lost: list, drawn: list, same: Callable[..., bool]) -> float | None:
    """The factor by which the first lost thing differs from a drawn one, or None."""
    for factor in _UNITS:
        if any(same(item, lost[0], factor) for item in drawn):
            return factor
    return None


def near(got: np.ndarray, right: np.ndarray) -> bool:
    """Whether coordinates agree, by the scale of the right ones; nan equals nan."""
    if got.shape != right.shape:
        return False
    scale = np.abs(right[np.isfinite(right)]).max(initial=0.0)
    return bool(np.allclose(got, right, rtol=0, atol=1e-6 * scale, equal_nan=True))


def same_curve(got: Curve, right: Curve, x_factor: float = 1, y_factor: float = 1) -> bool:
    """Whether two curves agree, from either end."""
    x, y = got.x * x_factor, got.y * y_factor
    return any(near(x[::step], right.x) and near(y[::step], right.y) for step in (1, -1))


def same_band(got: DrawnBand, right: DrawnBand, x_factor: float = 1, y_factor: float = 1) -> bool:
    """Whether two bands agree."""
    return (
        near(got.x * x_factor, right.x)
        and near(got.lower * y_factor, right.lower)
        and near(got.upper * y_factor, right.upper)
    )


def same_histogram(got: Histogram, right: Histogram, as_many: bool = True) -> bool:
    """Whether two histograms can be of the same data, and `as_many`: have as many bins.

    With the same edges the heights must agree; else the data must: their number, their mean, and
    how many lie below each edge, as far as bins can tell.
    """
    if as_many and len(got.heights) != len(right.heights):
        return False
    if not (np.isfinite(got.edges).all() and np.isfinite(got.heights).all()):
        return False
    width = np.diff(right.edges).max()
    total = right.heights.sum()
    if not abs(got.heights.sum() - total) <= 1e-6 * total:
        return False
    if got.edges.shape == right.edges.shape and np.allclose(
        got.edges, right.edges, rtol=0, atol=1e-6 * width
    ):
        # A value on an edge may be counted on either side, by rounding.
        return bool(np.abs(got.heights - right.heights).sum() <= 2 + 1e-6 * total)
    coarse = max(width, np.diff(got.edges).max())
    if abs(height_mean(got) - height_mean(right)) > 0.25 * coarse:
        return False
    below = np.concatenate([[0.0], np.cumsum(right.heights)])
    counted = np.concatenate([[0.0], np.cumsum(got.heights)])
    low = below[np.clip(np.searchsorted(right.edges, got.edges, "right") - 1, 0, None)]
    low[got.edges < right.edges[0]] = 0.0
    high = below[np.clip(np.searchsorted(right.edges, got.edges, "left"), 0, len(below) - 1)]
    return bool((counted >= low - 1.5).all() and (counted <= high + 1.5).all())


def marks(drawing: Drawing) -> np.ndarray:
    """Marked places of a raster, shape (n, 2): time and row, whatever they are drawn with."""
    found = [np.column_stack([c.x, c.y]) for c in drawing.points]
    found += [np.column_stack([c.x, c.y]) for c in drawing.curves if c.style == "markers"]
    for image in drawing.images:
        rows, columns = np.nonzero(np.nan_to_num(image.data))
        n_rows, n_columns = image.data.shape
        left, right, bottom, top = image.extent
        x = left + (columns + 0.5) * (right - left) / n_columns
        y = bottom + (rows + 0.5) * (top - bottom) / n_rows
        found.append(np.column_stack([x, y]))
    ticks = drawing.segments[drawing.segments[:, 0] == drawing.segments[:, 2]]
    found.append(np.column_stack([ticks[:, 0], (ticks[:, 1] + ticks[:, 3]) / 2]))
    return np.concatenate(found)
