"""The checks, checked: every known wrong answer gets its own hint, every right one passes."""

import pytest
import scipy.stats  # noqa: F401  (so that no check's time goes into importing it)

from helpers import answers, exercises
from helpers.checks.instant import check, forget
from tests.amount import amount, one_of_each
from tests.patience import PATIENT

EXERCISES = [e for tutorial in exercises.tutorials() for e in exercises.of(tutorial)]
SEEDS = [None, *range(2026, 2026 + amount(1, 10))]


def rows(kind):
    """One test per exercise and answer of a kind."""
    for exercise in EXERCISES:
        answer = answers.find(exercise.tutorial, exercise.name)
        if kind == "right":
            found = {"the reference": answer.reference, **answer.variants}
        else:
            found = {m.name: m for m in answer.misconceptions}
        for name, item in found.items():
            yield pytest.param(exercise, item, id=f"{exercise.tutorial} {exercise.name}: {name}")


@pytest.fixture(autouse=True)
def first_run():
    forget()


@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "function"), list(rows("right")))
def test_a_right_answer_passes_whatever_the_seed(exercise, function):
    for seed in SEEDS:
        result = check(exercise, function, seed, PATIENT)
        assert result.state == "right", result.message
        assert repr(result) == str(exercise.points)


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "wrong"), list(rows("wrong")))
def test_a_wrong_answer_gets_its_own_hint_and_no_other(exercise, wrong):
    others = answers.find(exercise.tutorial, exercise.name).misconceptions
    for seed in SEEDS:
        result = check(exercise, wrong.answer, seed, PATIENT)
        assert (result.state, repr(result)) == ("wrong", "0")
        assert result.misconception == wrong.name
        assert [m.name for m in others if m.hint in result.message] == [wrong.name]


ONE_OF_EACH_EXERCISE = one_of_each(list(rows("wrong")), kind=lambda row: row.values[0].name)


@pytest.mark.sampled
@pytest.mark.parametrize(("exercise", "wrong"), ONE_OF_EACH_EXERCISE)
def test_each_further_failing_run_opens_one_hint_more(exercise, wrong):
    runs = [check(exercise, wrong.answer, seconds=PATIENT) for _ in range(4)]
    assert ["expected: " in run.message for run in runs] == [False, True, True, True]
    assert [wrong.nearly in run.message for run in runs] == [False, False, True, True]
    for run, opened in zip(runs, (0, 1, 2, 2), strict=True):
        page = run._repr_html_()
        assert page.count("<details") == 2
        assert page.count("<details open>") == opened


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: f"{e.tutorial} {e.name}")
def test_each_exercise_has_wrong_answers_and_right_variants(exercise):
    answer = answers.find(exercise.tutorial, exercise.name)
    assert len(answer.misconceptions) >= 3
    assert len(answer.variants) >= 2
    for texts in ("name", "hint", "nearly"):
        found = [getattr(m, texts) for m in answer.misconceptions]
        assert all(found)
    assert len({m.hint for m in answer.misconceptions}) == len(answer.misconceptions)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: f"{e.tutorial} {e.name}")
def test_an_untouched_stub_is_not_attempted_yet_and_scores_nothing(exercise):
    def stub(*_, **__):
        raise NotImplementedError(f"Exercise {exercise.number}: {exercise.title}")

    class Stub:
        def __init__(self, *_, **__):
            raise NotImplementedError(f"Exercise {exercise.number}: {exercise.title}")

    if exercise.kind == "class":
        stub = Stub
    for seed in SEEDS:
        result = check(exercise, stub, seed, PATIENT)
        assert (result.state, repr(result)) == ("unfinished", "0")
        assert f"Not attempted yet: Exercise {exercise.number}" in result.message
