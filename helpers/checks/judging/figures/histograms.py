"""Are the right histograms drawn?"""

from dataclasses import replace

import numpy as np

from ....exercises.figures import Histograms
from ..finding import Finding
from .described_drawing import Drawing
from .matching import height_mean, missing, same_histogram, unit_factor
from .requirements import unmet, view

# Bins may be so many times as wide as those that share out all the data: with a round range, say.
_COARSEST = 4


@unmet.register
def _(required: Histograms, got: Drawing, right: Drawing) -> Finding | None:
    drawn, wanted = got.histograms, right.histograms
    lost = missing(wanted, drawn, lambda w, d: same_histogram(d, w, required.bins != 0))
    if drawn and len(drawn) == len(wanted) and not lost:
        return _wide_bins(drawn, wanted)
    what, details = _difference(required, drawn, wanted, lost)
    return Finding(what, wanted, drawn, (), details)


def _wide_bins(drawn, wanted):
    """Bins that hold so much that they would be right whatever the data."""
    if not all(h.heights.any() for h in (*drawn, *wanted)):
        return None
    filled = [h.edges[np.flatnonzero(h.heights)[[0, -1]] + [0, 1]] for h in wanted]
    low, high = min(e[0] for e in filled), max(e[1] for e in filled)
    finest = max(len(h.heights) for h in wanted)
    widest = max(np.diff(h.edges)[h.heights != 0].max() for h in drawn)
    if widest <= _COARSEST * (high - low) / finest:
        return None
    numbers = sorted({len(h.heights) for h in drawn})
    details = {"bins": numbers, "width": widest, "low": low, "high": high}
    return Finding("wide bins", wanted, drawn, (), details)


def _difference(required, drawn, wanted, lost):
    """What is wrong, in a word, and details of it."""
    if not drawn:
        return "no histogram", {}
    if len(drawn) != len(wanted):
        return "number of histograms", {}
    numbers = {len(h.heights) for h in drawn}
    if required.bins and numbers != {required.bins}:
        return "bins", {"bins": sorted(numbers), "asked": required.bins}
    if factor := unit_factor(lost, drawn, _same_in_another_unit):
        return "unit", {"axes": "x", "factor": factor}
    if all(map(_is_density, drawn)) and not all(map(_is_density, wanted)):
        return "density", {}
    if len(drawn) > 1 and any(same_histogram(drawn[0], other, False) for other in drawn[1:]):
        return "same histogram twice", {}
    return "data of a histogram", {"label": lost[0].label}


view.register(
    Histograms,
    lambda required, d: [[h.edges, h.heights] for h in sorted(d.histograms, key=height_mean)],
)


def _same_in_another_unit(drawn, wanted, factor):
    return same_histogram(replace(drawn, edges=drawn.edges * factor), wanted, False)


def _is_density(histogram):
    area = float(np.sum(histogram.heights * np.diff(histogram.edges)))
    return abs(area - 1) < 1e-6 and not np.allclose(histogram.heights % 1, 0)
