"""A student's own copies of the notebooks, in the ignored folder work/ (standard library only).

``make lab`` fills the folder; ``make fresh NAME=why-models`` starts one notebook again.
"""

import argparse
import datetime
import os
import sys
from pathlib import Path

from courseware.kit import files

ROOT = Path(__file__).resolve().parent.parent


class WorkspaceError(Exception):
    """Something that the student can fix; the message says how."""


def released(root: Path) -> dict[str, Path]:
    """Find the student notebooks: the tutorial of each, and its path."""
    paths = sorted(Path(root, "course").glob("*/*.ipynb"))
    return {path.stem: path for path in paths if path.stem == path.parent.name}


def fill(root: Path, folder: Path) -> tuple[list[str], list[str]]:
    """Copy the notebooks that the student does not have yet; never touch the others.

    Returns the names of those copied, and of those that were there already. Raises WorkspaceError
    if there is nothing to copy, or the folder cannot be written.
    """
    notebooks = released(root)
    if not notebooks:
        raise WorkspaceError(
            f"There are no student notebooks under {Path(root, 'course')}. "
            "Get a complete copy of the course, or make them with: make build"
        )
    copied, kept = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, source in notebooks.items():
            target = folder / source.name
            if os.path.lexists(target):
                kept.append(name)
            else:
                _copy(source, target)
                copied.append(name)
    except OSError as error:
        raise WorkspaceError(_cannot_write(folder, error)) from error
    return copied, kept


def fresh(root: Path, folder: Path, name: str, now: datetime.datetime | None = None) -> Path | None:
    """Start one notebook again; the student's own is kept under a dated name, which is returned.

    Raises WorkspaceError if there is no such tutorial, or the folder cannot be written.
    """
    notebooks = released(root)
    if name not in notebooks:
        known = ", ".join(notebooks) or "none: run make build"
        asked = f"There is no tutorial called {name!r}." if name else "Which tutorial?"
        raise WorkspaceError(f"{asked} Say, for instance: make fresh NAME=why-models ({known})")
    target = folder / f"{name}.ipynb"
    old = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target):
            old = _unused(folder, name, now or datetime.datetime.now())
            os.rename(target, old)
        _copy(notebooks[name], target)
    except OSError as error:
        raise WorkspaceError(_cannot_write(folder, error)) from error
    return old


def _unused(folder, name, now):
    stem = f"{name}.{now:%Y-%m-%d_%H-%M-%S}"
    candidates = [f"{stem}.ipynb", *(f"{stem}_{k}.ipynb" for k in range(2, 1000))]
    return next(folder / c for c in candidates if not os.path.lexists(folder / c))


def _copy(source, target):
    with files.replacing(target, mode=0o644) as file:
        file.write(source.read_bytes())


def _cannot_write(folder, error):
    return f"Cannot write to {folder}: {error.strerror or error}. None of your files was changed."


def main(arguments: list[str] | None = None) -> int:
    """Run from the Makefile; returns the exit code."""
    parser = argparse.ArgumentParser(prog="courseware.student_copies", description=__doc__)
    parser.add_argument("--fresh", metavar="NAME", help="start this notebook again")
    parser.add_argument("--folder", type=Path, default=ROOT / "work")
    options = parser.parse_args(arguments)
    folder = options.folder
    try:
        if options.fresh is not None:
            old = fresh(ROOT, folder, options.fresh)
            print(f"{folder.name}/{options.fresh}.ipynb is new.", end=" ")
            print(f"Your old one is kept as {old.name}." if old else "There was no old one.")
        else:
            copied, kept = fill(ROOT, folder)
            if copied:
                print(f"New in {folder.name}/: {', '.join(copied)}.")
            if kept:
                print(f"Yours, left as they are: {', '.join(kept)}.")
    except WorkspaceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
