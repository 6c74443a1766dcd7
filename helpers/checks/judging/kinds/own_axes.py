"""Axes for the right and the wrong answers' drawings, used again: new ones take most of the time.

Only for drawings of ours, never for a student's.
"""

from typing import Any

from ...asking.kinds.figure import FigureAsker

_TITLES = {"xlabel": "", "ylabel": "", "title": ""}


class OwnFigureAsker(FigureAsker):
    """Asks our drawing functions, on Axes that are swept behind each of them."""

    def __init__(self) -> None:
        self._kept: tuple | None = None  # Axes, how they were when new, and the style they came in

    def new_axes(self) -> Any:
        import matplotlib

        kept, self._kept = self._kept, None  # until they are given back
        style = matplotlib.rcParams.copy()
        if kept is None or kept[2] != style:
            ax = super().new_axes()
            kept = ax, _state(ax), style
        self._lent = kept
        return kept[0]

    def give_back(self, ax: Any) -> None:
        _sweep(ax)
        if _state(ax) == self._lent[1]:
            self._kept = self._lent


def _sweep(ax):
    """Take away what is usually drawn."""
    for artists in (ax.lines, ax.collections, ax.patches, ax.images, ax.texts):
        for artist in [*artists]:
            artist.remove()
    ax.containers.clear()
    if ax.get_legend() is not None:
        ax.get_legend().remove()
    ax.set(**_TITLES)
    ax.relim()
    ax.set_xlim(0, 1, auto=True)
    ax.set_ylim(0, 1, auto=True)
    ax.set_prop_cycle(None)


def _state(ax):
    """What may be changed in other ways: if it was, the Axes are not used again."""
    axes = [
        (
            axis.get_scale(),
            axis.get_inverted(),
            axis.get_visible(),
            type(axis.get_major_locator()),
            type(axis.get_major_formatter()),
            axis.label.get_color(),
            axis.label.get_visible(),
        )
        for axis in (ax.xaxis, ax.yaxis)
    ]
    looks = ax.get_facecolor(), ax.patch.get_visible(), ax.get_zorder(), ax.title.get_color()
    place = (
        ax.get_position().bounds,
        ax.get_aspect(),
        ax.axison,
        ax.get_frame_on(),
        ax.get_visible(),
    )
    figure = ax.get_figure()
    around = [len(ax.get_children()), len(ax.child_axes)]
    if figure is not None:
        around += [len(figure.axes), len(figure.get_children()), figure.get_facecolor()]
    limits = [*ax.get_xlim(), *ax.get_ylim(), ax.get_autoscalex_on(), ax.get_autoscaley_on()]
    return axes, looks, place, around, limits
