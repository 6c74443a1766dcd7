"""The same as an ordinary user, in user namespaces."""

import json
import os
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path

import pytest

from .conftest import STAND_IN

ROOT = STAND_IN.parents[3]
NOBODY = "65534"

SCRIPT = '''
import json, os, sys
sys.path.insert(0, sys.argv[1])
from tests.grading.sandbox.conftest import Inside, StandIn, wait_until
from courseware.grade.sandbox import bubblewrap
from courseware.grade.sandbox.usage import Usage

BOMB = """
children = []
for _ in range(200):
    try:
        children.append(os.fork())
    except BlockingIOError:
        break
    if children[-1] == 0:
        signal.pause()
say(len(children))
"""
bubblewrap.check()
told = {"user": os.getuid()}
template = StandIn()
with Inside(template, memory=512 << 20, processes=20) as process:
    usage = Usage(process.spawned.init, matters=0)
    process.run("import os, signal, subprocess")
    told["inside"] = process.one("os.getuid()")
    told["processes"] = process.one("[p for p in os.listdir('/proc') if p.isdigit()]")
    told["namespace"] = process.one("subprocess.run(['unshare', '--user', 'true']).returncode")
    told["open"] = process.one("len(os.listdir('/proc/self/fd'))")
    written = []
    for folder in ("/dev", "/", "/etc", "/proc/sys/kernel", f"{sys.prefix}/lib"):
        code = f"try:\\n open('{folder}/x', 'w'); say(1)\\nexcept OSError: say(0)"
        written += process.run(code)
    told["written"] = written
    told["init"] = process.run(
        "try:\\n open('/proc/1/mem'); say(1)\\nexcept OSError: say(0)")
    process.run("held = bytearray(os.urandom(1 << 20)) * 200")
    told["memory"] = usage.read().memory >> 20
    told["forks"] = process.run(BOMB)
with template, Inside(template) as process:
    usage = Usage(process.spawned.init)
    process.run("import os, signal")
    process.run("if os.fork() == 0:\\n os.setsid(); signal.pause()")
    told["count"] = usage.read().processes
    process.spawned.kill()
    wait_until(lambda: usage.read().processes == 0)
    told["ended"] = True
print(json.dumps(told))
'''


@pytest.fixture
def python():
    """A Python that an ordinary user can read, with the packages of this one."""
    if os.getuid() != 0:
        pytest.skip("the other tests have run as an ordinary user already")
    system = "/usr/bin/python3"
    version = "import sysconfig; print(sysconfig.get_python_version())"
    run = subprocess.run([system, "-c", version], capture_output=True, text=True, check=False)
    if run.stdout.strip() != sysconfig.get_python_version():
        pytest.skip(f"{system} is not of this version, or is not there")
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv, to become another user")
    folder = Path(tempfile.mkdtemp(prefix="ordinary-"))
    try:
        folder.chmod(0o755)
        subprocess.run([system, "-m", "venv", "--without-pip", folder / "venv"], check=True)
        site = next((folder / "venv" / "lib").glob("python*")) / "site-packages"
        site.rmdir()
        _link_or_copy(sysconfig.get_path("purelib"), site)
        yield folder / "venv" / "bin" / "python"
    finally:
        shutil.rmtree(folder)


def _link_or_copy(source, target):
    """Hard links are quick and take no space, but stay within one file system."""
    if subprocess.run(["cp", "-al", source, target], capture_output=True).returncode:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)


@pytest.fixture
def code(python):
    """What the program imports, where an ordinary user can read it: the clone may be private."""
    folder = python.parents[2] / "code"
    unwanted = shutil.ignore_patterns("__pycache__")
    for part in ("courseware", "helpers", "tests/grading/sandbox"):
        shutil.copytree(ROOT / part, folder / part, ignore=unwanted)
    for part in ("tests", "tests/grading"):
        shutil.copy(ROOT / part / "__init__.py", folder / part)
    subprocess.run(["chmod", "-R", "a+rX", folder], check=True)
    return folder


def test_an_ordinary_user_gets_the_same_sandbox(template, python, code):
    become = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]
    run = subprocess.run(
        [*become, python, "-c", SCRIPT, code],
        capture_output=True,
        text=True,
        cwd=code,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"},
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["user"] == int(NOBODY) and told["inside"] == 1000
    assert told["processes"] == ["1", "2"]
    assert told["namespace"] != 0
    assert told["open"] == 5  # three streams, the channel, the listing itself
    assert not any(told["written"])
    assert told["init"] == [0]
    assert 200 < told["memory"] < 400
    assert 0 < told["forks"][0] < 20
    assert told["count"] == 2 and told["ended"]
