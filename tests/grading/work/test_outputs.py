"""What comes out of a student's process is cleaned, and bounded, before it is kept."""

import base64
import json
import time

import nbformat
import pytest
from nbgrader import utils

from courseware.grade.contract import Limits
from courseware.grade.worker import outputs
from courseware.grade.worker.outputs import Collector
from helpers import exercises
from helpers.checks.contract import State, Verdict

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


def test_html_is_sanitised():
    page = "<p onclick=alert(1)>Hi<script>alert(1)</script><img src=https://example.org/x></p>"
    (_, outputs, _) = collected(bundle(text_html=page))
    assert outputs[0].data["text/html"] == "<p>Hi<img></p>"


def test_html_that_is_hard_to_read_takes_little_time():
    began = time.process_time()
    collected(bundle(text_html="<div>" * 100_000), bundle(text_html="<a " * 200_000))
    assert time.process_time() - began < 10


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


@pytest.mark.parametrize(
    ("maximum", "shown", "points"), [(3.0, "2", 2.0), (6.0, "4", 4.0), (2.5, "1.67", 1.67)]
)
def test_parts_of_the_points_are_of_those_that_the_instructor_gives(maximum, shown, points):
    exercise = exercises.find("why_models", "entropy")
    assert exercise.points == 3
    verdict = Verdict(State.WRONG, (("Not yet.",),), points=2)
    (output,), given = outputs.of_verdict(exercise, verdict, maximum)
    about = {"grade": True, "solution": False, "grade_id": "a", "points": maximum}
    cell = nbformat.v4.new_code_cell(outputs=[output], metadata={"nbgrader": about})
    assert (output.data["text/plain"], given) == (shown, points)
    assert utils.determine_grade(cell) == (points, maximum)
