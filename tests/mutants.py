"""Mutants: a solution with one small change in it, which a check should tell from the right one.

`mutants_of` makes all of one exercise's solution; `fate` tries one. To see what gets through:

    python -m tests.mutants lif-spikes [EXERCISE]
"""

import ast
import copy
import functools
import itertools
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from helpers import exercises
from helpers.checks.contract import State
from helpers.checks.instant import check, forget
from tests.in_a_notebook import ROOT, built, solution, source
from tests.patience import PATIENT

# What changes nothing that matters, with the reason: [tutorial.exercise] "old -> new" = "why".
EQUIVALENT = tomllib.loads((ROOT / "tests" / "equivalent_mutants.toml").read_text("utf-8"))
SECONDS = 3.0  # for one that may never end

_SWAPS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult, ast.FloorDiv],
    ast.Pow: [ast.Mult],
    ast.Mod: [ast.FloorDiv],
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
_ORDERED = ast.Sub | ast.Div | ast.Pow | ast.FloorDiv | ast.Mod | ast.MatMult
_CALLS = {
    "sum": "mean", "mean": "sum", "std": "var", "max": "min", "min": "max", "log2": "log",
    "zeros": "ones", "ones": "zeros", "sin": "cos", "cos": "sin", "maximum": "minimum",
    "full_like": "zeros_like", "argmax": "argmin", "exp": "expm1", "cumsum": "cumprod",
    "zeros_like": "ones_like", "empty_like": "ones_like", "minimum": "maximum", "ceil": "floor",
    "floor": "ceil", "normal": "uniform", "percentile": "quantile",
}  # fmt: skip
_NAMES = {"vr": ["el"], "el": ["vr"], "vth": ["vr"]}
_LONG, _AROUND = 100, 20  # characters
_PLAIN = (int, float, np.integer, np.floating)

Change = Callable[..., None]


@dataclass(frozen=True)
class Mutant:
    """One small change: ``change`` is the line before and after it, `text` the whole definition.

    Of a long line, `change` has what differs, with a little around it.
    """

    tutorial: str
    exercise: str
    change: str
    text: str

    @property
    def reason(self) -> str:
        """Why it changes nothing that matters, if that is written down."""
        tutorial = self.tutorial.replace("_", "-")
        return EQUIVALENT.get(tutorial, {}).get(self.exercise, {}).get(self.change, "")


@functools.cache
def mutants_of(tutorial: str, exercise: str) -> tuple[Mutant, ...]:
    """All mutants of the solution of an exercise."""
    node = solution(tutorial, exercise)
    usual = _usual_values(exercises.find(tutorial, exercise))
    before = ast.unparse(node)
    found: dict[str, Mutant] = {}
    for k, part in enumerate(ast.walk(node)):
        within = functools.partial(_is_within, _marked_lines(tutorial, node))
        changes = (*_changes(part), *_typed(part, usual)) if within(part) else ()
        for change in (*changes, *_drops(part, within)):
            mutated = copy.deepcopy(node)
            change(next(itertools.islice(ast.walk(mutated), k, None)))
            after = ast.unparse(mutated)
            if after != before:
                words = " -> ".join(_lines_that_differ(before, after))
                found.setdefault(after, Mutant(tutorial, exercise, words, after))
    return tuple(found.values())


def _marked_lines(tutorial, node):
    """The lines of a definition that the notebook marks as the solution."""
    lines = source(tutorial).splitlines()[node.lineno - 1 : node.end_lineno + 2]
    marks = [k for k, line in enumerate(lines, node.lineno) if "### " in line]
    return {
        k for begin, end in zip(marks[::2], marks[1::2], strict=True) for k in range(begin, end)
    }


def _is_within(lines, part):
    return getattr(part, "lineno", 0) in lines


def _usual_values(exercise):
    """Plain numbers that parameters have in the first probe: what is typed instead of the name."""
    return {
        name: value.item() if isinstance(value, np.generic) else value
        for name, value in zip(exercise.parameters, exercise.probes[0].args, strict=False)
        if isinstance(value, _PLAIN) and not isinstance(value, bool)
    }


def _lines_that_differ(before, after):
    """The first line that differs, in both; of long ones what differs, and a little around it."""
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    old, new = next((old.strip(), new.strip()) for old, new in pairs if old != new)
    if len(old) < _LONG:
        return old, new
    begin = _n_alike(old, new)
    end = _n_alike(old[begin:][::-1], new[begin:][::-1])
    begin, end = max(begin - _AROUND, 0), max(end - _AROUND, 0)
    return old[begin : len(old) - end], new[begin : len(new) - end]


def _n_alike(old, new):
    """How many characters two lines have in common at the beginning."""
    pairs = zip(old, new, strict=False)
    return len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _changes(part: ast.AST) -> Iterator[Change]:
    """Functions that change a copy of a part of a syntax tree in place."""
    operator = getattr(part, "op", None)
    for other in _SWAPS.get(type(operator), []):
        yield functools.partial(_set_operator, other=other)
    if isinstance(part, ast.Compare):
        for k, operator in enumerate(part.ops):
            for other in _SWAPS.get(type(operator), []):
                yield functools.partial(_set_comparison, other=other, k=k)
    if isinstance(part, ast.BinOp) and isinstance(part.op, _ORDERED):
        yield _swap_operands
    if isinstance(part, ast.Name | ast.Attribute):
        name = getattr(part, "id", "") or part.attr
        for other in _NAMES.get(name, ()):
            yield functools.partial(_rename, name=other)
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub | ast.Invert | ast.Not):
        yield functools.partial(_become, child="operand")
    if isinstance(part, ast.Constant) and type(part.value) in (int, float, bool):
        for value in _other_values(part.value):
            yield functools.partial(_set_value, value=value)
    if isinstance(part, ast.Call):
        yield from _changes_of_call(part)
    if isinstance(part, ast.AugAssign):
        yield _assign
    if isinstance(part, ast.Return | ast.Assign) and isinstance(part.value, ast.Tuple):
        yield _swap_elements
    if isinstance(part, ast.Subscript) and isinstance(part.ctx, ast.Load):
        yield functools.partial(_become, child="value")
    if isinstance(part, ast.If | ast.IfExp | ast.comprehension):
        yield _decide


def _changes_of_call(part):
    if len(part.args) > 1:
        yield _swap_arguments
    if getattr(part.func, "attr", "") in _CALLS:
        yield _call_another
    for k in range(len(part.keywords)):
        yield functools.partial(_drop_keyword, k=k)
    if getattr(part.func, "attr", "") in ("copy", "round", "ceil", "abs", "asarray", "array"):
        yield _without_call


def _typed(part: ast.AST, usual: dict) -> Iterator[Change]:
    """The value that a parameter, or an attribute of this name, has in the first probe."""
    if isinstance(part, ast.Name | ast.Attribute) and isinstance(part.ctx, ast.Load):
        own = isinstance(part, ast.Name) or getattr(part.value, "id", "") == "self"
        name = getattr(part, "id", "") or part.attr
        if own and name in usual:
            yield functools.partial(_become_constant, value=usual[name])


def _drops(part: ast.AST, within: Callable[[ast.AST], bool]) -> Iterator[Change]:
    """Functions that drop a statement of a block, or exchange it with the next."""
    for field in ("body", "orelse"):
        block = getattr(part, field, None)
        if not isinstance(block, list):
            continue
        plain = [within(s) and isinstance(s, ast.Assign | ast.AugAssign | ast.Expr) for s in block]
        for k in range(len(block)):
            if plain[k]:
                yield functools.partial(_drop, field=field, k=k)
            if k + 1 < len(block) and all(plain[k : k + 2]):
                yield functools.partial(_exchange, field=field, k=k)


def _set_operator(part, other):
    part.op = other()


def _set_comparison(part, other, k):
    part.ops[k] = other()


def _swap_operands(part):
    part.left, part.right = part.right, part.left


def _rename(part, name):
    if isinstance(part, ast.Name):
        part.id = name
    else:
        part.attr = name


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


def _drop_keyword(part, k):
    del part.keywords[k]


def _without_call(part):
    """``v.copy()`` and ``np.round(v)`` become ``v``."""
    inner = part.args[0] if part.args else part.func.value
    part.__class__, part.__dict__ = inner.__class__, inner.__dict__


def _swap_elements(part):
    part.value.elts[:2] = part.value.elts[1::-1]


def _decide(part):
    """A condition that always holds."""
    if isinstance(part, ast.comprehension):
        part.ifs = []
    else:
        part.test = ast.Constant(True)


def _become(part, child):
    inner = getattr(part, child)
    part.__class__, part.__dict__ = inner.__class__, inner.__dict__


def _become_constant(part, value):
    part.__class__, part.__dict__ = ast.Constant, {"value": value, "kind": None}


def _drop(part, field, k):
    getattr(part, field)[k] = ast.Pass()


def _exchange(part, field, k):
    block = getattr(part, field)
    block[k], block[k + 1] = block[k + 1], block[k]


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


def fate(mutant: Mutant, seeds: range) -> Fate:
    """Try a mutant in the check, and if it is accepted, with fresh seeds as the grader does."""
    exercise = exercises.find(mutant.tutorial, mutant.exercise)
    try:
        target = built(mutant.tutorial, mutant.exercise, mutant.text)
    except Exception:  # it cannot even be defined
        return Fate(False)
    forget()
    seconds = PATIENT if mutant.reason else SECONDS
    if check(exercise, target, seconds=seconds).state != State.RIGHT:
        return Fate(False)
    wrong = [s for s in seeds if check(exercise, target, s, PATIENT).state != State.RIGHT]
    return Fate(True, len(wrong), len(seeds))


def main(tutorial: str, only: str = "") -> None:
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
