"""Spike trains of a population: what indexing, flat arrays and names promise."""

import numpy as np
import pytest

from helpers.data import SpikeTrains
from helpers.data.trains import LazySpikeTrains

TRAINS = [np.array([0.1, 0.4]), np.array([]), np.array([0.2, 0.3, 0.9])]


def make_flat():
    return SpikeTrains(np.concatenate(TRAINS), [0, 2, 2, 5], duration=1, source="a sketch")


def make_lazy(asked=None):
    def make(neuron):
        if asked is not None:
            asked.append(neuron)
        return TRAINS[neuron].astype(np.float32)

    return LazySpikeTrains(
        make, [2, 0, 3], duration=1, source="a synthetic sketch", is_synthetic=True
    )


@pytest.fixture(params=[make_flat, make_lazy])
def trains(request):
    return request.param()


def test_each_neuron_owns_its_part_of_the_flat_times(trains):
    assert len(trains) == 3
    assert trains.offsets.tolist() == [0, 2, 2, 5]
    assert trains.offsets.dtype == np.int64
    assert trains.counts.tolist() == [2, 0, 3]
    for i, expected in enumerate(TRAINS):
        flat = trains.times[trains.offsets[i] : trains.offsets[i + 1]]
        np.testing.assert_allclose(trains[i], expected, rtol=1e-6)
        np.testing.assert_array_equal(trains[i], flat)


def test_neurons_count_from_the_end_and_with_numpy_integers(trains):
    np.testing.assert_array_equal(trains[-1], trains[2])
    np.testing.assert_array_equal(trains[np.int64(0)], trains[0])


@pytest.mark.parametrize("neuron", [3, -4])
def test_a_neuron_that_is_not_there_is_an_index_error_that_says_how_many_there_are(trains, neuron):
    with pytest.raises(IndexError, match=f"no neuron {neuron}.* 3 neurons, numbered from 0 to 2"):
        trains[neuron]
    with pytest.raises(IndexError):
        trains.name(neuron)


@pytest.mark.parametrize("index", [1.0, "a", [0, 1], (0, 1), None, np.array([True, False, True])])
def test_an_index_that_is_no_number_is_a_type_error_that_shows_the_way(trains, index):
    with pytest.raises(TypeError, match="chosen by its number"):
        trains[index]


def test_a_slice_is_a_list_of_spike_trains(trains):
    assert [len(train) for train in trains[1:]] == [0, 3]
    assert [len(train) for train in trains[::-1]] == [3, 0, 2]


def test_iterating_visits_every_neuron_once(trains):
    assert [len(train) for train in trains] == [2, 0, 3]


def test_nothing_that_is_handed_out_can_be_overwritten(trains):
    for array in (trains[0], trains.times, trains.offsets, trains.counts, trains[0]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


def test_the_array_passed_in_stays_writable_for_its_owner():
    times = np.array([0.1, 0.2])
    SpikeTrains(times, [0, 2], duration=1, source="a sketch")
    times[0] = 0.0


def test_names_and_description_say_what_is_synthetic():
    assert make_flat().name(np.int64(-1)) == "Neuron 2"
    assert make_lazy().name(2) == "Neuron 2 (synthetic)"
    assert repr(make_flat()) == "SpikeTrains(3 neurons, 5 spikes, 1 s, a sketch)"
    assert repr(make_lazy()) == "SpikeTrains(3 neurons, 5 spikes, 1 s, a synthetic sketch)"
    assert isinstance(make_lazy(), SpikeTrains)


def test_a_lazy_population_makes_only_the_neuron_that_is_asked_for_and_only_once():
    asked = []
    trains = make_lazy(asked)
    assert repr(trains) and trains.name(1) and len(trains) and asked == []
    trains[2], trains[2], trains[-1]
    assert asked == [2]
    assert len(trains.times) == 5
    trains[0], trains.times
    assert asked == [2, 0, 1]


def test_a_lazy_neuron_with_another_count_than_announced_is_refused():
    trains = LazySpikeTrains(lambda i: np.zeros(2), [3], duration=1, source="a sketch")
    with pytest.raises(ValueError, match="announced with 3 spikes"):
        trains[0]


@pytest.mark.parametrize(
    ("times", "offsets", "message"),
    [
        ([0.1, 0.2], [0, 1], "end at 1, but there are 2"),
        ([0.1, 0.2], [1, 2], "starts at 0"),
        ([0.1, 0.2], [], "starts at 0"),
        ([0.1, 0.2], [0, 2, 1, 2], "must not go down"),
        ([[0.1, 0.2]], [0, 2], "flat array of seconds"),
        ([1, 2], [0, 2], "flat array of seconds"),
    ],
)
def test_arrays_that_do_not_belong_together_are_refused(times, offsets, message):
    with pytest.raises(ValueError, match=message):
        SpikeTrains(times, offsets, duration=1, source="a sketch")
