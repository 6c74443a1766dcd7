"""The student's end of the channel: reads what the worker asks for, and answers it.

Runs in an event loop, as a kernel does, so that cells find a running one and their tasks go on
from cell to cell.
"""

import asyncio
import base64
import os
import signal
import socket
from pathlib import Path, PurePosixPath

from . import message_frames
from .publishing import Outputs


class Session:
    """One submission's process.

    The `channel` is connected to the worker. The `runner` has ``async run(source)``, which returns
    the number of the cell and whether it raised; ``look(name)`` and ``answer(name, kind, probe,
    seconds)``, which return plain data.
    """

    def __init__(self, channel: socket.socket, runner: object, outputs: Outputs) -> None:
        self._channel, self._runner, self._outputs = channel, runner, outputs
        self._reader, self._request, self._task = message_frames.Reader(), None, None
        self._process = os.getpid()

    def serve(self) -> None:
        """Answer until the worker hangs up."""
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGALRM, lambda *_: None)  # the worker's, when it comes too late
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        serving = loop.create_task(self._serve())
        while not (serving.done() or loop.is_closed()):
            try:
                loop.run_until_complete(serving)
            except KeyboardInterrupt:
                if self._task is not None:
                    self._task.cancel()
                if serving.done():
                    serving = loop.create_task(self._serve())
            except RuntimeError:  # a cell stopped the loop
                continue

    async def _serve(self):
        if self._request is not None:  # an interruption came through
            self._reply(self._request, None)
        while (message := await self._receive()) is not None:
            self._request = message
            self._reply(message, await self._result_of(message))

    async def _result_of(self, message):
        try:
            if "run" in message:
                self._outputs.begin()
                self._task = asyncio.ensure_future(self._runner.run(message["run"]))
                return await self._task
            if "begin" in message:
                return True
            if "file" in message:
                return _is_written(message["file"], base64.b64decode(message["content"]))
            if "look" in message:
                return self._runner.look(message["look"])
            return self._runner.answer(
                message["name"], message["kind"], message["probe"], message["seconds"]
            )
        except (KeyboardInterrupt, asyncio.CancelledError):
            return None
        finally:
            self._task = None

    def _reply(self, message, result):
        """Send the result of a request; None: it was interrupted."""
        if os.getpid() != self._process:  # a cell forked; only the first goes on
            os._exit(0)
        if "run" in message:
            self._outputs.end()
            number, raised = result or (None, True)
            done = {"done": message["id"], "number": number, "raised": raised}
            self._outputs.send(message_frames.pack({**done, "cut": self._outputs.cut}))
        else:
            self._outputs.send(
                message_frames.pack({"answer": message["id"], "value": result}, plain=True)
            )
        self._request = None

    async def _receive(self):
        """The next message, or None when the worker has hung up."""
        loop = asyncio.get_running_loop()
        while (message := self._reader.next()) is None:
            readable = loop.create_future()
            # The socket stays a blocking one, for the cells that send: `sock_recv` wants another.
            loop.add_reader(self._channel, _settle, readable)
            try:
                await readable
            finally:
                loop.remove_reader(self._channel)
            data = self._channel.recv(1 << 20, socket.MSG_DONTWAIT)
            if not data:
                return None
            self._reader.feed(data)
        return message


def _settle(future):
    if not future.done():
        future.set_result(None)


def _is_written(name, content):
    """Append to a file below the working directory; whether that went well."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\0" in name:
        return False
    try:
        path = Path(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        with open(os.open(path, flags, 0o644), "wb") as file:
            file.write(content)
    except OSError:
        return False
    return True
