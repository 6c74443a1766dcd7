"""Remembers that everything is being graded again, so that a stopped run can be gone on with."""

import contextlib
import json
import os
from datetime import UTC, datetime

from courseware.errors import CoursewareError, not_written


class Regrade:
    """One ``--regrade``, over as many runs as it takes.

    Parameters
    ----------
    records : Records
    options : list
        What was asked for, as JSON can hold it; another wish begins anew.
    """

    def __init__(self, records, options):
        self._records, self._path = records, records.folder / "regrade"
        self._options = json.loads(json.dumps(options))  # as it is when read back
        stopped = self._stopped()
        self._resumed = stopped is not None
        self._began = stopped or datetime.now(UTC).isoformat(timespec="milliseconds")

    def begin(self):
        """Note that it is under way.

        Raises
        ------
        CoursewareError
            If that cannot be written.
        """
        part = self._path.with_name(".regrade.part")
        with self._told():
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                part.write_text(json.dumps({"began": self._began, "options": self._options}))
                os.replace(part, self._path)
            except OSError:
                with contextlib.suppress(OSError):
                    part.unlink()
                raise

    def end(self):
        """Note that all is done.

        Raises
        ------
        CoursewareError
            If that cannot be written.
        """
        with self._told():
            self._path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _told(self):
        try:
            yield
        except OSError as error:
            raise CoursewareError(not_written(self._path, error)) from error

    def wants(self, record):
        """Whether a submission was not graded since it began."""
        return record.started < self._began

    def about(self, students):
        """A sentence if it goes on with one that was stopped; otherwise "".

        Parameters
        ----------
        students : list of str
            All that are meant.
        """
        if not self._resumed:
            return ""
        records = map(self._records.read, students)
        left = sum(record is None or self.wants(record) for record in records)
        began = datetime.fromisoformat(self._began).astimezone().strftime("%-d %B, %H:%M")
        return (
            f"Going on with the regrade of {began}, which was stopped: {left} of {len(students)} "
            "still to be graded. When that is done, --regrade means all of them again."
        )

    def _stopped(self):
        """When the same regrade began that was stopped, or None."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            left = json.loads(self._path.read_text())
            if left["options"] == self._options:
                datetime.fromisoformat(left["began"])
                return left["began"]
        return None
