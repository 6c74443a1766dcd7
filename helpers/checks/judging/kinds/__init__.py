"""How the answers to each kind of exercise are judged; who asks for them is in `asking.kinds`."""

import functools

from .function import FunctionJudge

__all__ = ["FunctionJudge", "find"]


@functools.cache
def find(name: str) -> FunctionJudge:
    """Return the judge of a kind of exercise, by name: "function". Only this one is imported."""
    if name == "class":
        from .class_ import ClassJudge

        return ClassJudge()
    if name == "figure":
        from .figure import FigureJudge

        return FigureJudge()
    return FunctionJudge()
