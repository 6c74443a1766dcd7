"""How marks on matplotlib's Axes look, as plain numbers: what of them can be seen at all?"""

from typing import Any, NamedTuple

import numpy as np

_AREA = 72.0  # size of an area, in points: large enough to be seen
_PER_INCH = 72.0


class Look(NamedTuple):
    """How marks of one call look: floats. Places are in parts of the Axes, 0 to 1 inside them."""

    visible: float = 1.0  # 0: switched off
    red: float = 0.0
    green: float = 0.0
    blue: float = 0.0
    opacity: float = 1.0
    contrast: float = 1.0  # difference between their colour and the background's, 0 to 1
    size: float = _AREA  # points: the width of a line, the diameter of a marker
    inside: float = 1.0  # which part of them lies within the limits
    number: float = 0.0  # how many points there are
    moved: float = 0.0  # how far they are drawn from where their data belong
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    order: float = 0.0  # what has a higher one is drawn above it


class Eye:
    """Looks at what is on Axes."""

    def __init__(self, ax: Any) -> None:
        self.ax = ax
        ax.apply_aspect()
        self.limits = [*map(float, (*ax.get_xlim(), *ax.get_ylim()))]
        self.background = background(ax)
        self._size = np.array([ax.bbox.width, ax.bbox.height]).clip(1e-9)
        in_order = sorted(ax.get_children(), key=lambda child: child.get_zorder())
        self._order = {id(child): k for k, child in enumerate(in_order)}

    def look(
        self, artist: Any, inks: list, low: Any, high: Any, transform: Any = None, shift: float = 0
    ) -> Look:
        """Look at an artist, which is drawn with `inks` (see `_best`) in boxes from low to high.

        Both are points, shape (n, 2), in data coordinates, which `transform` draws elsewhere;
        None: it is in the right place by its making, an `axhline`.
        """
        ink = _best(inks, self.background)
        visible = artist.get_visible() and not artist.get_animated()
        look = Look(float(visible), *ink)._replace(order=self.order(artist))
        if transform is None or not len(low):
            return look
        with np.errstate(all="ignore"):
            corners = np.concatenate([low, high]).astype(float)
            at = transform.transform(corners)
            moved = float(shift)
            if transform is not self.ax.transData:
                apart = np.abs(at - self.ax.transData.transform(corners)) / self._size
                moved += float(np.max(apart[np.isfinite(apart)], initial=0.0))
            ends = self.parts(at).reshape(2, -1, 2)
        ends = ends[:, np.isfinite(ends).all(axis=(0, 2))]
        if not ends.size:
            return look._replace(inside=0.0, number=float(len(low)), moved=moved)
        first, last = ends.min(axis=0), ends.max(axis=0)
        near = 1e-6
        within = ((last >= -near) & (first <= 1 + near)).all(axis=1)
        (left, bottom), (right, top) = first.min(axis=0), last.max(axis=0)
        box = np.clip([left, right, bottom, top], -1e9, 1e9)
        share = float(within.sum() / len(low))
        place = dict(zip(("left", "right", "bottom", "top"), map(float, box), strict=True))
        return look._replace(inside=share, number=float(len(low)), moved=moved, **place)

    def parts(self, at: np.ndarray) -> np.ndarray:
        """Places on the canvas in parts of the Axes."""
        return (at - self.ax.bbox.p0) / self._size

    def order(self, artist: Any) -> float:
        """Place of an artist in the order of drawing."""
        return float(self._order.get(id(artist), -1))

    def shift(self, collection: Any) -> float:
        """How far the offsets of a collection move it, in parts of the Axes."""
        offsets = np.ma.filled(np.ma.asarray(collection.get_offsets(), float), np.nan)
        if not offsets.any():
            return 0.0
        with np.errstate(all="ignore"):
            at = collection.get_offset_transform().transform(offsets.reshape(-1, 2))
            apart = np.abs(at / self._size)
        return float(np.max(apart[np.isfinite(apart)], initial=0.0))


def background(ax: Any, inside: bool = True) -> np.ndarray:
    """The colour behind what is drawn on Axes, or outside them on the figure; shape (3,)."""
    figure = ax.get_figure()
    patches = [figure.patch] if figure is not None else []
    if inside and ax.axison and ax.get_frame_on():
        patches.append(ax.patch)
    colour = np.ones(3)
    for patch in patches:
        if patch.get_visible():
            *rgb, opacity = patch.get_facecolor()
            colour = opacity * np.array(rgb) + (1 - opacity) * colour
    return colour


def seen_text(text: Any, behind: np.ndarray) -> str:
    """Words of a matplotlib Text, "" if nobody can see them."""
    from matplotlib.colors import to_rgba

    rgba = np.array(to_rgba(text.get_color(), text.get_alpha()))
    fades = rgba[3] * np.abs(rgba[:3] - behind).max() < 0.02
    hidden = not text.get_visible() or text.get_fontsize() < 1 or fades
    return "" if hidden else text.get_text()


def place(ax: Any) -> list[float]:
    """Left, right, bottom and top of Axes in their figure; those of none if they are not shown."""
    figure = ax.get_figure()
    if figure is None or ax not in figure.axes or not ax.get_visible():
        return [0.0] * 4
    return [*map(float, np.asarray(ax.get_position()).T.ravel())]


def covered(ax: Any) -> float:
    """Which part of Axes lies under others of the same figure that nothing shines through."""
    figure, most = ax.get_figure(), 0.0
    axes = figure.axes if figure is not None else []
    above = False
    for other in sorted(axes, key=lambda a: a.get_zorder()):
        opaque = other.patch.get_visible() and other.patch.get_facecolor()[3] > 0.95
        if above and other.get_visible() and other.axison and opaque:
            (left, bottom), (right, top) = np.asarray(ax.get_position())
            (x0, y0), (x1, y1) = np.asarray(other.get_position())
            width, height = min(right, x1) - max(left, x0), min(top, y1) - max(bottom, y0)
            area = max((right - left) * (top - bottom), 1e-9)
            most = max(most, max(width, 0) * max(height, 0) / area)
        above = above or other is ax
    return float(most)


# What marks are drawn with: colours, shape (n, 4) or one, and the size of what has them, in points.


def is_none(style: Any) -> bool:
    """Whether a style of lines or markers is none at all."""
    return str(style).lower() in ("none", "", " ")


def line_inks(line: Any) -> list[tuple]:
    """Of a Line2D: of its line, or if it has none, of its markers."""
    from matplotlib.colors import to_rgba

    alpha = line.get_alpha()
    if not is_none(line.get_linestyle()):
        return [(to_rgba(line.get_color(), alpha), line.get_linewidth())]
    return _marker_inks(line, alpha)


def _marker_inks(line, alpha):
    from matplotlib.colors import to_rgba

    size, marker = line.get_markersize(), line.get_marker()
    if is_none(marker):
        return []
    if str(marker) == ",":  # one pixel, whatever the size
        size = 1.0
    face, edge = line.get_markerfacecolor(), line.get_markeredgecolor()
    width = line.get_markeredgewidth() if size > 0 else 0.0
    edge_ink = (to_rgba(edge, alpha), width)
    filled = line.is_filled() if hasattr(line, "is_filled") else True
    return [(to_rgba(face, alpha), size), edge_ink] if filled or marker == "," else [edge_ink]


def patch_inks(patch: Any) -> list[tuple]:
    """Of a patch: of its area and of its edge."""
    edge = patch.get_edgecolor(), patch.get_linewidth()
    return [(patch.get_facecolor(), _AREA), edge] if patch.get_fill() else [edge]


def collection_inks(collection: Any) -> list[tuple]:
    """Of a collection of areas or lines."""
    collection.update_scalarmappable()
    widths = np.median(np.atleast_1d(collection.get_linewidths() or [0.0]))
    return [(collection.get_facecolor(), _AREA), (collection.get_edgecolor(), float(widths))]


def scatter_inks(collection: Any) -> list[tuple]:
    """Of the markers of `scatter`."""
    (face, _), (edge, width) = collection_inks(collection)
    sizes = np.asarray(collection.get_sizes(), float)
    size = float(np.median(np.sqrt(sizes.clip(0)))) if sizes.size else 0.0
    return [(face, size), (edge, width if size > 0 else 0.0)]


def segment_inks(collection: Any, ends: np.ndarray, ax: Any) -> list[tuple]:
    """Of lines between two points each, ``x0, y0, x1, y1``: they must have a width and a length."""
    _, (colours, width) = collection_inks(collection)
    figure = ax.get_figure()
    with np.errstate(all="ignore"):
        at = collection.get_transform().transform(ends.reshape(-1, 2)).reshape(-1, 2, 2)
        length = np.median(np.hypot(*(at[:, 1] - at[:, 0]).T))
    dpi = figure.dpi if figure is not None else _PER_INCH
    length = float(length) * _PER_INCH / dpi if np.isfinite(length) else _AREA
    return [(colours, min(width, length))]


def image_inks(image: Any, data: np.ndarray) -> list[tuple]:
    """Of a picture: of its largest number, before the colour of its smallest."""
    values = data[np.isfinite(data)]
    if not values.size:
        return []
    low, high = image.to_rgba(np.array([values.min(), values.max()]))[..., :4]
    alpha = image.get_alpha()
    if alpha is not None:
        high = [*high[:3], high[3] * float(np.median(alpha))]
    one = values.min() == values.max()
    return [(high, _AREA)] if one else [(high, _AREA, low[:3])]


def rectangle_of(artist: Any, eye: Eye) -> list[float] | None:
    """Order and place of a rectangle or picture that nothing shines through, or None."""
    from matplotlib.image import AxesImage
    from matplotlib.patches import Rectangle

    if isinstance(artist, Rectangle):
        colour = np.asarray(artist.get_facecolor(), float)
        opaque = bool(artist.get_fill() and colour[3] > 0.95)
        corners = artist.get_transform().transform([(0, 0), (1, 1)])
    elif isinstance(artist, AxesImage):
        left, right, bottom, top = artist.get_extent()
        opacity = artist.get_alpha()
        opaque = opacity is None or bool(np.min(opacity) > 0.95)
        corners = artist.get_transform().transform([(left, bottom), (right, top)])
    else:
        return None
    if not (opaque and artist.get_visible()):
        return None
    box = eye.parts(corners)
    if not np.isfinite(box).all():
        return None
    (left, bottom), (right, top) = np.sort(box, axis=0).clip(-1e9, 1e9)
    return [eye.order(artist), *map(float, (left, right, bottom, top))]


def colour_of(handle: Any, behind: np.ndarray) -> list[float]:
    """Red, green, blue and opacity of what a legend shows beside a text; nan if it is unclear."""
    from matplotlib import collections, lines, patches

    for kind, inks in (
        (lines.Line2D, line_inks),
        (patches.Patch, patch_inks),
        (collections.PathCollection, scatter_inks),
        (collections.Collection, collection_inks),
    ):
        if isinstance(handle, kind):
            return [*_best(inks(handle), behind)[:4]]
    return [np.nan] * 4


def _best(inks, behind):
    """Of several inks that which is seen best: red, green, blue, opacity, contrast, size.

    An ink is colours (one or many), a size and, if it is not the Axes', what is behind it.
    """
    found = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    best = -1.0
    for colours, size, *back in inks:
        rgba = np.atleast_2d(np.asarray(colours, float))
        if rgba.shape[-1] != 4 or not len(rgba):
            continue
        away = np.abs(rgba[:, :3] - (back[0] if back else behind)).max(axis=1)
        contrast, opacity = np.median(away * rgba[:, 3]), np.median(rgba[:, 3])
        size = float(size) if np.isfinite(size) else 0.0
        strength = contrast * min(1.0, size)
        if strength > best:
            best = strength
            found = (*map(float, (*rgba[0, :3], opacity, contrast)), size)
    return found
