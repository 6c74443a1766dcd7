"""Exercises that ask for a function."""

import inspect

from .. import comparing, showing


def fitting(facts, exercise):
    """A sentence on why the student's object is no function, or ""."""
    call = f"checks.{exercise.tutorial}.{exercise.name}({exercise.name})"
    again = f"Run the cell with `def {exercise.name}(...)` once more, then the check."
    if facts["is_class"]:
        return f"`{exercise.name}` is a class here; the exercise asks for a function. {again}"
    if facts["callable"]:
        return ""
    if facts["type"] == "NoneType":
        return (
            f"The check was given None: hand it the function itself, `{call}`, without calling it."
        )
    if facts["type"] == "ellipsis":
        return f"The check was given a blank `...`: hand it the function itself, `{call}`."
    return (
        f"The check was given {showing.kind_of(facts['type'])}, not a function. Hand it the"
        f" function itself, without calling it: `{call}`. If that is what you did, the name has"
        f" been given to something else since. {again}"
    )


def unfit(target, probe):
    """Names of the function's parameters if it cannot be called with the probe's arguments."""
    try:
        signature = inspect.signature(target)
    except Exception:  # compiled functions, or whatever an object of the student's own raises
        return None
    try:
        signature.bind(*probe["args"], **probe["keywords"])
    except TypeError:
        return [str(name)[:40] for name in signature.parameters][:20]
    return None


def ask(target, probe):
    """Call it with the probe's arguments."""
    return target(*probe["args"], **probe["keywords"])


def difference(got, right, compare):
    """What is wrong with a returned value, or ""."""
    return comparing.difference(got, right, compare)


def call(exercise, probe):
    """The call as code: ``entropy([0.5, 0.5])``."""
    arguments = [showing.short(value) for value in probe.args]
    arguments += [f"{name}={showing.short(value)}" for name, value in probe.keywords.items()]
    return f"{exercise.name}({', '.join(arguments)})"
