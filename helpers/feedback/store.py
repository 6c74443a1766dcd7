"""The local file that feedback is saved to: one SQLite table, versioned."""

import contextlib
import datetime
import os
import re
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from .. import settings

__all__ = ["FACES", "FILE_NAME", "LONGEST_TEXT", "SCHEMA", "SCHEMA_VERSION", "Store"]

FACES = {1: "very bad", 2: "bad", 3: "so-so", 4: "good", 5: "very good"}
FILE_NAME = "feedback.sqlite"
LONGEST_TEXT = 2000
SCHEMA_VERSION = 1
SCHEMA = (
    "CREATE TABLE feedback (id TEXT PRIMARY KEY, key TEXT NOT NULL, rating INTEGER NOT NULL, "
    "text TEXT NOT NULL, hour TEXT NOT NULL, version TEXT NOT NULL, "
    "sent INTEGER NOT NULL DEFAULT 0, claimed REAL NOT NULL DEFAULT 0)"
)
_COLUMNS = "id, key, rating, text, hour, version"
_LEASE = 60.0  # seconds for which a row belongs to the sender that claimed it
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Store:
    """Feedback in a file of the user's, or in a temporary one where that cannot be written.

    It lies in `folder`: by default in the environment's ``HELPERS_HOME``, else among the user's
    data. `path` is the file, `is_temporary` whether it will not be kept.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        import sqlite3  # not in every Python

        self.path = Path(folder or default_folder()) / FILE_NAME
        self.is_temporary = False
        try:
            self._prepare()
        except Exception as error:
            if not isinstance(error, OSError | sqlite3.Error | UnknownVersion):
                raise
            self.path = Path(tempfile.mkdtemp(prefix="neuron-models-")) / FILE_NAME
            self.is_temporary = True
            self._prepare()

    def add(self, key: str, rating: int, text: str, version: str) -> None:
        """Save one row; cut texts that are too long, and drop control characters."""
        hour = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H")
        text = _CONTROLS.sub(" ", str(text)).strip()[:LONGEST_TEXT]
        row = (uuid.uuid4().hex, key, int(rating), text, hour, version)
        with self._transaction() as database:
            database.execute(f"INSERT INTO feedback ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)

    def claim(self) -> dict[str, Any] | None:
        """Return the oldest row that nobody has sent or is sending, as a dict, or None."""
        now = time.time()
        with self._transaction() as database:
            row = database.execute(
                f"SELECT {_COLUMNS} FROM feedback WHERE sent = 0 AND claimed < ? "
                "ORDER BY rowid LIMIT 1",
                (now - _LEASE,),
            ).fetchone()
            if row is None:
                return None
            database.execute("UPDATE feedback SET claimed = ? WHERE id = ?", (now, row[0]))
        return dict(zip(_COLUMNS.split(", "), row, strict=True))

    def settle(self, row_id: str, *, sent: bool) -> None:
        """Give a claimed row back, as sent or as still to be sent."""
        with self._transaction() as database:
            database.execute(
                "UPDATE feedback SET sent = ?, claimed = 0 WHERE id = ?", (int(sent), row_id)
            )

    def _prepare(self):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._transaction() as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                database.execute(SCHEMA)
                database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            elif version != SCHEMA_VERSION:
                raise UnknownVersion(f"{self.path} was written by another version of the course")

    @contextlib.contextmanager
    def _transaction(self):
        import sqlite3

        database = sqlite3.connect(self.path, timeout=5, isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            yield database
            database.execute("COMMIT")
        finally:
            database.close()  # what was not committed is rolled back


class UnknownVersion(Exception):
    """The file has a table of another version."""


def default_folder() -> Path:
    """Return ``HELPERS_HOME``, else the folder of this system for the user's data."""
    import platformdirs

    return settings.home() or platformdirs.user_data_path("neuron-models", appauthor=False)
