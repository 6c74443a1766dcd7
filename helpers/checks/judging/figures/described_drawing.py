"""A figure that `asking.figure_description` has described, read."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...asking.figure_description import Described
from ...asking.figure_looks import Look
from ...asking.figure_marks import MAX_ARTISTS
from ...contract import demand, demand_form

SEEN = Look()


@dataclass(frozen=True)
class Curve:
    """Points in the order in which they are drawn."""

    x: np.ndarray
    y: np.ndarray
    label: str = ""
    style: str = "line"
    look: Look = SEEN


@dataclass(frozen=True)
class Histogram:
    """Heights of bars between edges."""

    edges: np.ndarray
    heights: np.ndarray
    label: str = ""
    look: Look = SEEN


@dataclass(frozen=True)
class DrawnBand:
    """What is filled between two curves."""

    x: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    label: str = ""
    filled: bool = True
    look: Look = SEEN


@dataclass(frozen=True)
class Image:
    """A picture of numbers, row 0 first."""

    data: np.ndarray
    extent: list
    label: str = ""
    look: Look = SEEN


@dataclass(frozen=True)
class Ticks:
    """Lines between two points each, ``x0, y0, x1, y1``, shape (n, 4)."""

    ends: np.ndarray
    look: Look = SEEN


@dataclass
class Drawing:
    """What Axes show; see `Described`."""

    curves: list[Curve]  # lines, and sequences of markers drawn by `plot`
    histograms: list[Histogram]
    bands: list[DrawnBand]
    images: list[Image]
    points: list[Curve]  # one for each call of `scatter`
    ticks: list[Ticks]
    title: str
    xlabel: str
    ylabel: str
    legend: list | None
    legend_colours: np.ndarray
    axes: dict
    artists: dict
    left_out: int
    elsewhere: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn."""
        return not sum(self.artists.values())

    @property
    def segments(self) -> np.ndarray:
        """All ticks as one array."""
        return np.concatenate([np.empty((0, 4)), *(ticks.ends for ticks in self.ticks)])


_AS_IT_IS = "title xlabel ylabel legend legend_colours axes artists left_out elsewhere".split()


def read(data: Described) -> Drawing:
    """The drawing that was described."""
    record: Any = data
    return Drawing(
        curves=_curves(data["lines"], data["lines"]["styles"]),
        histograms=_histograms(data["bars"]),
        bands=[DrawnBand(**_with_look(record)) for record in data["bands"]],
        images=[Image(**_with_look(record)) for record in data["images"]],
        points=_curves(data["points"], ["points"] * len(data["points"]["starts"])),
        ticks=_ticks(data["segments"]),
        **{name: record[name] for name in _AS_IT_IS},
    )


def _with_look(record):
    return {**record, "look": Look(*record["look"].tolist())}


def _curves(data, styles):
    x, y, ends = data["x"], data["y"], np.append(data["starts"], len(data["x"]))
    looks = [Look(*row) for row in data["looks"].tolist()]
    marks = zip(ends[:-1], ends[1:], data["labels"], styles, looks, strict=True)
    return [Curve(x[i:j], y[i:j], label, style, look) for i, j, label, style, look in marks]


def _ticks(data):
    ends = np.append(data["starts"], len(data["ends"]))
    looks = [Look(*row) for row in data["looks"].tolist()]
    marks = zip(ends[:-1], ends[1:], looks, strict=True)
    return [Ticks(data["ends"][i:j], look) for i, j, look in marks]


def _histograms(records):
    """Histograms; bars with gaps between them get the edges of the bins that they stand for."""
    shared = _shared_centres([r["edges"] for r in records if r["edges"].ndim == 2])
    found = []
    for record in records:
        edges = record["edges"]
        if edges.ndim == 2:
            left, right = edges
            centres = (left + right) / 2 if shared is None else shared
            steps = np.diff(centres)
            if len(steps) and np.allclose(steps, steps[0], rtol=1e-6, atol=0):
                edges = np.append(centres - steps[0] / 2, centres[-1] + steps[0] / 2)
            else:
                edges = np.append(left, right[-1])
        look = Look(*record["look"].tolist())
        found.append(Histogram(edges, record["heights"], record["label"], look))
    return found


def _shared_centres(all_edges):
    """Centres of the bins if several sets of bars stand side by side in them, else None."""
    if len(all_edges) < 2 or len({edges.shape for edges in all_edges}) != 1:
        return None
    left = np.array([edges[0] for edges in all_edges])
    width = np.array([edges[1] - edges[0] for edges in all_edges])
    order = np.argsort(left[:, 0])
    beside = np.diff(left[order], axis=0)
    if not np.allclose(beside, width[order][:-1], rtol=1e-6, atol=0):
        return None
    return (left.min(axis=0) + (left + width).max(axis=0)) / 2


def look_over(data: Any) -> None:
    """Raise `MalformedReport` if it is nothing that `asking.figure_description` makes."""
    demand_form(data, Described, "the figure")
    ends = data["segments"]["ends"]
    demand(_are_numbers(ends, 2) and ends.shape[1] == 4, "segments without ends")
    _look_over_starts(data["segments"], len(ends))
    for strands in data["lines"], data["points"]:
        x, y = strands["x"], strands["y"]
        demand(_are_numbers(x) and _are_numbers(y) and len(x) == len(y), "strands of two lengths")
        _look_over_starts(strands, len(x))
        demand(len(strands["labels"]) == len(strands["starts"]), "strands without labels")
    demand(len(data["lines"]["styles"]) == len(data["lines"]["starts"]), "lines without styles")
    for bars in data["bars"]:
        edges, heights = bars["edges"], bars["heights"]
        beside = _are_numbers(edges, 2) and len(edges) == 2
        demand(beside or _are_numbers(edges), "bars without edges")
        n = edges.shape[1] if beside else len(edges) - 1
        demand(_are_numbers(heights) and n == len(heights) >= 1, "bars without heights")
    for band in data["bands"]:
        arrays = band["x"], band["lower"], band["upper"]
        demand(all(map(_are_numbers, arrays)), "a band without limits")
        demand(len({*map(len, arrays)}) == 1, "a band of several lengths")
    for image in data["images"]:
        demand(_are_numbers(image["data"], 2), "an image without numbers")
        demand(len(image["extent"]) == 4, "an image without extent")
    for mark in (*data["bars"], *data["bands"], *data["images"]):
        demand(_are_looks(mark["look"], (len(Look._fields),)), "marks without a look")
    axes, n = data["axes"], len(data["legend"] or ())
    demand(len(axes["place"]) == len(axes["limits"]) == 4, "Axes without a place or limits")
    numbers = [*axes["place"], *axes["limits"], axes["covered"]]
    demand(bool(np.isfinite(numbers).all()), "no real Axes")
    opaque = axes["opaque"]
    demand(opaque.ndim == 2 and _are_looks(opaque, (len(opaque), 5)), "rectangles without a place")
    demand(len(opaque) <= MAX_ARTISTS, "more rectangles than artists")
    colours = data["legend_colours"]
    demand(colours.dtype.kind == "f" and colours.shape == (n, 4), "a legend without colours")


def _look_over_starts(marks, n):
    starts = marks["starts"]
    demand(starts.ndim == 1 and starts.dtype.kind == "i", "strands without starts")
    ends = np.append(starts, n)
    demand(bool((np.diff(ends) >= 0).all() and (ends >= 0).all()), "strands out of order")
    demand(len(starts) <= 2 * MAX_ARTISTS, "more strands than artists")
    demand(_are_looks(marks["looks"], (len(starts), len(Look._fields))), "strands without looks")


def _are_numbers(value, ndim=1):
    return value.ndim == ndim and value.dtype.kind == "f"


def _are_looks(value, shape):
    numbers = value.dtype.kind == "f" and value.shape == shape
    return numbers and bool(np.isfinite(value).all())
