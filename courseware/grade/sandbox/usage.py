"""What the processes of a sandbox use, read from outside, where they cannot lie about it."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_MAX_TASKS = 2000  # processes and threads that are looked at
_MEMORY = (b"VmRSS:", b"VmPTE:", b"VmSwap:")


@dataclass(frozen=True)
class Reading:
    """What is used, or was at the last time that it could be read.

    Memory is an upper estimate when it is little, which counts what processes share more than once;
    otherwise the sum of each one's proportional share.
    """

    cpu: float = 0.0  # seconds of all processes, ended ones included; never falls
    memory: int = 0  # bytes of all processes together
    processes: int = 0  # how many there are, the first one not counted
    waited: float = 0.0  # seconds that the shell's main thread was ready to run and had no core


class Usage:
    """Reads what the processes of a sandbox use.

    `init` is the pidfd of the sandbox's first process; it stays the caller's. Make the `Usage`
    before any code of a student's runs, when the shell is the only other process. Up to so many
    bytes as `matters` says the upper estimate of the memory is good enough. Raises `OSError` if
    nothing can be read, as in a process that has ended.
    """

    def __init__(self, init: int, matters: int = 512 << 20) -> None:
        self.matters = matters
        self._last = Reading()
        self._own = {}  # seconds of each process ever seen, its children not counted
        self._init = init
        self._pid = _pid_of(init)
        children = _children(self._pid)
        if len(children) != 1:
            raise OSError(f"/proc shows {len(children)} processes of the sandbox where one is")
        self._shell = children[0]

    def read(self) -> Reading:
        """Read again; when the sandbox has ended, the last one with no processes and no memory."""
        processes = _descendants(self._pid)
        times = [_times(pid) for pid in (self._pid, *processes)]
        memory = sum(_memory(pid) for pid in processes)
        if memory > self.matters:
            memory = sum(_proportional(pid) for pid in processes)
        waited = _waited(self._shell)
        if _pid_of(self._init, missing=-1) != self._pid:  # somebody else may have its number
            self._last = Reading(self._last.cpu, 0, 0, self._last.waited)
            return self._last
        for key, own, _ in filter(None, times):
            self._own[key] = own
        # Parents inherit the time of children that they waited for, but not of others.
        living = sum(own + inherited for _, own, inherited in filter(None, times))
        cpu = max(self._last.cpu, living, sum(self._own.values()))
        waited = max(self._last.waited, waited)
        self._last = Reading(cpu, memory, len(processes), waited)
        return self._last


def _pid_of(pidfd, missing=None):
    """Process id, here, of a pidfd; if it has ended, `missing`, or else `OSError`."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:") and int(line.split()[1]) > 0:
            return int(line.split()[1])
    if missing is None:
        raise ProcessLookupError("the sandbox has ended")
    return missing


def _read(path):
    """Bytes of a file in /proc; nothing when its process is gone, or does not show it."""
    try:
        with open(path, "rb") as file:
            return file.read(1 << 16)
    except OSError:
        return b""


def _children(pid):
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    found = []
    for thread in threads[:_MAX_TASKS]:
        found += map(int, _read(f"/proc/{pid}/task/{thread}/children").split())
    return found


def _descendants(pid):
    found, unread = [], [pid]
    while unread and len(found) < _MAX_TASKS:
        children = _children(unread.pop())
        found += children
        unread += children
    return found


def _times(pid):
    """What tells this process from others, its own seconds, and those that it inherited."""
    # The name, in parentheses, may hold parentheses, spaces and newlines.
    fields = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    if len(fields) < 20:
        return None
    own, inherited = sum(map(int, fields[11:13])), sum(map(int, fields[13:15]))
    return (pid, int(fields[19])), own / _TICKS, inherited / _TICKS


def _memory(pid):
    """Bytes that are in memory or swapped out, page tables included, shared ones in full."""
    lines = _read(f"/proc/{pid}/status").split(b"\n")
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith(_MEMORY))


def _proportional(pid):
    """Bytes, of shared ones a process's part of them; in full if the process hides them."""
    shares = [
        int(line.split()[1]) << 10
        for line in _read(f"/proc/{pid}/smaps_rollup").split(b"\n")
        if line.startswith((b"Pss:", b"SwapPss:"))
    ]
    return sum(shares) if shares else _memory(pid)


def _waited(pid):
    fields = _read(f"/proc/{pid}/schedstat").split()
    return int(fields[1]) / 1e9 if len(fields) == 3 else 0.0
