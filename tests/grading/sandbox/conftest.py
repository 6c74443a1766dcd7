"""A template whose children run the code that a test sends, instead of a notebook's shell."""

import json
import os
import struct
import textwrap
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from courseware.errors import CoursewareError
from courseware.grade.contract import Limits
from courseware.grade.sandbox import bubblewrap
from courseware.grade.sandbox.spawner import Template

STAND_IN = Path(__file__).with_name("stand_in.py")


class StandIn(Template):
    """A template whose children run other code in the place of the notebook's shell."""

    def __init__(self, sandbox=True, source=None):
        self._source = source or STAND_IN.read_text()
        super().__init__(sandbox)

    def _script(self, number, way):
        return textwrap.dedent(f"""\
            import types
            from courseware.grade.sandbox.inside import isolate, template_process
            shell = types.SimpleNamespace(prepare=lambda: None)
            exec({self._source!r}, shell.__dict__)
            template_process.main({number}, {way}, shell)
        """)


class Inside:
    """A student's process that runs code."""

    def __init__(self, template, **limits):
        request = {"figures": False, "limits": asdict(Limits(**limits))}
        self.spawned = template.spawn(request)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.spawned.close()

    def run(self, code, seconds=120):
        """Run code; what it gave to `say`. Its exceptions are the test's."""
        self.begin(code)
        return self.finish(seconds)

    def begin(self, code):
        data = textwrap.dedent(code).encode()
        self.spawned.channel.sendall(struct.pack("<I", len(data)) + data)

    def finish(self, seconds=120):
        self.spawned.channel.settimeout(seconds)
        answer = json.loads(self._read(struct.unpack("<I", self._read(4))[0]))
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["said"]

    def one(self, expression, setup=""):
        """Value of an expression, inside."""
        return self.run(f"{textwrap.dedent(setup)}\nsay({expression})")[0]

    def _read(self, length):
        data = b""
        while len(data) < length:
            part = self.spawned.channel.recv(length - len(data))
            if not part:
                raise EOFError("the process has ended")
            data += part
        return data


def pid_of(pidfd):
    """Process id, here, of a pidfd; -1 when it has ended and was reaped."""
    lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pid:"))


def wait_until(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def require_sandbox():
    try:
        bubblewrap.check()
    except CoursewareError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no sandbox here: {error}")


@pytest.fixture(scope="session")
def template():
    require_sandbox()
    with StandIn() as made:
        yield made


@pytest.fixture(scope="session")
def bare_template():
    with StandIn(sandbox=False) as made:
        yield made


@pytest.fixture
def inside(template):
    with Inside(template) as process:
        yield process
