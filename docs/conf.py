"""The course's site: `make docs`. The pages of the tutorials are made by the extension `book`."""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "Neuron Models"
author = "the authors of Neuron Models"
copyright = "the authors of Neuron Models. Text and figures: CC BY 4.0; code: BSD-3-Clause"
version = release = PROJECT["version"]
language = "en"

extensions = ["myst_nb", "sphinx.ext.mathjax", "book"]
exclude_patterns = ["_build", "node_modules"]
nitpicky = True
highlight_language = "none"  # blocks without a language are command lines

myst_enable_extensions = ["amsmath", "attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
# Notebooks come with their outputs, from the build of the solutions: nothing is executed here.
nb_execution_mode = "off"
nb_merge_streams = True
nb_ipywidgets_js = {}  # no widgets: each leaves its static picture

# MathJax is vendored from its npm package (see package.json and `book.vendored`).
mathjax_path = "mathjax/tex-mml-chtml.js"
mathjax3_config = {
    # Formulas are read aloud from the MathML beside them; the menu would make each a tab stop.
    "options": {"enableMenu": False},
}

html_theme = "sphinx_book_theme"
html_title = "Neuron Models"
html_favicon = "_static/spike.svg"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_context = {"default_mode": "auto"}
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"})]
html_copy_source = False  # the notebook to download is the student's, linked on its page
html_theme_options = {
    "repository_url": PROJECT["urls"]["Repository"],
    "use_repository_button": True,
    "use_download_button": False,
    "home_page_in_toc": True,
    "navbar_persistent": [],
    "show_toc_level": 2,
}

# What `make links` asks, where there is a network.
linkcheck_anchors = False
linkcheck_timeout = 20
