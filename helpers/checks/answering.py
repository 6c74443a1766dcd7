"""The student's side of a check: ask their object what a probe asks, and describe what happens.

Knows no right answer and imports neither `helpers.exercises` nor `helpers.answers`, so that a
grader can run it in a sandbox where both are absent. All that goes in and comes out is plain data
(`helpers.wire`). Nothing that the student's object does gets out of `answer` but a real Ctrl-C.
"""

import difflib
import inspect
import time
import types
from contextlib import contextmanager

from .. import wire
from ..errors import explain, is_stub, message_of
from . import kinds, source
from .arguments import afterwards, supply
from .guard import guarded, interrupts
from .report import ENDING
from .timelimit import TimeIsUp, time_limit

SECONDS = 5.0
_MAX_NAMES = 5000


def answer_all(target, kind, probes, seconds=SECONDS):
    """Ask a student's object all probes.

    Parameters
    ----------
    target : object
        What the student defined.
    kind : str
        Name of a module of `helpers.checks.kinds`.
    probes : list of dict
        As `Probe.to_data` makes them.
    seconds : float
        Time for all of them together.

    Returns
    -------
    dict
        ``target``: what `look` says; ``outcomes``: a list as long as `probes`, or shorter when
        there was no point in going on (not begun, not callable so, time up).
    """
    deadline = time.monotonic() + seconds

    def ask(probe):
        return answer(target, kind, probe, max(deadline - time.monotonic(), 0.01))

    return collect(look(target), ask, probes, seconds)


def collect(facts, ask, probes, seconds):
    """Ask all probes, one after the other, wherever the student's object is.

    Parameters
    ----------
    facts : dict
        What `look` or `look_up` says of the object.
    ask : callable
        Takes a probe as data, returns what `answer` does.
    probes, seconds
        As for `answer_all`; the time is what `ask` keeps to, and what the student is told.

    Returns
    -------
    dict
        As of `answer_all`.
    """
    report = {"target": facts, "outcomes": []}
    if facts.get("callable") is not True:
        return report
    for probe in probes:
        outcome = ask(probe)
        state = outcome.get("state")
        if type(state) is not str:  # nothing that `answer` makes: `look_over` says so
            state = ""
        if state == "endless":
            outcome["seconds"] = float(seconds)
        report["outcomes"].append(outcome)
        if state in ENDING:
            break
    return report


def look(target):
    """What kind of thing the student's object is, as plain data: see `helpers.checks.source`."""
    return {
        "type": wire.type_name(type(target)),
        "callable": callable(target),
        "is_class": issubclass(type(target), type),
        **source.read(target),
    }


def look_up(names, name):
    """As `look`, for the object that has a name.

    Parameters
    ----------
    names : dict
        What the student's cells have defined.
    name : str

    Returns
    -------
    dict
        If there is none: ``missing``: the name, and ``close``: one that is like it, or "".
    """
    if name in names:
        return look(names[name])
    known = [known for known in names if type(known) is str and not known.startswith("_")]
    close = difflib.get_close_matches(name, known[:_MAX_NAMES], n=1)
    return {"missing": name, "close": close[0][:100] if close else ""}


def answer(target, kind, probe, seconds=SECONDS):
    """Ask a student's object one probe.

    Returns
    -------
    dict
        ``state`` is one of "returned" (with ``value``, and ``after``: the arguments after the
        call), "raised" (``type``, ``message``, ``explanation``), "stub" (``message``, ``own``:
        whether the object's own `raise NotImplementedError` was met), "unfit" (``parameters``) or
        "endless" (``seconds``). With ``line`` and ``text`` of the student's code where it stopped,
        ``at``: the step of a plan that it got to (0: none), ``took``: seconds of processor time,
        ``printed`` and ``warnings``.

    Raises
    ------
    KeyboardInterrupt
        If the user interrupts; not if the student's code raises one.
    """
    asked = kinds.find(kind)
    given = [list(probe["args"]), probe["keywords"]]
    # A kind with several steps keeps the number of the one that it is at in "at".
    probe = {
        **probe,
        **{name: supply(probe[name]) for name in ("args", "keywords", "plan")},
        "at": 0,
    }
    # Processor time: on a busy computer a quick answer must not seem slow.
    began = time.process_time()
    end = time.monotonic() + seconds
    with guarded() as seen, interrupts() as interrupted:
        try:
            with _names(target, probe["names"]), time_limit(seconds):
                outcome = _outcome(asked, target, probe, given)
        except TimeIsUp as stop:
            outcome = {"state": "endless", "seconds": float(seconds), **_where(stop, target)}
        except BaseException as error:
            outcome = _failure(error, target, max(end - time.monotonic(), 0.01))
    if interrupted.real:  # even if the time was up just then, or the student's code swallowed it
        raise KeyboardInterrupt
    outcome |= {"took": time.process_time() - began, "at": probe["at"]}
    return {**outcome, "printed": seen.printed, "warnings": seen.warnings}


def _outcome(asked, target, probe, given):
    parameters = asked.unfit(target, probe)
    if parameters is not None:
        return {"state": "unfit", "parameters": parameters}
    value = wire.plain(asked.ask(target, probe))
    after = wire.plain(afterwards(given, [list(probe["args"]), probe["keywords"]]))
    return {"state": "returned", "value": value, "after": after}


def _failure(error, target, seconds):
    """Describe an exception; what its own class does wrong must not get out."""
    outcome = {"state": "raised", "type": wire.type_name(type(error)), **_where(error, target)}
    try:
        with time_limit(min(seconds, 1.0)):
            outcome["message"] = message_of(error)
            outcome["explanation"] = explain(error)
    except BaseException:
        outcome |= {"message": "", "explanation": ""}
    if is_stub(error):
        outcome |= {"state": "stub", "own": _is_within(outcome["within"], target)}
    return outcome


def _where(error, target):
    try:
        line, text, within = source.line_of(error, target)
    except Exception:
        line, text, within = 0, "", ""
    return {"line": line, "text": text, "within": within}


def _is_within(place, target):
    """Whether a piece of code, by its qualified name, belongs to the student's object."""
    if not issubclass(type(target), types.FunctionType | type):
        return False
    return place == target.__qualname__ or place.startswith(f"{target.__qualname__}.")


@contextmanager
def _names(target, values):
    """Set names of the module in which the student's object was defined; put them back after."""
    if not values:
        yield
        return
    module = getattr(inspect.unwrap(target), "__globals__", None)
    if module is None and issubclass(type(target), type):
        module = next(
            (f.__globals__ for f in vars(target).values() if isinstance(f, types.FunctionType)),
            None,
        )
    if module is None:
        yield
        return
    before = {name: module[name] for name in values if name in module}
    module.update(supply(dict(values)))
    try:
        yield
    finally:
        for name in values:
            module.pop(name, None)
        module.update(before)
