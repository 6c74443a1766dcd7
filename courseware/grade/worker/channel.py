"""The worker's end of the channel to a student's process: what is asked, watched and bounded.

Nothing that comes from there is trusted. Every frame is bounded in length, number and form; time
and memory are watched from outside; and whatever the process does, each request comes to an end.
"""

import base64
import contextlib
import select
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from courseware.grade.contract import Limits
from courseware.grade.sandbox.inside import message_frames
from courseware.grade.sandbox.spawner import Spawned
from courseware.grade.sandbox.usage import Usage
from helpers.checks.asking import wire

DONE, INTERRUPTED = "done", "interrupted"

_CHUNK = 1 << 19  # bytes of a file in one frame
_LOOK = 0.1  # seconds between looks at time and memory
_OLD = 0.5  # seconds after which a request begins with a new look
_BEGIN = 90.0  # seconds to get ready for the first cell
_GRACE = 2.0  # seconds for an interruption to take effect
_MAX_MESSAGES = 20_000  # for one request
_SENT = 16  # times the limit of a cell's output: what may be received for one request
_STREAM = 1 << 18
_WAIT = 5.0  # seconds for a killed process to be gone


class Ended(Exception):
    """The student's process is at its end; the text says why, for the student."""


@dataclass(frozen=True)
class Ran:
    """What became of a cell."""

    status: str  # `DONE` or `INTERRUPTED`
    number: int | None  # the cell's, as ``In`` counts
    cut: bool  # whether the student's side left outputs out


class Student:
    """One submission's process; what is asked of it raises `Ended` if that is its end.

    `spawned` is closed by `close`. At the `deadline`, of `time.monotonic`, everything has to be at
    its end. `memory` is the peak of what was seen in use, in bytes; `spent` the own time, in
    seconds, of all requests so far, of the one that ended it too.
    """

    def __init__(self, spawned: Spawned, usage: Usage, limits: Limits, deadline: float) -> None:
        self._spawned, self._usage, self._limits = spawned, usage, limits
        self._channel, self._deadline = spawned.channel, deadline
        self._channel.setblocking(False)
        self._reader = message_frames.Reader(longest=8 * limits.cell_output + _STREAM)
        self._ids, self._gone = 0, False
        self.memory, self.spent = 0, 0.0
        self._look()

    def close(self) -> None:
        """Kill all its processes."""
        if not self._gone:
            self._look()
        self._spawned.kill()
        select.select([self._spawned.init], [], [], _WAIT)
        self._spawned.close()

    def begin(self) -> None:
        """Have it get ready for the first cell."""
        message, status = self._ask({"begin": True}, "answer", _BEGIN, (signal.SIGINT,))
        if status != DONE or message.get("value") is not True:
            raise Ended("it took too long to get ready")

    def send_files(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files into its working directory."""
        for name, content in files:
            for start in range(0, len(content) or 1, _CHUNK):
                part = base64.b64encode(content[start : start + _CHUNK]).decode("ascii")
                request = {"file": name, "content": part}
                message, _ = self._ask(request, "answer", self._limits.cell_seconds, ())
                if message.get("value") is not True:
                    raise Ended(f"the file {name!r} could not be put beside the notebook")

    def run(self, source: str, take: Callable[[dict], bool], seconds: float) -> Ran:
        """Run a cell, which may take so many seconds of its own time.

        `take` takes a message with an output; it returns False if it is none.
        """
        signals = (signal.SIGINT, signal.SIGINT)
        message, status = self._ask({"run": source}, "done", seconds, signals, take)
        number = message.get("number")
        number = number if type(number) is int and 0 <= number < 1 << 31 else None
        return Ran(status, number, message.get("cut") is True)

    def look(self, name: str, seconds: float) -> dict:
        """Ask what `ask.look_up` says of a name."""
        message, status = self._ask({"look": name}, "answer", seconds, (signal.SIGINT,))
        if status != DONE or type(message.get("value")) is not dict:
            raise Ended("its process did not say what there is to be checked")
        return message["value"]

    def answer(self, name: str, kind: str, probe: dict, seconds: float) -> dict:
        """Ask one probe: returns what `ask.ask_one` makes of it, not looked over yet."""
        request: dict = {"name": name, "kind": kind, "probe": probe}
        request["seconds"] = float(self._limits.wall_seconds)
        # The alarm ends a probe as the check's own time limit does, and tells where it was.
        signals = (signal.SIGALRM, signal.SIGALRM, signal.SIGINT)
        message, status = self._ask(request, "answer", seconds, signals, plain=True)
        if status != DONE and message.get("value") is None:
            return dict(_ENDLESS)
        if type(message.get("value")) is not dict:
            raise Ended("its process sent something other than an answer")
        return message["value"]

    def _ask(self, request, wanted, seconds, signals, take=None, plain=False):
        """Send a request and wait for its end: the message, and `INTERRUPTED` if a signal was sent.

        When the time is over, the signals are sent one after the other, and last SIGKILL.
        """
        self._ids += 1
        request = {**request, "id": self._ids}
        try:
            pending = memoryview(message_frames.pack(request, plain))
        except (wire.WireError, message_frames.FrameError) as error:
            raise ValueError(f"this request cannot be sent: {error}") from None
        watch = _Watch(self, seconds, signals)
        try:
            message = self._wait(pending, wanted, take or _is_output, watch)
        finally:
            self.spent += watch.own()
        return message, INTERRUPTED if watch.sent else DONE

    def _wait(self, pending, wanted, take, watch):
        """Send what is pending and take what comes, up to the answer."""
        received = messages = 0
        while True:
            while (message := self._next()) is not None:
                messages += 1
                if type(message.get(wanted)) is int and message[wanted] == self._ids:
                    return message
                if not (_is_late(message, self._ids) or take(message)):
                    self._fail("its process sent something that is not an output")
                watch.look()
                if messages > _MAX_MESSAGES:
                    self._fail("its process sent too many messages")
            if self._gone:
                self._fail("it ended the notebook's process, or something in it was killed")
            readable, writable, _ = select.select(
                [self._channel, self._spawned.shell], [self._channel] if pending else [], [], _LOOK
            )
            if writable:
                pending = pending[self._send(pending) :]
            if self._channel in readable:
                received += self._receive()
            elif self._spawned.shell in readable:
                self._gone = True
            if received > _SENT * self._limits.cell_output + 2 * wire.MAX_BYTES:
                self._fail("its process sent too much")
            watch.look()

    def _next(self):
        try:
            return self._reader.next()
        except message_frames.FrameError:
            self._fail("its process sent something that is not a message")

    def _send(self, data):
        try:
            return self._channel.send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self._gone = True
            return len(data)

    def _receive(self):
        try:
            data = self._channel.recv(_STREAM)
        except BlockingIOError:
            return 0
        except OSError:
            data = b""
        self._gone = self._gone or not data
        self._reader.feed(data)
        return len(data)

    def _look(self):
        self._seen, self._seen_at = self._usage.read(), time.monotonic()
        self.memory = max(self.memory, self._seen.memory)
        return self._seen

    def _fail(self, reason):
        self._spawned.kill()
        self._gone = True
        raise Ended(reason)


def _is_output(message):
    """Whether it is an output: another thread may print while there is no cell to print for."""
    return "output" in message or "clear" in message


def _is_late(message, number):
    """Whether it ends an earlier request, once more: an interruption came in between."""
    ended = message.get("done", message.get("answer"))
    return type(ended) is int and 0 < ended < number


_ENDLESS = {
    "state": "endless",
    "seconds": 0.0,
    "line": 0,
    "text": "",
    "within": "",
    "took": 0.0,
    "at": 0,
    "printed": "",
    "warnings": [],
}


class _Watch:
    """Time and memory of one request.

    Own time is the time that passes less what its processes, or this one, spend waiting for a core;
    but never less than what its processes compute.
    """

    def __init__(self, student, seconds, signals):
        self._student, self._seconds, self._signals = student, seconds, signals
        if time.monotonic() - student._seen_at > _OLD:
            student._look()
        self._began = self._looked = time.monotonic()
        self._before, self._waited = student._seen, _own_waiting()
        self.sent = 0

    def own(self):
        """Return its own time so far, as far as is known without a new look."""
        now = self._student._seen
        elapsed = time.monotonic() - self._began
        waited = now.waited - self._before.waited + _own_waiting() - self._waited
        return max(elapsed - max(waited, 0.0), now.cpu - self._before.cpu, 0.0)

    def look(self):
        """Look, if it is time to, and send the signals that are due."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return
        self._looked = now
        student = self._student
        usage, limits = student._look(), student._limits
        if usage.memory > limits.memory:
            student._fail(f"it used more than {limits.memory / 2**20:.0f} MiB of memory")
        if usage.processes > limits.processes:
            student._fail(f"it started more than {limits.processes} processes")
        if now > student._deadline:
            student._fail(f"the submission took longer than {limits.wall_seconds:g} s")
        while self.own() > self._seconds + _GRACE * self.sent:
            if self.sent == len(self._signals):
                student._fail(
                    f"it was still running after {self._seconds:g} s, and could not be interrupted"
                )
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(student._spawned.shell, self._signals[self.sent])
            self.sent += 1


def _own_waiting():
    """Seconds that this thread has waited for a core."""
    try:
        with open("/proc/thread-self/schedstat", "rb") as file:
            return int(file.read().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0
