"""Stop code that takes too long, wherever it runs.

In the main thread an alarm signal interrupts it. Where there are none (another thread, Windows,
Python in the browser) a trace function looks at the clock before each line; that slows the code
down, and cannot interrupt a single long call into compiled code.
"""

import signal
import sys
import threading
import time
from contextlib import AbstractContextManager

_AGAIN = 0.05  # s between alarms after the first, for code that swallows the exception


class TimeIsUp(BaseException):
    """Raised in the code that takes too long. No `Exception`, so that few handlers catch it."""


def has_alarm() -> bool:
    """Whether this thread can be interrupted by an alarm signal."""
    return (
        sys.platform != "emscripten"
        and hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
    )


def time_limit(seconds: float) -> AbstractContextManager:
    """Raise `TimeIsUp` in the block once it has run for so many seconds.

    An alarm, its handler and a trace function that were set before are set again afterwards.
    """
    return _Alarm(seconds) if has_alarm() else _Trace(seconds)


class _Alarm:
    def __init__(self, seconds):
        self._seconds = max(seconds, 1e-6)

    def __enter__(self):
        self._running, self._rings = True, 0
        self._outside, frame = set(), sys._getframe()
        while frame is not None:
            self._outside.add(frame)
            frame = frame.f_back
        self._trace, self._started = sys.gettrace(), time.monotonic()
        self._handler = signal.signal(signal.SIGALRM, self._ring)
        self._before = signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN)

    def __exit__(self, *_):
        try:
            self._running = False
            signal.setitimer(signal.ITIMER_REAL, 0)
        finally:
            if sys.gettrace() is not self._trace:
                sys.settrace(self._trace)
            signal.signal(signal.SIGALRM, self._handler)
            delay, interval = self._before
            if delay:
                left = delay - (time.monotonic() - self._started)
                signal.setitimer(signal.ITIMER_REAL, max(left, 1e-6), interval)

    def _ring(self, signum, frame):
        inside = []
        while frame is not None and frame not in self._outside:
            inside.append(frame)
            frame = frame.f_back
        # On the way out of the block: an exception there would keep `__exit__` from its work.
        leaving = inside and inside[-1].f_code.co_name == "__exit__"
        if leaving or not self._running:
            return
        self._rings += 1
        if self._rings % 2:
            raise TimeIsUp
        # The exception was swallowed, by a bare `except:` in a loop. Raised at the beginning of a
        # line instead, it may come to stand outside of the `try`.
        sys.settrace(lambda *_: None)
        for frame in inside:
            frame.f_trace = self._raise_at_next_line

    def _raise_at_next_line(self, frame, event, arg):
        if event == "line" and self._running:
            raise TimeIsUp
        return self._raise_at_next_line


class _Trace:
    def __init__(self, seconds):
        self._seconds = seconds

    def __enter__(self):
        deadline = time.monotonic() + self._seconds

        def look(frame, event, arg):
            if frame.f_code is _Trace.__exit__.__code__:
                return None
            if time.monotonic() > deadline:
                raise TimeIsUp
            return look

        self._before = sys.gettrace()
        sys.settrace(look)

    def __exit__(self, *_):
        sys.settrace(self._before)
