"""What the environment sets for the course: each ``HELPERS_...`` variable is read here alone.

The table in ``docs/settings.md`` says what each is for. They are read anew at every call, so that
a notebook may set them in a cell.
"""

import os
from pathlib import Path

__all__ = [
    "feedback_url",
    "gives_follow_through",
    "home",
    "is_offline",
    "is_strict",
    "is_unattended",
]

_OFF = ("", "0", "false", "no", "off")


def home() -> Path | None:
    """Return the folder that ``HELPERS_HOME`` names, or None where it names none."""
    named = os.environ.get("HELPERS_HOME", "").strip()
    return Path(os.path.expanduser(named)) if named else None


def feedback_url() -> str | None:
    """Return the address that ``HELPERS_FEEDBACK_URL`` names, unchecked, or None."""
    url = os.environ.get("HELPERS_FEEDBACK_URL", "").strip()
    return url if is_on(url) else None


def is_offline() -> bool:
    """Return whether ``HELPERS_OFFLINE`` asks to leave the network alone."""
    return is_on(os.environ.get("HELPERS_OFFLINE", ""))


def is_strict() -> bool:
    """Return whether ``HELPERS_STRICT`` asks that an error in a block of `needs` goes on."""
    return is_on(os.environ.get("HELPERS_STRICT", ""))


def gives_follow_through() -> bool:
    """Return whether an answer that is right but for what it calls gets its points.

    So it is, unless ``HELPERS_FOLLOW_THROUGH`` is off.
    """
    return is_on(os.environ.get("HELPERS_FOLLOW_THROUGH", "1"))


def is_unattended() -> bool:
    """Return whether ``HELPERS_UNATTENDED`` says that no one looks at the page.

    So it is while a class is graded: figures are then made but not drawn, those of the demos
    included, and no forms are made; their texts are put out all the same.
    """
    return is_on(os.environ.get("HELPERS_UNATTENDED", ""))


def is_on(text: str) -> bool:
    """Return whether the text of a switch means on.

    Nothing, ``0``, ``false``, ``no`` and ``off`` mean off, in upper or lower case; all else is on.

    >>> [is_on(text) for text in ("1", "yes", "0", "False", "")]
    [True, True, False, False, False]
    """
    return text.strip().lower() not in _OFF
