"""A described figure, read: looked over first, since it may come from a student's process."""

from dataclasses import dataclass, field

import numpy as np

from ..report import MalformedReport

_TEXTS = ("title", "xlabel", "ylabel")
_LISTS = ("bars", "bands", "images", "texts")
_LONGEST_TEXT = 1000  # `describe` cuts its texts far shorter


@dataclass(frozen=True)
class Curve:
    """Points in the order in which they are drawn."""

    x: np.ndarray
    y: np.ndarray
    label: str = ""
    style: str = "line"


@dataclass(frozen=True)
class Histogram:
    """Heights of bars between edges."""

    edges: np.ndarray
    heights: np.ndarray
    label: str = ""


@dataclass(frozen=True)
class Band:
    """What is filled between two curves."""

    x: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    label: str = ""
    filled: bool = True


@dataclass(frozen=True)
class Image:
    """A picture of numbers, row 0 first."""

    data: np.ndarray
    extent: list
    label: str = ""


@dataclass
class Drawing:
    """What Axes show.

    Attributes
    ----------
    curves : list of Curve
        Lines, and sequences of markers drawn by `plot`.
    histograms, bands, images : list
    points : list of Curve
        One for each call of `scatter`.
    segments : array, shape (n, 4)
        ``x0, y0, x1, y1``.
    title, xlabel, ylabel : str
    legend : list of str, or None
    artists : dict
        How many there are of each kind.
    left_out, elsewhere : int
    """

    curves: list
    histograms: list
    bands: list
    images: list
    points: list
    segments: np.ndarray
    title: str
    xlabel: str
    ylabel: str
    legend: list | None
    artists: dict
    left_out: int
    elsewhere: int
    texts: list = field(default_factory=list)

    @property
    def is_empty(self):
        """Whether nothing is drawn."""
        return not sum(self.artists.values())


def read(data):
    """A `Drawing` of what `helpers.checks.figures.describing.describe` made.

    Raises
    ------
    MalformedReport
        If it is nothing that `describe` makes.
    """
    _demand(type(data) is dict, "no description of a figure")
    for name in _TEXTS:
        _demand(_are(str, [data.get(name)]), f"a {name} that is no text")
    _demand(_are(str, [data.get("returned", "")]), "a returned type that is no text")
    for name in _LISTS:
        _demand(type(data.get(name)) is list, f"{name} that are no list")
    for name in ("left_out", "elsewhere"):
        _demand(type(data.get(name)) is int, f"{name} is no number")
    legend, artists = data.get("legend"), data.get("artists")
    _demand(legend is None or _are(str, legend), "a legend that is no list of texts")
    _demand(type(artists) is dict and _are(int, [*artists.values()]), "no numbers of artists")
    segments = data.get("segments")
    _demand(_is_array(segments, 2) and segments.shape[1] == 4, "segments without ends")
    styles = data["lines"].get("styles") if type(data.get("lines")) is dict else None
    _demand(_are(str, styles), "lines without styles")
    return Drawing(
        curves=_curves(data["lines"], styles),
        histograms=_histograms(data["bars"]),
        bands=[_band(record) for record in data["bands"]],
        images=[_image(record) for record in data["images"]],
        points=_curves(data.get("points"), None),
        segments=segments,
        legend=legend,
        artists=artists,
        texts=[text for text in data["texts"] if _are(str, [text])],
        **{name: data[name] for name in (*_TEXTS, "left_out", "elsewhere")},
    )


def _demand(fine, what):
    if not fine:
        raise MalformedReport(what)


def _are(kind, items):
    """Whether these are a list of one kind of thing; texts must be short."""
    if type(items) is not list or not all(type(item) is kind for item in items):
        return False
    return kind is not str or all(len(text) <= _LONGEST_TEXT for text in items)


def _is_array(value, ndim=1):
    return type(value) is np.ndarray and value.ndim == ndim and value.dtype.kind == "f"


def _curves(data, styles):
    _demand(type(data) is dict, "no strands")
    x, y, starts, labels = (data.get(name) for name in ("x", "y", "starts", "labels"))
    _demand(_is_array(x) and _is_array(y) and len(x) == len(y), "strands without coordinates")
    _demand(type(starts) is np.ndarray and starts.dtype.kind == "i", "strands without starts")
    styles = ["points"] * len(starts) if styles is None else styles
    _demand(_are(str, labels) and len(labels) == len(starts) == len(styles), "strands of any size")
    ends = np.append(starts, len(x))
    _demand(bool((np.diff(ends) >= 0).all() and (ends >= 0).all()), "strands out of order")
    return [
        Curve(x[i:j], y[i:j], label, style)
        for i, j, label, style in zip(ends[:-1], ends[1:], labels, styles, strict=True)
    ]


def _label(record):
    label = record.get("label")
    _demand(_are(str, [label]), "a label that is no text")
    return label


def _arrays(record, *names):
    _demand(type(record) is dict, "a mark that is no dictionary")
    arrays = [record.get(name) for name in names]
    _demand(all(map(_is_array, arrays)), f"no arrays {names}")
    return arrays


def _band(record):
    x, lower, upper = _arrays(record, "x", "lower", "upper")
    _demand(len(x) == len(lower) == len(upper), "a band of several lengths")
    _demand(type(record.get("filled")) is bool, "a band neither filled nor not")
    return Band(x, lower, upper, _label(record), record["filled"])


def _image(record):
    _demand(type(record) is dict, "an image that is no dictionary")
    data, extent = record.get("data"), record.get("extent")
    _demand(_is_array(data, 2), "an image without numbers")
    _demand(_are(float, extent) and len(extent) == 4, "an image without extent")
    return Image(data, extent, _label(record))


def _histograms(records):
    """Histograms; bars with gaps between them get the edges of the bins that they stand for."""
    gaps = []
    for record in records:
        _demand(type(record) is dict, "bars that are no dictionary")
        (heights,) = _arrays(record, "heights")
        edges = record.get("edges")
        _demand(_is_array(edges) or (_is_array(edges, 2) and len(edges) == 2), "bars without edges")
        n = len(edges) - 1 if edges.ndim == 1 else edges.shape[1]
        _demand(n == len(heights) >= 1, "bars without heights")
        gaps.append(edges.ndim == 2)
    shared = _shared_centres([r["edges"] for r, gap in zip(records, gaps, strict=True) if gap])
    found = []
    for record, gap in zip(records, gaps, strict=True):
        edges = record["edges"]
        if gap:
            left, right = edges
            centres = (left + right) / 2 if shared is None else shared
            steps = np.diff(centres)
            if len(steps) and np.allclose(steps, steps[0], rtol=1e-6, atol=0):
                edges = np.append(centres - steps[0] / 2, centres[-1] + steps[0] / 2)
            else:
                edges = np.append(left, right[-1])
        found.append(Histogram(edges, record["heights"], _label(record)))
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
