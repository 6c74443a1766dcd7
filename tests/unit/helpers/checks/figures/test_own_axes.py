"""Our own drawings share their Axes, and none of them sees what was drawn there before."""

import matplotlib
import pytest

from helpers import answers, exercises
from helpers.checks.asking import ask
from helpers.checks.asking.arguments import identical
from helpers.checks.judging.kinds.own_axes import OwnFigureAsker

EVERY = [e for tutorial in exercises.tutorials() for e in exercises.of(tutorial)]
FIGURES = [e for e in EVERY if e.kind == "figure"]


def value(draw, probe, asker=None):
    outcome = ask.ask_one(draw, "figure", probe, 10.0, asker)
    return outcome.get("value", outcome["state"])


@pytest.mark.parametrize("exercise", FIGURES, ids=lambda e: e.name)
def test_on_axes_that_were_drawn_on_before_a_drawing_is_what_it_is_on_new_ones(exercise):
    asker, answer = OwnFigureAsker(), answers.find(exercise.tutorial, exercise.name)
    wrong = [misconception.answer for misconception in answer.misconceptions]
    for draw in (answer.reference, *wrong, *answer.variants.values(), answer.reference):
        probe = exercise.probes[0].to_data()
        assert identical(value(draw, probe, asker), value(draw, probe)), draw.__name__


CHANGES = {
    "scale": lambda ax: ax.set_xscale("log"),
    "direction": lambda ax: ax.invert_yaxis(),
    "limits": lambda ax: ax.set_xlim(3, 4),
    "place": lambda ax: ax.set_position((0, 0, 0.1, 0.1)),
    "aspect": lambda ax: ax.imshow([[1.0, 2.0]]),
    "ground": lambda ax: ax.set_facecolor("k"),
    "axis": lambda ax: ax.axis("off"),
    "names": lambda ax: ax.bar(["a", "b"], [1, 2]),
    "labels": lambda ax: ax.xaxis.label.set_color("w"),
    "ticks": lambda ax: ax.set_xticks([1, 2]),
    "removed": lambda ax: ax.remove(),
    "twin": lambda ax: ax.twinx(),
    "inset": lambda ax: ax.inset_axes((0, 0, 1, 1)),
    "table": lambda ax: ax.table([["1"]]),
    "colours": lambda ax: ax.plot([1, 2], [3, 4], label="a") and ax.legend(),
    "bars": lambda ax: ax.hist([1, 2, 3], label="a"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_drawing_changes_is_gone_for_the_next(change):
    def draw(ax):
        ax.plot([1, 2, 5], [1, 3, 2])
        ax.scatter([1, 2], [2, 1])

    asker, probe = OwnFigureAsker(), {"args": (), "keywords": {}, "names": {}, "about": ""}
    probe |= {"plan": {}, "stand_ins": {}}
    new = value(draw, probe)
    for first in (draw, CHANGES[change]):
        value(first, probe, asker)
        assert identical(value(draw, probe, asker), new)


def test_axes_of_another_style_are_not_used_again():
    asker = OwnFigureAsker()
    first = asker.new_axes()
    asker.give_back(first)
    again = asker.new_axes()
    assert again is first
    asker.give_back(again)
    with matplotlib.rc_context({"axes.facecolor": "black"}):
        assert asker.new_axes() is not first
