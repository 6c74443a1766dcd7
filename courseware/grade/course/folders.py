"""The folders of a course, where its configuration has them, and the instructor's files in them."""

import glob
import json
import os
import re
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files

_LARGEST = 50_000_000  # bytes of a released notebook


class Folders:
    """The folders of a course.

    `kept` is nbgrader's ``Autograde.exclude_overwriting``: files of each assignment that students
    keep. A `step` is "source", "release", "submitted", "autograded" or "feedback".
    """

    def __init__(self, coursedir: CourseDirectory, kept: dict[str, list[str]]) -> None:
        self._coursedir, self._kept = coursedir, kept
        self._source_files: dict[str, dict[str, bytes]] = {}
        self._released_texts: dict[str, frozenset[str]] = {}

    def of(self, step: str, student: str, assignment: str) -> Path:
        """Return where a folder of the course is, or would be."""
        name = getattr(self._coursedir, f"{step}_directory")
        path = self._coursedir.format_path(name, student, assignment)
        return Path(os.path.normpath(path))

    def listed(
        self, step: str, student: str | None = None, assignment: str | None = None
    ) -> list[tuple[str, str]]:
        """List students and assignments that there are folders of, or files or links so named."""
        directory = getattr(self._coursedir, f"{step}_directory")
        wanted = {"student": student, "assignment": assignment}
        globs = ["*" if name is None else glob.escape(name) for name in wanted.values()]
        texts = [f"(?P<{k}>[^/]*)" if n is None else re.escape(n) for k, n in wanted.items()]
        root = self._coursedir.root
        paths = self._coursedir.format_path(glob.escape(directory), *globs)
        text = self._coursedir.format_path(re.escape(directory), *texts, escape=True)
        found = glob.glob(paths.replace(root, glob.escape(root), 1))
        matches = filter(None, (re.fullmatch(text, path) for path in found))
        named = [wanted | match.groupdict() for match in matches]
        return sorted((str(one["student"]), str(one["assignment"])) for one in named)

    def assignments(self) -> set[str]:
        """Return the assignments that the instructor has a folder of."""
        return {
            name
            for step in ("source", "release")
            for _, name in self.listed(step, ".")
            if self.of(step, ".", name).is_dir()
        }

    def released_texts(self, assignment: str) -> frozenset[str]:
        """Return the texts of an assignment's released notebooks, read once; empty without any."""
        if assignment not in self._released_texts:
            folders = [self.of(step, ".", assignment) for step in ("release", "source")]
            paths = [path for folder in folders for path in sorted(folder.glob("*.ipynb"))]
            texts = frozenset(text for path in paths for text in _texts(path))
            self._released_texts[assignment] = texts
        return self._released_texts[assignment]

    def source_files(self, assignment: str) -> dict[str, bytes]:
        """Read the instructor's own files of an assignment, which replace those of a submission.

        By path relative to the assignment's folder, with slashes. Read once.
        """
        if assignment not in self._source_files:
            self._source_files[assignment] = self._read_source_files(assignment)
        return self._source_files[assignment]

    def _read_source_files(self, assignment):
        folder = self.of("source", ".", assignment)
        kept = set(self._kept.get(assignment, []))
        files = {}
        for path in find_all_files(str(folder), [*self._coursedir.ignore, "*.ipynb"]):
            name = Path(path).relative_to(folder).as_posix()
            if name not in kept:
                files[name] = Path(path).read_bytes()
        return files


def _texts(path):
    try:
        if Path(path).stat().st_size > _LARGEST:
            return []
        cells = json.loads(Path(path).read_bytes())["cells"]
        return ["".join(c["source"]) for c in cells if c["cell_type"] != "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
