"""What `import helpers` costs, against importing NumPy and pyplot, in fresh processes in turn.

python benchmarks/import_time.py [--runs N]
"""

import argparse
import statistics
import subprocess
import sys
import time

WAYS = {"numpy, matplotlib.pyplot": "import numpy, matplotlib.pyplot", "helpers": "import helpers"}
LIMIT = 1.3
PARTS = "from helpers import checks, data, demos, media, plots"


def seconds(code):
    """Return how long a fresh interpreter takes to run `code`."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, env=None)
    return time.perf_counter() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    ways = {**WAYS, "helpers and its parts": PARTS}
    times = {name: [] for name in ways}
    for _ in range(runs + 1):
        for name, code in ways.items():
            times[name].append(seconds(code))
    medians = {name: statistics.median(taken[1:]) for name, taken in times.items()}
    baseline = medians["numpy, matplotlib.pyplot"]
    print(f"{'import':26}  {'median s':>8}  ratio")
    for name, median in medians.items():
        print(f"{name:26}  {median:8.2f}  {median / baseline:5.2f}")
    good = all(median <= LIMIT * baseline for median in medians.values())
    print(f"within {LIMIT} x: {'yes' if good else 'NO'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
