"""Spike trains and the intervals between their spikes."""

import numpy as np

from ._axes import add_legend, axes_or_new, in_unit, numbers, with_unit
from .distributions import _edges

__all__ = ["isi_histogram", "spike_raster"]


def isi_histogram(isis, bins, ax=None, *, label=None, title=None, unit="ms", color=None):
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


def spike_raster(trains, ax=None, *, start=0.0, stop=None, names=None, title=None, color="0.15"):
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
    trains = [numbers("spike times", train) for train in trains]
    if not trains:
        raise ValueError("spike_raster() needs at least one spike train")
    if names is not None and len(names) != len(trains):
        raise ValueError(f"{len(trains)} trains need {len(trains)} names, got {len(names)}")
    if stop is None:
        stop = max([start, *(train.max() for train in trains if train.size)])
        stop = stop if stop > start else start + 1.0
    trains = [train[(train >= start) & (train <= stop)] for train in trains]
    times = np.concatenate(trains)
    rows = np.repeat(np.arange(len(trains)), [train.size for train in trains])
    ax = axes_or_new(ax)
    ax.vlines(times, rows - 0.4, rows + 0.4, color=color, linewidth=0.8)
    ax.set(xlabel="Time (s)", xlim=(start, stop), ylim=(len(trains) - 0.5, -0.5))
    if names is not None:
        ax.set_yticks(range(len(trains)), names)
    else:
        ax.set_ylabel("Neuron")
        ax.yaxis.get_major_locator().set_params(integer=True)
    if title is not None:
        ax.set_title(title)
    return ax
