"""Exercises of "The leaky membrane": one neuron under a current, and many at once."""

import numpy as np

from . import figures, remarks
from .declaration import Comparison, Exercise, Probe, generator

# Volts and amperes are small numbers: an absolute tolerance must be far below them.
_VOLTS = Comparison(atol=1e-12)
_AMPERES = Comparison(atol=1e-18)

# The constants that simulations read from the notebook, whatever the student did to them since.
_CONSTANTS = {"el": -60e-3, "tau": 20e-3, "r": 100e6}


# 1.1 The sinusoidal current.


def _sine(times, i_mean, about):
    return Probe(args=(np.array(times, float), float(i_mean)), about=about)


def _fresh_times(rng):
    """Grids that begin anywhere, and irregular times."""
    probes = []
    for _ in range(2):
        start, dt, n_steps = rng.uniform(0, 0.1), rng.uniform(2e-4, 3e-3), int(rng.integers(5, 40))
        i_mean = rng.uniform(50e-12, 400e-12)
        probes.append(_sine(start + np.arange(n_steps) * dt, i_mean, "a random grid"))
    probes.append(_sine(rng.uniform(0, 0.15, 6), 120e-12, "times in no order"))
    return probes


_SINUSOIDAL_CURRENT = Exercise(
    name="sinusoidal_current",
    number="1.1",
    title="A sinusoidal current",
    asked="a function that returns the current at each of the times, in amperes",
    points=2,
    parameters=("t", "i_mean"),
    probes=(
        _sine([0, 0.001, 0.002, 0.0025, 0.005], 250e-12, "five times, 250 pA"),
        _sine(np.arange(10) / 1000, 250e-12, "one period in steps of 1 ms"),
        _sine([0.0007, 0.0071, 0.0123], 100e-12, "three times, 100 pA"),
        _sine(np.arange(150) / 1000, 40e-12, "150 ms in steps of 1 ms, 40 pA"),
    ),
    fresh=_fresh_times,
    compare=_AMPERES,
)


# 1.2 The Euler step.


def _step(v, i, dt, tau, el, r, about):
    def plain(value):
        return np.array(value, float) if isinstance(value, list | np.ndarray) else float(value)

    return Probe(args=tuple(map(plain, (v, i, dt, tau, el, r))), about=about)


def _fresh_steps(rng):
    """Any neuron, alone and as one of several."""
    probes = []
    for n in (1, 1, int(rng.integers(3, 8))):
        v, i = rng.uniform(-0.08, -0.03, n), rng.uniform(-300e-12, 600e-12, n)
        tau, el, r = rng.uniform(5e-3, 40e-3), rng.uniform(-0.075, -0.055), rng.uniform(3e7, 3e8)
        dt = tau * rng.uniform(0.01, 0.3)
        v, i = (v, i) if n > 1 else (v[0], i[0])
        about = "a random neuron" if n == 1 else f"{n} random neurons"
        probes.append(_step(v, i, dt, tau, el, r, about))
    return probes


_EULER_STEP = Exercise(
    name="euler_step",
    number="1.2",
    title="One Euler step",
    asked="a function that returns the membrane potential one time step later, in volts",
    points=3,
    parameters=("v", "i", "dt", "tau", "el", "r"),
    probes=(
        _step(-0.05, 0, 0.001, 0.02, -0.06, 1e8, "no current: only the leak"),
        _step(-0.06, 250e-12, 0.001, 0.02, -0.06, 1e8, "from rest, with 250 pA"),
        _step(-0.045, 120e-12, 0.002, 0.01, -0.065, 2e8, "another neuron"),
        _step(-0.07, -80e-12, 0.0005, 0.03, -0.06, 5e7, "a negative current"),
        _step(
            [-0.06, -0.05, -0.07],
            [100e-12, 0.0, 300e-12],
            *(0.001, 0.02, -0.06, 1e8),
            about="three neurons at once",
        ),
        _step([-0.062, -0.058], 50e-12, 0.001, 0.02, -0.06, 1e8, "two neurons, one current"),
    ),
    fresh=_fresh_steps,
    compare=_VOLTS,
)


# 2.1 One neuron, and 3.2 a population.


def _run(current, dt, about):
    return Probe(args=(np.array(current, float), float(dt)), names=_CONSTANTS, about=about)


def _fresh_runs(rng):
    """Random currents of random length, for one neuron."""
    probes = []
    for _ in range(3):
        n_steps, dt = int(rng.integers(4, 60)), float(rng.choice([2e-4, 5e-4, 2e-3, 4e-3]))
        probes.append(_run(rng.uniform(-1e-10, 5e-10, n_steps), dt, "a random current"))
    return probes


_SIMULATE_MEMBRANE = Exercise(
    name="simulate_membrane",
    number="2.1",
    title="One neuron over time",
    asked="a function that returns the membrane potential at every time step, an array as long as"
    " the current",
    points=3,
    parameters=("current", "dt"),
    probes=(
        _run([0, 100e-12, 100e-12], 0.001, "a step of current"),
        _run([250e-12, 0, 0, 0, 0], 0.001, "current at step 0 only"),
        _run([0, 0, 0, 400e-12], 0.001, "current at the last step only"),
        _run([10e-12, 200e-12, 50e-12, 300e-12, 120e-12], 0.0005, "a varying current, 0.5 ms"),
        _run(250e-12 * (1 + np.sin(0.2 * np.pi * np.arange(30))), 0.001, "a sinusoidal current"),
    ),
    fresh=_fresh_runs,
    compare=_VOLTS,
)


# 3.1 The noisy current, judged by its law: many numbers, any distribution, any order.

_N_DRAWN = 10_000


def _noise(mean, sd, seed, about):
    return Probe(args=(float(mean), float(sd), _N_DRAWN, generator(seed)), about=about)


def _fresh_noise(rng):
    return [
        _noise(
            rng.uniform(50e-12, 400e-12),
            rng.uniform(20e-12, 300e-12),
            rng.integers(1 << 30),
            "a random mean and standard deviation",
        )
        for _ in range(2)
    ]


_NOISY_CURRENT = Exercise(
    name="noisy_current",
    number="3.1",
    title="A noisy current",
    asked="a function that returns a random current for each step, with the given mean and"
    " standard deviation, in amperes",
    points=2,
    parameters=("mean", "sd", "n_steps", "rng"),
    probes=(
        _noise(250e-12, 100e-12, 1, "250 pA, with a standard deviation of 100 pA"),
        _noise(2.0, 0.5, 2, "large numbers, easy to read"),
        _noise(-50e-12, 300e-12, 3, "a negative mean, and strong noise"),
    ),
    fresh=_fresh_noise,
    # Statistics of 10 000 independent numbers are certain to about 0.01 standard deviations.
    compare=Comparison(rtol=0.08, statistics=("mean", "sd", "correlation")),
)


def _fresh_populations(rng):
    """Random currents for a few neurons, with more steps than neurons and the reverse."""
    probes = []
    for n, n_steps in ((3, int(rng.integers(8, 30))), (int(rng.integers(6, 12)), 4)):
        dt = float(rng.choice([2e-4, 5e-4, 2e-3]))
        current = rng.uniform(-1e-10, 5e-10, (n, n_steps))
        probes.append(_run(current, dt, f"{n} random currents of {n_steps} steps"))
    return probes


_SIMULATE_POPULATION = Exercise(
    name="simulate_population",
    number="3.2",
    title="A population, vectorised",
    asked="a function that returns the membrane potential of every neuron at every time step, an"
    " array (neurons, time steps) like the current",
    points=3,
    parameters=("current", "dt"),
    probes=(
        _run([[0, 1e-10, 1e-10, 0], [0, 2e-10, 0, 3e-10]], 0.001, "two neurons, four steps"),
        _run([[3e-10, 0, 1e-10], [0, 2e-10, 4e-10], [1e-10, 1e-10, 0]], 0.001, "three and three"),
        _run(np.arange(20).reshape(4, 5)[:, ::-1] * 2e-11, 0.0005, "four neurons, steps of 0.5 ms"),
        _run([[1e-10, 2e-10, 3e-10, 4e-10, 5e-10]], 0.001, "a population of one"),
        _run([[0, 1e-10], [0, 2e-10], [0, 3e-10]], 0.001, "three neurons, two steps"),
        _run(np.add.outer(np.arange(4000), np.arange(40)) * 1e-13, 0.001, "4000 neurons"),
    ),
    fresh=_fresh_populations,
    compare=_VOLTS,
    remarks=(
        # Column by column 4000 neurons take about a millisecond, one by one nearly a hundred.
        remarks.slow(
            0.02,
            "it is slow. Is there a loop over the neurons? Let `euler_step` take a whole column,"
            " `v[:, k - 1]`, and loop over time only.",
        ),
    ),
)


# 4.1 Statistics over the neurons, and 4.2 the rheobase.


def _voltages(millivolts, about):
    return Probe(args=(np.array(millivolts, float) / 1000,), about=about)


def _fresh_voltages(rng):
    shapes = ((4, 4), (int(rng.integers(5, 12)), 3), (2, int(rng.integers(4, 9))))
    return [
        _voltages(rng.uniform(-70, -30, shape), f"random voltages of shape {shape}")
        for shape in shapes
    ]


_MEAN_AND_SD = Exercise(
    name="mean_and_sd",
    number="4.1",
    title="Mean and standard deviation over neurons",
    asked="a function that returns a tuple: the mean over the neurons at each time step, and the"
    " sample standard deviation",
    points=2,
    parameters=("v",),
    probes=(
        _voltages([[-60, -58, -50], [-60, -54, -40]], "two neurons, three steps"),
        _voltages([[-60, -50, -40], [-58, -53, -41], [-61, -46, -33]], "three and three"),
        _voltages([[-60, -55], [-60, -51], [-60, -53], [-60, -40]], "four neurons, two steps"),
        _voltages([[-45] * 4, [-45] * 4, [-45] * 4], "all alike"),
    ),
    fresh=_fresh_voltages,
    compare=Comparison(atol=1e-12, parts=("mean", "standard deviation")),
)


def _neuron(el, vth, r, about):
    return Probe(args=(float(el), float(vth), float(r)), about=about)


def _fresh_neurons(rng):
    return [
        _neuron(el, el + rng.uniform(5e-3, 25e-3), rng.uniform(2e7, 5e8), "a random neuron")
        for el in rng.uniform(-0.08, -0.055, 3)
    ]


_RHEOBASE = Exercise(
    name="rheobase",
    number="4.2",
    title="The rheobase",
    asked="a function that returns the smallest constant current that brings the membrane to"
    " threshold, in amperes",
    points=1,
    parameters=("el", "vth", "r"),
    probes=(
        _neuron(-0.06, -0.05, 1e8, "the neuron of this tutorial"),
        _neuron(-0.07, -0.05, 1e8, "a lower rest"),
        _neuron(-0.065, -0.045, 2.5e8, "a larger resistance"),
    ),
    fresh=_fresh_neurons,
    compare=_AMPERES,
)

# 4.3 The figure.


def _drawn(n, n_steps, dt, seed, about):
    v = np.random.default_rng(seed).uniform(-65e-3, -35e-3, (n, n_steps))
    return Probe(args=(np.arange(n_steps) * dt, v), about=about)


def _fresh_figures(rng):
    return [
        _drawn(int(n), int(n_steps), 1e-3, rng.integers(1 << 30), f"{n} neurons, {n_steps} steps")
        for n, n_steps in zip(rng.integers(3, 9, 2), rng.integers(9, 40, 2), strict=True)
    ]


_PLOT_MEAN_BAND = Exercise(
    name="plot_mean_band",
    number="4.3",
    title="The mean in a band",
    asked="a function that draws the mean over the neurons as a line, in a filled band of one"
    " standard deviation to either side, in ms and mV, with labels and a legend",
    points=3,
    parameters=("ax", "t", "v"),
    probes=(
        _drawn(4, 6, 1e-3, 1, "four neurons, six steps"),
        _drawn(5, 5, 2e-3, 2, "five neurons, five steps of 2 ms"),
        _drawn(20, 30, 1e-3, 3, "20 neurons, 30 steps"),
    ),
    fresh=_fresh_figures,
    compare=Comparison(
        requirements=(
            figures.Curves(),
            figures.Band(),
            figures.Axis("x", unit="ms"),
            figures.Axis("y", unit="mV"),
            figures.Labels(of="all"),
            figures.Legend(),
        ),
    ),
    kind="figure",
    remarks=(
        remarks.returns_nothing(
            "your function returns nothing, and its docstring promises `ax`. Let it end with"
            " `return ax`."
        ),
    ),
)

EXERCISES = (
    _SINUSOIDAL_CURRENT,
    _EULER_STEP,
    _SIMULATE_MEMBRANE,
    _NOISY_CURRENT,
    _SIMULATE_POPULATION,
    _MEAN_AND_SD,
    _RHEOBASE,
    _PLOT_MEAN_BAND,
)
