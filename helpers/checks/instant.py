"""One instant check from beginning to end: ask, judge, and open as many hints as are due."""

import importlib
import time
from dataclasses import replace

from .. import exercises, settings
from ..exercises import lookup
from .asking import ask, exchange, source
from .contract import State, Verdict
from .result import Result

# The mistake last made in each exercise of this session, and in how many runs in a row.
_failing_runs: dict[tuple[str, str], tuple[str, int]] = {}


def check(
    exercise: exercises.Exercise,
    target: object,
    seed: int | None = None,
    seconds: float = ask.SECONDS,
) -> Result:
    """Check a student's object, whatever it does; only a real Ctrl-C gets through.

    A seed adds fresh probes, which the message does not give away; such a run opens no hint.
    `seconds` is the time for the student's code, all probes together.
    """
    try:
        if not _answers_are_here(exercise):
            sentence = "Your answer is tried when the assignment is graded; nothing was tried here."
            return Result(exercise, Verdict(State.HANDED, ((sentence,),)))
        # Absent where work is graded, as the answers are.
        from .judging.follow_through import judge_in_full

        ask_it = _asker(exercise, target, seconds)
        verdict = judge_in_full(exercise, ask_it, seed, settings.gives_follow_through())
        if verdict.untouched:
            verdict = _with_misspelt(exercise, target, verdict)
        if source.is_unread(exercise.name):
            verdict = _with_unread(exercise, verdict)
    except Exception as error:
        sentence = (
            "The check itself failed, which is our fault and says nothing about your answer"
            f" ({type(error).__name__}: {error}). Please report it; an instructor will look at it."
        )
        return Result(exercise, Verdict(State.HANDED, ((sentence,),)))
    return Result(exercise, verdict, _opened(exercise, verdict, seed))


def _asker(exercise, target, seconds):
    """Asks the object, and under the names of other exercises what it finds there itself."""
    end = time.monotonic() + seconds
    names = exchange.namespace(target) if exercise.calls else None

    def ask_there(asked, probes):
        left = seconds if asked is exercise and not probes[0].stand_ins else end - time.monotonic()
        if left <= 0:
            return None
        data = [probe.to_data() for probe in probes]
        if asked is exercise:
            return ask.ask_all(target, asked.kind, data, left)
        facts = ask.look_up(names or {}, asked.name)
        if "missing" in facts:
            return {"target": facts, "outcomes": []}
        return ask.ask_all(names[asked.name], asked.kind, data, left)

    return ask_there


def ask_for_answer(exercise: exercises.Exercise) -> Result:
    """The result of a check that was given nothing."""
    call = f"checks.{exercise.tutorial}.{exercise.name}({exercise.name})"
    sentence = f"Hand the check what you wrote, without calling it: `{call}`."
    return Result(exercise, Verdict(State.WRONG, ((sentence,),)))


def _answers_are_here(exercise):
    """Whether right and wrong answers are at hand, not kept away."""
    try:
        answers = importlib.import_module("helpers.answers")
        if not hasattr(answers, "find"):  # an empty folder
            return False
        answers.find(exercise.tutorial, exercise.name)
    except ModuleNotFoundError as error:
        kept_away = ("helpers.answers", lookup.course_of(exercise.tutorial).answers)
        if (error.name or "").startswith(kept_away):
            return False
        raise
    return True


def _with_misspelt(exercise, target, verdict):
    """The verdict on an untouched stub, with the name that the answer may have been given."""
    others = [other.name for other in exercises.of(exercise.tutorial)] if exercise.tutorial else []
    close = source.similar(target, exercise.name, others, len(exercise.parameters))
    if not close:
        return verdict
    sentence = f"There is also `{close}`: is that what you meant to call `{exercise.name}`?"
    first, *rest = verdict.rungs
    return replace(verdict, rungs=((*first, sentence), *rest))


def _with_unread(exercise, verdict):
    """The verdict, which is on an older answer than the one in the notebook."""
    sentence = (
        "Python could not read your last cell (a SyntaxError): this is about the"
        f" `{exercise.name}` of before."
    )
    first, *rest = verdict.rungs or ((),)
    return replace(verdict, rungs=((sentence, *first), *rest))


def _opened(exercise, verdict, seed):
    """How many hints are shown: one more with each run in a row that makes the same mistake."""
    key = (exercise.tutorial, exercise.name)
    if verdict.state != State.WRONG:
        _failing_runs.pop(key, None)
        return 1
    mistake, runs = _failing_runs.get(key, ("", 0))
    if seed is not None:
        return max(runs, 1)
    runs = runs + 1 if verdict.misconception == mistake else 1
    _failing_runs[key] = (verdict.misconception, runs)
    return runs


def forget() -> None:
    """Forget the failing runs: the next check begins with the first hint."""
    _failing_runs.clear()
