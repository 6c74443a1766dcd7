"""Feedback on a result that no longer stands."""

import os
import shutil


def remove(course, assignment, student):
    """Remove the folder that ``nbgrader generate_feedback`` made of a submission's old result.

    The whole folder: while there is one, nbgrader makes no new one. Nothing outside of the course
    is touched, and no link is followed.

    Parameters
    ----------
    course : courseware.grade.course.course.Course
    assignment : courseware.grade.course.release.Assignment
    student : str

    Returns
    -------
    list of str
        A note, if there was one, also if it could not be removed.
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
