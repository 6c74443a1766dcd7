"""Runs a notebook of another language by its own kernel, all of it inside of the sandbox.

The kernel is reached over sockets in the private scratch: no port is opened. There are no probes:
what a test cell shows is what counts, as in nbgrader.
"""

import asyncio
import json
import os
import tempfile

from .publishing import Outputs, as_json
from .session import Session

_START_SECONDS = 60


def main(channel, request):
    """Serve the worker until it hangs up.

    Parameters
    ----------
    channel : socket.socket
    request : dict
        ``kernel``: the name of its kernelspec; ``limits``: as `courseware.grade.contract.Limits`.
    """
    outputs = Outputs(channel.sendall, request["limits"]["cell_output"])
    Session(channel, Runner(request["kernel"], outputs), outputs).serve()


class Runner:
    """Runs cells in a kernel, which the first of them starts.

    Parameters
    ----------
    name : str
        Of the kernelspec.
    outputs : Outputs
    """

    is_elsewhere = True

    def __init__(self, name, outputs):
        self._name, self._outputs, self._client = name, outputs, None

    async def begin(self):
        """Start the kernel; "", or why that failed."""
        import nbformat  # not on top: few notebooks need it, and the template would be slower
        from jupyter_client.kernelspec import NoSuchKernel
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient

        manager = AsyncKernelManager(
            kernel_name=self._name,
            transport="ipc",
            ip=os.path.join(tempfile.mkdtemp(), "kernel"),
        )
        client = NotebookClient(
            nbformat.v4.new_notebook(),
            km=manager,
            timeout=None,
            startup_timeout=_START_SECONDS,
            allow_errors=True,
        )
        try:
            await client.async_start_new_kernel(cwd=os.getcwd())
            await client.async_start_new_kernel_client()
        except NoSuchKernel:
            return f"no kernel named {self._name!r} is installed where it is graded"
        except Exception as error:
            return f"the kernel {self._name!r} did not start ({type(error).__name__}: {error})"
        self._client = client
        return ""

    async def run(self, source):
        """Run a cell; see `Session`."""
        import nbformat
        from nbclient.exceptions import DeadKernelError

        cell = nbformat.v4.new_code_cell(source)
        self._client.nb.cells.append(cell)
        try:
            await self._client.async_execute_cell(cell, len(self._client.nb.cells) - 1)
        except DeadKernelError:
            os._exit(1)
        finally:
            for output in cell.outputs:
                self._put(output)
        raised = any(output.output_type == "error" for output in cell.outputs)
        return cell.execution_count, raised

    def interrupt(self):
        """Interrupt the cell that runs."""
        self._interruption = asyncio.ensure_future(self._client.km.interrupt_kernel())

    def _put(self, output):
        if "data" in output:
            output = {**output, "data": as_json(output.data)}
        self._outputs.put(json.loads(json.dumps(output)))

    def look(self, name):
        """Nothing: there are no probes in other languages."""
        raise RuntimeError("there are no probes in other languages")

    answer = look
