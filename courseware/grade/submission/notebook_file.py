"""A submitted notebook file, read defensively: what comes out is a clean nbformat 4 notebook.

Nothing in the file is trusted. Of each cell only what a notebook needs is taken over; outputs are
not, since everything is run again.
"""

import json
import os
import stat
from collections.abc import Container
from itertools import count

import nbformat

LARGEST_FILE = 50_000_000  # bytes
LARGEST_TEXT = 20_000_000  # characters, without outputs
MOST_PARTS = 1_000_000  # lists, dictionaries and their elements: each costs far more than a byte
MOST_CELLS = 5_000
DEEPEST = 100
LARGEST_METADATA = 1_000_000  # characters of JSON, of all cells; and of the notebook
_MOST_TAGS, _MOST_ATTACHMENTS = 100, 1000
SAVE_AGAIN = "Open it in Jupyter, save it, and put it back; or ask the student for it again."
_CELL_TYPES = ("code", "markdown", "raw")
# Of a notebook's metadata: what has a form of its own, and what is not needed.
_CHECKED = ("kernelspec", "language_info", "widgets", "title", "authors", "orig_nbformat")


class Unreadable(Exception):
    """A submission that cannot be graded; the message says what, where, and what to do next."""


def read_bytes(path: str | os.PathLike[str], shown: str, largest: int = LARGEST_FILE) -> bytes:
    """Read the bytes of a regular file; links are not followed, and nothing is waited for.

    Raises `Unreadable`, where the file is called `shown`, if it is anything else, larger than
    `largest` bytes, or cannot be read.
    """
    try:
        if problem := strange(os.lstat(path)):
            raise Unreadable(f"{shown} is {problem}, and not read. Put a file in its place.")
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with open(os.open(path, flags), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if strange(os.fstat(file.fileno())):
                raise Unreadable(f"{shown} changed while it was read. Grade again.")
            content = file.read(largest + 1) if size <= largest else b""
    except FileNotFoundError:
        raise Unreadable(f"{shown} vanished while it was read. Grade again.") from None
    except OSError as error:
        raise Unreadable(
            f"{shown} cannot be read ({error.strerror}). Check its permissions: ls -l"
        ) from None
    if size > largest or len(content) > largest:
        raise Unreadable(
            f"{shown} is larger than {largest / 1e6:g} MB ({size / 1e6:.0f} MB) and was not read. "
            "Clear its outputs in Jupyter, save it, and put it back."
        )
    return content


def strange(status: os.stat_result) -> str:
    """Say what something is if it is not a regular file ("a link"), or ""."""
    mode = status.st_mode
    kinds = {
        stat.S_ISLNK: "a link",
        stat.S_ISDIR: "a folder",
        stat.S_ISFIFO: "a named pipe",
        stat.S_ISSOCK: "a socket",
        stat.S_ISCHR: "a device",
        stat.S_ISBLK: "a device",
    }
    return next((name for is_kind, name in kinds.items() if is_kind(mode)), "")


def parse(content: bytes, shown: str) -> tuple[nbformat.NotebookNode, list[str]]:
    """Make a notebook of the bytes of a file, which messages call `shown`.

    Returns it as valid nbformat 4.5, with cell ids and without outputs, and a sentence on each
    thing that had to be fixed. Raises `Unreadable` if it is not a notebook.
    """
    try:
        data = _plain(_json(content, shown), shown)
        return _notebook(_version_4(data, shown), shown)
    except (RecursionError, MemoryError):
        raise Unreadable(f"{shown} is nested too deeply for a notebook. {SAVE_AGAIN}") from None


def _json(content, shown):
    if not content.strip(b" \t\r\n\0"):
        raise Unreadable(f"{shown} is empty ({len(content)} bytes). Ask the student for it again.")
    if sum(content.count(mark) for mark in (b"[", b"{", b",")) > MOST_PARTS:
        raise Unreadable(
            f"{shown} holds more than {MOST_PARTS:,} parts. Clear its outputs in Jupyter, "
            "save it, and put it back."
        )
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{shown} is not UTF-8 (byte {error.start}: 0x{content[error.start]:02x}): some "
            "program saved it in another encoding. Convert it (for Latin-1: iconv -f LATIN1 "
            "-t UTF-8), and put it back."
        ) from None
    try:
        return json.loads(text, parse_constant=lambda name: None)
    except json.JSONDecodeError as error:
        ends = error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated")
        cut = " It looks cut off." if ends else ""
        raise Unreadable(
            f"{shown} is not valid JSON (line {error.lineno}, column {error.colno}: "
            f"{error.msg}).{cut} Ask the student for it again."
        ) from None
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable(f"{shown} is not valid JSON ({error}). {SAVE_AGAIN}") from None


def _plain(data, shown):
    """The same data, not nested deeply, and with nothing that cannot be written as UTF-8."""
    level, depth = [[data]], 0
    while level := [
        child
        for node in level
        for child in (node.values() if isinstance(node, dict) else node)
        if isinstance(child, dict | list)
    ]:
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(
                f"{shown} is nested more than {DEEPEST} levels deep, as no notebook is. "
                f"{SAVE_AGAIN}"
            )
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-8", "replace"))
    return data


def _version_4(data, shown):
    version = data.get("nbformat") if isinstance(data, dict) else None
    if type(version) is not int:
        raise Unreadable(f"{shown} is JSON, but not a notebook. Ask the student for the notebook.")
    if version != 4:
        raise Unreadable(
            f"{shown} is a notebook in format {version}; format 4 is needed. {SAVE_AGAIN}"
        )
    return data


def _notebook(data, shown):
    cells = data.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(f"{shown} has no list of cells, so it is not a notebook. {SAVE_AGAIN}")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"{shown} has {len(cells):,} cells, more than {MOST_CELLS:,}.")
    notes, ids, room = [], set(), _Room(LARGEST_METADATA)
    clean = [
        _cell(cell, k, ids, f"{shown}, cell {k + 1}", notes, room) for k, cell in enumerate(cells)
    ]
    metadata = data.get("metadata")
    notebook = nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": _metadata(metadata if isinstance(metadata, dict) else {}),
            "cells": [cell for cell in clean if cell is not None],
        }
    )
    if sum(len(cell.source) for cell in notebook.cells) > LARGEST_TEXT:
        raise Unreadable(f"The cells of {shown} hold more than {LARGEST_TEXT:,} characters.")
    return _valid(notebook, shown, notes), notes


def _metadata(metadata):
    """That of a notebook, without widgets (they are made anew) and what is misformed."""
    kept = {key: value for key, value in metadata.items() if key not in _CHECKED}
    if not _Room(LARGEST_METADATA).has(kept):
        kept = {}
    for key in ("kernelspec", "language_info"):
        about = metadata.get(key)
        if isinstance(about, dict) and isinstance(about.get("name"), str):
            kept[key] = {
                k: v for k, v in about.items() if isinstance(v, str) or k == "codemirror_mode"
            }
            if not isinstance(about.get("codemirror_mode", ""), str | dict):
                del kept[key]["codemirror_mode"]
    if "kernelspec" in kept:
        kept["kernelspec"].setdefault("display_name", kept["kernelspec"]["name"])
    return kept


class _Room:
    """What may be kept of something, as characters of JSON."""

    def __init__(self, characters):
        self._left = characters

    def has(self, data):
        """Reserve room for data; tell whether there is enough."""
        size = len(json.dumps(data))
        if size > self._left:
            return False
        self._left -= size
        return True


def _cell_metadata(metadata, shown, notes, room):
    """That of a cell, without what is misformed.

    The validator would say so, too; but where something is invalid it takes a time that grows with
    the square of it.
    """
    forms = {
        "name": lambda name: isinstance(name, str) and name,
        "collapsed": lambda value: isinstance(value, bool),
        "scrolled": lambda value: isinstance(value, bool) or value == "auto",
        "format": lambda value: isinstance(value, str),
        "jupyter": lambda value: isinstance(value, dict) and _are_flags(value),
        "execution": lambda value: isinstance(value, dict) and _are_texts(value),
        "tags": _are_tags,
    }
    kept = {k: v for k, v in metadata.items() if k not in forms or forms[k](v)}
    if len(kept) < len(metadata):
        notes.append(f"{shown} has metadata that are not valid; left out.")
    if not room.has({k: v for k, v in kept.items() if k != "nbgrader"}):
        notes.append(f"{shown} has too much metadata; left out.")
        kept = {k: v for k, v in kept.items() if k == "nbgrader"}
    return kept


def _are_flags(values):
    known = ("source_hidden", "outputs_hidden")
    return all(isinstance(values.get(k, True), bool) for k in known)


def _are_texts(values):
    return all(isinstance(value, str) for value in values.values())


def _are_tags(tags):
    return (
        isinstance(tags, list)
        and len(tags) <= _MOST_TAGS
        and all(isinstance(tag, str) and tag and "," not in tag for tag in tags)
        and len(set(tags)) == len(tags)
    )


def _are_attachments(given):
    return (
        isinstance(given, dict)
        and len(given) <= _MOST_ATTACHMENTS
        and all(
            isinstance(bundle, dict)
            and all(
                isinstance(data, str)
                or (isinstance(data, list) and all(isinstance(line, str) for line in data))
                for data in bundle.values()
            )
            for bundle in given.values()
        )
    )


def _cell(cell, number, ids, shown, notes, room):
    if not isinstance(cell, dict):
        notes.append(f"{shown} is not a cell and was left out.")
        return None
    cell_type = cell.get("cell_type")
    if cell_type not in _CELL_TYPES:
        notes.append(f"{shown} is of no known type and was taken as text.")
        cell_type = "raw"
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        notes.append(f"{shown} has no readable source and was taken as empty.")
        source = ""
    metadata = cell.get("metadata", {})
    if not isinstance(metadata, dict):
        notes.append(f"{shown} has no readable metadata.")
        metadata = {}
    given = cell.get("id", metadata.get("id"))
    clean = {
        "cell_type": cell_type,
        "id": _unique(given, number, ids),
        "metadata": _cell_metadata(metadata, shown, notes, room),
        "source": source,
    }
    if cell_type == "code":
        clean |= {"outputs": [], "execution_count": None}
    elif _are_attachments(cell.get("attachments")):
        clean["attachments"] = cell["attachments"]
    return clean


def _unique(given, number, ids):
    """The cell's own id, if it is a valid one that no cell before it has; otherwise a new one."""
    valid = isinstance(given, str) and 0 < len(given) <= 64 and given.isascii()
    if not valid or given in ids or not given.replace("-", "").replace("_", "").isalnum():
        given = free_id(f"cell-{number + 1}", ids)
    ids.add(given)
    return given


def free_id(wish: str, taken: Container[str]) -> str:
    """Find a cell id that no other cell has, however many were made to be in the way.

    >>> free_id("cell-1", {"cell-1", "cell-1-2"})
    'cell-1-3'
    """
    if wish not in taken:
        return wish
    return next(given for k in count(2) if (given := f"{wish}-{k}") not in taken)


def _valid(notebook, shown, notes):
    """The notebook; where it is not valid, without metadata and attachments of its cells."""
    if _is_valid(notebook):
        return notebook
    for cell in notebook.cells:
        cell.pop("attachments", None)
        ours = cell.metadata.get("nbgrader")
        cell.metadata = nbformat.from_dict({} if ours is None else {"nbgrader": ours})
    if not _is_valid(notebook):
        notebook.metadata = nbformat.NotebookNode()
    if not _is_valid(notebook):
        raise Unreadable(f"{shown} is not a valid notebook. {SAVE_AGAIN}")
    notes.append(f"{shown} is not valid as a notebook; metadata of its cells was left out.")
    return notebook


def _is_valid(notebook):
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError:
        return False
    return True
