"""Errors that the person at the command line can mend."""


class CoursewareError(Exception):
    """Something in the input failed; the message says what, where, and what to do next."""

    exit_code = 1


class UnknownName(CoursewareError):
    """A name on the command line is none that is known here."""

    exit_code = 2
