"""The folder in which downloaded data is kept, and how it is kept there."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import uuid4

import numpy as np
from numpy.lib import format as npy

from helpers import settings
from helpers.data.trains import SpikeTrains


def home() -> Path:
    """Return the folder of downloads: ``HELPERS_HOME`` where it is set, else the user's cache."""
    if named := settings.home():
        return named
    import pooch

    return Path(pooch.os_cache("neuron-models"))


@cache
def _session_folder():
    """Make a folder that is deleted when this session ends."""
    return tempfile.TemporaryDirectory(prefix="neuron-models-", ignore_cleanup_errors=True)


def candidates(file_name: str) -> Iterator[Path]:
    """Yield where a file may be: in the course's folder, then in this session's own."""
    yield home() / file_name
    if _session_folder.cache_info().currsize:
        yield Path(_session_folder().name) / file_name


def keep(file_name: str, trains: SpikeTrains) -> str | None:
    """Keep spike trains for the next session, or for this one if the home is not writable.

    Returns a sentence for the user if the next session will have to download again.
    """
    try:
        write_trains(home() / file_name, trains)
        return None
    except OSError as error:
        problem = f"{home()} cannot be written to ({error.strerror or error})"
    try:
        write_trains(Path(_session_folder().name) / file_name, trains)
    except OSError:
        return f"{problem}, so the data will have to be downloaded again each time."
    return (
        f"{problem}, so the data is kept for this session only. "
        f"To keep it, set HELPERS_HOME to a folder that you can write to."
    )


def write_trains(path: Path, trains: SpikeTrains) -> None:
    """Write flat times and offsets to an ``.npz`` file, or replace it: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        with open(unfinished, "xb") as file:
            np.savez(file, times=trains.times, offsets=trains.offsets)
        os.replace(unfinished, path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def read_trains(path: Path, *, source: str) -> SpikeTrains:
    """Read what `write_trains` wrote, trusting nothing in the file.

    The duration is the time of the last spike. Raises `OSError` if the file cannot be read,
    `ValueError` if it is damaged, or something else.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            times = _read_array(archive, "times.npy", (np.float32, np.float64))
            offsets = _read_array(archive, "offsets.npy", (np.int64,))
        return SpikeTrains(times, offsets, duration=times.max(initial=0.0), source=source)
    except OSError:
        raise
    except Exception as error:  # a damaged archive can raise nearly anything
        raise ValueError(f"{path} is damaged ({type(error).__name__}: {error})") from error


def _read_array(archive, name, dtypes):
    info = archive.getinfo(name)
    if info.file_size != info.compress_size:
        raise ValueError(f"{name} is compressed, which is not how it was written")
    with archive.open(info) as member:
        if npy.read_magic(member) != (1, 0):
            raise ValueError(f"{name} has an unknown version")
        shape, _, dtype = npy.read_array_header_1_0(member)
        if len(shape) != 1 or dtype not in dtypes:
            raise ValueError(f"{name} is {dtype} of shape {shape}")
        array = np.frombuffer(member.read(), dtype)  # the archive checks the sum of what it reads
    if array.shape != shape:
        raise ValueError(f"{name} announces shape {shape} but holds {array.shape}")
    return array
