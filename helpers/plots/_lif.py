"""What the plots of simulated neurons share: time in ms, potential in mV, legends over data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._axes import add_legend, axes_or_new, in_unit, numbers, same_length

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType
    from numpy.typing import ArrayLike, NDArray

TIME = "Time (ms)"
VOLTAGE = "Membrane potential (mV)"


def voltages_over_time(
    t: ArrayLike, v: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return times in ms and potentials in mV, shape (neurons, steps)."""
    t = numbers("t", t)
    v = numbers("v", v, ndim=2 if np.ndim(v) == 2 else 1)
    v = np.atleast_2d(v)
    if v.size == 0:
        raise ValueError("v is empty: there is nothing to draw")
    if v.shape[1] != len(t):
        raise ValueError(
            f"t must hold a time for each column of v (neurons, steps): "
            f"got {len(t)} times for shape {v.shape}"
        )
    return in_unit(t, "ms"), 1e3 * v


def line_over_time(
    t: ArrayLike,
    name: str,
    values: ArrayLike,
    factor: float,
    ax: Axes | None,
    label: str | None,
    color: ColorType | None,
) -> Axes:
    t, values = numbers("t", t), numbers(name, values)
    same_length("t", t, name, values)
    if len(t) == 0:
        raise ValueError("t is empty: there is nothing to draw")
    ax = axes_or_new(ax)
    ax.plot(in_unit(t, "ms"), factor * values, color=color, label=label)
    return ax


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
    values = 1e3 * numbers(name, values)
    if values.size == 0:
        raise ValueError(f"{name} is empty: there is nothing to draw")
    if np.ndim(bins) == 1:
        bins = 1e3 * numbers("bins", bins)
        if len(bins) < 2 or not (np.diff(bins) > 0).all():
            raise ValueError("bins must be two edges at least, which increase")
    elif not isinstance(bins, int | np.integer) or bins < 1:
        raise ValueError(f"bins is a number of bins or an array of edges, not {bins!r:.80}")
    counts, edges = np.histogram(values, bins)
    ax = axes_or_new(ax)
    style = {} if color is None else {"color": color}
    ax.stairs(counts, edges, fill=True, alpha=0.6, label=label, **style)
    ax.set(xlabel=xlabel, ylabel="Number of neurons")
    ax.set_ylim(0, max(1.05 * counts.max(), ax.get_ylim()[1] if len(ax.patches) > 1 else 1))
    if title is not None:
        ax.set_title(title)
    add_legend(ax, label)
    return ax


def finish(
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
