"""What a check hands back: the points as a plain number, the message as HTML."""

import html
from typing import Any

from ..widgets import box, marked
from .contract import Case, State, Steps, Verdict

# Sign, words, kind of box.
_STATES = {
    State.RIGHT: ("✓", "Right", "good"),
    State.WRONG: ("✗", "Not right yet", "wrong"),
    State.UNFINISHED: ("…", "Not finished yet", "due"),
    State.HANDED: ("→", "Handed to the grader", "info"),
}
_SUMMARIES = {
    Case: "Show a case in which it fails",
    Steps: "Show it step by step",
    str: "Show nearly the answer",
}


class Result:
    """Outcome of a check.

    Its plain text is the number of points, as nbgrader reads it; a notebook shows the message.

    Attributes
    ----------
    points, maximum : int or float
        Plain Python numbers: those of what is right, and the most that it gives.
    state : State
        "right", "wrong", "unfinished" or "handed to the grader".
    message : str
        The message as text, with as many hints as are opened.
    misconception : str
        Name of the misconception that the answer behaves like, or "".
    """

    def __init__(
        self, exercise: Any, verdict: Verdict, opened: int = 1, maximum: float | None = None
    ) -> None:
        self.state = verdict.state
        self.maximum = exercise.points if maximum is None else maximum
        self.points = _scaled(verdict.points, self.maximum, exercise.points)
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
        score = f"{self.points} of {self.maximum} points"
        if self._verdict.follow_through:
            words, score = "Right but for what it calls", f"{score}, follow-through"
        score = f" ({score})" if self.state != State.HANDED else ""
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


def _scaled(points, maximum, of_exercise):
    """Points of a check, where an instructor has given it other points than the exercise has."""
    if points in (0, of_exercise):
        return maximum if points else 0
    scaled = round(points * maximum / of_exercise, 2)
    return int(scaled) if float(scaled).is_integer() else scaled


def _rungs(rungs, opened):
    """The first rung in the open, each further one in a `<details>` within the one before."""
    inner = ""
    for k in range(len(rungs) - 1, 0, -1):
        summary = _SUMMARIES[type(rungs[k][0])]
        is_open = " open" if k < opened else ""
        inner = (
            f"<details{is_open}><summary>{summary}</summary>"
            f"{''.join(map(_html, rungs[k]))}{inner}</details>"
        )
    return [*map(_html, rungs[0]), inner]


def _text(block):
    if isinstance(block, str):
        return block
    about = f" ({block.about})" if block.about else ""
    if isinstance(block, Case):
        return f"  {block.call}{about}\n  expected: {block.expected}\n  got:      {block.got}"
    steps = (f"  {k}. {words}: {value}" for k, (words, value) in enumerate(block.steps, 1))
    return "\n".join([f"  {block.call}{about}, step by step:", *steps])


def _html(block):
    if isinstance(block, str):
        return f"<p>{marked(block)}</p>"
    about = f" ({html.escape(block.about)})" if block.about else ""
    call = f"<code>{html.escape(block.call)}</code>{about}"
    if isinstance(block, Case):
        return (
            f"<p>{call}<br>"
            f"expected: <code>{html.escape(block.expected)}</code><br>"
            f"got: <code>{html.escape(block.got)}</code></p>"
        )
    steps = (f"<li>{marked(w)}: <code>{html.escape(v)}</code></li>" for w, v in block.steps)
    return f"<p>{call}</p><ol>{''.join(steps)}</ol>"
