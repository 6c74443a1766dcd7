"""What is kept between sessions is whole or not there, and nothing in it is trusted."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pooch
import pytest

from helpers.data import SpikeTrains
from helpers.data.home import home, read_trains, write_trains


@pytest.fixture
def trains():
    return SpikeTrains(np.arange(40, dtype=np.float32), [0, 3, 40], duration=39, source="a sketch")


def test_the_home_is_the_one_that_is_named_else_the_users_cache(monkeypatch):
    monkeypatch.setenv("HELPERS_HOME", "~/somewhere")
    assert home() == Path.home() / "somewhere"
    monkeypatch.delenv("HELPERS_HOME")
    assert home() == Path(pooch.os_cache("neuron-models"))


def test_what_is_written_is_read_back(trains, tmp_path):
    path = tmp_path / "new" / "trains.npz"
    write_trains(path, trains)
    again = read_trains(path, source="a sketch")
    np.testing.assert_array_equal(again.times, trains.times)
    np.testing.assert_array_equal(again.offsets, trains.offsets)
    assert again.times.dtype == np.float32
    assert again.duration == 39


def test_a_write_that_fails_leaves_nothing_behind(trains, tmp_path):
    path = tmp_path / "trains.npz"
    path.mkdir()  # a folder is in the way
    with pytest.raises(OSError):
        write_trains(path, trains)
    assert [p.name for p in tmp_path.iterdir()] == ["trains.npz"]


def test_writers_at_once_do_not_get_in_each_others_way(tmp_path):
    path = tmp_path / "trains.npz"
    trains = SpikeTrains(np.ones(500_000), [0, 500_000], duration=1, source="a sketch")
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write_trains, path, trains) for _ in range(16)]:
            done.result()
    assert [p.name for p in tmp_path.iterdir()] == ["trains.npz"]
    assert len(read_trains(path, source="a sketch").times) == 500_000


def test_any_damaged_bit_or_missing_end_is_noticed_or_harmless(trains, tmp_path):
    path = tmp_path / "trains.npz"
    write_trains(path, trains)
    content = path.read_bytes()
    random = np.random.default_rng(0)
    damaged = [content[:n] for n in random.integers(0, len(content), 50)]
    for place in random.integers(0, len(content), 300):
        flipped = bytearray(content)
        flipped[place] ^= 1 << random.integers(8)
        damaged.append(bytes(flipped))
    for bad in damaged:
        path.write_bytes(bad)
        try:
            again = read_trains(path, source="a sketch")
        except (OSError, ValueError):
            continue
        np.testing.assert_array_equal(again.times, trains.times)
        np.testing.assert_array_equal(again.offsets, trains.offsets)


@pytest.mark.parametrize(
    "arrays",
    [
        {"times": np.zeros(3, "f4")},
        {"times": np.zeros(3, "f4"), "offsets": np.array([0, 9])},
        {"times": np.zeros(3, "i4"), "offsets": np.array([0, 3])},
        {"times": np.zeros(3, "f4"), "offsets": np.array([0.0, 3.0])},
        {"times": np.zeros((3, 1), "f4"), "offsets": np.array([0, 3])},
        {"times": np.array([None] * 3), "offsets": np.array([0, 3])},
    ],
)
def test_arrays_of_another_kind_are_refused(arrays, tmp_path):
    path = tmp_path / "trains.npz"
    np.savez(path, **arrays)
    with pytest.raises(ValueError, match="is damaged"):
        read_trains(path, source="a sketch")


def test_a_compressed_copy_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "trains.npz"
    np.savez_compressed(path, times=np.zeros(1000, "f4"), offsets=np.array([0, 1000]))
    with pytest.raises(ValueError, match="is compressed"):
        read_trains(path, source="a sketch")
