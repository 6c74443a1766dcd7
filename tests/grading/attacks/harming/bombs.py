"""Time is used up, and stacks."""

from ..attack import ANSWERS, Attack, code, code_cell, lean, place

_HANGS = {"plain": False, "why": "uses up this machine, or hangs nbgrader", "stopped": True}
_SHORT = {"plain": False, "why": "uses up this machine, or hangs nbgrader"}


def bomb(name, about, source, **more):
    """An attack that plain nbgrader is not to run."""
    return code(name, about, source, **(_HANGS | more))


ATTACKS = (
    bomb("sleeps", "A cell sleeps for a day.", "import time\ntime.sleep(86_400)"),
    bomb("loops", "A cell loops for ever.", "while True:\n    pass"),
    bomb(
        "loops-in-c",
        "A computation in C that Python cannot interrupt.",
        "sum(iter(int, 1))",
    ),
    bomb(
        "loops-stubbornly",
        "A loop that swallows interrupts, ignores signals and blocks alarms.",
        """
        import signal

        for number in signal.valid_signals():
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
        """,
    ),
    bomb(
        "answer-sleeps",
        "The answers sleep.",
        "import time\nentropy = lambda *_, **__: time.sleep(86_400)",
        stopped=False,
    ),
    bomb(
        "answer-loops-stubbornly",
        "The answers loop, swallow the time limit's exception, and take back its alarm.",
        """
        import signal, sys

        def stubborn(*_, **__):
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
            signal.setitimer(signal.ITIMER_REAL, 0)
            sys.settrace(None)
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass

        entropy = stubborn
        """,
    ),
    bomb(
        "answers-slowly",
        "Each answer stays just below what one may take, for ever.",
        """
        import time

        def slow(*_, **__):
            time.sleep(0.9)
            return 3

        entropy = slow
        """,
        stopped=False,
    ),
    bomb(
        "repr-loops",
        "Objects whose text, size, hash, truth, length and end take for ever.",
        """
        class Slow:
            def for_ever(self, *_):
                while True:
                    pass

            __repr__ = __str__ = __len__ = __bool__ = __hash__ = __iter__ = __del__ = for_ever
            __array__ = __float__ = __eq__ = __getattr__ = for_ever

        entropy = lambda *_, **__: Slow()
        """,
        stopped=False,
    ),
    bomb(
        "shown-for-ever",
        "A cell's last value takes for ever to show.",
        """
        class Slow:
            def _repr_html_(self):
                while True:
                    pass

        Slow()
        """,
    ),
    bomb(
        "class-loops",
        "The answer's class, signature and source take for ever to look at.",
        """
        class Meta(type):
            def __getattribute__(cls, name):
                while True:
                    pass

        class Answer(metaclass=Meta):
            @property
            def __signature__(self):
                while True:
                    pass

            def __call__(self, *_):
                return 0

        entropy = object.__new__(Answer)
        """,
        stopped=False,
    ),
    bomb(
        "exception-loops",
        "An exception whose text takes for ever.",
        """
        class Slow(Exception):
            def __str__(self):
                while True:
                    pass

        def slow(*_, **__):
            raise Slow

        entropy = slow
        """,
        stopped=False,
    ),
    bomb(
        "end-loops",
        "At exit, and when the last object goes, loops for ever.",
        """
        import atexit, threading

        def for_ever():
            while True:
                pass

        atexit.register(for_ever)
        threading._register_atexit(for_ever)
        threading.Thread(target=for_ever).start()
        """,
        stopped=False,
    ),
    bomb(
        "recursion",
        "Recursion without a bound, in Python and in C.",
        f"""
        import sys

        sys.setrecursionlimit(10**9)
        deep = []
        for _ in range(10**6):
            deep = [deep]

        def entropy(pmf):
            return repr(deep)

        def pmf_from_counts(counts):
            return pmf_from_counts(counts)

        max_entropy_pmf = information_rates = lambda *_: deep
        {"down = lambda: down()"}
        """,
        stopped=False,
    ),
    bomb(
        "compiler-bomb",
        "Code that takes the compiler, the regular expressions or the integers for ever.",
        """
        import re

        re.match("(a+)+$", "a" * 40 + "b")
        """,
    ),
    bomb(
        "import-bomb",
        "A module loops when it is imported.",
        """
        with open("slow_module.py", "w") as file:
            file.write("while True: pass")
        import slow_module
        """,
    ),
    bomb(
        "zip-bomb",
        "A small file beside the notebook that becomes large when it is loaded.",
        f"""
        import zlib

        data = zlib.compress(b"x" * (1 << 28))
        {ANSWERS} = lambda *_, **__: zlib.decompress(data)
        """,
        stopped=False,
    ),
    Attack(
        "many-bombs",
        "More cells that loop than a submission is run again for.",
        lambda student: _many(student),
        stopped=True,
        **_SHORT,
    ),
    Attack(
        "cells-without-end",
        "Ten thousand small cells.",
        lambda student: _small_cells(student),
        **_SHORT,
    ),
)


def _many(student):
    notebook = lean(student)
    for _ in range(12):
        notebook.cells.insert(place(notebook, "entropy"), code_cell("while True:\n    pass"))
    return notebook


def _small_cells(student):
    notebook = lean(student)
    at = place(notebook, "entropy")
    notebook.cells[at:at] = [code_cell("0") for _ in range(10_000)]
    return notebook
