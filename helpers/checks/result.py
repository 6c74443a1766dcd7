"""What a check hands back: the points as a plain number, the message as HTML."""

import html
from typing import Any

from ..widgets import box, marked
from .contract import Case, State, Verdict

# Sign, words, kind of box.
_STATES = {
    State.RIGHT: ("✓", "Right", "good"),
    State.WRONG: ("✗", "Not right yet", "wrong"),
    State.UNFINISHED: ("…", "Not finished yet", "due"),
    State.HANDED: ("→", "Handed to the grader", "info"),
}
_SUMMARIES = ("Show a case in which it fails", "Show nearly the answer")


class Result:
    """Outcome of a check.

    Its plain text is the number of points, as nbgrader reads it; a notebook shows the message.

    Attributes
    ----------
    points, maximum : int
        0 or the exercise's points, a plain Python number; and the exercise's points.
    state : State
        "right", "wrong", "unfinished" or "handed to the grader".
    message : str
        The message as text, with as many hints as are opened.
    misconception : str
        Name of the misconception that the answer behaves like, or "".
    """

    def __init__(self, exercise: Any, verdict: Verdict, opened: int = 1) -> None:
        self.state = verdict.state
        self.maximum = exercise.points
        self.points = exercise.points if verdict.state == State.RIGHT else 0
        self.misconception = verdict.misconception
        self._verdict, self._opened = verdict, opened
        self._title = f"Exercise {exercise.number}, {exercise.title}"

    def __repr__(self) -> str:
        return str(self.points)

    def __float__(self) -> float:
        return float(self.points)

    def __int__(self) -> int:
        return int(self.points)

    @property
    def _headline(self):
        sign, words, _ = _STATES[self.state]
        if self._verdict.untouched:
            words = "Not attempted yet"
        score = f" ({self.points} of {self.maximum} points)" if self.state != State.HANDED else ""
        return f"{sign} {words}", f": {self._title}{score}"

    @property
    def message(self) -> str:
        lines = ["".join(self._headline)]
        for rung in self._verdict.rungs[: self._opened]:
            lines += [_text(block) for block in rung]
        return "\n".join([*lines, *self._verdict.notes])

    def _repr_html_(self) -> str:
        first, rest = self._headline
        parts = [f"<p><strong>{html.escape(first)}</strong>{html.escape(rest)}</p>"]
        parts += _rungs(self._verdict.rungs, self._opened)
        parts += [f"<p><small>{html.escape(note)}</small></p>" for note in self._verdict.notes]
        return box("".join(parts), _STATES[self.state][2])


def _rungs(rungs, opened):
    """The first rung in the open, each further one in a `<details>` within the one before."""
    inner = ""
    for k in range(len(rungs) - 1, 0, -1):
        summary = _SUMMARIES[0] if isinstance(rungs[k][0], Case) else _SUMMARIES[1]
        is_open = " open" if k < opened else ""
        inner = (
            f"<details{is_open}><summary>{summary}</summary>"
            f"{''.join(map(_html, rungs[k]))}{inner}</details>"
        )
    return [*map(_html, rungs[0]), inner]


def _text(block):
    if not isinstance(block, Case):
        return block
    about = f" ({block.about})" if block.about else ""
    return f"  {block.call}{about}\n  expected: {block.expected}\n  got:      {block.got}"


def _html(block):
    if not isinstance(block, Case):
        return f"<p>{marked(block)}</p>"
    about = f" ({html.escape(block.about)})" if block.about else ""
    return (
        f"<p><code>{html.escape(block.call)}</code>{about}<br>"
        f"expected: <code>{html.escape(block.expected)}</code><br>"
        f"got: <code>{html.escape(block.got)}</code></p>"
    )
