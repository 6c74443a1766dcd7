"""Does a figure show what it is required to show? One module for each kind of requirement."""

from . import histograms, lines, raster, texts  # noqa: F401  (each adds its requirements)
from .requirements import alike, first_unmet

__all__ = ["alike", "first_unmet"]
