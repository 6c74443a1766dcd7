"""The membrane demo runs the student's Euler step and shows its error as it is."""

import numpy as np
import pytest

from helpers import lif
from helpers.demos import lif_membrane


def euler_step(v, i, dt, tau, el, r):
    return v + dt / tau * (el - v + r * i)


def make(student=euler_step, **values):
    demo = lif_membrane.membrane_demo(student)
    demo.step()
    for name, value in values.items():
        demo.controls[name].value = value
    return demo


def drawn(student=euler_step, **values):
    """The panels where the sliders are put, without a picture of them."""
    demo = lif_membrane.membrane_demo(student)
    demo.draw(demo.compute(**{name: c.value for name, c in demo.controls.items()} | values))
    return panels(demo)


def panels(demo):
    """Data in the picture by what it is, in ms, pA and mV."""
    current, potential, error = demo.picture.figure.axes
    return {
        "wave": current.lines[0].get_data(),
        "current": current.lines[1].get_data(),
        "exact": potential.lines[0].get_data(),
        "euler": potential.lines[1].get_data(),
        "error": error.lines[-1].get_data(),
    }


def largest_error(demo):
    return np.abs(panels(demo)["error"][1]).max()


def test_it_opens_with_a_step_of_250_picoamperes_and_no_noise():
    demo = make()
    t, current = panels(demo)["current"]
    assert set(current.round(9)) == {0, 250}
    assert list(t[current > 0][[0, -1]]) == [22, 100]  # steps that end there
    assert "dt = 2 ms, 75 steps" in demo.words.value and "above the threshold" in demo.words.value
    assert demo.image.value


@pytest.mark.slow
@pytest.mark.parametrize("dt", lif_membrane.STEPS)
@pytest.mark.parametrize("tau", [5, 20, 50])
def test_error_is_eulers_against_the_closed_form_of_a_step(dt, tau):
    found = drawn(tau=tau, dt=dt)
    t, v = found["euler"]
    on, off = (np.maximum(t * 1e-3 - x, 0) for x in (0.02, 0.1))
    exact = lif.EL + np.subtract(
        *(lif.exact_membrane(x, 250e-12, tau=tau * 1e-3) for x in (on, off))
    )
    assert np.allclose(found["error"][1], v - 1e3 * exact, atol=1e-9)


def test_error_falls_with_the_step_for_step_sine_and_noise():
    for values in ({}, {"shape": "sine"}, {"noise": 100}, {"shape": "sine", "noise": 100}):
        found = [drawn(**values, dt=dt) for dt in (1.0, 0.5, 0.2, 0.1)]
        errors = [np.abs(each["error"][1]).max() for each in found]
        ratios = np.array(errors[:-1]) / errors[1:]
        assert np.allclose(ratios, [2, 2.5, 2], rtol=0.15), values


def test_exact_solution_is_that_of_a_run_with_very_short_steps():
    for values in ({"shape": "sine"}, {"noise": 200}):
        found = drawn(dt=0.1, current=200, **values)
        (t, exact), (_, drive) = found["exact"], found["current"]
        v, fine = [lif.EL], 1e-5
        for start, end, i in zip(t[:-1], t[1:], drive[1:], strict=True):
            for s in np.arange(start, end - 1e-9, 1e3 * fine) + 1e3 * fine:
                if "shape" in values:
                    i = 200 * (1 + np.sin(2 * np.pi * s / 10))
                v.append(euler_step(v[-1], 1e-12 * i, fine, lif.TAU, lif.EL, lif.R))
        assert np.allclose(exact, 1e3 * np.array(v[::10]), atol=2e-2), values


def test_noise_is_the_same_path_on_every_grid_and_wider_on_finer_ones():
    fluctuations = {}
    for dt in (0.1, 1.0, 10.0):
        fluctuations[dt] = drawn(current=0, noise=100, dt=dt)["current"][1]
    finest = fluctuations[0.1]
    assert np.allclose(finest.reshape(-1, 10).mean(axis=1), fluctuations[1.0])
    assert np.allclose(finest.reshape(-1, 100).mean(axis=1), fluctuations[10.0])
    assert finest.std() == pytest.approx(100 * np.sqrt(10), rel=0.1)
    assert fluctuations[1.0].std() == pytest.approx(100, rel=0.2)
    before = drawn(noise=100)["current"][1]
    assert np.array_equal(drawn(noise=100)["current"][1], before)


def test_rheobase_can_be_found_with_the_slider():
    assert "below the threshold" in make(current=100).words.value
    assert "above the threshold" in make(current=110).words.value


def test_wrong_euler_step_is_shown_as_it_is():
    demo = make(lambda v, i, dt, tau, el, r: v + dt / tau * (v - el + r * i))
    assert demo.image.value and largest_error(demo) > 100
    low, high = demo.picture.figure.axes[1].get_ylim()
    assert low < panels(demo)["euler"][1].min() and panels(demo)["euler"][1].max() < high


def unfinished(v, i, dt, tau, el, r):
    raise NotImplementedError("Exercise 1.2: one Euler step")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (unfinished, "Exercise 1.2 comes first: one Euler step"),
        (lambda v, i, dt, tau, el, r: None, "euler_step() returned None"),
        (lambda v, i, dt, tau, el, r: ..., "euler_step() returned a blank <code>...</code>"),
        (lambda v, i, dt, tau, el, r: [v, v], "should return one number"),
        (lambda v, i, dt, tau, el, r: [[v], [v, v]], "should return one number"),
        (lambda v, i, dt, tau, el, r: [None], "euler_step() returned [None] for one potential"),
        (lambda v, i, dt, tau, el, r: "no", "euler_step() returned &#x27;no&#x27; for one"),
        (lambda v, i, dt, tau, el, r: v + 0j, "should return one number"),
        (lambda v, i, dt, tau, el, r: np.nan, "returned nan, “not a number”, at step 1"),
        (lambda v, i, dt, tau, el, r: v / 0, "returned -inf at step 1: it ran away"),
        (lambda v, i, dt: v, "TypeError"),
        (lambda v, i, dt, tau, el, r: 1 / 0, "divided by zero"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_fault_in_a_students_function_is_told_beside_the_sliders(wrong, sentence):
    demo = make(wrong)
    assert sentence in demo.words.value and demo.image.value == b""
    if "returned" in demo.words.value:  # then it did not stop
        assert "stopped" not in demo.words.value
    if "nan" in sentence:
        assert "ran away" not in demo.words.value


def test_student_may_return_an_array_of_one():
    one = drawn(lambda *args: np.array([euler_step(*args)]))
    assert np.array_equal(one["error"], drawn()["error"])


def test_static_page_has_question_numbers_and_alternative_text():
    page = make(shape="sine").static()
    assert "Predict:" in page and "Largest error" in page
    assert '<img alt="Three panels over 150 ms. Top: the current, a sine.' in page


def test_partial_redraw_equals_a_full_one():
    demo = make(dt=0.1, tau=40, shape="sine", noise=60)
    demo.controls["current"].value = 310
    kept = demo.picture.png()
    demo.picture.redraw_all()
    assert demo.picture.png() == kept


def test_demo_leaves_pyplot_and_the_global_generator_alone():
    from matplotlib import pyplot

    pyplot.close("all")
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - to see that it stays
    make(noise=100)
    assert pyplot.get_fignums() == []
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002
