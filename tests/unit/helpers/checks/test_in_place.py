"""Functions that change their arguments: what they leave behind is a part of the answer."""

import numpy as np
import pytest

from helpers.answers import Answer
from helpers.checks.asking import ask
from helpers.checks.judging.judge import judge
from helpers.exercises import Comparison, Exercise, Probe


def reference(v, spikes):
    spiked = v >= 1
    v[spiked] = 0
    for j in np.flatnonzero(spiked):
        spikes[int(j)].append(2.5)
    return spiked


def exercise(**compare):
    return Exercise(
        name="step",
        number="1.1",
        title="A step",
        asked="a function that changes its arguments",
        points=1,
        parameters=("v", "spikes"),
        probes=(Probe(args=(np.array([0.5, 1.0, 2.0]), {0: [], 1: [], 2: [1.5]})),),
        fresh=lambda rng: [],
        compare=Comparison(**(compare or {"in_place": ("v", "spikes")})),
    )


def judged(function, asked=None):
    asked = asked or exercise()
    report = ask.ask_all(function, "function", [p.to_data() for p in asked.probes])
    return judge(asked, Answer(reference, ()), report)


def said(verdict):
    return " ".join(str(part) for rung in verdict.rungs for part in rung)


def test_right_value_and_right_arguments_pass():
    assert judged(reference).state == "right"


def test_a_right_value_with_an_argument_left_alone_is_wrong_and_says_which():
    verdict = judged(lambda v, spikes: v >= 1)
    assert verdict.state == "wrong"
    assert "leaves its argument `v` as it was" in said(verdict)
    assert "v = [0.5, 0, 0]" in said(verdict) and "v = [0.5, 1, 2]" in said(verdict)


def test_what_append_returns_and_was_assigned_is_told_as_that():
    def appended_and_assigned(v, spikes):
        reference(v.copy(), spikes)
        v[v >= 1] = 0
        spikes[1] = spikes[1].append(2.5)
        return v == 0

    words = said(judged(appended_and_assigned))
    assert "at key 1 is None, that is, nothing. A method such as `append`" in words


def test_several_masks_returned_where_one_is_asked_for_are_told_as_that():
    words = said(judged(lambda v, spikes: (v >= 1, v < 1)))
    assert "a tuple of 2 with arrays in it; one array is asked for" in words


def test_a_dictionary_changed_otherwise_is_shown_beside_the_right_one():
    def index_for_time(v, spikes):
        spiked = v >= 1
        v[spiked] = 0
        for j in np.flatnonzero(spiked):
            spikes[int(j)].append(int(j))
        return spiked

    verdict = judged(index_for_time)
    assert verdict.state == "wrong"
    assert "`spikes`" in said(verdict) and "key 1" in said(verdict)
    assert "{0: [], 1: [2.5], 2: [1.5, 2.5]}" in said(verdict)
    assert "{0: [], 1: [1], 2: [1.5, 2]}" in said(verdict)


def test_a_list_that_is_too_long_is_told_by_its_length():
    def twice(v, spikes):
        spiked = reference(v, spikes)
        spikes[2].append(2.5)
        return spiked

    assert "a list of 3; asked for is one of 2" in said(judged(twice))


def test_arguments_that_are_not_to_be_changed_still_must_not_be():
    def changes_nothing_right(v, spikes):
        v = v.copy()
        return reference(v, spikes)

    only_v = exercise(in_place=("v",))
    assert "`step` changes its argument `spikes`" in said(judged(reference, only_v))
    assert "leaves its argument `v`" in said(judged(changes_nothing_right, only_v))


@pytest.mark.parametrize(
    ("returned", "sentence"),
    [
        (np.array([0, 1, 1]), "an array of numbers; asked for is a Boolean array"),
        (np.array([1, 2]), "an array of numbers; asked for is a Boolean array"),
        (np.array([True, False, False]), "is wrong for 3 of 3, the first at index 0"),
        (np.array([False, True]), "has 2 values, shape (2,)"),
        (2, "is a whole number; asked for is a Boolean array"),
    ],
    ids=["zeros and ones", "indices", "another mask", "too short", "a count"],
)
def test_a_mask_is_asked_for_and_nothing_like_it(returned, sentence):
    def answer(v, spikes):
        reference(v, spikes)
        return returned

    verdict = judged(answer)
    assert verdict.state == "wrong"
    assert sentence in said(verdict)
