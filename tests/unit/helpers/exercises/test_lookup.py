"""Exercises and answers are found by their names, and nothing else knows what they are called."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import exercises
from helpers.exercises import lookup

ROOT = Path(__file__).parents[4]
TUTORIALS = exercises.tutorials()
# What belongs to the course and not to the engine that runs it.
COURSE = ["courseware/build/curriculum.py"] + [
    f"helpers/{half}/{name}" for half in ("exercises", "answers", "demos") for name in TUTORIALS
]


def modules(half, tutorial):
    files = (ROOT / "helpers" / half / tutorial).glob("[!_]*.py")
    return {file.stem for file in files}


@pytest.mark.parametrize("tutorial", TUTORIALS)
def test_each_exercise_has_one_file_in_both_halves_with_the_name_that_follows_from_its_own(
    tutorial,
):
    names = {lookup.module_name(exercise.name) for exercise in exercises.of(tutorial)}
    assert names == modules("exercises", tutorial) == modules("answers", tutorial)


@pytest.mark.parametrize("tutorial", TUTORIALS)
def test_exercises_come_in_the_order_of_their_numbers(tutorial):
    numbers = [exercise.number for exercise in exercises.of(tutorial)]
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])


def test_a_tenth_exercise_comes_behind_the_ninth():
    a, b = (exercises.Exercise("x", n, "", "", 1, (), (), list) for n in ("3.9", "3.10"))
    assert a.position < b.position


def printed_by(code):
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_looking_up_an_exercise_imports_no_answers():
    code = (
        "import sys; from helpers import exercises; exercises.find('why-models', 'entropy');"
        "print([m for m in sys.modules if m.startswith('helpers.answers')])"
    )
    assert printed_by(code) == "[]"


def test_looking_up_answers_imports_those_of_one_exercise():
    code = (
        "import sys; from helpers import answers; answers.find('why-models', 'entropy');"
        "print([m for m in sys.modules if m.startswith('helpers.answers.why_models.')"
        " and not m.rpartition('.')[2].startswith('_')])"  # which are parts of others
    )
    assert printed_by(code) == "['helpers.answers.why_models.entropy']"


def engine():
    """Names and syntax trees of all its files."""
    for file in sorted([*ROOT.glob("helpers/**/*.py"), *ROOT.glob("courseware/**/*.py")]):
        name = file.relative_to(ROOT).as_posix()
        if not name.removesuffix(".py").startswith(tuple(p.removesuffix(".py") for p in COURSE)):
            yield name, ast.parse(file.read_text(encoding="utf-8"))


def words_of(tree):
    """Names and texts in code, but for docstrings and sentences, which give examples."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if id(node) not in docstrings:
            for _, value in ast.iter_fields(node):
                if isinstance(value, str) and " " not in value:
                    yield value


def test_the_engine_names_no_tutorial():
    names = {form for name in TUTORIALS for form in (name, name.replace("_", "-"))}
    naming = {
        file: word
        for file, tree in engine()
        for word in words_of(tree)
        if any(name in word for name in names)
    }
    assert naming == {}
