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
from ....exercises.figures import AtMost, Band, Histograms
from .. import compare as comparing
from ..finding import Finding
from . import seen
from .described_drawing import Curve, Drawing, DrawnBand, Histogram


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
    if got.is_empty and not right.is_empty:
        return Finding("drawn elsewhere" if got.elsewhere else "nothing drawn")
    hidden = seen.axes_hidden(got)
    return Finding(hidden) if hidden else None


@view.register
def _(required: _SomethingDrawn, drawing: Drawing) -> Any:
    counts = [drawing.is_empty, drawing.elsewhere > 0, drawing.left_out > 0]
    return [*counts, seen.axes_hidden(drawing)]


@dataclass(frozen=True)
class _Seen:
    """What would be right can be seen, too."""


_SEEN = _Seen()
view.register(_Seen, lambda required, d: sorted(reason for _, reason in seen.split(d)[1]))


@unmet.register
def _(required: AtMost, got: Drawing, right: Drawing) -> Finding | None:
    n = got.artists.get(required.kind, 0)
    if n <= required.number:
        return None
    details = {"kind": required.kind, "sentence": required.sentence}
    return Finding("too many artists", required.number, n, (), details)


view.register(AtMost, lambda required, d: d.artists.get(required.kind, 0) > required.number)


def first_unmet(got: Drawing, right: Drawing, requirements: tuple) -> Finding | None:
    """Find the first requirement that is not met; with it and the drawing among the details.

    Only what can be seen counts. Of what would be right if it could, the reason is found.
    """
    with np.errstate(all="ignore"):  # whatever the session does about nan and infinity
        visible, unseen = seen.split(got)
        for required in (*_ALWAYS, *requirements):
            finding = unmet(required, visible, right)
            if finding and unseen:
                finding = unmet(required, got, right)
                if not finding:
                    finding, required = _unseen(required, got, right, unseen), _SEEN
            if finding:
                details = {**finding.details, "required": required, "drawing": got}
                return replace(finding, where=(("figure",),), details=details)
    return None


def _unseen(required, got, right, unseen):
    """The finding that something would meet a requirement if it could be seen."""
    kinds = {Histograms: Histogram, Band: DrawnBand}
    mark, reason = min(
        unseen, key=lambda each: type(each[0]) is not kinds.get(type(required), Curve)
    )
    details = {"mark": mark, "axes": got.axes}
    return Finding(f"unseen: {reason}", right, got, (), details)


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
