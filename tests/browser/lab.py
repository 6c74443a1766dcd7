"""JupyterLab as ``make lab`` starts it, and a notebook in it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = (
    "--no-browser",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--LabApp.expose_app_in_browser=True",
)
_PATIENCE = 90_000  # ms: what a busy machine with two cores may need


class Server:
    """A JupyterLab at an address of its own.

    Parameters
    ----------
    folder : Path
        An empty folder: the notebooks go to ``work`` in it, all that is private beside it.
    course : Path, optional
        An instructor's course: JupyterLab starts there as it is, in place of ``make lab``.
    """

    def __init__(self, folder, course=None):
        self.work = course or folder / "work"
        self.home = folder / "home"  # of the helpers: where feedback is saved
        self.log = folder / "server.log"
        self.course = course
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **{k: v for k, v in os.environ.items() if k not in ("MPLBACKEND", "MAKEFLAGS")},
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HELPERS_OFFLINE": "1",
            "HELPERS_HOME": str(self.home),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        }

    def __enter__(self):
        options = [*OPTIONS, f"--port={self.port}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            options.append("--allow-root")
        if self.course:
            command = [sys.executable, "-m", "jupyterlab", *options]
        else:
            made = (f"VENV={sys.prefix}", f"WORK={self.work}", f"LAB_OPTIONS={' '.join(options)}")
            command = ["make", "--directory", ROOT, "lab", *made]
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.course or ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for end in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, end)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(20)
                return

    def _wait(self):
        end = time.monotonic() + 120
        while time.monotonic() < end and self._process.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/api", timeout=2):
                return
            time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()[-3000:]}")

    def open_lab(self, page):
        """Open JupyterLab itself on a page."""
        page.goto(f"{self.url}/lab?reset")
        page.wait_for_function("() => window.jupyterapp", timeout=_PATIENCE)
        page.evaluate("() => window.jupyterapp.restored")

    def open(self, page, name):
        """Open a notebook of the work folder, with a kernel, on a page; return it."""
        page.goto(f"{self.url}/doc/tree/{name}?reset")
        return Notebook(page)


class Notebook:
    """The notebook that a page of JupyterLab shows.

    What a student does goes by the keyboard and the mouse. What the notebook holds is read from
    its model: cells that are out of sight are not on the page.

    Attributes
    ----------
    page : playwright.sync_api.Page
        The page.
    """

    def __init__(self, page):
        self.page = page
        page.wait_for_function(_OPENED, timeout=_PATIENCE)
        page.evaluate(_READY)

    def cells(self):
        """The cells as they are saved, as a list of dict."""
        return self.page.evaluate(f"() => {_NOTEBOOK}.content.model.toJSON().cells")

    def index(self, has):
        """Return the number of the only cell that `has` accepts."""
        (index,) = [k for k, cell in enumerate(self.cells()) if has(cell)]
        return index

    def run_all(self):
        """Run all cells; returns when the last has ended."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self._wait_until_idle()

    def go_to(self, index):
        """Move to a cell: near it by scrolling, then with the keys that go up and down."""
        if abs(index - self.active()) > 10:
            self.show(index - 2)
        self.page.keyboard.press("Escape")
        key = "ArrowDown" if index > self.active() else "ArrowUp"
        while (now := self.active()) != index:
            assert (index > now) == (key == "ArrowDown"), f"no key leads to cell {index}"
            self.page.keyboard.press(key)
            self.page.wait_for_function(
                f"before => {_NOTEBOOK}.content.activeCellIndex !== before", arg=now
            )

    def write(self, text):
        """Replace what stands in the active cell, key by key; the editor indents by itself."""
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".jp-Notebook.jp-mod-editMode .cm-focused")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        level = 0
        for number, line in enumerate(text.splitlines()):
            if number:
                self.page.keyboard.press("Enter")
            wanted = (len(line) - len(line.lstrip())) // 4
            for _ in range(level - wanted):
                self.page.keyboard.press("Backspace")
            self.page.keyboard.type(line.strip())
            level = wanted + line.endswith(":")

    def run(self):
        """Run the active cell and move to the next one; returns the cell with its outputs."""
        index = self.active()
        before = self.page.evaluate(f"k => {_COUNT}", index)
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_function(
            f"([k, before]) => {_COUNT} !== null && {_COUNT} !== before",
            arg=[index, before],
            timeout=_PATIENCE,
        )
        self._wait_until_idle()
        return self.cells()[index]

    def show(self, index):
        """Scroll to a cell; returns its place on the page."""
        self.page.evaluate(_SHOW, index)
        place = self.page.locator(".jp-Notebook > * .jp-Cell.jp-mod-active")
        place.wait_for()
        return place

    def active(self):
        """Return the number of the active cell."""
        return self.page.evaluate(f"() => {_NOTEBOOK}.content.activeCellIndex")

    def _wait_until_idle(self):
        self.page.wait_for_function(f"() => {IDLE}", timeout=_PATIENCE)


def html(cell):
    """Return what a cell has put out as HTML."""
    data = [output.get("data", {}).get("text/html", "") for output in cell["outputs"]]
    return "".join("".join(part) for part in data)


_NOTEBOOK = "window.jupyterapp.shell.currentWidget"
IDLE = f"{_NOTEBOOK}.sessionContext.session.kernel.status === 'idle'"
_COUNT = f"{_NOTEBOOK}.content.widgets[Array.isArray(k) ? k[0] : k].model.executionCount"
_OPENED = f"() => window.jupyterapp && {_NOTEBOOK} && {_NOTEBOOK}.context"
_READY = f"""async () => {{
  const {{context}} = {_NOTEBOOK};
  await window.jupyterapp.restored;
  await context.ready;
  await context.sessionContext.ready;
  await context.sessionContext.session.kernel.info;
}}"""
_SHOW = f"""async index => {{
  const notebook = {_NOTEBOOK}.content;
  notebook.activeCellIndex = index;
  await notebook.scrollToItem(index, 'center');
}}"""
