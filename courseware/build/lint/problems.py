"""What is wrong with a tutorial before it runs, each problem with its file, line and cell."""

from courseware.build.source import Source
from courseware.build.stubs import StubError, StubSolutions
from courseware.kit import python_cells
from courseware.kit.headings import headings
from courseware.kit.nbgrader_cells import grade_id, marks

from .cell_headers import header_problems
from .declared import undeclared
from .disagreements import disagreements
from .early_uses import bound_names, early_uses, students_names
from .figure_texts import figure_problems
from .regions import bare_solutions, region_problems
from .wrong_answers import misleading_answers


def find_problems(source: Source) -> list[str]:
    """Find all problems of a tutorial's source at once.

    They are in the order of the file; behind them come those of the answers to its exercises.
    """
    cells = source.notebook.cells
    problems, seen, students = _of_title(source), {}, {}
    together = [*bare_solutions(cells), *disagreements(cells)]
    for cell in cells:
        found = [problem for find in _FINDERS for problem in find(cell)]
        found += [(line, message) for other, line, message in together if other is cell]
        for line, message in [*found, *_of_early_uses(cell, students)]:
            problems.append(f"{source.where(cell, line)}: {message}")
        name = grade_id(cell)
        if name in seen:
            first = source.where(seen[name]).rsplit(": ", 1)[0]
            problems.append(
                f"{source.where(cell)}: this grade id is taken by the cell at {first}. "
                "Give each cell its own."
            )
        elif name:
            seen[name] = cell
    return [*problems, *misleading_answers(cells)]


def _of_title(source):
    first = next((found for cell in source.notebook.cells if (found := headings(cell))), None)
    if first and first[0].level == 1:
        return []
    return [
        f"{source.path}: no title. Before any other heading, write a Markdown cell with the line "
        "`# # Your title`."
    ]


def _of_code(cell):
    if cell.cell_type != "code":
        return
    try:
        python_cells.check(cell.source)
        if "BEGIN SOLUTION" in cell.source or "END SOLUTION" in cell.source:
            StubSolutions().stub_cell(cell.source, "")
    except SyntaxError as error:
        yield error.lineno or 1, f"not valid Python: {error.msg}."
    except StubError as error:
        yield error.line, error.problem
    yield from undeclared(cell.source)


def _of_early_uses(cell, students):
    """Uses of what students have yet to write; takes note of the names that a cell defines."""
    if cell.cell_type != "code":
        return
    metadata = marks(cell)
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


_FINDERS = (header_problems, region_problems, figure_problems, _of_code)
