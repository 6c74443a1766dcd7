"""Files that are written whole or not at all, wherever the path leads."""

import contextlib
import os
import stat
from pathlib import Path


def write(path, text, mode=0o666):
    """Write a text file whole or not at all.

    A link stays: what it names is written. So do devices and pipes: they are written to.

    Parameters
    ----------
    path : str or Path
    text : str
    mode : int
        Of the file, less what the process's umask takes off.

    Raises
    ------
    OSError
    """
    if _is_no_file(path):
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
        return
    place = Path(os.path.realpath(path))
    part = place.with_name(f".{place.name[:100]}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(text.encode())
        os.replace(part, place)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _is_no_file(path):
    """Whether nothing can be put in its place: a device, a pipe, or what this process prints to."""
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
