import datetime

import pytest

from courseware import student_copies


@pytest.fixture
def root(tmp_path):
    for name in ("lif-membrane", "why-models"):
        folder = tmp_path / "course" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text(f"released {name}")
    (tmp_path / "course" / "why-models" / "notes.ipynb").write_text("not a tutorial")
    return tmp_path


def test_missing_notebooks_are_copied_and_the_students_are_never_overwritten(root):
    work = root / "work"
    assert student_copies.fill(root, work) == (["lif-membrane", "why-models"], [])
    (work / "why-models.ipynb").write_text("my answers")
    (work / "lif-membrane.ipynb").unlink()
    assert student_copies.fill(root, work) == (["lif-membrane"], ["why-models"])
    assert (work / "why-models.ipynb").read_text() == "my answers"
    assert sorted(p.name for p in work.iterdir()) == ["lif-membrane.ipynb", "why-models.ipynb"]


def test_a_fresh_start_keeps_the_old_notebook_under_a_dated_name(root):
    work = root / "work"
    student_copies.fill(root, work)
    now = datetime.datetime(2026, 3, 1, 14, 5, 9)
    for answer in ("first try", "second try"):
        (work / "why-models.ipynb").write_text(answer)
        old = student_copies.fresh(root, work, "why-models", now)
        assert old.read_text() == answer
        assert (work / "why-models.ipynb").read_text() == "released why-models"
    assert sorted(p.name for p in work.glob("why-models.2026*")) == [
        "why-models.2026-03-01_14-05-09.ipynb",
        "why-models.2026-03-01_14-05-09_2.ipynb",
    ]


def test_a_link_that_the_student_made_counts_as_theirs(root):
    work = root / "work"
    work.mkdir()
    (work / "why-models.ipynb").symlink_to(root / "elsewhere.ipynb")
    assert student_copies.fill(root, work)[1] == ["why-models"]
    assert not (root / "elsewhere.ipynb").exists()


@pytest.mark.parametrize("name", ["", "no-such", "../why-models"])
def test_an_unknown_tutorial_is_named_and_nothing_changes(root, name):
    student_copies.fill(root, root / "work")
    before = sorted((root / "work").iterdir())
    with pytest.raises(student_copies.WorkspaceError, match="NAME=why-models"):
        student_copies.fresh(root, root / "work", name)
    assert sorted((root / "work").iterdir()) == before


def test_a_folder_that_cannot_be_written_is_told(root):
    (root / "work").write_text("a file in the way")
    with pytest.raises(student_copies.WorkspaceError, match="None of your files was changed"):
        student_copies.fill(root, root / "work")


def test_a_course_without_notebooks_says_how_to_make_them(tmp_path):
    with pytest.raises(student_copies.WorkspaceError, match="make build"):
        student_copies.fill(tmp_path, tmp_path / "work")
