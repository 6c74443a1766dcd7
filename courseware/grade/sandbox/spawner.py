"""Start the template process, and get forked students' processes from it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import tempfile
from dataclasses import dataclass

from . import bubblewrap as wall
from .inside import isolate

START_SECONDS = 120.0
SPAWN_SECONDS = 60.0
STOP_SECONDS = 10.0
_MAX_ANSWER = 64 << 10


class TemplateEnded(Exception):
    """Our side failed: the template did not start, is gone, or could not isolate a process."""


@dataclass
class Spawned:
    """A student's process, isolated, in which nothing of the student's has run yet."""

    channel: socket.socket  # a stream to its shell
    init: int  # pidfd of the sandbox's first process: kill it and all of them end
    shell: int  # pidfd

    def kill(self) -> None:
        """End all its processes."""
        if self.init < 0:
            return
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.init, signal.SIGKILL)

    def close(self) -> None:
        """End all its processes and close what this holds."""
        self.kill()
        self.channel.close()
        for name in ("init", "shell"):
            if getattr(self, name) >= 0:
                os.close(getattr(self, name))
                setattr(self, name, -1)


class Template:
    """A process that has imported what notebooks import, in the sandbox, and forks.

    It lives as long as the thread that made it, at most: have a thread make it that stays. Without
    a sandbox, a student's code can do all that the user who grades can.

    Raises `CoursewareError` if there is no bubblewrap, or the machine allows no sandbox;
    `TemplateEnded`, with what it said last, if it did not get warm for another reason.
    """

    def __init__(self, sandbox: bool = True) -> None:
        self.sandbox = sandbox
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._folder = (
            None
            if sandbox
            else tempfile.TemporaryDirectory(prefix="grading-", ignore_cleanup_errors=True)
        )
        self._said = tempfile.TemporaryFile()
        self._process = None
        try:
            with theirs:
                self._process = self._start(theirs.fileno())
            self._wait_until_warm()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _start(self, number):
        if not self.sandbox:
            folder = self._folder.name
            home = isolate.environment(folder, tmp=folder)
            command = wall.python(self._script(number, f"isolate.Bare({folder!r})"))
            return self._popen(command, [number], {**wall.environment(), **home})
        with wall.Root(wall.find_bubblewrap()) as root:
            command = root.command(wall.python(self._script(number, root.way)))
            return self._popen(command, [number, *root.descriptors], wall.environment())

    def _script(self, number, way):
        """What the process runs, as Python's code."""
        return (
            "from courseware.grade.sandbox.inside import isolate, template_process; "
            f"template_process.main({number}, {way})"
        )

    def _popen(self, command, descriptors, environment):
        return subprocess.Popen(
            command,
            env=environment,
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
            cwd="/",
            start_new_session=True,
        )

    def _wait_until_warm(self):
        self._control.settimeout(START_SECONDS)
        try:
            ready = self._control.recv(_MAX_ANSWER)
        except TimeoutError:
            raise TemplateEnded(
                f"The template was not ready after {START_SECONDS:.0f} s. {self._last_words()}"
            ) from None
        if ready:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        said = self._last_words()
        if self.sandbox and said.startswith("bwrap:"):
            raise wall.refusal(said)
        raise TemplateEnded(f"The template did not start. {said}")

    def _last_words(self):
        end = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(end - 2000, 0))
        said = self._said.read().decode("utf-8", "replace")
        return "\n".join(said.strip().splitlines()[-5:])

    def spawn(self, request: dict) -> Spawned:
        """Have a student's process forked and isolated.

        A request holds ``figures``: whether they are rendered; ``limits``: `Limits` as a
        dictionary; ``seed``: of the global generators in it. Raises `TemplateEnded` if the template
        is gone, or its child could not be isolated: start another one.
        """
        self._control.settimeout(SPAWN_SECONDS)
        try:
            self._control.send(json.dumps(request).encode())
            text, descriptors, _, _ = socket.recv_fds(self._control, _MAX_ANSWER, 3)
        except OSError as error:
            raise TemplateEnded(f"The template does not answer: {error}") from None
        if not text:
            raise TemplateEnded(f"The template is gone. {self._last_words()}".strip())
        if len(descriptors) != 3:
            raise TemplateEnded(f"No process could be isolated: {json.loads(text)['error']}")
        channel, init, shell = descriptors
        return Spawned(socket.socket(fileno=channel), init, shell)

    def is_alive(self) -> bool:
        """Tell whether the template still runs: when it ends, students' processes end with it."""
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """End the template and every student's process, and remove what they wrote."""
        if self._process is not None:
            if self.sandbox:
                self._process.kill()
            self._control.settimeout(STOP_SECONDS)
            self._control.shutdown(socket.SHUT_WR)
            with contextlib.suppress(OSError):
                while self._control.recv(_MAX_ANSWER):  # until its last process is gone
                    pass
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
            self._process.kill()
            self._process.wait()
            self._process = None
        self._control.close()
        self._said.close()
        if self._folder is not None:
            self._folder.cleanup()
