"""Spike trains and the intervals between their spikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._axes import add_legend, axes_or_new, in_unit, numbers, with_unit
from .distributions import _edges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType
    from numpy.typing import ArrayLike

    from ..data import SpikeTrains

__all__ = ["isi_histogram", "spike_raster"]


def isi_histogram(
    isis: ArrayLike,
    bins: ArrayLike,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    unit: str = "ms",
    color: ColorType | None = None,
) -> Axes:
    """Draw how many inter-spike intervals fall into each bin.

    Parameters
    ----------
    isis : array of float, shape (n,)
        Inter-spike intervals in seconds; those outside the bins are not counted.
    bins : array of float
        Edges of the bins in seconds.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure without it.
    label, title : str, optional
        A label brings a legend.
    unit : {"ms", "s"}
        Unit of the horizontal axis.
    color : matplotlib color, optional
        Next colour of the style by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the intervals are no finite numbers, or the edges do not increase.
    """
    isis = numbers("isis", isis)
    edges = _edges(bins, len(numbers("bins", bins)) - 1)
    counts, _ = np.histogram(isis, edges)
    ax = axes_or_new(ax)
    style = {} if color is None else {"color": color}
    ax.stairs(counts, in_unit(edges, unit), fill=True, label=label, **style)
    ax.set(xlabel=with_unit("Inter-spike interval", unit), ylabel="Number of intervals")
    if title is not None:
        ax.set_title(title)
    ax.set_xlim(in_unit(edges[[0, -1]], unit))
    if not counts.any():
        ax.set_ylim(0, 1)
    add_legend(ax, label)
    return ax


def spike_raster(
    trains: SpikeTrains | Sequence[ArrayLike],
    ax: Axes | None = None,
    *,
    start: float = 0.0,
    stop: float | None = None,
    names: Sequence[str] | None = None,
    title: str | None = None,
    color: ColorType = "0.15",
) -> Axes:
    """Draw spike trains as rows of ticks.

    Parameters
    ----------
    trains : SpikeTrains or sequence of array of float
        Spike times in seconds, one array a neuron.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure without it.
    start, stop : float
        Part of the time that is shown, in seconds; up to the last spike by default.
    names : sequence of str, optional
        One for each row; the rows are numbered without it.
    title : str, optional
        Title of the axes.
    color : matplotlib color
        Colour of the ticks.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If there are no trains, or as many names as trains are not given.
    """
    rows = [numbers("spike times", train) for train in trains]
    if not rows:
        raise ValueError("spike_raster() needs at least one spike train")
    if names is not None and len(names) != len(rows):
        raise ValueError(f"{len(rows)} trains need {len(rows)} names, got {len(names)}")
    if stop is None:
        stop = max([start, *(train.max() for train in rows if train.size)])
        stop = stop if stop > start else start + 1.0
    rows = [train[(train >= start) & (train <= stop)] for train in rows]
    times = np.concatenate(rows)
    heights = np.repeat(np.arange(len(rows)), [train.size for train in rows])
    ax = axes_or_new(ax)
    ax.vlines(times, heights - 0.4, heights + 0.4, color=color, linewidth=0.8)
    ax.set(xlabel="Time (s)", xlim=(start, stop), ylim=(len(rows) - 0.5, -0.5))
    if names is not None:
        ax.set_yticks(range(len(rows)), names)
    else:
        ax.set_ylabel("Neuron")
        ax.yaxis.get_major_locator().set_params(integer=True)  # type: ignore[call-arg]
    if title is not None:
        ax.set_title(title)
    return ax
