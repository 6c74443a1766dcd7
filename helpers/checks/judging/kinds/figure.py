"""Judge a function that draws: by what can be seen."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ....exercises.declaration import Comparison, Exercise, Probe
from .. import figures
from ..figures import described_drawing
from ..finding import Finding
from ..wording import figures as wording
from ..wording import short_values
from .function import FunctionJudge
from .own_axes import OwnFigureAsker


class FigureJudge(FunctionJudge):
    """Judges a function that draws."""

    LEADING = 1  # the Axes
    asker = OwnFigureAsker()

    def misfit(self, exercise: Exercise, parameters: list[str]) -> str:
        has = ", ".join(f"`{name}`" for name in parameters) or "none"
        wanted = ", ".join(exercise.parameters)
        return (
            f"`{exercise.name}` is called as `{exercise.name}({wanted})`, where `ax` is the Axes to"
            f" draw on, and its `def` line does not allow that (its parameters: {has})."
        )

    def look_over(self, value: Any) -> None:
        described_drawing.look_over(value)

    def difference(self, got: Any, right: Any, compare: Comparison) -> Finding | None:
        finding = figures.first_unmet(
            described_drawing.read(got), described_drawing.read(right), compare.requirements
        )
        if finding is None and _is_blank(got):
            return Finding("blank returned", where=(("figure",),))
        return finding

    def wrong_parts(self, got: Any, right: Any, exercise: Exercise) -> set[str]:
        """Names of those parts of an exercise whose requirements are not met."""
        drawings = described_drawing.read(got), described_drawing.read(right)
        first, *others = exercise.parts
        wrong = {
            part.name
            for part in others
            if figures.first_unmet(*drawings, _requirements(exercise, part.requirements))
        }
        elsewhere = tuple(kind for part in others for kind in part.requirements)
        if figures.first_unmet(*drawings, _requirements(exercise, elsewhere, others=True)):
            wrong.add(first.name)
        return wrong

    def alike(self, mine: Any, theirs: Any, compare: Comparison) -> bool:
        return figures.alike(mine.finding, theirs.finding, compare)

    def meets_blank(self, outcome: Mapping[str, Any]) -> bool:
        return super().meets_blank(outcome) or _is_blank(outcome.get("value"))

    def call(self, exercise: Exercise, probe: Probe) -> str:
        """The call as code: ``plot_voltage_histograms(ax, an array of shape (200, 40), 0.001)``."""
        given = short_values.arguments(probe.args, probe.keywords, _argument)
        return f"{exercise.name}({', '.join(filter(None, [exercise.parameters[0], given]))})"

    def steps(self, answer: Any, answered: Any) -> list[tuple[str, str]]:
        """What the right drawing consists of, element by element."""
        drawing = described_drawing.read(answered.right["value"])
        required = answered.exercise.compare.requirements
        return [element for r in required for element in wording.elements(drawing, r)]

    def expected(self, right: Any) -> str:
        return "that it runs"


def _requirements(exercise, classes, others=False):
    """Those of some classes, or all others."""
    all_of_them = exercise.compare.requirements
    return tuple(r for r in all_of_them if isinstance(r, classes) is not others)


def _is_blank(value):
    """Whether a function that drew has returned a blank `...`."""
    return type(value) is dict and value.get("returned") == "ellipsis"


def _argument(value):
    """As short as can be: what is drawn are measurements, whose numbers alone say little."""
    if type(value) is np.ndarray and value.ndim > 1:
        return f"an array of shape {value.shape}"
    return short_values.short(value)
