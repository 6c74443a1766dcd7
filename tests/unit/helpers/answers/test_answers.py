"""The checks, checked: every known wrong answer gets its own hint, every right one passes."""

import pytest
import scipy.stats  # noqa: F401  (so that no check's time goes into importing it)

from helpers import answers
from helpers.checks.instant import check, forget
from tests.amount import amount, one_of_each
from tests.each_exercise import EXERCISES, each
from tests.in_a_notebook import each_right_answer, stub
from tests.patience import PATIENT

SEEDS = [None, *range(2026, 2026 + amount(1, 4))]


def wrong_rows():
    """One test per exercise and wrong answer."""
    for exercise in EXERCISES:
        for wrong in answers.find(exercise.tutorial, exercise.name).misconceptions:
            name = f"{exercise.tutorial} {exercise.name}: {wrong.name}"
            yield pytest.param(exercise, wrong, id=name)


@pytest.fixture(autouse=True)
def first_run():
    forget()


@pytest.mark.parametrize(("exercise", "function"), each_right_answer())
def test_a_right_answer_passes_with_all_points(exercise, function):
    for seed in (None, 1):
        result = check(exercise, function, seed, PATIENT)
        assert result.state == "right", result.message
        assert repr(result) == str(exercise.points)


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "wrong"), list(wrong_rows()))
def test_a_wrong_answer_gets_its_own_hint_and_no_other(exercise, wrong):
    others = answers.find(exercise.tutorial, exercise.name).misconceptions
    for seed in SEEDS:
        result = check(exercise, wrong.answer, seed, PATIENT)
        assert result.state == "wrong"
        assert result.points < exercise.points
        assert result.misconception == wrong.name
        assert [m.name for m in others if m.hint in result.message] == [wrong.name]


ONE_OF_EACH_EXERCISE = one_of_each(list(wrong_rows()), kind=lambda row: row.values[0].name)


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
