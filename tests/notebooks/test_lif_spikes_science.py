"""What the prose of lif-spikes claims, computed with the functions that it teaches.

Where the original's numbers are reproduced, the input is its own: NumPy's legacy stream.
"""

import re

import numpy as np
import pytest
from scipy import stats

from helpers import lif
from helpers.demos.lif_spikes import run_step, spikes_first

from .conftest import Tutorial

N, STEPS, DT = 500, 150, 1e-3
T = np.arange(STEPS) * DT
CONSTANTS = {"tau": 0.020, "el": -0.060, "r": 100e6, "vth": -0.050, "vr": -0.070}
CURRENTS = (1, 2, 8, 16, 100)
VIDEOS = """J24tne-IwvY BV1GC4y1h7Ex 71f1J98zj80 BV1Zv411B7mD ioKkiukDkNg BV1H54y1q7oS nvpHtzuZggg
            BV1GC4y1h7hi G0C1v848I9Y BV1W54y1q7eh dFPgO5wnyLc BV1W54y1q7gi KVNdbRY5-nY BV1MT4y1E79j
            DOoftC0JU2k BV1pA411e7je mkf8riqCjS4 BV1sa4y1a7pq 0An_NnVWY_Q BV1pz411v74H dGRESMoNPh0
            BV1hz411v7ne 4YNpMpVW2qs BV12V41167yu h4mSJBPocPo BV1MC4y1h7eA""".split()


@pytest.fixture(scope="module")
def tutorial():
    return Tutorial("lif-spikes")


@pytest.fixture(scope="module")
def given(tutorial):
    """What the tutorial teaches, and the two functions that its notebook hands out."""
    namespace = tutorial.functions()
    namespace.update(CONSTANTS, n_steps=STEPS, dt=DT, t_range=T)
    for cell in tutorial.source.cells:
        if cell.source.startswith(("def euler_step(", "def simulate_with_dictionary(")):
            exec(compile(cell.source, "given", "exec"), namespace)
    return namespace


def raster_of(refract, current, t_ref):
    """The raster that a function like `refractory_step` makes, as in Think! 1."""
    return run_step(refract, current, np.full(len(current), t_ref))[1]


@pytest.fixture(scope="module")
def original_current():
    """The original's input: seed 2020 of the legacy stream."""
    noise = (
        0.1 * np.sqrt(0.15 / DT) * (2 * np.random.RandomState(2020).random_sample((N, STEPS)) - 1)
    )
    return 250e-12 * (1 + noise)


@pytest.fixture(scope="module")
def current():
    """The notebook's own input."""
    return lif.noisy_current(N, rng=np.random.default_rng(2020))


def run_object(neurons, current, dt=DT):
    raster = np.zeros(current.shape)
    for step in range(1, current.shape[1]):
        neurons.ode_step(dt, current[:, step])
        raster[neurons.spiked, step] = 1
    return raster


def intervals(raster):
    neuron, step = np.nonzero(raster)
    return np.diff(step)[np.diff(neuron) == 0]


def test_constants_of_the_notebook_are_those_of_the_course(tutorial):
    source = "\n".join(cell.source for cell in tutorial.source.cells)
    names = {"t_max": lif.T_MAX, "dt": lif.DT, "tau": lif.TAU, "el": lif.EL, "vth": lif.VTH}
    for name, value in {**names, "vr": lif.VR, "r": lif.R, "i_mean": lif.I_MEAN}.items():
        assert float(re.search(rf"^{name} = (\S+)", source, re.M)[1]) == value, name


# The original's numbers.


def test_without_refractoriness_the_originals_4272_spikes_come_out(given, original_current):
    v, spikes, per_step = given["simulate_with_dictionary"](
        given["reset_and_record"], original_current
    )
    assert sum(map(len, spikes.values())) == per_step.sum() == 4272
    assert per_step.sum() / N / 0.15 == pytest.approx(56.96)
    assert per_step.max() / N / DT == pytest.approx(164)
    assert v.max() < lif.VTH
    steps = [np.round(np.diff(times) / DT) for times in spikes.values()]
    assert min(step.min() for step in steps) == 10


def test_loop_mask_and_raster_find_the_same_spikes(given, original_current):
    loop = given["simulate_with_dictionary"](given["reset_and_record"], original_current)
    mask = given["simulate_with_dictionary"](given["reset_and_record_masked"], original_current)
    raster = np.zeros((N, STEPS))

    def mark(v, t, spikes):
        return given["mark_raster"](v, raster, round(t / DT))

    given["simulate_with_dictionary"](mark, original_current)
    assert loop[1] == mask[1]
    np.testing.assert_array_equal(loop[0], mask[0])
    np.testing.assert_array_equal(loop[2], raster.sum(axis=0))


def test_with_nine_steps_of_refractoriness_2921_spikes_come_out(given, original_current):
    _, raster = given["simulate_refractory"](original_current, 0.0095)
    assert raster.sum() == 2921
    assert raster.mean() / DT == pytest.approx(38.95, abs=5e-3)
    assert intervals(raster).min() == 18
    for name in ("LIFNeurons", "ExactLIFNeurons"):
        neurons = given[name](N, t_ref_mu=0.0095, t_ref_sigma=0)
        np.testing.assert_array_equal(run_object(neurons, original_current), raster)


def test_exact_class_counts_the_same_nine_steps_at_ten_milliseconds(given, original_current):
    neurons = given["ExactLIFNeurons"](N, t_ref_mu=0.010, t_ref_sigma=0)
    assert run_object(neurons, original_current).sum() == 2921


def test_functions_of_section_5_do_the_same_as_section_4(given, original_current):
    given["t_ref"] = 0.0095
    v, last_spike = np.full(N, lif.EL), np.full(N, -0.0095)
    count = 0
    for step in range(1, STEPS):
        v = given["ode_step"](v, original_current[:, step], DT)
        v, spiked = given["spike_clamp"](v, T[step] - last_spike)
        last_spike[spiked] = T[step]
        count += spiked.sum()
    assert count == 2921


@pytest.mark.parametrize(("factor", "too_soon", "spikes"), [(1, 0, 2907), (8, 7099, 11097)])
def test_the_originals_order_counts_spikes_inside_the_period(
    original_current, factor, too_soon, spikes
):
    """Spike first, then clamp, times compared as they are: the original's Exercise 5."""
    v, last_spike, found = np.full(N, lif.EL), np.full(N, -0.01), [0, 0]
    for step in range(1, STEPS):
        v = v + DT / lif.TAU * (lif.EL - v + lif.R * factor * original_current[:, step])
        spiked = v >= lif.VTH
        clamped = last_spike + 0.01 > T[step]
        v[spiked | clamped] = lif.VR
        found[0] += np.sum(spiked & clamped)
        found[1] += np.sum(spiked)
        last_spike[spiked] = T[step]
    assert found == [too_soon, spikes]


# What the text says of the refractory period.


def test_clamping_first_is_right_at_every_current_and_spiking_first_is_not(given, current):
    for factor in CURRENTS:
        for t_ref in (0.0025, 0.0095, 0.0145):
            held = int(np.ceil(t_ref / DT))
            _, raster = given["simulate_refractory"](factor * current, t_ref)
            assert intervals(raster).min() >= held
            assert raster.mean() / DT <= 1 / (held * DT)
    usual = raster_of(spikes_first, current, 0.0095)
    assert intervals(usual).min() >= 10
    np.testing.assert_array_equal(usual, raster_of(given["refractory_step"], current, 0.0095))
    strong = raster_of(spikes_first, 8 * current, 0.0095)
    assert np.mean(intervals(strong) < 10) > 0.6
    assert strong.mean() / DT > 100


@pytest.mark.parametrize("dt", [1e-3, 5e-4, 1e-4])
@pytest.mark.parametrize("steps", [1, 3, 10, 13])
def test_exact_class_is_never_too_early_nor_too_late(given, dt, steps):
    """A current that lifts every neuron over the threshold in one step: the period alone counts."""
    rng = np.random.default_rng(steps)
    for factor in (1, *CURRENTS[2:]):
        current = factor * lif.noisy_current(60, 200 * dt, dt, rng=rng)
        neurons = given["ExactLIFNeurons"](60, t_ref_mu=steps * dt, t_ref_sigma=0)
        raster = run_object(neurons, current, dt)
        same = lif.simulate(current, dt, t_ref=steps * dt).spiked
        np.testing.assert_array_equal(raster.astype(bool), same)
        found = intervals(raster)
        assert found.size == 0 or found.min() >= steps
    hard = given["ExactLIFNeurons"](5, t_ref_mu=steps * dt, t_ref_sigma=0)
    assert set(intervals(run_object(hard, np.full((5, 200), 1e-4), dt))) == {steps}


def test_a_clamped_neuron_cannot_reach_threshold_in_a_step_at_the_usual_current(given, current):
    def after_a_step(amps):
        return given["ode_step"](np.array([lif.VR]), np.array([amps]), DT)[0]

    assert current.max() < 557e-12
    assert 1e3 * (after_a_step(556e-12) - lif.VR) == pytest.approx(3.3, abs=0.05)
    assert 1e3 * (after_a_step(8 * 556e-12) - lif.VR) == pytest.approx(22.7, abs=0.05)
    assert after_a_step(3899e-12) < lif.VTH < after_a_step(3901e-12)
    assert 1 / np.mean(8 * current > 3900e-12) == pytest.approx(9, abs=0.3)


def test_without_noise_a_neuron_needs_17_ms_and_the_rate_falls_by_a_third(given, current):
    assert lif.simulate(np.full((1, STEPS), lif.I_MEAN)).isis() == pytest.approx(0.017)
    (_, free), (_, held) = (given["simulate_refractory"](current, t) for t in (0.0, 0.0095))
    assert 0.28 < 1 - held.sum() / free.sum() < 0.38
    assert intervals(held).min() - intervals(free).min() == 9


def test_two_milliseconds_would_hardly_be_seen(given, current):
    free, short, usual = (given["simulate_refractory"](current, t)[1] for t in (0, 0.002, 0.0095))
    assert 0.9 < short.mean() / free.mean() < 1
    assert usual.mean() / free.mean() < 0.7


def test_rounding_decides_about_a_period_that_ends_on_a_step():
    assert 0.011 - 0.001 < 0.010
    assert np.sum(T[10:] - T[:-10] < 0.010) == 64
    assert len(T[10:]) == 140


def test_clipping_touches_one_draw_in_thirteen_and_raises_the_mean():
    ratio = 0.010 / 0.007
    assert stats.norm.cdf(-ratio) == pytest.approx(0.0766, abs=1e-4)
    mean = 0.010 * stats.norm.cdf(ratio) + 0.007 * stats.norm.pdf(ratio)
    assert mean == pytest.approx(0.01024, abs=1e-5)


def test_neurons_that_differ_fall_out_of_step_and_keep_their_mean_rate(given, current):
    rates = []
    for sigma in (0, 0.002, 0.007):
        t_ref = 0.0095 + sigma * np.random.default_rng(1).normal(size=N)
        t_ref[t_ref < 0] = 0
        raster = given["simulate_refractory"](current, t_ref)[1]
        rates.append(raster.mean(axis=0) / DT)
    swing = [np.std(rate[50:120]) for rate in rates]
    assert swing[0] > swing[1] > swing[2]
    assert rates[2].mean() == pytest.approx(rates[0].mean(), rel=0.1)


def test_a_time_constant_in_milliseconds_keeps_the_neuron_at_rest(given):
    after = []
    for tau in (20, 0.020):  # the right one last: others use it
        given["tau"] = tau
        after += [1e3 * given["ode_step"](np.array([lif.EL]), np.array([lif.I_MEAN]), DT)[0]]
    assert [round(mv, 2) for mv in after] == [-60, -58.75]


# Histograms, rates, ceiling.


def test_early_histogram_lies_lower_and_is_narrower(given):
    current = lif.noisy_current(10_000, rng=np.random.default_rng(2020))
    v = lif.simulate(current, spiking=False).v
    early, late = 1e3 * v[:, 15], 1e3 * v[:, -1]
    assert (early.mean(), late.mean()) == (
        pytest.approx(-46.6, abs=0.1),
        pytest.approx(-35, abs=0.1),
    )
    assert early.std() == pytest.approx(2.5, abs=0.05)
    part = DT / lif.TAU
    noise = 1e3 * lif.R * lif.I_MEAN * lif.NOISE / np.sqrt(3)  # mV, standard deviation
    assert part * noise / np.sqrt(1 - (1 - part) ** 2) == pytest.approx(2.83, abs=5e-3)
    assert late.std() == pytest.approx(2.83, abs=0.06)


def test_rate_in_hertz_does_not_depend_on_the_step_but_the_share_per_step_does():
    rates, shares = [], []
    for dt in (1e-3, 5e-4):
        current = lif.noisy_current(2000, 1.0, dt, rng=np.random.default_rng(3))
        run = lif.simulate(current, dt, t_ref=0.0095)
        rates.append(run.rate().mean())
        shares.append(run.spiked.mean())
    assert rates[0] == pytest.approx(rates[1], rel=0.05)
    assert shares[0] == pytest.approx(2 * shares[1], rel=0.05)


@pytest.mark.parametrize("t_ref", [0.0, 0.010])
def test_no_spike_at_the_rheobase_itself_and_some_just_above(t_ref):
    rheobase = (lif.VTH - lif.EL) / lif.R
    assert rheobase == pytest.approx(100e-12)
    current = rheobase * np.array([[1 - 1e-6], [1 + 1e-3]])
    run = lif.simulate(np.repeat(current, 50_000, axis=1), 1e-4, t_ref=t_ref)
    assert run.spiked.any(axis=1).tolist() == [False, True]


@pytest.mark.parametrize("t_ref", [0.0, 0.010])
def test_simulation_lies_on_the_curve_of_the_bonus(t_ref):
    current = np.array([99e-12, 150e-12, 250e-12, 1e-9, 4e-9])
    end = lif.EL + lif.R * current
    above = end > lif.VTH
    rate = np.zeros(5)
    charging = lif.TAU * np.log((end[above] - lif.VR) / (end[above] - lif.VTH))
    rate[above] = 1 / (t_ref + charging)
    run = lif.simulate(np.repeat(current[:, None], 50_000, axis=1), 2e-5, t_ref=t_ref)
    assert run.spiked.sum(axis=1) == pytest.approx(rate, rel=0.02, abs=1.0)
    assert t_ref == 0 or rate.max() < 100


# Nothing is given away.


def test_no_step_of_a_stub_says_in_which_order_to_clamp_and_to_spike(tutorial):
    for cell in tutorial.student.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in ("refractory-step", "spike-clamp", "lif-neurons", "exact-lif-neurons"):
            stub = cell.source[cell.source.index("raise NotImplementedError") :].lower()
            assert not re.search(r"first|clamp|then (look|find)", stub), stub
            assert "[" not in stub.split("\n", 1)[1], stub  # no target that leaves one name to type


# What is kept of the original.


def test_keeps_the_videos_and_feedback_of_the_original(tutorial):
    text = "\n".join(cell.source for cell in tutorial.source.cells)
    assert [video for video in VIDEOS if video not in text] == []
    asked = re.findall(r'feedback\.ask\("(lif-spikes/[\w-]+)"\)', text)
    # The figure of three panels comes back after each step, always drawn by the same function.
    assert text.count("axes = plots.population(t_range, v, ") == 6
    assert len(asked) == len(set(asked)) >= 21


@pytest.mark.parametrize(
    "part", ["Marco Brigham", "CCNSS", "Karolina", "Spiros Chavlis", "Ella Batty", "CC BY 4.0"]
)
def test_gives_credit(tutorial, part):
    assert part in "\n".join(cell.source for cell in tutorial.source.cells)
