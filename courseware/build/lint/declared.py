"""What check cells call, and what `helpers.exercises` and `helpers.answers` hold for it."""

from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb

from courseware.kit.nbgrader_cells import Call, exercises_named
from helpers import answers, exercises
from helpers.exercises import lookup

_ANSWERS = "a function `reference`, and further ones marked `@wrong(hint, nearly=...)` or `@right`"


def exercise_of(check: Call) -> exercises.Exercise | None:
    """The exercise that a check checks; None if it is not declared (`undeclared` says so)."""
    try:
        return exercises.find(check.tutorial, check.name)
    except Exception:  # a broken declaration raises whatever it likes
        return None


def declared_points(code: str) -> int | None:
    """Points of the exercises that a cell checks; None if there are none, or one is undeclared."""
    checked = [exercise_of(check) for check in exercises_named(code)]
    points = [exercise.points for exercise in checked if exercise is not None]
    return sum(points) if points and len(points) == len(checked) else None


def exercise_file(exercise: Call | exercises.Exercise) -> str:
    """Where an exercise is declared, or is to be.

    >>> exercise_file(Call("why_models", "entropy", line=1))
    'helpers/exercises/why_models/entropy.py'
    """
    return _file(_course(exercise.tutorial).exercises, exercise)


def answers_file(exercise: Call | exercises.Exercise) -> str:
    """Where the answers to an exercise are, or are to be."""
    return _file(_course(exercise.tutorial).answers, exercise)


def undeclared(code: str) -> Iterator[tuple[int, str]]:
    """Say what is missing for a code cell's checks to work, with the line."""
    for check in exercises_named(code):
        message = _missing_declaration(check) or _missing_answers(check)
        if message:
            yield check.line, message


def _course(tutorial):
    try:
        return lookup.course_of(tutorial)
    except LookupError:
        return lookup.COURSES[0]


def _file(package, exercise):
    folder = f"{package.replace('.', '/')}/{lookup.folder_name(exercise.tutorial)}"
    return f"{folder}/{lookup.module_name(exercise.name)}.py"


def _missing_declaration(check):
    file = exercise_file(check)
    example = f'EXERCISE = Exercise(name="{check.name}", ...)'
    if check.tutorial not in exercises.tutorials():
        known = ", ".join(exercises.tutorials())
        return (
            f"no exercises are declared for checks.{check.tutorial} (there are: {known}). "
            f"Create {file} with {example}"
        )
    try:
        exercises.find(check.tutorial, check.name)
    except LookupError as error:
        return f"{error.args[0]} Correct the name here, or declare it in {file}: {example}"
    except Exception as error:
        return _broken(file.rpartition("/")[0] + "/", error, f"{file} should hold {example}")
    return None


def _missing_answers(check):
    file = answers_file(check)
    try:
        answers.find(check.tutorial, check.name)
    except LookupError as error:
        return f"{error.args[0]} {file} should hold {_ANSWERS}."
    except ModuleNotFoundError as error:
        packages = {folder.as_posix().replace("/", ".") for folder in Path(file).parents}
        if error.name not in packages:
            return _broken(file, error, f"it should hold {_ANSWERS}")
        return (
            f"the check has no answers to compare with: {file} is missing. Create it; it should "
            f"hold {_ANSWERS}."
        )
    except Exception as error:
        return _broken(file, error, f"it should hold {_ANSWERS}")
    return None


def _broken(path, error, wanted):
    """The sentence on a file, or one of those in a folder, that raises when it is imported."""
    failure = f"{type(error).__name__}: {error}"
    return f"{_place(path, error)} cannot be used: {failure}. Correct it; {wanted}"


def _place(path, error):
    """File and line in a file or folder that an error came from; the path itself if none did."""
    frames = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno))
    for name, line in reversed(frames):
        _before, found, rest = Path(name).as_posix().rpartition(f"/{path}")
        if found:
            return f"{path}{rest}:{line}"
    return path
