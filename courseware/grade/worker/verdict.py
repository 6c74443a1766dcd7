"""The verdict on one check: probes asked of the student's process, answers judged here."""

import hashlib

from courseware.grade.contract import Check, CheckResult
from helpers import answers, exercises
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


class JudgingFailed(RuntimeError):
    """Our own part of a check failed; the text says which and how."""


def take(check: Check, student: Student, seed: int, seconds: float) -> tuple[CheckResult, list]:
    """Ask the student's process all probes of a check, and judge what it answers.

    Returns the result and the outputs of the check's cell. `seed` is the submission's; `seconds`
    the own time for all probes together. Raises `Ended` if the student's process does not live to
    the end of it, `JudgingFailed` if our side fails.
    """
    try:
        exercise = exercises.find(check.tutorial, check.exercise)
        seed = seed_of(check, seed)
        ask_there = _Asker(check, exercise, student, seconds)
        verdict = judge_in_full(exercise, answers.find, ask_there, seed)
        reason = _stopped(exercise, ask_there.first["outcomes"])
    except MalformedReport as error:
        reason = f"What came back is nothing that an answer looks like: {error}."
        verdict = Verdict(State.WRONG, ((_MALFORMED,),))
    except Ended:
        raise
    except Exception as error:
        raise _failed(check, error) from error
    made, points = outputs.of_verdict(exercise, verdict, check.points)
    result = CheckResult(
        check.grade_id, verdict.state, points, check.points, verdict.misconception, reason
    )
    return result, made


def seed_of(check: Check, seed: int) -> int:
    """Return the seed of one check's fresh probes: no two checks of a submission share theirs."""
    digest = hashlib.sha256(f"{seed} {check.grade_id}".encode()).digest()
    return int.from_bytes(digest[:8], "little")


class _Asker:
    """Asks the student's process, and looks over what comes back."""

    def __init__(self, check, exercise, student, seconds):
        self._check, self._exercise, self._student = check, exercise, student
        self._seconds, self._end = seconds, student.spent + seconds
        self.first = None  # report

    def __call__(self, exercise: Exercise, probes: list[Probe]) -> Report | None:
        if self.first is not None and self._student.spent >= self._end:
            return None
        target = self._check.target if exercise is self._exercise else exercise.name
        left = max(self._end - self._student.spent, 0.1)

        def ask_there(probe):
            left = max(self._end - self._student.spent, 0.1)
            return self._student.answer(target, exercise.kind, probe, left)

        facts = self._student.look(target, left)
        data = [probe.to_data() for probe in probes]
        report = ask.collect(facts, ask_there, data, self._seconds)
        contract.look_over(report, len(probes), kinds.find(exercise.kind).look_over)
        self.first = self.first or report
        return report


def _stopped(exercise, outcomes):
    """What an instructor should know of an answer that came to no end."""
    if not outcomes or outcomes[-1]["state"] != "endless":
        return ""
    line = f", in line {outcomes[-1]['line']}" if outcomes[-1]["line"] else ""
    return f"{exercise.name} was stopped after {outcomes[-1]['seconds']:g} s{line}."


def _failed(check, error):
    return JudgingFailed(
        f"The check {check.grade_id} ({check.tutorial}, {check.exercise}) failed on our side:"
        f" {type(error).__name__}: {error}"[:1000]
    )
