"""Display things on the page: a widget with its static stand-in, a picture, a sentence.

A live notebook shows the widget; GitHub, nbconvert and the book show the static HTML; plain Python
prints the text.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ipywidgets

__all__ = ["box", "marked", "put", "put_note", "put_widget"]

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# A bar of colour at the left and the page's own text colour: readable in light and dark themes.
_BARS = {"info": "#0072B2", "good": "#009E73", "due": "#E69F00", "wrong": "#D55E00"}


def put(bundle: Mapping[str, Any], on_pages: str | None = None) -> None:
    """Display a MIME bundle; print its ``text/plain`` where there is no IPython.

    `on_pages` is what the site's pages, where nothing runs, say in its place; "" leaves it out. It
    is kept in the output's metadata.
    """
    ipython = sys.modules.get("IPython")
    if ipython is None or ipython.get_ipython() is None:
        print(bundle["text/plain"])
        return
    from IPython.display import display

    display(bundle, raw=True, metadata={} if on_pages is None else {"on_pages": on_pages})


def put_widget(
    widget: ipywidgets.Widget, static: str, text: str, on_pages: str | None = None
) -> None:
    """Display a widget together with what stands in for it where no widget can be shown.

    `static` is the same as HTML, for GitHub, nbconvert and the book, and `text` as plain text;
    `on_pages` is as for `put`.
    """
    bundle = {"text/html": static, "text/plain": text, WIDGET_VIEW: widget.get_view_spec()}
    if in_colab():
        # Which part of a bundle Colab shows is undocumented: offer it only the widget.
        del bundle["text/html"]
    put(bundle, on_pages)


def marked(text: str) -> str:
    """Return plain text as HTML: escaped; `code` in backticks and *emphasis* become elements.

    >>> marked("`a < b` is *not* `b > a`")
    '<code>a &lt; b</code> is <em>not</em> <code>b &gt; a</code>'
    """
    text = re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
    return re.sub(r"(?<![\w*])\*(\w[\w ]*)\*(?![\w*])", r"<em>\1</em>", text)


def box(content: str, kind: str = "info", role: str | None = None) -> str:
    """Return HTML in a block with a coloured bar, as every message of the course has it.

    The bar's colour is that of the `kind`, "info", "good", "due" or "wrong". The ARIA `role`
    ``"status"`` makes screen readers announce changes.
    """
    attribute = f' role="{role}"' if role else ""
    return (
        f'<div{attribute} style="border-left:4px solid {_BARS[kind]};padding:2px 12px;'
        f'margin:5px 0;white-space:pre-line;overflow-wrap:anywhere;line-height:1.4">{content}</div>'
    )


def note_html(text: str, kind: str = "info", role: str | None = None) -> str:
    """Return one or more sentences as an HTML block with a coloured bar, as `box` does.

    The text is as `marked` takes it; line breaks are kept.

    >>> "a &lt; b" in note_html("a < b")
    True
    """
    return box(marked(text), kind, role)


def put_note(text: str, kind: str = "info", on_pages: str | None = None) -> None:
    """Display one or more sentences (text as `marked` takes it)."""
    put({"text/html": note_html(text, kind), "text/plain": text}, on_pages)


def in_colab() -> bool:
    """Return whether this is Google Colab."""
    return "google.colab" in sys.modules
