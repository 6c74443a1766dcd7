"""Classes of made-up students, as the grader's records and the gradebook would have them."""

import random

from bs4 import BeautifulSoup

from courseware.grade.contract import FAILED, GRADED, CheckResult
from courseware.grade.course.release import Assignment, Cell, Notebook, checks_of
from courseware.grade.results.class_points import Points
from courseware.grade.results.records import Record
from helpers import answers, exercises
from helpers.checks.contract import State

NAME = "why-models"
THINK = f"{NAME}/think"
HOSTILE = '"><script>document.title="hit"</script><b onclick=x>\x1b[31m'


def _cell(name, points, source=None, **kind):
    return Cell(name, "code", True, source, None, grade=True, max_score=float(points), **kind)


def assignment(ours=True):
    """The tutorial's exercises and a question for a person, or ordinary test cells."""
    cells = {}
    for exercise in exercises.of(NAME):
        call = f"checks.why_models.{exercise.name}({exercise.name})"
        cell = _cell(f"{exercise.name}-check", exercise.points, call if ours else "assert True")
        cells[cell.name] = cell
    question = Cell("think", "markdown", False, "", None, True, True, False, 3.0)
    cells["think"] = question
    return Assignment(NAME, {NAME: Notebook(NAME, None, cells, checks_of(cells))}, "digest")


def school(n, seed=0, ours=True, graded_by_hand=True):
    """So many students: assignment, records and points."""
    released, rng = assignment(ours), random.Random(seed)
    records, points = [], {}
    for k in range(n):
        student = f"student{k:03d}"
        talent = rng.random()
        results = [_result(rng, talent, cell, released) for cell in _tests(released)]
        seconds = {key: rng.uniform(0.02, 0.4) for key in ("start", "cells", "checks", "stop")}
        seconds["total"] = sum(seconds.values())
        notes = (f"{NAME}.ipynb: cell 7 was stopped after 30 s",) if rng.random() < 0.1 else ()
        records.append(
            Record(
                student,
                NAME,
                GRADED,
                checks={NAME: tuple(results)},
                notes=notes,
                seconds=seconds,
                memory=10**8,
                sandbox=rng.random() > 0.05,
            )
        )
        given = {f"{NAME}/{r.grade_id}": r.points for r in results}
        given = {key: 1.0 if value is None else value for key, value in given.items()}
        given[THINK] = float(rng.choice([0, 1, 2, 3])) if graded_by_hand else None
        late = 0.5 if rng.random() < 0.05 else 0.0
        waiting = {f"{NAME}/{r.grade_id}" for r in results if r.state == State.UNREACHED}
        waiting |= set() if graded_by_hand else {THINK}
        by_hand = {THINK} if graded_by_hand else set()
        points[student] = Points(given, 0.0, late, waiting, by_hand)
    return released, records, points


def failing(student, reason):
    return Record(student, NAME, FAILED, reason)


def _tests(released):
    return [cell for cell in released.notebooks[NAME].cells.values() if not cell.solution]


def _result(rng, talent, cell, released):
    check = released.notebooks[NAME].checks.get(cell.name)
    if check is None:
        return CheckResult(cell.name, State.UNVERIFIED, None, cell.max_score)
    state = rng.choices(
        [State.RIGHT, State.WRONG, State.UNFINISHED, State.UNREACHED], [3 * talent, 1, 0.5, 0.1]
    )[0]
    full = cell.max_score if state == State.RIGHT else 0.0
    met = ""
    if state == State.WRONG and rng.random() < 0.8:
        known = answers.find(check.tutorial, check.exercise).misconceptions
        met = known[min(int(rng.expovariate(0.7)), len(known) - 1)].name
    return CheckResult(cell.name, state, full, cell.max_score, met)


def figures_of(page):
    """The figures at the top of a report's page, by what they are."""
    labels = BeautifulSoup(page, "html.parser").find("dl", class_="numbers").find_all("dt")
    return {label.get_text(): label.parent.dd.get_text() for label in labels}
