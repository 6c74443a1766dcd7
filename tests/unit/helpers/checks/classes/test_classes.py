"""Exercises that ask for a class: made, set, stepped and read, with the step named that fails."""

import os
import subprocess
import sys
import textwrap

import pytest

from helpers import answers, exercises
from tests.unit.helpers.checks.classes.membranes import (
    ANSWER,
    EXERCISE,
    INIT,
    MISCONCEPTIONS,
    STEP,
    cell,
)

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
                self.v[self.t - self.last_spike < 0.6 * self.t_ref] = self.vr
                self.spiked = self.v >= self.vth
                self.v[self.spiked] = self.vr
                self.last_spike[self.spiked] = self.t
        """
    target = notebook(text, "LIFNeurons")
    message = afar(exercise, answers.find("lif-spikes", "LIFNeurons"), target).message
    assert "`v` after step " in message
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
