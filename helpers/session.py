"""The start of a notebook: style, a word on the environment, help for beginners."""

import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from importlib import resources
from types import FunctionType, TracebackType
from typing import Any, Self

from .checks.asking import failure
from .checks.asking.guard import exit_is_an_exception
from .checks.asking.source import stub_message
from .checks.asking.timelimit import TimeIsUp, has_alarm, time_limit
from .explain_errors import explain, is_stub, stopped
from .internet import is_online
from .settings import is_strict
from .widgets import in_colab, put_note

__all__ = ["needs", "start"]

_helped = None  # the shell that has the beginners' help already
_slow = []  # functions that a block was stopped in
_AGAIN = 2.0  # s for a further block that uses one of them


def start() -> None:
    """Set the style of the course, say what environment this is, and switch on beginners' help.

    After a `NameError` or a `NotImplementedError` a sentence then says what to do. It can be
    called any number of times.
    """
    from matplotlib import pyplot

    with resources.as_file(resources.files("helpers") / "course.mplstyle") as style:
        pyplot.style.use(style)
    shell = _shell()
    if shell is not None:
        _help_beginners(shell)
    where = "Google Colab" if in_colab() else "plain Python" if shell is None else "Jupyter"
    if sys.platform == "emscripten":
        where = "Jupyter in your browser"
    line = f"Ready, in {where}."
    if not is_online():
        line += (
            " No network: videos are shown as links, and data that would have to be "
            "downloaded are replaced by a stand-in that says so."
        )
    put_note(line, on_pages="")


class needs:
    """Run a block that uses what students write; where it cannot go on, say why, and end it.

    Parameters
    ----------
    *functions : callable
        The students' functions that the block calls.
    seconds : float
        Time for the block, where Python has alarms (not on Windows nor in the browser). Once a
        function was stopped, further blocks that use it have 2 s, until it is defined again.

    Notes
    -----
    An error ends the block, not the notebook, so that the checks below it are run too: a note
    names the exercises that are due, or says where the block ended and what the error means.
    Figures that the block had begun are closed. Only an interruption goes on. Where the solutions
    are built and tested every error goes on: ``HELPERS_STRICT`` is set there.

    >>> def entropy(pmf):
    ...     raise NotImplementedError("Exercise 1.1: compute the entropy in bits")
    >>> with needs(entropy):
    ...     print(entropy([1.0]))
    Exercise 1.1 comes first: compute the entropy in bits. Then run this cell again.
    >>> def entropy(pmf):
    ...     return None
    >>> with needs(entropy):
    ...     print(f"{entropy([1.0]):.2f} bits")  # doctest: +ELLIPSIS
    This cell ended early...run the check of entropy() again, then this cell.
    """

    def __init__(self, *functions: Callable[..., Any], seconds: float = 20) -> None:
        self.functions, self.seconds = functions, seconds

    def __enter__(self) -> Self:
        self._figures = _open_figures()
        self._around = ExitStack()
        self._around.enter_context(exit_is_an_exception())
        if has_alarm():
            if any(function is slow for function in self.functions for slow in _slow):
                self.seconds = min(self.seconds, _AGAIN)
            self._around.enter_context(time_limit(self.seconds))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        self._around.__exit__(kind, error, trace)
        if not isinstance(error, Exception | TimeIsUp | SystemExit):
            return False
        if is_strict():
            return False
        for number in _open_figures() - self._figures:
            sys.modules["matplotlib.pyplot"].close(number)
        if is_stub(error):
            put_note(missing(error, self.functions), "due")
            return True
        name = _blamed(trace, self.functions)
        if name is None and isinstance(error, SystemExit):
            return False
        written = next((f for f in self.functions if isinstance(f, FunctionType)), None)
        if isinstance(error, TimeIsUp):
            _slow.extend(f for f in self.functions if getattr(f, "__name__", None) == name)
            what = {"seconds": self.seconds, **failure.place(error, written)}
        else:
            what = failure.describe(error, written)
        who, advice, kind = f"your {name}()", _again([name]), "wrong"
        if not name:
            who, advice, kind = "it", _suspects(self.functions), "due"
        put_note(f"This cell ended early: {stopped(who, what)}\n{advice}", kind)
        return True


def _open_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def missing(error: BaseException, functions: Iterable[Callable[..., Any]] = ()) -> str:
    """Return the sentence that says which exercises come first.

    The error's message is as in "Exercise 1.1: compute the entropy"; `functions` may be waiting,
    too.

    >>> missing(NotImplementedError("Exercise 2.1: search for it"))
    'Exercise 2.1 comes first: search for it. Then run this cell again.'
    """
    met = _exercise_and_task(str(error))
    due = dict(filter(None, (_exercise_and_task(stub_message(f)) for f in functions)))
    if met:
        due |= dict([met])
    if len(due) < 2:
        exercise, task = met or ("The exercise above", "")
        task = f": {task}" if task else ""
        return f"{exercise} comes first{task}. Then run this cell again."
    listed = [f"{exercise} ({task})" if task else exercise for exercise, task in due.items()]
    return f"{_and(listed)} come first. Then run this cell again."


def _exercise_and_task(message):
    exercise, _, task = message.strip().partition(":")
    return (exercise, task.strip(" .")) if exercise else None


def _blamed(trace, functions):
    """Return the name of the students' function that an error arose in, or None."""
    names = {code: function.__name__ for function in functions for code in _codes(function)}
    found = None
    while trace is not None:
        found = names.get(trace.tb_frame.f_code, found)
        trace = trace.tb_next
    return found


def _codes(function):
    """Return the code of a function, or of the methods of a class."""
    parts = vars(function).values() if isinstance(function, type) else [function]
    return [part.__code__ for part in parts if isinstance(part, FunctionType)]


def _suspects(functions):
    """Return what to look at when a block ended outside of the students' functions."""
    if not all(map(callable, functions)):
        lost = next(type(f).__name__ for f in functions if not callable(f))
        return (
            "One of the names that this cell uses no longer holds a function, but something of "
            f"type {lost}: was it given to something else? Run the cell with its `def` again, "
            "then this cell."
        )
    return _again([getattr(f, "__name__", "your function") for f in functions])


def _again(names):
    if not names:
        return "Fix it, then run this cell again."
    called = _and([f"{name}()" for name in names])
    checks = "check" if len(names) == 1 else "checks"
    return f"If you cannot see why, run the {checks} of {called} again, then this cell."


def _and(words):
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _shell():
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _help_beginners(shell):
    """Add a sentence to the tracebacks that beginners meet most, by IPython's own hook."""
    global _helped
    if shell is _helped:
        return
    _helped = shell
    ours = (NameError, NotImplementedError)
    # Another hook may be there (Colab has one for ImportError): it keeps its errors.
    others, other_handler = tuple(shell.custom_exceptions), shell.CustomTB

    def handler(shell, kind, error, trace, tb_offset=None):
        if not issubclass(kind, ours):
            return other_handler(kind, error, trace, tb_offset=tb_offset)
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
        if is_stub(error):
            put_note(missing(error), "due")
        else:
            put_note(explain(error), "wrong")
        return None

    shell.set_custom_exc(ours + others, handler)
