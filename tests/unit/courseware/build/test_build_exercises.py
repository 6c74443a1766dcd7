"""An exercise that says two things, or misleads: refused with file, line and what to do."""

import shutil

import pytest

from helpers import checks

from .conftest import HEADER, line_of


def test_exercises_and_answers_of_another_course_are_found_and_checked(demo):
    assert demo.problems() == []
    check = getattr(checks, demo.tutorial).double
    assert check(lambda x: x + x).state == "right"
    assert check(lambda x: x * x).misconception == "squared"


def test_another_courses_answers_may_be_kept_away_where_work_is_graded(demo):
    shutil.rmtree(demo.files["answers"].parents[1])
    result = getattr(checks, demo.tutorial).double(lambda x: x + x)
    assert "Your answer is tried when the assignment is graded" in result.message


SAYS_OTHERWISE = {
    "a heading with another number": (
        "# ### Exercise 1.1: ",
        "# ### Exercise 1.2: ",
        "the heading says Exercise 1.2, but `double` is declared as Exercise 1.1",
    ),
    "a heading without a colon, with another number": (
        "# ### Exercise 1.1: Twice",
        "# ### Exercise 11.1 Twice",
        "the heading says Exercise 11.1, but",
    ),
    "a heading with another title": (
        ": Twice a number (core)",
        ": Half a number (core)",
        "the heading says 'Half a number (core)', but the title of `double` is declared as "
        "'Twice a number'",
    ),
    "a stub's message with another number": (
        "SOLUTION: Exercise 1.1",
        "SOLUTION: Exercise 1.3",
        "the stub says Exercise 1.3, but `double` is declared as Exercise 1.1",
    ),
    "a check cell with another number": (
        "# Exercise 1.1: the check",
        "# Exercise 2.1: the check",
        "the comment says Exercise 2.1, but `double` is declared as Exercise 1.1",
    ),
    "a check cell with other points": (
        '"points": 2',
        '"points": 3',
        "3 points in the cell's header, but the exercise is declared with 2",
    ),
}


@pytest.mark.parametrize("fault", SAYS_OTHERWISE)
def test_what_says_otherwise_than_the_declaration_is_refused(fault, demo):
    old, new, words = SAYS_OTHERWISE[fault]
    line = line_of(demo, "tutorial", old)
    demo.change("tutorial", old, new)
    (problem,) = demo.problems()
    line += "points" in fault  # the header has no line of its own
    assert problem.startswith(f"solutions/how-models/how-models.py:{line}: cell ")
    assert words in problem
    assert f"in {demo.package}/exercises/demo_" in problem and "/double.py" in problem
    assert problem.endswith("Make them agree.")


def test_a_check_under_a_heading_that_is_no_exercise_is_not_compared_with_one_above(demo):
    demo.change(
        "tutorial", "# ### Exercise 1.1: Twice a number (core)", "# ### Exercise 9.9: By hand"
    )
    demo.change("tutorial", HEADER + "\ndef", "# %% [markdown]\n# ### More\n\n" + HEADER + "\ndef")
    assert demo.problems() == []


NO_REGION = {
    "a solution cell that lost both borders": [
        ("    ### BEGIN SOLUTION: Exercise 1.1: double a number\n", ""),
        ("    ### END SOLUTION\n", ""),
    ],
    "a solution in an ordinary cell": [
        (HEADER + "\ndef", "# %%\ndef"),
        ("    ### BEGIN SOLUTION: Exercise 1.1: double a number\n", ""),
        ("    ### END SOLUTION\n", ""),
    ],
    "a region beside the solution": [
        ("    ### BEGIN SOLUTION: Exercise 1.1: double a number\n", ""),
        (
            "    ### END SOLUTION\n",
            "### BEGIN SOLUTION: Exercise 1.1: x\nx = 1\n### END SOLUTION\n",
        ),
    ],
}


@pytest.mark.parametrize("fault", NO_REGION)
def test_a_solution_without_its_region_is_refused(fault, demo):
    for old, new in NO_REGION[fault]:
        demo.change("tutorial", old, new)
    (problem,) = demo.problems()
    line = line_of(demo, "tutorial", "def double")
    assert problem.startswith(f"solutions/how-models/how-models.py:{line}: cell ")
    assert "`double` is checked, but there is no SOLUTION region around its solution" in problem
    assert "Put `### BEGIN SOLUTION: Exercise 1.1: what to do` above" in problem
    assert ("Make it a solution cell" in problem) is ("ordinary" in fault)


def test_any_solution_cell_without_a_region_is_refused(demo):
    more = HEADER.replace('"double"', '"more"') + "\nx = 1\n\n"
    demo.change("tutorial", HEADER + "\ndef", more + HEADER + "\ndef")
    (problem,) = demo.problems()
    assert (
        f":{line_of(demo, 'tutorial', 'x = 1')}: cell 'more': there is no SOLUTION region"
        in problem
    )


def test_an_exercise_that_the_author_defines_once_more_is_no_bare_solution(demo):
    demo.change(
        "tutorial", "double(double)\n", "double(double)\n\n# %%\ndef double(x):\n    return 0\n"
    )
    assert demo.problems() == []


MISLEADING = {
    "equal to the reference": (
        "    return x**2",
        "    return x + x",
        '@wrong("Is that',
        "the wrong answer 'squared' equals the reference on all probes. Correct it, or add a probe",
    ),
    "equal to another wrong answer": (
        "(_always(9.0))",
        "(lambda x: x**2)",
        "always_nine",
        "the wrong answer '9' equals 'squared' on all probes",
    ),
    "raising where it should return": (
        "    return x**2",
        "    return x.squared",
        '@wrong("Is that',
        "the wrong answer 'squared' raises AttributeError ('float' object has no attribute "
        "'squared') for 'one'. Let it return what people get wrong; if theirs raises, too, say so",
    ),
    "returning where it should raise": (
        '    raise ValueError("never")',
        "    return 7.0",
        '@wrong("It stops',
        "the wrong answer 'stopped' says `raises=True`, and raises on none of the probes",
    ),
    "without a hint": (
        '"Where is x?"',
        '" "',
        "always_nine",
        "the wrong answer '9' has no hint. Write in which direction to look",
    ),
    "with an empty `nearly`": (
        'nearly="Multiply by 2."',
        'nearly=""',
        '@wrong("Is that',
        "the wrong answer 'squared' has an empty `nearly`. Write nearly the answer",
    ),
    "of another's name": (
        'name="9"',
        'name="squared"',
        '@wrong("Is that',
        "the wrong answer 'squared' has the same name as another",
    ),
    "beside a reference that raises": (
        "    return 2 * x",
        "    return 2 * y",
        "def reference",
        "the reference raises NameError (name 'y' is not defined) for 'one'",
    ),
    "that does not take the arguments": (
        "def squared(x):",
        "def squared():",
        '@wrong("Is that',
        "the wrong answer 'squared' cannot be called with the arguments of the probes",
    ),
}


@pytest.mark.parametrize("fault", MISLEADING)
def test_a_wrong_answer_that_would_mislead_is_refused(fault, demo):
    old, new, begins, words = MISLEADING[fault]
    demo.change("answers", old, new)
    problem = demo.problems()[0]
    file, line, _ = problem.split(":", 2)
    assert file.startswith(f"{demo.package}/answers/demo_") and file.endswith("/double.py")
    assert int(line) == line_of(demo, "answers", begins)
    assert words in problem


def test_the_build_stops_at_each_of_these_before_anything_runs(demo, course, run):
    demo.change("tutorial", "# ### Exercise 1.1", "# ### Exercise 1.2")
    demo.change("answers", '"Where is x?"', '""')
    result = run(course, "build")
    assert result.code == 1
    heading, hint = result.err.removeprefix("Error: ").strip().split("\n")
    assert "Exercise 1.2" in heading and "no hint" in hint
    assert not (course.root / "course").exists()


BROKEN = {
    "a file without a declaration": (
        "exercise",
        "EXERCISE = ",
        "DECLARED = ",
        "cannot be used: AttributeError",
    ),
    "a file that is not called as the exercise": (
        "exercise",
        'name="double"',
        'name="Half"',
        "declares 'Half': call it half.py",
    ),
    "answers that fail": (
        "answers",
        "def reference(x):",
        "1 / 0\ndef reference(x):",
        "/double.py:5 cannot be used: ZeroDivisionError: division by zero. Correct it",
    ),
    "answers without a reference": (
        "answers",
        "def reference(x):",
        "def referense(x):",
        "has no `reference`, the right answer.",
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_cannot_be_used_is_told_with_what_it_should_hold(fault, demo):
    half, old, new, words = BROKEN[fault]
    demo.change(half, old, new)
    problem = demo.problems()[0]
    line = line_of(demo, "tutorial", "checks.demo")
    assert problem.startswith(f"solutions/how-models/how-models.py:{line}: cell 'double-check': ")
    assert words in problem and demo.package in problem
    assert "should hold" in problem


SLIPS = {
    "a misspelt kind": (
        'number="1.1",',
        'number="1.1", kind="fuction",',
        "`kind` is 'fuction', but must be one of function, class, figure",
    ),
    "one probe without the comma": (
        'probes=(Probe((1.0,), about="one"), Probe((3.0,), about="three")),',
        'probes=(Probe((1.0,), about="one")),',
        "`probes` is not a tuple: with one element, write `probes=(...,)`",
    ),
    "one parameter without the comma": (
        '("x",)',
        '("x")',
        "`parameters` is not a tuple: with one element, write `parameters=(...,)`",
    ),
    "a number without quotes": ('"1.1"', "1.1", '`number` is to be like "1.1", not 1.1'),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_declaration_is_told_with_its_file_and_line(slip, demo, course, run):
    old, new, words = SLIPS[slip]
    demo.change("exercise", old, new)
    line = line_of(demo, "exercise", "EXERCISE = ")
    result = run(course, "build")
    assert result.code == 1
    assert f"/exercises/{demo.tutorial}/double.py:{line} cannot be used: " in result.err
    assert words in result.err and "unexpected" not in result.err


@pytest.mark.parametrize("missing", ["file", "folder"])
def test_an_exercise_without_answers_is_told_with_what_to_create(missing, demo):
    demo.files["answers"].unlink()
    if missing == "folder":
        demo.files["answers"].parent.rmdir()
    (problem,) = demo.problems()
    assert "answers" in problem and "/double.py" in problem
    for word in ("should hold a function `reference`", "`@wrong(hint, nearly=...)`", "`@right`"):
        assert word in problem
