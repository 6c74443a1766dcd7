"""Exercises of "Spikes and the refractory period": histograms, masks, refractoriness, a class."""
