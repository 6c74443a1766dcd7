"""What check cells call, and what `helpers.exercises` and `helpers.answers` hold for it."""

import ast
from dataclasses import dataclass

from courseware.kit import python_cells

ANSWERS = 'ANSWERS = {{"{name}": Answer(reference=..., misconceptions=(...), variants={{...}})}}'
EXERCISES = 'EXERCISES = (Exercise(name="{name}", ...),)'


@dataclass(frozen=True)
class Check:
    """A call such as ``checks.why_models.entropy(entropy)``: whose exercise, and on which line."""

    tutorial: str
    name: str
    line: int


def checks_of(code):
    """Find the checks that a cell calls.

    Parameters
    ----------
    code : str
        A code cell.

    Returns
    -------
    list of Check
        One for each exercise, in order; none if the cell is no Python.

    Examples
    --------
    >>> checks_of("checks.why_models.entropy(entropy)")
    [Check(tutorial='why_models', name='entropy', line=1)]
    """
    try:
        _, tree = python_cells.parse(code)
    except SyntaxError:
        return []
    found = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Attribute() as tutorial, attr=name)):
                if ast.unparse(tutorial.value).split(".")[-1] == "checks":
                    check = Check(tutorial.attr, name, node.lineno)
                    found.setdefault((check.tutorial, check.name), check)
    return sorted(found.values(), key=lambda check: check.line)


def declared_points(code):
    """Points of the exercises that a check cell checks, as `helpers.exercises` declares them.

    Parameters
    ----------
    code : str
        A check cell, for instance ``checks.why_models.entropy(entropy)``.

    Returns
    -------
    int or None
        None if it checks no exercise, or one that is not declared.
    """
    checks = checks_of(code)
    try:
        from helpers import exercises

        return sum(exercises.find(check.tutorial, check.name).points for check in checks) or None
    except Exception:  # not declared, or a broken declaration: `undeclared` tells
        return None


def undeclared(code):
    """What is missing for a cell's checks to work.

    Parameters
    ----------
    code : str
        A code cell.

    Yields
    ------
    line : int
    message : str
    """
    for check in checks_of(code):
        message = _missing_declaration(check) or _missing_answers(check)
        if message:
            yield check.line, message


def _missing_declaration(check):
    from helpers import exercises

    file = f"helpers/exercises/{check.tutorial}.py"
    example = EXERCISES.format(name=check.name)
    if check.tutorial not in exercises.tutorials():
        known = ", ".join(exercises.tutorials())
        return (
            f"no exercises are declared for checks.{check.tutorial} (there are: {known}). "
            f"Create {file} with {example}"
        )
    try:
        exercises.find(check.tutorial, check.name)
    except LookupError as error:
        return f"{error.args[0]} Mend the name here, or declare it in {file}: {example}"
    except Exception as error:
        return _broken(file, error, example)
    return None


def _missing_answers(check):
    file = f"helpers/answers/{check.tutorial}.py"
    example = ANSWERS.format(name=check.name)
    try:
        from helpers import answers

        answers.find(check.tutorial, check.name)
    except ModuleNotFoundError as error:
        module = f"helpers.answers.{check.tutorial}"
        if error.name not in (module, "helpers.answers"):
            return _broken(file, error, example)
        return (
            f"the check has no answers to compare with: {file} is missing. Create it with {example}"
        )
    except LookupError:
        return f"{file} has no answers for {check.name!r}. Add them: {example}"
    except Exception as error:
        return _broken(file, error, example)
    return None


def _broken(file, error, example):
    return (
        f"{file} cannot be used: {type(error).__name__}: {error}. Mend it; it should hold {example}"
    )
