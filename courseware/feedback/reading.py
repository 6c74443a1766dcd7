"""Read feedback files, which come from students' machines: nothing in them is trusted.

They are opened read-only and held to the one table that the course writes.
"""

import re
import sqlite3
import time
from pathlib import Path
from typing import Any

from helpers.feedback.store import SCHEMA, SCHEMA_VERSION

_LARGEST_FILE = 50_000_000
_MOST_ROWS = 100_000
_SECONDS_A_FILE = 10.0
_COLUMNS = ("id", "key", "rating", "text", "hour", "version", "sent", "claimed")
_KEY = re.compile(r"[a-z0-9-]{1,80}/[a-z0-9-]{1,80}")
_HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d\d")


class UnreadableFeedback(Exception):
    """A file that does not hold feedback of this course; the message says why."""


def read(file: str | Path) -> list[dict[str, Any]]:
    """Return the rows of a file of `helpers.feedback`; raises UnreadableFeedback for others."""
    file = Path(file)
    try:
        if not file.is_file():
            raise UnreadableFeedback("no such file")
        if file.stat().st_size > _LARGEST_FILE:
            raise UnreadableFeedback(f"larger than {_LARGEST_FILE // 1_000_000} MB")
        with file.open("rb") as opened:
            if opened.read(16) != b"SQLite format 3\0":
                raise UnreadableFeedback("not an SQLite file")
        database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except (OSError, sqlite3.Error) as error:
        raise UnreadableFeedback(f"cannot be opened ({error})") from None
    try:
        return _rows(database)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise UnreadableFeedback(f"damaged, or not feedback of this course ({error})") from None
    finally:
        database.close()


def _rows(database):
    end = time.monotonic() + _SECONDS_A_FILE
    database.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        raise UnreadableFeedback(
            f"its table has version {version}, this course reads {SCHEMA_VERSION}"
        )
    # Nothing but the one table, word for word: no views, triggers, or virtual tables.
    schema = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if schema != [(SCHEMA,)]:
        raise UnreadableFeedback("it holds other tables than the course writes")
    found = database.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM feedback LIMIT {_MOST_ROWS + 1}"
    ).fetchall()
    if len(found) > _MOST_ROWS:
        raise UnreadableFeedback(f"more than {_MOST_ROWS:,} rows")
    return [_checked(dict(zip(_COLUMNS, values, strict=True))) for values in found]


def _checked(row):
    texts = all(isinstance(row[name], str) for name in ("id", "key", "text", "hour", "version"))
    if not (texts and _KEY.fullmatch(row["key"]) and _HOUR.fullmatch(row["hour"])):
        raise UnreadableFeedback("a row is not as the course writes it")
    if not isinstance(row["rating"], int) or not 1 <= row["rating"] <= 5:
        raise UnreadableFeedback(f"a rating is not from 1 to 5: {row['rating']!r:.20}")
    return row
