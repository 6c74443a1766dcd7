"""The figures of the course: a function each, which takes data and returns the axes.

Every function takes ``ax``, the axes to draw into; without it a new figure is made.
Times go in as seconds and stand in milliseconds on the axes of intervals.
"""

from .distributions import pmf, pmf_panels
from .information import entropy_curve, entropy_estimates, refractory_cost
from .spikes import isi_histogram, spike_raster

__all__ = [
    "entropy_curve",
    "entropy_estimates",
    "isi_histogram",
    "pmf",
    "pmf_panels",
    "refractory_cost",
    "spike_raster",
]
