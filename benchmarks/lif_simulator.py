"""Simulating 10 000 LIF neurons for 150 steps, against the time NumPy needs to draw their noise.

    python benchmarks/lif_simulator.py [--runs N]

Both in the same process, in turn; the median of each. The rows: spikes without refractoriness, with
one refractory period for all, with one for each neuron, and without spikes.
"""

import argparse
import statistics
import sys
import time

import numpy as np

from helpers import lif

NEURONS, STEPS = 10_000, 150
LIMIT = 10.0  # times the drawing of the noise


def seconds(call):
    """Return how long a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    rng = np.random.default_rng(2020)
    current = lif.noisy_current(NEURONS, STEPS * lif.DT, rng=rng)
    t_ref = np.clip(rng.normal(0.010, 0.007, NEURONS), 0, None)
    ways = {
        "drawing the noise (NumPy)": lambda: rng.random((NEURONS, STEPS)),
        "simulating, no refractoriness": lambda: lif.simulate(current),
        "simulating, 10 ms refractory": lambda: lif.simulate(current, t_ref=0.010),
        "simulating, a period each": lambda: lif.simulate(current, t_ref=t_ref),
        "simulating, no spikes": lambda: lif.simulate(current, spiking=False),
    }
    times = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, call in ways.items():
            times[name].append(seconds(call))
    medians = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    noise = medians["drawing the noise (NumPy)"]
    print(f"{NEURONS} neurons x {STEPS} steps")
    print(f"{'':30}  {'median ms':>9}  ratio")
    for name, median in medians.items():
        print(f"{name:30}  {median * 1e3:9.1f}  {median / noise:5.1f}")
    good = all(median <= LIMIT * noise for median in medians.values())
    print(f"all within {LIMIT:g} x: {'yes' if good else 'NO'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
