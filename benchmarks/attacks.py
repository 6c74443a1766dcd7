"""Points that worthless submissions get: from plain nbgrader, and from `courseware grade`.

python benchmarks/attacks.py [--all] [--family NAME] [--only NAME] [--jobs N]

Two attacks of each family, or all (half an hour), or those that are named.
Plain nbgrader runs each in a throw-away sandbox of bubblewrap's (no network, a copy of the course,
everything else read-only), since it keeps a submission from nothing. Those that would hang it or
use up the machine are not run there, and say why.
"""

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["HELPERS_OFFLINE"] = "1"

from courseware.grade.sandbox.bubblewrap import find_bubblewrap  # noqa: E402
from tests.grading.attacks import ATTACKS  # noqa: E402
from tests.grading.attacks.graded import NAME, earned, grade, hand_in, release  # noqa: E402
from tests.grading.attacks.honest import RIGHT  # noqa: E402

SECONDS, MEMORY = 180, 8 << 30
STUDENT = "student"
# Started inside, beside nbgrader: whoever finds the helper outside gets the answers from it.
INSIDE = """
import subprocess, sys
sys.path.insert(0, sys.argv[1])
from tests.grading.attacks.harming.network import helper
with helper(sys.argv[2]):
    command = [sys.executable, "-m", "nbgrader", "autograde", sys.argv[3], "--student", "student"]
    sys.exit(subprocess.run(command).returncode)
"""
POINTS = """
select sum(coalesce(grade.auto_score, 0)) from grade
join grade_cells on grade_cells.id = grade.cell_id
join base_cell on base_cell.id = grade_cells.id
where base_cell.name like '%-check'
"""


def by_plain_nbgrader(attack, course, notebook):
    """Points of one attack, as text, or why there are none."""
    if not attack.plain:
        return f"not run: {attack.why}"
    with tempfile.TemporaryDirectory(prefix="attack-") as scratch:
        folder = Path(scratch, "course")
        shutil.copytree(course, folder)
        hand_in(folder, attack, STUDENT, notebook)
        # Others' work lies about as it does where an instructor grades.
        shutil.copytree(course / "solutions", folder / "submitted" / "honest")
        try:
            run = subprocess.run(
                _sandbox(folder),
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
            )
        except subprocess.TimeoutExpired:
            return f"hangs for {SECONDS} s"
        points = _points(folder / "gradebook.db")
        if points is None:
            return "aborts" if run.returncode else "no score"
        return f"{points:g}"


def _sandbox(folder):
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    line = [find_bubblewrap(), "--die-with-parent", "--unshare-all", "--new-session", "--clearenv"]
    for name, value in (("PATH", programs), ("HELPERS_OFFLINE", "1"), ("HOME", "/home/grader")):
        line += ["--setenv", name, value]
    line += ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    line += ["--tmpfs", "/home", "--dir", "/home/grader", "--bind", str(folder), "/home/course"]
    line += ["--chdir", "/home/course"]
    text = "import numpy as np\nfrom scipy import optimize\n\n" + "\n\n".join(RIGHT.values())
    return [*line, sys.executable, "-c", INSIDE, str(ROOT), text, NAME]


def _points(gradebook):
    try:
        with sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True) as db:
            return db.execute(POINTS).fetchone()[0]
    except sqlite3.Error:
        return None


def by_courseware(attacks, course, notebook):
    """Points of all attacks, graded in one run."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as scratch:
        folder = Path(scratch, "course")
        shutil.copytree(course, folder)
        for attack in attacks:
            hand_in(folder, attack, attack.name, notebook)
        rows = {row["student"]: row for row in grade(folder)["submissions"]}
    return {
        name: f"{earned(row):g}" if "score" in row else row["state"] for name, row in rows.items()
    }


def _chosen(wish):
    if wish.all or wish.family or wish.only:
        return [
            attack
            for attack in ATTACKS
            if (not wish.family or attack.family in wish.family)
            and (not wish.only or attack.name in wish.only)
        ]
    families = {}
    for attack in sorted(ATTACKS, key=lambda attack: not attack.plain):
        families.setdefault(attack.family, []).append(attack)
    return [attack for members in families.values() for attack in members[:2]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="every attack")
    parser.add_argument("--family", action="append", help="only this one; may be repeated")
    parser.add_argument("--only", action="append", help="only this attack; may be repeated")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    wish = parser.parse_args()
    attacks = _chosen(wish)
    with tempfile.TemporaryDirectory(prefix="attacked-") as scratch:
        course = Path(scratch)
        notebook = release(course)
        ours = by_courseware(attacks, course, notebook)
        print(f"{'attack':28}{'family':12}{'courseware grade':22}plain nbgrader, of 9")
        forged = run = 0
        with ThreadPoolExecutor(wish.jobs) as pool:
            plain = pool.map(lambda a: by_plain_nbgrader(a, course, notebook), attacks)
            for attack, points in zip(attacks, plain, strict=True):
                print(f"{attack.name:28}{attack.family:12}{ours[attack.name]:22}{points}")
                sys.stdout.flush()
                run += attack.plain
                forged += points.replace(".", "").isdigit() and float(points) > 0
    through = [name for name, points in ours.items() if points not in ("0", "could not be graded")]
    print(f"{len(attacks)} attacks, {run} of them run by plain nbgrader.")
    print(f"Plain nbgrader gives points for {forged}, courseware grade for {len(through)}.")
    return 1 if through else 0


if __name__ == "__main__":
    sys.exit(main())
