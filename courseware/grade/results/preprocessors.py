"""What a course's preprocessors make of a notebook once it was run."""

from collections.abc import Callable
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, Execute, SaveAutoGrades

from courseware.grade.contract import SubmissionResult
from courseware.grade.course import release
from courseware.grade.course.course import Course
from courseware.grade.submission.notebook_file import Unreadable

# Done elsewhere: running by the worker, scores and penalties by `gradebook`, and the metadata were
# looked over before the notebook was run.
DONE = (Execute, SaveAutoGrades, AssignLatePenalties, CheckCellMetadata)


class Executed:
    """The notebooks of a result, and what the course's preprocessors make of them."""

    def __init__(
        self, course: Course, assignment: release.Assignment, result: SubmissionResult
    ) -> None:
        self.course, self.assignment, self.result = course, assignment, result
        classes = list(course.autograding.converter.autograde_preprocessors)
        end = classes.index(SaveAutoGrades) if SaveAutoGrades in classes else len(classes)
        # What a course has behind SaveAutoGrades, or derives from it, may read or write the
        # gradebook: it runs when the scores stand there. nbgrader's own need no gradebook.
        self.after = [c for k, c in enumerate(classes) if c not in DONE and _is_late(c, k > end)]
        first = [c for c in classes if c not in DONE and c not in self.after]
        self.notes = []
        self.notebooks = {
            notebook.name: nbformat.v4.reads(notebook.text) for notebook in result.notebooks
        }
        self._run(first)

    def run_rest(self) -> dict[str, NotebookNode]:
        self._run(self.after)
        return self.notebooks

    def _run(self, classes):
        student = self.result.student
        for name in self.notebooks:
            resources = self.course.autograding.resources(self.assignment.name, name, student)
            for preprocessor in self.course.autograding.preprocessors(classes):
                try:
                    self.notebooks[name], resources = preprocessor(self.notebooks[name], resources)
                except Exception as error:
                    raise Unreadable(
                        f"{student}'s {name}.ipynb was run, but the preprocessor "
                        f"{type(preprocessor).__name__} failed ({type(error).__name__}: {error}). "
                        "See Autograde.autograde_preprocessors in nbgrader_config.py."
                    ) from error


def late_penalty(course: Course) -> Callable | None:
    """Return the course's rule for late submissions, or None without one."""
    if AssignLatePenalties not in course.autograding.converter.autograde_preprocessors:
        return None
    late: Any
    (late,) = course.autograding.preprocessors([AssignLatePenalties])
    if not late.enabled:
        return None
    late.init_plugin()

    def penalty(student, score, seconds):
        try:
            points = late.plugin_inst.late_submission_penalty(student, score, seconds)
        except Exception as error:
            raise Unreadable(
                f"{student}'s submission is late, and {late.plugin_class.__name__} failed to say "
                f"what that costs ({type(error).__name__}: {error}). "
                "See AssignLatePenalties.plugin_class in nbgrader_config.py."
            ) from error
        return None if points is None else min(max(points, 0), score)

    return penalty


def _is_late(entry, behind):
    if isinstance(entry, type) and issubclass(
        entry, SaveAutoGrades | AssignLatePenalties | Execute
    ):
        return not issubclass(entry, Execute)
    module = entry if isinstance(entry, str) else getattr(entry, "__module__", "")
    return behind and module.partition(".")[0] not in ("nbgrader", "nbconvert")
