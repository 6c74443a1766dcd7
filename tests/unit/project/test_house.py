"""The house stays in order: few files side by side, none long, no rooms that import each other."""

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_FILES, MOST_LINES = 14, 400
EDITED = {".py", ".j2", ".js", ".md", ".mplstyle"}
# One file for each exercise of a tutorial, however many there are.
BY_EXERCISE = ("helpers/answers", "helpers/exercises")


def tracked(*folders):
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (Path(name) for name in run.stdout.split("\0") if name)
    return [path for path in paths if path.suffix in EDITED and (ROOT / path).exists()]


def crowded(paths):
    """Folders with more code side by side than one sees at a glance."""
    counts = Counter(path.parent for path in paths if path.suffix == ".py")
    return {
        folder.as_posix(): count
        for folder, count in counts.items()
        if count > MOST_FILES and folder.parent.as_posix() not in BY_EXERCISE
    }


def long(paths, root=ROOT):
    lines = {path.as_posix(): (root / path).read_text().count("\n") for path in paths}
    return {name: count for name, count in lines.items() if count > MOST_LINES}


def imported(path, tree):
    """Names of all modules that a file imports, and of what it imports from them.

    Not of what it imports for the names of types alone.
    """
    package = [*path.parts[:-1]]
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in (node for node in ast.walk(tree) if id(node) not in for_types):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def rooms(paths, root=ROOT):
    """For each package, which of its rooms (packages and modules) import which others."""
    modules = {".".join(path.with_suffix("").parts): path for path in paths}
    graphs = defaultdict(lambda: defaultdict(set))
    for name, path in modules.items():
        for target in imported(path, ast.parse((root / path).read_text())):
            here, there = name.split("."), target.split(".")
            shared = next(
                (k for k, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), None
            )
            if not shared or (path.stem == "__init__" and shared == len(here) - 1):
                continue
            inside = ".".join(here[:shared])
            graphs[inside][here[shared]].add(there[shared])
    return graphs


def cycles(graphs):
    for package, graph in graphs.items():
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            yield f"{package}: {' -> '.join(error.args[1][::-1])}"


SMALL = {
    "shop/__init__.py": "",
    "shop/till.py": "import shop.goods.shelf\nimport os",
    "shop/goods/__init__.py": "",
    "shop/goods/shelf.py": "def stock():\n    from ..till import count",
}


@pytest.fixture
def shop(tmp_path):
    for name, text in SMALL.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_crowded_folder_a_long_file_and_two_rooms_that_import_each_other_are_found(shop):
    paths = [Path(name) for name in SMALL]
    (cycle,) = cycles(rooms(paths, shop))
    assert cycle.startswith("shop: ") and "goods -> till" in cycle
    (shop / "shop" / "till.py").write_text("x = 1\n" * (MOST_LINES + 1))
    assert list(cycles(rooms(paths, shop))) == []
    assert long(paths, shop) == {"shop/till.py": MOST_LINES + 1}
    many = [Path(f"shop/goods/{k}.py") for k in range(MOST_FILES + 1)]
    assert crowded([*many, *(Path("helpers/answers/shop") / path.name for path in many)]) == {
        "shop/goods": MOST_FILES + 1
    }


def test_imports_for_the_names_of_types_do_not_count(shop):
    only_types = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..till import Coin\n"
    )
    (shop / "shop" / "goods" / "shelf.py").write_text(only_types)
    assert list(cycles(rooms([Path(name) for name in SMALL], shop))) == []


def test_no_folder_is_crowded():
    assert crowded(tracked("courseware", "helpers", "tests", "docs")) == {}


def test_no_file_is_too_long_to_read():
    assert long(tracked("courseware", "helpers", "tests")) == {}


@pytest.mark.parametrize("package", ["courseware", "helpers"])
def test_no_two_rooms_import_each_other(package):
    paths = [path for path in tracked(package) if path.suffix == ".py"]
    assert list(cycles(rooms(paths))) == []


def test_the_linter_sees_every_file():
    command = [sys.executable, "-m", "ruff", "check", "--show-files"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seen = {Path(line).relative_to(ROOT) for line in run.stdout.splitlines()}
    assert {path for path in tracked(".") if path.suffix == ".py"} - seen == set()
