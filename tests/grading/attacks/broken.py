"""Submissions that cannot be read, or hardly: each has a state and a reason of its own."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass

import nbformat

GRADED, FAILED = "graded", "could not be graded"
NAME = "why-models.ipynb"


@dataclass(frozen=True)
class Broken:
    """A submission that is no proper notebook any more; its answers were right.

    Attributes
    ----------
    name, about : str
    write : callable
        Takes the folder of the submission, which is there and empty, and the right notebook.
    states : tuple of str
        What may become of it.
    score : float
        What it gets where it is graded.
    """

    name: str
    about: str
    write: Callable
    states: tuple = (FAILED,)
    score: float = 0.0


def _bytes(change):
    """A file with the notebook's bytes, changed."""

    def write(folder, notebook):
        (folder / NAME).write_bytes(change(nbformat.writes(notebook).encode()))

    return write


def _data(change):
    """A file with the notebook's JSON, changed."""

    def write(folder, notebook):
        data = json.loads(nbformat.writes(notebook))
        changed = change(data)
        (folder / NAME).write_text(json.dumps(data if changed is None else changed))

    return write


def _large(folder, notebook):
    with open(folder / NAME, "wb") as file:
        file.write(nbformat.writes(notebook).encode())
        file.truncate(200 << 20)  # the rest is zeros, and takes no room on the disk


def _large_source(folder, notebook):
    notebook.cells[0].source = "#" * (60 << 20)
    nbformat.write(notebook, folder / NAME)


def _link(target):
    def write(folder, notebook):
        (folder / NAME).symlink_to(target)

    return write


def _linked_folder(folder, notebook):
    other = folder.parent / "elsewhere"
    other.mkdir()
    nbformat.write(notebook, other / NAME)
    folder.rmdir()
    folder.symlink_to(other)


def _linked_neighbour(folder, notebook):
    """A link to an honest student's notebook, to get the points of it."""
    (folder / NAME).symlink_to(folder.parents[1] / "000-honest" / "why-models" / NAME)


def _linked_file(folder, notebook):
    """A right notebook, and beside it links to what is none of its business."""
    nbformat.write(notebook, folder / NAME)
    for number, target in enumerate(("/etc/passwd", "../../../gradebook.db", "/", "loop3")):
        (folder / f"loop{number}").symlink_to(target)


def _unreadable_neighbour(folder, notebook):
    nbformat.write(notebook, folder / NAME)
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "pipe.ipynb")
    (folder / "folder.ipynb").mkdir()
    (folder / os.fsdecode(b"bytes\xff\n.txt")).write_text("x")


def _many_files(folder, notebook):
    nbformat.write(notebook, folder / NAME)
    for number in range(3000):
        (folder / f"f{number}").touch()


def _deep_folders(folder, notebook):
    nbformat.write(notebook, folder / NAME)
    here = os.getcwd()
    try:
        os.chdir(folder)
        for _ in range(300):
            os.mkdir("deep")
            os.chdir("deep")
    finally:
        os.chdir(here)


def _large_file(folder, notebook):
    nbformat.write(notebook, folder / NAME)
    with open(folder / "data.bin", "wb") as file:
        file.truncate(2 << 30)


def _odd_time_stamp(folder, notebook):
    nbformat.write(notebook, folder / NAME)
    (folder / "timestamp.txt").write_text("yesterday, I think")


def _renamed_twice(folder, notebook):
    for name in ("first try.ipynb", "second try.ipynb"):
        nbformat.write(notebook, folder / name)


def _checkpoints(folder, notebook):
    (folder / ".ipynb_checkpoints").mkdir()
    nbformat.write(notebook, folder / ".ipynb_checkpoints" / "why-models-checkpoint.ipynb")


def _deep(data):
    deep = []
    for _ in range(900):
        deep = [deep]
    data["metadata"]["deep"] = deep


def _ids_twice(data):
    for cell in data["cells"]:
        cell["id"] = "same"


def _cells_of_odd_types(data):
    data["cells"][0]["source"] = 3
    data["cells"].append(None)
    data["cells"].append({"cell_type": "unknown", "metadata": [], "source": {}})


def _metadata_odd(data):
    for cell in data["cells"]:
        cell["metadata"] = []


def _lists_of_lines(data):
    for cell in data["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)


_EITHER = (GRADED, FAILED)
BROKEN = (
    Broken("broken-empty", "0 bytes.", _bytes(lambda b: b"")),
    Broken("broken-truncated", "Cut off in the middle.", _bytes(lambda b: b[: len(b) // 2])),
    Broken("broken-cut-end", "The last character is missing.", _bytes(lambda b: b.rstrip()[:-1])),
    Broken("broken-corrupt", "Bytes in the middle are zeros.", _bytes(
        lambda b: b[:500] + bytes(500) + b[1000:])),
    Broken("broken-text", "No notebook, but a text.", _bytes(lambda b: b"entropy is easy\n")),
    Broken("broken-html", "A page that was downloaded in its place.", _bytes(
        lambda b: b"<!DOCTYPE html><html><body>Sign in</body></html>")),
    Broken("broken-zip", "An archive with the extension of a notebook.", _bytes(
        lambda b: b"PK\x03\x04" + b[:1000])),
    Broken("broken-python", "A Python file with the extension of a notebook.", _bytes(
        lambda b: b"def entropy(pmf):\n    return 3\n")),
    Broken("broken-list", "JSON, but a list.", _data(lambda data: [data])),
    Broken("broken-number", "JSON, but a number.", _data(lambda data: 3)),
    Broken("broken-object", "JSON, but not a notebook's.", _data(lambda data: {"cells": 3})),
    Broken("broken-no-cells", "A notebook without cells.", _data(
        lambda data: {k: v for k, v in data.items() if k != "cells"}), _EITHER),
    Broken("broken-null-cells", "Its cells are null.", _data(lambda data: data.update(cells=None))),
    Broken("broken-format-99", "Of a format of the future.", _data(
        lambda data: data.update(nbformat=99)), _EITHER, 9.0),
    Broken("broken-format-3", "Of format 3, with cells where they do not belong.", _data(
        lambda data: data.update(nbformat=3)), _EITHER, 9.0),
    Broken("broken-format-text", "Its format is a word.", _data(
        lambda data: data.update(nbformat="four")), _EITHER, 9.0),
    Broken("broken-deep", "Lists nine hundred deep in its metadata.", _data(_deep), _EITHER, 9.0),
    Broken("broken-deeper", "Lists without end.", _bytes(lambda b: b"[" * 200_000)),
    Broken("broken-long-number", "A number of a hundred thousand digits.", _bytes(
        lambda b: b'{"nbformat": ' + b"9" * 100_000 + b"}")),
    Broken("broken-nan", "NaN in its metadata.", _bytes(
        lambda b: b.replace(b'"metadata": {', b'"metadata": {"x": NaN,', 1)), _EITHER, 9.0),
    Broken("broken-keys-twice", "Every key of the top level twice.", _bytes(
        lambda b: b.rstrip()[:-1] + b', "cells": []}'), _EITHER, 0.0),
    Broken("broken-cell-types", "Cells that are none.", _data(_cells_of_odd_types), _EITHER, 9.0),
    Broken("broken-metadata", "Metadata that are lists.", _data(_metadata_odd), _EITHER, 9.0),
    Broken("broken-ids", "All cells have one id.", _data(_ids_twice), (GRADED,), 9.0),
    Broken("broken-lines", "Sources as lists of lines.", _data(_lists_of_lines), (GRADED,), 9.0),
    Broken("broken-latin", "In Latin-1.", _bytes(
        lambda b: b.decode().replace("YOUR ANSWER HERE", "h\u00e9").encode("latin-1", "replace")),
        _EITHER, 9.0),
    Broken("broken-utf-16", "In UTF-16.", _bytes(
        lambda b: b.decode().encode("utf-16")), _EITHER, 9.0),
    Broken("broken-mark", "With a byte order mark.", _bytes(lambda b: b"\xef\xbb\xbf" + b),
        _EITHER, 9.0),
    Broken("broken-bytes", "Random bytes.", _bytes(lambda b: bytes(range(256)) * 100)),
    Broken("broken-surrogate", "Half a character in a source.", _bytes(
        lambda b: b.replace(b"YOUR ANSWER HERE", b"\\ud800")), _EITHER, 9.0),
    Broken("broken-large", "200 MB.", _large),
    Broken("broken-large-source", "A source of 60 MB.", _large_source, _EITHER, 9.0),
    Broken("broken-missing", "Nothing at all.", lambda folder, notebook: None),
    Broken("broken-no-notebook", "A text and no notebook.",
        lambda folder, notebook: (folder / "answers.txt").write_text("3")),
    Broken("broken-extension", "The notebook has no extension.",
        lambda folder, notebook: nbformat.write(notebook, folder / "why-models.json"),
        _EITHER, 9.0),
    Broken("broken-two", "Two notebooks, neither with the name.", _renamed_twice, _EITHER, 9.0),
    Broken("broken-checkpoint", "Only a checkpoint.", _checkpoints),
    Broken("broken-folder", "A folder with the notebook's name.",
        lambda folder, notebook: (folder / NAME).mkdir()),
    Broken("broken-pipe", "A pipe with the notebook's name.",
        lambda folder, notebook: os.mkfifo(folder / NAME)),
    Broken("broken-link", "A link to a file of the system.", _link("/etc/passwd")),
    Broken("broken-link-device", "A link to a device without an end.", _link("/dev/zero")),
    Broken("broken-link-circle", "A link to itself.", _link(NAME)),
    Broken("broken-link-nowhere", "A link to nothing.", _link("gone.ipynb")),
    Broken("broken-link-solution", "A link to the solution.", _link(
        "../../../solutions/why-models/why-models.ipynb")),
    Broken("broken-link-neighbour", "A link to another's notebook.", _linked_neighbour),
    Broken("broken-link-folder", "The folder is a link.", _linked_folder, _EITHER, 9.0),
    Broken("odd-links", "Links to other files beside the notebook.", _linked_file, _EITHER, 9.0),
    Broken("odd-neighbours", "Pipes, folders and bytes for names beside it.", _unreadable_neighbour,
        _EITHER, 9.0),
    Broken("odd-many-files", "Three thousand files beside it.", _many_files, _EITHER, 9.0),
    Broken("odd-deep-folders", "Three hundred folders in each other beside it.", _deep_folders,
        _EITHER, 9.0),
    Broken("odd-time-stamp", "A time stamp that is none.", _odd_time_stamp),
    Broken("odd-large-file", "A file of 2 GB beside it.", _large_file, _EITHER, 9.0),
)  # fmt: skip
