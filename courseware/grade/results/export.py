"""nbgrader's export of grades, with no 0 for what could not be graded.

``nbgrader_config.py`` names it, as ``c.ExportApp.plugin_class``.
"""

import csv
import io
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import CsvExportPlugin

from courseware.errors import not_written
from courseware.kit import files
from courseware.kit.text import one_line

from . import records

_COLUMNS = (
    "assignment duedate timestamp student_id last_name first_name email raw_score "
    "late_submission_penalty score max_score"
).split()
_NOT_TO_THE_END = "the grading was stopped. Run the same courseware grade command again"


class Grades(CsvExportPlugin):
    """``grades.csv`` with nbgrader's columns; what could not be graded has no score in it.

    A learning platform takes an empty score for one that is still to come, and a 0 for a 0.
    """

    def export(self, gradebook: Gradebook) -> None:
        """Write the file, as `courseware.kit.files` does; raises `SystemExit` if that fails."""
        path = Path(self.to or "grades.csv")
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(_COLUMNS)
        table.writerows(self._rows(gradebook))
        try:
            files.write(path, text.getvalue())
        except OSError as error:
            raise SystemExit(not_written(path, error)) from None
        self.log.info("Wrote %s", path)

    def _rows(self, gradebook):
        """Values of the columns, for each student of each assignment that is asked for."""
        students, assignments = {*map(str, self.student)}, {*map(str, self.assignment)}
        reasons = records.reasons(gradebook.db)
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                if (not students or student.id in students) and (
                    not assignments or assignment.name in assignments
                ):
                    key = (assignment.name, student.id)
                    why = "" if reasons is None else reasons.get(key, _NOT_TO_THE_END)
                    yield self._row(gradebook, assignment, student, why)

    def _row(self, gradebook, assignment, student, why):
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:  # nothing was handed in: 0, as nbgrader has it
            timestamp, scores = "", (0.0, 0.0, 0.0)
        else:
            timestamp = submission.timestamp
            score, penalty = submission.score, submission.late_submission_penalty
            scores = score, penalty, max(0.0, score - penalty)
            if why and not _is_graded(submission):
                scores = "", "", ""
                self.log.warning(
                    "%s of %s has no score here. Could not be graded: %s",
                    assignment.name,
                    student.id,
                    one_line(why),
                )
        names = student.id, student.last_name, student.first_name, student.email
        return assignment.name, assignment.duedate, timestamp, *names, *scores, assignment.max_score


def _is_graded(submission):
    """Whether it has a score all the same: one that plain nbgrader or a person gave since."""
    grades = (grade for notebook in submission.notebooks for grade in notebook.grades)
    return any(g.auto_score is not None or g.manual_score is not None for g in grades)
