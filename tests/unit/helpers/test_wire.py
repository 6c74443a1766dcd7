"""Plain data survive the wire; nothing else gets through it."""

import json
import struct
import tracemalloc

import numpy as np
import pytest

from helpers.checks.asking import wire

PLAIN = [
    None,
    True,
    0,
    -(2**63),
    2**900,
    -0.0,
    1e-300,
    float("inf"),
    1 + 2j,
    "µs “ISI” \ud800",
    [1, [2.0, (3, None)]],
    (),
    {"a": {1: [2]}, ("b", 2): "c"},
    np.arange(6.0).reshape(2, 3),
    np.zeros((0, 4)),
    np.array(3.5),
    np.array([True, False]),
    np.array([1, 2], ">i2"),
    np.array([1j], "c8"),
    np.asfortranarray(np.arange(6).reshape(2, 3)),
    np.arange(10)[::-2],
    np.float16(0.1),
    np.bool_(True),
    np.uint8(255),
    wire.Opaque("numpy.matrix", "array"),
]


def same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[k], other[k]) for k in one)
    return one == other


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_plain_data_come_back_as_they_were(value):
    assert same(wire.unpack(wire.pack(value)), value)


def test_nan_and_minus_zero_come_back_as_they_were():
    back = wire.unpack(wire.pack([float("nan"), -0.0]))
    assert back[0] != back[0]
    assert str(back[1]) == "-0.0"


def test_an_array_that_came_back_can_be_written():
    back = wire.unpack(wire.pack(np.zeros(3)))
    back[0] = 1
    assert back[0] == 1


def evil_objects():
    """Objects that end the program as soon as they are asked anything."""

    def touched(*_):
        raise SystemExit("touched")

    names = ("__getattribute__", "__eq__", "__hash__", "__repr__", "__len__", "__iter__")
    meta = type("Meta", (type,), {"__getattribute__": touched})
    return [
        type("Evil", (), dict.fromkeys(names, touched))(),
        type("EvilList", (list,), dict.fromkeys(names, touched))(),
        meta("OfEvilClass", (), {})(),
    ]


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (..., "ellipsis"),
        (lambda: 0, "function"),
        (np.array([None]), "numpy.ndarray"),
        (np.array(["a"]), "numpy.ndarray"),
        (np.ma.array([1.0]), "numpy.ma.MaskedArray"),
        (np.ones(1).view(np.matrix), "numpy.matrix"),
        (np.datetime64("2020"), "numpy.datetime64"),
        ({None: 1}, "dict"),
        ([0] * (wire.MAX_ITEMS + 1), "list"),
        (10**400, "int"),
        ("x" * (wire.MAX_TEXT + 1), "str"),
        (np.zeros(wire.MAX_BYTES + 1, "u1"), "numpy.ndarray"),
        (np.zeros((0, wire.MAX_BYTES)), "numpy.ndarray"),
        (np.zeros([1] * (wire.MAX_AXES + 1)), "numpy.ndarray"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_anything_else_is_named_and_left_out(value, type_):
    left = wire.plain([value])[0]
    assert left.type == type_
    assert wire.unpack(wire.pack(left)) == left
    with pytest.raises(wire.WireError):
        wire.pack(value)


@pytest.mark.parametrize("k", range(3))
def test_no_code_of_an_object_runs_when_it_is_described(k):
    assert type(wire.plain(evil_objects()[k])) is wire.Opaque


def test_deep_circular_and_wide_values_are_cut_to_a_size_that_can_be_packed():
    deep = circular = []
    for _ in range(5000):
        deep = [deep]
    circular.append(circular)
    wide = [[0] * 1000] * 1000
    many_arrays = [np.zeros(1 << 20)] * 100
    many_texts = ["é" * 90_000] * 1000
    for value in (deep, circular, wide, many_arrays, many_texts):
        assert len(wire.pack(wire.plain(value))) < 2 * wire.MAX_BYTES


def frame(tree, buffers=b""):
    text = tree if isinstance(tree, bytes) else json.dumps(tree).encode()
    return b"NMW1" + struct.pack("<I", len(text)) + text + buffers


HOSTILE = {
    "empty": b"",
    "head only": b"NMW1",
    "other magic": b"PK\x03\x04" + bytes(20),
    "pickle": b"\x80\x04\x95" + bytes(20),
    "length beyond the end": b"NMW1" + struct.pack("<I", 2**32 - 1) + b"1",
    "not JSON": frame(b"{"),
    "not UTF-8": frame(b'"\xff"'),
    "NaN literal": frame(b"NaN"),
    "huge integer literal": frame(b"9" * 5000),
    "unmarked long integer": frame(b"9" * 30),
    "deep JSON": frame(b"[" * 100_000),
    "deep lists": frame(b'{"list":[' * 200 + b"]}" * 200),
    "bare list": frame([1]),
    "two marks": frame({"list": [], "tuple": []}),
    "no mark": frame({}),
    "unknown mark": frame({"pickle": "gASV"}),
    "name of a method": frame({"value": 1}),
    "list of no list": frame({"list": 3}),
    "too many items": frame({"list": [0] * (wire.MAX_ITEMS + 1)}),
    "dict of no pairs": frame({"dict": [[1]]}),
    "dict with a list as key": frame({"dict": [[{"list": []}, 1]]}),
    "key twice": frame({"dict": [["a", 1], ["a", 2]]}),
    "int of no hex": frame({"int": "zz"}),
    "int too long": frame({"int": "f" * 10_000}),
    "float of no hex": frame({"float": "1; import os"}),
    "float too large": frame({"float": "0x1p99999"}),
    "complex of one": frame({"complex": ["0x1p0"]}),
    "opaque of one": frame({"opaque": ["a"]}),
    "opaque of a number": frame({"opaque": ["a", 1]}),
    "object dtype": frame({"array": ["|O8", [1]]}, bytes(8)),
    "structured dtype": frame({"array": ["f8,f8", [1]]}, bytes(16)),
    "subarray dtype": frame({"array": ["(2,)f8", [1]]}, bytes(16)),
    "text dtype": frame({"array": ["<U4", [1]]}, bytes(16)),
    "unknown dtype": frame({"array": ["<f7", [1]]}, bytes(7)),
    "dtype that is no text": frame({"array": [8, [1]]}, bytes(8)),
    "negative shape": frame({"array": ["<f8", [-1]]}, bytes(8)),
    "two negative lengths": frame({"array": ["<f8", [-1, -1]]}, bytes(8)),
    "float shape": frame({"array": ["<f8", [1.0]]}, bytes(8)),
    "true as length": frame({"array": ["<f8", [True]]}, bytes(8)),
    "huge shape": frame({"array": ["<f8", [2**62]]}, bytes(8)),
    "huge product": frame({"array": ["<f8", [2**20, 2**20, 2**20]]}, bytes(8)),
    "huge product with a zero": frame({"array": ["<f8", [2**63, 0]]}),
    "product with a zero that NumPy cannot hold": frame({"array": ["<f8", [0, *[2**24] * 3]]}),
    "many axes": frame({"array": ["<f8", [1] * 100]}, bytes(8)),
    "array too short": frame({"array": ["<f8", [2]]}, bytes(8)),
    "array without bytes": frame({"array": ["<f8", [1]]}),
    "bytes left over": frame(1, b"x"),
    "number without bytes": frame({"number": "<f8"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_frame_ends_in_a_wire_error_and_costs_no_memory(name):
    tracemalloc.start()
    try:
        with pytest.raises(wire.WireError):
            wire.unpack(HOSTILE[name])
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()


def test_every_cut_or_changed_byte_of_a_frame_is_an_error_or_plain_data():
    good = wire.pack({"value": np.arange(3.0), "after": [(1, "a"), None]})
    for k in range(len(good)):
        with pytest.raises(wire.WireError):
            wire.unpack(good[:k])
        for byte in (0, 0xFF, good[k] ^ 1):
            try:
                wire.pack(wire.unpack(good[:k] + bytes([byte]) + good[k + 1 :]))
            except wire.WireError:
                pass
