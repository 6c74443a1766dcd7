"""The checks, checked: every known wrong answer gets its own hint, every right one passes."""

import itertools
from dataclasses import replace

import pytest
import scipy.stats  # noqa: F401  (so that no check's time goes into importing it)

from helpers import answers
from helpers.checks.asking import ask, wire
from helpers.checks.contract import look_over
from helpers.checks.instant import check, forget
from helpers.checks.judging import kinds
from helpers.checks.judging.judge import judge
from tests.amount import amount, one_of_each
from tests.each_exercise import EXERCISES, each
from tests.in_a_notebook import right_answers, stub
from tests.patience import PATIENT

SEEDS = [None, *range(2026, 2026 + amount(1, 10))]
MANY_SEEDS = {"function": amount(20, 300), "class": amount(20, 300), "figure": amount(4, 300)}


def rows(kind):
    """One test per exercise and answer of a kind."""
    for exercise in EXERCISES:
        if kind == "right":
            found = right_answers(exercise)
        else:
            answer = answers.find(exercise.tutorial, exercise.name)
            found = {m.name: m for m in answer.misconceptions}
        for name, item in found.items():
            yield pytest.param(exercise, item, id=f"{exercise.tutorial} {exercise.name}: {name}")


@pytest.fixture(autouse=True)
def first_run():
    forget()


@pytest.mark.parametrize(("exercise", "function"), list(rows("right")))
def test_a_right_answer_passes_with_all_points(exercise, function):
    for seed in (None, 1):
        result = check(exercise, function, seed, PATIENT)
        assert result.state == "right", result.message
        assert repr(result) == str(exercise.points)


@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "function"), list(rows("right")))
def test_a_right_answer_passes_whatever_the_seed(exercise, function):
    """All fresh probes in one check, which shows the case if there is one in which it fails."""
    n = MANY_SEEDS[exercise.kind]
    fresh = (exercise.all_probes(seed)[len(exercise.probes) :] for seed in range(n))
    probes = tuple(itertools.chain.from_iterable(fresh))
    result = check(replace(exercise, probes=probes), function, seconds=len(probes) * PATIENT)
    assert result.state == "right", result.message


@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "function"), list(rows("right")))
def test_a_right_answer_passes_through_the_graders_wire_whatever_the_seed(exercise, function):
    answer, look_at = answers.find(exercise.tutorial, exercise.name), kinds.find(exercise.kind)
    for seed in range(amount(1, 300)):
        asked = replace(exercise, probes=tuple(exercise.all_probes(seed)[len(exercise.probes) :]))
        sent = [wire.unpack(wire.pack(probe.to_data())) for probe in asked.probes]
        report = ask.ask_all(function, exercise.kind, sent, len(sent) * PATIENT)
        there = wire.unpack(wire.pack(report))
        look_over(there, len(sent), look_at.look_over)
        verdict = judge(asked, answer, there)
        assert verdict.state == "right", (seed, verdict)


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "wrong"), list(rows("wrong")))
def test_a_wrong_answer_gets_its_own_hint_and_no_other(exercise, wrong):
    others = answers.find(exercise.tutorial, exercise.name).misconceptions
    for seed in SEEDS:
        result = check(exercise, wrong.answer, seed, PATIENT)
        assert result.state == "wrong"
        assert result.points < exercise.points
        assert result.misconception == wrong.name
        assert [m.name for m in others if m.hint in result.message] == [wrong.name]


ONE_OF_EACH_EXERCISE = one_of_each(list(rows("wrong")), kind=lambda row: row.values[0].name)


@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "wrong"), ONE_OF_EACH_EXERCISE)
def test_each_further_failing_run_opens_one_hint_more(exercise, wrong):
    runs = [check(exercise, wrong.answer, seconds=PATIENT) for _ in range(5)]
    n_more = runs[0]._repr_html_().count("<details")  # 3 where there is the right way, step by step
    assert n_more in (2, 3)
    assert ["expected: " in run.message for run in runs] == [False, True, True, True, True]
    step_by_step = [", step by step:" in run.message for run in runs]
    assert step_by_step == [n_more == 3 and k >= 2 for k in range(5)]
    assert [wrong.nearly in run.message for run in runs] == [k >= n_more for k in range(5)]
    for k, run in enumerate(runs):
        assert run._repr_html_().count("<details open>") == min(k, n_more)


@pytest.mark.parametrize("exercise", each())
def test_each_exercise_has_wrong_answers_and_right_variants(exercise):
    answer = answers.find(exercise.tutorial, exercise.name)
    assert len(answer.misconceptions) >= 3
    assert len(answer.variants) >= 2
    for texts in ("name", "hint", "nearly"):
        found = [getattr(m, texts) for m in answer.misconceptions]
        assert all(found)
    assert len({m.hint for m in answer.misconceptions}) == len(answer.misconceptions)


@pytest.mark.parametrize("exercise", each())
def test_an_untouched_stub_is_not_attempted_yet_and_scores_nothing(exercise):
    for seed in SEEDS:
        result = check(exercise, stub(exercise), seed, PATIENT)
        assert (result.state, repr(result)) == ("unfinished", "0")
        assert f"Not attempted yet: Exercise {exercise.number}" in result.message
