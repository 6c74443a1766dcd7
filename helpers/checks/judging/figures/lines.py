"""Are the right curves, bands and levels drawn?"""

from dataclasses import replace

import numpy as np

from ....exercises.figures import Band, Curves, Level
from ..finding import Finding
from .described_drawing import Curve, Drawing
from .matching import height_mean, missing, same_band, same_curve, unit_factor
from .requirements import unmet, view


@unmet.register
def _(required: Curves, got: Drawing, right: Drawing) -> Finding | None:
    drawn, wanted = _lines(got), _lines(right)
    if not drawn:
        points = any(c.style == "markers" for c in got.curves) or got.points
        return Finding("points without a line" if points else "no line", wanted, drawn)
    lost = missing(wanted, drawn, lambda w, d: same_curve(d, w))
    if not lost:
        return _further(required, drawn, wanted, got)
    if unit := _other_unit(lost, drawn, same_curve):
        return Finding("unit", wanted, drawn, (), unit)
    if any(same_curve(replace(d, x=d.y, y=d.x), w) for d in drawn for w in lost):
        return Finding("x and y", wanted, drawn)
    return Finding("lines", wanted, drawn, (), {"lost": lost})


_LOOKED_THROUGH = 50  # lines and bands; more of them are not the edges of what is asked for


def _further(required, drawn, wanted, got):
    """Lines besides the right ones that nobody has asked for."""
    others = [d for d in drawn if len(d.x) and not any(same_curve(d, w) for w in wanted)]
    if required.extra and len(others) <= _LOOKED_THROUGH:
        edges = [Curve(b.x, y) for b in got.bands[:_LOOKED_THROUGH] for y in (b.lower, b.upper)]
        others = [d for d in others if np.ptp(d.y) and np.ptp(d.x)]  # not a level
        others = [d for d in others if not any(same_curve(d, edge) for edge in edges)]
    if not others:
        return None
    return Finding("further lines", wanted, drawn, (), {"extra": required.extra})


view.register(Curves, lambda required, d: [[c.x, c.y] for c in sorted(_lines(d), key=height_mean)])


def _lines(drawing):
    return [c for c in drawing.curves if c.style == "line"]


@unmet.register
def _(required: Band, got: Drawing, right: Drawing) -> Finding | None:
    drawn, wanted = _filled(got), _filled(right)
    if not drawn:
        bars = any(not b.filled for b in got.bands)
        return Finding("error bars" if bars else "no band", wanted, drawn)
    lost = missing(wanted, drawn, lambda w, d: same_band(d, w))
    if not lost:
        others = [d for d in drawn if not any(same_band(d, w) for w in wanted)]
        return Finding("number of bands", wanted, drawn) if others else None
    if unit := _other_unit(lost, drawn, same_band):
        return Finding("unit", wanted, drawn, (), unit)
    one, other = drawn[0], lost[0]
    if len(one.x) == len(other.x) and np.allclose(
        one.lower + one.upper, other.lower + other.upper, rtol=1e-6, atol=0
    ):
        ratio = np.median((one.upper - one.lower) / (other.upper - other.lower))
        return Finding("band too wide" if ratio > 1 else "band too narrow", wanted, drawn)
    return Finding("band", wanted, drawn)


view.register(Band, lambda required, d: [[b.x, b.lower, b.upper] for b in _filled(d)])


def _filled(drawing):
    return [b for b in drawing.bands if b.filled]


def _other_unit(lost, drawn, same):
    """The axes on which all would be right in another unit, and the factor; or None."""
    for axes in ("x", "y", "xy"):
        factor = unit_factor(
            lost, drawn, lambda d, w, f, a=axes: same(d, w, *(f if c in a else 1 for c in "xy"))
        )
        if factor:
            return {"axes": axes, "factor": factor}
    return None


@unmet.register
def _(required: Level, got: Drawing, right: Drawing) -> Finding | None:
    drawn, wanted = _levels(got), _levels(right)
    for y in wanted:
        if _is_among(y, drawn):
            continue
        if factor := unit_factor([y], drawn, lambda d, w, f: _is_among(w, [d * f])):
            return Finding("unit", wanted, drawn, (), {"axes": "y", "factor": factor})
        return Finding("level" if drawn else "no level", wanted, drawn, (), {"level": y})
    return None


view.register(Level, lambda required, d: sorted(_levels(d)))


def _is_among(level, levels):
    return any(abs(other - level) <= 1e-6 * abs(level) for other in levels)


def _levels(drawing):
    levels = [float(c.y[0]) for c in drawing.curves if c.style == "across x" and len(c.y)]
    lines = [c for c in _lines(drawing) if len(c.y) > 1]
    levels += [float(c.y[0]) for c in lines if np.ptp(c.y) == 0 and np.ptp(c.x) > 0]
    levels += [float(y0) for x0, y0, x1, y1 in drawing.segments if y0 == y1 and x0 != x1]
    return levels
