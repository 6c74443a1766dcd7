"""What the text of a student's answer shows: blanks left, and the stub's `raise`."""

import ast
import difflib
import inspect
import linecache
import re
import textwrap
import types
from typing import Any

from ..contract import Written
from .guard import ipython

_MAX_LINE = 120
_MAX_NAMES = 5000
# A slip of the pen, such as `sinusodial_current`; not another name that has most words in common,
# such as `spike_then_clamp` for `spike_clamp`.
_CLOSE = 0.85
_NOT_TO_BE_READ = (OSError, TypeError, SyntaxError, ValueError, RecursionError)


def read(target: object) -> Written:
    """What the text of a function or class that the student defined shows."""
    nothing: Written = {"blanks": [], "stop": 0, "begun": False}
    if not issubclass(type(target), types.FunctionType | type):
        return nothing
    try:
        lines, first = _lines(target)
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except _NOT_TO_BE_READ:
        return nothing
    first = max(first, 1)
    nodes: Any = ast.walk(tree)
    raises = [node.lineno for node in nodes if _is_stop(node)]
    blanks = sorted({node.lineno for node in _blanks(tree)})
    return {
        "blanks": [(first + k - 1, lines[k - 1].strip()[:_MAX_LINE]) for k in blanks[:5]],
        "stop": first + min(raises) - 1 if raises else 0,
        "begun": bool(raises) and _is_begun(tree, min(raises)),
    }


def _lines(target):
    """Lines of an object's definition, and the number of the first.

    Python finds no class that a notebook defines; its methods know their cell.
    """
    if issubclass(type(target), type):
        for method in vars(target).values():
            if not issubclass(type(method), types.FunctionType):
                continue
            code = method.__code__
            lines = linecache.getlines(code.co_filename, method.__globals__)
            for node in ast.walk(ast.parse("".join(lines))):
                named = isinstance(node, ast.ClassDef) and node.name == target.__name__
                if named and node.lineno <= code.co_firstlineno <= node.end_lineno:
                    return lines[node.lineno - 1 : node.end_lineno], node.lineno
    return inspect.getsourcelines(target)


def _is_begun(tree, stop):
    """Whether something is computed below a `raise`, in the same method if it is a class's."""
    scope = tree
    if isinstance(tree.body[0], ast.ClassDef):
        methods = [node for node in tree.body[0].body if isinstance(node, ast.FunctionDef)]
        scope = next((m for m in methods if m.lineno <= stop <= m.end_lineno), tree)
    return any(_is_own(node, stop) for node in ast.walk(scope))


def _is_stop(node: Any) -> bool:
    if not isinstance(node, ast.Raise):
        return False
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def stub_message(target: object) -> str:
    """The text that a function's stub raises, or "" when it raises none (any more).

    >>> def entropy(pmf):
    ...     raise NotImplementedError("Exercise 1.1: compute the entropy in bits")
    >>> stub_message(entropy)
    'Exercise 1.1: compute the entropy in bits'
    """
    if not isinstance(target, types.FunctionType):
        return ""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(target)))
    except _NOT_TO_BE_READ:
        return ""
    for node in getattr(tree.body[0], "body", ()):
        if _is_stop(node) and isinstance(node.exc, ast.Call) and node.exc.args:
            message = node.exc.args[0]
            return str(message.value) if isinstance(message, ast.Constant) else ""
    return ""


def _blanks(node):
    """Every `...` of a tree that is no index (``image[..., 0]``)."""
    for child in ast.iter_child_nodes(node):
        if isinstance(node, ast.Subscript) and child is node.slice:
            continue
        if isinstance(child, ast.Constant) and child.value is ...:
            yield child
        yield from _blanks(child)


def _is_own(node, stop):
    """Whether it is a statement below line `stop` that computes something."""
    statement = isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return)
    if not statement or node.lineno <= stop or any(_blanks(node)):
        return False
    by_itself = isinstance(node, ast.Return) and isinstance(node.value, ast.Name)
    return node.value is not None and not by_itself


def line_of(error: BaseException, target: object) -> tuple[int, str, str]:
    """The last line of the student's own code in an error's traceback.

    Its number in its cell or file (0: none of the student's), its text (may be empty), and the
    qualified name of the function that it stands in.
    """
    own = names_of(target)
    found = (0, "", "")
    step = error.__traceback__
    while step is not None:
        code, names = step.tb_frame.f_code, step.tb_frame.f_globals
        if names is own or names.get("__name__") == "__main__":
            text = linecache.getline(code.co_filename, step.tb_lineno, names).strip()
            found = (step.tb_lineno, text[:_MAX_LINE], code.co_qualname)
        step = step.tb_next
    return found


def names_of(target: Any) -> dict[str, Any] | None:
    """Global names of the module in which a function or a class's methods were defined, or None."""
    parts = vars(target).values() if issubclass(type(target), type) else [target]
    functions = (part for part in parts if issubclass(type(part), types.FunctionType))
    return next((function.__globals__ for function in functions), None)


def holds(target: Any, within: str) -> bool:
    """Whether a piece of code, by its qualified name, belongs to the student's object."""
    if not issubclass(type(target), types.FunctionType | type):
        return False
    return within == target.__qualname__ or within.startswith(f"{target.__qualname__}.")


def similar(target: Any, name: str, others: list[str], n_parameters: int) -> str:
    """What else of its kind is defined beside an untouched stub, under nearly its name; or "".

    `others` are no misspellings: the names of the other exercises. A function must have as many
    parameters.
    """
    kind = type(target)
    names = names_of(target) if kind in (types.FunctionType, type) else None
    if names is None:
        return ""
    found, closest = "", _CLOSE
    for known, value in [*names.items()][:_MAX_NAMES]:
        if type(known) is not str or known.startswith("_") or known in (name, *others):
            continue
        # By type first: only then is anything asked of an object of the student's.
        if type(value) is not kind or value is target or value.__name__ in (name, *others):
            continue
        if names_of(value) is not names:  # imported, not written here
            continue
        if kind is types.FunctionType and value.__code__.co_argcount != n_parameters:
            continue
        ratio = difflib.SequenceMatcher(None, name.lower(), known.lower()).ratio()
        if ratio >= closest:
            found, closest = known[:100], ratio
    return found


def is_unread(name: str) -> bool:
    """Whether the notebook's last cell defines `name`, but is no Python: the old one is there."""
    last = getattr(ipython(), "last_execution_result", None)
    if last is None or not isinstance(last.error_before_exec, SyntaxError):
        return False
    return bool(re.search(rf"^\s*(def|class)\s+{name}\b", last.info.raw_cell, re.MULTILINE))
