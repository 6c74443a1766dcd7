"""What a figure must show, for exercises of kind "figure": see `helpers.checks.kinds.figure`.

Requirements, for ``Comparison(requirements=(...))``, in the order in which they are to be told:

* data: `Histograms`, `Curves`, `Band`, `Level`, `Raster`; `AtMost` so many artists;
* words: `Labels`, `Legend`, `Axis` with its unit, `Title`.

Which data and which labels is read off what the reference draws. `many_artists` is a remark on
drawings that are right but slow, `returns_nothing` one on functions without a `return`.
"""

from .data import AtMost, Band, Curves, Histograms, Level, Raster, many_artists, returns_nothing
from .texts import Axis, Labels, Legend, Title

__all__ = [
    "AtMost",
    "Axis",
    "Band",
    "Curves",
    "Histograms",
    "Labels",
    "Legend",
    "Level",
    "Raster",
    "Title",
    "many_artists",
    "returns_nothing",
]
