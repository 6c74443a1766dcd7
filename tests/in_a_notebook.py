"""Answers as a notebook has them: in one module, beside the answers to other exercises."""

import ast
import functools
import inspect
import types
from pathlib import Path

import pytest

from helpers import answers, exercises
from helpers.answers.declaration import gather
from helpers.exercises import lookup

ROOT = Path(__file__).parent.parent


@functools.cache
def source(tutorial):
    """The text of a tutorial with its solutions."""
    name = tutorial.replace("_", "-")
    return (ROOT / "solutions" / name / f"{name}.py").read_text("utf-8")


def solution(tutorial, exercise):
    """The definition of the solution of an exercise, as a syntax tree."""
    tree = ast.parse(source(tutorial))
    return next(node for node in tree.body if getattr(node, "name", "") == exercise)


@functools.cache
def _setting(tutorial, until, without):
    """What a solution reads: imports, plain numbers, given functions, the solutions up to it."""
    all_names = [exercise.name for exercise in exercises.of(tutorial)]
    kept, names = [], {*all_names[: all_names.index(until) + 1]} - without
    for node in ast.parse(source(tutorial)).body:
        # A negative number is a `UnaryOp`.
        plain = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.UnaryOp)
        plain = plain and isinstance(node.targets[0], ast.Name)
        answer = isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in names
        given = isinstance(node, ast.FunctionDef) and node.name not in all_names
        given = given and not (node.decorator_list or node.args.defaults)
        if plain or answer or given or isinstance(node, ast.Import | ast.ImportFrom):
            kept.append(node)
    return compile(ast.Module(kept, []), f"<{tutorial}>", "exec")


def built(tutorial, exercise, text="", others=None):
    """What a notebook has under an exercise's name: the solution, or another text of it.

    `others` are what it has under the names of other exercises; None under a name: nothing.
    """
    others = {**(others or {}), **({exercise: None} if text else {})}
    names = {"__name__": "__main__"} | {k: v for k, v in others.items() if v is not None}
    exec(_setting(tutorial, exercise, frozenset(others)), names)
    exec(compile(text, f"<{exercise}>", "exec"), names)
    return names[exercise]


def answers_beside(exercise, others):
    """The answers to an exercise in a module of their own, in which earlier ones are others.

    There is one for each name in ``exercise.calls``, or None where there is to be nothing.
    """
    original = lookup.answers_module(exercise.tutorial, exercise.name)
    tree = ast.parse(inspect.getsource(original))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            node.names = [n for n in node.names if (n.asname or n.name) not in others]
    tree.body = [node for node in tree.body if getattr(node, "names", True)]
    module = types.ModuleType(f"{original.__name__}_elsewhere")
    module.__package__ = original.__package__
    vars(module).update({name: other for name, other in others.items() if other is not None})
    exec(compile(tree, f"<{exercise.name}>", "exec"), vars(module))
    return gather(module)


def stub(exercise):
    """An answer that has not been begun."""

    name = exercise.name
    begins = f"class {name}:\n def __init__" if exercise.kind == "class" else f"def {name}"
    names: dict = {"__name__": "__main__"}
    error = f"Exercise {exercise.number}: {exercise.title}"
    exec(f"{begins}(*_, **__):\n  raise NotImplementedError({error!r})", names)
    return names[name]


def right_answers(exercise):
    """All right answers, by name, the notebook's own first."""
    known = answers.find(exercise.tutorial, exercise.name)
    own = built(exercise.tutorial, exercise.name)
    return {"the notebook's": own, "the reference": known.reference, **known.variants}


def constants(exercise):
    """What gives the same whatever it is given."""
    if exercise.kind == "class":
        return [type(exercise.name, (), {"__init__": lambda self, *_, **__: None})]
    return [lambda *_, **__: 0, lambda *_, **__: (0, 0), lambda *_, **__: None]


def each_right_answer():
    """Parameters of a test: each exercise with each of its right answers."""
    return [
        pytest.param(exercise, answer, id=f"{exercise.tutorial} {exercise.name}: {name}")
        for tutorial in exercises.tutorials()
        for exercise in exercises.of(tutorial)
        for name, answer in right_answers(exercise).items()
    ]
