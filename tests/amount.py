"""How much a test tries: a sample in `make test`, all of it in `make test-long`.

One option of pytest, `--long`, tells the two apart:

* `@pytest.mark.long` stands on what `make test` leaves out; it fits on a test, on one of its
  parameters and on a module alike.
* `amount(20, 300)` is 20 in `make test` and 300 in `make test-long`. A test that asks for it, also
  in the list of its parameters, is marked `@pytest.mark.sampled`: `make test-long` runs what is
  marked `long` or `sampled`, and nothing that `make test` has run as it is.
"""

import pytest

_full = False


def amount(short, long):
    """How many: the first number in `make test`, the second in `make test-long`."""
    return long if _full else short


def some(items, short):
    """That many of a list, evenly spread, in `make test`; all of them in `make test-long`."""
    return list(items) if _full else list(items)[:: max(1, -(-len(items) // short))]


def first_now(values, short=1):
    """Parameters of a test: the first few for `make test`, the others for `make test-long`."""
    later = pytest.mark.long
    return [pytest.param(v, marks=later if k >= short else ()) for k, v in enumerate(values)]


def one_of_each(items, kind):
    """The first item of each kind (`kind(item)`) in `make test`, all items in `make test-long`."""
    first = {kind(item): item for item in reversed(items)}
    return [item for item in items if _full or first[kind(item)] is item]


def is_full():
    """Whether everything is tried (`--long`)."""
    return _full


def set_full(full):
    """For conftest.py, before any test is collected."""
    global _full
    _full = full
