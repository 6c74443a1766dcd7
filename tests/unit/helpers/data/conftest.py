"""A small file in the published format, and a web server that serves it well or badly."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import numpy as np
import pytest

from helpers.data.download import DownloadLimits
from helpers.data.home import _session_folder
from helpers.data.steinmetz import Fingerprint

QUICK = DownloadLimits(size=500_000, seconds=4, connect_seconds=1, silence_seconds=0.5, retries=1)
FINGERPRINT = Fingerprint(
    neurons=6,
    counts={0: 4, 5: 2000},
    first_spikes={0: (0.5, 1.5, 2.5)},
    below_mean=5 / 6,
    isi_entropies={5: 2.32},
)


def make_trains():
    """Six trains that have `FINGERPRINT`: the last has ISIs of 10, 20 ... 50 ms, equally often."""
    trains = [np.arange(n, dtype=np.float32) + np.float32(0.5) for n in (4, 1, 7, 3, 30)]
    isis = np.tile([0.0125, 0.0225, 0.0325, 0.0425, 0.0525], 400)
    return [*trains, np.cumsum(isis).astype(np.float32)]


def write_archive(path, elements, name="spike_times"):
    """Write an archive with an array of objects, as the published file is written."""
    array = np.empty(len(elements), dtype=object)
    array[:] = elements
    np.savez(path, **{name: array})
    return path


@pytest.fixture
def published(tmp_path):
    """A small file in the published format, what is known of it, and how to write others."""
    return SimpleNamespace(
        trains=make_trains(),
        path=write_archive(tmp_path / "published.npz", make_trains()),
        write=lambda elements, **options: write_archive(tmp_path / "x.npz", elements, **options),
        fingerprint=FINGERPRINT,
        limits=QUICK,
    )


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home of the course, and a network."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HELPERS_HOME", str(folder))
    monkeypatch.setenv("HELPERS_OFFLINE", "0")
    _session_folder.cache_clear()
    yield folder
    _session_folder.cache_clear()


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder in which temporary files land."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


class Server(ThreadingHTTPServer):
    """Answers each request by calling `answer` with the handler."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/data"
        self.requests = 0
        self.closing = threading.Event()
        self.half_sent = threading.Event()
        self.answer = None

    def serve(self, content):
        """From now on answer with these bytes, or those of this file."""
        content = content if isinstance(content, bytes) else content.read_bytes()
        self.answer = lambda request: request.send(content)

    def handle_error(self, request, client_address):
        """Say nothing: a client that hangs up is part of the tests."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.requests += 1
        self.server.answer(self)

    def send(self, content, *, status=200, length=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()
