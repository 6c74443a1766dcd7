"""A course is found and configured as nbgrader does it; what is missing is told."""

import errno
import os
import shutil

import pytest
from sqlalchemy.exc import OperationalError

from courseware.errors import CoursewareError, UnknownName, not_written
from courseware.grade.course import students
from courseware.grade.course.course import Course, NoGradebook
from courseware.grade.course.database import database_trouble
from courseware.grade.course.students import problem_of
from courseware.grade.results.class_points import Points

from . import courses
from .courses import ROOT, hand_in


def configure(folder, text):
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{text}\n")


def test_found_from_any_folder_in_it(folder):
    (folder / "submitted" / "bob" / "ps").mkdir(parents=True)
    with Course.open(folder / "submitted" / "bob" / "ps") as course:
        assert course.root == folder and course.submissions("ps") == ["bob"]
        assert course.db_url == f"sqlite:///{folder}/gradebook.db"
        assert course.autograding.limits.cell_seconds == 30


def test_found_by_its_gradebook_alone(folder):
    (folder / "nbgrader_config.py").unlink()
    with Course.open(folder) as course:
        assert list(course.assignment("ps").notebooks) == ["nb"]


def test_no_course(tmp_path):
    with pytest.raises(CoursewareError, match=r"no nbgrader course in .*nbgrader_config\.py or"):
        Course.open(tmp_path)


def test_this_repository_is_a_course():
    with Course.open(ROOT / "solutions") as course:
        assert course.root == ROOT and course.coursedir.release_directory == "course"


@pytest.mark.parametrize(
    "text", ["1 / 0", "import nothing_of_that_name", "c. =", "raise SystemExit"]
)
def test_a_broken_configuration(folder, text):
    configure(folder, text)
    with pytest.raises(CoursewareError, match=r"configuration for .* cannot be read"):
        Course.open(folder)


def test_the_users_own_configuration_counts_too(folder, tmp_path, monkeypatch):
    home = tmp_path / "config"
    home.mkdir()
    (home / "nbgrader_config.py").write_text("get_config().Execute.timeout = 7")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(home))
    with Course.open(folder) as course:
        assert course.autograding.limits.cell_seconds == 7


def test_the_working_folder_stays_as_it_was(folder):
    before = os.getcwd()
    Course.open(folder).close()
    assert os.getcwd() == before


def test_a_relative_gradebook_is_the_courses(folder):
    configure(folder, "c.CourseDirectory.db_url = 'sqlite:///gradebook.db'")
    with Course.open(folder) as course:
        assert course.assignment("ps").name == "ps"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///nowhere.db", "no gradebook yet at sqlite:///.*nowhere.db. Check the address"),
        ("nonsense", "gradebook nonsense cannot be opened"),
        ("oracle://u:secret@h/x", r"gradebook oracle://u:\*\*\*@h/x cannot be opened"),
    ],
)
def test_no_gradebook(folder, url, said):
    with Course.open(folder, url) as course, pytest.raises(CoursewareError, match=said):
        course.assignment("ps")
    assert not list(folder.rglob("nowhere.db"))


def test_without_a_gradebook_the_command_that_helps_is_told(folder):
    (folder / "gradebook.db").unlink()
    with Course.open(folder) as course, pytest.raises(NoGradebook) as told:
        course.assignment("ps")
    _, arguments = str(told.value).split("Release the assignment first: nbgrader ")
    assert arguments == "generate_assignment ps --force"  # without it, nbgrader skips the release
    courses.nbgrader(folder, *arguments.split())
    with Course.open(folder) as course:
        assert course.assignment("ps").name == "ps"
    (folder / "gradebook.db").unlink()
    shutil.rmtree(folder / "release" / "ps")
    with Course.open(folder) as course, pytest.raises(NoGradebook, match=r"assignment ps$"):
        course.assignment("ps")


def test_a_gradebook_that_is_none(folder):
    (folder / "gradebook.db").write_bytes(b"no database " * 100)
    with Course.open(folder) as course, pytest.raises(CoursewareError, match="cannot be used"):
        course.assignment("ps")


def test_of_a_damaged_gradebook_it_is_told_what_can_be_saved(folder):
    path = folder / "gradebook.db"
    whole = path.read_bytes()
    said = r"The file is damaged: put back a copy of it.*release again with --force.*by hand"
    for damaged in (b"no database " * 100, whole[:4096] + b"\xff" * (len(whole) - 4096)):
        path.write_bytes(damaged)
        with Course.open(folder) as course, pytest.raises(CoursewareError, match=said) as told:
            course.assignment("ps")
        assert "Check that it is there" not in str(told.value)


def test_an_unknown_assignment(course):
    with pytest.raises(CoursewareError) as told:
        course.assignment("pss")
    for part in ("no assignment 'pss'", "Did you mean 'ps'?", "Released: ps."):
        assert part in str(told.value)
    assert told.value.exit_code == 2 and "generate_assignment" not in str(told.value)


def test_an_assignment_that_is_not_released_yet(course, folder):
    (folder / "source" / "ps2").mkdir()
    with pytest.raises(CoursewareError, match=r"Make it known with: .*generate_assignment ps2$"):
        course.assignment("ps2")
    with pytest.raises(CoursewareError, match=r"Released: ps\. Not released yet: ps2\."):
        course.assignment("ps3")


def test_an_unknown_assignment_of_a_course_without_a_gradebook(course, folder):
    (folder / "gradebook.db").unlink()
    with pytest.raises(UnknownName, match=r"no assignment 'nope' .*Not released yet: ps"):
        course.assignment("nope")
    with pytest.raises(CoursewareError, match="no gradebook yet"):
        course.assignment("ps")


def test_cells_come_in_the_order_of_the_release(course, assignment, folder):
    known = assignment.notebooks["nb"]
    assert list(known.cells)[:4] == ["entropy", "entropy-check", "pmf", "pmf-check"]
    assert known.exercise_of("entropy-check") == "entropy"
    assert known.exercise_of("plain-test") == "pmf" and known.exercise_of("entropy") is None
    (folder / "release" / "ps" / "nb.ipynb").write_text("broken")
    assert course.assignment("ps") == assignment


def test_which_submissions_there_are(course, folder, blank):
    for student in ("zoe", "änne", "bob smith", "[x]", "100%", "ann,2"):
        hand_in(folder, student, "ps", {"nb": blank})
    hand_in(folder, "bob", "other", {"nb": blank})
    (folder / "submitted" / "file").touch()
    (folder / "submitted" / ".hidden" / "ps").mkdir(parents=True)
    found = course.submissions("ps")
    assert found == sorted(["zoe", "änne", "bob smith", "[x]", "100%", "ann,2"])
    assert course.skipped("ps") == []
    assert course.submissions("ps", "[x]") == ["[x]"]


def test_names_that_can_be_no_students_are_skipped_with_a_reason(course, folder):
    for name in (b"latin-\xe9", b"new\nline", b" space", b"x" * 129):
        path = os.path.join(os.fsencode(folder), b"submitted", name, b"ps")
        os.makedirs(path)
    assert course.submissions("ps") == []
    assert len(course.skipped("ps")) == 4
    assert "'new\\nline'" in " ".join(course.skipped("ps"))
    assert problem_of("bob") is None


def test_excluded_students_are_left_out(folder, blank):
    configure(folder, "c.CourseDirectory.student_id_exclude = 'eve,ann'")
    for student in ("eve", "bob"):
        hand_in(folder, student, "ps", {"nb": blank})
    with Course.open(folder) as course:
        assert course.submissions("ps") == ["bob"]
        with pytest.raises(UnknownName, match=r"'eve' is not graded: .*student_id_exclude"):
            course.submissions("ps", "eve")


def test_another_structure_of_folders(folder):
    configure(
        folder,
        "c.CourseDirectory.directory_structure = '{assignment_id}/{nbgrader_step}/{student_id}'\n"
        "c.CourseDirectory.submitted_directory = 'handed.in'",
    )
    (folder / "ps" / "handed.in" / "bob").mkdir(parents=True)
    (folder / "ps" / "handedXin" / "eve").mkdir(parents=True)
    (folder / "PS" / "handed.in" / "kim").mkdir(parents=True)
    with Course.open(folder) as course:
        assert course.submissions("ps") == ["bob"]
        (note,) = students.lookalikes(course, "ps")
        assert note.startswith("kim: nothing under ps. Did you mean PS/handed.in/kim?")


def test_an_unknown_student(course, folder, blank):
    hand_in(folder, "bob", "ps", {"nb": blank})
    for student in ("bobb", "../bob", "*", ""):
        with pytest.raises(UnknownName, match="has handed in nothing for ps") as told:
            course.submissions("ps", student)
        assert "exclude" not in str(told.value)


@pytest.mark.parametrize("name", ["p-s", "PS", "ps (1)", "ps_late", "ps.ipynb", "ps-Ergänzung 2"])
def test_a_folder_that_nearly_has_the_right_name_is_told(course, folder, blank, name):
    hand_in(folder, "kim", name, {"ps": blank})
    (note,) = students.lookalikes(course, "ps")
    guess = f"Did you mean submitted/kim/{name}?"
    assert note == f"kim: nothing under ps. {guess} Then rename it to ps."
    with pytest.raises(UnknownName, match=r"Did you mean submitted/kim/.*\? Rename it to ps"):
        course.submissions("ps", "kim")
    hand_in(folder, "kim", "ps", {"nb": blank})
    assert students.lookalikes(course, "ps") == []


def test_other_folders_are_nobodys_mistake(folder, blank):
    configure(folder, "c.CourseDirectory.student_id_exclude = 'eve'")
    (folder / "source" / "ps2").mkdir()
    for student, name in (("kim", "ps2"), ("kim", "essay"), ("kim", "ps-2"), ("eve", "p-s")):
        hand_in(folder, student, name, {"nb": blank})
    with Course.open(folder) as course:
        assert students.lookalikes(course, "ps") == []


def test_submissions_that_are_gone_are_told(course, folder, blank):
    graded, waiting = Points({"nb/a": 1.0}), Points({"nb/a": None})
    hand_in(folder, "ann", "ps", {"nb": blank})
    (note,) = students.vanished(course, "ps", {"ann": graded, "bob": graded, "cy": waiting})
    assert note == (
        "bob: graded earlier, but submitted/bob/ps is no longer there; the old score stays in the "
        "gradebook."
    )
    many = {f"s{k}": graded for k in range(9)}
    (note,) = students.vanished(course, "ps", many)
    assert note.startswith("9 students were graded earlier") and "s4 and 4 more" in note


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        ("attempt to write a readonly database", "It is not writable: fix the permissions"),
        ("database is locked", "Close what uses it"),
        ("database or disk is full", "Free some space"),
        ("unable to open database file", "Fix the permissions"),
        ("something else", "Check that it is there; then"),
    ],
)
def test_what_to_do_about_a_gradebook_fits_the_trouble(error, advice):
    said = database_trouble("x.db", OperationalError("UPDATE", {}, Exception(error)))
    assert f"{error}. {advice}" in said and said.endswith("run the same command again.")
    assert "locked" in error or "locked" not in said


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "Free some space and"),
        (errno.EDQUOT, "Free some space and"),
        (errno.EACCES, "Make it writable (see its permissions"),
        (errno.EROFS, "Make it writable (the disk"),
        (errno.EIO, "Fix that and"),
    ],
)
def test_what_to_do_about_a_file_fits_the_trouble(number, advice):
    said = not_written("a/b", OSError(number, os.strerror(number)))
    assert f"a/b cannot be written ({os.strerror(number)}). {advice}" in said
    assert said.endswith("run the same command again: nothing is lost.")
