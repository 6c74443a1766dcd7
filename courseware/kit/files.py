"""Files that are written whole or not at all, wherever the path leads."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO


def write(path: str | Path, text: str, mode: int = 0o666) -> None:
    """Write a text file whole or not at all, with the permissions that the umask leaves of `mode`.

    A link stays: what it names is written. So do devices and pipes: they are written to.
    """
    if _is_no_file(path):
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
        return
    with replacing(path, mode) as file:
        file.write(text.encode())


@contextlib.contextmanager
def replacing(path: str | Path, mode: int = 0o666) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of another at the end, unless something is raised.

    A link stays: what it names is replaced. The umask is taken off `mode`.
    """
    place = Path(os.path.realpath(path))
    part = place.with_name(f".{place.name[:100]}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            yield file
        os.replace(part, place)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _is_no_file(path):
    """Whether `path` is a device, a pipe, or what this process prints to: none to be replaced."""
    try:
        there = os.stat(path)
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(there.st_mode):
        return False
    return not stat.S_ISREG(there.st_mode) or any(_goes_to(there, output) for output in (1, 2))


def _goes_to(there, descriptor):
    try:
        return os.path.samestat(there, os.fstat(descriptor))
    except OSError:
        return False
