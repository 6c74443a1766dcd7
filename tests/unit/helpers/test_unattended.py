"""HELPERS_UNATTENDED: nothing is drawn and no form is made, and all texts are there."""

import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

import helpers
from helpers import feedback, predict
from helpers.demos import live


class Watched(Figure):
    drawn = 0

    def draw(self, renderer):
        Watched.drawn += 1
        super().draw(renderer)


@pytest.fixture(params=["0", "1"])
def unattended(request, monkeypatch):
    monkeypatch.setenv("HELPERS_UNATTENDED", request.param)
    Watched.drawn = 0
    return request.param == "1"


def test_a_figure_is_closed_undrawn_and_its_text_is_put_out(unattended, capsys):
    figure = pyplot.figure(FigureClass=Watched)
    figure.subplots().plot([1, 2])
    helpers.show(figure, alt="A line that goes up from one to two.")
    assert (Watched.drawn == 0) == unattended
    assert pyplot.get_fignums() == []
    assert capsys.readouterr().out == "Figure: A line that goes up from one to two.\n"


def test_forms_are_not_made(unattended, capsys, monkeypatch):
    import ipywidgets

    made = []
    ipywidgets.Widget.on_widget_constructed(made.append)
    try:
        predict.ask("why-models/one", "What will come?")
        feedback.ask("why-models/one")
    finally:
        ipywidgets.Widget.on_widget_constructed(None)
    assert bool(made) != unattended
    assert "Predict: What will come?" in capsys.readouterr().out
    with pytest.raises(ValueError):
        predict.ask("no key", "What?")


def test_a_demo_says_its_numbers_and_draws_nothing(unattended):
    picture = live.LivePicture()
    demo = live.Demo(
        picture=picture,
        controls={},
        compute=lambda: 42,
        draw=lambda result: (f"It is {result}.", "A figure of forty-two."),
        key="why-models/demo",
        question="How much?",
    )
    demo.step()
    assert "It is 42." in demo.static()
    assert ("<img" in demo.static()) != unattended
