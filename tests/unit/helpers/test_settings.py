"""What the environment sets is read alike everywhere, in one place, when it is asked for."""

import re
from pathlib import Path

import pytest

import helpers
from helpers import feedback, settings
from helpers.data.home import home
from helpers.feedback import send
from helpers.feedback.store import Store
from helpers.internet import is_online

ROOT = Path(__file__).resolve().parents[3]
SWITCHES = {
    "HELPERS_OFFLINE": settings.is_offline,
    "HELPERS_STRICT": settings.is_strict,
    "HELPERS_UNATTENDED": settings.is_unattended,
}
OFF = ["", "0", "false", "False", "no", "off", "OFF", " 0 "]


@pytest.mark.parametrize("name", SWITCHES)
@pytest.mark.parametrize("text", OFF)
def test_what_means_off_is_off(name, text, monkeypatch):
    monkeypatch.setenv(name, text)
    assert not SWITCHES[name]()


@pytest.mark.parametrize("name", SWITCHES)
@pytest.mark.parametrize("text", ["1", "true", "yes", "on", "2"])
def test_all_else_is_on(name, text, monkeypatch):
    monkeypatch.setenv(name, text)
    assert SWITCHES[name]()


@pytest.mark.parametrize("name", SWITCHES)
def test_what_is_not_set_is_off(name, monkeypatch):
    monkeypatch.delenv(name, raising=False)
    assert not SWITCHES[name]()


@pytest.mark.parametrize("text", OFF)
def test_a_block_that_needs_functions_ends_with_a_note_where_strict_is_off(
    text, monkeypatch, capsys
):
    monkeypatch.setenv("HELPERS_STRICT", text)
    with helpers.needs():
        raise NotImplementedError("Exercise 1.1: compute the entropy")
    assert "Exercise 1.1 comes first" in capsys.readouterr().out


def test_downloads_and_feedback_go_to_the_same_home_with_its_tilde_expanded(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "me"))
    monkeypatch.setenv("HELPERS_HOME", "~/course")
    assert settings.home() == home() == tmp_path / "me" / "course"
    assert Store().path.parent == tmp_path / "me" / "course"
    assert not Path("~").exists()


def test_a_home_of_someone_who_is_not_there_is_taken_as_it_is_written(monkeypatch):
    monkeypatch.setenv("HELPERS_HOME", "~nobody-of-this-name/course")
    assert home() == Path("~nobody-of-this-name/course")


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_home_is_none(text, monkeypatch):
    monkeypatch.setenv("HELPERS_HOME", text)
    assert settings.home() is None


@pytest.mark.parametrize("text", OFF)
def test_an_address_that_is_off_sends_nothing(text, monkeypatch):
    monkeypatch.setattr(send, "_configured", None)
    monkeypatch.setenv("HELPERS_FEEDBACK_URL", text)
    assert send.address() is None


def test_settings_are_read_when_they_are_asked_for(monkeypatch):
    monkeypatch.setenv("HELPERS_OFFLINE", "1")
    assert not is_online()
    monkeypatch.setattr("helpers.internet._answer", True)
    monkeypatch.setenv("HELPERS_OFFLINE", "0")
    assert is_online()
    monkeypatch.setenv("HELPERS_FEEDBACK_URL", "https://example.org/")
    assert feedback.send.address() == "https://example.org/"


def names_in(text):
    return set(re.findall(r"\bHELPERS_[A-Z_]+\b", text))


def test_the_table_of_settings_names_those_that_are_read():
    rows = re.findall(r"^\| `(HELPERS_\w+)`", (ROOT / "docs/settings.md").read_text(), re.M)
    assert len(rows) == len(set(rows))
    assert set(rows) == names_in(Path(settings.__file__).read_text())


READING = re.compile(r"(?:environ(?:\.get|\.pop|b)?|getenv)\W{1,4}HELPERS_")
# Those that set them for a process of students' code.
SETTING = re.compile(r"""environ\[\s*["']HELPERS_\w+["']\s*\]\s*=[^=]""")


def test_no_other_module_reads_them():
    for folder in ("helpers", "courseware", "docs"):
        for path in (ROOT / folder).rglob("*.py"):
            if path != Path(settings.__file__):
                text = SETTING.sub("", path.read_text())
                assert not READING.search(text), f"{path}: read it in helpers/settings.py"
