"""Are the right spikes marked?"""

import numpy as np

from ....exercises.figures import Raster
from ..finding import Finding
from .described_drawing import Drawing
from .matching import marks
from .requirements import unmet, view

_MAX_MARKS = 2000


@unmet.register
def _(required: Raster, got: Drawing, right: Drawing) -> Finding | None:
    drawn, wanted, dx = marks(got), marks(right), required.dx
    if not len(drawn):
        return Finding("no spikes", wanted, drawn)
    if _same_marks(drawn, wanted, dx):
        return None
    details = {}
    if _same_marks(drawn[:, ::-1], wanted, dx):
        what = "neurons and time"
    elif factor := next((f for f in (1e3, 1e-3) if _same_marks(drawn * [f, 1], wanted, dx)), 0):
        what, details = "unit", {"axes": "x", "factor": factor}
    elif _same_marks(drawn * np.array([1.0, -1.0]), wanted, dx, rows_anywhere=True):
        what = "upside down"
    else:
        what = "spikes"
    if len(drawn) <= _MAX_MARKS:  # else too many to look for one among them
        lost, extra = _unpaired(drawn, wanted, dx)
        details |= {"lost": _first(lost), "extra": _first(extra)}
    return Finding(what, wanted, drawn, (), details)


view.register(Raster, lambda required, drawing: marks(drawing))


def _same_marks(drawn, wanted, dx, rows_anywhere=False):
    """Whether two sets of marks agree but for a shift by up to a step, to a tenth of it."""
    if len(drawn) != len(wanted):
        return False
    a, b = (np.unique(np.round(m / np.array([dx, 1.0]), 3), axis=0) for m in (drawn, wanted))
    if a.shape != b.shape:
        return False
    apart = a - b
    shift = apart[0]
    near = abs(shift[0]) < 1.1 and (rows_anywhere or abs(shift[1]) < 0.1)
    return bool(near and (np.abs(apart - shift) < 0.1).all())


def _unpaired(drawn, wanted, dx):
    """Marks that are wanted and not drawn, and those that are drawn and not wanted.

    All of them may be shifted by half a step or a step, where that makes most of them fit.
    """
    best = None
    for shift in (0.0, 0.5, -0.5, 1.0, -1.0):
        there, asked = (
            np.round(marks[:, 0] / dx, 2) + 1j * np.round(marks[:, 1], 2)
            for marks in (drawn - [shift * dx, 0], wanted)
        )
        lost, extra = wanted[~np.isin(asked, there)], drawn[~np.isin(there, asked)]
        if best is None or len(lost) + len(extra) < len(best[0]) + len(best[1]):
            best = lost, extra
    return best


def _first(marks):
    """The first of some marks, by row and then by time, or None."""
    return marks[np.lexsort((marks[:, 0], marks[:, 1]))][0] if len(marks) else None
