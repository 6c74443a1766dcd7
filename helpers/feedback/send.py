"""Send saved feedback to the address that the instructor configured."""

import contextlib
import json
import sys
import urllib.parse
from collections.abc import Callable

from .. import settings
from .store import Store

__all__ = ["address", "configure", "send_all", "send_in_background"]

_SECONDS = 5.0
_LOCAL = ("localhost", "127.0.0.1", "::1")
_configured = None


def configure(*, url: str | None) -> None:
    """Set where feedback is sent, as JSON by POST; None keeps it on this machine.

    The environment variable ``HELPERS_FEEDBACK_URL`` does the same. Raises ValueError unless it is
    an https address (or http, for this machine itself).
    """
    global _configured
    _configured = None if url is None else _checked(url)


def address() -> str | None:
    """Where feedback is to be sent, or None; ValueError if it is not a usable address."""
    if _configured:
        return _configured
    url = settings.feedback_url()
    return _checked(url) if url else None


def send_all(store: Store, url: str, *, seconds: float = _SECONDS) -> str | None:
    """Send every row that waits, each once; stop at the first failure and keep the rest.

    `seconds` is the time-out of each request. Returns what went wrong, or None.
    """
    while (row := store.claim()) is not None:
        problem = "the sending was interrupted"
        try:
            problem = _post(url, row, seconds)
        finally:
            store.settle(row["id"], sent=problem is None)
        if problem:
            return problem
    return None


def send_in_background(store: Store, url: str, done: Callable[[str | None], object]) -> None:
    """Send without keeping anyone waiting, then call ``done(problem)``.

    Where there are no threads (a Python in the browser) nothing is sent and the rows are kept.
    """
    if sys.platform == "emscripten":
        done("a notebook that runs in the browser cannot send")
        return
    import threading

    def work():
        try:
            problem = send_all(store, url)
        except Exception as error:
            problem = f"{type(error).__name__}: {error}"
        done(problem)

    threading.Thread(target=work, daemon=True, name="feedback").start()


def _post(url, row, seconds):
    import http.client
    import urllib.request

    request = urllib.request.Request(
        url,
        data=json.dumps({"schema": 1, **row}).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )

    class NoRedirect(urllib.request.HTTPRedirectHandler):
        """Feedback goes to the address that was configured and to no other."""

        def redirect_request(self, *args):
            return None

    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(request, timeout=seconds) as reply:
            return None if 200 <= reply.status < 300 else f"the server answered {reply.status}"
    except urllib.error.HTTPError as error:
        with contextlib.closing(error):
            return f"the server answered {error.code}"
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return "the server did not answer in time"
        return f"the server cannot be reached ({reason})"


def _checked(url):
    parts = urllib.parse.urlsplit(url)
    local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise ValueError(
            f"feedback is sent to an https address only (http for localhost), not to {url!r:.200}"
        )
    return url
