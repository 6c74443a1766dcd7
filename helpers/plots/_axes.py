"""What the plot functions share: axes, units, and errors that say what to pass."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..lif import finite

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

UNITS = {"ms": 1e3, "s": 1.0, None: 1.0}

numbers = partial(finite, ndim=1)


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


def same_length(name: str, values: NDArray, other_name: str, others: NDArray) -> None:
    """Say which two lengths differ, where they differ."""
    if len(values) != len(others):
        raise ValueError(
            f"{name} and {other_name} must be equally long, got {len(values)} and {len(others)}"
        )


def equally_long(**named: ArrayLike) -> list[NDArray[np.float64]]:
    """Return flat arrays of finite numbers, equally long and not empty, or say what is wrong."""
    arrays = {name: numbers(name, values) for name, values in named.items()}
    first, *others = arrays
    for name in others:
        same_length(first, arrays[first], name, arrays[name])
    if len(arrays[first]) == 0:
        raise ValueError(f"{first} is empty: there is nothing to draw")
    return list(arrays.values())


def bin_edges(bins: ArrayLike) -> NDArray[np.float64]:
    """Return the edges of bins, or say what is wrong with them."""
    edges = numbers("bins", bins)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise ValueError("bins must be two edges at least, which increase")
    return edges


def filled_steps(
    ax: Axes, values: NDArray, edges: NDArray, color: ColorType | None, **style: Any
) -> Any:
    """Draw filled steps, in the next colour of the style where none is given."""
    if color is not None:
        style["color"] = color
    return ax.stairs(values, edges, fill=True, **style)


def start_at_zero(ax: Axes, highest: float) -> None:
    """Let the vertical axis go from 0 to a little more than the highest value."""
    ax.set_ylim(0, 1.05 * highest if highest > 0 else 1)


def finish(ax: Axes, xlabel: str, ylabel: str, label: str | None, title: str | None) -> Axes:
    """Name the axes, and draw the legend again where a label was given."""
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if title is not None:
        ax.set_title(title)
    if label is not None:
        ax.legend()
    return ax
