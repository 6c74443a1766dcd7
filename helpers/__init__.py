"""What the notebooks of the course import: data, plots, demos, media, feedback and checks.

Importing it costs little more than numpy and matplotlib: every part is loaded when it is first
used.

>>> import helpers
>>> from helpers import checks, data, plots
"""

import importlib

__version__ = "0.1.0"

_FUNCTIONS = {"start": "session", "show": "figures", "describe": "figures", "needs": "session"}

__all__ = [
    "checks",
    "data",
    "demos",
    "describe",
    "feedback",
    "lif",
    "media",
    "needs",
    "plots",
    "predict",
    "show",
    "start",
]


def __getattr__(name):
    if name in _FUNCTIONS:
        return getattr(importlib.import_module(f".{_FUNCTIONS[name]}", __name__), name)
    if name in __all__:
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *__all__})
