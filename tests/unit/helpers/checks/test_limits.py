"""A check comes to an end, gives way to Ctrl-C, and leaves alarms and tracing as they were."""

import os
import signal
import sys
import threading
import time

import pytest

from helpers import answers, exercises
from helpers.checks.asking import timelimit

ENDLESS = {
    "an empty loop": """
        def entropy(pmf):
            while True:
                pass
        """,
    "a loop that swallows every exception": """
        import time
        def entropy(pmf):
            while True:
                try:
                    time.sleep(0.001)
                except:
                    pass
        """,
    "sleep": """
        import time
        def entropy(pmf):
            time.sleep(1000)
        """,
    "an endless sequence": """
        import itertools
        def entropy(pmf):
            return sum(1 for _ in itertools.count())
        """,
    "an exception that takes for ever to be read": """
        class Slow(Exception):
            def __str__(self):
                while True:
                    pass
        def entropy(pmf):
            raise Slow
        """,
    "a number that takes for ever to be compared is never compared": """
        class Slow(float):
            def __eq__(self, other):
                while True:
                    pass
            __float__ = __array__ = __eq__
        def entropy(pmf):
            return Slow(1)
        """,
}
QUICK = {"seconds": 0.2}
IN_A_LINE_OF_PYTHON = ["an empty loop", "an endless sequence"]


@pytest.mark.parametrize("case", ENDLESS)
def test_endless_code_is_stopped(case, notebook, check):
    began = time.monotonic()
    result = check(notebook(ENDLESS[case]), **QUICK)
    assert time.monotonic() - began < 60
    assert (result.state, repr(result)) == ("wrong", "0")


def test_the_line_in_which_it_hangs_is_told(notebook, check):
    result = check(notebook(ENDLESS["an empty loop"]), **QUICK)
    assert "was stopped after 0.2 seconds, in line" in result.message
    assert "Does each loop come to an end?" in result.message


def in_a_thread(function):
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join(60)
    assert found, "the check did not come to an end"
    return found[0]


@pytest.mark.parametrize("case", IN_A_LINE_OF_PYTHON)
def test_endless_code_is_stopped_in_a_thread_too(case, notebook, check):
    target = notebook(ENDLESS[case])
    assert "was stopped after" in in_a_thread(lambda: check(target, **QUICK)).message


@pytest.mark.parametrize("case", IN_A_LINE_OF_PYTHON)
@pytest.mark.parametrize("platform", ["win32", "emscripten"])
def test_endless_code_is_stopped_where_there_are_no_alarms(
    platform, case, notebook, check, monkeypatch
):
    if platform == "win32":
        monkeypatch.delattr(signal, "setitimer")
    else:
        monkeypatch.setattr(sys, "platform", "emscripten")
    assert not timelimit.has_alarm()
    assert "was stopped after" in check(notebook(ENDLESS[case]), **QUICK).message


def test_a_long_call_in_a_thread_leaves_no_trace_function(notebook, check):
    target = notebook("""
        import time
        def entropy(pmf):
            time.sleep(0.3); return 0.0
        """)
    result, trace = in_a_thread(lambda: (check(target, **QUICK), sys.gettrace()))
    assert "was stopped after" in result.message
    assert trace is None


def test_right_answers_pass_in_a_thread_too(check):
    for exercise in exercises.of("why_models"):
        reference = answers.find("why_models", exercise.name).reference
        result = in_a_thread(lambda f=reference, name=exercise.name: check(f, name))
        assert result.points == exercise.points


@pytest.mark.timing
def test_an_alarm_and_a_trace_function_of_the_users_own_are_set_again(notebook, check):
    rung = []
    trace = sys.gettrace()

    def tracing(*_):
        return None

    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(time.monotonic()))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        sys.settrace(tracing)
        check(notebook(ENDLESS["a loop that swallows every exception"]), **QUICK)
        assert sys.gettrace() is tracing
        sys.settrace(trace)
        assert not rung
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] < 0.4
        time.sleep(0.5)
        assert rung
    finally:
        sys.settrace(trace)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.timing
def test_no_alarm_rings_after_a_check(notebook, check):
    check(notebook(ENDLESS["a loop that swallows every exception"]), **QUICK)
    time.sleep(0.15)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.fixture
def ctrl_c():
    """Ctrl-C works here, though it is ignored where tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.timing
@pytest.mark.usefixtures("ctrl_c")
def test_a_real_ctrl_c_interrupts_the_check_and_the_next_one_works(notebook, check):
    target = notebook(ENDLESS["an empty loop"])
    timer = threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT])
    handler = signal.getsignal(signal.SIGINT)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        check(target, seconds=5)
    assert signal.getsignal(signal.SIGINT) is handler
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert check(notebook("def entropy(pmf): raise KeyboardInterrupt")).state == "wrong"


BOTH_AT_ONCE = """
    import signal, threading, time
    def entropy(pmf):
        both = {signal.SIGINT, signal.SIGALRM}
        signal.pthread_sigmask(signal.SIG_BLOCK, both)
        try:
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)
            time.sleep(0.3)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, both)
    """
SWALLOWED = """
    import os, signal
    def entropy(pmf):
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except BaseException:
            return 1.0
    """


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("code", [BOTH_AT_ONCE, SWALLOWED], ids=["time up", "swallowed"])
def test_a_real_ctrl_c_is_not_lost(code, notebook, check):
    """When the time is up at that moment, nor when the student's code swallows it."""
    trace = sys.gettrace()
    with pytest.raises(KeyboardInterrupt):
        check(notebook(code), **QUICK)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert sys.gettrace() is trace
