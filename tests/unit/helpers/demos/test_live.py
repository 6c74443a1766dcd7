"""Sliders feel live: few draws, the last value shown, faults told beside the picture."""

import asyncio
import io
import sys
import time

import numpy as np
import pytest
from PIL import Image

from helpers.demos import live, why_models
from helpers.demos.live import LivePicture, Newest


class Population:
    """Four neurons: two that fire, one with a single interval, one without any in range."""

    trains = (
        np.cumsum(np.random.default_rng(1).exponential(0.02, 2000)),
        np.cumsum(np.full(100, 0.0125)),
        np.array([0.0, 0.1]),
        np.array([0.0, 1.0, 2.0]),
    )

    def __len__(self):
        return len(self.trains)

    def __getitem__(self, i):
        return self.trains[i]

    def name(self, i):
        return f"Neuron {i} (synthetic)"


def entropy(pmf):
    pmf = pmf[pmf > 0]
    return abs(-np.sum(pmf * np.log2(pmf)))


def pmf_from_counts(counts):
    return counts / counts.sum()


def make(entropy=entropy, pmf_from_counts=pmf_from_counts, neuron=0):
    demo = why_models.neurons_demo(entropy, pmf_from_counts, Population(), neuron=neuron)
    demo.step()
    return demo


def test_slider_steps_show_the_numbers_of_the_students_functions():
    demo = make()
    assert "Neuron 0 (synthetic): 3." in demo.words.value and "1,999 intervals" in demo.words.value
    before = demo.image.value
    demo.controls["neuron"].value = 1
    assert "Neuron 1 (synthetic): 0.00 bits, from 99 intervals with a mean of 12.5 ms" in (
        demo.words.value
    )
    assert "log2 50 = 5.64" in demo.words.value
    assert "The exponential of the same mean has 2.75 bits" in demo.words.value  # 3 h(1/3)
    assert demo.image.value != before


def test_endless_function_is_stopped_and_told(monkeypatch):
    monkeypatch.setattr(live, "_LIMIT", 0.1)

    def endless(pmf):
        while True:
            pass

    demo = make(entropy=endless)
    assert "was stopped after 0.1 seconds" in demo.words.value
    assert "Does each loop come to an end?" in demo.static()


def test_wrong_student_function_is_shown_as_it_is():
    demo = make(entropy=lambda pmf: 42)
    assert "42.00 bits" in demo.words.value


def test_neuron_without_intervals_has_no_entropy():
    demo = make(neuron=3)
    assert "has no entropy" in demo.words.value and "not 0 bits" in demo.words.value
    assert demo.image.value


def test_one_interval_is_singular():
    assert "from 1 interval with" in make(neuron=2).words.value


def unfinished(pmf):
    raise NotImplementedError("Exercise 1.1: compute the entropy in bits")


def hostile(pmf):
    raise ValueError("<script>alert(1)</script>")


def interrupting(pmf):
    raise KeyboardInterrupt


def leaving(pmf):
    raise GeneratorExit


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (unfinished, "Exercise 1.1 comes first: compute the entropy in bits"),
        (hostile, "&lt;script&gt;"),
        (lambda pmf: None, "entropy() returned None"),
        (lambda pmf: ..., "entropy() returned a blank <code>...</code>"),
        (lambda pmf: sys.exit(), "stopped with SystemExit"),
        (interrupting, "stopped with KeyboardInterrupt"),
        (leaving, "stopped with GeneratorExit"),
        (lambda pmf: float("nan"), "entropy() returned nan"),
        (lambda pmf: pmf, "not one number"),
        (lambda pmf: "3", "3.00 bits"),
        (lambda pmf: 1 / 0, "divided by zero"),
    ],
)
def test_fault_in_a_students_function_is_told_beside_the_slider(wrong, sentence):
    demo = make(entropy=wrong)
    assert sentence in demo.words.value
    assert "<script>" not in demo.words.value + demo.static()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda counts: None, "pmf_from_counts() returned None"),
        (lambda counts: counts.sum(), "shape () for 50 counts"),
        (lambda counts: counts / 0.0, "nan or infinite"),
        (lambda counts: "no", "not an array of numbers"),
    ],
)
def test_unusable_pmf_is_told_beside_the_slider(wrong, sentence):
    with np.errstate(all="ignore"):
        assert sentence in make(pmf_from_counts=wrong).words.value


def test_no_picture_of_other_values_stays_beside_a_fault():
    def picky(pmf):
        if np.count_nonzero(pmf) == 1:
            raise ValueError("no")
        return entropy(pmf)

    demo = make(entropy=picky)
    demo.controls["neuron"].value = 1
    assert demo.image.layout.display == "none" and demo.image.value == b""
    demo.controls["neuron"].value = 0
    assert demo.image.layout.display != "none" and demo.image.value


@pytest.mark.filterwarnings("ignore:divide by zero")
def test_prints_of_a_students_function_stay_off_the_page(capsys):
    def chatty(pmf):
        print("spam")
        np.log2(np.zeros(1))
        return entropy(pmf)

    make(entropy=chatty).controls["neuron"].value = 1
    output = capsys.readouterr()
    assert "spam" not in output.out and output.err == ""


def test_student_who_writes_into_the_argument_spoils_nothing():
    def spoiling(counts):
        result = counts / counts.sum()
        counts[:] = 0
        return result

    def spoiling_entropy(pmf):
        bits = entropy(pmf)
        pmf[:] = 0
        return bits

    demo = make(spoiling_entropy, spoiling)
    (steps, _) = demo.picture.figure.axes[0].patches
    assert steps.get_data().values.sum() == pytest.approx(1)


def test_static_page_has_the_picture_its_text_and_the_question():
    demo = make()
    page = demo.static()
    assert '<img alt="Probability of the inter-spike intervals of Neuron 0 (synthetic)' in page
    assert "Predict:" in page and "Neuron 0 (synthetic): 3." in page


def test_prediction_is_asked_above_the_slider_and_kept():
    demo = make()
    box = demo.box.children[0]
    assert box.children[1].description == "Prediction"
    box.children[1].value = "3 bits"
    assert make().box.children[0].children[1].value == "3 bits"


def test_slow_function_announces_that_it_computes():
    def slow(pmf):
        time.sleep(0.3)
        return 1.0

    demo = make(entropy=slow)
    seen = []
    demo.busy.observe(lambda change: seen.append(change["new"]), "value")
    demo.controls["neuron"].value = 1
    assert seen == ["<i>Computing …</i>", ""]


def test_partial_redraw_equals_a_full_one():
    demo = make()
    for neuron in (1, 3, 2, 0):
        demo.controls["neuron"].value = neuron
    demo.controls["neuron"].value = 1
    kept = np.asarray(Image.open(io.BytesIO(demo.picture.png())))
    demo.picture.redraw_all()
    fresh = np.asarray(Image.open(io.BytesIO(demo.picture.png())))
    assert np.array_equal(kept, fresh)


def test_demo_leaves_pyplot_alone():
    from matplotlib import pyplot

    pyplot.close("all")
    make()
    assert pyplot.get_fignums() == []


def test_two_peaks_traces_the_curve():
    demo = why_models.two_peaks_demo(entropy)
    demo.step()
    assert "p = 0.20 and 1 − p = 0.80: 0.72 bits" in demo.words.value
    demo.controls["p"].value = 0.5
    assert "1.00 bits" in demo.words.value
    demo.controls["p"].value = 1.0
    assert "0.00 bits" in demo.words.value
    (trace, _) = demo.picture.figure.axes[1].lines
    assert np.allclose(trace.get_xdata(), [0.2, 0.5, 1.0])


@pytest.mark.parametrize("mean", [0.001, 0.005, 0.025, 0.125, 0.2, 0.249])
def test_reference_has_the_mean_and_beats_others_of_that_mean(mean):
    bins = np.linspace(0, 0.25, 51)
    centres = (bins[:-1] + bins[1:]) / 2
    pmf = why_models.exponential_pmf(bins, mean)
    assert pmf.sum() == pytest.approx(1)
    assert pmf @ centres == pytest.approx(np.clip(mean, 0.0025, 0.2475), abs=1e-5)
    ratios = pmf[1:21] / pmf[:20]
    assert np.allclose(ratios, ratios[0])


def test_without_an_event_loop_every_value_is_drawn_at_once():
    calls = []
    newest = Newest(lambda: calls.append(1))
    newest()
    newest()
    assert len(calls) == 2


@pytest.mark.timing
def test_in_a_loop_the_first_value_is_drawn_at_once_and_of_a_stream_the_newest():
    drawn, value = [], 0

    def draw():
        drawn.append(value)
        time.sleep(0.002)

    async def drag():
        nonlocal value
        newest = Newest(draw)
        for value in range(40):
            newest()
            await asyncio.sleep(0.001 if value else 0.005)
        await asyncio.sleep(0.2)

    asyncio.run(drag())
    assert drawn[0] == 0 and drawn[-1] == 39
    assert len(drawn) < 20, "each value of a stream was drawn"


def test_picture_is_a_png_of_the_promised_size():
    picture = LivePicture(6.4, 3.2)
    image = Image.open(io.BytesIO(picture.png()))
    assert image.format == "PNG" and image.size == (960, 480)
    assert picture.width == 640


SETUP = """
import time, numpy as np
from helpers import demos

class Population:
    def __len__(self): return 100
    def __getitem__(self, i): return np.arange(50) * (0.005 + i / 1000)
    def name(self, i): return f"Neuron {i}"
calls = []
def entropy(pmf):
    calls.append(1)
    print("spilled")
    return FAULT(pmf) if FAULT else 1.0
FAULT = None
demos.why_models.entropy_of_neurons(entropy, lambda c: c / c.sum(), Population(), neuron=0)
"""


@pytest.mark.timing
def test_rapid_slider_events_lead_to_few_draws_and_the_last_is_shown(kernel):
    outputs, status = kernel.run(SETUP)
    assert status == "ok"
    (bundle,) = [content["data"] for kind, content in outputs if kind == "display_data"]
    assert set(bundle) == {
        "text/html",
        "text/plain",
        "application/vnd.jupyter.widget-view+json",
    }
    slider, image = kernel.widget("IntSliderModel"), kernel.widget("ImageModel")
    kernel.printed("calls.clear()")
    for value in range(1, 51):
        kernel.set_widget(slider, value=value)
    kernel.listen(1.5)
    words = [state.get("value") for state in kernel.models.values()]
    assert any(isinstance(text, str) and "Neuron 50: 1.00 bits" in text for text in words)
    assert 1 <= int(kernel.printed("print(len(calls))")) <= 12
    assert "spilled" not in str(outputs)
    assert kernel.models[image]


@pytest.mark.timing
def test_slow_stream_of_events_keeps_redrawing(kernel):
    kernel.run(SETUP)
    slider = kernel.widget("IntSliderModel")
    kernel.printed("calls.clear()")
    for value in range(1, 81):
        kernel.set_widget(slider, value=value)
        time.sleep(0.01)
    kernel.listen(0.5)
    assert int(kernel.printed("print(len(calls))")) >= 3


def test_fault_during_a_drag_raises_nothing_in_the_kernel(kernel):
    kernel.run(SETUP)
    slider = kernel.widget("IntSliderModel")
    kernel.printed("def FAULT(pmf): raise ValueError('a < b')")
    kernel.set_widget(slider, value=7)
    messages = kernel.wait_for("a &lt; b")
    assert not [m for m in messages if m["header"]["msg_type"] in ("error", "stream")]


ENDINGS = {
    "import sys\ndef FAULT(pmf): sys.exit()": "stopped with SystemExit",
    "def FAULT(pmf): exit()": "stopped with SystemExit",
    "def FAULT(pmf): raise KeyboardInterrupt": "stopped with KeyboardInterrupt",
    "def FAULT(pmf):\n    while True: pass": "in line 2: <code>while True: pass</code>",
}


@pytest.mark.parametrize("fault", ENDINGS)
def test_slider_neither_hangs_nor_ends_the_kernel(fault, kernel):
    kernel.run("from helpers.demos import live; live._LIMIT = 0.3")
    kernel.run(SETUP)
    slider = kernel.widget("IntSliderModel")
    kernel.printed(fault)
    kernel.set_widget(slider, value=7)
    messages = kernel.wait_for(ENDINGS[fault])
    assert not [m for m in messages if m["header"]["msg_type"] in ("error", "stream")]
    assert kernel.printed("live._LIMIT = 5.0; print(1)") == "1\n"
