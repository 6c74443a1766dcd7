"""The verdict on one check: probes asked of the student's process, answers judged here."""

import hashlib

from courseware.grade.contract import Check, CheckResult
from helpers import exercises
from helpers.checks import contract
from helpers.checks.asking import ask
from helpers.checks.contract import MalformedReport, Report, State, Verdict
from helpers.checks.judging import kinds
from helpers.checks.judging.follow_through import judge_in_full
from helpers.exercises.declaration import Exercise, Probe

from . import outputs
from .channel import Ended, Student

_MALFORMED = (
    "What came back from the notebook's process is nothing that an answer looks like, so that it"
    " cannot count as one."
)
_LONGEST_NAME = 100  # as `ask.look_up` cuts it


class JudgingFailed(RuntimeError):
    """Our own part of a check failed; the text says which and how."""


def take(
    check: Check, student: Student, seed: int, seconds: float, follow_through: bool = True
) -> tuple[CheckResult, list, Ended | None]:
    """Ask the student's process all probes of a check, and judge what it answers.

    Returns the result, the outputs of the check's cell and, if the student's process ended when it
    was asked further, with stand-ins, why. `seed` is the submission's; `seconds` the own time for
    all probes together, those with stand-ins too; for `follow_through` see `Task`. Raises `Ended`
    if the student's process does not live to the end of the first questions, `JudgingFailed` if our
    side fails.
    """
    ended = None
    try:
        exercise = exercises.find(check.tutorial, check.exercise)
        seed = seed_of(check, seed)
        ask_there = _Asker(check, exercise, student, seconds)
        verdict = judge_in_full(exercise, ask_there, seed, follow_through)
        reason = _misspelt(exercise, ask_there.first) or _stopped(exercise, ask_there.first)
        ended = ask_there.ended
    except MalformedReport as error:
        reason = f"What came back is nothing that an answer looks like: {error}."
        verdict = Verdict(State.WRONG, ((_MALFORMED,),))
    except Ended:
        raise
    except Exception as error:
        raise _failed(check, error) from error
    made, points = outputs.of_verdict(exercise, verdict, check.points)
    result = CheckResult(
        check.grade_id,
        verdict.state,
        points,
        check.points,
        verdict.misconception,
        reason,
        verdict.follow_through,
    )
    return result, made, ended


def seed_of(check: Check, seed: int) -> int:
    """Return the seed of one check's fresh probes: no two checks of a submission share theirs."""
    digest = hashlib.sha256(f"{seed} {check.grade_id}".encode()).digest()
    return int.from_bytes(digest[:8], "little")


class _Asker:
    """Asks the student's process, and looks over what comes back.

    All questions share the time of the check. Where there may be several, each has half of what is
    left: an earlier answer that comes to no end leaves some for those with a stand-in for it.

    Attributes
    ----------
    first : Report or None
        On the answer as it is.
    ended : Ended or None
        If the process ended after that: what was found out before counts.
    """

    def __init__(self, check, exercise, student, seconds):
        self._check, self._exercise, self._student = check, exercise, student
        self._end = student.spent + seconds
        self.first, self.ended = None, None

    def __call__(self, exercise: Exercise, probes: list[Probe]) -> Report | None:
        left = self._end - self._student.spent
        if self.ended or (self.first is not None and left <= 0):
            return None
        target = self._check.target if exercise is self._exercise else exercise.name
        seconds = max(left / 2 if self._exercise.calls else left, 0.1)
        try:
            report = self._ask(target, exercise.kind, probes, seconds)
        except Ended as ended:
            if self.first is None:
                raise
            self.ended = ended
            return None
        contract.look_over(report, len(probes), kinds.find(exercise.kind).look_over)
        self.first = self.first or report
        return report

    def _ask(self, target, kind, probes, seconds):
        end = self._student.spent + seconds

        def ask_there(probe):
            left = max(end - self._student.spent, 0.1)
            return self._student.answer(target, kind, probe, left)

        facts = self._student.look(target, seconds)
        return ask.collect(facts, ask_there, [probe.to_data() for probe in probes], seconds)


def _misspelt(exercise, report):
    """What an instructor should know of an answer that has another name; the name is hostile."""
    close = report["target"].get("close", "")
    if not close.isidentifier() or len(close) > _LONGEST_NAME or close == exercise.name:
        return ""
    return f"There is no `{exercise.name}`, but there is `{close}`: misspelt?"


def _stopped(exercise, report):
    """What an instructor should know of an answer that came to no end."""
    outcomes = report["outcomes"]
    if not outcomes or outcomes[-1]["state"] != "endless":
        return ""
    line = f", in line {outcomes[-1]['line']}" if outcomes[-1]["line"] else ""
    return f"{exercise.name} was stopped after {outcomes[-1]['seconds']:g} s{line}."


def _failed(check, error):
    return JudgingFailed(
        f"The check {check.grade_id} ({check.tutorial}, {check.exercise}) failed on our side:"
        f" {type(error).__name__}: {error}"[:1000]
    )
