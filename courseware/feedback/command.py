"""``courseware feedback``: what students said about each section."""

import sys
from pathlib import Path

import click

from courseware.kit.text import one_line
from helpers.feedback.store import FILE_NAME, default_folder

from . import summary
from .reading import UnreadableFeedback, read


@click.command()
@click.argument("paths", metavar="[FILES OR FOLDERS]...", nargs=-1, type=click.Path())
@click.option("--csv", "style", flag_value="csv", help="One line a section, for a spreadsheet.")
@click.option("--json", "style", flag_value="json", help="Everything, for other programs.")
def command(paths: tuple[str, ...], style: str | None) -> None:
    """Summarise students' feedback by section.

    Reads feedback*.sqlite files, also those in folders and their subfolders; without any, your
    own. A row that is in several files counts once. Exit code 1: a file could not be read.
    """
    files, problems = _files(paths)
    rows = {}
    for file in files:
        try:
            rows.update((row["id"], row) for row in read(file))
        except UnreadableFeedback as problem:
            problems.append(f"{file}: {problem}; left out")
    sections = summary.summarise(rows.values())
    if not files and not problems:
        click.echo(_looked_in_vain(paths), err=bool(style))
    if files or style:
        write = {"csv": summary.as_csv, "json": summary.as_json}.get(style or "", summary.as_text)
        click.echo(write(sections, len(files)))
    for problem in problems:
        click.echo(one_line(problem), err=True)
    sys.exit(1 if problems else 0)


def _files(paths):
    if not paths:
        own = default_folder() / FILE_NAME
        return ([own] if own.is_file() else []), []
    files, problems = [], []
    for path in map(Path, paths):
        if path.is_dir():
            files.extend(sorted(path.rglob("feedback*.sqlite")))
        elif path.exists():
            files.append(path)
        else:
            problems.append(f"{path}: no such file or folder; left out")
    return files, problems


def _looked_in_vain(paths):
    if paths:
        return (
            f"No feedback*.sqlite in {', '.join(one_line(path) for path in paths)}, nor in folders "
            "below. Pass the files that students sent you, or the folder where you keep them."
        )
    own = one_line(default_folder() / FILE_NAME)
    return (
        f"You gave no feedback on this machine: there is no {own}. "
        "To read students' feedback, pass their files or a folder: courseware feedback FOLDER"
    )
