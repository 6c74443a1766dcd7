"""Figures with alternative text, sharp on high-resolution screens and small in the file."""

from __future__ import annotations

import base64
import html
import io
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from .settings import is_unattended
from .widgets import put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL import Image

__all__ = ["describe", "show"]

SCALE = 2  # PNG pixels per CSS pixel
_FEWEST_LETTERS = 15
_descriptions: dict[str, str] = {}  # by the figures' names
_TOLERANCE = 48  # of 255: how far a palette of 256 colours may be off at any pixel


def describe(descriptions: Mapping[str, str]) -> None:
    """Note for `show`, by the figures' names, what can be seen in them."""
    _descriptions.update(descriptions)


def show(
    fig: Figure | Axes | NDArray[Any], name: str | None = None, *, alt: str | None = None
) -> None:
    """Show a figure with a text that says what can be seen in it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure or matplotlib.axes.Axes or array of Axes
        What to show. It is closed afterwards, so that nothing shows it twice.
    name : str, optional
        Under which `describe` has that text. If it has none, the text says how to get it.
    alt : str, optional
        The text itself, where there is no `name`: what a person who cannot see the figure needs to
        know, such as the kind of plot, what is on the axes, and what stands out. Too short a text,
        or none, raises a `ValueError`.
    """
    figure = _figure_of(fig)
    alt = checked_alt(alt) if name is None else _descriptions.get(name, _undescribed(name))
    from matplotlib import pyplot

    if is_unattended():
        pyplot.close(figure)
        put({"text/plain": f"Figure: {alt}"})
        return
    picture, width = png(figure)
    put({"text/html": img(picture, alt, width), "text/plain": f"Figure: {alt}"})
    pyplot.close(figure)


def png(figure: Figure) -> tuple[bytes, int]:
    """Return a figure as a PNG file, and its width on the page in CSS pixels.

    A CSS pixel has `SCALE` pixels of the file; 100 of them make an inch of the figure.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    # The pixels themselves: savefig() would lay the figure out and draw it twice.
    own_canvas, own_dpi = figure.canvas, figure.dpi
    canvas = FigureCanvasAgg(figure)
    try:
        figure.set_dpi(100 * SCALE)
        canvas.draw()
        image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba())
    finally:
        figure.set_dpi(own_dpi)
        figure.set_canvas(own_canvas)
    return pack(image), round(image.width / SCALE)


def pack(image: Image.Image) -> bytes:
    """Return an image as a small PNG file, without transparency."""
    from PIL import ImageChops

    image = image.convert("RGB")
    palette = in_256_colours(image)
    difference = ImageChops.difference(image, palette.convert("RGB"))
    extrema: Any = difference.getextrema()  # one pair a colour
    if max(high for _, high in extrema) <= _TOLERANCE:
        image = palette
    packed = io.BytesIO()
    image.save(packed, "png", compress_level=6)
    return packed.getvalue()


def in_256_colours(image: Image.Image) -> Image.Image:
    """Return an RGB image with a palette, quickly: no pixel is far off, and white stays white."""
    from PIL import Image

    palette = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.putpalette([255 if level >= 250 else level for level in palette.getpalette() or ()])
    return palette


def img(picture: bytes, alt: str, width: int) -> str:
    """Return an ``<img>`` element that holds a PNG, with an alternative text (escaped here).

    The width is in CSS pixels; narrower pages shrink it.
    """
    data = base64.b64encode(picture).decode("ascii")
    return (
        f'<img alt="{html.escape(alt)}" width="{width}" '
        f'style="max-width:100%;height:auto" src="data:image/png;base64,{data}">'
    )


def _figure_of(thing):
    """Return the figure of a figure, of its axes, or of an array of its axes."""
    from matplotlib.figure import Figure

    while not isinstance(thing, Figure):
        if hasattr(thing, "figure"):
            thing = thing.figure
        elif hasattr(thing, "__len__") and len(thing) and not isinstance(thing, str):
            thing = thing[0]
        else:
            raise TypeError(
                f"show() takes a figure or its axes, not {type(thing).__name__}: "
                "write fig, ax = plt.subplots() first, then helpers.show(fig, alt=...)"
            )
    return thing


def checked_alt(alt: object) -> str:
    """Return an alternative text on one line; ValueError if it is too short to say anything."""
    alt = " ".join(alt.split()) if isinstance(alt, str) else ""
    if len(alt) < _FEWEST_LETTERS:
        raise ValueError(
            "show() needs alt text that says what can be seen: the kind of plot, what is on the "
            'axes, and what stands out. For example: show(fig, alt="Histogram of the intervals '
            'between spikes in ms: most are shorter than 20 ms, a few last 100 ms.")'
        )
    return alt


def _undescribed(name):
    return (
        f'{name}. To have this figure described, run the cell "Descriptions of the figures" near '
        "the top, then this cell."
    )
