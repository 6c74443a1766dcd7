"""The spikes tutorial from end to end: ours against the notebook that it grew from.

    python benchmarks/seed_notebook.py [--seed PATH] [--steps N] [--cpu]

The other notebook's code is no part of this repository: --seed names its file, else it is
`lif_neuron_part_2.py` in the folder that NEURON_MODELS_SEEDS names; without it only ours is
measured. It is executed as it stands, cell by cell, from a file whose cells begin with ``# %%``
(the seven solutions begin with "# to_remove solution"). Ours does the same work: the same seven
exercises on as many neurons and time steps, with functions such as students write, our plots, and
the demo. Both draw with Agg, and every figure is turned into a PNG at twice the resolution of the
page, as a notebook does. Same process, one after the other. It takes about a minute.
"""

import argparse
import contextlib
import io
import os
import sys
import time
from pathlib import Path

os.environ["MPLBACKEND"] = "agg"

import matplotlib.pyplot as plt
import numpy as np

import helpers
from helpers import figures, lif, plots
from helpers.demos import lif_spikes

SEEDS = Path(__file__).resolve().parents[1] / ".." / "shared" / "seeds"
SEED = Path(os.environ.get("NEURON_MODELS_SEEDS", SEEDS)) / "lif_neuron_part_2.py"
clock = time.perf_counter
FASTER = 10.0  # from end to end, at least
LIMIT = 0.100  # seconds that a step of the slider may take
# Places of the sliders for mean and SD in ms; from one to the next a single slider moves.
SLIDER = [(20, 7), (20, 12), (10, 12), (10, 19), (30, 19), (30, 5), (50, 5), (50, 10), (10, 10)]
NAMES = {
    "1": "histograms",
    "2": "dictionary of spikes",
    "3": "Boolean masks",
    "4": "binary raster",
    "5": "refractory period",
    "demo": "random refractory period",
    "6": "functions",
    "7": "class",
}

# --- Ours: what students write, one step of time in a call ---


def record(v, t, spikes):
    count = 0
    for j in range(len(v)):
        if v[j] >= lif.VTH:
            v[j] = lif.VR
            spikes[j].append(t)
            count += 1
    return count


def record_masked(v, t, spikes):
    spiked = v >= lif.VTH
    v[spiked] = lif.VR
    for j in np.where(spiked)[0]:
        spikes[j].append(t)
    return spiked.sum()


def refractory_step(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref
    spiked = (v >= lif.VTH) & ~refractory
    v[spiked | refractory] = lif.VR
    last_spike[spiked] = t
    return spiked


def ode_step(v, i, dt):
    return v + dt / lif.TAU * (lif.EL - v + lif.R * i)


class LIFNeurons:
    def __init__(self, n, rng):
        self.t_ref = np.clip(rng.normal(0.01, 0.002, n), 0, None)
        self.v = lif.EL * np.ones(n)
        self.last_spike = -self.t_ref
        self.t = 0.0

    def ode_step(self, dt, i):
        self.t += dt
        self.v = ode_step(self.v, i, dt)
        self.spiked = refractory_step(self.v, self.t, self.last_spike, self.t_ref)


def histograms(rng):
    current = lif.noisy_current(10_000, rng=rng)
    v = np.full(current.shape, lif.EL)
    for k in range(1, v.shape[1]):
        v[:, k] = ode_step(v[:, k - 1], current[:, k], lif.DT)
    ax = plots.voltage_histogram(v[:, v.shape[1] // 10], 50, label="t = 15 ms")
    return plots.voltage_histogram(v[:, -1], 50, ax, label="t = 150 ms")


def recorded(step):
    def exercise(rng):
        current = lif.noisy_current(500, rng=rng)
        v, t = np.full(current.shape, lif.EL), lif.time_grid()
        spikes, counts = {j: [] for j in range(len(v))}, np.zeros(len(t))
        for k in range(1, len(t)):
            v[:, k] = ode_step(v[:, k - 1], current[:, k], lif.DT)
            counts[k] = step(v[:, k], t[k], spikes)
        figure, axes = plt.subplots(3, figsize=(6.4, 5.6))
        plots.voltage_density(t, v, axes[0])
        plots.spike_raster(list(spikes.values()), axes[1], stop=lif.T_MAX)
        plots.rate(t, counts / len(v) / lif.DT, axes[2])
        return figure

    return exercise


def population(spread=None):
    """Return an exercise with a raster: no refractoriness (None), 10 ms, or periods that differ."""

    def exercise(rng):
        current = lif.noisy_current(500, rng=rng)
        v, raster = np.full(current.shape, lif.EL), np.zeros(current.shape)
        t_ref = 0.0 if spread is None else np.clip(rng.normal(0.01, spread, len(v)), 0, None)
        last_spike = np.full(len(v), -1.0)
        for k in range(1, v.shape[1]):
            v[:, k] = ode_step(v[:, k - 1], current[:, k], lif.DT)
            raster[refractory_step(v[:, k], k * lif.DT, last_spike, t_ref), k] = 1
        return plots.population(lif.time_grid(), v, raster)

    return exercise


def with_class(rng):
    current = lif.noisy_current(500, rng=rng)
    v, raster = np.full(current.shape, lif.EL), np.zeros(current.shape)
    neurons = LIFNeurons(len(v), rng)
    for k in range(1, v.shape[1]):
        neurons.ode_step(lif.DT, current[:, k])
        v[:, k] = neurons.v
        raster[neurons.spiked, k] = 1
    return plots.population(lif.time_grid(), v, raster)


OURS = {
    "1": histograms,
    "2": recorded(record),
    "3": recorded(record_masked),
    "4": population(),
    "5": population(0.0),
    "6": population(0.007),
    "7": with_class,
}


def run_ours():
    """Return the seconds that each part takes, and the demo."""
    rng = np.random.default_rng(2020)
    taken, demo = {}, None
    for part in NAMES:
        began = clock()
        if part == "demo":
            demo = lif_spikes.random_refractory_demo(refractory_step)
            demo.step()
            demo.static()
        else:
            figures.png(figures._figure_of(OURS[part](rng)))
            plt.close("all")
        taken[part] = clock() - began
    return taken, demo


def our_step(demo, mu, sigma):
    demo.controls["mu"].value = mu
    demo.controls["sigma"].value = sigma
    assert demo.image.value


# --- The other notebook ---


def show_inline(*args, **options):
    """Do what a notebook's inline backend does with open figures, at retina resolution."""
    for number in plt.get_fignums():
        figure = plt.figure(number)
        figure.savefig(io.BytesIO(), format="png", dpi=2 * figure.dpi, bbox_inches="tight")
    plt.close("all")


def run_seed(path):
    """Return the seconds that each part takes, and the function behind its slider."""
    plt.show = show_inline
    names, taken, number = {"__name__": "seed"}, {}, 0
    for cell in path.read_text(encoding="utf-8").split("# %%")[1:]:
        part = "setup"
        if cell.strip().startswith("# to_remove solution"):
            number += 1
            part = str(number)
        elif "widgets.interact(" in cell:
            part = "demo"
        began = clock()
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(cell, f"{path.name}, {part}", "exec"), names)
            show_inline()
        taken[part] = taken.get(part, 0.0) + clock() - began
    if set(NAMES) - set(taken):
        sys.exit(f"{path}: no cells for {', '.join(sorted(set(NAMES) - set(taken)))}")
    return taken, names["random_ref_period"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=Path, default=SEED, help="the other notebook's code cells")
    parser.add_argument("--steps", type=int, default=3, help="of the other notebook's slider")
    parser.add_argument(
        "--cpu", action="store_true", help="count CPU time: on a machine that is busy otherwise"
    )
    options = parser.parse_args()
    if options.cpu:
        global clock
        clock = time.process_time

    helpers.start()
    plt.figure()
    show_inline()  # fonts are looked up once, at nobody's expense
    run_ours()
    ours, demo = run_ours()
    our_steps = [timed(our_step, demo, mu, sigma) for mu, sigma in 3 * SLIDER]
    seed, seed_steps = None, []
    if options.seed.is_file():
        plt.rcdefaults()
        plt.switch_backend("agg")
        seed, random_ref_period = run_seed(options.seed)
        for mu, sigma in SLIDER[: options.steps]:
            seed_steps.append(timed(seed_step, random_ref_period, 1e-3 * mu, 1e-3 * sigma))

    unit = "CPU seconds" if options.cpu else "seconds"
    print(f"{unit:32}  {'ours':>7}" + (f"  {'seed':>7}  ratio" if seed else ""))
    for part, name in NAMES.items():
        label = f"{'Exercise ' if part != 'demo' else ''}{part}: {name}"
        print(row(label, ours[part], seed and seed[part]))
    total = sum(ours.values())
    seed_total = seed and sum(seed[part] for part in NAMES)
    print(row("all", total, seed_total))
    step, seed_step_time = np.median(our_steps), seed_steps and np.median(seed_steps)
    print(row("a step of the slider, median", step, seed_step_time))
    print(row("a step of the slider, slowest", max(our_steps), seed_steps and max(seed_steps)))
    good = step <= LIMIT
    print(f"our slider's step within {LIMIT * 1e3:.0f} ms: {'yes' if good else 'NO'}")
    if seed:
        print(
            f"ours at least {FASTER:g} x faster: {'yes' if seed_total >= FASTER * total else 'NO'}"
        )
        good = good and seed_total >= FASTER * total
    else:
        print(
            "nothing to compare with: the original's code is not here; name its folder by "
            "NEURON_MODELS_SEEDS, or the file by --seed"
        )
    return 0 if good else 1


def timed(call, *args):
    began = clock()
    call(*args)
    return clock() - began


def seed_step(random_ref_period, mu, sigma):
    random_ref_period(mu, sigma)
    show_inline()


def row(label, ours, seed):
    line = f"{label:32}  {ours:7.3f}"
    return line + (f"  {seed:7.3f}  {seed / ours:5.1f}" if seed else "")


if __name__ == "__main__":
    sys.exit(main())
