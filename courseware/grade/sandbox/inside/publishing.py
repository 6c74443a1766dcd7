"""Where the outputs of a cell go: frames over the channel, in order and within a limit."""

import base64
import io
import json
import os
import signal
import threading
import time
from collections.abc import Callable

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher

from . import message_frames

_FLUSH_CHARACTERS, _FLUSH_SECONDS = 1 << 16, 0.2
_SENT = 8  # times the limit: what one cell may send that is cleared again
_MAX_TRACEBACK = 200  # lines
_MAX_TEXT = 20_000  # characters of an error's parts


class Outputs:
    """The outputs of the cell that runs.

    `send` takes a frame. Of each cell's outputs `limit` bytes are sent; if more are left out, the
    cell is `cut`.
    """

    def __init__(
        self, send: Callable[[bytes], object] = lambda frame: None, limit: int = 1 << 20
    ) -> None:
        self._send, self.limit = send, limit
        self._lock = threading.RLock()
        self._files = {}  # bytes read of the files behind descriptors 1 and 2, by inode
        self._name, self._waiting, self._characters = "stdout", [], 0
        self._flushed = time.monotonic()
        self.begin()

    def begin(self) -> None:
        """Begin a cell; what was printed since the last one belongs to it."""
        self._kept = self._sent = 0
        self.cut = False

    def send(self, frame: bytes) -> None:
        """Send a frame whole: nothing of another thread, and no interruption, comes in between."""
        with self._lock:
            before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGALRM))
            try:
                self._send(frame)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def text(self, name: str, text: str) -> None:
        """Add text to a stream; it is sent in larger pieces."""
        with self._lock:
            if name != self._name:
                self.flush()
                self._name = name
            room = max(self.limit - self._kept, 0)
            self.cut = self.cut or len(text) > room
            self._waiting.append(text[:room])
            self._kept += min(len(text), room)
            self._characters += min(len(text), room)
            late = time.monotonic() - self._flushed > _FLUSH_SECONDS
            if late or self._characters > _FLUSH_CHARACTERS:
                self.flush()

    def flush(self) -> None:
        """Send the text that is waiting."""
        with self._lock:
            text, self._waiting, self._characters = "".join(self._waiting), [], 0
            self._flushed = time.monotonic()
            if text:
                output = {"output_type": "stream", "name": self._name, "text": text}
                self._put(message_frames.pack({"output": output}))

    def put(self, output: dict, **about: object) -> None:
        """Send an output as nbformat has it."""
        self.flush()
        try:
            frame = message_frames.pack({"output": output, **about})
        except (TypeError, ValueError, RecursionError):
            return  # no JSON: a notebook could not hold it
        self._kept += len(frame)
        if self._kept > self.limit:
            self.cut = True
            return
        self._put(frame)

    def _put(self, frame):
        self._sent += len(frame)
        if self._sent > _SENT * self.limit:
            self.cut = True
            return
        self.send(frame)

    def clear(self, wait: bool) -> None:
        """Take back the outputs of this cell so far."""
        self.flush()
        self._kept = 0
        self._put(message_frames.pack({"clear": bool(wait)}))

    def end(self) -> None:
        """Send what is left of a cell."""
        for descriptor in (1, 2):
            self._read(descriptor)
        self.flush()

    def _read(self, descriptor):
        """Add what compiled code or a program wrote past Python."""
        try:
            file = os.fstat(descriptor)
            at = self._files.get(file.st_ino, 0)
            if file.st_size <= at:
                return
            written = os.pread(descriptor, min(file.st_size - at, self.limit), at)
        except OSError:  # no file that can be read
            return
        self._files[file.st_ino] = file.st_size
        self.text("stdout" if descriptor == 1 else "stderr", written.decode("utf-8", "replace"))
        self.cut = self.cut or len(written) < file.st_size - at


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the cells."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, outputs: Outputs, name: str) -> None:
        self._outputs, self._name = outputs, name
        self.name = f"<{name}>"

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.text(self._name, text)
        return len(text)

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        """Do nothing: text is sent soon enough."""

    def close(self) -> None:
        """Do nothing: other cells print, too."""

    def fileno(self) -> int:
        return 1 if self._name == "stdout" else 2


class Publisher(DisplayPublisher):
    """Sends what is displayed."""

    outputs = Outputs()

    def publish(
        self,
        data: dict,
        metadata: dict | None = None,
        source: object = None,
        *,
        transient: dict | None = None,
        update: bool = False,
        **_keywords: object,
    ) -> None:
        """Send a MIME bundle; see `DisplayPublisher.publish`."""
        name = (transient or {}).get("display_id")
        about = {"display_id": name, "update": bool(update)} if isinstance(name, str) else {}
        output = {"output_type": "display_data", "data": as_json(data), "metadata": metadata or {}}
        self.outputs.put(output, **about)

    def clear_output(self, wait: bool = False) -> None:
        """Take back the outputs of this cell so far."""
        self.outputs.clear(wait)


class Hook(DisplayHook):
    """Sends the value of a cell's last line, and keeps it in ``_`` and ``Out``."""

    outputs = Outputs()

    def start_displayhook(self) -> None:
        self._is_active = True

    def write_output_prompt(self) -> None:
        """Do nothing: the frame has the number."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        output = {"output_type": "execute_result", "data": as_json(format_dict)}
        output |= {"metadata": md_dict or {}, "execution_count": self.prompt_count}
        self.outputs.put(output)

    def finish_displayhook(self) -> None:
        self._is_active = False


def error(kind: type, value: BaseException, lines: list[str]) -> dict:
    """Return an error as nbformat has it; texts are cut to a sensible length."""
    try:
        said = str(value)
    except BaseException:
        said = "<the error's text is not available>"
    lines = [str(line)[:_MAX_TEXT] for line in lines]
    if len(lines) > _MAX_TRACEBACK:
        half = _MAX_TRACEBACK // 2
        lines = [*lines[:half], "…", *lines[-half:]]
    return {
        "output_type": "error",
        "ename": kind.__name__[:200],
        "evalue": said[:_MAX_TEXT],
        "traceback": lines,
    }


def as_json(data: dict) -> dict:
    """Return a MIME bundle with bytes as base64 and without what JSON cannot hold."""
    bundle = {}
    for kind, content in data.items():
        if isinstance(content, bytes):
            content = base64.b64encode(content).decode("ascii")
        elif not isinstance(content, str):
            try:
                content = json.loads(json.dumps(content))
            except (TypeError, ValueError, RecursionError):
                continue
        bundle[str(kind)] = content
    return bundle
