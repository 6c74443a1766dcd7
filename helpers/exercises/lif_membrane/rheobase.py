"""Exercise 4.2: the rheobase."""

from ..declaration import Exercise, Probe
from ._shared import AMPERES


def _neuron(el, vth, r, about):
    return Probe(args=(float(el), float(vth), float(r)), about=about)


def _fresh_neurons(rng):
    return [
        _neuron(el, el + rng.uniform(5e-3, 25e-3), rng.uniform(2e7, 5e8), "a random neuron")
        for el in (*rng.uniform(-0.08, -0.055, 3), rng.uniform(-4e-3, -1e-3))
    ]


EXERCISE = Exercise(
    name="rheobase",
    number="4.2",
    title="The rheobase",
    asked="a function that returns the constant current whose steady state lies exactly on the"
    " threshold, in amperes",
    points=1,
    parameters=("el", "vth", "r"),
    probes=(
        _neuron(-0.06, -0.05, 1e8, "the neuron of this tutorial"),
        _neuron(-0.07, -0.05, 1e8, "a lower rest"),
        _neuron(-0.065, -0.045, 2.5e8, "a larger resistance"),
        _neuron(-0.02, 0.01, 5e7, "a threshold above 0 V"),
        _neuron(-0.0615, -0.0482, 1.37e8, "no round numbers"),
    ),
    fresh=_fresh_neurons,
    compare=AMPERES,
)
