"""A page of feedback does not outlive the result that it shows; nothing else is touched."""

import errno

import pytest

from courseware.grading import gradebook
from courseware.grading.course import Course


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
    assert fail(folder) == ["feedback/bob/ps/nb.html showed an older result and was removed."]
    assert not page.parent.exists()
    assert fail(folder) == []


def test_files_of_ones_own_stay(folder, page):
    (page.parent / "remarks.txt").write_text("mine")
    fail(folder)
    assert [path.name for path in page.parent.iterdir()] == ["remarks.txt"]


def test_the_configured_folder_counts(folder, page):
    (folder / "nbgrader_config.py").write_text(
        "get_config().CourseDirectory.feedback_directory = 'returned'"
    )
    (folder / "returned" / "bob" / "ps").mkdir(parents=True)
    page.rename(folder / "returned" / "bob" / "ps" / "nb.html")
    (note,) = fail(folder)
    assert note.startswith("returned/bob/ps/nb.html") and not list(folder.rglob("nb.html"))


@pytest.mark.parametrize("part", ["", "bob", "bob/ps", "bob/ps/nb.html"])
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
        patch.setattr(type(page), "unlink", refuse)
        (note,) = fail(folder)
    assert note.endswith("shows an older result and could not be removed (Permission denied).")
    assert len(fail(folder)) == 1 and not page.exists()


def test_nothing_outside_of_the_course_is_touched(folder, page, tmp_path):
    (folder / "feedback").rename(tmp_path / "outside")
    (folder / "nbgrader_config.py").write_text(
        "get_config().CourseDirectory.feedback_directory = '../outside'"
    )
    (note,) = fail(folder)
    assert f"{tmp_path}/outside/bob/ps/nb.html shows an older result, but is outside" in note
    assert (tmp_path / "outside" / "bob" / "ps" / "nb.html").exists()
