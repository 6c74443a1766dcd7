"""Runs a notebook's Python cells in an IPython shell, without a kernel, and answers probes.

What a notebook can tell from a kernel: there are no comms, so that a widget is as it was when it
was displayed and no one moves it, and no terminal behind ``!command``.
"""

import builtins
import getpass
import os
import random
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from IPython.core import page, payloadpage
from IPython.core.error import StdinNotImplementedError
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from helpers.checks.asking import ask

from . import undrawn_figures
from .publishing import Hook, Outputs, Publisher, Stream, error
from .session import Session

_NO_INPUT = (
    "input() has no one to answer it while a submission is graded. Give the value in the cell"
    " instead: name = ..."
)
_SHELL = "/bin/sh"

_prepared: "ZMQInteractiveShell | None" = None


class ZMQInteractiveShell(InteractiveShell):
    """A shell whose outputs go to the worker.

    Its name is that of a kernel's shell: libraries look at it (rich, pandas) to learn whether
    their output is shown in a notebook.
    """

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)
    outputs = Outputs()
    figures = True  # whether they are rendered

    def _showtraceback(self, etype, evalue, stb):
        self.outputs.put(error(etype, evalue, stb))

    def system(self, cmd: str) -> None:
        """Run a command without a terminal; what it prints is printed here."""
        command = [_SHELL, "-c", self.var_expand(cmd, depth=1)]
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process:
            try:
                for line in process.stdout or ():
                    sys.stdout.write(line)
            except BaseException:
                process.kill()
                raise
        self.user_ns["_exit_code"] = process.returncode

    system_piped = system_raw = system

    def ask_exit(self) -> None:
        """Do nothing: the cells below are run all the same."""

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no screen."""

    def enable_matplotlib(self, gui: str | None = None) -> tuple[str, str]:
        """Show figures at the end of their cell, rendered once, or not at all."""
        from matplotlib import pyplot
        from matplotlib_inline.config import InlineBackend

        if self.figures:
            result = super().enable_matplotlib("inline")
        else:
            pyplot.switch_backend(undrawn_figures.NAME)
            pyplot.ion()
            settings = InlineBackend.instance(parent=self)  # for `%config`; it changes nothing
            if settings not in self.configurables:
                self.configurables.append(settings)
            result = "inline", undrawn_figures.NAME
        # Pyplot's own hook would draw each figure once more, to be thrown away.
        pyplot.uninstall_repl_displayhook()
        return result

    def close_unrendered(self) -> None:
        """Close a cell's figures, as the inline backend does when it has shown them."""
        if not self.figures:
            undrawn_figures.close_all()


def prepare() -> ZMQInteractiveShell:
    """Make the shell, before the fork, and use once what cells use."""
    global _prepared
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.cache_size = 1000
    shell = ZMQInteractiveShell.instance(config=config)
    formatter: Any = shell.display_formatter
    formatter.active_types = formatter.format_types
    formatter.ipython_display_formatter.enabled = True
    shell.set_hook("show_in_pager", page.as_hook(payloadpage.page), 99)
    shell.events.register("post_execute", shell.close_unrendered)
    shell.outputs = shell.display_pub.outputs = shell.displayhook.outputs = Outputs()
    streams = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (Stream(shell.outputs, name) for name in ("stdout", "stderr"))
    shell.figures = False
    shell.enable_matplotlib()
    try:
        shell.run_cell(_WARM_UP, store_history=False)
        shell.reset(new_session=True)
    finally:
        sys.stdout, sys.stderr = streams
    _prepared = shell
    return shell


_WARM_UP = """\
import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot([0, 1], label="$x$")
ax.legend()
display(fig)
plt.close(fig)
try:
    1 / 0
except ZeroDivisionError:
    get_ipython().showtraceback()
"""


def main(channel: socket.socket, request: dict) -> None:
    """Serve the worker until it hangs up; for the request see `spawner.Template.spawn`."""
    import numpy as np

    shell = _prepared or prepare()
    random.seed(request["seed"])
    np.random.seed(request["seed"])  # noqa: NPY002
    outputs = Outputs(channel.sendall, request["limits"]["cell_output"])
    shell.outputs = shell.display_pub.outputs = shell.displayhook.outputs = outputs
    sys.stdout, sys.stderr = Stream(outputs, "stdout"), Stream(outputs, "stderr")
    sys.path[:0] = [""]
    builtins.input = getpass.getpass = _no_input
    os.environ["HELPERS_UNATTENDED"] = "0" if request["figures"] else "1"
    shell.figures = request["figures"]
    shell.enable_matplotlib()
    Session(channel, Runner(shell), outputs).serve()


def _no_input(*_args, **_keywords):
    raise StdinNotImplementedError(_NO_INPUT)


class Runner:
    """What a session asks of the shell."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell

    async def run(self, source):
        """Run a cell.

        Returns
        -------
        number : int
            The cell's, as ``In`` counts.
        raised : bool
        """
        shell, result = self._shell, None
        transformed, failure = source, None
        try:
            transformed = shell.transform_cell(source)
        except Exception:
            failure = sys.exc_info()
        cell = shell.run_cell_async(
            source,
            store_history=True,
            transformed_cell=transformed,
            preprocessing_exc_tuple=failure,
        )
        try:
            if shell.should_run_async(
                source, transformed_cell=transformed, preprocessing_exc_tuple=failure
            ):
                result = await cell
            else:
                # Not by `run_cell`, which keeps a copy of everything that is printed.
                result = _drive(cell)
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
        return shell.execution_count - 1, not result.success

    def look(self, name: str) -> Mapping[str, object]:
        """Return what the check of `name` would be given: see `ask.look_up`."""
        return ask.look_up(self._shell.user_ns, name)

    def answer(self, name: str, kind: str, probe: dict, seconds: float) -> Mapping[str, object]:
        """Answer a probe with the object that has this name."""
        return ask.ask_one(self._shell.user_ns[name], kind, probe, seconds)


def _drive(coroutine):
    """Run a coroutine that awaits nothing."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("a cell without await awaits something")
