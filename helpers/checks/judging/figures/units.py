"""Units and numbers in labels, read as people write them."""

import re
from dataclasses import dataclass

_TIME, _VOLTAGE, _CURRENT, _RATE = "time", "voltage", "current", "rate"
# Symbol: its dimension, its size, other symbols, and words for it (singular).
_UNITS = {
    "s": (_TIME, 1.0, (), ("sec", "second")),
    "ms": (_TIME, 1e-3, (), ("msec", "millisec", "millisecond")),
    "µs": (_TIME, 1e-6, ("us", "μs"), ("usec", "microsec", "microsecond")),
    "ns": (_TIME, 1e-9, (), ("nsec", "nanosecond")),
    "min": (_TIME, 60.0, (), ("minute",)),
    "V": (_VOLTAGE, 1.0, (), ("volt",)),
    "mV": (_VOLTAGE, 1e-3, (), ("mvolt", "millivolt")),
    "µV": (_VOLTAGE, 1e-6, ("uV", "μV"), ("microvolt",)),
    "kV": (_VOLTAGE, 1e3, (), ("kilovolt",)),
    "A": (_CURRENT, 1.0, (), ("amp", "ampere")),
    "mA": (_CURRENT, 1e-3, (), ("milliamp", "milliampere")),
    "µA": (_CURRENT, 1e-6, ("uA", "μA"), ("microamp", "microampere")),
    "nA": (_CURRENT, 1e-9, (), ("nanoamp", "nanoampere")),
    "pA": (_CURRENT, 1e-12, (), ("picoamp", "picoampere")),
    "Hz": (_RATE, 1.0, (), ("hertz",)),
    "kHz": (_RATE, 1e3, (), ("kilohertz",)),
}
_SYMBOLS = {s: u for u, (_, _, also, _) in _UNITS.items() for s in (u, *also)}
_WORDS = {w + s: u for u, (*_, words) in _UNITS.items() for w in words for s in ("", "s")}
_CAPITALS = {symbol.upper(): unit for symbol, unit in _SYMBOLS.items() if len(symbol) > 1}
_PER_SECOND = re.compile(
    r"1\s*/\s*s\b|\bper\s+second\b|\bspikes\s*/\s*s\b|\bs\s*\^?\s*[-−]\s*1|\bs⁻¹", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-zµμ]+")
_NUMBER = re.compile(r"(?<![\w.])[-+−]?\d+(?:\.\d+)?(?:[eE][-+−]?\d+)?")


def numbers_in(text: str) -> list[float]:
    """Numbers in a text, in order.

    >>> numbers_in("t = 0.015 s (step 15)")
    [0.015, 15.0]
    """
    return [float(found.replace("−", "-")) for found in _NUMBER.findall(plain_text(text))]


def plain_text(text: str) -> str:
    r"""A label without what only typesets it.

    >>> plain_text(r"$V_m$ ($\\mathrm{mV}$)")
    'V_m (mV)'
    >>> plain_text(r"$t = 15\\,$ms")
    't = 15 ms'
    """
    text = re.sub(r"\\+(?:mathrm|mathit|mathsf|text|rm|it|operatorname|unit|si)\b\s*", "", text)
    text = re.sub(r"\\+mu(?![A-Za-z])\s*|\\+textmu\b\s*", "µ", text)
    text = re.sub(r"\\+(?:[,;:!> ]|quad\b|thinspace\b)", " ", text)
    text = text.replace("~", " ").replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")
    text = re.sub(r"\b(milli|micro|nano|pico|kilo)[- ](?=[a-z])", r"\1", text, flags=re.IGNORECASE)
    return re.sub(r"[${}\\]", "", text)


def unit_of(word: str, capitals: bool = False) -> str:
    """The unit that a word stands for, or ""; `capitals`: the whole text is in capitals.

    >>> unit_of("msec"), unit_of("mv"), unit_of("MV"), unit_of("MV", capitals=True), unit_of("rms")
    ('ms', 'mV', '', 'mV', '')
    """
    if word in _SYMBOLS:
        return _SYMBOLS[word]
    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    if capitals and word == "S":
        return "s"
    # "MV" and "MA" are mega in a text that is not in capitals throughout.
    mega = word in ("MV", "Mv", "MA") and not capitals
    return "" if mega else _CAPITALS.get(word.upper(), "")


def units_in(text: str) -> tuple[list[str], bool]:
    """Units in the label of an axis, in order; and whether they stand where a unit stands.

    A letter V or s elsewhere may be the name of what is drawn.

    >>> units_in("V (mV)"), units_in("t in s"), units_in("TIME [MSEC]"), units_in("V mV")
    ((['mV'], True), (['s'], True), (['ms'], True), (['V', 'mV'], False))
    """
    text = plain_text(text)
    if _PER_SECOND.search(text):
        return ["Hz"], True
    brackets = re.findall(r"[(\[]([^)\]]*)[)\]]", text)
    outside = re.sub(r"[(\[][^)\]]*[)\]]", " ", text)
    after = re.findall(r"(?:/|\bin\b|,)\s*([^/,]*)", outside)
    found = _units([*brackets, *after], text)
    return (found, True) if found else (_units([text], text), False)


def _units(texts, whole):
    capitals = whole.isupper()
    words = (word for text in texts for word in _WORD.findall(text))
    return [unit for unit in (unit_of(word, capitals) for word in words) if unit]


def has_unit(text: str, unit: str) -> bool:
    """Whether a label says this unit, and no other of its kind.

    >>> has_unit("Membrane potential (mV)", "mV"), has_unit("V", "mV"), has_unit("rms", "ms")
    (True, False, False)
    >>> has_unit("Time (s), ms", "ms"), has_unit("V mV", "mV"), has_unit("TIME (MS)", "ms")
    (False, True, True)
    """
    if unit not in _UNITS:
        return (
            re.search(rf"(?<![A-Za-zµμ]){re.escape(unit)}(?![A-Za-z])", plain_text(text))
            is not None
        )
    return unit in units_in(text)[0] and not other_unit(text, unit)


def is_unit_alone(text: str) -> bool:
    """Whether a label is a unit and nothing else.

    >>> is_unit_alone("(ms)"), is_unit_alone("in mV"), is_unit_alone("V (mV)")
    (True, True, False)
    """
    text = plain_text(text)
    words = [word for word in _WORD.findall(text) if word != "in"]
    return len(words) == 1 and unit_of(words[0], text.isupper()) != ""


def other_unit(text: str, unit: str) -> str:
    """A unit that a label says though it is not the right one, or ""."""
    found, in_place = units_in(text)
    if unit in found:
        kind = _UNITS[unit][0]
        found = [other for other in found if in_place and _UNITS[other][0] == kind]
    elif not in_place:  # a single letter may be the name of what is drawn
        found = [other for other in found if len(other) > 1]
    return next((other for other in found if other != unit), "")


@dataclass(frozen=True)
class Quantity:
    """A number as it stands in a text: its value, the last digit's, and its unit or ""."""

    value: float
    last: float
    unit: str = ""

    @property
    def text(self) -> str:
        """In words: "15 ms"."""
        return f"{self.value:g} {self.unit}".strip()

    def says(self, right: "Quantity") -> bool:
        """Whether it is the right quantity, in any unit, rounded or cut off to its last digit.

        Without a unit it counts as in the right one's, or 1000 times as large a one.
        """
        if self.unit and right.unit:
            if _UNITS[self.unit][0] != _UNITS[right.unit][0]:
                return False
            return self._is(right.value * _UNITS[right.unit][1] / _UNITS[self.unit][1])
        return any(self._is(right.value * factor) for factor in (1.0, 1e-3, 1e3))

    def _is(self, right):
        if abs(self.value - right) <= 1e-6 * abs(right):
            return True
        if self.value == 0 or abs(self.value) < abs(self.last):
            return False
        off = abs(right) - abs(self.value)
        near = 1e-9 * abs(right)
        return self.value * right > 0 and -self.last / 2 - near <= off < self.last - near


def quantities(text: str) -> list[Quantity]:
    """Numbers in a label, each with its unit: behind it, or the only one that the label names.

    >>> [q.text for q in quantities("t = 0.015 s (step 15)")]
    ['0.015 s', '15']
    >>> [q.text for q in quantities("time in ms: 15")]
    ['15 ms']
    """
    text = plain_text(text)
    found = []
    for match in _NUMBER.finditer(text):
        behind = _WORD.match(text[match.end() :].lstrip(" *\n"))
        unit = unit_of(behind[0], text.isupper()) if behind else ""
        digits, _, exponent = match[0].lower().replace("−", "-").partition("e")
        decimals = len(digits.partition(".")[2])
        last = 10.0 ** (min(int(exponent or 0), 99) - decimals)
        found.append(Quantity(float(match[0].replace("−", "-")), last, unit))
    if len(found) == 1 and not found[0].unit and len(named := {*units_in(text)[0]}) == 1:
        return [Quantity(found[0].value, found[0].last, named.pop())]
    return found
