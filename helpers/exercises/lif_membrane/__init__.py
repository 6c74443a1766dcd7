"""Exercises of "The leaky membrane": one neuron under a current, and many at once."""
