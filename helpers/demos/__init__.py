"""Demos: sliders that run the students' own functions and redraw while they are dragged."""

import importlib

__all__ = ["lif_membrane", "lif_spikes", "why_models"]


def __getattr__(name):
    if name in __all__:
        return importlib.import_module(f".{name}", __name__)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
