"""Spike trains for the course: recorded, downloaded, or made up when there is no network.

>>> from helpers import data
>>> data.load("grasshopper")
SpikeTrains(2 neurons, 1797 spikes, 10 s, grasshopper auditory receptor neurons)
"""

from helpers.data.errors import DataUnavailable
from helpers.data.loading import load
from helpers.data.trains import SpikeTrains

__all__ = ["DataUnavailable", "SpikeTrains", "load"]
