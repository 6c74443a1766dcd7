"""A solution written for the notebook that lif-spikes follows still passes.

The original's solutions of its exercises 6 and 7 are no part of this repository. They are read from
`lif_neuron_part_2.py` in the folder that NEURON_MODELS_SEEDS names (else ../shared/seeds beside the
repository); where the file is missing, these tests are skipped.
"""

import ast
import os
from pathlib import Path

import numpy as np
import pytest

from helpers import exercises
from helpers.checks.instant import check, forget
from tests.patience import PATIENT

ROOT = Path(__file__).resolve().parents[4]
SEEDS = Path(os.environ.get("NEURON_MODELS_SEEDS", ROOT.parent / "shared" / "seeds"))
ORIGINAL = SEEDS / "lif_neuron_part_2.py"


@pytest.fixture(scope="module")
def original():
    """The original's functions and class, in a namespace with its constants."""
    if not ORIGINAL.exists():
        pytest.skip("the original's code is not here; name its folder by NEURON_MODELS_SEEDS")
    tree = ast.parse(ORIGINAL.read_text())
    wanted = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.name in ("ode_step", "spike_clamp", "LIFNeurons")
    ]
    assert len(wanted) == 3
    constants = {"tau": 20e-3, "el": -60e-3, "vr": -70e-3, "vth": -50e-3, "r": 100e6}
    namespace = {"np": np, **constants, "t_ref": 0.01}
    exec(compile(ast.Module(wanted, []), str(ORIGINAL), "exec"), namespace)
    return namespace


@pytest.fixture(autouse=True)
def first_run():
    forget()


@pytest.mark.parametrize("name", ["ode_step", "spike_clamp", "LIFNeurons"])
@pytest.mark.parametrize("seed", [None, 1, 2, 2020])
def test_the_originals_solution_passes(original, name, seed):
    result = check(exercises.find("lif-spikes", name), original[name], seed, PATIENT)
    assert result.state == "right", result.message


def test_what_the_original_gets_wrong_is_a_step_of_its_own_with_its_own_hint(original):
    exercise = exercises.find("lif-spikes", "ExactLIFNeurons")
    result = check(exercise, original["LIFNeurons"], seconds=PATIENT)
    assert result.state == "wrong"
    assert result.misconception == "spikes looked for before clamping"
    assert "while it is refractory" in result.message
