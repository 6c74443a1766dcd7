"""Regions of solutions and hidden tests: what would reach students that should not."""

import ast
import re
from collections.abc import Iterator

from nbformat import NotebookNode

from courseware.kit import python_cells
from courseware.kit.nbgrader_cells import exercises_named, marks

from .cell_headers import EXAMPLE
from .early_uses import students_names

# What looks like a border, however it is spelt; and what is one.
_IN_TEXT = re.compile(r"\b(BEGIN|END) (SOL|HIDDEN|MARK)")
_IN_CODE = re.compile(rf"{_IN_TEXT.pattern}|^\s*###\s*(?i:begin|end)\b")
_OTHER_BORDER = re.compile(r"\b(BEGIN|END) (HIDDEN TESTS|MARK SCHEME)\b")
_BEGIN_SOLUTION = re.compile(r"\s*### BEGIN SOLUTION\b[: ]*(.*?)\s*")
_END_SOLUTION = re.compile(r"\s*### END SOLUTION\s*")
_MESSAGE = (
    "Its text is what students read until they have done the exercise: write "
    "`### BEGIN SOLUTION: Exercise 1.1: say what is to be done`."
)
_AROUND = (
    "Put `### BEGIN SOLUTION: Exercise 1.1: what to do` above and `### END SOLUTION` below what "
    "they are to write."
)
_BORDERS = (
    "Write one of `### BEGIN SOLUTION: Exercise 1.1: what to do`, `### END SOLUTION`, "
    "`### BEGIN HIDDEN TESTS`, `### END HIDDEN TESTS`, alone on its line."
)


def region_problems(cell: NotebookNode) -> Iterator[tuple[int, str]]:
    """Find regions that are not where or how they should be: lines of the cell, and messages."""
    yield from _of_markers(cell)
    yield from _of_regions(cell)


def bare_solutions(cells: list[NotebookNode]) -> Iterator[tuple[NotebookNode, int, str]]:
    """Find solutions without a region around them: cell, line of the cell, and message."""
    code = [cell for cell in cells if cell.cell_type == "code"]
    marked = {name for cell in code if _has_region(cell) for name in students_names(cell.source)}
    bare = {check.name for cell in code for check in exercises_named(cell.source)} - marked
    for cell in code:
        defined = [(line, name) for line, name in _definitions(cell.source) if name in bare]
        for line, name in defined:
            yield (
                cell,
                line,
                f"`{name}` is checked, but there is no SOLUTION region around its solution: "
                f"students would not get a stub. {_AROUND}{_in_solution_cell(cell)}",
            )
        metadata = marks(cell)
        if metadata.get("solution") and not (defined or metadata.get("grade") or _has_region(cell)):
            yield (
                cell,
                1,
                "there is no SOLUTION region in this solution cell: students would get an empty "
                f"one. {_AROUND}",
            )


def _has_region(cell):
    return "### BEGIN SOLUTION" in cell.source or "### END SOLUTION" in cell.source


def _in_solution_cell(cell):
    return "" if marks(cell).get("solution") else f" Make it a solution cell: {EXAMPLE}"


def _definitions(code):
    """Lines and names of the functions, classes and variables that a cell makes."""
    for statement in python_cells.tree(code).body:
        match statement:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield statement.lineno, name
            case ast.Assign(targets=targets):
                for target in targets:
                    if isinstance(target, ast.Name):
                        yield statement.lineno, target.id


def _of_regions(cell):
    metadata = marks(cell)
    if "BEGIN SOLUTION" in cell.source and not metadata.get("solution"):
        yield (
            1,
            "there is a SOLUTION region, but the cell's header does not mark it as a solution "
            f"cell. Write behind its `# %%` {EXAMPLE}",
        )
    if "BEGIN HIDDEN TESTS" in cell.source and not metadata.get("grade"):
        yield (
            1,
            "hidden tests in a cell that is not graded. In its header, set grade to true and give "
            "points.",
        )
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
        if not looks_so.search(line) or _OTHER_BORDER.search(line):
            continue
        if cell.cell_type == "code" and (begin := _BEGIN_SOLUTION.fullmatch(line)):
            if not re.match(r"Exercise \d+\.\d+: \S", begin[1]):
                yield number, f"`{line.strip()}` does not say which exercise it is. {_MESSAGE}"
        elif not (cell.cell_type == "code" and _END_SOLUTION.fullmatch(line)):
            yield (
                number,
                f"`{line.strip()}` looks like the beginning or end of a solution or of hidden "
                f"tests, but is not written like one. {_BORDERS}",
            )
