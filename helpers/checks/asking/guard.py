"""Leave the session as it was: what a student's function prints, shows, warns of or switches."""

import io
import os
import random
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import Any

import numpy as np

MAX_TEXT = 2000
MAX_WARNINGS = 5


class Seen:
    """What came up in a guarded block."""

    def __init__(self) -> None:
        self._stream = _Bounded()
        self.warnings = []  # the first few different ones

    @property
    def printed(self) -> str:
        """What was printed, to stdout and stderr, shortened."""
        return self._stream.text()

    def warn(self, message: Warning | str, category: type, *_: Any, **__: Any) -> None:
        text = f"{category.__name__}: {message}"[:200]
        if text not in self.warnings and len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(text)


class _Bounded(io.TextIOBase):
    """A stream that remembers the beginning of what is written to it."""

    encoding = "utf-8"

    def __init__(self):
        self._parts, self._left, self._lost = [], MAX_TEXT, False

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        part = text[: self._left]
        if part:
            self._parts.append(part)
        self._left -= len(part)
        self._lost = self._lost or len(part) < len(text)
        return len(text)

    def text(self):
        return "".join(self._parts) + (" …" if self._lost else "")


@contextmanager
def guarded() -> Iterator[Seen]:
    """Swallow prints, warnings and displays; restore random generators, folder, figures."""
    seen = Seen()
    with ExitStack() as stack:
        enter = stack.enter_context
        if "numpy.random" in sys.modules:
            stack.callback(np.random.set_state, np.random.get_state())  # noqa: NPY002
        stack.callback(random.setstate, random.getstate())
        enter(_same_folder())
        enter(_no_new_figures())
        enter(_displays_swallowed())
        enter(exit_is_an_exception())
        enter(np.errstate())
        enter(warnings.catch_warnings())
        warnings.simplefilter("always")
        warnings.showwarning = seen.warn
        enter(redirect_stdout(seen._stream))
        enter(redirect_stderr(seen._stream))
        yield seen


@contextmanager
def _same_folder():
    try:
        folder = os.getcwd()
    except OSError:  # it was deleted
        folder = None
    try:
        yield
    finally:
        if folder is not None:
            try:
                if os.getcwd() != folder:
                    os.chdir(folder)
            except OSError:
                os.chdir(folder)


@contextmanager
def _no_new_figures():
    def figures():
        pyplot = sys.modules.get("matplotlib.pyplot")
        return pyplot.get_fignums() if hasattr(pyplot, "get_fignums") else []

    before = figures()
    try:
        yield
    finally:
        for number in figures():
            if number not in before:
                sys.modules["matplotlib.pyplot"].close(number)


@contextmanager
def _displays_swallowed():
    if ipython() is None:
        yield
        return
    from IPython.utils.capture import capture_output

    with capture_output(stdout=False, stderr=False, display=True):
        yield


def ipython() -> Any:
    """IPython's shell, or None."""
    module: Any = sys.modules.get("IPython")
    return module.get_ipython() if hasattr(module, "get_ipython") else None


@contextmanager
def exit_is_an_exception() -> Iterator[None]:
    """Let IPython's `exit()` and `quit()` raise SystemExit in the block, as plain Python's do.

    They call the shell's `ask_exit`, which would end the kernel after the cell.
    """
    shell = ipython()
    if shell is None:
        yield
        return
    own = vars(shell).get("ask_exit")

    def ask_exit():
        raise SystemExit

    shell.ask_exit = ask_exit
    try:
        yield
    finally:
        if own is None:
            del shell.ask_exit
        else:
            shell.ask_exit = own


class Interrupts:
    """Whether the user has interrupted: tells a real Ctrl-C from a raised KeyboardInterrupt."""

    real = False


@contextmanager
def interrupts() -> Iterator[Interrupts]:
    """Watch for Ctrl-C in the block, without keeping it from working."""
    seen = Interrupts()
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield seen
        return

    def note(signum, frame):
        seen.real = True
        handler(signum, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, handler)
