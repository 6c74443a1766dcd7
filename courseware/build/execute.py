"""Run a notebook from top to bottom, the same way on every machine."""

import asyncio
import logging
import os
import re
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL

import nbclient
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from traitlets import default

from courseware.errors import CoursewareError

_LONGEST_MESSAGE = 600


class _ThisPython(KernelSpecManager):
    """Whatever kernels are installed: this very Python."""

    def get_kernel_spec(self, kernel_name):
        return KernelSpec(resource_dir="", **get_kernel_dict())


class _ThisPythonManager(AsyncKernelManager):
    @default("kernel_spec_manager")
    def _kernel_spec_manager_default(self):
        return _ThisPython(parent=self)


def execute(
    notebook: NotebookNode, where: Callable[..., str], timeout: int, on_cell: Callable[[], object]
) -> None:
    """Execute a notebook in place, offline, in a folder of its own.

    ``where(cell, line)`` names a cell for messages. A cell may take `timeout` seconds; after each
    code cell `on_cell` is called. Raises CoursewareError if a cell raises, takes too long, or ends
    the kernel.
    """
    running = []

    def start(cell, cell_index):
        running[:] = [cell]

    quiet = logging.getLogger("courseware.execute")
    quiet.addHandler(logging.NullHandler())
    quiet.propagate = False
    client = nbclient.NotebookClient(
        notebook,
        kernel_manager_class=_ThisPythonManager,
        kernel_name="python3",
        timeout=timeout,
        startup_timeout=timeout,
        iopub_timeout=timeout,  # outputs may come late where the machine is busy
        record_timing=False,
        store_widget_state=False,
        on_notebook_start=_interruptible,
        on_cell_start=start,
        on_cell_executed=lambda **_: on_cell(),
        log=quiet,
    )
    with tempfile.TemporaryDirectory(prefix="courseware-") as folder:
        environment = _environment(Path(folder))
        work = Path(folder, "work")
        try:
            # What the kernel itself has to say is not for the author; outputs come another way.
            asyncio.run(
                client.async_execute(cwd=str(work), env=environment, stdout=DEVNULL, stderr=DEVNULL)
            )
        except CellExecutionError as error:
            raise CoursewareError(_raised(where, running[0], error)) from None
        except (CellTimeoutError, TimeoutError):
            raise CoursewareError(
                f"{where(running[0])} did not end within {timeout} s. Make it quicker, or allow "
                "more: courseware build --timeout SECONDS"
            ) from None
        except DeadKernelError:
            raise CoursewareError(
                f"{where(running[0])} ended the Python that ran it (a crash, or out of memory?). "
                "Run the cell alone in JupyterLab to see why."
            ) from None


def _interruptible(notebook):
    """Let Ctrl-C end the build; nbclient's own handlers would make it look like a dead kernel."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.remove_signal_handler(number)
    loop.set_exception_handler(lambda loop, context: None)  # of tasks that end with the kernel


def _environment(folder):
    """The kernel's environment: ours, without what would change outputs from machine to machine."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"MPLBACKEND", "PYTHONSTARTUP", "PYTHONWARNINGS"}
    }
    for name in ("home", "work", "ipython"):
        (folder / name).mkdir()
    return environment | {
        "HELPERS_HOME": str(folder / "home"),
        "HELPERS_OFFLINE": "1",
        "HELPERS_STRICT": "1",  # an error in a `with needs(...)` block is one of ours
        "IPYTHONDIR": str(folder / "ipython"),
        "MATPLOTLIBRC": os.devnull,
        "PYTHONHASHSEED": "0",
    }


def _raised(where, cell, error):
    """A sentence about an exception, with the line of the cell that it came from."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
    found = re.search(r"Cell In\s?\[\d+\], line (\d+)", text)
    line = int(found[1]) if found else 1
    what = f"{error.ename}: {error.evalue}" if error.evalue else error.ename
    if len(what) > _LONGEST_MESSAGE:
        what = what[:_LONGEST_MESSAGE] + " ..."
    message = f"{where(cell, line)} raised {what}"
    lines = cell.source.split("\n")
    if found and line <= len(lines):
        message += f"\n    {lines[line - 1].strip()}"
    return message
