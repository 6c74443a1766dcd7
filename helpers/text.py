"""Sentences that several parts of the course say alike."""

import difflib
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The question to ask about a name that is not known, with a blank in front.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been meant.

    Returns
    -------
    str
        Empty if nothing known is like it.

    Examples
    --------
    >>> did_you_mean("entropi", ["entropy", "rheobase"])
    " Did you mean 'entropy'?"
    >>> did_you_mean("x", ["entropy", "rheobase"])
    ''
    """
    close = difflib.get_close_matches(name, list(known), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""
