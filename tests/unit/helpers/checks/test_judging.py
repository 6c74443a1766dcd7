"""The verdict: what it keeps to itself, what it needs, and that it can be had from afar."""

import functools

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks import instant
from helpers.checks.asking import ask, wire
from helpers.checks.asking import kinds as asking_kinds
from helpers.checks.asking.arguments import supply
from helpers.checks.asking.kinds import FunctionAsker
from helpers.checks.contract import MalformedReport, look_over
from helpers.checks.judging import kinds
from helpers.checks.judging.judge import judge
from helpers.exercises import Comparison, Exercise, Probe, declaration
from tests.patience import PATIENT

EXERCISES = [e for tutorial in exercises.tutorials() for e in exercises.of(tutorial)]


def memorised(exercise, otherwise):
    """A function that knows the fixed probes by heart and does something else otherwise."""
    reference = answers.find(exercise.tutorial, exercise.name).reference
    first = kinds.find(exercise.kind).LEADING

    def key(args):
        states = (np.random.Generator, lambda a: a.bit_generator.state["state"]["state"])
        return wire.pack([states[1](a) if isinstance(a, states[0]) else a for a in args])

    known = {key(supply(probe.args)) for probe in exercise.probes}

    @functools.wraps(reference)
    def function(*args):
        print("the argument is", args)
        return (reference if key(args[first:]) in known else otherwise)(*args)

    return function


@pytest.mark.slow
@pytest.mark.parametrize(
    "exercise", [e for e in EXERCISES if e.kind != "class"], ids=lambda e: e.name
)
def test_memorised_examples_fail_with_a_seed_and_the_hidden_inputs_stay_hidden(exercise):
    def number(*args):
        return 0.123

    def leak(*args):
        raise ValueError(f"the argument is {args}")

    for otherwise in (number, leak):
        function = memorised(exercise, otherwise)
        assert instant.check(exercise, function, seconds=PATIENT).state == "right"
        for seed in range(5):
            result = instant.check(exercise, function, seed, PATIENT)
            assert (result.state, repr(result)) == ("wrong", "0")
            assert "not on others that are drawn anew" in result.message
            shown = result.message + result._repr_html_()
            for probe in exercise.all_probes(seed)[len(exercise.probes) :]:
                assert str(probe.args) not in shown
                assert kinds.find(exercise.kind).call(exercise, probe) not in shown


def test_a_report_that_was_sent_from_another_process_is_judged_as_one_from_here(notebook):
    exercise = exercises.find("why_models", "entropy")
    answer = answers.find("why_models", "entropy")
    cell = (
        "def entropy(pmf):\n    print(1)\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log(p))"
    )
    for function in (answer.reference, notebook(cell), lambda pmf: 1 / 0, lambda pmf: None):
        sent = [wire.unpack(wire.pack(p.to_data())) for p in exercise.all_probes(5)]
        here = ask.ask_all(function, "function", sent)
        there = wire.unpack(wire.pack(here))
        verdicts = [judge(exercise, answer, report, 5) for report in (here, there)]
        assert verdicts[0] == verdicts[1]


def test_numpy_functions_that_a_student_has_replaced_decide_nothing(monkeypatch):
    def changing(pmf):
        pmf[:] = 0
        return 1.0

    for name in ("allclose", "isclose", "array_equal", "array_equiv", "all"):
        monkeypatch.setattr(np, name, lambda *_, **__: True)
    monkeypatch.setattr(np, "isfinite", lambda *_, **__: False)
    exercise = exercises.find("why_models", "entropy")
    for wrong in (lambda pmf: 0.5, lambda pmf: pmf, changing):
        assert repr(instant.check(exercise, wrong, seconds=PATIENT)) == "0"
    counts = exercises.find("why_models", "pmf_from_counts")
    assert repr(instant.check(counts, lambda counts: counts / 7, seconds=PATIENT)) == "0"


MALFORMED = {
    "nothing": lambda r: None,
    "a list": lambda r: [],
    "no target": lambda r: {"outcomes": r["outcomes"]},
    "no outcomes": lambda r: {**r, "outcomes": []},
    "too few outcomes": lambda r: {**r, "outcomes": r["outcomes"][:1]},
    "too many outcomes": lambda r: {**r, "outcomes": r["outcomes"] * 2},
    "an unknown state": lambda r: {**r, "outcomes": [{**o, "state": []} for o in r["outcomes"]]},
    "the judge's word": lambda r: {**r, "outcomes": [{"state": "right"}] * len(r["outcomes"])},
    "no value": lambda r: {
        **r,
        "outcomes": [{k: v for k, v in o.items() if k != "value"} for o in r["outcomes"]],
    },
    "prints that are no text": lambda r: {
        **r,
        "outcomes": [{**o, "printed": np.ones(3)} for o in r["outcomes"]],
    },
    "blanks that are no lines": lambda r: {**r, "target": {**r["target"], "blanks": [1]}},
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_report_that_no_answering_makes_is_refused_by_name(case):
    exercise = exercises.find("why_models", "entropy")
    answer = answers.find("why_models", "entropy")
    probes = [probe.to_data() for probe in exercise.probes]
    report = ask.ask_all(answer.reference, "function", probes)
    with pytest.raises(MalformedReport):
        look_over(MALFORMED[case](report), len(probes))


def of_kind(kind, function, probes, **more):
    """An exercise and its answer that are in no registry."""
    exercise = Exercise(
        "thing", "9.1", "Thing", "a thing", 2, ("x",), probes, lambda rng: [], kind=kind, **more
    )
    return exercise, answers.Answer(function, ())


def judged(exercise, answer, target):
    report = ask.ask_all(target, exercise.kind, [p.to_data() for p in exercise.probes])
    return judge(exercise, answer, report)


def test_a_probe_sets_names_of_the_students_module_and_puts_them_back(notebook):
    def thing(x):
        return x + threshold  # noqa: F821

    probes = (Probe((1.0,), names={"threshold": 10.0}), Probe((1.0,), names={"threshold": 2.0}))
    exercise, answer = of_kind("function", thing, probes)
    cell = "threshold = 'own'\ndef thing(x):\n    return threshold + x"
    assert judged(exercise, answer, notebook(cell, "thing")).state == "right"
    assert notebook("def thing(x): return x", "thing").__globals__["threshold"] == "own"
    assert "threshold" not in globals()
    assert judged(exercise, answer, notebook("def thing(x): return x", "thing")).state == "wrong"


def test_an_exercise_may_allow_a_change_of_its_argument():
    def thing(x):
        x += 1
        return x * 1

    probes = (Probe((np.ones(2),)),)
    exercise, answer = of_kind("function", thing, probes)
    assert judged(exercise, answer, thing).state == "wrong"
    exercise, answer = of_kind("function", thing, probes, compare=Comparison(may_change=("x",)))
    assert judged(exercise, answer, thing).state == "right"


class Described(FunctionAsker):
    def ask(self, target, probe):
        thing = target(*probe["args"], **probe["keywords"])
        for method, args in probe["plan"]["steps"]:
            getattr(thing, method)(*args)
        return tuple(getattr(thing, name) for name in probe["plan"]["read"])


class OfClasses(kinds.FunctionJudge):
    def unlike(self, facts, exercise):
        return "" if facts["is_class"] else "That is no class."


def test_the_kinds_that_can_be_declared_are_those_that_can_be_asked():
    assert tuple(asking_kinds._KINDS) == declaration.KINDS


def test_a_new_kind_of_exercise_is_a_class_on_each_side_that_says_what_is_different(monkeypatch):
    monkeypatch.setattr(declaration, "KINDS", (*declaration.KINDS, "new"))
    monkeypatch.setitem(asking_kinds._KINDS, "new", Described())
    monkeypatch.setattr(kinds, "find", {"new": OfClasses()}.get)

    class Thing:
        def __init__(self, x):
            self.v = np.full(2, x)

        def step(self, dt):
            self.v = self.v * (1 - dt)

    class Frozen(Thing):
        def step(self, dt):
            pass

    class Stub(Thing):
        def step(self, dt):
            raise NotImplementedError("Exercise 9.1: a thing")

    probe = Probe((1.0,), plan={"steps": [["step", [0.1]]] * 3, "read": ["v"]})
    exercise, answer = of_kind("new", Thing, (probe,))
    assert judged(exercise, answer, Thing).state == "right"
    assert judged(exercise, answer, Stub).state == "unfinished"
    assert judged(exercise, answer, len).rungs[0] == ("That is no class.",)
    wrong = judged(exercise, answer, Frozen)
    assert wrong.rungs[0][0].startswith("The first result, part 1, does not have the right values")
    assert wrong.rungs[0][1].got == "([1, 1],)"


def simulated(loop):
    """A cell with Exercise 2.1 of lif-spikes, with a mistake in its loop."""
    return f"""
        vth, vr = -50e-3, -70e-3
        def reset_and_record(v, t, spikes):
            n = 0
            for j in range(len(v)):
                if v[j] >= vth:
                    {loop}
                    n += 1
            return n
        """


def masked(line):
    """A cell with Exercise 3.1 of lif-spikes, with a mistake in its loop."""
    return f"""
        vth, vr = -50e-3, -70e-3
        def reset_and_record_masked(v, t, spikes):
            spiked = v >= vth
            v[spiked] = vr
            for j in {line}:
                spikes[j].append(t)
            return np.sum(spiked)
        """


def sine(line):
    return f"""
        from math import sin
        def sinusoidal_current(t, i_mean):
            return {line}
        """


OTHER_MISTAKES = [
    ("lif_membrane", "sinusoidal_current", sine("i_mean(1 + np.sin(200 * np.pi * t))"), "a `*`"),
    ("lif_membrane", "sinusoidal_current", sine("i_mean * np.sin[t]"), "round parentheses"),
    ("lif_membrane", "sinusoidal_current", sine("i_mean * np.sin()"), "without arguments"),
    ("lif_spikes", "reset_and_record", simulated("spikes[j].append[t]; v[j] = vr"), "parentheses"),
    ("lif_spikes", "reset_and_record", simulated("spikes(j).append(t); v[j] = vr"), "square"),
    ("lif_spikes", "reset_and_record", simulated("spikes[j].append(t); v = vr"), "Square brackets"),
    ("lif_spikes", "reset_and_record_masked", masked("range(spiked)"), "whole number"),
    ("lif_spikes", "reset_and_record_masked", masked("np.where[spiked][0]"), "round parentheses"),
]


@pytest.mark.parametrize(("tutorial", "name", "cell", "said"), OTHER_MISTAKES)
def test_another_exception_of_the_same_type_gets_no_misconceptions_hint(
    tutorial, name, cell, said, notebook
):
    result = instant.check(exercises.find(tutorial, name), notebook(cell, name), seconds=PATIENT)
    assert (result.state, result.misconception) == ("wrong", "")
    assert said in result.message and "stopped with TypeError" in result.message


SAME_MISTAKES = [
    (
        "lif_membrane",
        "sinusoidal_current",
        sine("i_mean * (1 + sin(t))"),
        "sine of the math module",
    ),
    ("lif_spikes", "reset_and_record_masked", masked("np.where(spiked)"), "array as a key"),
    (
        "why_models",
        "entropy",
        "def entropy(pmf): return -np.sum(np.log2(pmf[pmf > 0]) * pmf)",
        "mask in one place only",
    ),
    (
        "why_models",
        "pmf_from_counts",
        "def pmf_from_counts(counts): counts *= 1 / counts.sum(); return counts",
        "divided in place",
    ),
]


@pytest.mark.parametrize(("tutorial", "name", "cell", "misconception"), SAME_MISTAKES)
def test_an_exception_in_other_words_for_the_same_mistake_keeps_its_hint(
    tutorial, name, cell, misconception, notebook
):
    result = instant.check(exercises.find(tutorial, name), notebook(cell, name), seconds=PATIENT)
    assert result.misconception == misconception


def test_a_message_of_any_length_from_another_process_is_compared():
    exercise = exercises.find("lif_membrane", "sinusoidal_current")
    answer = answers.find("lif_membrane", "sinusoidal_current")
    wrong = next(m.answer for m in answer.misconceptions if m.name == "sine of the math module")
    probes = [probe.to_data() for probe in exercise.probes]
    report = ask.ask_all(wrong, exercise.kind, probes)
    for outcome in report["outcomes"]:
        outcome["message"] = "cannot use '" + "1 as (" * 3_000
    assert judge(exercise, answer, report).misconception == ""
    report["outcomes"][0]["message"] *= 10
    with pytest.raises(MalformedReport, match="length of"):
        look_over(report, len(probes))
