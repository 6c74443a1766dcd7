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
    _, _, fault = _first_unmet(got, right, compare)
    return fault.sentence if fault else ""


def apart(got, right, compare):
    """What the first requirement that is not met expects, and what is there."""
    _, _, fault = _first_unmet(got, right, compare)
    return (fault.expected, fault.got) if fault else ("this figure", "this figure")


def alike(got, other, right, compare):
    """Whether two drawings fail the same requirement first, and look the same to it."""
    mine, requirement, fault = _first_unmet(got, right, compare)
    theirs, their_requirement, _ = _first_unmet(other, right, compare)
    if requirement is not their_requirement:
        return False
    if fault is None:
        return True
    with np.errstate(all="ignore"):
        return comparing.alike(requirement.view(mine), requirement.view(theirs), compare)


_SOMETHING_DRAWN = SomethingDrawn()
_found = {}  # of the last drawings: each is asked for several times


def _first_unmet(got, right, compare):
    """A drawing as it is read, the first requirement that it does not meet, and the fault.

    The last two are None if all are met.
    """
    key = tuple(map(id, (got, right, compare)))
    if key not in _found:
        if len(_found) >= 64:
            _found.clear()
        # Kept with the objects themselves, so that no others come to have their ids.
        _found[key] = (got, right, compare), _look(drawing.read(got), drawing.read(right), compare)
    return _found[key][1]


def _look(got, right, compare):
    with np.errstate(all="ignore"):  # whatever the session does about nan and infinity
        for requirement in (_SOMETHING_DRAWN, *compare.requirements):
            fault = requirement.fault(got, right, compare)
            if fault is not None:
                return got, requirement, fault
    return got, None, None
