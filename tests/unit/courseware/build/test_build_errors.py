"""A tutorial with a fault: told with file, line and cell, and the notebooks stay as they were."""

import pytest

from courseware.build.lint.declared import declared_points
from courseware.build.lint.early_uses import early_uses
from courseware.build.lint.problems import find_problems
from courseware.build.source import read
from courseware.build.stubs import StubSolutions
from courseware.errors import CoursewareError
from courseware.project import Project

HEADER = (
    'nbgrader={"schema_version": 3, "grade": %s, "grade_id": "%s", "locked": false, '
    '"solution": %s, "task": false%s}\n'
)


def answer(code, name="one"):
    return HEADER % ("false", name, "true", "") + code


def check(code, name="one-check", points=2):
    return HEADER % ("true", name, "false", f', "points": {points}') + code


BEGIN = "### BEGIN SOLUTION: Exercise 1.1: say what x is\n"
SOLUTION = BEGIN + "x = 1\n### END SOLUTION"
FUNCTION = (
    "def double(x):\n"
    "    ### BEGIN SOLUTION: Exercise 1.1: double it\n"
    "    return 2 * x\n"
    "    ### END SOLUTION"
)

BEFORE_RUNNING = {
    "duplicated grade id": (
        [answer(SOLUTION), answer(SOLUTION)],
        [":9: cell 'one': ", "taken by the cell at solutions/how-models/how-models.py:5"],
    ),
    "no points": (
        [check("1").replace(', "points": 2', "")],
        [":5: cell 'one-check': ", "no points"],
    ),
    "no points on a written answer": (
        ["[markdown] " + HEADER % ("true", "think", "true", "") + "# Why."],
        [":5: cell 'think': ", "no points"],
    ),
    "points that disagree with the exercise": (
        [check("checks.why_models.entropy(entropy)", points=30)],
        [":5: cell 'one-check': ", "30 points", "declared with 3"],
    ),
    "solution never closed": (
        [answer(f"x = 1\n{BEGIN}y = 1")],
        [":6: cell 'one': ", "no END SOLUTION"],
    ),
    "solution within a solution": (
        [answer(BEGIN + SOLUTION)],
        [":6: cell 'one': ", "BEGIN SOLUTION inside"],
    ),
    "solution that is no whole statement": (
        [answer(BEGIN + "if x:\n### END SOLUTION\n    y = 1")],
        [":6: cell 'one': ", "whole Python statements"],
    ),
    "hidden tests never closed": (
        [check("1\n### BEGIN HIDDEN TESTS\n2")],
        [":6: cell 'one-check': ", "no END HIDDEN TESTS"],
    ),
    "hidden tests within hidden tests": (
        [check("### BEGIN HIDDEN TESTS\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS")],
        [":6: cell 'one-check': ", "BEGIN HIDDEN TESTS inside"],
    ),
    "hidden tests in a cell without points": (
        ["\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"],
        [":5: cell 'a-title-2': ", "not graded"],
    ),
    "solution cell without a grade id": (
        [answer(SOLUTION).replace('"grade_id": "one", ', "")],
        [":5: cell 'a-title-2': ", "no grade id"],
    ),
    "solution in a cell that is no solution cell": (
        ["\n" + SOLUTION],
        [":5: cell 'a-title-2': ", "does not mark it as a solution cell"],
    ),
    "header that is no JSON": (
        ['nbgrader={"grade": \nx = 1'],
        [":5: cell 'a-title-2': ", "header cannot be read"],
    ),
    "header that lacks a part": (
        [answer(SOLUTION).replace('"task": false', '"locked": false')],
        [":5: cell 'one': ", "lack task"],
    ),
    "Markdown answer that is not graded": (
        ["[markdown] " + answer("# Why.")],
        [":5: cell 'one': ", "set both grade and solution"],
    ),
    "Python that does not compile": (
        ["\nx = 1\ny = (\n"],
        [":6: cell 'a-title-2': ", "not valid Python"],
    ),
    "a misspelt END SOLUTION": (
        [answer(SOLUTION + "S")],
        [":7: cell 'one': ", "`### END SOLUTIONS`", "`### END SOLUTION`"],
    ),
    "a misspelt BEGIN HIDDEN TESTS, which students would see": (
        [check("2\n### BEGIN HIDDEN TEST\n2\n### END HIDDEN TESTS")],
        [":6: cell 'one-check': ", "`### BEGIN HIDDEN TEST`", "`### BEGIN HIDDEN TESTS`"],
    ),
    "a border in small letters": (
        [answer(SOLUTION.lower())],
        [":5: cell 'one': ", "looks like the beginning or end of a solution"],
    ),
    "a solution without a message": (
        [answer("### BEGIN SOLUTION\nx = 1\n### END SOLUTION")],
        [":5: cell 'one': ", "does not say which exercise", "### BEGIN SOLUTION: Exercise 1.1: "],
    ),
    "a message without the exercise's number": (
        [answer(SOLUTION.replace("Exercise 1.1: ", ""))],
        [":5: cell 'one': ", "`### BEGIN SOLUTION: say what x is` does not say which exercise"],
    ),
    "a misspelt kind of cell": (
        ["[markdwon]\n# Text."],
        [":5: cell 'a-title-2': ", "`# %% [markdwon]` makes a code cell", "`# %% [markdown]`"],
    ),
    "a kind of cell without a blank": (
        ["\nx = 1\n\n# %%[markdown]\n# Text."],
        [":7: cell 'a-title-2': ", "`# %% [markdown]`"],
    ),
    "checks of a tutorial without exercises": (
        [check("checks.demo_x.double(double)")],
        [
            ":5: cell 'one-check': ",
            "helpers/exercises/demo_x/double.py",
            'Exercise(name="double", ...)',
        ],
    ),
    "a check of an exercise that is not declared": (
        [check("1\nchecks.why_models.entropi(entropi)")],
        [":6: cell 'one-check': ", "mean 'entropy'?", "helpers/exercises/why_models/entropi.py"],
    ),
    "an exercise used where students may not have done it": (
        [answer(FUNCTION), "\nx = 4\nprint(double(x))"],
        [":11: cell 'a-title-3': `double` is an exercise", "`with helpers.needs(double):`"],
    ),
    "a figure without a description": (
        ["\nimport helpers\n\nhelpers.show(ax)"],
        [":7: cell 'a-title-2': write `helpers.show(FIGURE, alt="],
    ),
    "a description that only a running cell knows": (
        ["\nhelpers.show(\n    ax,\n    alt=f'A line up to {n} that rises.',\n)"],
        [":5: cell 'a-title-2': write `helpers.show(FIGURE, alt=", "no f-string"],
    ),
    "a description under another name": (
        ["\nhelpers.show(ax, alt=text)"],
        [":5: cell 'a-title-2': write `helpers.show(FIGURE, alt="],
    ),
    "a name for a figure, which the build gives": (
        ["\nhelpers.show(ax, 'Exercise 1.1')"],
        [":5: cell 'a-title-2': write `helpers.show(FIGURE, alt="],
    ),
    "a description that says nothing": (
        ["\nhelpers.show(ax, alt='A figure.')"],
        [":5: cell 'a-title-2': ", "alt text that says what can be seen"],
    ),
    "what a region makes, used where students may not have it": (
        [answer(SOLUTION), "\nprint(x)"],
        [":9: cell 'a-title-3': `x` is made inside a SOLUTION region", "Ask for a function"],
    ),
}


@pytest.mark.parametrize("fault", BEFORE_RUNNING)
def test_before_anything_runs_an_author_is_told_of(fault, course, run):
    cells, words = BEFORE_RUNNING[fault]
    # A cell that ran would leave a trace.
    course.write_cells(*cells, f"\nopen({str(course.root / 'trace')!r}, 'w')")
    result = run(course, "build")
    assert result.code == 1
    assert result.err.startswith("solutions/how-models/how-models.py:")
    for word in words:
        assert word in result.err
    assert "Traceback" not in result.err
    assert not (course.root / "trace").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1\n", "has no cells"),
        ("x = 1\n# %%\ny = 1\n", ":1: text in front of the first cell"),
        ("# %%\nx = 1\n", "no title"),
        ("# %% [markdown]\n# ## Second\n", "no title"),
        ("# ---\n# jupyter:\n#   kernelspec:\n#     name: x\n# ---\n\n# %%\n", "not a py:percent"),
    ],
)
def test_a_file_that_is_no_tutorial_is_refused(text, words, course, run):
    course.write(text)
    result = run(course, "build")
    assert result.code == 1
    assert words in result.err
    assert "solutions/how-models/how-models.py" in result.err


def test_all_faults_are_told_at_once(course, run):
    course.write_cells(*BEFORE_RUNNING["no points"][0], "\nx = (")
    course.write_cells(*BEFORE_RUNNING["duplicated grade id"][0], name="capstone")
    result = run(course, "build")
    assert [line.split(": ")[0] for line in result.err.splitlines()] == [
        "solutions/capstone/capstone.py:9",
        "solutions/how-models/how-models.py:5",
        "solutions/how-models/how-models.py:7",
    ]


def test_points_are_those_of_all_exercises_that_a_cell_checks():
    code = "checks.why_models.entropy(entropy)\nchecks.why_models.entropy(entropy, seed=1)"
    assert declared_points(code) == 3
    assert declared_points("helpers." + code) == 3
    assert declared_points("checks.why_models.no_such(x)\nassert x") is None


STILL_FINE = {
    "in a block that needs it": "with helpers.needs(double):\n    print(double(4))",
    "as an argument of a demo": "demos.how_models.show(double)",
    "as an argument of a check": "helpers.checks.why_models.entropy(double)",
    "in a function": "def quadruple(x):\n    return double(double(x))",
    "in a lambda": "quadruple = lambda x: double(double(x))",
    "after the cell made one of its own": "print('fine')\ndouble = abs",
}


@pytest.mark.parametrize("use", STILL_FINE)
def test_an_exercise_may_be_used(use):
    assert list(early_uses(STILL_FINE[use], {"double"})) == []


def test_a_name_that_the_author_defines_again_is_no_exercise_any_more(course):
    course.write_cells(answer(FUNCTION), "\ndef double(x):\n    return x + x", "\ndouble(4)")
    assert find_problems(read(Project.find(course.root), "how-models")) == []


def test_what_a_function_takes_by_default_and_its_decorators_run_at_once():
    assert list(early_uses("def f(x=double(2)):\n    return x", {"double"})) == [(1, "double")]
    assert list(early_uses("@double\ndef f():\n    pass", {"double"})) == [(1, "double")]


def test_plain_nbgrader_still_takes_solutions_without_a_message():
    stub = StubSolutions().stub_cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "one")
    assert stub == 'raise NotImplementedError("Exercise one")\nx = ...'


WHILE_RUNNING = {
    "a cell that raises": (
        ["\nx = 0\nprint('so far')\n1 / x"],
        [":7: cell 'a-title-2' raised ZeroDivisionError: division by zero", "1 / x"],
    ),
    "a cell that raises below a figure": (
        [
            "\nimport helpers\nfrom matplotlib import pyplot as plt\n\n"
            "helpers.show(\n    plt.figure(\n        figsize=(2, 1)\n    ),\n"
            "    alt='Nothing but '\n    'an empty figure.',\n)\n"
            "helpers.show(plt.figure(), alt='An empty figure, too.')\n1 / 0"
        ],
        [":16: cell 'a-title-2' raised ZeroDivisionError: division by zero", "1 / 0"],
    ),
    "a cell that ends its Python": (
        ["\nimport os\nos._exit(1)"],
        [":5: cell 'a-title-2' ended the Python"],
    ),
    "a cell that does not end": (
        ["\nwhile True:\n    pass"],
        [":5: cell 'a-title-2' did not end within 1 s", "--timeout"],
    ),
    "a solution without full marks": (
        [check("print('Not quite')\n1.5")],
        [":5: cell 'one-check': ", "gets 1.5 of 2 points", "Not quite"],
    ),
    "a check that gives too many points": (
        [check("3")],
        [":5: cell 'one-check': ", "more than the header's maximum"],
    ),
    "a check that shows no number": (
        [check("'two'")],
        [":5: cell 'one-check': ", "plain number"],
    ),
    "a check that writes to stderr": (
        [check("import sys\nprint('warn', file=sys.stderr)\n2")],
        [":5: cell 'one-check': ", "gets 0 of 2 points", "warn"],
    ),
    "a student notebook that is too large": (
        [answer(SOLUTION), check("2"), "\nprint('word ' * 90_000)"],
        ["course/how-models/how-models.ipynb would have 45", "limit is 400 kB"],
    ),
    "a solution notebook that is too large": (
        ["\nprint('word ' * 210_000)"],
        ["solutions/how-models/how-models.ipynb would have 105", "limit is 1000 kB"],
    ),
}


SETS_A_LIMIT = pytest.param("a cell that does not end", marks=pytest.mark.timing)


@pytest.mark.slow
@pytest.mark.parametrize("fault", [SETS_A_LIMIT if "not end" in f else f for f in WHILE_RUNNING])
def test_the_notebooks_stay_as_they_were_after(fault, course, run):
    cells, words = WHILE_RUNNING[fault]
    course.write_cells(*cells)
    for folder in ("solutions", "course"):
        course.path(folder).parent.mkdir(parents=True, exist_ok=True)
        course.path(folder).write_text("as it was")
    before = course.files()
    timeout = ["--timeout", "1"] if "not end" in fault else []
    result = run(course, "build", *timeout)
    assert result.code == 1
    for word in words:
        assert word in result.err
    assert "Traceback" not in result.err
    assert course.files() == before


@pytest.mark.slow
def test_no_tutorial_is_written_when_one_of_them_fails(course, run):
    course.write_cells("\nprint('fine')", name="capstone")
    course.write_cells("\n1 / 0")
    before = course.files()
    assert run(course, "build").code == 1
    assert course.files() == before


def test_a_course_without_nbgraders_settings_is_told_so(course, run):
    course.write_cells("\nx = 1")
    (course.root / "nbgrader_config.py").unlink()
    result = run(course, "build")
    assert result.code == 1
    assert "nbgrader_config.py is missing" in result.err


def test_what_nbgrader_refuses_is_told_in_its_words(built):
    from courseware.build.release import load_config, release
    from courseware.project import Project

    path = built.path("solutions")
    path.write_text(path.read_text().replace("### END SOLUTION", "# no end"))
    with pytest.raises(CoursewareError, match=r"how-models: .*no END SOLUTION"):
        release("how-models", built.root, load_config(Project.find(built.root)))
