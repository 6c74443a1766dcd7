"""Is the right thing written: labels, legend, axes and their units, title?"""

import re
from dataclasses import replace
from typing import Any

from ....exercises.figures import Axis, Labels, Legend, Title
from ..finding import Finding
from .described_drawing import Curve, Drawing, Histogram
from .matching import height_mean, pairs, same_band, same_curve, same_histogram
from .requirements import unmet, view

# Units written out.
_NAMES = {
    "mV": ("millivolt",),
    "ms": ("millisecond",),
    "Hz": ("hertz", "1/s", "per second", "spikes/s"),
    "pA": ("picoamp",),
}
_NUMBER = re.compile(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def numbers_in(text: str) -> list[float]:
    """Numbers in a text, in order.

    >>> numbers_in("t = 0.015 s (step 15)")
    [0.015, 15.0]
    """
    return [float(found.replace("−", "-")) for found in _NUMBER.findall(text)]


def plain_text(text: str) -> str:
    r"""A label without what only typesets it.

    >>> plain_text(r"$V_m$ ($\\mathrm{mV}$)")
    'V_m (mV)'
    """
    text = re.sub(r"\\+(mathrm|text|rm|mathit)\b", "", text)
    return re.sub(r"[${}\\]", "", text)


def has_unit(text: str, unit: str) -> bool:
    """Whether a unit stands in a text as a word of its own.

    >>> has_unit("Membrane potential (mV)", "mV"), has_unit("V", "mV"), has_unit("rms", "ms")
    (True, False, False)
    """
    text = plain_text(text)
    if any(name in text.lower() for name in _NAMES.get(unit, ())):
        return True
    return re.search(rf"(?<![A-Za-zµμ]){re.escape(unit)}(?![A-Za-z])", text) is not None


@unmet.register
def _(required: Axis, got: Drawing, right: Drawing) -> Finding | None:
    label, wanted = _label(required, got), _label(required, right)
    details = {"axis": required.which, "unit": required.unit}
    if not label.strip():
        return Finding("no label of an axis", wanted, label, (), details)
    if required.unit and not has_unit(label, required.unit):
        return Finding("unit of an axis", wanted, label, (), details)
    return None


@view.register
def _(required: Axis, drawing: Drawing) -> Any:
    label = _label(required, drawing)
    brackets = re.findall(r"[(\[]([^)\]]*)[)\]]", plain_text(label))
    says_unit = bool(required.unit) and has_unit(label, required.unit)
    return [bool(label.strip()), says_unit, [text.strip() for text in brackets]]


def _label(required, drawing):
    return drawing.xlabel if required.which == "x" else drawing.ylabel


@unmet.register
def _(required: Title, got: Drawing, right: Drawing) -> Finding | None:
    return None if got.title.strip() else Finding("no title", right.title, got.title)


view.register(Title, lambda required, drawing: bool(drawing.title.strip()))


@unmet.register
def _(required: Legend, got: Drawing, right: Drawing) -> Finding | None:
    if got.legend is None:
        return Finding("no legend", right.legend, None)
    if len(got.legend) < len(right.legend or ()):
        return Finding("legend", right.legend, got.legend)
    return None


view.register(Legend, lambda required, d: -1 if d.legend is None else len(d.legend))


@unmet.register
def _(required: Labels, got: Drawing, right: Drawing) -> Finding | None:
    wanted, labels = ([*filter(None, _labels(required, drawing))] for drawing in (right, got))
    if len(labels) < len(wanted):
        return Finding("labels missing", wanted, labels)
    if len(set(labels)) < len(labels):
        return Finding("same label twice", wanted, labels)
    if not required.numbers:
        return None
    drawn = _sets(required, got)
    labelled = [item for item in _sets(required, right) if item.label]
    for item, k in zip(labelled, pairs(labelled, drawn, _same), strict=True):
        for number in numbers_in(item.label) if k is not None else ():
            label = drawn[k].label
            if _says(label, number):
                continue
            details = {"label": label, "right_label": item.label, "number": number}
            swapped = any(_says(other, number) for other in labels)
            what = "labels interchanged" if swapped else "number in a label"
            return Finding(what, wanted, labels, (), details)
    return None


@view.register
def _(required: Labels, drawing: Drawing) -> Any:
    labels = _labels(required, drawing)
    return [len([*filter(None, labels)]), len(set(labels)), [*map(numbers_in, labels)]]


def _sets(required, drawing):
    """Data sets in an order of their own, each with its label or the legend's text."""
    names = ("histograms", "curves", "bands") if required.of == "all" else (required.of,)
    sets = [item for name in names for item in getattr(drawing, name)]
    if not any(item.label for item in sets) and drawing.legend:
        sets = [replace(i, label=text) for i, text in zip(sets, drawing.legend, strict=False)]
    return sorted(sets, key=height_mean)


def _labels(required, drawing):
    return [item.label for item in _sets(required, drawing)]


def _same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, Histogram):
        return same_histogram(other, one, as_many=False)
    return same_curve(other, one) if isinstance(one, Curve) else same_band(other, one)


def _says(label, number):
    return any(
        abs(found * factor - number) <= 1e-6 * abs(number)
        for found in numbers_in(label)
        for factor in (1.0, 1e3, 1e-3)
    )
