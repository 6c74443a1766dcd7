"""The course's site in a real browser: nothing from the network, nobody left out.

The site is built as `make docs` builds it. axe-core comes from npm, too, and looks for violations
of WCAG 2.0, 2.1 and 2.2, levels A and AA.
"""

import functools
import http.server
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest

from .conftest import ROOT, WatchedPage

DOCS = ROOT / "docs"
AXE = DOCS / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TUTORIALS = sorted(path.stem for path in ROOT.glob("course/*/*.ipynb"))
GUIDES = ["index", "students", "instructors", "authors", "checks", "colab", "glossary", "notation"]
PAGES = [*GUIDES, "search", "genindex", *(f"tutorials/{name}" for name in TUTORIALS)]
FORMULAS = ["notation", *(f"tutorials/{name}" for name in TUTORIALS)]

READY = """async () => {
  if (window.MathJax) await MathJax.startup.promise;
  await document.fonts.ready;
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode()));
  await new Promise(done => setTimeout(done, 100));
}"""
VIOLATIONS = """async tags => {
  const found = await axe.run(document, {runOnly: tags});
  const places = violation => violation.nodes.map(node => node.html.slice(0, 200)).join("\\n");
  return found.violations.map(violation => `${violation.id}: ${places(violation)}`);
}"""

FORMULAS_DRAWN = """() => {
  const count = selector => document.querySelectorAll(selector).length;
  return [
    count(".math"),
    count(".math mjx-container"),
    count("mjx-merror, .math mjx-container:not(:has(mjx-math))"),
    document.fonts.check("16px MJXZERO"),
  ];
}"""
UNREACHABLE = """async () => {
  const unreachable = () => [...document.querySelectorAll("mjx-container[display=true], pre")]
    .filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0)
    .map(e => e.textContent.slice(0, 80));
  for (let tries = 0; tries < 100 && unreachable().length; tries++)  // until the theme has noticed
    await new Promise(done => setTimeout(done, 100));
  return unreachable();
}"""

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The built site: its `folder`, and the `address` at which it is served."""
    if not AXE.is_file():
        pytest.fail("MathJax and axe-core are missing. Fetch them once with: npm ci --prefix docs")
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", "html"]
    run = subprocess.run(
        [*build, "-d", folder / "doctrees", DOCS, folder / "html"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    handler = functools.partial(Quiet, directory=folder / "html")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield SimpleNamespace(folder=folder / "html", address=address)
        server.shutdown()


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return request.param


@pytest.fixture(params=[1280, 390])
def reader(request, browser, theme):
    """A page of a width and a theme; what is asked of the network is noted in `page.asked`."""
    size = {"width": request.param, "height": 900}
    with WatchedPage(browser, viewport=size, color_scheme=theme) as page:
        yield cut_off(page)


def cut_off(page):
    """Let a page have nothing but this machine's files."""
    page.asked, page.missed = [], []

    def answer(route):
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "file:", "blob:")):
            route.continue_()
        else:
            page.asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.on("requestfailed", lambda request: page.missed.append(request.url))
    page.on("response", lambda reply: reply.status >= 400 and page.missed.append(reply.url))
    return page


def opened(page, site, name):
    page.goto(f"{site.address}/{name}.html", wait_until="load", timeout=120_000)
    page.evaluate(READY)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shuts_nobody_out_and_needs_no_network(reader, site, theme, name):
    page = opened(reader, site, name)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    page.add_script_tag(path=AXE)
    violations = page.evaluate(VIOLATIONS, WCAG)
    assert not violations, "\n".join(violations)
    assert (page.asked, page.missed) == ([], [])
    assert not [said for said in page.console if said.startswith(("error", "uncaught"))]
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0, f"the page scrolls sideways by {too_wide} pixels"


def formulas(page):
    """How many formulas there are, are drawn, are drawn wrongly; and whether the font is there."""
    return page.evaluate(FORMULAS_DRAWN)


@pytest.mark.parametrize("name", FORMULAS)
def test_formulas_are_drawn(page, site, name):
    wanted, drawn, wrong, font = formulas(opened(cut_off(page), site, name))
    assert wanted > 10 and drawn >= wanted and not wrong and font


def test_pages_work_as_files_on_a_disk(page, site):
    cut_off(page).goto((site.folder / "tutorials" / "why-models.html").as_uri())
    page.evaluate(READY)
    wanted, drawn, wrong, _ = formulas(page)
    assert drawn >= wanted > 10 and not wrong
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert (page.asked, page.missed) == ([], [])


@pytest.mark.parametrize("words", ["entropy", "refractory period"])
def test_search_finds_a_tutorial(page, site, words):
    cut_off(page).goto(f"{site.address}/index.html")
    page.keyboard.press("Control+k")
    field = page.locator("dialog input[type=search], .search-button__search-container input").first
    field.fill(words)
    field.press("Enter")
    page.wait_for_selector("#search-results li a", timeout=30_000)
    found = page.locator("#search-results li a").evaluate_all("links => links.map(a => a.href)")
    assert any("/tutorials/" in link for link in found)
    # Summaries are fetched page by page; each shows the words, where the page has them.
    page.wait_for_function("document.querySelectorAll('#search-results p.context').length > 3")
    summaries = page.locator("#search-results p.context").all_inner_texts()
    assert not [text for text in summaries if "System Settings" in text]
    assert sum(words.split()[0] in text.lower() for text in summaries) >= len(summaries) / 2
    assert page.asked == []


@pytest.mark.parametrize("name", [f"tutorials/{name}" for name in TUTORIALS])
def test_everything_on_a_tutorials_page_is_reached_by_keyboard(page, site, name):
    """Folds open, and what scrolls sideways takes the focus."""
    opened(cut_off(page), site, name)
    fold = page.locator("details:has-text('What a right answer looks like') summary").first
    fold.focus()
    page.keyboard.press("Enter")
    assert fold.evaluate("summary => summary.parentElement.open")
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(UNREACHABLE) == []
