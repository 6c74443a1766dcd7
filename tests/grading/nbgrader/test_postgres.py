"""The gradebook may be a PostgreSQL database, by ``--db-url``."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from courseware.errors import CoursewareError
from courseware.grade.contract import GRADED
from courseware.grade.course.course import Course
from courseware.grade.results import gradebook
from courseware.grade.results.records import Record, Records
from courseware.grade.submission import restore

from . import courses
from .courses import hand_in, table
from .test_gradebook import judged

GRADED_BOB = Record("bob", "ps", GRADED, notes=("日本",), seed=2**63)
PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/nowhere"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.postgres,
    pytest.mark.skipif(
        not (PROGRAMS / "initdb").exists(), reason="no PostgreSQL in /usr/lib/postgresql"
    ),
]


@pytest.fixture(scope="module")
def server():
    """Address of an empty database; a server without network, in a folder of its own."""
    pytest.importorskip("psycopg")
    user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    user = user if os.geteuid() == 0 else {}  # it refuses to run as the superuser
    folder = tempfile.mkdtemp(prefix="pg-", dir="/tmp")
    if user:
        shutil.chown(folder, "postgres", "postgres")

    def run(program, *arguments):
        command = [PROGRAMS / program, *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **user)

    data = f"{folder}/data"
    run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-D", data, "-w", "-t", "120", "-o", options, "-l", f"{folder}/log", "start")
    try:
        run("createdb", "-h", folder, "-U", "postgres", "course")
        yield f"postgresql+psycopg://postgres@/course?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_a_submission_is_graded_regraded_and_exported(server, folder, blank):
    (folder / "gradebook.db").unlink()
    # PostgreSQL holds nbgrader to its foreign keys: the course must have a name.
    (folder / "nbgrader_config.py").write_text("get_config().CourseDirectory.course_id = 'course'")
    with (
        Course.open(folder, server) as course,
        pytest.raises(CoursewareError, match="no gradebook"),
    ):
        course.assignment("ps")
    courses.nbgrader(folder, "generate_assignment", "ps", "--force", f"--db={server}")
    hand_in(folder, "bob", "ps", {"nb": blank}, {"timestamp.txt": "2030-01-01 00:00:00 UTC"})
    with Course.open(folder, server) as course:
        assignment = course.assignment("ps")
        task, _, _ = restore.make_task(course, assignment, "bob")
        records = Records(course, "ps")
        assert records.read_all() == []
        records.create()
        secret = records.secret()
        for _ in range(2):
            scores = gradebook.apply(course, assignment, judged(task, {}), task.files)
            assert records.read("bob") is None
            assert (scores.score, scores.max_score, scores.needs_manual_grade) == (6, 15, True)
            assert gradebook.is_applied(course, assignment, "bob")
            records.write(GRADED_BOB)
            records.create()
        assert records.read("bob") == GRADED_BOB and records.secret() == secret
        assert gradebook.apply_failed(course, assignment, "eve", "x").score == 0
    rows = table(server)
    assert rows["ps", "bob", "nb", "grade", "entropy-check"] == (3.0, None, None, False, 3.0)
    assert rows["ps", "eve", "nb", "comment", "entropy"] == ("Could not be graded: x", None)
    assert not (folder / "gradebook.db").exists()
    courses.nbgrader(folder, "export", f"--db={server}")
    assert ",bob,,,,6.0,0.0,6.0,15.0" in (folder / "grades.csv").read_text()
    courses.nbgrader(folder, "db", "upgrade", f"--db={server}")
    with Course.open(folder, server) as course:
        assert Records(course, "ps").read_all() == [GRADED_BOB]
    courses.nbgrader(folder, "db", "student", "remove", "bob", "--force", f"--db={server}")
    with Course.open(folder, server) as course:
        assert Records(course, "ps").read_all() == []
    (folder / "nbgrader_config.py").write_text("get_config().CourseDirectory.course_id = 'other'")
    with Course.open(folder, server) as course:
        with pytest.raises(CoursewareError, match="is of the course 'course', and this one is 'ot"):
            Records(course, "ps")
