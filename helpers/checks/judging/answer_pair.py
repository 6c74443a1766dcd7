"""One probe with two answers to it: a student's, or a misconception's, and the right one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from ...exercises.declaration import Exercise, Probe
from ..asking.arguments import identical, is_generator, without_draws
from ..contract import Returned
from . import compare as comparing
from . import statistics
from .finding import Finding
from .kinds import FunctionJudge


@dataclass(frozen=True)
class Answered:
    """One probe and what came of it."""

    judge: FunctionJudge
    exercise: Exercise
    probe: Probe
    outcome: Any  # an `Outcome`
    right: Returned
    before: tuple["Answered", ...] = ()  # to the probe before this one, if there is one

    @property
    def finding(self) -> Finding | None:
        """What is wrong, if anything is: the first thing that is found."""
        looked_at_only = self.probe.remark and self.outcome["state"] == "returned"
        return None if looked_at_only else self.difference

    @cached_property
    def difference(self) -> Finding | None:
        """In what it is not the right answer, be it wrong or only worth a remark."""
        if self.outcome["state"] != "returned":
            return Finding(self.outcome["state"], got=self.outcome)
        return (
            self._wrong_value()
            or self.nothing_drawn()
            or self._same_numbers_again()
            or self._not_drawn()
            or self._wrong_in_place()
            or self._changed_arguments()
        )

    @property
    def wrong_parts(self) -> set[str]:
        """Names of the parts of the exercise that are wrong here."""
        parts = self.exercise.parts
        if not self.finding or not parts:
            return set()
        if self.finding.root == "figure" and self.finding.details.get("required"):
            values = self.outcome["value"], self.right["value"]
            return self.judge.wrong_parts(*values, self.exercise)
        return {self.probe.part or parts[0].name}

    def _wrong_value(self):
        got, right = self.outcome["value"], self.right["value"]
        if got is None and self.outcome["printed"].strip():
            return Finding("prints", right)
        return self.judge.difference(got, right, self.exercise.compare)

    def nothing_drawn(self) -> Finding | None:
        """A random generator that should be drawn from, and was not."""
        for name, before, then, after in self._arguments():
            if is_generator(before) and then["drawn"] and not identical(after, then):
                return Finding("nothing drawn from", details={"name": name})
        return None

    def _same_numbers_again(self):
        """A generator with another seed that made no other numbers of what is judged by its law."""
        mine = self.outcome["value"]
        if not self.exercise.compare.statistics or not isinstance(mine, np.ndarray):
            return None
        for name, given, _, _ in self._arguments():
            for other in self.before if is_generator(given) else ():
                theirs = other.outcome.get("value")
                seeds = [given, *filter(is_generator, other.probe.args)]
                if isinstance(theirs, np.ndarray) and seeds.count(given) == 1:
                    if statistics.same_again(mine, theirs):
                        return Finding("same numbers again", details={"name": name})
        return None

    def _not_drawn(self):
        """Among random numbers that all differ, one that is an argument itself, or 0."""
        mine = self.outcome["value"]
        if not self.exercise.compare.statistics or not isinstance(mine, np.ndarray):
            return None
        if len(np.unique(mine)) < mine.size:  # of a few values, any may come
            return None
        given = [0.0, *filter(comparing.is_number, self.probe.args)]
        at = np.argwhere(np.isin(mine, given))
        return (
            Finding("not drawn", None, mine[tuple(at[0])], (), {"at": at[0]}) if len(at) else None
        )

    def _wrong_in_place(self):
        """An argument that the function should have changed, and did not rightly."""
        compare = self.exercise.compare
        if not compare.in_place:
            return None
        if self._loses_arguments:
            return Finding("arguments lost")
        for name, before, right, got in self._arguments():
            if name not in compare.in_place:
                continue
            finding = comparing.difference(got, right, compare, (("argument", name),))
            if finding:
                details = {**finding.details, "name": name, "whole": (right, got)}
                what = "as it was" if identical(before, got) else finding.what
                return replace(finding, what=what, details=details)
        return None

    def _changed_arguments(self):
        """An argument that the function changed, and should not have."""
        if self._loses_arguments:
            return Finding("arguments changed")
        compare = self.exercise.compare
        for name, before, _, now in self._arguments():
            allowed = name in compare.may_change or name in compare.in_place
            if not allowed and not identical(before, without_draws(now)):
                return Finding("changed", before, now, (("argument", name),), {"name": name})
        return None

    @property
    def _loses_arguments(self):
        return sum(map(len, self.outcome["after"])) != len(self.probe.args) + len(
            self.probe.keywords
        )

    def _arguments(self) -> Iterator[tuple]:
        """Name, value before the call, right value after it and value after it, of each."""
        first, probe = self.judge.LEADING, self.probe
        positional = self.exercise.parameters[first : first + len(probe.args)]
        moments = (probe.args, probe.keywords), self.right["after"], self.outcome["after"]
        values = ([*args, *keywords.values()] for args, keywords in moments)
        return zip([*positional, *probe.keywords], *values, strict=False)
