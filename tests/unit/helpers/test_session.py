"""`start` sets the stage, `needs` says what is missing, beginners get a sentence."""

import os
import re
import subprocess
import sys
import time

import matplotlib
import matplotlib.pyplot as plt
import pytest

import helpers
from helpers import session


def entropy(pmf):
    raise NotImplementedError("Exercise 1.1: compute the entropy in bits")


def test_start_says_where_it_runs_in_one_line_and_sets_the_style(capsys):
    with matplotlib.rc_context():
        helpers.start()
        helpers.start()
        assert matplotlib.rcParams["axes.prop_cycle"].by_key()["color"][0] == "#0072B2"
        assert matplotlib.rcParams["font.sans-serif"] == ["DejaVu Sans"]
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("Ready, in plain Python. No network:")


def test_missing_exercise_is_named_and_the_notebook_goes_on(capsys):
    with helpers.needs(entropy):
        entropy([1.0])
    assert capsys.readouterr().out == (
        "Exercise 1.1 comes first: compute the entropy in bits. Then run this cell again.\n"
    )


def test_figures_that_an_unfinished_block_began_are_closed_and_others_stay():
    before = plt.figure()
    with helpers.needs(entropy):
        plt.subplots()
        entropy([1.0])
    assert plt.get_fignums() == [before.number]
    with helpers.needs(entropy):
        finished = plt.figure()
    assert plt.get_fignums() == [before.number, finished.number]
    plt.close("all")


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("", "The exercise above comes first. Then run this cell again."),
        ("Exercise 2.1", "Exercise 2.1 comes first. Then run this cell again."),
    ],
)
def test_stub_without_a_full_message_still_gets_a_sentence(message, sentence):
    assert session.missing(NotImplementedError(message)) == sentence


def test_all_exercises_that_are_missing_are_named_at_once(capsys):
    def pmf_from_counts(counts):
        raise NotImplementedError("Exercise 3.1: divide")

    def done(counts):
        return counts

    with helpers.needs(done, entropy, pmf_from_counts):
        pmf_from_counts([1])
    assert capsys.readouterr().out == (
        "Exercise 1.1 (compute the entropy in bits) and Exercise 3.1 (divide) come first. "
        "Then run this cell again.\n"
    )


def broken(pmf):
    return pmf + {}


def test_an_error_in_a_students_function_ends_the_block_and_is_told_with_its_line(capsys):
    with helpers.needs(broken):
        plt.figure()
        broken(1)
    assert plt.get_fignums() == []
    output = capsys.readouterr().out
    assert re.search(r"your broken\(\) stopped with TypeError: .+, in line \d+: `", output)
    assert "`return pmf + {}`. " in output and "do not go together" in output
    assert "run the check of broken() again" in output


@pytest.mark.parametrize("unusable", [..., None, [1]])
def test_half_done_work_ends_the_block_that_uses_it_not_the_notebook(unusable, capsys):
    def half_done(pmf):
        return unusable

    with helpers.needs(half_done):
        print(f"{half_done(1):.2f}")
    output = capsys.readouterr().out
    assert re.search(
        r"This cell ended early: it stopped with TypeError: .+, in line \d+: `", output
    )
    assert "`print(f" in output and "run the check of half_done() again, then this cell" in output


def test_a_name_that_holds_no_function_any_more_is_told(capsys):
    with helpers.needs(entropy, 0.72):
        int("a")
    assert "no longer holds a function, but something of type float" in capsys.readouterr().out


def endless(pmf):
    while True:
        pass


def test_an_endless_function_ends_the_block_when_its_time_is_up(capsys):
    with helpers.needs(endless, seconds=0.1):
        plt.figure()
        endless(1)
    assert plt.get_fignums() == []
    output = capsys.readouterr().out
    assert "your endless() was stopped after 0.1 seconds, in line " in output
    assert "Does each loop come to an end?" in output


def test_further_blocks_do_not_wait_as_long_for_the_same_endless_function(capsys, monkeypatch):
    monkeypatch.setattr(session, "_AGAIN", 0.1)

    def hang(pmf):
        while True:
            pass

    def define_again(pmf):
        time.sleep(0.3)

    define_again.__name__ = "hang"
    with helpers.needs(hang, seconds=0.2):
        hang(1)
    began = time.monotonic()
    with helpers.needs(hang):
        hang(1)
    assert time.monotonic() - began < 60
    assert "was stopped after 0.1 seconds" in capsys.readouterr().out
    with helpers.needs(define_again):
        define_again(1)
    assert capsys.readouterr().out == ""


def test_a_function_that_ends_the_program_does_not_end_it(capsys):
    def leave(pmf):
        sys.exit()

    with helpers.needs(leave):
        leave(1)
    assert "your leave() stopped with SystemExit" in capsys.readouterr().out
    with pytest.raises(SystemExit), helpers.needs(leave):
        sys.exit()


def test_interruption_is_not_commented_on(capsys):
    with pytest.raises(KeyboardInterrupt), helpers.needs(entropy):
        raise KeyboardInterrupt
    assert capsys.readouterr().out == ""


def test_name_error_is_followed_by_a_sentence_and_is_still_an_error(kernel):
    kernel.run("import helpers; helpers.start(); helpers.start()")
    outputs, status = kernel.run("entropi(3)")
    assert status == "error"
    kinds = [kind for kind, _ in outputs]
    assert kinds == ["error", "display_data"]
    assert outputs[0][1]["ename"] == "NameError"
    trace = re.sub(r"\x1b\[[\d;]*m", "", "\n".join(outputs[0][1]["traceback"]))
    assert "entropi(3)" in trace
    assert "entropi" in outputs[1][1]["data"]["text/plain"]


def test_name_error_in_a_block_is_explained_once_and_the_kernel_survives_exit(kernel):
    kernel.run("import helpers; helpers.start()\ndef f(): return entropi(3)\ndef g(): exit()")
    outputs, status = kernel.run("with helpers.needs(f):\n    f()")
    assert status == "ok"
    ((_, content),) = outputs
    assert content["data"]["text/plain"].count("misspelt") == 1
    assert "in line 2: `def f(): return entropi(3)`" in content["data"]["text/plain"]
    outputs, status = kernel.run("with helpers.needs(g):\n    g()")
    assert status == "ok" and "stopped with SystemExit" in str(outputs)
    assert kernel.printed("print(get_ipython().exit_now)") == "False\n"


def test_stub_that_is_called_is_followed_by_the_name_of_its_exercise(kernel):
    kernel.run("import helpers; helpers.start()")
    outputs, status = kernel.run("raise NotImplementedError('Exercise 1.1: do <it>')")
    assert status == "error"
    assert [kind for kind, _ in outputs] == ["error", "display_data"]
    data = outputs[1][1]["data"]
    assert data["text/plain"] == "Exercise 1.1 comes first: do <it>. Then run this cell again."
    assert "&lt;it&gt;" in data["text/html"]


def test_other_errors_look_as_ever(kernel):
    kernel.run("import helpers; helpers.start()")
    outputs, status = kernel.run("1 / 0")
    assert (status, [kind for kind, _ in outputs]) == ("error", ["error"])


def test_hook_that_was_there_before_keeps_its_errors(kernel):
    code = """
import helpers
from helpers import session
session._helped = None
ip = get_ipython()
def theirs(shell, kind, error, trace, tb_offset=None):
    print("theirs:", error)
ip.set_custom_exc((KeyError,), theirs)
helpers.start()
"""
    outputs, status = kernel.run(code)
    assert status == "ok", outputs
    try:
        outputs, _ = kernel.run("raise KeyError('k')")
        printed = "".join(content.get("text", "") for _, content in outputs)
        assert printed == "theirs: 'k'\n"
        outputs, _ = kernel.run("nothing_here")
        assert [kind for kind, _ in outputs] == ["error", "display_data"]
    finally:
        kernel.run("ip.set_custom_exc((), None); session._helped = None")


def test_missing_exercise_does_not_fail_the_cell(kernel):
    outputs, status = kernel.run(
        "import helpers\n"
        "def f(): raise NotImplementedError('Exercise 3.1: count')\n"
        "with helpers.needs(f):\n    f()\n    print('never')"
    )
    assert status == "ok"
    ((kind, content),) = outputs
    assert kind == "display_data" and "Exercise 3.1 comes first" in content["data"]["text/html"]


IN_THE_BROWSER = """
import sys
def forbid(event, arguments):
    if event in ("subprocess.Popen", "socket.connect", "_thread.start_new_thread"):
        raise RuntimeError(event)
sys.addaudithook(forbid)
sys.platform = "emscripten"
import helpers
from helpers import demos, feedback, figures, media, plots, predict, session, widgets
from helpers.demos import why_models
from helpers.feedback import gadget, send, store
from helpers.internet import is_online
assert is_online()
for name in ("sqlite3", "ipywidgets", "scipy", "matplotlib.pyplot"):
    assert name not in sys.modules, name
"""


def test_everything_imports_lightly_where_python_runs_in_the_browser():
    env = {k: v for k, v in os.environ.items() if k != "HELPERS_OFFLINE"}
    done = subprocess.run(
        [sys.executable, "-c", IN_THE_BROWSER], capture_output=True, text=True, env=env
    )
    assert done.returncode == 0, done.stderr


def test_where_solutions_are_built_every_error_goes_on(monkeypatch):
    monkeypatch.setenv("HELPERS_STRICT", "1")
    for error in (NotImplementedError("Exercise 1.1"), TypeError("ours")):
        with pytest.raises(type(error)), helpers.needs(entropy):
            raise error
