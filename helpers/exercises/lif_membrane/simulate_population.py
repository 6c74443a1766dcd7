"""Exercise 3.2: many neurons over time, all at once."""

import numpy as np

from .. import improvements
from ..declaration import Exercise, Part
from ._shared import ANY_STEP, VOLTS, run


def _fresh_populations(rng):
    """Random currents for a few neurons, with more steps than neurons and the reverse."""
    shapes = ((3, int(rng.integers(8, 30))), (int(rng.integers(6, 12)), 4))
    for dt in (1e-3, float(rng.choice([2e-4, 5e-4, 2e-3]))):
        for n, n_steps in shapes:
            current = rng.uniform(-1e-10, 5e-10, (n, n_steps))
            yield run(current, dt, f"{n} random currents of {n_steps} steps")


EXERCISE = Exercise(
    name="simulate_population",
    number="3.2",
    title="A population, vectorised",
    asked="a function that returns the membrane potential of every neuron at every time step, an"
    " array (neurons, steps) like the current",
    points=3,
    parameters=("current", "dt"),
    probes=(
        run([[0, 1e-10, 1e-10, 0], [0, 2e-10, 0, 3e-10]], 0.001, "two neurons, four steps"),
        run([[3e-10, 0, 1e-10], [0, 2e-10, 4e-10], [1e-10, 1e-10, 0]], 0.001, "three and three"),
        run(np.arange(20).reshape(4, 5)[:, ::-1] * 2e-11, 0.0005, "four neurons, steps of 0.5 ms"),
        run([[1e-10, 2e-10, 3e-10, 4e-10, 5e-10]], 0.001, "a population of one"),
        run([[0, 1e-10], [0, 2e-10], [0, 3e-10]], 0.001, "three neurons, two steps"),
        run([[0, 1e-10, 2e-10], [3e-10, 0, -1e-10]], 0.004, "two neurons, steps of 4 ms"),
        run(np.add.outer(np.arange(4000), np.arange(40)) * 1e-13, 0.001, "4000 neurons"),
    ),
    fresh=_fresh_populations,
    calls=("euler_step", "simulate_membrane"),
    parts=(Part("the simulation in steps of 1 ms", 2), Part(ANY_STEP, 1)),
    compare=VOLTS,
    remarks=(
        # Column by column 4000 neurons take about a millisecond, one by one nearly a hundred.
        improvements.slow(
            0.02,
            "it is slow. Is there a loop over the neurons? Let `euler_step` take a whole column,"
            " `v[:, k - 1]`, and loop over time only.",
        ),
    ),
)
