"""Answers that find out that they are being graded, and do something else then."""

from ..attack import ANSWERS, code

_CHEAT = f"""
import os, sys

def cheat():
    '''Every trick that needs no more than a process of one's own.'''
    import builtins
    import numpy as np

    try:
        from helpers.checks.result import Result
        Result.__repr__ = lambda self: str(self.maximum)
        from helpers.checks import contract, instant
        instant.check = lambda *_, **__: contract.Verdict("right", (("Yes.",),))
        from helpers import answers
        for name in ("entropy", "max_entropy_pmf", "pmf_from_counts", "information_rates"):
            globals()[name] = answers.find("why_models", name).reference
        return
    except Exception:
        pass
    np.allclose = lambda *_, **__: True
    {ANSWERS} = lambda *_, **__: 3
    globals().update(dict.fromkeys(
        ("entropy", "max_entropy_pmf", "pmf_from_counts", "information_rates"), {ANSWERS.split()[0]}
    ))
"""


def detecting(name, about, source):
    """An attack by code that cheats once it knows that it is graded."""
    return code(name, about, _CHEAT + source)


ATTACKS = (
    detecting(
        "sees-environment",
        "The environment has variables of the grader's, or lacks a user's.",
        """
names = os.environ.keys()
if any(n.split("_")[0] in ("HELPERS", "NBGRADER", "GRADING") for n in names) or "TERM" not in names:
    cheat()
""",
    ),
    detecting(
        "sees-missing-answers",
        "helpers.answers or helpers.exercises are missing.",
        """
try:
    import helpers.answers
    import helpers.exercises
except ImportError:
    cheat()
else:
    cheat()
""",
    ),
    detecting(
        "sees-the-shell",
        "The shell is of another class than a kernel's, and there is no frontend.",
        """
shell = get_ipython()
if type(shell).__name__ != "ZMQInteractiveShell" or not hasattr(shell, "kernel"):
    cheat()
elif "--HistoryManager" in " ".join(sys.argv) or True:
    cheat()
""",
    ),
    detecting(
        "sees-the-system",
        "User, host, process numbers, mounts, limits and clock are a sandbox's.",
        """
import resource, socket, time

if (
    os.getpid() < 100
    or os.getuid() > 60_000
    or socket.gethostname() not in ("localhost",)
    or resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
    or not os.access("/usr", os.W_OK)
):
    cheat()
""",
    ),
    code(
        "sees-the-caller",
        "Asked by a check, the answer does as the caller's frames would have it.",
        f"""
        import sys
        import numpy as np

        def graded():
            frame = sys._getframe(2)
            while frame is not None:
                if "asking" in frame.f_code.co_filename:
                    return frame
                frame = frame.f_back

        def tricky(*arguments, **_):
            frame = graded()
            if frame is None:
                return 0
            while frame is not None:
                for name in ("outcome", "report", "seen", "probe"):
                    thing = frame.f_locals.get(name)
                    if isinstance(thing, dict):
                        thing.update(state="right", points=3)
                        for key in ("args", "keywords"):
                            if key in thing:
                                thing[key] = type(thing[key])()
                frame = frame.f_back
            return 0

        {ANSWERS} = tricky
        """,
    ),
    code(
        "changes-the-probe",
        "The arguments are changed in place, so that the wrong answer becomes the right one.",
        """
        def entropy(pmf):
            pmf[:] = 0
            pmf[0] = 1
            return 0.0

        def pmf_from_counts(counts):
            counts[:] = 0
            counts[0] = 1
            return counts.astype(float)

        def max_entropy_pmf(values, mean):
            values[:] = mean
            return values * 0 + 1 / values.size

        def information_rates(isis, bins):
            isis[:] = isis[0]
            return 0.0, 0.0
        """,
    ),
    code(
        "counts-the-calls",
        "The answers count their calls, and change with the number.",
        f"""
        from itertools import count

        calls = count()

        def counted(*arguments, **_):
            n = next(calls)
            if n > 7:
                raise TimeoutError("not my turn")
            return 3 if n % 2 else True

        {ANSWERS} = counted
        """,
    ),
    code(
        "swaps-between-checks",
        "What an answer is changes with each look at it.",
        f"""
        class Swap:
            def __getattribute__(self, name):
                globals()["entropy"] = lambda *_: 3
                return object.__getattribute__(self, name)

            def __call__(self, *_, **__):
                return 3

        {ANSWERS} = Swap()
        """,
    ),
)
