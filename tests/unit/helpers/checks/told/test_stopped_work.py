"""An exception, or a loop without end, is told with its line and a beginner's explanation."""

import pytest

from helpers import answers, exercises
from helpers.explain_errors import stopped

STOPS = {  # what the function does in line 2: the sentences
    "return entropi(pmf)": ["NameError", "line 2: `return entropi(pmf)`", "misspelt"],
    "return sum(pmf) + 'bits'": ["TypeError", "line 2"],
    "return pmf[50]": ["IndexError", "counted from 0"],
    "return pmf.logs()": ["AttributeError", "has nothing named `logs`"],
    "return 1 / 0": ["ZeroDivisionError", "denominator"],
    "return {}['a']": ["KeyError", "no entry 'a'"],
    "return pmf + np.ones(7)": ["ValueError", "was a mask applied", "shapes (2,) (7,)"],
    "return pmf + np.ones((2, 7))": ["ValueError", "one column, `[:, k]`, is meant?"],
    "pmf[:] = np.ones((2, 7))": ["ValueError", "does not fit into one without"],
    "return np.full(pmf, 0.0)": ["TypeError", "length of an array meant, `len(a)`?"],
    "return pi": ["NameError", "NumPy has it, as `np.pi`"],
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
