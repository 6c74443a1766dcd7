"""Remembers that everything is being graded again, so that a stopped run can be gone on with."""

import contextlib
import json
import os
from datetime import UTC, datetime


class Regrade:
    """One ``--regrade``, over as many runs as it takes.

    Parameters
    ----------
    records : Records
    options : dict
        What was asked for; another wish begins anew.
    """

    def __init__(self, records, options):
        self._path = records.folder / "regrade"
        self._options = options
        self._began = self._left() or datetime.now(UTC).isoformat(timespec="milliseconds")

    def begin(self):
        """Note that it is under way."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(".regrade.part")
        part.write_text(json.dumps({"began": self._began, "options": self._options}))
        os.replace(part, self._path)

    def end(self):
        """Note that all is done."""
        self._path.unlink(missing_ok=True)

    def wants(self, record):
        """Whether a submission was not graded since it began."""
        return record.started < self._began

    def _left(self):
        """When the same regrade began that was stopped, or None."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            left = json.loads(self._path.read_text())
            if left["options"] == self._options and isinstance(left["began"], str):
                return left["began"]
        return None
