"""The grader's own records: what became of each submission, and a journal of what is under way.

They lie in ``.courseware/ASSIGNMENT/`` in the course's folder. A result is written there whole, as
``STUDENT.pending.json``, before anything of it is applied; once it is, ``STUDENT.json`` says what
was, and the other one goes. A run that was killed in between is finished by the next.
"""

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from urllib.parse import quote, unquote

from courseware.errors import CoursewareError, not_written
from courseware.grade.contract import CheckResult, Result
from courseware.kit.text import few

FOLDER = ".courseware"
FORMAT = 1
LARGEST = 200_000_000  # bytes: a result with all its notebooks stays far below


@dataclass(frozen=True)
class Record:
    """What became of one submission.

    Attributes
    ----------
    student, assignment : str
    state, reason : str
        As in `Result`.
    checks : dict of str to tuple of CheckResult
        By notebook.
    notes : tuple of str
    scores : dict
        Score, maximum and the like, once they are in the gradebook.
    seconds : dict
        As in `Result`.
    memory : int
        Bytes.
    sandbox, figures : bool
    seed : int
        Of the fresh probes.
    digest : str
        See `Submission`.
    started, finished : str
        ISO 8601, UTC.
    version : str
        The grader's.
    """

    student: str
    assignment: str
    state: str
    reason: str = ""
    checks: dict = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    scores: dict = field(default_factory=dict)
    seconds: dict = field(default_factory=dict)
    memory: int = 0
    sandbox: bool = True
    figures: bool = False
    seed: int = 0
    digest: str = ""
    started: str = ""
    finished: str = ""
    version: str = ""

    @classmethod
    def of(cls, result, **more):
        """The record of a result, with what else is known of it."""
        checks = {notebook.name: notebook.checks for notebook in result.notebooks}
        notes = [f"{n.name}.ipynb: {note}" for n in result.notebooks for note in n.notes]
        notes = few((*more.pop("notes", ()), *notes))
        return cls(
            result.student,
            result.assignment,
            result.state,
            result.reason,
            checks,
            notes,
            seconds=result.seconds,
            memory=result.memory,
            sandbox=result.sandbox,
            **more,
        )

    def to_data(self):
        """Itself as what JSON can hold."""
        return asdict(self)

    @classmethod
    def from_data(cls, data):
        """The record that `to_data` described.

        Raises
        ------
        ValueError, TypeError, KeyError, AttributeError
            If it is none.
        """
        known = {f.name: f for f in fields(cls)}
        data = {name: value for name, value in data.items() if name in known}
        data["checks"] = {
            name: tuple(CheckResult(**check) for check in checks)
            for name, checks in data["checks"].items()
        }
        data["notes"] = tuple(data["notes"])
        record = cls(**data)
        for name in ("student", "assignment", "state", "reason", "digest", "version"):
            if not isinstance(getattr(record, name), str):
                raise ValueError(f"{name} is no text")
        return record


class Records:
    """The records of one assignment.

    Parameters
    ----------
    root : Path
        The course's folder.
    assignment : str

    Attributes
    ----------
    problems : list of str
        Sentences about files that could not be read, and count as absent.
    """

    def __init__(self, root, assignment):
        self.assignment = assignment
        self.folder = Path(root) / FOLDER / file_name(assignment)
        self.problems = []

    def read(self, student):
        """The record of a student's submission, or None."""
        data = self._read(self._path(student))
        return None if data is None else self._record(data, student, self._path(student))

    def read_all(self):
        """All records, sorted by student."""
        found = []
        for path in sorted(self.folder.glob("*.json")):
            if path.name.endswith(".pending.json"):
                continue
            if (data := self._read(path)) is not None:
                found.append(self._record(data, None, path))
        return sorted(filter(None, found), key=lambda record: record.student)

    def write(self, record):
        """Write a record; what was pending of the same student is done.

        Raises
        ------
        CoursewareError
            If it cannot be written.
        """
        _write(self._path(record.student), {"format": FORMAT, "record": record.to_data()})
        self.forget_pending(record.student)

    def read_pending(self, student):
        """What was about to be applied when the last run ended.

        Returns
        -------
        tuple of Record and Result, or None
        """
        path = self._path(student, ".pending")
        data = self._read(path)
        record = None if data is None else self._record(data, student, path)
        if record is None:
            return None
        try:
            result = Result.from_json(json.dumps(data["result"]))
            if (result.student, result.assignment) != (student, self.assignment):
                raise ValueError("it is another submission's")
            return record, result
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self._tell(path, error)
            return None

    def write_pending(self, record, result):
        """Write a whole result, before anything of it is applied.

        Raises
        ------
        CoursewareError
            If it cannot be written; then nothing may be applied.
        """
        data = {
            "format": FORMAT,
            "record": record.to_data(),
            "result": json.loads(result.to_json()),
        }
        _write(self._path(record.student, ".pending"), data)

    def forget_pending(self, student):
        """Remove what is pending of a student.

        Raises
        ------
        CoursewareError
            If it cannot be removed.
        """
        path = self._path(student, ".pending")
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CoursewareError(not_written(path, error)) from error

    def pending(self):
        """Students of whom something is pending, as far as their files' names say; sorted."""
        found = (path.name for path in self.folder.glob("*.pending.json"))
        return sorted(unquote(name.removesuffix(".pending.json")) for name in found)

    def _path(self, student, kind=""):
        return self.folder / f"{file_name(student)}{kind}.json"

    def _read(self, path):
        try:
            if path.stat().st_size > LARGEST:
                raise ValueError("it is far too large")
            data = json.loads(path.read_bytes())
            if not isinstance(data, dict) or data.get("format") != FORMAT:
                raise ValueError("it is none of ours, or of another version")
            return data
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            self._tell(path, error)
            return None

    def _record(self, data, student, path):
        try:
            record = Record.from_data(data["record"])
            if record.assignment != self.assignment or student not in (None, record.student):
                raise ValueError("it is another submission's")
            return record
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self._tell(path, error)
            return None

    def _tell(self, path, error):
        self.problems.append(f"{path} is no record of a grading ({error}); taken as absent.")


def file_name(name):
    """A name as a file's: no slash, no dot, not too long, and different for different names.

    >>> file_name("../bob"), file_name("Änne 2")
    ('%2E%2E%2Fbob', '%C3%84nne%202')
    """
    quoted = quote(name, safe="").replace(".", "%2E")
    if len(quoted) <= 150:
        return quoted
    return f"{quoted[:80]}~{hashlib.sha256(name.encode()).hexdigest()}"


@contextlib.contextmanager
def lock(root):
    """Keep other runs out of a course while this one lasts.

    The lock is this process's alone: it ends with it, however it ends, and children that outlive
    it do not hold it.

    Parameters
    ----------
    root : Path
        The course's folder.

    Raises
    ------
    CoursewareError
        If another process holds it, or it cannot be made.
    """
    import fcntl  # not on top: Windows has none, and records can be read there

    path = Path(root) / FOLDER / "lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise CoursewareError(not_written(path, error)) from None
    with file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            holder = file.read(40).strip() or "unknown"
            raise CoursewareError(
                f"{root} is being graded already, by process {holder}. Wait until it is done, or "
                "end it; then run the same command again."
            ) from None
        with contextlib.suppress(OSError):  # a full disk: who holds it is a courtesy
            file.truncate(0)
            # Not through the file's buffer: what is left in it, closing would try to write again.
            os.pwrite(file.fileno(), f"{os.getpid()}\n".encode(), 0)
        yield


def _write(path, data):
    """Write a file whole or not at all, and for good."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("w", encoding="utf-8") as file:
                json.dump(data, file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise CoursewareError(not_written(path, error)) from error
