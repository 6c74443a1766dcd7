"""What is wrong with a tutorial before it runs, each problem with its file, line and cell."""

import ast
import re

from courseware import python_cells
from courseware.headings import headings
from courseware.stubs import StubError, StubSolutions

NEEDED = ("schema_version", "grade", "grade_id", "locked", "solution", "task")
EXAMPLE = (
    'nbgrader={"schema_version": 3, "grade": false, "grade_id": "NAME", '
    '"locked": false, "solution": true, "task": false}'
)


def find_problems(source):
    """Find all problems of a tutorial's source at once.

    Parameters
    ----------
    source : courseware.builder.source.Source
        The tutorial.

    Returns
    -------
    list of str
        In the order of the file; empty if all is well.
    """
    problems, seen = _of_title(source), {}
    for cell in source.notebook.cells:
        for find in (_of_header, _of_metadata, _of_regions, _of_code, _of_points):
            for line, message in find(cell):
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


def declared_points(code):
    """Points of the exercises that a check cell checks, as `helpers.exercises` declares them.

    Parameters
    ----------
    code : str
        A check cell, for instance ``checks.why_models.entropy(entropy)``.

    Returns
    -------
    int or None
        None if it checks no exercise that is declared.
    """
    try:
        from helpers import exercises
    except ImportError:
        return None
    found = {}
    try:
        _, tree = python_cells.parse(code)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute() as tutorial, attr=name)):
                if ast.unparse(tutorial.value).split(".")[-1] != "checks":
                    continue
                try:
                    found[tutorial.attr, name] = exercises.find(tutorial.attr, name).points
                except LookupError:
                    continue
    return sum(found.values()) if found else None
