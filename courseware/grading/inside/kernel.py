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


def main(channel, request):
    """Serve the worker until it hangs up.

    Parameters
    ----------
    channel : socket.socket
    request : dict
        ``kernel``: the name of its kernelspec; ``limits``: as `courseware.grading.task.Limits`.
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

    def __init__(self, name, outputs):
        self._name, self._outputs, self._client, self._number = name, outputs, None, 0

    async def run(self, source):
        """Run a cell; see `Session`."""
        import nbformat
        from nbclient.exceptions import DeadKernelError

        if self._client is None:
            self._client = await self._start()
        cell = nbformat.v4.new_code_cell(source)
        self._client.nb.cells.append(cell)
        try:
            await self._client.async_execute_cell(cell, len(self._client.nb.cells) - 1)
        except DeadKernelError:
            os._exit(1)
        except asyncio.CancelledError:
            await self._client.km.interrupt_kernel()
            await asyncio.sleep(0.5)
            raise
        finally:
            for output in cell.outputs:
                self._put(output)
        raised = any(output.output_type == "error" for output in cell.outputs)
        return cell.execution_count, raised

    async def _start(self):
        import nbformat
        from jupyter_client.manager import AsyncKernelManager
        from nbclient import NotebookClient

        folder = tempfile.mkdtemp()
        manager = AsyncKernelManager(
            kernel_name=self._name, transport="ipc", ip=os.path.join(folder, "kernel")
        )
        client = NotebookClient(
            nbformat.v4.new_notebook(), km=manager, timeout=None, allow_errors=True
        )
        await client.async_start_new_kernel(cwd=os.getcwd())
        await client.async_start_new_kernel_client()
        return client

    def _put(self, output):
        if "data" in output:
            output = {**output, "data": as_json(output.data)}
        self._outputs.put(json.loads(json.dumps(output)))

    def look(self, name):
        """Nothing: there are no probes in other languages."""
        raise RuntimeError("there are no probes in other languages")

    answer = look
