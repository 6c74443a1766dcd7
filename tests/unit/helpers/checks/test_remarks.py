"""A probe with a remark is looked at: who answers otherwise is right, and is told what happens."""

import numpy as np

from helpers import answers, exercises
from helpers.exercises.declaration import Exercise, Probe

EXERCISE = Exercise(
    name="root",
    number="1.1",
    title="Root",
    asked="a function",
    points=2,
    parameters=("x",),
    probes=(Probe((4.0,)), Probe((9.0,)), Probe((-4.0,), remark="Negative numbers get a root.")),
    fresh=lambda rng: [],
    tutorial="elsewhere",
)


def minus_half(x):
    return -(abs(x) ** 0.5)


ANSWER = answers.Answer(
    lambda x: max(x, 0.0) ** 0.5,
    (answers.Misconception("the other root", minus_half, "hint", "nearly"),),
)


def test_another_answer_there_is_right_with_the_remark(afar):
    result = afar(EXERCISE, ANSWER, lambda x: abs(x) ** 0.5)
    assert (result.state, repr(result)) == ("right", "2")
    assert "right on all 2 inputs" in result.message
    assert result.message.count("One remark: Negative numbers get a root.") == 1


def test_the_right_answer_gets_no_remark(afar):
    assert "remark" not in afar(EXERCISE, ANSWER, ANSWER.reference).message


def test_a_mistake_is_known_whatever_is_answered_there(afar):
    for there in (-2.0, 0.0, 17.0):
        result = afar(EXERCISE, ANSWER, lambda x, y=there: minus_half(x) if x > 0 else y)
        assert (result.state, result.misconception) == ("wrong", "the other root")
        assert "Negative" not in result.message


def test_who_stops_with_an_error_there_is_wrong(afar):
    def stops(x):
        if x < 0:
            raise ValueError("negative")
        return x**0.5

    result = afar(EXERCISE, ANSWER, stops)
    assert result.state == "wrong"
    assert "ValueError" in result.message


def test_a_pmf_that_is_rounded_but_within_the_tolerance_is_right_with_a_remark(afar):
    exercise = exercises.find("why-models", "max_entropy_pmf")
    answer = answers.find("why-models", "max_entropy_pmf")
    rounded = afar(exercise, answer, lambda x, mean: np.round(answer.reference(x, mean), 3))
    assert rounded.state == "right"
    assert "One remark: Your probabilities are rounded." in rounded.message
    assert "remark" not in afar(exercise, answer, answer.reference).message
