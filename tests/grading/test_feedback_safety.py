"""Nothing that a student writes acts on the pages that nbgrader makes for feedback and grading."""

import http.server
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from tests.browser import chromium

from . import injections
from .injections import filled
from .nbgrader import courses

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = '[project.urls]\nRepository = "https://github.com/someone/small-course"\n'
NAME = "ps"
SOLVED = "def add(a, b):\n    return a + b"
PROSE = "Neurons *fire*, with a mean rate $r < 3$ Hz: `r = 2`."
ANSWER = "A question answered"


def graded(grade_id, **more):
    more = {"grade": False, "solution": False, "locked": False, "task": False} | more
    return {"nbgrader": {"schema_version": 3, "grade_id": grade_id, **more}}


def source():
    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[
            new_markdown_cell("# A problem set"),
            new_code_cell(
                "def add(a, b):\n    ### BEGIN SOLUTION: Exercise 1.1: add them\n"
                "    return a + b\n    ### END SOLUTION",
                metadata=graded("add", solution=True),
            ),
            new_code_cell(
                "assert add(1, 2) == 3",
                metadata=graded("add-check", grade=True, locked=True, points=2),
            ),
            new_markdown_cell(
                "Because.", metadata=graded("why", grade=True, solution=True, points=3)
            ),
        ],
    )


def hostile(released, away):
    """A submission with everything that could act."""
    notebook = nbformat.from_dict(json.loads(json.dumps(released)))
    notebook.metadata |= filled(injections.METADATA, away)
    texts = {name: filled(text, away) for name, text in injections.TEXTS.items()}
    attachments = filled(injections.ATTACHMENTS, away)
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("grade_id") == "add":
            cell.source = SOLVED
        if meta.get("grade_id") == "why":
            cell.source = "\n\n".join(texts.values())
            cell.attachments = attachments
    for text in texts.values():
        notebook.cells += [
            new_markdown_cell(text, attachments=attachments),
            new_raw_cell(text, metadata={"raw_mimetype": "text/html", "tags": ['"><b onclick=x>']}),
        ]
    shown = [filled({"data": d, "metadata": m}, away) for d, m in injections.BUNDLES.values()]
    shown += [{"data": {"text/html": text}, "metadata": {}} for text in texts.values()]
    shown += [
        {"data": {"text/html": filled(text, away)}, "metadata": {}}
        for text, _ in injections.LEGITIMATE.values()
    ]
    shown.append({"data": {"text/latex": "$\\alpha < 1$"}, "metadata": {}})
    notebook.cells += [
        new_code_cell(
            "from IPython.display import display\n"
            f"for shown in {shown!r}:\n"
            "    display(shown['data'], metadata=shown['metadata'], raw=True)"
        ),
        new_code_cell(
            f"import sys\ntext = {filled(injections.PRINTED, away)!r}\n"
            "print(text)\nprint(text, file=sys.stderr)"
        ),
        new_code_cell("raise ValueError(text)"),
        new_code_cell("type(text, (Exception,), {})(text)"),
        new_markdown_cell(PROSE),
        new_markdown_cell(f"<details><summary>{ANSWER}</summary>It is.</details>"),
    ]
    return notebook


class Course:
    """A course of one problem set, with a hostile submission."""

    def __init__(self, folder, away, settings):
        self.folder = folder
        (folder / "nbgrader_config.py").write_text(settings)
        (folder / "pyproject.toml").write_text(PYPROJECT)
        self.write("solutions", source())
        self.nbgrader("generate_assignment", NAME, "--force")
        released = nbformat.read(folder / "course" / NAME / f"{NAME}.ipynb", 4)
        self.write("submitted/eve", hostile(released, away))
        self.write("submitted/ann", released)
        beside = folder / "submitted" / "eve" / NAME / '"><img src=x onerror=alert(1)>.png'
        beside.write_bytes(b"")

    def write(self, where, notebook):
        path = self.folder / where / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    def run(self, *command):
        programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.folder,
            env={**os.environ, "PATH": programs, "HELPERS_OFFLINE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def nbgrader(self, *arguments):
        courses.nbgrader(self.folder, *arguments)

    def succeed(self, *command):
        done = self.run(*command)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]

    def feedback(self, student):
        return self.folder / "feedback" / student / NAME / f"{NAME}.html"


@pytest.fixture(scope="module")
def away():
    """An address, and what was asked for there."""
    asked = []

    class Watch(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Watch) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/asked"
        yield SimpleNamespace(address=address, asked=asked)
        server.shutdown()


# A course with this repository's settings for pages, graded by nbgrader; and one without any,
# graded by courseware grade, which cleans the notebook itself.
WITHOUT = """
c = get_config()
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "course"
"""


@pytest.fixture(scope="module", params=["settings", "courseware grade"])
def course(request, tmp_path_factory, away):
    by_settings = request.param == "settings"
    settings = (ROOT / "nbgrader_config.py").read_text() if by_settings else WITHOUT
    course = Course(tmp_path_factory.mktemp("hostile"), away.address, settings)
    if by_settings:
        course.nbgrader("autograde", NAME)
    else:
        course.succeed("courseware.cli", "grade", NAME, "--jobs", "1", "--no-sandbox")
    course.nbgrader("generate_feedback", NAME)
    return course


@pytest.fixture(scope="module")
def formgrader(course):
    """Addresses of the pages for grading by hand, by student, from a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"),
            *(f"--ServerApp.port={port}", "--IdentityProvider.token="),
            "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
        ],
        cwd=course.folder,
        stdout=subprocess.DEVNULL,
        stderr=(course.folder / "server.log").open("wb"),
    )
    base = f"http://127.0.0.1:{port}"
    try:
        yield {student: f"{base}/formgrader/submissions/{key}/" for student, key in ids(course)}
    finally:
        server.terminate()
        server.wait(120)


def ids(course):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.folder / 'gradebook.db'}") as gradebook:
        for student in ("ann", "eve"):
            yield student, gradebook.find_submission_notebook(NAME, NAME, student).id


def fetched(address):
    end = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def page(which, course, request, student="eve"):
    if which == "feedback":
        return course.feedback(student).read_text(encoding="utf-8")
    return fetched(request.getfixturevalue("formgrader")[student])


PAGES = pytest.mark.parametrize("which", ["feedback", "formgrader"])


@PAGES
def test_the_page_holds_nothing_that_acts_or_fetches(which, course, request):
    soup = BeautifulSoup(page(which, course, request), "html.parser")
    honest = BeautifulSoup(page(which, course, request, "ann"), "html.parser")
    assert scripts(soup) == scripts(honest)
    notebook = soup.find(id="notebook-container")
    own = honest.find(id="notebook-container")
    fields = {field.get("id") for field in own.find_all(["input", "button", "textarea"])}
    for element in notebook.find_all(True):
        described = str(element)[:200]
        assert element.name not in FORBIDDEN, described
        if element.name in ("input", "button", "textarea") and not element.has_attr("disabled"):
            assert element.get("id") in fields, described
        for name, value in element.attrs.items():
            value = " ".join(value) if isinstance(value, list) else value
            assert not name.startswith(("on", "srcset", "srcdoc", "form")), described
            if name == "href":
                assert re.match(r"(#|https?://|[\w.-]+$)", value), described
            elif name == "src":
                assert re.match(r"data:image/(png|svg\+xml);base64,|x$", value), described
            elif name == "style":
                assert not re.search(r"url|position|expression|@", value), described
            elif name == "id":
                assert value != "add-check" or element.name == "input", described


FORBIDDEN = set(
    "script style iframe frame object embed applet link meta base form svg math video audio source "
    "track template noscript title portal".split()
)


def scripts(soup):
    """Scripts of a page, without what differs from student to student."""
    return [
        (script.get("src"), re.sub(r'submission_id = "\w+"', "", script.get_text()))
        for script in soup.find_all("script")
    ]


def at(soup, *path):
    """The elements that one within the other have these names and attributes."""
    found = [soup]  # not by CSS selectors, which fail with Python 3.11.2, Debian 12's own
    for step in path:
        found = [inner for element in found for inner in element.find_all(*step)]
    return found


@PAGES
def test_what_is_no_attack_is_shown(which, course, request):
    soup = BeautifulSoup(page(which, course, request), "html.parser")
    for name, (_, path) in injections.LEGITIMATE.items():
        assert at(soup, *path), name
    text = soup.find(id="notebook-container").get_text()
    assert "Neurons fire, with a mean rate $r < 3$ Hz: r = 2." in text
    assert re.search(r"\$\\alpha (<|\\lt) +1\$", text) and ANSWER in text
    assert "<script>" in text  # what was printed is text
    shown = "".join(output.get_text() for output in soup.find_all(class_="output_html"))
    assert "rate" in shown and not re.search(r"th\s*{", shown)  # a style sheet is no text


@pytest.mark.browser
@PAGES
def test_nothing_happens_when_a_browser_opens_the_page(which, course, away, request):
    control = course.folder / "control.html"
    control.write_text(f"<html><img src=x onerror='{injections.HIT}'><img src='{away.address}'>")
    assert "data-hit" in opened(control.as_uri()) and away.asked
    away.asked.clear()
    if which == "feedback":
        address = course.feedback("eve").as_uri()
    else:
        address = request.getfixturevalue("formgrader")["eve"]
        fetched(address)
    shown = opened(address)
    assert ANSWER in shown
    assert "data-hit" not in BeautifulSoup(shown, "html.parser").html.attrs
    assert not away.asked


def opened(address):
    """The page as a browser sees it once its scripts have run; the world beyond is not there."""
    done = subprocess.run(
        [
            *(chromium.find(), "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *(
                "--virtual-time-budget=8000",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ),
            address,
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
