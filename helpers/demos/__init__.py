"""Demos: sliders that run the students' own functions and redraw while they are dragged.

A module for each tutorial, ``demos.why_models``; `live` is what they are made with.
"""

import importlib
import pkgutil

__all__ = [
    module.name
    for module in pkgutil.iter_modules(__path__)
    if not module.name.startswith("_") and module.name != "live"
]


def __getattr__(name):
    if name in __all__:
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
