"""Ask a function that draws: ``plot_voltage_histograms(ax, v, dt)``.

The function gets empty Axes first, then the probe's ``args`` and ``keywords``. They are pyplot's
current Axes, too, unless the probe's plan is ``{"current": False}``: then what ``plt`` draws is
elsewhere (`improvements.draws_with_pyplot` makes a remark on it). What it has drawn is described as
plain data (`asking.figure_description`) and compared with what the reference draws, requirement by
requirement. What it returns does not matter, unless it is a blank `...`;
`improvements.returns_no_ax` makes a remark on it::

    from .. import figures, improvements
    from ..declaration import Comparison, Exercise, Probe

    Exercise(
        name="plot_voltage_histograms",
        kind="figure",
        parameters=("ax", "v", "dt"),       # with the Axes
        probes=(Probe(args=(v, 1e-3), about="200 neurons, 40 steps"),),      # without them
        compare=Comparison(
            requirements=(                  # in the order in which they are to be told
                figures.Histograms(bins=50),
                figures.Labels(of="histograms", numbers=True),
                figures.Legend(),
                figures.Axis("x", unit="mV"),
                figures.Axis("y"),
            ),
        ),
        remarks=(improvements.many_artists(50, "Each scatter call makes an artist: ..."),),
        ...
    )

The reference in `helpers.answers` is a drawing function, and says by what it draws what is asked
for: which data, how many, with which labels. Misconceptions are drawing functions, too. A student's
drawing is that of a misconception if the first requirement that it fails is the first that the
misconception fails, and it looks the same under that requirement.
"""

import sys
from contextlib import contextmanager
from typing import Any

from .. import wire
from .function import FunctionAsker


class FigureAsker(FunctionAsker):
    """Asks a function that draws."""

    def unfit(self, target: Any, probe: dict) -> list[str] | None:
        return super().unfit(target, {**probe, "args": (None, *probe["args"])})

    def ask(self, target: Any, probe: dict) -> Any:
        """Let it draw, and describe what it has drawn."""
        from .. import figure_description

        ax = self.new_axes()
        figure = ax.get_figure()
        with _alone(figure, probe["plan"].get("current", True)) as all_figures:
            returned = target(ax, *probe["args"], **probe["keywords"])
            others = {id(a): a for f in [figure, *all_figures()] for a in f.axes if a is not ax}
            elsewhere = sum(map(figure_description.count, others.values()))
            kind = "ax" if returned is ax else wire.type_name(type(returned))
            described = figure_description.describe(ax, elsewhere, kind)
        self.give_back(ax)
        return described

    def new_axes(self) -> Any:
        """Make empty Axes to draw on."""
        from matplotlib.figure import Figure

        return Figure().subplots()

    def give_back(self, ax: Any) -> None:
        """Take Axes that have been described."""


@contextmanager
def _alone(figure, current):
    """Pyplot with this figure alone; settings and the user's figures are put back afterwards.

    If it is not to be the `current` one, an empty figure is. Yields a function that returns all
    the figures that pyplot knows.
    """
    import matplotlib
    from matplotlib._pylab_helpers import Gcf
    from matplotlib.backend_bases import FigureManagerBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    pyplot = sys.modules.get("matplotlib.pyplot")
    users = dict(Gcf.figs)
    Gcf.figs.clear()
    with matplotlib.rc_context():
        show = getattr(pyplot, "show", None)
        try:
            if show is not None:
                pyplot.show = lambda *_, **__: None
            for number, one in enumerate([figure] if current else [figure, Figure()], 1):
                Gcf._set_new_active_manager(FigureManagerBase(FigureCanvasAgg(one), number))
            yield lambda: [manager.canvas.figure for manager in Gcf.figs.values()]
        finally:
            if show is not None:
                pyplot.show = show
            for manager in [*Gcf.figs.values()]:
                manager.destroy()
            Gcf.figs.clear()
            Gcf.figs.update(users)
