"""Ask a class: make an object, set and call and read.

A probe's ``args`` and ``keywords`` go to the constructor; its ``plan`` says what comes then::

    Exercise(
        name="LIFNeurons",
        kind="class",
        parameters=("n", "t_ref_mu", "t_ref_sigma"),      # of the constructor
        probes=(
            Probe(
                args=(3,),
                keywords={"t_ref_sigma": 0.0},
                about="three neurons, 20 steps",
                plan={
                    "set": {"t_ref": np.full(3, 9.5e-3)},  # attributes, right after construction
                    "steps": [call("ode_step", 1e-3, i[:, k]) for k in range(20)],
                    "read": ["v", "spiked", "t"],          # attributes that are compared, in order
                    "trace": True,  # before and after each step; False: at the end only
                    "dt": 1e-3,     # optional: messages then say "after step 12 (t = 12 ms)"
                },
            ),
        ),
        ...
    )

``set``, ``steps``, ``read``, ``trace`` and ``dt`` may each be left out. Reference, misconceptions
and variants in `helpers.answers` are classes. Attributes are copied when they are read, so that an
array that is changed in place from step to step is as good as a new one each time. What a method
returns is not compared. An argument of a method must not be changed.
"""

import inspect
from typing import Literal, TypedDict

from ...contract import Name, Names
from .. import wire
from ..arguments import identical, supply
from .function import MAX_NAMES, FunctionAsker, parameters_unlike

Trouble = Literal["no attribute", "no method", "value for a method", "parameters of a method"]


class Walk(TypedDict):
    """What became of a plan.

    `when`: the moments in words; `read`: for each attribute, its values at these moments;
    `returned`: for each step, whether the method returned something; `changed`: steps, each with
    the position of an argument that it changed; `trouble`: why the plan could not be gone through,
    with a name, the number of a step and the names that there are.
    """

    when: list[str]
    read: dict[str, list]
    returned: list[bool]
    changed: list[tuple[int, int]]
    trouble: tuple[Trouble, Name, int, Names] | None


class ClassAsker(FunctionAsker):
    """Asks a class."""

    def ask(self, target, probe):
        """Make an object, go through the plan, and say what it looked like on the way."""
        plan = probe["plan"]
        trace, dt = plan.get("trace", False), plan.get("dt")
        left = wire.MAX_BYTES // 2
        thing = target(*probe["args"], **probe["keywords"])
        seen = {"when": [], "read": {}, "returned": [], "changed": [], "trouble": None}
        try:
            for name, value in plan.get("set", {}).items():
                _look_up(thing, name, "no attribute", 0)
                setattr(thing, name, value)
            steps = plan.get("steps", [])
            for k in range(len(steps) + 1):
                if k:
                    probe["at"] = k
                    _step(thing, k, steps[k - 1], seen)
                if trace or k == len(steps):
                    seen["when"].append(_when(k, len(steps), dt))
                    for name in plan.get("read", []):
                        value = wire.plain(_look_up(thing, name, "no attribute", k))
                        left -= getattr(value, "nbytes", 0)
                        if left < 0:
                            value = wire.Opaque("numpy.ndarray", "too large")
                        seen["read"].setdefault(name, []).append(value)
        except _Trouble as trouble:
            seen["trouble"] = trouble.args
        return seen


class _Trouble(Exception):
    """The plan could not be gone through."""


def _look_up(thing, name, word, k):
    try:
        return getattr(thing, name)
    except AttributeError:
        own = getattr(thing, "__dict__", {})
        names = [n for n in own if type(n) is str] if type(own) is dict else []
        names += [n for n, item in vars(type(thing)).items() if inspect.isfunction(item)]
        names = [n[:40] for n in names if not n.startswith("__")]
        raise _Trouble(word, name, k, names[:MAX_NAMES]) from None


def _step(thing, k, step, seen):
    name, args, keywords = step["method"], step["args"], step.get("keywords", {})
    method = _look_up(thing, name, "no method", k)
    if not callable(method):
        raise _Trouble("value for a method", name, k, [])
    parameters = parameters_unlike(method, args, keywords)
    if parameters is not None:
        raise _Trouble("parameters of a method", name, k, parameters)
    before = supply(args)
    seen["returned"].append(method(*args, **keywords) is not None)
    for position, (was, now) in enumerate(zip(before, args, strict=True)):
        plain = wire.plain(now)
        if type(plain) is not wire.Opaque and not identical(was, plain):
            seen["changed"].append((k, position))


def _when(k, n_steps, dt):
    if n_steps == 0:
        return "right after construction"
    if k == 0:
        return "before the first step"
    time = f" (t = {1e3 * k * dt:g} ms)" if dt else ""
    return f"after step {k}{time}"
