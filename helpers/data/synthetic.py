"""A made-up population with the statistics of the Steinmetz recordings, in place of them.

Counts and interspike intervals (ISIs) are calibrated to the population of Steinmetz et al. (2019)
that the course downloads; the spikes themselves mean nothing. Everything is drawn from
`numpy.random.RandomState`, whose stream NumPy promises never to change, one seed per neuron: the
same spikes come out with every version, whatever neuron is asked for first.
"""

import numpy as np

from helpers.data.trains import LazySpikeTrains

SOURCE = "synthetic population after Steinmetz et al. (2019)"
DURATION = 2740.0  # s

_SAMPLING_RATE = 30_000  # Hz: spike times are multiples of the recorder's sampling interval
_SEED = 20191205

# Histogram of the recorded spike counts: 50 equal bins from the fewest to the most spikes.
_FEWEST, _MOST, _MEDIAN, _MEAN = 210, 125_380, 5_239, 10_407
_NEURONS_PER_BIN = """237 129 80 52 43 38 29 29 19 10  9 11 4 4 3 5 4 3 0 2
    5 1 0 2 1 3 1 1 0 2  0 1 1 0 0 0 0 2 0 0  0 0 1 0 0 0 1 0 0 1"""
_MEAN_BIN = 4  # the mean lies in this bin, with one of the bin's neurons below it
_CROWDING = 1.2198  # within a bin, more neurons lie low than high: gives the recorded mean

# Neuron 283 of the recordings: probability of its ISIs in bins of 5 ms, from 0 on. A tail that
# falls off by a constant factor per bin, and a few pauses (s), give the recorded mean and CV.
_REGULAR_NEURON = 283
_REGULAR_PMF = """.0163 .1568 .1665 .1507 .1340 .1056 .0827 .0602 .0426 .0280 .0189 .0122 .0078
    .0054 .0034 .0022 .0013 .0013 .0007"""
_TAIL_PROBABILITY, _TAIL_DECAY, _TAIL_BINS = 0.0027, 0.65, 20
_PAUSES = np.linspace(0.297, 0.363, 12)
# Inside the first two bins the density rises: cumulative probability at these ISIs (s).
_ONSET_ISIS, _ONSET_CDF = [0.004, 0.005, 0.0075], [0, 0.0163, 0.0413]

_KNOWN_COUNTS = {0: 826, 1: 2818, 2: 3953, 3: 646, 4: 1115, 321: 9723, _REGULAR_NEURON: 115_400}


def synthetic() -> LazySpikeTrains:
    """Make up a population of 734 neurons, which says that it is made up.

    It lasts 2740 s, with times as float32; each neuron is made when it is first asked for. As in
    the recordings, counts run from 210 to 125 380 with mean 10 407 and median about 5 239, and 68 %
    of the neurons lie below the mean. Neuron 283 has the recorded ISI histogram; all others are
    refractory, with a heavier tail of ISIs than an exponential.

    >>> trains = synthetic()
    >>> trains
    SpikeTrains(734 neurons, 7638717 spikes, 2740 s, synthetic population after ...)
    >>> trains.name(283)
    'Neuron 283 (synthetic)'
    """
    counts = _spike_counts()
    return LazySpikeTrains(
        lambda neuron: _spike_times(neuron, counts[neuron]),
        counts,
        duration=DURATION,
        source=SOURCE,
        is_synthetic=True,
    )


def _spike_counts():
    """Spikes per neuron, shape (734,): the recorded histogram, mean, median and known neurons."""
    neurons = [int(n) for n in _NEURONS_PER_BIN.split()]
    edges = list(np.linspace(_FEWEST, _MOST, len(neurons) + 1))
    edges.insert(_MEAN_BIN + 1, _MEAN)
    neurons[_MEAN_BIN : _MEAN_BIN + 1] = [1, neurons[_MEAN_BIN] - 1]
    counts = np.concatenate(
        [
            low + (high - low) * ((np.arange(n) + 0.5) / n) ** _CROWDING
            for low, high, n in zip(edges[:-1], edges[1:], neurons, strict=True)
        ]
    )
    middle = len(counts) // 2
    counts[[0, middle - 1, middle, -1]] = _FEWEST, _MEDIAN - 10, _MEDIAN + 10, _MOST
    counts = np.rint(counts).astype(np.int64)
    for count in _KNOWN_COUNTS.values():
        counts[np.argmin(np.abs(counts - count))] = count

    counts = counts[np.random.RandomState(_SEED).permutation(len(counts))]
    for neuron, count in _KNOWN_COUNTS.items():
        owner = np.argmax(counts == count)
        counts[[neuron, owner]] = counts[[owner, neuron]]
    return counts


def _spike_times(neuron, count):
    """Spike times of one neuron in s: float32, shape (count,)."""
    random = np.random.RandomState([_SEED, neuron])
    isis = (_regular_isis if neuron == _REGULAR_NEURON else _irregular_isis)(random, count)
    # Whole samples add up without rounding, so times are the same on every machine.
    samples = np.cumsum(np.rint(isis * _SAMPLING_RATE).astype(np.int64))
    return (samples / _SAMPLING_RATE).astype(np.float32)


def _irregular_isis(random, count):
    """ISIs in s that fill the recording: refractory, then a mixture of exponentials."""
    refractory = random.uniform(0.0015, 0.003)
    span = random.uniform(0.985, 0.999) * DURATION
    # The rate changes from one spike to the next by a lognormal factor, so that the tail is
    # heavier than that of one exponential.
    spread = random.uniform(0.5, 1.0)
    excess = random.standard_exponential(count) * np.exp(spread * random.standard_normal(count))
    return refractory + excess * ((span - count * refractory) / excess.sum())


def _regular_isis(random, count):
    """ISIs in s that have the recorded histogram, in random order."""
    pmf = np.array(_REGULAR_PMF.split(), dtype=float)
    tail = _TAIL_DECAY ** np.arange(_TAIL_BINS)
    pmf = np.concatenate(
        [pmf * ((1 - _TAIL_PROBABILITY) / pmf.sum()), tail * (_TAIL_PROBABILITY / tail.sum())]
    )
    knots = np.concatenate([_ONSET_ISIS, 0.005 * np.arange(2, len(pmf) + 1)])
    cdf = np.concatenate([_ONSET_CDF, np.cumsum(pmf)[1:]])
    isis = np.interp((np.arange(count) + 0.5) / count, cdf, knots)
    isis[-len(_PAUSES) :] = _PAUSES
    return random.permutation(isis)
