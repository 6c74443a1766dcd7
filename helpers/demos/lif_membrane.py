"""Demo of the tutorial lif-membrane."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import lif
from ._controls import choice, slider
from ._student_values import demand_a_value, one_number
from .live import Demo, LivePicture, Unusable, axis_end

__all__ = ["membrane", "membrane_demo"]

STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)  # ms; each divides the times below
FINE = 1e-4  # s, grid of the exact solution and of the noise
ON, OFF = 0.02, 0.10  # s, when the current step begins and ends
PERIOD = 0.01  # s, of the sine, as in the exercise; steps of 5 and 10 ms cannot follow it
_NOISE_SEED = 1907
_LEVELS = ((-65, -20), (-80, 0), (-150, 100))  # mV, ranges of the potential
_DRIVES = ((20, 450, 900, 1800), (420, 850, 1700))  # pA, ranges of the current below 0 and above
_ERRORS = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)  # mV, ranges of the error


def membrane(euler_step: Callable[..., Any]) -> None:
    """Show a membrane under a current step or a sine, computed by the student's Euler step.

    Beside it stands the exact solution for the same current, and below it the difference.

    Parameters
    ----------
    euler_step : callable
        The student's ``euler_step(v, i, dt, tau, el, r)``: takes the potential in V, the current
        in A, and the constants in SI units; returns the potential one step later.
    """
    membrane_demo(euler_step).show()


def membrane_demo(euler_step: Callable[..., Any]) -> Demo:
    """Return the `Demo` that `membrane` shows."""
    panel = _MembranePanel()
    whiteness = np.random.default_rng(_NOISE_SEED).standard_normal(round(lif.T_MAX / FINE))

    def compute(shape, current, noise, tau, dt):
        current, noise, tau, dt = current * 1e-12, noise * 1e-12, tau * 1e-3, dt * 1e-3
        fluctuation = noise_on_grid(whiteness, noise, dt)
        t = lif.time_grid(lif.T_MAX, dt)
        drive = steady_part(shape, t, current) + fluctuation
        v = run(euler_step, drive, dt, tau)
        fine = lif.time_grid(lif.T_MAX, FINE)
        wave = steady_part(shape, fine, current) if noise == 0 else np.full(len(fine), np.nan)
        exact = exact_solution(shape, fine, current, fluctuation, dt, tau)
        return shape, dt, t, drive, v, fine, wave, exact

    return Demo(
        picture=panel.picture,
        controls={
            "shape": choice("Shape", [("a step", "step"), ("a sine", "sine")]),
            "current": slider("IntSlider", "Current (pA)", 250, min=0, max=400, step=10),
            "noise": slider("IntSlider", "SD of noise (pA)", 0, min=0, max=200, step=20),
            "tau": slider("IntSlider", "τ (ms)", 20, min=5, max=50, step=1),
            "dt": slider(
                "SelectionSlider", "Time step dt (ms)", 2.0, options=[(f"{s:g}", s) for s in STEPS]
            ),
        },
        compute=compute,
        draw=panel.draw,
        key="lif-membrane/membrane-demo",
        question="the current is switched off again at 100 ms. Is Euler too high or too low after "
        "that? And what does a longer τ do to the error?",
    )


def steady_part(shape: str, t: NDArray[np.float64], current: float) -> NDArray[np.float64]:
    """Return the current without noise at the times `t`, in A.

    The value at a time is that of the step that ends there.
    """
    if shape == "sine":
        return current * (1 + np.sin(2 * np.pi * t / PERIOD))
    tolerance = FINE / 2
    return np.where((t > ON + tolerance) & (t < OFF + tolerance), current, 0.0)


def noise_on_grid(whiteness: NDArray[np.float64], sd: float, dt: float) -> NDArray[np.float64]:
    """Return a fluctuating current on a grid of step `dt`, in A: the same one on every grid.

    Means over `dt` of one fine sequence: its SD goes with ``1 / sqrt(dt)`` and is `sd` at 1 ms.
    """
    means = whiteness.reshape(-1, round(dt / FINE)).mean(axis=1)
    return means * sd * np.sqrt(lif.DT / FINE)


def run(
    euler_step: Callable[..., Any], drive: NDArray[np.float64], dt: float, tau: float
) -> NDArray[np.float64]:
    """Return the potentials that the student's function makes step by step, in V."""
    v = np.empty(len(drive))
    v[0] = lif.EL
    for k in range(1, len(drive)):
        after = euler_step(v[k - 1], drive[k], dt, tau, lif.EL, lif.R)
        demand_a_value(after, "euler_step")
        number = one_number(after)
        if number is None:
            raise Unusable(
                f"Your euler_step() returned {after!r:.60} for one potential: it should return "
                "one number, the potential one step later."
            )
        if np.isnan(number):
            raise Unusable(
                f"Your euler_step() returned nan, “not a number”, at step {k}: is 0 divided by 0 "
                "in it, or the root of a negative number taken?"
            )
        if np.isinf(number):
            raise Unusable(f"Your euler_step() returned {number:g} at step {k}: it ran away.")
        v[k] = number
    return v


def exact_solution(
    shape: str,
    fine: NDArray[np.float64],
    current: float,
    fluctuation: NDArray[np.float64],
    dt: float,
    tau: float,
) -> NDArray[np.float64]:
    """Return the exact potential on a fine time grid, in V.

    The equation is linear: the answers to the steady part and to the noise (held constant during
    each step of `dt`, as Euler's method takes it) add up.
    """
    if shape == "sine":
        steady = lif.exact_sinusoid(fine, current, period=PERIOD, tau=tau)
    else:
        rises = (lif.exact_membrane(np.maximum(fine - t, 0), current, tau=tau) for t in (ON, OFF))
        steady = lif.EL + np.subtract(*rises)
    if not fluctuation.any():
        return steady
    keep = float(np.exp(-FINE / tau))
    answer = [0.0]
    for i in np.repeat(fluctuation[1:], round(dt / FINE)).tolist():
        answer.append(keep * answer[-1] + (1 - keep) * lif.R * i)
    exact = np.full(len(fine), np.nan)  # nothing beyond Euler's last step
    exact[: len(answer)] = steady[: len(answer)] + answer
    return exact


class _MembranePanel:
    """Current, potential and error over one another."""

    def __init__(self):
        self.picture = LivePicture(height=4.6)
        row = self.picture.row
        self.current_ax = row(0.78, 0.17, "Current (pA)")
        self.v_ax = row(0.36, 0.37, "Potential (mV)", sharex=self.current_ax)
        self.error_ax = row(0.115, 0.19, "Error (mV)", sharex=self.current_ax)
        self.picture.figure.align_ylabels()
        for ax in (self.current_ax, self.v_ax):
            ax.tick_params(labelbottom=False)
        self.error_ax.set(xlabel="Time (ms)", xlim=(0, lif.T_MAX * 1e3))
        (self.wave,) = self.current_ax.plot([], [], color="C1", linewidth=3, alpha=0.6)
        (self.drive,) = self.current_ax.plot(
            [], [], color="0.3", linewidth=1.2, drawstyle="steps-pre"
        )
        (self.exact,) = self.v_ax.plot([], [], color="C1", linewidth=3, alpha=0.6, label="exact")
        (self.euler,) = self.v_ax.plot([], [], color="C0", linewidth=1.2, label="your Euler steps")
        self.v_ax.axhline(lif.VTH * 1e3, color="0.3", linestyle="--", linewidth=1.2)
        self.v_ax.annotate(
            "threshold",
            (1, lif.VTH * 1e3),
            xycoords=("axes fraction", "data"),
            xytext=(-2, 2),
            textcoords="offset points",
            ha="right",
            fontsize=9,
            color="0.3",
        )
        self.v_ax.legend(loc="lower center", ncols=2, bbox_to_anchor=(0.5, 0.0), fontsize=9)
        self.error_ax.axhline(0, color="0.6", linewidth=0.8)
        (self.error,) = self.error_ax.plot([], [], color="C3", linewidth=1.4)
        self.picture.move(self.wave, self.drive, self.exact, self.euler, self.error)

    def draw(self, result):
        shape, dt, t, drive, v, fine, wave, exact = result
        error = 1e3 * (v - exact[:: round(dt / FINE)][: len(v)])
        t_ms = 1e3 * t
        self.drive.set_data(t_ms, 1e12 * drive)
        self.wave.set_data(1e3 * fine, 1e12 * wave)
        self.exact.set_data(1e3 * fine, 1e3 * exact)
        self.euler.set_data(t_ms, 1e3 * v)
        self.euler.set_marker("o" if len(t) <= 80 else "")
        self.euler.set_markersize(4)
        self.error.set_data(t_ms, error)
        self._fit(1e12 * drive, 1e3 * v, error)
        worst = int(np.argmax(np.abs(error)))
        largest = f"{abs(error[worst]):.2g} mV, at {t_ms[worst]:.0f} ms"
        top = 1e3 * v.max()
        words = (
            f"dt = {1e3 * dt:g} ms, {len(t)} steps. Largest error of Euler's method: {largest}. "
            f"The highest potential is {top:.1f} mV, "
            f"{'above' if top >= lif.VTH * 1e3 else 'below'} the threshold."
        )
        kind = f"step from {ON * 1e3:.0f} to {OFF * 1e3:.0f} ms" if shape == "step" else "sine"
        alt = (
            f"Three panels over {lif.T_MAX * 1e3:.0f} ms. Top: the current, a {kind}. Middle: the "
            f"potential by Euler steps of {1e3 * dt:g} ms and exactly, up to {top:.1f} mV. "
            f"Bottom: the error of the Euler steps, at most {largest}."
        )
        return words, alt

    def _fit(self, drive, v, error):
        """Choose the ranges of the axes, from few, so that they seldom jump."""
        below, above = _DRIVES
        self.current_ax.set_ylim(-axis_end(below, -drive.min()), axis_end(above, drive.max()))
        low, high, margin = v.min(), v.max(), 0.05 * np.ptp(v)
        fits = (x for x in _LEVELS if x[0] <= low and high <= x[1])
        self.v_ax.set_ylim(next(fits, (low - margin, high + margin)))
        worst = np.abs(error).max()
        size = next((x for x in _ERRORS if worst <= 0.95 * x), 1.1 * worst)
        self.error_ax.set_ylim(-size, size)
