"""Folded cells whose label is what one reads on them."""

from html import escape

from myst_nb.sphinx_ import HideCodeCellNode


def visit_fold(translator, node):
    """Open a fold. MyST-NB's own says "Toggle hidden content" to screen readers, of every cell."""
    classes = " ".join(["admonition", "hide", *node["classes"]])
    translator.body.append(
        f'<details class="{classes}">\n<summary>\n'
        f'<p class="admonition-title">{escape(node["prompt_show"])}</p>\n</summary>\n'
    )


def leave_fold(translator, node):
    """Close it."""
    translator.body.append("</details>\n")


def name_folds(app):
    """Register the folds with Sphinx in the place of MyST-NB's."""
    app.add_node(HideCodeCellNode, override=True, html=(visit_fold, leave_fold))
