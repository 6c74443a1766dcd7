"""What a figure must show: see `helpers.checks.asking.kinds.figure`.

Requirements, for ``Comparison(requirements=(...))``, in the order in which they are to be told:

* data: `Histograms`, `Curves`, `Band`, `Level`, `Raster`; `AtMost` so many artists;
* words: `Labels`, `Legend`, `Axis` with its unit, `Title`.

Which data and which labels is read off what the reference draws. Only what can be seen counts. How
each is judged stands in `helpers.checks.judging.figures`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Histograms:
    """The right histograms are drawn, and no others; by `hist`, `bar` or `stairs`.

    Bins may lie elsewhere than the reference's (a common range, say), as long as they hold the same
    data, and are not so wide that they would hold any.
    """

    bins: int = 0  # how many each must have; 0: as many as it likes


@dataclass(frozen=True)
class Curves:
    """The right lines are drawn, and no others."""

    extra: bool = True  # whether there may be edges of bands and straight lines (levels) as well


@dataclass(frozen=True)
class Band:
    """The right bands are filled, by `fill_between` or as polygons, and no others."""


@dataclass(frozen=True)
class Level:
    """A horizontal line stands where the reference has one, by `axhline`: a threshold.

    The student may draw it by `axhline`, `hlines` or `plot`.
    """


@dataclass(frozen=True)
class Raster:
    """The right spikes are marked: as an image, by points, or by ticks.

    An image's pixel may begin at its time or have it in its middle.
    """

    dx: float = 1.0  # distance of the time steps, in the unit of the axis


@dataclass(frozen=True)
class AtMost:
    """There are at most so many artists of a kind."""

    number: int
    kind: str  # "lines", "patches", "collections", "images" or "texts"
    sentence: str  # what to tell otherwise


@dataclass(frozen=True)
class Labels:
    """Data sets have labels that tell them apart."""

    of: str = "histograms"  # or "curves", "bands", or "all" of these
    # Whether the numbers in the label of each right data set must stand in the label of the same
    # data set, in its unit or another of the same kind (0.015 s for 15 ms), rounded or not, and no
    # other set's.
    numbers: bool = False


@dataclass(frozen=True)
class Legend:
    """There is a legend that names as many data sets as the right one does."""


@dataclass(frozen=True)
class Axis:
    """An axis has a label, with its unit in any usual spelling, and no other of its kind."""

    which: str  # "x" or "y"
    unit: str = ""  # what must stand in the label: "mV"; "" for any label
    no_unit: bool = False  # whether none may: a number of neurons is counted


@dataclass(frozen=True)
class Title:
    """The Axes have a title."""
