"""What an instant check costs beyond the student's own function, for every exercise.

    python benchmarks/check_overhead.py [--runs 20]

Each row is measured in a fresh Python in which NumPy and Matplotlib are imported and nothing else,
as in a notebook whose first cell has run. "First" is the first check of the session, imports and
the reference's answers included; "later" is the median of further ones. The wrong answer is one
that fits no misconception, so that all of them are compared. Overhead is the time of the check less
the time inside the student's function (for a class, whose methods are not timed, all of it).
"""

import argparse
import functools
import json
import statistics
import subprocess
import sys
import time

FAST_ENOUGH = 0.1  # s


def measure(tutorial, name, right, runs):
    """Overhead of the first and of further checks, time in the student's function; in s."""
    import matplotlib.pyplot  # noqa: F401  (a notebook has them imported)
    import numpy as np  # noqa: F401

    from helpers import answers

    answer = next(iter(answers.find(tutorial, name).variants.values()))
    for module in [m for m in sys.modules if m.startswith("helpers")]:
        del sys.modules[module]
    spent = 0.0

    @functools.wraps(answer)
    def timed(*args, **keywords):
        nonlocal spent
        began = time.perf_counter()
        try:
            return answer(*args, **keywords) if right else 0.123
        finally:
            spent += time.perf_counter() - began

    if isinstance(answer, type):
        timed = answer if right else type(name, (answer,), {"__init__": _bare})
    overheads, own = [], []
    for _ in range(1 + runs):
        spent, began = 0.0, time.perf_counter()
        from helpers import checks

        result = getattr(getattr(checks, tutorial), name)(timed)
        result._repr_html_()
        overheads.append(time.perf_counter() - began - spent)
        own.append(spent)
        assert (result.points > 0) is right, result.message
    return overheads[0], statistics.median(overheads[1:]), statistics.median(own[1:])


def _bare(self, *_, **__):
    """The constructor of an object without attributes."""


def rows(runs):
    """Every exercise with a right and a wrong answer, each in a fresh Python."""
    from helpers import exercises

    for tutorial in exercises.tutorials():
        for exercise in exercises.of(tutorial):
            for right in (True, False):
                row = json.dumps([tutorial, exercise.name, right, runs])
                command = [sys.executable, __file__, "--row", row]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                yield f"{exercise.name}, {'right' if right else 'wrong'}", json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=20, help="further checks per row")
    parser.add_argument("--row", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.row:
        print(json.dumps(measure(*json.loads(options.row))))
        return 0
    print(f"{'overhead of a check, ms':32}{'first':>8}{'later':>8}{'own function':>14}")
    slow = False
    for label, (first, later, own) in rows(options.runs):
        slow = slow or later > FAST_ENOUGH
        print(f"{label:32}{1e3 * first:8.1f}{1e3 * later:8.1f}{1e3 * own:14.1f}")
    print(f"later checks: {'more than' if slow else 'all within'} {1e3 * FAST_ENOUGH:.0f} ms")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
