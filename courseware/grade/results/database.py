"""Transactions in the gradebook's database: all of one is written, or nothing."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from courseware.errors import CoursewareError
from courseware.grade.course.configuration import database_trouble

TRIES = 3  # each waits for a locked SQLite file as long as its driver does
_Found = TypeVar("_Found")


def in_one_transaction(course, work: Callable[..., _Found]) -> _Found:
    """Do something with the gradebook's session, commit it, and return what it returned.

    Parameters
    ----------
    course : courseware.grade.course.course.Course
    work : callable
        Takes the session. It is called again if the database was locked.

    Raises
    ------
    CoursewareError
        If the database cannot be used; nothing was written.
    """
    session = course.gradebook.db
    for attempt in range(TRIES):
        try:
            found = work(session)
            session.commit()
            return found
        except OperationalError as error:
            session.rollback()
            if "locked" not in str(error) or attempt == TRIES - 1:
                raise CoursewareError(database_trouble(course.shown_db_url, error)) from None
            time.sleep(attempt + 1)
        except SQLAlchemyError as error:
            raise CoursewareError(database_trouble(course.shown_db_url, error)) from None
        finally:
            session.remove()  # rolls back what is not committed, and keeps nothing in memory
    raise AssertionError("unreachable")
