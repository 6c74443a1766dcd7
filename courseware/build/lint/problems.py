"""What is wrong with a tutorial before it runs, each problem with its file, line and cell."""

import re

from courseware.build.stubs import StubError, StubSolutions
from courseware.kit import python_cells
from courseware.kit.headings import headings

from .declared import declared_points, undeclared
from .early_uses import bound_names, early_uses, students_names

NEEDED = ("schema_version", "grade", "grade_id", "locked", "solution", "task")
EXAMPLE = (
    'nbgrader={"schema_version": 3, "grade": false, "grade_id": "NAME", '
    '"locked": false, "solution": true, "task": false}'
)

# What looks like a border, however it is spelt; and what is one.
_IN_TEXT = re.compile(r"\b(BEGIN|END) (SOL|HIDDEN|MARK)")
_IN_CODE = re.compile(rf"{_IN_TEXT.pattern}|^\s*###\s*(?i:begin|end)\b")
_OTHER_BORDER = re.compile(r"\b(BEGIN|END) (HIDDEN TESTS|MARK SCHEME)\b")
_BEGIN_SOLUTION = re.compile(r"\s*### BEGIN SOLUTION\b[: ]*(.*?)\s*")
_END_SOLUTION = re.compile(r"\s*### END SOLUTION\s*")
_MESSAGE = (
    "Students are told this sentence while the exercise is open: write "
    "`### BEGIN SOLUTION: Exercise 1.1: say what is to be done`."
)
_BORDERS = (
    "Write one of `### BEGIN SOLUTION: Exercise 1.1: what to do`, `### END SOLUTION`, "
    "`### BEGIN HIDDEN TESTS`, `### END HIDDEN TESTS`, alone on its line."
)


def find_problems(source):
    """Find all problems of a tutorial's source at once.

    Parameters
    ----------
    source : courseware.build.source.Source
        The tutorial.

    Returns
    -------
    list of str
        In the order of the file; empty if all is well.
    """
    problems, seen, students = _of_title(source), {}, {}
    for cell in source.notebook.cells:
        found = [problem for find in _FINDERS for problem in find(cell)]
        for line, message in [*found, *_of_early_uses(cell, students)]:
            problems.append(f"{source.where(cell, line)}: {message}")
        grade_id = _nbgrader(cell).get("grade_id")
        if grade_id in seen:
            first = source.where(seen[grade_id]).rsplit(": ", 1)[0]
            problems.append(
                f"{source.where(cell)}: this grade id is taken by the cell at {first}. "
                "Give each cell its own."
            )
        elif grade_id:
            seen[grade_id] = cell
    return problems


def _nbgrader(cell):
    metadata = cell.metadata.get("nbgrader", {})
    return metadata if isinstance(metadata, dict) else {}


def _of_title(source):
    first = next((found for cell in source.notebook.cells if (found := headings(cell))), None)
    if first and first[0].level == 1:
        return []
    return [f"{source.path}: no title. The first heading must be one: `# # Title` in Markdown."]


def _of_header(cell):
    broken = cell.metadata.get("incorrectly_encoded_metadata")
    if broken:
        yield 0, f"the cell's header cannot be read: {broken}. Write it as {EXAMPLE}"
    elif "nbgrader" in cell.metadata and not isinstance(cell.metadata["nbgrader"], dict):
        yield 0, f"nbgrader's metadata must be a dictionary: {EXAMPLE}"


def _of_kind(cell):
    """A misspelt kind of cell, which Jupytext takes for the title of a code cell."""
    title = str(cell.metadata.get("title", ""))
    if cell.cell_type == "code" and (
        re.search(r"\[.*\]", title) or title.lower() in ("markdown", "md", "raw")
    ):
        yield (
            0,
            f"`# %% {title}` makes a code cell. Write `# %% [markdown]` for text, "
            "and `# %%` for code.",
        )
    for number, line in enumerate(cell.source.split("\n"), start=1):
        if re.match(r"(# ?)?%%\[", line):
            yield number, "a cell begins with a blank behind `%%`: write `# %% [markdown]`."


def _of_metadata(cell):
    metadata = _nbgrader(cell)
    if not metadata:
        return
    missing = [key for key in NEEDED if key not in metadata]
    used = any(metadata.get(key) for key in ("grade", "solution", "locked", "task"))
    if "grade_id" in missing or (used and not metadata["grade_id"]):
        yield 0, f"nbgrader's metadata have no grade id. Write {EXAMPLE}"
    elif missing:
        yield 0, f"nbgrader's metadata lack {', '.join(missing)}. Write {EXAMPLE}"
    elif not re.fullmatch(r"[A-Za-z0-9_-]+", str(metadata["grade_id"])):
        yield 0, "a grade id may hold letters, digits, - and _ only."
    if metadata.get("grade") or metadata.get("task"):
        points = metadata.get("points")
        if isinstance(points, bool) or not isinstance(points, int | float) or points < 0:
            yield 0, 'no points. Add them to the cell\'s header, for example "points": 2.'
    by_hand = metadata.get("grade") and metadata.get("solution")
    if cell.cell_type == "markdown" and not metadata.get("task") and used and not by_hand:
        if metadata.get("grade") or metadata.get("solution"):
            yield (
                0,
                "a Markdown answer is graded by hand: set both grade and solution to true.",
            )


def _of_regions(cell):
    metadata = _nbgrader(cell)
    if "BEGIN SOLUTION" in cell.source and not metadata.get("solution"):
        yield 1, f"a SOLUTION region in a cell that is no solution cell. Add {EXAMPLE}"
    if "BEGIN HIDDEN TESTS" in cell.source and not metadata.get("grade"):
        yield 1, "hidden tests in a cell that is not graded. Set grade to true and give points."
    regions = ["HIDDEN TESTS", "MARK SCHEME"]
    if cell.cell_type != "code":
        regions.append("SOLUTION")
    for region in regions:
        yield from _of_region(cell, region)


def _of_region(cell, region):
    """Regions that are nested, or not closed, or not opened."""
    begin = None
    for number, line in enumerate(cell.source.split("\n"), start=1):
        if f"BEGIN {region}" in line:
            if begin:
                yield number, f"BEGIN {region} inside the region of line {begin} of this cell."
            begin = number
        elif f"END {region}" in line:
            if not begin:
                yield number, f"END {region} without a BEGIN {region} above it."
            begin = None
    if begin:
        yield begin, f"BEGIN {region} has no END {region} below it."


def _of_markers(cell):
    """Lines that look like the border of a region, and are none or not a full one."""
    looks_so = _IN_CODE if cell.cell_type == "code" else _IN_TEXT
    for number, line in enumerate(cell.source.split("\n"), start=1):
        if not looks_so.search(line):
            continue
        if _OTHER_BORDER.search(line):
            continue
        if cell.cell_type == "code" and (begin := _BEGIN_SOLUTION.fullmatch(line)):
            if not re.match(r"Exercise \d+\.\d+: \S", begin[1]):
                yield number, f"{begin[1]!r} does not say which exercise it is. {_MESSAGE}"
        elif not (cell.cell_type == "code" and _END_SOLUTION.fullmatch(line)):
            yield number, f"`{line.strip()}` is not the border of a region. {_BORDERS}"


def _of_code(cell):
    if cell.cell_type != "code":
        return
    try:
        python_cells.check(cell.source)
    except SyntaxError as error:
        yield error.lineno or 1, f"not valid Python: {error.msg}."
        return
    try:
        if "BEGIN SOLUTION" in cell.source or "END SOLUTION" in cell.source:
            StubSolutions().stub_cell(cell.source, "")
    except StubError as error:
        yield error.line, error.problem


def _of_checks(cell):
    """Checks of exercises that are not declared or have no answers."""
    if cell.cell_type == "code":
        yield from undeclared(cell.source)


def _of_early_uses(cell, students):
    """Uses of what students have yet to write; takes note of the names that a cell defines."""
    if cell.cell_type != "code":
        return
    metadata = _nbgrader(cell)
    if metadata.get("solution"):
        students |= students_names(cell.source)
        return
    if not metadata.get("grade"):
        for line, name in early_uses(cell.source, students):
            if students[name]:
                yield (
                    line,
                    f"`{name}` is an exercise: this cell would stop with an error for a student "
                    f"who has not done it. Put the lines that use it in a block "
                    f"`with helpers.needs({name}):`.",
                )
            else:
                yield (
                    line,
                    f"`{name}` is made inside a SOLUTION region, so students do not have it until "
                    "they have done the exercise. Ask for a function, with the region in its body, "
                    f"and use it in a block `with helpers.needs(...)`.",
                )
    for name in bound_names(cell.source):
        students.pop(name, None)


def _of_points(cell):
    """Points of a check cell that disagree with the declaration of what it checks."""
    metadata = _nbgrader(cell)
    if cell.cell_type != "code" or metadata.get("solution") or "points" not in metadata:
        return
    declared = declared_points(cell.source)
    if declared is not None and declared != metadata["points"]:
        yield (
            0,
            f"{metadata['points']} points in the cell's header, but the exercise is declared "
            f"with {declared} (helpers/exercises). Make them agree.",
        )


_FINDERS = (
    _of_header,
    _of_kind,
    _of_metadata,
    _of_markers,
    _of_regions,
    _of_code,
    _of_checks,
    _of_points,
)
