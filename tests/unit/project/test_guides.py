"""What the guides for contributors name is there: files, commands, links."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
GUIDES = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md"]
# Made by the verbs, or by those who use them; not part of the repository.
MADE = ("autograded/", "feedback/", "submitted/", "work/", ".courseware/", "course/release")


def named_files(text):
    """Paths in backticks that begin with a folder of the repository and hold no placeholder."""
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()}
    for path in re.findall(r"`([\w./-]+/[\w./-]*)`", text):
        if path.split("/")[0] in folders and not path.startswith(MADE):
            if not re.search(r"\b[A-Z]{4,}\b", path):  # NAME, TUTORIAL, ...
                yield path


def named_targets(text):
    return {f"make {name}" for name in re.findall(r"`make ([a-z-]+)", text)}


def linked(text):
    return {path for path in re.findall(r"\]\(([^)#:]+)\)", text)}


TARGETS = named_targets(re.sub(r"(?m)^([a-z-]+):.*", r"`make \1`", (ROOT / "Makefile").read_text()))


@pytest.mark.parametrize("guide", GUIDES)
def test_files_and_commands_that_a_guide_names_are_there(guide):
    text = (ROOT / guide).read_text()
    missing = {p for p in {*named_files(text), *linked(text)} if not (ROOT / p).exists()}
    missing |= named_targets(text) - TARGETS
    assert missing == set()


def test_every_command_of_the_tests_is_in_the_contributors_table():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    tests = {t for t in TARGETS if re.search(r"test|lint|quick|check|coverage", t)}
    assert tests <= named_targets(text)


def test_a_missing_file_or_command_would_be_noticed():
    text = "see `helpers/nowhere.py`, `solutions/NAME/NAME.py`, `make nothing` and [it](nope.md)"
    assert list(named_files(text)) == ["helpers/nowhere.py"]
    assert named_targets(text) == {"make nothing"}
    assert linked(text) == {"nope.md"}
