"""Read the spike trains out of the published file without running anything that is in it.

The file is a NumPy archive with an array of arrays, which NumPy stores as a pickle, and a pickle
can run any program when it is loaded. So this script is run in a process of its own
(``python -I -S unpickle.py ARCHIVE TIMES``); it knows the three or four names that pickled NumPy
arrays are made of, builds plain stand-ins for them, and refuses everything else. It needs nothing
but the standard library. TIMES gets the spike times of all neurons, one after the other, as raw
numbers; standard output gets their type and the count of each neuron as JSON.
"""

import ast
import io
import json
import math
import pickle
import struct
import sys
import zipfile

MEMBER = "spike_times.npy"
MAX_BYTES = 200_000_000  # of the unpacked array; the real one has 31 MB
MAX_NEURONS = 10_000
MAX_MEMORY = 1_500_000_000  # bytes that this process may use
MAX_CPU_SECONDS = 60
FLOAT_TYPES = {"f4": 4, "f8": 8}  # bytes per number


class Refused(Exception):
    """The file is not what it should be; the message says how."""


class DType:
    """Stand-in for `numpy.dtype`: just the kind of number and its byte order."""

    def __init__(self, kind: str, align: bool = False, copy: bool = False) -> None:
        if kind not in {*FLOAT_TYPES, "O8", "O4", "O"}:
            raise Refused(f"it holds numbers of type {kind!r:.40}, not floats")
        self.kind = kind
        self.order = "|"

    def __setstate__(self, state):
        # (version, byte order, sub-array, names, fields, item size, alignment, flags, ...)
        order, subarray, names, fields = state[1:5]
        if order not in ("<", ">", "|") or any(x is not None for x in (subarray, names, fields)):
            raise Refused("it holds an array of records, not of floats")
        self.order = order


class Array:
    """Stand-in for `numpy.ndarray`: its shape, its type and its bytes (or its list of arrays)."""

    def __setstate__(self, state):
        _, self.shape, self.dtype, _, self.content = state


def reconstruct(kind: type, shape: object, typecode: object) -> Array:
    """Stand-in for NumPy's function of this name: an array whose state follows."""
    if kind is not Array:
        raise Refused("it holds something else than NumPy arrays")
    return Array()


def encode(text: str, encoding: str) -> bytes:
    """Stand-in for `codecs.encode`, by which old pickles write bytes."""
    if encoding != "latin1":
        raise Refused(f"it holds text in an unexpected encoding, {encoding!r:.40}")
    return text.encode("latin1")


ADMITTED = {
    ("numpy", "ndarray"): Array,
    ("numpy", "dtype"): DType,
    ("numpy.core.multiarray", "_reconstruct"): reconstruct,
    ("numpy._core.multiarray", "_reconstruct"): reconstruct,
    ("_codecs", "encode"): encode,
}


class ArrayUnpickler(pickle.Unpickler):
    """An unpickler that knows NumPy arrays and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        try:
            return ADMITTED[module, name]
        except KeyError:
            raise Refused(
                f"it asks to load {f'{module}.{name}'!r:.80}, which is no NumPy array"
            ) from None


def read_member(path: str) -> bytes:
    """Return the bytes of the archive's array, never unpacking more than `MAX_BYTES`."""
    try:
        with zipfile.ZipFile(path) as archive:
            try:
                size = archive.getinfo(MEMBER).file_size
            except KeyError:
                raise Refused(f"it has no array {MEMBER.removesuffix('.npy')!r}") from None
            if size > MAX_BYTES:
                raise Refused(f"it would unpack to {size} bytes")
            with archive.open(MEMBER) as member:
                return member.read(MAX_BYTES)
    except zipfile.BadZipFile as error:
        raise Refused(f"it is not a whole NumPy archive ({error})") from None


def read_header(content: bytes) -> tuple[int, bytes]:
    """Check the header of a ``.npy`` file; return how many trains it announces, and the rest."""
    if content[:6] != b"\x93NUMPY":
        raise Refused("its array does not begin like a NumPy file")
    length_format = "<H" if content[6] == 1 else "<I"
    start = 8 + struct.calcsize(length_format)
    (length,) = struct.unpack(length_format, content[8:start])
    if length > 10_000:
        raise Refused("the header of its array is too long")
    header = ast.literal_eval(content[start : start + length].decode("latin1").strip())
    if header["descr"] not in ("|O", "O"):
        raise Refused(f"its array is of type {header['descr']!r:.40}, not an array of arrays")
    shape = header["shape"]
    if len(shape) != 1 or not 0 < shape[0] <= MAX_NEURONS:
        raise Refused(f"its array has shape {shape!r:.60}")
    return shape[0], content[start + length :]


def read_trains(path: str) -> tuple[str, list[bytes]]:
    """Return the type of the numbers, such as ``"<f4"``, and the bytes of each train."""
    n_trains, stream = read_header(read_member(path))
    outer = ArrayUnpickler(io.BytesIO(stream)).load()
    if not isinstance(outer, Array) or not isinstance(outer.content, list):
        raise Refused("its array is not an array of arrays")
    if len(outer.content) != n_trains:
        raise Refused(f"its header announces {n_trains} arrays, but it holds {len(outer.content)}")
    types = set()
    for i, train in enumerate(outer.content):
        if not isinstance(train, Array) or not isinstance(train.dtype, DType):
            raise Refused(f"element {i} is no NumPy array")
        size = FLOAT_TYPES.get(train.dtype.kind)
        if size is None or not isinstance(train.content, bytes) or len(train.shape) != 1:
            raise Refused(f"element {i} is not a flat array of floats")
        if len(train.content) != math.prod(train.shape) * size:
            raise Refused(f"element {i} has another length than it says")
        types.add(train.dtype.order + train.dtype.kind)
    if len(types) != 1 or types - {o + k for o in "<>" for k in FLOAT_TYPES}:
        raise Refused(f"its arrays are of types {sorted(types)}")
    trains = [train.content for train in outer.content]
    if sum(map(len, trains)) > MAX_BYTES:
        raise Refused("it holds more spike times than it has room for")
    return types.pop(), trains


def limit_resources() -> None:
    """Cap memory and computing time where the system can (not on Windows)."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    except (ImportError, ValueError, OSError):
        pass


def main(archive: str, times: str) -> None:
    limit_resources()
    try:
        dtype, trains = read_trains(archive)
        with open(times, "wb") as file:
            file.writelines(trains)
    except Refused as error:
        sys.exit(str(error))
    except MemoryError:
        sys.exit("it needs far more memory than it should")
    except Exception as error:  # whatever a damaged pickle can raise
        sys.exit(f"it is damaged ({type(error).__name__}: {' '.join(str(error).split())[:100]})")
    size = FLOAT_TYPES[dtype[1:]]
    json.dump({"dtype": dtype, "counts": [len(train) // size for train in trains]}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:3])
