"""One submission's own world: user, processes, mounts, network, and limits.

For the child that the template forked, before any code of a student's: `become_init` turns it into
the first process of new namespaces, `confine` takes everything else away from the process that
will run the code. `Sandboxed` and `Bare` are the two ways to do it: the latter has no namespaces,
and keeps out nothing that means harm.
"""

import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from . import system_calls

USER = 1000
HOME, TMP = "/home/student", "/tmp"
SMALL = 64 << 20  # bytes of /tmp and of /dev/shm
INODES = 20_000
FILES = 128  # open files of a process; sockets hold memory that no limit counts
OVERFLOW_USER = 65534  # stands for whoever has no number here


@dataclass(frozen=True)
class Sandboxed:
    """In the root that bubblewrap made: namespaces, a filter of system calls, no rights."""

    # what stays visible of the folders that a student gets anew: Python may be in /tmp
    kept: tuple[str, ...] = ()

    def become_init(self, limits: dict) -> str:
        """Go on as the first process of new namespaces; the caller's process ends.

        Returns the student's home. Raises `OSError` if the kernel refuses; nothing may be run then.
        """
        distinct = _become_somebody()
        _unshare()
        _mount_own(limits, self.kept)
        # Before Linux 5.14 the limit counts all processes of the user outside as well.
        if distinct or _kernel() >= (5, 14):
            _limit(resource.RLIMIT_NPROC, limits["processes"])
        system_calls.drop_capabilities()
        system_calls.set_no_new_privileges()
        # Neither /proc/1/* nor ptrace is for the student's processes, nor is any signal of theirs.
        system_calls.set_dumpable(False)
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        return HOME

    def confine(self, limits: dict) -> None:
        """Take from this process whatever the student's code is not to have."""
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
        _set_limits(limits)
        system_calls.set_dumpable(True)
        system_calls.install_filter()


@dataclass(frozen=True)
class Bare:
    """Without a sandbox: a session, a home and limits of its own, nothing more."""

    folder: str  # where the homes are made; the template removes it when it ends

    def become_init(self, limits: dict) -> str:
        # The template is the parent, and takes in and ends what this process leaves behind.
        system_calls.set_parent_death_signal(signal.SIGKILL)
        system_calls.set_subreaper()
        home = tempfile.mkdtemp(prefix="student-", dir=self.folder)
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        os.environ.update(environment(home))
        Path(os.environ["TMPDIR"]).mkdir()
        return home

    def confine(self, limits: dict) -> None:
        system_calls.set_parent_death_signal(signal.SIGKILL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signal.valid_signals())
        os.setsid()
        _set_limits(limits)

    def clear(self, homes: dict[int, str]) -> None:
        """End and forget what is left of students whose first process has ended.

        `homes` are those of the living, by the process id of their first process.
        """
        while True:
            try:
                ended, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if ended in homes:
                shutil.rmtree(homes.pop(ended), ignore_errors=True)
            elif not ended and not end_children(except_for=homes):
                return


def try_out(way: Sandboxed | Bare) -> None:
    """Isolate a process as a student's would be, to see whether it works here."""
    limits = {"scratch_bytes": SMALL, "processes": 64, "memory": 1 << 30}
    limits |= {"file_bytes": SMALL, "wall_seconds": 60}
    read, write = os.pipe()
    if os.fork() == 0:
        way.become_init(limits)
        way.confine(limits)
        os.write(write, b"isolated")
        os._exit(0)
    os.close(write)
    if not os.read(read, 100):
        sys.exit(1)


def environment(home: str, tmp: str | None = None) -> dict[str, str]:
    """Return a student's whole environment, but for PATH and what a shell sets."""
    return {
        "LANG": "C.UTF-8",
        "HOME": home,
        "TMPDIR": tmp or f"{home}/.tmp",
        "IPYTHONDIR": f"{home}/.ipython",
        "MPLCONFIGDIR": f"{home}/.config/matplotlib",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "HELPERS_OFFLINE": "1",
        "HELPERS_HOME": f"{home}/.helpers",
        "NBGRADER_EXECUTION": "autograde",
    }


def end_children(except_for: Container[int] = ()) -> int:
    """Kill this process's children, orphans that it took in among them; how many there were."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    ended = [int(pid) for pid in children if int(pid) not in except_for]
    for pid in ended:
        os.kill(pid, signal.SIGKILL)
    return len(ended)


def _kernel():
    major, minor = os.uname().release.split(".")[:2]
    return int(major), int("".join(c for c in minor if c.isdigit()) or 0)


def _become_somebody():
    """As root, take a user id that nobody else has; whether that could be done."""
    first, count = _spare_ids()
    if os.getuid() != 0 or count < 1000:
        return False
    somebody = first + random.SystemRandom().randrange(count)
    os.setgroups([])
    os.setresgid(somebody, somebody, somebody)
    os.setresuid(somebody, somebody, somebody)
    # Changing the user hides /proc/self from itself, and the maps below are there.
    system_calls.set_dumpable(True)
    return True


def _spare_ids():
    """First and number of the user ids that are unlikely to be anybody's."""
    maps = [
        [int(word) for word in line.split()]
        for line in Path("/proc/self/uid_map").read_text().splitlines()
    ]
    first, _, count = max(maps, key=lambda entry: entry[2])
    end = min(first + count, 1 << 31)
    begin = first + (end - first) // 2
    if begin <= OVERFLOW_USER < end:
        end = OVERFLOW_USER
    return begin, end - begin


def _unshare():
    user, group = os.getuid(), os.getgid()
    system_calls.unshare(system_calls.NAMESPACES)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{USER} {user} 1"),
        ("gid_map", f"{USER} {group} 1"),
    ):
        Path("/proc/self", name).write_text(text)
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    if os.fork():
        os._exit(0)


def _mount_own(limits, kept):
    system_calls.make_mounts_private()
    kept = {path: os.open(path, os.O_PATH | os.O_NOFOLLOW) for path in kept}
    safe = system_calls.NOSUID | system_calls.NODEV
    own = f"uid={USER},gid={USER},mode=700,nr_inodes={INODES}"
    system_calls.mount("tmpfs", HOME, safe, f"{own},size={limits['scratch_bytes']}")
    for where in (TMP, "/dev/shm"):
        system_calls.mount("tmpfs", where, safe, f"{own},size={SMALL}")
    for path, descriptor in kept.items():
        _put_back(Path(path), f"/proc/self/fd/{descriptor}")
        os.close(descriptor)
    system_calls.mount(
        "devpts", "/dev/pts", system_calls.NOSUID | system_calls.NOEXEC, "newinstance,ptmxmode=0666"
    )
    flags = safe | system_calls.NOEXEC | system_calls.RDONLY
    try:
        system_calls.mount("proc", "/proc", flags, "")
    except OSError:  # in a container that hides parts of its own
        system_calls.mount("tmpfs", "/proc", flags, "size=4k")


def _put_back(path, source):
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.isdir(source):
        path.mkdir()
    else:
        path.touch()
    system_calls.bind(source, str(path))


def _set_limits(limits):
    # Not 0: where a program takes the core dumps, outside, that would not stop it.
    _limit(resource.RLIMIT_CORE, 1)
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _limit(resource.RLIMIT_NOFILE, FILES)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    _limit(resource.RLIMIT_CPU, int(limits["wall_seconds"]) + 1)
    # Address space that is reserved and never used counts: what the template has of it is free.
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + limits["memory"])


def _limit(what, value):
    """Set a limit for good, if it is not lower already."""
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    resource.setrlimit(what, (value, value))
