"""Where a tutorial's source says otherwise than the declarations of its exercises.

Number, title and points of an exercise stand in `helpers.exercises`. The source repeats them in the
heading above the exercise, in the message of its stub, and at its check.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from courseware.kit.headings import headings
from courseware.kit.nbgrader_cells import exercises_named

from .declared import declared_points, exercise_file, exercise_of
from .early_uses import students_names

_HEADING = re.compile(r"Exercise (\d+\.\d+)\b[.:]?\s*(.*)")
_STUB = re.compile(r"\s*### BEGIN SOLUTION: Exercise (\d+\.\d+)\b")
_COMMENT = re.compile(r"\s*#.*\bExercise (\d+\.\d+)\b")


@dataclass(eq=False)
class _Heading:
    """The heading above an exercise."""

    number: str
    title: str
    level: int
    cell: NotebookNode
    line: int


def disagreements(cells: list[NotebookNode]) -> Iterator[tuple[NotebookNode, int, str]]:
    """Find where headings, stubs and checks say otherwise than the declarations.

    Yields cell, line and message; lines count from 1 in the cell, and 0 is its header.
    """
    code = [cell for cell in cells if cell.cell_type == "code"]
    checked = {
        check.name: exercise_of(check) for cell in code for check in exercises_named(cell.source)
    }
    for heading, exercise in _under_headings(cells):
        for message in _of_heading(heading, exercise):
            yield heading.cell, heading.line, message
    for cell in code:
        for find in (_of_stub, _of_check):
            for line, message in find(cell, checked):
                yield cell, line, message


def _under_headings(cells):
    """Each exercise that is checked, once, with the heading of an exercise that it stands under."""
    heading, found = None, {}
    for cell in cells:
        for line in headings(cell):
            if match := _HEADING.fullmatch(line.text):
                heading = _Heading(match[1], match[2], line.level, cell, line.line + 1)
            elif heading and line.level <= heading.level:
                heading = None
        if heading and cell.cell_type == "code":
            for check in exercises_named(cell.source):
                if exercise := exercise_of(check):
                    found.setdefault(exercise, heading)
    return [(heading, exercise) for exercise, heading in found.items()]


def _of_heading(heading, exercise):
    if heading.number != exercise.number:
        yield _numbers_differ(f"the heading says Exercise {heading.number}", exercise)
    title = exercise.title
    marked = heading.title.startswith(f"{title} (") and heading.title.endswith(")")
    if heading.title != title and not marked:  # "(core)" may stand behind
        yield (
            f"the heading says {heading.title!r}, but the title of `{exercise.name}` is declared "
            f"as {title!r} in {exercise_file(exercise)}. Make them agree."
        )


def _of_stub(cell, checked):
    """Messages of stubs with another number than the exercise that the cell defines."""
    lines = enumerate(cell.source.split("\n"), start=1)
    stubs = [(line, match[1]) for line, text in lines if (match := _STUB.match(text))]
    defined = [checked[name] for name in students_names(cell.source) if checked.get(name)]
    if len(defined) == 1:
        for line, number in stubs:
            if number != defined[0].number:
                yield line, _numbers_differ(f"the stub says Exercise {number}", defined[0])


def _of_check(cell, checked):
    """Numbers in the comments of a check cell, and points in its header."""
    exercises = [
        checked[check.name] for check in exercises_named(cell.source) if checked[check.name]
    ]
    metadata = cell.metadata.get("nbgrader")
    if not exercises or not isinstance(metadata, dict) or metadata.get("solution"):
        return
    numbers = {exercise.number for exercise in exercises}
    for line, text in enumerate(cell.source.split("\n"), start=1):
        if (match := _COMMENT.match(text)) and match[1] not in numbers:
            yield line, _numbers_differ(f"the comment says Exercise {match[1]}", exercises[0])
    declared = declared_points(cell.source)
    if "points" in metadata and declared not in (None, metadata["points"]):
        files = ", ".join(map(exercise_file, exercises))
        yield (
            0,
            f"{metadata['points']} points in the cell's header, but the exercise is declared "
            f"with {declared} in {files}. Make them agree.",
        )


def _numbers_differ(what, exercise):
    return (
        f"{what}, but `{exercise.name}` is declared as Exercise {exercise.number} in "
        f"{exercise_file(exercise)}. Make them agree."
    )
