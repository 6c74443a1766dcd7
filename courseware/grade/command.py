"""The command line of ``courseware grade``."""

import contextlib
import os
import sys
import time
import warnings
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from types import SimpleNamespace
from typing import Any

import click

from courseware.cli import Settings
from courseware.errors import STOPPED, CoursewareError
from courseware.kit import command_options

EXAMPLES = """\b
Examples:
  courseware grade why-models                  all that is new or has changed
  courseware grade why-models --dry-run        what would be graded, and what cannot be
  courseware grade why-models --student ada    one submission; --student may be repeated
  courseware grade why-models --regrade        all of it again; points given by hand stay
  courseware grade why-models --json FILE      the table for other programs, too
"""
_SCRATCH, _OLD = "grading-", 86_400  # seconds
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def _cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@click.command(short_help="Grade what students handed in.", epilog=EXAMPLES)
@command_options.assignment
@click.option("--student", "students", metavar="ID", multiple=True, help="Only this one's.")
@click.option("--regrade", is_flag=True, help="Grade again what has not changed, too.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=_cores,
    metavar="N",
    help="How many are graded at the same time (default: one on each core).",
)
@click.option("--figures", is_flag=True, help="Draw figures, for the feedback.")
@click.option(
    "--sandbox/--no-sandbox",
    default=True,
    help="Let students' code do all that you can do here. Recorded in the results.",
)
@command_options.db_url
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write the table for other programs; - for standard output.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be graded; change nothing.")
@click.pass_obj
def command(settings: Settings, **options: Any) -> None:
    """Grade the submissions of an assignment, submitted/*/ASSIGNMENT.

    Each runs in a sandbox of its own and is judged from outside. Points go into nbgrader's
    gradebook, the notebooks as they were run into autograded/; submissions are only read. What has
    not changed since it was graded is left alone. When a run was stopped, in whatever way, the same
    command grades the rest (with --regrade, it starts over).

    Exit codes: 0, all are graded; 1, some could not be, or something has to be fixed first; 2,
    wrong usage: an option, an assignment or a student that is not known; 130, stopped by Ctrl-C.
    """
    # Before numpy is imported, here or in a worker; and no module is taken from where one stands.
    os.environ.update(dict.fromkeys(_THREADS, "1"), PYTHONSAFEPATH="1")
    if not settings.debug:
        warnings.simplefilter("ignore")
    wish = SimpleNamespace(settings=settings, **options)
    if not wish.sandbox:
        _say("Warning: without a sandbox, students' code can do all that you can do here.")
    try:
        code = _look(wish) if wish.dry_run else _grade(wish)
    except KeyboardInterrupt:
        _say("Stopped before anything was graded.")
        code = STOPPED
    sys.exit(code)


def _check_system():
    if not sys.platform.startswith("linux"):
        raise CoursewareError(
            f"courseware grade runs submissions on Linux, and this is {sys.platform}. Grade in a "
            "virtual machine with Linux (on Windows: WSL); the course's folder is all it needs. "
            "Or use nbgrader autograde: it works here, but runs students' code without protection."
        )


def _scratch():
    _remove_left_behind()
    try:
        return TemporaryDirectory(prefix=_SCRATCH, ignore_cleanup_errors=True)
    except OSError as error:
        raise CoursewareError(
            f"There is no place for temporary files ({error.strerror or error}). Free some space "
            "there, or name another folder: TMPDIR=FOLDER courseware grade ..."
        ) from None


def _remove_left_behind():
    """Remove empty folders of runs that were killed; one that may be in use is younger."""
    with contextlib.suppress(OSError):
        for folder in Path(gettempdir()).glob(f"{_SCRATCH}*"):
            with contextlib.suppress(OSError):
                about = folder.lstat()
                if about.st_uid == os.geteuid() and time.time() - about.st_mtime > _OLD:
                    folder.rmdir()


def _grade(wish):
    _check_system()
    from .interrupt import HeldInterrupts

    with ExitStack() as stack:
        interrupts = stack.enter_context(HeldInterrupts())
        with interrupts.held():
            from .worker.pool import Pool

        # What workers that are killed leave behind goes with it.
        os.environ["TMPDIR"] = stack.enter_context(_scratch())
        pool = stack.enter_context(Pool(wish.jobs, wish.sandbox, debug=wish.settings.debug))
        if wish.jobs > 1:
            pool.warm()  # while this process imports nbgrader
        with interrupts.held():  # an import that is broken off may print, or lose the interrupt
            from .coordinator import GradingRun
            from .progress import Progress
            from .results import records
            from .results.class_points import of_all
            from .table import Table, counted

        course, assignment, students = _open(wish, stack)
        kept = records.Records(course, assignment.name)
        stack.enter_context(records.lock(course.root))
        flags = {"figures": wish.figures, "sandbox": wish.sandbox}
        run = GradingRun(course, assignment, kept, pool, **flags, hold=interrupts.held)
        stopped = None
        try:
            _say(f"Grading {counted(len(students))} of {wish.assignment}, {wish.jobs} at a time.")
            with Progress(len(students)) as progress:
                run.go(students, wish.regrade, progress.count, progress.tick)
        except (CoursewareError, KeyboardInterrupt) as error:
            stopped = error
        skipped = [] if wish.students else course.skipped(wish.assignment)
        points = of_all(course, assignment)
        notes = _notes(wish, course, points)
        table = Table(assignment, run.outcomes, points, skipped, stopped is None, notes)
        _show(wish, table)
        for problem in kept.problems:
            _say(problem)
        if isinstance(stopped, KeyboardInterrupt):
            goes_on = "starts over" if wish.regrade else "grades the rest"
            _say(f"Stopped. What is graded is kept; the same command {goes_on}.")
            return STOPPED
        if stopped is not None:
            raise stopped
        return 1 if table.failed else 0


def _open(wish, stack):
    """The course, the assignment, and the students whose submissions are meant."""
    from .course.course import Course
    from .course.students import lookalikes

    course = stack.enter_context(Course.open(wish.settings.directory, wish.db_url))
    assignment = course.assignment(wish.assignment)
    asked = wish.students or [None]
    students = [s for student in asked for s in course.submissions(assignment.name, student)]
    students = list(dict.fromkeys(students))
    if not students and not course.skipped(assignment.name):
        folder = course.folder("submitted", "STUDENT", assignment.name)
        near = " ".join(lookalikes(course, assignment.name))
        raise CoursewareError(
            f"Nothing has been handed in for {assignment.name}. Put each student's notebooks into "
            f"{folder} (or collect them: nbgrader collect, nbgrader zip_collect). {near}".rstrip()
        )
    return course, assignment, students


def _notes(wish, course, points):
    """What is to be told of students whose submissions are not where they should be."""
    from .course.students import lookalikes, vanished

    if wish.students:
        return []
    return lookalikes(course, wish.assignment) + vanished(course, wish.assignment, points)


def _show(wish, table):
    """The table, on the terminal and in the file; with JSON on the terminal, only that."""
    if wish.json_file == "-":
        _say(table.summary())
    else:
        click.echo("\n".join(table.lines()))
    if wish.json_file:
        table.write(wish.json_file)


def _look(wish):
    from courseware.kit.text import one_line

    from .dry_run import preview
    from .results.class_points import of_all
    from .results.records import Records
    from .sandbox import bubblewrap

    with ExitStack() as stack:
        course, assignment, students = _open(wish, stack)
        kept = Records(course, assignment.name)
        skipped = [] if wish.students else course.skipped(wish.assignment)
        bad = bool(skipped)
        for line, fine in preview(course, assignment, kept, students, wish.regrade):
            click.echo(line)
            bad |= not fine
        notes = _notes(wish, course, of_all(course, assignment))
        for told in dict.fromkeys(skipped + kept.problems + notes):
            click.echo(one_line(told))
        if wish.sandbox:
            bubblewrap.check()
    return 1 if bad else 0


def _say(message):
    click.echo(message, err=True)
