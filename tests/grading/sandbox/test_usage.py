"""What is read from outside about the processes of a sandbox."""

import time

import pytest

from courseware.grade.sandbox.usage import Reading, Usage

from .conftest import Inside, wait_until

MB = 1 << 20


@pytest.fixture
def usage(inside):
    return Usage(inside.spawned.init)


def test_processor_time_of_ended_children_counts(inside, usage):
    before = usage.read().cpu
    inside.run("""
        import os, time
        pid = os.fork()
        if pid == 0:
            while time.process_time() < 1:
                pass
            os._exit(0)
        os.waitpid(pid, 0)
    """)
    assert 0.9 < usage.read().cpu - before < 1.5


def test_processor_time_of_children_that_nobody_waits_for_counts_when_seen(inside, usage):
    before = usage.read().cpu
    inside.begin("""
        import os, signal, time
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for _ in range(4):
            if os.fork() == 0:
                while time.process_time() < 0.5:
                    pass
                os._exit(0)
            time.sleep(1)
    """)
    end = time.monotonic() + 300
    while usage.read().processes > 1 or usage.read().cpu - before < 1.0:
        assert time.monotonic() < end
        time.sleep(0.05)
    inside.finish()
    assert usage.read().cpu - before > 1.0


def test_little_memory_is_estimated_from_above_much_is_measured(inside, usage):
    assert 20 * MB < usage.read().memory < 512 * MB
    inside.run("held = bytearray(700 << 20)")
    assert 700 * MB < usage.read().memory < 900 * MB
    inside.run("del held")
    assert usage.read().memory < 512 * MB


def test_what_processes_share_counts_once_when_it_matters(inside, usage):
    inside.run("""
        import os, time
        held = bytearray(os.urandom(1 << 20)) * 400
        for _ in range(3):
            if os.fork() == 0:
                time.sleep(60)
    """)
    assert usage.read().processes == 4
    assert 400 * MB < usage.read().memory < 700 * MB


def test_what_several_processes_hold_is_summed(inside, usage):
    inside.run("""
        import os, time
        for _ in range(3):
            if os.fork() == 0:
                held = bytearray(os.urandom(1 << 20)) * 300
                time.sleep(60)
    """)
    wait_until(lambda: usage.read().memory > 900 * MB)
    assert usage.read().memory < 1300 * MB


def test_a_process_that_hides_its_memory_is_counted_in_full(inside, usage):
    inside.run("""
        import ctypes
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
        held = bytearray(700 << 20)
    """)
    assert usage.read().memory > 700 * MB


def test_odd_names_and_many_threads_are_read(inside, usage):
    before = usage.read().cpu
    inside.run("""
        import ctypes, threading, time
        ctypes.CDLL(None).prctl(15, b") R 1 1\\n(", 0, 0, 0)
        done = threading.Event()
        threads = [threading.Thread(target=done.wait) for _ in range(40)]
        for thread in threads:
            thread.start()
        while time.process_time() < 0.7:
            pass
    """)
    reading = usage.read()
    assert reading.processes == 1 and reading.cpu - before > 0.3
    assert reading.memory < 512 * MB


def test_a_child_of_a_thread_is_found(inside, usage):
    inside.run("""
        import os, threading, time
        def fork():
            if os.fork() == 0:
                time.sleep(60)
            time.sleep(60)
        threading.Thread(target=fork, daemon=True).start()
    """)
    wait_until(lambda: usage.read().processes == 2)


@pytest.mark.timing
def test_time_without_a_core_is_told_from_time_asleep(template):
    with Inside(template) as process:
        usage = Usage(process.spawned.init)
        before = usage.read().waited
        process.run("import time; time.sleep(1)")
        assert usage.read().waited - before < 0.5
        # Four processes of its own want the one core that they may use.
        process.run("""
            import os, time
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
            for _ in range(3):
                if os.fork() == 0:
                    while True:
                        pass
            end = time.monotonic() + 2
            while time.monotonic() < end:
                pass
        """)
        assert usage.read().waited - before > 0.7


def test_when_it_has_ended_the_last_reading_stays_and_no_process_is_left(inside, usage):
    inside.run("import time\nwhile time.process_time() < 0.5: pass")
    last = usage.read()
    inside.spawned.kill()
    wait_until(lambda: usage.read().processes == 0)
    assert usage.read() == Reading(usage.read().cpu, 0, 0, usage.read().waited)
    assert usage.read().cpu >= last.cpu > 0.3
    with pytest.raises(OSError):
        Usage(inside.spawned.init)


@pytest.mark.timing
def test_reading_is_quick(inside, usage):
    began = time.perf_counter()
    for _ in range(50):
        usage.read()
    assert (time.perf_counter() - began) / 50 < 0.01
