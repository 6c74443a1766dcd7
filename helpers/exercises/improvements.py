"""Remarks on right answers that could be better: `Exercise.remarks`.

remarks=(improvements.slow(0.2, "A loop over the neurons makes it slow: ..."),)
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .declaration import Probe

Remark = Callable[[Any, Any], str]  # of a probe and its outcome; "" if there is nothing to say


def slow(seconds: float, sentence: str) -> Remark:
    """Remark on an answer that took more than so many seconds of computing on any probe."""
    return lambda probe, outcome: sentence if outcome["took"] > seconds else ""


def many_artists(number: int, sentence: str, kind: str = "collections") -> Remark:
    """Remark on a right drawing that takes more than so many artists of a kind.

    `kind` is "lines", "patches", "collections", "images" or "texts"; or "scatters": calls of
    `scatter` only. Among the collections are those of `eventplot`, which makes one for each row by
    a single call.
    """

    def remark(probe, outcome):
        value = outcome["value"]
        n = len(value["points"]["starts"]) if kind == "scatters" else value["artists"].get(kind, 0)
        return sentence if n > number else ""

    return remark


def draws_with_pyplot(probe: Probe) -> Probe:
    """A figure's probe that only makes a remark: on drawing with ``plt`` in place of ``ax``."""
    return replace(
        probe,
        plan={"current": False},
        about=f"{probe.about}, beside the current Axes",
        remark="`plt` draws and writes on the current Axes, whichever they are. Use `ax`, the Axes"
        " that your function is given: `ax.plot`, `ax.set_xlabel`, and so on.",
    )


def returns_no_ax(sentence: str) -> Remark:
    """Remark on a right drawing by a function that returns something else than its Axes."""
    return lambda probe, outcome: "" if outcome["value"]["returned"] == "ax" else sentence
