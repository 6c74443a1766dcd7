"""Compare a student's answers with the reference's, and find the misconception."""

import functools
import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

from ...exercises.declaration import Exercise
from ..asking import ask
from ..asking.arguments import identical
from ..contract import Report, State, Verdict
from . import compare as comparing
from . import kinds, wording
from .answer_pair import Answered

_SECONDS = 10.0  # for an answer of ours


def judge(exercise: Exercise, answer: Any, report: Report, seed: int | None = None) -> Verdict:
    """Judge what `asking` made of a student's object with ``exercise.all_probes(seed)``.

    `answer` are the right and wrong answers to the exercise. A report from another process has to
    be looked over before: `contract.look_over`. The message keeps the fresh probes to itself.
    """
    facts, outcomes = report["target"], report["outcomes"]
    kind = kinds.find(exercise.kind)
    if "missing" in facts:
        return Verdict(State.UNFINISHED, ((wording.missing(facts),),))
    if sentence := kind.unlike(facts, exercise):
        return Verdict(State.WRONG, ((sentence,),))
    notes = wording.notes(outcomes[: len(exercise.probes)])
    last = outcomes[-1]
    if last["state"] == "stub":
        sentence = wording.unfinished(exercise, kind, facts, last)
        untouched = last["own"] and not facts["begun"]
        return Verdict(State.UNFINISHED, ((sentence,),), notes, untouched=untouched)
    if last["state"] == "unfit":
        return Verdict(State.WRONG, ((kind.misfit(exercise, last["parameters"]),),), notes)
    probes = exercise.all_probes(seed)
    right = _right_outcomes(exercise, answer, probes)
    triples = zip(probes, outcomes, right, strict=False)
    answered = [Answered(kind, exercise, *each) for each in triples]
    first = next((k for k, each in enumerate(answered) if each.finding), None)
    if first is None:
        sentence = f"It is right on all {len(probes)} inputs that were tried."
        return Verdict(State.RIGHT, ((sentence, *_remarks(exercise, answered)),), notes)
    if facts["blanks"] or any(map(kind.meets_blank, outcomes)):
        return Verdict(State.UNFINISHED, ((wording.blank_left(facts),),), notes)
    shown = (wording.case(answered[first]),) if first < len(exercise.probes) else ()
    if len(outcomes) == len(probes):
        misconception = _misconception(exercise, answer, answered)
        if misconception is not None:
            rungs = filter(None, ((misconception.hint,), shown, (misconception.nearly,)))
            return Verdict(State.WRONG, tuple(rungs), notes, misconception.name)
    told = (wording.sentence(answered[first]),) if shown else wording.hidden(answered[first])
    return Verdict(State.WRONG, ((*told, *shown),), notes)


@functools.lru_cache(maxsize=64)
def _kept(exercise, reference):
    """Outcomes of the fixed probes, once computed, of the reference ("") and of misconceptions."""
    return defaultdict(list)


def _outcomes(exercise, answer, name, function, probes):
    """What an answer of ours makes of probes, one by one: few tell most from a student's."""
    kept = _kept(exercise, answer.reference)[name]
    for k, probe in enumerate(probes):
        if k < len(kept):
            yield kept[k]
            continue
        outcome = ask.ask_one(function, exercise.kind, probe.to_data(), _SECONDS)
        if k < len(exercise.probes):
            kept.append(outcome)
        yield outcome


def _right_outcomes(exercise, answer, probes):
    outcomes = [*_outcomes(exercise, answer, "", answer.reference, probes)]
    for outcome in outcomes:
        if outcome["state"] != "returned":
            raise RuntimeError(f"The reference of {exercise.name} {outcome['state']}: {outcome}")
    return outcomes


def _remarks(exercise, answered):
    """What is to be said of a right answer, each thing once."""
    remarks = [remark(each.probe, each.outcome) for remark in exercise.remarks for each in answered]
    return tuple(dict.fromkeys(f"One remark: {sentence}" for sentence in remarks if sentence))


def _misconception(exercise, answer, answered):
    """The misconception that behaves like the student's answer on all probes, or None.

    Where several do, within the tolerance, the one that does so to the last bit comes first.
    """
    first = None
    for misconception in answer.misconceptions:
        name, function = misconception.name, misconception.answer
        theirs = _outcomes(exercise, answer, name, function, [mine.probe for mine in answered])
        exactly = True
        for mine, outcome in zip(answered, theirs, strict=True):
            if not _alike(mine, replace(mine, outcome=outcome)):
                break
            exactly = exactly and identical(mine.outcome.get("value"), outcome.get("value"))
        else:
            if exactly:
                return misconception
            first = first or misconception
    return first


# Words of one and the same mistake that depend on values, on the operation that met it first, or on
# the versions of NumPy and Python: each is put in one form before two messages are compared.
_SAME_MISTAKE = (
    (r"\d+", "0"),
    (r"only (length-0|0-dimensional) arrays", "only single numbers"),
    (r"cannot use '\w+' as .+? \((unhashable type: .+)\)", r"\1"),
    (r"Cannot cast ufunc '\w+'", "Cannot cast ufunc"),
    (r"^x and y must (be the same size|have same first dimension).*", "not as many x as y"),
    (r"^boolean index did not match indexed array.*", "the mask is of another size"),
)


def _gist(outcome):
    """The message of an exception, without what differs where the mistake is the same.

    The type alone says too little: a beginner meets a TypeError for a dozen reasons. The
    explanation follows from the type and the message, so that it adds nothing.
    """
    message = outcome["message"][:300]  # from another process it may be of any length
    for pattern, words in _SAME_MISTAKE:
        message = re.sub(pattern, words, message)
    return message.strip()


def _alike(mine, theirs):
    one, other = mine.outcome, theirs.outcome
    if one["state"] == other["state"] == "raised":
        return one["type"] == other["type"] and _gist(one) == _gist(other)
    return (
        one["state"] == other["state"] == "returned"
        and comparing.alike(one["after"], other["after"], mine.exercise.compare)
        and mine.judge.alike(mine, theirs, mine.exercise.compare)
    )
