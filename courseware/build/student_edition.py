"""What a student's copy of a notebook has and the solution does not.

After each check, a collapsed part shows what a right answer looks like. It is made from the
outputs of the code cell below the check, where that comes before the next heading.
"""

import ast
import html
import re

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from courseware.kit import python_cells
from courseware.kit.headings import headings, unused
from courseware.kit.nbgrader_cells import grade_id
from courseware.kit.pictures import pictures, smaller
from courseware.project import BRANCH

from .common_cells import PREFIX

_OBJECT = re.compile(r"\s*<.*>\s*", re.DOTALL)


class StudentEdition(NbGraderPreprocessor):
    """Adds expected results below checks; list it between StubSolutions and ClearOutput."""

    show_expected = Bool(
        True, help="Whether a collapsed part shows what a right answer looks like"
    ).tag(config=True)
    link_solution = Bool(
        True, help="Whether that part links to the worked solution in the repository"
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Make the student's copy of a solution notebook, in place."""
        cells, used = [], {cell.id for cell in nb.cells}
        for index, cell in enumerate(nb.cells):
            cells.append(cell)
            if cell.cell_type != "code":
                continue
            if utils.is_grade(cell) and not utils.is_solution(cell):
                name = f"{PREFIX}expected-{grade_id(cell)}"[:60]
                text = self.expected(nb.cells[index + 1 :], nb.metadata)
                if text:
                    cells.append(nbformat.v4.new_markdown_cell(text, id=unused(name, used)))
            elif utils.is_solution(cell) and raises_at_once(cell.source):
                tags = cell.metadata.get("tags", [])
                cell.metadata["tags"] = [*tags, *{"raises-exception"}.difference(tags)]
        nb.cells = cells
        nb.metadata.pop("widgets", None)
        return nb, resources

    def expected(self, below: list[NotebookNode], metadata: NotebookNode) -> str:
        """Return the collapsed part for a check, from the cells below it, or an empty text."""
        parts = expected_results(below) if self.show_expected else []
        source = metadata.get("generated_from", "").removesuffix(".py")
        if self.link_solution and source and metadata.get("repository"):
            address = html.escape(f"{metadata['repository']}/blob/{BRANCH}/{source}.ipynb")
            parts.append(f'<p><a href="{address}">The worked solution</a></p>')
        summary = "<summary>What a right answer looks like</summary>"
        return "\n".join([f"<details>{summary}", *parts, "</details>"]) if parts else ""


def expected_results(below: list[NotebookNode]) -> list[str]:
    """Return the outputs of the first of the code cells below a check, as pieces of HTML.

    Empty if a heading comes first, or if the cell is another exercise, check or form.
    """
    for cell in below:
        if headings(cell):
            return []
        if cell.cell_type == "code":
            form = "hide-input" in cell.metadata.get("tags", []) or "cellView" in cell.metadata
            if form or utils.is_grade(cell) or utils.is_solution(cell):
                return []
            return [part for output in cell.outputs for part in _parts(output)]
    return []


def raises_at_once(code: str) -> bool:
    """Return whether a stub raises when its cell is run, not only when its functions are called.

    >>> raises_at_once("def f():\\n    raise NotImplementedError('1.1')")
    False
    >>> raises_at_once("raise NotImplementedError('1.2')")
    True
    """
    nodes = python_cells.tree(code).body
    while nodes:
        if any(isinstance(node, ast.Raise) for node in nodes):
            return True
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
        nodes = [
            child
            for node in nodes
            if not isinstance(node, functions)
            for child in ast.iter_child_nodes(node)
        ]
    return False


def _parts(output):
    if output.output_type == "stream":
        return [_pre(output.text)] if output.name == "stdout" else []
    if output.output_type == "error":
        return []
    found = pictures(output)
    if found:
        return [smaller(picture).img() for picture in found]
    if output.output_type == "display_data" and "text/html" in output.data:
        return []  # a remark of `helpers`, no result
    text = output.data.get("text/plain", "")
    return [_pre(text)] if text.strip() and not _OBJECT.fullmatch(text) else []


def _pre(text):
    # A blank line would end the HTML block in Markdown.
    lines = [html.escape(line) or "&nbsp;" for line in text.strip("\n").split("\n")]
    return "<pre>" + "\n".join(lines) + "</pre>"
