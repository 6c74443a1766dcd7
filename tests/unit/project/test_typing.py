"""The packages say that they have types (``py.typed``): every public function has them."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
# The packages that are not annotated yet are listed in one place: mypy's settings.
MYPY = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
EXEMPT = [
    ROOT / module.removesuffix(".*").replace(".", "/")
    for override in MYPY["overrides"]
    if override.get("ignore_errors")
    for module in override["module"]
]
MODULES = [
    path
    for package in ("helpers", "courseware")
    for path in sorted((ROOT / package).rglob("*.py"))
    if not any(path.is_relative_to(folder) for folder in EXEMPT)
]


def public_functions(body, prefix=""):
    """The functions of a module, and the methods of its classes, that others may call."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef) and (
            not node.name.startswith("_") or node.name in ("__init__", "__call__")
        ):
            yield prefix + node.name, node


def missing_annotations(node, is_method):
    """The names of the parameters without a type, and `return`."""
    arguments = node.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    named += [a for a in (arguments.vararg, arguments.kwarg) if a]
    static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list)
    if is_method and not static:
        named = named[1:]
    missing = [a.arg for a in named if a.annotation is None]
    if node.returns is None:
        missing.append("return")
    return missing


def untyped(source):
    return {
        f"{name} (line {node.lineno})": missing
        for name, node in public_functions(ast.parse(source).body)
        if (missing := missing_annotations(node, "." in name))
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_public_functions_say_what_they_take_and_give(path):
    assert untyped(path.read_text()) == {}


def test_exempt_packages_are_there():
    assert [folder for folder in EXEMPT if not folder.is_dir()] == []


def test_what_has_no_type_is_noticed():
    source = "class A:\n    def f(self, a: int, *b): ...\n    def _g(self, a): ...\ndef h(): ..."
    assert untyped(source) == {"A.f (line 2)": ["b", "return"], "h (line 4)": ["return"]}
    assert untyped("def f(a: int, /, *, b: str) -> None: ...") == {}
