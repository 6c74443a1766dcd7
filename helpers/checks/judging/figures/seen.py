"""What of a drawing can be seen, and why the rest cannot."""

from dataclasses import replace
from typing import Any

import numpy as np

from .described_drawing import Curve, Drawing, DrawnBand, Histogram

FAINT = 0.02  # of the way from the background's colour to another
_HALF = 0.5  # of a thing's points must lie within the limits
_APART = 0.02  # of the Axes: farther from their data marks are not drawn
_THIN = 0.005  # of the Axes: two pixels or so, in which nothing can be told apart
_SMALL = 0.05  # of the figure: Axes of less than this width or height
_BANDS = 20  # the first ones; more are looked through for what is hidden in no figure of ours
_KINDS = ("curves", "histograms", "bands", "images", "points", "ticks")


def axes_hidden(drawing: Drawing) -> str:
    """Why nobody can see the Axes themselves, or ""."""
    left, right, bottom, top = drawing.axes["place"]
    width = min(right, 1.0) - max(left, 0.0)
    height = min(top, 1.0) - max(bottom, 0.0)
    if not right > left:
        return "axes invisible"
    if width < max(_SMALL, _HALF * (right - left)) or height < max(_SMALL, _HALF * (top - bottom)):
        return "axes moved"
    return "axes covered" if drawing.axes["covered"] > _HALF else ""


def split(drawing: Drawing) -> tuple[Drawing, list[tuple[Any, str]]]:
    """The drawing with those marks only that can be seen; and the others, each with the reason."""
    marks = {kind: getattr(drawing, kind) for kind in _KINDS}
    squeezed = _squeezed([mark for kind in _KINDS for mark in marks[kind]])
    # A raster may be drawn by a call for each neuron: its points are in or out together.
    dots = [c for c in drawing.curves if c.style == "markers"] + drawing.points + drawing.ticks
    all_in = {id(mark): _inside(dots) for mark in dots}
    unseen = []
    for kind in _KINDS:
        for mark in marks[kind]:
            inside = all_in.get(id(mark), mark.look.inside)
            if reason := _reason(mark, inside, drawing) or squeezed:
                unseen.append((mark, reason))
    if not unseen:
        return drawing, []
    gone = {id(mark) for mark, _ in unseen}
    kept: dict[str, Any] = {kind: [m for m in marks[kind] if id(m) not in gone] for kind in _KINDS}
    return replace(drawing, **kept), unseen


def _inside(marks):
    number = sum(mark.look.number for mark in marks)
    return sum(m.look.inside * m.look.number for m in marks) / number if number > 0 else 1.0


def _reason(mark, inside, drawing):
    look = mark.look
    if isinstance(mark, Curve) and not len(mark.x):
        return ""
    if not look.visible:
        return "switched off"
    if look.opacity < FAINT:
        return "opacity"
    if look.contrast < FAINT and not _is_on_something(mark, drawing):
        return "colour"
    if look.size < FAINT or look.opacity * look.size < FAINT:
        return "size"
    if look.moved > _APART:
        return "moved"
    if inside < _HALF:
        return "limits"
    return "hidden" if _is_hidden(mark, drawing) else ""


def _is_on_something(mark, drawing):
    """Whether a mark in the background's colour lies on something of another."""
    below = [b for b in drawing.bands[:_BANDS] if b.filled and b.look.order < mark.look.order]
    seen = (b for b in below if b.look.visible and b.look.contrast >= FAINT)
    order = drawing.axes["opaque"][:, 0]
    on = _covering(mark, drawing) & (order < mark.look.order)
    return bool(on.any()) or any(_lies_in(mark, band) for band in seen)


def _is_hidden(mark, drawing):
    """Whether something that nothing shines through lies above all of a mark."""
    look = mark.look
    if not look.number:
        return False
    order = drawing.axes["opaque"][:, 0]
    if (_covering(mark, drawing) & (order > look.order)).any():
        return True
    above = (b for b in drawing.bands[:_BANDS] if b.filled and b.look.opacity > 0.95)
    return any(b.look.order > look.order and _lies_in(mark, b) for b in above if b is not mark)


def _covering(mark, drawing):
    """Which of the opaque rectangles and pictures take in all the place of a mark."""
    look = mark.look
    box = np.clip([look.left, look.right, look.bottom, look.top], 0.0, 1.0)
    near = 1e-3
    left, right, bottom, top = drawing.axes["opaque"].T[1:]
    across = (left <= box[0] + near) & (right >= box[1] - near)
    return across & (bottom <= box[2] + near) & (top >= box[3] - near)


def _lies_in(mark, band):
    """Whether a curve, or a histogram's bars, lies within a band."""
    if isinstance(mark, Curve):
        x, low, high = mark.x, mark.y, mark.y
    elif isinstance(mark, Histogram):
        x, low, high = mark.edges[:-1], 0 * mark.heights, mark.heights
    elif isinstance(mark, DrawnBand):
        x, low, high = mark.x, mark.lower, mark.upper
    else:
        return False
    lower, upper = (
        np.interp(x, band.x, edge, left=np.nan, right=np.nan) for edge in (band.lower, band.upper)
    )
    near = 1e-9 * np.abs(upper - lower)
    return bool(np.mean((low >= lower - near) & (high <= upper + near)) > 0.99)


def _squeezed(marks):
    """ "squeezed" if all that is drawn takes no more than a line's width of the Axes, or ""."""
    looks = [mark.look for mark in marks if mark.look.number and mark.look.inside]
    if not looks:
        return ""
    wide = max(look.right for look in looks) - min(look.left for look in looks)
    high = max(look.top for look in looks) - min(look.bottom for look in looks)
    return "squeezed" if 0 < wide < _THIN or 0 < high < _THIN else ""
