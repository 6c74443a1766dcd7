"""What a check hands back: nbgrader reads the points, a person the message."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from helpers import answers, checks, exercises
from helpers.checks import instant
from helpers.checks.judging import follow_through


def natural(pmf):
    known = answers.find("why_models", "entropy").misconceptions
    return next(m for m in known if m.name == "natural logarithm").answer(pmf)


def test_the_text_is_the_points_as_a_plain_number_within_the_maximum():
    for exercise in exercises.of("why_models"):
        right = answers.find("why_models", exercise.name).reference
        for target, points in ((right, exercise.points), (None, 0), (natural, 0)):
            result = instant.check(exercise, target)
            assert repr(result) == str(result) == f"{result}" == str(points)
            assert float(repr(result)) == float(result) == points == result.points
            assert type(result.points) is int
            assert result.maximum == exercise.points


def test_the_state_is_told_in_words_and_sign_not_by_colour_alone():
    page = checks.why_models.entropy(natural)._repr_html_()
    assert "✗ Not right yet</strong>: Exercise 1.1, Compute the entropy (0 of 3 points)" in page
    page = checks.why_models.entropy(answers.find("why_models", "entropy").reference)._repr_html_()
    assert "✓ Right</strong>: Exercise 1.1, Compute the entropy (3 of 3 points)" in page


class Balanced(HTMLParser):
    """Fails on a tag that is not closed in order, and on anything that could run."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        plain = {"div", "p", "strong", "code", "em", "br", "small", "ol", "li"}
        assert tag in plain | {"details", "summary"}
        assert {name for name, _ in attrs} <= {"style", "open"}
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("exercise", exercises.of("why_models"), ids=lambda e: e.name)
def test_every_message_is_well_formed_html_without_scripts_or_colours_of_text(exercise):
    answer = answers.find("why_models", exercise.name)
    functions = [m.answer for m in answer.misconceptions]
    nasty = "</code><script>alert('`x`')</script>*y*"

    def raising(*_):
        raise ValueError(nasty)

    for function in [*functions, answer.reference, raising, lambda *_: nasty, None, natural]:
        page = instant.check(exercise, function)._repr_html_()
        parser = Balanced()
        parser.feed(page)
        assert not parser.open
        assert not re.search(r"(?<!-left:4px solid )#[0-9a-f]{6}", page)
        assert "script>" not in page


def test_both_further_hints_can_be_clicked_open_on_the_first_run():
    page = checks.why_models.entropy(natural)._repr_html_()
    case, nearly = page.index("Show a case in which it fails"), page.index("Show nearly the answer")
    assert case < page.index("expected: <code>1</code>") < page.index("0.6931") < nearly
    assert nearly < page.index("Bits need base 2: <code>np.log2</code>")


def test_a_right_answer_starts_the_ladder_anew():
    reference = answers.find("why_models", "entropy").reference
    for _ in range(3):
        assert "expected" not in checks.why_models.entropy(natural).message
        assert "expected" in checks.why_models.entropy(natural).message
        checks.why_models.entropy(reference)


def test_another_mistake_begins_with_its_first_hint():
    for _ in range(4):
        message = checks.why_models.entropy(natural).message
    assert "expected" in message and "np.log2" in message
    known = answers.find("why_models", "entropy").misconceptions
    other = next(m for m in known if m.name != "natural logarithm")
    message = checks.why_models.entropy(other.answer).message
    assert other.hint in message and "expected" not in message


def test_runs_of_hidden_tests_open_no_hint():
    for _ in range(5):
        assert "expected" not in checks.why_models.entropy(natural, seed=1).message


def test_a_fault_of_ours_is_told_as_ours_and_raises_nothing(monkeypatch):
    def broken(*_):
        raise RuntimeError("<oops>")

    monkeypatch.setattr(follow_through, "judge_in_full", broken)
    result = checks.why_models.entropy(natural)
    assert (result.state, repr(result)) == ("handed to the grader", "0")
    assert "our fault" in result.message and "&lt;oops&gt;" in result._repr_html_()


RATES = """
def information_rates(isis, bins):
    counts, _ = np.histogram(isis, bins)
    bits = entropy(counts / np.sum(counts))
    return bits, bits / np.mean(isis)
"""


def test_points_for_follow_through_can_be_switched_off_and_the_message_stays(monkeypatch):
    names = {"np": np, "entropy": natural}
    exec(RATES, names)
    result = checks.why_models.information_rates(names["information_rates"])
    assert (repr(result), result.state) == ("2", "right")
    assert "(2 of 2 points, follow-through)" in result.message
    monkeypatch.setenv("HELPERS_FOLLOW_THROUGH", "0")
    result = checks.why_models.information_rates(names["information_rates"])
    assert (repr(result), result.state) == ("0", "wrong")
    assert "This function is right. What it calls, your `entropy`" in result.message
