"""Exercises that ask for a function that draws: ``plot_voltage_histograms(ax, v, dt)``.

The function gets empty Axes first (they are also pyplot's current ones), then the probe's ``args``
and ``keywords``. What it has drawn is described as plain data (`helpers.checks.figures.describing`)
and compared with what the reference draws, requirement by requirement. What it returns does not
matter, unless it is a blank `...`; `figures.returns_nothing` is a remark on it::

    from ..checks import figures

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
        remarks=(figures.many_artists(50, "Each scatter call makes an artist: ..."),),
        ...
    )

The reference in `helpers.answers` is a drawing function, and says by what it draws what is asked
for: which data, how many, with which labels. Misconceptions are drawing functions, too. A student's
drawing is that of a misconception if the first requirement that it fails is the first that the
misconception fails, and it looks the same under that requirement.
"""

import sys
from contextlib import contextmanager

import numpy as np

from ... import wire
from .. import showing
from ..figures import requirements
from . import function

HANDED = 1


def fitting(facts, exercise):
    """A sentence on why the student's object is no function, or ""."""
    return function.fitting(facts, exercise)


def unfit(target, probe):
    """Names of the function's parameters if it cannot be called with Axes and the arguments."""
    return function.unfit(target, {**probe, "args": (None, *probe["args"])})


def ask(target, probe):
    """Let it draw, and describe what it has drawn."""
    from matplotlib.figure import Figure

    from ..figures import describing

    with _alone() as new_figures:
        figure = Figure()
        ax = figure.subplots()
        new_figures(figure)
        returned = target(ax, *probe["args"], **probe["keywords"])
        others = {id(a): a for f in [figure, *new_figures()] for a in f.axes if a is not ax}
        drawn = describing.describe(ax, sum(map(describing.count, others.values())))
        return {**drawn, "returned": "ax" if returned is ax else wire.type_name(type(returned))}


@contextmanager
def _alone():
    """Pyplot without any figures; settings and the user's figures are put back afterwards.

    Yields
    ------
    callable
        With a figure, makes it pyplot's current one; without, returns all that pyplot knows.
    """
    import matplotlib
    from matplotlib._pylab_helpers import Gcf
    from matplotlib.backend_bases import FigureManagerBase
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    def figures(figure=None):
        if figure is not None:
            Gcf._set_new_active_manager(FigureManagerBase(FigureCanvasAgg(figure), 1))
        return [manager.canvas.figure for manager in Gcf.figs.values()]

    pyplot = sys.modules.get("matplotlib.pyplot")
    users = dict(Gcf.figs)
    Gcf.figs.clear()
    with matplotlib.rc_context():
        show = getattr(pyplot, "show", None)
        try:
            if show is not None:
                pyplot.show = lambda *_, **__: None
            yield figures
        finally:
            if show is not None:
                pyplot.show = show
            for manager in [*Gcf.figs.values()]:
                manager.destroy()
            Gcf.figs.clear()
            Gcf.figs.update(users)


def difference(got, right, compare):
    """What is wrong with a drawing, or ""."""
    sentence = requirements.difference(got, right, compare)
    if not sentence and is_blank(got):
        return "What your function returned is a blank `...`: replace it by your own expression."
    return sentence


def is_blank(got):
    """Whether a function that drew has returned a blank `...`."""
    return type(got) is dict and got.get("returned") == "ellipsis"


def apart(got, right, compare):
    """What the first requirement that is not met expects, and what it finds."""
    if is_blank(got) and not requirements.difference(got, right, compare):
        return "this figure, and something returned", "a blank `...` returned"
    return requirements.apart(got, right, compare)


def alike(got, other, right, compare):
    """Whether a drawing fails like that of a misconception."""
    return requirements.alike(got, other, right, compare)


def misfit(exercise, parameters):
    """The sentence for a function that does not take the arguments."""
    has = ", ".join(f"`{name}`" for name in parameters) or "none"
    wanted = ", ".join(exercise.parameters)
    return (
        f"`{exercise.name}` is called as `{exercise.name}({wanted})`, where `ax` is the Axes to"
        f" draw on, and its `def` line does not allow that (its parameters: {has})."
    )


def call(exercise, probe):
    """The call as code: ``plot_voltage_histograms(ax, an array of shape (200, 40), 0.001)``."""
    arguments = [exercise.parameters[0], *map(_argument, probe.args)]
    arguments += [f"{name}={_argument(value)}" for name, value in probe.keywords.items()]
    return f"{exercise.name}({', '.join(arguments)})"


def _argument(value):
    """As short as can be: what is drawn are measurements, whose numbers alone say little."""
    if type(value) is np.ndarray and value.ndim > 1:
        return f"an array of shape {value.shape}"
    return showing.short(value)
