"""What a student is told of an outcome, in sentences and cases."""

from dataclasses import dataclass

from ..wire import type_name
from . import comparing, kinds, showing


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
        return _wrong_value(exercise, outcome, right) or _changed(exercise, probe, outcome)
    if outcome["state"] == "endless":
        return (
            f"`{exercise.name}` was stopped after {outcome['seconds']:g} seconds"
            f"{_place(outcome, ', in ')}. Does each loop come to an end?"
        )
    said = f": {outcome['message']}" if outcome["message"] else ""
    if outcome["type"] == "SystemExit":
        said = ""
    return (
        f"`{exercise.name}` stopped with {outcome['type'].split('.')[-1]}{said}"
        f"{_place(outcome, ', in ')}. {outcome['explanation']}"
    )


def _wrong_value(exercise, outcome, right):
    if outcome["value"] is None and outcome["printed"].strip():
        return (
            f"`{exercise.name}` prints its result and returns nothing: write `return` in place of"
            " `print`. What is printed can be read, but not computed with."
        )
    kind = kinds.find(exercise.kind)
    return kind.difference(outcome["value"], right["value"], exercise.compare)


def _changed(exercise, probe, outcome):
    """A sentence on arguments that the function changed, or ""."""
    args, keywords = outcome["after"]
    before = [*zip(exercise.parameters, probe.args, strict=False), *probe.keywords.items()]
    after = [*args, *keywords.values()]
    if len(before) != len(after):
        return f"`{exercise.name}` changes its arguments."
    for (name, was), now in zip(before, after, strict=True):
        if name not in exercise.compare.may_change and not comparing.identical(was, now):
            return (
                f"`{exercise.name}` changes its argument `{name}`, which belongs to the caller:"
                f" afterwards it is {showing.short(now)}. Work on a new array or on a copy."
            )
    return ""


def _place(outcome, before):
    """“, in line 3: `h = ...`”, as far as it is known."""
    if not outcome["line"]:
        return ""
    text = f": `{outcome['text']}`" if outcome["text"] else ""
    return f"{before}line {outcome['line']}{text}"


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
    return (
        f"It asks for {exercise.asked}. Replace each `...` by your own code and delete the line"
        " `raise NotImplementedError(...)`."
    )


def has_blank(facts, outcomes):
    if facts["blanks"]:
        return True
    return any(
        getattr(outcome.get("value"), "type", "") == "ellipsis"
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
            f"It stopped with {outcome['type'].split('.')[-1]}{_place(outcome, ', in ')}.",
        )
    if outcome["state"] == "endless":
        return (first, "It took too long.")
    return (first,)


def case(exercise, probe, outcome, right):
    if outcome["state"] == "returned":
        expected, got = showing.apart(right["value"], outcome["value"])
        if got == expected:  # a list for an array
            got = f"{showing.kind_of(type_name(type(outcome['value'])))} {got}"
    else:
        expected = showing.short(right["value"])
        got = {"endless": "no result in time"}.get(
            outcome["state"], outcome.get("type", "").split(".")[-1]
        )
    return Case(kinds.find(exercise.kind).call(exercise, probe), probe.about, expected, got)


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
