"""Exercise 4.1: mean and standard deviation over neurons."""

import numpy as np

from ..declaration import Comparison, Exercise, Probe


def _voltages(millivolts, about):
    return Probe(args=(np.array(millivolts, float) / 1000,), about=about)


def _fresh_voltages(rng):
    shapes = ((4, 4), (int(rng.integers(5, 12)), 3), (2, int(rng.integers(4, 9))))
    return [
        _voltages(rng.uniform(-70, -30, shape), f"random voltages of shape {shape}")
        for shape in shapes
    ]


EXERCISE = Exercise(
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
        _voltages([[-62], [-48], [-51], [-57], [-33]], "five neurons, one step"),
    ),
    fresh=_fresh_voltages,
    compare=Comparison(atol=1e-12, parts=("mean", "standard deviation")),
)
