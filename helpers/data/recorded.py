"""Recordings that come with the course, as text files that a person can read."""

from importlib import resources

import numpy as np

from helpers.data.trains import SpikeTrains

_DURATION = 10.0  # s: the length of the stimulus that was played
_FILES = ("spike_times_1.txt", "spike_times_2.txt")


def grasshopper() -> SpikeTrains:
    """Load spikes of a grasshopper's auditory receptor neurons, recorded while a sound was played.

    2 neurons, 10 s. Where they come from: ``grasshopper/README.md`` beside this file; Rokem et al.
    (2006). Spike-timing precision underlies the coding efficiency of auditory receptor neurons.
    Journal of Neurophysiology 95, 2541-2552.

    >>> trains = grasshopper()
    >>> trains.counts
    array([929, 868])
    >>> [round(float(np.diff(spike_times).mean() * 1000), 2) for spike_times in trains]
    [10.77, 11.5]
    """
    folder = resources.files("helpers.data").joinpath("grasshopper")
    trains = []
    for name in _FILES:
        with folder.joinpath(name).open(encoding="utf-8") as lines:
            trains.append(np.loadtxt(lines))
    return SpikeTrains(
        np.concatenate(trains),
        np.cumsum([0, *map(len, trains)]),
        duration=_DURATION,
        source="grasshopper auditory receptor neurons",
    )
