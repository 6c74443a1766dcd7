"""The judge, given reports that no student's process ever made by honest means."""

import random
import time
from itertools import product

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks.asking import ask, wire
from helpers.checks.asking.wire import Opaque
from helpers.checks.contract import MalformedReport, State, look_over
from helpers.checks.judging import kinds
from helpers.checks.judging.judge import judge
from helpers.checks.result import Result
from tests.amount import amount

# One or two of each kind: numbers, arrays, in place, statistics, figures, a class.
EXERCISES = [
    ("why_models", "entropy"),
    ("why_models", "information_rates"),
    ("lif_membrane", "noisy_current"),
    ("lif_membrane", "plot_mean_band"),
    ("lif_spikes", "spike_clamp"),
    ("lif_spikes", "LIFNeurons"),
]
SEED = 7
SECONDS = 10.0  # for one report, on a busy machine
NAN, INF = float("nan"), float("inf")
VALUES = [
    None, True, False, 0, 1, -1, 2**63, 2**999, 0.0, -0.0, NAN, INF, -INF, 1e308, 5e-324, 1j,
    complex(NAN, NAN), "", "right", "<script>", "\ud800", "x" * 100_000, "{0}{", "%s%n", "`" * 999,
    [], (), {}, [[]], {"": 0}, {NAN: 1}, {"generator": 1}, {"generator": 1, "drawn": True},
    {"generator": -1}, {"generator": "x", "drawn": 1}, {"state": "right"}, [0] * 5000,
    ["x"] * 5000, [np.zeros(1)] * 2000, {str(k): k for k in range(2000)}, [[[[[]]]]], (NAN, NAN),
    Opaque("ellipsis"), Opaque("numpy.ndarray", "too large"), Opaque(""), Opaque("x" * 99, "array"),
    np.array([]), np.zeros((0, 5)), np.zeros((5, 0)), np.array(0.0), np.array(NAN), np.full(3, INF),
    np.zeros((1,) * 8), np.zeros(3, bool), np.zeros(3, complex), np.zeros(3, np.float16),
    np.zeros(3, np.longdouble), np.array([255], "u1"), np.zeros(3, ">f8"), np.zeros(200_000),
    np.longdouble(1), np.float32(NAN), np.bool_(True), np.int8(-128), np.complex64(1),
]  # fmt: skip


class Case:
    """An exercise, and what its reference answers."""

    def __init__(self, tutorial, name):
        self.exercise, self.answer = exercises.find(tutorial, name), answers.find(tutorial, name)
        probes = [probe.to_data() for probe in self.exercise.all_probes(SEED)]
        self.right = ask.ask_all(self.answer.reference, self.exercise.kind, probes, 60.0)

    def judge(self, report):
        """The verdict, after the way over the wire, or None if there is none."""
        began = time.monotonic()
        try:
            report = wire.unpack(wire.pack(report))
            n_probes = len(self.exercise.all_probes(SEED))
            look_over(report, n_probes, kinds.find(self.exercise.kind).look_over)
            verdict = judge(self.exercise, self.answer, report, SEED)
            result = Result(self.exercise, verdict)
            assert result.message and result._repr_html_()
        except (wire.WireError, MalformedReport):
            return None
        finally:
            assert time.monotonic() - began < SECONDS
        return verdict.state


@pytest.fixture(scope="module", params=EXERCISES, ids=lambda names: names[1])
def case(request):
    return Case(*request.param)


def outcome(state="returned", **more):
    return {
        "state": state, "printed": "", "warnings": [], "took": 0.0, "at": 0, "line": 0, "text": "",
        "within": "", "type": "TypeError", "message": "", "explanation": "", "own": True,
        "parameters": [], "seconds": 1.0, "value": 0.0, "after": ([], {}), **more,
    }  # fmt: skip


def facts(**more):
    return {
        "type": "function", "callable": True, "is_class": False, "blanks": [], "stop": 0,
        "begun": False, **more,
    }  # fmt: skip


def put(thing, path, value):
    """A copy of nested data with another value at a path.

    Raises
    ------
    KeyError, TypeError
        If the path does not lead anywhere.
    """
    if not path:
        return value
    if not isinstance(thing, dict | list | tuple):
        raise TypeError(f"there is nothing within {type(thing).__name__}")
    first, *rest = path
    if isinstance(thing, dict):
        return {**thing, first: put(thing[first], rest, value)}
    return type(thing)(
        [put(item, rest, value) if k == first else item for k, item in enumerate(thing)]
    )


def paths(thing, path=()):
    """Where there is something within nested data."""
    yield path
    if type(thing) in (list, tuple):
        thing = dict(enumerate(thing))
    if type(thing) is dict:
        for key, item in thing.items():
            yield from paths(item, (*path, key))


def test_the_right_answers_are_right(case):
    assert case.judge(case.right) == State.RIGHT


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_no_value_is_right_for_every_probe(case, value):
    outcomes = [{**one, "value": value} for one in case.right["outcomes"]]
    if wire.plain(case.right["outcomes"][0]["value"]) is None:
        pytest.skip("what it returns does not matter")
    assert case.judge({**case.right, "outcomes": outcomes}) != State.RIGHT


def test_no_state_or_description_is_right_by_itself(case):
    n = len(case.right["outcomes"])
    states = ("returned", "raised", "stub", "unfit", "endless", "right", "", "graded")
    kinds = ("function", "type", "NoneType", case.exercise.name, "")
    for state, kind, number in product(states, kinds, (0, 1, n, n + 1)):
        for call, is_class in product((True, False), repeat=2):
            target = facts(type=kind, callable=call, is_class=is_class)
            report = {"target": target, "outcomes": [outcome(state)] * number}
            assert case.judge(report) != State.RIGHT
    assert case.judge({"target": {"missing": "x", "close": ""}, "outcomes": []}) != State.RIGHT


@pytest.mark.sampled
def test_damaged_reports_are_judged_or_malformed_and_nothing_else(case):
    rng = random.Random(1)
    places = [path for path in paths(case.right) if path]
    n = amount(400, 2400)  # for each of the exercises above; a class takes ten times as long
    for _ in range(n // 4 if case.exercise.kind == "class" else n):
        report = case.right
        for _ in range(rng.choice([1, 1, 2, 5])):
            path = rng.choice(places)
            try:
                report = put(report, path, rng.choice(VALUES))
            except (KeyError, TypeError):
                continue  # it is gone already
        case.judge(report)
