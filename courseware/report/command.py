"""The command line of ``courseware report``."""

import hashlib
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import click

from courseware.cli import Settings
from courseware.errors import CoursewareError
from courseware.kit import command_options


@click.command(short_help="Make a page on how a class did.")
@command_options.assignment
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where the page goes (default: report-ASSIGNMENT.html in the course's folder).",
)
@click.option("--anonymous", is_flag=True, help="Numbers instead of students' ids, without notes.")
@command_options.db_url
@click.pass_obj
def command(
    settings: Settings, assignment: str, out: str | None, anonymous: bool, db_url: str | None
) -> None:
    """Make one HTML page on how a class did on an assignment.

    It shows points and states of each exercise, which misconceptions were met by how many, the
    distribution of total points, where the time went, and what could not be graded and why. It is
    made from what courseware grade recorded and from the gradebook, points given by hand included.
    """
    from courseware.grade.course.course import Course
    from courseware.grade.results.class_points import of_all
    from courseware.grade.results.records import Records
    from courseware.grade.table import counted

    from . import page, summary
    from .titles import titles

    with Course.open(settings.directory, db_url) as course:
        released = course.assignment(assignment)
        kept = Records(course, assignment)
        found, deleted = _still_there(course, kept.read_all())
        known = {record.student for record in found}
        handed_in = set(course.submissions(assignment))
        points = of_all(course, released)
        lost = sorted(s for s in points if points[s].graded and s not in known)
        if lost and (not known or handed_in.intersection(lost)):
            raise CoursewareError(_lost(kept, lost))  # the page of before stays
        report = summary.summarise(
            released,
            found,
            points,
            problems=course.skipped(assignment),
            missing=[*kept.problems, *map(_gone, lost), *map(_deleted, deleted)],
            ungraded=len(handed_in - known),
            titles=titles(course, released),
        )
        root = course.root
    if anonymous:
        report = summary.anonymous(report)
    path = Path(out) if out else root / f"report-{_file_name(assignment)}.html"
    made = datetime.now().astimezone().strftime("%-d %B %Y, %H:%M")
    page.write(path, page.render(report, made))
    click.echo(f"Made {path}: {counted(len(report.submissions))} of {assignment}.")
    if not known:
        click.echo(f"Nothing is graded yet. First run: courseware grade {assignment}")


def _lost(kept, students):
    """What to say when points are there, but not what the report is made from."""
    from courseware.grade.table import counted

    some = ", ".join(students[:5]) + (", ..." if len(students) > 5 else "")
    sentences = [
        *kept.problems,
        f"The gradebook has points of {counted(len(students))} of {kept.assignment}, but no record "
        f"of how they were graded: {some}. No page was made.",
        f"This makes the records again, and keeps points given by hand: "
        f"courseware grade {kept.assignment}",
    ]
    return "\n".join(sentences)


def _still_there(course, records):
    """Records that count, and students whose submission failed and was then deleted."""
    from courseware.grade.contract import GRADED
    from courseware.grade.course.students import is_there

    deleted = [
        record
        for record in records
        if record.state != GRADED and not is_there(course, record.assignment, record.student)
    ]
    kept = [record for record in records if record not in deleted]
    return kept, [record.student for record in deleted]


def _deleted(student):
    return (
        f"The submission of {student} could not be graded, and is no longer there. "
        "It is left out here."
    )


def _gone(student):
    return (
        f"{student} has points in the gradebook, but there is neither a submission nor a record of "
        "how it was graded. It is left out here."
    )


def _file_name(name):
    """A name as a file's: no slash, no dot, not too long, and different for different names.

    >>> _file_name("../bob"), _file_name("Änne 2")
    ('%2E%2E%2Fbob', '%C3%84nne%202')
    """
    quoted = quote(name, safe="").replace(".", "%2E")
    if len(quoted) <= 150:
        return quoted
    return f"{quoted[:80]}~{hashlib.sha256(name.encode()).hexdigest()}"
