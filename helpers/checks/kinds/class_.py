"""Exercises that ask for a class: make an object, set and call and read.

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
import re

import numpy as np

from ... import wire
from .. import comparing, showing
from ..arguments import supply
from ..report import MalformedReport

_MAX_NAMES = 20


def fitting(facts, exercise):
    """A sentence on why the student's object is no class, or ""."""
    if facts["is_class"]:
        return ""
    name = exercise.name
    call = f"checks.{exercise.tutorial}.{name}({name})"
    again = f"Run the cell with `class {name}:` once more, then the check."
    if facts["type"].split(".")[-1] == name:
        return (
            f"The check was given an object made by `{name}(...)`, not the class itself. Hand it"
            f" the class, without parentheses: `{call}`."
        )
    if facts["type"] == "function":
        return (
            f"`{name}` is a function here; the exercise asks for a class, which begins with"
            f" `class {name}:`. {again}"
        )
    if facts["type"] in ("NoneType", "ellipsis"):
        what = "None" if facts["type"] == "NoneType" else "a blank `...`"
        return f"The check was given {what}: hand it the class itself, `{call}`."
    return (
        f"The check was given {showing.kind_of(facts['type'])}, not a class. Hand it the class"
        f" itself: `{call}`. If that is what you did, the name has been given to something else"
        f" since. {again}"
    )


def unfit(target, probe):
    """Names of the constructor's parameters if it does not take the probe's arguments."""
    return _unfit(target, probe["args"], probe["keywords"])


def _unfit(target, args, keywords):
    try:
        signature = inspect.signature(target)
    except ValueError as error:
        return [] if "method signature" in str(error) else None  # a method without `self`
    except Exception:
        return None
    try:
        signature.bind(*args, **keywords)
    except TypeError:
        return [str(name)[:40] for name in signature.parameters][:_MAX_NAMES]
    return None


def misfit(exercise, parameters):
    """The sentence for a constructor that does not take the arguments."""
    name, wanted = exercise.name, ", ".join(exercise.parameters)
    if not parameters:
        return (
            f"`{name}(...)` takes no arguments; it is to be called as `{name}({wanted})`. That"
            f" takes a method `def __init__(self, {wanted}):`, with two underscores on each side,"
            " indented into the class."
        )
    has = ", ".join(f"`{parameter}`" for parameter in parameters)
    missing = [f"`{p}`" for p in exercise.parameters if p not in parameters]
    return (
        f"Objects are made by `{name}({wanted})`, and the line `def __init__(self, ...)` does not"
        f" allow that (its parameters after `self`: {has})."
        + (f" Missing or named otherwise: {', '.join(missing)}." if missing else "")
    )


def ask(target, probe):
    """Make an object, go through the plan, and say what it looked like on the way.

    Returns
    -------
    dict
        ``when``: the moments in words; ``read``: for each attribute, its values at these moments;
        ``returned``: for each step, whether the method returned something; ``changed``: pairs of
        a step and the position of an argument that was changed by it; ``trouble``: a word, a name,
        a number of a step and a list of names, where the plan could not be gone through.
    """
    plan = probe["plan"]
    trace, dt = plan.get("trace", False), plan.get("dt")
    left = wire.MAX_BYTES // 2
    thing = target(*probe["args"], **probe["keywords"])
    seen = {"when": [], "read": {}, "returned": [], "changed": [], "trouble": []}
    try:
        for name, value in plan.get("set", {}).items():
            _look_up(thing, name, "attribute", 0)
            setattr(thing, name, value)
        steps = plan.get("steps", [])
        for k in range(len(steps) + 1):
            if k:
                probe["at"] = k
                _step(thing, k, steps[k - 1], seen)
            if trace or k == len(steps):
                seen["when"].append(_when(k, len(steps), dt))
                for name in plan.get("read", []):
                    value = wire.plain(_look_up(thing, name, "attribute", k))
                    left -= getattr(value, "nbytes", 0)
                    if left < 0:
                        value = wire.Opaque("numpy.ndarray", "too large")
                    seen["read"].setdefault(name, []).append(value)
    except _Trouble as trouble:
        seen["trouble"] = list(trouble.args)
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
        raise _Trouble(word, name, k, names[:_MAX_NAMES]) from None


def _step(thing, k, step, seen):
    name, args, keywords = step["method"], step["args"], step.get("keywords", {})
    method = _look_up(thing, name, "method", k)
    if not callable(method):
        raise _Trouble("no method", name, k, [])
    parameters = _unfit(method, args, keywords)
    if parameters is not None:
        raise _Trouble("parameters", name, k, parameters)
    before = supply(args)
    seen["returned"].append(method(*args, **keywords) is not None)
    for position, (was, now) in enumerate(zip(before, args, strict=True)):
        plain = wire.plain(now)
        if type(plain) is not wire.Opaque and not comparing.identical(was, plain):
            seen["changed"].append([k, position])


def _when(k, n_steps, dt):
    if n_steps == 0:
        return "right after construction"
    if k == 0:
        return "before the first step"
    time = f" (t = {1e3 * k * dt:g} ms)" if dt else ""
    return f"after step {k}{time}"


def difference(got, right, compare):
    """What is wrong with the object, by attribute and step, or ""."""
    found = _first(got, right, compare)
    return found[0] if found else ""


def apart(got, right, compare):
    """The first value that differs, expected and got."""
    found = _first(got, right, compare)
    return found[1:] if found else ("", "")


def alike(got, other, right, compare):
    """Whether two objects looked the same on the way."""
    return all(
        comparing.alike(got.get(key), other.get(key), compare)
        for key in ("read", "trouble", "changed")
    )


def _first(got, right, compare):
    """The first difference: a sentence, what is expected, what came; or None."""
    _look_over(got)
    wrong = {
        name: values
        for name, values in right["read"].items()
        if not _all_close(got["read"].get(name, []), values, compare)
    }
    for k, when in enumerate(right["when"]):
        for name, values in wrong.items():
            readings = got["read"].get(name, [])
            if k >= len(readings):
                return _told(got)
            found = _one(name, k, when, readings, values, got, compare)
            if found:
                return found
    if got["trouble"]:
        return _told(got)
    for k, position in got["changed"]:
        return (
            f"Step {k} changes an argument of the method (number {position + 1}), which belongs to"
            " the caller. Work on a new array or on a copy.",
            "the argument as it was",
            "an argument that was changed",
        )
    return None


def _all_close(readings, values, compare):
    """Whether all values of an attribute are right: a quick look at all of them together."""
    if len(readings) != len(values) or {*map(type, readings)} != {*map(type, values)}:
        return False
    try:
        one, other = np.array(readings), np.array(values)
    except ValueError:  # of different shapes
        return False
    if (
        one.shape != other.shape
        or one.dtype.kind != other.dtype.kind
        or one.dtype.kind not in "iufb"
    ):
        return False
    return comparing.close(one, other, compare)


def _look_over(got):
    """Raise `MalformedReport` unless an answer has the form that `ask` gives it."""
    lists = type(got) is dict and all(
        type(got.get(key)) is list for key in ("returned", "changed", "trouble")
    )
    if not lists or type(got.get("read")) is not dict:
        raise MalformedReport("no description of an object")
    if not all(type(values) is list for values in got["read"].values()):
        raise MalformedReport("an attribute without values")
    if not all(type(item) is list and [*map(type, item)] == [int, int] for item in got["changed"]):
        raise MalformedReport("a changed argument without step and position")
    trouble = got["trouble"]
    if trouble and (
        [*map(type, trouble)] != [str, str, int, list]
        or not all(type(name) is str for name in trouble[3])
    ):
        raise MalformedReport("trouble of an unknown form")


def _one(name, k, when, readings, values, got, compare):
    """The difference in one attribute at one moment, or None."""
    what = f"`{name}` {when}"
    sentence = comparing.difference(readings[k], values[k], compare, what)
    if not sentence:
        return None
    sentence = sentence.replace(" Is the sum missing?", "")
    if " is right up to " in sentence and not _all_rounded(readings, sentence):
        one = comparing.is_number(values[k])
        sentence = (
            f"{what} {'is not the right number' if one else 'does not have the right values'}."
        )
    if readings[k] is None:
        sentence = f"{what} is None, that is, nothing: is `self.{name}` given a value?"
    elif _stands_still(readings, values, k, compare):
        if k <= len(got["returned"]) and got["returned"][k - 1] is True:
            sentence = (
                f"{what} is what it was before the step: the method returns something, but changes"
                f" nothing. What the object is to remember has to be assigned: `self.{name} = ...`."
            )
        else:
            sentence = (
                f"{what} is what it was before the step, and should have changed. Is the result"
                f" assigned to `self.{name}`, with `self.`?"
            )
    at = comparing.first_differing(readings[k], values[k], compare)
    if at is None:
        return (sentence, *showing.apart(values[k], readings[k]))
    index = ", ".join(map(str, at))
    expected, came = showing.apart(values[k][at], readings[k][at])
    return (
        f"{sentence[:-1]}, first at index {index}." if sentence.endswith("values.") else sentence,
        f"{name}[{index}] = {expected}, {when}",
        f"{name}[{index}] = {came}, {when}",
    )


def _all_rounded(readings, sentence):
    """Whether all values of an attribute are rounded to as many decimals as a sentence says.

    The one that is wrong may be so by chance: -0.07 is -0.068 up to two decimals.
    """
    digits = int(re.search(r"right up to (\d)", sentence)[1])
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


def _told(got):
    """The sentence for a plan that could not be gone through."""
    if not got["trouble"]:
        raise MalformedReport("fewer values than moments")
    word, name, k, names = got["trouble"]
    listed = f" It has {', '.join(f'`{n}`' for n in names)}." if names else ""
    when = f"after step {k}" if k else "right after construction"
    if word == "attribute":
        sentence = (
            f"The object has no attribute `{name}` {when}.{listed} Is it assigned in `__init__`,"
            f" with `self.` before the name: `self.{name} = ...`?"
        )
        return sentence, f"an attribute `{name}`", "no such attribute"
    if word == "parameters":
        has = f"after `self`: {', '.join(f'`{n}`' for n in names)}" if names else "none"
        sentence = (
            f"The method `{name}` cannot be called as it is to be called (its parameters: {has})."
            " Is `self` its first parameter, and do the others come in the order asked for?"
        )
        return sentence, f"a call of `{name}` that works", "parameters that do not fit"
    if word == "no method":
        sentence = (
            f"`{name}` is a method of the class, but here it is a value: is `self.{name}` assigned"
            " somewhere? Give that attribute another name."
        )
        return sentence, f"a method `{name}`", "a value"
    sentence = (
        f"The object has no method `{name}`.{listed} Is it misspelt, or is `def {name}(self, ...)`"
        " not indented into the class?"
    )
    return sentence, f"a method `{name}`", "no such method"


def call(exercise, probe):
    """The plan as code: ``LIFNeurons(3); t_ref = [...]; ode_step(0.001, [...]) and 19 more``."""
    arguments = [showing.short(value) for value in probe.args]
    arguments += [f"{name}={showing.short(value)}" for name, value in probe.keywords.items()]
    parts = [f"{exercise.name}({', '.join(arguments)})"]
    parts += [f".{name} = {showing.short(v)}" for name, v in probe.plan.get("set", {}).items()]
    steps = probe.plan.get("steps", [])
    if steps:
        more = f" and {len(steps) - 1} more" if len(steps) > 1 else ""
        parts.append(f"{_call(steps[0])}{more}")
    return "; ".join(parts)


def _call(step):
    arguments = [showing.short(value) for value in step["args"]]
    arguments += [f"{n}={showing.short(v)}" for n, v in step.get("keywords", {}).items()]
    return f".{step['method']}({', '.join(arguments)})"


def place(exercise, probe, at):
    """Where in the plan something stopped: ", in step 3, `.ode_step(0.001, [0, 0])`"."""
    steps = probe.plan.get("steps", [])
    if not 0 < at <= len(steps):
        return f", when an object is made by `{exercise.name}(...)`"
    return f", in step {at}, `{_call(steps[at - 1])}`"
