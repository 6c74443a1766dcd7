"""What is put on the page fits the place that shows it."""

import sys
import types

from helpers import widgets


def test_static_part_and_text_go_with_the_widget(shown):
    import ipywidgets

    widgets.put_widget(ipywidgets.IntSlider(), "<p>static</p>", "static")
    assert sorted(shown[0]) == [widgets.WIDGET_VIEW, "text/html", "text/plain"]


def test_colab_is_offered_the_widget_only(shown, monkeypatch):
    import ipywidgets

    monkeypatch.setitem(sys.modules, "google.colab", types.ModuleType("google.colab"))
    widgets.put_widget(ipywidgets.IntSlider(), "<p>static</p>", "static")
    assert sorted(shown[0]) == [widgets.WIDGET_VIEW, "text/plain"]


def test_plain_python_gets_the_text(capsys):
    import ipywidgets

    widgets.put_widget(ipywidgets.IntSlider(), "<p>static</p>", "static")
    assert capsys.readouterr().out == "static\n"


def test_code_in_a_note_is_set_as_code_and_stays_escaped():
    assert "<code>a &lt; b</code>" in widgets.note_html("Is `a < b`?")


def test_notes_are_escaped():
    assert "&lt;img" in widgets.note_html('<img src=x onerror="alert(1)">')


def test_a_very_long_word_in_a_note_is_broken_and_not_cut_off():
    assert "overflow-wrap:anywhere" in widgets.note_html("a" * 500)
