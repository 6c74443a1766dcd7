"""Answers to the exercises of "The leaky membrane"."""
