"""`courseware grade` against plain `nbgrader autograde`, on the same submissions, in one run.

    python benchmarks/grading.py [--submissions 24] [--growth 24 96 384] [--core 24]

Submissions of why-models (finished, half finished, wrong and untouched ones, in turn) are graded by
both, start-up and writing of the gradebook included: on two cores, and on one core against one. The
scores must be the same. A second table shows how ours grows with the class: time, and peak memory
of all its processes together (each shared page counted once). A third says where the time of a
submission goes.
"""

import argparse
import ast
import copy
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
NAME = "why-models"
WANTED = {"two cores": 10.0, "one core": 6.0}


class Course:
    """A course in a folder of its own, released, with submissions."""

    def __init__(self, folder):
        self.folder = Path(folder)
        for file in ("nbgrader_config.py", "pyproject.toml"):
            shutil.copy(ROOT / file, folder)
        for part in ("solutions", "course"):
            shutil.copytree(ROOT / part, self.folder / part)
        self.run([BIN / "nbgrader", "generate_assignment", NAME, "--force"])
        shutil.copy(self.folder / "gradebook.db", self.folder / "released.db")

    def submit(self, n):
        """Take away what was graded, and hand in `n` submissions."""
        import nbformat

        shutil.copy(self.folder / "released.db", self.folder / "gradebook.db")
        for part in ("submitted", "autograded", ".courseware"):
            shutil.rmtree(self.folder / part, ignore_errors=True)
        kinds = cycle(_kinds(self.folder))
        for k in range(n):
            target = self.folder / "submitted" / f"student-{k:04}" / NAME
            target.mkdir(parents=True)
            nbformat.write(next(kinds), target / f"{NAME}.ipynb")

    def run(self, command, cores=None):
        """Run a command on some cores; wall time in s."""
        programs = os.pathsep.join([str(BIN), os.environ["PATH"]])
        began = time.perf_counter()
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            env={**os.environ, "HELPERS_OFFLINE": "1", "PATH": programs},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            preexec_fn=(lambda: os.sched_setaffinity(0, cores)) if cores else None,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{command} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return time.perf_counter() - began

    def scores(self):
        """Grade id to automatic score, for each student."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as gradebook:
            return {
                submission.student.id: {
                    grade.name: grade.auto_score
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                }
                for submission in gradebook.assignment_submissions(NAME)
            }


def _kinds(folder):
    """A finished, a half finished, a wrong and an untouched notebook."""
    import nbformat

    def meta(cell):
        return cell.metadata.get("nbgrader", {})

    def exercises(notebook):
        return [c for c in notebook.cells if c.cell_type == "code" and meta(c).get("solution")]

    student = nbformat.read(folder / "course" / NAME / f"{NAME}.ipynb", 4)
    solution = nbformat.read(folder / "solutions" / NAME / f"{NAME}.ipynb", 4)
    right = {meta(cell)["grade_id"]: cell.source for cell in exercises(solution)}
    half = dict(list(right.items())[: len(right) // 2])
    wrong = {grade_id: _always_zero(source) for grade_id, source in right.items()}
    for answers in (right, half, wrong, {}):
        notebook = copy.deepcopy(student)
        for cell in exercises(notebook):
            cell.source = answers.get(meta(cell)["grade_id"], cell.source)
        yield notebook


def _always_zero(source):
    names = [node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return "\n".join(f"def {name}(*_):\n    return 0" for name in names)


class Memory:
    """Peak of the memory of a process and all its descendants, looked at twice a second."""

    def __init__(self, command, course):
        self.command, self.course, self.peak = command, course, 0

    def run(self):
        """Run the command; wall time in s."""
        import threading

        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(done,), daemon=True)
        watcher.start()
        try:
            return self.course.run(self.command)
        finally:
            done.set()
            watcher.join()

    def _watch(self, done):
        import psutil

        while not done.wait(0.5):
            total = 0
            for process in psutil.Process().children(recursive=True):
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    pass
            self.peak = max(self.peak, total)


def compare(course, n, title, cores, jobs):
    """Grade the same submissions both ways; whether the ratio is what is wanted."""
    course.submit(n)
    plain = course.run([BIN / "nbgrader", "autograde", NAME], cores)
    expected = course.scores()
    course.submit(n)
    ours = course.run([BIN / "courseware", "grade", NAME, "--jobs", jobs], cores)
    same = course.scores() == expected
    ratio = plain / ours
    good = same and ratio >= WANTED[title]
    print(
        f"{title:10} {n:4} submissions  plain {plain:6.1f} s ({plain / n:5.2f} each)"
        f"  ours {ours:6.1f} s ({ours / n:5.2f} each)  {ratio:5.1f}x"
        f" (wanted {WANTED[title]:g}x)  scores {'the same' if same else 'DIFFER'}",
        flush=True,
    )
    return good


def growth(course, sizes):
    """Time and memory of ours, by the size of the class."""
    print(f"\n{'submissions':>11} {'time':>8} {'each':>8} {'peak memory':>12}")
    for n in sizes:
        course.submit(n)
        memory = Memory([BIN / "courseware", "grade", NAME, "--jobs", 2], course)
        seconds = memory.run()
        print(
            f"{n:11} {seconds:6.1f} s {seconds / n:6.2f} s {memory.peak / 2**20:8.0f} MiB",
            flush=True,
        )


def parts(course):
    """Where the time of a submission goes: medians over those graded last."""
    with sqlite3.connect(course.folder / "gradebook.db") as book:
        rows = book.execute("SELECT record FROM courseware_record").fetchall()
    records = [json.loads(record)["seconds"] for (record,) in rows]
    print(f"\nWhere the time of a submission goes (median of {len(records)}):")
    for part in dict.fromkeys(key for record in records for key in record):
        middle = statistics.median(record.get(part, 0.0) for record in records)
        print(f"  {part:8} {middle:6.3f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=24)
    parser.add_argument("--core", type=int, default=24, help="submissions graded on one core")
    parser.add_argument("--growth", type=int, nargs="*", default=[24, 96, 384])
    options = parser.parse_args()
    available = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        course = Course(folder)
        good = compare(course, options.submissions, "two cores", set(available[:2]), 2)
        good &= compare(course, options.core, "one core", {available[0]}, 1)
        growth(course, options.growth)
        parts(course)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
