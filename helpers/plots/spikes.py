"""Spike trains and the intervals between their spikes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from ..data import SpikeTrains
from ._axes import axes_or_new, bin_edges, filled_steps, finish, in_unit, numbers, with_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

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
    unit : {"ms", "s"}
        Unit of the horizontal axis.
    """
    counts, edges = np.histogram(numbers("isis", isis), bin_edges(bins))
    edges = in_unit(edges, unit)
    ax = axes_or_new(ax)
    filled_steps(ax, counts, edges, color, label=label)
    ax.set_xlim(edges[[0, -1]])
    if not counts.any():
        ax.set_ylim(0, 1)
    return finish(ax, with_unit("Inter-spike interval", unit), "Number of intervals", label, title)


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
    start, stop : float
        Part of the time that is shown, in seconds; up to the last spike by default.
    names : sequence of str, optional
        One for each row; the rows are numbered without it.
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
