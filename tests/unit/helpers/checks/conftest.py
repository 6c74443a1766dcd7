"""Students' code as a notebook defines it: with its text at hand, in a module named __main__."""

import itertools
import linecache
import math
import textwrap

import numpy as np
import pytest

from helpers import exercises
from helpers.checks import instant
from helpers.checks.asking import ask, wire
from helpers.checks.contract import look_over
from helpers.checks.judging import kinds
from helpers.checks.judging.judge import judge
from helpers.checks.result import Result
from tests.patience import PATIENT

_cells = itertools.count(1)


@pytest.fixture(autouse=True)
def first_run():
    instant.forget()


@pytest.fixture
def notebook():
    """``notebook(cell, name)`` runs a cell and returns what it calls `name`."""
    names = {"__name__": "__main__", "np": np, "math": math}

    def run(cell, name="entropy"):
        text = textwrap.dedent(cell).lstrip("\n")
        where = f"<cell {next(_cells)}>"
        linecache.cache[where] = (len(text), None, text.splitlines(keepends=True), where)
        exec(compile(text, where, "exec"), names)
        return names[name]

    return run


@pytest.fixture
def check():
    """``check(target, name="entropy", **options)``: an instant check of why-models."""

    def run(target, name="entropy", **options):
        options.setdefault("seconds", PATIENT)
        return instant.check(exercises.find("why_models", name), target, **options)

    return run


@pytest.fixture
def afar():
    """``afar(exercise, answer, target)``: the verdict on answers sent from another process."""

    def run(exercise, answer, target, seed=None, seconds=PATIENT):
        probes = [wire.unpack(wire.pack(p.to_data())) for p in exercise.all_probes(seed)]
        report = ask.ask_all(target, exercise.kind, probes, seconds)
        there = wire.unpack(wire.pack(report))
        look_over(there, len(probes), kinds.find(exercise.kind).look_over)
        verdict = judge(exercise, answer, there, seed)
        assert verdict == judge(exercise, answer, report, seed)
        return Result(exercise, verdict, 3)

    return run
