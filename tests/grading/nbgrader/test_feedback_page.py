"""A page of feedback does not outlive the result that it shows; nothing else is touched."""

import errno
import os

import pytest

from courseware.grade.course.course import Course
from courseware.grade.results import gradebook


@pytest.fixture
def page(folder):
    """Bob's page, of an older result."""
    made = folder / "feedback" / "bob" / "ps" / "nb.html"
    made.parent.mkdir(parents=True)
    made.write_text("4 points")
    return made


def fail(folder, student="bob"):
    with Course.open(folder) as course:
        return gradebook.apply_failed(course, course.assignment("ps"), student, "Empty.").notes


def test_the_old_page_goes_and_is_told(folder, page):
    (page.parent / "timestamp.txt").write_text("a copy, by nbgrader")
    assert fail(folder) == ["feedback/bob/ps showed an older result and was removed."]
    assert not list(page.parents[1].iterdir())
    assert fail(folder) == []


def test_what_a_stopped_run_left_goes_too(folder, page):
    (page.parents[1] / ".ps.old").mkdir()
    fail(folder)
    assert not list(page.parents[1].iterdir())


def test_a_folder_without_a_page_stays(folder, page):
    page.rename(page.with_name("remarks.html"))
    assert fail(folder) == []
    assert page.with_name("remarks.html").exists()


def test_the_configured_folder_counts(folder, page):
    (folder / "nbgrader_config.py").write_text(
        "get_config().CourseDirectory.feedback_directory = 'returned'"
    )
    (folder / "returned" / "bob" / "ps").mkdir(parents=True)
    page.rename(folder / "returned" / "bob" / "ps" / "nb.html")
    (note,) = fail(folder)
    assert note.startswith("returned/bob/ps showed") and not list(folder.rglob("nb.html"))


@pytest.mark.parametrize("part", ["", "bob", "bob/ps"])
def test_no_link_is_followed(folder, page, tmp_path, part):
    place = folder / "feedback" / part
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    (note,) = fail(folder)
    assert "there is a link in its path. Delete it" in note
    assert page.read_text() == "4 points"


def test_a_page_that_cannot_be_removed_is_told(folder, page, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", refuse)
        (note,) = fail(folder)
    assert note.endswith("shows an older result and could not be removed (Permission denied).")
    assert len(fail(folder)) == 1 and not page.exists()


def test_a_page_that_is_a_link_goes_and_its_target_stays(folder, page, tmp_path):
    page.rename(tmp_path / "nb.html")
    page.symlink_to(tmp_path / "nb.html")
    fail(folder)
    assert not page.parent.exists() and (tmp_path / "nb.html").read_text() == "4 points"


def test_nothing_outside_of_the_course_is_touched(folder, page, tmp_path):
    (folder / "feedback").rename(tmp_path / "outside")
    (folder / "nbgrader_config.py").write_text(
        "get_config().CourseDirectory.feedback_directory = '../outside'"
    )
    (note,) = fail(folder)
    assert f"{tmp_path}/outside/bob/ps shows an older result, but is outside" in note
    assert (tmp_path / "outside" / "bob" / "ps" / "nb.html").exists()
