"""Requirements of a figure, gone through in order: the first that is not met is told.

What is required is declared by the classes of `helpers.exercises.figures`. To each belong

* ``unmet(required, got, right)``: a `Finding` if one `Drawing` is not as another asks for, or None;
* ``view(required, drawing)``: what it looks at, as plain data: two drawings that fail it and look
  the same to it are wrong in the same way.
"""

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

import numpy as np

from ....exercises.declaration import Comparison
from ....exercises.figures import AtMost
from .. import compare as comparing
from ..finding import Finding
from .described_drawing import Drawing


@singledispatch
def unmet(required: Any, got: Drawing, right: Drawing) -> Finding | None:
    """Find what is wrong with a drawing, as far as this is required."""
    raise TypeError(f"{type(required).__name__} is nothing that a figure can be required to show.")


@singledispatch
def view(required: Any, drawing: Drawing) -> Any:
    """Return what a requirement looks at."""
    raise TypeError(f"{type(required).__name__} is nothing that a figure can be required to show.")


@dataclass(frozen=True)
class _SomethingDrawn:
    """Something is on the Axes, and not too much to look at. Always required, first."""


_ALWAYS = (_SomethingDrawn(),)


@unmet.register
def _(required: _SomethingDrawn, got: Drawing, right: Drawing) -> Finding | None:
    if got.left_out:
        return Finding("too much drawn", None, sum(got.artists.values()))
    if not got.is_empty or right.is_empty:
        return None
    return Finding("drawn elsewhere" if got.elsewhere else "nothing drawn")


view.register(_SomethingDrawn, lambda required, d: [d.is_empty, d.elsewhere > 0, d.left_out > 0])


@unmet.register
def _(required: AtMost, got: Drawing, right: Drawing) -> Finding | None:
    n = got.artists.get(required.kind, 0)
    if n <= required.number:
        return None
    details = {"kind": required.kind, "sentence": required.sentence}
    return Finding("too many artists", required.number, n, (), details)


view.register(AtMost, lambda required, d: d.artists.get(required.kind, 0) > required.number)


def first_unmet(got: Drawing, right: Drawing, requirements: tuple) -> Finding | None:
    """Find the first requirement that is not met; with it and the drawing among the details."""
    with np.errstate(all="ignore"):  # whatever the session does about nan and infinity
        for required in (*_ALWAYS, *requirements):
            if finding := unmet(required, got, right):
                details = {**finding.details, "required": required, "drawing": got}
                return replace(finding, where=(("figure",),), details=details)
    return None


def alike(one: Finding | None, other: Finding | None, compare: Comparison) -> bool:
    """Whether two drawings fail the same requirement first, and look the same to it."""
    mine, theirs = (finding.details if finding else {} for finding in (one, other))
    required = mine.get("required")
    if required is not theirs.get("required"):
        return False
    if required is None:
        return True
    with np.errstate(all="ignore"):
        views = view(required, mine["drawing"]), view(required, theirs["drawing"])
        return comparing.alike(*views, compare)
