"""Figures of checks: described as plain data, whatever they show, and gone when they are."""

import datetime
import os
import subprocess
import sys
import textwrap

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from helpers import answers
from helpers.checks.asking import ask, figure_description, figure_looks, figure_marks, wire
from helpers.checks.contract import MalformedReport, look_over
from helpers.checks.judging.figures import described_drawing, first_unmet
from helpers.checks.judging.judge import judge
from helpers.exercises import Comparison, Exercise, Probe, figures

RNG = np.random.default_rng(2)


def histogram(ax, x):
    ax.hist(x, 20)
    ax.set_xlabel("V (mV)")


EXERCISE = Exercise(
    "draw",
    "9.1",
    "A drawing",
    "a function that draws",
    2,
    ("ax", "x"),
    (Probe((RNG.normal(size=300),), about="300 values"),),
    lambda rng: [],
    Comparison(requirements=(figures.Histograms(bins=20), figures.Axis("x", unit="mV"))),
    kind="figure",
    tutorial="why_models",
)


def moved(ax, x):
    histogram(ax, x + 1)


ANSWER = answers.Answer(histogram, (answers.Misconception("moved", moved, "hint", "nearly"),))
CELL = """
import matplotlib.pyplot as plt
def draw(ax, x):
    ax.hist(x, 20)
    ax.set_xlabel("V (mV)")
"""


# The session stays as it was.


def test_the_users_figures_and_settings_stay_as_they_were(notebook, afar):
    first, second = plt.figure(), plt.figure()
    plt.figure(first.number)
    text = CELL + (
        "    plt.rcParams['lines.linewidth'] = 77\n    plt.figure()\n    plt.close('all')\n"
        "    plt.figure(1)\n    plt.clf()\n    plt.ion()\n    plt.show()\n"
    )
    before = dict(matplotlib.rcParams), plt.show
    target = notebook(text, "draw")
    for _ in range(2):
        assert afar(EXERCISE, ANSWER, target).state == "right"
    assert (dict(matplotlib.rcParams), plt.show) == before
    assert plt.get_fignums() == [first.number, second.number]
    assert plt.gcf() is first
    assert plt.figure(second.number) is second


def test_a_figure_that_is_shown_opens_no_window_and_blocks_nothing(notebook, afar, monkeypatch):
    monkeypatch.setattr(plt, "show", lambda *_: pytest.fail("a window was opened"))
    assert afar(EXERCISE, ANSWER, notebook(CELL + "    plt.show()\n", "draw")).points == 2


def test_no_figure_is_left_open_when_the_function_stops(notebook, afar):
    for end in ("1 / 0", "raise SystemExit", "while True: pass"):
        target = notebook(CELL + f"    plt.figure()\n    {end}\n", "draw")
        result = afar(EXERCISE, ANSWER, target, seconds=1.0)
        assert result.state == "wrong"
        assert plt.get_fignums() == []


def test_the_students_side_of_a_figure_needs_no_pyplot(tmp_path):
    code = """
        import sys
        sys.modules["helpers.answers"] = sys.modules["helpers.exercises"] = None
        sys.modules["helpers.checks.judging"] = None
        sys.modules["matplotlib.pyplot"] = None
        import numpy as np
        from helpers.checks.asking import ask, wire
        probe = {"args": (np.arange(4.0),), "keywords": {}, "names": {}, "about": "", "plan": {}}
        probe["stand_ins"] = {}
        def draw(ax, x):
            ax.plot(x, x, label="line")
        outcome = ask.ask_one(draw, "figure", probe, 60.0)
        value = wire.unpack(wire.pack(outcome))["value"]
        print(value["lines"]["y"], value["lines"]["labels"], value["artists"]["lines"])
        """
    command = [sys.executable, "-c", textwrap.dedent(code)]
    env = {**os.environ, "MPLCONFIGDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=env)
    assert done.stdout == "[0. 1. 2. 3.] ['line'] 1\n", done.stderr


IN_A_NOTEBOOK = """
    %matplotlib inline
    import matplotlib.pyplot as plt
    import numpy as np
    from helpers.checks.asking import ask
    from helpers.exercises import Probe
    def draw(ax, x):
        plt.plot(x)
        plt.show()
        plt.figure()
        plt.plot(x)
    probe = Probe((np.arange(4.0),)).to_data()
    """


def test_in_a_notebook_no_figure_of_a_check_is_shown_and_the_users_own_is(kernel):
    outputs, status = kernel.run(textwrap.dedent(IN_A_NOTEBOOK))
    assert (outputs, status) == ([], "ok")
    check = 'print(ask.ask_one(draw, "figure", probe)["value"]["artists"]["lines"])\n'
    outputs, status = kernel.run(check)
    assert [(kind, content.get("text")) for kind, content in outputs] == [("stream", "1\n")]
    outputs, status = kernel.run(f"own = plt.figure(); plt.plot([1, 2]); {check}plt.gcf() is own")
    shown = [c["data"].keys() for kind, c in outputs if kind in ("display_data", "execute_result")]
    assert sum("image/png" in keys for keys in shown) == 1
    assert any(c.get("data", {}).get("text/plain") == "True" for _, c in outputs)


# Descriptions.


def described(draw):
    ax = Figure().subplots()
    draw(ax)
    data = figure_description.describe(ax)
    back = wire.unpack(wire.pack(wire.plain(data)))
    return data, described_drawing.read(back)


def test_a_scatter_of_10_000_points_is_described_whole():
    x = RNG.random(10_000)
    _, seen = described(lambda ax: ax.scatter(x, -x))
    np.testing.assert_array_equal(seen.points[0].x, x)
    np.testing.assert_array_equal(seen.points[0].y, -x)
    assert seen.left_out == 0


def test_500_lines_and_500_scatters_are_described_whole():
    v = RNG.random((500, 60))
    _, seen = described(lambda ax: ax.plot(np.arange(60), v.T))
    np.testing.assert_array_equal([c.y for c in seen.curves], v)
    _, seen = described(lambda ax: [ax.scatter(np.arange(60), row) for row in v])
    np.testing.assert_array_equal([c.y for c in seen.points], v)
    assert seen.artists["collections"] == 500


def test_what_is_too_much_is_counted_and_the_description_still_fits_a_frame():
    def too_many(ax):
        for _ in range(figure_marks.MAX_ARTISTS + 7):
            ax.plot([1.0], [1.0])

    _, seen = described(too_many)
    assert seen.left_out == 7
    _, seen = described(lambda ax: ax.imshow(np.zeros((2000, 2000))))
    assert (seen.left_out, seen.images) == (1, [])


def test_odd_artists_and_values_are_described_without_fuss():
    def odd(ax):
        ax.plot([1, 2], [np.nan, np.inf])
        ax.plot([], [])
        ax.scatter([], [])
        ax.fill_between([0, 1], [np.nan, 0], [1, 1])
        ax.imshow(np.ma.masked_less(np.eye(3), 0.5))
        ax.imshow(np.zeros((2, 2, 3)))
        ax.annotate("x", (0, 0), (1, 1), arrowprops={})
        ax.pie([1, 2])
        ax.quiver([0], [0], [1], [1])
        ax.contour(np.outer(np.arange(4), np.arange(4)))
        ax.add_patch(matplotlib.patches.Circle((0, 0)))
        ax.bar(["a", "b"], [1, 2])
        ax.set_xlabel("\ud800" + "x" * 10_000)

    _, seen = described(odd)
    assert len(seen.xlabel) == figure_marks.MAX_TEXT


def _with(**parts):
    return lambda data: {**data, **parts}


def _with_bars(change):
    return lambda data: {**data, "bars": [{**bars, **change} for bars in data["bars"]]}


def _with_axes(**change):
    return lambda data: {**data, "axes": {**data["axes"], **change}}


LOOK = np.zeros(len(figure_looks.Look._fields))
MALFORMED = {
    "nothing": lambda data: None,
    "the judge's word": lambda data: {"right": True},
    "no lines": _with(lines=None),
    "lines without styles": lambda data: {**data, "lines": {**data["lines"], "styles": None}},
    "starts out of order": lambda data: {
        **data,
        "lines": {**data["lines"], "starts": np.array([5, 0])},
    },
    "starts beyond the end": lambda data: {
        **data,
        "lines": {**data["lines"], "starts": np.array([10**6]), "labels": [""], "styles": ["line"]},
    },
    "y shorter than x": lambda data: {**data, "points": {**data["points"], "y": np.zeros(1)}},
    "bars without heights": _with(bars=[{"edges": np.arange(3.0), "label": "", "look": LOOK}]),
    "more heights than bins": _with(
        bars=[{"edges": np.arange(3.0), "heights": np.arange(3.0), "label": "", "look": LOOK}]
    ),
    "no bins": _with(bars=[{"edges": np.zeros(1), "heights": np.zeros(0), "label": "",
        "look": LOOK}]),
    "a band of two lengths": _with(
        bands=[{"x": np.zeros(2), "lower": np.zeros(2), "upper": np.zeros(3), "label": "",
                "filled": True, "look": LOOK}]
    ),
    "an image of texts": _with(images=[{"data": "x", "extent": [0.0] * 4, "label": "",
        "look": LOOK}]),
    "an image without extent": _with(images=[{"data": np.eye(2), "extent": [], "label": "",
        "look": LOOK}]),
    "segments without ends": _with(segments={"ends": np.zeros((2, 3)), "looks": LOOK[None],
        "starts": np.array([0])}),
    "a label that is no text": _with(xlabel=3),
    "a legend of numbers": _with(legend=[1, 2]),
    "a look too short": _with_bars({"look": LOOK[1:]}),
    "a look of texts": _with_bars({"look": np.array(["x"] * len(LOOK))}),
    "a look that is nan": _with_bars({"look": LOOK * np.nan}),
    "a look that is no array": _with_bars({"look": [0.0] * len(LOOK)}),
    "no looks of points": lambda data: {**data, "points": {**data["points"], "looks": LOOK}},
    "segments of other starts": _with(segments={"ends": np.zeros((1, 4)), "looks": LOOK[None],
        "starts": np.array([3])}),
    "more strands than artists": lambda data: {**data, "points": {"x": np.zeros(0),
        "y": np.zeros(0),
        "starts": np.zeros(9999, int), "labels": [""] * 9999, "looks": np.tile(LOOK, (9999, 1))}},
    "Axes without a place": _with_axes(place=[]),
    "Axes at nan": _with_axes(place=[np.nan] * 4),
    "limits of texts": _with_axes(limits=["0"] * 4),
    "Axes that are perhaps on": _with_axes(axis=1),
    "rectangles that are numbers": _with_axes(opaque=np.zeros(5)),
    "infinite rectangles": _with_axes(opaque=np.full((1, 5), np.inf)),
    "too many rectangles": _with_axes(opaque=np.zeros((5000, 5))),
    "no Axes": _with(axes=None),
    "colours of another legend": _with(legend_colours=np.zeros((7, 4))),
    "numbers of artists that are none": _with(artists={"lines": "many"}),
}  # fmt: skip


@pytest.mark.parametrize("case", MALFORMED)
def test_a_description_that_no_describing_makes_is_refused_by_name(case):
    probes = [p.to_data() for p in EXERCISE.probes]
    report = ask.ask_all(histogram, "figure", probes)
    for outcome in report["outcomes"]:
        outcome["value"] = MALFORMED[case](outcome["value"])
    with pytest.raises(MalformedReport):
        look_over(report, len(probes), described_drawing.look_over)


def test_a_hostile_description_with_infinite_values_is_judged_wrong(recwarn):
    probes = [p.to_data() for p in EXERCISE.probes]
    for value in (np.nan, np.inf, -np.inf, 1e308):
        report = ask.ask_all(histogram, "figure", probes)
        for outcome in report["outcomes"]:
            for record in outcome["value"]["bars"]:
                record["edges"] = np.full_like(record["edges"], value)
                record["heights"] = np.full_like(record["heights"], value)
        look_over(report, len(probes), described_drawing.look_over)
        with np.errstate(all="raise"):
            assert judge(EXERCISE, ANSWER, report).state == "wrong"
    assert not [w for w in recwarn if "encountered" in str(w.message)]


ODD = {
    "dates": lambda ax: ax.plot([datetime.date(2020, 1, day) for day in (1, 2, 3)], [1, 2, 3]),
    "Axes without a size": lambda ax: (ax.plot([1, 2]), ax.set_position((0, 0, 0, 0))),
    "a histogram of nothing": lambda ax: ax.hist([]),
    "a polygon of names": lambda ax: ax.fill_between(["a", "b"], [0, 1], [1, 2]),
    "error bars": lambda ax: ax.errorbar([1, 2], [1, 2], [0.1, 0.2], label="a"),
    "stems in a legend": lambda ax: (ax.stem([1, 2], label="a"), ax.legend()),
    "many sizes and colours": lambda ax: ax.scatter([1, 2], [1, 2], s=[1, 0], c=["r", "none"]),
    "one opacity each": lambda ax: ax.imshow(np.eye(2), alpha=np.eye(2)),
    "two axes": lambda ax: (ax.plot([1, 2]), ax.secondary_xaxis("top"), ax.twiny()),
    "a mesh": lambda ax: ax.pcolormesh(np.eye(3)),
    "vectors": lambda ax: ax.quiver([1, 2], [1, 2], [1, 2], [1, 2]),
}


@pytest.mark.parametrize("case", ODD)
def test_whatever_can_be_drawn_can_be_described_looked_over_and_judged(case):
    data, seen = described(ODD[case])
    described_drawing.look_over(data)
    for required in (figures.Histograms(), figures.Curves(), figures.Band(), figures.Raster()):
        first_unmet(seen, seen, (required, figures.Labels(of="all"), figures.Axis("x", unit="ms")))
