"""What the processes of a sandbox may use has an end, and they end with it."""

import os
from pathlib import Path

import pytest

from .conftest import Inside, pid_of, wait_until


def test_a_fork_bomb_meets_its_limit_and_harms_nobody(template):
    bomb = """
        import os, time
        made = 0
        for _ in range(500):
            try:
                if os.fork() == 0:
                    time.sleep(60)
                    os._exit(0)
                made += 1
            except BlockingIOError:
                break
        say(made)
    """
    with Inside(template, processes=20) as process, Inside(template) as neighbour:
        assert process.run(bomb)[0] < 20
        code = (
            "import os\npid = os.fork()\nif pid == 0: os._exit(7)\nsay(os.waitpid(pid, 0)[1] >> 8)"
        )
        assert neighbour.run(code) == [7]


def test_memory_is_refused_and_the_process_lives_on(template):
    code = """
        held = []
        try:
            while True:
                held.append(bytearray(16 << 20))
        except MemoryError:
            say(len(held) * 16)
        held.clear()
    """
    with Inside(template, memory=256 << 20) as process:
        assert 64 < process.run(code)[0] < 384  # what the template had free comes on top
        assert process.one("1 + 1") == 2


@pytest.mark.parametrize(("folder", "most"), [("/home/student", 8), ("/tmp", 64), ("/dev/shm", 64)])
def test_files_fill_no_more_than_their_share(template, folder, most):
    code = f"""
        import errno, os
        written = 0
        try:
            for i in range(1000):
                with open(os.path.join("{folder}", str(i)), "wb") as file:
                    written += file.write(bytes(1 << 20))
                    file.flush()
        except OSError as error:
            say(errno.errorcode[error.errno])
        say(written >> 20)
    """
    with Inside(template, scratch_bytes=8 << 20) as process:
        reason, written = process.run(code)
        assert reason == "ENOSPC" and written <= most + 1


def test_one_file_has_a_size_limit_and_so_has_what_is_printed(template):
    code = """
        import errno, os
        for target in (os.open("large", os.O_WRONLY | os.O_CREAT), 1):
            written = 0
            try:
                while written < 64 << 20:
                    written += os.write(target, bytes(1 << 20))
            except OSError as error:
                say(errno.errorcode[error.errno])
            say(written >> 20)
    """
    with Inside(template, file_bytes=4 << 20) as process:
        assert process.run(code) == ["EFBIG", 4, "EFBIG", 4]


def test_the_number_of_files_is_limited(inside):
    code = """
        import errno, os
        made = 0
        try:
            for i in range(10**5):
                os.mkdir(str(i))
                made += 1
        except OSError as error:
            say(errno.errorcode[error.errno])
        say(made)
    """
    reason, made = inside.run(code)
    assert reason == "ENOSPC" and made < 20_001


def test_detached_stopped_and_deaf_processes_end_with_the_sandbox(template):
    code = """
        import os, signal, time
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        for stop in (False, True):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    if stop:
                        os.kill(os.getpid(), signal.SIGSTOP)
                    while True:
                        time.sleep(60)
                os._exit(0)
    """
    from courseware.grade.sandbox.usage import _descendants

    with Inside(template) as process:
        process.run(code)
        init = pid_of(process.spawned.init)
        wait_until(lambda: len(_descendants(init)) == 5 or len(_descendants(init)) == 3)
        pids = [init, *_descendants(init)]
        process.spawned.kill()
        wait_until(lambda: not any(os.path.exists(f"/proc/{pid}") for pid in pids))


def test_a_shell_that_stops_itself_is_killed_all_the_same(template):
    with Inside(template) as process:
        process.begin("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)")
        shell = pid_of(process.spawned.shell)
        wait_until(lambda: ") T " in Path(f"/proc/{shell}/stat").read_text())
        process.spawned.kill()
        wait_until(lambda: not os.path.exists(f"/proc/{shell}"))


def test_everything_ends_when_the_shell_does(template):
    with Inside(template) as process:
        process.run("import os, time\nif os.fork() == 0:\n    os.setsid(); time.sleep(60)")
        init = pid_of(process.spawned.init)
        process.begin("import os; os._exit(0)")
        with pytest.raises(EOFError):
            process.finish()
        wait_until(lambda: not os.path.exists(f"/proc/{init}"))
