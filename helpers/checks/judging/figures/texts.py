"""Is the right thing written: labels, legend, axes and their units, title?"""

import re
from dataclasses import replace
from typing import Any

import numpy as np

from ....exercises.figures import Axis, Labels, Legend, Title
from ..finding import Finding
from .described_drawing import Curve, Drawing, Histogram
from .matching import height_mean, pairs, same_band, same_curve, same_histogram
from .requirements import unmet, view
from .units import has_unit, is_unit_alone, numbers_in, other_unit, plain_text, quantities


@unmet.register
def _(required: Axis, got: Drawing, right: Drawing) -> Finding | None:
    label, wanted = _label(required, got), _label(required, right)
    details = {"axis": required.which, "unit": required.unit}
    if not got.axes["axis"]:
        return Finding("axes switched off", wanted, label, (), details)
    if not label.strip():
        return Finding("no label of an axis", wanted, label, (), details)
    if required.unit and not has_unit(label, required.unit):
        if _interchanged(required, got, right):
            return Finding("labels of axes interchanged", wanted, label, (), details)
        details["other"] = other_unit(label, required.unit)
        what = "another unit of an axis" if details["other"] else "unit of an axis"
        return Finding(what, wanted, label, (), details)
    if required.no_unit and (other := other_unit(label, "")):
        return Finding("unit where there is none", wanted, label, (), {**details, "other": other})
    if required.unit and is_unit_alone(label):
        return Finding("unit alone", wanted, label, (), details)
    if required.unit and _reversed(required, got) and not _reversed(required, right):
        return Finding("axis reversed", wanted, label, (), details)
    return None


def _interchanged(required, got, right):
    """Whether the unit stands on the other axis, where the right drawing has none."""
    return has_unit(_other_label(required, got), required.unit) and not has_unit(
        _other_label(required, right), required.unit
    )


@view.register
def _(required: Axis, drawing: Drawing) -> Any:
    label = _label(required, drawing)
    brackets = re.findall(r"[(\[]([^)\]]*)[)\]]", plain_text(label))
    says_unit = bool(required.unit) and has_unit(label, required.unit)
    elsewhere = bool(required.unit) and has_unit(_other_label(required, drawing), required.unit)
    return [bool(label.strip()), says_unit, elsewhere, [text.strip() for text in brackets]]


def _reversed(required, drawing):
    left, right, bottom, top = drawing.axes["limits"]
    return left > right if required.which == "x" else bottom > top


def _label(required, drawing):
    return drawing.xlabel if required.which == "x" else drawing.ylabel


def _other_label(required, drawing):
    return drawing.ylabel if required.which == "x" else drawing.xlabel


@unmet.register
def _(required: Title, got: Drawing, right: Drawing) -> Finding | None:
    return None if got.title.strip() else Finding("no title", right.title, got.title)


view.register(Title, lambda required, drawing: bool(drawing.title.strip()))


@unmet.register
def _(required: Legend, got: Drawing, right: Drawing) -> Finding | None:
    if got.legend is None:
        return Finding("no legend", right.legend, None)
    if len([*filter(None, got.legend)]) < len(right.legend or ()):
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
    drawn = _sets(required, got)
    labelled = [item for item in _sets(required, right) if item.label]
    matched = zip(labelled, pairs(labelled, drawn, _same), strict=True)
    said = [(item, drawn[k].label) for item, k in matched if k is not None]
    for item, label in said:
        if any(label.lower() == i.label.lower() != item.label.lower() for i in labelled):
            details = {"label": label, "right_label": item.label}
            return Finding("labels interchanged", wanted, labels, (), details)
    if not required.numbers:
        return None
    numbers = {id(item): quantities(item.label) for item in labelled}
    for item, label in said:
        others = [q for i in labelled if i is not item for q in numbers[id(i)]]
        for number in numbers[id(item)]:
            details = {"label": label, "right_label": item.label, "number": number.text}
            if not _says(label, number):
                swapped = any(_says(other, number) for other in labels)
                what = "labels interchanged" if swapped else "number in a label"
                details["said"] = ", ".join(q.text for q in quantities(label))
                return Finding(what, wanted, labels, (), details)
            if too := [q.text for q in others if _says(label, q) and not number.says(q)]:
                details["other"] = too[0]
                return Finding("several numbers in a label", wanted, labels, (), details)
    return None


@view.register
def _(required: Labels, drawing: Drawing) -> Any:
    labels = _labels(required, drawing)
    return [len([*filter(None, labels)]), len(set(labels)), [*map(numbers_in, labels)]]


def _sets(required, drawing):
    """Data sets in an order of their own, each with its label or the legend's text."""
    names = ("histograms", "curves", "bands") if required.of == "all" else (required.of,)
    sets = _as_read([item for name in names for item in getattr(drawing, name)], drawing)
    if not any(item.label for item in sets) and drawing.legend:
        sets = [replace(i, label=text) for i, text in zip(sets, drawing.legend, strict=False)]
    return sorted(sets, key=height_mean)


def _as_read(sets, drawing):
    """Data sets with the text that stands beside their colour in the legend, if it is one alone."""
    if not drawing.legend:
        return sets
    colours = np.array([[s.look.red, s.look.green, s.look.blue, s.look.opacity] for s in sets])
    same = np.abs(colours.reshape(-1, 1, 4) - drawing.legend_colours).max(axis=2, initial=0) < 1e-3
    read = []
    for k, item in enumerate(sets):
        at = np.flatnonzero(same[k])
        alone = len(at) == 1 and same[:, at[0]].sum() == 1
        read.append(replace(item, label=drawing.legend[at[0]]) if alone else item)
    return read


def _labels(required, drawing):
    return [item.label for item in _sets(required, drawing)]


def _same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, Histogram):
        return same_histogram(other, one, as_many=False)
    return same_curve(other, one) if isinstance(one, Curve) else same_band(other, one)


def _says(label, number):
    found = quantities(label)
    with_units = [quantity for quantity in found if quantity.unit]
    return any(quantity.says(number) for quantity in with_units or found)
