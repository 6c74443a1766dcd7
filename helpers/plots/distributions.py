"""Probability mass functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ._axes import add_legend, axes_or_new, in_unit, numbers, with_unit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from matplotlib.axes import Axes
    from matplotlib.typing import ColorType
    from numpy.typing import ArrayLike, NDArray

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
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure without it.
    label, title, xlabel, ylabel : str, optional
        A label brings a legend. The unit is added to `xlabel`.
    unit : {"ms", "s", None}
        Unit of the horizontal axis; None plots `bins` as they are.
    color : matplotlib color, optional
        Next colour of the style by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If the probabilities are no finite numbers, or the edges are not one more, increasing.
    """
    probabilities = numbers("pmf", pmf)
    edges = _edges(bins, len(probabilities))
    ax = axes_or_new(ax)
    style = {} if color is None else {"color": color}
    steps = ax.stairs(
        probabilities, in_unit(edges, unit), fill=True, linewidth=1.6, label=label, **style
    )
    red, green, blue, _ = steps.get_facecolor()
    steps.set(facecolor=(red, green, blue, 0.35), edgecolor=(red, green, blue))
    ax.set(xlabel=with_unit(xlabel, unit), ylabel=ylabel)
    if title is not None:
        ax.set_title(title)
    ax.set_xlim(in_unit(edges[[0, -1]], unit))
    highest = max(patch.get_data().values.max() for patch in _stairs(ax))
    ax.set_ylim(0, 1.05 * highest if highest > 0 else 1)
    add_legend(ax, label)
    return ax


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

    Returns
    -------
    array of matplotlib.axes.Axes
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
    top = max(float(np.max(values)) for values in pmfs)
    for ax in axes:
        ax.set_ylim(0, 1.05 * top if top > 0 else 1)
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


def _stairs(ax):
    from matplotlib.patches import StepPatch

    return [patch for patch in ax.patches if isinstance(patch, StepPatch)]
