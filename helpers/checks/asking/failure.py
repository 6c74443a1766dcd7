"""What went wrong in a student's code, and where, as plain data."""

from ...explain_errors import explain, message_of
from ..contract import Place
from . import source, wire
from .timelimit import time_limit


def describe(error: BaseException, target: object, seconds: float = 1.0) -> dict:
    """An exception as in `contract.Raised`; what its own class does wrong does not get out.

    It has so many seconds to tell its message, 1 s at most.
    """
    told = {"type": wire.type_name(type(error)), **place(error, target)}
    try:
        with time_limit(min(seconds, 1.0)):
            return {**told, "message": message_of(error), "explanation": explain(error)}
    except BaseException:
        return {**told, "message": "", "explanation": ""}


def place(error: BaseException, target: object) -> Place:
    """The line of the student's code where an exception arose."""
    try:
        line, text, within = source.line_of(error, target)
    except Exception:
        line, text, within = 0, "", ""
    return {"line": line, "text": text, "within": within}
