"""The pages of the tutorials, made from notebooks that are committed anyway.

What a page shows is the student notebook: stubs, not solutions. Its figures and numbers come from
the executed solution notebook, cell by cell (the ids are the same), but never from an exercise or
its check. So nothing is executed here, and nobody has to be believed: the solution notebook is held
to its source by ``courseware build --check`` and to its outputs by nbval.
"""

import base64
import copy
import hashlib
import re

import nbformat
from nbformat.v4 import new_output
from nbgrader import utils

from courseware.build.common_cells import PREFIX
from courseware.build.curriculum import TUTORIALS
from helpers.widgets import WIDGET_VIEW, note_html

ANCHOR = re.compile(r'^<a id="[^"]*" name="[^"]*"></a>\n+', re.MULTILINE)
PICTURE = re.compile(r'<img\b([^<>]*?) src="data:image/(png|jpeg);base64,([^"]+)"([^<>]*)>')
FORM_TITLE = re.compile(r"# @title (.*)")
ANSWER = "*Your answer goes here, in the notebook.*"


def tutorials_with_pages(project):
    """Names of the tutorials that can be shown, in the course's order.

    Parameters
    ----------
    project : courseware.project.Project
        The repository.

    Returns
    -------
    list of str
    """
    built = [
        name
        for name in project.tutorials()
        if project.student(name).is_file() and project.solution(name).is_file()
    ]
    order = list(TUTORIALS)
    return sorted(built, key=lambda name: (order.index(name) if name in order else 99, name))


def write_pages(project, folder, pictures, lite=False):
    """Write each tutorial's page as a notebook, and its pictures as files.

    Parameters
    ----------
    project : courseware.project.Project
        The repository.
    folder : Path
        Where the pages go. Pages whose text has not changed are left alone, so that Sphinx does
        not read them again.
    pictures : Path
        Where the pictures go: the folder ``pictures`` beside the site's start page.
    lite : bool
        Whether the site has JupyterLite in its folder ``lite``.
    """
    folder.mkdir(exist_ok=True)
    names = tutorials_with_pages(project)
    for old in set(folder.glob("*.ipynb")) - {folder / f"{name}.ipynb" for name in names}:
        old.unlink()
    for name in names:
        student = nbformat.read(project.student(name), 4)
        solution = nbformat.read(project.solution(name), 4)
        notebook = page(student, solution, links=launch_row(project, name, lite))
        move_pictures(notebook, pictures)
        text = nbformat.writes(notebook)
        path = folder / f"{name}.ipynb"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def page(student, solution, links=""):
    """Make the notebook that a page is rendered from.

    Parameters
    ----------
    student, solution : nbformat.NotebookNode
        The two editions of a tutorial.
    links : str
        Markdown to put below the title.

    Returns
    -------
    nbformat.NotebookNode
    """
    outputs = {
        cell.id: cell.outputs
        for cell in solution.cells
        if cell.cell_type == "code" and not utils.is_solution(cell) and not utils.is_grade(cell)
    }
    left_out = {f"{PREFIX}{part}" for part in ("top", "contents", "figures", "bottom")}
    shown = copy.deepcopy(student)
    shown.cells = [cell for cell in shown.cells if cell.id not in left_out]
    for cell in shown.cells:
        if cell.cell_type == "code":
            cell.outputs = [_static(o) for o in outputs.get(cell.id, []) if _on_pages(o) != ""]
            _name_form(cell)
        elif utils.is_solution(cell):
            cell.source = ANSWER
        else:
            cell.source = ANCHOR.sub("", cell.source)
    shown.cells = [cell for cell in shown.cells if not _is_empty_form(cell)]
    title = next(cell for cell in shown.cells if cell.source.startswith("# "))
    heading, _, below = title.source.partition("\n")
    title.source = f"{heading}\n\n{links}\n{below}"
    return shown


def launch_row(project, name, lite=False):
    """Markdown for the row of links that open a tutorial somewhere.

    Parameters
    ----------
    project : courseware.project.Project
        The repository that the addresses are made from.
    name : str
        The tutorial.
    lite : bool
        Whether to link to JupyterLite.

    Returns
    -------
    str
    """
    student = project.student(name)
    slug = project.repository.removeprefix("https://github.com/")
    notebook = project.relative(student).replace("/", "%2F")
    binder = f"https://mybinder.org/v2/gh/{slug}/main?urlpath=lab%2Ftree%2F{notebook}"
    links = [f"[Open in Colab]({project.colab(student)})", f"[Open in Binder]({binder})"]
    if lite:
        links.append(f'<a href="../lite/lab/index.html?path={name}.ipynb">Run in this browser</a>')
    links.append(f"{{download}}`Download the notebook <../../course/{name}/{name}.ipynb>`")
    return ":::{container} launch\n" + "\n".join(links) + "\n:::\n"


def move_pictures(notebook, pictures):
    """Write pictures that stand inside a notebook's HTML into files, in place, and link to them.

    On a telephone a figure is small; its file can be made larger.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A page.
    pictures : Path
        The folder for the files.
    """
    pictures.mkdir(parents=True, exist_ok=True)

    def move(match):
        before, kind, encoded, behind = match.groups()
        data = base64.b64decode(encoded)
        file = pictures / f"{hashlib.sha256(data).hexdigest()[:16]}.{kind}"
        if not file.is_file():
            file.write_bytes(data)
        source = f"../pictures/{file.name}"
        image = f'<img{before} loading="lazy" src="{source}"{behind}>'
        return f'<a href="{source}">{image}</a>'

    for cell in notebook.cells:
        cell.source = (
            PICTURE.sub(move, cell.source) if cell.cell_type == "markdown" else cell.source
        )
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                output.data["text/html"] = PICTURE.sub(move, output.data["text/html"])


def _on_pages(output):
    """What a page says in the place of an output that only makes sense where a cell can be run."""
    return output.get("metadata", {}).get("on_pages")


def _static(output):
    """An output without the widget that its static picture stands in for, in a reader's words."""
    if instead := _on_pages(output):
        return new_output("display_data", {"text/html": note_html(instead), "text/plain": instead})
    output = copy.deepcopy(output)
    output.get("data", {}).pop(WIDGET_VIEW, None)
    return output


def _name_form(cell):
    """Let the fold of a form cell carry the form's title."""
    title = FORM_TITLE.match(cell.source)
    if title and "hide-input" in cell.metadata.get("tags", []):
        cell.metadata["mystnb"] = {"code_prompt_show": f"Code: {title[1]}"}


def _is_empty_form(cell):
    """Whether nothing of a form cell is left to be read: it only asked for feedback, say."""
    form = cell.metadata.get("cellView") == "form"
    imports = "import" in cell.source
    return form and not cell.get("outputs") and not imports
