import time
from pathlib import Path

import pytest

from courseware.grading.pool import Pool
from courseware.grading.task import Limits, NotebookTask, Task


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def eventually(condition, seconds=20):
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


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return Workshop(tmp_path)
