"""Whether the internet can be reached, asked once per session and answered within a second."""

import sys

from .settings import is_offline

__all__ = ["is_online"]

_HOSTS = ("www.youtube-nocookie.com", "player.bilibili.com", "osf.io")
_SECONDS = 0.8
_answer = None


def is_online() -> bool:
    """Return whether at least one host of the course's media can be reached.

    ``HELPERS_OFFLINE=1`` in the environment answers no without asking. The answer is kept for the
    session. Behind a proxy, and in a Python that runs in the browser, it is taken to be yes.
    """
    global _answer
    if is_offline():
        return False
    if _answer is None:
        _answer = _ask()
    return _answer


def _ask():
    if sys.platform == "emscripten":
        return True
    import socket
    import threading
    import time
    import urllib.request

    if urllib.request.getproxies().get("https"):
        return True
    reached = threading.Event()
    answers = threading.Semaphore(0)

    def probe(host):
        try:
            socket.create_connection((host, 443), timeout=_SECONDS).close()
            reached.set()
        except OSError:
            pass
        answers.release()

    # Threads, because looking up a name can block for longer than any time-out of the socket.
    for host in _HOSTS:
        threading.Thread(target=probe, args=(host,), daemon=True).start()
    end = time.monotonic() + _SECONDS
    for _ in _HOSTS:
        if not answers.acquire(timeout=max(0, end - time.monotonic())) or reached.is_set():
            break
    return reached.is_set()
