"""The widget: five faces, a text box, a button, and a line that says what became of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import __version__, internet
from ..settings import is_unattended
from ..widgets import note_html, put, put_widget
from .send import address, send_in_background
from .store import FACES, LONGEST_TEXT, Store

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["ask"]

_KEY = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")
_PICTURES = {1: "😞", 2: "😟", 3: "😐", 4: "😊", 5: "😀"}
_QUESTION = "How was this part? (optional, and nothing about you is recorded)"


def ask(key: str) -> None:
    """Ask for feedback on a section, by its name: ``"why-models/entropy"``.

    Raises ValueError if the name is not of the form ``"tutorial/section"``.
    """
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise ValueError(f'a section is named like "why-models/entropy", not {key!r:.80}')
    static = note_html("Feedback: run this cell in a notebook to say how this section was.")
    text = "Feedback: five faces and a text box"
    if is_unattended():
        put({"text/html": static, "text/plain": text}, on_pages="")
    else:
        put_widget(gadget(key), static, text, on_pages="")


def gadget(key: str) -> ipywidgets.VBox:
    """The feedback widget of a section."""
    import ipywidgets

    faces = ipywidgets.ToggleButtons(
        options=[(f"{_PICTURES[rating]} {name}", rating) for rating, name in FACES.items()],
        value=None,
        tooltips=[f"This section was {name}" for name in FACES.values()],
        style={"button_width": "9em"},
    )
    text = ipywidgets.Textarea(
        description="Comment",
        placeholder=f"What helped, what did not? (up to {LONGEST_TEXT} letters)",
        rows=2,
        continuous_update=False,  # sent whole on leaving the box, so before what is pressed next
        layout=ipywidgets.Layout(width="auto", max_width="640px"),
    )
    button = ipywidgets.Button(description="Send", tooltip="Save and send this feedback")
    message = ipywidgets.HTML()
    # Out of the way until a face is chosen.
    more = ipywidgets.VBox([text, button], layout=ipywidgets.Layout(display="none"))

    def say(words, kind="info"):
        message.value = note_html(words, kind, role="status")

    def save(_):
        if faces.value is None:
            say("Choose a face first, then press Send.", "due")
            return
        try:
            store = Store()
            store.add(key, faces.value, text.value, __version__)
        except Exception as error:
            say(f"This could not be saved: {type(error).__name__}: {error}", "wrong")
            return
        faces.value, text.value = None, ""
        _pass_on(store, say)

    def show_more(change):
        more.layout.display = "none" if change["new"] is None else None

    faces.observe(show_more, "value")
    button.on_click(save)
    question = ipywidgets.HTML(f'<b style="line-height:1.4">{_QUESTION}</b>')
    return ipywidgets.VBox([question, faces, more, message])


def _pass_on(store, say):
    """Send what is saved, if it is to be sent, and say what became of it."""
    kept = "Saved on this machine"
    if store.is_temporary:
        kept = f"Saved for now in {store.path} (your own feedback file cannot be written)"
    try:
        url = address()
    except ValueError as error:
        say(f"Thank you! {kept}, but not sent: {error}", "due")
        return
    if url is None:
        say(f"Thank you! {kept}.", "good")
        return
    if not internet.is_online() and url.startswith("https"):
        say(f"Thank you! {kept}; it is sent next time, when there is a network.", "due")
        return

    def done(problem):
        if problem is None:
            say("Thank you! Sent.", "good")
            return
        say(f"Thank you! {kept}, but not sent yet: {problem}. It is tried again next time.", "due")

    say(f"Thank you! {kept}, sending …")
    send_in_background(store, url, done)
