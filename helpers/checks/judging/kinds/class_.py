"""Judge a class: by what its objects hold, step after step."""

from dataclasses import replace
from typing import Any

import numpy as np

from ....exercises.declaration import Comparison, Exercise, Probe
from ...asking.kinds.class_ import Walk
from ...contract import Facts, MalformedReport, Stub, demand_form
from .. import compare as comparing
from ..finding import Finding
from ..wording import short_values
from .function import FunctionJudge

_MOMENTS = 4  # of the right way, that are shown


class ClassJudge(FunctionJudge):
    """Judges a class."""

    KIND, BEGINS, UNCALLED = "class", "class {}:", ""

    def unlike(self, facts: Facts, exercise: Exercise) -> str:
        name = exercise.name
        if facts["is_class"]:
            return ""
        if facts["type"].split(".")[-1] == name:
            return (
                f"The check was given an object made by `{name}(...)`, not the class itself. Hand"
                f" it the class, without parentheses: `checks.{exercise.tutorial}.{name}({name})`."
            )
        if facts["type"] == "function":
            return (
                f"`{name}` is a function here; the exercise asks for a class, which begins with"
                f" `class {name}:`. {self.run_again(exercise)}"
            )
        return self.not_given(facts, exercise)

    def misfit(self, exercise: Exercise, parameters: list[str]) -> str:
        name, wanted = exercise.name, ", ".join(exercise.parameters)
        if not parameters:
            return (
                f"`{name}(...)` takes no arguments; it is to be called as `{name}({wanted})`. That"
                f" takes a method `def __init__(self, {wanted}):`, with two underscores on each"
                " side, indented into the class."
            )
        has = ", ".join(f"`{parameter}`" for parameter in parameters)
        missing = [f"`{p}`" for p in exercise.parameters if p not in parameters]
        return (
            f"Objects are made by `{name}({wanted})`, and the line `def __init__(self, ...)` does"
            f" not allow that (its parameters after `self`: {has})."
            + (f" Missing or named otherwise: {', '.join(missing)}." if missing else "")
        )

    def look_over(self, value: Any) -> None:
        demand_form(value, Walk, "an object")

    def difference(self, got: Any, right: Any, compare: Comparison) -> Finding | None:
        wrong = {
            name: values
            for name, values in right["read"].items()
            if not _all_close(got["read"].get(name, []), values, compare)
        }
        for k, when in enumerate(right["when"]):
            for name, values in wrong.items():
                readings = got["read"].get(name, [])
                if k >= len(readings):
                    return _trouble(got)
                if finding := _attribute(name, k, when, readings, values, got, compare):
                    return finding
        if got["trouble"]:
            return _trouble(got)
        for k, position in got["changed"]:
            return Finding("argument of a method", details={"step": k, "number": position + 1})
        return None

    def alike(self, mine: Any, theirs: Any, compare: Comparison) -> bool:
        one, other = mine.outcome["value"], theirs.outcome["value"]
        parts = ("read", "trouble", "changed")
        return all(comparing.alike(one[part], other[part], compare) for part in parts)

    def call(self, exercise: Exercise, probe: Probe) -> str:
        """The plan as code: ``LIFNeurons(3); t_ref = [...]; ode_step(0.001, [...]) and 9 more``."""
        set_to, steps = probe.plan.get("set", {}), probe.plan.get("steps", [])
        parts = [super().call(exercise, probe)]
        parts += [f".{name} = {short_values.short(value)}" for name, value in set_to.items()]
        if steps:
            more = f" and {len(steps) - 1} more" if len(steps) > 1 else ""
            parts.append(f"{_call(steps[0])}{more}")
        return "; ".join(parts)

    def signature(self, exercise: Exercise) -> str:
        parameters = ", ".join(("self", *exercise.parameters))
        return f"It begins with `class {exercise.name}:`, and in it `def __init__({parameters}):`."

    def steps(self, answer: Any, answered: Any) -> list[tuple[str, str]]:
        """What the attributes of a right object are, up to the first moment that differs."""
        right, finding = answered.right["value"], answered.finding
        moments = right["when"]
        until = finding.where[0][2] if finding and finding.root == "attribute" else moments[0]
        steps = []
        for k, when in enumerate(moments[: moments.index(until) + 1]):
            values = (f"{n} = {short_values.short(v[k])}" for n, v in right["read"].items())
            steps.append((when, ", ".join(values)))
        return steps[-_MOMENTS:]

    def place(self, exercise: Exercise, probe: Probe, at: int) -> str:
        steps = probe.plan.get("steps", [])
        if not 0 < at <= len(steps):
            return f", when an object is made by `{exercise.name}(...)`"
        return f", in step {at}, `{_call(steps[at - 1])}`"

    def expected(self, right: Any) -> str:
        return "that it runs"

    def still_to_write(self, outcome: Stub) -> str:
        return f"its method `{outcome['within'].split('.')[-1]}`" if outcome["own"] else ""


def _call(step):
    return f".{step['method']}({short_values.arguments(step['args'], step.get('keywords', {}))})"


def _all_close(readings, values, compare):
    """Whether all values of an attribute are right: a quick look at all of them together."""
    if len(readings) != len(values) or {*map(type, readings)} != {*map(type, values)}:
        return False
    try:
        one, other = np.array(readings), np.array(values)
    except ValueError:  # of different shapes
        return False
    alike = one.shape == other.shape and one.dtype.kind == other.dtype.kind
    return alike and one.dtype.kind in "iufb" and comparing.close(one, other, compare)


def _attribute(name, k, when, readings, values, got, compare):
    """The difference in one attribute at one moment, or None."""
    where = (("attribute", name, when),)
    finding = comparing.difference(readings[k], values[k], compare, where)
    if finding is None:
        return None
    if finding.what == "rounded" and not _all_rounded(readings, finding.details["digits"]):
        what = "number" if comparing.is_number(values[k]) else "values"
        finding = Finding(what, values[k], readings[k], where)
    if readings[k] is not None and _stands_still(readings, values, k, compare):
        returned = k <= len(got["returned"]) and got["returned"][k - 1]
        what = "returned, not assigned" if returned else "not assigned"
        finding = Finding(what, values[k], readings[k], where)
    at = comparing.first_differing(readings[k], values[k], compare)
    whole = {"whole": (values[k], readings[k]), "at": at}
    return replace(finding, details={**finding.details, **whole})


def _all_rounded(readings, digits):
    """Whether all values of an attribute are rounded to so many decimals.

    The one that is wrong may be so by chance: -0.07 is -0.068 up to two decimals.
    """
    with np.errstate(all="ignore"):
        return all(
            isinstance(value, np.ndarray | np.number | float | int)
            and np.asarray(value).dtype.kind in "iuf"
            and bool((np.asarray(value) == np.round(value, digits)).all())
            for value in readings
        )


def _stands_still(readings, values, k, compare):
    """Whether a value stays as it was right before, where it should change, and never changes.

    A value that changes in any other step is assigned to the object, so that is not the mistake.
    """
    return (
        k > 0
        and comparing.alike(readings[k], readings[k - 1], compare)
        and not comparing.alike(values[k], values[k - 1], compare)
        and comparing.alike(readings[k - 1], values[k - 1], compare)
        and all(comparing.alike(reading, readings[0], compare) for reading in readings[1:])
    )


def _trouble(got):
    """Why the plan could not be gone through."""
    if got["trouble"] is None:
        raise MalformedReport("fewer values than moments")
    what, name, step, names = got["trouble"]
    return Finding(what, details={"name": name, "step": step, "names": names})
