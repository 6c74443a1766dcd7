"""One student's submitted folder, read defensively and never written.

Links are not followed, and nothing but regular files is opened.
"""

import datetime
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from nbgrader.utils import parse_utc

from courseware.grade.course.course import Course
from courseware.grade.course.release import Assignment
from courseware.grade.grader_version import grader_version
from courseware.kit.text import listed, printable

from . import notebook_matching
from .notebook_file import LARGEST_FILE, Unreadable, read_bytes, strange

__all__ = ["Submission", "Unreadable", "read", "timestamp_of"]

TIMESTAMP = "timestamp.txt"
LONGEST_TIME = 100  # characters
LARGEST_SUM = 50_000_000  # bytes of all other files of a submission
MOST_FILES = 2_000
MOST_ENTRIES = 20_000
DEEPEST_FOLDER = 30
LONGEST_PATH = 1000  # bytes, below the submission's folder: it must fit below others, too


@dataclass(frozen=True)
class Submission:
    """What a student handed in.

    While `digest` is the same, there is nothing to grade again: it is of all that was handed in,
    the release, and the grader's version. `notebooks_digest` is of the contents of the submitted
    notebooks alone: while it is the same, so are the fresh questions. `files` are all that is not a
    notebook, by relative path (with slashes), with the instructor's in place of those of the same
    name, as nbgrader has it.
    """

    notebooks: dict  # clean ones (see `notebook_file`), by the name of the released notebook
    missing: tuple[str, ...]  # released notebooks that were not handed in
    files: tuple[tuple[str, bytes], ...]
    notes: tuple[str, ...]  # a sentence for each thing that an instructor should know
    digest: str
    notebooks_digest: str


def read(course: Course, assignment: Assignment, student: str) -> Submission:
    """Read a student's submission; raises `Unreadable` if it cannot be graded."""
    folder = course.folder("submitted", student, assignment.name)
    place = SubmittedFolder(folder, _shown(folder, course.root))
    _refuse_links(course, student, assignment.name)
    place.walk(course.coursedir.ignore)
    notes = list(place.notes)
    found, missing = notebook_matching.find(course, place, assignment, notes)
    stamp = _stamp(place)
    files = _files(place, notes)
    given = course.folders.source_files(assignment.name)
    files = {name: content for name, content in files.items() if not _in_the_way(name, given)}
    files |= given | ({} if stamp is None else {TIMESTAMP: stamp})
    digest = place.digest
    for path, content in sorted(given.items()):
        _add(digest, path.encode("utf-8", "surrogateescape"), content)
    _add(digest, assignment.digest.encode(), grader_version().encode())
    if not course.autograding.follow_through:
        _add(digest, b"follow-through", b"off")
    return Submission(
        found,
        tuple(missing),
        tuple(sorted(files.items())),
        tuple(notes),
        digest.hexdigest(),
        place.digest_of_notebooks(),
    )


def timestamp_of(content: bytes, shown: str = TIMESTAMP) -> datetime.datetime | None:
    """Read when something was handed in off its ``timestamp.txt``, called `shown` in a message.

    In UTC, without a time zone, as nbgrader keeps it; None if the file is empty. Raises
    `Unreadable` if it holds anything else.
    """
    try:
        text = content[: LONGEST_TIME + 1].decode().strip()
        if len(text) > LONGEST_TIME:
            raise ValueError(text)
        return parse_utc(text) if text else None
    except Exception:  # whatever the text makes the parser stumble over
        raise Unreadable(
            f"{shown} holds no time that nbgrader can read, so it is unknown whether the "
            "submission is late. Write one, such as 2030-01-31 17:00:00 UTC, or delete the file."
        ) from None


def _stamp(place):
    """Content of the file that says when it was handed in; None if there is none."""
    shown = f"{place.shown}/{TIMESTAMP}"
    if TIMESTAMP not in place.others:
        if TIMESTAMP in place.odd:
            raise Unreadable(
                f"{shown} is {place.odd[TIMESTAMP]} where a file is expected, so it is unknown "
                "whether the submission is late. Put the file there, or delete it."
            )
        return None
    stamp = place.read(TIMESTAMP, LARGEST_SUM)
    timestamp_of(stamp, shown)
    del place.others[TIMESTAMP]
    return stamp


class SubmittedFolder:
    """A folder, looked through once: which files there are, and a digest of them."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder, self.shown = folder, shown
        self.notebooks, self.others, self.notes = {}, {}, []  # by path: bytes or None, size
        self.odd = {}  # by path: what it is ("a link")
        self.digest = hashlib.sha256()
        self.digests = {}  # by path, of what was read
        self._entries = 0

    def walk(self, ignored: Sequence[str], below: str = "", depth: int = 0) -> None:
        """Look at all that is below, but for what nbgrader ignores."""
        for entry in self._entries_of(below):
            name = f"{below}{entry.name}"
            if any(_matches(entry.name, pattern) for pattern in ignored):
                if entry.name.endswith(".py"):  # a module of their own, which a cell may import
                    self.notes.append(
                        f"{self.shown}/{printable(name)} is left out, by CourseDirectory.ignore."
                    )
                continue
            status = entry.stat(follow_symlinks=False)
            if len(os.fsencode(name)) > LONGEST_PATH:
                self.notes.append(
                    f"{self.shown}/{printable(name)[:100]}… has a name, with its folders', of more "
                    f"than {LONGEST_PATH:,} bytes; left out."
                )
            elif not entry.name.isprintable():
                self.notes.append(
                    f"{self.shown}/{printable(name)} has a name that is not text; left out."
                )
            elif entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".ipynb"):
                if name == TIMESTAMP:
                    self.odd[name] = "a folder"
                elif depth < DEEPEST_FOLDER:
                    self.walk(ignored, f"{name}/", depth + 1)
                else:
                    self.notes.append(f"{self.shown}/{name} is nested too deeply; left out.")
            elif kind := strange(status):
                self.odd[name] = kind
                self.notes.append(f"{self.shown}/{printable(name)} is {kind}; left out.")
                _add(self.digest, os.fsencode(name), kind.encode())
            else:
                (self.notebooks if name.endswith(".ipynb") else self.others)[name] = status

    def _entries_of(self, below):
        try:
            with os.scandir(self.folder / below) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            raise Unreadable(
                f"{self.shown}/{printable(below)} cannot be read ({error.strerror}). "
                "Check its permissions: ls -ld"
            ) from None
        self._entries += len(found)
        if self._entries > MOST_ENTRIES:
            raise Unreadable(
                f"{self.shown} holds more than {MOST_ENTRIES:,} files. Keep the notebook and what "
                "it needs."
            )
        return found

    def read(self, name: str, largest: int = LARGEST_FILE) -> bytes:
        """Read one of its files, which then counts in the digest."""
        content = read_bytes(self.folder / name, f"{self.shown}/{name}", largest)
        self.digests[name] = hashlib.sha256(content).digest()
        _add(self.digest, name.encode(), content)
        return content

    def digest_of_notebooks(self) -> str:
        """Return a digest of the notebooks that were read, under whatever names."""
        contents = {d for name, d in self.digests.items() if name in self.notebooks}
        return hashlib.sha256(b"".join(sorted(contents))).hexdigest()


def _refuse_links(course, student, assignment):
    """Refuse a folder that is none, or is reached through a link in a part that is a student's."""
    submitted = course.folder("submitted", student, assignment)
    fixed = course.folder("submitted", "\0", "\0")
    shared = len(os.path.commonpath([submitted, fixed]).split(os.sep))
    for part in [*reversed(submitted.parents), submitted][shared:]:
        shown = _shown(part, course.root)
        try:
            kind = strange(os.lstat(part))
        except OSError as error:
            raise Unreadable(f"{shown} cannot be read ({error.strerror}).") from None
        if kind == "a link":
            raise Unreadable(
                f"{shown} is a link, and links are not followed. Put the folder itself there."
            )
        if kind != "a folder":
            raise Unreadable(
                f"{shown} is {kind or 'a file'} where a folder is expected. Make a folder of this "
                "name and put the student's notebook in it."
            )


def _files(place, notes):
    """All other files, the smallest first, until they are too many; the rest are left out."""
    files, total, left_out = {}, 0, []
    for name, status in sorted(place.others.items(), key=lambda item: (item[1].st_size, item[0])):
        total += status.st_size
        if total > LARGEST_SUM or len(files) >= MOST_FILES:
            left_out.append(f"{place.shown}/{name}")
            _add(place.digest, name.encode(), f"{status.st_size} {status.st_mtime_ns}".encode())
        else:
            files[name] = place.read(name, LARGEST_SUM)
    if left_out:
        notes.append(
            f"{listed(left_out)} {'was' if len(left_out) == 1 else 'were'} left out: the files "
            f"beside the notebook hold more than {LARGEST_SUM / 1e6:g} MB, or are more than "
            f"{MOST_FILES:,}."
        )
    return files


def _in_the_way(name, given):
    """Whether a file stands where a given one needs a folder, or in a folder where one stands."""
    above = {parent.as_posix() for path in given for parent in PurePosixPath(path).parents}
    return name in above or any(p.as_posix() in given for p in PurePosixPath(name).parents)


def _add(digest, name, content):
    for part in (name, content):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)


def _matches(name, pattern):
    """Whether a name matches one of nbgrader's patterns, by the rules of `glob`."""
    hidden = name.startswith(".") and not pattern.startswith(".")
    return not hidden and fnmatchcase(name, pattern)


def _shown(path, root):
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)
