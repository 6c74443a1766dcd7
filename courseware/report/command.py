"""The command line of ``courseware report``."""

from datetime import datetime
from pathlib import Path

import click


@click.command(short_help="Make a page on how a class did.")
@click.argument("assignment")
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where the page goes (default: report-ASSIGNMENT.html in the course's folder).",
)
@click.option("--anonymous", is_flag=True, help="Numbers instead of students' ids, without notes.")
@click.option("--db-url", metavar="URL", help="Address of nbgrader's gradebook.")
@click.pass_obj
def command(settings, assignment, out, anonymous, db_url):
    """Make one HTML page on how a class did on an assignment.

    It shows points and states of each exercise, which misconceptions were met by how many, the
    distribution of total points, where the time went, and what could not be graded and why. It is
    made from what courseware grade recorded and from the gradebook, points given by hand included.
    """
    from courseware.grading import records
    from courseware.grading.course import Course
    from courseware.grading.points import of_all

    from . import page, summary

    with Course.open(settings.directory, db_url) as course:
        released = course.assignment(assignment)
        kept = records.Records(course.root, assignment)
        found = kept.read_all()
        known = {record.student for record in found}
        handed_in = set(course.submissions(assignment))
        report = summary.summarise(
            released,
            found,
            of_all(course, released),
            problems=[*course.skipped(assignment), *kept.problems],
            ungraded=len(handed_in - known),
        )
        root = course.root
    if anonymous:
        report = summary.anonymous(report)
    path = Path(out) if out else root / f"report-{records.file_name(assignment)}.html"
    made = datetime.now().astimezone().strftime("%-d %B %Y, %H:%M")
    page.write(path, page.render(report, made))
    click.echo(f"Made {path}: {len(report.submissions)} submissions of {assignment}.")
    if not known:
        click.echo(f"Nothing is graded yet. First run: courseware grade {assignment}")
