"""One slip costs once: what is right but for earlier answers has its points, and nothing else."""

import textwrap

import pytest

from courseware.grade.contract import FOLLOW_THROUGH

from .conftest import COUNTS, ENTROPY, RATES, RIGHT, RIGHT_COUNTS, RIGHT_RATES, limits

NATS = RIGHT.replace("log2", "log")
STUB = "import numpy as np\ndef entropy(pmf):\n    raise NotImplementedError('Exercise 1.1')"
ENDLESS = "def pmf_from_counts(counts):\n    while True:\n        pass"


@pytest.mark.parametrize(
    ("entropy", "counts", "slips"),
    [
        (NATS, RIGHT_COUNTS, ["entropy"]),
        (STUB, RIGHT_COUNTS, ["entropy"]),
        (RIGHT.replace("entropy", "entorpy"), RIGHT_COUNTS, ["entropy"]),
        (RIGHT, ENDLESS, ["pmf_from_counts"]),
        (NATS, "pmf_from_counts = len", ["pmf_from_counts", "entropy"]),
    ],
    ids=["wrong", "unfinished", "misspelt", "endless", "two"],
)
def test_a_slip_costs_once(run, entropy, counts, slips):
    cells = entropy, ENTROPY, counts, COUNTS, RIGHT_RATES, RATES
    outcome = run(*cells, limits=limits(check_seconds=4.0))  # the last question has 1/8 of it
    wrong = {"entropy": "entropy-check", "pmf_from_counts": "counts-check"}
    full = {"entropy-check": 3, "counts-check": 2, "rates-check": 2}
    assert outcome.points == full | {wrong[name]: 0 for name in slips}
    result = outcome.checks["rates-check"]
    assert (list(result.follow_through), result.told) == (slips, FOLLOW_THROUGH)
    assert not result.misconception
    page = outcome.outputs(5)[0].data["text/html"]
    assert "Right but for what it calls" in page and "(2 of 2 points, follow-through)" in page
    assert all(f"<code>{name}</code>" in page for name in slips)
    assert not any(outcome.checks[name].follow_through for name in wrong.values())


def test_a_course_may_give_no_points_for_it_and_says_so_all_the_same(run):
    outcome = run(NATS, RIGHT_COUNTS, RIGHT_RATES, RATES, follow_through=False)
    assert (outcome.points, outcome.states) == ({"rates-check": 0}, {"rates-check": "wrong"})
    assert outcome.checks["rates-check"].follow_through == ("entropy",)
    page = outcome.outputs(3)[0].data["text/html"]
    assert "This function is right." in page and "(0 of 2 points, follow-through)" in page


def test_what_is_misspelt_is_noted_with_the_name_that_it_has(run):
    outcome = run(RIGHT.replace("entropy", "entorpy"), ENTROPY)
    assert "(entropy-check): There is no `entropy`, but there is `entorpy`" in outcome.notes


def test_a_name_that_a_process_makes_up_is_not_noted(run):
    lie = "from helpers.checks.asking import ask\nask.look_up = lambda *_: {'missing': 'entropy',"
    for name in ("'<b>entorpy</b>'", "'e' * 101", "'a b'"):
        outcome = run(f"{lie} 'close': {name}}}", ENTROPY)
        assert "misspelt" not in outcome.notes and not outcome.checks["entropy-check"].reason
        assert "<b>" not in outcome.outputs(1)[0].data["text/html"]


def test_a_process_that_ends_when_it_is_asked_further_keeps_its_first_verdict(run):
    ends = "import os\ndef entropy(pmf):\n    os._exit(0)"
    hasty = "import numpy as np\ndef information_rates(isis, bins):\n    return 1 / np.mean(isis)"
    outcome = run(ends, hasty, RATES, RIGHT_COUNTS, COUNTS)
    assert outcome.points == {"rates-check": 0, "counts-check": 2}
    assert outcome.states["rates-check"] == "wrong"
    assert "The process ended in cell 3" in outcome.notes
    assert "tuple" in outcome.outputs(2)[0].data["text/html"]


# What a process makes of knowing that stand-ins come. It gets what is right, and no more.

CHEATS = {
    "an answer that is wrong whenever another one is checked": (
        """
        import sys
        right = entropy
        def entropy(pmf):
            frame = sys._getframe()
            while frame is not None:
                if frame.f_locals.get("name") == "entropy":
                    return right(pmf)
                frame = frame.f_back
            return 0.0
        """,
        "def information_rates(isis, bins):\n    return 0.0, 0.0",
    ),
    "wrong on purpose after its check": (
        "entropy = lambda pmf: 0.0",
        "def information_rates(isis, bins):\n    return 0.0, 0.0",
    ),
    "stand-ins of one's own": (
        """
        import sys, types
        mine = types.ModuleType("helpers.stand_ins.why_models")
        mine.entropy = mine.pmf_from_counts = lambda rng: lambda given: 0.0
        sys.modules[mine.__name__] = mine
        entropy = lambda pmf: 0.0
        """,
        RIGHT_RATES.replace("/ np.mean", "* np.mean"),
    ),
    "right where the stand-in is seen": (
        "entropy = lambda pmf: 0.0",
        """
        def information_rates(isis, bins):
            seen = getattr(entropy, "__closure__", None)
            return (seen[0].cell_contents, 1 / np.mean(isis)) if seen else (0.0, 0.0)
        """,
    ),
    "an earlier answer that puts another in place of the later one": (
        """
        def entropy(pmf):
            from helpers.checks.asking import ask, exchange
            names = get_ipython().user_ns
            names["information_rates"] = lambda isis, bins: (1.0, 1 / np.mean(isis))
            exchange.exchanged.__wrapped__.__code__ = (lambda target, probe: (yield)).__code__
            return 0.0
        """,
        "def information_rates(isis, bins):\n    return 0.0, 0.0",
    ),
}


@pytest.mark.parametrize(("trick", "rates"), CHEATS.values(), ids=CHEATS)
def test_nothing_is_gained_by_stand_ins(run, trick, rates):
    cells = [textwrap.dedent(text) for text in (trick, rates)]
    outcome = run(RIGHT, ENTROPY, RIGHT_COUNTS, COUNTS, *cells, RATES)
    assert outcome.points == {"entropy-check": 3, "counts-check": 2, "rates-check": 0}
    assert outcome.states["rates-check"] == "wrong"
    assert not outcome.checks["rates-check"].follow_through


def test_what_is_found_out_takes_no_longer_than_a_check(run):
    """Each question comes to no end, and all of them share the time."""
    endless = "def entropy(pmf):\n    while True:\n        pass"
    rates = "def information_rates(isis, bins):\n    while True:\n        pass"
    cells = endless, ENDLESS, rates, RATES, RIGHT_COUNTS, COUNTS
    outcome = run(*cells, limits=limits(check_seconds=1.0))
    assert outcome.points == {"rates-check": 0, "counts-check": 2}
    assert outcome.states["rates-check"] == "wrong"
    assert "information_rates was stopped after 0.5 s" in outcome.notes
