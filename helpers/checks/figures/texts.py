"""Requirements of what is written: labels, legend, axes and their units."""

import re
from dataclasses import dataclass, replace

from .drawing import Curve, Histogram
from .matching import height_mean, pairs, same_band, same_curve, same_histogram
from .requirements import Fault

# Units written out.
_NAMES = {
    "mV": ("millivolt",),
    "ms": ("millisecond",),
    "Hz": ("hertz", "1/s", "per second", "spikes/s"),
    "pA": ("picoamp",),
}
_NUMBER = re.compile(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def numbers_in(text):
    """Numbers in a text, in order.

    >>> numbers_in("t = 0.015 s (step 15)")
    [0.015, 15.0]
    """
    return [float(found.replace("−", "-")) for found in _NUMBER.findall(text)]


def plain_text(text):
    r"""A label without what only typesets it.

    >>> plain_text(r"$V_m$ ($\\mathrm{mV}$)")
    'V_m (mV)'
    """
    text = re.sub(r"\\+(mathrm|text|rm|mathit)\b", "", text)
    return re.sub(r"[${}\\]", "", text)


def has_unit(text, unit):
    """Whether a unit stands in a text as a word of its own.

    >>> has_unit("Membrane potential (mV)", "mV"), has_unit("V", "mV"), has_unit("rms", "ms")
    (True, False, False)
    """
    text = plain_text(text)
    if any(name in text.lower() for name in _NAMES.get(unit, ())):
        return True
    return re.search(rf"(?<![A-Za-zµμ]){re.escape(unit)}(?![A-Za-z])", text) is not None


@dataclass(frozen=True)
class Axis:
    """An axis has a label, with its unit.

    Attributes
    ----------
    which : str
        "x" or "y".
    unit : str
        What must stand in the label: "mV"; "" for any label.
    """

    which: str
    unit: str = ""

    def fault(self, got, right, compare):
        label, setter = self._label(got), f"`ax.set_{self.which}label(...)`"
        wanted = f"{self.which} label: {self._label(right)!r}"
        if not label.strip():
            of = f", with its unit, {self.unit}" if self.unit else ""
            return Fault(
                f"The {self.which} axis has no label: {setter} says what is on it{of}.",
                wanted,
                "no label",
            )
        if self.unit and not has_unit(label, self.unit):
            return Fault(
                f"The label of the {self.which} axis, “{label}”, does not say that the unit is"
                f" {self.unit}.",
                wanted,
                f"{self.which} label: {label!r}",
            )
        return None

    def view(self, drawing):
        label = self._label(drawing)
        brackets = re.findall(r"[(\[]([^)\]]*)[)\]]", plain_text(label))
        return [
            bool(label.strip()),
            bool(self.unit) and has_unit(label, self.unit),
            [text.strip() for text in brackets],
        ]

    def _label(self, drawing):
        return drawing.xlabel if self.which == "x" else drawing.ylabel


@dataclass(frozen=True)
class Title:
    """The Axes have a title."""

    def fault(self, got, right, compare):
        if got.title.strip():
            return None
        return Fault("The figure has no title: `ax.set_title(...)`.", repr(right.title), "no title")

    def view(self, drawing):
        return bool(drawing.title.strip())


@dataclass(frozen=True)
class Legend:
    """There is a legend that names as many data sets as the right one does."""

    def fault(self, got, right, compare):
        if got.legend is None:
            return Fault(
                "There is no legend: `ax.legend()` makes one of the labels. Call it after drawing.",
                f"a legend: {', '.join(right.legend or ['...'])}",
                "no legend",
            )
        if len(got.legend) < len(right.legend or ()):
            return Fault(
                f"The legend has {len(got.legend)} of {len(right.legend)} entries. Is it made after"
                " everything is drawn, and has each data set a `label=...`?",
                f"a legend: {', '.join(right.legend)}",
                f"a legend: {', '.join(got.legend) or 'empty'}",
            )
        return None

    def view(self, drawing):
        return -1 if drawing.legend is None else len(drawing.legend)


@dataclass(frozen=True)
class Labels:
    """Data sets have labels that tell them apart.

    Attributes
    ----------
    of : str
        Which: "histograms", "curves", "bands", or "all" of these.
    numbers : bool
        Whether the numbers in the label of each right data set must stand in the label of the same
        data set, in its unit or 1000 times larger or smaller (0.015 s for 15 ms).
    """

    of: str = "histograms"
    numbers: bool = False

    def fault(self, got, right, compare):
        wanted = [label for label in self._labels(right) if label]
        labels = [label for label in self._labels(got) if label]
        expected = f"labels: {', '.join(wanted)}"
        shown = f"labels: {', '.join(labels) or 'none'}"
        if len(labels) < len(wanted):
            return Fault(
                f"{len(labels) or 'None'} of the {len(wanted)} data sets"
                f" {'has' if len(labels) == 1 else 'have'} a label: `label=...` gives one.",
                expected,
                shown,
            )
        if len(set(labels)) < len(labels):
            return Fault(
                "Different data sets have the same label, so that the legend cannot tell them"
                " apart.",
                expected,
                shown,
            )
        if not self.numbers:
            return None
        for k, label in self._paired(got, right):
            for number in numbers_in(label):
                if _says(k, number):
                    continue
                swapped = any(_says(other, number) for other in labels)
                return Fault(
                    f"The data set that is “{label}” has the label “{k}”: are labels interchanged?"
                    if swapped
                    else f"The label “{k}” does not say {number:g}.",
                    expected,
                    shown,
                )
        return None

    def view(self, drawing):
        labels = self._labels(drawing)
        return [len([*filter(None, labels)]), len(set(labels)), [*map(numbers_in, labels)]]

    def _sets(self, drawing):
        """Data sets in an order of their own, each with its label or the legend's text."""
        names = ("histograms", "curves", "bands") if self.of == "all" else (self.of,)
        sets = [item for name in names for item in getattr(drawing, name)]
        if not any(item.label for item in sets) and drawing.legend:
            sets = [replace(i, label=text) for i, text in zip(sets, drawing.legend, strict=False)]
        return sorted(sets, key=height_mean)

    def _labels(self, drawing):
        return [item.label for item in self._sets(drawing)]

    def _paired(self, got, right):
        """Pairs of a label that is there and the right figure's label of the same data."""
        drawn = self._sets(got)
        wanted = [item for item in self._sets(right) if item.label]
        found = pairs(wanted, drawn, _same)
        return [
            (drawn[k].label, item.label)
            for item, k in zip(wanted, found, strict=True)
            if k is not None
        ]


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
