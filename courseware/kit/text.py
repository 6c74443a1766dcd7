"""Words for people: names in sentences, and text that cannot steer a terminal."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int = 5) -> str:
    """Put names in a row, and of many say how many more there are.

    >>> listed(["a", "b"]), listed("abcdefg", 3)
    ('a, b', 'a, b, c and 4 more')
    """
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def few(sentences: Sequence[str], most: int = 100) -> tuple[str, ...]:
    """Return the first of many sentences, and say how many more there were.

    >>> few(["a.", "b.", "c."], 2)
    ('a.', 'b.', 'And 1 more such notes.')
    """
    more = len(sentences) - most
    return (*sentences[:most], *([f"And {more:,} more such notes."] if more > 0 else []))


def printable(name: str) -> str:
    """Return a file's name with nothing in it that steers a terminal.

    >>> printable("a\\nb")
    'a?b'
    """
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def one_line(text: object) -> str:
    """Return text that cannot steer a terminal: no control or invisible direction characters.

    >>> one_line("red \\x1b[31malert\\nnext")
    'red [31malert next'
    """
    text = " ".join(str(text).split())
    return "".join(letter for letter in text if letter == " " or letter.isprintable())
