"""The notebook's file is forged: its metadata, its check cells, their order and their number."""

import copy

from nbformat.v4 import new_markdown_cell

from ..attack import (
    CHECKS,
    EXERCISES,
    WRONG,
    Attack,
    cell,
    code_cell,
    lean,
    place,
    with_code,
)

_POINTS = dict(zip(CHECKS, (3, 2, 2, 2), strict=True))


def _graded(source, grade_id, points, **more):
    """A cell that says that it is a test."""
    meta = {
        "grade": True,
        "grade_id": grade_id,
        "locked": True,
        "points": points,
        "schema_version": 3,
        "solution": False,
        "task": False,
        "cell_type": "code",
        "checksum": "0" * 32,
    }
    return code_cell(source, nbgrader=meta | more)


def _edit(change):
    """An edit that changes each check cell."""

    def edit(student):
        notebook = with_code(student, "")
        for grade_id in CHECKS:
            change(cell(notebook, grade_id))
        return notebook

    return edit


def _notebook(change):
    """An edit of the whole notebook with wrong answers."""

    def edit(student):
        notebook = with_code(student, "")
        change(notebook)
        return notebook

    return edit


def _points_raised(check):
    check.metadata.nbgrader.points = 1000


def _emptied(check):
    check.source = str(_POINTS[check.metadata.nbgrader.grade_id])


def _passes(check):
    check.source = "assert True"


def _checks_itself(check):
    name = check.metadata.nbgrader.grade_id.removesuffix("-check")
    answer = EXERCISES[name]
    check.source = (
        f"from helpers import answers\n"
        f"{answer} = answers.find('why_models', '{answer}').reference\n{check.source}"
    )


def _retyped(check):
    check.cell_type = "markdown"
    check.metadata.nbgrader.cell_type = "markdown"
    check.pop("outputs", None)
    check.pop("execution_count", None)


def _made_raw(check):
    check.cell_type = "raw"
    check.pop("outputs", None)
    check.pop("execution_count", None)


def _by_hand(check):
    check.metadata.nbgrader |= {"solution": True, "locked": False}


def _a_task(check):
    check.metadata.nbgrader |= {"task": True, "grade": False}


def _ungraded(check):
    check.metadata.nbgrader |= {"grade": False, "locked": True}


def _unmarked(check):
    del check.metadata["nbgrader"]


def _schema(check):
    check.metadata.nbgrader.schema_version = 1


def _raises(check):
    check.metadata.tags = ["raises-exception", "skip-execution", "remove-cell", "parameters"]
    check.metadata.editable = True


def _odd_metadata(check):
    check.metadata.nbgrader |= {"points": "1e9", "grade_id": ["entropy-check"], "checksum": 3}


def _negative(check):
    check.metadata.nbgrader.points = -1
    check.metadata.nbgrader.max_points = float("1e308")


def _in_front(notebook):
    checks = [cell(notebook, grade_id) for grade_id in CHECKS]
    for check in checks:
        notebook.cells.remove(check)
    notebook.cells[:0] = checks


def _behind(notebook):
    _in_front(notebook)
    notebook.cells.append(code_cell("from helpers import checks"))
    notebook.cells.extend(notebook.cells[:4])
    del notebook.cells[:4]


def _deleted(notebook):
    notebook.cells = [c for c in notebook.cells if "nbgrader" not in c.metadata]


def _checks_deleted(notebook):
    for grade_id in CHECKS:
        notebook.cells.remove(cell(notebook, grade_id))


def _duplicated(notebook):
    for grade_id in CHECKS:
        twin = copy.deepcopy(cell(notebook, grade_id))
        twin.source = str(_POINTS[grade_id])
        notebook.cells.insert(place(notebook, grade_id) + 1, twin)


def _duplicated_before(notebook):
    for grade_id in CHECKS:
        twin = copy.deepcopy(cell(notebook, grade_id))
        twin.source, twin.id = str(_POINTS[grade_id]), f"{twin.id}-1"
        notebook.cells.insert(0, twin)


def _ids_exchanged(notebook):
    one, other = cell(notebook, "entropy-check"), cell(notebook, "think-why-models")
    one.metadata.nbgrader, other.metadata.nbgrader = other.metadata.nbgrader, one.metadata.nbgrader


def _answer_is_the_check(notebook):
    answer, check = cell(notebook, "entropy"), cell(notebook, "entropy-check")
    check.metadata.nbgrader.grade_id = "entropy"
    answer.metadata.nbgrader = copy.deepcopy(check.metadata.nbgrader)
    answer.metadata.nbgrader.grade_id = "entropy-check"
    answer.source = f"{WRONG}\n3"


def _own_tests(notebook):
    for grade_id in ("bonus", "entropy-check-2", "../entropy-check", "entropy-check ", "why"):
        notebook.cells.append(_graded("3", grade_id, 3))
    for name, points in (("huge", 1e300), ("negative", -5), ("words", "3")):
        notebook.cells.append(_graded("3", name, points))


def _own_by_hand(notebook):
    """By hand, and its points are the student's own idea: it must not become points by itself."""
    notebook.cells.append(_graded("3", "by-hand-2", 3, solution=True, locked=False))
    hand = cell(notebook, "think-why-models")
    hand.metadata.nbgrader.points = 1000
    hand.source = "3"


def _hand_as_code(notebook):
    at = place(notebook, "think-why-models")
    meta = cell(notebook, "think-why-models").metadata.nbgrader
    meta["solution"] = False
    notebook.cells[at] = code_cell("3", nbgrader=meta)


def _check_in_markdown(notebook):
    for grade_id in CHECKS:
        at = place(notebook, grade_id)
        notebook.cells[at] = new_markdown_cell("3", metadata=notebook.cells[at].metadata)


def _other_language(name, **language):
    def change(notebook):
        notebook.metadata.kernelspec = {"name": name, "display_name": name, **language}
        notebook.metadata.language_info = {"name": language.get("language", name)}
        if language["language"] != "python":
            for grade_id in CHECKS:
                cell(notebook, grade_id).source = "echo 3"

    return _notebook(change)


def _odd_notebook_metadata(notebook):
    notebook.metadata |= {
        "nbgrader": {"points": 9, "__altered": True},
        "celltoolbar": "Create Assignment",
        "generated_from": "solutions/why-models/why-models.py",
        "repository": "javascript:1",
        "hide_input": True,
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"1": {"x": 1}}}},
    }
    notebook.metadata.pop("kernelspec")
    notebook.metadata.pop("language_info")


def _check_is_the_answer(notebook):
    """The check's cell holds the first statement of an unfinished text that ends in the next."""
    cell(notebook, "entropy").source = f"{WRONG}\nunfinished = '''"
    after = place(notebook, "entropy-check") + 1
    notebook.cells.insert(after, code_cell("'''\n3"))


def _cell_magic(notebook):
    cell(notebook, "entropy").source = f"%%capture\n{WRONG}"
    notebook.cells.insert(place(notebook, "entropy-check"), code_cell("%%script false --no-raise"))


ATTACKS = (
    Attack("points-raised", "Each check says that it gives 1000 points.", _edit(_points_raised)),
    Attack("points-odd", "Points and ids are of other types.", _edit(_odd_metadata)),
    Attack("points-negative", "Points are negative, and forged maxima added.", _edit(_negative)),
    Attack("check-replaced", "Each check's source is the number of its points.", _edit(_emptied)),
    Attack("check-passes", "Each check's source is a test that passes.", _edit(_passes)),
    Attack(
        "check-adopts",
        "Each check's source takes the reference for the answer first.",
        _edit(_checks_itself),
    ),
    Attack("check-retyped", "Each check is a markdown cell.", _edit(_retyped)),
    Attack("check-raw", "Each check is a raw cell.", _edit(_made_raw)),
    Attack(
        "check-is-text", "Each check is a markdown cell that says 3.", _notebook(_check_in_markdown)
    ),
    Attack("check-by-hand", "Each check says that it is graded by hand.", _edit(_by_hand)),
    Attack("check-is-task", "Each check says that it is a task.", _edit(_a_task)),
    Attack("check-ungraded", "Each check says that it is not graded.", _edit(_ungraded)),
    Attack("check-unmarked", "Each check has lost its metadata.", _edit(_unmarked)),
    Attack("check-old-schema", "Each check says that it is of an old version.", _edit(_schema)),
    Attack("check-tagged", "Each check has tags that skip it or let it fail.", _edit(_raises)),
    Attack("checks-first", "The checks stand in front of everything.", _notebook(_in_front)),
    Attack("checks-last", "The checks stand behind everything, reordered.", _notebook(_behind)),
    Attack("checks-deleted", "The checks are gone.", _notebook(_checks_deleted)),
    Attack("all-deleted", "Every cell that counts is gone.", _notebook(_deleted)),
    Attack(
        "check-duplicated",
        "A second cell with each check's id gives its points.",
        _notebook(_duplicated),
        plain=False,
        why="nbgrader aborts at a duplicated test cell",
    ),
    Attack(
        "check-duplicated-before",
        "The same, in front of everything.",
        _notebook(_duplicated_before),
        plain=False,
        why="nbgrader aborts at a duplicated test cell",
    ),
    Attack(
        "ids-exchanged", "A check and the answer by hand exchange ids.", _notebook(_ids_exchanged)
    ),
    Attack(
        "answer-is-the-check",
        "The cell of the answer says that it is the check.",
        _notebook(_answer_is_the_check),
    ),
    Attack("own-tests", "Tests of the student's own, with ids like ours.", _notebook(_own_tests)),
    Attack("own-by-hand", "Graded by hand, with 1000 points.", _notebook(_own_by_hand)),
    Attack("hand-as-code", "The answer by hand becomes a test.", _notebook(_hand_as_code)),
    Attack(
        "kernel-bash",
        "The notebook says that it is written for a shell, whose outputs would be believed.",
        _other_language("bash", language="bash"),
        plain=False,
        why="nbgrader has no such kernel and stops",
    ),
    Attack(
        "kernel-unknown",
        "The notebook names a kernel that does not exist, with a path in its name.",
        _other_language("../../../bin/sh", language="R"),
        plain=False,
        why="nbgrader has no such kernel and stops",
    ),
    Attack(
        "kernel-argv",
        "The notebook brings the command line of its kernel.",
        _other_language("python3", language="python", argv=["/bin/sh", "-c", "echo 3"], env={}),
    ),
    Attack(
        "notebook-metadata",
        "The notebook's own metadata is forged.",
        _notebook(_odd_notebook_metadata),
    ),
    Attack(
        "unfinished-text",
        "A text begins before a check and ends after.",
        _notebook(_check_is_the_answer),
    ),
    Attack(
        "cell-magics",
        "Magics that capture, or run the next cell elsewhere.",
        _notebook(_cell_magic),
    ),
    Attack("untouched", "Nothing was done.", lambda student: student),
    Attack("untouched-lean", "Only the cells that count, untouched.", lean),
)
