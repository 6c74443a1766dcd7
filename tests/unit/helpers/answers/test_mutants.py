"""A solution with one small change in it is told from the right one, unless nothing that matters
has changed (`tests/equivalent_mutants.toml` says why)."""

import pytest

from helpers import exercises
from tests import mutants
from tests.amount import amount, some

SEEDS = range(amount(3, 20))
AT_ONCE = 12  # tried in `make test`, of each tutorial


def of_tutorial(tutorial):
    return [m for e in exercises.of(tutorial) for m in mutants.mutants_of(tutorial, e.name)]


def entries():
    for tutorial, of_exercises in mutants.EQUIVALENT.items():
        for exercise, changes in of_exercises.items():
            for change in changes:
                yield pytest.param(tutorial, exercise, change, id=f"{exercise}: {change}")


@pytest.mark.slow
@pytest.mark.sampled
@pytest.mark.parametrize("tutorial", exercises.tutorials())
def test_no_mutant_passes_unless_a_reason_is_written_down(tutorial):
    passing = []
    for mutant in some(of_tutorial(tutorial), AT_ONCE):
        its = mutants.fate(mutant, SEEDS if mutant.reason else range(0))
        if its.accepted and (not mutant.reason or its.rejections > its.tried / 20):
            passing.append(f"{mutant.exercise}: {mutant.change}  [{its.rejections} of {its.tried}]")
    assert not passing, "\n".join(["accepted:", *passing])


@pytest.mark.parametrize(("tutorial", "exercise", "change"), list(entries()))
def test_each_reason_is_of_a_mutant_that_there_is(tutorial, exercise, change):
    assert change in {m.change for m in mutants.mutants_of(tutorial, exercise)}


@pytest.mark.long
@pytest.mark.parametrize("tutorial", exercises.tutorials())
def test_each_reason_is_needed(tutorial):
    with_reason = [m for m in of_tutorial(tutorial) if m.reason]
    accepted = {m.change for m in with_reason if mutants.fate(m, range(0)).accepted}
    assert {m.change for m in with_reason} == accepted
