"""The course's site, built as `make docs` builds it; MathJax is left out where npm has not been."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.notebooks.conftest import ROOT, TUTORIALS, Tutorial

DOCS = ROOT / "docs"
sys.path.insert(0, str(DOCS))  # `book`, the site's extension


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("site")
    run = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-q", "-b", "html"),
            *("-d", folder / "doctrees", "-D", "suppress_warnings=book.mathjax"),
            *(DOCS, folder / "html"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return folder / "html"


@pytest.fixture(scope="session")
def pages(site):
    """Every page of the site, read: a dictionary from its path to a `Page`."""
    paths = (path for path in site.rglob("*.html") if "_static" not in path.parts)
    return {path.relative_to(site).as_posix(): Page(path) for path in paths}


@pytest.fixture(params=TUTORIALS, scope="session")
def tutorial(request):
    return Tutorial(request.param)


class Page(HTMLParser):
    """A page's text, and its elements as pairs of name and attributes."""

    def __init__(self, path):
        super().__init__()
        self.path, self.elements, self._text = Path(path), [], []
        self.feed(path.read_text(encoding="utf-8"))
        self.text = "".join(self._text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self._text.append(data)

    def all(self, name):
        """Attributes of all elements of a name."""
        return [attrs for tag, attrs in self.elements if tag == name]

    @property
    def anchors(self):
        """What a link can lead to on this page."""
        return {attrs.get(key) for _, attrs in self.elements for key in ("id", "name")}
