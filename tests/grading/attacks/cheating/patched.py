"""The course's own helpers are patched, replaced, or shadowed by files of the same name."""

from ..attack import ANSWERS, Attack, code, with_code

_YES = b"""
import sys


class _Yes:
    points = maximum = 3

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __repr__(self):
        return "3"


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Yes()
"""


def _beside(name, about, *paths):
    """Files of these names beside the notebook."""
    files = dict.fromkeys(paths, _YES)
    return Attack(name, about, lambda student: with_code(student, ""), files=files)


ATTACKS = (
    code(
        "patched-result",
        "The class of a check's result says that all points were earned.",
        """
        from helpers.checks.result import Result

        Result.__repr__ = Result.__str__ = lambda self: str(self.maximum)
        Result.__float__ = lambda self: float(self.maximum)
        Result.points = property(lambda self: self.maximum, lambda self, value: None)
        Result.state = property(lambda self: "right", lambda self, value: None)
        """,
    ),
    code(
        "patched-judge",
        "The judge says right, whatever it sees.",
        """
        import sys
        from types import ModuleType
        from helpers.checks import contract, instant

        right = contract.Verdict("right", (("Yes.",),))
        judge = ModuleType("helpers.checks.judging.judge")
        judge.judge = lambda *_, **__: right
        sys.modules["helpers.checks.judging"] = ModuleType("helpers.checks.judging")
        sys.modules["helpers.checks.judging.judge"] = judge
        instant._answer = lambda exercise: exercise
        """,
    ),
    code(
        "patched-check",
        "The check function of each exercise returns its points.",
        """
        from helpers import checks
        from helpers.checks import instant

        instant.check = lambda exercise, *_, **__: exercise.points
        for name, points in {"entropy": 3, "max_entropy_pmf": 2, "pmf_from_counts": 2,
                             "information_rates": 2}.items():
            setattr(checks.why_models, name, lambda *_, points=points, **__: points)
        """,
    ),
    code(
        "patched-answering",
        "What asks the answers says that they returned what was expected, without asking.",
        """
        from helpers.checks.asking import ask, arguments, guard, kinds

        def outcome(*_, **__):
            return {"state": "right", "value": True, "points": 3, "score": 3, "after": ([], {}),
                    "took": 0.0, "at": 0, "printed": "", "warnings": []}

        ask.ask_one = outcome
        ask._outcome = outcome
        ask.ask_all = lambda target, kind, probes, *_, **__: {
            "target": {"type": "function", "callable": True, "is_class": False, "blanks": [],
                       "stop": 0, "begun": False},
            "outcomes": [{**outcome(), "state": "returned"} for _ in probes],
        }
        """,
    ),
    code(
        "empty-report",
        "The report has no outcomes, or says that the object was never meant to be called.",
        """
        from helpers.checks.asking import ask

        ask.ask_all = lambda *_, **__: {
            "target": {"type": "function", "callable": False, "is_class": False, "blanks": [],
                       "stop": 0, "begun": False},
            "outcomes": [],
            "state": "right", "points": 3,
        }
        """,
    ),
    code(
        "patched-wire",
        "Whatever is packed for the grader becomes a verdict.",
        """
        from helpers.checks.asking import wire

        pack = wire.pack
        wire.pack = lambda value: pack({"state": "right", "points": 3, "score": 3.0, "right": True})
        wire.plain = lambda value: True
        """,
    ),
    code(
        "patched-exercises",
        "The exercises have no probes, a tolerance without end, and a thousand points.",
        """
        import gc
        from helpers import exercises

        for thing in gc.get_objects():
            if type(thing).__name__ == "Exercise":
                object.__setattr__(thing, "probes", ())
                object.__setattr__(thing, "points", 1000)
                object.__setattr__(thing, "fresh", lambda rng: [])
        exercises.find = lambda *_: type("Exercise", (), {"probes": (), "points": 1000})
        """,
    ),
    code(
        "faked-answers-module",
        "helpers.answers is put into sys.modules, with references that return what we return.",
        """
        import sys, types
        import helpers

        class Answer:
            misconceptions, variants = (), {}
            reference = staticmethod(lambda *_, **__: 0)

        fake = types.ModuleType("helpers.answers")
        fake.find = lambda tutorial, name: Answer
        sys.modules["helpers.answers"] = helpers.answers = fake
        """,
    ),
    code(
        "faked-answers-finder",
        "A finder on sys.meta_path hands out references of our own.",
        """
        import importlib.abc, importlib.machinery, sys

        class Answer:
            misconceptions, variants = (), {}
            reference = staticmethod(lambda *_, **__: 0)

        class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
            def find_spec(self, name, path, target=None):
                if name.startswith("helpers.answers"):
                    return importlib.machinery.ModuleSpec(name, self, is_package=True)

            def exec_module(self, module):
                module.find = lambda tutorial, name: Answer

        sys.meta_path.insert(0, Finder())
        for name in [n for n in sys.modules if n.startswith("helpers.answers")]:
            del sys.modules[name]
        """,
    ),
    code(
        "faked-answers-path",
        "A folder with an `answers` package of our own comes first on helpers.__path__.",
        """
        import pathlib, sys, tempfile
        import helpers

        folder = pathlib.Path(tempfile.mkdtemp())
        (folder / "answers").mkdir()
        (folder / "answers" / "__init__.py").write_text(
            "class A:\\n misconceptions=()\\n reference=staticmethod(lambda *_, **__: 0)\\n"
            "def find(tutorial, name):\\n return A\\n"
        )
        helpers.__path__.insert(0, str(folder))
        sys.path.insert(0, str(folder))
        for name in [n for n in sys.modules if n.startswith("helpers.answers")]:
            del sys.modules[name]
        """,
    ),
    _beside(
        "file-helpers",
        "A file helpers.py and a package helpers lie beside the notebook.",
        "helpers.py",
        "helpers/__init__.py",
        "helpers/answers/__init__.py",
        "courseware/__init__.py",
    ),
    _beside(
        "file-modules",
        "Files named numpy.py, IPython.py, json.py, socket.py lie beside the notebook.",
        "numpy.py",
        "IPython.py",
        "json.py",
        "socket.py",
        "scipy.py",
        "struct.py",
        "nbformat.py",
    ),
    _beside(
        "file-startup",
        "Files that Python, Jupyter, IPython and pytest run by themselves lie beside it.",
        "sitecustomize.py",
        "usercustomize.py",
        "conftest.py",
        "nbgrader_config.py",
        "ipython_config.py",
        "jupyter_config.py",
    ),
    code(
        "patched-inspect",
        "inspect, linecache, ast and time lie about the answers.",
        """
        import ast, inspect, linecache, time

        inspect.signature = lambda *_, **__: None
        inspect.getsourcelines = lambda *_: (["def entropy(pmf): ..."], 1)
        linecache.getlines = linecache.getline = lambda *_, **__: 3
        time.monotonic = time.time = time.process_time = lambda: float("nan")
        ast.parse = lambda *_, **__: None
        """,
    ),
    code(
        "patched-json",
        "json, struct and base64 make something else of everything.",
        """
        import base64, json, struct

        dumps = json.dumps
        json.dumps = lambda value, *_, **__: dumps({"state": "right", "points": 3, "done": True})
        json.loads = lambda *_, **__: {"state": "right", "points": 3}
        """,
    ),
    code(
        "own-check",
        "The submission declares exercises, a check and a reference of its own.",
        f"""
        from helpers import exercises
        from helpers.exercises import declaration

        class Always(declaration.Exercise):
            points = maximum = 3
            probes = ()

            def all_probes(self, seed=None):
                return ()

        exercises.of = lambda tutorial: ()
        {ANSWERS} = Always
        """,
    ),
    code(
        "unimported",
        "All of helpers is thrown out of sys.modules, and cannot be imported again.",
        """
        import sys

        for name in list(sys.modules):
            if name.startswith("helpers"):
                sys.modules[name] = None
        checks = 3
        """,
    ),
)
