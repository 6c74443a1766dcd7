"""Exercises of "Why models": entropy, and what it says about spikes."""
