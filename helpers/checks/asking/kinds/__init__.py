"""How each kind of exercise asks a student's object; the judges are in `judging.kinds`."""

from .class_ import ClassAsker
from .figure import FigureAsker
from .function import FunctionAsker

_KINDS = {"function": FunctionAsker(), "class": ClassAsker(), "figure": FigureAsker()}


def find(name: str) -> FunctionAsker:
    """Return who asks for exercises of a kind, by name: "function"."""
    if name not in _KINDS:
        raise LookupError(
            f"There is no kind of exercise named {name!r}. Known: {', '.join(_KINDS)}."
        )
    return _KINDS[name]
