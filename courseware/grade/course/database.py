"""nbgrader's gradebook: where it is, how it is opened, and what is said when it is in trouble."""

import os
from pathlib import Path

import sqlalchemy
from nbgrader.api import Base, Gradebook
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from courseware.errors import CoursewareError

_ADVICE = {  # by what the database says
    "readonly": "It is not writable: fix the permissions of the file and its folder (ls -l), and",
    "read-only": "It is not writable: ask who runs the database for the right to write, and",
    "locked": "Close what uses it (formgrader, another nbgrader, a viewer of databases), and",
    "disk is full": "Free some space, and",
    "unable to open": "Fix the permissions of the file and its folder (ls -l), and",
}
_DAMAGED = ("malformed", "not a database")

_OLDER = (
    "The gradebook {shown} was made by an older nbgrader ({said}). Make a copy of it, then run: "
    "nbgrader db upgrade"
)


class _OpenedGradebook(Gradebook):
    """A gradebook in which opening makes nothing; what it needs is there since the release."""

    def check_course(self, course_id: str = "default_course", **kwargs: object) -> None:
        """Leave the course's row as it is, or missing."""


class NoGradebook(CoursewareError):
    """The course has no gradebook yet; the message says how it gets one."""


def absolute(db_url: str, root: Path) -> str:
    """Return the address of a gradebook as it is from any current folder."""
    try:
        url = make_url(db_url)
    except ArgumentError:
        return db_url
    name = url.database
    if url.get_backend_name() != "sqlite" or not name or name == ":memory:":
        return db_url
    if name.startswith("file:") or os.path.isabs(name):
        return db_url
    return url.set(database=str(root / name)).render_as_string(hide_password=False)


def shown(db_url: str) -> str:
    """Return the address of a gradebook without its password."""
    try:
        return make_url(db_url).render_as_string(hide_password=True)
    except ArgumentError:
        return db_url


def opened(db_url: str, course_id: str, how_to_make: str) -> Gradebook:
    """Open a gradebook, which must be there.

    Raises `NoGradebook`, which says how to make one, or `CoursewareError` if it cannot be opened.
    """
    try:
        engine = sqlalchemy.create_engine(db_url)
        if engine.dialect.name == "sqlite" and not _has_file(engine.url):
            tables = []
        else:
            tables = sqlalchemy.inspect(engine).get_table_names()
        engine.dispose()
        if "assignment" not in tables:
            raise NoGradebook(how_to_make)
        if not {*Base.metadata.tables} <= {*tables}:
            raise CoursewareError(_OLDER.format(shown=shown(db_url), said="tables are missing"))
        return _OpenedGradebook(db_url, course_id)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise CoursewareError(
            f"The gradebook {shown(db_url)} cannot be opened: {error}. For PostgreSQL, "
            "pip install 'psycopg[binary]' and begin the address with postgresql+psycopg://"
        ) from None
    except SQLAlchemyError as error:
        raise CoursewareError(database_trouble(shown(db_url), error)) from None


def database_trouble(shown: str, error: Exception) -> str:
    """Say what an error of the database means, and what to do."""
    cause = getattr(error, "orig", None) or error  # without the statement and its values
    said = str(cause).strip().splitlines()[0]
    if "no such column" in said or type(cause).__name__ in ("UndefinedColumn", "UndefinedTable"):
        return _OLDER.format(shown=shown, said=said)
    what = f"The gradebook {shown} cannot be used: {said}."
    if any(part in said.lower() for part in _DAMAGED):
        return (
            f"{what} The file is damaged: put back a copy of it, then run the same command again. "
            "Without one, move it away, release again with --force and grade again (points given "
            "by hand are lost)."
        )
    for part, advice in _ADVICE.items():
        if part in said.lower():
            return f"{what} {advice} run the same command again."
    return f"{what} Check that it is there; then run the same command again."


def _has_file(url):
    """Whether the file of an SQLite database exists."""
    name = url.database
    return bool(name) and (name.startswith("file:") or Path(name).is_file())
