"""The questions of a submission stay in the grader: no page shows them, no process learns more."""

import json
import random
import re
import subprocess
import sys

import numpy as np
import pytest

from courseware.grade import grader_version
from courseware.grade.contract import Check
from courseware.grade.worker import channel, verdict
from courseware.grade.worker.worker import grade
from helpers import answers, exercises
from helpers.checks.asking import ask
from helpers.checks.contract import State

from .conftest import ENTROPY, RATES, RIGHT, RIGHT_COUNTS, RIGHT_RATES, task

SEED = 1948


class InPlace:
    """In the place of a student's process: the object is in this one."""

    spent = 0.0

    def __init__(self, answer):
        self.known = {}
        self.answer_of = answer

    def look(self, name, seconds):
        self.known[name] = self.answer_of
        return ask.look_up(self.known, name)

    def answer(self, name, kind, probe, seconds):
        return ask.ask_one(self.known[name], kind, probe, seconds)


def right_at_first(exercise, reference, fail):
    """Right on the fixed probes; what `fail` does of the arguments behind them."""
    asked = 0

    def answer(*arguments):
        nonlocal asked
        asked += 1
        good = reference(*arguments)
        return good if asked <= len(exercise.probes) else fail(arguments, good)

    return answer


def complain(arguments, good):
    raise ValueError(f"{arguments} -> {good}")


def print_all(arguments, good):
    print(arguments, good)
    return None


def half_more(arguments, good):
    return good * 1.5 if isinstance(good, np.ndarray | float) else None


FUNCTIONS = [
    (tutorial, exercise)
    for tutorial in exercises.tutorials()
    for exercise in exercises.of(tutorial)
    if exercise.kind == "function"
]


@pytest.mark.parametrize("fail", [complain, print_all, half_more])
@pytest.mark.parametrize(
    ("tutorial", "exercise"), FUNCTIONS, ids=[f"{t}-{e.name}" for t, e in FUNCTIONS]
)
def test_feedback_shows_no_fresh_question(tutorial, exercise, fail):
    reference = answers.find(tutorial, exercise.name).reference
    check = Check("check", tutorial, exercise.name, exercise.name, 1.0)
    student = InPlace(right_at_first(exercise, reference, fail))
    result, made, _ = verdict.take(check, student, SEED, 60.0)
    assert result.state == State.WRONG
    probes = exercise.all_probes(verdict.seed_of(check, SEED))
    n = len(exercise.probes)
    assert len(probes) > n
    told = json.dumps([made, result.reason], default=str)
    secret = {text for probe in probes[n:] for text in numbers(probe, reference)}
    known = {text for probe in probes[:n] for text in numbers(probe, reference)}
    assert not secret.difference(known) & set(re.findall(r"\d+\.\d+(?:e-?\d+)?", told))


def numbers(probe, reference):
    """Numbers of a question and its answer, with 3 and more digits behind the point, as text."""
    data = probe.to_data()
    found = list(flat(data)) + list(flat(ask.ask_one(reference, "function", data, 60.0)))
    texts = {f"{abs(x):.{k}g}" for x in found for k in range(2, 8)} | {repr(abs(x)) for x in found}
    return {text for text in texts if re.fullmatch(r"\d+\.\d{3,}(e-?\d+)?", text)}


def flat(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, np.ndarray):
        value = value.ravel().tolist()
    if isinstance(value, list | tuple):
        for part in value:
            yield from flat(part)
    elif isinstance(value, float):
        yield value


# What a submission's process is told.

DRAW = "import random, numpy as np\nprint(random.random(), np.random.rand(), np.random.poisson(9))"


def test_the_global_generators_go_by_their_own_seed_alone(run):
    first, again, other = (
        run(DRAW, seed=seed, child_seed=child).text(0) for seed, child in ((1, 7), (2, 7), (1, 8))
    )
    assert first == again != other
    random.seed(7)
    expected = random.random(), *np.random.RandomState(7).rand(1)
    assert first.split()[:2] == [str(x) for x in expected]


def test_each_run_of_a_notebook_draws_the_same(run):
    """A cell that ends the process has the notebook run again, without it."""
    cells = "import random\nx = random.random()\nprint(x)", "import os; os._exit(0)", ENTROPY
    again = run(*cells, child_seed=7)
    random.seed(7)
    assert again.text(0).strip() == str(random.random())


def test_the_seed_of_the_questions_is_never_in_the_sandbox(template, monkeypatch):
    sent = []
    spawn, pack = template.spawn, channel.message_frames.pack
    monkeypatch.setattr(template, "spawn", lambda r: (sent.append(json.dumps(r)), spawn(r))[1])
    monkeypatch.setattr(
        channel.message_frames, "pack", lambda m, *more: (sent.append(repr(m)), pack(m, *more))[1]
    )
    seed, child = 1234567890123456789, 987654321
    wrong = RIGHT.replace("log2", "log")  # so that the last is asked with a stand-in, too
    cells = wrong, ENTROPY, RIGHT_COUNTS, RIGHT_RATES, RATES
    grade(task(*cells, seed=seed, child_seed=child), template)
    told = "".join(sent)
    assert str(child) in told and "probe" in told and "helpers.stand_ins.why_models" in told
    assert str(seed) not in told
    assert not any(str(verdict.seed_of(check, seed)) in told for check in (ENTROPY, RATES))


# What the grader's version covers.

MODULES = """
import json, sys
import courseware.grade.worker.worker, courseware.grade.coordinator, courseware.grade.course.course
from helpers import answers, exercises
for tutorial in exercises.tutorials():
    exercises.of(tutorial)
    for exercise in exercises.of(tutorial):
        answers.find(tutorial, exercise.name)
import helpers.stand_ins.why_models
ours = ("helpers", "courseware")
found = [m for name, m in sys.modules.items() if name.partition(".")[0] in ours]
print(json.dumps([m.__file__ for m in found if m.__file__]))
"""


def test_the_graders_version_covers_every_module_of_ours_that_grading_imports():
    done = subprocess.run(
        [sys.executable, "-c", MODULES], capture_output=True, text=True, check=True
    )
    imported = set(json.loads(done.stdout))
    assert len(imported) > 80
    assert imported <= {str(file) for _, file in grader_version.files()}
