"""Requirements of a figure, gone through in order: the first that is not met is told.

A requirement has

* ``fault(got, right, compare)``: a `Fault` if one `Drawing` is not as another asks for, else None;
* ``view(drawing)``: what it looks at, as plain data: two drawings that fail it and look the same
  to it are wrong in the same way.
"""

from dataclasses import dataclass

import numpy as np

from .. import comparing
from . import drawing


@dataclass(frozen=True)
class Fault:
    """What is wrong in a sentence, and in two short texts what is expected and what is there."""

    sentence: str
    expected: str = "another figure"
    got: str = "this one"


class SomethingDrawn:
    """Something is on the Axes, and not too much to look at. Always required, first."""

    def fault(self, got, right, compare):
        if got.left_out:
            return Fault(
                "More is drawn than can be looked at: draw each data set by one call, without a"
                " loop over its points.",
                "a few artists",
                f"{sum(got.artists.values())} artists",
            )
        if not got.is_empty or right.is_empty:
            return None
        if got.elsewhere:
            return Fault(
                "Nothing is drawn on the Axes `ax` that your function is given, but something is on"
                " others. Draw with the methods of `ax`, and leave out `plt.figure()` and"
                " `plt.subplots()`: the caller has made the figure.",
                "a drawing on `ax`",
                "a drawing on other Axes",
            )
        return Fault(
            "Nothing is drawn on the Axes `ax` that your function is given: draw with its methods,"
            " such as `ax.plot(...)`.",
            "a drawing",
            "empty Axes",
        )

    def view(self, drawing):
        return [drawing.is_empty, drawing.elsewhere > 0, drawing.left_out > 0]


def difference(got, right, compare):
    """What is wrong with a described drawing, or ""."""
    _, fault = _first(drawing.read(got), drawing.read(right), compare)
    return fault.sentence if fault else ""


def apart(got, right, compare):
    """What the first requirement that is not met expects, and what is there."""
    _, fault = _first(drawing.read(got), drawing.read(right), compare)
    return (fault.expected, fault.got) if fault else ("this figure", "this figure")


def alike(got, other, right, compare):
    """Whether two drawings fail the same requirement first, and look the same to it."""
    got, other, right = map(drawing.read, (got, other, right))
    (requirement, fault), (theirs, their_fault) = (
        _first(one, right, compare) for one in (got, other)
    )
    if requirement is not theirs or bool(fault) != bool(their_fault):
        return False
    if fault is None:
        return True
    with np.errstate(all="ignore"):
        return comparing.alike(requirement.view(got), requirement.view(other), compare)


_SOMETHING_DRAWN = SomethingDrawn()


def _first(got, right, compare):
    """The first requirement that is not met and its fault; None twice if all are met."""
    with np.errstate(all="ignore"):  # whatever the session does about nan and infinity
        for requirement in (_SOMETHING_DRAWN, *compare.requirements):
            fault = requirement.fault(got, right, compare)
            if fault is not None:
                return requirement, fault
    return None, None
