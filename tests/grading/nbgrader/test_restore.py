"""Whatever a student did to the cells, what is run holds the checks as they were released."""

import copy
import json
from dataclasses import replace

import nbformat
import pytest
from nbgrader.preprocessors import CheckCellMetadata, OverwriteCells, OverwriteKernelspec
from nbgrader.utils import compute_checksum

from courseware.grade.course import release
from courseware.grade.course.course import Course
from courseware.grade.submission import restore
from courseware.grade.submission.folder import Unreadable

from .courses import code, hand_in, meta, notebook


@pytest.fixture
def sanitise(course, assignment):
    return lambda nb: restore.sanitise(course, assignment, "nb", nb, "bob")


def ids(nb):
    return [meta(cell).get("grade_id") for cell in nb.cells if meta(cell)]


def find(nb, grade_id):
    return next(cell for cell in nb.cells if meta(cell).get("grade_id") == grade_id)


def without(nb, *grade_ids):
    nb.cells = [cell for cell in nb.cells if meta(cell).get("grade_id") not in grade_ids]
    return nb


ORDER = ["entropy", "entropy-check", "pmf", "pmf-check", "plain-test", "why", "project"]


def test_an_untouched_notebook_gets_its_hidden_tests_and_no_notes(sanitise, blank):
    before = copy.deepcopy(blank)
    found, notes = sanitise(blank)
    assert notes == [] and ids(found) == ORDER
    assert "seed=1948" in find(found, "entropy-check").source
    assert [c.id for c in found.cells] == [c.id for c in before.cells]


def change(**what):
    def change(nb):
        cell = find(nb, "entropy-check")
        for name, value in what.items():
            cell[name] = value
        if cell.cell_type != "code":
            cell.pop("outputs", None), cell.pop("execution_count", None)

    return change


def remeta(of="entropy-check", **what):
    return lambda nb: find(nb, of).metadata.nbgrader.update(what)


def duplicate(grade_id, at):
    return lambda nb: nb.cells.insert(at, copy.deepcopy(find(nb, grade_id)))


def shout(nb):
    nb.cells.append(code("1", "made-up", points=100))


def move(grade_id, to):
    def move(nb):
        cell = find(nb, grade_id)
        nb.cells.remove(cell)
        nb.cells.insert(to, cell)

    return move


CHANGED = "metadata differs from the release (it was released again, or the student changed it)"
CHANGES = {
    "deleted": (lambda nb: without(nb, "entropy-check"), "'entropy-check' was missing"),
    "all checks deleted": (
        lambda nb: without(nb, "entropy-check", "pmf-check"),
        "2 checks were missing and were put back: 'entropy-check', 'pmf-check'.",
    ),
    "its id changed": (remeta(grade_id="mine"), "'entropy-check' was missing"),
    "its id no text": (remeta(grade_id=["a"]), "'entropy-check' was missing"),
    "first of all": (move("entropy-check", 0), "stood before its exercise"),
    "edited": (change(source="3.0"), "'entropy-check' was edited"),
    "retyped": (change(cell_type="markdown"), "was a markdown cell; made code again"),
    "points changed": (remeta(points=100), CHANGED),
    "points no number": (remeta(points="many"), CHANGED),
    "points not a number": (remeta(points=float("nan")), CHANGED),
    "not graded": (remeta(grade=False), CHANGED),
    "a solution": (remeta(solution=True, locked=False), CHANGED),
    "a task": (remeta(task=True), CHANGED),
    "of the future": (remeta(schema_version=99), CHANGED),
    "of no version": (remeta(schema_version="x"), CHANGED),
    "flags of no type": (
        remeta(grade="yes", locked=None, solution=[]),
        CHANGED,
    ),
    "extra keys": (remeta(nonsense={"a": 1}), ""),
    "another type": (remeta(cell_type="raw"), ""),
    "a wrong checksum": (remeta(checksum="0" * 32), ""),
    "twice": (duplicate("entropy-check", 0), "is there more than once"),
    "twice, below": (duplicate("entropy-check", 8), ""),
    "exercise twice": (duplicate("entropy", 0), "is there more than once"),
    "exercise again behind the check": (duplicate("entropy", 6), ""),
    "exercise marked as graded": (remeta("entropy", grade=True, points=9), "'entropy': its nbg"),
    "answer made a test": (remeta("why", solution=False), "'why': its nbgrader metadata"),
    "a graded cell of one's own": (shout, "marked as nbgrader's ('made-up')"),
    "metadata no dictionary": (
        lambda nb: find(nb, "pmf").metadata.update(nbgrader=[1, 2]),
        "marked as nbgrader's (None)",
    ),
    "exercise deleted": (lambda nb: without(nb, "entropy"), ""),
    "both deleted": (lambda nb: without(nb, "entropy", "entropy-check"), "was missing"),
    "nothing left": (lambda nb: nb.cells.clear(), "2 checks were missing"),
    "backwards": (lambda nb: nb.cells.reverse(), "2 checks stood before their exercises"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_checks_are_as_released_and_behind_their_exercise(sanitise, assignment, blank, kind):
    make, said = CHANGES[kind]
    make(blank)
    found, notes = sanitise(blank)
    known = assignment.notebooks["nb"]
    for grade_id, exercise in (("entropy-check", "entropy"), ("pmf-check", "pmf")):
        cell = find(found, grade_id)
        assert cell.source == known.cells[grade_id].source and cell.cell_type == "code"
        assert compute_checksum(cell) == known.cells[grade_id].checksum
        assert ids(found).count(grade_id) == 1
        if exercise in ids(found):
            assert ids(found).index(exercise) < ids(found).index(grade_id)
    nbformat.validate(found)
    CheckCellMetadata()(found, {})
    points = {i: find(found, i).metadata.nbgrader.get("points") for i in ids(found)}
    assert all(points[i] == known.cells[i].max_score for i in points if points[i] is not None)
    assert any(said in note for note in notes) if said else True
    json.dumps(found, allow_nan=False)


def test_many_cells_of_one_kind_are_one_note(sanitise, blank):
    blank.cells += [code("1", f"foreign-{k}", points=1) for k in range(21)]
    _, (note,) = sanitise(blank)
    assert note.startswith("nb.ipynb: 21 cells are marked as nbgrader's, but were not released")
    assert "'foreign-0', 'foreign-1'" in note and note.endswith("'foreign-4' and 16 more.")


def test_a_missing_check_comes_right_behind_its_exercise(sanitise, blank):
    answer = code("entropy = 2", None)
    blank.cells.insert(3, answer)
    found, _ = sanitise(without(blank, "entropy-check"))
    at = ids(found).index("entropy-check")
    assert ids(found)[at - 1] == "entropy"


def test_a_check_whose_exercise_is_gone_comes_behind_what_was_written_instead(sanitise, blank):
    blank.cells[2:4] = [code("entropy = 2", None)]
    found, _ = sanitise(blank)
    sources = [cell.source for cell in found.cells]
    at = next(k for k, source in enumerate(sources) if source.startswith("checks.why_models.ent"))
    assert sources[at - 1] == "entropy = 2" and ids(found) == ORDER[1:]


def test_the_last_of_several_exercises_counts(sanitise, blank):
    again = copy.deepcopy(find(blank, "entropy"))
    again.source = "entropy = 'last'"
    blank.cells.append(again)
    found, _ = sanitise(blank)
    assert find(found, "entropy").source == "entropy = 'last'"
    assert ids(found)[-2:] == ["entropy", "entropy-check"]


def test_ordinary_test_cells_stay_where_they_are_and_are_not_put_back(sanitise, blank):
    found, _ = sanitise(without(blank, "plain-test", "why"))
    assert "plain-test" not in ids(found) and "why" not in ids(found)


def test_nbgraders_own_setting_puts_all_back(folder, blank):
    (folder / "nbgrader_config.py").write_text("get_config().OverwriteCells.add_missing_cells=True")
    with Course.open(folder) as course:
        found, notes = restore.sanitise(
            course, course.assignment("ps"), "nb", without(blank, "plain-test", "project"), "bob"
        )
    assert set(ids(found)) == set(ORDER)
    (note,) = notes
    assert "2 cells were missing and were put back by nbgrader" in note


def test_a_preprocessor_that_fails_is_told(folder, blank):
    (folder / "nbgrader_config.py").write_text(
        "def broken(nb, resources):\n    raise OSError('no such thing')\n"
        "get_config().Autograde.sanitize_preprocessors = [broken]"
    )
    with Course.open(folder) as course, pytest.raises(Unreadable, match="no such thing"):
        restore.sanitise(course, course.assignment("ps"), "nb", blank, "bob")


def test_from_memory_is_the_same_as_from_the_gradebook(course, assignment, blank):
    """Pins what `restore` takes over of nbgrader's preprocessors."""
    change(source="3.0")(blank)
    remeta("why", points=17, locked=True)(blank)
    find(blank, "pmf-check").metadata.nbgrader.locked = False
    without(blank, "project")
    blank.metadata.kernelspec = {"name": "perl", "display_name": "Perl"}
    results = []
    for classes in (
        [OverwriteKernelspec, OverwriteCells],
        [restore._OverwriteKernelspec, restore._OverwriteCells],
    ):
        nb = copy.deepcopy(blank)
        resources = course.autograding.resources("ps", "nb", "bob")
        resources["nbgrader"]["released"] = assignment
        for preprocessor in course.autograding.preprocessors(classes):
            preprocessor.add_missing_cells = True
            nb, resources = preprocessor(nb, resources)
        results.append(nb)
    assert results[0] == results[1]
    assert results[0].metadata.kernelspec.name == "python3"


def test_a_task_holds_what_a_worker_needs(course, assignment, folder, blank):
    hand_in(folder, "bob", "ps", {"nb": blank}, {"data.csv": "1"})
    tasks = [restore.make_task(course, assignment, "bob", figures=True)[0] for _ in range(2)]
    (each,) = tasks[0].notebooks
    assert [(c.grade_id, c.tutorial, c.exercise, c.target, c.points) for c in each.checks] == [
        ("entropy-check", "why_models", "entropy", "entropy", 3.0),
        ("pmf-check", "why_models", "max_entropy_pmf", "max_entropy_pmf", 2.0),
    ]
    assert tasks[0].files == (("data.csv", b"1"),) and tasks[0].figures
    assert tasks[0].seed != tasks[1].seed
    assert nbformat.reads(each.text, 4) == nbformat.reads(tasks[1].notebooks[0].text, 4)


def test_a_notebook_of_another_language_is_refused_with_what_to_do(
    course, assignment, folder, blank
):
    hand_in(folder, "bob", "ps", {"nb": blank})
    julia = {"name": "julia-1.10", "display_name": "Julia", "language": "julia"}
    released = replace(assignment.notebooks["nb"], kernelspec=json.dumps(julia), checks={})
    with pytest.raises(Unreadable, match=r"nb.ipynb is written in 'julia'.*nbgrader autograde ps"):
        restore.make_task(course, replace(assignment, notebooks={"nb": released}), "bob")


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        {"kernelspec": {"name": "venv", "display_name": "v", "language": "python"}},
        {"language_info": {"name": "python"}, "kernelspec": {"name": "v", "display_name": "v"}},
    ],
)
def test_a_notebook_in_python_is_known_whatever_its_kernel_is_called(metadata):
    made = nbformat.v4.new_notebook(metadata=metadata)
    assert restore.refuse_other_language(made, "nb", "ps") is None


def test_a_check_of_ours_is_run_in_python_whatever_the_notebook_says(
    course, assignment, folder, blank
):
    """Or a student could have the check's cell run by a shell, and its output believed."""
    hand_in(folder, "bob", "ps", {"nb": blank})
    shell = {"name": "bash", "display_name": "Bash", "language": "bash"}
    released = replace(assignment.notebooks["nb"], kernelspec=json.dumps(shell))
    task, _, _ = restore.make_task(course, replace(assignment, notebooks={"nb": released}), "bob")
    assert len(task.notebooks[0].checks) == 2


# Which cells are checks of ours.

VERIFIED = [
    "checks.why_models.entropy(entropy)",
    "# A comment\nchecks.why_models.entropy(\n    entropy,\n    seed=3)  # more",
    "checks.why_models.entropy(entropy)\nchecks.why_models.entropy(entropy, seed=1)",
]
NOT_VERIFIED = [
    "",
    "# nothing",
    "checks.why_models.entropy(entropy); 3",
    "x = checks.why_models.entropy(entropy)",
    "checks.why_models.entropy(lambda p: 0)",
    "checks.why_models.entropy(answer)",
    "checks.why_models.entropy(entropy, 3)",
    "checks.why_models.entropy(entropy, seed=True)",
    "checks.why_models.entropy(entropy, seed=1.0)",
    "checks.why_models.entropy(entropy, seed=n)",
    "checks.why_models.entropy(entropy, points=3)",
    "checks.why_models.entropy(*entropy)",
    "checks.why_models.entropy(entropy, **{'seed': 1})",
    "checks.why_models.entropy(entropy).state",
    "checks.why_models.nothing(nothing)",
    "checks.nothing.entropy(entropy)",
    "checks.declaration.entropy(entropy)",
    "checks.why_models.entropy(entropy)\nchecks.why_models.max_entropy_pmf(max_entropy_pmf)",
    "mychecks.why_models.entropy(entropy)",
    "helpers.checks.why_models.entropy(entropy)",
    "assert checks.why_models.entropy(entropy)",
    "%time checks.why_models.entropy(entropy)",
    "checks.why_models.entropy(entropy",
    "checks.why_models.entropy(entropy)\n\0",
]


@pytest.mark.parametrize("source", VERIFIED)
def test_a_check_of_ours_is_known(source):
    assert release.exercise_of_check(source) == ("why_models", "entropy")


@pytest.mark.parametrize("source", NOT_VERIFIED)
def test_anything_else_is_an_ordinary_test_cell(source):
    assert release.exercise_of_check(source) is None


def test_the_gradebook_says_what_a_right_answer_earns(course):
    cell = course.gradebook.find_graded_cell("entropy-check", "nb", "ps")
    cell.max_score = 7.5
    course.gradebook.db.commit()
    checks = course.assignment("ps").notebooks["nb"].checks
    assert checks["entropy-check"].points == 7.5


def test_only_locked_test_cells_are_checks(folder, course):
    for name in ("entropy-check", "pmf-check"):
        course.gradebook.find_source_cell(name, "nb", "ps").locked = name != "pmf-check"
    course.gradebook.db.commit()
    assert list(course.assignment("ps").notebooks["nb"].checks) == ["entropy-check"]


def test_notebook_of_nothing(sanitise):
    found, _ = sanitise(notebook())
    assert ids(found) == ["entropy-check", "pmf-check"]
