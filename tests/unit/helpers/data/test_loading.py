"""`load` gives what was asked for, or says in one message what it gives instead."""

import subprocess
import sys

import numpy as np
import pytest

from helpers import data
from helpers.data.steinmetz import Fingerprint


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match="'mouse'; choose one of grasshopper, steinmetz, synth"):
        data.load("mouse")


def test_offline_the_stand_in_is_used_and_announced_even_where_a_copy_is_kept(
    home, server, monkeypatch, capsys
):
    home.mkdir()
    (home / "steinmetz.npz").write_bytes(b"never looked at")
    monkeypatch.setenv("HELPERS_OFFLINE", "1")
    population = data.load("steinmetz", url=server.url)
    assert population.is_synthetic
    assert server.requests == 0
    assert capsys.readouterr().out == (
        "The recordings of Steinmetz et al. are not available: HELPERS_OFFLINE is set.\n"
        "A synthetic population of 734 neurons stands in for them.\n"
        "For the recordings, unset HELPERS_OFFLINE, restart and run this cell again.\n"
    )
    with pytest.raises(data.DataUnavailable, match="HELPERS_OFFLINE is set"):
        data.load("steinmetz", fallback=False)


def test_a_failed_download_is_announced_once_and_the_stand_in_comes(home, server, capsys):
    server.answer = lambda request: request.send(b"", status=404)
    population = data.load("steinmetz", url=server.url)
    assert population.is_synthetic
    assert population.name(0) == "Neuron 0 (synthetic)"
    output, errors = capsys.readouterr()
    assert errors == ""
    assert output.count("\n") == 3 and "answered 404" in output and "synthetic" in output
    assert "run this cell again" in output


def test_who_wants_the_recordings_only_gets_an_error_that_says_what_to_do(home, server, capsys):
    server.answer = lambda request: request.send(b"", status=404)
    with pytest.raises(data.DataUnavailable, match=r"answered 404 .*\. .*run this cell again"):
        data.load("steinmetz", url=server.url, fallback=False)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("fallback", [True, False])
def test_other_data_is_never_passed_off_as_the_recordings(published, home, server, fallback):
    server.serve(published.path)
    if fallback:
        assert data.load("steinmetz", url=server.url, progress=False).is_synthetic
    else:
        with pytest.raises(data.DataUnavailable, match="6 neurons instead of 734"):
            data.load("steinmetz", url=server.url, progress=False, fallback=False)


@pytest.fixture(scope="module")
def published_in_full(tmp_path_factory):
    """A file of the real size and format, which has everything that is known of the real one."""
    trains = list(data.load("synthetic"))
    for neuron, first in Fingerprint().first_spikes.items():
        rest = np.maximum(trains[neuron][len(first) :], np.float32(first[-1]))
        trains[neuron] = np.concatenate([np.array(first, np.float32), rest])
    array = np.empty(len(trains), dtype=object)
    array[:] = trains
    path = tmp_path_factory.mktemp("published") / "spikes.npz"
    np.savez(path, spike_times=array)
    return path


def test_the_whole_file_is_downloaded_once_and_then_read_from_the_copy(
    published_in_full, home, server, capsys, tmp_path, monkeypatch
):
    server.serve(published_in_full)
    population = data.load("steinmetz", url=server.url)
    output, errors = capsys.readouterr()
    assert output == "" and "30.6M/30.6M" in errors
    assert not population.is_synthetic
    assert len(population) == 734 and len(population[321]) == 9723
    np.testing.assert_allclose(population[321][:3], [1.0698667, 1.1536334, 1.2403667], atol=1e-4)
    assert repr(population).startswith("SpikeTrains(734 neurons, 7638717 spikes, 2737.2 s, Stein")
    again = data.load("steinmetz", url=server.url, fallback=False)
    np.testing.assert_array_equal(again.times, population.times)
    assert server.requests == 1
    assert capsys.readouterr() == ("", "")

    (tmp_path / "file").write_text("a file where a folder should be")
    monkeypatch.setenv("HELPERS_HOME", str(tmp_path / "file" / "home"))
    kept_for_session = data.load("steinmetz", url=server.url, progress=False)
    np.testing.assert_array_equal(kept_for_session.times, population.times)
    assert "cannot be written to" in capsys.readouterr().out


def run_python(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60
    )


def test_what_needs_no_network_loads_nothing_for_it():
    result = run_python(
        "import sys, numpy\n"
        "from helpers import data\n"
        "data.load('grasshopper'), data.load('synthetic')[283], data.load('steinmetz')\n"
        "print({'pooch', 'requests', 'urllib3', 'tqdm', 'scipy', 'matplotlib'} & set(sys.modules))"
    )
    assert result.stderr == ""
    assert result.stdout.splitlines()[-1] == "set()"


def test_a_python_in_the_browser_gets_the_stand_in(monkeypatch):
    monkeypatch.setenv("HELPERS_OFFLINE", "0")
    result = run_python(
        "import sys, numpy\n"
        "sys.platform = 'emscripten'\n"
        "for name in ('subprocess', 'socket', 'requests', 'pooch', 'tqdm'):\n"
        "    sys.modules[name] = None\n"
        "from helpers import data\n"
        "print(len(data.load('grasshopper')), data.load('steinmetz').is_synthetic)"
    )
    assert result.stderr == ""
    assert "runs in the browser" in result.stdout and "Colab" in result.stdout
    assert result.stdout.splitlines()[-1] == "2 True"
