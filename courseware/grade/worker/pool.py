"""Processes on this machine that grade, and go on when one of them is killed.

Each worker process holds one template and grades one submission after the other. A thread of the
coordinator looks after each worker, so that it is known which submission a worker had when it
died. Only JSON passes between them, over an inherited pair of sockets: no port is opened. Workers
are forked from a server that has imported all they need, once.
"""

import contextlib
import importlib
import multiprocessing
import os
import signal
import threading
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

from courseware.errors import CoursewareError
from courseware.grade.contract import FAILED, SubmissionResult, Task

WORKER = "courseware.grade.worker.worker"
ATTEMPTS = 2  # workers that a submission may take down
STARTS = 3  # workers in a row that may fail to start
START_SECONDS = 120.0
GRACE_SECONDS = 120.0  # beyond the wall time of a submission


class NoWorkers(RuntimeError):
    """Workers cannot be started here; the message says why."""


class _Ended(Exception):
    """A worker is gone, or was ended; the message says why."""


class _Refused(_Ended):
    """A worker says that this machine cannot have one."""


class Pool:
    """Worker processes, started when there is work for them.

    `worker` is a module with ``opened(*arguments)``, which returns a function from `Task` to
    `SubmissionResult`, both as JSON. With `debug`, what workers print is let through.
    """

    def __init__(
        self, jobs: int, *arguments: object, debug: bool = False, worker: str = WORKER
    ) -> None:
        self.jobs = jobs
        self._settings = (worker, arguments, debug)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["courseware.kit.quick_imports", worker])
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="grading")
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._workers = set()
        self._failed_starts = 0
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def submit(self, task: Task) -> Future:
        """Grade a submission.

        The future may also raise `NoWorkers`, or `CancelledError` when the pool was closed.
        """
        return self._threads.submit(self._grade, task)

    def warm(self) -> None:
        """Start a worker already, while there is nothing to grade yet."""
        self._threads.submit(self._worker)

    def close(self) -> None:
        """End all workers, and what they are doing, at once."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _grade(self, task):
        text, seconds = task.to_json().encode(), task.limits.wall_seconds + GRACE_SECONDS
        reasons = []
        while len(reasons) < ATTEMPTS:
            worker = self._worker()
            try:
                return SubmissionResult.from_json(worker.grade(text, seconds))
            except _Ended as ended:
                reasons.append(str(ended))
                self._drop(worker)
        reason = "The process that graded it ended, twice: " + "; ".join(dict.fromkeys(reasons))
        return SubmissionResult(task.student, task.assignment, FAILED, reason, sandbox=task.sandbox)

    def _worker(self):
        """The worker of this thread, running and ready."""
        while getattr(self._mine, "worker", None) is None:
            worker = self._start()
            try:
                worker.get_ready()
            except _Ended as ended:
                self._drop(worker)
                self._failed_starts += 1
                if isinstance(ended, _Refused) or self._failed_starts >= STARTS:
                    raise NoWorkers(str(ended)) from None
            else:
                self._mine.worker, self._failed_starts = worker, 0
        return self._mine.worker

    def _start(self):
        with self._lock:
            self._check_open()
            try:
                worker = _Worker(self._context, *self._settings)
            except (OSError, EOFError) as error:
                raise NoWorkers(f"no process can be started ({error!r})") from None
            self._workers.add(worker)
        return worker

    def _drop(self, worker):
        self._mine.worker = None
        worker.end()
        with self._lock:
            self._workers.discard(worker)
            self._check_open()

    def _check_open(self):
        if self._closed:
            raise CancelledError


class _Worker:
    """The coordinator's end of a worker process."""

    def __init__(self, context, *settings):
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, *settings), daemon=True)
        with _no_interrupts():
            self._process.start()
        theirs.close()

    def get_ready(self):
        """Wait until it is; raises `_Ended`."""
        self._receive(START_SECONDS)

    def grade(self, text, seconds):
        """Hand in a `Task` and wait for the `SubmissionResult`, both as JSON; raises `_Ended`."""
        try:
            self._connection.send_bytes(text)
        except OSError:
            raise _Ended(self._why()) from None
        return self._receive(seconds)

    def end(self):
        """Kill it, and with it its template and the student's processes."""
        if self._process.is_alive():
            self._process.kill()

    def _receive(self, seconds):
        try:
            if not self._connection.poll(seconds):
                raise _Ended(f"no answer within {seconds:.0f} s")
            kind, _, text = self._connection.recv_bytes().decode().partition("\n")
        except (EOFError, OSError):
            raise _Ended(self._why()) from None
        if kind in ("ended", "refused"):
            raise {"ended": _Ended, "refused": _Refused}[kind](text)
        return text

    def _why(self):
        self._process.join(10)
        code = self._process.exitcode
        if code is not None and code < 0:
            return f"it was killed by signal {-code} ({signal.strsignal(-code)})"
        return f"it ended by itself with code {code}"


@contextlib.contextmanager
def _no_interrupts():
    """Block SIGINT in what is started here: the server imports with Python's own handler.

    Workers inherit that from it, and unblock it when they ignore it.
    """
    resource_tracker.ensure_running()  # starting it would unblock what is blocked here
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the worker process.


def _work(connection, worker, arguments, debug):
    """Grade what comes until the coordinator is gone; the first line of an answer is its kind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the coordinator decides
    # Ignored, but not blocked: students' processes inherit that, and are to be interrupted.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_the_coordinator, daemon=True).start()
    if not debug:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
    try:
        grade = importlib.import_module(worker).opened(*arguments)
        connection.send_bytes(b"ready\n")
        while (task := _next(connection)) is not None:
            connection.send_bytes(b"result\n" + grade(task).encode())
    except BaseException as error:
        said = f"ended\n{type(error).__name__}: {error}"
        if isinstance(error, CoursewareError):
            said = f"refused\n{error}"
        with contextlib.suppress(OSError):  # the coordinator is gone
            connection.send_bytes(said.encode())
        raise


def _next(connection):
    try:
        return connection.recv_bytes().decode()
    except EOFError:
        return None


def _end_with_the_coordinator():
    wait([multiprocessing.parent_process().sentinel])
    os._exit(1)
