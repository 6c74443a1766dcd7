"""The recorded grasshopper neurons are the published ones, in seconds."""

from importlib import resources

import numpy as np
import pytest

from helpers import data

FOLDER = resources.files("helpers.data").joinpath("grasshopper")


@pytest.fixture(scope="module")
def grasshopper():
    return data.load("grasshopper")


def test_it_is_a_recording_of_two_neurons_of_10_s(grasshopper):
    assert len(grasshopper) == 2
    assert grasshopper.counts.tolist() == [929, 868]
    assert grasshopper.duration == 10.0
    assert not grasshopper.is_synthetic
    assert grasshopper.name(1) == "Neuron 1"


@pytest.mark.parametrize(
    ("neuron", "mean_ms", "cv", "first", "last"),
    [(0, 10.77, 0.53, 0.0067, 9.9993), (1, 11.50, 0.45, 0.0073, 9.9776)],
)
def test_interspike_intervals_are_the_published_ones(grasshopper, neuron, mean_ms, cv, first, last):
    spike_times = grasshopper[neuron]
    isis = np.diff(spike_times)
    assert np.all(isis > 0.003)
    assert 1000 * isis.mean() == pytest.approx(mean_ms, abs=0.005)
    assert isis.std() / isis.mean() == pytest.approx(cv, abs=0.005)
    assert (spike_times[0], spike_times[-1]) == (first, last)


def test_licence_origin_and_recording_conditions_come_with_the_data():
    licence = FOLDER.joinpath("LICENSE").read_text("utf-8")
    assert "NIPY Developers" in licence and "Redistribution and use" in licence
    readme = FOLDER.joinpath("README.md").read_text("utf-8")
    assert "nitime" in readme and "Locusta migratoria" in readme
    for name in ("spike_times_1.txt", "spike_times_2.txt"):
        header = FOLDER.joinpath(name).read_text("utf-8").partition("# spike times (s):")[0]
        assert "# carrier freq (kHz): 2.5" in header and "# intensity (dB): 7" in header
        assert "/" not in header


def test_times_that_would_lose_digits_or_order_are_not_converted():
    from helpers.data.grasshopper.convert import convert

    with pytest.raises(ValueError, match="100 µs"):
        convert("6750\n")
    with pytest.raises(ValueError, match="increasing"):
        convert("6700\n6600\n")
