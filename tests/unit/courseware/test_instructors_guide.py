"""The guide for instructors is true: what it names exists, and what it says of limits holds."""

import importlib
import re
import shlex
import subprocess
import zipfile
from pathlib import Path

import click
import pytest
from traitlets.config import Config

from courseware.cli import COMMANDS
from courseware.errors import STOPPED, CoursewareError, UnknownName
from courseware.grade import contract
from courseware.grade.sandbox.bubblewrap import refusal
from courseware.report.summary import STATES
from tests.grading.nbgrader import courses

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.compile(r"```(?:python)?\n(.*?)```", re.S)


def commands(text):
    """Command lines in blocks and in backticks, as words."""
    lines = [line for block in BLOCKS.findall(text) for line in block.splitlines()]
    lines += re.findall(r"`((?:courseware|nbgrader) [^`]*)`", text)
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[:1] in (["courseware"], ["nbgrader"]):
            yield words


def command_of(name):
    module, attribute = COMMANDS[name][0].split(":")
    return getattr(importlib.import_module(module), attribute)


@pytest.mark.parametrize("text", [GUIDE, README], ids=["guide", "README"])
def test_commands_and_options_exist(text):
    used = [words for words in commands(text) if words[0] == "courseware"]
    assert used
    for words in used:
        words = words[3:] if words[1] == "-C" else words[1:]
        command = command_of(words[0])
        try:
            command.make_context("courseware", [*words[1:]], resilient_parsing=False)
        except click.MissingParameter:
            assert len(words) == 1  # the command is only named


def test_every_option_of_grade_and_report_is_explained_or_in_its_help():
    options = {
        option
        for name in ("grade", "report")
        for parameter in command_of(name).params
        for option in parameter.opts + parameter.secondary_opts
        if option.startswith("--")
    }
    assert {o for o in options if f"{o}" not in GUIDE} == {"--sandbox"}


def test_nbgraders_commands_exist():
    from nbgrader.apps.nbgraderapp import NbGraderApp

    known = {name.replace("-", "_") for name in NbGraderApp.subcommands}
    used = {words[1] for words in commands(GUIDE + README) if words[0] == "nbgrader"}
    assert used and used <= known


def test_every_state_is_in_the_table():
    table = GUIDE.split("### What the states mean")[1].split("\n\n")[1]
    assert re.findall(r"^\| ([\w-]+(?: part)?) \|", table, re.M) == [*STATES]


def test_limits_are_those_of_the_grader():
    limits, said = contract.Limits(), GUIDE.split("### Limits")[1].split("##")[0]
    for number in (
        f"{limits.cell_seconds:g} s",
        f"{limits.check_seconds:g} s",
        f"{limits.submission_seconds:g} s",
        f"{limits.wall_seconds:g} s",
        f"{limits.memory >> 30} GiB",
        f"up to {limits.processes} processes",
        f"{limits.file_bytes >> 20} MiB",
        f"{limits.cell_output >> 20} MiB",
        f"{limits.output >> 20} MiB",
    ):
        assert number in said.replace("\n", " "), number


def test_what_an_administrator_does_is_what_the_refusal_says():
    said = str(refusal(""))
    for cell in re.findall(r"`(?:sysctl |)([\w.]+=\w+|--security-opt [\w=]+)`", GUIDE):
        assert cell in said, cell


def test_the_settings_for_other_courses_are_this_courses():
    (lines,) = [b for b in BLOCKS.findall(GUIDE) if "HTMLExporter" in b]
    assert lines in (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    c = Config()
    exec(lines, {"c": c})
    for name in [*c.HTMLExporter.filters.values(), *c.HTMLExporter.preprocessors]:
        module, attribute = name.rsplit(".", 1)
        assert hasattr(importlib.import_module(module), attribute)


def test_the_pattern_for_an_archive_collects_from_one(tmp_path):
    (lines,) = [b for b in BLOCKS.findall(GUIDE) if "named_regexp" in b]
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\n{lines}")
    archive = tmp_path / "downloaded" / "ps" / "archive" / "Course-ps-1234.zip"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("Ada Lovelace_1001_assignsubmission_file_/ps.ipynb", "ada")
        file.writestr("Łukasz Nowak_1002_assignsubmission_file/ps.ipynb", "łukasz")
    courses.nbgrader(tmp_path, "zip_collect", "ps")
    found = {
        str(path.relative_to(tmp_path / "submitted")): path.read_text()
        for path in tmp_path.glob("submitted/*/*/*.ipynb")
    }
    assert found == {"Ada Lovelace/ps/ps.ipynb": "ada", "Łukasz Nowak/ps/ps.ipynb": "łukasz"}


def test_git_takes_no_table_of_the_examples():
    files = [w[w.index("--json") + 1] for w in commands(GUIDE + README) if "--json" in w]
    assert files
    ignored = subprocess.run(["git", "check-ignore", *files], cwd=ROOT, capture_output=True)
    if ignored.returncode == 128:
        pytest.skip("this is no clone")
    assert ignored.stdout.decode().split() == files


def test_the_exit_codes_are_in_the_guide():
    said = GUIDE.split("The exit code is ")[1].split("\n\n")[0]
    codes = {0, CoursewareError.exit_code, UnknownName.exit_code, STOPPED}
    assert {int(code) for code in re.findall(r"(?:^|; )(\d+) ", said.replace("\n", " "))} == codes
