"""The template: imports what notebooks import, then forks a student's process at each request.

Run by `courseware.grade.sandbox.spawner`, with one end of a pair of sockets as its only way to the
outside. A request is JSON, the answer JSON with three descriptors: the channel to the shell, and
the pidfds of the sandbox's first process and of the shell.
"""

import contextlib
import fcntl
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
from types import ModuleType

from . import isolate, system_calls

READY = b"ready"
MAX_REQUEST = 64 << 10
SECONDS = 30.0  # for the isolation of one child
MODULES = (
    "decimal numpy scipy.optimize matplotlib.pyplot ipywidgets IPython "
    "matplotlib_inline.backend_inline helpers.checks.asking.ask "
    "helpers.checks.asking.figure_description helpers.data helpers.demos helpers.explain_errors "
    "helpers.figures helpers.lif helpers.media helpers.internet helpers.plots helpers.predict "
    "helpers.session helpers.widgets"
).split()
# What knows right answers, or how they are told from wrong ones.
JUDGES = ("helpers.answers", "helpers.checks.judging", "helpers.exercises")


def main(
    number: int, way: isolate.Sandboxed | isolate.Bare, shell: ModuleType | None = None
) -> None:
    """Get warm, say so, and serve until the other end is closed.

    `number` is the control socket's descriptor. ``main(channel, request)`` of `shell` (the module
    of this package, if None is given) runs in a student's process.
    """
    control = socket.socket(fileno=number)
    control.set_inheritable(False)
    os.environ.pop("PWD", None)  # bubblewrap sets it
    if isinstance(way, isolate.Bare):
        system_calls.set_subreaper()
    shell = shell or importlib.import_module(f"{__package__}.shell")
    warm()
    shell.prepare()
    _serve(control, way, shell)


def warm() -> None:
    """Import what notebooks import; `shell.prepare` draws a figure."""
    for name in MODULES:
        importlib.import_module(name)


def _serve(control, way, shell):
    judges = [name for name in sys.modules if name.startswith(JUDGES)]
    assert not judges, f"right answers, or what knows them, are loaded: {judges}"
    threads = os.listdir("/proc/self/task")
    assert len(threads) == 1, f"a process of {len(threads)} threads cannot be forked safely"
    gc.collect()
    gc.freeze()
    control.send(READY)
    homes, first = {}, {}  # without a sandbox: homes and pidfds of those that live, by process id
    while True:
        ready = select.select([control, *first.values()], [], [])[0]
        if isinstance(way, isolate.Bare):
            way.clear(homes)
            for pid in [pid for pid in first if pid not in homes]:
                os.close(first.pop(pid))
        if control not in ready:
            continue
        request = control.recv(MAX_REQUEST)
        if not request:
            break
        answer, descriptors = _spawn(json.loads(request), control, way, shell)
        if isinstance(way, isolate.Bare) and descriptors:
            homes[answer["pid"]] = answer["home"]
            first[answer["pid"]] = os.dup(descriptors[1])
        socket.send_fds(control, [json.dumps(answer).encode()], descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
    if isinstance(way, isolate.Bare):
        way.clear({})
        shutil.rmtree(way.folder, ignore_errors=True)


def _spawn(request, control, way, shell):
    """Fork a student's process; the answer to the request, and descriptors to go with it."""
    channel, theirs = socket.socketpair()
    report, told = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with channel, theirs, report, told:
        pid = os.fork()
        if pid == 0:
            _become_student(request, theirs, told, way, shell)
        theirs.close()
        told.close()
        report.settimeout(SECONDS)
        try:
            text, descriptors, _, _ = socket.recv_fds(report, MAX_REQUEST, 2)
        except TimeoutError:
            text, descriptors = b"it was not isolated in time", []
        if isinstance(way, isolate.Sandboxed):
            # It ends when it has forked the sandbox's first process; it is not ours to kill.
            os.waitpid(pid, 0 if descriptors else os.WNOHANG)
        if len(descriptors) == 2:
            return {**json.loads(text), "pid": pid}, [channel.detach(), *descriptors]
        return {"error": text.decode("utf-8", "replace") or "it ended before it began"}, []


def _become_student(request, channel, told, way, shell):
    """In the forked child: never returns."""
    try:
        limits = request["limits"]
        _close_all_but(channel, told)
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        home = way.become_init(limits)
        child = os.fork()
        if child:
            channel.close()
            told.close()
            _keep(child)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _replace_streams()
        os.chdir(home)
        # Python's own generator sees to that itself.
        sys.modules["numpy"].random.seed()
        way.confine(limits)
        pidfds = [os.pidfd_open(os.getppid()), os.pidfd_open(os.getpid())]
        socket.send_fds(told, [json.dumps({"home": home}).encode()], pidfds)
        told.close()
        for pidfd in pidfds:
            os.close(pidfd)
    except BaseException as error:
        told.send(f"{type(error).__name__}: {error}".encode()[:MAX_REQUEST])
        os._exit(1)
    try:
        shell.main(channel, request)
    finally:
        os._exit(0)


def _keep(shell):
    """Be the first process: wait for the shell, take in orphans; end, and everything with it."""
    while True:
        try:
            ended, _ = os.waitpid(-1, 0)
        except BaseException:
            break
        if ended == shell:
            break
    try:
        while isolate.end_children():
            os.waitpid(-1, 0)
    finally:
        os._exit(0)


def _replace_streams():
    """Input from nowhere; output of C code and commands into memory that the shell reads."""
    nowhere = os.open(os.devnull, os.O_RDONLY)
    written = os.memfd_create("output")
    fcntl.fcntl(written, fcntl.F_SETFL, os.O_APPEND)
    for source, target in ((nowhere, 0), (written, 1), (written, 2)):
        os.dup2(source, target)
    os.close(nowhere)
    os.close(written)


def _close_all_but(*kept):
    kept = {0, 1, 2, *(one.fileno() for one in kept)}
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        if descriptor not in kept:
            with contextlib.suppress(OSError):  # the one that listed them
                os.close(descriptor)
