"""The demo of random refractory periods runs the student's function, or class, at each step."""

import io

import numpy as np
import pytest
from PIL import Image

from helpers import lif
from helpers.demos import lif_spikes


def refractory_step(v, t, last_spike, t_ref):
    refractory = t - last_spike < t_ref - 1e-9
    spiked = (v >= lif.VTH) & ~refractory
    v[spiked | refractory] = lif.VR
    last_spike[spiked] = t
    return spiked


class LIFNeurons:
    """As students write it, with the course's own order of events."""

    def __init__(self, n, t_ref_mu=0.01, t_ref_sigma=0.002):
        self.t_ref = t_ref_mu * np.ones(n)
        self.v = lif.EL * np.ones(n)
        self.spiked = np.zeros(n, bool)
        self.last_spike = -self.t_ref
        self.t, self.steps = 0.0, 0

    def ode_step(self, dt, i):
        self.steps += 1
        self.t = self.steps * dt
        self.v = self.v + dt / lif.TAU * (lif.EL - self.v + lif.R * i)
        self.spiked = refractory_step(self.v, self.t, self.last_spike, self.t_ref)


def new(student=refractory_step):
    return lif_spikes.random_refractory_demo(student)


def make(student=refractory_step, **values):
    """A demo with its picture, in which sliders were moved."""
    demo = new(student)
    demo.step()
    for name, value in values.items():
        demo.controls[name].value = value
    return demo


def computed(demo, **values):
    """Return t_ref, negative, v and raster where the sliders are, or would be; nothing is drawn."""
    return demo.compute(**{name: c.value for name, c in demo.controls.items()} | values)


def test_it_opens_at_ten_and_seven_milliseconds():
    demo = make()
    assert (demo.controls["mu"].value, demo.controls["sigma"].value) == (10, 7)
    t_ref, negative, v, raster = computed(demo)
    assert v.shape == raster.shape == (500, 150) and t_ref.shape == (500,)
    assert 20 < negative < 60 and np.sum(t_ref == 0) == negative and t_ref.min() == 0
    assert t_ref.mean() == pytest.approx(0.0103, abs=0.0007)
    assert f"{raster.sum():,} spikes" in demo.words.value
    assert f"{negative} of 500 draws were negative" in demo.words.value


@pytest.mark.parametrize("values", [{}, {"sigma": 0}, {"mu": 30, "sigma": 20}, {"mu": 0}])
@pytest.mark.parametrize("student", [refractory_step, LIFNeurons])
def test_right_function_and_right_class_do_what_the_simulator_does(student, values):
    t_ref, _, v, raster = computed(new(student), **values)
    current = lif.noisy_current(500, rng=np.random.default_rng(2020))
    run = lif.simulate(current, t_ref=t_ref)
    assert np.array_equal(raster, run.spiked)
    assert np.allclose(v, run.v, rtol=0, atol=1e-12)


def test_like_is_compared_with_like():
    """The first spikes, before any refractory period, are the same at all places."""
    rasters = [computed(new(), mu=mu, sigma=sigma)[3] for mu, sigma in ((10, 7), (40, 2))]
    first = [np.argmax(raster, axis=1) for raster in rasters]
    assert np.array_equal(*first)
    narrow, wide = (computed(new(), sigma=sigma)[0] for sigma in (1, 2))
    assert np.allclose((wide - 0.01), 2 * (narrow - 0.01))


def test_four_panels_show_potentials_raster_rate_and_periods():
    demo = make()
    _, _, v, raster = computed(demo)
    potential, rows, rate, periods = demo.picture.figure.axes
    assert [ax.get_ylabel() for ax in demo.picture.figure.axes] == [
        "Potential (mV)",
        "Neuron",
        "Rate (Hz)",
        "Neurons",
    ]
    assert rate.get_xlabel() == "Time (ms)" and "(ms)" in periods.get_xlabel()
    assert [len(ax.images) for ax in (potential, rows)] == [1, 1]
    assert np.allclose(potential.lines[0].get_ydata(), 1e3 * v.mean(axis=0))
    assert np.allclose((potential.images[0].get_array() ** 2).sum(axis=0), 1)
    assert np.allclose(rate.lines[0].get_ydata(), raster.mean(axis=0) / 1e-3)
    assert periods.patches[0].get_data().values.sum() == 500
    drawn = rows.images[0].get_array() > 0
    assert np.array_equal(drawn.any(axis=0), raster.any(axis=0))
    assert raster.sum() / 3 < drawn.sum() <= raster.sum()


@pytest.mark.slow
@pytest.mark.parametrize("mu", [0, 10, 50])
@pytest.mark.parametrize("sigma", [0, 1, 7, 20])
def test_everything_fits_into_the_panels(mu, sigma):
    demo = make(mu=mu, sigma=sigma)
    t_ref, _, v, _ = computed(demo)
    potential, _, rate, periods = demo.picture.figure.axes
    assert rate.get_ylim()[1] >= rate.lines[0].get_ydata().max()
    assert potential.get_ylim()[0] < 1e3 * v.min() and potential.get_ylim()[1] > 1e3 * v.max()
    assert periods.get_xlim()[1] >= 1e3 * t_ref.max()
    counts = periods.patches[0].get_data().values
    assert counts.sum() == 500 and periods.get_ylim()[1] >= counts.max()


def test_function_that_forgets_to_reset_is_shown_as_it_is():
    demo = make(lambda v, t, last_spike, t_ref: v >= lif.VTH)
    assert demo.image.value and demo.picture.figure.axes[0].get_ylim()[1] > -30
    assert demo.picture.figure.axes[2].get_ylim()[1] >= 1000


def unfinished(v, t, last_spike, t_ref):
    raise NotImplementedError("Exercise 4.1: a refractory period")


class Unfinished(LIFNeurons):
    def ode_step(self, dt, i):
        raise NotImplementedError("Exercise 6.1: complete the method")


class NoMask(LIFNeurons):
    def ode_step(self, dt, i):
        self.spiked = ...


class Shapeless(LIFNeurons):
    def ode_step(self, dt, i):
        self.v = 0.0


class Nameless(LIFNeurons):
    def ode_step(self, dt, i):
        super().ode_step(dt, i)
        del self.spiked


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (unfinished, "Exercise 4.1 comes first: a refractory period"),
        (lambda v, t, last_spike, t_ref: None, "refractory_step() returned None"),
        (lambda v, t, last_spike, t_ref: 3, "refractory_step() returned 3"),
        (lambda v, t, last_spike, t_ref: np.zeros(3), "returned shape (3,)"),
        (lambda v, t, last_spike, t_ref: ..., "returned Ellipsis"),
        (lambda v, t, last_spike, t_ref: [[1], [1, 2]], "returned [[1], [1, 2]]"),
        (lambda v, t, last_spike, t_ref: 0 * v + 0.5, "values such as 0.5: it should be a Boolean"),
        (lambda v, t, last_spike, t_ref: v, "returned an array with values such as -0.0"),
        (lambda v, t, last_spike, t_ref: ["yes"] * len(v), "values such as yes"),
        (lambda v, t: v, "TypeError"),
        (lambda v, t, last_spike, t_ref: v.fill(np.nan) or v > 0, "nan or infinite"),
        (Unfinished, "Exercise 6.1 comes first: complete the method"),
        (NoMask, "In your NoMask the attribute spiked is Ellipsis"),
        (Shapeless, "In your Shapeless the attribute v has shape ()"),
        (Nameless, "AttributeError"),
    ],
)
def test_fault_in_a_students_work_is_told_beside_the_sliders(wrong, sentence):
    demo = make(wrong)
    assert sentence in demo.words.value and demo.image.value == b""


@pytest.mark.parametrize("form", [list, lambda mask: mask.astype(int), lambda mask: mask * 1.0])
def test_mask_may_be_a_list_or_zeros_and_ones(form):
    raster = computed(new(lambda *args: form(refractory_step(*args))))[3]
    assert np.array_equal(raster, computed(new())[3])


def test_student_who_writes_into_the_arguments_spoils_nothing():
    def spoiling(v, t, last_spike, t_ref):
        spiked = refractory_step(v, t, last_spike, t_ref)
        t_ref[:] = 0
        return spiked

    t_ref = computed(new(spoiling))[0]
    assert t_ref.mean() > 0.009


def test_static_page_has_question_numbers_and_alternative_text():
    page = make().static()
    assert "Predict:" in page and "spikes, mean rate" in page
    assert '<img alt="Four panels. Over 150 ms: the potentials of 500 neurons' in page
    assert len(page) < 150_000


def test_partial_redraw_equals_a_full_one():
    demo = make(mu=40, sigma=0)
    demo.controls["mu"].value = 10
    demo.controls["sigma"].value = 7
    demo.controls["sigma"].value = 8
    kept = demo.picture.png()
    demo.picture.redraw_all()
    assert demo.picture.png() == kept


def test_ranges_that_come_again_are_not_drawn_again(monkeypatch):
    demo = make()
    draws = []
    draw = demo.picture.figure.draw
    monkeypatch.setattr(demo.picture.figure, "draw", lambda *args: draws.append(1) or draw(*args))
    for _ in range(3):
        demo.controls["mu"].value = 50
        demo.controls["mu"].value = 10
    assert len(draws) == 1
    ax = demo.picture.figure.axes[3]
    for top in range(100, 110):
        ax.set_ylim(0, top)
        demo.picture.png()
    assert len(draws) == 11 and len(demo.picture._backgrounds) <= 8


def test_quick_palette_keeps_white_white_and_colours_close():
    demo = make()
    shown = np.asarray(Image.open(io.BytesIO(demo.image.value)).convert("RGB")).astype(int)
    drawn = np.asarray(demo.picture.figure.canvas.buffer_rgba())[..., :3].astype(int)
    assert np.abs(shown - drawn).max() <= 20
    assert (shown[0, 0] == 255).all()


def test_demo_leaves_pyplot_and_the_global_generator_alone():
    from matplotlib import pyplot

    pyplot.close("all")
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - to see that it stays
    make()
    assert pyplot.get_fignums() == []
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002
