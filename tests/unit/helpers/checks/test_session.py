"""A check leaves the session as it found it, and works wherever helpers are imported."""

import os
import random
import re
import subprocess
import sys
import textwrap
import warnings

import numpy as np
import pytest

from helpers.checks.asking import guard

NOISY = """
    import os, random, sys, warnings
    def entropy(pmf):
        print("out", pmf)
        print("<script>alert(1)</script>", file=sys.stderr)
        sys.stdout.write("x" * 100_000)
        warnings.warn("<b>careful</b>")
        np.seterr(all="raise")
        np.random.seed(1)
        random.seed(1)
        os.chdir("/")
        p = pmf[pmf > 0]
        return -np.sum(p * np.log2(p))
    """


def test_what_a_function_prints_and_warns_is_swallowed_shown_and_escaped(notebook, check, capfd):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = check(notebook(NOISY))
    assert capfd.readouterr() == ("", "")
    assert result.points == 3
    assert "It printed, on the first input: out [0.5 0.5]" in result.message
    assert "UserWarning: <b>careful</b>" in result.message
    assert len(result.message) < 1500
    page = result._repr_html_()
    assert "<script>" not in page and "<b>" not in page


@pytest.fixture
def usual(tmp_path, monkeypatch):
    """A folder and NumPy settings that the noisy function would change."""
    monkeypatch.chdir(tmp_path)
    with np.errstate(all="warn"):
        yield


def test_random_generators_folder_and_numpy_settings_stay_as_they_were(notebook, check, usual):
    np.random.seed(7)  # noqa: NPY002
    random.seed(7)
    expected = np.random.random(), random.random()  # noqa: NPY002
    np.random.seed(7)  # noqa: NPY002
    random.seed(7)
    before = os.getcwd(), np.geterr(), list(warnings.filters), sys.stdout, sys.stderr
    assert check(notebook(NOISY)).points == 3
    assert (os.getcwd(), np.geterr(), list(warnings.filters), sys.stdout, sys.stderr) == before
    assert (np.random.random(), random.random()) == expected  # noqa: NPY002


def test_of_endless_prints_and_warnings_only_the_beginning_is_kept():
    with guard.guarded() as seen:
        for k in range(10_000):
            print("printed", k)
            warnings.warn(f"warning {k}", stacklevel=1)
    assert len(seen.printed) < 1.1 * guard.MAX_TEXT
    assert seen.printed.startswith("printed 0\nprinted 1\n") and seen.printed.endswith("…")
    assert len(seen.warnings) == guard.MAX_WARNINGS


def test_figures_that_a_function_opens_are_closed_and_the_users_stay(notebook, check):
    import matplotlib.pyplot as plt

    own = plt.figure()
    cell = """
        import matplotlib.pyplot as plt
        def entropy(pmf):
            plt.figure()
            plt.plot(pmf)
            return 0
        """
    try:
        assert check(notebook(cell)).misconception == "constant"
        assert plt.get_fignums() == [own.number]
    finally:
        plt.close("all")


def test_probes_are_whole_after_a_function_has_changed_its_arguments(notebook, check):
    spoil = notebook("def entropy(pmf):\n    pmf[:] = -1\n    return 0")
    first = check(spoil).message
    check(spoil)
    assert check(notebook("def entropy(pmf): return -(pmf @ np.log2(pmf))")).misconception
    assert "changes its argument" in first or "returned is not right" in first
    good = "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log2(p))"
    assert check(notebook(good)).points == 3


def run(code, **env):
    """Run code in a fresh Python; returns what it prints."""
    env = {**os.environ, **env}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_the_answers_a_check_hands_over_to_the_grader():
    out = run(
        """
        import sys
        sys.modules["helpers.answers"] = None
        from helpers import checks
        def entropy(pmf):
            raise SystemExit("was called")
        result = checks.why_models.entropy(entropy, seed=1)
        print(repr(result), result.state, result.message)
        """
    )
    assert out.startswith("0 handed to the grader")
    assert "tried when the assignment is graded" in out


def test_the_students_side_needs_neither_exercises_nor_answers():
    out = run(
        """
        import sys
        sys.modules["helpers.answers"] = sys.modules["helpers.exercises"] = None
        import numpy as np
        from helpers.checks.asking import ask, wire
        probe = {"args": (np.array([0.5, 0.5]),), "keywords": {}, "names": {}, "about": "",
                 "plan": {}, "stand_ins": {}}
        outcome = ask.ask_one(lambda pmf: pmf.sum(), "function", probe)
        print(wire.unpack(wire.pack(outcome))["value"])
        """
    )
    assert out == "1.0\n"


def test_checks_work_in_the_browser_without_threads_processes_or_sockets():
    out = run(
        """
        import numpy, sys
        sys.platform = "emscripten"
        for name in ("socket", "subprocess", "multiprocessing", "fcntl", "scipy", "matplotlib"):
            sys.modules.pop(name, None)
            sys.modules[name] = None
        import _thread, signal
        _thread.start_new_thread = None
        del signal.setitimer, signal.SIGALRM
        from helpers import checks
        def entropy(pmf):
            p = pmf[pmf > 0]
            return -numpy.sum(p * numpy.log2(p))
        print(checks.why_models.entropy(entropy), checks.why_models.entropy(lambda pmf: 0).state)
        """
    )
    assert out == "3 wrong\n"


def test_a_first_check_imports_no_scipy():
    out = run(
        """
        import sys
        import numpy as np
        from helpers import checks
        def entropy(pmf):
            p = pmf[pmf > 0]
            return -np.sum(p * np.log2(p))
        def pmf_from_counts(counts):
            return counts / counts.sum()
        for name in dir(checks.why_models):
            if name != "max_entropy_pmf":  # a search by scipy
                getattr(checks.why_models, name)(lambda *_: 1.0)
        print([m for m in ("scipy", "matplotlib", "IPython", "pooch") if m in sys.modules])
        """
    )
    assert out == "[]\n"


IN_IPYTHON = """
    from IPython.core.interactiveshell import InteractiveShell
    shell = InteractiveShell.instance()
    shell.run_cell('''
    import numpy as np
    from IPython.display import display
    from helpers import checks
    ''')
    shell.run_cell('''
    def entropy(pmf):
        display("displayed")
        print("printed")
        p = pmf[pmf > 0]
        return -np.sum(p * np.log(q))
    ''')
    shell.run_cell('''
    print(checks.why_models.entropy(entropy).message)
    checks.why_models.entropy(entropy)
    ''')
    from IPython.core.completer import provisionalcompleter
    with provisionalcompleter():
        for start in ("checks.", "checks.why_models.ent"):
            print("completed:", [c.text for c in shell.Completer.completions(start, len(start))])
    print(shell.object_inspect_text("checks.why_models.entropy"))
    """


def test_in_ipython_lines_displays_completion_and_help_are_right(tmp_path):
    out = run(IN_IPYTHON, IPYTHONDIR=str(tmp_path))
    assert "line 5" in out and "`return -np.sum(p * np.log(q))`" in out
    assert "'displayed'" not in out
    assert out.count("printed") == 2  # the note on it, and what was printed
    assert re.search(r"Out\[\d\]: 0\n", out)
    assert re.search(r"completed: \[.*why_models'\]", out)
    assert re.search(r"completed: \['\S*entropy'\]", out)
    assert "Check Exercise 1.1, Compute the entropy (3 points)." in out


def test_input_where_nobody_can_type_is_no_stub(kernel, monkeypatch):
    kernel.run("from helpers import checks\ndef entropy(pmf):\n    return float(input('pmf? '))")
    # The test's client does not read from stdin, as when a notebook is graded.
    monkeypatch.setattr(kernel.client, "allow_stdin", False)
    said = kernel.printed("print(checks.why_models.entropy(entropy).message)")
    assert "StdinNotImplementedError" in said and "do not ask for them with `input()`" in said
    assert "Not attempted" not in said


def test_after_a_syntax_error_it_is_said_that_the_answer_is_the_one_of_before(kernel):
    asked = "print(checks.why_models.entropy(entropy).message)"
    note = "Python could not read your last cell (a SyntaxError): this is about the `entropy`"
    kernel.run("from helpers import checks\ndef entropy(pmf):\n    return 7.0")
    assert note not in kernel.printed(asked)
    kernel.run("def entropy(pmf):\n    return -np.sum(pmf")
    assert note in kernel.printed(asked)
    kernel.run("def pmf_from_counts(counts):\n    return counts /")
    assert note not in kernel.printed(asked)
    kernel.run("def entropy(pmf):\n    return 1 / 0")
    assert note not in kernel.printed(asked)


@pytest.mark.parametrize("word", ["exit", "quit"])
def test_a_function_that_ends_the_program_leaves_the_kernel_alive(word, kernel):
    kernel.run(f"from helpers import checks\ndef entropy(pmf):\n    {word}()\n    return 0")
    said = kernel.printed("print(checks.why_models.entropy(entropy).message)")
    assert "stopped with SystemExit" in said and "hands back its result with `return`" in said
    assert kernel.printed("print(get_ipython().exit_now, 'ask_exit' in vars(get_ipython()))") == (
        "False False\n"
    )


@pytest.mark.parametrize("name", ["entropi", "Entropy"])
def test_a_misspelt_check_names_the_one_that_is_meant(name):
    from helpers import checks

    told = r"Did you mean 'entropy'\? Known: entropy, max_entropy_pmf"
    with pytest.raises(AttributeError, match=told):
        getattr(checks.why_models, name)
    with pytest.raises(AttributeError, match=r"Known: .*why_models"):
        checks.wy_models  # noqa: B018
