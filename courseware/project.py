"""Where things are in a course's repository, and where the repository is on the web."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from courseware.errors import CoursewareError

BRANCH = "main"


@dataclass(frozen=True)
class Project:
    """A course's repository."""

    root: Path  # holds pyproject.toml and solutions/
    repository: str  # its address on the web, without a slash at the end

    @classmethod
    def find(cls, start: str | Path) -> Self:
        """Find the repository that a folder is, or is in.

        Raises CoursewareError if there is none, or ``pyproject.toml`` does not name its address.
        """
        start = Path(start).resolve()
        for folder in (start, *start.parents):
            path = folder / "pyproject.toml"
            if not path.is_file():
                continue
            try:
                settings = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise CoursewareError(f"{path} cannot be read: {error}") from None
            if "courseware" in settings.get("tool", {}) or (folder / "solutions").is_dir():
                return cls(folder, _repository(path, settings))
        raise CoursewareError(
            f"There is no course in {start} or above it. Go to the course's folder (it holds "
            "pyproject.toml and solutions/), or name it: courseware -C FOLDER ..."
        )

    def tutorials(self) -> list[str]:
        """Return the names of the tutorials that have a source, sorted."""
        paths = self.root.glob("solutions/*/*.py")
        return sorted(path.stem for path in paths if path.stem == path.parent.name)

    def source(self, name: str) -> Path:
        """Return the file that an author edits."""
        return self.root / "solutions" / name / f"{name}.py"

    def solution(self, name: str) -> Path:
        """Return the executed solution notebook, made by ``courseware build``."""
        return self.root / "solutions" / name / f"{name}.ipynb"

    def student(self, name: str) -> Path:
        """Return the student notebook, made by ``courseware build``."""
        return self.root / "course" / name / f"{name}.ipynb"

    def relative(self, path: str | Path) -> str:
        """Return a path as it is shown to people: from the repository, with slashes."""
        return Path(path).relative_to(self.root).as_posix()

    def web(self, path: str | Path, view: str = "blob") -> str:
        """Return a file's address on the web; ``view="raw"`` for its bytes."""
        return f"{self.repository}/{view}/{BRANCH}/{self.relative(path)}"

    def colab(self, path: str | Path) -> str:
        """Return the address that opens a notebook of the repository in Google Colab."""
        slug = self.repository.removeprefix("https://github.com/")
        return (
            f"https://colab.research.google.com/github/{slug}/blob/{BRANCH}/{self.relative(path)}"
        )


def _repository(path, settings):
    url = settings.get("project", {}).get("urls", {}).get("Repository", "")
    if not url.startswith("https://github.com/"):
        raise CoursewareError(
            f"{path} must name the repository, since links and Colab badges are made from it:\n"
            '[project.urls]\nRepository = "https://github.com/OWNER/NAME"'
        )
    return url.rstrip("/").removesuffix(".git")
