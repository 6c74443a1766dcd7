"""Stop code that takes too long, wherever it runs.

In the main thread an alarm signal interrupts it. Where there are none (another thread, Windows,
Python in the browser) a trace function looks at the clock before each line; that slows the code
down, and cannot interrupt a single long call into compiled code.
"""

import signal
import sys
import threading
import time
from contextlib import contextmanager

_AGAIN = 0.05  # s between alarms after the first, for code that swallows the exception


class TimeIsUp(BaseException):
    """Raised in the code that takes too long. No `Exception`, so that few handlers catch it."""


def has_alarm():
    """Whether this thread can be interrupted by an alarm signal."""
    return (
        sys.platform != "emscripten"
        and hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
    )


@contextmanager
def time_limit(seconds):
    """Raise `TimeIsUp` in the block once it has run for so many seconds.

    An alarm, its handler and a trace function that were set before are set again afterwards.
    """
    with _alarm(seconds) if has_alarm() else _trace(seconds):
        yield


@contextmanager
def _alarm(seconds):
    running, rings = True, 0

    def ring(signum, frame):
        nonlocal rings
        if not running:
            return
        rings += 1
        if rings % 2:
            raise TimeIsUp
        # The exception was swallowed, by a bare `except:` in a loop. Raised at the beginning of a
        # line instead, it may come to stand outside of the `try`.
        sys.settrace(lambda *_: None)
        while frame is not None and frame not in outside:
            frame.f_trace = _raise_at_next_line
            frame = frame.f_back

    def stop():
        nonlocal running
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        if sys.gettrace() is not trace:
            sys.settrace(trace)

    outside = set(_frames())
    trace, started = sys.gettrace(), time.monotonic()
    handler = signal.signal(signal.SIGALRM, ring)
    delay, interval = signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6), _AGAIN)
    try:
        try:
            yield
        finally:
            stop()
    finally:
        stop()  # once more: the alarm may have rung on the way into the first
        signal.signal(signal.SIGALRM, handler)
        if delay:
            left = delay - (time.monotonic() - started)
            signal.setitimer(signal.ITIMER_REAL, max(left, 1e-6), interval)


def _frames():
    frame = sys._getframe(1)
    while frame is not None:
        yield frame
        frame = frame.f_back


def _raise_at_next_line(frame, event, arg):
    if event == "line":
        raise TimeIsUp
    return _raise_at_next_line


@contextmanager
def _trace(seconds):
    deadline = time.monotonic() + seconds

    def look(frame, event, arg):
        if time.monotonic() > deadline:
            raise TimeIsUp
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        yield
    finally:
        sys.settrace(before)
