"""What the prose of why-models claims, computed with the functions that it teaches."""

import numpy as np
import pytest

from helpers import data


@pytest.fixture(scope="module")
def taught(why_models):
    return why_models.functions()


@pytest.fixture(scope="module")
def entropy(taught):
    return taught["entropy"]


BINS = np.linspace(0, 0.25, 51)  # s
CENTRES = (BINS[:-1] + BINS[1:]) / 2  # s
FINE = np.linspace(0, 0.05, 51)  # s


def point_masses(n_bins=50, **masses):
    pmf = np.zeros(n_bins)
    for point, mass in masses.items():
        pmf[int(point[1:])] = mass
    return pmf


def exponential(mean, width):
    """Exponential ISIs (s) in bins of this width (s), far into the tail."""
    return between(mean, np.arange(0, 40 * mean, width))


def between(mean, edges):
    """Exponential ISIs (s) in the bins between these edges (s), as the notebook makes them."""
    return -np.diff(np.exp(-edges / mean))


@pytest.mark.parametrize(
    ("pmf", "bits"),
    [
        (point_masses(p25=1), 0.00),
        (point_masses(p2=1), 0.00),
        (point_masses(p16=0.5, p33=0.5), 1.00),
        (point_masses(p16=0.2, p33=0.8), 0.72),
        (np.ones(50) / 50, 5.64),
        (np.array([0.5, 0.25, 0.25]), 1.50),
    ],
    ids=["one point", "moved", "split", "uneven", "uniform", "three"],
)
def test_toy_pmfs_have_the_bits_that_the_text_says(entropy, pmf, bits):
    assert round(entropy(pmf), 2) == bits
    assert not np.signbit(entropy(pmf))  # prints 0.00, not -0.00


def test_limit_catches_a_missing_factor_but_not_a_wrong_base():
    uniform = np.ones(50) / 50
    assert -np.sum(np.log2(uniform)) > 50 * np.log2(50) * 0.99 > np.log2(50)
    assert 0 < -np.sum(uniform * np.log(uniform)) < np.log2(50)


def test_clock_uniform_and_exponential_have_0_332_and_377_bits(entropy):
    clock, uniform = point_masses(p5=1), np.r_[np.full(10, 0.1), np.zeros(40)]
    falling = between(0.025, BINS)
    assert falling.sum() == pytest.approx(1, abs=1e-4)
    assert [round(entropy(p), 2) for p in (clock, uniform, falling)] == [0.00, 3.32, 3.77]
    means = [round(1000 * float(p @ CENTRES), 2) for p in (clock, uniform, falling)]
    assert means == [27.5, 25.0, 25.07]


def test_the_search_finds_an_exponential_with_exactly_the_mean(taught, entropy):
    best = taught["max_entropy_pmf"](CENTRES, 0.025)
    assert best @ CENTRES == pytest.approx(0.025, rel=1e-6)
    slope, offset = np.polyfit(CENTRES, np.log(best), 1, w=best)
    assert np.abs(np.log(best) - (slope * CENTRES + offset))[best > 1e-3].max() < 1e-2
    assert round(entropy(best), 2) == 3.76
    above = between(0.025, BINS)
    assert 0.003 < entropy(above) - entropy(best) < 0.005  # "a few thousandths of a bit"


def test_nothing_with_the_same_mean_beats_the_exponential(taught, entropy):
    """Mass moved so that sum and mean stay: the entropy always falls."""
    best = taught["max_entropy_pmf"](CENTRES, 0.025)
    rng = np.random.default_rng(5)
    for _ in range(300):
        i, j, k = np.sort(rng.choice(50, 3, replace=False))
        move = np.zeros(50)
        move[[i, j, k]] = k - j, i - k, j - i
        step = rng.uniform(0.05, 0.9) * min(best[[i, k]] / np.abs(move[[i, k]]))
        other = best + rng.choice([-1, 1]) * step * move
        if (other >= 0).all():
            assert other @ CENTRES == pytest.approx(0.025, rel=1e-6)
            assert entropy(other) < entropy(best) + 1e-9


def test_grouping_axiom_holds_with_renormalised_chances(entropy):
    at_once = entropy(np.array([1 / 2, 1 / 3, 1 / 6]))
    in_steps = entropy(np.array([1 / 2, 1 / 2])) + entropy(np.array([2 / 3, 1 / 3])) / 2
    as_the_original_has_it = 1 + sum(-p * np.log2(p) for p in (1 / 3, 1 / 6)) / 2
    assert at_once == pytest.approx(in_steps, abs=1e-12)
    assert round(at_once, 4) == 1.4591
    assert abs(at_once - as_the_original_has_it) > 0.01


def test_plug_in_bias_falls_with_n_and_miller_madow_is_closer(taught, entropy):
    pmf = exponential(0.025, 0.005)
    pmf = pmf / pmf.sum()
    rng = np.random.default_rng(3)
    bias, corrected = [], []
    for n in (20, 100, 500, 2500):
        samples = rng.multinomial(n, pmf, size=300)
        plug_in = np.array([entropy(taught["pmf_from_counts"](c)) for c in samples])
        extra = ((samples > 0).sum(axis=1) - 1) / (2 * n * np.log(2))
        bias.append(plug_in.mean() - entropy(pmf))
        corrected.append((plug_in + extra).mean() - entropy(pmf))
    assert all(b < 0 for b in bias)
    assert np.all(np.diff(np.abs(bias)) < 0)
    assert np.all(np.abs(corrected) < np.abs(bias))


def test_half_the_bin_width_adds_almost_a_bit(entropy):
    for mean in (0.01, 0.025):
        coarse, fine = (exponential(mean, width) for width in (0.001, 0.0005))
        assert 0.95 < entropy(fine) - entropy(coarse) <= 1.0


@pytest.mark.parametrize(("mean", "t_ref", "bits"), [(0.025, 0.005, 0.32), (0.010, 0.005, 1.00)])
def test_refractoriness_costs_what_the_formula_says(entropy, mean, t_ref, bits):
    cost = entropy(exponential(mean, 0.001)) - entropy(exponential(mean - t_ref, 0.001))
    assert np.log2(mean / (mean - t_ref)) == pytest.approx(bits, abs=0.005)
    assert cost == pytest.approx(bits, abs=0.02)


def test_the_curves_of_refractory_cost_run_as_their_alt_text_says(entropy):
    def most(mean, t_ref):
        return round(entropy(exponential(mean - t_ref, 0.001)), 1)

    assert [most(0.025, 0), most(0.025, 0.009)] == [6.1, 5.4]
    assert [most(0.010, 0), most(0.010, 0.009)] == [4.8, 1.5]


def test_twenty_isis_of_neuron_283_give_about_half_a_bit_too_little(taught, entropy):
    isis = np.diff(data.load("synthetic")[283])
    isis = isis[isis < BINS[-1]]
    rng = np.random.default_rng(1)

    def bits(sample):
        return entropy(taught["pmf_from_counts"](np.histogram(sample, BINS)[0]))

    few = np.mean([bits(rng.choice(isis, 20)) for _ in range(200)])
    many = np.mean([bits(rng.choice(isis, 1000)) for _ in range(50)])
    assert bits(isis) - few == pytest.approx(0.5, abs=0.1)
    assert bits(isis) - many < 0.03


def test_recorded_receptors_lie_below_the_exponential_mostly_for_refractoriness(taught, entropy):
    for spikes in data.load("grasshopper"):
        isis = np.diff(spikes)
        assert isis.min() > 0.003
        recorded = entropy(taught["pmf_from_counts"](np.histogram(isis, FINE)[0]))
        free = entropy(exponential(isis.mean(), 0.001))
        late = entropy(exponential(isis.mean() - isis.min(), 0.001))
        assert recorded < late < free
        assert (free - late) / (free - recorded) > 0.5
    first = np.diff(data.load("grasshopper")[0])
    assert round(entropy(exponential(first.mean(), 0.001)), 2) == 4.87


def test_neuron_283_is_refractory_and_no_exponential(taught, entropy):
    isis = np.diff(data.load("synthetic")[283])
    pmf = taught["pmf_from_counts"](np.histogram(isis, BINS)[0])
    assert round(entropy(pmf), 2) == 3.36
    assert isis.std() / isis.mean() < 0.7
    assert pmf[0] < 0.02 < 0.15 < pmf[1]
    assert between(isis.mean(), BINS)[0] > 0.15


def test_the_slower_neuron_283_has_more_bits_per_spike_and_fewer_per_second(taught):
    neuron = np.diff(data.load("synthetic")[283])
    per_spike, per_second = taught["information_rates"](
        neuron[neuron < BINS[-1]], np.linspace(0, 0.25, 251)
    )
    assert round(1000 * neuron.mean()) == 24
    for spikes in data.load("grasshopper"):
        isis = np.diff(spikes)
        assert 1000 * isis.mean() == pytest.approx(11, abs=0.6)
        assert per_spike > taught["information_rates"](isis, FINE)[0]
        assert per_second < taught["information_rates"](isis, FINE)[1]


def test_bits_per_second_are_bits_per_spike_over_the_mean_isi(taught, entropy):
    isis = np.diff(data.load("grasshopper")[0])
    per_spike, per_second = taught["information_rates"](isis, FINE)
    assert per_spike == pytest.approx(4.19, abs=5e-3)
    assert per_second == pytest.approx(per_spike / isis.mean())
    assert per_second == pytest.approx(389, abs=1)
