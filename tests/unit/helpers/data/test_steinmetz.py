"""Downloading the recorded population: every fault has an outcome that was decided on."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from helpers.data import DataUnavailable
from helpers.data.download import DownloadLimits
from helpers.data.steinmetz import steinmetz


@pytest.fixture
def fetch(published, server, home):
    """Load the small file from the server, with limits that suit a test."""

    def fetch(**options):
        options = {
            "url": server.url,
            "fingerprint": published.fingerprint,
            "limits": published.limits,
            "progress": False,
        } | options
        return steinmetz(**options)

    return fetch


def test_a_whole_file_becomes_spike_trains_with_a_copy_that_needs_no_network(
    fetch, server, published, home
):
    server.serve(published.path)
    first, note = fetch()
    assert note is None
    for found, expected in zip(first, published.trains, strict=True):
        np.testing.assert_array_equal(found, expected)
        assert found.dtype == np.float32
    assert not first.is_synthetic
    assert first.name(5) == "Neuron 5"
    assert first.duration == pytest.approx(65, abs=0.1)
    assert [path.name for path in home.iterdir()] == ["steinmetz.npz"]

    again, note = fetch()
    np.testing.assert_array_equal(again.times, first.times)
    np.testing.assert_array_equal(again.offsets, first.offsets)
    assert (server.requests, note) == (1, None)


def test_the_copy_holds_flat_arrays_that_need_no_pickle(fetch, server, published, home):
    server.serve(published.path)
    fetch()
    with np.load(home / "steinmetz.npz", allow_pickle=False) as copy:
        assert sorted(copy) == ["offsets", "times"]
        assert copy["offsets"].tolist() == np.cumsum([0, *map(len, published.trains)]).tolist()


def respond(status):
    return lambda request: request.send(b"no", status=status)


def cut_short(request):
    content = request.server.content
    request.send(content[: len(content) // 2], length=len(content))


def hang(request):
    """Send half, then nothing."""
    cut_short(request)
    request.server.half_sent.set()
    request.server.closing.wait(30)


def trickle(request):
    """Send a byte now and then: never silent, never done."""
    request.send(b"", length=400_000)
    while not request.server.closing.wait(0.05):
        request.wfile.write(b"P")


def too_large(request):
    request.send(b"PK", length=10**9)


def endless(request):
    """Send more and more without saying how much."""
    request.send_response(200)
    request.end_headers()
    while not request.server.closing.is_set():
        request.wfile.write(bytes(100_000))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (respond(404), "answered 404"),
        (respond(500), "answered 500"),
        (cut_short, "broke off before the file was complete"),
        (hang, "stopped answering"),
        (too_large, "larger than the 0.5 MB"),
        (endless, "larger than the 0.5 MB"),
        (lambda request: request.send(b"<html>Please log in</html>"), "not a whole NumPy"),
        (lambda request: request.send(b""), "not a whole NumPy"),
    ],
)
def test_a_download_that_goes_wrong_says_how_and_leaves_nothing(
    fetch, server, published, home, scratch, answer, message
):
    server.content = published.path.read_bytes()
    server.answer = answer
    start = time.monotonic()
    with pytest.raises(DataUnavailable, match=message):
        fetch(limits=replace(published.limits, retries=0))
    assert time.monotonic() - start < 60
    assert not home.exists()
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("failure", [respond(500), respond(429), cut_short])
def test_a_failure_that_may_pass_is_tried_again(fetch, server, published, failure):
    server.content = published.path.read_bytes()
    answers = [failure, lambda request: request.send(server.content)]
    server.answer = lambda request: answers.pop(0)(request)
    trains, _ = fetch()
    assert len(trains) == 6
    assert server.requests == 2


def test_a_file_that_is_not_there_is_asked_for_only_once(fetch, server):
    server.answer = respond(404)
    with pytest.raises(DataUnavailable):
        fetch()
    assert server.requests == 1


@pytest.mark.timing
@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:9/data", "127.0.0.1:9 could not be reached"),
        ("http://no-such-host.invalid/data", "could not be reached"),
        ("no-address", "not a web address"),
        ("http://", "not a web address"),
    ],
)
def test_without_a_network_the_answer_comes_at_once(fetch, url, message):
    start = time.monotonic()
    with pytest.raises(DataUnavailable, match=message):
        fetch(url=url)
    assert time.monotonic() - start < 0.9  # no second try


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda trains: trains[:5], "5 neurons instead of 6"),
        (lambda trains: [trains[0][:3], *trains[1:]], "neuron 0 has 3 spikes instead of 4"),
        (lambda trains: [trains[0] + 1, *trains[1:]], "neuron 0 does not start at 0.5 s"),
        (lambda trains: [*trains[:4], np.ones(2000, "f4"), trains[5]], "below the mean"),
        (lambda trains: [*trains[:5], trains[5] * 2], "ISI entropy"),
        (lambda trains: [*trains[:5], trains[5] * 1000], "ISI entropy of 0.00"),
        (lambda trains: [*trains[:4], trains[4] * np.float32("nan"), trains[5]], "no times"),
        (lambda trains: [*trains[:4], -trains[4], trains[5]], "no times"),
    ],
)
def test_a_file_with_other_values_is_refused_and_not_kept(
    fetch, server, published, home, change, message
):
    server.serve(published.write(change(published.trains)))
    with pytest.raises(DataUnavailable, match=f"holds other data: .*{message}"):
        fetch()
    assert not home.exists()


class Payload:
    """Creates a file when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


def test_a_malicious_pickle_does_not_run(fetch, server, published, tmp_path, scratch):
    victim = tmp_path / "victim"
    path = published.write([Payload(victim)] * 6)
    with np.load(path, allow_pickle=True) as archive:
        archive["spike_times"][0].close()  # loaded the usual way it does run
    victim.unlink()
    server.serve(path)
    with pytest.raises(DataUnavailable, match=r"asks to load '.*io\.open'"):
        fetch()
    assert not victim.exists()
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other", "text", "folder"])
def test_a_damaged_copy_is_replaced_by_a_new_download(fetch, server, published, home, damage):
    server.serve(published.path)
    expected, _ = fetch()
    copy = home / "steinmetz.npz"
    content = bytearray(copy.read_bytes())
    if damage == "cut":
        copy.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        content[len(content) // 2] ^= 1
        copy.write_bytes(content)
    elif damage == "empty":
        copy.write_bytes(b"")
    elif damage == "other":
        np.savez(copy, times=np.ones(3), offsets=np.array([0, 3]))
    elif damage == "text":
        copy.write_text("not mine")
    elif damage == "folder":
        copy.unlink()
        copy.mkdir()
    trains, note = fetch()
    np.testing.assert_array_equal(trains.times, expected.times)
    assert server.requests == 2
    if damage != "folder":
        assert note is None
        fetch()
        assert server.requests == 2


def test_a_home_that_cannot_be_written_to_still_works_for_the_session(
    fetch, server, published, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("a file where a folder should be")
    monkeypatch.setenv("HELPERS_HOME", str(tmp_path / "file" / "home"))
    server.serve(published.path)
    trains, note = fetch()
    assert len(trains) == 6
    assert "cannot be written to" in note and "this session only" in note
    assert "set HELPERS_HOME" in note
    trains, note = fetch()
    assert len(trains) == 6 and note is None
    assert server.requests == 1


SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in background
from helpers.data.download import DownloadLimits
from helpers.data.steinmetz import Fingerprint, steinmetz
expected = Fingerprint(neurons=6, counts={}, first_spikes={}, below_mean=5/6, isi_entropies={})
trains, note = steinmetz(sys.argv[1], fingerprint=expected, progress=False)
print(len(trains), note)
"""


def start_session(server):
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, server.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def test_two_notebooks_at_once_both_get_the_data(server, published, home):
    both_there = threading.Barrier(2, timeout=120)

    def answer(request):
        both_there.wait()
        request.send(published.path.read_bytes())

    server.answer = answer
    sessions = [start_session(server) for _ in range(2)]
    for session in sessions:
        output, errors = session.communicate(timeout=120)
        assert (output, errors) == ("6 None\n", "")
    assert [path.name for path in home.iterdir()] == ["steinmetz.npz"]


def test_an_interrupted_download_leaves_no_half_file(server, published, home, scratch):
    server.content = published.path.read_bytes()
    server.answer = hang
    session = start_session(server)
    assert server.half_sent.wait(120)
    end = time.monotonic() + 120
    while not list(scratch.glob("*/*")) and time.monotonic() < end:
        time.sleep(0.01)
    assert list(scratch.glob("*/*"))  # half a file is there now
    session.send_signal(signal.SIGINT)
    _, errors = session.communicate(timeout=120)
    assert "KeyboardInterrupt" in errors
    assert list(scratch.iterdir()) == []
    assert not home.exists()


def test_a_broken_download_shows_one_progress_bar(fetch, server, published, capsys):
    server.content = published.path.read_bytes()
    answers = [cut_short, lambda request: request.send(server.content)]
    server.answer = lambda request: answers.pop(0)(request)
    fetch(progress=True)
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.count("\n") == 1 and "Downloading" in errors and "100%" in errors
    fetch(progress=True)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("answer", [trickle, hang])
def test_the_time_limit_covers_slow_servers_and_all_tries(
    fetch, server, published, scratch, answer
):
    server.content = published.path.read_bytes()
    server.answer = answer
    start = time.monotonic()
    with pytest.raises(DataUnavailable, match=r"took more than 0\.4 s"):
        fetch(limits=replace(published.limits, seconds=0.4, retries=5))
    assert time.monotonic() - start < 60
    assert server.requests == 1
    assert list(scratch.iterdir()) == []


def test_the_published_file_fits_within_the_usual_limits():
    assert DownloadLimits().size > 2 * 31e6
    assert DownloadLimits().seconds >= 300
    assert os.environ["HELPERS_OFFLINE"] == "1"  # and no test ever fetches it
