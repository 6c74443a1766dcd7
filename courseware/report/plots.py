"""The figures of a report: SVG that stands in a page, light or dark, with a text for each."""

import html
import io
import re
import statistics
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources

import numpy as np

from .summary import PHASES, STATES

WIDE, NARROW = 7.2, 3.5  # inches; 100 CSS pixels each
_INK = "#0a0b0c"  # becomes the page's own colour of text
COLOURS = dict(zip(STATES, ("#009E73", "#D55E00", "#E69F00", "#CC79A7", "#56B4E9"), strict=True))
_BLUE = "#3b8fc4"  # reads on white and on black
_PHASE_COLOURS = ("#8f8f8f", _BLUE, "#E69F00", "#CC79A7")
_LONGEST_LABEL = {WIDE: 34, NARROW: 16}  # letters


@dataclass(frozen=True)
class Figure:
    """A figure, drawn for wide and for narrow pages.

    Attributes
    ----------
    name : str
        Of letters and dashes.
    alt : str
        What can be seen in it.
    wide, narrow : str
        SVG elements.
    """

    name: str
    alt: str
    wide: str
    narrow: str


def _figure(name, alt, draw, height):
    """Draw both; `draw` takes the axes and the width, `height` is in inches."""
    return Figure(name, alt, *(_svg(f"{name}-{w:g}", alt, draw, w, height) for w in (WIDE, NARROW)))


def states(report):
    """How many students reached which state, for each exercise with a check; None without."""
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
    return _figure("states", f"Bars, one for each exercise. {said}.", draw, _height(exercises, 1.4))


def points(report):
    """Mean share of the points of each exercise, with a dot for the median; None without any."""
    exercises = [e for e in report.exercises if e.points and e.maximum]
    if not exercises:
        return None

    def draw(ax, width):
        rows = np.arange(len(exercises))
        mean = [100 * e.mean / e.maximum for e in exercises]
        ax.barh(rows, mean, 0.66, color=_BLUE, label="mean")
        middle = [100 * statistics.median(e.points) / e.maximum for e in exercises]
        ax.plot(middle, rows, "D", color=_INK, markersize=5, clip_on=False, label="median")
        _rows(ax, exercises, width)
        ax.set(xlim=(0, 100), xlabel="% of the points")
        ax.figure.legend(loc="outside upper left", ncols=2)

    said = "; ".join(f"{e.name}: mean {e.mean:.2g} of {e.maximum:g}" for e in exercises)
    return _figure("points", f"Bars, one for each exercise. {said}.", draw, _height(exercises, 1.4))


def totals(report):
    """How the total scores are distributed; None without any."""
    scores = np.array(report.scores, float)
    if not len(scores):
        return None
    top = max(report.maximum, scores.max(), 1.0)
    low = min(0.0, scores.min())
    step = max(1.0, np.ceil((top - low) / 20))
    edges = np.arange(np.floor(low), top + 2 * step, step) - 0.5
    middle = float(np.median(scores))

    def draw(ax, width):
        ax.hist(scores, edges, color=_BLUE, rwidth=0.9)
        ax.axvline(middle, color=_INK, linewidth=1.4, linestyle="--", label=f"median {middle:g}")
        ax.set(xlim=(edges[0], edges[-1]), xlabel="Total points", ylabel="Submissions")
        ax.yaxis.get_major_locator().set_params(integer=True)
        ax.figure.legend(loc="outside upper left")

    alt = (
        f"Histogram of total points of {_count(len(scores), 'submission')}: from {scores.min():g} "
        f"to {scores.max():g} of {report.maximum:g}, median {middle:g}."
    )
    return _figure("totals", alt, draw, 2.9)


def times(report):
    """Where the time of the submissions went, the slowest last; None if it is not known."""
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
        ax.figure.legend(loc="outside upper left", ncols=4)

    parts = ", ".join(
        f"{name} {sum(s.get(key, 0.0) for s in rows) / len(rows):.2f} s"
        for key, name in PHASES.items()
    )
    alt = (
        f"Time of each submission, stacked by where it went. Median {np.median(total):.2f} s, "
        f"longest {total.max():.2f} s. Means: {parts}."
    )
    return _figure("times", alt, draw, 2.9)


def _rows(ax, exercises, width):
    longest = _LONGEST_LABEL[width]
    names = [e.name if len(e.name) <= longest else f"{e.name[: longest - 1]}…" for e in exercises]
    ax.set_yticks(np.arange(len(names)), names, parse_math=False)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0, pad=8)


def _height(exercises, more):
    return more + 0.38 * len(exercises)


def _count(number, thing):
    return f"{number} {thing}" + ("" if number == 1 else "s")


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
