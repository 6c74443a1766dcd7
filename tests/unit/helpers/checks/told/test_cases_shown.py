"""The case in which an answer fails is shown so that the difference is seen."""

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks.asking import ask
from helpers.checks.judging.judge import judge
from helpers.checks.judging.wording import short_values
from helpers.exercises import Comparison, Exercise, Probe


def case_of(reference, target, *args, **compare):
    """The case that is shown of a function that is not right."""
    exercise = Exercise(
        "f",
        "9.1",
        "A function",
        "a function",
        1,
        ("a", "b")[: len(args)],
        (Probe(args, about="a case"),),
        lambda rng: [],
        Comparison(**compare),
    )
    report = ask.ask_all(target, "function", [p.to_data() for p in exercise.probes])
    verdict = judge(exercise, answers.Answer(reference, ()), report)
    return verdict.rungs[0][1]


def changed(shape, index, value=9.0):
    a = np.zeros(shape)
    a[index] = value
    return a


def test_a_small_array_of_rows_is_shown_with_its_values():
    case = case_of(lambda a: a, lambda a: a + np.array([[0, 0], [0, 1]]), np.eye(2))
    assert case.call == "f([[1, 0], [0, 1]])"
    assert (case.expected, case.got) == ("[[1, 0], [0, 1]]", "[[1, 0], [0, 2]]")


def test_rows_of_up_to_forty_elements_are_shown_whole_with_the_digits_that_tell_them_apart():
    case = case_of(lambda a: a, lambda a: a + 1e-5, np.full((2, 20), 0.02), rtol=1e-9)
    assert case.expected == str([[0.02] * 20] * 2)
    assert case.got == str([[0.02001] * 20] * 2)


@pytest.mark.parametrize(
    ("shape", "index", "shown"),
    [
        ((40, 50), (3, 17), "element [3, 17]"),
        ((2, 5, 6), (1, 2, 3), "element [1, 2, 3]"),
        ((30,), (15,), "element [15]"),
    ],
)
def test_of_a_large_array_the_first_element_that_differs_is_shown(shape, index, shown):
    case = case_of(np.zeros_like, lambda a: changed(shape, index), np.ones(shape))
    assert (case.expected, case.got) == (f"{shown} = 0", f"{shown} = 9")


def test_an_array_whose_beginning_differs_is_shown_as_a_whole():
    case = case_of(np.zeros_like, lambda a: changed(30, 1), np.ones(30))
    assert case.got == "[0, 9, 0, …, 0] (30 values)"


def test_arrays_of_other_shapes_are_told_by_their_shapes():
    case = case_of(lambda a: a, lambda a: a.T, np.zeros((4, 50)))
    assert case.expected == "an array of shape (4, 50)"
    assert case.got == "an array of shape (50, 4)"


def test_of_a_tuple_the_element_that_differs_is_named():
    case = case_of(
        lambda a: (a, a), lambda a: (a, a + changed(30, 15)), np.zeros(30), parts=("mean", "SD")
    )
    assert (case.expected, case.got) == ("SD[15] = 0", "SD[15] = 9")


def test_of_a_long_dictionary_the_entry_that_differs_is_shown():
    def right(a):
        return {int(j): [1.0] for j in a}

    case = case_of(right, lambda a: {**right(a), 7: [1.0, 2.0]}, np.arange(20))
    assert (case.expected, case.got) == ("element [7] = [1]", "element [7] = [1, 2]")


@pytest.mark.parametrize("shape", [(3, 5), (30, 50)])
def test_an_array_that_is_to_be_changed_in_place_is_shown_once_by_its_name(shape):
    def right(a):
        a[1, 2] = 1

    def column_before(a):
        a[1, 1] = 1

    case = case_of(right, column_before, np.zeros(shape), in_place=("a",))
    if shape == (3, 5):
        assert case.got == "a = [[0, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 0]]"
        assert case.expected == "a = [[0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]"
    else:
        assert (case.expected, case.got) == ("a[1, 1] = 0", "a[1, 1] = 1")


def test_a_list_of_the_right_values_is_told_from_an_array_once():
    case = case_of(lambda a: a, lambda a: a.tolist(), np.eye(2))
    assert (case.expected, case.got) == ("[[1, 0], [0, 1]]", "a list [[1, 0], [0, 1]]")


def test_wrong_populations_and_rasters_of_the_course_show_values():
    for tutorial, name in (("lif-membrane", "simulate_population"), ("lif-spikes", "mark_raster")):
        exercise, answer = exercises.find(tutorial, name), answers.find(tutorial, name)
        probes = [probe.to_data() for probe in exercise.probes]
        for wrong in answer.misconceptions:
            report = ask.ask_all(wrong.answer, exercise.kind, probes)
            case = next(
                part
                for rung in judge(exercise, answer, report).rungs
                for part in rung
                if hasattr(part, "got")
            )
            assert case.expected != case.got and "array an array" not in case.got
            assert "an array raster" not in case.got, case
            assert "[" in case.expected, case


def test_however_much_is_nested_in_a_list_only_its_beginning_is_put_into_words(monkeypatch):
    value = np.zeros((5, 8))
    for _ in range(4):
        value = [value] * 8
    numbers, number = [], short_values._number
    monkeypatch.setattr(short_values, "_number", lambda *args: numbers.append(1) or number(*args))
    text = short_values.short(value)
    assert text.startswith("[[[[[[0, 0,") and text.endswith("…]") and len(text) < 300
    assert len(numbers) < 2000  # of 163 840


def test_of_an_argument_that_was_changed_both_states_are_shown():
    def scaled(a):
        total = a.sum()
        a *= 2
        return total

    case = case_of(lambda a: a.sum(), scaled, np.array([1.0, 2.0]))
    assert case.expected == "a = [1, 2], as before the call"
    assert case.got == "a = [2, 4], after the call"
    case = case_of(lambda a: a.sum(), scaled, changed((20, 30), (4, 5)))
    assert case.expected == "a[4, 5] = 9, as before the call"
    assert case.got == "a[4, 5] = 18, after the call"


def test_a_drawing_function_that_changes_an_argument_is_shown_the_argument(notebook, afar):
    exercise = exercises.find("lif-membrane", "plot_mean_band")
    cell = """
        def plot_mean_band(ax, t, v):
            t *= 1000
            mean, sd = 1000 * v.mean(axis=0), 1000 * v.std(axis=0, ddof=1)
            ax.plot(t, mean, label="mean")
            ax.fill_between(t, mean - sd, mean + sd, alpha=0.3, label="mean ± SD")
            ax.set(xlabel="Time (ms)", ylabel="Membrane potential (mV)")
            ax.legend()
            return ax
        """
    target = notebook(cell, "plot_mean_band")
    message = afar(exercise, answers.find("lif-membrane", "plot_mean_band"), target).message
    assert "changes its argument `t`" in message
    assert "0.005], an array of shape (4, 6)) (four neurons, six steps)" in message
    assert "expected: t = [0, 0.001, 0.002, 0.003, 0.004, 0.005], as before the call" in message
    assert "got:      t = [0, 1, 2, 3, 4, 5], after the call" in message
