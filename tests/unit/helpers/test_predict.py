"""Predictions are kept and shown beside the result."""

import pytest

from helpers import predict


def test_prediction_is_recalled_escaped(shown):
    box = predict.box("why-models/recalled", "How many bits?").children[1]
    box.value = "<b>2</b> & more"
    predict.recall("why-models/recalled")
    assert shown[-1]["text/plain"] == "You predicted: <b>2</b> & more"
    assert "&lt;b&gt;2&lt;/b&gt; &amp; more" in shown[-1]["text/html"]


def test_box_shows_the_earlier_text_when_the_cell_is_run_again():
    predict.box("why-models/again", "How many bits?").children[1].value = "three"
    assert predict.box("why-models/again", "How many bits?").children[1].value == "three"


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_nothing_written_gets_a_nudge(shown, text):
    box = predict.box("why-models/nudge", "How many bits?").children[1]
    if text is not None:
        box.value = text
    predict.recall("why-models/nudge")
    assert "no prediction" in shown[-1]["text/plain"]


def test_endless_text_is_cut(shown):
    predict.box("why-models/long", "?").children[1].value = "x" * 100_000
    predict.recall("why-models/long")
    assert len(shown[-1]["text/plain"]) < 1100


@pytest.mark.parametrize("key", ["", "no-slash", "A/b", "a/<b>", None])
def test_malformed_key_is_refused(key):
    with pytest.raises(ValueError, match="named like"):
        predict.ask(key, "?")
    with pytest.raises(ValueError, match="named like"):
        predict.recall(key)


def test_question_is_printed_in_plain_python(capsys):
    predict.ask("why-models/plain", "How many bits?")
    assert capsys.readouterr().out == "Predict: How many bits?\n"


def test_what_is_typed_in_the_notebook_is_recalled(kernel):
    outputs, status = kernel.run(
        "from helpers import predict\npredict.ask('why-models/typed', 'How many <bits>?')"
    )
    assert status == "ok"
    data = outputs[0][1]["data"]
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "&lt;bits&gt;" in data["text/html"]
    kernel.set_widget(kernel.widget("TextareaModel"), value="two bits")
    outputs, _ = kernel.run("predict.recall('why-models/typed')")
    assert outputs[0][1]["data"]["text/plain"] == "You predicted: two bits"
