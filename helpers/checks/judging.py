"""The judge's side of a check: compare outcomes with the reference's, and find the misconception.

Sees no student's object, only plain data that `helpers.checks.answering` made, here or in another
process; what came from there is looked over before it is used.
"""

import functools
from dataclasses import dataclass, field

from . import answering, comparing, kinds, showing

RIGHT, WRONG, UNFINISHED, HANDED = "right", "wrong", "unfinished", "handed to the grader"


@dataclass(frozen=True)
class Case:
    """One probe in which an answer is not the right one."""

    call: str
    about: str
    expected: str
    got: str


@dataclass(frozen=True)
class Verdict:
    """What the judge says.

    Attributes
    ----------
    state : str
        One of `RIGHT`, `WRONG`, `UNFINISHED`, `HANDED`.
    rungs : tuple of tuple
        The hints, from the direction to nearly the answer; each a tuple of sentences and cases.
        The first is always to be shown.
    notes : tuple of str
        What else came up: prints and warnings.
    misconception : str
        Name of the misconception that the answer behaves like, or "".
    """

    state: str
    rungs: tuple[tuple, ...]
    notes: tuple[str, ...] = ()
    misconception: str = ""


class MalformedReport(ValueError):
    """A report that `helpers.checks.answering` cannot have made."""


@dataclass
class _Known:
    """Outcomes of the reference and of the misconceptions on the fixed probes, once computed."""

    right: list
    wrong: list = field(default_factory=list)


def judge(exercise, answer, report, seed=None):
    """Judge what a student's object answered.

    Parameters
    ----------
    exercise : Exercise
    answer : Answer
        The right and wrong answers to it.
    report : dict
        What `answering.answer_all` made of ``exercise.all_probes(seed)``.
    seed : int, optional
        Of the fresh probes, which the message then keeps to itself.

    Returns
    -------
    Verdict

    Raises
    ------
    MalformedReport
        If the report is nothing that `answering` makes.
    """
    _look_over(report)
    facts, outcomes = report["target"], report["outcomes"]
    kind = kinds.find(exercise.kind)
    if sentence := kind.fitting(facts, exercise):
        return Verdict(WRONG, ((sentence,),))
    probes = exercise.all_probes(seed)
    notes = _notes(outcomes[: len(exercise.probes)])
    last = outcomes[-1]
    if last["state"] == "stub":
        return Verdict(UNFINISHED, ((_unfinished(exercise, facts, last),),), notes)
    if last["state"] == "unfit":
        return Verdict(WRONG, ((_wrong_parameters(exercise, last),),), notes)
    right = _right_outcomes(exercise, answer, probes)
    wrong_at = [
        k
        for k, (probe, outcome) in enumerate(zip(probes, outcomes, strict=False))
        if _sentence(exercise, probe, outcome, right[k])
    ]
    if not wrong_at:
        if len(outcomes) == len(probes):
            said = f"It is right on all {len(probes)} inputs that were tried."
            return Verdict(RIGHT, ((said,),), notes)
        wrong_at = [len(outcomes) - 1]
    if _has_blank(facts, outcomes):
        return Verdict(UNFINISHED, ((_blank_left(facts),),), notes)
    first = wrong_at[0]
    shown = first < len(exercise.probes)
    case = _case(exercise, probes[first], outcomes[first], right[first])
    if len(outcomes) == len(probes):
        found = _misconception(exercise, answer, probes, outcomes)
        if found is not None:
            rungs = ((found.hint,), *([(case,)] if shown else []), (found.nearly,))
            return Verdict(WRONG, rungs, notes, found.name)
    if not shown:
        return Verdict(WRONG, (_hidden(outcomes[first]),), notes)
    sentence = _sentence(exercise, probes[first], outcomes[first], right[first])
    return Verdict(WRONG, ((sentence, case),), notes)


_FACTS = {"type": str, "callable": bool, "is_class": bool, "blanks": list, "stop": int}
_STATES = {
    "returned": {"after": list},
    "raised": {"type": str, "message": str, "explanation": str},
    "stub": {"message": str, "own": bool},
    "unfit": {"parameters": list},
    "endless": {"seconds": float},
}
_PLACE = {"line": int, "text": str, "within": str}


def _look_over(report):
    """Raise `MalformedReport` unless everything is there and of its type."""

    def demand(record, fields):
        for name, kind in fields.items():
            if type(record.get(name)) is not kind:
                raise MalformedReport(f"{name!r} is no {kind.__name__}")

    if type(report) is not dict or type(report.get("target")) is not dict:
        raise MalformedReport("no description of the object")
    facts, outcomes = report["target"], report.get("outcomes")
    demand(facts, {**_FACTS, "begun": bool})
    for blank in facts["blanks"]:
        if type(blank) is not list or [type(part) for part in blank] != [int, str]:
            raise MalformedReport("a blank without line and text")
    if type(outcomes) is not list or not (outcomes or not facts["callable"]):
        raise MalformedReport("no outcomes")
    for outcome in outcomes:
        if type(outcome) is not dict or outcome.get("state") not in _STATES:
            raise MalformedReport("an outcome without a known state")
        demand(outcome, {**_STATES[outcome["state"]], "printed": str, "warnings": list})
        if outcome["state"] in ("raised", "stub", "endless"):
            demand(outcome, _PLACE)
        if not all(type(text) is str for text in outcome["warnings"]):
            raise MalformedReport("a warning that is no text")
        if outcome["state"] == "unfit" and not all(type(n) is str for n in outcome["parameters"]):
            raise MalformedReport("a parameter that is no name")
        if outcome["state"] == "returned":
            after = outcome["after"]
            if "value" not in outcome or [type(part) for part in after] != [list, dict]:
                raise MalformedReport("no value, or no arguments after the call")


# Right and wrong answers.


@functools.lru_cache(maxsize=64)
def _known(exercise, reference):
    return _Known(_outcomes(exercise, reference, exercise.probes))


def _outcomes(exercise, function, probes):
    return [answering.answer(function, exercise.kind, probe.to_data(), 10.0) for probe in probes]


def _right_outcomes(exercise, answer, probes):
    fixed = _known(exercise, answer.reference).right
    outcomes = [*fixed, *_outcomes(exercise, answer.reference, probes[len(fixed) :])]
    for outcome in outcomes:
        if outcome["state"] != "returned":
            raise RuntimeError(f"The reference of {exercise.name} {outcome['state']}: {outcome}")
    return outcomes


def _misconception(exercise, answer, probes, outcomes):
    """The misconception that behaves like the student's answer on all probes, or None.

    Where several do, within the tolerance, the one that does so to the last bit comes first.
    """
    known = _known(exercise, answer.reference)
    n = len(exercise.probes)
    if not known.wrong:
        known.wrong = [
            _outcomes(exercise, m.answer, exercise.probes) for m in answer.misconceptions
        ]
    candidates = []
    for misconception, wrong in zip(answer.misconceptions, known.wrong, strict=True):
        if not _behave_alike(outcomes[:n], wrong, exercise.compare):
            continue
        fresh = _outcomes(exercise, misconception.answer, probes[n:])
        if _behave_alike(outcomes[n:], fresh, exercise.compare):
            exact = all(map(_same_to_the_bit, outcomes, wrong + fresh))
            candidates.append((not exact, len(candidates), misconception))
    return min(candidates)[2] if candidates else None


def _behave_alike(some, others, compare):
    return all(_alike(a, b, compare) for a, b in zip(some, others, strict=True))


def _alike(one, other, compare):
    if one["state"] != other["state"]:
        return False
    if one["state"] == "raised":
        return one["type"] == other["type"]
    return (
        one["state"] == "returned"
        and comparing.alike(one["value"], other["value"], compare)
        and comparing.alike(one["after"], other["after"], compare)
    )


def _same_to_the_bit(one, other):
    return comparing.identical(one.get("value"), other.get("value"))


# Sentences.


def _sentence(exercise, probe, outcome, right):
    """What is wrong with an outcome, or ""."""
    if outcome["state"] == "returned":
        return _wrong_value(exercise, outcome, right) or _changed(exercise, probe, outcome)
    if outcome["state"] == "endless":
        return (
            f"`{exercise.name}` was stopped after {outcome['seconds']:.0f} seconds"
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
    return comparing.difference(outcome["value"], right["value"], exercise.compare)


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


def _unfinished(exercise, facts, outcome):
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
        return f"Begun. {_blank_left(facts)} Then delete {line}."
    return (
        f"Not attempted yet: Exercise {exercise.number} asks for {exercise.asked}. Replace each"
        " `...` by your own code and delete the line `raise NotImplementedError(...)`."
    )


def _has_blank(facts, outcomes):
    if facts["blanks"]:
        return True
    return any(
        getattr(outcome.get("value"), "type", "") == "ellipsis"
        or "ellipsis" in outcome.get("message", "")
        for outcome in outcomes
    )


def _blank_left(facts):
    if not facts["blanks"]:
        return "A blank `...` is still left: replace it by your own expression."
    places = ", ".join(f"line {line}, `{text}`" for line, text in facts["blanks"])
    one = len(facts["blanks"]) == 1
    return f"Still to be filled in: the blank{'' if one else 's'} `...` in {places}."


def _wrong_parameters(exercise, outcome):
    names = outcome["parameters"]
    has = f"{len(names)}: {', '.join(f'`{name}`' for name in names)}" if names else "none"
    return (
        f"`{exercise.name}` is called with {len(exercise.parameters)}"
        f" argument{'s' * (len(exercise.parameters) != 1)},"
        f" `{exercise.name}({', '.join(exercise.parameters)})`, and its `def` line does not allow"
        f" that (its parameters: {has})."
    )


def _hidden(outcome):
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


def _case(exercise, probe, outcome, right):
    if outcome["state"] == "returned":
        expected, got = showing.apart(right["value"], outcome["value"])
    else:
        expected = showing.short(right["value"])
        got = {"endless": "no result in time"}.get(outcome["state"], outcome.get("type", ""))
    return Case(kinds.find(exercise.kind).call(exercise, probe), probe.about, expected, got)


def _notes(outcomes):
    notes = []
    printed = "".join(outcome["printed"] for outcome in outcomes).strip()
    if printed:
        shown = printed if len(printed) <= 300 else printed[:300] + " …"
        notes.append(f"It printed, while it was checked: {shown}")
    warned = list(dict.fromkeys(text for outcome in outcomes for text in outcome["warnings"]))
    if warned:
        notes.append(f"It warned: {'; '.join(warned[:3])}")
    return tuple(notes)
