"""``courseware grade``: run submissions in a sandbox, judge outside of it, keep the results."""
