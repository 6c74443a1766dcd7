"""What is shown while grading goes on."""

import io
from concurrent.futures import Future
from types import SimpleNamespace

from courseware.grade import coordinator
from courseware.grade.progress import Progress


def test_without_a_terminal_there_is_a_line_now_and_then():
    stream = io.StringIO()
    with Progress(40, stream, seconds=0) as progress:
        for k in range(40):
            progress.count(failed=k in (3, 4))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 39  # at the end stands the table
    assert lines[0].startswith("Done 1 of 40; about ")
    assert lines[-1] == "Done 39 of 40, 2 could not be graded; about 0 s to go."


def test_while_one_takes_long_there_is_a_line_now_and_then_too(monkeypatch):
    now = Clock(monkeypatch)
    stream = io.StringIO()
    with Progress(2, stream, seconds=10) as progress:
        for _ in range(25):
            now.seconds += 1
            progress.tick()
        progress.count()
        for _ in range(25):
            now.seconds += 1
            progress.tick()
        progress.count()
    assert stream.getvalue().splitlines() == [
        "Done 0 of 2 after 10 s.",
        "Done 0 of 2 after 20 s.",
        "Done 1 of 2; about 30 s to go.",
        "Done 1 of 2; about 40 s to go.",
        "Done 1 of 2; about 50 s to go.",
    ]


def test_on_a_terminal_the_time_goes_on_while_one_takes_long(monkeypatch):
    now = Clock(monkeypatch)
    stream = io.StringIO()
    stream.isatty = lambda: True
    with Progress(2, stream) as progress:
        now.seconds += 3
        progress.count()
        now.seconds += 57
        progress.tick()
        shown = stream.getvalue().split("\r")
    assert "00:03, 00:03 to go" in stream.getvalue()
    assert "01:00, 01:00 to go" in shown[-1]


def test_a_run_tells_that_time_goes_by_while_nothing_is_done(monkeypatch):
    monkeypatch.setattr(coordinator, "TICK", 0.01)
    future, ticks = Future(), []

    def tick():
        ticks.append(None)
        if len(ticks) == 5:
            future.set_result(None)

    pool = SimpleNamespace(jobs=1, submit=lambda task: future)
    records = SimpleNamespace(create=lambda: None, secret=lambda: b"")
    grading = coordinator.GradingRun(SimpleNamespace(), None, records, pool)
    monkeypatch.setattr(grading, "_begin", lambda *_: SimpleNamespace(task=None))
    monkeypatch.setattr(grading, "_keep", lambda *_: None)
    grading.go(["ada"], tick=tick)
    assert len(ticks) > 5


class Clock:
    def __init__(self, monkeypatch):
        self.seconds = 1000.0
        for name in ("time", "monotonic"):
            monkeypatch.setattr(f"time.{name}", lambda: self.seconds)
        monkeypatch.setattr("tqdm.std.time", lambda: self.seconds)


def test_a_quick_run_without_a_terminal_is_silent():
    stream = io.StringIO()
    with Progress(3, stream, seconds=60) as progress:
        for _ in range(3):
            progress.count()
    assert stream.getvalue() == ""
