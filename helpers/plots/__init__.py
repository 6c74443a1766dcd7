"""The figures of the course: a function each, which takes data and returns the axes.

Every function takes ``ax``, the axes to draw into; without it a new figure is made. A ``label``
brings a legend; ``color`` is the next colour of the style by default. Values go in as seconds,
volts, amperes; the axes show milliseconds, millivolts, picoamperes. What cannot be drawn raises a
`ValueError` that says why.
"""

from .distributions import pmf, pmf_panels
from .information import entropy_curve, entropy_estimates, refractory_cost
from .membrane import (
    current_trace,
    euler_error,
    mean_band,
    voltage_density,
    voltage_histogram,
    voltage_traces,
)
from .populations import population, raster, rate, t_ref_histogram
from .spikes import isi_histogram, spike_raster

__all__ = [
    "current_trace",
    "entropy_curve",
    "entropy_estimates",
    "euler_error",
    "isi_histogram",
    "mean_band",
    "pmf",
    "pmf_panels",
    "population",
    "raster",
    "rate",
    "refractory_cost",
    "spike_raster",
    "t_ref_histogram",
    "voltage_density",
    "voltage_histogram",
    "voltage_traces",
]
