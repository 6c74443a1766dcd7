"""Half-typed and mistaken work ends in a sentence that says what to do, never in a traceback."""

import functools
import json
import re
from pathlib import Path

import numpy as np
import pytest

from helpers import exercises
from helpers.checks import instant
from helpers.checks.asking import source

STUB = '''
    def entropy(pmf):
        """Shannon entropy of `pmf` in bits."""
        raise NotImplementedError("Exercise 1.1: compute the entropy in bits")
        # 1. leave out the points without mass
        p = ...
        # 2. the formula
        h = ...
        return ...
    '''
FILLED = STUB.replace("p = ...", "p = pmf[pmf > 0]").replace(
    "h = ...", "h = -np.sum(p * np.log2(p))"
)

UNFINISHED = {
    "untouched": (
        STUB,
        "Not attempted yet: Exercise 1.1, Compute the entropy (0 of 3 points)\nIt asks for",
    ),
    "one blank filled in": (
        STUB.replace("p = ...", "p = pmf[pmf > 0]"),
        "Still to be filled in: the blanks `...` in line 7, `h = ...`, line 8, `return ...`. Then"
        " delete the line `raise NotImplementedError(...)` (line 3).",
    ),
    "raise line not deleted": (
        FILLED.replace("return ...", "return h"),
        "You have filled in the blanks. Now delete the line `raise NotImplementedError(...)`"
        " (line 3)",
    ),
    "raise line in a nested block not deleted": (
        """
        def entropy(pmf):
            if True:
                raise NotImplementedError
            h = -np.sum(pmf[pmf > 0] * np.log2(pmf[pmf > 0]))
            return h
        """,
        "Now delete the line",
    ),
    "blank returned": (
        FILLED.replace("raise", "# raise"),
        "Still to be filled in: the blank `...` in line 8, `return ...`.",
    ),
    "blank computed with": (
        STUB.replace("raise", "# raise").replace("h = ...", "h = -np.sum(p * np.log2(p))"),
        "Still to be filled in: the blanks `...` in line 5, `p = ...`",
    ),
    "blank in a helper's result": ("def entropy(pmf): return abs(Ellipsis)", "A blank `...`"),
    "blank given to NumPy": ("def entropy(pmf): return np.log2(Ellipsis)", "A blank `...`"),
    "an exercise before it is not finished": (
        """
        def log_of(p):
            raise NotImplementedError("Exercise 0.1: the logarithm")
        def entropy(pmf):
            return -np.sum(pmf * log_of(pmf))
        """,
        "`entropy` uses `log_of`, which is not finished (Exercise 0.1: the logarithm): do that",
    ),
}


@pytest.mark.parametrize("case", UNFINISHED)
def test_unfinished_work_is_told_what_is_left_to_do(case, notebook, check):
    cell, sentence = UNFINISHED[case]
    result = check(notebook(cell))
    assert sentence in result.message
    assert (result.state, repr(result)) == ("unfinished", "0")


BESIDE = {  # what else the notebook defines: the name that is asked about
    "def entropi(pmf): return 1": "entropi",
    "def Entropy(pmf): return 1": "Entropy",
    "def my_own_thing(pmf): return 1": "",
    "def max_entropy_pmf(pmf): return 1": "",
    "def entropyy(pmf, base): return 1": "",
    "entropi = 3": "",
    "entropi = np.log2": "",
    "class entropi: pass": "",
    "from helpers.explain_errors import explain as entropi": "",
    "same_entropy = entropy": "",
    "def _entropy(pmf): return 1": "",
}


@pytest.mark.parametrize("line", BESIDE)
def test_beside_an_untouched_stub_an_answer_of_a_misspelt_name_is_asked_about(
    line, notebook, check
):
    stub = notebook(STUB)
    notebook(line, "entropy")
    result = check(stub)
    assert "Not attempted yet" in result.message and "It asks for" in result.message
    said = f"There is also `{BESIDE[line]}`: is that what you meant to call `entropy`?"
    assert (said in result.message) == bool(BESIDE[line])
    assert result.message.count("There is also") == bool(BESIDE[line])


def test_work_that_is_begun_is_not_asked_about_a_misspelt_name(notebook, check):
    target = notebook(STUB.replace("p = ...", "p = pmf[pmf > 0]"))
    notebook("def entropi(pmf): return 1", "entropi")
    assert "There is also" not in check(target).message


@pytest.mark.parametrize("tutorial", exercises.tutorials())
def test_no_notebook_of_the_course_is_asked_about_its_own_names(tutorial):
    """With every stub untouched, and everything else that the notebook defines."""
    folder = Path(__file__).parents[5] / "course" / tutorial.replace("_", "-")
    (path,) = folder.glob("*.ipynb")
    cells = json.loads(path.read_text("utf-8"))["cells"]
    text = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    names = {"__name__": "__main__", "np": np}
    for part in re.findall(r"^(?:def|class) .*\n(?:[ \t]+.*\n|\n)+", text, re.MULTILINE):
        try:
            exec(part, names)
        except NameError:  # built on a class that is written by the student
            continue
    declared = exercises.of(tutorial)
    others = [exercise.name for exercise in declared]
    for exercise in declared:
        target, n = names[exercise.name], len(exercise.parameters)
        assert source.similar(target, exercise.name, others, n) == "", exercise.name


def test_a_class_of_a_misspelt_name_is_asked_about(notebook):
    cell = """
        class LIFNeurons:
            def __init__(self, n, t_ref_mu=0.01, t_ref_sigma=0.002, **more):
                raise NotImplementedError
        """
    stub = notebook(cell, "LIFNeurons")
    exercise = exercises.find("lif-spikes", "LIFNeurons")
    notebook(cell.replace("LIF", "ExactLIF"), "ExactLIFNeurons")  # the next exercise's
    assert "There is also" not in instant.check(exercise, stub).message
    notebook(cell.replace("LIFNeurons", "LIFNeuron").replace("raise", "pass; #"), "LIFNeuron")
    result = instant.check(exercise, stub)
    assert result.state == "unfinished" and "There is also `LIFNeuron`:" in result.message


def test_a_stub_whose_text_cannot_be_had_is_not_attempted_yet(check):
    names = {}
    exec("def entropy(pmf): raise NotImplementedError('Exercise 1.1')", names)
    assert "Not attempted yet: Exercise 1.1" in check(names["entropy"]).message


def test_a_blank_that_is_an_index_is_no_blank(notebook, check):
    cell = "def entropy(pmf):\n    p = pmf[..., pmf > 0]\n    return -np.sum(p * np.log(p))"
    assert check(notebook(cell)).misconception == "natural logarithm"


def test_a_value_used_as_an_index_is_no_blank(notebook, check):
    cell = """
        def entropy(pmf):
            h = 0
            for p in pmf:
                h -= pmf[p] * np.log2(pmf[p])
            return h
        """
    result = check(notebook(cell))
    assert (result.state, repr(result)) == ("wrong", "0")
    assert "use `p`, not `a[p]`" in result.message


def test_a_check_without_an_argument_says_what_to_hand_over():
    from helpers import checks

    result = checks.why_models.entropy()
    assert (result.state, repr(result)) == ("wrong", "0")
    assert "without calling it: `checks.why_models.entropy(entropy)`" in result.message


NO_FUNCTION = {
    "0.72": "The check was given a number, not a function. Hand it the function itself, without",
    "np.float64(0.72)": "given a number",
    "np.ones(3)": "given an array",
    "None": "given None: hand it the function itself, `checks.why_models.entropy(entropy)`",
    "...": "given a blank `...`",
    "'entropy'": "given a text",
    "np": "given a module",
    "dict": "`entropy` is a class here",
}


@pytest.mark.parametrize("value", NO_FUNCTION)
def test_something_that_is_no_function_is_named(value, notebook, check):
    result = check(notebook(f"entropy = {value}"))
    assert NO_FUNCTION[value] in result.message
    assert (result.state, repr(result)) == ("wrong", "0")


@pytest.mark.parametrize(
    ("header", "has"),
    [
        ("def entropy():", "(its parameters: none)"),
        ("def entropy(pmf, base):", "(its parameters: 2: `pmf`, `base`)"),
        ("def entropy(*, pmf):", "(its parameters: 1: `pmf`)"),
    ],
)
def test_a_wrong_number_of_parameters_is_told(header, has, notebook, check):
    result = check(notebook(f"{header}\n    return 0"))
    assert "is called with 1 argument, `entropy(pmf)`" in result.message
    assert has in result.message


def test_further_parameters_with_defaults_are_welcome(notebook, check):
    cell = """
        def entropy(pmf, base=2, *rest, **options):
            p = pmf[pmf > 0]
            return -np.sum(p * np.log(p)) / np.log(base)
        """
    assert check(notebook(cell)).points == 3


def test_printing_in_place_of_returning_is_told(notebook, check):
    cell = "def entropy(pmf):\n    print(-np.sum(pmf * np.log2(pmf)))"
    assert "write `return` in place of `print`" in check(notebook(cell)).message


def test_a_changed_argument_is_told_even_when_the_value_is_right(notebook, check):
    cell = """
        def entropy(pmf):
            pmf.sort()
            p = pmf[pmf > 0]
            return -np.sum(p * np.log2(p))
        """
    result = check(notebook(cell))
    assert "`entropy` changes its argument `pmf`" in result.message
    assert (result.state, repr(result)) == ("wrong", "0")
    assert "[0, 0, 1, 0, 0]" in result.message  # the probe itself is whole


class Odd:
    """Raises whatever is asked of it."""

    def __call__(self, *_):
        return self

    def __getattr__(self, name):
        raise SystemExit(name)


def raising(*_, **__):
    raise SystemExit


ODD = [
    Odd(),
    type("NoEq", (), {"__eq__": raising, "__call__": raising, "__class__": property(raising)})(),
    functools.partial(print, sep=""),
    np.vectorize(lambda p: p),
    int,
    type("Meta", (type,), {"__call__": raising})("Class", (), {}),
    len,
    print,
    exit,
    globals,
    staticmethod(len),
    iter([]),
    NotImplemented,
]


@pytest.mark.parametrize("k", range(len(ODD)))
def test_no_object_whatever_makes_a_check_raise_or_score(k, check):
    for seed in (None, 3):
        result = check(ODD[k], seed=seed)
        assert repr(result) == "0"
        assert "our fault" not in result.message
        assert result._repr_html_()
