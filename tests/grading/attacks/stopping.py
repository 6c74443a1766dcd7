"""Right submissions with something in them that once stopped the batch, or took it long."""

import json
import os

import nbformat

from .broken import GRADED, NAME, Broken

FAILED_OR_GRADED = ("could not be graded", GRADED)
_FRAME = (
    "from courseware.grade.sandbox.inside import message_frames as frames\n"
    "send = get_ipython().outputs.send\n"
)
_SHOW = "from IPython.display import clear_output, display\n"
_BIG = 'BIG = ["<&>\'" * 24000] * 170\n'
_FORGED = (
    "from helpers.checks.asking import ask\n"
    f"{_BIG}"
    "ask.ask_one = lambda *a, **k: {'printed': '', 'warnings': [], 'took': 0.0, 'at': 0,"
    " 'state': 'unfit', 'parameters': BIG}"
)


def _beside(make):
    """A right notebook, and something beside it."""

    def write(folder, notebook):
        nbformat.write(notebook, folder / NAME)
        make(folder)

    return write


def _changed(change):
    """A right notebook with a change."""

    def write(folder, notebook):
        change(notebook)
        (folder / NAME).write_text(json.dumps(notebook))  # not by nbformat, which looks at it

    return write


def _with_cells(*sources, before=2):
    """A right notebook with more code cells, near the top."""

    def change(notebook):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook.cells[before:before] = cells

    return _changed(change)


def _bytes_for_a_folder(folder):
    place = folder / os.fsdecode(b"d\xff\x1b")
    place.mkdir()
    (place / "x.txt").write_text("x")


def _long_path(folder):
    here = os.getcwd()
    try:
        os.chdir(folder)
        for _ in range(14):
            os.mkdir("d" * 240)
            os.chdir("d" * 240)
        open("f" * 200, "w").close()
    finally:
        os.chdir(here)


def _long_names(folder):
    for number in range(5000):
        (folder / f"{number:05}{'n' * 150}").touch()


def _stamp_among_many(folder):
    (folder / "timestamp.txt").symlink_to("/etc/hostname")


def _squatted_ids(notebook):
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") != "entropy-check"
    ]
    for k in range(9):
        notebook.cells.append(nbformat.v4.new_code_cell("1", id="entropy-check" + "-again" * k))
        notebook.cells.append(nbformat.v4.new_code_cell("1", id=f"entropy-check-{k}"))


def _many_tags(notebook):
    notebook.cells[0].metadata["tags"] = [{"a": k} for k in range(20_000)]
    notebook.cells[1].metadata["tags"] = list(range(50_000))


def _texts(*texts):
    def change(notebook):
        notebook.cells += [nbformat.v4.new_markdown_cell(text) for text in texts]

    return _changed(change)


def _update(times, size):
    shown = f'display({{"text/plain": "x" * {size}}}, raw=True, display_id="a", update=True)'
    return f"{_SHOW}for _ in range({times}):\n    {shown}"


def _fill(times, size):
    shown = f'display({{"text/plain": "x" * {size}}}, raw=True, display_id="a"); clear_output()'
    return f"{_SHOW}for _ in range({times}):\n    {shown}"


def _large_parts(folder):
    text = '{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": {"a": [%s]}}'
    for number in range(4):
        (folder / f"n{number}.ipynb").write_text(text % ",".join(["{}"] * 1_400_000))


STOPPING = (
    Broken("stop-folder-name", "A folder whose name is no text.", _beside(_bytes_for_a_folder),
        (GRADED,), 9.0),
    Broken("stop-long-path", "A path of thousands of letters.", _beside(_long_path),
        FAILED_OR_GRADED, 9.0),
    Broken("stop-long-names", "Five thousand long names.", _beside(_long_names), (GRADED,), 9.0),
    Broken("stop-stamp", "A link where the time stamp should be.", _beside(_stamp_among_many)),
    Broken("stop-ids", "All ids that a check could get are taken.", _changed(_squatted_ids),
        (GRADED,), 9.0),
    Broken("stop-tags", "Tags that are none, by the ten thousands.", _changed(_many_tags),
        (GRADED,), 9.0),
    Broken("stop-text", "Texts that are no HTML for a parser.", _texts(
        "<p<![", "<p><![x y", "<div>\n<![a](x)\n</div>"), (GRADED,), 9.0),
    Broken("stop-brackets", "Brackets that never close.", _texts(
        *[f"{k}\n\n" + "[[a]" * 4960 for k in range(30)]), (GRADED,), 9.0),
    Broken("stop-updates", "Thousands of displays that are updated.", _with_cells(
        *[_fill(9000, 0)] * 3, _update(20, 400_000)), (GRADED,), 9.0),
    Broken("stop-cleared", "Displays that are cleared, and should be gone.", _with_cells(
        *[_fill(7, 1_000_000)] * 20), (GRADED,), 9.0),
    Broken("stop-table", "A table of end tags.", _with_cells(
        'display({"text/html": "<table>" + "x</p>" * 170_000}, raw=True)'), (GRADED,), 9.0),
    Broken("stop-parameters", "Names of parameters that are a book.", _with_cells(_FORGED),
        (GRADED,), 0.0),
    Broken("stop-array", "An array where a word belongs.", _with_cells(
        f"{_FRAME}import numpy as np\n"
        "output = {'output_type': 'stream', 'name': np.ones(3), 'text': 'x'}\n"
        "send(frames.pack({'output': output, 'done': np.ones(3)}, True))"), FAILED_OR_GRADED, 9.0),
    Broken("stop-number", "A cell that was run minus one times.", _with_cells(
        f"{_FRAME}output = {{'output_type': 'execute_result', 'data': {{'text/plain': 'x'}},"
        " 'execution_count': -1}\nsend(frames.pack({'output': output}))"), (GRADED,), 9.0),
    Broken("stop-others", "Notebooks beside it with millions of parts.", _beside(_large_parts),
        (GRADED,), 9.0),
)  # fmt: skip
