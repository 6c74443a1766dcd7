"""Memory, disk, output, processes, threads and descriptors are used up."""

from ..attack import ANSWERS
from .bombs import bomb

ATTACKS = (
    bomb(
        "memory",
        "As much memory as can be had, written to.",
        """
        import numpy as np

        kept = []
        while True:
            kept.append(np.ones(1 << 24))
        """,
        stopped=False,  # its own error, if the kernel refuses before the watch sees it
    ),
    bomb(
        "memory-stubborn",
        "Likewise, and failing to get more does not stop it.",
        """
        kept, size = [], 1 << 28
        while True:
            try:
                kept.append(bytearray(size))
            except BaseException:
                size = max(size // 2, 1 << 16)
        """,
    ),
    bomb(
        "memory-of-many",
        "Many processes, each with a modest share of memory.",
        """
        import os, time

        for _ in range(16):
            if os.fork() == 0:
                kept = bytearray(300 << 20)
                for at in range(0, len(kept), 4096):
                    kept[at] = 1
                time.sleep(1000)
        time.sleep(1000)
        """,
    ),
    bomb(
        "memory-shared",
        "Memory that belongs to no process: shared segments, memfd, files in /dev/shm, pipes.",
        """
        import ctypes, mmap, os, time

        libc = ctypes.CDLL(None)
        for _ in range(64):
            libc.shmget(0, ctypes.c_size_t(1 << 28), 0o1600)
        kept = []
        for _ in range(64):
            try:
                one = mmap.mmap(-1, 1 << 27)
                one.write(b"x" * (1 << 27))
                kept.append(one)
            except (OSError, ValueError, MemoryError):
                break
        for name in ("/dev/shm/big", "/tmp/big"):
            try:
                with open(name, "wb") as file:
                    for _ in range(1 << 12):
                        file.write(b"x" * (1 << 20))
            except OSError:
                pass
        try:
            file = os.memfd_create("big")
            while True:
                os.write(file, b"x" * (1 << 20))
        except OSError:
            pass
        """,
        stopped=False,
    ),
    bomb(
        "answer-allocates",
        "The answers take all memory.",
        f"""
        def greedy(*_, **__):
            kept = []
            while True:
                kept.append(bytearray(b"x") * (1 << 27))

        {ANSWERS} = greedy
        """,
        stopped=False,
    ),
    bomb(
        "disk",
        "Files without end, in every folder that can be written.",
        """
        import os

        for folder in (".", "/tmp", "/var/tmp", os.path.expanduser("~"), "/dev/shm"):
            for number in range(2000):
                try:
                    with open(f"{folder}/big{number}", "wb") as file:
                        file.write(b"x" * (1 << 22))
                except OSError:
                    break
        """,
        stopped=False,
    ),
    bomb(
        "files",
        "A hundred thousand empty files and folders.",
        """
        import os

        try:
            for number in range(100_000):
                os.close(os.open(f"f{number}", os.O_CREAT))
        except OSError:
            pass
        """,
        stopped=False,
    ),
    bomb(
        "output",
        "Prints without end.",
        """
        while True:
            print("x" * 100_000)
        """,
    ),
    bomb(
        "output-raw",
        "Writes without end to descriptors 1 and 2, past Python, from a process of its own.",
        """
        import os

        os.system("yes | head -c 300000000")
        os.system("yes | head -c 300000000 >&2")
        """,
        stopped=False,
    ),
    bomb(
        "output-displayed",
        "A hundred thousand displays, and a picture of a gigabyte.",
        """
        from IPython.display import display

        for _ in range(20_000):
            display({"text/plain": "x" * 1000}, raw=True)
        display({"image/png": "A" * (1 << 27)}, raw=True)
        """,
        stopped=False,
    ),
    bomb(
        "output-of-answers",
        "The answers print and warn without end.",
        f"""
        import os, warnings

        def loud(*_, **__):
            for number in range(100_000):
                warnings.warn(f"{{number}}" + "x" * 1000)
                print("x" * 1000)
            os.system("yes | head -c 100000000")
            return "x" * (1 << 26)

        {ANSWERS} = loud
        """,
        stopped=False,
    ),
    bomb(
        "processes",
        "Processes that start processes.",
        """
        import os

        while True:
            try:
                os.fork()
            except OSError:
                pass
        """,
    ),
    bomb(
        "processes-of-a-shell",
        "The same in a shell, in the background.",
        """
        import os, subprocess

        subprocess.Popen(["sh", "-c", "f() { f | f & }; f"])
        os.system("sh -c 'while :; do sh -c \\"sleep 100\\" & done' &")
        """,
        stopped=False,
    ),
    bomb(
        "threads",
        "Threads without end, all computing.",
        """
        import threading

        def for_ever():
            while True:
                pass

        while True:
            try:
                threading.Thread(target=for_ever, daemon=True).start()
            except BaseException:
                pass
        """,
    ),
    bomb(
        "descriptors",
        "Files, pipes and sockets are opened until no more can be.",
        """
        import os, resource

        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20))
        except (OSError, ValueError):
            pass
        kept = []
        try:
            while True:
                kept.append(os.pipe())
        except OSError:
            pass
        """,
        stopped=False,
    ),
    bomb(
        "limits-lifted",
        "Every limit is set to infinity, priority to the highest; then memory is taken.",
        """
        import os, resource

        for name in dir(resource):
            if name.startswith("RLIMIT_"):
                try:
                    resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY,) * 2)
                except (OSError, ValueError):
                    pass
        try:
            os.nice(-20)
            os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
        except OSError:
            pass
        kept = []
        while True:
            kept.append(bytearray(b"x") * (1 << 27))
        """,
        stopped=False,
    ),
)
