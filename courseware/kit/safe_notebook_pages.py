"""nbconvert's pages of notebooks that students wrote, made safe.

nbconvert puts Markdown, and some metadata, on its pages as they are, and nbgrader's pages for
feedback and for grading by hand are made by it. ``nbgrader_config.py`` names what is here; for
pages that are made without that, `safe_markdown` is for the notebook itself.
"""

import functools
import re
from collections.abc import Collection, Mapping
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from nbconvert import filters
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from .safe_html import clean

_HARMLESS = {"id", "name", "rel", "target"}
# nbconvert takes a time that grows with the square of these.
_LONGEST, _MOST_FORMULAS = 20_000, 200
_DATA = re.compile(r"base64,[A-Za-z0-9+/=]+")
# In HTML as `clean` writes it.
_SUMMARY = '<summary style="display: list-item; cursor: pointer">'
_PICTURE_LEFT_OUT = re.compile(
    r'<img(?:(?: alt="(?P<alt>[^"<>]*)")|(?: (?!src=|alt=)[a-z]+="[^"]*"))*>'
)
_FORMULA = re.compile(r"\\\\\[|\\begin")


def clean_html(html: object) -> str:
    """Return HTML of an output as a page may show it: `clean`, with all there is in sight.

    A part that unfolds has a triangle, though the page's own style takes it away, and a picture
    that was left out stands there by its words.

    >>> clean_html('<img src="https://example.org/?you" alt="Open in Colab">')
    'Open in Colab'
    >>> clean_html("<details><summary>More</summary>0.5</details>")
    '<details><summary style="display: list-item; cursor: pointer">More</summary>0.5</details>'
    """
    html = clean(html).replace("<summary>", _SUMMARY)
    return _PICTURE_LEFT_OUT.sub(lambda found: found["alt"] or "", html)


def strip_files_prefix(html: object) -> str:
    """Do as nbconvert's filter of that name, the last for Markdown cells, then `clean_html`.

    >>> strip_files_prefix('<a href="files/javascript:steal()">x</a>')
    '<a rel="noopener noreferrer">x</a>'
    """
    return clean_html(filters.strip_files_prefix(str(html)))


class PlainMetadata(Preprocessor):
    """Take out of a notebook the metadata that nbconvert puts on its pages as they are."""

    def preprocess(self, notebook: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        notebook.metadata.pop("widgets", None)  # no live widgets: their pictures are shown
        notebook.metadata.pop("title", None)
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                output.pop("svg_filename", None)
                if "metadata" in output:
                    output.metadata = type(notebook)(plain_metadata(output.metadata))
        return notebook, resources


def plain_metadata(metadata: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what may stay of an output's metadata: size and alternative text of pictures.

    >>> plain_metadata({"image/png": {"width": "1 onerror=steal()", "height": 20, "alt": "A dot"}})
    {'image/png': {'height': 20, 'alt': 'A dot'}}
    """
    kept = {}
    for mime in ("image/png", "image/jpeg"):
        about = metadata.get(mime)
        if not isinstance(about, dict):
            continue
        sizes = {k: about[k] for k in ("width", "height") if type(about.get(k)) in (int, float)}
        alt = {"alt": about["alt"]} if isinstance(about.get("alt"), str) else {}
        if sizes or alt:
            kept[mime] = sizes | alt
    return kept


@functools.lru_cache(maxsize=4096)
def safe_markdown(
    source: str, attached: Collection[str] = (), taken: frozenset[str] = frozenset()
) -> str:
    """Return Markdown that is safe on any page of nbconvert's.

    Most is returned as it is. What would do more on a page than show text, links and pictures is
    shown in its written form, as a block of code, so that a person can still read and grade it.
    Pictures `attached` to the cell may be shown; no heading may have an id that is `taken`.

    >>> safe_markdown("*Two* neurons, $r < 3$ Hz")
    '*Two* neurons, $r < 3$ Hz'
    >>> print(safe_markdown("Hi <script>steal()</script>"))
    (Shown as it was written, since it holds HTML that could act on this page.)
    <BLANKLINE>
    ```text
    Hi <script>steal()</script>
    ```
    """
    looked_at = source
    for name in attached:
        looked_at = looked_at.replace(f"attachment:{name}", "attached.png")
    return source if _is_plain(looked_at, taken) else as_written(source)


def as_written(source: str) -> str:
    """Return Markdown that shows a text in its written form, as a block of code."""
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", source))])
    return (
        "(Shown as it was written, since it holds HTML that could act on this page.)\n\n"
        f"{fence}text\n{source}\n{fence}"
    )


def _is_plain(source, taken):
    """Whether a Markdown text, on the page, is the same with and without what `clean` takes out."""
    if not re.search(r"[<&\]:`~#=-]", source):
        return True  # neither HTML, nor an address, nor a heading
    if len(_DATA.sub("", source)) > _LONGEST or len(_FORMULA.findall(source)) > _MOST_FORMULAS:
        return False
    try:
        html = filters.strip_files_prefix(filters.markdown2html(source))
        soup = BeautifulSoup(html, "html.parser")
        if any(element["id"] in taken for element in soup.find_all(id=True)):
            return False
        return _seen(soup) == _seen(BeautifulSoup(clean(html, prefix=""), "html.parser"))
    except Exception:  # a picture that is not attached, or no HTML that a parser takes
        return False


def _seen(soup):
    """Elements, attributes and text, in order, without what `clean` changes and is no harm."""
    seen = []
    for node in soup.descendants:
        if isinstance(node, Tag):
            attributes = {k: v for k, v in node.attrs.items() if k not in _HARMLESS}
            if "style" in attributes:
                attributes["style"] = re.sub(r"\s|;\s*$", "", attributes["style"])
            seen.append((node.name, attributes))
        elif not isinstance(node, Comment):
            seen.extend(str(node).split())
    return seen
