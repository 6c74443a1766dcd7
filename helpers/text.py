"""Sentences that several parts of the course say alike."""

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return the question to ask about an unknown name, with a blank in front.

    It is empty if nothing known is like it.

    >>> did_you_mean("entropi", ["entropy", "rheobase"])
    " Did you mean 'entropy'?"
    >>> did_you_mean("x", ["entropy", "rheobase"])
    ''
    """
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
