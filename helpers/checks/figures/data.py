"""Requirements of what is drawn: histograms, curves, bands, levels, rasters."""

from dataclasses import dataclass

import numpy as np

from .. import showing
from .matching import (
    height_mean,
    marks,
    missing,
    same_band,
    same_curve,
    same_histogram,
    unit_factor,
)
from .requirements import Fault

_MAX_MARKS = 2000


@dataclass(frozen=True)
class Histograms:
    """The right histograms are drawn, and no others; by `hist`, `bar` or `stairs`.

    Bins may lie elsewhere than the reference's (a common range, say), as long as they hold the same
    data.

    Attributes
    ----------
    bins : int
        How many bins each must have; 0: as many as it likes.
    """

    bins: int = 0

    def fault(self, got, right, compare):
        drawn, wanted = got.histograms, right.histograms
        expected = _listed(wanted, _histogram)
        shown = _listed(drawn, _histogram)
        if not drawn:
            return Fault(
                "No histogram is drawn: `ax.hist(values, bins)` makes one.", expected, "none"
            )
        if len(drawn) != len(wanted):
            return Fault(
                f"{_number(drawn, 'histogram')} drawn; {len(wanted)} {_are(wanted)} asked for.",
                expected,
                shown,
            )
        lost = missing(wanted, drawn, lambda w, d: same_histogram(d, w, self.bins != 0))
        if not lost:
            return None
        numbers = {len(h.heights) for h in drawn}
        if self.bins and numbers != {self.bins}:
            found = " and ".join(map(str, sorted(numbers)))
            return Fault(
                f"The histograms have {found} bins; {self.bins} are asked for.", expected, shown
            )
        factor = unit_factor(lost, drawn, lambda d, w, f: same_histogram(_scaled(d, f), w, False))
        if factor:
            return Fault(_other_unit("x", factor), expected, shown)
        if all(_is_density(h) for h in drawn) and not all(_is_density(h) for h in wanted):
            return Fault(
                "The bars are densities, whose area is 1; asked for are numbers per bin. Leave out"
                " `density=True`.",
                expected,
                shown,
            )
        if len(drawn) > 1 and any(same_histogram(drawn[0], other, False) for other in drawn[1:]):
            return Fault("Two of the histograms show the same data.", expected, shown)
        label = f" (“{lost[0].label}”)" if lost[0].label else ""
        return Fault(
            f"No histogram shows the right data{label}: are the right values taken, all of them,"
            " and no others?",
            expected,
            shown,
        )

    def view(self, drawing):
        return [[h.edges, h.heights] for h in sorted(drawing.histograms, key=height_mean)]


@dataclass(frozen=True)
class Curves:
    """The right lines are among those that are drawn.

    Attributes
    ----------
    extra : bool
        Whether there may be others (the limits of a band, say).
    """

    extra: bool = True

    def fault(self, got, right, compare):
        drawn = [c for c in got.curves if c.style == "line"]
        wanted = [c for c in right.curves if c.style == "line"]
        expected, shown = _listed(wanted, _curve), _listed(drawn, _curve)
        if not drawn:
            markers = any(c.style == "markers" for c in got.curves) or got.points
            return Fault(
                "The points are drawn without a line between them: `ax.plot(x, y)` joins them."
                if markers
                else "No line is drawn: `ax.plot(x, y)` makes one.",
                expected,
                "none",
            )
        lost = missing(wanted, drawn, lambda w, d: same_curve(d, w))
        if not lost:
            if self.extra or len(drawn) == len(wanted):
                return None
            return Fault(
                f"{_number(drawn, 'line')} drawn; {len(wanted)} {_are(wanted)} asked for.",
                expected,
                shown,
            )
        for axis, scale in (("x", (True, False)), ("y", (False, True)), ("xy", (True, True))):
            factor = unit_factor(
                lost, drawn, lambda d, w, f, s=scale: same_curve(d, w, *(f if t else 1 for t in s))
            )
            if factor:
                return Fault(_other_unit(axis, factor), expected, shown)
        if any(same_curve(_turned(d), w) for d in drawn for w in lost):
            return Fault("x and y are interchanged.", expected, shown)
        label = f" (“{lost[0].label}”)" if lost[0].label else ""
        many = f"{len(lost)} of the {len(wanted)} lines" if len(wanted) > 1 else "The line"
        return Fault(
            f"{many}{label} {'are' if len(lost) > 1 else 'is'} not where"
            f" {'they' if len(lost) > 1 else 'it'} should be.",
            expected,
            shown,
        )

    def view(self, drawing):
        curves = [c for c in drawing.curves if c.style == "line"]
        return [[c.x, c.y] for c in sorted(curves, key=height_mean)]


@dataclass(frozen=True)
class Band:
    """The right band is filled, by `fill_between` or as a polygon."""

    def fault(self, got, right, compare):
        drawn = [b for b in got.bands if b.filled]
        wanted = [b for b in right.bands if b.filled]
        expected, shown = _listed(wanted, _band), _listed(drawn, _band)
        if not drawn:
            bars = any(not b.filled for b in got.bands)
            return Fault(
                ("Error bars are drawn; asked for is a filled band:" if bars else "No band is"
                 " filled:") + " `ax.fill_between(x, lower, upper, alpha=0.3)` makes one.",
                expected,
                "error bars" if bars else "none",
            )  # fmt: skip
        lost = missing(wanted, drawn, lambda w, d: same_band(d, w))
        if not lost:
            return None
        for axis, scale in (("x", (True, False)), ("y", (False, True)), ("xy", (True, True))):
            factor = unit_factor(
                lost, drawn, lambda d, w, f, s=scale: same_band(d, w, *(f if t else 1 for t in s))
            )
            if factor:
                return Fault(_other_unit(axis, factor), expected, shown)
        if len(drawn[0].x) == len(lost[0].x) and np.allclose(
            drawn[0].lower + drawn[0].upper, lost[0].lower + lost[0].upper, rtol=1e-6, atol=0
        ):
            ratio = np.median((drawn[0].upper - drawn[0].lower) / (lost[0].upper - lost[0].lower))
            return Fault(
                "The band lies around the right middle, but is too"
                f" {'wide' if ratio > 1 else 'narrow'}.",
                expected,
                shown,
            )
        return Fault(
            "The band does not lie where it should: are its limits the two curves that are asked"
            " for, at each x?",
            expected,
            shown,
        )

    def view(self, drawing):
        return [[b.x, b.lower, b.upper] for b in drawing.bands if b.filled]


@dataclass(frozen=True)
class Level:
    """A horizontal line stands where the reference has one, by `axhline`: a threshold.

    The student may draw it by `axhline`, `hlines` or `plot`.
    """

    def fault(self, got, right, compare):
        drawn, wanted = _levels(got), _levels(right)
        expected = ", ".join(f"a level at {y:.4g}" for y in wanted)
        shown = ", ".join(f"a level at {y:.4g}" for y in drawn[:5]) or "none"
        for y in wanted:
            if any(abs(d - y) <= 1e-6 * abs(y) for d in drawn):
                continue
            for factor in (1e3, 1e-3, 1e12, 1e-12):
                if any(abs(d * factor - y) <= 1e-6 * abs(y) for d in drawn):
                    return Fault(_other_unit("y", factor), expected, shown)
            return Fault(
                f"There is no horizontal line at {y:.4g}: `ax.axhline(...)` draws one."
                if not drawn
                else "The horizontal line is not at the right height.",
                expected,
                shown,
            )
        return None

    def view(self, drawing):
        return sorted(_levels(drawing))


@dataclass(frozen=True)
class Raster:
    """The right spikes are marked: as an image, by points, or by ticks.

    Attributes
    ----------
    dx : float
        Distance of the time steps in the unit of the axis: an image's pixel may begin at its time
        or have it in its middle.
    """

    dx: float = 1.0

    def fault(self, got, right, compare):
        drawn, wanted = marks(got), marks(right)
        expected, shown = _spikes(wanted), _spikes(drawn) if len(drawn) else "none"
        if not len(drawn):
            return Fault(
                "No spikes are drawn: `ax.imshow(raster, aspect='auto', origin='lower')` shows a"
                " raster as a picture.",
                expected,
                shown,
            )
        if _same_marks(drawn, wanted, self.dx):
            return None
        expected, shown = _first_apart(drawn, wanted, self.dx)
        if _same_marks(drawn[:, ::-1], wanted, self.dx):
            return Fault("Neurons and time are interchanged.", expected, shown)
        for factor in (1e3, 1e-3):
            if _same_marks(drawn * np.array([factor, 1.0]), wanted, self.dx):
                return Fault(_other_unit("x", factor), expected, shown)
        upside_down = drawn * np.array([1.0, -1.0])
        if _same_marks(upside_down, wanted, self.dx, rows_anywhere=True):
            return Fault("The neurons stand upside down.", expected, shown)
        return Fault("The spikes are not all where they should be.", expected, shown)

    def view(self, drawing):
        return marks(drawing)


@dataclass(frozen=True)
class AtMost:
    """There are at most so many artists of a kind.

    Attributes
    ----------
    number : int
    kind : str
        "lines", "patches", "collections", "images" or "texts".
    sentence : str
        What to tell otherwise.
    """

    number: int
    kind: str
    sentence: str

    def fault(self, got, right, compare):
        n = got.artists.get(self.kind, 0)
        if n <= self.number:
            return None
        return Fault(self.sentence, f"at most {self.number} {self.kind}", f"{n} {self.kind}")

    def view(self, drawing):
        return drawing.artists.get(self.kind, 0) > self.number


def many_artists(number, sentence, kind="collections"):
    """Remark on a right drawing that takes more than so many artists of a kind.

    Parameters
    ----------
    number : int
    sentence : str
    kind : str
        "lines", "patches", "collections", "images" or "texts"; or "scatters": calls of `scatter`
        only. Among the collections are those of `eventplot`, which makes one for each row by a
        single call.

    Returns
    -------
    callable
        For `Exercise.remarks`.
    """

    def remark(probe, outcome):
        value = outcome["value"]
        n = len(value["points"]["starts"]) if kind == "scatters" else value["artists"].get(kind, 0)
        return sentence if n > number else ""

    return remark


def returns_nothing(sentence):
    """Remark on a right drawing by a function that returns None.

    Parameters
    ----------
    sentence : str
        What to tell: what the function was to return.

    Returns
    -------
    callable
        For `Exercise.remarks`.
    """

    def remark(probe, outcome):
        return sentence if outcome["value"].get("returned") == "NoneType" else ""

    return remark


def _same_marks(drawn, wanted, dx, rows_anywhere=False):
    """Whether two sets of marks agree but for a shift by up to a step, to a tenth of it."""
    if len(drawn) != len(wanted):
        return False
    a, b = (np.unique(np.round(m / np.array([dx, 1.0]), 3), axis=0) for m in (drawn, wanted))
    if a.shape != b.shape:
        return False
    apart = a - b
    shift = apart[0]
    near = abs(shift[0]) < 1.1 and (rows_anywhere or abs(shift[1]) < 0.1)
    return bool(near and (np.abs(apart - shift) < 0.1).all())


def _first_apart(drawn, wanted, dx):
    """The first spike that is not drawn and the first that is drawn elsewhere, as two texts.

    Spikes come in the order of their rows, and of their times within a row.
    """
    expected, shown = _spikes(wanted), _spikes(drawn)
    if len(drawn) > _MAX_MARKS:  # too many to look for one among them
        return expected, shown
    lost, extra = (_in_order(found) for found in _unpaired(drawn, wanted, dx))
    if len(lost) and len(extra):
        (x, other_x), (y, other_y) = map(_coordinates, lost[0], extra[0])
        one, other = f"a spike at x = {x}, y = {y}", f"a spike at x = {other_x}, y = {other_y}"
    elif len(lost):
        x, y = map(showing.short, lost[0])
        one, other = f"a spike at x = {x}, y = {y}", "none there"
    elif len(extra):
        x, y = map(showing.short, extra[0])
        one, other = "no spike there", f"a spike at x = {x}, y = {y}"
    else:
        return expected, shown
    if expected == shown:
        return one, other
    return f"{expected}; {one}", f"{shown}; {other}"


def _unpaired(drawn, wanted, dx):
    """Marks that are wanted and not drawn, and those that are drawn and not wanted.

    All of them may be shifted by half a step or a step, where that makes most of them fit.
    """
    best = None
    for shift in (0.0, 0.5, -0.5, 1.0, -1.0):
        there, asked = (
            np.round(marks[:, 0] / dx, 2) + 1j * np.round(marks[:, 1], 2)
            for marks in (drawn - [shift * dx, 0], wanted)
        )
        lost, extra = wanted[~np.isin(asked, there)], drawn[~np.isin(there, asked)]
        if best is None or len(lost) + len(extra) < len(best[0]) + len(best[1]):
            best = lost, extra
    return best


def _in_order(marks):
    return marks[np.lexsort((marks[:, 0], marks[:, 1]))]


def _coordinates(one, other):
    """Two coordinates as text, with more digits only if they differ."""
    if np.isclose(one, other):
        return showing.short(one), showing.short(one)
    return showing.apart(one, other)


def _spikes(marks):
    return f"{len(marks)} spike{'s' * (len(marks) != 1)}"


def _levels(drawing):
    levels = [float(c.y[0]) for c in drawing.curves if c.style == "across x" and len(c.y)]
    levels += [
        float(c.y[0])
        for c in drawing.curves
        if c.style == "line" and len(c.y) > 1 and np.ptp(c.y) == 0 and np.ptp(c.x) > 0
    ]
    levels += [float(y0) for x0, y0, x1, y1 in drawing.segments if y0 == y1 and x0 != x1]
    return levels


def _scaled(histogram, factor):
    return type(histogram)(histogram.edges * factor, histogram.heights, histogram.label)


def _turned(curve):
    return type(curve)(curve.y, curve.x, curve.label, curve.style)


def _is_density(histogram):
    area = float(np.sum(histogram.heights * np.diff(histogram.edges)))
    return abs(area - 1) < 1e-6 and not np.allclose(histogram.heights % 1, 0)


def _other_unit(axes, factor):
    one = f"The values on the {' and '.join(axes)} {'axes' if len(axes) > 1 else 'axis'} are"
    digits = f"{factor:g}"
    return f"{one} right but for their unit: multiplied by {digits}, they would be right."


def _are(items):
    return "is" if len(items) == 1 else "are"


def _number(items, word):
    return f"{len(items)} {word}{'s' * (len(items) != 1)} {_are(items)}"


def _listed(items, words):
    shown = "; ".join(words(item) for item in items[:4])
    return (shown + ("; …" if len(items) > 4 else "")) or "none"


def _named(item, text):
    return f"“{item.label}”: {text}" if item.label else text


def _histogram(item):
    n, edges = len(item.heights), item.edges
    return _named(
        item,
        f"{n} bins from {edges[0]:.4g} to {edges[-1]:.4g}, sum {item.heights.sum():.6g},"
        f" mean {height_mean(item):.5g}",
    )


def _ends(x, y):
    if not len(x):
        return "no points"
    return f"({x[0]:.4g}, {y[0]:.5g}) … ({x[-1]:.4g}, {y[-1]:.5g})"


def _curve(item):
    return _named(item, f"{len(item.x)} points {_ends(item.x, item.y)}")


def _band(item):
    return _named(
        item, f"{len(item.x)} points, {_ends(item.x, item.lower)} to {_ends(item.x, item.upper)}"
    )
