"""Behind the first hint there is always more: the case, the right way step by step, the answer."""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from helpers import answers
from helpers.checks.asking.ask import ask_one
from helpers.checks.instant import check, forget
from helpers.checks.judging import compare as comparing
from tests.amount import some
from tests.each_exercise import each
from tests.in_a_notebook import constants
from tests.patience import PATIENT

# What a student's function may return where another value is asked for.
ODD = [None, 0, "text", (1.0, 2.0), [], np.array([]), np.ones((2, 3)), np.full(3, np.nan), {}, True]


@pytest.fixture(autouse=True)
def first_run():
    forget()


def is_function(exercise):
    return exercise.kind == "function"


def values_of_steps(steps, probe):
    """Words and values of the right way on a probe."""
    outcome = ask_one(steps, "function", probe.to_data(), PATIENT)
    assert outcome["state"] == "returned", outcome
    return outcome["value"]


def wants_the_answer(steps):
    """Whether they say what the student's value is to fulfil, not how to get the right one."""
    return "got" in inspect.signature(steps).parameters


def final_value(exercise, outcome):
    """What a function returns; if nothing, what it has made of the arguments to be changed."""
    if outcome["value"] is not None:
        return outcome["value"]
    after = dict(zip(exercise.parameters, outcome["after"][0], strict=False))
    changed = tuple(after[name] for name in exercise.compare.in_place)
    return changed if len(changed) > 1 else changed[0]


@pytest.mark.parametrize("exercise", each(is_function, expected=False))
def test_the_right_way_leads_step_by_step_to_the_right_answer(exercise):
    answer = answers.find(exercise.tutorial, exercise.name)
    assert answer.steps, "an answers module of a function has `steps`"
    for probe in exercise.probes:
        if wants_the_answer(answer.steps):
            probe = replace(probe, keywords={**probe.keywords, "got": None})
            assert values_of_steps(answer.steps, probe)
            continue
        way = values_of_steps(answer.steps, probe)
        right = ask_one(answer.reference, exercise.kind, probe.to_data(), PATIENT)
        if not exercise.compare.statistics:
            final = final_value(exercise, right)
            assert comparing.difference(way[-1][1], final, exercise.compare) is None


@pytest.mark.parametrize("exercise", each(is_function))
@pytest.mark.parametrize("got", ODD, ids=repr)
def test_steps_that_look_at_the_students_value_stand_any_value(exercise, got):
    steps = answers.find(exercise.tutorial, exercise.name).steps
    if steps and wants_the_answer(steps):
        for probe in exercise.probes:
            values_of_steps(steps, replace(probe, keywords={**probe.keywords, "got": got}))


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize("exercise", each(expected=False))
def test_each_wrong_answer_gets_at_least_two_rungs(exercise):
    known = answers.find(exercise.tutorial, exercise.name).misconceptions
    wrong = [m.answer for m in some(known, 5)]
    for answer in [*wrong, *constants(exercise)]:
        result = check(exercise, answer, seconds=PATIENT)
        assert result.state == "wrong"
        assert "<details" in result._repr_html_(), result.message
