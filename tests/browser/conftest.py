"""A browser for the tests, and what it showed when one failed."""

import os
import re
from pathlib import Path

import pytest

from . import chromium

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "browser-failures"  # ignored by git
_open = []  # pages on which something may be seen now


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium."""
    if chromium.find() is None:
        pytest.fail(chromium.MISSING)
    with chromium.running() as browser:
        yield browser


@pytest.fixture
def page(browser):
    """A page in a browser context of its own."""
    with WatchedPage(browser) as page:
        yield page


class WatchedPage:
    """A page whose list `console` holds what it logged; kept where a test fails.

    Parameters
    ----------
    browser : playwright.sync_api.Browser
        Where the page opens.
    **options
        As for ``browser.new_context``.
    """

    def __init__(self, browser, **options):
        size = {"width": 1280, "height": 900}
        self._context = browser.new_context(**{"viewport": size, **options})

    def __enter__(self):
        self.page = page = self._context.new_page()
        page.console = []
        page.on("console", lambda said: page.console.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: page.console.append(f"uncaught: {error}"))
        _open.append(page)
        return page

    def __exit__(self, kind, *_):
        _open.remove(self.page)
        if kind is not None:
            keep(self.page)
        self._context.close()


def keep(page):
    """Write what a page shows into the folder of failures: picture, text, console."""
    KEPT.mkdir(exist_ok=True)
    test = os.environ.get("PYTEST_CURRENT_TEST", "page").partition(" (")[0]
    stem = KEPT / re.sub(r"\W+", "-", test.removeprefix("tests/browser/")).strip("-")
    page.screenshot(path=f"{stem}.png")
    parts = [page.url, page.evaluate("document.body.innerText"), *page.console]
    Path(f"{stem}.txt").write_text("\n\n".join(parts), encoding="utf-8")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.failed:
        for page in _open:
            keep(page)
    return report


def pytest_sessionstart(session):
    if KEPT.is_dir() and not hasattr(session.config, "workerinput"):
        for file in KEPT.iterdir():
            file.unlink()


def pytest_terminal_summary(terminalreporter):
    kept = sorted(KEPT.iterdir()) if KEPT.is_dir() else []
    if kept:
        terminalreporter.section("what the browser showed")
        for file in kept:
            terminalreporter.line(str(file.relative_to(ROOT)))
