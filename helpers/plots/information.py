"""Entropy, and what changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from ._axes import axes_or_new, equally_long, finish, numbers, same_length, start_at_zero

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

__all__ = ["entropy_curve", "entropy_estimates", "refractory_cost"]


def entropy_curve(
    p: ArrayLike,
    bits: ArrayLike,
    ax: Axes | None = None,
    *,
    marked: tuple[float, float] | None = None,
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw the entropy of a choice between two outcomes against the probability of one.

    Parameters
    ----------
    p : array of float, shape (n,)
        Probability of the first outcome.
    bits : array of float, shape (n,)
        Entropy of (p, 1 - p) in bits.
    marked : tuple of float, optional
        One point (p, bits) to mark and label.
    """
    p, bits = equally_long(p=p, bits=bits)
    ax = axes_or_new(ax)
    (line,) = ax.plot(p, bits, color=color, label=label)
    if marked is not None:
        ax.plot(*marked, "o", color=line.get_color())
        ax.annotate(
            f"{marked[1]:.2f} bits", marked, xytext=(8, -4), textcoords="offset points", va="top"
        )
    ax.set(xlim=(0, 1), ylim=(0, max(1.05, 1.05 * bits.max())))
    return finish(ax, "Probability p of one outcome", "Entropy of (p, 1 − p) (bits)", label, title)


def refractory_cost(
    refractory_period: ArrayLike,
    bits: ArrayLike,
    ax: Axes | None = None,
    *,
    per: str = "spike",
    label: str | None = None,
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw the information of a spike train against its refractory period.

    Parameters
    ----------
    refractory_period : array of float, shape (n,)
        Refractory period in seconds.
    bits : array of float, shape (n,)
        Bits per spike, or bits per second (say so with `per`).
    per : {"spike", "second"}
        What `bits` are counted per.
    """
    if per not in ("spike", "second"):
        raise ValueError(f'per is "spike" or "second", not {per!r}')
    periods, bits = equally_long(refractory_period=refractory_period, bits=bits)
    ax = axes_or_new(ax)
    ax.plot(1e3 * periods, bits, "o-", markersize=4, color=color, label=label)
    start_at_zero(ax, max(float(np.max(line.get_ydata())) for line in ax.get_lines()))
    return finish(ax, "Refractory period (ms)", f"Information (bits per {per})", label, title)


def entropy_estimates(
    n_isis: ArrayLike,
    estimates: ArrayLike,
    ax: Axes | None = None,
    *,
    truth: float | None = None,
    label: str = "plug-in",
    title: str | None = None,
    color: ColorType | None = None,
) -> Axes:
    """Draw estimates of an entropy against the number of intervals that they rest on.

    Call it a second time with the same `ax` for the corrected estimate.

    Parameters
    ----------
    n_isis : array of int, shape (n,)
        Number of inter-spike intervals.
    estimates : array of float, shape (n, repeats)
        Estimates in bits. The line is their mean, the band holds the middle 80 %.
    truth : float, optional
        Entropy of all the data, drawn as a dashed line.
    label : str
        What the estimate is called.
    """
    n_isis = numbers("n_isis", n_isis)
    estimates = numbers("estimates", estimates, ndim=2)
    same_length("n_isis", n_isis, "the rows of estimates", estimates)
    if estimates.size == 0:
        raise ValueError("estimates are empty: there is nothing to draw")
    if (n_isis <= 0).any():
        raise ValueError("n_isis must be positive: the axis is logarithmic")
    ax = axes_or_new(ax)
    (line,) = ax.plot(n_isis, estimates.mean(axis=1), "o-", markersize=4, color=color, label=label)
    low, high = np.percentile(estimates, [10, 90], axis=1)
    ax.fill_between(n_isis, low, high, color=line.get_color(), alpha=0.2, linewidth=0)
    if truth is not None:
        ax.axhline(truth, color="0.3", linestyle="--", linewidth=1.2, label="all intervals")
    ax.set_xscale("log")
    return finish(ax, "Number of intervals", "Estimated entropy (bits)", label, title)
