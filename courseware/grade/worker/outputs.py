"""Outputs of cells: those that came from a student's process, cleaned, and those of our checks.

What is kept of a student's outputs runs no script and fetches nothing when a page with it is
opened: streams, errors, texts, sanitised HTML, PNG and JPEG. SVG, JavaScript and widgets are left
out; Markdown is shown as its source.
"""

import base64
import binascii
import json
import re

import nbformat
from nbformat import NotebookNode

from courseware.grade.contract import Limits
from courseware.kit.safe_html import clean
from helpers.checks.contract import Verdict
from helpers.checks.result import Result
from helpers.exercises import Exercise

_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
# Of MathJax: what makes links and attributes, loads more, or gives a command another name.
_LATEX = re.compile(
    r"\\(href|url|require|def|let|(re)?newcommand|newenvironment|style|class|cssId)"
)
_MAX_OUTPUTS = 500  # of one cell
_MAX_DISPLAYS = 200  # that can be updated, of all cells
_MAX_NUMBER = 1 << 31
_MAX_VERDICT = 100_000  # characters of a check's message
_LEFT_OUT = "Some of this cell's output is left out here: there was too much of it.\n"


class Collector:
    """Keeps and cleans the outputs of a notebook's cells as they come.

    `kept` is the bytes that are kept already, of other notebooks too; `cut` says whether something
    of the present cell was left out.
    """

    def __init__(self, limits: Limits, kept: int = 0) -> None:
        self._limits, self.kept = limits, kept
        self._displays = []  # names and outputs
        self.begin()

    def begin(self) -> None:
        """Begin a cell."""
        self._outputs, self._bytes, self._clear = [], 0, False
        self.cut = False

    def take(self, message: dict) -> bool:
        """Take a message with an output, or one that takes outputs back; False if it is neither."""
        if type(message.get("clear")) is bool:
            self._clear = True
            if not message["clear"]:
                self._take_back()
            return True
        if type(message.get("output")) is not dict:
            return False
        output = self._cleaned(message["output"])
        if output is None:
            return False
        if self._clear:
            self._take_back()
        name = message.get("display_id")
        if type(name) is str and message.get("update") is True:
            self._replace(name[:200], output)
            return True
        if self._add(output) and type(name) is str and len(self._displays) < _MAX_DISPLAYS:
            self._displays.append((name[:200], output))
        return True

    def end(self) -> list[NotebookNode]:
        """End a cell."""
        outputs, self._outputs = self._outputs, []
        if self.cut:
            outputs.append(stream(_LEFT_OUT))
        return outputs

    def _take_back(self):
        self.kept -= self._bytes
        gone = set(map(id, self._outputs))
        self._displays = [shown for shown in self._displays if id(shown[1]) not in gone]
        self._outputs, self._bytes, self._clear = [], 0, False

    def _add(self, output):
        """Keep an output, or merge it with the one before it; whether there was room."""
        last = self._outputs[-1] if self._outputs else None
        merges = (
            last is not None
            and last.output_type == output.output_type == "stream"
            and last.name == output.name
        )
        if not self._has_room(len(json.dumps(output)), 0 if merges else 1):
            self.cut = True
            return False
        if merges:
            last.text += output.text
        else:
            self._outputs.append(output)
        return True

    def _replace(self, name, output):
        """Update what is shown under a name."""
        size = len(json.dumps(output))
        for shown in [shown for known, shown in self._displays if known == name]:
            if not self._has_room(size, 0):
                self.cut = True
                return
            shown.data, shown.metadata = output.data, output.metadata

    def _has_room(self, size, outputs):
        """Reserve so many bytes and outputs; return whether that many were left."""
        if (
            self._bytes + size > self._limits.cell_output
            or self.kept + size > self._limits.output
            or len(self._outputs) + outputs > _MAX_OUTPUTS
        ):
            return False
        self._bytes += size
        self.kept += size
        return True

    def _cleaned(self, output):
        """An output with nothing in it but what is known and harmless, or None."""
        kind, name = output.get("output_type"), output.get("name")
        if type(kind) is not str:
            return None
        if kind == "stream" and type(name) is str and name in ("stdout", "stderr"):
            if type(output.get("text")) is str:
                return stream(output["text"], name)
        elif kind == "error":
            lines = output.get("traceback")
            texts = [output.get("ename"), output.get("evalue")]
            texts += lines if type(lines) is list else [None]
            if all(type(text) is str for text in texts):
                return error(_text(texts[0]), _text(texts[1]), [_text(line) for line in texts[2:]])
        elif kind in ("display_data", "execute_result") and type(output.get("data")) is dict:
            more = {}
            if kind == "execute_result":
                number = output.get("execution_count")
                more = {"execution_count": number if _is_size(number) else None}
            data = self._bundle(output["data"])
            sizes = _sizes(output.get("metadata"), data)
            return _node(output_type=kind, data=data, metadata=sizes, **more)
        return None

    def _bundle(self, data):
        """A MIME bundle with what is known and harmless."""
        kept = {}
        for kind, content in data.items():
            if type(kind) is not str or type(content) is not str:
                continue
            if len(content) > self._limits.cell_output:  # nor is time spent on it
                self.cut = True
                continue
            if kind in _MAGIC:
                picture = _picture(content, _MAGIC[kind])
                kept |= {kind: picture} if picture else {}
            elif kind == "text/html":
                kept[kind] = clean(_text(content))
            elif kind == "text/latex" and not _LATEX.search(content):
                kept[kind] = _text(content).replace("<", r"\lt ").replace(">", r"\gt ")
            elif kind == "text/plain" and "text/markdown" not in data:
                kept[kind] = _text(content)
            elif kind == "text/markdown":
                kept["text/plain"] = _text(content)
        return kept or {"text/plain": "(an output that is not shown here)"}


def _text(text):
    """A text that has UTF-8: lone surrogates have none."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _picture(content, magic):
    """A picture as base64 without any other character, or ""."""
    try:
        picture = base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(picture).decode("ascii") if picture.startswith(magic) else ""


def _sizes(metadata, data):
    """Widths and heights of pictures, of all that metadata may hold."""
    sizes = {}
    for kind in _MAGIC.keys() & data.keys() if type(metadata) is dict else ():
        given = metadata.get(kind)
        if type(given) is dict:
            kept = {k: given[k] for k in ("width", "height") if _is_size(given.get(k))}
            sizes |= {kind: kept} if kept else {}
    return sizes


def _is_size(value):
    return type(value) is int and 0 <= value < _MAX_NUMBER


def stream(text: str, name: str = "stdout") -> NotebookNode:
    """Make a stream's output."""
    return _node(output_type="stream", name=name, text=_text(text))


def error(name: str, value: str, traceback: list[str]) -> NotebookNode:
    """Make an error's output."""
    return _node(output_type="error", ename=name, evalue=value, traceback=traceback)


def stopped(reason: str) -> NotebookNode:
    """Make the output of a cell that did not come to its end, or was not reached."""
    return error("NotReached", reason, [f"Stopped: {reason}"])


def of_verdict(
    exercise: Exercise, verdict: Verdict, maximum: float, number: int | None = None
) -> tuple[list[NotebookNode], float]:
    """Make the outputs of a check that gives `maximum` at most, and say its points.

    There is one output, whose plain text is the points: nbgrader reads them there.
    """
    maximum = int(maximum) if float(maximum).is_integer() else float(maximum)
    result = Result(exercise, verdict, maximum=maximum)
    data = {"text/plain": repr(result), "text/html": result._repr_html_()}
    if len(data["text/html"]) > _MAX_VERDICT:
        data["text/html"] = "<p>(This check's message was too long to be kept.)</p>"
    about = {"output_type": "execute_result", "metadata": {}, "execution_count": number}
    return [_node(data=data, **about)], float(result.points)


def _node(**output):
    """An output; `nbformat.v4.new_output` would hold each to the schema, which takes long."""
    return nbformat.from_dict(output)
