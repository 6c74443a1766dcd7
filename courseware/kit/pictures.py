"""Pictures in notebooks: as outputs, and as data URIs in HTML."""

import base64
import html
import io
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from nbformat import NotebookNode

SMALL = 24_000  # bytes; a larger PNG is made smaller for the student's copy
WIDEST = 760  # pixels
COLOURS = 48


@dataclass(frozen=True)
class Picture:
    """A picture with the text that says what is in it."""

    mime: str
    data: bytes
    alt: str
    width: str = ""  # on the page, in CSS pixels; empty for its own

    def img(self) -> str:
        """Return the picture as an HTML element."""
        width = f' width="{html.escape(self.width)}"' if self.width else ""
        data = base64.b64encode(self.data).decode("ascii")
        return (
            f'<img alt="{html.escape(self.alt)}"{width} style="max-width:100%;height:auto" '
            f'src="data:{self.mime};base64,{data}">'
        )


class _Images(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        source = attrs.get("src") or ""
        if tag == "img" and source.startswith("data:image/") and ";base64," in source:
            head, data = source.split(";base64,", 1)
            picture = base64.b64decode(data)
            alt, width = attrs.get("alt") or "", attrs.get("width") or ""
            self.found.append(Picture(head.removeprefix("data:"), picture, alt, width))


def pictures(output: NotebookNode) -> list[Picture]:
    """Find the pictures of a ``display_data`` or ``execute_result``."""
    parser = _Images()
    parser.feed(output.data.get("text/html", ""))
    if parser.found:
        return parser.found
    for mime in ("image/png", "image/jpeg"):
        if mime in output.data:
            return [Picture(mime, base64.b64decode(output.data[mime]), "The figure of this cell")]
    return []


def smaller(picture: Picture) -> Picture:
    """Make a large PNG smaller, with fewer pixels and colours; other pictures stay."""
    if picture.mime != "image/png" or len(picture.data) <= SMALL:
        return picture
    from PIL import Image

    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    width = picture.width or str(min(image.width, WIDEST))
    if image.width > WIDEST:
        size = WIDEST, round(image.height * WIDEST / image.width)
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = image.quantize(COLOURS, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    image.save(packed, "png", optimize=True)
    data = min(packed.getvalue(), picture.data, key=len)
    return replace(picture, data=data, width=width)
