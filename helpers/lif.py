"""Leaky integrate-and-fire neurons, many at once: the reference that demos and checks rest on.

The membrane follows ``tau dV/dt = -(V - el) + r I``; where V reaches ``vth`` the neuron spikes, V
goes to ``vr``, and stays there during the refractory period (L. Lapicque, 1907; W. Gerstner et al.,
*Neuronal Dynamics*, 2014, chapter 1). SI units throughout, arrays of shape (neurons, steps).
What cannot be simulated raises a `ValueError` that says why.

>>> import numpy as np
>>> from helpers import lif
>>> current = lif.noisy_current(500, rng=np.random.default_rng(1))  # A
>>> run = lif.simulate(current, t_ref=0.010)
>>> run.v.shape
(500, 150)
>>> bool(run.mean_rate() > 30)  # Hz
True
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "DT",
    "EL",
    "I_MEAN",
    "NOISE",
    "TAU",
    "T_MAX",
    "VR",
    "VTH",
    "R",
    "Run",
    "exact_membrane",
    "exact_sinusoid",
    "noisy_current",
    "refractory_steps",
    "simulate",
    "time_grid",
]

T_MAX = 0.15  # s, how long a simulation lasts
DT = 1e-3  # s, its step
TAU = 20e-3  # s, membrane time constant
EL = -60e-3  # V, leak (resting) potential
VR = -70e-3  # V, reset potential
VTH = -50e-3  # V, threshold
R = 100e6  # ohm, membrane resistance
I_MEAN = 250e-12  # A, mean input current
NOISE = 0.1 * np.sqrt(150)  # half-width of the noise at a step of DT, as a fraction of the mean


@dataclass(frozen=True, eq=False)
class Run:
    """What a simulation leaves: arrays of shape (neurons, steps)."""

    v: NDArray[np.float64]  # membrane potential in V; the first column is the initial state
    spiked: NDArray[np.bool_]  # whether a neuron spiked at a step
    dt: float  # time step in s

    @property
    def t(self) -> NDArray[np.floating]:
        """Times of the steps in s, shape (steps,)."""
        return np.arange(self.v.shape[1]) * self.dt

    def rate(self) -> NDArray[np.floating]:
        """Return the firing rate in Hz at each step: spikes per neuron and second."""
        return np.count_nonzero(self.spiked, axis=0) / len(self.spiked) / self.dt

    def mean_rate(self) -> float:
        """Return the firing rate in Hz over all neurons and all of the time."""
        return float(np.count_nonzero(self.spiked) / (self.spiked.size * self.dt))

    def spike_times(self, neuron: int) -> NDArray[np.floating]:
        """Return the spike times of a neuron in s."""
        return np.flatnonzero(self.spiked[neuron]) * self.dt

    def isis(self) -> NDArray[np.floating]:
        """Return the intervals in s between successive spikes of a neuron, for all neurons."""
        neuron, step = np.nonzero(self.spiked)
        return np.diff(step)[np.diff(neuron) == 0] * self.dt


def simulate(
    current: ArrayLike,
    dt: float = DT,
    *,
    tau: float = TAU,
    el: float = EL,
    vr: float = VR,
    vth: float = VTH,
    r: float = R,
    t_ref: ArrayLike = 0.0,
    v0: ArrayLike | None = None,
    spiking: bool = True,
) -> Run:
    """Simulate unconnected LIF neurons by Euler's method.

    Step k uses ``current[:, k]``; the first column of the current is not used, since the first
    column of the result is the initial state. After a spike at step k the neuron is held at `vr` in
    all steps with ``(step - k) * dt < t_ref``; in these it neither spikes nor starts its refractory
    period again, however strong the current.

    Parameters
    ----------
    current : array of float, shape (neurons, steps)
        Input current in A. A shape of (steps,) stands for one neuron.
    dt : float
        Time step in s.
    tau, r : float
        Membrane time constant in s and resistance in ohm.
    el, vr, vth : float
        Leak, reset and threshold potentials in V.
    t_ref : float or array of float, shape (neurons,)
        Absolute refractory period in s, one for all neurons or one each.
    v0 : float or array of float, shape (neurons,), optional
        Initial potential in V; `el` by default.
    spiking : bool
        False leaves the threshold out.

    >>> run = simulate(np.full((1, 60), 250e-12))
    >>> run.spike_times(0)
    array([0.01 , 0.027, 0.044])
    """
    current = np.atleast_2d(finite("current", current))
    if current.ndim != 2 or current.size == 0:
        raise ValueError(
            f"current must have shape (neurons, steps), with a neuron and a step at least; "
            f"got shape {np.shape(current)}"
        )
    neurons, steps = current.shape
    dt, tau = _positive("dt", dt, "s"), _positive("tau", tau, "s")
    el, vr, vth, r = (_number(n, x) for n, x in (("el", el), ("vr", vr), ("vth", vth), ("r", r)))
    if spiking and vr >= vth:
        raise ValueError(f"vr must lie below vth, got vr = {vr:g} V and vth = {vth:g} V")
    held = np.asarray(refractory_steps(_per_neuron("t_ref", t_ref, neurons), dt))

    drive = np.empty((steps, neurons))  # time first: each step is one piece of memory
    np.multiply(current.T, r, out=drive)
    v = np.empty((steps, neurons))
    spiked = np.zeros((steps, neurons), bool)
    v[0] = el if v0 is None else _per_neuron("v0", v0, neurons)
    change, clamped = np.empty(neurons), np.empty(neurons, bool)
    refractory = spiking and bool((held > 1).any())
    free_from = np.zeros(neurons, np.int64)  # first step at which a neuron may spike again
    for k in range(1, steps):
        np.subtract(el, v[k - 1], out=change)
        change += drive[k]
        change *= dt / tau
        np.add(v[k - 1], change, out=v[k])
        if not spiking:
            continue
        if refractory:
            np.greater(free_from, k, out=clamped)
            np.copyto(v[k], vr, where=clamped)
        np.greater_equal(v[k], vth, out=spiked[k])
        (who,) = spiked[k].nonzero()
        v[k, who] = vr
        if refractory:
            free_from[who] = k + held[who]
    return Run(v.T, spiked.T, dt)


def refractory_steps(t_ref: ArrayLike, dt: float = DT) -> int | NDArray[np.int64]:
    """Return in how many steps a neuron is held at reset, the step of its spike included.

    These are the steps with ``(step - k) * dt < t_ref`` after a spike at step k, at least that one.
    A period within a millionth of a step of a whole number of steps counts as that number, so that
    rounding cannot add a step. Both `t_ref` and `dt` are in s.

    >>> refractory_steps(0.010), refractory_steps(0.0095), refractory_steps(0.0101)
    (10, 10, 11)
    >>> refractory_steps([0.0, 0.0005, 0.003])
    array([1, 1, 3])
    """
    dt = _positive("dt", dt, "s")
    periods = finite("t_ref", t_ref)
    if (periods < 0).any():
        raise ValueError(f"t_ref must not be negative, got {periods.min():g} s")
    held = np.maximum(np.ceil(periods / dt - 1e-6), 1)
    held = np.minimum(held, 2**62).astype(np.int64)  # for longer than any simulation
    return held if held.ndim else int(held)


def time_grid(t_max: float = T_MAX, dt: float = DT) -> NDArray[np.float64]:
    """Return the times of the steps of a simulation, shape (steps,), in s.

    >>> time_grid(0.004, 0.001)
    array([0.   , 0.001, 0.002, 0.003])
    """
    return np.arange(_n_steps(t_max, dt)) * dt


def noisy_current(
    n: int,
    t_max: float = T_MAX,
    dt: float = DT,
    *,
    mean: float = I_MEAN,
    noise: float = NOISE,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return a current with uniform noise around its mean, independent in each step and neuron.

    The width of the noise goes with ``1 / sqrt(dt)``, so that the fluctuations of the membrane do
    not depend on the step; nor do they depend on `t_max`.

    Parameters
    ----------
    n : int
        Number of neurons.
    t_max, dt : float
        Duration and step in s.
    mean : float
        Mean of the current in A.
    noise : float
        Half-width of the noise at a step of 1 ms, as a fraction of the mean.

    Returns
    -------
    array of float, shape (n, steps)
        Current in A.
    """
    if not isinstance(rng, np.random.Generator):
        raise TypeError(
            f"rng must be a generator, as in rng=np.random.default_rng(2020), "
            f"not {type(rng).__name__}"
        )
    if not isinstance(n, int | np.integer) or n < 1:
        raise ValueError(f"n must be a whole number of neurons, 1 or more, got {n!r}")
    mean, noise = _number("mean", mean), _number("noise", noise)
    if noise < 0:
        raise ValueError(f"noise must not be negative, got {noise:g}")
    current = rng.random((int(n), _n_steps(t_max, dt)))
    width = mean * noise * np.sqrt(DT / dt)
    current *= 2 * width
    current += mean - width
    return current


def exact_membrane(
    t: ArrayLike,
    current: ArrayLike,
    *,
    tau: float = TAU,
    el: float = EL,
    r: float = R,
    v0: float | None = None,
) -> NDArray[np.float64]:
    """Return the potential in V of a membrane without threshold under a constant current.

    ``V(t) = V_inf + (v0 - V_inf) exp(-t / tau)`` with ``V_inf = el + r I``: the solution of the
    membrane equation, no step of time involved.

    Parameters
    ----------
    t : array of float
        Times since the current was switched on, in s.
    current : float or array of float
        Current in A, constant in time; an array goes with `t` by NumPy's broadcasting.
    tau, el, r : float
        Time constant in s, leak potential in V, resistance in ohm.
    v0 : float, optional
        Potential in V at ``t = 0``; `el` by default.

    >>> exact_membrane(np.array([0, 0.02, 1.0]), 250e-12).round(4)
    array([-0.06  , -0.0442, -0.035 ])
    """
    t, current, tau = finite("t", t), finite("current", current), _positive("tau", tau, "s")
    steady = el + r * current
    start = el if v0 is None else _number("v0", v0)
    return steady + (start - steady) * np.exp(-t / tau)


def exact_sinusoid(
    t: ArrayLike,
    mean: float = I_MEAN,
    *,
    period: float = 0.01,
    tau: float = TAU,
    el: float = EL,
    r: float = R,
) -> NDArray[np.float64]:
    """Return the potential in V of a membrane without threshold under a sinusoidal current.

    The current is ``mean * (1 + sin(2 pi t / period))``, with `mean` in A and `period` in s, and
    the membrane starts at `el`. Everything else is as for `exact_membrane`.
    """
    t, tau, period = finite("t", t), _positive("tau", tau, "s"), _positive("period", period, "s")
    turn = 2 * np.pi / period  # rad/s
    lag = turn * tau
    sine = (np.sin(turn * t) - lag * np.cos(turn * t) + lag * np.exp(-t / tau)) / (1 + lag**2)
    return el + r * mean * (1 - np.exp(-t / tau) + sine)


def _n_steps(t_max, dt):
    dt, t_max = _positive("dt", dt, "s"), _positive("t_max", t_max, "s")
    steps = round(t_max / dt)
    if steps < 1:
        raise ValueError(f"t_max = {t_max:g} s leaves no step of dt = {dt:g} s")
    return steps


def finite(name: str, values: ArrayLike, ndim: int | None = None) -> NDArray[np.float64]:
    """Return `values` as an array of finite numbers, or say what is wrong with the `name`."""
    try:
        array = np.asarray(values, float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must hold numbers, got {values!r:.80}") from None
    if ndim is not None and array.ndim != ndim:
        raise ValueError(f"{name} must have {ndim} dimension(s), got shape {array.shape}")
    if not np.isfinite(array).all():
        count = int(np.sum(~np.isfinite(array)))
        raise ValueError(f"{name} must hold finite numbers; {count} of {array.size} are nan or inf")
    return array


def _number(name, value):
    array = finite(name, value)
    if array.ndim:
        raise ValueError(f"{name} must be one number, got an array of shape {array.shape}")
    return float(array)


def _positive(name, value, unit):
    number = _number(name, value)
    if number <= 0:
        raise ValueError(f"{name} must be larger than 0, got {number:g} {unit}")
    return number


def _per_neuron(name, value, neurons):
    array = finite(name, value)
    if array.ndim and array.shape != (neurons,):
        raise ValueError(
            f"{name} must be one number or one for each of the {neurons} neurons, "
            f"got shape {array.shape}"
        )
    return np.broadcast_to(array, (neurons,))
