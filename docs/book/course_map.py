"""The map of the course: its tutorials in order, each with its time and what it teaches."""

import re
import textwrap

import nbformat
from sphinx.util.docutils import SphinxDirective

from courseware.build.curriculum import TUTORIALS
from courseware.project import Project

from .pages import tutorials_with_pages

MINUTES = re.compile(r"[Aa]bout (\d+) minutes")
AIM = re.compile(r"^- .*(?:\n  .*)*", re.MULTILINE)


class CourseMap(SphinxDirective):
    """Shows the tutorials as an ordered list, and puts them into the table of contents."""

    def run(self):
        """Return the map's nodes."""
        project = Project.find(self.env.srcdir)
        shown = tutorials_with_pages(project)
        stops = []
        for name in [*TUTORIALS, *(name for name in shown if name not in TUTORIALS)]:
            title = TUTORIALS.get(name, name)
            if name in shown:
                self.env.note_dependency(str(project.student(name)))
                stops.append(stop(name, title, introduction(project, name)))
            else:
                stops.append(f"1. **{title}**\n\n   *Being written.*\n")
        entries = "\n".join(f"{TUTORIALS.get(name, name)} <tutorials/{name}>" for name in shown)
        toctree = f"```{{toctree}}\n:hidden:\n:caption: Tutorials\n\n{entries}\n```\n"
        return self.parse_text_to_nodes("{.course-map}\n" + "\n".join(stops) + "\n" + toctree)


def introduction(project, name):
    """The text of the cell that holds a tutorial's title."""
    cells = nbformat.read(project.student(name), 4).cells
    return next(cell.source for cell in cells if cell.source.startswith("# "))


def stop(name, title, text):
    """One item of the map in Markdown.

    Parameters
    ----------
    name, title : str
        The tutorial.
    text : str
        Its introduction: the minutes and the first list are taken from it.

    Returns
    -------
    str
    """
    minutes = MINUTES.search(text)
    time = f", {minutes[1]} minutes" if minutes else ""
    aims = "\n".join(item.rstrip(",;.") for item in AIM.findall(text.partition("\n**")[0]))
    return f"1. [{title}](tutorials/{name}.ipynb){time}\n\n{textwrap.indent(aims, '   ')}\n"
