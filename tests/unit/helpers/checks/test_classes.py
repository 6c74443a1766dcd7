"""Exercises that ask for a class: made, set, stepped and read, with the step named that fails."""

import dataclasses
import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks.asking import ask, wire
from helpers.checks.asking import kinds as asking_kinds
from helpers.checks.contract import MalformedReport, look_over
from helpers.checks.judging import kinds
from helpers.checks.judging.judge import judge
from helpers.checks.judging.wording import values
from helpers.exercises import Comparison, Exercise, Probe, call, generator

TAU, EL = 20e-3, -60e-3

JUDGE = kinds.find("class")


class Membrane:
    """The right answer of these tests: leaky membranes, integrated by Euler steps."""

    def __init__(self, n, el=EL):
        self.el = el
        self.v = np.full(n, el)
        self.above = self.v > -50e-3
        self.t = 0.0
        self.steps = 0

    def ode_step(self, dt, i):
        self.v = self.v + dt / TAU * (self.el - self.v + 1e8 * i)
        self.above = self.v > -50e-3
        self.t += dt
        self.steps += 1


class WrongSign(Membrane):
    def ode_step(self, dt, i):
        super().ode_step(dt, i)
        self.v = self.v + 2 * dt / TAU * (self.v - self.el)


class NoClock(Membrane):
    def ode_step(self, dt, i):
        super().ode_step(dt, i)
        self.t = 0.0


class NoAttribute:
    def __init__(self, n, el=EL):
        self.el = el


def _plan(rng, n, steps, **more):
    current = 250e-12 * rng.uniform(0.5, 1.5, (n, steps))
    return {
        "steps": [call("ode_step", 1e-3, current[:, k]) for k in range(steps)],
        "read": ["v", "above", "t", "steps"],
        "trace": True,
        "dt": 1e-3,
        **more,
    }


def _fresh(rng):
    return [Probe((2,), {"el": -65e-3}, about="random", plan=_plan(rng, 2, 10))]


_RNG = np.random.default_rng(1)
EXERCISE = Exercise(
    "Membrane",
    "9.1",
    "A membrane as an object",
    "a class of leaky membranes",
    2,
    ("n", "el"),
    (
        Probe((3,), about="three membranes", plan=_plan(_RNG, 3, 15)),
        Probe(
            (2,),
            {"el": -65e-3},
            about="set by hand",
            plan=_plan(_RNG, 2, 5, set={"v": np.array([-52e-3, -70e-3])}),
        ),
        Probe((2,), about="the end only", plan={**_plan(_RNG, 2, 5), "trace": False}),
        Probe((4,), about="nothing done", plan={"read": ["v", "steps"]}),
    ),
    _fresh,
    kind="class",
    tutorial="why_models",
)
MISCONCEPTIONS = tuple(
    answers.Misconception(kind.__name__, kind, f"hint of {kind.__name__}", "nearly")
    for kind in (WrongSign, NoClock, NoAttribute)
)
ANSWER = answers.Answer(Membrane, MISCONCEPTIONS)

INIT = """
    def __init__(self, n, el=-60e-3):
        self.el, self.v = el, np.full(n, el)
        self.above, self.t, self.steps = self.v > -50e-3, 0.0, 0
"""
STEP = """
    def ode_step(self, dt, i):
        self.v = self.v + dt / 20e-3 * (self.el - self.v + 1e8 * i)
        self.above = self.v > -50e-3
        self.t += dt
        self.steps += 1
"""


def cell(*parts):
    return "class Membrane:\n" + "".join(parts)


RIGHT = {
    "as asked": cell(INIT, STEP),
    "the array changed in place": cell(INIT, STEP.replace("self.v = self.v + dt", "self.v += dt")),
    "methods that return something": cell(INIT, STEP, "        return self.v\n"),
    "more attributes, methods and parameters": cell(
        INIT.replace("el=-60e-3", "el=-60e-3, tau=20e-3"), STEP, "    def reset(self): ...\n"
    ).replace("...", "pass"),
    "inherited": cell(INIT) + "class Base(Membrane):" + STEP + "class Membrane(Base): pass",
    "numbers of NumPy": cell(INIT.replace("0.0, 0", "np.float64(0), np.int64(0)"), STEP),
    "a property": cell(
        INIT.replace("self.above, self.t", "_, self.t"),
        STEP.replace("self.above = self.v > -50e-3", "pass"),
        "    @property\n    def above(self):\n        return self.v > -50e-3\n",
    ),
    "a dataclass": "import dataclasses\n@dataclasses.dataclass\n"
    + cell("    n: int\n    el: float = -60e-3\n    def __post_init__(self):\n        n = self.n\n")
    + "        self.v, self.t, self.steps = np.full(n, self.el), 0.0, 0\n"
    + "        self.above = self.v > 0\n"
    + STEP,
}


@pytest.mark.parametrize("case", RIGHT)
def test_a_right_class_passes_whatever_its_style(case, notebook, afar):
    target = notebook(RIGHT[case], "Membrane")
    for seed in (None, 1, 2):
        result = afar(EXERCISE, ANSWER, target, seed)
        assert (result.state, repr(result)) == ("right", "2"), result.message


@pytest.mark.parametrize("wrong", MISCONCEPTIONS, ids=lambda m: m.name)
def test_a_class_that_goes_wrong_like_a_known_one_over_the_whole_trace_gets_its_hint(wrong, afar):
    for seed in (None, 5):
        result = afar(EXERCISE, ANSWER, wrong.answer, seed)
        assert result.misconception == wrong.name
        assert wrong.hint in result.message
    assert "expected: " in result.message and "got: " in result.message


WRONG = {
    "a value from step 4 on": (
        cell(INIT, STEP, "        if self.steps >= 4: self.v[1] = -51e-3\n"),
        [
            "`v` after step 4 (t = 4 ms) does not have the right values, first at index 1.",
            "expected: v[1] = -0.0",
            "got:      v[1] = -0.051, after step 4 (t = 4 ms)",
        ],
    ),
    "a state that is local": (
        cell(INIT, STEP.replace("self.v = self.v", "v = self.v")),
        [
            "`v` after step 1 (t = 1 ms) is what it was before the step, and should have changed."
            " Is the result assigned to `self.v`, with `self.`?"
        ],
    ),
    "a state that stands still in one step only": (
        cell(INIT, STEP.replace("self.v = self.v", "if self.steps != 3: self.v = self.v")),
        ["`v` after step 4 (t = 4 ms) does not have the right values, first at index 0."],
    ),
    "a state that is rounded": (
        cell(
            INIT,
            STEP.replace(
                "        self.above",
                "        self.v = np.round(self.v, 3)\n        self.above",
            ),
        ),
        ["`v` after step 1 (t = 1 ms) is right up to 3 decimals: do not round inside a function"],
    ),
    "a value that is round by chance": (
        cell(INIT, STEP, "        if self.steps == 3: self.v = np.round(self.v, 2)\n"),
        ["`v` after step 3 (t = 3 ms) does not have the right values, first at index 0."],
    ),
    "a state that is returned": (
        cell(INIT, STEP.replace("self.v = self.v", "v = self.v"), "        return v\n"),
        ["the method returns something, but changes nothing.", "assigned: `self.v = ...`"],
    ),
    "an attribute missing": (
        cell(INIT.replace("self.steps", "steps"), STEP.replace("self.steps += 1", "pass")),
        [
            "The object has no attribute `steps` right after construction. It has `el`, `v`,",
            "with `self.` before the name: `self.steps = ...`?",
        ],
    ),
    "an attribute deleted on the way": (
        cell(INIT, STEP, "        if self.t > 2.5e-3: del self.v\n"),
        ["The object has no attribute `v` after step 3."],
    ),
    "a method missing": (
        cell(INIT, STEP.replace("ode_step", "odestep")),
        ["The object has no method `ode_step`. It has", "`odestep`. Is it misspelt"],
    ),
    "a method hidden by a value": (
        cell(INIT, "        self.ode_step = 0\n", STEP),
        ["`ode_step` is a method of the class, but here it is a value"],
    ),
    "a method without self": (
        cell(INIT, STEP.replace("self, dt, i", "dt, i").replace("self.", "")),
        ["`ode_step` cannot be called", "after `self`: `i`", "Is `self` its first parameter"],
    ),
    "a method without parameters": (
        cell(INIT, "    def ode_step():\n        pass\n"),
        ["The method `ode_step` cannot be called as it is to be called (its parameters: none)"],
    ),
    "numbers for True and False": (
        cell(INIT, STEP.replace("self.v > -50e-3", "(self.v > -50e-3) * 1")),
        ["`above` after step 1 (t = 1 ms) is an array of numbers; asked for is a Boolean array"],
    ),
    "a number for an array": (
        cell(INIT.replace("np.full(n, el)", "el"), STEP),
        ["`v` before the first step is one number; an array (3 values, shape (3,)) is asked for."],
    ),
    "None for an array": (
        cell(INIT.replace("self.v > -50e-3", "None"), STEP),
        ["`above` before the first step is None, that is, nothing: is `self.above` given a value"],
    ),
    "an exception in the constructor": (
        cell(INIT.replace("np.full(n, el)", "np.full(n, ell)")),
        [
            "`Membrane` stopped with NameError: name 'ell' is not defined, when an object is made"
            " by `Membrane(...)`, in line 4: `self.el, self.v = el, np.full(n, ell)`.",
        ],
    ),
    "an exception in a step": (
        cell(INIT, STEP, "        1 / (3 - self.steps)\n"),
        ["ZeroDivisionError: division by zero, in step 3, `.ode_step(0.001, [", "in line 12"],
    ),
    "an exception in a property": (
        cell(INIT, STEP, "    @property\n    def above(self): return 1 / 0\n").replace(
            "self.above", "_"
        ),
        ["ZeroDivisionError"],
    ),
    "an endless step": (
        cell(INIT, STEP, "        while self.steps == 2: pass\n"),
        ["was stopped after 0.3 seconds, in step 2, `.ode_step(", "Does each loop come to an end?"],
    ),
    "an argument changed": (
        cell(INIT, STEP, "        i *= 0\n"),
        ["Step 1 changes an argument of the method (number 2), which belongs to the caller."],
    ),
    "no constructor": (
        cell(STEP),
        ["`Membrane(...)` takes no arguments", "`def __init__(self, n, el):`, with two under"],
    ),
    "a constructor with one underscore": (
        cell(INIT.replace("__init__", "_init_"), STEP),
        ["takes no arguments", "with two underscores on each side"],
    ),
    "a constructor's parameter of another name": (
        cell(INIT.replace("el=-60e-3", "e_l=-60e-3").replace("= el,", "= e_l,"), STEP),
        ["Objects are made by `Membrane(n, el)`", "named otherwise: `el`"],
    ),
    "a method for an attribute": (
        cell(INIT, STEP, "    def v(self): pass\n").replace("self.v", "self.u"),
        ["`v` before the first step is a function"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_by_attribute_and_step(case, notebook, afar):
    text, sentences = WRONG[case]
    result = afar(EXERCISE, ANSWER, notebook(text, "Membrane"), seconds=0.3)
    assert (result.state, repr(result)) == ("wrong", "0")
    for sentence in sentences:
        assert sentence in result.message
    assert "Traceback" not in result.message and len(result.message) < 1200


def test_a_state_that_changes_in_other_steps_is_not_said_to_be_unassigned(notebook, afar):
    exercise = exercises.find("lif-spikes", "LIFNeurons")
    text = """
        class LIFNeurons:
            def __init__(self, n, t_ref_mu=0.01, t_ref_sigma=0.002, tau=20e-3, el=-60e-3,
                         vr=-70e-3, vth=-50e-3, r=100e6):
                self.t_ref_mu, self.tau, self.el, self.r = t_ref_mu, tau, el, r
                self.vr, self.vth = vr, vth
                self.t_ref = np.full(n, t_ref_mu)
                self.v = np.full(n, el)
                self.spiked = self.v >= vth
                self.last_spike, self.t, self.steps = -self.t_ref, 0.0, 0
            def ode_step(self, dt, i):
                self.t += dt
                self.steps += 1
                self.v = self.v + dt / self.tau * (self.el - self.v + self.r * i)
                self.v[self.t - self.last_spike < self.t_ref_mu] = self.vr
                self.spiked = self.v >= self.vth
                self.v[self.spiked] = self.vr
                self.last_spike[self.spiked] = self.t
        """
    target = notebook(text, "LIFNeurons")
    message = afar(exercise, answers.find("lif-spikes", "LIFNeurons"), target).message
    assert "`v` after step 11 (t = 11 ms) does not have the right values" in message
    assert "with `self.`" not in message


NO_CLASS = {
    "Membrane = Membrane(3)": "an object made by `Membrane(...)`, not the class itself. Hand it the"
    " class, without parentheses: `checks.why_models.Membrane(Membrane)`.",
    "def Membrane(n, el=0): return 3": "is a function here; the exercise asks for a class, which"
    " begins with `class Membrane:`",
    "Membrane = lambda n: 0": "is a function here",
    "Membrane = None": "given None: hand it the class itself",
    "Membrane = ...": "given a blank `...`",
    "Membrane = np.ones(3)": "given an array, not a class",
    "Membrane = len": "not a class",
}


@pytest.mark.parametrize("text", NO_CLASS)
def test_something_that_is_no_class_is_named(text, notebook, afar):
    notebook(RIGHT["as asked"], "Membrane")
    result = afar(EXERCISE, ANSWER, notebook(text, "Membrane"))
    assert NO_CLASS[text] in result.message
    assert (result.state, repr(result)) == ("wrong", "0")


STUB_INIT = """
    def __init__(self, n, el=-60e-3):
        raise NotImplementedError("Exercise 9.1: a membrane")
        # 1. the parameters
        self.el = ...
        self.v = ...
"""
STUB_STEP = """
    def ode_step(self, dt, i):
        raise NotImplementedError("Exercise 9.1: a membrane")
        self.v = ...
"""
FILLED_STEP = STEP.replace(
    "self, dt, i):\n", 'self, dt, i):\n        raise NotImplementedError("Exercise 9.1")\n'
)
UNFINISHED = {
    "untouched": (cell(STUB_INIT, STUB_STEP), "Still to be written: its method `__init__`."),
    "one method done": (cell(INIT, STUB_STEP), "Still to be written: its method `ode_step`."),
    "given code below the stub": (
        cell(STUB_STEP, INIT),
        "Still to be written: its method `ode_step`.",
    ),
    "raise line not deleted": (
        cell(INIT, FILLED_STEP),
        "You have filled in the blanks. Now delete the line `raise NotImplementedError(...)`"
        " (line 8)",
    ),
    "a blank left": (
        cell(INIT, STEP.replace("self.steps += 1", "self.steps = ...")),
        "Still to be filled in: the blank `...` in line 11, `self.steps = ...`.",
    ),
    "a blank computed with": (
        cell(INIT.replace("np.full(n, el)", "..."), STEP),
        "Still to be filled in: the blank `...` in line 4",
    ),
    "an exercise before it is not finished": (
        "def leak(v):\n    raise NotImplementedError('Exercise 1.1')\n"
        + cell(INIT, STEP.replace("1e8 * i", "leak(i)")),
        "`Membrane` uses `leak`, which is not finished (Exercise 1.1): do that first.",
    ),
}


@pytest.mark.parametrize("case", UNFINISHED)
def test_unfinished_classes_are_told_what_is_left_to_do(case, notebook, afar):
    text, sentence = UNFINISHED[case]
    result = afar(EXERCISE, ANSWER, notebook(text, "Membrane"))
    assert sentence in result.message
    assert (result.state, repr(result)) == ("unfinished", "0")


def test_the_text_of_a_class_is_found_in_a_notebook(tmp_path):
    code = """
    from IPython.core.interactiveshell import InteractiveShell
    shell = InteractiveShell.instance()
    shell.run_cell('''
    # a first line
    class Membrane:
        def __init__(self, n):
            self.v = ...
        def ode_step(self, dt, i):
            raise NotImplementedError("Exercise 9.1")
    ''')
    shell.run_cell('''
    from helpers.checks.asking import ask
    print(ask.look(Membrane))
    ''')
    """
    env = {**os.environ, "IPYTHONDIR": str(tmp_path)}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)
    assert "'blanks': [(4, 'self.v = ...')], 'stop': 6" in done.stdout, done.stdout + done.stderr


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
