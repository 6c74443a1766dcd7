"""Sentences on what is drawn rightly, and cannot be seen."""

from collections.abc import Callable

import numpy as np

from ..figures.described_drawing import Curve, DrawnBand, Histogram, Image, Ticks
from ..finding import Finding

_PLACE = "a drawing where it can be seen"


def _name(mark):
    """What a mark is called, and whether these are several."""
    if isinstance(mark, Curve):
        return ("line", False) if mark.style == "line" else ("dots", True)
    names = {Histogram: "histogram", DrawnBand: "band", Image: "picture", Ticks: "ticks"}
    name = names[type(mark)]
    return name, name == "ticks"


def _subject(mark):
    """ "Your line (“mean”) is", "Your dots are"."""
    name, several = _name(mark)
    label = getattr(mark, "label", "")
    return f"Your {name}{f' (“{label}”)' if label else ''} {'are' if several else 'is'}"


def _opacity(finding):
    mark = finding.details["mark"]
    them = "them" if _name(mark)[1] else "it"
    return (
        f"{_subject(mark)} fully transparent, so that nobody sees {them}: look at `alpha=` and the"
        " colour (`'none'` is no colour at all)."
    )


def _colour(finding):
    return f"{_subject(finding.details['mark'])} in the colour of the background: take another."


def _size(finding):
    mark = finding.details["mark"]
    name, several = _name(mark)
    they, have = ("they", "have") if several else ("it", "has")
    cause = {
        "line": "a line width of 0",
        "dots": "no marker, or one of size 0: look at `s=`, `marker=` and `markersize=`",
        "ticks": "no length, or a line width of 0",
    }.get(name, "neither a filling nor an edge")
    return f"Your {name} cannot be seen: {they} {have} {cause}."


def _ranges(mark):
    """The least and the largest x and y of a mark, as far as they are numbers."""
    if isinstance(mark, Curve):
        found = mark.x, mark.y
    elif isinstance(mark, Histogram):
        filled = np.flatnonzero(mark.heights)
        edges = mark.edges[filled[0] : filled[-1] + 2] if len(filled) else mark.edges
        found = edges, np.append(mark.heights, 0.0)
    elif isinstance(mark, DrawnBand):
        found = mark.x, np.append(mark.lower, mark.upper)
    elif isinstance(mark, Ticks):
        found = mark.ends[:, ::2].ravel(), mark.ends[:, 1::2].ravel()
    else:
        found = np.array(mark.extent[:2]), np.array(mark.extent[2:])
    finite = [values[np.isfinite(values)] for values in found]
    return [(values.min(), values.max()) if len(values) else (0.0, 0.0) for values in finite]


def _where(finding):
    """An axis whose limits do not go with the data: its name, limits, data, and a factor or 0."""
    mark, limits = finding.details["mark"], finding.details["axes"]["limits"]
    worst = None
    for axis, (low, high), ends in zip("xy", _ranges(mark), (limits[:2], limits[2:]), strict=True):
        first, last = min(ends), max(ends)
        fits = _share(low, high, first, last)
        factor = next((f for f in (1e3, 1e-3) if _share(low, high, first * f, last * f) > 0.3), 0)
        if worst is None or fits < worst[0]:
            worst = fits, axis, (first, last), (low, high), factor
    return worst[1:]


def _share(low, high, first, last):
    """How well a range fills limits: 1 if they are the same, 0 if it is outside or a point."""
    both, longer = min(high, last) - max(low, first), max(high, last) - min(low, first)
    return both / longer if longer > 0 else 0.0


def _limits(how, drawn):
    """The sentence for limits that do not go with the data: how it looks, and what is drawn."""

    def sentence(finding):
        axis, (first, last), (low, high), factor = _where(finding)
        ranges = (
            f"{_subject(finding.details['mark'])} {how} {axis} axis goes from {first:.4g} to"
            f" {last:.4g}, and {drawn} from {low:.4g} to {high:.4g}."
        )
        if factor:
            return (
                f"{ranges} Multiplied by {factor:g}, the limits would fit: give them in the unit of"
                f" the data (`ax.set_{axis}lim`)."
            )
        return (
            f"{ranges} Look at `ax.set_{axis}lim(...)`: matplotlib finds good limits if you leave"
            " it out."
        )

    return sentence


SENTENCES: dict[str, str | Callable[[Finding], str]] = {
    "unseen: switched off": lambda f: (
        f"{_subject(f.details['mark'])} switched off: leave out `visible=False`."
    ),
    "unseen: opacity": _opacity,
    "unseen: colour": _colour,
    "unseen: size": _size,
    "unseen: moved": lambda f: (
        f"{_subject(f.details['mark'])} not drawn at the place of the data: leave out `transform=`"
        " and offsets."
    ),
    "unseen: limits": _limits("outside the Axes: their", "what you draw"),
    "unseen: squeezed": _limits("squeezed into almost nothing: the", "what you draw only"),
    "unseen: hidden": lambda f: (
        f"{_subject(f.details['mark'])} hidden under something else that is drawn above: `alpha=`"
        " lets it shine through, and a larger `zorder=` lifts it."
    ),
    "axes invisible": "The Axes `ax` that your function is given are not in the figure any more, or"
    " switched off: leave `ax.remove()` and `ax.set_visible(False)` out.",
    "axes moved": "The Axes `ax` have been moved out of the figure, or made too small to see"
    " anything: leave their position as it is.",
    "axes covered": "The Axes `ax` lie under other Axes, which hide them: draw on `ax` alone,"
    " without `plt.axes(...)` or `add_axes`.",
}
TEXTS: dict[str, Callable[[Finding], tuple[str, str]]] = {
    what: lambda finding: (_PLACE, f"one that cannot be seen ({finding.what.split(': ')[-1]})")
    for what in SENTENCES
}
