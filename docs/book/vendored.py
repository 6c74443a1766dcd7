"""Scripts of others that ship with the site, so that it works without a network."""

import shutil
from pathlib import Path

from sphinx.util import logging

logger = logging.getLogger(__name__)
ENTRY = "tex-mml-chtml.js"


def copy_mathjax(app):
    """Copy MathJax and its fonts from the npm package to the site.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The build.
    """
    package = Path(app.srcdir) / "node_modules" / "mathjax" / "es5"
    if app.builder.format != "html":
        return
    if not (package / ENTRY).is_file():
        logger.warning(
            "MathJax is missing, so formulas will not be drawn. Build the site with `make docs`, "
            "or fetch it once: npm ci --prefix docs",
            type="book",
            subtype="mathjax",
        )
        return
    target = Path(app.outdir) / "_static" / "mathjax"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy2(package / ENTRY, target / ENTRY)
    fonts = Path("output", "chtml", "fonts", "woff-v2")
    shutil.copytree(package / fonts, target / fonts, dirs_exist_ok=True)
    shutil.copy2(package.parent / "LICENSE", target / "LICENSE")
