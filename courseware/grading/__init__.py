"""``courseware grade``: run submissions in a sandbox, judge them outside of it, keep the results."""
