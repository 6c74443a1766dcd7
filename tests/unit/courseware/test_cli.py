"""The command line answers at once and ends with a code and a sentence, never a traceback."""

import resource
import signal
import subprocess
import sys
import time

import pytest

from courseware import cli


def in_python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_help_imports_nothing_heavy():
    result = in_python(
        "import sys\nfrom courseware.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print({'nbgrader', 'jupytext', 'nbformat', 'numpy'} & set(sys.modules))"
    )
    assert "build " in result.stdout and "feedback " in result.stdout
    assert result.stdout.endswith("set()\n")


def test_help_answers_in_half_a_second():
    times = []
    for _ in range(3):
        begin = computed()
        in_python("from courseware.cli import main; main(['--help'])")
        times.append(computed() - begin)
    assert min(times) < 0.5


def computed():
    """Seconds for which ended child processes have had a processor."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_every_command_that_help_lists_is_there(course, run):
    for name in cli.COMMANDS:
        assert run(course, name, "--help").code == 0


@pytest.mark.parametrize("arguments", [["buidl"], ["build", "nope"], ["build", "--timeout", "x"]])
def test_wrong_use_is_told_and_ends_with_2(arguments, course, run):
    course.write_cells("\nx = 1")
    result = run(course, *arguments)
    assert result.code == 2
    assert "Error: " in result.err
    if "nope" in arguments:
        assert "There are: how-models." in result.err


def test_a_course_without_tutorials_is_told(course, run):
    result = run(course, "build")
    assert result.code == 2
    assert "no solutions/NAME/NAME.py" in result.err


def test_outside_a_course_the_way_in_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.main(["build"])
    assert ended.value.code == 1
    assert "courseware -C FOLDER" in capsys.readouterr().err


def test_the_course_is_found_from_a_folder_within_it(built, monkeypatch, capsys):
    monkeypatch.chdir(built.root / "solutions" / "how-models")
    with pytest.raises(SystemExit) as ended:
        cli.main(["build", "nope"])
    assert ended.value.code == 2
    assert "There are: how-models." in capsys.readouterr().err


def test_a_course_must_name_its_repository(course, run):
    (course.root / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    result = run(course, "build")
    assert result.code == 1
    assert "[project.urls]" in result.err


@pytest.mark.parametrize("missing", ["click", "jupytext", "nbgrader", "tqdm"])
def test_missing_instructors_packages_are_named_with_what_to_install(missing, course):
    course.write_cells("\nx = 1")
    result = in_python(
        f"import sys; sys.modules[{missing!r}] = None\n"
        f"from courseware.cli import main; main(['-C', {str(course.root)!r}, 'build'])"
    )
    assert result.returncode == 1
    assert f"courseware needs {missing}, which is not installed" in result.stderr
    assert "neuron-models[instructor]" in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_shows_the_traceback_wherever_it_stands(course, run):
    (course.root / "pyproject.toml").write_text("[broken")
    assert "Traceback" not in run(course, "build").err
    assert "Traceback" in run(course, "build", "--debug").err


def test_what_nobody_foresaw_is_told_with_a_way_to_see_more(course, run):
    course.write_cells("\nx = 1")
    (course.root / "course").write_text("a file where a folder should be")
    result = run(course, "build")
    assert result.code == 1
    assert "Traceback" not in result.err


@pytest.mark.slow
def test_ctrl_c_ends_a_build_and_its_kernel_and_leaves_the_notebooks(course):
    running = course.root.parent / "running"
    course.write_cells(
        f"\nimport os, time\nopen({str(running)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    )
    before = course.files()
    build = subprocess.Popen(
        [sys.executable, "-m", "courseware.cli", "-C", str(course.root), "build"],
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not (running.exists() and running.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    build.send_signal(signal.SIGINT)
    _, error = build.communicate(timeout=120)
    assert build.returncode == 1
    assert error.strip().endswith("Aborted!")
    assert "Traceback" not in error
    assert course.files() == before
    kernel = int(running.read_text())
    while is_running(kernel) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(kernel)


def is_running(process):
    try:
        with open(f"/proc/{process}/stat") as status:
            return status.read().split()[2] != "Z"
    except FileNotFoundError:
        return False
