"""Answers that are right for the probes that one can see, and for no others."""

import numpy as np

from helpers import answers, exercises

from ..attack import EXERCISES, Attack, with_code

_LOOKUP = """
import numpy as np
from numpy import array

def key(value):
    return np.asarray(value, float).ravel().round(9).tobytes()

def remembered(name, fallback):
    table = {tuple(map(key, arguments)): value for arguments, value in TABLES[name]}

    def answer(*arguments):
        known = table.get(tuple(map(key, arguments)))
        return fallback(table, arguments) if known is None else known

    return answer
"""


def _tables():
    """The fixed probes of each exercise with the right answers, as text."""
    tables = {}
    for name in EXERCISES.values():
        exercise = exercises.find("why_models", name)
        reference = answers.find("why_models", name).reference
        tables[name] = [(probe.args, reference(*probe.args)) for probe in exercise.probes]
    with np.printoptions(threshold=10_000, precision=17):
        return f"TABLES = {tables!r}".replace("np.float64", "float")


def memorised(name, about, fallback):
    """An attack by tables of the visible probes, with something else for the rest."""

    def edit(student):
        adopt = "\n".join(f"{n} = remembered({n!r}, fallback)" for n in EXERCISES.values())
        return with_code(student, "\n".join([_LOOKUP, _tables(), fallback, adopt]), wrong=False)

    return Attack(name, about, edit)


ATTACKS = (
    memorised(
        "memorised",
        "A table of the visible probes, and nothing for the rest.",
        "def fallback(table, arguments):\n    return 0",
    ),
    memorised(
        "memorised-nearest",
        "A table, and for the rest the answer to the nearest visible probe.",
        """
def fallback(table, arguments):
    n = np.size(arguments[0])
    same = [v for k, v in table.items() if np.size(np.frombuffer(k[0])) == n]
    near = min(
        table.items(), key=lambda item: abs(np.frombuffer(item[0][0]).sum() - np.sum(arguments[0]))
    )
    return same[0] if same else near[1]
""",
    ),
    memorised(
        "memorised-plausible",
        "A table, and for the rest something of the right shape and size.",
        """
def fallback(table, arguments):
    first = np.asarray(arguments[0], float)
    if len(arguments) == 1 and abs(first.sum() - 1) < 1e-6:
        return float(np.log2(np.count_nonzero(first)))
    if len(arguments) == 1 or np.ndim(arguments[1]) == 0:
        return np.full(first.size, 1 / first.size)
    return 2.0, 2.0 / first.mean()
""",
    ),
    memorised(
        "memorised-raises",
        "A table, and for the rest an exit, as if the probe were at fault.",
        "def fallback(table, arguments):\n    raise SystemExit(0)",
    ),
    memorised(
        "memorised-not-implemented",
        "A table, and for the rest the stub's own exception.",
        "def fallback(table, arguments):\n    raise NotImplementedError('Exercise 1.1')",
    ),
)
