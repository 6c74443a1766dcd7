"""Plain data, and plain data as bytes: what passes between a student's process and a grader.

Plain data are None, bool, int, float, complex, str, NumPy numbers and numeric arrays, and lists,
tuples and dictionaries of plain data. `plain` makes plain data of any object, with an `Opaque` in
the place of everything else; `pack` and `unpack` carry it as a JSON tree with the arrays' raw bytes
behind it. Nothing that is received is ever evaluated, unpickled or decompressed, and every array's
dtype, shape and length are checked before it is made.

    frame = b"NMW1" | length of the JSON, uint32 little-endian | JSON | bytes of the arrays
"""

import json
import math
import re
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_BYTES = 16 << 20
MAX_ITEMS = 20_000
MAX_TEXT = 100_000
MAX_DEPTH = 16
MAX_INT_BITS = 1000  # less than a float holds
MAX_AXES = 8

_MAGIC = b"NMW1"
_HEAD = struct.Struct("<4sI")
_DTYPE = re.compile(r"[<>|=]?[biufc][0-9]{1,2}")
_NUMERIC = "biufc"


class WireError(ValueError):
    """Bytes that are no well-formed frame, or a value that is not plain data."""


@dataclass(frozen=True)
class Opaque:
    """Stands for something that is not plain data, or too much of it. Equal to nothing else."""

    type: str  # "numpy.matrix", or "list"
    about: str = ""  # what else is to be said, such as "too large"


class _Budget:
    """What may still be packed or read, a part of what a frame holds."""

    def __init__(self, share=1):
        self.items, self.bytes = MAX_ITEMS // share, MAX_BYTES // share
        self.depth = MAX_DEPTH // share

    def take(self, items=0, size=0):
        """Reserve so many items and bytes; return whether that many were left."""
        if items > self.items or size > self.bytes:
            return False
        self.items -= items
        self.bytes -= size
        return True

    def take_one(self, depth):
        """Reserve an item so deep inside; raise `WireError` if there is none left."""
        _demand(self.take(1), f"more than {MAX_ITEMS} items")
        _demand(depth <= self.depth, f"nested deeper than {MAX_DEPTH}")


def plain(value: object) -> Any:
    """Copy a value as plain data, with `Opaque` in the place of whatever is not.

    Only exact built-in and NumPy types are looked into, and the elements of a named tuple, so that
    no code of the object's own class runs; what is too large or nested too deep is left out
    likewise, and an `Opaque` stays one. The result takes at most half of what a frame holds, so
    that it can be sent together with something else.

    >>> plain([1, 2.5, {"a": (None, "b")}])
    [1, 2.5, {'a': (None, 'b')}]
    >>> plain(...)
    Opaque(type='ellipsis', about='')
    """
    return _plain(value, 0, _Budget(share=2))


def _plain(value, depth, budget):
    kind = type(value)
    if value is None or kind in (bool, float, complex):
        return value
    if kind is int:
        return value if value.bit_length() <= MAX_INT_BITS else Opaque("int", "too large")
    if kind is str:
        fits = len(value) <= MAX_TEXT and budget.take(size=6 * len(value))  # as JSON
        return value if fits else Opaque("str", "too large")
    if kind is np.ndarray or _is_numpy_number(value):
        if value.dtype.kind not in _NUMERIC:
            return Opaque("numpy.ndarray", f"dtype {value.dtype.str}"[:40])
        if not (_is_small(value.shape, value.itemsize) and budget.take(size=value.nbytes)):
            return Opaque("numpy.ndarray", "too large")
        return np.array(value) if kind is np.ndarray else value
    if issubclass(kind, tuple):  # a named tuple counts as one, read without its own methods
        return _plain_container(tuple.__getitem__(value, slice(None)), tuple, depth, budget)
    if kind in (list, dict):
        return _plain_container(value, kind, depth, budget)
    if kind is Opaque and type(value.type) is type(value.about) is str:
        return Opaque(value.type[:200], value.about[:200])
    return Opaque(type_name(kind), "array" if issubclass(kind, np.ndarray) else "")


def _is_small(shape, itemsize):
    """Whether an array fits; an empty one (a length of 0) must not be long elsewhere, either."""
    return len(shape) <= MAX_AXES and math.prod(max(n, 1) for n in shape) * itemsize <= MAX_BYTES


def _plain_container(value, kind, depth, budget):
    if depth == budget.depth:
        return Opaque(type_name(kind), "nested too deep")
    if not budget.take(len(value) * (4 if kind is dict else 1)):
        return Opaque(type_name(kind), "too large")
    if kind is not dict:
        return kind([_plain(item, depth + 1, budget) for item in value])
    if not all(_is_key(key) for key in value):
        return Opaque("dict", "keys that are not plain data")
    return {key: _plain(item, depth + 1, budget) for key, item in value.items()}


def _is_key(key):
    """Whether a dictionary's key is plain: a short text or number, or a pair of them."""
    parts = key if type(key) is tuple else (key,)
    if len(parts) > 2:
        return False
    return all(
        type(part) in (float, bool)
        or (type(part) is str and len(part) <= MAX_TEXT)
        or (type(part) is int and part.bit_length() <= MAX_INT_BITS)
        for part in parts
    )


def _is_numpy_number(value):
    kind = type(value)
    return (
        issubclass(kind, np.generic) and kind.__module__ == "numpy" and value.dtype.kind in _NUMERIC
    )


def type_name(kind: type) -> str:
    """Name of a type, read past whatever its metaclass makes of it."""
    name = type.__dict__["__name__"].__get__(kind)
    module = type.__dict__["__module__"].__get__(kind)
    if not isinstance(module, str) or module in ("builtins", "__main__"):
        return name[:200]
    return f"{module}.{name}"[:200]


def pack(value: object) -> bytes:
    """Plain data → one frame.

    Raises `WireError` if the value is not plain data, or more than a frame holds.
    """
    buffers = []
    tree = _tree(value, buffers, 0, _Budget())
    text = json.dumps(tree, allow_nan=False, separators=(",", ":")).encode()
    _demand(len(text) <= MAX_BYTES, f"texts of more than {MAX_BYTES} bytes")
    return _HEAD.pack(_MAGIC, len(text)) + text + b"".join(buffers)


def _tree(value, buffers, depth, budget):
    budget.take_one(depth)
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        _demand(len(value) <= MAX_TEXT, f"a text longer than {MAX_TEXT} characters")
        # Lone surrogates have no UTF-8; JSON's \u escapes carry them.
        return value
    if kind is int:
        _demand(value.bit_length() <= MAX_INT_BITS, f"an integer of more than {MAX_INT_BITS} bits")
        return value if value.bit_length() < 64 else {"int": hex(value)}
    if kind is float:
        return value if math.isfinite(value) else {"float": value.hex()}
    if kind is complex:
        return {"complex": [value.real.hex(), value.imag.hex()]}
    if kind is Opaque:
        return {"opaque": [value.type, value.about]}
    if kind is np.ndarray or _is_numpy_number(value):
        if value.dtype.kind not in _NUMERIC or not _DTYPE.fullmatch(value.dtype.str):
            raise WireError(f"an array of dtype {value.dtype} is not plain data")
        fits = _is_small(value.shape, value.itemsize) and budget.take(size=value.nbytes)
        _demand(fits, f"arrays of more than {MAX_BYTES} bytes")
        buffers.append(value.tobytes())
        if kind is np.ndarray:
            return {"array": [value.dtype.str, list(value.shape)]}
        return {"number": value.dtype.str}
    if kind in (list, tuple):
        return {type_name(kind): [_tree(item, buffers, depth + 1, budget) for item in value]}
    if kind is dict:
        for key in value:
            _demand(_is_key(key), f"a key of type {type_name(type(key))} is not plain data")
        pairs = value.items()
        return {"dict": [[_tree(part, buffers, depth + 1, budget) for part in p] for p in pairs]}
    raise WireError(f"a {type_name(kind)} is not plain data")


def _demand(fine, what):
    if not fine:
        raise WireError(what)


def unpack(frame: bytes) -> Any:
    """One frame → plain data; arrays are copies of their own.

    Raises `WireError` if the frame is anything but what `pack` makes.
    """
    frame = memoryview(frame).cast("B")
    _demand(len(frame) >= _HEAD.size, "a frame shorter than its head")
    magic, length = _HEAD.unpack_from(frame)
    _demand(magic == _MAGIC, "not a frame")
    buffers = frame[_HEAD.size + length :]
    text = frame[_HEAD.size : _HEAD.size + length]
    _demand(len(text) == length, "a frame shorter than it says")
    _demand(max(length, len(buffers)) <= MAX_BYTES, f"a frame of more than {MAX_BYTES} bytes")
    try:
        tree = json.loads(
            bytes(text), parse_constant=lambda name: _demand(False, f"{name} is not JSON")
        )
    except (ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from None
    reader = _Reader(buffers)
    value = reader.value(tree, 0)
    _demand(reader.at == len(buffers), f"{len(buffers) - reader.at} bytes too many")
    return value


def _two(content, otherwise):
    _demand(type(content) is list and len(content) == 2, otherwise)
    return content


class _Reader:
    """Makes values of a tree, taking the arrays' bytes in order."""

    def __init__(self, buffers):
        self.buffers, self.at, self.budget = buffers, 0, _Budget()

    def value(self, tree, depth):
        self.budget.take_one(depth)
        if tree is None or type(tree) in (bool, float):
            return tree
        if type(tree) is str:
            return self.text(tree)
        if type(tree) is int:
            _demand(tree.bit_length() < 64, "a long integer that is not marked as one")
            return tree
        is_marked = type(tree) is dict and len(tree) == 1
        _demand(is_marked, "neither a value nor a mark with its content")
        ((mark, content),) = tree.items()
        read = getattr(self, f"read_{mark}", None)
        _demand(read is not None, f"unknown mark {mark[:40]!r}")
        return read(content, depth)

    def text(self, content):
        fits = type(content) is str and len(content) <= MAX_TEXT
        _demand(fits, "not a text of allowed length")
        return content

    def read_list(self, content, depth):
        _demand(type(content) is list, "items that are not a list")
        return [self.value(item, depth + 1) for item in content]

    def read_tuple(self, content, depth):
        return tuple(self.read_list(content, depth))

    def read_dict(self, content, depth):
        if type(content) is not list or not all(type(p) is list and len(p) == 2 for p in content):
            raise WireError("entries that are not pairs")
        result = {}
        for key, item in content:
            key = self.value(key, depth + 1)
            _demand(_is_key(key), "a key that is not plain")
            _demand(key not in result, "a key twice")
            result[key] = self.value(item, depth + 1)
        return result

    def read_int(self, content, depth):
        if type(content) is not str or len(content) > MAX_INT_BITS // 4 + 4:
            raise WireError("not an integer of allowed length")
        try:
            return int(content, 16)
        except ValueError:
            raise WireError("not an integer") from None

    def read_float(self, content, depth):
        if type(content) is not str or len(content) > 40:
            raise WireError("not a number")
        try:
            return float.fromhex(content)
        except (ValueError, OverflowError):
            raise WireError("not a number") from None

    def read_complex(self, content, depth):
        parts = _two(content, "not a complex number")
        return complex(*(self.read_float(part, depth) for part in parts))

    def read_opaque(self, content, depth):
        parts = _two(content, "not a description of an object")
        return Opaque(*(self.text(part)[:200] for part in parts))

    def read_array(self, content, depth):
        name, shape = _two(content, "not an array's dtype and shape")
        _demand(type(name) is str and _DTYPE.fullmatch(name), "a dtype that is not numeric")
        try:
            dtype = np.dtype(name)
        except TypeError:
            raise WireError(f"unknown dtype {name}") from None
        _demand(type(shape) is list and len(shape) <= MAX_AXES, "not a shape")
        lengths = all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape)
        _demand(lengths, "a shape with a length that is none")
        _demand(_is_small(shape, dtype.itemsize), "a shape that is too large")
        size = math.prod(shape) * dtype.itemsize
        raw = self.buffers[self.at : self.at + size]
        _demand(len(raw) == size, "an array longer than the bytes that came with it")
        self.at += size
        return np.frombuffer(raw, dtype).reshape(shape).copy()

    def read_number(self, content, depth):
        return self.read_array([content, []], depth)[()]
