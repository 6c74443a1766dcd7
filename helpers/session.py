"""The start of a notebook: style, a word on the environment, help for beginners."""

import sys
from importlib import resources

from .errors import explain
from .network import is_online
from .widgets import in_colab, put_note

__all__ = ["needs", "start"]

_helped = None  # the shell that has the beginners' help already


def start():
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
    if _in_browser():
        where = "Jupyter in your browser"
    line = f"Ready, in {where}."
    if not is_online():
        line += (
            " No network: videos are shown as links, and data that would have to be "
            "downloaded are replaced by a stand-in that says so."
        )
    put_note(line)


class needs:
    """Run a block that uses what students write; say which exercise is missing if one is.

    Parameters
    ----------
    *functions : callable
        The students' functions that the block calls.

    Notes
    -----
    A `NotImplementedError` ends the block, not the notebook, and its message says what is due;
    figures that the block had begun are closed.
    Any other error goes on, after a sentence that says in whose code it arose.

    >>> def entropy(pmf):
    ...     raise NotImplementedError("Exercise 1.1: compute the entropy in bits")
    >>> with needs(entropy):
    ...     print(entropy([1.0]))
    Exercise 1.1 comes first: compute the entropy in bits. Then run this cell again.
    """

    def __init__(self, *functions):
        self.functions = functions

    def __enter__(self):
        self._figures = _open_figures()
        return self

    def __exit__(self, kind, error, trace):
        if error is None or not isinstance(error, Exception):
            return False
        if isinstance(error, NotImplementedError):
            _close_figures(_open_figures() - self._figures)
            put_note(missing(error), "due")
            return True
        name = _blamed(trace, self.functions)
        if name:
            put_note(f"The error below arose inside your {name}(). {explain(error)}", "wrong")
        else:
            put_note(_used(self.functions) + explain(error), "wrong")
        return False


def _open_figures():
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def _close_figures(numbers):
    for number in numbers:
        sys.modules["matplotlib.pyplot"].close(number)


def missing(error):
    """Return the sentence that says which exercise a `NotImplementedError` is waiting for.

    >>> missing(NotImplementedError("Exercise 2.1: search for it"))
    'Exercise 2.1 comes first: search for it. Then run this cell again.'
    """
    exercise, _, task = str(error).strip().partition(":")
    task = f": {task.strip(' .')}" if task.strip(" .") else ""
    return f"{exercise or 'The exercise above'} comes first{task}. Then run this cell again."


def _blamed(trace, functions):
    """Return the name of the students' function that an error arose in, or None."""
    codes = {getattr(function, "__code__", None): function for function in functions}
    found = None
    while trace is not None:
        function = codes.get(trace.tb_frame.f_code)
        found = function.__name__ if function else found
        trace = trace.tb_next
    return found


def _used(functions):
    names = " and ".join(f"{getattr(f, '__name__', 'your function')}()" for f in functions)
    if not names:
        return ""
    return f"This cell uses {names}: if what they return looks odd, run their checks again. "


def _shell():
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _in_browser():
    return sys.platform == "emscripten"


def _help_beginners(shell):
    """Let a sentence follow the tracebacks that beginners meet most (IPython's own hook)."""
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
        if isinstance(error, NotImplementedError):
            put_note(missing(error), "due")
        else:
            put_note(explain(error), "wrong")
        return None

    shell.set_custom_exc(ours + others, handler)
