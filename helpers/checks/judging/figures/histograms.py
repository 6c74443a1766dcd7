"""Are the right histograms drawn?"""

from dataclasses import replace

import numpy as np

from ....exercises.figures import Histograms
from ..finding import Finding
from .described_drawing import Drawing
from .matching import height_mean, missing, same_histogram, unit_factor
from .requirements import unmet, view


@unmet.register
def _(required: Histograms, got: Drawing, right: Drawing) -> Finding | None:
    drawn, wanted = got.histograms, right.histograms
    lost = missing(wanted, drawn, lambda w, d: same_histogram(d, w, required.bins != 0))
    if drawn and len(drawn) == len(wanted) and not lost:
        return None
    return Finding(*_difference(required, drawn, wanted, lost))


def _difference(required, drawn, wanted, lost):
    """What is wrong, in a word, with what it is wrong with and details of it."""
    if not drawn:
        return "no histogram", wanted, drawn
    if len(drawn) != len(wanted):
        return "number of histograms", wanted, drawn
    numbers = {len(h.heights) for h in drawn}
    if required.bins and numbers != {required.bins}:
        details = {"bins": sorted(numbers), "asked": required.bins}
        return "bins", wanted, drawn, (), details
    if factor := unit_factor(lost, drawn, _same_in_another_unit):
        return "unit", wanted, drawn, (), {"axes": "x", "factor": factor}
    if all(map(_is_density, drawn)) and not all(map(_is_density, wanted)):
        return "density", wanted, drawn
    if len(drawn) > 1 and any(same_histogram(drawn[0], other, False) for other in drawn[1:]):
        return "same histogram twice", wanted, drawn
    return "data of a histogram", wanted, drawn, (), {"label": lost[0].label}


view.register(
    Histograms,
    lambda required, d: [[h.edges, h.heights] for h in sorted(d.histograms, key=height_mean)],
)


def _same_in_another_unit(drawn, wanted, factor):
    return same_histogram(replace(drawn, edges=drawn.edges * factor), wanted, False)


def _is_density(histogram):
    area = float(np.sum(histogram.heights * np.diff(histogram.edges)))
    return abs(area - 1) < 1e-6 and not np.allclose(histogram.heights % 1, 0)
