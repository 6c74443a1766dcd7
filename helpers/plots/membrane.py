"""Membrane potentials and currents of simulated neurons.

Data go in as volts, amperes and seconds; the axes show mV, pA and ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._axes import axes_or_new, equally_long, finish
from ._lif import VOLTAGE, finish_over_time, histogram, image_edges, voltages_over_time

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

__all__ = [
    "current_trace",
    "euler_error",
    "mean_band",
    "voltage_density",
    "voltage_histogram",
    "voltage_traces",
]

DARKEST = 0.55  # square root of the share of the neurons from which on the image is black


def voltage_traces(
    t: ArrayLike,
    v: ArrayLike,
    ax: Axes | None = None,
    *,
    mean: bool = True,
    threshold: float | None = None,
    label: str | None = None,
    title: str | None = None,
    color: ColorType = "0.35",
    alpha: float | None = None,
) -> Axes:
    """Draw membrane potentials as lines, and their mean over the neurons.

    Parameters
    ----------
    t : array of float, shape (steps,)
        Times in s.
    v : array of float, shape (neurons, steps) or (steps,)
        Membrane potentials in V.
    mean : bool
        Whether the mean over neurons is drawn, where there are several.
    threshold : float, optional
        Threshold in V, drawn as a dashed line.
    alpha : float, optional
        How opaque they are; less the more neurons there are by default.
    """
    from matplotlib.collections import LineCollection

    t, v = voltages_over_time(t, v)
    if alpha is None:
        alpha = max(0.03, min(1.0, 6 / len(v)))
    ax = axes_or_new(ax)
    lines: Any = np.stack(np.broadcast_arrays(t, v), axis=-1)
    width = 1.8 if len(v) == 1 else 0.8
    ax.add_collection(
        LineCollection(lines, colors=color, alpha=alpha, linewidths=width, label=label)
    )
    ax.autoscale_view()
    label = _add_mean_and_threshold(ax, t, v, mean and len(v) > 1, threshold, label)
    return finish_over_time(ax, t, VOLTAGE, label, title)


def voltage_density(
    t: ArrayLike,
    v: ArrayLike,
    ax: Axes | None = None,
    *,
    mean: bool = True,
    threshold: float | None = None,
    bins: int = 80,
    title: str | None = None,
) -> Axes:
    """Draw where the membrane potentials of many neurons lie, as one image, and their mean.

    Each column of the image is a histogram over the neurons at one time: the darker, the more
    neurons.

    Parameters
    ----------
    t : array of float, shape (steps,)
        Times in s, equally spaced.
    v : array of float, shape (neurons, steps)
        Membrane potentials in V.
    mean : bool
        Whether the mean over neurons is drawn.
    threshold : float, optional
        Threshold in V, drawn as a dashed line.
    bins : int
        Number of bins of the potential.
    """
    t, v = voltages_over_time(t, v)
    ax = axes_or_new(ax)
    low, high = _span(v)
    ax.imshow(
        density(v, low, high, bins),
        cmap="Greys",
        origin="lower",
        aspect="auto",
        vmin=0,
        vmax=DARKEST,
        extent=(*image_edges(t), low, high),
        interpolation="nearest",
    )
    label = _add_mean_and_threshold(ax, t, v, mean, threshold)
    return finish_over_time(ax, t, VOLTAGE, label, title)


def mean_band(
    t: ArrayLike,
    mean: ArrayLike,
    sd: ArrayLike,
    ax: Axes | None = None,
    *,
    label: str | None = "mean ± SD",
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw a mean potential over time in a band of one standard deviation to either side.

    Parameters
    ----------
    t : array of float, shape (steps,)
        Times in s.
    mean, sd : array of float, shape (steps,)
        Mean and standard deviation over the neurons, in V.
    """
    t, mean, sd = (1e3 * values for values in equally_long(t=t, mean=mean, sd=sd))
    if (sd < 0).any():
        raise ValueError("sd must not be negative")
    ax = axes_or_new(ax)
    (line,) = ax.plot(t, mean, color=color, label=label)
    ax.fill_between(t, mean - sd, mean + sd, color=line.get_color(), alpha=0.25, linewidth=0)
    return finish_over_time(ax, t, VOLTAGE, label, title)


def voltage_histogram(
    v: ArrayLike,
    bins: int | ArrayLike = 50,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw how many membrane potentials fall into each bin.

    Call it a second time with the same `ax` and another label to compare.

    Parameters
    ----------
    v : array of float, shape (neurons,)
        Membrane potentials in V, at one time say.
    bins : int or array of float
        Number of bins from the smallest to the largest potential, or the edges in V.
    """
    return histogram("v", v, bins, ax, VOLTAGE, label, title, color)


def current_trace(
    t: ArrayLike,
    current: ArrayLike,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw an input current over time.

    Parameters
    ----------
    t : array of float, shape (steps,)
        Times in s.
    current : array of float, shape (steps,)
        Current in A.
    """
    t, current = equally_long(t=t, current=current)
    ax = axes_or_new(ax)
    ax.plot(1e3 * t, 1e12 * current, color=color, label=label)
    return finish_over_time(ax, 1e3 * t, "Current (pA)", label, title)


def euler_error(
    dt: ArrayLike,
    error: ArrayLike,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw the error of a simulation against its time step, both axes logarithmic.

    A dashed line through the last point shows an error in proportion to the step.

    Parameters
    ----------
    dt : array of float, shape (n,)
        Time steps in s.
    error : array of float, shape (n,)
        Largest deviation from the exact solution in V, larger than 0.
    """
    dt, error = equally_long(dt=dt, error=error)
    if (dt <= 0).any() or (error <= 0).any():
        raise ValueError("dt and error must be larger than 0: the axes are logarithmic")
    steps, error = 1e3 * dt, 1e3 * error
    ax = axes_or_new(ax)
    (line,) = ax.plot(steps, error, "o-", markersize=5, color=color, label=label)
    guide = "in proportion to the step"
    ax.plot(steps, error[-1] * steps / steps[-1], "--", color="0.45", linewidth=1.2, label=guide)
    line.set_zorder(3)
    ax.set(xscale="log", yscale="log")
    ax.yaxis.set_major_formatter("{x:g}")  # 0.1 and 1, not powers of ten
    if len(np.unique(steps)) <= 8:
        ax.set_xticks(np.unique(steps), [f"{step:.3g}" for step in np.unique(steps)])
        ax.set_xticks([], minor=True)
    return finish(ax, "Time step (ms)", "Largest error (mV)", guide, title)


def density(v: NDArray[np.float64], low: float, high: float, bins: int) -> NDArray[np.float64]:
    """Return how many neurons lie in each bin of the potential at each time, for an image.

    `v` has shape (neurons, steps); `low` and `high`, in its unit, are the range of the bins, and
    what lies outside is not counted. The result has shape (bins, steps): the square root of the
    share of the neurons, so that few neurons can still be seen.

    >>> density(np.array([[0.5, 2.5], [0.5, 9.0]]), 0, 3, 3) ** 2
    array([[1. , 0. ],
           [0. , 0. ],
           [0. , 0.5]])
    """
    neurons, steps = v.shape
    row = np.floor((v - low) * (bins / (high - low)))
    cell = np.where((row >= 0) & (row < bins), row * steps + np.arange(steps), bins * steps)
    counts = np.bincount(cell.astype(np.intp).ravel(), minlength=bins * steps + 1)[:-1]
    return np.sqrt(counts.reshape(bins, steps) / neurons).round(12)


def _add_mean_and_threshold(ax, t, v, mean, threshold, label=None):
    """Draw what is asked for; return a label that is in the legend, if there is one."""
    if mean:
        ax.plot(t, v.mean(axis=0), color="C1", linewidth=2.4, label=f"mean of {len(v)}")
        label = "mean"
    if threshold is not None:
        level, label = 1e3 * threshold, "threshold"
        ax.axhline(level, color="0.3", linestyle="--", linewidth=1.2, label=label)
        low, high = ax.get_ylim()
        margin = 0.04 * (max(high, level) - min(low, level))
        ax.set_ylim(min(low, level - margin), max(high, level + margin))
    return label


def _span(v):
    """Return a range that holds all potentials, a little wider."""
    low, high = float(v.min()), float(v.max())
    margin = 0.03 * (high - low) or 0.5
    return low - margin, high + margin
