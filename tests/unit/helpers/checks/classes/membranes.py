"""The exercise of the tests of classes: leaky membranes, right and wrong."""

import numpy as np

from helpers import answers
from helpers.checks.judging import kinds
from helpers.exercises import Exercise, Probe, call

TAU, EL = 20e-3, -60e-3

JUDGE = kinds.find("class")


class Membrane:
    """The right answer of these tests: leaky membranes, integrated by Euler steps."""

    def __init__(self, n, el=EL):
        self.el = el
        self.v = np.full(n, el)
        self.above = self.v > -50e-3
        self.t = 0.0
        self.steps = 0

    def ode_step(self, dt, i):
        self.v = self.v + dt / TAU * (self.el - self.v + 1e8 * i)
        self.above = self.v > -50e-3
        self.t += dt
        self.steps += 1


class WrongSign(Membrane):
    def ode_step(self, dt, i):
        super().ode_step(dt, i)
        self.v = self.v + 2 * dt / TAU * (self.v - self.el)


class NoClock(Membrane):
    def ode_step(self, dt, i):
        super().ode_step(dt, i)
        self.t = 0.0


class NoAttribute:
    def __init__(self, n, el=EL):
        self.el = el


def _plan(rng, n, steps, **more):
    current = 250e-12 * rng.uniform(0.5, 1.5, (n, steps))
    return {
        "steps": [call("ode_step", 1e-3, current[:, k]) for k in range(steps)],
        "read": ["v", "above", "t", "steps"],
        "trace": True,
        "dt": 1e-3,
        **more,
    }


def _fresh(rng):
    return [Probe((2,), {"el": -65e-3}, about="random", plan=_plan(rng, 2, 10))]


_RNG = np.random.default_rng(1)
EXERCISE = Exercise(
    "Membrane",
    "9.1",
    "A membrane as an object",
    "a class of leaky membranes",
    2,
    ("n", "el"),
    (
        Probe((3,), about="three membranes", plan=_plan(_RNG, 3, 15)),
        Probe(
            (2,),
            {"el": -65e-3},
            about="set by hand",
            plan=_plan(_RNG, 2, 5, set={"v": np.array([-52e-3, -70e-3])}),
        ),
        Probe((2,), about="the end only", plan={**_plan(_RNG, 2, 5), "trace": False}),
        Probe((4,), about="nothing done", plan={"read": ["v", "steps"]}),
    ),
    _fresh,
    kind="class",
    tutorial="why_models",
)
MISCONCEPTIONS = tuple(
    answers.Misconception(kind.__name__, kind, f"hint of {kind.__name__}", "nearly")
    for kind in (WrongSign, NoClock, NoAttribute)
)
ANSWER = answers.Answer(Membrane, MISCONCEPTIONS)

INIT = """
    def __init__(self, n, el=-60e-3):
        self.el, self.v = el, np.full(n, el)
        self.above, self.t, self.steps = self.v > -50e-3, 0.0, 0
"""
STEP = """
    def ode_step(self, dt, i):
        self.v = self.v + dt / 20e-3 * (self.el - self.v + 1e8 * i)
        self.above = self.v > -50e-3
        self.t += dt
        self.steps += 1
"""


def cell(*parts):
    return "class Membrane:\n" + "".join(parts)
