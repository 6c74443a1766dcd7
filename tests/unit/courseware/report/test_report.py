"""The report tells how the class did, to anyone, and nothing in it acts."""

import re

import pytest
from bs4 import BeautifulSoup

from courseware.errors import CoursewareError
from courseware.report import page, plots, summary
from helpers import answers
from helpers.checks.contract import State
from tests.unit.courseware.report import classes

pytestmark = pytest.mark.slow
STATES = (State.RIGHT, State.WRONG, State.UNFINISHED, State.UNREACHED, State.UNVERIFIED)
KINDS = {
    "empty": dict(n=0),
    "one": dict(n=1),
    "class": dict(n=24),
    "waiting": dict(n=5, graded_by_hand=False),
    "unverified": dict(n=5, ours=False),
}


def made(failed=(), **school):
    assignment, records, points = classes.school(**school)
    return summary.summarise(assignment, [*records, *failed], points)


@pytest.fixture(scope="module", params=KINDS)
def soup(request):
    return BeautifulSoup(page.render(made(**KINDS[request.param])), "html.parser")


def test_counts_are_those_of_the_records():
    assignment, records, points = classes.school(40)
    report = summary.summarise(assignment, records, points)
    assert len(report.submissions) == 40 and report.maximum == assignment_points(assignment)
    for exercise in report.exercises[:-1]:
        grade_id = exercise.key.split("/")[1]
        checks = [c for r in records for c in r.checks[classes.NAME] if c.grade_id == grade_id]
        assert {s: exercise.states[s] for s in STATES} == {
            s: sum(c.state == s for c in checks) for s in STATES
        }
        met = {m.name: m.students for m in exercise.misconceptions}
        named = [c.misconception for c in checks if c.misconception]
        assert met == {name: named.count(name) for name in named}
        assert list(met.values()) == sorted(met.values(), reverse=True)
        assert exercise.unexplained == exercise.states[State.WRONG] - len(named)
        reached = [c.points for c in checks if c.state != State.UNREACHED]
        assert exercise.mean == pytest.approx(sum(reached) / len(reached))
        assert exercise.waiting == 40 - len(reached)
    assert report.scores == [points[r.student].score for r in records]
    assert report.unprotected == [r.student for r in records if not r.sandbox]


@pytest.mark.filterwarnings("error")
def test_points_by_hand_above_the_maximum_are_drawn_whole():
    assignment, records, points = classes.school(3)
    for given in points.values():
        given.cells[classes.THINK] = 8.0
    figure = plots.points(summary.summarise(assignment, records, points))
    assert "mean 8 of 3" in figure.alt
    for svg in (figure.wide, figure.narrow):
        assert "Think" in svg or "think" in svg
        ticks = [float(t) for t in re.findall(r">(\d+)</text>", svg)]
        assert max(ticks) >= 200


def assignment_points(assignment):
    return sum(c.max_score for n in assignment.notebooks.values() for c in n.cells.values())


def test_hints_are_those_that_students_were_given():
    report = made(n=40)
    known = answers.find(classes.NAME, "entropy").misconceptions
    hints = {m.name: m.hint for m in known}
    met = report.exercises[0].misconceptions
    assert met and all(m.hint == hints[m.name] for m in met)


def test_points_given_by_hand_and_penalties_are_in_the_totals():
    assignment, records, points = classes.school(1)
    key = f"{classes.NAME}/think"
    points["student000"].cells[key], points["student000"].late_penalty = 2.5, 1.0
    (row,) = summary.summarise(assignment, records, points).submissions
    others = sum(p for k, p in points["student000"].cells.items() if k != key)
    assert row.score == others + 1.5 and row.late_penalty == 1.0


def with_answers(*given):
    """A class of which these points were given for the question; None: none yet, "": blank."""
    assignment, records, points = classes.school(len(given), graded_by_hand=False)
    for each, value in zip(points.values(), given, strict=True):
        each.cells[classes.THINK] = 0.0 if value == "" else value
        each.waiting = set() if value is not None else {classes.THINK}
        each.by_hand = {classes.THINK} if isinstance(value, float) else set()
    return summary.summarise(assignment, records, points)


@pytest.mark.parametrize(
    "given, mean, waiting, shown",
    [
        ((None, None, None), None, 3, "–"),
        (("", None, None), None, 2, "–"),  # blank ones alone are no mean
        ((3.0, 2.0, None), 2.5, 1, "2.5 of 3"),
        ((3.0, "", None), 1.5, 1, "1.5 of 3"),
        ((3.0, "", 0.0), 1.0, 0, "1 of 3"),
        (("", "", ""), 0.0, 0, "0 of 3"),
    ],
)
def test_the_mean_is_of_what_is_graded(given, mean, waiting, shown):
    report = with_answers(*given)
    question = report.exercises[-1]
    assert (question.mean, question.waiting, report.waiting) == (mean, waiting, waiting)
    soup = BeautifulSoup(page.render(report), "html.parser")
    row = soup.find("th", string=question.name).parent.get_text(" ", strip=True)
    assert shown in row
    assert (f"{waiting} to be graded" in row) == bool(waiting)
    drawing = BeautifulSoup(plots.points(report).wide, "html.parser")
    drawn = [e.string for e in drawing.find_all("text") if "to be graded" in e.string]
    assert drawn == ([f"{waiting} to be graded"] if mean is None else [])


def test_totals_that_are_not_final_are_marked():
    text = heads(with_answers(1.0, None, None))
    assert text["median points so far"] and text["mean points so far"]
    assert text["wait for manual grading"] == "2"
    assert "2 wait for manual grading" in plots.totals(with_answers(1.0, None, None)).alt
    assert heads(with_answers(1.0, None))["waits for manual grading"] == "1"
    text = heads(with_answers(1.0, 2.0))
    assert text["median points"] and not any("so far" in label for label in text)


def heads(report):
    """The figures at the top."""
    return classes.figures_of(page.render(report))


def test_an_unreached_check_waits_for_a_person():
    assignment, records, points = classes.school(1)
    first, *_ = points["student000"].cells
    points["student000"].waiting = {first}
    report = summary.summarise(assignment, records, points)
    assert report.exercises[0].waiting == report.waiting == 1
    assert "so far" in page.render(report)


def test_totals_stand_in_the_bar_that_holds_them():
    scores = [0, 0.5, 1, 11, 11.5, 12]
    edges = plots.bins(scores, 12)
    assert list(edges) == list(range(13))
    assert plots.bins([-0.5], 12)[0] == -1 and plots.bins([13.5], 12)[-1] == 14
    wide = plots.bins([0, 100], 100)
    assert len(wide) <= 21 and wide[0] == 0 and wide[-1] == 100
    assert list(plots.bins([0], 0)) == [0, 1]


def test_names_of_exercises_are_whole_in_the_figures():
    report = made(n=3)
    for drawn in (plots.points(report), plots.states(report)):
        for svg in (drawn.wide, drawn.narrow):
            soup = BeautifulSoup(svg, "html.parser")
            text = " ".join(element.get_text(strip=True) for element in soup.find_all("text"))
            assert "…" not in text
            assert "2.1 Let the computer search" in text


def test_nothing_is_cut_off_at_the_right():
    report = made(n=40)
    drawn = [getattr(plots, name)(report) for name in FIGURES]
    for svg in [svg for figure in drawn for svg in (figure.wide, figure.narrow)]:
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
        legend = re.findall(r'text-anchor: start[^>]* x="([\d.]+)"[^>]*>([^<]+)<', svg)
        assert legend
        for x, text in legend:
            assert float(x) + 5 * len(text) < width
    names = {text for _, text in re.findall(r"text-anchor: start[^>]*( )x=[^>]*>([^<]+)<", svg)}
    assert names == {"start", "cells", "checks", "end"}


def test_questions_have_the_heading_they_stand_under():
    assignment, records, points = classes.school(2)
    heading = "Think! 3: What makes a model worth having?"
    report = summary.summarise(assignment, records, points, titles={classes.THINK: heading})
    question = report.exercises[-1]
    assert question.name == heading and question.number == "Think! 3"
    assert heading in page.render(report)
    assert made(n=2).exercises[-1].name == "think (graded by hand)"


def test_the_page_is_accessible_and_needs_nothing_else(soup):
    assert soup.html["lang"] == "en" and soup.title.string
    for table in soup.find_all("table"):
        assert table.caption.get_text(strip=True)
        assert all(th.get("scope") in ("col", "row") for th in table.find_all("th"))
    for svg in soup.find_all("svg"):
        assert svg["role"] == "img" and len(svg["aria-label"]) > 30
        assert "#0a0b0c" not in str(svg)  # the page's own colour, whatever it is
    ids = [element["id"] for element in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for name in ("aria-labelledby",):
        assert all(e[name] in ids for e in soup.find_all(attrs={name: True}))
    assert not soup.find_all(["script", "link", "iframe", "img"])
    text = re.sub(r'xmlns(:xlink)?="[^"]*"', "", str(soup))
    assert not re.search(r"https?://|url\((?!#)|@import|xlink:href=\"(?!#)", text)
    assert "nan" not in text.split("<main>")[1].lower().replace("nansum", "")


def test_each_figure_is_drawn_or_left_out():
    drawn = {kind: {f: getattr(plots, f)(made(**about)) for f in FIGURES} for kind, about in ALL}
    assert not any(drawn["empty"].values())
    assert all(drawn["one"].values()) and all(drawn["class"].values())
    alt = drawn["class"]["states"].alt
    assert "1.1 Compute the entropy" in alt and re.search(r"\d+ wrong", alt)


FIGURES = ("points", "states", "totals", "times")
ALL = [(kind, KINDS[kind]) for kind in ("empty", "one", "class")]


def test_what_students_wrote_is_text():
    failed = [classes.failing(classes.HOSTILE, classes.HOSTILE)]
    assignment, records, points = classes.school(2)
    object.__setattr__(records[0], "notes", (classes.HOSTILE,))
    object.__setattr__(records[1], "student", classes.HOSTILE)
    points[classes.HOSTILE] = points["student001"]
    report = summary.summarise(assignment, [*records, *failed], points, problems=[classes.HOSTILE])
    html = page.render(report)
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.find_all("script") and not soup.find_all(onclick=True)
    assert soup.get_text().count('document.title="hit"') == 5
    assert "\x1b" not in html


def test_what_could_not_be_graded_stands_with_its_reason():
    html = page.render(made(n=2, failed=[classes.failing("zoe", "zoe's file is empty.")]))
    row = BeautifulSoup(html, "html.parser").find("th", string="zoe").parent
    assert "zoe's file is empty." in row.get_text()


def test_what_is_missing_is_told_apart_from_what_could_not_be_graded():
    assignment, records, points = classes.school(2)
    report = summary.summarise(assignment, records, points, missing=["student9's record is gone."])
    text = BeautifulSoup(page.render(report), "html.parser").get_text()
    assert "student9's record is gone." in text and "could not be graded" not in text
    text = page.render(summary.anonymous(report))
    assert "student9" not in text and "What is missing" in text


def test_anonymous_pages_hold_no_id_and_no_note():
    report = made(n=24, failed=[classes.failing("zoe", "submitted/zoe/x.ipynb is empty.")])
    anonymous = summary.anonymous(report, seed=1)
    html = page.render(anonymous)
    assert not re.search(r"student\d|zoe|stopped after", html)
    assert "is empty" in html and "Student 24" in html
    assert sorted(anonymous.scores) == sorted(report.scores) and anonymous.scores != report.scores
    assert anonymous.scores != summary.anonymous(report, seed=2).scores


def test_a_page_is_written_whole_or_not_at_all(tmp_path):
    page.write(tmp_path / "report.html", "new")
    assert (tmp_path / "report.html").read_text() == "new"
    (tmp_path / "folder").mkdir()
    with pytest.raises(CoursewareError, match="--out FILE"):
        page.write(tmp_path / "folder", "new")
    with pytest.raises(CoursewareError, match="--out FILE"):
        page.write(tmp_path / "not there" / "report.html", "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "report.html"]
