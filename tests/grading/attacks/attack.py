"""What an attack is, and the ways to make a hostile submission of the untouched notebook."""

import copy
import os
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field

from nbformat.v4 import new_code_cell

EXERCISES = {
    "entropy": "entropy",
    "max-entropy-pmf": "max_entropy_pmf",
    "pmf-from-counts": "pmf_from_counts",
    "information-rates": "information_rates",
}
CHECKS = tuple(f"{exercise}-check" for exercise in EXERCISES)
ANSWERS = " = ".join(EXERCISES.values())

# Nothing in here is right: the honest score of whatever is added to it is 0.
WRONG = """\
def entropy(*_, **__):
    return 0


def max_entropy_pmf(*_, **__):
    return 0


def pmf_from_counts(*_, **__):
    return 0


def information_rates(*_, **__):
    return 0
"""
# What could harm this machine does nothing unless it runs in a process namespace of its own.
GUARD = f"""\
import os as _os

try:
    _outside = _os.stat("/proc/self/ns/pid").st_ino == {os.stat("/proc/self/ns/pid").st_ino}
except OSError:
    _outside = _os.getpid() > 100
if _outside:
    raise RuntimeError("not in a sandbox: nothing was done")
"""
TOOLS = ("courseware-setup", "why-models-what-could-these-spikes-be-for-2")


@dataclass(frozen=True)
class Attack:
    """A submission that has earned no points and tries to get some, or to do harm.

    Attributes
    ----------
    name : str
        Unique, fit for a folder's name.
    about : str
        What it tries, in a sentence.
    edit : callable
        Student notebook to hostile notebook.
    files : dict of str to bytes
        What lies beside the notebook.
    family : str
        Filled in by the package.
    plain : bool
        Whether plain nbgrader can run it, in a throw-away sandbox, and comes to an end.
    why : str
        Why not.
    stopped : bool
        Whether at least one check cannot be reached, or its answer is cut off, so that the table
        must have a reason for it.
    """

    name: str
    about: str
    edit: Callable
    files: dict = field(default_factory=dict)
    family: str = ""
    plain: bool = True
    why: str = ""
    stopped: bool = False

    def notebook(self, student):
        """The hostile notebook, made of a copy of the student's."""
        return self.edit(copy.deepcopy(student))


def code(name, about, source, *, wrong=True, **more):
    """An attack by code that stands where the first answer belongs.

    Parameters
    ----------
    name, about : str
        As in `Attack`.
    source : str
        The code.
    wrong : bool
        Whether wrong answers to all exercises are defined before it.
    **more
        Further attributes of `Attack`. What plain nbgrader cannot run is guarded.
    """
    source = textwrap.dedent(source).strip()
    if not more.get("plain", True):
        source = f"{GUARD}\n{source}"
    return Attack(name, about, lambda student: with_code(student, source, wrong), **more)


def with_code(student, source, wrong=True):
    """A lean notebook with the code in the first exercise, and nothing in the others."""
    notebook = lean(student)
    first, *others = (cell(notebook, grade_id) for grade_id in EXERCISES)
    first.source = f"{WRONG}\n\n{source}" if wrong else source
    for other in others:
        other.source = ""
    return notebook


def lean(notebook):
    """Only the tools and the cells that count, so that an attack does not have to wait."""
    notebook.cells = [c for c in notebook.cells if "nbgrader" in c.metadata or c.get("id") in TOOLS]
    return notebook


def cell(notebook, grade_id):
    """The cell with a grade id."""
    (found,) = (
        c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )
    return found


def place(notebook, grade_id):
    """Index of the cell with a grade id."""
    return notebook.cells.index(cell(notebook, grade_id))


def code_cell(source, **metadata):
    """A new cell of the student's own."""
    return new_code_cell(textwrap.dedent(source).strip(), metadata=metadata)
