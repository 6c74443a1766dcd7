"""The spikes of a population of simulated neurons: raster, rate, refractory periods.

Data go in as volts and seconds; the axes show mV, ms and Hz.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._axes import axes_or_new, equally_long, numbers
from ._lif import TIME, finish_over_time, histogram, image_edges, voltages_over_time
from .membrane import voltage_density

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

__all__ = ["population", "raster", "rate", "t_ref_histogram"]

_BLACK = 0.4  # where many neurons share a row of pixels it is black before all of them spike
_MANY = 100


def population(
    t: ArrayLike,
    v: ArrayLike,
    spikes: ArrayLike | Mapping[int, Sequence[float]],
    axes: Sequence[Axes] | None = None,
    *,
    threshold: float | None = None,
    title: str | None = None,
) -> NDArray[Any]:
    """Draw the potentials of a population, its spikes and its rate, over one another.

    Parameters
    ----------
    t : array of float, shape (steps,)
        Times in s, equally spaced.
    v : array of float, shape (neurons, steps)
        Membrane potentials in V.
    spikes : array of bool or of 0 and 1, shape (neurons, steps), or dict of lists
        Where there was a spike; or the spike times in s of neuron 0, 1, 2, ...
    axes : sequence of three matplotlib.axes.Axes, optional
        Where to draw; a new figure with a shared time axis without it.
    threshold : float, optional
        Threshold in V, drawn as a dashed line.
    title : str, optional
        Title of the first panel.

    Returns
    -------
    array of matplotlib.axes.Axes, shape (3,)
    """
    steps, _ = voltages_over_time(t, v)
    if len(steps) < 2:
        raise ValueError("population() needs two time steps at least, to know how long one is")
    times = np.asarray(t, float)
    dt = float(times[1] - times[0])
    if isinstance(spikes, Mapping):
        raster = _raster_of_times(spikes, np.shape(v), times[0], dt)
    else:
        raster = numbers("raster", spikes, ndim=2)
    if raster.shape != np.shape(v):
        raise ValueError(
            f"v and raster must have the same shape, got {np.shape(v)} and {raster.shape}"
        )
    own = axes is None
    if own:
        axes = axes_or_new(
            None, nrows=3, sharex=True, figsize=(6.4, 5.6), height_ratios=(1.3, 1, 0.8)
        )
    axes = np.atleast_1d(np.asarray(axes))
    if len(axes) != 3:
        raise ValueError(f"population() draws into three axes, got {len(axes)}")
    voltage_density(t, v, axes[0], threshold=threshold, title=title)
    _raster(raster, dt, axes[1])
    rate(t, raster.mean(axis=0) / dt, axes[2])
    for ax in axes[:2]:
        ax.set_xlabel("")
    axes[0].set_ylabel("Potential (mV)")
    if own:
        for ax in axes:  # small panels; and ticks take most of the time that drawing takes
            ax.locator_params(nbins=4)
    return axes


def raster(
    raster: ArrayLike, dt: float, ax: Axes | None = None, *, title: str | None = None
) -> Axes:
    """Draw which neuron spiked when, as one image.

    Parameters
    ----------
    raster : array of bool or of 0 and 1, shape (neurons, steps)
        Where there was a spike.
    dt : float
        Time step in s.
    """
    ax = _raster(numbers("raster", raster, ndim=2), dt, ax)
    if title is not None:
        ax.set_title(title)
    return ax


def rate(
    t: ArrayLike,
    rate: ArrayLike,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw a firing rate over time.

    Parameters
    ----------
    t : array of float, shape (steps,)
        Times in s.
    rate : array of float, shape (steps,)
        Rate in Hz: spikes per neuron and second.
    """
    t, rate = equally_long(t=t, rate=rate)
    ax = axes_or_new(ax)
    ax.plot(1e3 * t, rate, color=color, label=label)
    ax.set_ylim(bottom=0)
    return finish_over_time(ax, 1e3 * t, "Rate (Hz)", label, title)


def t_ref_histogram(
    t_ref: ArrayLike,
    bins: int | ArrayLike = 32,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw how many refractory periods fall into each bin.

    Parameters
    ----------
    t_ref : array of float, shape (neurons,)
        Refractory periods in s.
    bins : int or array of float
        Number of bins from the smallest to the largest period, or the edges in s.
    """
    return histogram("t_ref", t_ref, bins, ax, "Refractory period (ms)", label, title, color)


def _raster_of_times(spikes, shape, start, dt):
    raster = np.zeros(shape)
    for neuron, times in spikes.items():
        steps = np.rint((numbers(f"spikes[{neuron!r}]", times) - start) / dt).astype(int)
        if neuron not in range(shape[0]) or not np.isin(steps, np.arange(shape[1])).all():
            raise ValueError(
                f"spikes of neuron {neuron!r} must be times in s, of a neuron and of a step of v "
                f"(neurons, steps): v has shape {shape}"
            )
        raster[neuron, steps] = 1
    return raster


def _raster(spikes, dt, ax):
    if spikes.size == 0:
        raise ValueError("raster is empty: there is nothing to draw")
    if not np.isin(spikes, (0, 1)).all():
        raise ValueError("raster must hold 0 (no spike) and 1 (spike) only")
    neurons, steps = spikes.shape
    ax = axes_or_new(ax)
    ax.imshow(
        spikes,
        cmap="Greys",
        origin="lower",
        aspect="auto",
        vmin=0,
        vmax=_BLACK if neurons > _MANY else 1,
        extent=(*image_edges(np.arange(steps) * dt * 1e3), -0.5, neurons - 0.5),
    )
    ax.set(xlabel=TIME, ylabel="Neuron")
    ax.yaxis.get_major_locator().set_params(integer=True)
    return ax
