"""How the answers to each kind of exercise are judged; who asks for them is in `asking.kinds`."""

from .class_ import ClassJudge
from .figure import FigureJudge
from .function import FunctionJudge

__all__ = ["FunctionJudge", "find"]

_KINDS = {"function": FunctionJudge(), "class": ClassJudge(), "figure": FigureJudge()}


def find(name: str) -> FunctionJudge:
    """Return the judge of a kind of exercise, by name: "function"."""
    return _KINDS[name]
