"""Compare committed notebooks with rebuilt ones: a readable difference, cell by cell.

Sources, metadata and text outputs must be equal. Pictures may differ from one version of
matplotlib to the next: they count as equal if they are of one kind and of a like size.
"""

import base64
import difflib
import json
import re
import warnings
from pathlib import Path

import nbformat

TOLERANCE = 0.5  # of the committed picture's size
_PICTURE = re.compile(r"data:(image/[\w.+-]+);base64,([A-Za-z0-9+/=]*)")
_LONGEST_DIFF, _LONGEST_LINE = 40, 160


def differences(committed: Path, rebuilt: Path, shown: str) -> list[str]:
    """List how a committed file, called `shown` in messages, differs from the rebuilt one."""
    if not committed.is_file():
        return [f"{shown} is missing."]
    if committed.read_bytes() == rebuilt.read_bytes():
        return []
    if committed.suffix != ".ipynb":
        return [f"{shown} differs from the one in solutions/."]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a cell that was doubled by hand gets another id
            old = nbformat.reads(committed.read_text(encoding="utf-8"), as_version=4)
    except Exception as error:  # nbformat passes on whatever the file makes it stumble over
        return [f"{shown} is not a notebook any more: {str(error).strip().splitlines()[0]}"]
    new = nbformat.read(rebuilt, as_version=4)
    return [
        f"{shown}, {where}:\n{difference}"
        for where, difference in _cell_differences(old, new)
        if difference
    ]


def _cell_differences(old, new):
    """Pairs of a place and its difference, which is empty where there is none."""
    yield "metadata", _diff(_notebook_lines(old), _notebook_lines(new))
    old_cells, new_cells = ({cell.id: cell for cell in nb.cells} for nb in (old, new))
    for name, cell in old_cells.items():
        if name in new_cells:
            yield f"cell {name!r}", _cell_diff(cell, new_cells[name])
        else:
            yield f"cell {name!r}", _diff(_cell_lines(cell), [])
    for name, cell in new_cells.items():
        if name not in old_cells:
            yield f"cell {name!r}", _diff([], _cell_lines(cell))
    old_order = [name for name in old_cells if name in new_cells]
    new_order = [name for name in new_cells if name in old_cells]
    yield "order of the cells", _diff(old_order, new_order)


def _notebook_lines(notebook):
    rest = {key: value for key, value in notebook.items() if key != "cells"}
    return json.dumps(rest, indent=1, sort_keys=True, ensure_ascii=False).split("\n")


def _cell_diff(old, new):
    old_text, new_text = "\n".join(_cell_lines(old)), "\n".join(_cell_lines(new))
    old_pictures, new_pictures = _PICTURE.findall(old_text), _PICTURE.findall(new_text)
    if len(old_pictures) == len(new_pictures) and all(map(_alike, old_pictures, new_pictures)):
        new_pictures = old_pictures
    return _diff(_named(old_text, old_pictures), _named(new_text, new_pictures))


def _alike(old, new):
    (old_mime, old_data), (new_mime, new_data) = old, new
    near = abs(len(new_data) - len(old_data)) <= TOLERANCE * len(old_data)
    return old_mime == new_mime and near


def _named(text, pictures):
    """Lines of a text with each picture replaced by its kind and size."""
    rest = iter(pictures)

    def name(match):
        mime, data = next(rest)
        return f"<{mime}, {len(data) * 3 // 4} bytes>"

    return _PICTURE.sub(name, text).split("\n")


def _cell_lines(cell):
    metadata = json.dumps(cell.metadata, sort_keys=True, ensure_ascii=False)
    lines = [f"[{cell.cell_type}]", *(f"metadata {metadata}".split("\n")), *cell.source.split("\n")]
    if cell.cell_type == "code":
        lines.append(f"[execution count {cell.execution_count}]")
    for output in cell.get("outputs", []):
        lines += _output_lines(output)
    return lines


def _output_lines(output):
    if output.output_type == "stream":
        return [f"[output, {output.name}]", *output.text.split("\n")]
    if output.output_type == "error":
        return [f"[output, error] {output.ename}: {output.evalue}"]
    lines = [f"[output, {output.output_type}] {json.dumps(output.metadata, sort_keys=True)}"]
    for mime, value in sorted(output.data.items()):
        if mime.startswith("image/"):
            value = value.encode() if mime.endswith("+xml") else base64.b64decode(value)
            value = f"data:{mime};base64,{base64.b64encode(value).decode()}"
        text = value if isinstance(value, str) else json.dumps(value, indent=1, sort_keys=True)
        lines += [f"[{mime}]", *text.split("\n")]
    return lines


def _diff(old, new):
    lines = list(difflib.unified_diff(old, new, "committed", "rebuilt", lineterm="", n=1))[2:]
    shown = [_cut(line) for line in lines[:_LONGEST_DIFF]]
    if len(lines) > len(shown):
        shown.append(f"... and {len(lines) - len(shown)} lines more")
    return "\n".join(shown)


def _cut(line):
    line = _PICTURE.sub(r"<\1>", line)
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 4] + " ..."
