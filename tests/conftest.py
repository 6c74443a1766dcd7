"""Every test runs offline, with a home of its own."""

import os
import tempfile

import pytest

from tests import amount

os.environ["HELPERS_OFFLINE"] = "1"
os.environ["HELPERS_HOME"] = tempfile.mkdtemp(prefix="neuron-models-test-")
os.environ.setdefault("MPLBACKEND", "agg")


def pytest_addoption(parser):
    parser.addoption(
        "--long",
        action="store_true",
        help="only the tests marked long or sampled, at full number (see tests/amount.py)",
    )


def pytest_configure(config):
    amount.set_full(config.getoption("--long"))


def pytest_collection_modifyitems(config, items):
    """Leave to the other command what is its own."""
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if "timing" in marks and marks & {"long", "sampled"}:
            raise pytest.UsageError(
                f"{item.nodeid}: what is marked timing runs alone at the end of make test, so it "
                "cannot be long or sampled, too."
            )

    def belongs(item):
        long = item.get_closest_marker("long")
        return (long or item.get_closest_marker("sampled")) if amount.is_full() else not long

    config.hook.pytest_deselected(items=[item for item in items if not belongs(item)])
    items[:] = filter(belongs, items)
