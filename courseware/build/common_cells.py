"""The cells that every tutorial has in common, put around an author's own.

From top to bottom: the Colab badge; (the title); the table of contents; (objectives and the like);
the set-up cell and the descriptions of the figures, in front of the first code cell; (the
tutorial); how to save, submit, start again and get updates, with links to the tutorials before and
after. Their texts are in ``courseware/build/templates``.
"""

from __future__ import annotations

import copy
import json
import string
from importlib import resources
from typing import TYPE_CHECKING

import nbformat

from courseware.kit.headings import headings, slug, unused

from .curriculum import TUTORIALS, neighbours

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from courseware.project import Project

    from .source import Source

PREFIX = "courseware-"  # ids of generated cells begin with it
FORM = {"cellView": "form", "tags": ["hide-input"]}


def frame(source: Source, project: Project) -> NotebookNode:
    """Return a tutorial with the common cells around it, and anchors above its headings.

    Its first heading is its title.
    """
    framed, name = copy.deepcopy(source.notebook), source.name
    student = project.student(name)
    top = _markdown("top", colab=project.colab(student), raw=project.web(student, "raw"))
    bottom = _markdown(
        "bottom", name=name, web=project.web(student), neighbours=_neighbours(project, name)
    )
    given = [_form("setup", repository=project.repository)]
    if source.descriptions:
        given.append(_form("figures", descriptions=_lines(source.descriptions)))
    cells = framed.cells
    title = next(number for number, cell in enumerate(cells) if headings(cell)) + 1
    code = [number for number, cell in enumerate(cells) if cell.cell_type == "code"]
    first = max(title, code[0] if code else title)
    contents = _contents([*cells[title:], bottom])
    framed.cells = [top, *cells[:title], contents, *cells[title:first], *given, *cells[first:]]
    framed.cells.append(bottom)
    for cell in framed.cells:
        if cell.metadata.get("cellView") == "form":  # Colab's word; this is JupyterLab's
            cell.metadata["jupyter"] = {"source_hidden": True}
    return framed


def _contents(cells):
    """Make the table of contents, and set the anchors that it links to.

    The anchors are our own since Jupyter and Colab make different ones from a heading's text.
    """
    used, entries, sections = set(), [], False
    for cell in cells:
        lines = cell.source.split("\n")
        listed = [heading for heading in headings(cell) if heading.level in (2, 3)]
        anchors = [unused(slug(heading.text), used) for heading in listed]
        for heading, anchor in zip(reversed(listed), reversed(anchors), strict=True):
            lines.insert(heading.line, f'<a id="{anchor}" name="{anchor}"></a>\n')
        cell.source = "\n".join(lines)
        for heading, anchor in zip(listed, anchors, strict=True):
            sections |= heading.level == 2
            # Without a section to stand below, an indented entry would be shown as code.
            indent = "    " if sections and heading.level == 3 else ""
            entries.append(f"{indent}- [{heading.text}](#{anchor})")
    return _markdown("contents", entries="\n".join(entries))


def _neighbours(project, name):
    """The line that leads to the tutorials before and after; those to come are named only."""
    links = []
    for word, other in zip(("Previous", "Next"), neighbours(name), strict=True):
        if other is None:
            continue
        link = f"*{TUTORIALS[other]}* (coming)"
        if project.source(other).is_file():
            student = project.student(other)
            link = f"[{TUTORIALS[other]}]({project.web(student)})"
            link += f" ([Colab]({project.colab(student)}))"
        links.append(f"**{word} tutorial:** {link}")
    return " · ".join(links)


def _lines(descriptions):
    pairs = (map(_quoted, pair) for pair in descriptions.items())
    return "\n".join(f"        {name}: {text}," for name, text in pairs)


def _quoted(text):
    return json.dumps(text, ensure_ascii=False)


def _form(part, **values):
    code = _template(f"{part}.ipy").substitute(values).strip()
    return nbformat.v4.new_code_cell(code, id=PREFIX + part, metadata=copy.deepcopy(FORM))


def _markdown(part, **values):
    text = _template(f"{part}.md").substitute(values).strip()
    return nbformat.v4.new_markdown_cell(text, id=PREFIX + part)


def _template(file):
    path = resources.files("courseware.build") / "templates" / file
    return string.Template(path.read_text(encoding="utf-8"))
