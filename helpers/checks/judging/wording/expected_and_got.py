"""What is expected and what came, as two short texts that differ."""

from dataclasses import replace
from typing import Any

import numpy as np

from ...asking.wire import type_name
from .. import compare as comparing
from .. import statistics
from . import short_values, terms, values


def texts(answered: Any) -> tuple[str, ...]:
    """What is expected and what came of a probe (`Answered`) that was not answered rightly."""
    finding, outcome = answered.finding, answered.outcome
    right, compare = answered.right["value"], answered.exercise.compare
    if outcome["state"] != "returned":
        error = outcome.get("type", "").split(".")[-1]
        return answered.judge.expected(right), error or "no result in time"
    if finding.root == "figure":
        from . import figures  # imported only where figures are judged

        return figures.texts(finding)
    if finding.root == "attribute":
        return _attribute(finding)
    if finding.what not in values.TEXTS:
        # Of what draws nothing that is said, whatever it returns.
        finding = answered.nothing_drawn() or finding
    if finding.what in values.TEXTS:
        return tuple(terms.fill(text, finding) for text in values.TEXTS[finding.what])
    got = outcome["value"]
    arrays = all(isinstance(v, np.ndarray) and v.dtype.kind in "iuf" for v in (got, right))
    if compare.statistics and arrays and got.shape == right.shape and got.size > 1:
        return _statistics(got, right, compare)
    if finding.what == "changed":
        exact = replace(compare, rtol=0.0, atol=0.0, statistics=())
        before, after = _contrast(finding.expected, finding.got, exact, finding.details["name"])
        return f"{before}, as before the call", f"{after}, after the call"
    if finding.root == "argument":
        right, got = finding.details["whole"]
        return _contrast(right, got, compare, finding.where[0][1])
    return _contrast(right, got, compare)


def _attribute(finding):
    (_, name, when), at = finding.where[0], finding.details["at"]
    right, got = finding.details["whole"]
    if at is None:
        return short_values.apart(right, got)
    index = ", ".join(map(str, at))
    return tuple(
        f"{name}[{index}] = {text}, {when}" for text in short_values.apart(right[at], got[at])
    )


def _statistics(got, right, compare):
    """The statistics that are expected, and those that came."""
    with np.errstate(all="ignore"):
        for digits in (4, 6, 9):
            both = _listed(right, compare, digits, True), _listed(got, compare, digits)
            if both[0] != both[1]:
                break
    return both


def _listed(array, compare, digits, wanted=False):
    words = []
    for name in compare.statistics:
        nought = wanted and statistics.is_nought(name, array)
        value = "about 0" if nought else short_values.short(statistics.of(name, array), digits)
        words.append(f"{terms.STATISTICS[name]} {value}")
    return ", ".join(words)


def _contrast(right, got, compare, name=""):
    """Two values as text; where that hides their difference, the first part that differs."""
    texts = short_values.apart(right, got)
    index, holder, wanted, came = _first_differing(right, got, compare)
    is_array = isinstance(holder, np.ndarray)
    if index and (texts[0] == texts[1] or (is_array and short_values.is_cut(holder, index[-1]))):
        name = _element(index, compare, name)
        right, got = wanted, came
        texts = short_values.apart(right, got)
    if texts[0] == texts[1] and type(right) is not type(got):  # a list for an array
        texts = texts[0], f"{short_values.kind_of(type_name(type(got)))} {texts[1]}"
    return tuple(f"{name} = {text}" if name else text for text in texts)


def _first_differing(right, got, compare):
    """Where two values differ first: indices to get there, what holds it, and the two parts.

    There are no indices where the values have no parts that could be set side by side.
    """
    indices, holder = (), right
    while True:
        at, keys = comparing.first_differing(got, right, compare), ()
        if type(right) is type(got) and type(right) in (list, tuple) and len(right) == len(got):
            keys = range(len(right))
        elif type(right) is type(got) is dict and right.keys() == got.keys():
            keys = right
        if at is None:
            at = next((k for k in keys if not comparing.alike(got[k], right[k], compare)), None)
        if at is None:
            return indices, holder, right, got
        indices, holder, right, got = (*indices, at), right, right[at], got[at]


def _element(indices, compare, name):
    """The name of a part: "raster[1, 2]", or "element [1, 2]" of a value without a name."""
    if not name and len(compare.parts) > 1 and type(indices[0]) is int:
        name, indices = compare.parts[indices[0]], indices[1:]
    brackets = [
        ", ".join(map(str, at)) if type(at) is tuple else short_values.short(at) for at in indices
    ]
    return (name or "element ") + "".join(f"[{text}]" for text in brackets)
