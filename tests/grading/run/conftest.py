import contextlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from courseware import cli
from courseware.grade.contract import Limits, NotebookTask, Task
from courseware.grade.worker.pool import Pool
from tests.grading.nbgrader import courses
from tests.grading.nbgrader.courses import code, text

RIGHT = "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log2(p))"
NATS = "def entropy(pmf):\n    p = pmf[pmf > 0]\n    return -np.sum(p * np.log(p))"
SOURCE = courses.notebook(
    text("# A course"),
    code("import numpy as np\nfrom helpers import checks"),
    code(f"### BEGIN SOLUTION\n{RIGHT}\n### END SOLUTION", "entropy", solution=True),
    code("checks.why_models.entropy(entropy)", "entropy-check", points=3),
    code("assert callable(entropy)", "plain-test", points=1),
    text("Why?", "why", points=4, solution=True),
)


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(condition, seconds=120):
    """Whether it comes true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


class Workshop:
    """A pool whose workers do what the tasks say (`standin`), and what they wrote down."""

    def __init__(self, folder):
        self.folder = folder

    def pool(self, jobs=2):
        return Pool(jobs, str(self.folder), worker="standin")

    def task(self, student, words="", **limits):
        notebook = NotebookTask("ps1", words)
        return Task(student, "ps1", (notebook,), seed=len(words), limits=Limits(**limits))

    def processes(self):
        path = self.folder / "started"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def graded(self):
        """Student and process, in order."""
        path = self.folder / "log"
        lines = path.read_text().splitlines() if path.exists() else []
        return [(student, int(process)) for student, process in map(str.split, lines)]


class StayingPool:
    """In the command's place for its pool: one that the next run finds warm, and real otherwise."""

    real = None

    def __init__(self, jobs, sandbox, debug):
        assert sandbox and not debug

    def __enter__(self):
        if StayingPool.real is None:
            StayingPool.real = Pool(1, True)
        return StayingPool.real

    def __exit__(self, *_):
        pass


@pytest.fixture(scope="session", autouse=True)
def _pool_at_the_end():
    yield
    if StayingPool.real is not None:
        StayingPool.real.close()


class CourseFolder:
    """A course with an assignment `ps`, and the command."""

    def __init__(self, path):
        self.path = path
        self._blank = courses.released(path, "ps", "nb")

    def hand_in(self, student, answer=RIGHT, **answers):
        notebook = courses.answered(self._blank, {"entropy": answer, **answers})
        return courses.hand_in(self.path, student, "ps", {"nb": notebook})

    def start(self, *arguments, **more):
        """Start the command, with one worker unless more are asked for: each takes seconds."""
        if "--jobs" not in arguments:
            arguments += ("--jobs", "1")
        line = [sys.executable, "-m", "courseware.cli", *self._line(arguments)]
        return subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/", **more
        )

    def grade(self, *arguments, **more):
        """Run the command to its end.

        It runs in this process, with a pool that stays, unless it is to have a certain number of
        workers, no sandbox, or an environment of its own.
        """
        if more or {"--jobs", "--no-sandbox"} & {*arguments}:
            running = self.start(*arguments, **more)
            out, err = running.communicate(timeout=300)
            run = SimpleNamespace(code=running.returncode, out=out, err=err)
        else:
            run = self._grade_here(arguments)
        assert "Traceback" not in run.err
        return run

    def _grade_here(self, arguments):
        out, err = io.StringIO(), io.StringIO()
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            contextlib.chdir("/"),
            pytest.MonkeyPatch.context() as patch,
            pytest.raises(SystemExit) as ended,
        ):
            patch.setenv("TMPDIR", tempfile.gettempdir())  # the command sets another
            patch.setattr("courseware.grade.worker.pool.Pool", StayingPool)
            cli.main(self._line(arguments))
        return SimpleNamespace(code=ended.value.code, out=out.getvalue(), err=err.getvalue())

    def _line(self, arguments):
        named = {"ps", "ps/"} & {*arguments}
        return ["-C", str(self.path), "grade", *([] if named else ["ps"]), *arguments]

    def gradebook(self):
        return courses.table(self.path / "gradebook.db")

    def autograded(self):
        """All files below, as text."""
        folder = self.path / "autograded"
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): path.read_text() for path in files}

    def records(self):
        """Records by student, as they lie in the gradebook."""
        with contextlib.closing(sqlite3.connect(self.path / "gradebook.db")) as book:
            try:
                rows = book.execute("SELECT student, record FROM courseware_record").fetchall()
            except sqlite3.OperationalError as error:
                assert "no such table" in str(error)
                rows = []
        return {student: json.loads(record) for student, record in rows}

    def verdicts(self):
        """What of the records does not depend on when and how fast it was."""
        left_out = "started finished seconds memory version digest".split()
        return {
            student: {key: value for key, value in record.items() if key not in left_out}
            for student, record in self.records().items()
        }

    def files(self):
        """All that lies in the course, to see whether it changed."""
        files = (path for path in self.path.rglob("*") if path.is_file())
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.fixture(scope="session")
def released(tmp_path_factory):
    return courses.release(tmp_path_factory.mktemp("released"), SOURCE)


@pytest.fixture
def course(released, tmp_path):
    return CourseFolder(shutil.copytree(released, tmp_path / "course"))


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return Workshop(tmp_path)


@pytest.fixture(autouse=True)
def _python_path(monkeypatch):
    """The command must not depend on the folder that tests run in."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setitem(os.environ, "HELPERS_OFFLINE", "1")
