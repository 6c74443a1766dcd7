"""Values as short text, for messages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from ...asking.arguments import is_generator
from ...asking.wire import Opaque

_MAX_ITEMS = 8
_MAX_IN_ROWS = 40  # elements of an array of rows that is shown whole
_MAX_TEXT = 60
_DIGITS = (4, 6, 9, 12, 16)

_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dictionary",
    "bool": "True or False",
    "complex": "a complex number",
    "module": "a module",
    "numpy.ndarray": "an array",
    "NoneType": "None",
    "ellipsis": "a blank `...`",
}


def kind_of(type_name: str) -> str:
    """A type's name in words: "float" → "a number"."""
    if type_name in _KINDS:
        return _KINDS[type_name]
    if type_name.startswith(("numpy.float", "numpy.int", "numpy.uint")):
        return "a number"
    return f"an object of type `{type_name}`"


def short(value: Any, digits: int = 4) -> str:
    """A value on one short line.

    Examples
    --------
    >>> short(np.array([0.5, 0.0, 1 / 3]))
    '[0.5, 0, 0.3333]'
    >>> short(np.full(50, 0.02))
    '[0.02, 0.02, 0.02, …, 0.02] (50 values)'
    >>> short((1.0, None))
    '(1, None)'
    >>> short(np.array([[0, 1], [2, 3]])), short(np.zeros((4, 50)))
    ('[[0, 1], [2, 3]]', 'an array of shape (4, 50)')
    """
    if type(value) is Opaque:
        return kind_of(value.type).replace("`", "") + (f" ({value.about})" if value.about else "")
    if isinstance(value, np.ndarray):
        if value.ndim == 0:
            return _number(value[()], digits)
        if value.ndim > 1:
            small = 0 < value.size <= _MAX_IN_ROWS
            return _rows(value, digits) if small else f"an array of shape {value.shape}"
        return _sequence(value, "[]", digits)
    if isinstance(value, list | tuple):
        return _sequence(value, "[]" if isinstance(value, list) else "()", digits)
    if is_generator(value):
        return f"np.random.default_rng({value['generator']})"
    if isinstance(value, dict):
        if len(value) > _MAX_ITEMS:
            return f"a dictionary of {len(value)}"
        pairs = (f"{short(key)}: {short(item, digits)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, str):
        return repr(value if len(value) <= _MAX_TEXT else value[:_MAX_TEXT] + "…")
    return _number(value, digits)


def _rows(values, digits):
    """A small array of rows, whole: in a shortened row the element that differs may be missing."""
    if values.ndim == 0:
        return _number(values[()], digits)
    return f"[{', '.join(_rows(row, digits) for row in values)}]"


def _sequence(values, brackets, digits):
    n, shown, length = len(values), [], 0
    for item in values if n <= _MAX_ITEMS else [*values[:3], None, values[-1]]:
        left_out = n > _MAX_ITEMS and len(shown) == 3
        shown.append("…" if left_out else short(item, digits))
        length += len(shown[-1]) + 2
        if length > 4 * _MAX_TEXT + 2:  # nested lists can hold much more than is shown
            break
    text = ", ".join(shown)
    if len(text) > 4 * _MAX_TEXT:
        text = text[: 4 * _MAX_TEXT] + "…"
    if n == 1 and brackets == "()":
        text += ","
    return brackets[0] + text + brackets[1] + (f" ({n} values)" if n > _MAX_ITEMS else "")


def _number(value, digits):
    if value is None or isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, complex | np.complexfloating):
        return f"{complex(value):.{digits}g}"
    if isinstance(value, int | np.integer) and abs(int(value)) < 10**18:
        return str(int(value))
    text = f"{float(value):.{digits}g}"
    # -0.0 equals 0.0, and its sign would only puzzle.
    return "0" if text == "-0" else text


def arguments(args: Iterable, keywords: Mapping, text: Callable[[Any], str] = short) -> str:
    """Arguments as in a call: ``[0.5, 0.5], dt=0.001``."""
    return ", ".join([*map(text, args), *(f"{name}={text(v)}" for name, v in keywords.items())])


def apart(one: Any, other: Any) -> tuple[str, str]:
    """Two values as text, with as many digits as it takes to see that they differ."""
    for digits in _DIGITS:
        texts = short(one, digits), short(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def is_cut(value: np.ndarray, index: tuple) -> bool:
    """Whether `short` leaves out this element of an array."""
    if value.ndim > 1:
        return value.size > _MAX_IN_ROWS
    return len(value) > _MAX_ITEMS and 3 <= index[0] < len(value) - 1


def shape(value: np.ndarray) -> str:
    """Shape of an array in words: "3 values, shape (3,)", "shape (2, 3)"."""
    values = f"{value.size} value{'s' * (value.size != 1)}, " if value.ndim == 1 else ""
    return f"{values}shape {value.shape}"
