"""`make test` tries a sample, `make test-long` the rest; nothing is left out or run twice alike."""

import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests import amount

ROOT = Path(__file__).resolve().parents[3]
TESTS = """
import pytest
from tests.amount import amount, first_now, one_of_each, some

@pytest.mark.sampled
@pytest.mark.parametrize("k", range(amount(2, 5)))
def test_sampled(k):
    pass

@pytest.mark.parametrize("k", first_now("ab"))
def test_first(k):
    pass

@pytest.mark.long
def test_long():
    pass

def test_plain():
    pass
"""


def collected(file, *options):
    line = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    line += [*options, str(ROOT / "tests" / "__init__.py"), str(file)]
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # they take seconds to load
    run = subprocess.run(line, cwd=ROOT, env=bare, capture_output=True, text=True, check=False)
    return [name.partition("::test_")[2] for name in run.stdout.split() if "::" in name], run


def test_each_command_runs_its_own(tmp_path):
    (tmp_path / "test_some.py").write_text(TESTS)
    short, _ = collected(tmp_path)
    assert short == ["sampled[0]", "sampled[1]", "first[a]", "plain"]
    full, _ = collected(tmp_path, "--long")
    assert full == [*(f"sampled[{k}]" for k in range(5)), "first[b]", "long"]


def test_what_depends_on_time_cannot_be_for_the_long_run(tmp_path):
    marks = "@pytest.mark.timing\n@pytest.mark.long\n"
    (tmp_path / "test_some.py").write_text(f"import pytest\n{marks}def test_it(): pass\n")
    _, run = collected(tmp_path)
    assert run.returncode == 4 and "runs alone at the end of make test" in run.stdout + run.stderr


@pytest.mark.parametrize("full", [False, True])
def test_samples_are_spread_and_have_one_of_each_kind(full, monkeypatch):
    monkeypatch.setattr(amount, "_full", full)
    items = ["a1", "a2", "b1", "c1", "c2", "c3"]
    assert amount.some(items, 3) == (items if full else ["a1", "b1", "c2"])
    assert amount.some(items, 100) == items
    firsts = amount.one_of_each(items, kind=lambda item: item[0])
    assert firsts == (items if full else ["a1", "b1", "c1"])


def test_no_folder_with_tests_has_a_name_that_pytest_passes_over(pytestconfig):
    passed_over = pytestconfig.getini("norecursedirs")
    for top in pytestconfig.getini("testpaths"):
        for file in (ROOT / top).rglob("*.py"):
            folders = file.relative_to(ROOT).parts[:-1]
            named = [f for f in folders if any(fnmatch(f, pattern) for pattern in passed_over)]
            assert not named, f"{file} is not collected: see norecursedirs in pyproject.toml"
