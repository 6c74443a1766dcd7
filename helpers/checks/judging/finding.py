"""What a comparison finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with an answer; `judging.wording` makes a sentence of it."""

    what: str  # which mistake it is: a key of the tables in `judging.wording`
    expected: Any = None
    got: Any = None
    # The way to it, from what was returned: ``("key", "a")``, ``("element", 0)``, ``("part",
    # "rate", "second")``. It may begin at something else, ``("argument", "v")``, ``("attribute",
    # "v", "after step 1")`` or ``("figure",)``.
    where: tuple = ()
    # What else belongs to this mistake: ``digits``, ``count``, ...
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """What the way begins at: "argument", "attribute", "figure", or ""."""
        return self.where[0][0] if self.where else ""
