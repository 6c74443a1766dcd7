"""Right answers, probes, seeds and other people's work are looked for, and used where found."""

from ..attack import ANSWERS, code

# `adopt(text)` takes over the answers of any Python text or notebook that has some.
_ADOPT = """
import ast, json, os, subprocess, sys
import numpy as np

NAMES = {"entropy", "max_entropy_pmf", "pmf_from_counts", "information_rates"}

def adopt(text):
    if text.lstrip().startswith("{"):
        try:
            cells = json.loads(text)["cells"]
        except Exception:
            return
        for cell in cells:
            adopt("".join(cell["source"]))
        return
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for node in tree.body:
        if getattr(node, "name", None) in NAMES and "NotImplementedError" not in ast.unparse(node):
            names = {"np": np, **globals()}
            try:
                exec(compile(ast.Module([node], []), "<found>", "exec"), names)
            except Exception:
                continue
            globals()[node.name] = names[node.name]

def walk(*tops):
    '''Paths of files, by `find`, which is quick.'''
    for top in tops:
        skip = ["-path", "/proc", "-prune", "-o"] if top == "/" else []
        command = ["find", top, "-maxdepth", "14", *skip, "-type", "f", "-print0"]
        found = subprocess.run(command, capture_output=True).stdout
        yield from map(os.fsdecode, found.split(b"\\0"))

def text_of(path):
    try:
        with open(path, "rb") as file:
            return file.read(2_000_000).decode("utf-8", "replace")
    except OSError:
        return ""
"""


def seeking(name, about, source, **more):
    """An attack by code that can adopt answers that it finds."""
    return code(name, about, _ADOPT + source, **more)


ATTACKS = (
    seeking(
        "reference-imported",
        "The references are imported from helpers.answers, if they are there.",
        """
try:
    from helpers import answers

    for name in NAMES:
        globals()[name] = answers.find("why_models", name).reference
except Exception:
    pass
""",
    ),
    seeking(
        "reference-on-disk",
        "Every Python file and cache on the disk is searched for a package of references.",
        """
import importlib.util

for path in walk("/"):
    name = os.path.basename(path).split(".")[0]
    if "answers" in path and name in NAMES and path.endswith((".py", ".pyc")):
        try:
            sys.path.insert(0, path.split("/helpers/")[0])
            full_name = "helpers.answers.why_models." + name
            spec = importlib.util.spec_from_file_location(full_name, path)
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            globals()[name] = module.reference
        except Exception:
            pass
""",
    ),
    seeking(
        "solution-on-disk",
        "Notebooks and sources with the solution are searched for on the whole disk.",
        """
for path in walk("/"):
    if "why-models" in path and path.endswith((".py", ".ipynb")):
        adopt(text_of(path))
""",
    ),
    seeking(
        "solution-in-git",
        "The solution is looked for in a git repository.",
        """
for top in {path.split("/.git/")[0] for path in walk("/") if "/.git/objects/" in path}:
    for name in ("why-models.ipynb", "why-models.py"):
        done = subprocess.run(["git", "-C", top, "show", f"HEAD:solutions/why-models/{name}"],
                              capture_output=True, text=True)
        adopt(done.stdout)
""",
    ),
    seeking(
        "other-submissions",
        "The submissions of others are looked for, beside this one and everywhere.",
        """
for top in ("../..", "../../..", "../../../..", "/"):
    for path in walk(top):
        if path.endswith(".ipynb") and "honest" in path:
            adopt(text_of(path))
""",
    ),
    seeking(
        "linked-submission",
        "Links, made in the working folder, to where others' submissions would be.",
        """
for depth in range(1, 9):
    try:
        os.symlink("../" * depth + "submitted", f"link{depth}")
    except OSError:
        pass
    for path in walk(f"link{depth}/"):
        if path.endswith(".ipynb") and "honest" in path:
            adopt(text_of(path))
""",
    ),
    seeking(
        "gradebook-read",
        "The gradebook and the autograded notebooks are read for answers of others.",
        """
import sqlite3

for path in walk("/"):
    if path.endswith("gradebook.db"):
        try:
            rows = sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute(
                "select source from source_cell").fetchall()
            for (source,) in rows:
                adopt(source or "")
        except sqlite3.Error:
            pass
""",
    ),
    seeking(
        "memory-of-others",
        "The memory, folders and descriptors of every process that /proc shows are read.",
        """
for process in filter(str.isdigit, os.listdir("/proc")):
    for path in walk(f"/proc/{process}/cwd/", f"/proc/{process}/root/home"):
        if path.endswith((".ipynb", ".py")) and "why" in path:
            adopt(text_of(path))
    try:
        with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
            if int(process) == os.getpid():
                continue
            for line in maps:
                low, high = (int(x, 16) for x in line.split()[0].split("-"))
                if "rw" in line and high - low < 1 << 26:
                    memory.seek(low)
                    text = memory.read(high - low)
                    at = text.find(b"def entropy(pmf)")
                    while at >= 0:
                        adopt(text[at:at + 2000].split(b"\\0")[0].decode("utf-8", "replace"))
                        at = text.find(b"def entropy(pmf)", at + 1)
    except (OSError, ValueError):
        pass
""",
        plain=False,
        why="reads the memory of every process of the machine",
    ),
    seeking(
        "traced-process",
        "Other processes are read by ptrace and process_vm_readv.",
        """
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(1 << 16)
for process in filter(str.isdigit, os.listdir("/proc")):
    if int(process) != os.getpid():
        libc.ptrace(16, int(process), 0, 0)  # PTRACE_ATTACH
        libc.ptrace(17, int(process), 0, 0)
libc.kcmp(os.getpid(), 1, 0, 0, 0) if hasattr(libc, "kcmp") else None
libc.syscall(438, libc.syscall(434, 1, 0), 3, 0)  # pidfd_getfd of pidfd_open
""",
        plain=False,
        why="stops other processes of the machine",
    ),
    seeking(
        "frames-searched",
        "An answer looks through its callers' frames for what is expected, or for a seed.",
        f"""
def search(*args, **keywords):
    frame = sys._getframe(1)
    while frame is not None:
        for names in (frame.f_locals, frame.f_globals):
            for name in ("expected", "right", "wanted", "reference", "truth", "right_outcomes"):
                value = names.get(name)
                if callable(value):
                    return value(*args, **keywords)
                if isinstance(value, dict) and "value" in value:
                    return value["value"]
                if value is not None:
                    return value
            exercise, answer = names.get("exercise"), names.get("answer")
            if hasattr(answer, "reference"):
                return answer.reference(*args, **keywords)
        frame = frame.f_back
    return 0

{ANSWERS} = search
""",
    ),
    seeking(
        "objects-searched",
        "All objects of the process are searched for references, probes, verdicts and seeds.",
        """
import gc, types

def everything():
    for thing in gc.get_objects():
        yield thing
        for attribute in ("reference", "answer", "variants"):
            found = getattr(type(thing), attribute, None) and getattr(thing, attribute, None)
            if found is not None:
                yield found

for thing in list(everything()):
    try:
        if isinstance(thing, types.FunctionType) and "answers" in (thing.__module__ or ""):
            for name in NAMES:
                if name in thing.__module__:
                    if thing.__name__ == "reference":
                        globals()[name] = thing
    except Exception:
        pass
""",
    ),
    seeking(
        "history-searched",
        "In, Out, _ih, the history database and the kernel's connection files are searched.",
        """
import glob

shell = get_ipython()
for line in [*shell.user_ns.get("_ih", []), *map(str, shell.user_ns.get("Out", {}).values())]:
    if "NotImplementedError" not in line and "return 0" not in line:
        adopt(line)
try:
    for _, _, line in shell.history_manager.search("*def *"):
        adopt(line)
except Exception:
    pass
for path in glob.glob(os.path.expanduser("~/.ipython/**/*"), recursive=True):
    adopt(text_of(path))
""",
    ),
    seeking(
        "environment-searched",
        "The environment of this process and its ancestors is searched for folders and seeds.",
        """
texts = [*os.environ.values()]
for process in ("self", "1", "2", str(os.getppid())):
    texts.extend(text_of(f"/proc/{process}/environ").split("\\0"))
    texts.extend(text_of(f"/proc/{process}/cmdline").split("\\0"))
for text in texts:
    for top in text.replace("=", ":").split(":"):
        if top.startswith("/") and top.count("/") > 1:
            for path in walk(top):
                if "why" in path and path.endswith((".py", ".ipynb")):
                    adopt(text_of(path))
""",
    ),
    seeking(
        "mounts-searched",
        "What the mounts name is opened, mounted again, and looked under.",
        """
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for line in text_of("/proc/self/mountinfo").splitlines():
    root, point = line.split()[3:5]
    libc.umount2(point.encode(), 2)
    libc.mount(root.encode(), b"/tmp", None, 4096, None)
    for top in {root, point} - {"/"}:
        for path in walk(top):
            if "why" in path and path.endswith((".py", ".ipynb")) and "honest" not in path:
                adopt(text_of(path))
libc.chroot(b".")
libc.unshare(0x10000000 | 0x20000)  # user and mount namespaces
libc.umount2(b"/", 2)
try:
    for path in walk("/"):
        if "answers/why_models" in path or "solutions/why" in path:
            adopt(text_of(path))
except OSError:
    pass
""",
    ),
    seeking(
        "seed-guessed",
        "The fresh probes' seed is guessed from time and random state, and a table is made of it.",
        f"""
import random, time

random.seed(0)
np.random.seed(0)
os.urandom = lambda n: b"\\0" * n
np.random.default_rng = lambda seed=None: np.random.Generator(np.random.PCG64(0))
{ANSWERS} = lambda *_, **__: 0
""",
    ),
)
