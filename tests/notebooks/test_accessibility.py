"""What those who cannot see, hear or use a mouse find in every notebook.

Figures have their texts checked in `test_contract.py`, colours in `unit/helpers/test_palette.py`,
and sliders are moved by keyboard in `browser/`.
"""

import html
import re

from .conftest import nbgrader

FILE_NAME = re.compile(r"^\S+\.(png|svg|jpe?g|gif|webp)$", re.I)
VIDEO = re.compile(r"<p[^>]*><b>Video: (?P<title>.+?)\.</b>(?P<about>.*?)Open: (?P<links>.*)</p>")


def outputs(notebook, start):
    """HTML that code cells with a line that begins so put out, cell by cell."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and re.search(rf"^{re.escape(start)}", cell.source, re.M):
            yield cell, "".join(o.get("data", {}).get("text/html", "") for o in cell.outputs)


def test_pictures_in_the_students_text_say_what_they_show(tutorial):
    """Those that the build puts below checks, and those of authors."""
    pictures = 0
    for cell in tutorial.student.cells:
        if cell.cell_type != "markdown" or cell.id == "courseware-top":  # Colab's badge
            continue
        texts = [re.search(r'alt="([^"]*)"', tag) for tag in re.findall(r"<img[^>]*>", cell.source)]
        alts = [html.unescape(found[1]) if found else "" for found in texts]
        alts += re.findall(r"!\[([^\]]*)\]\(", cell.source)
        for alt in alts:
            assert len(alt) >= 30 and not FILE_NAME.search(alt), (
                f"cell {cell.id!r}: say in 30 letters or more what is to be seen, not {alt!r}"
            )
        pictures += len(alts)
    assert pictures, "no expected result shows a figure"


def test_every_video_has_text_links_and_a_sentence_on_what_it_shows(tutorial):
    videos = list(outputs(tutorial.solution, "media.video("))
    assert videos
    for cell, text in videos:
        video = VIDEO.search(text)
        assert video, f"media.video() shows no heading with links any more:\n{cell.source}"
        about = html.unescape(video["about"]).strip()
        assert len(about) >= 20 and about.endswith((".", "?", "!")), (
            f"say in `about` in one sentence what the video shows:\n{cell.source}"
        )
        links = re.findall(r'<a [^>]*href="https://[^"]+"[^>]*>(.+?)</a>', video["links"])
        assert links and all(re.fullmatch(r"\w+", link) for link in links)


def test_slides_have_a_text_link(tutorial):
    for cell, text in outputs(tutorial.solution, "media.slides("):
        assert re.search(r'<a [^>]*href="https://osf\.io/[^"]+"[^>]*>OSF</a>', text), cell.source


def test_a_demo_says_in_words_what_its_picture_shows(tutorial):
    demos = list(outputs(tutorial.solution, "demos."))
    assert demos
    for cell, text in demos:
        status = re.search(r'<div role="status"[^>]*>(.*?)</div>', text, re.S)
        assert status and len(status[1]) >= 15, cell.source


def test_no_cell_speaks_by_colour_alone(tutorial):
    """A check's verdict is a word and a sign, whatever its bar's colour."""
    for cell in tutorial.solution.cells:
        if cell.cell_type == "code" and nbgrader(cell).get("grade"):
            shown = "".join(o.get("data", {}).get("text/html", "") for o in cell.outputs)
            assert "✓ Right" in shown
