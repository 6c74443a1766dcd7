"""What makes a slider feel live: one figure that is updated, and stale events that are dropped."""

from __future__ import annotations

import asyncio
import contextlib
import io
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import predict
from ..checks.asking import failure
from ..checks.asking.guard import exit_is_an_exception, interrupts
from ..checks.asking.timelimit import TimeIsUp, time_limit
from ..explain_errors import is_stub, stopped
from ..figures import img, in_256_colours, pack
from ..session import missing
from ..settings import is_unattended
from ..widgets import note_html, put_widget

if TYPE_CHECKING:
    import ipywidgets
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

__all__ = ["Demo", "LivePicture", "Newest"]

_PIXELS_PER_INCH = 150  # sharp enough on high-resolution screens, and quick
_MOST_KEPT = 8  # backgrounds, a few MB each
_QUIET = 0.012  # seconds without a new event after which the newest is drawn
_PATIENCE = 0.08  # seconds after which it is drawn even while events go on
_REST = 0.1  # seconds without a drawing after which an event is no part of a stream
_LIMIT = 5.0  # seconds for the students' functions
_SLOW = 0.25  # a step longer than this announces the next one as busy


class LivePicture:
    """A figure that stays and whose moving artists are redrawn over a kept background."""

    def __init__(self, width: float = 6.4, height: float = 3.2) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        # Drawn by Agg; pyplot does not know it.
        self.figure = Figure(figsize=(width, height), dpi=_PIXELS_PER_INCH, layout="none")  # type: ignore[arg-type]
        self.width = round(width * 100)
        FigureCanvasAgg(self.figure)
        self.moving = []
        self._backgrounds = {}  # by the ranges of the axes, which a slider may go back and forth

    def row(self, bottom: float, height: float, ylabel: str, **options: Any) -> Axes:
        """Return axes over the figure's width; `bottom` and `height` are parts of its height."""
        ax = self.figure.add_axes((0.12, bottom, 0.85, height), **options)
        ax.set_ylabel(ylabel, fontsize=10)
        return ax

    def move(self, *artists: Artist) -> None:
        """Name artists that change from step to step."""
        for artist in artists:
            artist.set_animated(True)
        self.moving.extend(artists)

    def redraw_all(self) -> None:
        """Have the background drawn again: call it when labels changed (ranges are noticed)."""
        self._backgrounds.clear()

    def png(self) -> bytes:
        """Return the figure as it is now, as the bytes of a PNG file."""
        from PIL import Image

        canvas: Any = self.figure.canvas  # of Agg
        ranges = tuple((*ax.get_xlim(), *ax.get_ylim()) for ax in self.figure.axes)
        if ranges not in self._backgrounds:
            canvas.draw()
            if len(self._backgrounds) == _MOST_KEPT:
                del self._backgrounds[next(iter(self._backgrounds))]
            self._backgrounds[ranges] = canvas.copy_from_bbox(self.figure.bbox)
        canvas.restore_region(self._backgrounds[ranges])
        for artist in self.moving:
            self.figure.draw_artist(artist)
        packed = io.BytesIO()
        image = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        in_256_colours(image).save(packed, "png", compress_level=1)
        return packed.getvalue()


class Newest:
    """Call `act`, which reads the newest of the values that come in; drop those before it.

    In a kernel the first value is passed on as soon as it has come. Those that follow in a stream
    queue up while one is worked on: they wait until the queue has been read, but not longer than a
    fraction of a second. Without a running event loop every value is passed on at once.
    """

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self._timer: asyncio.TimerHandle | None = None
        self._waiting_since = 0.0
        self._ended = float("-inf")  # when the last call ended

    def __call__(self) -> None:
        """Note that there is something new."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._act()
            return
        now = time.monotonic()
        if self._timer is not None:
            self._timer.cancel()
            waited = now - self._waiting_since
        else:
            self._waiting_since = now
            waited = _PATIENCE if now - self._ended > _REST else 0.0
        self._timer = loop.call_later(max(0.0, min(_QUIET, _PATIENCE - waited)), self._fire)

    def _fire(self):
        self._timer = None
        try:
            self._act()
        finally:
            self._ended = time.monotonic()


class Demo:
    """A question, controls, a picture and its numbers in words, kept in step.

    `compute` takes the values of the `controls` by name and runs the students' functions; whatever
    it raises is told beside the picture. `draw` takes what `compute` returned, updates the artists,
    and returns ``(words, alt)``: the numbers in the figure as a sentence, and the alternative text
    of the figure. `key` and `question` are those of the prediction that is asked for first.
    """

    def __init__(
        self,
        *,
        picture: LivePicture,
        controls: Mapping[str, ipywidgets.ValueWidget],
        compute: Callable[..., Any],
        draw: Callable[[Any], tuple[str, str]],
        key: str,
        question: str,
    ) -> None:
        import ipywidgets

        self.picture, self.controls = picture, controls
        self.compute, self.draw = compute, draw
        self.question = question
        self._seconds = 0.0
        self._said = self._alt = ""
        # The widget has no alternative text (and its tooltip breaks its view in ipywidgets 8): the
        # words above it, which screen readers announce, say the same.
        self.image = ipywidgets.Image(
            format="png", layout=ipywidgets.Layout(max_width="100%", width=f"{picture.width}px")
        )
        self.words = ipywidgets.HTML()
        self.busy = ipywidgets.HTML(layout=ipywidgets.Layout(height="1.6em", margin="0"))
        self.box = ipywidgets.VBox(
            [predict.box(key, question), *controls.values(), self.words, self.image, self.busy]
        )
        newest = Newest(self.step)
        for control in controls.values():
            control.observe(lambda change: self._announce(newest), "value")

    def show(self) -> None:
        """Draw the first picture and put everything on the page."""
        with interrupts() as interrupted:
            self.step()
        put_widget(self.box, self.static(), self._said)
        if interrupted.real:
            raise KeyboardInterrupt

    def static(self) -> str:
        """Return what stands in for the demo where no widget can be shown, as HTML."""
        page = note_html(f"Predict: {self.question}") + self.words.value
        if self.image.value:
            from PIL import Image

            picture = pack(Image.open(io.BytesIO(self.image.value)))
            page += img(picture, self._alt, self.picture.width)
        return page

    def step(self) -> None:
        """Compute and draw what the controls say now."""
        began = time.perf_counter()
        try:
            self._step({name: control.value for name, control in self.controls.items()})
        finally:
            self._seconds = time.perf_counter() - began
            self.busy.value = ""

    def _announce(self, newest):
        if self._seconds > _SLOW and not self.busy.value:
            self.busy.value = "<i>Computing …</i>"
        newest()

    def _step(self, values):
        try:
            with (
                contextlib.redirect_stdout(io.StringIO()),
                contextlib.redirect_stderr(io.StringIO()),
                exit_is_an_exception(),
                time_limit(_LIMIT),
            ):
                result = self.compute(**values)
        # Nothing may get out of here: in a callback of the event loop it would end the kernel.
        except BaseException as error:
            if is_stub(error):
                self._say(missing(error), "due")
            else:
                self._say(told(error), "wrong")
            # No picture: one of other values would mislead.
            self.image.layout.display = "none"
            self.image.value = b""
            return
        said, self._alt = self.draw(result)
        # The words go first: they name the picture that follows.
        self._say(said, "info")
        if is_unattended():
            return
        self.image.value = self.picture.png()
        self.image.layout.display = None

    def _say(self, text, kind):
        self._said = text
        self.words.value = note_html(text, kind, role="status")


class Unusable(Exception):
    """What a student's function returned cannot be shown; the message says why."""


def axis_end(ends: Sequence[float], farthest: float) -> float:
    """Return the first end of an axis that will do: of few, so that the axis seldom jumps."""
    return next((end for end in ends if farthest <= end), 1.05 * farthest)


def told(error: BaseException) -> str:
    """Return a sentence on what a student's function raised or returned."""
    if isinstance(error, Unusable):
        return str(error)
    if isinstance(error, TimeIsUp):
        return stopped("Your function", {"seconds": _LIMIT, **failure.place(error, None)})
    return stopped("Your function", failure.describe(error, None))
