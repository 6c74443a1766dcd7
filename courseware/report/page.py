"""The page: a template filled with a report, written whole or not at all."""

import statistics
from pathlib import Path

import jinja2

from courseware.errors import CoursewareError
from courseware.kit import files
from helpers.checks.contract import State
from helpers.widgets import marked

from . import plots
from .summary import PHASES, ClassReport, wait


def render(report: ClassReport, made: str = "") -> str:
    """Make the page, in HTML that needs nothing else; `made` says when, for people."""
    figures = {
        "points": plots.points(report),
        "states": plots.states(report),
        "totals": plots.totals(report),
        "times": plots.times(report),
    }
    return _template().render(
        report=report,
        made=made,
        figures=figures,
        numbers=_numbers(report),
        unverified=[e for e in report.exercises if e.states[State.UNVERIFIED]],
        means={
            name: statistics.fmean(s.seconds.get(key, 0.0) for s in report.submissions)
            for key, name in PHASES.items()
        }
        if report.submissions
        else {},
    )


def write(path: str | Path, page: str) -> None:
    """Write a page that only its owner may read; CoursewareError if it cannot be written."""
    try:
        files.write(path, page, 0o600)
    except OSError as error:
        raise CoursewareError(
            f"{path} cannot be written ({error.strerror or error}). Name another file: --out FILE"
        ) from None


def _numbers(report):
    """The few figures at the top: label and value."""
    scores = report.scores
    found = [("graded", str(len(scores)))]
    if report.failed:
        found.append(("could not be graded", str(len(report.failed))))
    if report.ungraded:
        found.append(("not graded yet", str(report.ungraded)))
    if scores:
        so_far = " so far" if report.waiting else ""
        found.append((f"median points{so_far}", _points(statistics.median(scores))))
        found.append((f"mean points{so_far}", _points(statistics.fmean(scores))))
        found.append(("points in all", _points(report.maximum)))
    if report.waiting:
        found.append((f"{wait(report.waiting)} for manual grading", str(report.waiting)))
    return found


def _points(value):
    """Points for people: at most two digits behind the point.

    >>> _points(2.0), _points(1 / 3)
    ('2', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _percent(share):
    """A share for people.

    >>> _percent(0.0013), _percent(0.166)
    ('<1 %', '17 %')
    """
    return "<1 %" if 0 < share < 0.01 else f"{100 * share:.0f} %"


def _template():
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("courseware.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update(points=_points, percent=_percent, wait=wait, marked=marked)
    return environment.get_template("report.html.j2")
