"""What the site promises its readers: complete, without solutions, without a network."""

import json
import re
import tomllib
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from book import notation

from courseware.build.curriculum import TUTORIALS
from tests.notebooks.conftest import ROOT, nbgrader, solution_cells
from tests.notebooks.test_contract import REGION, code_lines

REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]["Repository"]
GUIDES = (
    "students",
    "instructors",
    "originals",
    "authors",
    "glossary",
    "notation",
    "checks",
    "colab",
    "settings",
)
LIVE_ONLY = ("run this cell in a notebook", "Ready, in Jupyter", "You wrote no prediction")


def page_of(pages, tutorial):
    return pages[f"tutorials/{tutorial.name}.html"]


def plain(text):
    return " ".join(text.split())


def test_there_is_a_page_for_everyone(pages):
    assert {"index.html", "search.html", *(f"{guide}.html" for guide in GUIDES)} <= set(pages)
    start = {attrs.get("href") for attrs in pages["index.html"].all("a")}
    assert {f"{guide}.html" for guide in GUIDES} <= start


def test_the_map_has_every_tutorial_in_order_and_leads_to_those_that_are_there(pages, tutorial):
    text = pages["index.html"].text
    places = [text.index(title, text.index("The map")) for title in TUTORIALS.values()]
    assert places == sorted(places)
    links = [a.get("href") for a in pages["index.html"].all("a")]
    assert f"tutorials/{tutorial.name}.html" in links


def test_no_solution_stands_anywhere_on_the_site(site, pages, tutorial):
    given = REGION.sub("", "\n".join(cell.source for cell in tutorial.source.cells))
    given += "\n".join(cell.source for cell in solution_cells(tutorial.student))
    secret = {
        plain(line)
        for cell in solution_cells(tutorial.source)
        for region in REGION.findall(cell.source)
        for line in code_lines(region)
        if line not in given and len(line) > 12
    }
    secret |= {
        cell.source.splitlines()[-1]
        for cell in tutorial.source.cells
        if cell.cell_type == "markdown" and nbgrader(cell).get("solution")
    }
    assert len(secret) > 10
    texts = {path: plain(page.text) for path, page in pages.items()}
    files = [path for path in site.rglob("*") if path.suffix in {".ipynb", ".js", ".txt", ".md"}]
    for path in (path for path in files if "mathjax" not in path.parts):
        texts[path] = plain(path.read_text(encoding="utf-8").replace('\\"', '"'))
    for path, text in texts.items():
        assert not [line for line in secret if line in text], path
        for word in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME"):
            assert word not in text or path == "authors.html", path


def test_every_figure_of_the_solution_is_there_with_its_text(site, pages, tutorial):
    page = page_of(pages, tutorial)
    shown = {img["alt"]: img["src"] for img in page.all("img") if "alt" in img}
    cells = [
        cell
        for cell in tutorial.solution.cells
        if cell.cell_type == "code" and not nbgrader(cell).get("solution")
    ]
    wanted = re.findall(r'alt=\\"(.*?)\\" ', json.dumps([cell.outputs for cell in cells]))
    assert len(wanted) >= 5
    for alt in wanted:
        alt = json.loads(f'"{alt}"').replace("&#x27;", "'").replace("&lt;", "<")
        alt = alt.replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        source = shown[alt]
        assert len(alt) >= 30
        assert (page.path.parent / source).resolve().is_file()


def test_exercises_are_shown_as_stubs_with_their_expected_results(pages, tutorial):
    text = plain(page_of(pages, tutorial).text)
    for cell in solution_cells(tutorial.student):
        assert plain(cell.source) in text
    assert text.count("What a right answer looks like") == sum(
        "What a right answer looks like" in cell.source for cell in tutorial.student.cells
    )


def test_nothing_is_shown_that_only_makes_sense_where_cells_run(pages, tutorial):
    outputs = json.dumps([cell.get("outputs") for cell in tutorial.solution.cells])
    for words in LIVE_ONLY:
        assert words in outputs, f"{words!r} is said differently now: LIVE_ONLY, too"
        assert words not in page_of(pages, tutorial).text


def test_a_tutorial_opens_in_colab_and_binder_and_can_be_downloaded(pages, tutorial):
    page = page_of(pages, tutorial)
    path = f"course/{tutorial.name}/{tutorial.name}.ipynb"
    slug = REPOSITORY.removeprefix("https://github.com/")
    links = [attrs["href"] for attrs in page.all("a") if "href" in attrs]
    assert f"https://colab.research.google.com/github/{slug}/blob/main/{path}" in links
    (binder,) = (link for link in links if "mybinder.org" in link)
    assert urlsplit(binder).path == f"/v2/gh/{slug}/main"
    assert parse_qs(urlsplit(binder).query) == {"urlpath": [f"lab/tree/{path}"]}
    (download,) = (link for link in links if "_downloads/" in link)
    assert (page.path.parent / download).read_bytes() == tutorial.student_path.read_bytes()


def test_every_link_within_the_site_leads_somewhere(site, pages):
    for name, page in pages.items():
        for tag, key in (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src")):
            for target in (attrs.get(key) for attrs in page.all(tag)):
                parts = urlsplit(target or "#")
                if parts.scheme or parts.netloc or parts.path == "../lite/lab/index.html":
                    continue
                if "mathjax" in parts.path:
                    continue  # there where npm has been; test_site.py among the browser tests
                path = (page.path.parent / unquote(parts.path)).resolve()
                file = page.path if not parts.path else path
                assert file.is_file(), f"{name}: {target}"
                there = pages.get(file.relative_to(site.resolve()).as_posix())
                if parts.fragment and there:
                    assert unquote(parts.fragment) in there.anchors, f"{name}: {target}"


def test_links_to_the_web_are_well_formed_and_those_to_the_repository_name_its_files(pages):
    """Whether they answer is asked by `make links`, where there is a network."""
    for name, page in pages.items():
        for target in (attrs.get("href", "") for attrs in page.all("a")):
            parts = urlsplit(target)
            if not parts.scheme:
                continue
            assert parts.scheme == "https" and "." in parts.netloc, f"{name}: {target}"
            assert not re.search(r"\s|[<>\"]", target), f"{name}: {target}"
            if target.startswith(f"{REPOSITORY}/"):
                file = re.fullmatch(r"/(?:blob|raw|tree)/main/(.+)", target[len(REPOSITORY) :])
                assert file and (ROOT / unquote(file[1])).exists(), f"{name}: {target}"


def test_nothing_is_loaded_from_elsewhere(site, pages):
    loading = {"img": "src", "script": "src", "iframe": "src", "link": "href", "video": "src"}
    for name, page in pages.items():
        for tag, key in loading.items():
            for target in (attrs.get(key) or "" for attrs in page.all(tag)):
                assert not urlsplit(target).netloc, f"{name}: {target}"
    for path in site.rglob("*.css"):
        for target in re.findall(r"(?:url\(|@import )[\"']?(?!data:)([^\"')]+)", path.read_text()):
            assert not urlsplit(target).netloc, f"{path.name}: {target}"


@pytest.mark.parametrize("word", ["entropi", "refractori", "rheobas"])
def test_the_search_index_has_the_words_of_the_tutorials(site, word):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert word in terms


def test_the_index_has_the_symbols_of_every_tutorial(pages, tutorial):
    table = pages["notation.html"].text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for row in notation.symbols(tutorial.student, tutorial.name):
        words = row.meaning.split("$")[0].split("(")[0].split("`")[0].strip()
        assert words in table
