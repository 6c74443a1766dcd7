"""Where exercises and the answers to them are found: by their names, in one place.

A course has two packages with a folder for each tutorial, and in both a module for each exercise
(and one with a module for each tutorial, what stands in for exercises that others call):

    helpers/exercises/why_models/entropy.py    what is asked
    helpers/answers/why_models/entropy.py      right and wrong answers; absent where work is graded
    helpers/stand_ins/why_models.py            see `helpers.stand_ins`
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from ..text import did_you_mean


@dataclass(frozen=True)
class CoursePackages:
    """The names of the packages of a course."""

    exercises: str
    answers: str
    stand_ins: str = ""  # only where exercises call earlier ones


# A course that is listed here has its exercises found, checked and graded like ours.
COURSES = [CoursePackages("helpers.exercises", "helpers.answers", "helpers.stand_ins")]


def tutorials() -> tuple[str, ...]:
    """Names of the tutorials that have exercises, such as ``("why_models",)``, in order."""
    return tuple(sorted(_courses()))


def folder_name(tutorial: str) -> str:
    """The name of a tutorial's folder: "why_models" for "why-models"."""
    return tutorial.replace("-", "_")


def module_name(exercise: str) -> str:
    """The name of the module that an exercise has in both packages.

    >>> module_name("entropy"), module_name("ExactLIFNeurons")
    ('entropy', 'exact_lif_neurons')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", exercise).lower()


def exercise_modules(tutorial: str) -> list[ModuleType]:
    """The modules of a tutorial's exercises, unsorted; LookupError if there is no such tutorial."""
    package = f"{course_of(tutorial).exercises}.{folder_name(tutorial)}"
    folders = importlib.import_module(package).__path__
    return [importlib.import_module(f"{package}.{name}") for name in _modules_in(folders)]


def answers_module(tutorial: str, exercise: str) -> ModuleType:
    """The module of the answers to an exercise.

    Raises LookupError if there is no such tutorial, or none of its answers are to this exercise;
    ModuleNotFoundError if the tutorial has no answers here at all.
    """
    package = f"{course_of(tutorial).answers}.{folder_name(tutorial)}"
    importlib.import_module(package)
    module = f"{package}.{module_name(exercise)}"
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise LookupError(f"{package} has no answers for {exercise!r}.") from None


def stand_ins_module(tutorial: str) -> str:
    """The name of the module with what stands in for exercises of a tutorial."""
    return f"{course_of(tutorial).stand_ins}.{folder_name(tutorial)}"


def unknown(what: str, name: str, known: Iterable[str]) -> LookupError:
    """The error to raise for a name that is not known."""
    known = list(known)
    guess = did_you_mean(name, known)
    return LookupError(f"There is no {what} named {name!r}.{guess} Known: {', '.join(known)}.")


def course_of(tutorial: str) -> CoursePackages:
    """The course that a tutorial belongs to; LookupError, naming the tutorials, if none."""
    courses, name = _courses(), folder_name(tutorial)
    if name not in courses:
        raise unknown("tutorial", name, sorted(courses))
    return courses[name]


def _courses() -> dict[str, CoursePackages]:
    """The course of each tutorial; where two have one of the same name, the first."""
    found: dict[str, CoursePackages] = {}
    for course in COURSES:
        for place in importlib.import_module(course.exercises).__path__:
            for folder in Path(place).iterdir():
                if folder.name.isidentifier() and _modules_in([str(folder)]):
                    found.setdefault(folder.name, course)
    return found


def _modules_in(folders: Iterable[str]) -> list[str]:
    names = (module.name for module in pkgutil.iter_modules(folders))
    return [name for name in names if not name.startswith("_")]
