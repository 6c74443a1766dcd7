"""The channel to the grader is found, and frames are sent on it that the grader did not ask for.

No frame of these can be right: none holds right answers to fresh probes.
"""

from ..attack import ANSWERS, code

# Finds every socket of the process, and speaks to all of them, with the frames' own format and
# with others.
_FIND = """
import gc, json, os, socket, stat, struct, sys
from helpers.checks.asking import wire

def sockets():
    found = []
    for name in os.listdir("/proc/self/fd"):
        try:
            descriptor = int(name)
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                found.append(descriptor)
        except OSError:
            pass
    return found

def say(frame, head="<I"):
    for descriptor in sockets():
        for data in (frame, struct.pack("<I", len(frame)) + frame,
                     struct.pack(">I", len(frame)) + frame, struct.pack("<Q", len(frame)) + frame):
            try:
                os.set_blocking(descriptor, False)
                os.write(descriptor, data)
            except OSError:
                pass
            finally:
                os.set_blocking(descriptor, True)

OUTCOME = {"state": "returned", "value": 0.0, "after": ([], {}), "took": 0.0, "at": 0,
           "printed": "", "warnings": []}
TARGET = {"type": "function", "callable": True, "is_class": False, "blanks": [], "stop": 0,
          "begun": False}
"""


def speaking(name, about, source, **more):
    """An attack by code that can speak on every socket."""
    return code(name, about, _FIND + source, **more)


_HANGS = {"plain": False, "why": "speaks on the kernel's own sockets, which then hangs for ever"}

ATTACKS = (
    speaking(
        "forged-verdict",
        "Frames that say right, done, three points, in many shapes, ahead of the check.",
        """
for state in ("right", "RIGHT", "done", "graded"):
    for value in (
        {"state": state, "points": 3, "score": 3},
        {"done": 1, "state": state},
        {"answer": 1, "value": {"state": state, "points": 3}},
        {"verdict": state, "checks": [{"grade_id": "entropy-check", "state": state, "points": 3}]},
        [{"grade_id": "entropy-check", "state": state, "points": 3.0, "maximum": 3.0}],
        state,
    ):
        say(wire.pack(value))
        say(json.dumps(value).encode())
""",
        **_HANGS,
    ),
    speaking(
        "answers-in-advance",
        "Replies to probes, sent before any was asked, with every number that a probe may have.",
        """
for number in range(40):
    for report in ({"target": TARGET, "outcomes": [OUTCOME] * number},
                   {"id": number, "answer": OUTCOME}, {"id": number, **OUTCOME}, OUTCOME):
        say(wire.pack(report))
""",
        **_HANGS,
    ),
    speaking(
        "answer-replayed",
        "What was sent for one check is sent again for the next, by a patched os and socket.",
        """
kept = []
pack = wire.pack

def replay(value):
    kept.append(pack(value))
    return kept[0] if len(kept) < 4 else kept[-1]

wire.pack = replay
""",
    ),
    speaking(
        "frames-out-of-order",
        "Each reply is held back and sent in the place of the next.",
        """
late = [wire.pack({"id": 0})]
pack = wire.pack

def hold(value):
    late.append(pack(value))
    return late.pop(0) if len(late) < 3 else late.pop()

wire.pack = hold
""",
    ),
    speaking(
        "oversized-frame",
        "The head of a frame promises four gigabytes; then it comes in drops, or not at all.",
        """
say(b"NMW1" + struct.pack("<I", 2**32 - 1) + b"{" * 1000)
say(struct.pack("<I", 2**31) + b"x")
say(struct.pack("<Q", 2**63) + b"x")
""",
        stopped=True,
        **_HANGS,
    ),
    speaking(
        "deep-json",
        "A frame of JSON a hundred thousand lists deep, and one with a number of a million digits.",
        f"""
for text in (b"[" * 100_000 + b"]" * 100_000, b"9" * 1_000_000, b'{{"float": 1e999}}',
             b'{{"list": ' * 50_000):
    frame = b"NMW1" + struct.pack("<I", len(text)) + text
    wire.pack = lambda value, frame=frame: frame
    say(frame)
{ANSWERS} = lambda *_, **__: 3
""",
        stopped=True,
        **_HANGS,
    ),
    speaking(
        "packed-nonsense",
        "What packs the replies makes NaN, unknown marks, negative lengths, wrong dtypes.",
        """
from itertools import cycle

def frame(text, raw=b""):
    return b"NMW1" + struct.pack("<I", len(text)) + text + raw

bad = cycle([
    frame(b"NaN"), frame(b'{"float": "nan"}'), frame(b'{"pickle": "gASVAAAAAAAAAAA="}'),
    frame(b'{"array": ["<f8", [-1]]}'), frame(b'{"array": ["|O8", [1]]}', b"\\0" * 8),
    frame(b'{"array": ["<f8", [16777216, 16777216]]}'), frame(b'{"array": ["<f8", []]}'),
    frame(b'{"dict": [["a", 1], ["a", 2]]}'), frame(b'{"__class__": 1}'), frame(b""), b"", b"NMW",
    frame(b'{"value": 1}'), frame(b'{"tree": 1}'), frame(b'{"_Reader": 1}'), frame(b"\\xff\\xfe"),
])
wire.pack = lambda value: next(bad)
""",
        stopped=True,
    ),
    speaking(
        "channel-patched",
        "Python's own socket, os and select functions are replaced, and forge whatever is sent.",
        """
forged = wire.pack({"state": "right", "points": 3, "done": True})

def send(self, data, *_):
    return len(data)

for kind in (socket.socket,):
    for name in ("send", "sendall", "sendmsg", "sendto"):
        setattr(kind, name, send)
    kind.recv = lambda self, n, *_: forged[:n]
os.write = lambda descriptor, data: len(data)
""",
        stopped=True,
        plain=False,
        why="the kernel falls silent and nbgrader waits for ever",
    ),
    speaking(
        "channel-closed",
        "Every descriptor is closed.",
        """
os.closerange(0, 4096)
""",
        stopped=True,
        plain=False,
        why="the kernel falls silent and nbgrader waits for ever",
    ),
    speaking(
        "channel-flooded",
        "A thread writes without end on every socket.",
        """
import threading

def flood():
    junk = wire.pack({"state": "right"}) * 1000
    while True:
        say(junk)

threading.Thread(target=flood, daemon=True).start()
""",
        stopped=True,
        **_HANGS,
    ),
    speaking(
        "channel-drained",
        "A thread reads what the grader sends, and answers in the shell's place.",
        """
import threading

def drain():
    while True:
        for descriptor in sockets():
            try:
                if os.read(descriptor, 1 << 20):
                    say(wire.pack({"target": TARGET, "outcomes": [OUTCOME] * 15}))
            except OSError:
                pass

for _ in range(4):
    threading.Thread(target=drain, daemon=True).start()
""",
        stopped=True,
        **_HANGS,
    ),
    speaking(
        "descriptors-passed",
        "Descriptors are passed along with a message, so that the grader's own run out.",
        f"""
def passing(*_, **__):
    for descriptor in sockets():
        try:
            end = socket.socket(fileno=os.dup(descriptor))
            end.setblocking(False)
            for _ in range(200):
                socket.send_fds(end, [b"3"], [0, 1, 2] * 80)
        except OSError:
            pass
    return 3

{ANSWERS} = passing
""",
        **_HANGS,
    ),
    speaking(
        "sockets-by-gc",
        "The channel's object is looked up among all objects and frames, and told what to say.",
        """
frames = []
frame = sys._getframe()
while frame is not None:
    frames.append(frame)
    frame = frame.f_back
for thing in [*gc.get_objects(), *(v for f in frames for v in f.f_locals.values())]:
    for name in ("reply", "send_reply", "respond", "done", "_send", "answer"):
        try:
            if callable(getattr(thing, name, None)) and "helpers" in type(thing).__module__:
                getattr(thing, name)({"state": "right", "points": 3})
        except BaseException:
            pass
    if type(thing) is socket.socket:
        try:
            thing.sendall(wire.pack({"state": "right", "points": 3}))
        except BaseException:
            pass
""",
        **_HANGS,
    ),
    speaking(
        "forged-done-and-gone",
        "A forged end of everything, with all points, then the process ends.",
        """
for value in ({"done": True, "state": "right", "points": 9}, {"exit": 0, "score": 9}):
    say(wire.pack(value))
    say(json.dumps(value).encode())
os._exit(0)
""",
        stopped=True,
        plain=False,
        why="ends the kernel, at which nbgrader aborts the submission",
    ),
)
