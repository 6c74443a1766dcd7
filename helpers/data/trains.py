"""Spike trains of a population: one flat array of times, and where each neuron's part begins."""

import operator
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


class SpikeTrains:
    """Spike times of several neurons that need not have fired equally often.

    Indexing gives one neuron's spike times, so it reads like a list of arrays; kept as one flat
    array, it loads fast and is never an array of objects. All arrays are read-only.

    Parameters
    ----------
    times : array_like, shape (spikes,)
        Spike times in s: those of neuron 0 first, then those of neuron 1, and so on.
    offsets : array_like of int, shape (neurons + 1,)
        Neuron `i` owns ``times[offsets[i]:offsets[i + 1]]``. They start at 0, do not go down, and
        end at the number of spikes; else a `ValueError` is raised.
    duration : float
        Length of the recording in s.
    source : str
        Where the spikes come from, in a few words that can stand in the title of a figure.
    is_synthetic : bool
        True if a computer made these spikes up.

    Attributes
    ----------
    times, offsets, duration, source, is_synthetic
        As they were passed in.
    counts : ndarray of int64, shape (neurons,)
        Number of spikes of each neuron.

    Examples
    --------
    >>> trains = SpikeTrains([0.1, 0.4, 0.2, 0.3, 0.9], [0, 2, 5], duration=1.0, source="a sketch")
    >>> trains
    SpikeTrains(2 neurons, 5 spikes, 1 s, a sketch)
    >>> trains[1]
    array([0.2, 0.3, 0.9])
    >>> [len(spike_times) for spike_times in trains]
    [2, 3]
    >>> trains.name(1)
    'Neuron 1'
    """

    def __init__(
        self,
        times: ArrayLike,
        offsets: ArrayLike,
        *,
        duration: float,
        source: str,
        is_synthetic: bool = False,
    ) -> None:
        self._describe(offsets, duration, source, is_synthetic)
        times = _read_only(times)
        if times.ndim != 1 or not np.issubdtype(times.dtype, np.floating):
            raise ValueError(
                f"times must be one flat array of seconds (floats), "
                f"not {times.dtype} of shape {times.shape}"
            )
        if self.offsets[-1] != len(times):
            raise ValueError(
                f"offsets end at {self.offsets[-1]}, but there are {len(times)} spike times"
            )
        self._times = times

    def _describe(self, offsets, duration, source, is_synthetic):
        offsets = _read_only(np.asarray(offsets, dtype=np.int64))
        if offsets.ndim != 1 or len(offsets) == 0 or offsets[0] != 0:
            raise ValueError("offsets must be a flat array that starts at 0")
        self.counts = _read_only(np.diff(offsets))
        if np.any(self.counts < 0):
            raise ValueError("offsets must not go down from one neuron to the next")
        self.offsets = offsets
        self.duration = float(duration)
        self.source = str(source)
        self.is_synthetic = bool(is_synthetic)

    @property
    def times(self) -> NDArray[np.floating]:
        """All spike times in s, neuron after neuron: ndarray of shape (spikes,)."""
        return self._times

    def _train(self, neuron):
        return self._times[self.offsets[neuron] : self.offsets[neuron + 1]]

    def __len__(self) -> int:
        return len(self.counts)

    def __getitem__(self, neuron: int | slice) -> Any:
        """Return spike times in s of one neuron, or a list of arrays for a slice of neurons."""
        if isinstance(neuron, slice):
            return [self._train(i) for i in range(*neuron.indices(len(self)))]
        return self._train(self._position(neuron))

    def __iter__(self) -> Iterator[NDArray[np.floating]]:
        return (self._train(i) for i in range(len(self)))

    def _position(self, neuron):
        try:
            position = operator.index(neuron)
        except TypeError:
            raise TypeError(
                f"a neuron is chosen by its number, such as [3], not by {neuron!r}; "
                f"for several neurons write [population[i] for i in numbers]"
            ) from None
        if not -len(self) <= position < len(self):
            raise IndexError(
                f"there is no neuron {position}: this population has {len(self)} neurons, "
                f"numbered from 0 to {len(self) - 1}"
            )
        return position % len(self)

    def name(self, neuron: int) -> str:
        """Return a neuron's name for titles and legends, which says if the neuron is synthetic.

        Negative numbers count from the end.
        """
        return f"Neuron {self._position(neuron)}" + (" (synthetic)" if self.is_synthetic else "")

    def __repr__(self):
        return (
            f"SpikeTrains({len(self)} neurons, {self.offsets[-1]} spikes, "
            f"{self.duration:g} s, {self.source})"
        )


class LazySpikeTrains(SpikeTrains):
    """Spike trains that are made one neuron at a time, when they are first asked for.

    Parameters
    ----------
    make_train : callable
        Takes the number of a neuron and returns its spike times in s. What it returns must depend
        on nothing but that number.
    counts : array_like of int, shape (neurons,)
        Number of spikes that `make_train` returns for each neuron.
    duration, source, is_synthetic
        As in `SpikeTrains`.

    Examples
    --------
    >>> trains = LazySpikeTrains(
    ...     lambda i: np.arange(i + 1) / 10, [1, 2, 3], duration=1, source="a sketch"
    ... )
    >>> trains[2]
    array([0. , 0.1, 0.2])
    """

    def __init__(
        self,
        make_train: Callable[[int], ArrayLike],
        counts: ArrayLike,
        *,
        duration: float,
        source: str,
        is_synthetic: bool = False,
    ) -> None:
        offsets = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
        self._describe(offsets, duration, source, is_synthetic)
        self._make_train = make_train
        self._made = {}
        self._times = None

    @property
    def times(self) -> NDArray[np.floating]:
        """All spike times in s, neuron after neuron: makes every neuron that is not there yet."""
        if self._times is None:
            self._times = _read_only(np.concatenate([np.empty(0, np.float32), *self]))
            self._made.clear()
        return self._times

    def _train(self, neuron):
        if self._times is not None:
            return super()._train(neuron)
        if neuron not in self._made:
            train = _read_only(self._make_train(neuron))
            if train.shape != (self.counts[neuron],):
                raise ValueError(
                    f"neuron {neuron} was announced with {self.counts[neuron]} spikes, "
                    f"but its train has shape {train.shape}"
                )
            self._made[neuron] = train
        return self._made[neuron]


def _read_only(array):
    """A view that cannot be written to; the array that was passed in stays as it is."""
    view = np.asarray(array).view()
    view.flags.writeable = False
    return view
