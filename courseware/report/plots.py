"""The figures of a report: SVG that stands in a page, light or dark, with a text for each."""

import html
import io
import re
import statistics
import textwrap
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from courseware.grade.table import counted

from .summary import PHASES, STATES, ClassReport, wait

WIDE, NARROW = 7.2, 3.5  # inches; 100 CSS pixels each
_INK = "#0a0b0c"  # becomes the page's own colour of text
_STATE_COLOURS = "#009E73 #0072B2 #F0E442 #D55E00 #E69F00 #CC79A7 #56B4E9".split()
COLOURS = dict(zip(STATES, _STATE_COLOURS, strict=True))
_BLUE = "#3b8fc4"  # reads on white and on black
_PHASE_COLOURS = ("#8f8f8f", _BLUE, "#E69F00", "#CC79A7")
_LABEL = {WIDE: 30, NARROW: 18}  # letters in a line
_LINES = 3  # of a label
_MOST_BARS = 20
_MOST_TICKS = {WIDE: 21, NARROW: 9}


@dataclass(frozen=True)
class Figure:
    """A figure as SVG, drawn for wide and for narrow pages, and what can be seen in it."""

    name: str  # of letters and dashes
    alt: str
    wide: str
    narrow: str


def _figure(name, alt, draw, height=lambda width: 2.9):
    """Draw both; `draw` takes the axes and the width, `height` the width, in inches."""
    widths = (WIDE, NARROW)
    return Figure(name, alt, *(_svg(f"{name}-{w:g}", alt, draw, w, height(w)) for w in widths))


def states(report: ClassReport) -> str | None:
    """Draw how many students reached which state, by exercise; None if there is no check."""
    exercises = report.checked
    if not exercises:
        return None
    there = report.states

    def draw(ax, width):
        rows, left = np.arange(len(exercises)), np.zeros(len(exercises))
        for state in there:
            share = np.array([100 * e.states[state] / e.states.total() for e in exercises])
            ax.barh(rows, share, 0.66, left, color=COLOURS[state], label=state)
            left += share
        _rows(ax, exercises, width)
        ax.set(xlim=(0, 100), xlabel="% of submissions")
        ax.figure.legend(loc="outside upper left", ncols=5 if width == WIDE else 2)

    said = "; ".join(
        f"{e.name}: " + ", ".join(f"{e.states[s]} {s}" for s in there if e.states[s])
        for e in exercises
    )
    alt = f"Bars, one for each exercise. {said}."
    return _figure("states", alt, draw, lambda width: _height(exercises, width))


def points(report: ClassReport) -> str | None:
    """Draw the mean share of each exercise's points, with a dot for the median; None without."""
    exercises = [e for e in report.exercises if e.maximum and (e.points or e.waiting)]
    graded = [(row, e) for row, e in enumerate(exercises) if e.points]
    if not graded:
        return None

    def draw(ax, width):
        rows = [row for row, _ in graded]
        mean = [100 * e.mean / e.maximum for _, e in graded]
        ax.barh(rows, mean, 0.66, color=_BLUE, label="mean")
        middle = [100 * statistics.median(e.points) / e.maximum for _, e in graded]
        ax.plot(middle, rows, "D", color=_INK, markersize=5, clip_on=False, label="median")
        for row, e in enumerate(exercises):
            if not e.points:
                ax.text(2, row, f"{e.waiting} to be graded", va="center", fontsize="small")
        _rows(ax, exercises, width)
        # Points by hand may be more than the maximum.
        ax.set(xlim=(0, max(100, *mean, *middle)), xlabel="% of the points")
        ax.figure.legend(loc="outside upper left", ncols=2)

    alt = f"Bars, one for each exercise. {'; '.join(map(_mean_of, exercises))}."
    return _figure("points", alt, draw, lambda width: _height(exercises, width))


def _mean_of(exercise):
    mean = f"mean {exercise.mean:.2g} of {exercise.maximum:g}" if exercise.points else ""
    waiting = f"{exercise.waiting} to be graded" if exercise.waiting else ""
    return f"{exercise.name}: " + ", ".join(filter(None, [mean, waiting]))


def totals(report: ClassReport) -> str | None:
    """Draw how the total scores are distributed; None if there are none."""
    scores = np.round(np.array(report.scores, float), 6)  # no sum just below a bar's edge
    if not len(scores):
        return None
    edges = bins(scores, report.maximum)
    middle = float(np.median(scores))

    def draw(ax, width):
        ax.hist(scores, edges, color=_BLUE, rwidth=0.94)
        ax.axvline(middle, color=_INK, linewidth=1.4, linestyle="--", label=f"median {middle:g}")
        ax.set(xlim=(edges[0], edges[-1]), xlabel="Total points", ylabel="Submissions")
        ax.set_xticks(edges[:: -(-len(edges) // _MOST_TICKS[width])])
        ax.yaxis.get_major_locator().set_params(integer=True)
        ax.figure.legend(loc="outside upper left")

    alt = (
        f"Histogram of total points of {counted(len(scores))}: from {scores.min():g} "
        f"to {scores.max():g} of {report.maximum:g}, median {middle:g}. "
        "A bar holds what is at least its left edge and less than its right one."
    )
    if report.waiting:
        alt += f" So far: {report.waiting} {wait(report.waiting)} for manual grading."
    return _figure("totals", alt, draw)


def bins(scores: Sequence[float] | NDArray[np.floating], maximum: float) -> NDArray[np.float64]:
    """Return the edges of a histogram's bars: whole points, around all that can be reached.

    A bar holds what is at least its left edge and less than its right one; the last one, that too.

    >>> bins([0.5, 3], 4)
    array([0., 1., 2., 3., 4.])
    """
    low = np.floor(min(0.0, *scores))
    top = max(maximum, *scores, low + 1.0)
    step = np.ceil((top - low) / _MOST_BARS)
    return low + step * np.arange(np.ceil((top - low) / step) + 1)


def times(report: ClassReport) -> str | None:
    """Draw where the time of the submissions went, the slowest last; None if not known."""
    rows = sorted(
        (s.seconds for s in report.submissions if s.seconds.get("total", 0) > 0),
        key=lambda seconds: seconds["total"],
    )
    if not rows:
        return None
    total = np.array([seconds["total"] for seconds in rows])

    def draw(ax, width):
        where, base = np.arange(1, len(rows) + 1), np.zeros(len(rows))
        for (key, name), colour in zip(PHASES.items(), _PHASE_COLOURS, strict=True):
            part = np.array([max(seconds.get(key, 0.0), 0.0) for seconds in rows])
            ax.fill_between(
                np.r_[where - 0.5, len(rows) + 0.5],
                np.r_[base, base[-1]],
                np.r_[base + part, base[-1] + part[-1]],
                step="post",
                color=colour,
                linewidth=0,
                label=name,
            )
            base += part
        ax.set(xlim=(0.5, len(rows) + 0.5), xlabel="Submissions, fastest first", ylabel="Time (s)")
        ax.set_ylim(0)
        if len(rows) <= 10:
            ax.set_xticks(where)
        ax.figure.legend(loc="outside upper left", ncols=4 if width == WIDE else 2)

    parts = ", ".join(
        f"{name} {sum(s.get(key, 0.0) for s in rows) / len(rows):.2f} s"
        for key, name in PHASES.items()
    )
    alt = (
        f"Time of each submission, stacked by where it went. Median {np.median(total):.2f} s, "
        f"longest {total.max():.2f} s. Means: {parts}."
    )
    return _figure("times", alt, draw)


def _rows(ax, exercises, width):
    names = [_label(e.name, width) for e in exercises]
    ax.set_yticks(np.arange(len(names)), names, parse_math=False)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0, pad=8)


def _label(name, width):
    return textwrap.fill(name, _LABEL[width], max_lines=_LINES, placeholder=" …")


def _height(exercises, width):
    lines = max(_label(e.name, width).count("\n") + 1 for e in exercises)
    return 1.4 + (0.24 + 0.14 * lines) * len(exercises)


# SVG.


@contextmanager
def _style(name):
    from matplotlib import rc_context, style

    with resources.as_file(resources.files("helpers") / "course.mplstyle") as course:
        with rc_context(), style.context(course):
            from matplotlib import rcParams

            rcParams.update({"svg.fonttype": "none", "svg.hashsalt": name})
            colours = "text.color axes.edgecolor axes.labelcolor xtick.color ytick.color"
            rcParams.update(dict.fromkeys(colours.split(), _INK))
            yield


def _svg(name, alt, draw, width, height):
    from matplotlib.figure import Figure as Drawing

    with _style(name):
        figure = Drawing(figsize=(width, height))
        draw(figure.subplots(), width)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, count=1, flags=re.S)
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name.replace('.', '-')}-", svg)
    svg = svg.replace(_INK, "currentColor")
    view = re.search(r'viewBox="[^"]*"', svg)[0]
    head = (
        f'<svg {view} role="img" aria-label="{html.escape(alt)}" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg">'
    )
    return head + svg[svg.index(">") + 1 :].strip()
