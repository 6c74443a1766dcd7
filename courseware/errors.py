"""Errors that the person at the command line can fix."""

import errno
import os

STOPPED = 130  # exit code, as of a program that Ctrl-C ended


class CoursewareError(Exception):
    """Something in the input failed; the message says what, where, and what to do next."""

    exit_code = 1


class UnknownName(CoursewareError):
    """The command line names an assignment, student or tutorial that does not exist."""

    exit_code = 2


def not_written(path: str | os.PathLike[str], error: OSError) -> str:
    """Say that a file or folder cannot be written, and what to do before the next run."""
    remedy = {
        errno.ENOSPC: "Free some space",
        errno.EDQUOT: "Free some space",
        errno.EACCES: "Make it writable (see its permissions and its folder's: ls -ld)",
        errno.EPERM: "Make it writable (see its permissions and its folder's: ls -ld)",
        errno.EROFS: "Make it writable (the disk is mounted read-only)",
    }.get(error.errno or 0, "Fix that")
    return (
        f"{path} cannot be written ({error.strerror or error}). {remedy} and run the same command "
        "again: nothing is lost."
    )
