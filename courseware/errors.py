"""Errors that the person at the command line can mend."""

import errno

STOPPED = 130  # exit code, as of a program that Ctrl-C ended


class CoursewareError(Exception):
    """Something in the input failed; the message says what, where, and what to do next."""

    exit_code = 1


class UnknownName(CoursewareError):
    """A name on the command line is none that is known here."""

    exit_code = 2


def not_written(path, error):
    """What to tell of a file or folder that cannot be written, where a second run goes on.

    Parameters
    ----------
    path : str or Path
    error : OSError

    Returns
    -------
    str
    """
    mend = {
        errno.ENOSPC: "Free some space",
        errno.EDQUOT: "Free some space",
        errno.EACCES: "Make it writable (see its permissions and its folder's: ls -ld)",
        errno.EPERM: "Make it writable (see its permissions and its folder's: ls -ld)",
        errno.EROFS: "Make it writable (the disk is mounted read-only)",
    }.get(error.errno, "Mend that")
    return (
        f"{path} cannot be written ({error.strerror or error}). {mend} and run the same command "
        "again: nothing is lost."
    )
