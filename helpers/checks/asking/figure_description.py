"""Axes → plain data: what is drawn, without any opinion on it."""

from typing import Annotated, Any, TypedDict

import numpy as np

from . import figure_looks
from .figure_marks import marks, short_text

_Text = Annotated[str, 1000]  # none is longer than `figure_marks.MAX_TEXT`


class Strands(TypedDict):
    """Sequences of points end to end: where each of them begins, its label, and its `Look`."""

    x: np.ndarray
    y: np.ndarray
    starts: np.ndarray
    labels: list[_Text]
    looks: np.ndarray


class Lines(Strands):
    """Of `plot`, `step`, line collections.

    Styles are "line", "markers" (no line between them), "across x" (`axhline`: x runs over the
    whole axes) and "across y" (`axvline`).
    """

    styles: list[_Text]


class Segments(TypedDict):
    """Lines between two points, ``x0, y0, x1, y1``, shape (n, 4); those of a call look alike."""

    ends: np.ndarray
    starts: np.ndarray
    looks: np.ndarray


class Bars(TypedDict):
    """A histogram, whether by `hist` (any ``histtype``), `bar` or `stairs`.

    Bars with gaps between them have left and right edges of their own, shape (2, n).
    """

    edges: np.ndarray
    heights: np.ndarray
    label: _Text
    look: np.ndarray


class Filled(TypedDict):
    """Of `fill_between`, polygons and, not filled, error bars."""

    x: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    label: _Text
    filled: bool
    look: np.ndarray


class DescribedImage(TypedDict):
    """Of `imshow`, `pcolormesh`; extent: of its first and last column, its first and last row."""

    data: np.ndarray
    extent: list[float]
    label: _Text
    look: np.ndarray


class DescribedAxes(TypedDict):
    """The Axes themselves: their place in the figure and their limits, as left, right, bottom, top.

    `axis`: whether labels and ticks are switched on; `covered`: which part lies under other Axes;
    `opaque`: order and place of each rectangle and picture that nothing shines through.
    """

    place: list[float]
    limits: list[float]
    axis: bool
    covered: float
    opaque: np.ndarray


class Described(TypedDict):
    """What is drawn; of each kind of mark, in the order of drawing.

    `points`: one strand for each call of `scatter`; `segments`: of `vlines`, `hlines`, `eventplot`;
    `legend_colours`: red, green, blue and opacity beside each text of the legend; `artists`: how
    many there are of each kind; `left_out`: how many were too many or too large to be described;
    `elsewhere`: how many are on other Axes. Texts that nobody can see are "".
    """

    lines: Lines
    bars: list[Bars]
    bands: list[Filled]
    points: Strands
    segments: Segments
    images: list[DescribedImage]
    title: _Text
    xlabel: _Text
    ylabel: _Text
    legend: list[_Text] | None
    legend_colours: np.ndarray
    axes: DescribedAxes
    artists: dict[str, int]
    left_out: int
    elsewhere: int
    returned: _Text  # the type; "ax" for the Axes themselves


def describe(ax: Any, elsewhere: int = 0, returned: str = "") -> Described:
    """Describe matplotlib's Axes as plain data; `elsewhere` and `returned` are passed on."""
    eye = figure_looks.Eye(ax)
    described, opaque = marks(eye)
    legend, colours = _legend(ax)
    whole: Any = described | {
        "title": short_text(
            figure_looks.seen_text(ax.title, figure_looks.background(ax, inside=False))
        ),
        "xlabel": _axis_label(ax, ax.xaxis),
        "ylabel": _axis_label(ax, ax.yaxis),
        "legend": legend,
        "legend_colours": colours,
        "axes": {
            "place": figure_looks.place(ax),
            "limits": eye.limits,
            "axis": bool(ax.axison),
            "covered": figure_looks.covered(ax),
            "opaque": opaque,
        },
        "elsewhere": elsewhere,
        "returned": returned,
    }
    return whole


def count(ax: Any) -> int:
    """Number of artists that someone has drawn on Axes."""
    return len(ax.lines) + len(ax.collections) + len(ax.patches) + len(ax.images) + len(ax.texts)


def _legend(ax):
    """Texts of the legend, or None; and the colours beside them."""
    legend = ax.get_legend()
    if legend is None or not legend.get_visible():
        return None, np.empty((0, 4))
    frame = legend.get_frame()
    behind = figure_looks.background(ax)
    if legend.get_frame_on() and frame.get_visible():
        *rgb, opacity = frame.get_facecolor()
        behind = opacity * np.array(rgb) + (1 - opacity) * behind
    texts = [short_text(figure_looks.seen_text(t, behind)) for t in legend.get_texts()[:100]]
    handles = (*getattr(legend, "legend_handles", ()), *[None] * len(texts))[: len(texts)]
    colours = [figure_looks.colour_of(handle, behind) for handle in handles]
    return texts, np.array(colours, float).reshape(-1, 4)


def _axis_label(ax, axis):
    """The label of an axis, "" if nobody can see it."""
    if not (axis.get_visible() and ax.axison):
        return ""
    return short_text(figure_looks.seen_text(axis.label, figure_looks.background(ax, inside=False)))
