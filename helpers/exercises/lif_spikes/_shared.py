"""What several exercises of "Spikes and the refractory period" have in common."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ... import lif
from ..declaration import Probe, call

# What the functions of the tutorial read from their module; some probes set other values.
RESET = {"vth": lif.VTH, "vr": lif.VR}
OTHER_RESET = {"vth": -0.055, "vr": -0.065}  # V
MEMBRANE = {"tau": lif.TAU, "el": lif.EL, "r": lif.R}
OTHER_MEMBRANE = {"tau": 0.010, "el": -0.065, "r": 50e6}  # s, V, ohm


def potentials(rng: np.random.Generator, n: int, names: Mapping[str, float]) -> NDArray[np.float64]:
    """Potentials in V, some above the threshold, none so near that rounding would decide."""
    below = rng.uniform(names["vr"], names["vth"] - 1e-3, n)
    above = names["vth"] + rng.uniform(1e-3, 1e-2, n)
    return np.where(rng.random(n) < 0.4, above, below)


def _record_probe(v, t, spikes, about, names=RESET):
    spikes = {j: list(times) for j, times in enumerate(spikes)}
    return Probe(args=(np.array(v), t, spikes), names=names, about=about)


RECORD_PROBES = (
    _record_probe([-0.055, -0.045, -0.060], 0.012, [[], [], []], "one of three spikes"),
    _record_probe([-0.050, -0.0501], 0.020, [[], []], "one exactly at the threshold"),
    _record_probe([-0.062, -0.070, -0.051], 0.004, [[], [], [0.002]], "no spike"),
    _record_probe([-0.045, -0.061, -0.049], 0.0305, [[0.011], [], [0.002, 0.014]], "second spikes"),
    _record_probe([-0.040, -0.030, -0.045, -0.048], 0.007, [[]] * 4, "all of them spike"),
    _record_probe(
        [-0.052, -0.057, -0.040], 0.015, [[], [0.003], []], "another threshold", OTHER_RESET
    ),
)


def fresh_records(rng: np.random.Generator) -> Iterator[Probe]:
    for names in (RESET, RESET, OTHER_RESET):
        n = int(rng.integers(5, 30))
        spikes = [[0.001 * k for k in range(int(rng.integers(0, 3)))] for _ in range(n)]
        t = 5e-4 * int(rng.integers(10, 300))
        yield _record_probe(potentials(rng, n, names), t, spikes, "random", names)


_STATE = ["v", "spiked", "last_spike", "t", "steps"]
CONSTRUCTOR = ("n", "t_ref_mu", "t_ref_sigma", "tau", "el", "vr", "vth", "r")


def class_probe(
    current: ArrayLike,
    about: str,
    *,
    dt: float = 1e-3,
    set_to: Mapping[str, Any] | None = None,
    read: Sequence[str] = _STATE,
    part: str = "",
    remark: str = "",
    **keywords: Any,
) -> Probe:
    """Neurons that get a column of the current at each step; no period is drawn at random."""
    current = np.array(current, float)
    keywords = {"t_ref_mu": 0.0095, "t_ref_sigma": 0.0, **keywords}
    plan = {
        "set": dict(set_to or {}),
        "steps": [call("ode_step", dt, current[:, k].copy()) for k in range(current.shape[1])],
        "read": list(read),
        "trace": True,
        "dt": dt,
    }
    args = (len(current),)
    return Probe(args, keywords, plan=plan, about=about, part=part, remark=remark)


def constant(currents: ArrayLike, steps: int) -> NDArray[np.float64]:
    return np.repeat(np.array(currents, float)[:, None], steps, axis=1)
