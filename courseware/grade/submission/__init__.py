"""What a student handed in: read defensively, matched with the release, and restored."""
