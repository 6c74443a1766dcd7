"""The same notebooks are asked the same questions, whoever grades them, when, and with what."""

import itertools
import shutil
from pathlib import Path

import pytest

from courseware.grade import contract, grader_version, seeds
from courseware.grade.course.course import Course
from courseware.grade.results.records import Records
from courseware.grade.submission import folder as submission
from courseware.grade.submission import restore
from courseware.grade.worker.verdict import seed_of

from . import courses
from .courses import answered, hand_in

SECRET = b"s" * 32


@pytest.fixture
def seeds_of(course, assignment):
    """The seeds of a student's submission, and its digest."""

    def of(student="bob", secret=SECRET):
        task, _, digest = restore.make_task(course, assignment, student, secret=secret)
        return (task.seed, task.child_seed), digest

    return of


def test_what_is_no_notebook_changes_the_digest_but_no_question(folder, blank, seeds_of):
    hand_in(folder, "bob", "ps", {"nb": blank})
    asked, digest = seeds_of()
    assert seeds_of() == (asked, digest)
    hand_in(folder, "bob", "ps", {}, {"timestamp.txt": "2030-01-01 12:00:00 UTC", "a.csv": "1"})
    assert seeds_of()[0] == asked and seeds_of()[1] != digest
    place = folder / "submitted" / "bob" / "ps"
    (place / "nb.ipynb").rename(place / "nb (1).ipynb")  # as a browser names a download
    assert seeds_of()[0] == asked
    shutil.copy(place / "nb (1).ipynb", place / "nb.ipynb")
    assert seeds_of()[0] == asked


def test_another_grader_and_another_release_ask_the_same(folder, blank, seeds_of, monkeypatch):
    hand_in(folder, "bob", "ps", {"nb": blank})
    asked, digest = seeds_of()
    with monkeypatch.context() as patch:
        patch.setattr(submission, "grader_version", lambda: "a check was fixed")
        assert seeds_of()[0] == asked and seeds_of()[1] != digest
    courses.nbgrader(folder, "generate_assignment", "ps", "--force")
    with Course.open(folder) as course:
        task, _, _ = restore.make_task(course, course.assignment("ps"), "bob", secret=SECRET)
    assert (task.seed, task.child_seed) == asked


def test_another_notebook_student_or_course_is_asked_otherwise(folder, blank, seeds_of):
    hand_in(folder, "bob", "ps", {"nb": blank})
    hand_in(folder, "ann", "ps", {"nb": blank})
    found = [*seeds_of("bob")[0], *seeds_of("ann")[0], *seeds_of(secret=b"t" * 32)[0]]
    hand_in(folder, "bob", "ps", {"nb": answered(blank, {"entropy": "entropy = 2"})})
    found += seeds_of("bob")[0]
    assert len(set(found)) == 8


def test_without_a_secret_nobody_knows_the_questions(folder, blank, seeds_of):
    hand_in(folder, "bob", "ps", {"nb": blank})
    assert seeds_of(secret=None)[0] != seeds_of(secret=None)[0]


def test_no_two_submissions_have_the_same_text_to_make_a_seed_of():
    names = [("a", "b"), ("a,b", ""), ('a", "b', ""), ("", "ab"), ("ab", ""), ("a\0b", "")]
    made = {seeds.questions(SECRET, *words, "digest") for words in names}
    made |= {seeds.generators(SECRET, *words, "digest") for words in names}
    assert len(made) == 2 * len(names)


def test_seeds_are_what_generators_take():
    found = [
        (seeds.questions(SECRET, "ps", student, "d"), seeds.generators(SECRET, "ps", student, "d"))
        for student in map(str, range(100))
    ]
    assert all(0 <= q < 2**64 and 0 <= g < 2**32 for q, g in found)
    assert len(set(itertools.chain(*found))) == 200


def test_no_two_checks_of_a_submission_share_their_questions():
    checks = [contract.Check(name, "t", "e", "e", 1.0) for name in ("a-check", "b-check")]
    assert len({seed_of(check, seed) for check in checks for seed in (1, 2)}) == 4


def test_the_course_keeps_one_secret_for_all(folder, course, blank):
    for _ in range(2):
        with Course.open(folder) as again:
            records = Records(again, "ps")
            records.create()
            secret = records.secret()
    assert Records(course, "ps").secret() == secret
    lying_about = [path for path in folder.rglob("*") if path.is_file()]
    texts = {path.name for path in lying_about if secret.hex().encode() in path.read_bytes()}
    assert texts == {"gradebook.db"}


# What the verdict can depend on.

ROOT = Path(grader_version.__file__).parents[2]
NO_MATTER = {("courseware", name) for name in ("build", "feedback", "report", "site")}


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of our packages, whose version is asked for."""

    class Package:
        def __init__(self, name):
            self.__name__, self.__file__ = name, str(tmp_path / name / "__init__.py")

    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("helpers", "courseware"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    parts = [(Package(package.__name__), pattern) for package, pattern in grader_version._PARTS]
    monkeypatch.setattr(grader_version, "_PARTS", parts)
    return tmp_path


def test_each_file_that_a_verdict_can_depend_on_changes_the_graders_version(copied):
    of_the_grader = grader_version.grader_version.__wrapped__
    before = of_the_grader()
    assert before == grader_version.grader_version() and before == of_the_grader()
    seen = 0
    for file in [*copied.rglob("*.py"), *copied.rglob("*.mplstyle"), *copied.rglob("*times_?.txt")]:
        text = file.read_bytes()
        file.write_bytes(text + b"\n")
        matters = file.relative_to(copied).parts[:2] not in NO_MATTER
        assert (of_the_grader() != before) == matters, file
        file.write_bytes(text)
        seen += matters
    assert seen > 150
    (copied / "helpers" / "__pycache__").mkdir()
    (copied / "helpers" / "__pycache__" / "lif.pyc").write_bytes(b"")
    (copied / "helpers" / ".lif.py.swp").write_bytes(b"an editor's")
    assert of_the_grader() == before
    (copied / "helpers" / "lif.py").rename(copied / "helpers" / "fil.py")
    assert of_the_grader() != before
