"""What goes wrong with data."""


class DataUnavailable(RuntimeError):
    """The data that was asked for cannot be had; the message says why and what to do."""
