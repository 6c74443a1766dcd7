"""Errors that the person at the command line can mend."""


class CoursewareError(Exception):
    """Something in the input failed; the message says what, where, and what to do next."""
