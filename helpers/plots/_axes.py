"""What the plot functions share: axes, units, and errors that say what to pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sized
    from typing import Any

    from matplotlib.axes import Axes
    from numpy.typing import ArrayLike, NDArray

UNITS = {"ms": 1e3, "s": 1.0, None: 1.0}


def axes_or_new(ax: Any, **figure: Any) -> Any:
    """Return `ax`, or the axes of a new figure."""
    if ax is not None:
        return ax
    from matplotlib import pyplot

    return pyplot.subplots(**figure)[1]


def in_unit(values: ArrayLike, unit: str | None) -> NDArray[np.float64]:
    """Return values given in seconds (or in no unit) in the unit of the axis."""
    if unit not in UNITS:
        raise ValueError(f'unit is "ms", "s" or None, not {unit!r}')
    return np.asarray(values, float) * UNITS[unit]


def with_unit(label: str, unit: str | None) -> str:
    """Return an axis label with its unit in brackets.

    >>> with_unit("Time", "ms")
    'Time (ms)'
    """
    return f"{label} ({unit})" if unit else label


def numbers(name: str, values: ArrayLike, ndim: int = 1) -> NDArray[np.float64]:
    """Return `values` as an array of finite numbers, or say what is wrong."""
    try:
        array = np.asarray(values, float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must hold numbers, got {values!r:.80}") from None
    if array.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} dimension(s), got shape {array.shape}")
    if not np.isfinite(array).all():
        count = int(np.sum(~np.isfinite(array)))
        raise ValueError(f"{name} must hold finite numbers; {count} of {array.size} are nan or inf")
    return array


def same_length(name: str, values: Sized, other_name: str, others: Sized) -> None:
    """Say which two lengths differ, where they differ."""
    if len(values) != len(others):
        raise ValueError(
            f"{name} and {other_name} must be equally long, got {len(values)} and {len(others)}"
        )


def add_legend(ax: Axes, label: str | None) -> None:
    """Draw the legend again where a label was given."""
    if label is not None:
        ax.legend()
