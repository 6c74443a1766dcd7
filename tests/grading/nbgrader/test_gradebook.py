"""What a result leaves in nbgrader's gradebook and folders, at first, again, and after a crash."""

import os
import sqlite3
import stat

import nbformat
import pytest
from nbformat.v4 import new_output

from courseware.errors import CoursewareError
from courseware.grade.contract import FAILED, GRADED, CheckResult, NotebookResult, SubmissionResult
from courseware.grade.course.course import Course
from courseware.grade.results import gradebook
from courseware.grade.results.records import Record, Records
from courseware.grade.submission import restore
from courseware.grade.submission.folder import Unreadable
from helpers.checks.contract import State

from . import courses
from .courses import hand_in, meta, table


def judged(task, states, outputs=True):
    """What a worker makes of a task: states by grade id; a cell's points as its output."""
    (each,) = task.notebooks
    nb = nbformat.reads(each.text, 4)
    checks = []
    for check in each.checks:
        state = states.get(check.grade_id, State.RIGHT)
        points = check.points if state == State.RIGHT else 0.0
        why = "Its time was up." if state == State.UNREACHED else ""
        checks.append(CheckResult(check.grade_id, state, points, check.points, reason=why))
        (cell,) = [c for c in nb.cells if meta(c).get("grade_id") == check.grade_id]
        if outputs:
            cell.outputs = [new_output("execute_result", {"text/plain": f"{points:g}"})]
    checks.append(CheckResult("plain-test", State.UNVERIFIED, None, 1.0))
    done = NotebookResult(each.name, nbformat.writes(nb), tuple(checks))
    return SubmissionResult(task.student, task.assignment, GRADED, notebooks=(done,))


@pytest.fixture
def grade(course, assignment, folder, blank):
    """Hand in for Bob and apply a result; returns his rows of the gradebook."""

    def grade(states=None, files=None, nb=blank, change=None):
        hand_in(folder, "bob", "ps", {"nb": nb}, files)
        task, _, _ = restore.make_task(course, assignment, "bob")
        result = judged(task, states or {})
        scores = gradebook.apply(
            course, assignment, change(result) if change else result, task.files
        )
        return rows(folder), scores

    return grade


def rows(folder, student="bob"):
    found = table(folder / "gradebook.db")
    return {key[3:] or key[2:]: row for key, row in found.items() if key[1] == student}


def by_hand(folder, cell, **values):
    with Course.open(folder) as course:
        row = course.gradebook.find_grade(cell, "nb", "ps", "bob")
        for name, value in values.items():
            setattr(row, name, value)
        comment = course.gradebook.find_comment("entropy", "nb", "ps", "bob")
        comment.manual_comment = "Well done."
        course.gradebook.db.commit()


AUTO, BY_HAND = 0, 3


def test_points_are_those_of_the_verdict(grade, folder):
    found, scores = grade({"pmf-check": State.WRONG})
    assert found["grade", "entropy-check"] == (3.0, None, None, False, 3.0)
    assert found["grade", "pmf-check"] == (0.0, None, None, False, 2.0)
    assert found["grade", "plain-test"][AUTO] == 1.0
    assert found["grade", "project"] == (None, None, None, True, 5.0)
    assert found["comment", "entropy"] == ("No response.", None)
    assert (scores.score, scores.max_score, scores.needs_manual_grade) == (4.0, 15.0, True)
    assert (folder / "autograded" / "bob" / "ps" / "nb.ipynb").is_file()
    assert not list((folder / "autograded").rglob(".*"))


def test_an_unreached_check_gives_0_and_asks_for_a_person(grade):
    found, scores = grade({"entropy-check": State.UNREACHED})
    assert found["grade", "entropy-check"] == (0.0, None, None, True, 3.0)
    assert "'entropy-check' was not reached" in found["comment", "entropy"][0]
    assert "Its time was up." in scores.notes[0]


@pytest.mark.parametrize("points", [100.0, 1.0])
def test_outputs_that_say_otherwise_than_the_verdict_give_nothing_by_themselves(grade, points):
    def change(result):
        (each,) = result.notebooks
        text = each.text.replace('"3"', f'"{points:g}"')
        assert text != each.text
        return SubmissionResult(
            "bob", "ps", GRADED, notebooks=(NotebookResult("nb", text, each.checks),)
        )

    found, scores = grade(change=change)
    assert found["grade", "entropy-check"][AUTO] is None
    assert found["grade", "entropy-check"][BY_HAND] and scores.notes


def test_a_verdict_is_needed_for_a_check_of_ours(grade):
    def change(result):
        (each,) = result.notebooks
        return SubmissionResult("bob", "ps", GRADED, notebooks=(NotebookResult("nb", each.text),))

    found, _ = grade(change=change)
    assert found["grade", "entropy-check"][AUTO] is None
    assert found["grade", "plain-test"][AUTO] == 1.0


def test_a_regrade_keeps_what_a_person_gave(grade, folder):
    grade()
    by_hand(folder, "entropy-check", manual_score=1.5, extra_credit=0.5)
    found, scores = grade({"entropy-check": State.WRONG})
    assert found["grade", "entropy-check"] == (0.0, 1.5, 0.5, True, 3.0)
    assert found["comment", "entropy"] == ("No response.", "Well done.")
    assert scores.score == 1.5 + 0.5 + 2 + 1


def test_a_cell_that_is_gone_keeps_no_old_score(grade, blank):
    grade()
    blank.cells = [cell for cell in blank.cells if meta(cell).get("grade_id") != "plain-test"]
    found, _ = grade(nb=blank)
    assert found["grade", "plain-test"] == (None, None, None, True, 1.0)


def test_what_could_not_be_graded_keeps_no_automatic_score(grade, folder, course, assignment):
    grade(files={"timestamp.txt": "2030-01-01 00:00:00 UTC"})
    by_hand(folder, "pmf-check", manual_score=1.0, extra_credit=None)
    result = SubmissionResult("bob", "ps", FAILED, "The sandbox broke.")
    scores = gradebook.apply(course, assignment, result)
    found = rows(folder)
    for name in ("entropy-check", "pmf-check", "plain-test"):
        assert found["grade", name][AUTO] is None and found["grade", name][BY_HAND]
    assert found["grade", "pmf-check"][1] == 1.0 and scores.score == 1.0
    assert found["comment", "entropy"] == ("Could not be graded: The sandbox broke.", "Well done.")
    assert not (folder / "autograded" / "bob" / "ps").exists()
    assert not gradebook.is_applied(course, assignment, "bob")
    again, _ = grade()
    assert again["grade", "entropy-check"][AUTO] == 3.0 and again["comment", "pmf"][0]
    assert gradebook.is_applied(course, assignment, "bob")


def test_what_was_never_graded_is_there_with_the_reason(folder, course, assignment):
    gradebook.apply_failed(course, assignment, "eve", "It is a link.", {"timestamp.txt": b"?"})
    found = rows(folder, "eve")
    assert found["comment", "entropy"][0] == "Could not be graded: It is a link."
    assert all(row[BY_HAND] for key, row in found.items() if "grade" in key)


def test_the_time_of_handing_in_is_kept(grade, folder):
    grade(files={"timestamp.txt": "2030-01-01 12:00:00 UTC"})
    with Course.open(folder) as course:
        submission = course.gradebook.find_submission("ps", "bob")
        assert str(submission.timestamp) == "2030-01-01 12:00:00"


def test_words_of_a_student_are_no_markup_in_a_comment(folder, course, assignment):
    gradebook.apply_failed(course, assignment, "bob", "<script>x</script> ![a](//b) `c`")
    said = rows(folder)["comment", "entropy"][0]
    assert not set("<>[]`") & set(said) and "script" in said


class Killed(BaseException):
    """Stands for kill -9: no handler of ours catches it."""


@pytest.mark.parametrize("at", ["mkdir", "write", "rename 1", "rename 2", "remove"])
def test_after_a_crash_it_is_done_again_as_if_nothing_had_been(
    grade, folder, course, monkeypatch, at
):
    grade({"entropy-check": State.WRONG}, {"old.txt": "old"})
    records = Records(course, "ps")
    records.create()
    records.write(Record("bob", "ps", GRADED))
    (folder / "submitted" / "bob" / "ps" / "old.txt").unlink()
    renames = []

    def killed(*_, **__):
        raise Killed

    def rename(*paths, real=os.rename):
        renames.append(paths)
        if at == f"rename {len(renames)}":
            raise Killed
        real(*paths)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", rename)
        if at == "write":
            patch.setattr("pathlib.Path.write_bytes", killed)
        if at == "mkdir":
            patch.setattr("pathlib.Path.mkdir", killed)
        if at == "remove":
            patch.setattr("shutil.rmtree", killed)
        with pytest.raises(Killed):
            grade()
    # With the points of before the old record went: none stands for what is half done.
    assert (records.read("bob") is None) == (at not in ("mkdir", "write"))
    found, scores = grade()
    assert records.read("bob") is None
    assert found["grade", "entropy-check"][AUTO] == 3.0 and scores.score == 6.0
    names = sorted(path.name for path in (folder / "autograded").rglob("*"))
    assert names == ["bob", "nb.ipynb", "ps"]


def test_a_full_disk_is_told_and_changes_nothing(grade, folder, monkeypatch):
    before, _ = grade()

    def full(*_):
        raise OSError(28, "No space left on device", "nb.ipynb")

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.write_bytes", full)
        with pytest.raises(
            CoursewareError, match=r"No space left on device.*nothing is lost"
        ) as told:
            grade({"entropy-check": State.WRONG})
    assert told.value.__cause__.errno == 28
    assert rows(folder) == before
    assert (folder / "autograded" / "bob" / "ps" / "nb.ipynb").is_file()


def test_a_locked_gradebook_is_told_and_nothing_is_half_done(grade, folder, monkeypatch):
    before, _ = grade()
    monkeypatch.setattr("courseware.grade.course.course.TRIES", 1)
    other = sqlite3.connect(folder / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CoursewareError, match="database is locked"):
        grade({"entropy-check": State.WRONG})
    other.execute("ROLLBACK")
    assert rows(folder) == before


def configured(folder, text):
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{text}")
    return Course.open(folder)


def test_without_create_student_a_stranger_is_refused(folder, blank):
    with configured(folder, "c.Autograde.create_student = False") as course:
        assignment = course.assignment("ps")
        hand_in(folder, "bob", "ps", {"nb": blank})
        task, _, _ = restore.make_task(course, assignment, "bob")
        with pytest.raises(Unreadable, match="nbgrader db student add bob"):
            gradebook.apply(course, assignment, judged(task, {}), task.files)
        assert gradebook.apply_failed(course, assignment, "bob", "x").notes
        assert table(folder / "gradebook.db") == {}
        assert not (folder / "autograded" / "bob" / "ps").exists()
        course.gradebook.add_student("bob")
        assert gradebook.apply(course, assignment, judged(task, {}), task.files).score == 6


def test_a_shared_course_shares_folders_with_its_group(folder, blank):
    with configured(folder, "c.CourseDirectory.groupshared = True") as course:
        assignment = course.assignment("ps")
        hand_in(folder, "bob", "ps", {"nb": blank}, {"sub/data.csv": "1"})
        task, _, _ = restore.make_task(course, assignment, "bob")
        gradebook.apply(course, assignment, judged(task, {}), task.files)
    place = folder / "autograded" / "bob" / "ps"
    modes = [stat.S_IMODE(p.stat().st_mode) for p in (place / "nb.ipynb", place / "sub/data.csv")]
    assert modes == [0o664, 0o664]
    assert all(p.stat().st_mode & 0o2770 == 0o2770 for p in (place, place / "sub"))


CUSTOM = """
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades, AssignLatePenalties
from nbgrader.api import Gradebook

class Sign(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        nb.metadata["signed"] = "before"
        return nb, resources

class Bonus(NbGraderPreprocessor):
    def preprocess(self, nb, resources):
        known = resources["nbgrader"]
        with Gradebook(known["db_url"]) as book:
            grade = book.find_grade("entropy-check", "nb", "ps", known["student"])
            nb.metadata["seen"] = grade.auto_score
            grade.extra_credit = 10
            book.db.commit()
        return nb, resources

def hook(**named):
    import pathlib
    pathlib.Path("hook.txt").write_text(repr(sorted(named)))

c.Autograde.autograde_preprocessors = [Sign, SaveAutoGrades, AssignLatePenalties, Bonus]
c.Autograde.post_convert_hook = hook
"""


def test_the_courses_own_preprocessors_run_where_the_scores_stand(folder, blank):
    with configured(folder, CUSTOM) as course:
        assignment = course.assignment("ps")
        hand_in(folder, "bob", "ps", {"nb": blank})
        task, _, _ = restore.make_task(course, assignment, "bob")
        gradebook.apply(course, assignment, judged(task, {}), task.files)
    nb = courses.released(folder, "bob/ps", "nb", "autograded")
    assert nb.metadata.signed == "before" and nb.metadata.seen == 3.0
    assert rows(folder)["grade", "entropy-check"][2] == 10
    assert (folder / "hook.txt").read_text() == "['assignment', 'notebooks', 'student']"


def test_a_late_penalty_that_fails_is_told_and_nothing_is_written(folder, blank):
    broken = (
        "from nbgrader.plugins import BasePlugin\nclass Broken(BasePlugin):\n"
        "    def late_submission_penalty(self, *_): return 1 / 0\n"
        "c.AssignLatePenalties.plugin_class = Broken\n"
    )
    with configured(folder, broken) as course:
        assignment = course.assignment("ps")
        course.gradebook.update_or_create_assignment("ps", duedate="2029-01-01 00:00:00")
        hand_in(folder, "bob", "ps", {"nb": blank}, {"timestamp.txt": "2030-01-01 00:00:00 UTC"})
        task, _, _ = restore.make_task(course, assignment, "bob")
        with pytest.raises(Unreadable, match="Broken failed to say what that costs"):
            gradebook.apply(course, assignment, judged(task, {}), task.files)
    assert table(folder / "gradebook.db") == {}


def test_hidden_staging_is_not_taken_for_a_submission(folder, course, assignment, blank):
    hand_in(folder, "bob", "ps", {"nb": blank})
    for name in (".ps.part", ".ps.old"):
        (folder / "autograded" / "bob" / name).mkdir(parents=True)
    assert not gradebook.is_applied(course, assignment, "bob")
    said = courses.nbgrader(folder, "generate_feedback", "ps", succeeds=False)
    assert "No notebooks were matched" in said
