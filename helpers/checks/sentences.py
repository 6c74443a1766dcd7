"""What a student is told of an outcome, in sentences and cases."""

import re
from dataclasses import dataclass, replace

import numpy as np

from ..wire import type_name
from . import comparing, kinds, showing, statistics
from .arguments import is_generator, without_draws
from .kinds import figure

# A function's or a method's qualified name. It may come from a student's process.
_NAME = re.compile(r"[^\W\d][\w.]{0,79}")


@dataclass(frozen=True)
class Case:
    """One probe in which an answer is not the right one."""

    call: str
    about: str
    expected: str
    got: str


def fault(exercise, probe, outcome, right):
    """What is wrong with an outcome, or ""."""
    if outcome["state"] == "returned":
        return (
            _wrong_value(exercise, outcome, right)
            or _not_drawn_from(exercise, probe, outcome, right)
            or _not_in_place(exercise, probe, outcome, right)
            or _changed(exercise, probe, outcome)
        )
    kind = kinds.find(exercise.kind)
    place = kind.place(exercise, probe, outcome["at"]) if hasattr(kind, "place") else ""
    if outcome["state"] == "endless":
        return (
            f"`{exercise.name}` was stopped after {outcome['seconds']:g} seconds{place}"
            f"{_place(outcome, exercise)}. Does each loop come to an end?"
        )
    said = f": {outcome['message']}" if outcome["message"] else ""
    if outcome["type"] == "SystemExit":
        said = ""
    return (
        f"`{exercise.name}` stopped with {outcome['type'].split('.')[-1]}{said}{place}"
        f"{_place(outcome, exercise)}. {outcome['explanation']}"
    )


def _wrong_value(exercise, outcome, right):
    if outcome["value"] is None and outcome["printed"].strip():
        return (
            f"`{exercise.name}` prints its result and returns nothing: write `return` in place of"
            " `print`. What is printed can be read, but not computed with."
        )
    kind = kinds.find(exercise.kind)
    return kind.difference(outcome["value"], right["value"], exercise.compare)


def _named(exercise, probe):
    """Names of the arguments that a probe gives, in order."""
    first = getattr(kinds.find(exercise.kind), "HANDED", 0)
    return [*exercise.parameters[first : first + len(probe.args)], *probe.keywords]


def _not_drawn_from(exercise, probe, outcome, right):
    """A sentence on a random generator that was not used, or ""."""
    given = [*probe.args, *probe.keywords.values()]
    wanted, now = (
        [*args, *keywords.values()] for args, keywords in (right["after"], outcome["after"])
    )
    for name, before, then, after in zip(_named(exercise, probe), given, wanted, now, strict=False):
        if is_generator(before) and then["drawn"] and not comparing.identical(after, then):
            return (
                f"`{exercise.name}` draws nothing from the generator `{name}` that it is given."
                f" Random numbers are to come from its methods, such as `{name}.normal(...)`, so"
                " that the caller decides about the seed."
            )
    return ""


def _not_in_place(exercise, probe, outcome, right):
    """A sentence on arguments that the function should have changed, and did not rightly, or ""."""
    if not exercise.compare.in_place:
        return ""
    names = _named(exercise, probe)
    was = [*probe.args, *probe.keywords.values()]
    wanted, now = (
        [*args, *keywords.values()] for args, keywords in (right["after"], outcome["after"])
    )
    if len(now) != len(names):
        return f"`{exercise.name}` loses its arguments."
    for name, before, right_now, got in zip(names, was, wanted, now, strict=True):
        if name not in exercise.compare.in_place:
            continue
        what = f"the argument `{name}`, after the call,"
        sentence = comparing.difference(got, right_now, exercise.compare, what)
        if sentence and comparing.identical(before, got):
            return (
                f"`{exercise.name}` leaves its argument `{name}` as it was, where it should change"
                f" it in place: assign to its elements, as in `{name}[...] = ...`."
            )
        if sentence:
            return sentence
    return ""


def _changed(exercise, probe, outcome):
    """A sentence on arguments that the function changed, or ""."""
    args, keywords = outcome["after"]
    if len(args) + len(keywords) != len(probe.args) + len(probe.keywords):
        return f"`{exercise.name}` changes its arguments."
    for name, _, now in _changed_arguments(exercise, probe, outcome):
        return (
            f"`{exercise.name}` changes its argument `{name}`, which belongs to the caller:"
            f" afterwards it is {showing.short(now)}. Work on a new array or on a copy."
        )
    return ""


def _changed_arguments(exercise, probe, outcome):
    """Name, value before and value after of each argument that must not be changed, and was."""
    args, keywords = outcome["after"]
    before = [*probe.args, *probe.keywords.values()]
    after = [*args, *keywords.values()]
    allowed = exercise.compare.may_change + exercise.compare.in_place
    for name, was, now in zip(_named(exercise, probe), before, after, strict=False):
        if name not in allowed and not comparing.identical(was, without_draws(now)):
            yield name, was, now


def _place(outcome, exercise=None):
    """“, in line 3: `h = ...`”, as far as it is known.

    With an exercise, it says which function the line is in if that is not the one asked for.
    """
    if not outcome["line"]:
        return ""
    text = f": `{outcome['text']}`" if outcome["text"] else ""
    # Lines are counted from the top of a cell, and another function may stand in another cell.
    other = _other_function(exercise, outcome["within"]) if exercise else ""
    return f", in {f'`{other}`, ' if other else ''}line {outcome['line']}{text}"


def _other_function(exercise, within):
    """The function, by its qualified name, if it is a named one and not the one asked for."""
    outer = within.split(".<locals>")[0]
    if outer == exercise.name or outer.startswith(f"{exercise.name}."):
        return ""
    return outer if _NAME.fullmatch(outer) else ""


def unfinished(exercise, facts, outcome):
    """The sentence for a NotImplementedError."""
    if not outcome["own"] and outcome["within"]:
        return (
            f"`{exercise.name}` uses `{outcome['within']}`, which is not finished"
            + (f" ({outcome['message']})" if outcome["message"] else "")
            + ": do that first."
        )
    if facts["stop"] and facts["begun"]:
        line = f"the line `raise NotImplementedError(...)` (line {facts['stop']})"
        if not facts["blanks"]:
            return (
                f"You have filled in the blanks. Now delete {line}: it stops your function before"
                " it gets to your code."
            )
        return f"Begun. {blank_left(facts)} Then delete {line}."
    if exercise.kind == "class" and outcome["own"]:
        method = outcome["within"].split(".")[-1]
        return (
            f"It asks for {exercise.asked}. Still to be written: its method `{method}`. Replace"
            " each `...` there by your own code and delete the line"
            " `raise NotImplementedError(...)`."
        )
    return (
        f"It asks for {exercise.asked}. Replace each `...` by your own code and delete the line"
        " `raise NotImplementedError(...)`."
    )


def missing(exercise, facts):
    """The sentence for a name that is not defined where the answer is asked for."""
    close = facts["close"]
    if close and close != facts["missing"]:
        return (
            f"There is no `{facts['missing']}` at this point of the notebook, but there is"
            f" `{close}`. Is that what it should be called?"
        )
    return (
        f"There is no `{facts['missing']}` at this point of the notebook. Is there a cell above"
        " that defines it, and does that cell run without an error?"
    )


def has_blank(facts, outcomes):
    if facts["blanks"]:
        return True
    return any(
        getattr(outcome.get("value"), "type", "") == "ellipsis"
        or figure.is_blank(outcome.get("value"))
        or (
            # An IndexError speaks of `...` too, as something that may be an index.
            outcome.get("type", "").endswith(("TypeError", "AttributeError"))
            and "ellipsis" in outcome.get("message", "")
        )
        for outcome in outcomes
    )


def blank_left(facts):
    if not facts["blanks"]:
        return "A blank `...` is still left: replace it by your own expression."
    places = ", ".join(f"line {line}, `{text}`" for line, text in facts["blanks"])
    one = len(facts["blanks"]) == 1
    return f"Still to be filled in: the blank{'' if one else 's'} `...` in {places}."


def wrong_parameters(exercise, outcome):
    names = outcome["parameters"]
    kind = kinds.find(exercise.kind)
    if hasattr(kind, "misfit"):
        return kind.misfit(exercise, names)
    has = f"{len(names)}: {', '.join(f'`{name}`' for name in names)}" if names else "none"
    return (
        f"`{exercise.name}` is called with {len(exercise.parameters)}"
        f" argument{'s' * (len(exercise.parameters) != 1)},"
        f" `{exercise.name}({', '.join(exercise.parameters)})`, and its `def` line does not allow"
        f" that (its parameters: {has})."
    )


def hidden(outcome):
    """What may be said when only fresh probes fail, without giving them away."""
    first = (
        "It is right on the inputs that you can see, but not on others that are drawn anew each"
        " time. Does it work for every input, or for the examples only?"
    )
    if outcome["state"] == "raised":
        return (
            first,
            f"It stopped with {outcome['type'].split('.')[-1]}{_place(outcome)}.",
        )
    if outcome["state"] == "endless":
        return (first, "It took too long.")
    return (first,)


def case(exercise, probe, outcome, right):
    if outcome["state"] == "returned":
        expected, got = _shown(exercise, probe, outcome, right)
    else:
        apart = hasattr(kinds.find(exercise.kind), "apart")
        expected = "that it runs" if apart else showing.short(right["value"])
        got = {"endless": "no result in time"}.get(
            outcome["state"], outcome.get("type", "").split(".")[-1]
        )
    return Case(kinds.find(exercise.kind).call(exercise, probe), probe.about, expected, got)


def _shown(exercise, probe, outcome, right):
    """The right answer and the one that came; or an argument, if that is what is wrong."""
    kind = kinds.find(exercise.kind)
    if _wrong_value(exercise, outcome, right) and hasattr(kind, "apart"):
        return kind.apart(outcome["value"], right["value"], exercise.compare)
    if _not_drawn_from(exercise, probe, outcome, right):
        return "numbers drawn from the generator", "none drawn from it"
    if exercise.compare.statistics and statistics.can_be_listed(outcome["value"], right["value"]):
        return statistics.apart(outcome["value"], right["value"], exercise.compare)
    if _wrong_value(exercise, outcome, right):
        return _contrast(right["value"], outcome["value"], exercise.compare)
    names = _named(exercise, probe)
    pairs = zip(
        names,
        *([*args, *keywords.values()] for args, keywords in (right["after"], outcome["after"])),
        strict=False,
    )
    for name, wanted, got in pairs:
        if name in exercise.compare.in_place and not comparing.alike(got, wanted, exercise.compare):
            return _contrast(wanted, got, exercise.compare, name)
    for name, was, now in _changed_arguments(exercise, probe, outcome):
        exact = replace(exercise.compare, rtol=0.0, atol=0.0, statistics=())
        before, after = _contrast(was, now, exact, name)
        return f"{before}, as before the call", f"{after}, after the call"
    return _contrast(right["value"], outcome["value"], exercise.compare)


def _contrast(right, got, compare, name=""):
    """Two values as text; where that hides their difference, the first part that differs.

    Parameters
    ----------
    right, got : plain data
    compare : Comparison
    name : str
        What the values are called; may be empty.

    Returns
    -------
    tuple of (str, str)
    """
    texts = showing.apart(right, got)
    index, holder, wanted, came = _first_differing(right, got, compare)
    if index and (texts[0] == texts[1] or _is_cut(holder, index[-1])):
        name = _element(index, compare, name)
        right, got = wanted, came
        texts = showing.apart(right, got)
    if texts[0] == texts[1] and type(right) is not type(got):  # a list for an array
        texts = texts[0], f"{showing.kind_of(type_name(type(got)))} {texts[1]}"
    return tuple(f"{name} = {text}" if name else text for text in texts)


def _first_differing(right, got, compare):
    """Where two values differ first: indices to get there, what holds it, and the two parts.

    There are no indices where the values have no parts that could be set side by side.
    """
    indices, holder = (), right
    while True:
        at = comparing.first_differing(got, right, compare)
        if at is None and type(right) is type(got):
            if type(right) in (list, tuple) and len(right) == len(got):
                at = _first_not_alike(range(len(right)), right, got, compare)
            elif type(right) is dict and right.keys() == got.keys():
                at = _first_not_alike(right, right, got, compare)
        if at is None:
            return indices, holder, right, got
        indices, holder, right, got = (*indices, at), right, right[at], got[at]


def _first_not_alike(keys, right, got, compare):
    return next((k for k in keys if not comparing.alike(got[k], right[k], compare)), None)


def _is_cut(holder, index):
    """Whether the text of an array leaves out the element at an index."""
    return isinstance(holder, np.ndarray) and showing.is_cut(holder, index)


def _element(indices, compare, name):
    """The name of a part: "raster[1, 2]", or "element [1, 2]" of a value without a name."""
    if not name and len(compare.parts) > 1 and type(indices[0]) is int:
        name, indices = compare.parts[indices[0]], indices[1:]
    brackets = [
        ", ".join(map(str, at)) if type(at) is tuple else showing.short(at) for at in indices
    ]
    return (name or "element ") + "".join(f"[{text}]" for text in brackets)


def notes(outcomes):
    notes = []
    printed = next((o["printed"].strip() for o in outcomes if o["printed"].strip()), "")
    if printed:
        shown = printed if len(printed) <= 300 else printed[:300] + " …"
        notes.append(f"It printed, on the first input: {shown}")
    warned = list(dict.fromkeys(text for outcome in outcomes for text in outcome["warnings"]))
    if warned:
        notes.append(f"It warned: {'; '.join(warned[:3])}")
    return tuple(notes)
