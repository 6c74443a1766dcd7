"""Wrong answers that would mislead students: without a hint, or like others or the right one."""

import ast
import inspect
from dataclasses import replace

import matplotlib
from nbformat import NotebookNode

from courseware.kit.nbgrader_cells import exercises_named
from helpers import answers
from helpers.checks.asking import ask
from helpers.checks.contract import State
from helpers.checks.judging.judge import judge
from helpers.exercises import lookup

from .declared import answers_file, exercise_file, exercise_of

_STOPPED = {
    "endless": "does not end in time",
    "unfit": "cannot be called with the arguments of the probes",
    "stub": "raises NotImplementedError, like a stub",
}


def misleading_answers(cells: list[NotebookNode]) -> list[str]:
    """Find wrong answers that are none, or have no hint, among those to a tutorial's exercises.

    Each is asked the fixed probes, as a student's would be. Messages begin with file and line.
    """
    matplotlib.use("agg")  # figures are drawn, and not shown
    code = (cell.source for cell in cells if cell.cell_type == "code")
    checks = {
        (check.tutorial, check.name): check for text in code for check in exercises_named(text)
    }
    return [problem for check in checks.values() for problem in _of_check(check)]


def _of_check(check):
    """Problems of the answers to one exercise; those that are missing are told elsewhere."""
    exercise = exercise_of(check)
    try:
        answer = answers.find(check.tutorial, check.name)
        module = lookup.answers_module(check.tutorial, check.name)
    except Exception:
        return
    if exercise is None:
        return
    file = answers_file(check)
    lines = _lines(module)

    def place(function):
        name = next((name for name, value in vars(module).items() if value is function), "")
        return f"{file}:{lines.get(name, 1)}"

    if trouble := _trouble(exercise, _asked(exercise, answer.reference)):
        probes = exercise_file(check)
        yield f"{place(answer.reference)}: the reference {trouble}. Correct it, or {probes}."
        return
    for misconception in answer.misconceptions:
        where = f"{place(misconception.answer)}: the wrong answer {misconception.name!r}"
        for problem in _of_misconception(exercise, answer, misconception):
            yield f"{where} {problem}"


def _of_misconception(exercise, answer, misconception):
    if not misconception.hint.strip():
        yield "has no hint. Write in which direction to look: `@wrong(hint, nearly=...)`."
    if not misconception.nearly.strip():
        yield "has an empty `nearly`. Write nearly the answer: `@wrong(hint, nearly=...)`."
    names = [other.name for other in answer.misconceptions]
    if names.count(misconception.name) > 1:
        yield 'has the same name as another one. Rename one of them: `@wrong(..., name="...")`.'
        return
    report = _asked(exercise, misconception.answer)
    raised = any(outcome["state"] == "raised" for outcome in report["outcomes"])
    trouble = _trouble(exercise, report)
    if trouble and not (misconception.raises and raised):
        yield (
            f"{trouble}. Let it return what people get wrong; if theirs raises, too, say so: "
            "`@wrong(..., raises=True)`."
        )
        return
    probes = exercise_file(exercise)
    if misconception.raises and not raised:
        yield (
            "says `raises=True`, and raises on none of the probes. Leave it out, or add a probe on "
            f"which it does, in {probes}."
        )
    others = tuple(other for other in answer.misconceptions if other is not misconception)
    verdict = judge(exercise, replace(answer, misconceptions=others), report)
    if verdict.misconception:  # alike within the tolerance: is it told from the other by its bits?
        verdict = replace(verdict, misconception=judge(exercise, answer, report).misconception)
    if verdict.state == State.RIGHT:
        yield (
            "equals the reference on all probes. Correct it, or add a probe on which it differs, "
            f"in {probes}."
        )
    elif verdict.misconception not in ("", misconception.name):
        yield (
            f"equals {verdict.misconception!r} on all probes, so that it never gets its own hint. "
            f"Drop one of them, or add a probe on which they differ, in {probes}."
        )


def _asked(exercise, function):
    probes = [probe.to_data() for probe in exercise.probes]
    return ask.ask_all(function, exercise.kind, probes)


def _trouble(exercise, report):
    """What an answer does in place of returning, the first time; "" if it returns."""
    for probe, outcome in zip(exercise.probes, report["outcomes"], strict=False):
        match outcome:
            case {"state": "returned"}:
                continue
            case {"state": "raised", "type": kind, "message": message}:
                return f"raises {kind} ({message.strip() or 'no message'}) for {probe.about!r}"
            case {"state": state}:
                return f"{_STOPPED.get(state, state)}, for {probe.about!r}"
    return ""


def _lines(module):
    """The line on which each function, class or variable begins, with its decorators."""
    found = {}
    for statement in ast.parse(inspect.getsource(module)).body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                decorators = [decorator.lineno for decorator in statement.decorator_list]
                found[name] = min([statement.lineno, *decorators])
            case ast.Assign(targets=[ast.Name(id=name)]):
                found[name] = statement.lineno
    return found
