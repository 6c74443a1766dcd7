"""Behind the first hint there is always more: the case, the right way step by step, the answer."""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from helpers import answers, exercises
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


@pytest.mark.parametrize("exercise", each(is_function))
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
def test_what_looks_at_the_students_value_stands_any_value(exercise, got):
    answer = answers.find(exercise.tutorial, exercise.name)
    for looks in filter(None, (answer.steps, answer.unfulfilled)):
        if wants_the_answer(looks):
            for probe in exercise.probes:
                values_of_steps(looks, replace(probe, keywords={**probe.keywords, "got": got}))


@pytest.mark.parametrize("exercise", each(lambda e: is_function(e) and not e.compare.statistics))
def test_a_right_value_fulfils_all(exercise):
    answer = answers.find(exercise.tutorial, exercise.name)
    for probe in exercise.probes if answer.unfulfilled else ():
        right = ask_one(answer.reference, exercise.kind, probe.to_data(), PATIENT)["value"]
        probe = replace(probe, keywords={**probe.keywords, "got": right})
        assert values_of_steps(answer.unfulfilled, probe) == []


UNFULFILLED = {  # of three values, with the mean 1.6: the pmf, and what is told of it
    "negative": ([0.75, -0.1, 0.35], ["negative, -0.1"]),
    "sum": ([0.7, 0.45, 0.0], ["sums to 1.15"]),
    "mean": ([0.2, 0.5, 0.3], ["has the mean 2.1, and 1.6 is asked for"]),
    "sum and mean": ([0.5, 0.5, 0.5], ["sums to 1.5", "has the mean 3"]),
    "entropy": ([0.6, 0.2, 0.2], ["has the right mean, but 1.37"]),
}


@pytest.mark.parametrize("case", UNFULFILLED)
def test_what_a_pmf_must_fulfil_is_told_each_for_itself(case):
    pmf, told = UNFULFILLED[case]
    exercise = exercises.find("why-models", "max_entropy_pmf")
    result = check(exercise, lambda values, mean: np.resize(pmf, len(values)))
    _, *said, _ = result._verdict.rungs[0]
    assert len(said) == len(told)
    assert all(words in sentence for words, sentence in zip(told, said, strict=True)), said


OF_A_MEMBRANE = {
    "a part of the way": ("euler_step", lambda v, i, dt, tau, el, r: v + 0.2 * (el - v + r * i),
        "V is at -50 mV, heading for E_L + R·I = -60 mV. One step covers dt/τ, 5 %, of that way;"
        " yours covers 20 %."),
    "a beginning": ("simulate_membrane", lambda current, dt: np.full(len(current), -0.05),
        "It begins at -50 mV; at rest V is `el`, -60 mV."),
    "a step": ("simulate_membrane", lambda current, dt: -0.06 - 0.001 * np.arange(len(current)),
        "From your `v[0]`, `current[1]` leads to -59.5 mV by one Euler step; your `v[1]` is -61"),
    "a neuron": ("simulate_population", lambda current, dt: np.full(current.shape, -0.05),
        "Neuron 0. It begins at -50 mV"),
    "a time": ("sinusoidal_current", lambda t, i_mean: i_mean * (1 + np.sin(630 * t)),
        "At 1 ms, 0.1 periods from the beginning, the sine is 0.5878; yours seems to be 0.5891."),
    "limits": ("sinusoidal_current", lambda t, i_mean: i_mean * (1 + 3 * np.sin(628.32 * t)),
        "It should stay between 0 and 2 · `i_mean`, 5e-10 A; yours goes from 2.5e-10 to 1e-09 A."),
    "a current": ("rheobase", lambda el, vth, r: 0.9 * (vth - el) / r,
        "Under your current V would settle at -51 mV; the threshold is at -50 mV."),
}  # fmt: skip


@pytest.mark.parametrize("case", OF_A_MEMBRANE)
def test_what_a_membrane_must_fulfil_is_told(case):
    name, answer, told = OF_A_MEMBRANE[case]
    result = check(exercises.find("lif-membrane", name), answer, seconds=PATIENT)
    assert told in result.message


RATES = {  # bits per spike and per second, where 1.5 and 60 are right: what is told of them
    (1.5, 30): "an ISI takes 0.05 s on average",
    (1.2, 48): "Your second number does follow",
    (1.7, 68): "3 bins that hold ISIs have log2(3)",
    (-1.4, -56): "never negative",
}


@pytest.mark.parametrize("rates", RATES)
def test_how_two_rates_go_together_is_told(rates):
    result = check(exercises.find("why-models", "information_rates"), lambda isis, bins: rates)
    assert RATES[rates] in result.message


SHARES = {  # of counts: what is told of them
    "as if you divided the counts by 8": lambda counts: counts / 8,
    "sum to 1, but some decimals are": lambda counts: np.float16(counts / counts.sum()),
    "fell into an empty bin": lambda counts: np.fmax(counts, 1) / np.fmax(counts, 1).sum(),
}


@pytest.mark.parametrize("told", SHARES)
def test_what_shares_of_counts_must_fulfil_is_told(told):
    assert told in check(exercises.find("why-models", "pmf_from_counts"), SHARES[told]).message


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize("exercise", each())
def test_each_wrong_answer_gets_at_least_two_rungs(exercise):
    known = answers.find(exercise.tutorial, exercise.name).misconceptions
    wrong = [m.answer for m in some(known, 5)]
    for answer in [*wrong, *constants(exercise)]:
        result = check(exercise, answer, seconds=PATIENT)
        assert result.state == "wrong"
        assert "<details" in result._repr_html_(), result.message
