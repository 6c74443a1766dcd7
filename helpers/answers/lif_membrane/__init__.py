"""Answers to the exercises of "The leaky membrane", a module for each exercise."""

from . import (
    euler_step,
    mean_and_sd,
    noisy_current,
    plot_mean_band,
    rheobase,
    simulate_membrane,
    simulate_population,
    sinusoidal_current,
)

ANSWERS = {
    "sinusoidal_current": sinusoidal_current.ANSWER,
    "euler_step": euler_step.ANSWER,
    "simulate_membrane": simulate_membrane.ANSWER,
    "noisy_current": noisy_current.ANSWER,
    "simulate_population": simulate_population.ANSWER,
    "mean_and_sd": mean_and_sd.ANSWER,
    "rheobase": rheobase.ANSWER,
    "plot_mean_band": plot_mean_band.ANSWER,
}
