"""Mutants: a solution with one small change in it, which a check should tell from the right one.

`mutants_of` makes all of one exercise's solution; `fate` tries one. To see what gets through:

    python -m tests.mutants lif-spikes [EXERCISE]
"""

import ast
import copy
import functools
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from helpers import exercises
from helpers.checks.contract import State
from helpers.checks.instant import check, forget

ROOT = Path(__file__).parent.parent
# What changes nothing that matters, with the reason: [tutorial.exercise] "old -> new" = "why".
EQUIVALENT = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text("utf-8"))
SECONDS = 3.0

_SWAPS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.FloorDiv: [ast.Div],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
}
_CALLS = {
    "sum": "mean", "mean": "sum", "std": "var", "max": "min", "min": "max", "log2": "log",
    "zeros": "ones", "ones": "zeros", "sin": "cos", "cos": "sin", "maximum": "minimum",
    "full_like": "zeros_like", "argmax": "argmin", "exp": "expm1", "cumsum": "cumprod",
}  # fmt: skip

_NAMES = {"vr": ["el"], "el": ["vr"], "vth": ["vr"]}


@dataclass(frozen=True)
class Mutant:
    """One small change: ``change`` is the line before and after it, `text` the whole definition."""

    tutorial: str
    exercise: str
    change: str
    text: str

    @property
    def reason(self):
        """Why it changes nothing that matters, if that is written down."""
        return EQUIVALENT.get(self.tutorial, {}).get(self.exercise, {}).get(self.change, "")


@functools.cache
def _source(tutorial):
    path = ROOT / "solutions" / tutorial / f"{tutorial}.py"
    return path.read_text("utf-8")


@functools.cache
def _setting(tutorial):
    """What a solution reads from its notebook: imports, plain numbers, functions and classes."""
    kept = []
    for node in ast.parse(_source(tutorial)).body:
        # A negative number is a `UnaryOp`.
        plain = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.UnaryOp)
        plain = plain and isinstance(node.targets[0], ast.Name)
        if plain or isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
            kept.append(node)
    return compile(ast.Module(kept, []), f"<{tutorial}>", "exec")


def built(tutorial, exercise, text=""):
    """What a notebook has under an exercise's name: the solution, or another text of it."""
    names = {"__name__": "__main__"}
    exec(_setting(tutorial), names)
    exec(compile(text, f"<{exercise}>", "exec"), names)
    return names[exercise]


@functools.cache
def mutants_of(tutorial, exercise):
    """All mutants of the solution of an exercise (a tuple)."""
    source = _source(tutorial)
    node = next(n for n in ast.parse(source).body if getattr(n, "name", "") == exercise)
    lines = source.splitlines()
    marks = [k for k in range(node.lineno, node.end_lineno + 3) if "SOLUTION" in lines[k - 1]]
    within = [n for n in ast.walk(node) if marks[0] < getattr(n, "lineno", 0) < marks[-1]]
    found = {}
    for k, part in enumerate(ast.walk(node)):
        changes = _changes(part) if part in within else ()
        for change in (*changes, *_drops(part, within)):
            mutated = copy.deepcopy(node)
            change(next(p for j, p in enumerate(ast.walk(mutated)) if j == k))
            before, after = ast.unparse(node), ast.unparse(mutated)
            if after != before:
                words = " -> ".join(_lines_that_differ(before, after))
                found.setdefault(after, Mutant(tutorial, exercise, words, after))
    return tuple(found.values())


def _lines_that_differ(before, after):
    """The first line that differs, in both."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next((old.strip(), new.strip()) for old, new in pairs if old != new)


def _changes(part):
    """Functions that change a copy of a part of a syntax tree in place."""
    operator = getattr(part, "op", None)
    if isinstance(part, ast.Compare):
        operator = part.ops[0]
    for other in _SWAPS.get(type(operator), []):
        yield functools.partial(_set_operator, other=other)
    if isinstance(part, ast.Name | ast.Attribute):
        name = getattr(part, "id", "") or part.attr
        for other in _NAMES.get(name, ()):
            yield functools.partial(_rename, name=other)
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub | ast.Invert | ast.Not):
        yield _drop_operator
    if isinstance(part, ast.Constant) and type(part.value) in (int, float, bool):
        for value in _other_values(part.value):
            yield functools.partial(_set_value, value=value)
    if isinstance(part, ast.Call):
        if len(part.args) > 1:
            yield _swap_arguments
        if getattr(part.func, "attr", "") in _CALLS:
            yield _call_another
        if part.keywords:
            yield _drop_keyword
    if isinstance(part, ast.AugAssign):
        yield _assign


def _drops(part, within):
    """Functions that drop a statement of a block, or exchange it with the next."""
    for field in ("body", "orelse"):
        block = getattr(part, field, None) or []
        plain = [
            s in within and isinstance(s, ast.Assign | ast.AugAssign | ast.Expr) for s in block
        ]
        for k in range(len(block)):
            if plain[k]:
                yield functools.partial(_drop, field=field, k=k)
            if all(plain[k : k + 2]) and k + 1 < len(block):
                yield functools.partial(_exchange, field=field, k=k)


def _set_operator(part, other):
    if isinstance(part, ast.Compare):
        part.ops[0] = other()
    else:
        part.op = other()


def _rename(part, name):
    if isinstance(part, ast.Name):
        part.id = name
    else:
        part.attr = name


def _drop_operator(part):
    operand = part.operand
    part.__class__ = ast.BinOp  # an operator that does nothing: x + 0, or x | x
    neutral = ast.Constant(0) if isinstance(part.op, ast.USub) else operand
    part.left, part.right = operand, neutral
    part.op = ast.Add() if isinstance(part.op, ast.USub) else ast.BitOr()


def _other_values(value):
    if isinstance(value, bool):
        return [not value]
    return [value + 1, value - 1] if isinstance(value, int) else [2 * value, value + 1.0]


def _set_value(part, value):
    part.value = value


def _swap_arguments(part):
    part.args[:2] = part.args[1::-1]


def _call_another(part):
    part.func.attr = _CALLS[part.func.attr]


def _drop_keyword(part):
    del part.keywords[-1]


def _drop(part, field, k):
    getattr(part, field)[k] = ast.Pass()


def _exchange(part, field, k):
    block = getattr(part, field)
    block[k : k + 2] = block[k + 1 : k - 1 : -1] if k else block[1::-1]


def _assign(part):
    target, value = part.target, part.value
    part.__class__ = ast.Assign
    part.targets, part.value = [target], value


@dataclass(frozen=True)
class Fate:
    """What became of a mutant: whether the check accepts it, and how many fresh seeds do not."""

    accepted: bool
    rejections: int = 0
    tried: int = 0


def fate(mutant, seeds):
    """Try a mutant in the check, and if it is accepted, with fresh seeds as the grader does."""
    exercise = exercises.find(mutant.tutorial, mutant.exercise)
    try:
        target = built(mutant.tutorial, mutant.exercise, mutant.text)
    except Exception:  # it cannot even be defined
        return Fate(False)
    forget()
    if check(exercise, target, seconds=SECONDS).state != State.RIGHT:
        return Fate(False)
    wrong = [s for s in seeds if check(exercise, target, s, SECONDS).state != State.RIGHT]
    return Fate(True, len(wrong), len(seeds))


def main(tutorial, only=""):
    tried = 0
    for exercise in exercises.of(tutorial):
        if only in ("", exercise.name):
            for mutant in mutants_of(tutorial, exercise.name):
                tried += 1
                its = fate(mutant, range(20))
                if its.accepted and not mutant.reason:
                    print(f"{exercise.name}: {mutant.change}  [{its.rejections} of 20]", flush=True)
    print(f"{tried} mutants tried")


if __name__ == "__main__":
    main(*sys.argv[1:])
