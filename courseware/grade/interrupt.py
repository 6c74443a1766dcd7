"""Ctrl-C, put off while something is being written."""

import contextlib
import signal
from collections.abc import Iterator


class HeldInterrupts:
    """Within it, Ctrl-C raises `KeyboardInterrupt` as always, but not within `held`: only after."""

    def __init__(self) -> None:
        self._depth, self._waiting = 0, False

    def __enter__(self):
        self._before = signal.signal(signal.SIGINT, self._handle)
        return self

    def __exit__(self, *_):
        signal.signal(signal.SIGINT, self._before)

    def _handle(self, *_):
        if not self._depth:
            raise KeyboardInterrupt
        self._waiting = True

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Finish what is in it first."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
        if self._waiting and not self._depth:
            self._waiting = False
            raise KeyboardInterrupt
