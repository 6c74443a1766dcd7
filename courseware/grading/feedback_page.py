"""Feedback pages of a result that no longer stands."""

import contextlib
import os


def remove(course, assignment, student):
    """Remove the pages that ``nbgrader generate_feedback`` made of a submission's old result.

    Only these, and only in the course's folder; no link is followed.

    Parameters
    ----------
    course : courseware.grading.course.Course
    assignment : courseware.grading.released.Assignment
    student : str

    Returns
    -------
    list of str
        A note for each page, also on one that could not be removed.
    """
    folder = course.folder("feedback", student, assignment.name)
    pages = [folder / f"{name}.html" for name in assignment.notebooks]
    notes = [_remove(course.root, page) for page in pages if os.path.lexists(page)]
    if notes:
        with contextlib.suppress(OSError):  # there is more in it, or it is no folder of ours
            folder.rmdir()
    return notes


def _remove(root, page):
    if not page.is_relative_to(root):
        return f"{page} shows an older result, but is outside of the course. Delete it."
    shown = page.relative_to(root).as_posix()
    below = [page, *page.parents][: len(page.relative_to(root).parts)]
    if any(part.is_symlink() for part in below):
        return f"{shown} shows an older result, but there is a link in its path. Delete it."
    if not page.is_file():
        return f"{shown} stands where a page of feedback belongs, but is no file. Delete it."
    try:
        page.unlink()
    except OSError as error:
        return f"{shown} shows an older result and could not be removed ({error.strerror})."
    return f"{shown} showed an older result and was removed."
