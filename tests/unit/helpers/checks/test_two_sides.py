"""A check has two sides: what asks knows nothing of what judges."""

import subprocess
import sys

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
