"""The marks on matplotlib's Axes → plain data, as `figure_description` declares them."""

from typing import Any

import numpy as np

from . import figure_looks

MAX_ARTISTS = 1500
MAX_POINTS = 120_000  # of all artists together: a scatter of 10 000 points takes 20 000
MAX_TEXT = 300


def marks(eye: figure_looks.Eye) -> tuple[dict[str, Any], np.ndarray]:
    """Describe what is on the Axes that an eye looks at; and what nothing shines through."""
    drawing = _Drawing(eye)
    drawing.draw(eye.ax)
    return drawing.described(), np.array(drawing.opaque, float).reshape(-1, 5)


class _Drawing:
    """Collects what is drawn, as long as there is room."""

    def __init__(self, eye):
        self.eye = eye
        self.kinds = {name: [] for name in ("bars", "bands", "images")}
        self.artists = dict.fromkeys(("lines", "patches", "collections", "images", "texts"), 0)
        self.lines, self.points = _Strands(), _Strands()
        self.styles, self.segments, self.opaque = [], _Strands(4), []
        self.left = MAX_POINTS
        self.left_out = 0
        self.done = set()

    def described(self) -> dict[str, Any]:
        """Return what was collected."""
        return {
            **self.kinds,
            "lines": {**self.lines.described(), "styles": self.styles},
            "points": self.points.described(),
            "segments": self.segments.described(),
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

    def add(self, kind, look, **record):
        """Put down a record, if there is room for its arrays."""
        arrays = {k: np.asarray(v, float) for k, v in record.items() if isinstance(v, np.ndarray)}
        if self.room(sum(array.size for array in arrays.values())):
            self.kinds[kind].append({**record, **arrays, "look": np.array(look, float)})

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
        boxes = [(p.get_x(), p.get_width(), p.get_height(), p.get_y()) for p in patches]
        boxes = np.array(boxes, float)
        left, width, heights, base = boxes[np.argsort(boxes[:, 0], kind="stable")].T
        right = left + width
        edges = np.append(left, right[-1])
        # Bars of equal distance that are narrower than their bins (``rwidth``, or two histograms
        # side by side) come with left and right edges of their own, shape (2, n).
        if not np.all(np.abs(left[1:] - right[:-1]) <= 1e-6 * np.abs(width).max()):
            edges = np.array([left, right])
        look = self.boxes(patches[0], left, right, heights, base)
        if not all(patch.get_visible() for patch in patches):
            look = look._replace(visible=0.0)
        self.add("bars", look, edges=edges, heights=heights, label=label)

    def boxes(self, patch, left, right, heights, base=0.0):
        """Look at the bars of a histogram that are not empty."""
        some = np.asarray(heights) != 0
        base = np.zeros(len(heights)) + (0.0 if base is None else base)
        low = np.column_stack([left, base])[some]
        high = np.column_stack([right, base + heights])[some]
        transform = patch.get_data_transform()
        return self.eye.look(patch, figure_looks.patch_inks(patch), low, high, transform)

    def error_bars(self, container):
        _, caps, bars = container.lines
        self.done |= {id(artist) for artist in (*caps, *bars)}
        for bar in bars:
            segments = np.array([s[[0, -1]] for s in bar.get_segments() if len(s) > 1])
            if segments.size:
                x, (low, high) = segments[:, 0, 0], np.sort(segments[:, :, 1], axis=1).T
                label = _label(container)
                look = figure_looks.Look()
                self.add("bands", look, x=x, lower=low, upper=high, label=label, filled=False)

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
        if sum(self.artists.values()) > MAX_ARTISTS:
            self.left_out += 1
            return
        if rectangle := figure_looks.rectangle_of(artist, self.eye):
            self.opaque.append(rectangle)
        if describe is not None:
            describe(artist)

    def line(self, line, ax):
        x, y = (_filled(values).ravel() for values in line.get_data(orig=False))
        if len(x) != len(y) or not self.room(2 * len(x)):
            return
        style = "markers" if figure_looks.is_none(line.get_linestyle()) else "line"
        if line.get_transform() == ax.get_yaxis_transform():
            style = "across x"
        elif line.get_transform() == ax.get_xaxis_transform():
            style = "across y"
        points = np.column_stack([x, y])
        one_by_one = style == "markers" or len(points) == 1
        ends = (points, points) if one_by_one else (points[:-1], points[1:])
        transform = None if style.startswith("across") else line.get_transform()
        look = self.eye.look(line, figure_looks.line_inks(line), *ends, transform)
        self.lines.add(points, _label(line), look)
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
        self.add_image(image, _filled(data), extent)

    def add_image(self, image, data, extent):
        left, right, bottom, top = extent
        inks = figure_looks.image_inks(image, data)
        corners = np.array([[left, bottom]]), np.array([[right, top]])
        look = self.eye.look(image, inks, *corners, self.eye.ax.transData)
        self.add("images", look, data=data, extent=extent, label=_label(image))

    def mesh(self, mesh):
        data = mesh.get_array()
        if data is None:
            return
        at = np.asarray(mesh.get_coordinates(), float)
        if np.ndim(data) == 1:
            data = np.reshape(data, (at.shape[0] - 1, -1))
        extent = [float(e) for e in (at[0, 0, 0], at[-1, -1, 0], at[0, 0, 1], at[-1, -1, 1])]
        self.add_image(mesh, _filled(data), extent)

    def patch(self, patch):
        from matplotlib import patches

        label = _label(patch)
        if isinstance(patch, patches.StepPatch):
            heights, edges, baseline = patch.get_data()
            heights = np.asarray(heights, float)
            if baseline is not None and np.ndim(baseline) == 1:
                pairs = np.repeat(edges, 2)[1:-1]
                low, high = np.repeat(baseline, 2), np.repeat(heights, 2)
                look = self.boxes(patch, edges[:-1], edges[1:], heights - baseline, baseline)
                record = {"x": pairs, "lower": low, "upper": high, "label": label}
                self.add("bands", look, **record, filled=True)
            else:
                edges = np.asarray(edges, float)
                look = self.boxes(patch, edges[:-1], edges[1:], heights - (baseline or 0), baseline)
                self.add("bars", look, edges=edges, heights=heights, label=label)
        elif isinstance(patch, patches.Polygon):
            vertices = np.asarray(patch.get_xy(), float)
            if found := _steps(vertices):
                edges, heights = found
                look = self.boxes(patch, edges[:-1], edges[1:], heights)
                self.add("bars", look, edges=edges, heights=heights, label=label)
            else:
                inks = figure_looks.patch_inks(patch)
                self.polygons([vertices], patch, inks, patch.get_data_transform())
        elif isinstance(patch, patches.Rectangle):
            if patch.get_data_transform() != self.eye.ax.transData:
                return  # as `axvspan` makes it, or one that only decorates
            x, width = patch.get_x(), patch.get_width()
            edges, heights = np.array([x, x + width]), np.array([patch.get_height()])
            look = self.boxes(patch, edges[:-1], edges[1:], heights, patch.get_y())
            self.add("bars", look, edges=edges, heights=heights, label=label)

    def poly_collection(self, collection):
        inks, shift = figure_looks.collection_inks(collection), self.eye.shift(collection)
        parts = [path.vertices for path in collection.get_paths()]
        self.polygons(parts, collection, inks, collection.get_transform(), shift)

    def polygons(self, parts, artist, inks, transform, shift=0.0):
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
        ends = np.column_stack([x, lower]), np.column_stack([x, upper])
        # An outline fills nothing; a texture does.
        look = self.eye.look(
            artist, inks if artist.get_hatch() else inks[:1], *ends, transform, shift
        )
        label = _label(artist)
        self.add("bands", look, x=x, lower=lower, upper=upper, label=label, filled=True)

    def scatter(self, collection):
        offsets = _filled(collection.get_offsets()).reshape(-1, 2)
        if self.room(offsets.size):
            inks, transform = (
                figure_looks.scatter_inks(collection),
                collection.get_offset_transform(),
            )
            look = self.eye.look(collection, inks, offsets, offsets, transform)
            self.points.add(offsets, _label(collection), look)

    def line_collection(self, collection):
        ends, label, eye = [], _label(collection), self.eye
        place = collection.get_transform(), eye.shift(collection)
        for segment in collection.get_segments():
            if not self.room(segment.size):
                break
            if len(segment) == 2:
                ends.append(segment.ravel())
            elif len(segment) > 2 and len(self.styles) < MAX_ARTISTS:
                points = np.asarray(segment, float)
                _, ink = figure_looks.collection_inks(collection)
                look = eye.look(collection, [ink], points[:-1], points[1:], *place)
                self.lines.add(points, label, look)
                self.styles.append("line")
        if ends:
            ends = np.array(ends, float)
            inks = figure_looks.segment_inks(collection, ends, eye.ax)
            look = eye.look(collection, inks, ends[:, :2], ends[:, 2:], *place)
            self.segments.add(ends, label, look)


class _Strands:
    """Sequences of points with a label and a look each, kept end to end."""

    def __init__(self, width=2):
        self._parts, self._starts, self._labels, self._n = [np.empty((0, width))], [], [], 0
        self._looks = []

    def add(self, points, label, look):
        self._parts.append(points)
        self._starts.append(self._n)
        self._labels.append(label)
        self._looks.append(look)
        self._n += len(points)

    def described(self):
        points = np.concatenate(self._parts)
        width = points.shape[1]
        return {
            **({"x": points[:, 0].copy(), "y": points[:, 1].copy()} if width == 2 else {}),
            **({"ends": points} if width != 2 else {"labels": self._labels}),
            "starts": np.array(self._starts, int),
            "looks": np.array(self._looks, float).reshape(-1, len(figure_looks.Look._fields)),
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


def _label(artist):
    label = short_text(artist.get_label())
    return "" if label.startswith("_") else label


def short_text(value: Any) -> str:
    """A text as it may be put down, "" for anything else."""
    return str.__str__(value)[:MAX_TEXT] if isinstance(value, str) else ""


def _filled(data):
    return np.ma.filled(np.ma.asarray(data, float), np.nan)
