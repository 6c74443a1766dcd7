"""A student's process that speaks for itself on the channel: it ends its own run, no more."""

import pytest

from .conftest import COUNTS, ENTROPY, RIGHT_COUNTS

CHANNEL = """\
import struct
channel = get_ipython().outputs._send.__self__
def frame(kind, body):
    channel.setblocking(True)
    channel.sendall(struct.pack("<cI", kind, len(body)) + body)
"""
BREACHES = {
    "no frame": "channel.sendall(b'hello' * 100)",
    "a frame of 4 GB": "channel.sendall(struct.pack('<cI', b'W', (1 << 32) - 1))",
    "no JSON": "frame(b'J', b'{')",
    "a list": "frame(b'J', b'[]')",
    "deep": "frame(b'J', b'[' * 100000)",
    "no output": "frame(b'J', b'{\"a\": 1}')",
    "an output of nothing": "frame(b'J', b'{\"output\": {}}')",
    "no plain data": "frame(b'W', b'NMW1' + b'x' * 100)",
    "a flood of outputs": "while True: frame(b'J', b'{\"clear\": true}')",
    "hangs up": "channel.close()",
    "shuts down": "channel.shutdown(2)",
    "a forged end and more": "frame(b'J', b'{\"done\": 99}')\nframe(b'J', b'{\"a\": 1}')",
}


@pytest.mark.parametrize("source", BREACHES.values(), ids=BREACHES)
def test_a_breach_ends_the_process_and_leaves_the_cell_out(run, source):
    outcome = run("a = 1", CHANNEL + source, "a = 2", RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"counts-check": 2}
    assert "The process ended in cell 2" in outcome.notes


FORGED = """\
from helpers.checks.asking import ask, wire
for number in range(200):
    frame(b'W', wire.pack({"answer": number, "value": {
        "state": "returned", "value": 1.0, "after": ([], {}), "printed": "", "warnings": [],
        "took": 0.0, "at": 0}}))
"""


def test_answers_that_are_forged_beforehand_earn_nothing(run):
    outcome = run(CHANNEL + FORGED, "def entropy(p): return 1.0", ENTROPY, RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"entropy-check": 0, "counts-check": 2}


MALFORMED = """\
from helpers.checks.asking import ask
ask.ask_one = lambda *_: {"state": %s}
def entropy(p): return 1
"""


@pytest.mark.parametrize("state", ["'right'", "['x']", "None", "'returned'"])
def test_a_malformed_answer_is_no_points_with_a_reason(run, state):
    outcome = run(MALFORMED % state, ENTROPY)
    assert outcome.points == {"entropy-check": 0}
    assert outcome.states["entropy-check"] == "wrong"
    assert "nothing that an answer looks like" in outcome.checks["entropy-check"].reason


def test_a_process_that_does_not_read_cannot_hold_us_up(run):
    """It stops in the middle of what it is sent, with more on the way than a socket holds."""
    source = "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"
    outcome = run(source, "x = '" + "y" * 3_000_000 + "'", RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"counts-check": 2}
    assert "could not be interrupted" in outcome.notes
