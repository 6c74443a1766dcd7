"""Take out of an executed notebook what changes from run to run and from machine to machine."""

import re

from nbformat import NotebookNode

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# What a kernel says about itself, without versions.
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_INFO = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
_CELL_METADATA = ("execution", "ExecuteTime", "collapsed", "trusted")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_MODEL_ID = re.compile(r",? ?model_id='?[0-9a-f]{32}'?")
_KERNEL_FILE = re.compile(r"[^\s\"']{0,200}ipykernel_\d+[/\\]\d+\.py")


def tidy(notebook: NotebookNode, source: str, repository: str) -> None:
    """Make an executed notebook, in place, the same on every run; its metadata name its source."""
    notebook.metadata.clear()
    notebook.metadata.update(
        generated_from=source,
        repository=repository,
        kernelspec=dict(KERNELSPEC),
        language_info=dict(LANGUAGE_INFO),
    )
    for cell in notebook.cells:
        for key in _CELL_METADATA:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            outputs = map(_tidy_output, _merged(cell.outputs))
            cell.outputs = [output for output in outputs if output is not None]


def _merged(outputs):
    """Outputs with one stream of each name, however many pieces it arrived in; stdout first.

    nbclient can do this too, but takes minutes for a long line.
    """
    streams, others = {}, []
    for output in outputs:
        if output.output_type != "stream":
            others.append(output)
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            streams[output.name] = output
            others.append(output)
    for output in streams.values():
        lines = output.text.split("\n")
        output.text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)
    names = sorted(streams, reverse=True)
    return [
        streams[names.pop(0)] if output.output_type == "stream" else output for output in others
    ]


def _tidy_output(output):
    """A tidy output, or None if nothing of it stays."""
    if output.output_type == "stream":
        output.text = _steady(output.text)
    elif output.output_type == "error":
        output.traceback = [f"{output.ename}: {output.evalue}"]
    else:
        output.pop("transient", None)
        output.data.pop(WIDGET_VIEW, None)
        if not output.data:
            return None
        for mime, value in output.data.items():
            if mime.startswith("text/") and isinstance(value, str):
                output.data[mime] = _steady(value)
    return output


def _steady(text):
    """Text without addresses of objects, ids of widgets and names of temporary files."""
    if "ipykernel_" in text:  # the search is slow in the long words that pictures are
        text = _KERNEL_FILE.sub("<cell>", text)
    return _MODEL_ID.sub("", _ADDRESS.sub("at 0x...", text))
