"""The files that describe the project agree with each other."""

import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Colab has all of them, so that a student's set-up cell installs nothing but the helpers.
STUDENTS = (
    "numpy scipy matplotlib ipywidgets ipython pillow platformdirs pooch requests tqdm urllib3"
).split()
OTHER_NAMES_ON_CONDA = {"playwright": "playwright-python"}


def declared():
    extras = PROJECT["optional-dependencies"].values()
    texts = itertools.chain(PROJECT["dependencies"], *extras)
    return [r for r in map(Requirement, texts) if r.name != PROJECT["name"]]


def conda_specs():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["name"] == "neuron-models"
    assert all(isinstance(spec, str) for spec in environment["dependencies"])
    return {r.name: r for r in map(Requirement, environment["dependencies"])}


def test_environment_names_the_same_packages_and_bounds_as_pyproject():
    # conda's file has no markers: what only one system has is named in its comment.
    wanted = {
        OTHER_NAMES_ON_CONDA.get(r.name, r.name): r.specifier
        for r in declared()
        if r.marker is None
    }
    wanted |= {"python": PROJECT["requires-python"], "pip": ""}
    assert {name: str(r.specifier) for name, r in conda_specs().items()} == {
        name: str(specifier) for name, specifier in wanted.items()
    }


def test_students_need_what_colab_has_and_no_upper_bound():
    requirements = list(map(Requirement, PROJECT["dependencies"]))
    assert [r.name for r in requirements] == STUDENTS
    assert {s.operator for r in requirements for s in r.specifier} == {">="}


@pytest.mark.parametrize("constraints", ["build.txt", "colab.txt"])
def test_pinned_versions_satisfy_what_is_declared(constraints):
    lines = (ROOT / "constraints" / constraints).read_text().splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    assert pins and all([s.operator for s in pin.specifier] == ["=="] for pin in pins)
    version = {p.name.lower().replace("_", "-"): next(iter(p.specifier)).version for p in pins}
    for requirement in declared():
        name = requirement.name.lower().replace("_", "-")
        if name in version:
            assert requirement.specifier.contains(version[name]), requirement
        else:
            assert constraints == "colab.txt", f"{requirement.name} is not pinned"


def test_the_readmes_table_has_a_row_for_each_dependency_and_no_other():
    table = (ROOT / "README.md").read_text().split("## Dependencies")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([\w.-]+) \| (?:\*(\w+)\*)?", table, re.M)
    extras = {"": PROJECT["dependencies"], **PROJECT["optional-dependencies"]}
    own = {
        extra: {r.name for r in map(Requirement, texts)} - {PROJECT["name"]}
        for extra, texts in extras.items()
    }
    listed = {name for name, _ in rows if name != "package"}
    assert listed == {r.name for r in declared()}
    for name, extra in rows:
        if name != "package":
            assert name in own[extra], f"{name} is not in the extra {extra!r} of pyproject.toml"


def test_hooks_before_a_commit_run_the_ruff_of_make_lint():
    (hooks,) = (
        repo["hooks"]
        for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    )
    lint = (ROOT / "Makefile").read_text().split("\nlint:")[1].split("\n\n")[0]
    for hook, command in zip(hooks, ("ruff check", "ruff format"), strict=True):
        assert hook["entry"].startswith(f".venv/bin/{command} ") and f"$(BIN)/{command}" in lint


def test_ci_runs_lint_before_any_test():
    script = (ROOT / ".ci/run").read_text()
    (targets,) = re.findall(r"^for target in (.*); do$", script, re.M)
    assert targets.split()[-3:] == ["lint", "test", "test-long"]
    assert script.rstrip().endswith("make browser-test")
    workflow = (ROOT / ".github/workflows/test.yml").read_text()
    assert workflow.index("make lint") < workflow.index("make test")


@pytest.mark.parametrize("form", ["problem.yml", "hint.yml"])
def test_issue_forms_ask_for_tutorial_cell_expectation_and_what_happened(form):
    body = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / form).read_text())["body"]
    asked = [field["id"] for field in body]
    assert {"tutorial", "cell", "expected", "happened"} <= set(asked)
    assert len(asked) == len(set(asked))


def test_actions_are_pinned_by_the_hash_of_a_commit():
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        for action in re.findall(r"uses: (\S+)", path.read_text()):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), f"{path}: {action}"


def test_the_repository_is_named_alike_everywhere():
    repository = PROJECT["urls"]["Repository"]
    owner_and_name = repository.removeprefix("https://github.com/")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    name = re.escape(PROJECT["name"])
    for path in filter(None, listed.split("\0")):
        text = (ROOT / path).read_text(errors="ignore") if (ROOT / path).is_file() else ""
        for found in re.findall(rf"github(?:\.com|usercontent\.com)?/([\w.-]+/{name})\b", text):
            assert found == owner_and_name, path
    sources = [ROOT / "solutions", ROOT / "helpers", ROOT / "courseware"]
    for path in (p for folder in sources for p in folder.rglob("*.py")):
        assert owner_and_name not in path.read_text(), f"{path}: take it from pyproject.toml"


def test_personal_data_is_ignored_by_git():
    paths = ["work/a.ipynb", "submitted/x/y.ipynb", "autograded/x", "feedback/x", "gradebook.db"]
    run = subprocess.run(
        ["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.stdout.split() == paths


def test_version_is_the_same_in_package_citation_and_project():
    import helpers

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert helpers.__version__ == PROJECT["version"] == citation["version"]
