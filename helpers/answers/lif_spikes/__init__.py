"""Answers to the exercises of "Spikes and the refractory period", a module for each exercise."""

from . import (
    exact_lif_neurons,
    lif_neurons,
    mark_raster,
    ode_step,
    plot_raster,
    plot_voltage_histograms,
    refractory_step,
    reset_and_record,
    reset_and_record_masked,
    spike_clamp,
)

ANSWERS = {
    "plot_voltage_histograms": plot_voltage_histograms.ANSWER,
    "plot_raster": plot_raster.ANSWER,
    "reset_and_record": reset_and_record.ANSWER,
    "reset_and_record_masked": reset_and_record_masked.ANSWER,
    "mark_raster": mark_raster.ANSWER,
    "refractory_step": refractory_step.ANSWER,
    "ode_step": ode_step.ANSWER,
    "spike_clamp": spike_clamp.ANSWER,
    "LIFNeurons": lif_neurons.ANSWER,
    "ExactLIFNeurons": exact_lif_neurons.ANSWER,
}
