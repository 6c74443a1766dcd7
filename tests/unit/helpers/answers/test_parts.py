"""Each part of an exercise's points can be reached, and none without the first."""

from dataclasses import replace

import pytest

from helpers import answers
from helpers.checks.asking.arguments import identical
from helpers.checks.instant import check, forget
from tests.each_exercise import each
from tests.in_a_notebook import constants, stub
from tests.patience import PATIENT


def in_parts(exercise):
    return bool(exercise.parts)


def in_parts_of_probes(exercise):
    """Not by what a figure must show."""
    return in_parts(exercise) and not any(part.requirements for part in exercise.parts)


@pytest.fixture(autouse=True)
def first_run():
    forget()


def points(exercise, answer, seed=1):
    return check(exercise, answer, seed, PATIENT).points


@pytest.mark.parametrize("exercise", each())
def test_a_stub_and_a_constant_score_nothing(exercise):
    for answer in (stub(exercise), *constants(exercise)):
        assert points(exercise, answer) == 0


@pytest.mark.parametrize("exercise", each(in_parts))
def test_each_part_is_tried_and_decides_about_its_points_alone(exercise):
    wrong = answers.find(exercise.tutorial, exercise.name).misconceptions
    reached = {points(exercise, w.answer) for w in wrong}
    for part in exercise.parts[1:]:
        assert exercise.points - part.points in reached, f"no wrong answer lacks {part.name} alone"


@pytest.mark.parametrize("exercise", each(in_parts_of_probes))
def test_each_part_has_probes_fixed_and_fresh(exercise):
    for seed in range(5):
        probes = exercise.all_probes(seed)
        for some in (probes[: len(exercise.probes)], probes[len(exercise.probes) :]):
            tried = {probe.part or exercise.parts[0].name for probe in some}
            assert tried == {part.name for part in exercise.parts}


@pytest.mark.slow
@pytest.mark.parametrize("exercise", each(in_parts_of_probes))
def test_without_the_first_part_nothing_else_counts(exercise):
    first = exercise.parts[0]
    of_first = tuple(p for p in exercise.all_probes(1) if p.part in ("", first.name))
    alone = replace(exercise, probes=of_first, parts=())
    for wrong in answers.find(exercise.tutorial, exercise.name).misconceptions:
        is_right = check(alone, wrong.answer, seconds=PATIENT).state == "right"
        assert (points(exercise, wrong.answer) > 0) == is_right, wrong.name


@pytest.mark.parametrize("exercise", each(lambda e: in_parts_of_probes(e) and e.kind == "function"))
def test_an_answer_that_is_wrong_in_the_first_part_alone_scores_nothing(exercise):
    reference = answers.find(exercise.tutorial, exercise.name).reference
    of_first = [p.args for p in exercise.all_probes(1) if p.part in ("", exercise.parts[0].name)]

    def answer(*args):
        return None if any(identical(args, others) for others in of_first) else reference(*args)

    assert points(exercise, answer) == 0
