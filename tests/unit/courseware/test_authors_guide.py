"""The guide for authors is true: whoever copies its example has a tutorial that builds."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
TESTS = tuple(
    f"tests/{name}"
    for name in "__init__.py amount.py conftest.py each_exercise.py equivalent_mutants.toml"
    " in_a_notebook.py mutants.py patience.py".split()
)
EXAMPLE = re.compile(r"`([\w/-]+\.py)`:\n\n```python\n(.*?)```", re.S)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A copy of the repository with the guide's files, and only the sources of other tutorials."""
    root = tmp_path_factory.mktemp("scratch")
    unwanted = shutil.ignore_patterns("__pycache__", "*.ipynb")
    for folder in ("courseware", "helpers", "tests/unit/helpers"):
        shutil.copytree(ROOT / folder, root / folder, ignore=unwanted)
    sources = [path.relative_to(ROOT) for path in ROOT.glob("solutions/*/*.py")]
    for file in ("pyproject.toml", "nbgrader_config.py", *TESTS, *sources):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, root / file)
    examples = EXAMPLE.findall((ROOT / "docs" / "authors.md").read_text(encoding="utf-8"))
    for file, text in examples:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    assert [file for file, _ in examples] == [
        "solutions/guessing-game/guessing-game.py",
        "helpers/exercises/guessing_game/collision_entropy.py",
        "helpers/answers/guessing_game/collision_entropy.py",
    ]
    return root


def python(scratch, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=scratch,
        env=os.environ | {"PYTHONPATH": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_guides_example_builds(scratch):
    code, said = python(scratch, "-m", "courseware.cli", "build", "guessing-game")
    assert code == 0, said
    student = (scratch / "course" / "guessing-game" / "guessing-game.ipynb").read_text()
    assert "Exercise 1.1: compute the collision entropy in bits" in student
    assert "np.sum(pmf**2)" not in student and "1961" not in student


def test_the_guides_answers_pass_the_tests_that_it_names(scratch):
    tests = [f"tests/unit/helpers/{name}" for name in ("exercises", "answers")]
    code, said = python(scratch, "-m", "pytest", "-q", *tests, "-k", "collision_entropy")
    assert code == 0, said
    assert re.search(r"\b[1-9]\d passed", said), said
