"""What comes out of a student's process is cleaned, and bounded, before it is kept."""

import base64
import json
import time
from html.parser import HTMLParser

import pytest

from courseware.grading.html import Sanitizer
from courseware.grading.outputs import Collector
from courseware.grading.task import Limits

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(20)).decode()


def collected(*messages, **limits):
    collector = Collector(Limits(**limits))
    taken = [collector.take(message) for message in messages]
    return taken, collector.end(), collector


def bundle(**data):
    data = {kind.replace("_", "/", 1): content for kind, content in data.items()}
    return {"output": {"output_type": "display_data", "data": data, "metadata": {}}}


def stream(text, name="stdout"):
    return {"output": {"output_type": "stream", "name": name, "text": text}}


HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<img src='https://example.org/seen.png'>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<div style='background:url(https://example.org/x)'>x</div>",
    "<style>@import 'https://example.org/x'</style>",
    "<link rel=stylesheet href=https://example.org/x>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<form action=https://example.org><button>x</button></form>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<base href=https://example.org>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
]


class Tags(HTMLParser):
    """Collects the elements of a page, as a browser finds them."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("page", HARMFUL)
def test_html_runs_and_fetches_nothing(page):
    for tag, attributes in Tags(Sanitizer().clean(page)).found:
        assert tag in ("a", "div", "img", "p", "table")
        assert not attributes.keys() & {"src", "href", "data"}
        assert not any(name.startswith("on") for name in attributes)
        assert "url" not in attributes.get("style", "")


def test_html_of_honest_cells_stays():
    page = (
        '<div style="border-left:4px solid #0072B2;padding:2px 10px;white-space:pre-line"><b>x</b>'
        f'</div><details open><summary>s</summary><table><tr><td colspan="2">1</td></tr></table>'
        f'</details><img alt="a" width="3" src="data:image/png;base64,{PNG}">'
        '<a href="https://example.org">y</a>'
    )
    clean = Sanitizer().clean(page)
    for part in ("border-left", "padding", "<details", "<td colspan", PNG, 'href="https://example'):
        assert part in clean
    assert Sanitizer().clean("<style scoped>td {color: red}</style><p>x</p>") == "<p>x</p>"


def test_html_that_takes_the_library_long_is_left_out_soon():
    began = time.monotonic()
    assert Sanitizer().clean("<div>" * 50_000) == ""
    assert time.monotonic() - began < 10


def test_only_known_kinds_of_data_are_kept():
    (_, outputs, _) = collected(
        bundle(
            text_plain="p",
            image_png=PNG,
            text_html="<b>x</b>",
            application_javascript="alert(1)",
            **{"image/svg+xml": "<svg/>", "application/vnd.jupyter.widget-view+json": {"a": 1}},
        )
    )
    assert outputs[0].data == {"text/plain": "p", "image/png": PNG, "text/html": "<b>x</b>"}
    (_, outputs, _) = collected(bundle(text_plain="<Markdown>", text_markdown="<script>*a*"))
    assert outputs[0].data == {"text/plain": "<script>*a*"}
    (_, outputs, _) = collected(bundle(text_plain="p", image_png='"><script>', image_jpeg=PNG))
    assert outputs[0].data == {"text/plain": "p"}
    (_, outputs, _) = collected(bundle(text_plain="p", text_latex=r"$\href{javascript:x}{y}$"))
    assert outputs[0].data == {"text/plain": "p"}
    (_, outputs, _) = collected(bundle(text_latex="$a < b$<script>"))
    assert "<" not in outputs[0].data["text/latex"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"output": 3},
        {"output": {}},
        {"output": {"output_type": "stream", "name": "other", "text": "x"}},
        {"output": {"output_type": "stream", "name": "stdout", "text": ["x"]}},
        {"output": {"output_type": "error", "ename": 1, "evalue": "", "traceback": []}},
        {"output": {"output_type": "error", "ename": "", "evalue": "", "traceback": [None]}},
        {"output": {"output_type": "display_data", "data": []}},
        {"output": {"output_type": ["stream"]}},
        {"clear": "yes"},
    ],
)
def test_what_is_no_output_is_refused(message):
    taken, outputs, _ = collected(message)
    assert taken == [False] and outputs == []


def test_metadata_is_reduced_to_sizes_of_pictures():
    message = bundle(image_png=PNG)
    message["output"]["metadata"] = {"image/png": {"width": 3, "height": '"><script>'}, "x": 1}
    (_, outputs, _) = collected(message)
    assert outputs[0].metadata == {"image/png": {"width": 3}}


def test_streams_are_merged_and_bounded():
    (_, outputs, collector) = collected(stream("a"), stream("b"), stream("c", "stderr"))
    assert [(o.name, o.text) for o in outputs] == [("stdout", "ab"), ("stderr", "c")]
    assert not collector.cut
    (_, outputs, collector) = collected(*[stream("x" * 100)] * 50, cell_output=1000)
    assert collector.cut and len(json.dumps(outputs)) < 2000
    (_, outputs, collector) = collected(*[bundle(text_plain="x")] * 5000, cell_output=1 << 30)
    assert collector.cut and len(outputs) <= 501


def test_all_cells_together_are_bounded():
    collector = Collector(Limits(cell_output=1000, output=3000))
    sizes = []
    for _ in range(10):
        collector.begin()
        for _ in range(5):
            collector.take(stream("x" * 100))
        sizes.append(len("".join(output.text for output in collector.end())))
    assert sizes[0] == 500 and collector.cut and collector.kept <= 3000


def test_a_text_without_utf8_is_made_one_that_has_it():
    (_, outputs, _) = collected(stream("a\ud800b"))
    outputs[0].text.encode("utf-8")
