"""nbgrader's export of grades, with no 0 for what could not be graded.

``nbgrader_config.py`` names it, as ``c.ExportApp.plugin_class``.
"""

import os
from contextlib import suppress
from pathlib import Path

from nbgrader.plugins import CsvExportPlugin

from courseware.grading.records import Records
from courseware.grading.task import FAILED

_STUDENT = 3  # columns of nbgrader's; those behind the names are counted from the end
_SCORES = slice(-4, -1)  # raw score, penalty, score


class Grades(CsvExportPlugin):
    """``grades.csv`` as nbgrader has it; what could not be graded has no score in it.

    A learning platform takes an empty score for one that is still to come, and a 0 for a 0.
    """

    def export(self, gradebook):
        """Write the file, whole or not at all.

        Parameters
        ----------
        gradebook : nbgrader.api.Gradebook
        """
        path = Path(self.to or "grades.csv")
        part = path.with_name(f".{path.name}.part")
        self.to = str(part)
        try:
            super().export(gradebook)
            part.write_text(self._without(self._failed(gradebook), part.read_text()))
            os.replace(part, path)
        finally:
            self.to = str(path)
            with suppress(OSError):
                part.unlink()

    def _failed(self, gradebook):
        """Assignments and students, and the reasons why they have no score."""
        failed = {}
        for assignment in gradebook.assignments:
            records = Records(self.parent.coursedir.root, assignment.name)
            reasons = {r.student: r.reason for r in records.read_all() if r.state == FAILED}
            for submission in assignment.submissions:
                # Otherwise plain nbgrader has graded it since.
                if submission.student_id in reasons and not _has_scores(submission):
                    reason = reasons[submission.student_id]
                    failed[assignment.name, submission.student_id] = reason
        return failed

    def _without(self, failed, text):
        """nbgrader's lines, those of `failed` without scores, which is told."""
        lines = text.splitlines(keepends=True)
        for k, line in enumerate(lines):
            fields = line.split(",")
            reason = failed.get((fields[0], fields[_STUDENT])) if len(fields) > _STUDENT else None
            if reason is not None:
                fields[_SCORES] = [""] * 3
                lines[k] = ",".join(fields)
                self.log.warning(
                    "%s of %s could not be graded, so it has no score here. %s",
                    fields[0],
                    fields[_STUDENT],
                    reason,
                )
        return "".join(lines)


def _has_scores(submission):
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    return any(grade.auto_score is not None for grade in grades)
