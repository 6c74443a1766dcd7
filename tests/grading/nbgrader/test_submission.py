"""Whatever lies in a submitted folder, it is read or refused with a sentence; nothing raises."""

import copy
import json
import os
import socket
import time

import nbformat
import pytest
from nbformat import v3

from courseware.grade.submission.folder import Unreadable
from courseware.grade.submission.folder import read as read_submission
from courseware.grade.submission.notebook_file import LARGEST_FILE, MOST_CELLS

from . import courses
from .courses import answered, code, hand_in, meta, notebook


@pytest.fixture
def read(course, assignment):
    return lambda student="bob": read_submission(course, assignment, student)


@pytest.fixture
def put(folder, blank):
    """Write bytes as Bob's notebook."""

    def put(content, name="nb.ipynb"):
        place = folder / "submitted" / "bob" / "ps"
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
        return place

    return put


def as_json(nb, **options):
    return json.dumps(nb, **options)


def test_an_honest_submission(read, folder, blank):
    hand_in(folder, "bob", "ps", {"nb": blank}, {"sub/data.csv": "1,2", "a.pyc": "x"})
    found = read()
    assert [meta(c) for c in found.notebooks["nb"].cells] == [meta(c) for c in blank.cells]
    assert found.files == (("sub/data.csv", b"1,2"),)
    assert found.missing == () and found.notes == ()


REFUSED = {
    "empty": (lambda nb: b"", "is empty (0 bytes)"),
    "blank": (lambda nb: b" \n\0\0", "is empty (4 bytes)"),
    "truncated": (lambda nb: as_json(nb).encode()[:-100], "looks cut off"),
    "truncated in a text": (lambda nb: as_json(nb).encode()[:300], "looks cut off"),
    "corrupt": (lambda nb: as_json(nb).replace(":", ";", 1).encode(), "not valid JSON (line 1"),
    "no JSON": (lambda nb: b"PK\3\4 zip archive", "not valid JSON"),
    "a list": (lambda nb: b"[1, 2]", "but not a notebook"),
    "a number": (lambda nb: b"3", "but not a notebook"),
    "other JSON": (lambda nb: b'{"a": 1}', "but not a notebook"),
    "no cells": (lambda nb: b'{"nbformat": 4, "nbformat_minor": 5}', "no list of cells"),
    "format 99": (lambda nb: as_json({**nb, "nbformat": 99}).encode(), "in format 99"),
    "format true": (lambda nb: as_json({**nb, "nbformat": True}).encode(), "but not a notebook"),
    "format 3": (
        lambda nb: v3.writes_json(nbformat.convert(copy.deepcopy(nb), 3)).encode(),
        "in format 3; format 4 is needed. Open it in Jupyter, save it, and put it back",
    ),
    "format 3 with rubbish": (lambda nb: b'{"nbformat": 3, "worksheets": 7}', "in format 3"),
    "Latin-1": (
        lambda nb: as_json(nb, ensure_ascii=False).replace("course", "cöurse").encode("latin-1"),
        "is not UTF-8 (byte",
    ),
    "deep": (lambda nb: b'{"nbformat": 4, "cells":' + b"[" * 100_000 + b"]" * 100_000, "deep"),
    "deep, but readable": (
        lambda nb: as_json(
            {**nb, "metadata": json.loads('{"a":' * 300 + "1" + "}" * 300)}
        ).encode(),
        "nested more than 100 levels",
    ),
    "huge number": (lambda nb: b'{"nbformat": ' + b"1" * 10_000 + b"}", "not valid JSON"),
    "many parts": (lambda nb: b"[" + b"[]," * 3_000_000 + b"[]]", "more than 1,000,000 parts"),
    "many cells": (
        lambda nb: as_json({**nb, "cells": [{}] * (MOST_CELLS + 1)}).encode(),
        "5,001 cells",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_no_notebook_is_refused_with_a_sentence(read, put, blank, kind):
    make, said = REFUSED[kind]
    put(make(blank))
    with pytest.raises(Unreadable) as refusal:
        read()
    assert said in str(refusal.value) and "submitted/bob/ps/nb.ipynb" in str(refusal.value)


def test_a_huge_file_is_not_read(read, put):
    place = put(b"{")
    os.truncate(place / "nb.ipynb", LARGEST_FILE + 1)
    began = time.process_time()
    with pytest.raises(Unreadable, match="larger than 50 MB"):
        read()
    assert time.process_time() - began < 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings_that_json_knows_are_read(read, put, blank, encoding):
    blank.cells[0].source = "# Ein Kürs"
    put(as_json(blank, ensure_ascii=False).encode(encoding))
    assert read().notebooks["nb"].cells[0].source == "# Ein Kürs"


def test_what_is_misformed_in_a_notebook_is_mended_and_told(read, put, blank):
    cells = blank.cells
    cells[0]["metadata"] = {"tags": "no list", "x": float("nan")}
    cells[1]["source"] = 7
    cells[2]["source"] = ["a = 1\n", "b = 2"]
    cells[3]["id"] = cells[2]["id"] = "same"
    cells[4]["cell_type"] = "sql"
    cells[5]["outputs"] = "none"
    cells[6]["metadata"] = None
    cells[7]["source"] = "lone \ud800 surrogate"
    cells += [3, None, "cell", [], {}]
    put(as_json(blank).encode())
    found = read()
    nbformat.validate(found.notebooks["nb"])
    assert found.notebooks["nb"].cells[2].source == "a = 1\nb = 2"
    assert len({cell.id for cell in found.notebooks["nb"].cells}) == 10
    assert "surrogate" in found.notebooks["nb"].cells[7].source.encode().decode()
    said = " ".join(found.notes)
    for part in ("cell 2 has no readable source", "cell 5 is of no known type", "cell 10 is no"):
        assert part in said


def test_saved_by_colab(read, put, blank):
    blank.nbformat_minor = 0
    blank.metadata = {"colab": {"provenance": []}, "widgets": {"x": {"state": {}}}}
    for k, cell in enumerate(blank.cells):
        del cell["id"]
        cell.metadata["id"] = f"Colab_{k}"
    put(as_json(blank).encode())
    found = read()
    nbformat.validate(found.notebooks["nb"])
    assert [cell.id for cell in found.notebooks["nb"].cells][:2] == ["Colab_0", "Colab_1"]
    assert "widgets" not in found.notebooks["nb"].metadata and found.notes == ()


# Names.


def test_a_renamed_notebook_is_taken(read, folder, blank):
    hand_in(folder, "bob", "ps", {"My homework (1)": blank, "other": notebook(code("1"))})
    found = read()
    assert found.missing == ()
    assert any("My homework (1).ipynb was taken for nb.ipynb" in note for note in found.notes)
    assert any("other.ipynb is not a notebook of this" in note for note in found.notes)


def test_of_several_the_one_with_most_cells_is_taken(read, folder, blank):
    part = notebook(*[c for c in blank.cells if meta(c).get("grade_id") != "pmf"])
    hand_in(folder, "bob", "ps", {"a": part, "b": blank})
    assert any("b.ipynb was taken" in note for note in read().notes)


def test_of_equal_ones_none_is_taken(read, folder, blank):
    hand_in(folder, "bob", "ps", {"nb-Copy1": blank, "nb-Copy2": blank})
    with pytest.raises(Unreadable, match=r"nb-Copy1\.ipynb, nb-Copy2\.ipynb\. Give the right one"):
        read()


def test_the_right_name_wins_over_copies(read, folder, blank):
    copied = answered(blank, {"entropy": "entropy = 2"})
    hand_in(folder, "bob", "ps", {"nb": blank, "nb (1)": copied})
    (note,) = read().notes
    assert "nb (1).ipynb looks like another copy of nb.ipynb and was not graded" in note
    assert "rename it to nb.ipynb and grade again" in note


def test_a_copy_that_is_the_same_is_no_matter(read, folder, blank):
    hand_in(folder, "bob", "ps", {"nb": blank, "nb (1)": blank})
    assert read().notes == ()


def test_notebooks_beside_the_right_one_are_told_of_once(read, folder, blank, put):
    others = {f"scratch{k}": notebook(code(f"{k}")) for k in range(9)}
    hand_in(folder, "bob", "ps", {"nb": blank, **others})
    (note,) = read().notes
    assert "9 notebooks in submitted/bob/ps are none of this assignment" in note
    assert "scratch4.ipynb and 4 more" in note
    put(b"", "more.ipynb")
    assert any("more.ipynb is empty" in note for note in read().notes)


# Notebooks of something else.


def other(*grade_ids):
    return notebook(*[code(f"x = {k}", name, solution=True) for k, name in enumerate(grade_ids)])


def test_the_notebook_of_another_assignment_is_refused_by_its_name(read, folder):
    nbformat.write(other("spikes", "raster"), courses.make_assignment(folder, "lif") / "lif.ipynb")
    courses.nbgrader(folder, "generate_assignment", "lif")
    hand_in(folder, "bob", "ps", {"nb": other("spikes", "raster")})
    with pytest.raises(Unreadable, match=r"has no cell of .*; it looks like lif\. Ask the student"):
        read()


def test_a_notebook_with_nothing_of_the_release_is_refused(read, folder):
    hand_in(folder, "bob", "ps", {"nb": notebook(code("def entropy(pmf):\n    return 0"))})
    with pytest.raises(Unreadable, match=r"nb\.ipynb has no cell of .* copy them into their cells"):
        read()


def test_with_another_notebook_in_its_place_the_right_one_is_named(read, folder, blank):
    hand_in(folder, "bob", "ps", {"nb": notebook(code("1")), "nb (1)": blank})
    with pytest.raises(Unreadable, match=r"but nb \(1\)\.ipynb has\. .* rename it to nb\.ipynb"):
        read()


def test_one_cell_of_the_release_is_enough(read, folder, blank):
    cell = next(cell for cell in blank.cells if meta(cell).get("grade_id") == "why")
    hand_in(folder, "bob", "ps", {"nb": notebook(cell, code("entropy = 1"))})
    assert list(read().notebooks) == ["nb"]


@pytest.mark.parametrize("kept", ["entropy-check", "plain-test"])
def test_a_notebook_that_lost_its_metadata_is_known_by_its_tests(read, folder, blank, kept):
    cells = [code(cell.source) for cell in blank.cells if meta(cell).get("grade_id") == kept]
    assert cells
    hand_in(folder, "bob", "ps", {"nb": notebook(code("entropy = 1"), *cells)})
    assert list(read().notebooks) == ["nb"]


def test_without_a_notebook(read, folder):
    hand_in(folder, "bob", "ps", {}, {"essay.docx": "x"})
    with pytest.raises(Unreadable, match=r"does not hold nb\.ipynb \(no notebook there\)"):
        read()


# What is no file.


@pytest.mark.parametrize("what", ["link", "folder", "pipe", "socket", "broken link"])
def test_what_is_no_file_is_not_opened(read, folder, blank, tmp_path, what, monkeypatch):
    place = hand_in(folder, "bob", "ps", {})
    target = place / "nb.ipynb"
    if what == "link":
        nbformat.write(blank, tmp_path / "secret.ipynb")
        target.symlink_to(tmp_path / "secret.ipynb")
    elif what == "broken link":
        target.symlink_to("nowhere")
    elif what == "folder":
        target.mkdir()
    elif what == "pipe":
        os.mkfifo(target)
    else:
        monkeypatch.chdir(place)  # the path of a socket must be short
        socket.socket(socket.AF_UNIX).bind("nb.ipynb")
    with pytest.raises(Unreadable, match=r"nb\.ipynb is a .*where the notebook is expected"):
        read()


def test_links_and_pipes_beside_the_notebook_are_left_out(read, folder, blank, tmp_path):
    (tmp_path / "secret").write_text("of another student")
    place = hand_in(folder, "bob", "ps", {"nb": blank}, {"data.csv": "1"})
    (place / "file").symlink_to(tmp_path / "secret")
    (place / "folder").symlink_to(tmp_path)
    os.mkfifo(place / "pipe")
    found = read()
    assert found.files == (("data.csv", b"1"),)
    assert [note.split(" is ")[1] for note in found.notes] == [
        "a link; left out.", "a link; left out.", "a named pipe; left out."
    ]  # fmt: skip


@pytest.mark.parametrize("part", ["bob", "bob/ps"])
def test_a_linked_folder_is_not_followed(read, folder, blank, course, part):
    hand_in(folder, "ann", "ps", {"nb": blank})
    target = folder / "submitted" / part
    target.parent.mkdir(exist_ok=True)
    target.symlink_to(folder / "submitted" / part.replace("bob", "ann"))
    assert course.submissions("ps") == ["ann", "bob"]
    with pytest.raises(Unreadable, match=f"submitted/{part} is a link, and links are not followed"):
        read()


def test_the_instructor_may_link_the_folder_of_all(read, folder, blank, tmp_path):
    (tmp_path / "disk").mkdir()
    (folder / "submitted").symlink_to(tmp_path / "disk")
    hand_in(folder, "bob", "ps", {"nb": blank})
    assert list(read().notebooks) == ["nb"]


def test_a_file_where_the_folder_should_be(read, folder, course):
    (folder / "submitted" / "bob").mkdir(parents=True)
    (folder / "submitted" / "bob" / "ps").write_text("x")
    assert course.submissions("ps") == ["bob"]
    with pytest.raises(Unreadable, match="is a file where a folder is expected"):
        read()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
def test_an_unreadable_file(read, put, blank):
    (put(as_json(blank).encode()) / "nb.ipynb").chmod(0)
    with pytest.raises(Unreadable, match="Permission denied"):
        read()


# Other files.


def test_many_bytes_beside_the_notebook_are_left_out_the_largest_first(read, folder, blank):
    place = hand_in(folder, "bob", "ps", {"nb": blank}, {"small": "1"})
    for name in ("a", "b"):
        (place / name).touch()
        os.truncate(place / name, 30_000_000)
    found = read()
    assert [name for name, _ in found.files] == ["a", "small"]
    assert len(found.notes) == 1 and "/b was left out" in found.notes[0]


def test_the_instructors_files_replace_the_students(read, folder, blank):
    (folder / "source" / "ps" / "data.txt").write_text("right")
    hand_in(folder, "bob", "ps", {"nb": blank}, {"data.txt": "wrong"})
    assert dict(read().files)["data.txt"] == b"right"


def test_files_in_the_way_of_the_instructors_are_left_out(read, folder, blank):
    (folder / "source" / "ps" / "sub").mkdir()
    for name in ("sub/data.txt", "more.txt"):
        (folder / "source" / "ps" / name).write_text("right")
    hand_in(folder, "bob", "ps", {"nb": blank}, {"sub": "a file", "more.txt/in/it": "x", "a/b": ""})
    assert dict(read().files) == {"sub/data.txt": b"right", "more.txt": b"right", "a/b": b""}


@pytest.mark.parametrize(
    "time", ["yesterday?", "1 " * 1000, "9" * 40, "\0", "2030-01-01 0:0 x" * 9]
)
def test_a_time_that_is_none_is_refused(read, folder, blank, time):
    hand_in(folder, "bob", "ps", {"nb": blank}, {"timestamp.txt": time})
    with pytest.raises(Unreadable, match=r"timestamp\.txt holds no time"):
        read()


def test_the_digest_changes_with_every_byte_and_the_release(read, folder, course, blank):
    place = hand_in(folder, "bob", "ps", {"nb": blank}, {"data.txt": "1"})
    digests = [read().digest, read().digest]
    (place / "data.txt").write_text("2")
    digests.append(read().digest)
    (place / "data.txt").rename(place / "data.txd")
    digests.append(read().digest)
    with (place / "nb.ipynb").open("a") as file:
        file.write(" ")
    digests.append(read().digest)
    cell = course.gradebook.find_graded_cell("pmf-check", "nb", "ps")
    cell.max_score = 20
    course.gradebook.db.commit()
    digests.append(read_submission(course, course.assignment("ps"), "bob").digest)
    assert digests[0] == digests[1] and len(set(digests)) == 5
