"""Predictions: asked before a result is shown, and kept in view beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .settings import is_unattended
from .widgets import note_html, put, put_widget

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["ask", "recall"]

_LONGEST = 1000
_KEY = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_predictions = {}  # what was written in this session, by key


def ask(key: str, question: str, *, rows: int = 2) -> None:
    """Show a question with a box for the prediction; its text is kept for `recall`.

    Run again, the box shows what was written before.

    Parameters
    ----------
    key : str
        Name of the prediction, as in ``"why-models/one-point"``.
    question : str
        What is to be predicted.
    rows : int
        Height of the box in lines.
    """
    static = note_html(f"Predict: {question}")
    if is_unattended():
        _check(key)
        put({"text/html": static, "text/plain": f"Predict: {question}"})
        return
    put_widget(box(key, question, rows=rows), static, f"Predict: {question}")


def box(key: str, question: str, *, rows: int = 2) -> ipywidgets.VBox:
    """Return the question and its text box as one widget."""
    import ipywidgets

    _check(key)
    text = ipywidgets.Textarea(
        value=_predictions.get(key, ""),
        description="Prediction",
        placeholder="Write it down before you look.",
        rows=rows,
        continuous_update=False,  # sent whole on leaving the box, so before what is pressed next
        layout=ipywidgets.Layout(width="auto", max_width="640px"),
    )

    def keep(change):
        _predictions[key] = change["new"][:_LONGEST]

    text.observe(keep, "value")
    return ipywidgets.VBox([ipywidgets.HTML(note_html(f"Predict: {question}")), text])


def recall(key: str) -> None:
    """Show what was predicted with this `key` beside the result, or a reminder if nothing was."""
    _check(key)
    written = _predictions.get(key, "").strip()
    if written:
        text = f"You predicted: {written}"
        page = note_html(text).replace("You predicted:", "<b>You predicted:</b>", 1)
    else:
        text = "You wrote no prediction for this. Guessing first makes the answer stick: try it."
        page = note_html(text, "due")
    put({"text/html": page, "text/plain": text}, on_pages=None if written else "")


def _check(key):
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise ValueError(f'a prediction is named like "why-models/one-point", not {key!r:.80}')
