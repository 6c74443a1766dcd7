"""A plan is gone through step by step, whatever the class does; its report is looked over."""

import dataclasses

import numpy as np
import pytest

from helpers.checks.asking import ask, wire
from helpers.checks.asking import kinds as asking_kinds
from helpers.checks.contract import MalformedReport, look_over
from helpers.checks.judging.judge import judge
from helpers.checks.judging.wording import values
from helpers.exercises import Comparison, Probe, call, generator
from tests.unit.helpers.checks.classes.membranes import (
    ANSWER,
    EXERCISE,
    INIT,
    JUDGE,
    STEP,
    TAU,
    Membrane,
    cell,
)


def test_names_of_the_students_module_are_set_for_a_class_and_put_back(notebook):
    class Scaled:
        def __init__(self):
            self.v = gain  # noqa: F821

    probe = Probe(names={"gain": 3.0}, about="a gain", plan={"read": ["v"]})
    target = notebook(
        "gain = 1\nclass Scaled:\n    def __init__(self):\n        self.v = gain", "Scaled"
    )
    for kind in (Scaled, target):
        outcome = ask.ask_one(kind, "class", probe.to_data())
        assert outcome["value"]["read"] == {"v": [3.0]}
    assert target.__init__.__globals__["gain"] == 1


def test_a_generator_may_be_handed_to_a_constructor_and_to_a_method():
    class Noisy:
        def __init__(self, rng):
            self.x = rng.normal()

        def step(self, rng):
            self.x = rng.normal()

    plan = {"steps": [call("step", generator(4))], "read": ["x"], "trace": True}
    outcome = ask.ask_one(Noisy, "class", Probe((generator(3),), plan=plan).to_data())
    expected = [np.random.default_rng(seed).normal() for seed in (3, 4)]
    assert outcome["value"]["read"]["x"] == expected
    assert outcome["after"] == ([{"generator": 3, "drawn": True}], {})


def test_probes_are_whole_after_a_class_has_changed_its_arguments():
    class Spoiling(Membrane):
        def ode_step(self, dt, i):
            super().ode_step(dt, i)
            i[:] = 0
            self.v[:] = 0

    before = wire.pack([p.to_data() for p in EXERCISE.probes])
    for probe in EXERCISE.probes:
        ask.ask_one(Spoiling, "class", probe.to_data())
    assert wire.pack([p.to_data() for p in EXERCISE.probes]) == before


def test_a_trace_of_huge_arrays_is_cut_short():
    class Huge(Membrane):
        def ode_step(self, dt, i):
            self.v = np.zeros(500_000)

    data = EXERCISE.probes[0].to_data()
    kept = [
        v
        for v in asking_kinds.find("class").ask(Huge, data)["read"]["v"]
        if isinstance(v, np.ndarray)
    ]
    assert len(kept) < 4
    outcome = ask.ask_one(Huge, "class", data)
    assert len(wire.pack(outcome)) < wire.MAX_BYTES


def _with(**parts):
    def change(report):
        outcomes = [{**o, "value": {**o["value"], **parts}} for o in report["outcomes"]]
        return {**report, "outcomes": outcomes}

    return change


MALFORMED = {
    "no value": lambda r: {**r, "outcomes": [{**o, "value": None} for o in r["outcomes"]]},
    "a value of another kind": lambda r: {
        **r,
        "outcomes": [{**o, "value": np.ones(3)} for o in r["outcomes"]],
    },
    "no readings": _with(read=[]),
    "readings that are no list": _with(read={"v": 3}),
    "too few readings": _with(read={"v": []}),
    "trouble that is no list": _with(trouble="all is right"),
    "trouble of another form": _with(trouble=("no attribute", "v")),
    "trouble of an unknown kind": _with(trouble=("right", "v", 1, [])),
    "changes of another form": _with(changed=[1]),
    "a step that is no number": lambda r: {
        **r,
        "outcomes": [{**o, "at": "1"} for o in r["outcomes"]],
    },
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_report_that_no_answering_makes_is_refused_by_name(case):
    probes = [p.to_data() for p in EXERCISE.probes]
    report = ask.ask_all(Membrane, "class", probes)
    with pytest.raises(MalformedReport):
        report = MALFORMED[case](report)
        look_over(report, len(probes), JUDGE.look_over)
        judge(EXERCISE, ANSWER, report)


def test_attributes_are_set_after_construction_and_read_before_and_after_each_step():
    outcome = ask.ask_one(Membrane, "class", EXERCISE.probes[1].to_data())
    assert outcome["value"]["when"] == [
        "before the first step",
        *(f"after step {k} (t = {k} ms)" for k in range(1, 6)),
    ]
    v, steps = (outcome["value"]["read"][name] for name in ("v", "steps"))
    assert steps == [0, 1, 2, 3, 4, 5]
    np.testing.assert_array_equal(v[0], [-52e-3, -70e-3])
    i = EXERCISE.probes[1].plan["steps"][0]["args"][1]
    np.testing.assert_allclose(v[1], v[0] + 1e-3 / TAU * (-65e-3 - v[0] + 1e8 * i))
    outcome = ask.ask_one(Membrane, "class", EXERCISE.probes[2].to_data())
    assert outcome["value"]["read"]["steps"] == [5]


def test_an_attribute_to_be_set_that_is_not_there_is_told(notebook, afar):
    exercise = dataclasses.replace(EXERCISE, probes=EXERCISE.probes[1:2])
    target = notebook(
        cell(INIT.replace("self.v = el", "_ = el").replace("self.v", "el"), STEP), "Membrane"
    )
    result = afar(exercise, ANSWER, target)
    assert "The object has no attribute `v` right after construction." in result.message


def test_each_probe_reads_as_a_line_of_code():
    assert JUDGE.call(EXERCISE, EXERCISE.probes[1]).startswith(
        "Membrane(2, el=-0.065); .v = [-0.052, -0.07]; .ode_step(0.001, ["
    )
    assert JUDGE.call(EXERCISE, EXERCISE.probes[1]).endswith("]) and 4 more")
    assert JUDGE.call(EXERCISE, EXERCISE.probes[3]) == "Membrane(4)"


def test_differences_within_the_tolerance_are_none():
    class Rounded(Membrane):
        def ode_step(self, dt, i):
            super().ode_step(dt, i)
            self.v = self.v * (1 + 1e-9)

    probe = EXERCISE.probes[0].to_data()
    got, right = (ask.ask_one(c, "class", probe)["value"] for c in (Rounded, Membrane))
    assert JUDGE.difference(got, right, Comparison()) is None
    finding = JUDGE.difference(got, right, Comparison(rtol=0, atol=1e-12))
    assert finding.where[0][:2] == ("attribute", "v")
    assert "`v` after step 1" in values.sentence(finding)
