"""What the prose of lif-membrane claims, computed with the functions that it teaches."""

import re
import time

import numpy as np
import pytest

from helpers import checks, lif

from .conftest import Tutorial

CONSTANTS = {"tau": 0.020, "el": -0.060, "r": 100e6}
VTH, DT, I_MEAN = -0.050, 0.001, 250e-12
VIDEOS = """Bwm6rjRpVw8 BV1vV41167T1 UP8rD2AwceM BV1fg4y1v7P3 JkxgotYwu4Q BV1nt4y1Q7Z5 kyCbeR28AYQ
            BV1mt4y1Q7Ls RmdPBHn9kjk BV1MC4y1h77q BOh8CsuTFkY BV1BA411e7eH A2foheo44h4 BV1ff4y197Hx
            4nIAS2oPEFI BV1UZ4y1u7sV OIzSQvMbe2k BV1wa4y1a7Xq ewyHKKa2_OU BV1of4y197jo E6FyhSsO4Vg
            BV1Uk4y1q76p 1ME-0rJXLFg BV1vA411e7w4 VqAznnSAqmM BV1Fv411q7tE""".split()


@pytest.fixture(scope="module")
def tutorial():
    return Tutorial("lif-membrane")


@pytest.fixture(scope="module")
def taught(tutorial):
    namespace = tutorial.functions()
    namespace.update(CONSTANTS)
    return namespace


def test_constants_of_the_notebook_are_those_of_the_course(tutorial):
    source = "\n".join(cell.source for cell in tutorial.source.cells)
    names = {"t_max": lif.T_MAX, "dt": lif.DT, "tau": lif.TAU, "el": lif.EL, "vth": lif.VTH}
    for name, value in {**names, "r": lif.R, "i_mean": lif.I_MEAN}.items():
        assert float(re.search(rf"^{name} = (\S+)", source, re.M)[1]) == value, name


def test_one_millisecond_covers_a_twentieth_of_the_way(taught):
    v, seen = lif.EL, []
    for _ in range(3):
        v = taught["euler_step"](v, I_MEAN, DT, **CONSTANTS)
        seen.append(round(1000 * v, 2))
    assert seen == [-58.75, -57.56, -56.43]


def test_simulation_follows_the_closed_form_under_a_constant_current(taught):
    for current in (-100e-12, 90e-12, 250e-12):
        for dt in (1e-3, 1e-4):
            t = np.arange(round(0.15 / dt)) * dt
            v = taught["simulate_membrane"](np.full(len(t), current), dt)
            truth = CONSTANTS["el"] + CONSTANTS["r"] * current * (1 - np.exp(-t / CONSTANTS["tau"]))
            swing = abs(CONSTANTS["r"] * current)
            assert np.abs(v - truth).max() < 0.5 * dt / CONSTANTS["tau"] * swing
            assert np.allclose(lif.exact_membrane(t, current), truth, rtol=0, atol=1e-15)


def test_error_of_euler_falls_in_proportion_to_the_step_and_is_023_mv_at_1_ms(taught):
    steps = 0.004 / 2 ** np.arange(7)
    errors = np.array([largest_error(taught, step) for step in steps])
    assert np.polyfit(np.log(steps), np.log(errors), 1)[0] == pytest.approx(1, abs=0.03)
    assert 1.98 < errors[-2] / errors[-1] < 2.02
    assert [round(1000 * e, 2) for e in errors[:3]] == [1.0, 0.48, 0.23]
    assert 2.5 < 1000 * largest_error(taught, 0.010) < 3.0
    assert 1.2 < 1000 * largest_error(taught, 0.005) < 1.5


def largest_error(taught, dt):
    t = np.arange(round(0.15 / dt)) * dt
    difference = taught["simulate_membrane"](np.full(len(t), I_MEAN), dt) - lif.exact_membrane(
        t, I_MEAN
    )
    assert (difference > -1e-12).all()  # Euler runs ahead, as the text says
    return difference.max()


@pytest.mark.parametrize("dt", [1e-3, 5e-4, 2.5e-4])
def test_the_current_of_a_step_or_of_the_one_before_are_about_as_wrong(taught, dt):
    t = np.arange(round(0.15 / dt)) * dt
    current = taught["sinusoidal_current"](t, I_MEAN)
    truth = lif.exact_sinusoid(t, I_MEAN)
    this, before = (
        np.abs(taught["simulate_membrane"](used, dt) - truth).max()
        for used in (current, np.append(current[0], current[:-1]))
    )
    assert this == pytest.approx(before, rel=0.05)
    assert 1e3 * this == pytest.approx(0.83 * dt / 1e-3, rel=0.03)  # of first order, both


def test_time_constant_is_resistance_times_capacitance():
    assert CONSTANTS["tau"] / CONSTANTS["r"] == pytest.approx(200e-12)


def test_error_of_an_sd_is_relative_and_one_over_the_root_of_2n():
    for scale in (1.0, 2.83e-3):
        sds = np.random.default_rng(5).normal(scale=scale, size=(4000, 500)).std(axis=1, ddof=1)
        assert sds.std() / scale == pytest.approx(1 / np.sqrt(2 * 500), rel=0.1)


@pytest.mark.parametrize(
    ("dt", "behaviour"), [(0.020, "arrives"), (0.030, "settles"), (0.040, "swings"), (0.050, "off")]
)
def test_steps_beyond_twice_tau_explode(taught, dt, behaviour):
    away = np.abs(taught["simulate_membrane"](np.full(40, I_MEAN), dt) - -0.035)
    assert {
        "arrives": away[1] < 1e-12,
        "settles": away[1] > 1e-3 and away[-1] < 1e-9,
        "swings": np.allclose(away, 0.025),
        "off": bool((np.diff(away) > 0).all()),
    }[behaviour]


def test_ripples_of_a_10_ms_sine_are_4_mv_from_peak_to_peak(taught):
    t = np.arange(150) * DT
    v = taught["simulate_membrane"](taught["sinusoidal_current"](t, I_MEAN), DT)
    assert np.ptp(v[-10:]) == pytest.approx(4e-3, abs=0.1e-3)
    assert 9 <= np.argmax(v >= VTH) <= 12 and v[12:].min() > VTH  # "after about 10 ms", for good
    fast = {**CONSTANTS, "tau": 0.005}
    ratio = np.hypot(1, 200 * np.pi * 0.020) / np.hypot(1, 200 * np.pi * fast["tau"])
    assert 3.5 < ratio < 4.5  # "about four times larger" with a time constant of 5 ms


@pytest.mark.parametrize("f", [2, 10, 50, 200])
def test_membrane_is_a_low_pass_filter(taught, f):
    t = np.arange(10_000) * 1e-4
    current = I_MEAN * (1 + np.sin(2 * np.pi * f * t))
    v = taught["simulate_population"](current[None], 1e-4)[0, 5000:]
    assert np.ptp(v) / 2 == pytest.approx(0.025 / np.hypot(1, 2 * np.pi * f * 0.020), rel=0.02)


def test_population_does_what_its_neurons_do_alone(taught):
    current = lif.noisy_current(20, rng=np.random.default_rng(4))
    together = taught["simulate_population"](current, DT)
    alone = np.array([taught["simulate_membrane"](one, DT) for one in current])
    assert np.array_equal(together, alone)
    assert np.allclose(together, lif.simulate(current, spiking=False).v, rtol=0, atol=1e-15)


@pytest.mark.timing
def test_vectorised_is_at_least_five_times_faster_and_a_loop_over_neurons_is_told(taught):
    def one_by_one(current, dt):
        return np.array([taught["simulate_membrane"](one, dt) for one in current])

    current = lif.noisy_current(500, rng=np.random.default_rng(2020))
    assert best_time(one_by_one, current) > 5 * best_time(taught["simulate_population"], current)
    loop, vectorised = (
        checks.lif_membrane.simulate_population(f)
        for f in (one_by_one, taught["simulate_population"])
    )
    assert loop.state == vectorised.state == "right"
    assert "loop over the neurons" in loop.message
    assert "loop over the neurons" not in vectorised.message


def best_time(simulate, current):
    times = []
    for _ in range(3):
        start = time.process_time()
        simulate(current, DT)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("dt", [1e-3, 5e-4, 2.5e-4])
@pytest.mark.parametrize("t_max", [0.15, 0.3])
def test_sd_of_the_potential_depends_neither_on_the_step_nor_on_the_duration(taught, dt, t_max):
    current = lif.noisy_current(3000, t_max, dt, rng=np.random.default_rng(7))
    _, sd = taught["mean_and_sd"](taught["simulate_population"](current, dt))
    assert 1000 * sd[round(0.1 / dt) : round(0.15 / dt)].mean() == pytest.approx(2.81, abs=0.08)


def test_the_same_noise_at_half_the_step_gives_2_mv_for_28(taught):
    sds = []
    for dt in (1e-3, 5e-4):
        current = lif.noisy_current(4000, 0.1, dt, rng=np.random.default_rng(8))
        unscaled = I_MEAN + (current - I_MEAN) * np.sqrt(dt / 1e-3)
        _, sd = taught["mean_and_sd"](taught["simulate_population"](unscaled, dt))
        sds.append(1000 * sd[-round(0.03 / dt) :].mean())
    assert sds == pytest.approx([2.83, 2.0], abs=0.07)


def test_formula_for_the_sd_gives_283_mv():
    share = DT / CONSTANTS["tau"]
    sd_current = lif.NOISE * I_MEAN / np.sqrt(3)
    assert 1e12 * sd_current == pytest.approx(177, abs=0.5)
    sd = CONSTANTS["r"] * sd_current * share / np.sqrt(1 - (1 - share) ** 2)
    assert 1000 * sd == pytest.approx(2.83, abs=0.005)
    assert sd == pytest.approx(CONSTANTS["r"] * sd_current * np.sqrt(share / 2), rel=0.02)


def test_noise_as_in_the_original_grows_with_the_duration():
    """sqrt(t_max / dt): twice as long is sqrt(2) times as strong. Ours is not."""
    original = [0.1 * np.sqrt(t_max / DT) for t_max in (0.15, 0.30)]
    assert original[0] == pytest.approx(lif.NOISE)
    assert original[1] / original[0] == pytest.approx(np.sqrt(2))
    ours = [
        lif.noisy_current(500, t_max, rng=np.random.default_rng(1)).std() for t_max in (0.15, 0.30)
    ]
    assert ours[0] == pytest.approx(ours[1], rel=0.01)


def test_rheobase_is_100_pa_by_equation_and_by_experiment(taught):
    rheobase = taught["rheobase"](lif.EL, VTH, lif.R)
    assert rheobase == pytest.approx(100e-12, rel=1e-9)
    shares = np.array([0.9, 0.98, 1.0, 1.02, 1.1, 1.5])
    v = taught["simulate_population"](np.repeat(shares[:, None] * rheobase, 1000, axis=1), DT)
    reached = (v >= VTH + 1e-9).any(axis=1)
    assert reached.tolist() == [False, False, False, True, True, True]
    assert VTH - v[2].max() < 1e-9  # creeps up to it
    assert (v >= VTH).argmax(axis=1)[3:].tolist() == [77, 47, 22]


def test_at_90_percent_of_the_rheobase_noise_takes_every_neuron_to_threshold(taught):
    current = lif.noisy_current(1000, 0.5, mean=90e-12, rng=np.random.default_rng(2))
    v = taught["simulate_population"](current, DT)
    assert v.mean(axis=0).max() < VTH
    assert (v.max(axis=1) >= VTH).mean() > 0.98
    assert (v[:, -100:] >= VTH).mean() == pytest.approx(1 / 6, abs=0.03)  # "one neuron in six"
    _, sd = taught["mean_and_sd"](v)
    assert 1000 * sd[-100:].mean() == pytest.approx(1.0, abs=0.1)


def test_the_noise_that_students_draw_has_its_law_whatever_the_number_of_steps(taught):
    for n_steps in (2000, 20_000):
        current = taught["noisy_current"](I_MEAN, 177e-12, n_steps, np.random.default_rng(n_steps))
        assert current.mean() == pytest.approx(I_MEAN, abs=5 * 177e-12 / np.sqrt(n_steps))
        assert current.std() == pytest.approx(177e-12, rel=5 / np.sqrt(2 * n_steps))


def test_mean_is_taken_over_neurons_and_the_sd_divides_by_one_less(taught):
    v = np.array([[-0.060, -0.050, -0.040], [-0.060, -0.048, -0.036]])
    mean, sd = taught["mean_and_sd"](v)
    assert mean == pytest.approx([-0.060, -0.049, -0.038])
    assert sd == pytest.approx([0, 0.002 / np.sqrt(2), 0.004 / np.sqrt(2)])


def test_all_videos_of_the_original_are_there_each_with_a_sentence(tutorial):
    cells = [c.source for c in tutorial.source.cells if "media.video(" in c.source]
    text = "\n".join(cells)
    assert [v for v in VIDEOS if v not in text] == []
    assert text.count("media.video(") == text.count("about=") == 13


def test_feedback_can_be_given_in_every_section(tutorial):
    text = "\n".join(c.source for c in tutorial.source.cells)
    asked = re.findall(r'feedback\.ask\("(lif-membrane/[\w-]+)"\)', text)
    assert len(asked) == len(set(asked)) >= 13


def test_original_is_credited_with_its_licence(tutorial):
    text = " ".join("\n".join(c.source for c in tutorial.source.cells).split())
    assert "https://github.com/NeuromatchAcademy/precourse" in text
    assert "Neuromatch Academy" in text and "CC BY 4.0" in text
