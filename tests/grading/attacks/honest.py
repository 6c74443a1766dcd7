"""Honest submissions with something odd about them, and the points that they must keep."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from ..test_nbgrader_roundtrip import saved_by_colab
from .attack import CHECKS, EXERCISES, cell, code_cell, lean, place
from .harming.poison import VICTIM

# Each stands by itself, so that none is lost with another.
RIGHT = {
    "entropy": """\
def entropy(pmf):
    p = pmf[pmf > 0]
    return -np.sum(p * np.log2(p)) + 0.0
""",
    "max-entropy-pmf": """\
def max_entropy_pmf(values, mean):
    x = (values - values.mean()) / np.ptp(values)
    goal = (mean - values.mean()) / np.ptp(values)

    def pmf(slope):
        weights = np.exp(slope * x - np.max(slope * x))
        return weights / weights.sum()

    return pmf(optimize.brentq(lambda slope: pmf(slope) @ x - goal, -200, 200))
""",
    "pmf-from-counts": """\
def pmf_from_counts(counts):
    return counts / np.sum(counts)
""",
    "information-rates": """\
def information_rates(isis, bins):
    counts, _ = np.histogram(isis, bins)
    p = counts[counts > 0] / counts.sum()
    bits = -np.sum(p * np.log2(p)) + 0.0
    return bits, bits / np.mean(isis)
""",
}
POINTS = dict(zip(EXERCISES, (3, 2, 2, 2), strict=True))
FULL = sum(POINTS.values())


@dataclass(frozen=True)
class Honest:
    """A submission that has earned points.

    Attributes
    ----------
    name, about : str
    edit : callable
        Right notebook, with all answers, to this one.
    score : float
        What it must get.
    files : dict of str to bytes
        What lies beside the notebook.
    saved_as : str
        Name of the notebook's file.
    note : str
        What the notes on it must say.
    """

    name: str
    about: str
    edit: Callable = lambda notebook: notebook
    score: float = FULL
    files: dict = field(default_factory=dict)
    saved_as: str = "why-models.ipynb"
    note: str = ""

    def notebook(self, student):
        """The notebook, made of a copy of the student's."""
        return self.edit(right(student))


def right(student, answers=RIGHT):
    """The lean notebook with right answers."""
    notebook = lean(copy.deepcopy(student))
    for grade_id, source in answers.items():
        cell(notebook, grade_id).source = source
    return notebook


def with_cell(name, about, source, *, before="entropy", **more):
    """An honest submission with one more cell, before a cell of a grade id or at the end ("")."""

    def edit(notebook):
        at = place(notebook, before) if before else len(notebook.cells)
        notebook.cells.insert(at, code_cell(source))
        return notebook

    return Honest(name, about, edit, **more)


def answering(name, about, score=FULL, **answers):
    """An honest submission with other answers; underscores stand for hyphens."""

    def edit(notebook):
        for exercise, source in answers.items():
            cell(notebook, exercise.replace("_", "-")).source = source
        return notebook

    return Honest(name, about, edit, score)


def _stops_twice(notebook):
    notebook.cells.insert(place(notebook, "entropy"), code_cell("while True:\n    pass"))
    notebook.cells.insert(place(notebook, "pmf-from-counts"), code_cell("import os\nos._exit(1)"))
    return notebook


def _without_checks(notebook):
    for grade_id in CHECKS:
        notebook.cells.remove(cell(notebook, grade_id))
    return notebook


def _checks_edited(notebook):
    for grade_id in CHECKS:
        cell(notebook, grade_id).source += "\n# does this work?\nprint('checked')"
        cell(notebook, grade_id).metadata.nbgrader.points = 1
    return notebook


def _checks_twice(notebook):
    for grade_id in CHECKS:
        twin = copy.deepcopy(cell(notebook, grade_id))
        notebook.cells.insert(place(notebook, grade_id), twin)
        twin.id = f"{twin.id}-2"
    return notebook


def _checks_at_the_end(notebook):
    checks = [cell(notebook, grade_id) for grade_id in CHECKS]
    for check in reversed(checks):
        notebook.cells.remove(check)
        notebook.cells.append(check)
    return notebook


def _answers_split(notebook):
    for grade_id, source in RIGHT.items():
        cell(notebook, grade_id).source = ""
        notebook.cells.insert(place(notebook, grade_id) + 1, code_cell(source))
    return notebook


def _answers_without_metadata(notebook):
    for grade_id in RIGHT:
        del cell(notebook, grade_id).metadata["nbgrader"]
    return notebook


def _defined_twice(notebook):
    at = place(notebook, "entropy")
    notebook.cells.insert(at, code_cell("def entropy(pmf):\n    return 0"))
    return notebook


def _defined_twice_wrongly(notebook):
    at = place(notebook, "entropy-check")
    notebook.cells.insert(at, code_cell("def entropy(pmf):\n    return 0"))
    return notebook


def _with_files(notebook):
    cell(notebook, "entropy").source = """\
from pathlib import Path

Path("mytools.py").write_text("from numpy import log2 as log")
import mytools

np.save("mine.npy", np.ones(3))


def entropy(pmf):
    one, two = map(int, Path("data/one.csv").read_text().split(","))
    p = pmf[pmf > 0]
    return -np.sum(one * p * mytools.log(p)) * 2 / two * np.load("mine.npy")[0] + 0.0
"""
    return notebook


HONEST = (
    Honest("honest", "Right, and nothing odd about it."),
    Honest("honest-colab", "Saved by Colab.", saved_by_colab),
    Honest("honest-renamed", "The file has another name.", saved_as="Why_models (1).ipynb"),
    answering(
        "honest-partly",
        "Only the first two answers are there.",
        5,
        pmf_from_counts="def pmf_from_counts(counts):\n    return counts",
        information_rates="def information_rates(isis, bins):\n    return ...",
    ),
    answering(
        "honest-noisy",
        "Answers that print, warn and write to stderr.",
        entropy="import sys, warnings\n\ndef entropy(pmf):\n    print('x' * 100_000)\n"
        "    print('careful', file=sys.stderr)\n    warnings.warn('zeros')\n"
        "    p = pmf[pmf > 0]\n    return -np.sum(p * np.log2(p)) + 0.0",
        pmf_from_counts="def pmf_from_counts(counts):\n    p = np.log2(counts * 0.0)\n"
        "    return counts / counts.sum()",
    ),
    with_cell(
        "honest-stderr",
        "A cell with a warning on stderr and one that fails.",
        "import sys\nprint('careful', file=sys.stderr)\n1 / 0",
    ),
    with_cell("honest-chdir", "Changes the working folder.", "import os\nos.chdir('/tmp')"),
    with_cell(
        "honest-folder-gone",
        "Works in a folder that it then deletes.",
        "import os\nos.mkdir('here')\nos.chdir('here')\nos.rmdir('../here')",
    ),
    with_cell("honest-np", "Later on, np is a number.", "np = 3", before=""),
    with_cell(
        "honest-shadows",
        "len, sum, list and str are shadowed by accident.",
        "len = 5\nsum = 3\nlist = [1, 2]\nstr = 'a'\ntype = 1\ndict = {}\nprint = None",
    ),
    Honest("honest-twice", "Defined twice; the last one is right.", _defined_twice),
    Honest(
        "honest-twice-wrong", "Defined twice; the last one is wrong.", _defined_twice_wrongly, 6
    ),
    with_cell(
        "honest-prints", "Prints a lot.", "for k in range(30_000):\n    print(k, 'spikes ' * 10)"
    ),
    with_cell(
        "honest-plots",
        "Plots a lot.",
        "for k in range(60):\n    fig, axes = plt.subplots(2, 2)\n    axes[0, 0].plot([1, 2, k])",
    ),
    answering(
        "honest-slow",
        "Slow, but right.",
        entropy="import time\n\ndef entropy(pmf):\n    time.sleep(0.05)\n    p = pmf[pmf > 0]\n"
        "    return -np.sum(p * np.log2(p)) + 0.0",
        pmf_from_counts="def pmf_from_counts(counts):\n    for _ in range(500_000):\n        pass\n"
        "    return counts / counts.sum()",
    ),
    with_cell(
        "honest-subprocess",
        "Uses commands and magics.",
        "import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', 'print(3)'],"
        " capture_output=True, text=True, check=True).stdout)\n!echo here\n%matplotlib inline\n"
        "%config InlineBackend.figure_format = 'svg'\n%timeit -n1 -r1 1 + 1\n%who",
    ),
    with_cell(
        "honest-cell-magic", "A cell magic around a cell.", "%%time\nx = np.ones(3)\nx.sum()"
    ),
    with_cell(
        "honest-threads",
        "Uses threads and processes.",
        "from concurrent.futures import ThreadPoolExecutor\nfrom multiprocessing import Pool\n"
        "with ThreadPoolExecutor(4) as pool:\n    print(list(pool.map(abs, range(9))))\n"
        "with Pool(2) as pool:\n    print(pool.map(abs, range(9)))",
    ),
    with_cell(
        "honest-seeds",
        "Seeds the random generators, and sets NumPy's options.",
        "import random\nrandom.seed(1)\nnp.random.seed(1)\nnp.set_printoptions(precision=2)\n"
        "np.seterr(all='raise')",
    ),
    with_cell(
        "honest-exit", "Ends with sys.exit().", "import sys\nsys.exit()", before="think-why-models"
    ),
    with_cell("honest-quit", "Quits at the end.", "quit()", before="think-why-models"),
    with_cell("honest-exits-early", "Leaves in the middle.", "import sys\nsys.exit(1)"),
    with_cell("honest-input", "Asks for input.", "name = input('Your name? ')"),
    with_cell(
        "honest-async", "Awaits at the top level.", "import asyncio\nawait asyncio.sleep(0.01)"
    ),
    with_cell("honest-syntax", "A cell that Python cannot read.", "def half(\n    return"),
    with_cell(
        "honest-unicode",
        "Names, texts and outputs in other scripts.",
        "π, 名前 = np.pi, 'ニューロン'\nprint(π, 名前, '\\U0001f9e0', '\\x00\\x1b[31mred')",
    ),
    Honest(
        "honest-files",
        "Reads data that lie beside the notebook, and writes some, a module too.",
        _with_files,
        files={"data/one.csv": b"1,2"},
    ),
    answering(
        "honest-otherwise",
        "Answers that are no plain functions.",
        entropy="import functools\nimport scipy.stats\n\n"
        "entropy = functools.partial(scipy.stats.entropy, base=2)",
        pmf_from_counts="pmf_from_counts = lambda counts: counts / counts.sum()",
        information_rates="class Rates:\n    def __call__(self, isis, bins):\n"
        "        counts, _ = np.histogram(isis, bins)\n"
        "        p = counts[counts > 0] / counts.sum()\n"
        "        bits = -np.sum(p * np.log2(p)) + 0.0\n"
        "        return [bits, bits / np.mean(isis)]\n\ninformation_rates = Rates()",
    ),
    Honest("honest-checks-gone", "The checks were deleted.", _without_checks),
    Honest("honest-checks-edited", "The checks were edited.", _checks_edited),
    Honest("honest-checks-twice", "Each check is there twice.", _checks_twice),
    Honest("honest-checks-last", "The checks stand at the end, reversed.", _checks_at_the_end),
    Honest("honest-split", "The answers stand in cells of their own.", _answers_split),
    Honest(
        "honest-unmarked", "The answers' cells have lost their metadata.", _answers_without_metadata
    ),
    # One thing is wrong; all else keeps its points.
    with_cell("stopped-loop", "A cell loops for ever.", "while True:\n    pass"),
    with_cell(
        "stopped-stubborn",
        "A cell loops for ever, and catches what would end it.",
        "while True:\n    try:\n        while True:\n            pass\n    except:\n        pass",
    ),
    with_cell("stopped-exit", "A cell ends the process.", "import os\nos._exit(0)"),
    with_cell("stopped-crash", "A cell crashes.", "import ctypes\nctypes.string_at(0)"),
    with_cell(
        "stopped-memory",
        "A cell takes too much memory.",
        "kept = []\nwhile True:\n    kept.append(np.ones(1 << 24))",
    ),
    with_cell(
        "stopped-output", "A cell prints for ever.", "while True:\n    print('spikes ' * 1000)"
    ),
    Honest("stopped-twice", "Two cells end the process, each in its way.", _stops_twice),
    with_cell(
        "stopped-last",
        "A cell loops for ever after the last check.",
        "while True:\n    pass",
        before="think-why-models",
    ),
    answering(
        "answer-loops",
        "One answer loops for ever.",
        6,
        entropy="def entropy(pmf):\n    while True:\n        pass",
    ),
    answering(
        "answer-exits",
        "One answer ends the process.",
        7,
        pmf_from_counts="import os\n\ndef pmf_from_counts(counts):\n    os._exit(0)",
    ),
    answering(
        "answer-crashes",
        "One answer crashes.",
        6,
        entropy="import ctypes\n\ndef entropy(pmf):\n    ctypes.string_at(0)",
    ),
    answering(
        "answer-allocates-once",
        "One answer takes too much memory.",
        7,
        max_entropy_pmf="def max_entropy_pmf(values, mean):\n    kept = []\n    while True:\n"
        "        kept.append(np.ones(1 << 24))",
    ),
    answering(
        "cell-of-answer-loops",
        "The cell of one answer loops for ever after its definition.",
        9,
        entropy="def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log2(p))\n\n"
        "while True:\n    pass",
    ),
)
# Honest, too; they look for what others left, and say so in their outputs.
VICTIMS = tuple(
    with_cell(f"victim-{number}", "Looks for traces of others.", VICTIM) for number in range(6)
)
