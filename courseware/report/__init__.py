"""``courseware report``: how a class did on an assignment, as one page."""
