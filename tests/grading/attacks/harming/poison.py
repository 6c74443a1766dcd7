"""Something is left for the submissions that come after; `VICTIM` looks for it."""

import os

from ..attack import code

MARK = f"POISON{os.getpid()}"  # another run on this machine leaves others

_LEAVE = f"""
import os, subprocess, sys

MARK = {MARK!r}

def leave(path):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(MARK)
    except OSError:
        pass
"""


def poison(name, about, source, **more):
    """An attack by code that leaves marks."""
    return code(name, about, _LEAVE + source, **more)


ATTACKS = (
    poison(
        "poison-files",
        "Marked files in every folder that others may use.",
        """
import helpers, tempfile

home = os.path.expanduser("~")
for folder in (".", "..", "/tmp", "/var/tmp", "/dev/shm", "/run", "/dev/mqueue", home,
               f"{home}/.cache", f"{home}/.config", f"{home}/.ipython", tempfile.gettempdir(),
               os.environ.get("HELPERS_HOME", home), os.environ.get("MPLCONFIGDIR", home),
               os.environ.get("XDG_RUNTIME_DIR", home), "/var/lock", "/"):
    leave(f"{folder}/{MARK}")
    leave(f"{folder}/.{MARK}/{MARK}")
""",
    ),
    poison(
        "poison-shared-memory",
        "Marked System V segments, semaphores, queues, POSIX shared memory, and keyrings.",
        """
import ctypes
from multiprocessing import shared_memory

libc = ctypes.CDLL(None)
key = 0x504F4953
libc.shmget(key, ctypes.c_size_t(4096), 0o1666)
libc.semget(key, 1, 0o1666)
libc.msgget(key, 0o1666)
libc.syscall(248, b"user", MARK.encode(), MARK.encode(), 6, -4)  # add_key, user keyring
libc.syscall(248, b"user", MARK.encode(), MARK.encode(), 6, -3)
try:
    memory = shared_memory.SharedMemory(MARK, create=True, size=64)
    memory.buf[: len(MARK)] = MARK.encode()
except OSError:
    pass
""",
    ),
    poison(
        "poison-processes",
        "Marked processes, one stopped, one that ignores signals, one of another session.",
        """
import signal

for number in range(3):
    if os.fork() == 0:
        os.setsid()
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        os.execv(sys.executable, [f"{MARK}-{number}", "-c", "import time\\nwhile 1: time.sleep(1)"])
""",
        plain=False,
        why="leaves processes behind that nothing ends",
    ),
    poison(
        "poison-environment",
        "The environment, the folder, the mask of files, the limits and the random state.",
        """
import random, resource
import numpy as np

os.environ.update({MARK: "1", "PYTHONPATH": f"/{MARK}", "HOME": f"/tmp/{MARK}",
                   "HELPERS_HOME": f"/tmp/{MARK}", "PYTHONSTARTUP": f"/tmp/{MARK}"})
os.umask(0o777)
os.chdir("/")
np.random.seed(0)
random.seed(0)
np.float64.__doc__
sys.path[:0] = [f"/tmp/{MARK}"]
resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
""",
    ),
    poison(
        "poison-memory",
        "Shared objects of the template that it was forked from are written to, in place, in C.",
        """
import ctypes
import matplotlib as mpl
import numpy as np

np.core = None
mpl.rcParams.update({"font.size": 1.0})
np.poison = sys.poison = os.poison = MARK
ctypes.memset(np.zeros(1000).ctypes.data, 255, 8000)
for thing in (np.pi, np.e):
    ctypes.c_double.from_address(id(thing) + 16).value = 3.0
""",
    ),
    poison(
        "poison-host",
        "Host name, kernel parameters, clock and terminal.",
        """
import ctypes, socket, time

libc = ctypes.CDLL(None)
libc.sethostname(MARK.encode(), len(MARK))
for call in (lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
             lambda: os.setpriority(os.PRIO_USER, 0, -20),
             lambda: os.ttyname(0)):
    try:
        call()
    except OSError:
        pass
for name in ("kernel/hostname", "kernel/domainname", "kernel/msgmax", "vm/overcommit_memory"):
    try:
        with open(f"/proc/sys/{name}", "w") as file:
            file.write(MARK)
    except OSError:
        pass
""",
        plain=False,
        why="changes this machine where it may",
    ),
)

# Code of an honest submission that tells of every mark that it finds.
VICTIM = f"""
import ctypes, glob, os, socket, subprocess, sys

MARK = "POISON"
traces = [name for name in os.environ if MARK in name or MARK in os.environ[name]]
tops = "/tmp /var/tmp /dev/shm /dev/mqueue /run .. .".split()
for top in [*tops, os.path.expanduser("~")]:
    for folder, folders, files in os.walk(top):
        # Python may lie there, with all its packages.
        folders[:] = [n for n in folders if n not in (".venv", "site-packages")]
        marked = [n for n in folders + files if MARK in n or n.startswith("big")]
        traces += [f"{{folder}}/{{name}}" for name in marked]
for path in glob.glob("/proc/[0-9]*/cmdline"):
    try:
        with open(path) as file:
            text = file.read()
    except OSError:
        continue
    if MARK in text or "sleep" in text:
        traces.append(f"{{path}}: {{text}}")
libc = ctypes.CDLL(None)
for name, call in (("shared memory", lambda: libc.shmget(0x504F4953, ctypes.c_size_t(0), 0)),
                   ("semaphores", lambda: libc.semget(0x504F4953, 0, 0)),
                   ("queue", lambda: libc.msgget(0x504F4953, 0)),
                   ("key", lambda: libc.syscall(249, b"user", {MARK.encode()!r}, None, -4))):
    if call() != -1:
        traces.append(name)
import numpy as np
traces += [str(thing) for thing in (np, sys, os) if hasattr(thing, "poison")]
if MARK in socket.gethostname() or abs(np.pi - 3.14159265) > 1e-6:
    traces.append("host or numbers")
for address in ("\\0poison", ("127.0.0.1", 48220)):
    try:
        with socket.socket(socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX) as end:
            end.settimeout(0.2)
            end.connect(address)
            traces.append(f"server at {{address}}")
    except OSError:
        pass
print("TRACES FOUND:" if traces else "nothing found", *traces)
"""
