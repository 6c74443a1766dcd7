"""Credit for an answer that is right but for what it calls: one slip costs once.

What it calls are answers to earlier exercises. Where those are not right, the answer is asked again
with stand-ins in their place (`helpers.stand_ins`), and the reference is given the same.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

from ... import answers, exercises
from ...exercises import lookup
from ...exercises.declaration import Exercise, Probe
from ..contract import Facts, Missing, Report, State, Verdict
from . import wording
from .judge import judge

# Asks what a student wrote for an exercise: None when there is no time left for it.
Ask = Callable[[Exercise, list[Probe]], Report | None]


def judge_in_full(
    exercise: Exercise,
    ask: Ask,
    seed: int | None = None,
    credit: bool = True,
) -> Verdict:
    """Ask and judge; if the answer is not right, again with stand-ins for what it calls.

    Parameters
    ----------
    exercise : Exercise
    ask : callable
        Asks an exercise's probes of whatever the student has under its name. A report from another
        process is looked over there.
    seed : int, optional
        Of the fresh probes.
    credit : bool
        Whether such an answer counts as right; if not, it is only told so.
    """
    probes = exercise.all_probes(seed)
    report = ask(exercise, probes)
    assert report is not None, "the first question always has time"
    answer = answers.find(exercise.tutorial, exercise.name)
    verdict = judge(exercise, answer, report, seed, probes)
    last = report["outcomes"][-1] if report["outcomes"] else None
    if verdict.state == State.RIGHT or not exercise.calls or last is None or _hopeless(last):
        return verdict
    wrong = dict(_wrong_ones(exercise, ask, seed))
    module = lookup.stand_ins_module(exercise.tutorial)
    best = verdict
    for names in _subsets(wrong):
        probes = exercise.with_stand_ins(names, module, seed)
        report = ask(exercise, probes)
        if report is None:
            break
        other = judge(exercise, answer, report, seed, probes, explain=False)
        if other.state == State.RIGHT:
            facts = [(exercises.find(exercise.tutorial, name), wrong[name]) for name in names]
            sentence = wording.follow_through(exercise, facts)
            state, points = (
                (State.RIGHT, exercise.points) if credit else (State.WRONG, verdict.points)
            )
            told = ((sentence, *other.rungs[0][1:]),)
            return replace(
                other, state=state, rungs=told, points=points, follow_through=tuple(names)
            )
        if credit and other.points > best.points:
            best = replace(verdict, state=State.WRONG, points=other.points)
    return best


def _hopeless(outcome):
    """Whether stand-ins can change nothing: not begun, not to be called so."""
    return outcome["state"] == "unfit" or (outcome["state"] == "stub" and outcome["own"])


def _wrong_ones(
    exercise: Exercise, ask: Ask, seed: int | None
) -> Iterator[tuple[str, Facts | Missing]]:
    """Names of what is called and is not right by itself, with what is known of the objects."""
    for name in exercise.calls:
        earlier = exercises.find(exercise.tutorial, name)
        probes = earlier.all_probes(seed)
        report = ask(earlier, probes)
        if report is None:
            return
        known = answers.find(earlier.tutorial, name)
        verdict = judge(earlier, known, report, seed, probes, explain=False)
        if verdict.state != State.RIGHT:
            yield name, report["target"]


def _subsets(names):
    """All subsets but the empty one, large ones first."""
    sizes = range(len(names), 0, -1)
    return itertools.chain.from_iterable(itertools.combinations(names, n) for n in sizes)
