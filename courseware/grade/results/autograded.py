"""The autograded folder of a submission: made beside its place, then put there by renaming."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from courseware.errors import CoursewareError, not_written
from courseware.grade.course import release
from courseware.grade.course.course import Course
from courseware.grade.submission.notebook_file import Unreadable

from . import safe_cells

# Trouble with names that a student chose: of this submission, not of the disk.
_ITS_OWN = {errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ}


class Stage:
    """Where an autograded folder is made. Hidden, so that nbgrader does not take it for one."""

    def __init__(self, course: Course, place: Path, released: frozenset[str] = frozenset()) -> None:
        self.course, self.place, self.released = course, place, released
        self.part = place.with_name(f".{place.name}.part")
        self.old = place.with_name(f".{place.name}.old")

    def clear(self) -> None:
        """Remove what a crash left."""
        _remove(self.part)
        _remove(self.old)

    def write(self, notebooks: Mapping[str, NotebookNode], files: Mapping[str, bytes]) -> None:
        """Write notebooks and the files beside them, with nbgrader's permissions."""
        mode = int(str(self.course.autograding.converter.permissions), 8)
        shown_safely = {name: safe_cells.safe(nb, self.released) for name, nb in notebooks.items()}
        texts = {
            f"{name}.ipynb": nbformat.v4.writes(notebook).encode()
            for name, notebook in shown_safely.items()
        }
        self.part.mkdir(parents=True, exist_ok=True)
        for name, content in {**files, **texts}.items():
            path = self.part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(content)
            path.chmod(mode)
            _to_disk(path)
        if self.course.coursedir.groupshared:
            top = self.course.folder("autograded", ".", ".")
            inside = [Path(folder) for folder, _, _ in os.walk(self.part)]
            for folder in [top, *inside]:
                _share(folder)

    def put_in_place(self) -> None:
        """Make it the autograded folder. Between the two renames there is none."""
        _to_disk(self.part)
        if self.place.exists():
            os.rename(self.place, self.old)
        os.rename(self.part, self.place)
        _to_disk(self.place.parent)
        with contextlib.suppress(OSError):  # still open elsewhere: the next run clears it
            _remove(self.old)


@contextlib.contextmanager
def staged(course: Course, assignment: str, student: str) -> Iterator[Stage]:
    """Make a folder to fill, which is gone afterwards unless it was put in place.

    Raises `CoursewareError` if it cannot be written.
    """
    place = course.folder("autograded", student, assignment)
    stage = Stage(course, place, course.folders.released_texts(assignment))
    with _told(stage.place):
        stage.clear()
        try:
            yield stage
        finally:
            with contextlib.suppress(OSError):
                _remove(stage.part)


def clear(course: Course, assignment: str, student: str) -> None:
    """Remove what a killed run left beside an autograded folder, where that can be done."""
    stage = Stage(course, course.folder("autograded", student, assignment))
    with contextlib.suppress(OSError):
        stage.clear()


def remove(course: Course, assignment: str, student: str) -> None:
    """Remove the autograded folder of a submission, and what a crash left of one."""
    stage = Stage(course, course.folder("autograded", student, assignment))
    with _told(stage.place):
        stage.clear()
        if stage.place.exists():
            os.rename(stage.place, stage.old)
            _remove(stage.old)


def remove_feedback(course: Course, assignment: release.Assignment, student: str) -> list[str]:
    """Remove the folder that ``nbgrader generate_feedback`` made of a submission's old result.

    The whole folder: while there is one, nbgrader makes no new one. Nothing outside of the course
    is touched, and no link is followed. A note says that there was one, or could not be removed.
    """
    folder = course.folder("feedback", student, assignment.name)
    pages = [folder / f"{name}.html" for name in assignment.notebooks]
    if not any(map(os.path.lexists, pages)):
        return []
    if not folder.is_relative_to(course.root):
        return [f"{folder} shows an older result, but is outside of the course. Delete it."]
    parts = folder.relative_to(course.root)
    below = [folder, *folder.parents][: len(parts.parts)]
    if any(part.is_symlink() for part in below):
        return [f"{parts} shows an older result, but there is a link in its path. Delete it."]
    old = folder.with_name(f".{folder.name}.old")
    try:
        if old.exists():  # a run was stopped here
            shutil.rmtree(old)
        os.rename(folder, old)
        shutil.rmtree(old)
    except OSError as error:
        return [f"{parts} shows an older result and could not be removed ({error.strerror})."]
    return [f"{parts} showed an older result and was removed."]


def _to_disk(path):
    """Have a file's content, or a folder's names, on the disk before a record speaks of them."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _share(folder):
    mode = folder.stat().st_mode
    if mode & 0o2770 != 0o2770:
        with contextlib.suppress(PermissionError):  # another instructor's: nbgrader goes on, too
            folder.chmod((mode | 0o2770) & 0o2777)


def _remove(path):
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


@contextlib.contextmanager
def _told(place):
    try:
        yield
    except OSError as error:
        if error.errno in _ITS_OWN:
            raise Unreadable(
                f"A file of it cannot be kept in {place}: its name does not fit there "
                f"({error.strerror}). Rename it, or ask for the submission again."
            ) from error
        raise CoursewareError(not_written(error.filename or place, error)) from error
