"""The simulator obeys its equations and its promises, for every current, step and period."""

import numpy as np
import pytest

from helpers import lif
from helpers.lif import DT, EL, I_MEAN, NOISE, TAU, VR, VTH, R


@pytest.fixture(scope="module")
def seed_input():
    """The input of the tutorial that the course grew from: 500 neurons, NumPy's legacy stream."""
    uniform = np.random.RandomState(2020).random_sample([500, 150])
    return I_MEAN * (1 + 0.1 * np.sqrt(0.15 / 1e-3) * (2 * uniform - 1))


def slow_reference(current, dt, t_ref, vr=VR, vth=VTH):
    """The rule, one neuron and one step at a time, with whole numbers for time."""
    neurons, steps = current.shape
    v, spiked = np.full((neurons, steps), EL), np.zeros((neurons, steps), bool)
    for j in range(neurons):
        # In units of a thousandth of a step, so that 10 ms are 10 steps of 1 ms.
        period = round(float(np.broadcast_to(t_ref, neurons)[j]) / dt * 1000)
        last = None
        for k in range(1, steps):
            v[j, k] = v[j, k - 1] + dt / TAU * (EL - v[j, k - 1] + R * current[j, k])
            if last is not None and (k - last) * 1000 < period:
                v[j, k] = vr
            elif v[j, k] >= vth:
                v[j, k], spiked[j, k], last = vr, True, k
    return v, spiked


# The numbers of the tutorial that the course grew from


def test_without_refractoriness_the_known_input_gives_4272_spikes(seed_input):
    run = lif.simulate(seed_input)
    assert run.spiked.sum() == 4272
    assert run.mean_rate() == pytest.approx(56.96)
    assert run.rate().max() == pytest.approx(164)
    assert round(run.isis().min() / DT) == 10


@pytest.mark.parametrize("t_ref", [0.010, 0.0095])
def test_ten_milliseconds_of_refractoriness_leave_2921_spikes(seed_input, t_ref):
    run = lif.simulate(seed_input, t_ref=t_ref)
    assert run.spiked.sum() == 2921
    assert run.mean_rate() == pytest.approx(38.95, abs=0.005)
    assert round(run.isis().min() / DT) == 18


def test_without_spikes_the_potential_fluctuates_by_2_83_millivolts(seed_input):
    """By the law of the noise, and measured."""
    a = DT / TAU
    law = R * NOISE * I_MEAN / np.sqrt(3) * a / np.sqrt(1 - (1 - a) ** 2)
    assert 1e3 * law == pytest.approx(2.83, abs=0.005)
    run = lif.simulate(seed_input, spiking=False)
    assert not run.spiked.any()
    assert run.v[:, -1].std(ddof=1) == pytest.approx(law, rel=0.05)
    long = lif.noisy_current(500, 1.0, rng=np.random.default_rng(3))
    assert lif.simulate(long, spiking=False).v[:, 200:].std() == pytest.approx(law, rel=0.01)


# The membrane


def test_constant_current_follows_the_closed_form_of_eulers_steps():
    current = np.full((1, 150), I_MEAN)
    v = lif.simulate(current, spiking=False).v[0]
    steady = EL + R * I_MEAN
    assert np.allclose(v, steady + (EL - steady) * (1 - DT / TAU) ** np.arange(150), atol=1e-15)


def test_error_of_euler_falls_in_proportion_to_the_step():
    steps = np.array([2e-3, 1e-3, 5e-4, 2.5e-4, 1.25e-4])
    errors = []
    for dt in steps:
        t = lif.time_grid(0.15, dt)
        run = lif.simulate(np.full((1, len(t)), I_MEAN), dt, spiking=False)
        errors.append(np.abs(run.v[0] - lif.exact_membrane(t, I_MEAN)).max())
    order = np.diff(np.log(errors)) / np.diff(np.log(steps))
    assert np.allclose(order, 1, atol=0.05)
    assert order[-1] == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("v0", [None, -0.07, -0.03])
def test_exact_membrane_solves_the_equation(v0):
    t = np.linspace(0, 0.1, 20001)
    v = lif.exact_membrane(t, I_MEAN, v0=v0)
    slope = np.gradient(v, t)[1:-1]
    assert np.allclose(TAU * slope, (-(v - EL) + R * I_MEAN)[1:-1], atol=1e-8)
    assert v[0] == pytest.approx(EL if v0 is None else v0)


def test_exact_sinusoid_solves_the_equation():
    t = np.linspace(0, 0.05, 50001)
    v = lif.exact_sinusoid(t)
    drive = R * I_MEAN * (1 + np.sin(2 * np.pi * t / 0.01))
    slope = np.gradient(v, t)[1:-1]
    assert np.allclose(TAU * slope, (-(v - EL) + drive)[1:-1], atol=1e-6)
    assert v[0] == EL


def test_rheobase_separates_silence_from_firing():
    rheobase = (VTH - EL) / R
    assert rheobase == pytest.approx(100e-12)
    current = np.outer([0.999, 1.001], np.full(2000, rheobase))
    fired = lif.simulate(current).spiked.any(axis=1)
    assert list(fired) == [False, True]


def test_a_spike_is_at_or_above_the_threshold():
    jump = (VTH - EL) * TAU / DT / R  # lands on the threshold in one step, but for rounding
    run = lif.simulate(np.array([[0, jump * (1 + 1e-12)], [0, jump * (1 - 1e-12)]]))
    assert list(run.spiked[:, 1]) == [True, False]
    assert run.v[0, 1] == VR and run.v[1, 1] == pytest.approx(VTH)
    exact = lif.simulate([[0.0, 1.0]], 1.0, tau=1.0, el=0.0, r=1.0, vth=1.0, vr=-1.0)
    assert exact.spiked[0, 1]


# The refractory period

CASES = [
    (strength, dt, t_ref)
    for strength in (0.5, 1, 2, 8, 100)
    for dt in (1e-4, 5e-4, 1e-3)
    for t_ref in (0, 1e-3, 0.0029, 3e-3, 0.0095, 10e-3, 0.0105, 0.3)
]


@pytest.mark.parametrize(("strength", "dt", "t_ref"), CASES)
def test_refractory_neuron_never_spikes_at_any_current(strength, dt, t_ref):
    rng = np.random.default_rng(7)
    current = strength * lif.noisy_current(40, 0.06, dt, rng=rng)
    run = lif.simulate(current, dt, t_ref=t_ref)
    for spikes in run.spiked:
        steps = np.flatnonzero(spikes)
        assert (np.diff(steps) * dt > t_ref - 1e-9).all()
    held = lif.refractory_steps(t_ref, dt)
    for j, k in np.argwhere(run.spiked):
        assert (run.v[j, k : k + held] == VR).all()


@pytest.mark.parametrize(("strength", "dt", "t_ref"), CASES[::7])
def test_simulation_equals_the_rule_written_out_step_by_step(strength, dt, t_ref):
    current = strength * lif.noisy_current(5, 0.05, dt, rng=np.random.default_rng(11))
    run = lif.simulate(current, dt, t_ref=t_ref)
    v, spiked = slow_reference(current, dt, t_ref)
    assert np.array_equal(run.spiked, spiked)
    assert np.allclose(run.v, v, rtol=0, atol=1e-15)


def original_rule(current, t_ref):
    """The original's order of events: count, then clamp, then start the clock; times as floats."""
    t_range = np.arange(0, 0.15, DT)
    v = np.full(len(current), EL)
    last_spike = np.full(len(current), -t_ref)
    spikes = within = 0
    for k, t in enumerate(t_range[1:], start=1):
        v = v + DT / TAU * (EL - v + R * current[:, k])
        spiked, clamped = v >= VTH, last_spike + t_ref > t
        v[spiked | clamped] = VR
        last_spike[spiked] = t
        spikes, within = spikes + spiked.sum(), within + (spiked & clamped).sum()
    return spikes, within


def test_original_rule_counts_spikes_within_the_period_at_eight_times_the_current(seed_input):
    assert original_rule(seed_input, 0.010) == (2907, 0)
    assert original_rule(8 * seed_input, 0.010) == (11097, 7099)
    assert original_rule(seed_input, 0.0095) == (2921, 0)
    run = lif.simulate(8 * seed_input, t_ref=0.010)
    assert run.spiked.sum() > 3000
    assert round(run.isis().min() / DT) >= 10


def test_strong_current_fires_with_a_period_of_refractory_steps_plus_charging():
    run = lif.simulate(np.full((1, 300), 1e-6), t_ref=0.010)  # one step from reset to threshold
    assert (np.diff(np.flatnonzero(run.spiked[0])) == 10).all()


@pytest.mark.parametrize("dt", [1e-3, 5e-4, 1e-4, 3e-5])
def test_periods_of_whole_steps_are_counted_exactly(dt):
    steps = np.arange(1, 1000)
    assert np.array_equal(lif.refractory_steps(steps * dt, dt), steps)
    assert np.array_equal(lif.refractory_steps((steps + 0.5) * dt, dt), steps + 1)
    assert [lif.refractory_steps(ms * 1e-3, 1e-3) for ms in range(1, 99)] == list(range(1, 99))


def test_each_neuron_has_its_own_period(seed_input):
    t_ref = np.linspace(0, 0.03, 500)
    together = lif.simulate(seed_input, t_ref=t_ref)
    for j in (0, 1, 170, 333, 499):
        alone = lif.simulate(seed_input[j], t_ref=t_ref[j])
        assert np.array_equal(alone.v[0], together.v[j])
        assert np.array_equal(alone.spiked[0], together.spiked[j])


def test_period_longer_than_the_simulation_allows_one_spike():
    for t_ref in (1.0, 1e300):
        assert lif.simulate(np.full((3, 150), I_MEAN), t_ref=t_ref).spiked.sum() == 3


# Rates and noise


def test_rate_in_hertz_does_not_depend_on_the_step():
    rates = []
    for dt in (1e-3, 5e-4, 2.5e-4):
        current = lif.noisy_current(400, 1.0, dt, rng=np.random.default_rng(5))
        run = lif.simulate(current, dt, t_ref=0.005)
        rates.append(run.mean_rate())
        assert run.rate().mean() == pytest.approx(run.mean_rate())
    assert np.ptp(rates) < 0.04 * np.mean(rates)
    assert np.mean(rates) > 40


@pytest.mark.parametrize("t_max", [0.01, 0.15, 1.5])
def test_noise_does_not_depend_on_the_duration(t_max):
    current = lif.noisy_current(2000, t_max, rng=np.random.default_rng(6))
    assert current.shape == (2000, round(t_max / DT))
    assert current.mean() == pytest.approx(I_MEAN, rel=0.01)
    assert current.std() == pytest.approx(NOISE * I_MEAN / np.sqrt(3), rel=0.01)
    width = 1.2247 * I_MEAN
    assert np.abs(current - I_MEAN).max() == pytest.approx(width, rel=1e-3)


def test_noise_is_the_same_as_the_originals_at_its_duration_and_step(seed_input):
    ours = lif.noisy_current(500, rng=np.random.default_rng(8))
    assert ours.min() == pytest.approx(seed_input.min(), abs=1e-12)
    assert ours.max() == pytest.approx(seed_input.max(), abs=1e-12)


def test_fluctuations_of_the_potential_do_not_depend_on_the_step():
    spread = []
    for dt in (1e-3, 5e-4, 2e-4):
        current = lif.noisy_current(300, 0.6, dt, rng=np.random.default_rng(9))
        v = lif.simulate(current, dt, spiking=False).v
        spread.append(v[:, v.shape[1] // 3 :].std())
    assert np.allclose(spread, 2.8e-3, rtol=0.03)


def test_the_generator_decides_and_no_other_is_touched():
    before = np.random.get_state()[1].copy()  # noqa: NPY002 - to see that it stays
    one, same = (lif.noisy_current(3, rng=np.random.default_rng(1)) for _ in range(2))
    other = lif.noisy_current(3, rng=np.random.default_rng(2))
    assert np.array_equal(one, same) and not np.array_equal(one, other)
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002


# What a run says, and what it leaves alone


def test_run_tells_times_and_rates():
    run = lif.simulate(np.full((2, 150), I_MEAN), t_ref=0.005)
    assert np.array_equal(run.t, np.arange(150) * DT)
    steps = np.flatnonzero(run.spiked[1])
    assert np.array_equal(run.spike_times(1), steps * DT)
    assert np.allclose(run.isis(), np.tile(np.diff(steps) * DT, 2))
    assert run.rate().shape == (150,) and run.rate().max() == pytest.approx(1000)


def test_silent_run_has_rate_zero_and_no_intervals():
    run = lif.simulate(np.zeros((2, 150)))
    assert run.mean_rate() == 0 and run.isis().size == 0 and run.spike_times(0).size == 0


def test_one_row_stands_for_one_neuron_and_first_column_for_the_start():
    run = lif.simulate(np.full(150, I_MEAN), v0=-0.065)
    assert run.v.shape == (1, 150) and run.v[0, 0] == -0.065
    each = lif.simulate(np.zeros((2, 3)), v0=[-0.07, -0.06])
    assert list(each.v[:, 0]) == [-0.07, -0.06]


def test_input_stays_as_it_was(seed_input):
    before, t_ref = seed_input.copy(), np.full(500, 0.01)
    lif.simulate(seed_input, t_ref=t_ref)
    assert np.array_equal(seed_input, before) and (t_ref == 0.01).all()


# Errors

ONE = np.zeros((2, 10))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lif.simulate(np.zeros((2, 3, 4))), r"shape \(neurons, steps\)"),
        (lambda: lif.simulate([]), "with a neuron and a step"),
        (lambda: lif.simulate([[np.nan, 1]]), "current must hold finite numbers; 1 of 2"),
        (lambda: lif.simulate("abc"), "current must hold numbers"),
        (lambda: lif.simulate(...), "current must hold numbers"),
        (lambda: lif.simulate(ONE, 0), "dt must be larger than 0"),
        (lambda: lif.simulate(ONE, [1e-3, 1e-3]), "dt must be one number"),
        (lambda: lif.simulate(ONE, tau=-1), "tau must be larger than 0"),
        (lambda: lif.simulate(ONE, r=np.inf), "r must hold finite"),
        (lambda: lif.simulate(ONE, vr=-0.05), "vr must lie below vth"),
        (lambda: lif.simulate(ONE, t_ref=-0.001), "t_ref must not be negative"),
        (lambda: lif.simulate(ONE, t_ref=[0.1, 0.1, 0.1]), "each of the 2 neurons"),
        (lambda: lif.simulate(ONE, v0=[0.1] * 10), "v0 must be one number or one for each"),
        (lambda: lif.noisy_current(0, rng=np.random.default_rng()), "n must be a whole number"),
        (lambda: lif.noisy_current(2.5, rng=np.random.default_rng()), "n must be a whole number"),
        (lambda: lif.noisy_current(2, -1, rng=np.random.default_rng()), "t_max must be larger"),
        (lambda: lif.noisy_current(2, 1e-5, rng=np.random.default_rng()), "leaves no step"),
        (lambda: lif.noisy_current(2, noise=-1, rng=np.random.default_rng()), "noise must not"),
        (lambda: lif.exact_membrane(0.1, 1e-10, tau=0), "tau must be larger than 0"),
        (lambda: lif.exact_membrane([np.inf], 1e-10), "t must hold finite"),
        (lambda: lif.exact_sinusoid(0.1, period=0), "period must be larger than 0"),
        (lambda: lif.refractory_steps(0.01, 0), "dt must be larger"),
    ],
)
def test_bad_input_is_explained(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("rng", [2020, None, np.random, np.random.RandomState(1)])
def test_noise_asks_for_a_generator(rng):
    with pytest.raises(TypeError, match=r"default_rng\(2020\)"):
        lif.noisy_current(3, rng=rng)
