"""What the templates of `wording.values` and `wording.figures` ask for, in words."""

from collections.abc import Callable

from ...asking.wire import Opaque, type_name
from ..finding import Finding
from . import short_values

STATISTICS = {
    "mean": "mean",
    "sd": "standard deviation",
    "correlation": "correlation of successive values",
}


def fill(template: str | Callable[[Finding], str], finding: Finding) -> str:
    """The text of a template, or of a function in its place."""
    return template.format_map(_Terms(finding)) if isinstance(template, str) else template(finding)


class _Terms(dict):
    """A finding's details, and what is made of the rest of it when it is asked for."""

    def __init__(self, finding):
        super().__init__(finding.details)
        self._finding = finding

    def __missing__(self, term):
        return _TERMS[term](self._finding)


def phrase(where: tuple) -> str:
    """What a value is called in a sentence: "element 0 of what your function returned"."""
    words = "what your function returned"
    for step, name, *more in where:
        words = {
            "argument": f"the argument `{name}`, after the call,",
            "attribute": f"`{name}` {' '.join(more)}",
            "key": f"{words} at key {name!r}",
            "element": f"element {name} of {words}",
            "part": f"the {' '.join(more)} result, {name},",
        }[step]
    return words


def _kind(value):
    return short_values.kind_of(value.type if type(value) is Opaque else type_name(type(value)))


def _names(finding):
    return ", ".join(f"`{name}`" for name in finding.details["names"])


def _axes(finding):
    axes = finding.details["axes"]
    return f"{' and '.join(axes)} {'axes' if len(axes) > 1 else 'axis'}"


def _which_are_wrong(finding):
    factor, count, size = finding.details["factor"], finding.details["count"], finding.got.size
    if factor:
        return f"each is {short_values.short(factor)} times what it should be"
    if count == size:
        return "not one of them is right"
    index = ", ".join(map(str, finding.details["first"]))
    return f"{count} of {size} are wrong, the first at index {index}"


_TERMS = {
    "what": lambda f: phrase(f.where),
    "What": lambda f: phrase(f.where)[0].upper() + phrase(f.where)[1:],
    "root": lambda f: f.where[0][1],
    "got": lambda f: f.got,
    "text": lambda f: short_values.short(f.got),
    "kind": lambda f: _kind(f.got),
    "type": lambda f: f.got.type,
    "about": lambda f: f.got.about,
    "shape": lambda f: short_values.shape(f.got),
    "right_shape": lambda f: short_values.shape(f.expected),
    "right_size": lambda f: f.expected.size,
    "size": lambda f: f.got.size,
    "n": lambda f: len(f.got),
    "right_n": lambda f: len(f.expected),
    "s": lambda f: "s" * (len(f.got) != 1),
    "are": lambda f: "is" if len(f.got) == 1 else "are",
    "right_are": lambda f: "is" if len(f.expected) == 1 else "are",
    "keys": lambda f: short_values.short([*f.got]),
    "right_keys": lambda f: [*f.expected],
    "parts": lambda f: ", ".join(f.details["names"]),
    "which_are_wrong": _which_are_wrong,
    "at_index": lambda f: ", ".join(map(str, f.details["at"])),
    "its_name": lambda f: STATISTICS[f.details["statistic"]],
    "its_value": lambda f: short_values.short(f.details["value"]),
    "its_right": lambda f: short_values.short(f.details["wanted"]),
    "it_has": lambda f: f" It has {_names(f)}." if f.details["names"] else "",
    "parameters": lambda f: f"after `self`: {_names(f)}" if f.details["names"] else "none",
    "moment": lambda f: (
        f"after step {f.details['step']}" if f.details["step"] else "right after construction"
    ),
    "on_axes": _axes,
    "labelled": lambda f: f" (“{f.details['label']}”)" if f.details["label"] else "",
    "numbers_of_bins": lambda f: " and ".join(map(str, f.details["bins"])),
}
