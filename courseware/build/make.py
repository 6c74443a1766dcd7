"""Make the notebooks of tutorials in a folder of their own, and move them into place."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from courseware.errors import CoursewareError
from courseware.kit import files
from courseware.project import Project

from .common_cells import frame
from .descriptions.move import move_descriptions
from .execute import execute
from .full_marks import find_lost_marks
from .lint.problems import find_problems
from .release import load_config, release
from .source import read
from .tidy import tidy

if TYPE_CHECKING:
    from tqdm import tqdm

SOLUTION_LIMIT = 1_000_000
STUDENT_LIMIT = 400_000


@contextlib.contextmanager
def made(project: Project, names: Sequence[str], timeout: int, progress: tqdm) -> Iterator[Path]:
    """Make tutorials in a temporary folder: ``solutions/NAME/NAME.ipynb`` and ``course/NAME/``.

    The repository stays as it is. A cell may take `timeout` seconds, and moves `progress` on.
    Raises CoursewareError with the problems of all the tutorials.
    """
    config = load_config(project)
    sources = _each(names, lambda name: _checked(project, name))
    framed = {source.name: frame(source, project) for source in sources}
    progress.reset(total=sum(map(_code_cells, framed.values())))
    with tempfile.TemporaryDirectory(prefix="courseware-") as folder:
        folder = Path(folder).resolve()

        def one(source):
            progress.set_description(source.name)
            notebook = framed[source.name]
            _run(notebook, source, project, timeout, progress.update)
            _write_solution(notebook, project, source.name, folder)
            release(source.name, folder, config)
            _check_sizes(source.name, folder)

        _each(sources, one)
        yield folder


def outputs(name: str, folder: Path) -> list[Path]:
    """Return the files made for a tutorial, as paths from the folder that holds them."""
    released = [path for path in sorted((folder / "course" / name).rglob("*")) if path.is_file()]
    solution = Path("solutions", name, f"{name}.ipynb")
    found = [path.relative_to(folder) for path in released]
    return [solution, *(path for path in found if ".ipynb_checkpoints" not in path.parts)]


def install(project: Project, names: Sequence[str], folder: Path) -> list[Path]:
    """Move what `made` gave into the repository: all of it or, if it cannot be written, nothing.

    Returns the files that changed, from the root of the repository.
    """
    paths = [path for name in names for path in outputs(name, folder)]
    changed = [path for path in paths if not _same(folder / path, project.root / path)]
    stale = {path for name in names for path in outputs(name, project.root)}.difference(paths)
    try:
        with contextlib.ExitStack() as all_of_them:
            for path in changed:
                target = project.root / path
                target.parent.mkdir(parents=True, exist_ok=True)
                file = all_of_them.enter_context(files.replacing(target))
                file.write((folder / path).read_bytes())
                file.flush()  # a disk that is full is met here, before any is replaced
        for path in stale:
            (project.root / path).unlink()
    except OSError as error:
        raise CoursewareError(f"The notebooks cannot be written: {error}") from None
    return [*changed, *sorted(stale)]


def _code_cells(notebook):
    return sum(cell.cell_type == "code" for cell in notebook.cells)


def _each(items, work):
    """Do the work for each item, and raise the errors of all of them at once."""
    results, errors = [], []
    for item in items:
        try:
            results.append(work(item))
        except CoursewareError as error:
            errors.append(str(error))
    if errors:
        raise CoursewareError("\n".join(errors))
    return results


def _checked(project, name):
    source = read(project, name)
    problems = find_problems(source)
    if problems:
        raise CoursewareError("\n".join(problems))
    move_descriptions(source)
    return source


def _run(notebook, source, project, timeout, on_cell):
    execute(notebook, source.where, timeout, on_cell)
    lost = find_lost_marks(notebook, source.where)
    if lost:
        raise CoursewareError("\n".join(lost))
    tidy(notebook, source.path, project.repository)


def _write_solution(notebook, project, name, folder):
    """Write the solution notebook, beside the files that nbgrader hands to students with it."""
    place = folder / "solutions" / name
    beside = shutil.ignore_patterns("*.py", f"{name}.ipynb", "__pycache__", ".*")
    shutil.copytree(project.source(name).parent, place, ignore=beside)
    nbformat.write(notebook, place / f"{name}.ipynb")


def _check_sizes(name, folder):
    limits = {
        Path("solutions", name, f"{name}.ipynb"): SOLUTION_LIMIT,
        Path("course", name, f"{name}.ipynb"): STUDENT_LIMIT,
    }
    for path, limit in limits.items():
        size = (folder / path).stat().st_size
        if size > limit:
            raise CoursewareError(
                f"{path.as_posix()} would have {size / 1000:.0f} kB; the limit is "
                f"{limit / 1000:.0f} kB. Show fewer or smaller figures."
            )


def _same(one, other):
    return other.is_file() and one.read_bytes() == other.read_bytes()
