"""How nbgrader finds its configuration, and what is told when its database is in trouble."""

import os
from pathlib import Path

from nbgrader.apps import AutogradeApp
from nbgrader.utils import chdir
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from courseware.errors import CoursewareError

CONFIGURATION, GRADEBOOK = "nbgrader_config.py", "gradebook.db"
_ADVICE = {  # by what the database says
    "readonly": "It is not writable: fix the permissions of the file and its folder (ls -l), and",
    "read-only": "It is not writable: ask who runs the database for the right to write, and",
    "locked": "Close what uses it (formgrader, another nbgrader, a viewer of databases), and",
    "disk is full": "Free some space, and",
    "unable to open": "Fix the permissions of the file and its folder (ls -l), and",
}
_DAMAGED = ("malformed", "not a database")


def course_folder(start):
    """The nearest folder, from `start` upwards, that is an nbgrader course; or None."""
    for folder in (start, *start.parents):
        if (folder / CONFIGURATION).is_file() or (folder / GRADEBOOK).is_file():
            return folder
    return None


def application(folder, db_url=None):
    """nbgrader's application, as ``nbgrader autograde`` makes it when started in a folder.

    Parameters
    ----------
    folder : Path
    db_url : str, optional
        Of the gradebook, instead of what is configured.

    Returns
    -------
    nbgrader.apps.AutogradeApp

    Raises
    ------
    CoursewareError
        If a configuration file cannot be read.
    """
    arguments = ["--Application.log_level=CRITICAL"]
    if db_url is not None:
        arguments.append(f"--CourseDirectory.db_url={db_url}")
    app = AutogradeApp()
    app.raise_config_file_errors = True
    with chdir(str(folder)):
        try:
            app.initialize(arguments)
        except (Exception, SystemExit) as error:
            raise CoursewareError(
                f"nbgrader's configuration for {folder} cannot be read. "
                f"{type(error).__name__}: {error}. See {folder / CONFIGURATION}"
            ) from error
        _ = app.coursedir.root  # the default is the current folder: settle it now
        return app


def absolute(db_url, root):
    """The address of a gradebook; that of an SQLite file does not depend on the current folder."""
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


def has_file(url):
    """Whether the file of an SQLite database exists."""
    name = url.database
    return bool(name) and (name.startswith("file:") or Path(name).is_file())


def database_trouble(shown, error):
    """What to tell about an error of the database, in a sentence."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    if "no such column" in said or "UndefinedColumn" in type(error).__name__:
        return (
            f"The gradebook {shown} was made by an older nbgrader ({said}). Make a copy of it, "
            "then run: nbgrader db upgrade"
        )
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
