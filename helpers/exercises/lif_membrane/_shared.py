"""What several exercises of "The leaky membrane" have in common."""

import numpy as np
from numpy.typing import ArrayLike

from ..declaration import Comparison, Probe

# Volts and amperes are small numbers: an absolute tolerance must be far below them.
VOLTS = Comparison(atol=1e-12)
AMPERES = Comparison(atol=1e-18)

# The constants that simulations read from the notebook, whatever the student did to them since.
_CONSTANTS = {"el": -60e-3, "tau": 20e-3, "r": 100e6}


# A time step of 1 ms is what the notebook has: whoever uses no other is right there alone.
ANY_STEP = "any time step"


def run(current: ArrayLike, dt: float, about: str) -> Probe:
    part = "" if dt == 1e-3 else ANY_STEP
    args = np.array(current, float), float(dt)
    return Probe(args=args, names=_CONSTANTS, about=about, part=part)
