"""Chance fails nobody: right answers pass whatever is drawn, in the check and in the grader."""

from dataclasses import replace

import pytest
import scipy.stats  # noqa: F401  (so that no check's time goes into importing it)

from helpers import answers
from helpers.checks.asking import ask, wire
from helpers.checks.contract import look_over
from helpers.checks.judging import kinds
from helpers.checks.judging.judge import judge
from tests.amount import amount
from tests.each_exercise import each
from tests.in_a_notebook import right_answers
from tests.patience import PATIENT

N_SEEDS = {"function": amount(20, 300), "class": amount(20, 300), "figure": amount(4, 300)}
N_SENT = amount(1, 300)  # of these, so many through the wire, too


@pytest.mark.sampled
@pytest.mark.parametrize("exercise", each())
def test_a_right_answer_passes_whatever_the_seed(exercise):
    answer, look_at = answers.find(exercise.tutorial, exercise.name), kinds.find(exercise.kind)
    right = right_answers(exercise)
    for seed in range(N_SEEDS[exercise.kind]):
        fresh = exercise.all_probes(seed)[len(exercise.probes) :]
        asked = replace(
            exercise, probes=tuple(fresh)
        )  # for all answers the reference is asked once
        data = [probe.to_data() for probe in fresh]
        if seed < N_SENT:
            data = wire.unpack(wire.pack(data))
        for name, function in right.items():
            report = ask.ask_all(function, exercise.kind, data, PATIENT)
            verdict = judge(asked, answer, report)
            assert verdict.state == "right", (name, seed, verdict)
            if seed < N_SENT:
                there = wire.unpack(wire.pack(report))
                look_over(there, len(data), look_at.look_over)
                verdict = judge(asked, answer, there)
                assert verdict.state == "right", (name, seed, verdict)
