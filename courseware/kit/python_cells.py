"""The Python of code cells: IPython's magics and top-level ``await`` included."""

import ast
import re
import warnings


def parse(code: str) -> tuple[str, ast.Module]:
    """Parse code that may hold magics; returns it with these as calls, line for line, and its tree.

    Raises SyntaxError, with the line in ``lineno``.
    """
    return _compile(code, ast.PyCF_ONLY_AST)


def tree(code: str) -> ast.Module:
    """Return the syntax tree of a code cell; an empty one for a cell that does not parse."""
    try:
        return parse(code)[1]
    except SyntaxError:
        return ast.Module([], [])


def check(code: str) -> None:
    """Raise a SyntaxError, with the line in ``lineno``, for a code cell that does not compile."""
    _compile(re.sub(r"\A\s*%%\w.*", "", code))


def _compile(code, flags=0):
    flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return code, compile(code, "<cell>", "exec", flags, dont_inherit=True)
        except SyntaxError as error:
            called = _magics_as_calls(code)
            if called == code:
                raise error from None
        return called, compile(called, "<cell>", "exec", flags, dont_inherit=True)


def _magics_as_calls(code):
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(code)
