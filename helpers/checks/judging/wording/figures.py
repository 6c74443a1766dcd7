"""Sentences on figures, and what is expected and drawn in short texts."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ....exercises import figures as required
from ..figures.described_drawing import Curve, Drawing, DrawnBand, Histogram
from ..figures.matching import height_mean, marks
from ..finding import Finding
from . import short_values, unseen
from .terms import fill


def _lines(finding):
    lost, n = finding.details["lost"], len(finding.expected)
    label = f" (“{lost[0].label}”)" if lost[0].label else ""
    which = f"{len(lost)} of the {n} lines" if n > 1 else "The line"
    verbs = ("are", "they") if len(lost) > 1 else ("is", "it")
    return f"{which}{label} {verbs[0]} not where {verbs[1]} should be."


def _labels_missing(finding):
    n = len(finding.got)
    return (
        f"{n or 'None'} of the {len(finding.expected)} data sets {'has' if n == 1 else 'have'} a"
        " label: `label=...` gives one."
    )


def _no_axis_label(finding):
    axis, unit = finding.details["axis"], finding.details["unit"]
    of = f", with its unit, {unit}" if unit else ""
    return f"The {axis} axis has no label: `ax.set_{axis}label(...)` says what is on it{of}."


def _further_lines(finding):
    n = len(finding.expected)
    right = "the right one is" if n == 1 else f"the right {n} are"
    but = " except the edges of a band and straight lines" if finding.details["extra"] else ""
    return (
        f"{len(finding.got)} lines are drawn: {right} among them, but no others are asked for{but}."
    )


def _number_in_a_label(finding):
    label, number, said = (finding.details[name] for name in ("label", "number", "said"))
    if "{" in label:
        return f"The label “{label}” shows its braces: is the `f` before the quotes missing?"
    says = f" It says {said}. Is that computed from the input, in this unit?" if said else ""
    return f"The label “{label}” does not say {number}.{says}"


SENTENCES: dict[str, str | Callable[[Finding], str]] = {
    "too much drawn": "More is drawn than can be looked at: draw each data set by one call, without"
    " a loop over its points.",
    "drawn elsewhere": "Nothing is drawn on the Axes `ax` that your function is given, but"
    " something is on others. Draw with the methods of `ax`, and leave out `plt.figure()` and"
    " `plt.subplots()`: the caller has made the figure.",
    "nothing drawn": "Nothing is drawn on the Axes `ax` that your function is given: draw with its"
    " methods, such as `ax.plot(...)`.",
    "blank returned": "What your function returned is a blank `...`: replace it by your own"
    " expression.",
    "too many artists": "{sentence}",
    "unit": "The values on the {on_axes} are right but for their unit: multiplied by {factor:g},"
    " they would be right.",
    "no histogram": "No histogram is drawn: `ax.hist(values, bins)` makes one.",
    "number of histograms": "{n} histogram{s} {are} drawn; {right_n} {right_are} asked for.",
    "bins": "The histograms have {numbers_of_bins} bins; {asked} are asked for.",
    "wide bins": "The histograms have {numbers_of_bins} bins, but most of them are empty: bins of"
    " {width:.3g} are too wide to show data that lie between {low:.4g} and {high:.4g}.",
    "density": "The bars are densities, whose area is 1; asked for are numbers per bin. Leave out"
    " `density=True`.",
    "same histogram twice": "Two of the histograms show the same data.",
    "data of a histogram": "No histogram shows the right data{labelled}: are the right values"
    " taken, all of them, and no others?",
    "points without a line": "The points are drawn without a line between them: `ax.plot(x, y)`"
    " joins them.",
    "no line": "No line is drawn: `ax.plot(x, y)` makes one.",
    "number of lines": "{n} line{s} {are} drawn; {right_n} {right_are} asked for.",
    "further lines": _further_lines,
    "x and y": "x and y are interchanged.",
    "lines": _lines,
    "error bars": "Error bars are drawn; asked for is a filled band: `ax.fill_between(x, lower,"
    " upper, alpha=0.3)` makes one.",
    "no band": "No band is filled: `ax.fill_between(x, lower, upper, alpha=0.3)` makes one.",
    "number of bands": "{n} band{s} {are} filled; {right_n} {right_are} asked for.",
    "band too wide": "The band lies around the right middle, but is too wide.",
    "band too narrow": "The band lies around the right middle, but is too narrow.",
    "band": "The band does not lie where it should: are its limits the two curves that are asked"
    " for, at each x?",
    "no level": "There is no horizontal line at {level:.4g}: `ax.axhline(...)` draws one.",
    "level": "The horizontal line is not at the right height.",
    "no spikes": "No spikes are drawn: `ax.imshow(raster, aspect='auto', origin='lower')` shows a"
    " raster as a picture.",
    "neurons and time": "Neurons and time are interchanged.",
    "upside down": "The neurons stand upside down.",
    "spikes": "The spikes are not all where they should be.",
    "no label of an axis": _no_axis_label,
    "unit of an axis": "The label of the {axis} axis, “{got}”, does not say that the unit is"
    " {unit}.",
    "another unit of an axis": "The label of the {axis} axis, “{got}”, says that the unit is"
    " {other}; asked for is {unit}.",
    "labels of axes interchanged": "The labels of the axes are interchanged: the {axis} axis has"
    " the label “{got}”.",
    "unit where there is none": "The label of the {axis} axis, “{got}”, says that the unit is"
    " {other}; what is on it has no unit.",
    "unit alone": "The label of the {axis} axis, “{got}”, is a unit alone: say what is on the axis,"
    " too.",
    "axis reversed": "The {axis} axis runs backwards, from large values to small ones: leave out"
    " `ax.invert_{axis}axis()`, and give limits the smaller one first.",
    "axes switched off": "The axes are switched off, so that nobody sees their labels: leave"
    " `ax.axis('off')` out.",
    "no title": "The figure has no title: `ax.set_title(...)`.",
    "no legend": "There is no legend: `ax.legend()` makes one of the labels. Call it after"
    " drawing.",
    "legend": "The legend has {n} of {right_n} entries. Is it made after everything is drawn, and"
    " has each data set a `label=...`?",
    "labels missing": _labels_missing,
    "same label twice": "Different data sets have the same label, so that the legend cannot tell"
    " them apart.",
    "labels interchanged": "The data set that is “{right_label}” has the label “{label}”: are"
    " labels interchanged?",
    "number in a label": _number_in_a_label,
    "several numbers in a label": "The label “{label}” says {number}, which is right, and {other}"
    " as well: which of them is it?",
    **unseen.SENTENCES,
}


def _labels(finding):
    return tuple(
        f"labels: {', '.join(texts) or 'none'}" for texts in (finding.expected, finding.got)
    )


def _legends(finding):
    came = "no legend" if finding.got is None else f"a legend: {', '.join(finding.got) or 'empty'}"
    return f"a legend: {', '.join(finding.expected or ['...'])}", came


def _axis_labels(finding):
    label = f"{finding.details['axis']} label"
    came = f"{label}: {finding.got!r}" if finding.got.strip() else "no label"
    return f"{label}: {finding.expected!r}", came


_TEXTS = {
    "too much drawn": lambda f: ("a few artists", f"{f.got} artists"),
    "drawn elsewhere": lambda f: ("a drawing on `ax`", "a drawing on other Axes"),
    "nothing drawn": lambda f: ("a drawing", "empty Axes"),
    "blank returned": lambda f: ("this figure, and something returned", "a blank `...` returned"),
    "too many artists": lambda f: (
        f"at most {f.expected} {f.details['kind']}",
        f"{f.got} {f.details['kind']}",
    ),
    "error bars": lambda f: (_listed(f.expected), "error bars"),
    "no label of an axis": _axis_labels,
    "unit of an axis": _axis_labels,
    "another unit of an axis": _axis_labels,
    "labels of axes interchanged": _axis_labels,
    "unit where there is none": _axis_labels,
    "unit alone": _axis_labels,
    "axis reversed": lambda f: ("an axis from small to large values", "one from large to small"),
    "axes switched off": _axis_labels,
    "no title": lambda f: (repr(f.expected), "no title"),
    "no legend": _legends,
    "legend": _legends,
    "labels missing": _labels,
    "same label twice": _labels,
    "labels interchanged": _labels,
    "number in a label": _labels,
    "several numbers in a label": _labels,
    **unseen.TEXTS,
}


def sentence(finding: Finding) -> str:
    """The sentence on a finding of `judging.figures`."""
    return fill(SENTENCES[finding.what], finding)


def texts(finding: Finding) -> tuple[str, str]:
    """What is expected and what is drawn."""
    if finding.what in _TEXTS:
        return _TEXTS[finding.what](finding)
    with np.errstate(all="ignore"):  # whatever the session does about nan and infinity
        if type(finding.got) is np.ndarray:
            return _spikes(finding)
        return _listed(finding.expected), _listed(finding.got)


def elements(drawing: Drawing, requirement: Any) -> list[tuple[str, str]]:
    """What a drawing shows of what is required: what each element is called, and what it is."""
    with np.errstate(all="ignore"):
        made = _ELEMENTS.get(type(requirement), lambda d, r: [])(drawing, requirement)
        return [(words, text) for words, text in made if text]


def _labelled(item):
    label = f", labelled “{item.label}”" if item.label else ""
    return f"{_ITEMS[type(item)](item)}{label}"


def _spike_elements(drawing, requirement):
    spikes = marks(drawing)
    if not len(spikes):
        return []
    first = spikes[np.lexsort((spikes[:, 0], spikes[:, 1]))][0]
    x, y = map(short_values.short, first.tolist())
    return [("the spikes", f"{_number(spikes)}, the first at x = {x}, y = {y}")]


_ELEMENTS = {
    required.Histograms: lambda d, r: [("a histogram", _labelled(h)) for h in d.histograms],
    required.Curves: lambda d, r: [
        ("a line", _labelled(c)) for c in d.curves if c.style == "line" and len(c.x)
    ],
    required.Band: lambda d, r: [("a filled band", _labelled(b)) for b in d.bands if b.filled],
    required.Level: lambda d, r: [
        ("a horizontal line", f"at {c.y[0]:.4g}") for c in d.curves if c.style == "across x"
    ],
    required.Raster: _spike_elements,
    required.Legend: lambda d, r: [("the legend", ", ".join(f"“{t}”" for t in d.legend or ()))],
    required.Axis: lambda d, r: [
        (f"the label of the {r.which} axis", d.xlabel if r.which == "x" else d.ylabel)
    ],
    required.Title: lambda d, r: [("the title", d.title)],
}


def _listed(items):
    named = "; ".join(_item(item) for item in items[:4])
    return (named + ("; …" if len(items) > 4 else "")) or "none"


def _item(item):
    if type(item) is float:
        return f"a level at {item:.4g}"
    text = _ITEMS[type(item)](item)
    return f"“{item.label}”: {text}" if item.label else text


def _ends(x, y):
    if not len(x):
        return "no points"
    return f"({x[0]:.4g}, {y[0]:.5g}) … ({x[-1]:.4g}, {y[-1]:.5g})"


_ITEMS = {
    Histogram: lambda h: (
        f"{len(h.heights)} bins from {h.edges[0]:.4g} to {h.edges[-1]:.4g}, sum"
        f" {h.heights.sum():.6g}, mean {height_mean(h):.5g}"
    ),
    Curve: lambda c: f"{len(c.x)} points {_ends(c.x, c.y)}",
    DrawnBand: lambda b: f"{len(b.x)} points, {_ends(b.x, b.lower)} to {_ends(b.x, b.upper)}",
}


def _spikes(finding):
    """How many spikes; and the first that is not drawn, and the first that is drawn elsewhere."""
    expected, came = _number(finding.expected), _number(finding.got) if len(finding.got) else "none"
    lost, extra = finding.details.get("lost"), finding.details.get("extra")
    if lost is None and extra is None:
        return expected, came
    if lost is None:
        one, other = "no spike there", _spike(*map(short_values.short, extra))
    elif extra is None:
        one, other = _spike(*map(short_values.short, lost)), "none there"
    else:
        one, other = (_spike(*xy) for xy in zip(*map(_coordinates, lost, extra), strict=True))
    return (one, other) if expected == came else (f"{expected}; {one}", f"{came}; {other}")


def _number(marks):
    return f"{len(marks)} spike{'s' * (len(marks) != 1)}"


def _spike(x, y):
    return f"a spike at x = {x}, y = {y}"


def _coordinates(one, other):
    """Two coordinates as text, with more digits only if they differ."""
    if np.isclose(one, other):
        return short_values.short(one), short_values.short(other)
    return short_values.apart(one, other)
