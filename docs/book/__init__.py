"""What the course's site needs beyond Sphinx, MyST-NB and the theme.

Pages from the student notebooks (`pages`), the map of the course (`course_map`), the index of
notation (`notation`), folds with labels of their own (`folds`), and scripts that ship with the
site (`vendored`).
"""

from pathlib import Path

from courseware.project import Project

from .course_map import CourseMap
from .folds import name_folds
from .notation import NotationIndex
from .pages import write_pages
from .vendored import copy_mathjax


def setup(app):
    """Register everything with Sphinx."""
    app.add_directive("course-map", CourseMap)
    app.add_directive("notation-index", NotationIndex)
    app.setup_extension("myst_nb")
    name_folds(app)
    app.connect("builder-inited", _make_pages)
    app.connect("builder-inited", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _make_pages(app):
    project = Project.find(app.srcdir)
    folder = Path(app.srcdir) / "tutorials"
    pictures = Path(app.outdir) / "pictures"
    write_pages(project, folder, pictures, lite=app.tags.has("lite"))
