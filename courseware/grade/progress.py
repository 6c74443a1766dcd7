"""Tells how far the grading is: a bar on a terminal, now and then a line elsewhere."""

import sys
import time
from typing import TextIO

from tqdm import tqdm

SECONDS = 10.0  # between lines where there is no terminal
_BAR = "{n_fmt}/{total_fmt} |{bar}| {postfix} {elapsed}, {remaining} to go"


class Progress:
    """Counts submissions that are done, and those of them that could not be graded.

    `seconds` lie between lines where `stream` (standard error) is not a terminal.
    """

    def __init__(self, total: int, stream: TextIO | None = None, seconds: float = SECONDS) -> None:
        self.done = self.failed = 0
        self.total = total
        self._stream = sys.stderr if stream is None else stream
        self._seconds = seconds
        self._began = self._told = time.monotonic()
        self._bar = tqdm(
            total=total,
            file=self._stream,
            disable=not (total and self._stream.isatty()),
            bar_format=_BAR,
            dynamic_ncols=True,
            leave=False,
            postfix=self._failures(),
            smoothing=0,  # what is left is reckoned from all so far, and grows while nothing ends
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._bar.close()

    def count(self, failed: bool = False) -> None:
        """Count another submission that is done."""
        self.done += 1
        self.failed += failed
        if not self._bar.disable:
            self._bar.set_postfix_str(self._failures(), refresh=False)
            self._bar.update()
        else:
            self._tell()

    def tick(self) -> None:
        """Show that time goes by, also while nothing gets done."""
        if not self._bar.disable:
            self._bar.refresh()
        else:
            self._tell()

    def _tell(self):
        if self.done < self.total and time.monotonic() - self._told >= self._seconds:
            self._told = time.monotonic()
            print(self._line(), file=self._stream, flush=True)

    def _failures(self):
        return f"{self.failed} could not be graded" if self.failed else ""

    def _line(self):
        failures = f", {self._failures()}" if self.failed else ""
        said = f"Done {self.done} of {self.total}{failures}"
        taken = time.monotonic() - self._began
        if not self.done:
            return f"{said} after {_span(taken)}."
        rest = taken / self.done * (self.total - self.done)
        return f"{said}; about {_span(rest)} to go."


def _span(seconds):
    """A length of time for people.

    >>> _span(42.3), _span(200), _span(9000)
    ('42 s', '4 min', '2.5 h')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{-(-seconds // 60):.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
