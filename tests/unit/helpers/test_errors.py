"""Every exception that a beginner meets has a sentence of its own."""

import builtins

import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers.explain_errors import explain

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")

WARNS = (Warning, BaseExceptionGroup)
MET = {
    "entropi(1)": "misspelt",
    "plt.plot()": "imports it has not been run",
    "1 + '1'": "do not go together",
    "'1' + 1": "`str(...)`",
    "[1] * 1.5": "make it an array",
    "[1] + np": "list does not compute",
    "None + 1": "lacks its `return`",
    "None[0]": "lacks its `return`",
    "None.sum()": "lacks its `return`",
    "... * 2": "blank `...`",
    "np.log2(...)": "blank `...`",
    "abs(...)": "blank `...`",
    "(2)(3)": "Is a `*` missing",
    "len + 1": "add parentheses",
    "len[0]": "add parentheses",
    "(1).a": "of type int has nothing named `a`",
    "axes.xlabel('V')": "the method of Axes is `set_xlabel`",
    "axes.ylim(0, 1)": "the method of Axes is `set_ylim`",
    "np.zeros(3, 4)": "A shape has parentheses of its own",
    "(1)[0]": "Square brackets behind a value of type int",
    "(lambda a: 0)()": "too few arguments",
    "(lambda a: 0)(1, 2)": "too many arguments",
    "np.sin()": "without arguments",
    "[].append()": "without arguments",
    "np.dot(np.ones(2), np.ones(3))": "print the `.shape`",
    "scatter([1], [1, 2])": "as many x as y",
    "plot([1], [1, 2])": "as many x as y",
    "(lambda a: 0)(b=2)": "no parameter named `b`",
    "math": "has to be imported first",
    "(0.5)(np.ones(2))": "A function that is handed over is `f`",
    "list(3)": "got a single one, of type int",
    "exec('(1, 2)[0] = 1')": "cannot be changed",
    "np.ones(2)[2]": "with 2 elements",
    "np.ones(2)[0.5]": "whole number",
    "np.ones(2)[np.ones(2)]": "hands out the values themselves",
    "np.ones(2)[0, 0]": "more indices",
    "np.ones(2)[np.ones(3) > 0]": "from the very array",
    "np.ones(2) + np.ones(3)": "(2,) (3,)",
    "np.ones((2, 3)) @ np.ones(2)": "print the `.shape`",
    "bool(np.ones(2))": "use a mask",
    "np.array([1, [2, 3]])": "their lengths differ",
    "np.asarray(np.histogram([1, 2], 3))": "taken apart first",
    "np.ones(2).__setitem__(0, [1, 2])": "one number only",
    "np.ones(2) / np.sum": "add parentheses",
    "np.ones(2) * np.log2": "add parentheses",
    "np.sum(np.ones(2), axis=1)": "`axis=1` is asked of",
    "float('a')": "cannot be read as a number",
    "__import__('math').log2(0)": "Leave the zeros out",
    "np.max([])": "empty",
    "np.add(np.ones(2, int), 0.5, out=np.ones(2, int))": "make a new array",
    "{}['a']": "no entry 'a'",
    "[][0]": "counted from 0",
    "1 // 0": "denominator",
    "10.0 ** 1000": "too large",
    "next(iter([]))": "one more value",
    "open('nothing of that name')": "no file",
    "__import__('nothing_of_that_name')": "no module named `nothing_of_that_name`",
    "exec('a, b = 1, 2, 3')": "as many names",
    "compile('f(', '', 'exec')": "never closed",
    "compile('if x\\n y', '', 'exec')": "colon is missing",
    "compile('if x = 1: y', '', 'exec')": "write `==`",
    "compile('if x:\\ny', '', 'exec')": "must be indented",
    "compile(' x\\n  y', '', 'exec')": "indented further",
    "compile('\"a', '', 'exec')": "quotation mark",
    "compile('(1 2)', '', 'exec')": "comma",
    "exit()": "`return`",
    "np.ones(2)^2": "`**`",
    "0.5 ^ 2": "`**`",
    "(np.ones(2) > 0) - (np.ones(2) > 1)": "`& ~`",
    "np.ones(2) >= 0.5 & (np.ones(2) > 0)": "in parentheses",
    "[] + np.ones(2)": "does not join",
    "[].__iadd__(2)": "joins a list",
    "None.log2": "such as `np`",
    "input_where_nobody_can_type()": "as arguments",
}


def no_input():
    from IPython.core.error import StdinNotImplementedError

    raise StdinNotImplementedError("raw_input was called, but this frontend does not ...")


@pytest.mark.parametrize("code", MET)
def test_an_exception_that_beginners_meet_is_explained(code):
    axes = Figure().subplots()
    try:
        names = {"np": np, "exit": exit, "scatter": axes.scatter, "plot": axes.plot, "axes": axes}
        eval(code, {**names, "input_where_nobody_can_type": no_input})
    except BaseException as error:
        assert MET[code] in explain(error), f"{type(error)}: {error}"
    else:
        pytest.fail("nothing was raised")


def test_no_exception_whatever_makes_the_explanation_fail_or_empty():
    kinds = [k for k in vars(builtins).values() if isinstance(k, type)]
    for kind in kinds:
        if issubclass(kind, BaseException) and not issubclass(kind, WARNS):
            error = kind.__new__(kind)
            assert explain(error)

    class Odd(ValueError):
        def __str__(self):
            raise RuntimeError

    class Braces(KeyError):
        def __str__(self):
            return "{0} {oops} \\1"

    assert explain(Odd()) and explain(Braces()) and explain(type("New", (Exception,), {})("x"))
