"""Compare a student's answers with the reference's, and find the misconception."""

import functools
import itertools
import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...exercises.declaration import Exercise, Probe
from ..asking import ask
from ..asking.arguments import identical
from ..contract import Outcome, Report, State, Steps, Verdict
from . import compare as comparing
from . import kinds, wording
from .answer_pair import Answered
from .kinds.function import SECONDS_OF_OURS


@dataclass
class _Known:
    """Answers of the reference and of the misconceptions to the fixed probes, once computed."""

    right: list[Outcome]
    wrong: dict[str, list[Answered]] = field(default_factory=dict)


def judge(
    exercise: Exercise,
    answer: Any,
    report: Report,
    seed: int | None = None,
    probes: list[Probe] | None = None,
    explain: bool = True,
) -> Verdict:
    """Judge what `asking` made of a student's object with ``exercise.all_probes(seed)``.

    `answer` are the right and wrong answers to the exercise. A report from another process has to
    be looked over before: `contract.look_over`. The message keeps the fresh probes to itself.
    Give `probes` if they are others, such as those with stand-ins. Without `explain` a wrong
    answer gets its state and points only: which mistake it is takes far longer to find out.
    """
    facts, outcomes = report["target"], report["outcomes"]
    kind = kinds.find(exercise.kind)
    if "missing" in facts:
        return Verdict(State.UNFINISHED, ((wording.missing(facts),),))
    if sentence := kind.unlike(facts, exercise):
        return Verdict(State.WRONG, ((sentence,), (kind.signature(exercise),)))
    notes = wording.notes(outcomes[: len(exercise.probes)])
    last = outcomes[-1]
    if last["state"] == "stub":
        sentence = wording.unfinished(exercise, kind, facts, last)
        untouched = last["own"] and not facts["begun"]
        return Verdict(State.UNFINISHED, ((sentence,),), notes, untouched=untouched)
    if last["state"] == "unfit":
        sentence = kind.misfit(exercise, last["parameters"])
        return Verdict(State.WRONG, ((sentence,), (kind.signature(exercise),)), notes)
    probes = probes or exercise.all_probes(seed)
    right = _right_outcomes(exercise, answer, probes)
    triples = zip(probes, outcomes, right, strict=False)
    answered: list[Answered] = []
    for each in triples:
        answered.append(Answered(kind, exercise, *each, before=tuple(answered[-1:])))
    first = next((k for k, each in enumerate(answered) if each.finding), None)
    if first is None:
        n_compared = sum(not probe.remark for probe in probes)
        sentence = f"It is right on all {n_compared} inputs that were tried."
        remarks = _remarks(exercise, answered)
        return Verdict(State.RIGHT, ((sentence, *remarks),), notes, points=exercise.points)
    if facts["blanks"] or any(map(kind.meets_blank, outcomes)):
        return Verdict(State.UNFINISHED, ((wording.blank_left(facts),),), notes)
    complete = len(outcomes) == len(probes)
    earned = _earned(exercise, answered) if complete else ()
    points = sum(part.points for part in earned)
    if not explain:
        return Verdict(State.WRONG, ((),), points=points)
    known = _misconception(exercise, answer, answered) if complete else None
    told: list = [wording.earned(exercise, earned)] if earned else []
    if known is not None:
        told.append(known.hint)
    elif first < len(exercise.probes):
        told.append(wording.sentence(answered[first]))
        told += _off_on_all(answered[: len(exercise.probes)])
        told += kind.unfulfilled(answer, answered[first])
        first_of_two = _first_of_two(exercise, answer, answered) if complete else None
        if first_of_two is not None:
            told.append(f"Two things seem to come together here. One of them: {first_of_two.hint}")
    else:
        told += wording.hidden(answered[first])
    shown = wording.case(answered[first]) if first < len(exercise.probes) else None
    steps = _steps(exercise, answer, answered[first if shown else 0])
    if known is None and shown:
        told.append(shown)
    further = (shown, steps, known.nearly) if known else (steps,)
    rungs = (tuple(told), *((rung,) for rung in further if rung))
    return Verdict(State.WRONG, rungs, notes, known.name if known else "", points=points)


def _earned(exercise, answered):
    """The parts of an exercise that are right: none, unless the first is."""
    wrong = set().union(*(each.wrong_parts for each in answered))
    if not exercise.parts or exercise.parts[0].name in wrong:
        return ()
    return tuple(part for part in exercise.parts if part.name not in wrong)


def _off_on_all(answered):
    """A sentence on a number that is off by one factor, or by one amount, on all probes."""
    findings = [each.finding for each in answered if each.finding]
    others = [each.right["value"] for each in answered if not each.finding]
    one_number = {(finding.what, finding.where) for finding in findings} == {
        ("number", findings[0].where)
    }
    # Where 0 is right, a factor changes nothing.
    if not one_number or len(findings) < 2 or any(map(np.any, others)):
        return []
    got, right = np.array([(each.got, each.expected) for each in findings], float).T
    with np.errstate(all="ignore"):
        ratios, amounts = got / right, got - right
    if np.ptp(ratios) <= 1e-6 * abs(ratios[0]):  # not if one is nan or infinite
        return [wording.off_by_a_factor(ratios[0])]
    if not others and np.ptp(amounts) <= 1e-6 * abs(amounts[0]):
        return [wording.off_by_an_amount(amounts[0])]
    return []


def _steps(exercise, answer, answered):
    """The right way on a probe, or None where none is written down."""
    steps = answered.judge.steps(answer, answered)
    if not steps:
        return None
    call = answered.judge.call(exercise, answered.probe)
    return Steps(call, answered.probe.about, tuple(steps))


# Right and wrong answers.


@functools.lru_cache(maxsize=64)
def _known(exercise, reference):
    return _Known(_outcomes(exercise, reference, exercise.probes))


def _outcomes(exercise, function, probes):
    kind, asker = exercise.kind, kinds.find(exercise.kind).asker
    return [
        ask.ask_one(function, kind, probe.to_data(), SECONDS_OF_OURS, asker) for probe in probes
    ]


def _right_outcomes(exercise, answer, probes):
    n_known = 0 if probes[0].stand_ins else len(exercise.probes)
    fixed = _known(exercise, answer.reference).right if n_known else []
    outcomes = [*fixed, *_outcomes(exercise, answer.reference, probes[n_known:])]
    for outcome in outcomes:
        if outcome["state"] != "returned":
            raise RuntimeError(f"The reference of {exercise.name} {outcome['state']}: {outcome}")
    return outcomes


def _remarks(exercise, answered):
    """What is to be said of a right answer, each thing once."""
    remarks = [remark(each.probe, each.outcome) for remark in exercise.remarks for each in answered]
    remarks += [each.probe.remark for each in answered if each.difference]
    return tuple(dict.fromkeys(f"One remark: {sentence}" for sentence in remarks if sentence))


def _misconception(exercise, answer, answered):
    """The misconception that behaves like the student's answer on all probes, or None.

    Where several do, within the tolerance, the one that does so to the last bit comes first.
    """
    first = None
    for misconception in answer.misconceptions:
        theirs = _wrong_answers(exercise, answer, misconception, answered)
        exactly = True
        for mine, wrong in zip(answered, theirs, strict=True):
            if not (mine.probe.remark or _alike(mine, wrong)):
                break
            values = mine.outcome.get("value"), wrong.outcome.get("value")
            exactly = exactly and identical(*values)
        else:
            if exactly:
                return misconception
            first = first or misconception
    return first


def _first_of_two(exercise, answer, answered):
    """Of two misconceptions that together explain all wrong answers, each some, the first met."""
    failing = [k for k, each in enumerate(answered[: len(exercise.probes)]) if each.finding]
    if answered[failing[0]].finding.what == "changed":  # which says itself what is wrong
        return None
    known = [misconception for misconception in answer.misconceptions if not misconception.alone]

    def explained_by(misconception, until):
        theirs = _wrong_answers(exercise, answer, misconception, answered)
        wrong = list(itertools.islice(theirs, until))
        return {
            k for k in failing if k < until and wrong[k].finding and _alike(answered[k], wrong[k])
        }

    # Most fit nowhere: only where one explains the first wrong answer all are tried.
    first = [one for one in known if explained_by(one, failing[0] + 1)]
    explained = {one: explained_by(one, len(exercise.probes)) for one in known if first}
    of_two = [
        one
        for one in first
        if 1 < len(explained[one]) < len(failing)
        and any(explained[one] | theirs == {*failing} for theirs in explained.values())
    ]
    return max(of_two, key=lambda one: len(explained[one]), default=None)


def _wrong_answers(exercise, answer, misconception, answered):
    """Answers of a misconception, one by one: few are needed to tell most from a student's.

    Those to the fixed probes are kept.
    """
    if answered[0].probe.stand_ins:
        kept = []
    else:
        kept = _known(exercise, answer.reference).wrong.setdefault(misconception.name, [])
    for k, mine in enumerate(answered):
        if k < len(kept):
            yield kept[k]
            continue
        (outcome,) = _outcomes(exercise, misconception.answer, [mine.probe])
        wrong = Answered(mine.judge, exercise, mine.probe, outcome, mine.right)
        if k < len(exercise.probes):
            kept.append(wrong)
        yield wrong


# Words of one and the same mistake that depend on values, on the operation that met it first, or on
# the versions of NumPy and Python: each is put in one form before two messages are compared.
_SAME_MISTAKE = (
    (r"(?<!axis )(?<!\d)\d+", "0"),
    (r"'(numpy\.)?float0?'", "'float'"),
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
