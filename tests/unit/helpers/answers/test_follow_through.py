"""One slip costs once: an answer that is right but for earlier ones that it calls counts as right.

Everything is tried as in a notebook: the answer and the earlier ones are in one module.
"""

import ast
import importlib
import itertools
from dataclasses import replace

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks.asking.ask import ask_one
from helpers.checks.instant import check, forget
from helpers.checks.judging import compare as comparing
from helpers.exercises import lookup
from tests.amount import amount, some
from tests.each_exercise import each
from tests.in_a_notebook import answers_beside, built, solution, stub
from tests.patience import PATIENT


@pytest.fixture(autouse=True)
def first_run():
    forget()


def calls_others(exercise):
    return bool(exercise.calls)


def earlier_ones(exercise):
    return [exercises.find(exercise.tutorial, name) for name in exercise.calls]


def unfinished(exercise):
    """An answer that has not been begun; of a class, `__init__` is handed out."""
    if exercise.kind != "class":
        return stub(exercise)

    to_be_written = stub(replace(exercise, kind="function"))
    whole = answers.find(exercise.tutorial, exercise.name).reference
    methods = {step["method"] for p in exercise.probes for step in p.plan["steps"]}
    return type(exercise.name, (whole,), dict.fromkeys(methods, to_be_written))


def slips(exercise, n_wrong=None):
    """In which ways earlier ones can be: for each name, an object, or None for nothing.

    So many are wrong for each choice of names; if no number is given, all that are known.
    """
    known = {e.name: answers.find(e.tutorial, e.name) for e in earlier_ones(exercise)}
    right = {name: answer.reference for name, answer in known.items()}
    wrong = {n: [m.answer for m in some(a.misconceptions, 1)] for n, a in known.items()}
    stubs = {e.name: unfinished(e) for e in earlier_ones(exercise)}
    sizes = range(1, len(right) + 1)
    subsets = [s for n in sizes for s in itertools.combinations(right, n)]
    for names in some(subsets, 3):
        yield right | {name: stubs[name] for name in names}
        yield right | dict.fromkeys(names)
        for k in range(n_wrong or max(len(wrong[name]) for name in names)):
            yield right | {name: wrong[name][k % len(wrong[name])] for name in names}


def right_ones(exercise, others):
    """Right answers beside others: the notebook's, also with these as defaults, and ours."""
    found = {}
    for defaults in (False, True):
        text = ast.unparse(with_defaults(exercise) if defaults else solution_of(exercise))
        try:
            found[f"the notebook's, {defaults=}"] = built(
                exercise.tutorial, exercise.name, text, others
            )
        except NameError:  # nothing is there to build it on
            assert None in others.values()
    try:
        found |= answers_beside(exercise, others).variants
    except NameError:
        assert None in others.values()
    return found


def solution_of(exercise):
    return solution(exercise.tutorial, exercise.name)


def with_defaults(exercise):
    """The notebook's solution, each function with the earlier ones as defaults of parameters."""
    node = solution_of(exercise)
    for part in ast.walk(node):
        if isinstance(part, ast.FunctionDef) and part.name != "__init__":
            part.args.kwonlyargs += [ast.arg(name) for name in exercise.calls]
            part.args.kw_defaults += [ast.Name(name, ast.Load()) for name in exercise.calls]
    return node


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize("exercise", each(calls_others))
def test_a_right_answer_counts_whatever_is_wrong_unfinished_or_missing_before(exercise):
    seeds = itertools.count(1)  # another one each time
    for others in slips(exercise):
        for name, answer in right_ones(exercise, others).items():
            seed = next(seeds)
            result = check(exercise, answer, seed, PATIENT)
            assert result.state == "right", f"{name}, {others}, {seed}: {result.message}"
            assert result.points == exercise.points


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize("exercise", each(calls_others))
def test_a_wrong_answer_is_wrong_whatever_is_wrong_unfinished_or_missing_before(exercise):
    for others in slips(exercise, n_wrong=amount(1, 3)):
        try:
            known = answers_beside(exercise, others).misconceptions
        except NameError:
            continue
        for wrong in some(known, 4):
            result = check(exercise, wrong.answer, 1, PATIENT)
            if result.state == "right" and not result._verdict.follow_through:
                continue  # two mistakes that make up for each other
            assert result.state in ("wrong", "unfinished"), f"{wrong.name}, {others}"
            assert result.points < exercise.points


CONSTANTS = ("return 0", "return 0, 0", "return None", "return np.zeros(3)")


@pytest.mark.parametrize("exercise", each(calls_others))
def test_a_constant_is_wrong_whatever_is_wrong_unfinished_or_missing_before(exercise):
    parameters = ", ".join(exercise.parameters)
    for others, body in some(list(itertools.product(slips(exercise), CONSTANTS)), 6):
        if exercise.kind == "class":
            text = f"class {exercise.name}:\n  def __init__(self, *_, **__): pass"
        else:
            text = f"def {exercise.name}({parameters}):\n  {body}"
        answer = built(exercise.tutorial, exercise.name, text, others)
        assert check(exercise, answer, 1, PATIENT).points == 0


@pytest.mark.parametrize("exercise", each(calls_others))
def test_what_stands_in_is_not_the_right_answer(exercise):
    module = importlib.import_module(lookup.stand_ins_module(exercise.tutorial))
    for earlier, seed in itertools.product(earlier_ones(exercise), range(3)):
        stand_in = getattr(module, earlier.name)(np.random.default_rng([seed, 0]))
        assert check(earlier, stand_in, seconds=PATIENT).points == 0


@pytest.mark.parametrize("exercise", each(calls_others))
def test_the_reference_calls_what_an_answer_may_call(exercise):
    """If it did not, an answer that does would be compared with what is not meant."""
    module = lookup.stand_ins_module(exercise.tutorial)
    reference = answers.find(exercise.tutorial, exercise.name).reference

    def outcomes(names):
        probes = exercise.with_stand_ins(names, module, None) if names else exercise.probes
        return [ask_one(reference, exercise.kind, p.to_data(), PATIENT) for p in probes]

    own = outcomes([])
    for name in exercise.calls:
        pairs = zip(own, outcomes([name]), strict=True)
        assert not all(_alike(one, other, exercise.compare) for one, other in pairs), name


def _alike(one, other, compare):
    return all(comparing.alike(one[part], other[part], compare) for part in ("value", "after"))
