"""What the plots of simulated neurons share: time in ms, potential in mV, legends over data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._axes import axes_or_new, bin_edges, filled_steps, finish, numbers

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

TIME = "Time (ms)"
VOLTAGE = "Membrane potential (mV)"


def voltages_over_time(
    t: ArrayLike, v: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return times in ms and potentials in mV, shape (neurons, steps)."""
    t = numbers("t", t)
    v = np.atleast_2d(numbers("v", v, ndim=2 if np.ndim(v) == 2 else 1))
    if v.size == 0:
        raise ValueError("v is empty: there is nothing to draw")
    if v.shape[1] != len(t):
        raise ValueError(
            f"t must hold a time for each column of v (neurons, steps): "
            f"got {len(t)} times for shape {v.shape}"
        )
    return 1e3 * t, 1e3 * v


def histogram(
    name: str,
    values: ArrayLike,
    bins: int | ArrayLike,
    ax: Axes | None,
    xlabel: str,
    label: str | None,
    title: str | None,
    color: ColorType | None,
) -> Axes:
    """Draw how many of the values, given in s or V, lie in each bin; the axis shows ms or mV."""
    values = 1e3 * numbers(name, values)
    if values.size == 0:
        raise ValueError(f"{name} is empty: there is nothing to draw")
    if np.ndim(bins) == 1:
        bins = 1e3 * bin_edges(bins)
    elif not isinstance(bins, int | np.integer) or bins < 1:
        raise ValueError(f"bins is a number of bins or an array of edges, not {bins!r:.80}")
    counts, edges = np.histogram(values, bins)
    ax = axes_or_new(ax)
    filled_steps(ax, counts, edges, color, alpha=0.6, label=label)
    ax.set_ylim(0, max(1.05 * counts.max(), ax.get_ylim()[1] if len(ax.patches) > 1 else 1))
    return finish(ax, xlabel, "Number of neurons", label, title)


def finish_over_time(
    ax: Axes, t: NDArray[np.float64], ylabel: str, label: str | None, title: str | None
) -> Axes:
    """Name the axes; put the legend above them, since the data may lie anywhere below."""
    ax.set(xlabel=TIME, ylabel=ylabel)
    if len(t) > 1:
        ax.set_xlim(t[0], t[-1])
    if label is not None:
        ax.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, borderaxespad=0.1)
    if title is not None:
        ax.set_title(title, loc="center" if ax.get_legend() is None else "left")
    return ax


def image_edges(t: NDArray[np.float64]) -> tuple[float, float]:
    """Return where the first column of an image begins and the last ends."""
    half = (t[1] - t[0]) / 2 if len(t) > 1 else 0.5
    return t[0] - half, t[-1] + half
