"""The synthetic population has the statistics that the course states, always the same spikes."""

import hashlib
import time

import numpy as np
import pytest

from helpers import data

HISTOGRAM = [
    *(237, 129, 80, 52, 43, 38, 29, 29, 19, 10, 9, 11, 4, 4, 3, 5, 4, 3, 0, 2),
    *(5, 1, 0, 2, 1, 3, 1, 1, 0, 2, 0, 1, 1, 0, 0, 0, 0, 2, 0, 0),
    *(0, 0, 1, 0, 0, 0, 1, 0, 0, 1),
]
PMF_283 = [
    *(0.0163, 0.1568, 0.1665, 0.1507, 0.1340, 0.1056, 0.0827, 0.0602, 0.0426, 0.0280),
    *(0.0189, 0.0122, 0.0078, 0.0054, 0.0034, 0.0022, 0.0013, 0.0013, 0.0007),
]


@pytest.fixture(scope="module")
def population():
    return data.load("synthetic")


def test_it_prints_nothing_but_says_that_it_is_synthetic(capsys):
    population = data.load("synthetic")
    assert capsys.readouterr() == ("", "")
    assert population.is_synthetic
    assert "synthetic" in population.source and "synthetic" in repr(population)
    assert population.name(283) == "Neuron 283 (synthetic)"


def test_spike_counts_have_the_recorded_distribution(population):
    counts = population.counts
    assert len(population) == 734
    assert (counts.min(), counts.max()) == (210, 125_380)
    assert counts.mean() == pytest.approx(10_407, abs=1)
    assert np.median(counts) == 5_239
    assert f"{np.mean(counts < counts.mean()):.1%}" == "68.0%"
    assert np.histogram(counts, 50, (210, 125_380))[0].tolist() == HISTOGRAM


def test_neurons_whose_count_is_known_have_it(population):
    assert population.counts[:5].tolist() == [826, 2818, 3953, 646, 1115]
    assert population.counts[321] == 9723


def test_neuron_283_has_the_recorded_interspike_intervals(population):
    isis = np.diff(population[283])
    assert 1000 * isis.mean(dtype=float) == pytest.approx(23.7, abs=0.05)
    assert isis.std(dtype=float) / isis.mean(dtype=float) == pytest.approx(0.64, abs=0.005)
    counts, _ = np.histogram(isis, np.linspace(0, 0.25, 51))
    pmf = counts / counts.sum()
    np.testing.assert_allclose(pmf[: len(PMF_283)], PMF_283, atol=0.003)
    pmf = pmf[pmf > 0]
    assert -np.sum(pmf * np.log2(pmf)) == pytest.approx(3.36, abs=0.005)


def test_all_other_neurons_are_refractory_and_heavier_than_exponential_in_the_tail(population):
    for neuron, spike_times in enumerate(population):
        isis = np.diff(spike_times.astype(float))
        assert isis.min() > 0.001, neuron
        if neuron != 283:
            excess = isis - isis.min()
            assert np.mean(excess > 5 * excess.mean()) > np.exp(-5), neuron
            assert excess.std() > 1.05 * excess.mean(), neuron


def test_every_spike_lies_within_the_recording(population):
    assert population.times.dtype == np.float32
    assert population.times.min() > 0
    assert population.times.max() < population.duration == 2740
    assert [len(train) for train in population] == population.counts.tolist()


def test_spikes_are_the_same_in_every_order_and_with_every_numpy(population):
    forwards, backwards = data.load("synthetic"), data.load("synthetic")
    neurons = [283, 0, 7, 321]
    first = {i: forwards[i] for i in neurons}
    last = {i: backwards[i] for i in reversed(neurons)}
    for i in neurons:
        np.testing.assert_array_equal(first[i], last[i])
        np.testing.assert_array_equal(first[i], population[i])
    np.random.seed(1)  # noqa: NPY002  whatever the global generator is up to
    np.testing.assert_array_equal(data.load("synthetic")[7], first[7])
    # If this changes, so do the numbers in released notebooks.
    digest = hashlib.sha256(population.times.tobytes()).hexdigest()
    assert digest == "45883ab5535bd008a2273bab28c5c2c6088bfebc7581728e9ed662c9fa4adf08"


def test_the_global_generator_is_left_alone():
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    data.load("synthetic")[3]
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_opening_is_instant_and_so_is_any_neuron():
    def seconds(run):
        start = time.process_time()
        run()
        return time.process_time() - start

    busiest = int(np.argmax(data.load("synthetic").counts))
    assert min(seconds(lambda: data.load("synthetic")) for _ in range(5)) < 0.05
    for neuron in (busiest, 283):
        openings = [data.load("synthetic") for _ in range(5)]
        assert min(seconds(lambda o=o, n=neuron: o[n]) for o in openings) < 0.03
