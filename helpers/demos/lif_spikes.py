"""Demo of the tutorial lif-spikes."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import lif
from ..plots.membrane import DARKEST, density
from ._controls import slider
from ._student_values import as_array, mask_of
from .live import Demo, LivePicture, Unusable, axis_end

__all__ = ["random_refractory", "random_refractory_demo", "run_step", "spikes_first"]

NEURONS = 500
_SEED = 2020
_BINS = 70  # of the potential
_PERIOD_BINS = np.arange(0, 121, 1.25) * 1e-3  # s
_LEVELS = ((-71.5, -48.5), (-80, -20))  # mV, ranges of the potential
_RATES = (180, 400, 1050)  # Hz, ranges of the rate
_PERIODS = (40, 120)  # ms, ranges of the refractory period
_COUNTS = (70, 200, 520)  # ranges of the histogram


def random_refractory(student: Callable[..., Any]) -> None:
    """Show 500 neurons whose refractory periods differ: sliders for their mean and their SD.

    The periods are drawn from a normal distribution, and those below 0 are set to 0. Current and
    draws are the same at each place of the sliders.

    Parameters
    ----------
    student : callable or class
        The student's ``refractory_step(v, t, last_spike, t_ref)``, which is called at each time
        step after one of Euler's: it changes ``v`` and ``last_spike`` in place and returns the
        mask of the neurons that spiked. Or the student's class ``LIFNeurons(n)``, whose
        ``ode_step(dt, i)`` does it all, and whose ``v`` and ``spiked`` are read.
    """
    random_refractory_demo(student).show()


def random_refractory_demo(student: Callable[..., Any]) -> Demo:
    """Return the `Demo` that `random_refractory` shows."""
    rng = np.random.default_rng(_SEED)
    current = lif.noisy_current(NEURONS, rng=rng)
    draws = rng.standard_normal(NEURONS)
    panel = _PopulationPanel()
    simulate = run_class if isinstance(student, type) else run_step

    def compute(mu, sigma):
        t_ref = 1e-3 * (mu + sigma * draws)
        negative = int(np.sum(t_ref < 0))
        t_ref[t_ref < 0] = 0
        v, raster = simulate(student, current.copy(), t_ref.copy())
        return t_ref, negative, v, raster

    return Demo(
        picture=panel.picture,
        controls={
            "mu": slider("IntSlider", "Mean of t_ref, µ (ms)", 10, min=0, max=50, step=1),
            "sigma": slider("IntSlider", "SD of t_ref, σ (ms)", 7, min=0, max=20, step=1),
        },
        compute=compute,
        draw=panel.draw,
        key="lif-spikes/random-refractory-demo",
        question="at first all neurons fire together, in waves. What will a larger σ do to the "
        "waves, and to the mean rate? And a larger µ?",
    )


def run_step(
    refractory_step: Callable[..., Any], current: NDArray[np.float64], t_ref: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return potentials and raster made by the student's function, shape (neurons, steps)."""
    n, steps = current.shape
    v = np.empty((n, steps))
    raster = np.zeros((n, steps), bool)
    now = np.full(n, lif.EL)
    v[:, 0] = now
    last_spike = -t_ref - lif.DT  # long enough ago
    drive = current.T * lif.R
    for k in range(1, steps):
        now = now + lif.DT / lif.TAU * (lif.EL - now + drive[k])
        spiked = refractory_step(now, k * lif.DT, last_spike, t_ref)
        raster[:, k] = _usable_mask(spiked, n, "Your refractory_step() returned")
        v[:, k] = now
    return _usable_potential(v, "refractory_step()"), raster


def spikes_first(
    v: NDArray[np.float64],
    t: float,
    last_spike: NDArray[np.float64],
    t_ref: float | NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Look for spikes first and clamp afterwards: a refractory step that strong currents break.

    Takes and returns what the student's ``refractory_step`` does, for the usual neurons.
    """
    spiked = v >= lif.VTH
    v[spiked] = lif.VR
    v[t - last_spike < t_ref] = lif.VR
    last_spike[spiked] = t
    return spiked


def run_class(
    neurons_class: Callable[..., Any], current: NDArray[np.float64], t_ref: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return potentials and raster made by the student's class, shape (neurons, steps)."""
    n, steps = current.shape
    neurons = neurons_class(n)
    neurons.t_ref = t_ref
    neurons.last_spike = -t_ref - lif.DT
    name = neurons_class.__name__
    v = np.empty((n, steps))
    raster = np.zeros((n, steps), bool)
    v[:, 0] = lif.EL
    for k in range(1, steps):
        neurons.ode_step(lif.DT, current[:, k])
        raster[:, k] = _usable_mask(neurons.spiked, n, f"In your {name} the attribute spiked is")
        if np.shape(neurons.v) != (n,):
            raise Unusable(
                f"In your {name} the attribute v has shape {np.shape(neurons.v)} after a step: "
                f"it should hold one potential for each of the {n} neurons."
            )
        v[:, k] = neurons.v
    return _usable_potential(v, f"{name}.ode_step()"), raster


def _usable_mask(spiked, n, said):
    mask = mask_of(spiked, n)
    if mask is not None:
        return mask
    array = as_array(spiked)
    if array is None or array.ndim == 0:
        what = f"{spiked!r:.60}"
    elif array.shape != (n,):
        what = f"shape {array.shape}"
    else:
        what = f"an array with values such as {array[0]!s:.20}"
    raise Unusable(
        f"{said} {what}: it should be a Boolean mask of shape ({n},), "
        "True for the neurons that spiked."
    )


def _usable_potential(v, name):
    if not np.isfinite(v).all():
        raise Unusable(f"After your {name} some potentials are nan or infinite.")
    return v


class _PopulationPanel:
    """Potentials, spikes and rate over the same time, and the refractory periods below."""

    def __init__(self):
        self.picture = LivePicture(height=5.8)
        figure = self.picture.figure
        row = self.picture.row
        self.v_ax = row(0.735, 0.215, "Potential (mV)")
        raster_ax = row(0.52, 0.2, "Neuron", sharex=self.v_ax)
        self.rate_ax = row(0.355, 0.15, "Rate (Hz)", sharex=self.v_ax)
        self.period_ax = row(0.095, 0.145, "Neurons")
        t = lif.time_grid() * 1e3
        self.edges = np.r_[t, t[-1] + 1] - 0.5  # ms
        self.shade = _image(self.v_ax, DARKEST)
        (self.mean,) = self.v_ax.plot(t, t, color="C1", linewidth=2.4, label="mean of all neurons")
        threshold = self.v_ax.axhline(
            lif.VTH * 1e3, color="0.3", linestyle="--", linewidth=1.2, label="threshold"
        )
        self.raster = _image(raster_ax, 1.3)
        rows = round(raster_ax.get_position().height * figure.bbox.height)
        self.rows = np.linspace(0, NEURONS, rows, endpoint=False).astype(int)
        (self.rate,) = self.rate_ax.plot(t, t, color="C0")
        self.periods = self.period_ax.stairs(
            np.zeros(len(_PERIOD_BINS) - 1), 1e3 * _PERIOD_BINS, fill=True, color="C1"
        )
        figure.align_ylabels()
        self.v_ax.tick_params(labelbottom=False)
        raster_ax.tick_params(labelbottom=False)
        self.rate_ax.set_xlabel("Time (ms)", labelpad=1)
        self.period_ax.set_xlabel("Refractory period t_ref (ms)", labelpad=1)
        self.v_ax.set_xlim(self.edges[[0, -1]])
        raster_ax.set_ylim(-0.5, NEURONS - 0.5)
        self.v_ax.legend(
            loc="lower right", ncols=2, fontsize=9, bbox_to_anchor=(1, 0.97), borderaxespad=0
        )
        for ax in (self.v_ax, raster_ax, self.rate_ax, self.period_ax):
            ax.locator_params(axis="y", nbins=3)
        self.rate_ax.set_xticks(range(0, 150, 50))
        self.period_ax.locator_params(axis="x", nbins=4)
        # The axis lines go over the images, which cover half of their width.
        lines = [ax.spines[side] for ax in (self.v_ax, raster_ax) for side in ("left", "bottom")]
        self.picture.move(self.shade, self.mean, threshold, self.raster)
        self.picture.move(self.rate, self.periods, *lines)

    def draw(self, result):
        t_ref, negative, v, raster = result
        v, rate = 1e3 * v, raster.mean(axis=0) / lif.DT
        counts, _ = np.histogram(t_ref, _PERIOD_BINS)
        levels = self._fit(v, rate.max(), 1e3 * t_ref.max(), counts.max())
        self.shade.set_data(self.edges, np.linspace(*levels, _BINS + 1), density(v, *levels, _BINS))
        self.mean.set_ydata(v.mean(axis=0))
        # Two or three neurons share a row of pixels: it is dark where any of them spikes.
        rows = np.logical_or.reduceat(raster, self.rows, axis=0).astype(float)
        self.raster.set_data(self.edges, np.r_[self.rows, NEURONS] - 0.5, rows)
        self.rate.set_ydata(rate)
        self.periods.set_data(counts)
        mean_rate = raster.sum() / (raster.size * lif.DT)
        words = (
            f"{raster.sum():,} spikes, mean rate {mean_rate:.1f} Hz, at most {rate.max():.0f} Hz. "
            f"Mean of t_ref {1e3 * t_ref.mean():.1f} ms, SD {1e3 * t_ref.std(ddof=1):.1f} ms; "
            f"{negative} of {len(t_ref)} draws were negative and set to 0."
        )
        alt = (
            f"Four panels. Over {lif.T_MAX * 1e3:.0f} ms: the potentials of {len(v)} neurons with "
            f"their mean, the raster of their spikes, and the rate, which starts with a wave of "
            f"{rate.max():.0f} Hz and has a mean of {mean_rate:.1f} Hz. Below: the histogram of "
            f"the refractory periods, with a mean of {1e3 * t_ref.mean():.1f} ms."
        )
        return words, alt

    def _fit(self, v, rate, period, count):
        """Choose the ranges of the axes, from few, so that they seldom jump."""
        low, high = v.min(), v.max()
        levels = next((x for x in _LEVELS if x[0] <= low and high <= x[1]), (low - 1, high + 1))
        self.v_ax.set_ylim(levels)
        self.rate_ax.set_ylim(0, axis_end(_RATES, rate))
        self.period_ax.set(xlim=(0, axis_end(_PERIODS, period)), ylim=(0, axis_end(_COUNTS, count)))
        return levels


def _image(ax, black):
    """Return an image in greys up to `black`, of the kind that is quickest to draw again."""
    from matplotlib.image import PcolorImage

    image = PcolorImage(ax, cmap="Greys")
    image.set_clim(0, black)
    ax.add_artist(image)
    return image
