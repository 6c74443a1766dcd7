"""Ask a student's object what a probe asks, and describe what happens.

Nothing that the student's object does gets out of `ask_one` but a real Ctrl-C.
"""

import difflib
import time
from collections.abc import Callable, Mapping
from typing import Any

from ...explain_errors import is_stub
from ..contract import ENDING, Facts, Missing, Outcome, Report
from . import failure, kinds, source, wire
from .arguments import afterwards, supply
from .exchange import exchanged
from .guard import guarded, interrupts
from .timelimit import TimeIsUp, time_limit

SECONDS = 5.0
_MAX_NAMES = 5000


def ask_all(target: object, kind: str, probes: list[dict], seconds: float = SECONDS) -> Report:
    """Ask a student's object all probes (as `Probe.to_data` makes them), in so many seconds.

    The report has an outcome for each probe, or fewer when there was no point in going on (not
    begun, not callable so, time up).
    """
    deadline = time.monotonic() + seconds

    def ask(probe):
        return ask_one(target, kind, probe, max(deadline - time.monotonic(), 0.01))

    return collect(look(target), ask, probes, seconds)


def collect(
    facts: Facts | Missing, ask: Callable[[dict], Any], probes: list[dict], seconds: float
) -> Report:
    """Ask all probes, one after the other, wherever the student's object is.

    `facts` is what `look` or `look_up` says of it. `ask` takes a probe as data, and returns what
    `ask_one` does, or whatever a student's process sends; it keeps to the time, which the student
    is told.
    """
    report: Report = {"target": facts, "outcomes": []}
    if facts.get("callable") is not True:
        return report
    for probe in probes:
        outcome = ask(probe)
        report["outcomes"].append(outcome)
        state = outcome.get("state")
        if state == "endless":
            outcome["seconds"] = float(seconds)
        if type(state) is str and state in ENDING:
            break
    return report


def look(target: object) -> Facts:
    """What kind of thing the student's object is."""
    return {
        "type": wire.type_name(type(target)),
        "callable": callable(target),
        "is_class": issubclass(type(target), type),
        **source.read(target),
    }


def look_up(names: Mapping, name: str) -> Facts | Missing:
    """As `look`, for the object that has a name among those that the student's cells define."""
    if name in names:
        return look(names[name])
    known = [known for known in names if type(known) is str and not known.startswith("_")]
    close = difflib.get_close_matches(name, known[:_MAX_NAMES], n=1)
    return {"missing": name, "close": close[0][:100] if close else ""}


def ask_one(
    target: object,
    kind: str,
    probe: dict,
    seconds: float = SECONDS,
    asker: kinds.FunctionAsker | None = None,
) -> Outcome:
    """Ask a student's object one probe; `asker`: who else than the one for its kind.

    Raises KeyboardInterrupt if the user interrupts; not if the student's code raises one.
    """
    asker = asker or kinds.find(kind)
    given = (list(probe["args"]), probe["keywords"])
    # A kind with several steps keeps the number of the one that it is at in "at".
    supplied = {name: supply(probe[name]) for name in ("args", "keywords", "plan")}
    probe = {**probe, **supplied, "at": 0}
    # Processor time: on a busy computer a quick answer must not seem slow.
    began = time.process_time()
    end = time.monotonic() + seconds
    outcome: Any
    with guarded() as seen, interrupts() as interrupted:
        try:
            with exchanged(target, probe), time_limit(seconds):
                outcome = _outcome(asker, target, probe, given)
        except TimeIsUp as stop:
            outcome = {"state": "endless", "seconds": float(seconds), **failure.place(stop, target)}
        except BaseException as error:
            left = max(end - time.monotonic(), 0.01)
            outcome = {"state": "raised", **failure.describe(error, target, left)}
            if is_stub(error):
                outcome |= {"state": "stub", "own": source.holds(target, outcome["within"])}
    if interrupted.real:  # even if the time was up just then, or the student's code swallowed it
        raise KeyboardInterrupt
    outcome |= {"took": time.process_time() - began, "at": probe["at"]}
    outcome |= {"printed": seen.printed, "warnings": seen.warnings}
    return outcome


def _outcome(asker, target, probe, given):
    parameters = asker.unfit(target, probe)
    if parameters is not None:
        return {"state": "unfit", "parameters": parameters}
    value = wire.plain(asker.ask(target, probe))
    after = wire.plain(afterwards(given, (list(probe["args"]), probe["keywords"])))
    return {"state": "returned", "value": value, "after": after}
