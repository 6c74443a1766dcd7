"""What goes wrong with data."""


class DataUnavailable(RuntimeError):
    """The data is not available; the message says why and what to do."""
