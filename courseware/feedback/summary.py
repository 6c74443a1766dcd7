"""Sum up feedback by section, as text, CSV or JSON."""

import collections
import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from courseware.kit.text import one_line
from helpers.feedback.store import FACES, LONGEST_TEXT


@dataclass
class Section:
    """What was said about one section."""

    ratings: list = field(default_factory=list)
    comments: list = field(default_factory=list)

    @property
    def mean(self) -> float:
        return sum(self.ratings) / len(self.ratings)

    @property
    def faces(self) -> list[int]:
        counts = collections.Counter(self.ratings)
        return [counts[rating] for rating in range(1, 6)]


def summarise(rows: Iterable[dict[str, Any]]) -> dict[str, Section]:
    """Return the sections of the rows that `read` gave, sorted by name."""
    sections = collections.defaultdict(Section)
    for row in rows:
        section = sections[row["key"]]
        section.ratings.append(row["rating"])
        if comment := one_line(row["text"])[:LONGEST_TEXT].strip():
            section.comments.append((row["rating"], comment))
    return dict(sorted(sections.items()))


def as_text(sections: dict[str, Section], n_files: int) -> str:
    """Make a table for a terminal, with the comments below it."""
    if not sections:
        return f"No feedback in {n_files} {'file' if n_files == 1 else 'files'}."
    width = max(len("section"), *map(len, sections))
    head = "  ".join(f"{name:>9}" for name in FACES.values())
    lines = [f"{'section':{width}}    n  mean  {head}"]
    for key, section in sections.items():
        faces = "  ".join(f"{count:>9}" for count in section.faces)
        lines.append(f"{key:{width}}  {len(section.ratings):3}  {section.mean:4.1f}  {faces}")
    for key, section in sections.items():
        if section.comments:
            lines += ["", key, *(f"  [{rating}] {text}" for rating, text in section.comments)]
    return "\n".join(lines)


def as_csv(sections: dict[str, Section], n_files: int) -> str:
    """Make one line a section, for a spreadsheet."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["section", "n", "mean", *(f"face_{face}" for face in range(1, 6)), "comments"])
    for key, section in sections.items():
        comments = " | ".join(f"[{rating}] {text}" for rating, text in section.comments)
        numbers = [len(section.ratings), f"{section.mean:.2f}", *section.faces]
        # The bracket in front also keeps a spreadsheet from taking a comment for a formula.
        writer.writerow([key, *numbers, comments])
    return table.getvalue().rstrip("\n")


def as_json(sections: dict[str, Section], n_files: int) -> str:
    """Write everything, for other programs."""
    return json.dumps(
        {
            key: {
                "n": len(section.ratings),
                "mean": round(section.mean, 3),
                "faces": section.faces,
                "comments": [{"rating": r, "text": t} for r, t in section.comments],
            }
            for key, section in sections.items()
        },
        indent=2,
        ensure_ascii=False,
    )
