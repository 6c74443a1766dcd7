"""Demos of the tutorial why-models."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..data import SpikeTrains
from ._controls import slider
from ._student_values import demand_a_value, one_number
from .live import Demo, LivePicture, Unusable

__all__ = ["entropy_of_neurons", "neurons_demo", "two_peaks", "two_peaks_demo"]

_TOPS = (0.25, 0.5, 1.0)  # heights of the probability axis: few, so that it seldom jumps
_STEPS: dict[str, Any] = dict(fill=True, facecolor=("C0", 0.35), edgecolor="C0", linewidth=1.5)


def entropy_of_neurons(
    entropy: Callable[..., Any],
    pmf_from_counts: Callable[..., Any],
    population: SpikeTrains,
    *,
    bins: ArrayLike | None = None,
    neuron: int | None = None,
) -> None:
    """Show the inter-spike intervals of any neuron, and their entropy, with a slider.

    Parameters
    ----------
    entropy : callable
        The student's: takes a pmf, returns bits.
    pmf_from_counts : callable
        The student's: takes counts, returns a pmf.
    population : SpikeTrains
        The recorded or synthetic neurons.
    bins : array of float, optional
        Edges of the bins in seconds; 50 bins from 0 to 0.25 s by default.
    neuron : int, optional
        The neuron that is shown first; 283 where there is one.
    """
    neurons_demo(entropy, pmf_from_counts, population, bins=bins, neuron=neuron).show()


def two_peaks(entropy: Callable[..., Any], *, n_bins: int = 50) -> None:
    """Show how the weight of two peaks sets the entropy, with a slider; the curve is traced.

    Parameters
    ----------
    entropy : callable
        The student's: takes a pmf, returns bits.
    n_bins : int
        Number of points of the pmf.
    """
    two_peaks_demo(entropy, n_bins).show()


def neurons_demo(
    entropy: Callable[..., Any],
    pmf_from_counts: Callable[..., Any],
    population: SpikeTrains,
    *,
    bins: ArrayLike | None = None,
    neuron: int | None = None,
) -> Demo:
    """Return the `Demo` that `entropy_of_neurons` shows."""
    bins = np.linspace(0, 0.25, 51) if bins is None else np.asarray(bins, float)
    last = len(population) - 1
    first = (283 if last >= 283 else 0) if neuron is None else neuron
    panel = _IntervalPanel(bins)

    def compute(neuron):
        isis = np.diff(np.asarray(population[neuron], float))
        counts, _ = np.histogram(isis, bins)
        inside = isis[(isis >= bins[0]) & (isis <= bins[-1])]
        name = population.name(neuron)
        if counts.sum() == 0:
            return name, inside, None, None
        pmf = _usable_pmf(pmf_from_counts(counts), len(counts))
        return name, inside, pmf, _usable_bits(entropy(pmf.copy()))

    return Demo(
        picture=panel.picture,
        controls={"neuron": slider("IntSlider", "Neuron", first, min=0, max=last)},
        compute=compute,
        draw=panel.draw,
        key="why-models/neurons-demo",
        question="how many bits will the neuron with the most have, and the one with the fewest? "
        "And does any neuron reach the exponential of its own mean?",
    )


def two_peaks_demo(entropy: Callable[..., Any], n_bins: int = 50) -> Demo:
    """Return the `Demo` that `two_peaks` shows."""
    panel = _TwoPeaksPanel(n_bins)

    def compute(p):
        pmf = np.zeros(n_bins)
        pmf[n_bins // 3], pmf[2 * n_bins // 3] = p, 1 - p
        return p, pmf, _usable_bits(entropy(pmf.copy()))

    return Demo(
        picture=panel.picture,
        controls={
            "p": slider(
                "FloatSlider", "Weight p", 0.2, min=0.0, max=1.0, step=0.05, readout_format=".2f"
            )
        },
        compute=compute,
        draw=panel.draw,
        key="why-models/two-peaks-demo",
        question="at which weight p is the entropy of the two peaks largest, and how large is it?",
    )


class _IntervalPanel:
    """The pmf of a neuron's intervals, and the exponential of the same mean."""

    def __init__(self, bins):
        self.bins = bins
        self.picture = LivePicture()
        self.ax = self.picture.figure.add_axes((0.11, 0.17, 0.86, 0.71))
        empty = np.zeros(len(bins) - 1)
        self.steps = self.ax.stairs(empty, bins * 1e3, label="this neuron", **_STEPS)
        self.reference = self.ax.stairs(
            empty, bins * 1e3, color="0.45", linestyle="--", linewidth=1.2, baseline=None
        )
        self.reference.set_label("exponential, same mean")
        self.title = self.ax.set_title(" ")
        self.ax.set(xlabel="Inter-spike interval (ms)", ylabel="Probability")
        self.ax.set(xlim=bins[[0, -1]] * 1e3, ylim=(0, _TOPS[0]))
        self.ax.legend(loc="upper right")
        self.picture.move(self.steps, self.reference, self.title)

    def draw(self, result):
        name, inside, pmf, bits = result
        n_bins = len(self.bins) - 1
        span = f"{self.bins[0] * 1e3:g} to {self.bins[-1] * 1e3:g} ms"
        if pmf is None:
            for steps in (self.steps, self.reference):
                steps.set_data(np.zeros(n_bins))
            self.title.set_text(f"{name}: no intervals here, no entropy")
            words = f"{name} has no intervals from {span}, so it has no entropy here (not 0 bits)."
            return words, words
        reference = exponential_pmf(self.bins, inside.mean())
        self.steps.set_data(pmf)
        self.reference.set_data(reference)
        self.title.set_text(f"{name}: H = {bits:.2f} bits")
        self._raise_top(max(pmf.max(), reference.max()))
        mean = f"{inside.mean() * 1e3:.1f} ms"
        intervals = "interval" if len(inside) == 1 else "intervals"
        words = (
            f"{name}: {bits:.2f} bits, from {len(inside):,} {intervals} with a mean of "
            f"{mean}. The exponential of the same mean has {_bits(reference):.2f} bits; the most "
            f"that {n_bins} bins allow is log2 {n_bins} = {np.log2(n_bins):.2f} bits."
        )
        peak = (self.bins[:-1] + np.diff(self.bins) / 2)[int(np.argmax(pmf))] * 1e3
        alt = (
            f"Probability of the inter-spike intervals of {name} from {span} in {n_bins} bins: "
            f"highest near {peak:.1f} ms, mean {mean}, entropy {bits:.2f} bits. A dashed line "
            "shows the exponential distribution with the same mean."
        )
        return words, alt

    def _raise_top(self, highest):
        top = next((top for top in _TOPS if highest <= 0.97 * top), 1.05 * max(highest, 1.0))
        if top != self.ax.get_ylim()[1]:
            self.ax.set_ylim(0, top)
            self.picture.redraw_all()


class _TwoPeaksPanel:
    """A pmf with two peaks beside the entropies that were visited."""

    def __init__(self, n_bins):
        self.picture = LivePicture(height=2.8)
        left = self.picture.figure.add_axes((0.09, 0.19, 0.38, 0.68))
        right = self.picture.figure.add_axes((0.59, 0.19, 0.38, 0.68))
        self.steps = left.stairs(np.zeros(n_bins), np.linspace(0, 1, n_bins + 1), **_STEPS)
        left.set(xlabel="x", ylabel="Probability", xlim=(0, 1), ylim=(0, 1.05))
        self.title = left.set_title(" ")
        (self.trace,) = right.plot([], [], ".", color="0.45", markersize=7)
        (self.point,) = right.plot([], [], "o", color="C1", markersize=9)
        right.set(xlabel="Weight p of the left peak", ylabel="Entropy (bits)")
        right.set(xlim=(-0.03, 1.03), ylim=(-0.03, 1.1))
        right.set_title("where you have been")
        self.right = right
        self.visited = {}
        self.picture.move(self.steps, self.title, self.trace, self.point)

    def draw(self, result):
        p, pmf, bits = result
        self.visited[p] = bits
        self.steps.set_data(pmf)
        self.title.set_text(f"H = {bits:.2f} bits")
        self.trace.set_data(list(self.visited), list(self.visited.values()))
        self.point.set_data([p], [bits])
        highest = max(1.0, *self.visited.values())
        if 1.1 * highest > self.right.get_ylim()[1]:
            self.right.set_ylim(-0.03, 1.1 * highest)
            self.picture.redraw_all()
        words = f"p = {p:.2f} and 1 − p = {1 - p:.2f}: {bits:.2f} bits."
        alt = (
            f"Left: two peaks of probability {p:.2f} and {1 - p:.2f}. Right: entropy against p "
            f"for the weights visited so far; now {bits:.2f} bits."
        )
        return words, alt


def exponential_pmf(bins: NDArray[np.float64], mean: float) -> NDArray[np.float64]:
    """Return the distribution over equal bins that decays exponentially and has a given mean.

    `bins` are the n + 1 edges, and `mean` is in their unit. Among all distributions over the bins'
    centres with this mean it has the largest entropy (E. T. Jaynes, 1957).

    >>> pmf = exponential_pmf(np.linspace(0, 0.25, 51), 0.025)
    >>> round(float(pmf @ np.linspace(0.0025, 0.2475, 50)), 6)
    0.025
    """
    centres = (bins[:-1] + bins[1:]) / 2
    mean = np.clip(mean, *(centres[[0, -1]] + np.array([1e-3, -1e-3]) * (bins[1] - bins[0])))
    scaled = (centres - centres[0]) / (bins[1] - bins[0])
    goal = (mean - centres[0]) / (bins[1] - bins[0])
    low, high = -10.0, 10.0  # decay per bin
    for _ in range(50):
        decay = (low + high) / 2
        weights = np.exp(-decay * (scaled if decay > 0 else scaled - scaled[-1]))
        if weights @ scaled / weights.sum() > goal:
            low = decay
        else:
            high = decay
    return weights / weights.sum()


def _bits(pmf):
    p = pmf[pmf > 0]
    return abs(np.sum(p * np.log2(p)))


def _usable_pmf(pmf, n):
    demand_a_value(pmf, "pmf_from_counts")
    try:
        array = np.asarray(pmf, float)
    except (TypeError, ValueError):
        raise Unusable(
            "Your pmf_from_counts() returned something that is not an array of numbers."
        ) from None
    if array.shape != (n,):
        raise Unusable(
            f"Your pmf_from_counts() returned an array of shape {array.shape} for {n} counts: "
            f"it should return {n} probabilities."
        )
    if not np.isfinite(array).all():
        raise Unusable("Your pmf_from_counts() returned probabilities that are nan or infinite.")
    return array


def _usable_bits(bits):
    demand_a_value(bits, "entropy")
    number = one_number(bits)
    if number is None:
        raise Unusable("Your entropy() returned something that is not one number.")
    if not np.isfinite(number):
        raise Unusable(
            f"Your entropy() returned {number} here: some probabilities are 0, and 0·log2(0) "
            "counts as 0, but NumPy says nan."
        )
    return number + 0.0
