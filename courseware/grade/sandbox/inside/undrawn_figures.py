"""A matplotlib backend for figures that no one will look at: they are made, and closed undrawn.

Used as ``module://courseware.grade.sandbox.inside.undrawn_figures``. As with the inline backend, a
cell's figures are gone after `show` or at the end of the cell; nothing is put out.
"""

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

NAME = f"module://{__name__}"


class FigureManager(FigureManagerBase):
    """Knows its figure, and shows nothing."""

    def show(self) -> None:
        """Do nothing."""

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """Close all figures, as the inline backend does."""
        close_all()


class FigureCanvas(FigureCanvasAgg):
    """Draws when told to, as by `savefig`, and not when there is something new."""

    manager_class = FigureManager

    def draw_idle(self, *_args: object, **_keywords: object) -> None:
        """Do nothing: no one looks on."""


def close_all() -> None:
    """Forget all figures."""
    from matplotlib import pyplot  # not on top: pyplot loads this module

    pyplot.close("all")
