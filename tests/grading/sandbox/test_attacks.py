"""What a student's code tries against the sandbox, each in a real one."""

import secrets
import socket
import sys
from pathlib import Path

import pytest

import helpers

from .conftest import Inside

ROOT = Path(__file__).resolve().parents[3]

REFUSED = """
    import ctypes, errno, os
    libc = ctypes.CDLL(None, use_errno=True)

    def refused(name, *arguments):
        result = getattr(libc, name)(*arguments)
        return errno.errorcode[ctypes.get_errno()] if result < 0 else f"{name}: {result}"
"""


def test_only_the_channel_is_open_and_streams_lead_nowhere(inside):
    code = """
        import os
        for n in sorted(map(int, os.listdir("/proc/self/fd"))):
            try:
                say((n, os.readlink(f"/proc/self/fd/{n}").split(":")[0]))
            except OSError:
                pass
    """
    seen = dict(inside.run(code))
    channel = inside.one("channel.fileno()")
    assert set(seen) == {0, 1, 2, channel}
    assert seen[0] == "/dev/null"
    assert seen[1] == seen[2] == "/memfd"
    assert seen[channel] == "socket"


def test_environment_is_as_promised_in_os_environ_and_in_proc(inside):
    known = inside.one("sorted(os.environ)", "import os")
    in_proc = inside.one("open('/proc/self/environ').read()")
    names = sorted(entry.split("=")[0] for entry in in_proc.split("\0") if entry)
    promised = set(
        "PATH LANG HOME TMPDIR IPYTHONDIR MPLCONFIGDIR MPLBACKEND OPENBLAS_NUM_THREADS "
        "OMP_NUM_THREADS MKL_NUM_THREADS HELPERS_OFFLINE HELPERS_HOME NBGRADER_EXECUTION".split()
    )
    assert promised <= set(known) <= promised | {"JUPYTER_PATH"}
    assert set(names) <= promised | {"JUPYTER_PATH", "PWD"}


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_no_network_not_even_to_this_machine(inside, family):
    address = "127.0.0.1" if family == "AF_INET" else "::1"
    with socket.socket(getattr(socket, family)) as server:
        try:
            server.bind((address, 0))
        except OSError:
            pytest.skip(f"no {family} here")
        server.listen()
        port = server.getsockname()[1]
        code = f"""
            import socket
            with socket.socket(socket.{family}) as client:
                client.settimeout(2)
                say(client.connect_ex(("{address}", {port})))
        """
        assert inside.run(code) != [0]


def test_no_name_is_looked_up(inside):
    code = """
        import socket
        try:
            say(socket.getaddrinfo("example.org", 80))
        except OSError as error:
            say("refused")
    """
    assert inside.run(code) == ["refused"]


def test_abstract_sockets_of_the_machine_are_out_of_reach(inside):
    name = "\0grading-" + secrets.token_hex(8)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        with socket.socket(socket.AF_UNIX) as honest:
            honest.connect(name)
        code = f"""
            import socket
            with socket.socket(socket.AF_UNIX) as client:
                say(client.connect_ex({name!r}))
        """
        assert inside.run(code) != [0]


@pytest.mark.parametrize("family", ["AF_NETLINK", "AF_VSOCK", "AF_ALG", "AF_PACKET"])
def test_other_kinds_of_sockets_are_refused(inside, family):
    code = f"""
        import errno, socket
        try:
            socket.socket(socket.{family}, socket.SOCK_DGRAM)
            say("made")
        except OSError as error:
            say(errno.errorcode[error.errno])
    """
    assert inside.run(code) == ["EAFNOSUPPORT"]


@pytest.mark.parametrize(
    "call",
    [
        'refused("mount", b"tmpfs", b"/tmp", b"tmpfs", 0, None)',
        'refused("umount2", b"/proc", 2)',
        'refused("chroot", b"/tmp")',
        'refused("unshare", 0x10000000)',
        'refused("unshare", 0x20000)',
        'refused("setns", 1, 0)',
        'refused("ptrace", 16, 1, 0, 0)',
        'refused("memfd_create", b"x", 0)',
        'refused("shmget", 0, 1 << 20, 0o1777)',
        'refused("msgget", 0, 0o1777)',
        'refused("semget", 0, 1, 0o1777)',
        'refused("syscall", 425, 8, None)',
        'refused("syscall", 56, 0x10000000 | 17, 0, 0, 0, 0)',
        'refused("sethostname", b"x", 1)',
        'refused("setuid", 0)',
        'refused("setgroups", 0, None)',
        'refused("prlimit", 1, 0, None, None)',
    ],
)
def test_calls_are_refused(inside, call):
    assert inside.one(call, REFUSED) in ("EPERM", "EINVAL")  # the latter: no such user inside


def test_a_new_user_namespace_is_refused_whichever_way(inside):
    code = """
        import subprocess
        for command in (["unshare", "--user", "true"], ["unshare", "--map-root-user", "true"]):
            say(subprocess.run(command, capture_output=True).returncode)
        say(open("/proc/sys/user/max_user_namespaces").read().strip())
    """
    *results, most = inside.run(code)
    assert 0 not in results and most == "0"


def test_limits_of_others_are_refused_and_own_ones_cannot_be_raised(inside):
    code = """
        import resource
        for change in (
            lambda: resource.prlimit(1, resource.RLIMIT_CPU, (1, 1)),
            lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
            lambda: resource.setrlimit(resource.RLIMIT_NPROC, (10**6, 10**6)),
        ):
            try:
                change()
                say("done")
            except (OSError, ValueError):
                say("refused")
    """
    assert inside.run(code) == ["refused"] * 3


def test_the_first_process_shows_nothing_and_heeds_no_signal(inside):
    code = """
        import os, signal, time
        for name in ("environ", "mem", "maps", "fd", "root", "cwd", "task/1/mem"):
            try:
                path = f"/proc/1/{name}"
                say(os.listdir(path) if name in ("fd", "root", "cwd") else open(path).read(10))
            except OSError as error:
                say("refused")
        for number in set(signal.valid_signals()):
            os.kill(1, number)
        time.sleep(0.5)
        say(os.getppid())
    """
    assert inside.run(code) == ["refused"] * 7 + [1]
    assert inside.one("1 + 1") == 2


def test_no_process_but_its_own_is_there(inside):
    assert inside.one("[p for p in os.listdir('/proc') if p.isdigit()]", "import os") == ["1", "2"]
    code = """
        import os
        try:
            os.kill(-1, 9)
        except ProcessLookupError:
            say("nobody")
        for pid in range(3, 400):
            try:
                os.kill(pid, 0)
                say(pid)
            except ProcessLookupError:
                pass
    """
    assert inside.run(code) in (["nobody"], [])


def test_no_rights_from_set_user_id_programs(inside):
    code = """
        import os, subprocess
        lines = dict(l.split(":", 1) for l in open("/proc/self/status").read().splitlines())
        for name in ("CapPrm", "CapEff", "CapInh", "CapAmb"):
            say(int(lines[name], 16))
        say(int(lines["NoNewPrivs"]))
        say(int(lines["Seccomp"]))
        run = subprocess.run(["su", "-s", "/bin/sh", "-c", "id -u", "root"], capture_output=True)
        say(run.stdout.decode().strip())
        say(all(os.statvfs(p).f_flag & os.ST_NOSUID for p in ("/usr/bin", "/tmp", os.getcwd())))
    """
    assert inside.run(code) == [0, 0, 0, 0, 1, 2, "", True]


def test_the_system_and_helpers_cannot_be_changed(inside):
    code = """
        import helpers, os, sys, sysconfig
        folders = [os.path.dirname(helpers.__file__), sysconfig.get_path("purelib"), sys.prefix,
                   os.path.dirname(os.__file__), "/", "/etc", "/usr/bin", "/usr/local/lib", "/dev",
                   "/home", "/proc/self", "/proc/sys/kernel", "/dev/pts"]
        for folder in folders:
            if folder.startswith("/tmp/"):  # its parents are in the private /tmp
                continue
            try:
                open(os.path.join(folder, "x"), "w")
                say(folder)
            except OSError:
                pass
        for path in ("/proc/sys/kernel/core_pattern", helpers.__file__, "/etc/passwd"):
            try:
                open(path, "a").write("x")
                say(path)
            except OSError:
                pass
    """
    assert inside.run(code) == []


def test_nothing_of_the_course_is_there(inside):
    code = f"""
        import os
        folders = ["/", "/root", "/home", "/run", "/var", "/srv", "/mnt", "/sys", {str(ROOT)!r}]
        for folder in folders:
            try:
                say(sorted(os.listdir(folder)))
            except OSError:
                say([])
    """
    top, root, homes, *others, course = inside.run(code)
    system = "bin dev etc home lib lib32 lib64 libx32 nix opt proc root sbin tmp usr work".split()
    assert set(top) <= {*system, ROOT.parts[1]}
    assert homes == ["student"] or ROOT.parts[1] == "home"
    assert set(root) <= {".pyenv", ".local", ".venv"}
    assert others == [[]] * 5
    assert set(course) <= {"helpers", "courseware", "tests", ".venv", "venv"}


def test_no_right_answer_by_import_path_cache_or_memory(inside):
    code = """
        import gc, os, sys, helpers
        folder = os.path.join(os.path.dirname(helpers.__file__), "answers")
        say(os.listdir(folder) if os.path.exists(folder) else [])
        try:
            from helpers.answers import why_models
            say("imported")
        except ImportError:
            say("refused")
        gc.unfreeze()
        say([m for m in sys.modules if m.startswith("helpers.answers.")])
        say([repr(o)[:80] for o in gc.get_objects()
             if isinstance(getattr(o, "__module__", None), str)
             and o.__module__.startswith("helpers.answers")])
        found = []
        for top in sys.path:
            for where, folders, files in os.walk(top):
                if where.endswith(os.sep + os.path.join("helpers", "answers")):
                    found += files + folders
        say(found)
    """
    assert inside.run(code, seconds=60) == [[], "refused", [], [], []]


def test_another_submission_is_out_of_reach(template):
    secret = secrets.token_hex(16)
    with Inside(template) as other, Inside(template) as student:
        other.run(f"""
            import os
            for folder in (os.getcwd(), "/tmp", "/dev/shm"):
                open(os.path.join(folder, "{secret}"), "w").write("{secret}")
            os.environ["SECRET"] = "{secret}"
        """)
        code = f"""
            import os
            for folder in ("/home", "/tmp", "/dev/shm"):
                for where, folders, files in os.walk(folder):
                    say([f for f in files if "{secret}" in f])
            say([p for p in os.listdir("/proc") if p.isdigit()])
        """
        *found, processes = student.run(code)
        assert not any(found) and processes == ["1", "2"]
    with Inside(template) as later:
        names = later.one("sorted(os.listdir() + os.listdir('/tmp'))", "import os")
        places = (sys.prefix, helpers.__file__)
        on_the_way = {Path(p).parts[2] for p in places if p.startswith("/tmp/")}
        assert set(names) <= on_the_way  # to Python, where it lies in /tmp
        assert later.one("os.environ.get('SECRET')") is None


def test_random_numbers_are_others_in_each_process(template):
    drawn = set()
    for _ in range(3):
        with Inside(template) as process:
            code = "import random, numpy\nsay(random.random())\nsay(numpy.random.rand())"
            drawn |= set(process.run(code))
    assert len(drawn) == 6
