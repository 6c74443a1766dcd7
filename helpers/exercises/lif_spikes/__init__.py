"""Exercises of "Spikes and the refractory period": histograms, masks, refractoriness, a class."""

from .classes import EXACT_LIF_NEURONS, LIF_NEURONS
from .figures import PLOT_RASTER, PLOT_VOLTAGE_HISTOGRAMS
from .steps import (
    MARK_RASTER,
    ODE_STEP,
    REFRACTORY_STEP,
    RESET_AND_RECORD,
    RESET_AND_RECORD_MASKED,
    SPIKE_CLAMP,
)

EXERCISES = (
    PLOT_VOLTAGE_HISTOGRAMS,
    RESET_AND_RECORD,
    PLOT_RASTER,
    RESET_AND_RECORD_MASKED,
    MARK_RASTER,
    REFRACTORY_STEP,
    ODE_STEP,
    SPIKE_CLAMP,
    LIF_NEURONS,
    EXACT_LIF_NEURONS,
)
