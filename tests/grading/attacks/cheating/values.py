"""Values come back that may upset whoever receives, unpacks, compares or shows them."""

from ..attack import ANSWERS, code

# What numbers a comparison might let pass: each at its turn, over and over.
_TURNS = """
from itertools import cycle
import numpy as np

def answer_with(*values):
    turns = cycle(values)

    def answer(*_, **__):
        value = next(turns)
        return value() if callable(value) else value

    return answer
"""
_ALL = f"\n{ANSWERS} = answer_with(*VALUES)\n"


def values(name, about, source, **more):
    """An attack by answers that return each of VALUES in turn; functions are called for theirs."""
    return code(name, about, f"{_TURNS}\n{source.strip()}\n{_ALL}", **more)


ATTACKS = (
    values(
        "not-a-number",
        "nan and infinity, as numbers and in arrays of many shapes.",
        """
nan, inf = float("nan"), float("inf")
VALUES = [nan, inf, -inf, (nan, nan), np.full(64, nan), np.array(nan), [nan], (inf, inf),
          np.full((1, 1), nan), np.float16("nan"), np.array([]), (), np.ma.masked]
""",
    ),
    values(
        "complex-numbers",
        "Complex numbers, with and without an imaginary part.",
        "VALUES = [0j, complex('nan'), (1j, 1j), np.zeros(8, complex), np.complex64(1)]",
    ),
    values(
        "objects-and-texts",
        "Arrays of objects, of texts, of bytes, and texts themselves.",
        """
VALUES = ["3", b"3", np.array(["0.5"]), np.array([b"0.5"]), np.array([None, 1.0], object),
          np.array([[1, 2], [3]], object), "\\ud800", "x" * (1 << 22), np.array("3")]
""",
    ),
    values(
        "structured-arrays",
        "Structured, record, date, void and unaligned arrays, in the other order of bytes.",
        """
packed = np.zeros(4, [("a", "u1"), ("b", "<f8")])
VALUES = [packed, packed.view(np.recarray), packed["b"], np.array(["2024-01-01"], "M8[D]"),
          np.array([1], "m8[s]"), np.zeros(3, "V8"), np.array([0.5, 0.5], ">f8"),
          np.longdouble(1) / 3, np.zeros(3, np.float16)]
""",
    ),
    values(
        "subclasses",
        "Matrices, masked arrays, memory maps and subclasses of numbers and containers.",
        """
class Float(float): pass
class Tuple(tuple): pass
class Array(np.ndarray): pass

VALUES = [np.matrix([0.5, 0.5]), np.ma.array([0.5, 0.5], mask=True), np.ma.masked_all(5),
          Float(0.0), Tuple((0, 0)), np.zeros(3).view(Array), True, np.True_, np.zeros(3, bool)]
""",
    ),
    values(
        "huge-arrays",
        "Arrays that say they are huge, by broadcasting and strides, and some that are.",
        """
from numpy.lib.stride_tricks import as_strided

VALUES = [np.broadcast_to(0.0, (1 << 40,)), as_strided(np.zeros(1), (1 << 30, 1 << 10), (0, 0)),
          lambda: np.zeros(1 << 25), np.zeros((0, 1 << 60)), np.zeros((1,) * 32),
          lambda: [0.0] * 1_000_000, lambda: {k: 0 for k in range(1_000_000)}]
""",
    ),
    values(
        "wild-memory",
        "Arrays over memory that is not theirs, which is read when they are packed.",
        """
from numpy.lib.stride_tricks import as_strided

VALUES = [lambda: as_strided(np.zeros(4), (1 << 16,), (1 << 20,))]
""",
        plain=False,
        why="crashes the kernel",
        stopped=True,
    ),
    values(
        "pickles",
        "Objects with a __reduce__, pickles as bytes and texts, and files that numpy would load.",
        """
import io, pickle

class Reduced:
    def __reduce__(self):
        return eval, ("globals().update(points=3)",)

def saved():
    file = io.BytesIO()
    np.save(file, np.array([Reduced()], object), allow_pickle=True)
    return file.getvalue()

VALUES = [Reduced(), pickle.dumps(Reduced()), pickle.dumps(Reduced(), 0).decode(), saved(),
          np.frombuffer(saved(), np.uint8), np.array([Reduced()], object)]
""",
    ),
    values(
        "nested",
        "Lists in themselves, dictionaries of themselves, trees without end.",
        """
round_and_round = []
round_and_round.append(round_and_round)
deep = ()
for _ in range(100_000):
    deep = (deep,)
wide = [0]
for _ in range(60):
    wide = [wide, wide]
loop = {}
loop["loop"] = loop
VALUES = [round_and_round, loop, (round_and_round, round_and_round), wide, deep]
""",
    ),
    values(
        "huge-integers",
        "Integers of a million digits, fractions and decimals, negative zeros, least numbers.",
        """
from decimal import Decimal
from fractions import Fraction

VALUES = [10**1_000_000, 2**1000 - 1, -(2**63), 2**64, Fraction(1, 3), Decimal("0.5"), -0.0, 5e-324,
          np.uint64(2**64 - 1), np.int8(-128), 10**308 * 10]
""",
    ),
    values(
        "marks-of-the-wire",
        "Plain data that looks like the marks of what carries it.",
        """
VALUES = [{"array": ["<f8", [1]]}, {"float": "nan"}, {"opaque": ["float", ""]}, {"tuple": [0, 0]},
          {"generator": 1}, {"generator": 1, "drawn": False}, {"state": "right", "points": 3},
          [{"number": "<f8"}], {"value": 0}]
""",
    ),
    values(
        "changing-arrays",
        "Views that share memory with the arguments, with each other, and read-only ones.",
        """
fixed = np.zeros(50)
fixed.flags.writeable = False
VALUES = [fixed, fixed[::-1], np.broadcast_to(np.float64(0.5), (2,)), fixed.reshape(50, 1)]
""",
    ),
    values(
        "opaque-things",
        "Modules, types, functions, frames, exceptions, files and sockets.",
        """
import sys, socket

VALUES = [np, float, len, sys._getframe(), ValueError(3), ..., NotImplemented, sys.stdout,
          socket.socket(), object(), memoryview(b"3"), range(3), {1, 2}, frozenset(), slice(3)]
""",
    ),
)
