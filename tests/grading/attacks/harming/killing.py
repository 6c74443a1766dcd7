"""The process is ended, stopped or crashed, in the hope that an unfinished check counts."""

from ..attack import ANSWERS, Attack, code, code_cell, lean, place

_ENDS = {"plain": False, "why": "ends the kernel, at which nbgrader aborts", "stopped": True}


def ends(name, about, source, **more):
    """An attack that plain nbgrader is not to run."""
    return code(name, about, source, **(_ENDS | more))


def _every_cell(student):
    notebook = lean(student)
    for grade_id in ("information-rates", "pmf-from-counts", "max-entropy-pmf", "entropy"):
        at = place(notebook, grade_id)
        notebook.cells.insert(at, code_cell("import os\nos._exit(0)"))
    return notebook


ATTACKS = (
    ends("exits", "A cell ends the process with status 0.", "import os\nos._exit(0)"),
    ends(
        "exits-in-answer",
        "The answers end the process with status 0.",
        f"import os\n{ANSWERS} = lambda *_, **__: os._exit(0)",
    ),
    Attack("exits-everywhere", "Four cells end the process.", _every_cell, **_ENDS),
    ends(
        "killed",
        "The process kills itself, and its whole group.",
        "import os, signal\nos.killpg(0, signal.SIGKILL)\nos.kill(os.getpid(), signal.SIGKILL)",
    ),
    ends(
        "parent-killed",
        "The parent, the first process and everything that can be reached are killed.",
        """
        import os, signal

        for process in (os.getppid(), 1, 2, -1, os.getpid()):
            try:
                os.kill(process, signal.SIGKILL)
            except OSError:
                pass
        """,
    ),
    ends(
        "stopped",
        "The process stops itself, so that nothing more comes of it and it does not end either.",
        "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    ),
    ends(
        "all-stopped",
        "Every process that can be reached is stopped.",
        """
        import os, signal

        for process in (1, os.getppid(), -1, os.getpid()):
            try:
                os.kill(process, signal.SIGSTOP)
            except OSError:
                pass
        """,
    ),
    ends(
        "crashes",
        "C code reads from address 0.",
        "import ctypes\nctypes.string_at(0)",
    ),
    ends(
        "crashes-in-answer",
        "The answers crash, each in its own way.",
        f"""
        import ctypes, os, faulthandler

        faulthandler.disable()
        {ANSWERS} = lambda *_, **__: (ctypes.memset(id(None), 0, 64), os.abort())
        """,
    ),
    ends(
        "aborts",
        "The process aborts with a core dump of itself.",
        """
        import os, resource

        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
        except (OSError, ValueError):
            pass
        os.abort()
        """,
    ),
    ends(
        "interpreter-broken",
        "The interpreter's own objects are overwritten.",
        """
        import ctypes

        ctypes.memset(id(0) + 16, 255, 8)
        ctypes.memset(id(True), 0, 32)
        ctypes.pythonapi.Py_Finalize()
        """,
    ),
    ends(
        "stack-overflow",
        "The C stack overflows.",
        """
        import ctypes, sys, threading

        sys.setrecursionlimit(1 << 30)
        threading.stack_size(1 << 16)

        class Deep:
            def __getattr__(self, name):
                return getattr(self, name + "x")

            def __repr__(self):
                return f"{self!r}"

        compare = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: compare())
        compare()
        """,
    ),
    code(
        "streams-closed",
        "Standard input, output and error are closed, and replaced by something else.",
        """
        import os, sys

        sys.stdout.close()
        sys.stderr = sys.stdin = sys.__stdout__ = sys.__stderr__ = None
        for descriptor in (0, 1, 2):
            try:
                os.close(descriptor)
            except OSError:
                pass
        os.open("/dev/null", os.O_RDONLY)
        """,
        plain=False,
        why="the kernel falls silent",
    ),
    code(
        "exits-by-magic",
        "exit, quit, %reset, %kill and the shell's own ways to end.",
        """
        get_ipython().ask_exit()
        get_ipython().reset(new_session=True)
        get_ipython().run_line_magic("reset", "-f")
        exit
        quit()
        """,
        plain=False,
        why="ends the kernel",
    ),
    code(
        "system-exit",
        "SystemExit with status 0, at the level of a cell.",
        "raise SystemExit(0)",
    ),
    code(
        "keyboard-interrupt",
        "A cell interrupts itself, by exception and by signal.",
        "import signal\nsignal.raise_signal(signal.SIGINT)\nraise KeyboardInterrupt",
    ),
)
