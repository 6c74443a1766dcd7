"""Checks whose student's object is in another process: what a grader uses of them."""

import pytest

from helpers import answers, exercises
from helpers.checks.asking import ask
from helpers.checks.contract import MalformedReport, look_over
from helpers.checks.judging.judge import judge

EXERCISE = exercises.find("why_models", "entropy")
ANSWER = answers.find("why_models", "entropy")
PROBES = [probe.to_data() for probe in EXERCISE.all_probes()]


def judged(report):
    look_over(report, len(PROBES))
    return judge(EXERCISE, ANSWER, report)


def test_collect_asks_whoever_answers_until_there_is_no_point_in_going_on():
    asked = []

    def ask_there(probe):
        asked.append(probe["about"])
        return ask.ask_one(ANSWER.reference, "function", probe)

    report = ask.collect(ask.look(ANSWER.reference), ask_there, PROBES, 5)
    assert judged(report).state == "right" and len(asked) == len(PROBES)

    def stub(probe):
        asked.append(probe["about"])
        return ask.ask_one(
            lambda pmf: (_ for _ in ()).throw(NotImplementedError("x")), "function", probe
        )

    asked.clear()
    ask.collect(ask.look(len), stub, PROBES, 5)
    assert len(asked) == 1


@pytest.mark.parametrize("outcome", [{}, {"state": None}, {"state": ["x"]}, {"state": "odd"}])
def test_what_is_no_outcome_is_malformed(outcome):
    report = ask.collect(ask.look(len), lambda probe: outcome, PROBES, 5)
    with pytest.raises(MalformedReport):
        judged(report)


def test_a_name_that_is_missing_is_told_with_one_like_it():
    facts = ask.look_up({"entropi": 1, "_entropy": 2, 3: 4}, "entropy")
    assert facts == {"missing": "entropy", "close": "entropi"}
    verdict = judged({"target": facts, "outcomes": []})
    assert verdict.state == "unfinished" and "`entropi`" in verdict.rungs[0][0]
    facts = ask.look_up({}, "entropy")
    assert "Is there a cell above" in judged({"target": facts, "outcomes": []}).rungs[0][0]
    assert ask.look_up({"entropy": len}, "entropy")["callable"] is True


@pytest.mark.parametrize(
    "report",
    [
        {"target": {"missing": 3, "close": ""}, "outcomes": []},
        {"target": {"missing": "entropy"}, "outcomes": []},
        {"target": {"missing": "entropy", "close": ""}, "outcomes": [{}]},
    ],
)
def test_a_missing_name_must_be_told_in_form(report):
    with pytest.raises(MalformedReport):
        judged(report)
