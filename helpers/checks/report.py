"""What a report of `helpers.checks.answering` must have in it, before it is judged.

It may come from a process in which a student's code ran.
"""


class MalformedReport(ValueError):
    """A report that `helpers.checks.answering` cannot have made."""


# States after which there is no point in asking the rest.
ENDING = ("stub", "unfit", "endless")

_FACTS = {"type": str, "callable": bool, "is_class": bool, "blanks": list, "stop": int}
_STATES = {
    "returned": {"after": list},
    "raised": {"type": str, "message": str, "explanation": str},
    "stub": {"message": str, "own": bool},
    "unfit": {"parameters": list},
    "endless": {"seconds": float},
}
_ALWAYS = {"printed": str, "warnings": list, "took": float, "at": int}
_PLACE = {"line": int, "text": str, "within": str}
# Far more than `answering` makes of anything.
_LONGEST_TEXT, _LONGEST_NAME, _MOST_NAMES = 20_000, 500, 100


def look_over(report, n_probes):
    """Raise `MalformedReport` unless everything is there and of its type.

    There must be an outcome for each probe, unless one of them says why the rest was not asked.
    """

    def demand(record, fields):
        for name, kind in fields.items():
            if type(record.get(name)) is not kind:
                raise MalformedReport(f"{name!r} is no {kind.__name__}")
            if kind is str and len(record[name]) > _LONGEST_TEXT:
                raise MalformedReport(f"{name!r} is too long")

    if type(report) is not dict or type(report.get("target")) is not dict:
        raise MalformedReport("no description of the object")
    facts, outcomes = report["target"], report.get("outcomes")
    if "missing" in facts:
        demand(facts, {"missing": str, "close": str})
        if outcomes != []:
            raise MalformedReport("outcomes without an object")
        return
    demand(facts, {**_FACTS, "begun": bool})
    if facts["is_class"] and not facts["callable"]:
        raise MalformedReport("a class that cannot be called")
    if len(facts["blanks"]) > _MOST_NAMES:
        raise MalformedReport("too many blanks")
    for blank in facts["blanks"]:
        if type(blank) is not list or [type(part) for part in blank] != [int, str]:
            raise MalformedReport("a blank without line and text")
        if len(blank[1]) > _LONGEST_NAME:
            raise MalformedReport("a blank with too long a text")
    if type(outcomes) is not list or not (outcomes or not facts["callable"]):
        raise MalformedReport("no outcomes")
    if len(outcomes) > n_probes:
        raise MalformedReport("more outcomes than probes")
    for outcome in outcomes:
        state = outcome.get("state") if type(outcome) is dict else None
        if type(state) is not str or state not in _STATES:
            raise MalformedReport("an outcome without a known state")
        demand(outcome, {**_STATES[state], **_ALWAYS})
        if state in ("raised", "stub", "endless"):
            demand(outcome, _PLACE)
        if not _are_texts(outcome["warnings"], _LONGEST_TEXT):
            raise MalformedReport("a warning that is no text")
        if state == "unfit" and not _are_texts(outcome["parameters"], _LONGEST_NAME):
            raise MalformedReport("a parameter that is no name")
        if state == "returned":
            after = outcome["after"]
            if "value" not in outcome or [type(part) for part in after] != [list, dict]:
                raise MalformedReport("no value, or no arguments after the call")
    ended = outcomes and outcomes[-1]["state"] in ENDING
    if facts["callable"] and len(outcomes) < n_probes and not ended:
        raise MalformedReport("fewer outcomes than probes, and no reason")


def _are_texts(values, longest):
    return len(values) <= _MOST_NAMES and all(
        type(text) is str and len(text) <= longest for text in values
    )
