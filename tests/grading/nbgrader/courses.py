"""Small nbgrader courses to grade, and what their gradebooks say."""

import contextlib
import copy
import io
import os
import shutil
import sys
import textwrap
import warnings
from pathlib import Path
from unittest import mock

import nbformat
from jupyter_core.application import NoStart
from nbclient import NotebookClient
from nbformat import v4
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp

from courseware.grade.contract import GRADED, CheckResult, NotebookResult, SubmissionResult
from helpers.checks.contract import State
from tests.patience import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


def nbgrader(course, *arguments, succeeds=True):
    """Run the command, and return what it said.

    In this process: one of its own would take seconds to import all.
    """
    said, app, code = io.StringIO(), NbGraderApp(), 0
    # As in an activated environment: nbgrader itself calls `alembic`.
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with (
        contextlib.chdir(course),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        warnings.catch_warnings(action="ignore"),  # nbgrader's own
        mock.patch.dict(os.environ, PATH=programs),
    ):
        if arguments[0] == "autograde":
            arguments += tuple(f"--Execute.{name}={value}" for name, value in PATIENCE.items())
        try:
            app.initialize([*arguments])
            with contextlib.suppress(NoStart):  # once the subcommand has run
                app.start()
        except SystemExit as ended:
            code = ended.code
            said.write(code if isinstance(code, str) else "")
        finally:
            while app.subapp is not None:
                app = app.subapp
            app.clear_instance()
    assert (not code) == succeeds, said.getvalue()[-5000:]
    return said.getvalue()


def release(folder, source, assignment="ps", name="nb"):
    """Have nbgrader release an assignment of one notebook in a new course."""
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    nbformat.write(source, make_assignment(folder, assignment) / f"{name}.ipynb")
    nbgrader(folder, "generate_assignment", assignment)
    return folder


def make_assignment(folder, assignment):
    """The folder of an assignment's sources."""
    made = folder / "source" / assignment
    made.mkdir(parents=True)
    return made


def code(source, grade_id=None, points=None, solution=False, **more):
    cell = v4.new_code_cell(
        textwrap.dedent(source).strip(), id=f"c-{grade_id or abs(hash(source))}"
    )
    return _marked(cell, grade_id, points, solution, **more)


def text(source, grade_id=None, points=None, solution=False, **more):
    cell = v4.new_markdown_cell(source, id=f"m-{grade_id or abs(hash(source))}")
    return _marked(cell, grade_id, points, solution, **more)


def _marked(cell, grade_id, points, solution, task=False, locked=None):
    if grade_id is None:
        return cell
    cell.metadata["nbgrader"] = {
        "grade": points is not None and not task,
        "grade_id": grade_id,
        "locked": (points is not None and not solution) if locked is None else locked,
        "schema_version": 3,
        "solution": solution,
        "task": task,
    }
    if points is not None:
        cell.metadata["nbgrader"]["points"] = points
    return cell


def notebook(*cells):
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return v4.new_notebook(cells=list(cells), metadata=metadata)


def meta(cell):
    return cell.metadata.get("nbgrader", {})


def answered(released, answers):
    """A copy of a released notebook with other sources in the cells named."""
    made = copy.deepcopy(released)
    for cell in made.cells:
        if meta(cell).get("grade_id") in answers:
            cell.source = answers[meta(cell)["grade_id"]]
    return made


def hand_in(course, student, assignment, notebooks, files=None):
    """Write a submission; notebooks and files by their names."""
    folder = Path(course) / "submitted" / student / assignment
    folder.mkdir(parents=True, exist_ok=True)
    for name, nb in notebooks.items():
        nbformat.write(nb, folder / f"{name}.ipynb")
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


def released(course, assignment, name, folder="release"):
    return nbformat.read(Path(course) / folder / assignment / f"{name}.ipynb", 4)


def run_in_nbgraders_way(task, folder):
    """What a worker does with ordinary test cells: run the notebooks, keep the outputs."""
    folder = Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, content in task.files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    results = []
    for each in task.notebooks:
        nb = nbformat.reads(each.text, 4)
        NotebookClient(
            nb, allow_errors=True, resources={"metadata": {"path": str(folder)}}, **PATIENCE
        ).execute()
        tests = [meta(c) for c in nb.cells if meta(c).get("grade") and not meta(c)["solution"]]
        checks = [CheckResult(m["grade_id"], State.UNVERIFIED, None, m["points"]) for m in tests]
        results.append(NotebookResult(each.name, nbformat.writes(nb), tuple(checks)))
    return SubmissionResult(task.student, task.assignment, GRADED, notebooks=tuple(results))


def table(db_url):
    """All that a gradebook says of submissions, without its own ids."""
    if isinstance(db_url, Path):
        db_url = f"sqlite:///{db_url}"
    rows = {}
    with Gradebook(db_url) as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                key = (assignment.name, submission.student.id)
                rows[key] = (
                    submission.timestamp,
                    submission.score,
                    submission.max_score,
                    submission.needs_manual_grade,
                    submission.late_submission_penalty,
                )
                for each in submission.notebooks:
                    rows[*key, each.name] = (
                        each.score,
                        each.code_score,
                        each.written_score,
                        each.task_score,
                        each.late_submission_penalty,
                        each.failed_tests,
                    )
                    for grade in each.grades:
                        rows[*key, each.name, "grade", grade.name] = (
                            grade.auto_score,
                            grade.manual_score,
                            grade.extra_credit,
                            grade.needs_manual_grade,
                            grade.max_score,
                        )
                    for comment in each.comments:
                        rows[*key, each.name, "comment", comment.name] = (
                            comment.auto_comment,
                            comment.manual_comment,
                        )
    return rows
