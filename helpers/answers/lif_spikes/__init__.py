"""Answers to the exercises of "Spikes and the refractory period"."""
