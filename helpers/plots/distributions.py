"""Probability mass functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ._axes import axes_or_new, filled_steps, finish, in_unit, numbers, start_at_zero, with_unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType

__all__ = ["pmf", "pmf_panels"]


def pmf(
    pmf: ArrayLike,
    bins: ArrayLike,
    ax: Axes | None = None,
    *,
    label: str | None = None,
    title: str | None = None,
    xlabel: str = "Inter-spike interval",
    ylabel: str = "Probability",
    unit: str | None = "ms",
    color: ColorType | None = None,
) -> Axes:
    """Draw a probability mass function as filled steps.

    Parameters
    ----------
    pmf : array of float, shape (n,)
        Probability of each bin.
    bins : array of float, shape (n + 1,)
        Edges of the bins, in seconds unless `unit` is None.
    unit : {"ms", "s", None}
        Unit of the horizontal axis, added to `xlabel`; None plots `bins` as they are.
    """
    from matplotlib.patches import StepPatch

    probabilities = numbers("pmf", pmf)
    edges = in_unit(_edges(bins, len(probabilities)), unit)
    ax = axes_or_new(ax)
    steps = filled_steps(ax, probabilities, edges, color, linewidth=1.6, label=label)
    red, green, blue, _ = steps.get_facecolor()
    steps.set(facecolor=(red, green, blue, 0.35), edgecolor=(red, green, blue))
    ax.set_xlim(edges[[0, -1]])
    drawn = [patch.get_data() for patch in ax.patches if isinstance(patch, StepPatch)]
    start_at_zero(ax, max(values.max() for values, _, _ in drawn))
    return finish(ax, with_unit(xlabel, unit), ylabel, label, title)


def pmf_panels(
    pmfs: Sequence[ArrayLike],
    bins: ArrayLike,
    titles: Sequence[str] | None = None,
    axes: Sequence[Axes] | None = None,
    **options: Any,
) -> NDArray[Any]:
    """Draw several probability mass functions side by side, as panels (1), (2), (3), ...

    Parameters
    ----------
    pmfs : sequence of array, each of shape (n,)
        Probabilities, one array a panel.
    bins : array of float, shape (n + 1,)
        Edges of the bins, in seconds unless ``unit=None`` is given.
    titles : sequence of str, optional
        One for each panel; the number goes before it.
    axes : sequence of matplotlib.axes.Axes, optional
        Where to draw; a new figure with shared axes without it.
    **options
        As for `pmf`.
    """
    if len(pmfs) == 0:
        raise ValueError("pmf_panels() needs at least one pmf")
    titles = [""] * len(pmfs) if titles is None else titles
    if len(titles) != len(pmfs):
        raise ValueError(f"{len(pmfs)} pmfs need {len(pmfs)} titles, got {len(titles)}")
    if axes is None:
        axes = axes_or_new(None, ncols=len(pmfs), sharex=True, sharey=True, figsize=(8.4, 3))
    axes = np.atleast_1d(np.asarray(axes))
    options.setdefault("color", "C0")
    for number, (ax, values, title) in enumerate(zip(axes, pmfs, titles, strict=True), start=1):
        pmf(values, bins, ax, title=f"({number}) {title}".strip(), **options)
    for ax in axes:
        start_at_zero(ax, max(float(np.max(values)) for values in pmfs))
        ax.locator_params(axis="x", nbins=3)
        ax.label_outer()
    return axes


def _edges(bins, n):
    edges = numbers("bins", bins)
    if n == 0:
        raise ValueError("pmf is empty: it needs a probability for each bin")
    if len(edges) != n + 1:
        raise ValueError(
            f"bins are edges, one more than there are probabilities: "
            f"{n} probabilities need {n + 1} edges, got {len(edges)}"
        )
    if not (np.diff(edges) > 0).all():
        raise ValueError("bins must increase from edge to edge")
    return edges
