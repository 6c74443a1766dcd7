"""Fetch one file from the web, within limits of size and time, with one progress bar."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from helpers.data.errors import DataUnavailable

if TYPE_CHECKING:
    from pooch import Pooch

_CHUNK = 1 << 16  # bytes


@dataclass(frozen=True)
class DownloadLimits:
    """What a download may cost."""

    size: int = 100_000_000  # bytes, of the largest file
    seconds: float = 600.0  # for everything, retries included
    connect_seconds: float = 8.0  # longest wait for a connection
    silence_seconds: float = 20.0  # longest wait between two pieces of the answer
    retries: int = 2  # after failures that may pass


def download(
    url: str,
    folder: str | os.PathLike[str],
    file_name: str,
    *,
    limits: DownloadLimits,
    progress: bool = True,
) -> str:
    """Download a file with pooch; try again after a failure that may pass.

    Returns the path of the file, which appears only when it is complete. Where it cannot be
    downloaded, `DataUnavailable` says why.
    """
    import pooch
    import requests

    fetcher = pooch.create(
        path=folder,
        base_url="",
        registry={file_name: None},
        urls={file_name: url},
        retry_if_failed=limits.retries,
    )
    host = urlsplit(url).netloc or url
    downloader = BoundedDownloader(limits, progress)
    logger = pooch.get_logger()
    level = logger.level
    logger.setLevel("WARNING")  # its notes name folders of this machine
    try:
        return fetcher.fetch(file_name, downloader=downloader)
    except requests.RequestException as error:
        raise DataUnavailable(_explain(error, host)) from error
    except OSError as error:
        raise DataUnavailable(
            f"the download could not be saved ({error.strerror or error})"
        ) from error
    finally:
        logger.setLevel(level)
        downloader.close()


class BoundedDownloader:
    """A downloader for pooch that gives up on what is too large, too slow or not there.

    Called once per attempt; the time limit and the progress bar are those of all attempts.
    """

    def __init__(self, limits: DownloadLimits, progress: bool) -> None:
        self.limits = limits
        self.progress = progress
        self.bar = None
        self.end = time.monotonic() + limits.seconds

    def __call__(self, url: str, output_file: str, pooch: Pooch) -> None:
        import requests
        import urllib3

        self._check_time()
        try:
            with requests.get(
                url,
                stream=True,
                timeout=(self.limits.connect_seconds, self.limits.silence_seconds),
                headers={"Accept-Encoding": "identity"},
            ) as response:
                self._check_status(response, url)
                total = _content_length(response)
                self._check_size(total or 0)
                self._start_bar(total)
                # One read of the socket at a time: a larger read would wait, unwatched, for a
                # server that trickles.
                read = getattr(response.raw, "read1", response.raw.read)
                received = 0
                with open(output_file, "wb") as file:
                    while chunk := read(_CHUNK, decode_content=False):
                        received += len(chunk)
                        self._check_size(received)
                        self._check_time()
                        file.write(chunk)
                        if self.bar is not None:
                            self.bar.update(len(chunk))
        except ValueError as error:  # of requests, too: a missing schema, an impossible host
            raise DataUnavailable(f"{url} is not a web address") from error
        except requests.ConnectionError as error:
            if _is_unreachable(error):  # trying again would only keep an offline reader waiting
                raise DataUnavailable(_explain(error, urlsplit(url).netloc)) from error
            raise
        except urllib3.exceptions.ReadTimeoutError as error:
            raise requests.ReadTimeout(error) from error
        except urllib3.exceptions.HTTPError as error:
            raise requests.ConnectionError(error) from error
        if total is not None and received < total:
            raise requests.ConnectionError(f"{received} of {total} bytes came")

    def close(self) -> None:
        """Close the progress bar."""
        if self.bar is not None:
            self.bar.close()

    def _check_status(self, response, url):
        code = response.status_code
        if 400 <= code < 500 and code not in (408, 429):  # asking again will not help
            host = urlsplit(url).netloc
            raise DataUnavailable(f"{host} answered {code} ({response.reason})")
        response.raise_for_status()

    def _check_size(self, size):
        if size > self.limits.size:
            raise DataUnavailable(
                f"the file is larger than the {self.limits.size / 1e6:g} MB that are expected"
            )

    def _check_time(self):
        if time.monotonic() > self.end:
            raise DataUnavailable(f"the download took more than {self.limits.seconds:g} s")

    def _start_bar(self, total):
        if not self.progress:
            return
        if self.bar is None:
            from tqdm.auto import tqdm

            self.bar = tqdm(total=total, unit="B", unit_scale=True, desc="Downloading")
        else:
            self.bar.reset(total)


def _is_unreachable(error):
    """Return whether no connection was made: unknown host, no route, or nobody listening."""
    import requests
    import urllib3

    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(error, requests.ConnectTimeout) or isinstance(
        reason, urllib3.exceptions.NewConnectionError
    )


def _content_length(response):
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _explain(error, host):
    """Say what went wrong with the connection, in words for someone who never saw a socket."""
    import requests

    if isinstance(error, requests.HTTPError):
        return f"{host} answered {error.response.status_code} ({error.response.reason})"
    if isinstance(error, requests.ConnectTimeout):
        return f"{host} could not be reached"
    if isinstance(error, requests.Timeout):
        return f"{host} stopped answering"
    if isinstance(error, requests.exceptions.SSLError):
        return f"{host} could not prove who it is (its certificate was not accepted)"
    if "IncompleteRead" in str(error) or " bytes came" in str(error):
        return f"the connection to {host} broke off before the file was complete"
    return f"{host} could not be reached (is this computer online?)"
