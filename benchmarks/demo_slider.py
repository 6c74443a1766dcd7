"""How long a step of the demo's slider takes: ours against redrawing a pyplot figure per step.

The other way is `steinmetz_pmf` of the tutorial that the course grew from, run as a notebook's
inline backend runs it: a new figure per step, retina resolution, tight box. Same neurons, same
process, steps taken in turn.

    python benchmarks/demo_slider.py [--seed PATH] [--steps N]
"""

import argparse
import io
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("MPLBACKEND", "agg")

import matplotlib.pyplot as plt
import numpy as np

import helpers
from helpers import data
from helpers.demos import why_models

SEED = Path(__file__).resolve().parents[1] / ".." / "shared" / "seeds" / "why_models.py"
LIMIT = 0.100  # seconds a step may take
FASTER = 3.0  # than the other way, at least


def entropy(pmf):
    pmf = pmf[pmf > 0]
    return np.abs(-np.sum(pmf * np.log2(pmf)))


def pmf_from_counts(counts):
    return counts / np.sum(counts)


def our_step(population):
    """Return a function that moves our slider to a neuron."""
    demo = why_models.neurons_demo(entropy, pmf_from_counts, population, neuron=0)
    demo.step()

    def step(neuron):
        demo.controls["neuron"].value = neuron
        assert demo.image.value

    return step


def seed_step(path, population):
    """Return a function that draws a neuron as the seed does, or None where it is absent."""
    if not path.is_file():
        return None
    isi_range, n_bins = (0, 0.25), 50
    names = {
        "steinmetz_spikes": population,
        "isi_range": isi_range,
        "n_bins": n_bins,
        "bins": np.linspace(*isi_range, n_bins + 1),
        "neuron_idx": 0,
    }
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), names)
    plt.show = show_inline
    return names["steinmetz_pmf"]


def show_inline():
    """Do what a notebook's inline backend does when a figure is shown, at retina resolution."""
    figure = plt.gcf()
    figure.savefig(io.BytesIO(), format="png", dpi=2 * figure.dpi, bbox_inches="tight")
    plt.close("all")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=Path, default=SEED, help="the seed's working functions")
    parser.add_argument("--steps", type=int, default=25)
    options = parser.parse_args()

    population = data.load("synthetic")
    neurons = np.random.default_rng(0).permutation(len(population))[: options.steps + 1]
    for neuron in neurons:
        population[neuron]  # made beforehand: neither way should pay for it
    helpers.start()
    ours, seeds = our_step(population), seed_step(options.seed, population)
    ways = {"ours": ours} | ({"seed": seeds} if seeds else {})
    times = {name: [] for name in ways}
    for neuron in neurons:
        for name, step in ways.items():
            began = time.perf_counter()
            step(int(neuron))
            times[name].append(time.perf_counter() - began)

    medians = {name: float(np.median(taken[1:])) for name, taken in times.items()}
    print(f"{'way':6}  {'median ms':>9}  {'slowest ms':>10}")
    for name, taken in times.items():
        print(f"{name:6}  {medians[name] * 1e3:9.1f}  {max(taken[1:]) * 1e3:10.1f}")
    good = medians["ours"] <= LIMIT
    print(f"ours within {LIMIT * 1e3:.0f} ms: {'yes' if good else 'NO'}")
    if seeds:
        ratio = medians["seed"] / medians["ours"]
        print(f"ours {ratio:.1f} x faster than the seed's way (at least {FASTER:g} wanted)")
        good = good and ratio >= FASTER
    else:
        print("comparison skipped: no file of the seed's functions (give it with --seed PATH)")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
