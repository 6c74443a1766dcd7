"""``courseware feedback``: what students said about each section.

The files come from students' machines, so nothing in them is trusted: they are opened read-only,
held to the one table that the course writes, and their texts are cleaned before they are printed.
"""

import collections
import csv
import io
import json
import re
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from courseware.kit.text import one_line

__all__ = ["command"]

_LARGEST_FILE = 50_000_000
_MOST_ROWS = 100_000
_SECONDS_A_FILE = 10.0
_COLUMNS = ("id", "key", "rating", "text", "hour", "version", "sent", "claimed")
_KEY = re.compile(r"[a-z0-9-]{1,80}/[a-z0-9-]{1,80}")
_HOUR = re.compile(r"\d{4}-\d\d-\d\dT\d\d")


class Unreadable(Exception):
    """A file that does not hold feedback of this course; the message says why."""


@dataclass
class Section:
    """What was said about one section."""

    ratings: list = field(default_factory=list)
    comments: list = field(default_factory=list)

    @property
    def mean(self) -> float:
        return sum(self.ratings) / len(self.ratings)

    @property
    def faces(self) -> list[int]:
        counts = collections.Counter(self.ratings)
        return [counts[rating] for rating in range(1, 6)]


@click.command()
@click.argument("paths", metavar="[FILES OR FOLDERS]...", nargs=-1, type=click.Path())
@click.option("--csv", "style", flag_value="csv", help="One line a section, for a spreadsheet.")
@click.option("--json", "style", flag_value="json", help="Everything, for other programs.")
def command(paths: tuple[str, ...], style: str | None) -> None:
    """Summarise students' feedback by section.

    Reads feedback*.sqlite files, also those in folders and their subfolders; without any, your
    own. A row that is in several files counts once. Exit code 1: a file could not be read.
    """
    files, problems = _files(paths)
    rows = {}
    for file in files:
        try:
            rows.update((row["id"], row) for row in read(file))
        except Unreadable as problem:
            problems.append(f"{file}: {problem}; left out")
    sections = summarise(rows.values())
    if not files and not problems:
        click.echo(_looked_in_vain(paths), err=bool(style))
    if files or style:
        click.echo(
            {"csv": _as_csv, "json": _as_json}.get(style or "", _as_text)(sections, len(files))
        )
    for problem in problems:
        click.echo(one_line(problem), err=True)
    sys.exit(1 if problems else 0)


def read(file: str | Path) -> list[dict[str, Any]]:
    """Return the rows of one feedback file.

    Parameters
    ----------
    file : path
        An SQLite file that `helpers.feedback` wrote.

    Returns
    -------
    list of dict

    Raises
    ------
    Unreadable
        If it is anything else.
    """
    import sqlite3

    file = Path(file)
    try:
        if not file.is_file():
            raise Unreadable("no such file")
        if file.stat().st_size > _LARGEST_FILE:
            raise Unreadable(f"larger than {_LARGEST_FILE // 1_000_000} MB")
        with file.open("rb") as opened:
            if opened.read(16) != b"SQLite format 3\0":
                raise Unreadable("no SQLite file")
        database = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except (OSError, sqlite3.Error) as error:
        raise Unreadable(f"cannot be opened ({error})") from None
    try:
        return _rows(database)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise Unreadable(f"damaged or no feedback of this course ({error})") from None
    finally:
        database.close()


def _rows(database):
    import sqlite3

    from helpers.feedback.store import SCHEMA, SCHEMA_VERSION

    end = time.monotonic() + _SECONDS_A_FILE
    database.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA_VERSION:
        raise Unreadable(f"its table has version {version}, this course reads {SCHEMA_VERSION}")
    # Nothing but the one table, word for word: no views, triggers, or virtual tables.
    schema = database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    if schema != [(SCHEMA,)]:
        raise Unreadable("it holds other tables than the course writes")
    found = database.execute(
        f"SELECT {', '.join(_COLUMNS)} FROM feedback LIMIT {_MOST_ROWS + 1}"
    ).fetchall()
    if len(found) > _MOST_ROWS:
        raise Unreadable(f"more than {_MOST_ROWS:,} rows")
    return [_checked(dict(zip(_COLUMNS, values, strict=True))) for values in found]


def _checked(row):
    texts = all(isinstance(row[name], str) for name in ("id", "key", "text", "hour", "version"))
    if not (texts and _KEY.fullmatch(row["key"]) and _HOUR.fullmatch(row["hour"])):
        raise Unreadable("a row is not as the course writes it")
    if not isinstance(row["rating"], int) or not 1 <= row["rating"] <= 5:
        raise Unreadable(f"a rating is not from 1 to 5: {row['rating']!r:.20}")
    return row


def summarise(rows: Iterable[dict[str, Any]]) -> dict[str, Section]:
    """Return the sections of many rows, sorted by name.

    Parameters
    ----------
    rows : iterable of dict
        As `read` returns them.

    Returns
    -------
    dict of str to Section
    """
    from helpers.feedback.store import LONGEST_TEXT

    sections = collections.defaultdict(Section)
    for row in rows:
        section = sections[row["key"]]
        section.ratings.append(row["rating"])
        if comment := one_line(row["text"])[:LONGEST_TEXT].strip():
            section.comments.append((row["rating"], comment))
    return dict(sorted(sections.items()))


def _files(paths):
    from helpers.feedback.store import FILE_NAME, default_folder

    if not paths:
        own = default_folder() / FILE_NAME
        return ([own] if own.is_file() else []), []
    files, problems = [], []
    for path in map(Path, paths):
        if path.is_dir():
            files.extend(sorted(path.rglob("feedback*.sqlite")))
        elif path.exists():
            files.append(path)
        else:
            problems.append(f"{path}: no such file or folder; left out")
    return files, problems


def _looked_in_vain(paths):
    from helpers.feedback.store import FILE_NAME, default_folder

    if paths:
        return (
            f"No feedback*.sqlite in {', '.join(one_line(path) for path in paths)}, nor in folders "
            "below. Pass the files that students sent you, or the folder where you keep them."
        )
    own = one_line(default_folder() / FILE_NAME)
    return (
        f"You gave no feedback on this machine: there is no {own}. "
        "To read students' feedback, pass their files or a folder: courseware feedback FOLDER"
    )


def _as_text(sections, n_files):
    if not sections:
        return f"No feedback in {n_files} {'file' if n_files == 1 else 'files'}."
    from helpers.feedback.store import FACES

    width = max(len("section"), *map(len, sections))
    head = "  ".join(f"{name:>9}" for name in FACES.values())
    lines = [f"{'section':{width}}    n  mean  {head}"]
    for key, section in sections.items():
        faces = "  ".join(f"{count:>9}" for count in section.faces)
        lines.append(f"{key:{width}}  {len(section.ratings):3}  {section.mean:4.1f}  {faces}")
    for key, section in sections.items():
        if section.comments:
            lines += ["", key, *(f"  [{rating}] {text}" for rating, text in section.comments)]
    return "\n".join(lines)


def _as_csv(sections, n_files):
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["section", "n", "mean", *(f"face_{face}" for face in range(1, 6)), "comments"])
    for key, section in sections.items():
        comments = " | ".join(f"[{rating}] {text}" for rating, text in section.comments)
        numbers = [len(section.ratings), f"{section.mean:.2f}", *section.faces]
        # The bracket in front also keeps a spreadsheet from taking a comment for a formula.
        writer.writerow([key, *numbers, comments])
    return table.getvalue().rstrip("\n")


def _as_json(sections, n_files):
    return json.dumps(
        {
            key: {
                "n": len(section.ratings),
                "mean": round(section.mean, 3),
                "faces": section.faces,
                "comments": [{"rating": r, "text": t} for r, t in section.comments],
            }
            for key, section in sections.items()
        },
        indent=2,
        ensure_ascii=False,
    )
