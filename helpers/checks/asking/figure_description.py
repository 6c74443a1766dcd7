"""Axes → plain data: what is drawn, without any opinion on it."""

from typing import Annotated, Any, TypedDict

import numpy as np

MAX_ARTISTS = 1500
MAX_POINTS = 120_000  # of all artists together: a scatter of 10 000 points takes 20 000
MAX_TEXT = 300
_Text = Annotated[str, 1000]  # none is longer than `MAX_TEXT`


class Strands(TypedDict):
    """Sequences of points end to end: where each of them begins, and its label."""

    x: np.ndarray
    y: np.ndarray
    starts: np.ndarray
    labels: list[_Text]


class Lines(Strands):
    """Of `plot`, `step`, line collections.

    Styles are "line", "markers" (no line between them), "across x" (`axhline`: x runs over the
    whole axes) and "across y" (`axvline`).
    """

    styles: list[_Text]


class Bars(TypedDict):
    """A histogram, whether by `hist` (any ``histtype``), `bar` or `stairs`.

    Bars with gaps between them have left and right edges of their own, shape (2, n).
    """

    edges: np.ndarray
    heights: np.ndarray
    label: _Text


class Filled(TypedDict):
    """Of `fill_between`, polygons and, not filled, error bars."""

    x: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    label: _Text
    filled: bool


class DescribedImage(TypedDict):
    """Of `imshow`, `pcolormesh`; extent: of its first and last column, its first and last row."""

    data: np.ndarray
    extent: list[float]
    label: _Text


class Described(TypedDict):
    """What is drawn; of each kind of mark, in the order of drawing.

    `points`: one strand for each call of `scatter`; `segments`: `vlines`, `hlines`, `eventplot` as
    ``x0, y0, x1, y1``, shape (n, 4); `artists`: how many there are of each kind; `left_out`: how
    many were too many or too large to be described; `elsewhere`: how many are on other Axes.
    """

    lines: Lines
    bars: list[Bars]
    bands: list[Filled]
    points: Strands
    segments: np.ndarray
    images: list[DescribedImage]
    title: _Text
    xlabel: _Text
    ylabel: _Text
    legend: list[_Text] | None
    artists: dict[str, int]
    left_out: int
    elsewhere: int
    returned: _Text  # the type; "ax" for the Axes themselves


def describe(ax: Any, elsewhere: int = 0, returned: str = "") -> Described:
    """Describe matplotlib's Axes as plain data; `elsewhere` and `returned` are passed on."""
    drawing = _Drawing()
    drawing.draw(ax)
    described: Any = drawing.described()
    return described | {
        "title": _text(ax.get_title()),
        "xlabel": _text(ax.get_xlabel()),
        "ylabel": _text(ax.get_ylabel()),
        "legend": _legend(ax),
        "elsewhere": elsewhere,
        "returned": returned,
    }


def count(ax: Any) -> int:
    """Number of artists that someone has drawn on Axes."""
    return len(ax.lines) + len(ax.collections) + len(ax.patches) + len(ax.images) + len(ax.texts)


class _Drawing:
    """Collects what is drawn, as long as there is room."""

    def __init__(self):
        self.kinds = {name: [] for name in ("bars", "bands", "images")}
        self.artists = dict.fromkeys(("lines", "patches", "collections", "images", "texts"), 0)
        self.lines, self.points = _Strands(), _Strands()
        self.styles, self.segments = [], []
        self.left = MAX_POINTS
        self.left_out = 0
        self.done = set()

    def described(self):
        segments = np.concatenate(self.segments) if self.segments else np.empty((0, 4))
        return {
            **self.kinds,
            "lines": {**self.lines.described(), "styles": self.styles},
            "points": self.points.described(),
            "segments": segments,
            "artists": self.artists,
            "left_out": self.left_out,
        }

    def room(self, n):
        """Reserve so many numbers; return whether that many were left."""
        if n > self.left:
            self.left_out += 1
            return False
        self.left -= n
        return True

    def add(self, kind, **record):
        """Put down a record, if there is room for its arrays."""
        arrays = {k: np.asarray(v, float) for k, v in record.items() if isinstance(v, np.ndarray)}
        if self.room(sum(array.size for array in arrays.values())):
            self.kinds[kind].append({**record, **arrays})

    def draw(self, ax):
        """Describe everything; bars last, as in a legend."""
        from matplotlib.container import BarContainer, ErrorbarContainer

        bars = [c for c in ax.containers if isinstance(c, BarContainer) and len(c.patches)]
        error_bars = [c for c in ax.containers if isinstance(c, ErrorbarContainer)]
        self.done = {id(patch) for container in bars for patch in container.patches}
        for container in error_bars:
            self.error_bars(container)
        for artist in (*ax.lines, *ax.collections, *ax.patches, *ax.images, *ax.texts):
            if id(artist) not in self.done:
                self.artist(artist, ax)
        for container in bars:
            self.bars(container)

    def bars(self, container):
        patches = container.patches
        self.artists["patches"] += len(patches)
        if len(patches) > MAX_POINTS:
            self.left_out += 1
            return
        label = _label(container) or _label(patches[0])
        boxes = np.array([(p.get_x(), p.get_width(), p.get_height()) for p in patches], float)
        left, width, heights = boxes[np.argsort(boxes[:, 0], kind="stable")].T
        right = left + width
        edges = np.append(left, right[-1])
        # Bars of equal distance that are narrower than their bins (``rwidth``, or two histograms
        # side by side) come with left and right edges of their own, shape (2, n).
        if not np.all(np.abs(left[1:] - right[:-1]) <= 1e-6 * np.abs(width).max()):
            edges = np.array([left, right])
        self.add("bars", edges=edges, heights=heights, label=label)

    def error_bars(self, container):
        _, caps, bars = container.lines
        self.done |= {id(artist) for artist in (*caps, *bars)}
        for bar in bars:
            segments = np.array([s[[0, -1]] for s in bar.get_segments() if len(s) > 1])
            if segments.size:
                x, (low, high) = segments[:, 0, 0], np.sort(segments[:, :, 1], axis=1).T
                label = _label(container)
                self.add("bands", x=x, lower=low, upper=high, label=label, filled=False)

    def artist(self, artist, ax):
        from matplotlib import collections, image, lines, patches, text

        kinds = (
            (lines.Line2D, "lines", lambda line: self.line(line, ax)),
            (patches.Patch, "patches", self.patch),
            (image._ImageBase, "images", self.image),
            (text.Text, "texts", None),
            (collections.PathCollection, "collections", self.scatter),
            (collections.LineCollection, "collections", self.line_collection),
            (collections.PolyCollection, "collections", self.poly_collection),
            (collections.QuadMesh, "collections", self.mesh),
            (collections.Collection, "collections", None),
        )
        found = next((names for kind, *names in kinds if isinstance(artist, kind)), None)
        if found is None:
            return
        name, describe = found
        self.artists[name] += 1
        if sum(self.artists.values()) > MAX_ARTISTS or not artist.get_visible():
            self.left_out += artist.get_visible()
            return
        if describe is not None:
            describe(artist)

    def line(self, line, ax):
        x, y = _filled(line.get_xdata()).ravel(), _filled(line.get_ydata()).ravel()
        if len(x) != len(y) or not self.room(2 * len(x)):
            return
        drawn = _text(line.get_linestyle()).lower() not in ("none", "", " ")
        style = "line" if drawn else "markers"
        if line.get_transform() == ax.get_yaxis_transform():
            style = "across x"
        elif line.get_transform() == ax.get_xaxis_transform():
            style = "across y"
        self.lines.add(np.column_stack([x, y]), _label(line))
        self.styles.append(style)

    def image(self, image):
        data = image.get_array()
        if data is None or np.ndim(data) != 2 or np.asarray(data).dtype.kind not in "biuf":
            self.left_out += 1
            return
        left, right, bottom, top = (float(e) for e in image.get_extent())
        if image.origin == "upper":
            bottom, top = top, bottom
        extent = [left, right, bottom, top]
        self.add("images", data=_filled(data), extent=extent, label=_label(image))

    def mesh(self, mesh):
        data = mesh.get_array()
        if data is None:
            return
        at = np.asarray(mesh.get_coordinates(), float)
        if np.ndim(data) == 1:
            data = np.reshape(data, (at.shape[0] - 1, -1))
        extent = [float(e) for e in (at[0, 0, 0], at[-1, -1, 0], at[0, 0, 1], at[-1, -1, 1])]
        self.add("images", data=_filled(data), extent=extent, label=_label(mesh))

    def patch(self, patch):
        from matplotlib import patches

        label = _label(patch)
        if isinstance(patch, patches.StepPatch):
            heights, edges, baseline = patch.get_data()
            heights = np.asarray(heights, float)
            if baseline is not None and np.ndim(baseline) == 1:
                pairs = np.repeat(edges, 2)[1:-1]
                low, high = np.repeat(baseline, 2), np.repeat(heights, 2)
                self.add("bands", x=pairs, lower=low, upper=high, label=label, filled=True)
            else:
                self.add("bars", edges=np.asarray(edges, float), heights=heights, label=label)
        elif isinstance(patch, patches.Polygon):
            vertices = np.asarray(patch.get_xy(), float)
            if found := _steps(vertices):
                self.add("bars", edges=found[0], heights=found[1], label=label)
            else:
                self.polygons([vertices], label)
        elif isinstance(patch, patches.Rectangle):
            x, width = patch.get_x(), patch.get_width()
            edges, heights = np.array([x, x + width]), np.array([patch.get_height()])
            self.add("bars", edges=edges, heights=heights, label=label)

    def poly_collection(self, collection):
        self.polygons([path.vertices for path in collection.get_paths()], _label(collection))

    def polygons(self, parts, label):
        """Upper and lower edge of what polygons fill."""
        parts = [np.asarray(part, float) for part in parts if len(part) > 2]
        if not parts:
            return
        vertices = np.concatenate(parts)
        vertices = vertices[np.isfinite(vertices).all(axis=1)]
        if not len(vertices) or len(vertices) > MAX_POINTS:
            self.left_out += len(vertices) > 0
            return
        x, at = np.unique(vertices[:, 0], return_inverse=True)
        lower, upper = np.full(len(x), np.inf), np.full(len(x), -np.inf)
        np.minimum.at(lower, at.ravel(), vertices[:, 1])
        np.maximum.at(upper, at.ravel(), vertices[:, 1])
        self.add("bands", x=x, lower=lower, upper=upper, label=label, filled=True)

    def scatter(self, collection):
        offsets = _filled(collection.get_offsets())
        if self.room(offsets.size):
            self.points.add(offsets.reshape(-1, 2), _label(collection))

    def line_collection(self, collection):
        ends = []
        for segment in collection.get_segments():
            if not self.room(segment.size):
                break
            if len(segment) == 2:
                ends.append(segment.ravel())
            elif len(segment) > 2 and len(self.styles) < MAX_ARTISTS:
                self.lines.add(np.asarray(segment, float), _label(collection))
                self.styles.append("line")
        if ends:
            self.segments.append(np.array(ends, float))


class _Strands:
    """Sequences of points with a label each, kept end to end."""

    def __init__(self):
        self._parts, self._starts, self._labels, self._n = [np.empty((0, 2))], [], [], 0

    def add(self, points, label):
        self._parts.append(points)
        self._starts.append(self._n)
        self._labels.append(label)
        self._n += len(points)

    def described(self):
        points = np.concatenate(self._parts)
        return {
            "x": points[:, 0].copy(),
            "y": points[:, 1].copy(),
            "starts": np.array(self._starts, int),
            "labels": self._labels,
        }


def _steps(vertices):
    """Edges and heights of a histogram's outline, as `hist` draws it; None if it is none."""
    x, y = vertices.T
    turn = np.flatnonzero(np.diff(x) < 0)
    n = (turn[0] + 1) if len(turn) else len(x)
    n -= n % 2
    if n < 4:
        return None
    x, y = x[:n], y[:n]
    if not (np.array_equal(x[::2], x[1::2]) and np.array_equal(y[1:-1:2], y[2::2])):
        return None
    return x[::2].copy(), y[1:-1:2].copy()


def _legend(ax):
    """Texts of the legend, or None."""
    legend = ax.get_legend()
    if legend is None or not legend.get_visible():
        return None
    return [_text(text.get_text()) for text in legend.get_texts()[:100]]


def _label(artist):
    label = _text(artist.get_label())
    return "" if label.startswith("_") else label


def _text(value):
    return str.__str__(value)[:MAX_TEXT] if isinstance(value, str) else ""


def _filled(data):
    return np.ma.filled(np.ma.asarray(data, float), np.nan)
