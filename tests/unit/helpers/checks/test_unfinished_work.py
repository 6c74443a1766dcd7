"""Half-typed and mistaken work ends in a sentence that says what to do, never in a traceback."""

import functools
import json
import re
from pathlib import Path

import numpy as np
import pytest

from helpers import answers, exercises
from helpers.checks import instant
from helpers.checks.asking import source
from helpers.errors import stopped

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
    "from helpers.errors import explain as entropi": "",
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
    folder = Path(__file__).parents[4] / "course" / tutorial.replace("_", "-")
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


RETURNS = {  # what a function returns: the sentence
    "None": "None, that is, nothing: does the function end with `return`?",
    "'0.72'": "is a text, '0.72'; a number is asked for",
    "f'{1.0:.2f} bits'": "is a text",
    "True": "is True; a number is asked for. Is a comparison returned?",
    "pmf[0] > 0": "a number is asked for. Is a comparison returned?",
    "1j": "a complex number",
    "[1.0]": "a list of 1; one number is asked for",
    "(1.0, 2.0)": "a tuple of 2; one number is asked for. Is there a comma too many",
    "{}": "is a dictionary; one number is asked for",
    "{1.0}": "an object of type `set`, which cannot be compared with numbers",
    "np.array([-np.sum(pmf[pmf > 0] * np.log2(pmf[pmf > 0]))])": "an array with one element",
    "pmf": "an array (2 values, shape (2,)); one number is asked for. Is the sum missing?",
    "np.outer(pmf, pmf)": "an array (shape (2, 2))",
    "np.array([None])": "an array, but not of numbers",
    "np.array(['a'])": "an array, but not of numbers",
    "np.ma.array([1.0])": "a `numpy.ma.MaskedArray`, not an ordinary array",
    "np.ma.masked": "MaskedConstant`, not an ordinary array",
    "pmf.view(np.matrix)": "a `numpy.matrix`, not an ordinary array",
    "float('nan')": "is nan, “not a number”",
    "np.nan * pmf[0]": "is nan",
    "float('inf')": "is infinite",
    "-np.inf": "is infinite",
    "entropy": "is a function: to return its result, call it",
    "np.sum": "is a function",
    "lambda: 1": "is a function",
    "np": "is a module, which cannot be compared with numbers",
    "object()": "an object of type `object`",
    "(p for p in pmf)": "is a generator",
    "10 ** 400": "is a whole number, too large to be looked at",
    "'a' * 10**6": "is a text, too large to be looked at",
    "[0] * 10**6": "is a list, too large to be looked at",
    "np.zeros(10**8, 'u1')": "is an array, too large to be looked at",
    "-1.0": "is not the right number",
}


@pytest.mark.parametrize("value", RETURNS)
def test_a_returned_value_of_the_wrong_kind_is_named(value, notebook, check):
    result = check(notebook(f"def entropy(pmf):\n    return {value}"))
    assert RETURNS[value] in result.message
    assert "expected: 1" in result.message
    assert (result.state, repr(result)) == ("wrong", "0")
    assert len(result.message) < 1000


ARRAYS = {
    "list(counts / counts.sum())": "a list of 3; an array is asked for",
    "tuple(counts / counts.sum())": "a tuple of 3; an array is asked for",
    "np.histogram(counts)": "a tuple of 2 with arrays in it; one array is asked for. Take the one",
    "1.0": "is one number; an array (3 values, shape (3,)) is asked for",
    "None": "is None",
    "'pmf'": "is a text; an array is asked for",
    "counts > 0": "an array of True and False",
    "counts / counts.sum() + 0j": "an array of complex numbers",
    "(counts / counts.sum())[:, None]": "an array with shape (3, 1); asked for is one with 3 value",
    "(counts / counts.sum())[:2]": "an array with 2 values, shape (2,); asked for is one with 3",
    "counts / 0": "has 3 of 3 values that are infinite",
    "counts * np.nan": "has 3 of 3 values that are nan",
    "(counts / counts.sum())[[1, 0, 2]]": "has the right values in the wrong order",
    "counts + 1": "does not have the right values",
    "(counts / counts.sum()).astype(object)": "an array, but not of numbers",
    "np.ma.array(counts / counts.sum())": "a `numpy.ma.MaskedArray`",
}


@pytest.mark.parametrize("value", ARRAYS)
def test_an_array_of_the_wrong_kind_is_named(value, notebook, check):
    cell = f"def pmf_from_counts(counts):\n    return {value}"
    result = check(notebook(cell, "pmf_from_counts"), "pmf_from_counts")
    assert ARRAYS[value] in result.message
    assert "pmf_from_counts([1, 2, 1]) (three bins)" in result.message
    assert result.state == "wrong"


def test_a_list_for_an_array_is_shown_as_one(notebook, check):
    cell = "def pmf_from_counts(counts):\n    return list(counts / counts.sum())"
    message = check(notebook(cell, "pmf_from_counts"), "pmf_from_counts").message
    assert "got:      a list [0.25, 0.5, 0.25]" in message


TUPLES = {
    "1.5": "is one number; a tuple of 2 (bits per spike, bits per second) is asked for",
    "1.5, 60, 3": "has 3 elements; a tuple of 2",
    "{}": "is a dictionary; a tuple of 2",
    "1.5, None": "The element “bits per second” is None",
    "1.5, 61": "The element “bits per second” is not the right number",
    "'1.5', 60": "The element “bits per spike” is a text",
    "np.ones((2, 2))": "is an array; a tuple of 2",
}


@pytest.mark.parametrize("value", TUPLES)
def test_the_element_of_a_tuple_that_is_wrong_is_named(value, notebook, check):
    cell = f"def information_rates(isis, bins):\n    return {value}"
    result = check(notebook(cell, "information_rates"), "information_rates")
    assert TUPLES[value] in result.message
    assert result.state == "wrong"


def test_a_rounded_answer_is_told_to_keep_its_decimals(notebook, check):
    for digits in (2, 3):
        cell = f"""
            def entropy(pmf):
                p = pmf[pmf > 0]
                return np.round(-np.sum(p * np.log2(p)), {digits})
            """
        assert f"is right up to {digits} decimals: do not round" in check(notebook(cell)).message
    cell = "def pmf_from_counts(counts):\n    return np.round(counts / np.sum(counts), 3)"
    message = check(notebook(cell, "pmf_from_counts"), "pmf_from_counts").message
    assert "is right up to 3 decimals: do not round" in message


MASK_AS_VALUES = """
    def entropy(pmf):
        possible = pmf > 0
        return -np.sum(possible * np.log2(possible))
    """
ZEROS_SELECTED = MASK_AS_VALUES.replace("pmf > 0", "pmf[pmf == 0]")


@pytest.mark.parametrize("cell", [MASK_AS_VALUES, ZEROS_SELECTED])
def test_a_hint_that_fits_two_mistakes_is_true_of_both(cell, notebook, check):
    message = check(notebook(cell)).message
    assert "should throw away, or only True and False?" in message


STOPS = {  # what the function does in line 2: the sentences
    "return entropi(pmf)": ["NameError", "line 2: `return entropi(pmf)`", "misspelt"],
    "return sum(pmf) + 'bits'": ["TypeError", "line 2"],
    "return pmf[50]": ["IndexError", "counted from 0"],
    "return pmf.logs()": ["AttributeError", "has nothing named `logs`"],
    "return 1 / 0": ["ZeroDivisionError", "denominator"],
    "return {}['a']": ["KeyError", "no entry 'a'"],
    "return pmf + np.ones(7)": ["ValueError", "was a mask applied", "shapes (2,) (7,)"],
    "return np.log2(h); h = 0": ["UnboundLocalError", "before it gets a value"],
    "return entropy(pmf)": ["RecursionError", "calls itself again and again"],
    "import nothing_of_that_name": ["ModuleNotFoundError", "no module named"],
    "exit()": ["SystemExit", "hands back its result with `return`"],
    "raise KeyboardInterrupt": ["KeyboardInterrupt", "line 2"],
    "raise GeneratorExit": ["GeneratorExit", "line 2"],
    "raise BaseException('<b>x</b>')": ["BaseException: <b>x</b>"],
    "assert pmf.sum() == 2, 'no pmf'": ["AssertionError: no pmf", "is not met"],
    "return -pmf @ math.log2(pmf)": ["TypeError", "`np.log2`, not `math.log2`"],
    "return 1 if pmf > 0 else 0": ["ValueError", "use a mask"],
}


@pytest.mark.parametrize("line", STOPS)
def test_an_exception_is_told_with_its_line_and_a_beginners_explanation(line, notebook, check):
    result = check(notebook(f"def entropy(pmf):\n    {line}"))
    for sentence in STOPS[line]:
        assert sentence in result.message
    assert (result.state, repr(result)) == ("wrong", "0")
    assert "Traceback" not in result.message
    assert "<b>" not in result._repr_html_()


def test_an_exception_in_a_helper_function_is_placed_there(notebook, check):
    notebook("def log_of(p):\n    return np.log2(q)\n", "log_of")
    result = check(notebook("def entropy(pmf):\n    return log_of(pmf)\n"))
    assert "line 2: `return np.log2(q)`" in result.message


def test_a_line_of_another_function_is_told_with_the_name_of_that_function(notebook, check):
    notebook("def log_of(p):\n    return [np.log2(x) for x in p + np.ones(7)]\n", "log_of")
    message = check(notebook("def entropy(pmf):\n    return log_of(pmf)\n")).message
    assert "`entropy` stopped with ValueError" in message
    assert ", in `log_of`, line 2: `return [np.log2(x)" in message
    own = check(notebook("def entropy(pmf):\n    return [pmf[k] for k in (0, 77)]\n")).message
    assert "with size 2, in line 2: `return [pmf[k]" in own
    notebook("def log_of(p):\n    while True:\n        pass\n", "log_of")
    endless = check(notebook("def entropy(pmf):\n    return log_of(pmf)\n"), seconds=0.2).message
    assert "was stopped after 0.2 seconds, in `log_of`, line" in endless


@pytest.mark.parametrize("within", ["", "<module>", "<lambda>", "f`x`", "a b", "f" * 500])
def test_what_is_no_name_of_a_function_is_not_told_as_one(within):
    failure = {"type": "E", "message": "", "explanation": "Why.", "line": 3, "text": ""}
    sentence = stopped("`entropy`", {**failure, "within": within}, asked="entropy")
    assert sentence == "`entropy` stopped with E, in line 3. Why."


def test_for_hidden_inputs_too_the_function_is_named_whose_line_it_was(notebook, check):
    cell = """
        def log_of(p):
            return math.log2(p) if p in (0.5, 0.2, 0.8, 1.0) else 1 / 0
        """
    notebook(cell, "log_of")
    reference = answers.find("why-models", "entropy").reference
    known = [probe.args[0] for probe in exercises.find("why-models", "entropy").probes]
    target = notebook(
        """
        def entropy(pmf):
            return right(pmf) if any(map(lambda k: np.array_equal(k, pmf), known)) else log_of(3)
        """
    )
    target.__globals__.update(right=reference, known=known)
    assert "in `log_of`, line 2: " in check(target, seed=1).message


def test_an_exception_whose_text_cannot_be_had_is_told_without_it(notebook, check):
    cell = """
        class Odd(Exception):
            def __str__(self):
                raise SystemExit
        def entropy(pmf):
            raise Odd
        """
    assert "`entropy` stopped with Odd, in line 5" in check(notebook(cell)).message


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
