"""The judge's side of a check: compare outcomes with the reference's, and find the misconception.

Sees no student's object, only plain data that `helpers.checks.answering` made, here or in another
process; what came from there is looked over before it is used.
"""

import functools
import re
from dataclasses import dataclass, field

from . import answering, comparing, kinds, sentences
from .report import look_over

RIGHT, WRONG, UNFINISHED, HANDED = "right", "wrong", "unfinished", "handed to the grader"


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
    untouched : bool
        Whether the stub is as it was handed out, as far as can be seen.
    """

    state: str
    rungs: tuple[tuple, ...]
    notes: tuple[str, ...] = ()
    misconception: str = ""
    untouched: bool = False


@dataclass
class _Known:
    """Outcomes of the reference and of the misconceptions on the fixed probes, once computed."""

    right: list
    wrong: dict = field(default_factory=dict)


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
    probes = exercise.all_probes(seed)
    look_over(report, len(probes))
    facts, outcomes = report["target"], report["outcomes"]
    if "missing" in facts:
        return Verdict(UNFINISHED, ((sentences.missing(exercise, facts),),))
    kind = kinds.find(exercise.kind)
    if sentence := kind.fitting(facts, exercise):
        return Verdict(WRONG, ((sentence,),))
    notes = sentences.notes(outcomes[: len(exercise.probes)])
    last = outcomes[-1]
    if last["state"] == "stub":
        said = sentences.unfinished(exercise, facts, last)
        untouched = last["own"] and not facts["begun"]
        return Verdict(UNFINISHED, ((said,),), notes, untouched=untouched)
    if last["state"] == "unfit":
        return Verdict(WRONG, ((sentences.wrong_parameters(exercise, last),),), notes)
    right = _right_outcomes(exercise, answer, probes)
    wrong_at = [
        k
        for k, (probe, outcome) in enumerate(zip(probes, outcomes, strict=False))
        if sentences.fault(exercise, probe, outcome, right[k])
    ]
    if not wrong_at:
        said = f"It is right on all {len(probes)} inputs that were tried."
        return Verdict(RIGHT, ((said, *_remarks(exercise, probes, outcomes)),), notes)
    if sentences.has_blank(facts, outcomes):
        return Verdict(UNFINISHED, ((sentences.blank_left(facts),),), notes)
    first = wrong_at[0]
    shown = first < len(exercise.probes)
    case = sentences.case(exercise, probes[first], outcomes[first], right[first])
    if len(outcomes) == len(probes):
        found = _misconception(exercise, answer, probes, outcomes, right)
        if found is not None:
            rungs = ((found.hint,), *([(case,)] if shown else []), (found.nearly,))
            return Verdict(WRONG, rungs, notes, found.name)
    if not shown:
        return Verdict(WRONG, (sentences.hidden(outcomes[first]),), notes)
    fault = sentences.fault(exercise, probes[first], outcomes[first], right[first])
    return Verdict(WRONG, ((fault, case),), notes)


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


def _remarks(exercise, probes, outcomes):
    """What is to be said of a right answer, each thing once."""
    said = [
        remark(probe, outcome)
        for remark in exercise.remarks
        for probe, outcome in zip(probes, outcomes, strict=True)
    ]
    return tuple(dict.fromkeys(f"One remark: {sentence}" for sentence in said if sentence))


def _misconception(exercise, answer, probes, outcomes, right):
    """The misconception that behaves like the student's answer on all probes, or None.

    Where several do, within the tolerance, the one that does so to the last bit comes first.
    """
    found = None
    for misconception in answer.misconceptions:
        wrong = []
        for outcome, theirs, wanted in zip(
            outcomes, _wrong_outcomes(exercise, answer, misconception, probes), right, strict=False
        ):
            if not _alike(exercise, outcome, theirs, wanted):
                break
            wrong.append(theirs)
        else:
            if all(map(_same_to_the_bit, outcomes, wrong)):
                return misconception
            found = found or misconception
    return found


def _wrong_outcomes(exercise, answer, misconception, probes):
    """Outcomes of a misconception, one after the other: few are needed to tell most from an answer.

    Those on the fixed probes are kept.
    """
    kept = _known(exercise, answer.reference).wrong.setdefault(misconception.name, [])
    for k, probe in enumerate(probes):
        if k < len(kept):
            yield kept[k]
            continue
        (outcome,) = _outcomes(exercise, misconception.answer, [probe])
        if k < len(exercise.probes):
            kept.append(outcome)
        yield outcome


# Words of one and the same mistake that depend on values, on the operation that met it first, or on
# the versions of NumPy and Python: each is put in one form before two messages are compared.
_SAME_MISTAKE = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\d+", "0"),
        (r"only (length-0|0-dimensional) arrays", "only single numbers"),
        (r"cannot use '\w+' as .+? \((unhashable type: .+)\)", r"\1"),
        (r"Cannot cast ufunc '\w+'", "Cannot cast ufunc"),
        (r"^x and y must (be the same size|have same first dimension).*", "not as many x as y"),
        (r"^boolean index did not match indexed array.*", "the mask is of another size"),
    )
)


def _said(outcome):
    """The message of an exception, without what differs where the mistake is the same.

    The type alone says too little: a beginner meets a TypeError for a dozen reasons. The
    explanation follows from the type and the message, so that it adds nothing.
    """
    message = outcome["message"][:300]  # from another process it may be of any length
    for pattern, words in _SAME_MISTAKE:
        message = pattern.sub(words, message)
    return message.strip()


def _alike(exercise, one, other, right):
    if one["state"] != other["state"]:
        return False
    if one["state"] == "raised":
        return one["type"] == other["type"] and _said(one) == _said(other)
    kind, compare = kinds.find(exercise.kind), exercise.compare
    if one["state"] != "returned" or not comparing.alike(one["after"], other["after"], compare):
        return False
    if hasattr(kind, "alike"):
        return kind.alike(one["value"], other["value"], right["value"], compare)
    return right["value"] is None or comparing.alike(one["value"], other["value"], compare)


def _same_to_the_bit(one, other):
    return comparing.identical(one.get("value"), other.get("value"))
