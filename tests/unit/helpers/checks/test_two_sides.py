"""A check has two sides: what asks knows nothing of what judges."""

import importlib
import inspect
import pkgutil
import subprocess
import sys

import numpy as np
import pytest

import helpers.stand_ins
from helpers import exercises
from helpers.checks.contract import State
from helpers.checks.instant import check

ASKING = """
import sys
from helpers.checks.asking import ask
probe = {"args": (2,), "keywords": {}, "names": {}, "about": "", "plan": {}, "stand_ins": {}}
report = ask.ask_all(lambda x: x + 1, "function", [probe])
assert report["outcomes"][0]["value"] == 3
print([name for name in sys.modules if name.startswith("helpers")])
"""
JUDGES = ("helpers.answers", "helpers.checks.judging", "helpers.exercises")


def loaded(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return eval(done.stdout)


def test_asking_loads_nothing_that_judges():
    names = loaded(ASKING)
    assert "helpers.checks.asking.ask" in names
    assert not [name for name in names if name.startswith(JUDGES)]


def test_exercises_are_declared_without_what_judges_them():
    code = "import sys; from helpers import exercises; [*map(exercises.of, exercises.tutorials())]"
    names = loaded(f"{code}; print([*sys.modules])")
    assert "helpers.exercises.figures" in names
    assert not [name for name in names if name.startswith("helpers.checks")]


STAND_INS = [
    (module.name, name)
    for module in pkgutil.iter_modules(helpers.stand_ins.__path__)
    for name, _ in inspect.getmembers(
        importlib.import_module(f"helpers.stand_ins.{module.name}"), inspect.isfunction
    )
    if not name.startswith("_")
]


@pytest.mark.parametrize("tutorial, name", STAND_INS)
def test_a_stand_in_is_no_right_answer(tutorial, name):
    make = getattr(importlib.import_module(f"helpers.stand_ins.{tutorial}"), name)
    exercise = exercises.find(tutorial, name)
    for seed in range(20):
        assert check(exercise, make(np.random.default_rng(seed))).state == State.WRONG


def test_stand_ins_load_nothing_that_judges_or_declares():
    modules = ", ".join(f"helpers.stand_ins.{tutorial}" for tutorial, _ in STAND_INS)
    assert not [
        n for n in loaded(f"import sys, {modules}; print([*sys.modules])") if n.startswith(JUDGES)
    ]
