"""Frames between a worker and a student's process: a kind, a length, a body.

    frame = kind, one byte | length of the body, uint32 little-endian | body

``J`` is followed by a JSON object, ``W`` by plain data as `asking.wire` packs it. Nothing that is
received is ever evaluated, and no frame is longer than `LONGEST`.
"""

import json
import struct

from helpers.checks.asking import wire

LONGEST = 2 * wire.MAX_BYTES + 64
_HEAD = struct.Struct("<cI")


class FrameError(ValueError):
    """Bytes that are no frame of ours."""


def pack(message: dict, plain: bool = False) -> bytes:
    """Make a frame of a message: of what JSON holds, or of `plain` data for the wire."""
    if plain:
        body = wire.pack(message)
    else:
        # ASCII carries lone surrogates, too, which have no UTF-8.
        body = json.dumps(message, separators=(",", ":")).encode("ascii")
    if len(body) > LONGEST:
        raise FrameError(f"a frame of {len(body)} bytes")
    return _HEAD.pack(b"W" if plain else b"J", len(body)) + body


class Reader:
    """Cuts what was received into messages; a JSON body longer than `longest` is an error."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._received, self._longest = bytearray(), longest

    def feed(self, data: bytes) -> None:
        """Take in bytes as they come."""
        self._received += data

    def next(self) -> dict | None:
        """Return the next message, or None if it is not there yet.

        Raises `FrameError` if the bytes are no frame, or hold no object.
        """
        if len(self._received) < _HEAD.size:
            return None
        kind, length = _HEAD.unpack_from(self._received)
        if kind not in (b"J", b"W") or length > (self._longest if kind == b"J" else LONGEST):
            raise FrameError("no frame, or one that is too long")
        if len(self._received) < _HEAD.size + length:
            return None
        body = bytes(memoryview(self._received)[_HEAD.size : _HEAD.size + length])
        del self._received[: _HEAD.size + length]
        return _message(kind, body)


def _message(kind, body):
    try:
        message = wire.unpack(body) if kind == b"W" else json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FrameError(f"a frame that cannot be read: {error}"[:300]) from None
    if type(message) is not dict:
        raise FrameError("a frame that is not an object")
    return message
