"""How much a test tries: a sample in `make test`, all of it in `make test-long`.

One option of pytest, `--long`, tells the two apart:

* `@pytest.mark.long` stands on what `make test` leaves out; it fits on a test, on one of its
  parameters and on a module alike.
* `amount(20, 300)` is 20 in `make test` and 300 in `make test-long`. A test that asks for it, also
  in the list of its parameters, is marked `@pytest.mark.sampled`: `make test-long` runs what is
  marked `long` or `sampled`, and nothing that `make test` has run as it is.
"""

import itertools

_full = False


def amount(short, long):
    """How many: the first number in `make test`, the second in `make test-long`."""
    return long if _full else short


def some(items, short):
    """The first few of some items in `make test`, all of them in `make test-long`."""
    return list(items) if _full else list(itertools.islice(items, short))


def one_of_each(items, kind):
    """The first item of each kind in `make test`, all items in `make test-long`.

    Parameters
    ----------
    items : iterable
    kind : callable
        Gives an item's kind.
    """
    if _full:
        return list(items)
    first = {}
    for item in items:
        first.setdefault(kind(item), item)
    return list(first.values())


def is_full():
    """Whether everything is tried (`--long`)."""
    return _full


def set_full(full):
    """For conftest.py, before any test is collected."""
    global _full
    _full = full
